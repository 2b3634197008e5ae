//! Reads documents with new weights and writes their outermost statements as the scorers read them.

use super::gold::Report;
use anyhow::Result;
use rapporteur_record::Knowledge;
use rapporteur_record::recorder::Report as Read;
use rapporteur_record::recorder::statements::weights::Weights;
use rapporteur_record::recorder::statements::{Scene, read};
use rapporteur_syntax::{Span, Tok};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;

/// Writes one line a document.
pub fn run(reports: &[Report], knowledge: &Knowledge, weights: &Weights, out: &Path) -> Result<()> {
    let mut lines = String::new();
    for report in reports {
        let scene_of = Read { document: &report.document, syntax: &report.syntax, knowledge };
        let read = read(&Scene::of(&scene_of), weights);
        let outermost = read.iter().filter(|(_, inside)| inside.is_none());
        let statements: Vec<Value> = outermost
            .map(|(candidate, _)| {
                let cue: Vec<Tok> = candidate.cue.clone().collect();
                json!({
                    "source": points(report, candidate.source_tokens()),
                    "cue": points(report, &cue),
                    "content": points(report, &candidate.content),
                    "confidence": candidate.confidence(),
                })
            })
            .collect();
        let _ = writeln!(lines, "{}", json!({ "id": report.document.id, "statements": statements }));
    }
    Ok(std::fs::write(out, lines)?)
}

/// Words as spans of code points.
fn points(report: &Report, words: &[Tok]) -> Value {
    let point = |byte: u32| report.document.text[..byte as usize].chars().count();
    let spans = report.syntax.spans(words);
    let spans: Vec<[usize; 2]> = spans.iter().map(|&Span { start, end }| [point(start), point(end)]).collect();
    if spans.is_empty() { Value::Null } else { json!(spans) }
}
