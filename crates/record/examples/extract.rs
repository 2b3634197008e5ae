//! Reads JSON Lines of documents (`id`, `text`, `date`) on standard input and writes their records.

use rapporteur_record::{Document, Knowledge, record, wire};
use rapporteur_syntax::Reader;
use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (reader, knowledge) = (Reader::fast(), Knowledge::english());
    let recall = std::env::args().any(|argument| argument == "--recall");
    let options = wire::Options {
        min_confidence: if recall { wire::RECALL_CONFIDENCE } else { wire::DEFAULT_CONFIDENCE },
        version: env!("CARGO_PKG_VERSION"),
        model: reader.name(),
        lexicon: knowledge.version(),
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        let date = text("date").and_then(|date| date.get(..10)?.parse().ok());
        let document = Document {
            id: text("id").unwrap_or_default(),
            text: text("text").unwrap_or_default(),
            date,
            title: text("title"),
            outlet: text("outlet"),
            ..Document::default()
        };
        let syntax = reader.parse(&document.text);
        let record = record(&document, &syntax, &knowledge);
        serde_json::to_writer(&mut out, &wire::write(&document, &syntax, &record, &options))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
