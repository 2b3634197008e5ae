//! Parses texts and writes what the scorers read.

use crate::{corpus, names};
use anyhow::Result;
use clap::ValueEnum;
use rapporteur_syntax::{Reader, conllu};
use std::io::Write;
use std::path::Path;

/// What to write.
#[derive(Clone, Copy, ValueEnum)]
pub enum To {
    /// A plain text's parse
    Conllu,
    /// Names of JSON Lines documents, as JSON Lines
    Names,
    /// Nothing but words per second
    Speed,
}

/// Parses the file `from` to standard output.
pub fn run(reader: &Reader, from: &Path, to: To) -> Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match to {
        To::Conllu => {
            let text = corpus::contents(from)?;
            write!(out, "{}", conllu::write("text", &text, &reader.parse(&text)))?;
        }
        To::Names => names(reader, from, &mut out)?,
        To::Speed => {
            let text = corpus::contents(from)?;
            let documents: Vec<String> = text.lines().map(|line| line.replace('\t', "\n\n")).collect();
            let start = std::time::Instant::now();
            let words: usize = documents.iter().map(|text| reader.parse(text).len()).sum();
            let seconds = start.elapsed().as_secs_f64();
            writeln!(out, "{words} words in {seconds:.2} s: {:.0} words/s", words as f64 / seconds)?;
        }
    }
    Ok(())
}

/// Writes the names of JSON Lines documents, as the syntax model gives them.
pub fn names(reader: &Reader, from: &Path, out: &mut impl Write) -> Result<()> {
    for doc in names::documents(from)?.values() {
        let syntax = reader.parse(&doc.text);
        let offsets = names::offsets(&doc.text);
        let place = |byte: u32| offsets.partition_point(|at| *at < byte as usize);
        let found = syntax.names.iter().map(|name| {
            let span = syntax.span(name.tokens.clone());
            let kind = name.kind.to_string();
            serde_json::json!({"start": place(span.start), "end": place(span.end), "name": span.of(&doc.text), "type": kind})
        });
        writeln!(out, "{}", serde_json::json!({"id": doc.id, "names": found.collect::<Vec<_>>()}))?;
    }
    Ok(())
}

/// A model by the names that the program's `--model` takes; `best` and `accurate` are the one of the checkout.
pub fn by_name(model: &str) -> Result<Reader> {
    Ok(match model {
        "fast" => Reader::fast(),
        "best" | "accurate" => Reader::open("models/accurate.safetensors")?,
        path => Reader::open(path)?,
    })
}
