//! Treebanks: CoNLL-U files cut into documents, each with the raw text it annotates.

use anyhow::{Context, Result};
use flate2::read::MultiGzDecoder;
use rapporteur_syntax::{Syntax, conllu};
use std::io::Read;
use std::path::Path;

/// One document of a treebank.
pub struct Doc {
    /// `# newdoc id`.
    pub id: String,
    /// The raw text: blanks as annotated, paragraphs apart by a blank line.
    pub text: String,
    /// The gold parse.
    pub syntax: Syntax,
}

/// The whole of a file, unpacked when its name ends in `.gz`.
pub fn contents(path: &Path) -> Result<String> {
    let mut text = String::new();
    let file = std::fs::File::open(path).with_context(|| path.display().to_string())?;
    match path.extension().is_some_and(|extension| extension == "gz") {
        true => MultiGzDecoder::new(file).read_to_string(&mut text)?,
        false => std::io::BufReader::new(file).read_to_string(&mut text)?,
    };
    Ok(text)
}

/// Reads a treebank file; `keep` says by id which documents to take.
pub fn documents(path: &Path, keep: impl Fn(&str) -> bool) -> Result<Vec<Doc>> {
    let all = contents(path)?;
    let starts: Vec<usize> = all.match_indices("# newdoc id = ").map(|(at, _)| at).collect();
    let mut docs = Vec::new();
    for (n, &start) in starts.iter().enumerate() {
        let part = &all[start..starts.get(n + 1).copied().unwrap_or(all.len())];
        let id = part.lines().next().and_then(|line| line.strip_prefix("# newdoc id = ")).unwrap_or_default();
        if !keep(id) {
            continue;
        }
        let text = surface(part);
        let syntax = conllu::read(part, &text).with_context(|| format!("document {id} of {}", path.display()))?;
        docs.push(Doc { id: id.to_owned(), text, syntax });
    }
    Ok(docs)
}

/// The raw text under CoNLL-U sentences.
pub fn surface(conllu: &str) -> String {
    let mut text = String::new();
    let (mut glue, mut until) = ("", 0usize);
    for line in conllu.lines() {
        if line.is_empty() {
            until = 0;
        } else if line.starts_with('#') {
            if line.starts_with("# newpar") && !line.starts_with("# newpar_block") && !text.is_empty() {
                glue = "\n\n";
            }
        } else {
            let cols: Vec<&str> = line.split('\t').collect();
            let [id, form, .., misc] = cols[..] else { continue };
            if id.contains('.') {
                continue;
            }
            match id.split_once('-') {
                Some((_, last)) => until = last.parse().unwrap_or(0),
                None if id.parse::<usize>().is_ok_and(|id| id <= until) => continue,
                None => {}
            }
            text.push_str(glue);
            text.push_str(form);
            glue = if misc.split('|').any(|item| item == "SpaceAfter=No") { "" } else { " " };
        }
    }
    text
}
