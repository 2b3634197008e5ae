//! Annotated attributions, laid on the words of the reader's own parse.

use crate::corpus::contents;
use anyhow::{Context, Result};
use rapporteur_record::{Document, Knowledge, mend_clauses, mend_names};
use rapporteur_syntax::{Reader, Span, Syntax, Tok};
use serde::Deserialize;
use std::path::Path;

/// A report with its annotation.
pub struct Report {
    /// Number of the document, which its parses share.
    pub number: usize,
    /// Its text.
    pub document: Document,
    /// The reader's parse.
    pub syntax: Syntax,
    /// The annotated attributions.
    pub statements: Vec<Gold>,
    /// Words that the annotators struck out.
    pub discard: Vec<Tok>,
}

/// An annotated attribution, in words.
pub struct Gold {
    /// Empty when nobody is named.
    pub source: Vec<Tok>,
    pub cue: Vec<Tok>,
    pub content: Vec<Tok>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    statements: Vec<Annotation>,
    #[serde(default)]
    discard: Vec<(usize, usize)>,
}

#[derive(Deserialize)]
struct Annotation {
    source: Option<Vec<(usize, usize)>>,
    cue: Option<Vec<(usize, usize)>>,
    content: Vec<(usize, usize)>,
}

/// Reads a corpus and parses its texts, each by every reader.
pub fn read(path: &Path, readers: &[Reader], knowledge: &Knowledge) -> Result<Vec<Report>> {
    let all = contents(path)?;
    let mut reports = Vec::new();
    for (number, line) in all.split('\n').filter(|line| !line.trim().is_empty()).enumerate() {
        let line: Line = serde_json::from_str(line).with_context(|| format!("a line of {}", path.display()))?;
        reports.extend(readers.iter().map(|reader| report(number, &line, reader, knowledge)));
    }
    Ok(reports)
}

fn report(number: usize, line: &Line, reader: &Reader, knowledge: &Knowledge) -> Report {
    let bytes: Vec<u32> =
        line.text.char_indices().map(|(byte, _)| byte as u32).chain([line.text.len() as u32]).collect();
    let document = Document { id: line.id.clone(), text: line.text.clone(), ..Document::default() };
    let syntax = reader.parse(&line.text);
    let syntax = mend_names(&document, &syntax, knowledge).unwrap_or(syntax);
    let syntax = mend_clauses(&syntax, knowledge).unwrap_or(syntax);
    let at = |point: usize| bytes[point.min(bytes.len() - 1)];
    let words = |spans: &[(usize, usize)]| {
        let span = |&(start, end): &(usize, usize)| Span { start: at(start), end: at(end) };
        let mut words: Vec<Tok> = spans.iter().flat_map(|pair| syntax.tokens_in(span(pair))).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let statements = line.statements.iter().map(|gold| Gold {
        source: words(gold.source.as_deref().unwrap_or_default()),
        cue: words(gold.cue.as_deref().unwrap_or_default()),
        content: words(&gold.content),
    });
    let statements = statements.collect();
    let discard = words(&line.discard);
    Report { number, document, syntax, statements, discard }
}
