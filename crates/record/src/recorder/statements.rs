//! Recorder of statements: who said or thought what, by which words, to whom, through what.
//!
//! The cue comes first: a word of `cues.tsv`, or a format such as "according to". On the tree around it stand its
//! source (`source`) and its content (`content`), over which quotations are laid (`running`). What speaks for and
//! against the reading is weighed by `cue-evidence.tsv`; the sum is the row's confidence. Statements inside the content
//! of another are read like any other and say in which they stand (`nested`).

mod candidate;
mod content;
mod cue;
mod formats;
mod nested;
mod party;
mod running;
mod scene;
mod source;

pub use candidate::Candidate;

use super::Report;
use crate::lookup::Lookup;
use crate::row::{Party, Statement, StatementMode};
use crate::wire::RECALL_CONFIDENCE;
use crate::{Record, clause};
use rapporteur_syntax::{Span, Tok};
use scene::Scene;

/// Adds the statements of a report.
pub fn record(report: &Report, record: &mut Record) {
    let scene = Scene::of(report);
    let mut candidates = possible(&scene);
    candidates.retain(|candidate| candidate.confidence() >= RECALL_CONFIDENCE);
    let candidates = nested::settled(candidates, report.syntax.len());
    let inside = nested::inside(&candidates, report.syntax.len());
    let lookup = Lookup::new(report.syntax, record);
    let rows: Vec<Statement> = (candidates.iter().zip(inside))
        .map(|(candidate, inside)| Statement { inside, ..row(&scene, &lookup, record, candidate) })
        .collect();
    record.statements = rows;
}

/// Every reading of a cue with its evidence, sure or not: what the weights are fitted on.
pub fn candidates(report: &Report) -> Vec<Candidate> {
    possible(&Scene::of(report))
}

fn possible(scene: &Scene) -> Vec<Candidate> {
    let mut found = Vec::new();
    for tok in 0..scene.syntax.len() {
        let by_format = formats::according(scene, tok)
            .or_else(|| formats::in_view(scene, tok))
            .or_else(|| formats::colon(scene, tok));
        let by_format = by_format.map(|mut candidate| {
            candidate::finish(scene, &mut candidate, false);
            candidate
        });
        found.extend(by_format.or_else(|| candidate::of_entry(scene, tok)).filter(|found| !found.content.is_empty()));
    }
    let weight = |name: &str| scene.lexicon.weight(name);
    for candidate in &mut found {
        candidate.odds += weight("bias") + candidate.evidence.iter().map(|name| weight(name)).sum::<f32>();
    }
    found
}

fn row(scene: &Scene, lookup: &Lookup, record: &Record, candidate: &Candidate) -> Statement {
    let syntax = scene.syntax;
    let addressee = party::addressee(scene, candidate);
    let channel = party::channel(scene, candidate, addressee);
    let as_party = |head: Tok| party::party(scene, lookup, head, candidate.head);
    let source = candidate.source.as_ref().map(|source| Party {
        spans: syntax.spans(&source.tokens),
        actor: lookup.actor(source.stands_for).or_else(|| lookup.actor(source.head)),
    });
    Statement {
        source,
        cue: candidate.cue.iter().map(|piece| syntax.span(piece.clone())).collect(),
        cue_lemma: scene.lemma(candidate.head).to_owned(),
        content: spans(scene, &candidate.content),
        mode: mode(scene, &candidate.content),
        act: candidate.act,
        addressee: addressee.map(as_party),
        channel: channel.map(as_party),
        time: party::time(scene, lookup, candidate),
        place: party::place(scene, record, candidate),
        inside: None,
        negated: clause::is_negated(syntax, candidate.head) || clause::is_negated(syntax, candidate.top),
        hedged: is_hedged(scene, candidate),
        confidence: candidate.confidence(),
        because: candidate.because.clone(),
    }
}

/// Words as spans; a blank line between two words parts them.
fn spans(scene: &Scene, tokens: &[Tok]) -> Vec<Span> {
    let mut pieces: Vec<Vec<Tok>> = Vec::new();
    for &tok in tokens {
        match pieces.last_mut() {
            Some(piece) if piece.last().is_some_and(|&last| scene.paragraph(last) == scene.paragraph(tok)) => {
                piece.push(tok)
            }
            _ => pieces.push(vec![tok]),
        }
    }
    pieces.iter().flat_map(|piece| scene.syntax.spans(piece)).collect()
}

fn mode(scene: &Scene, content: &[Tok]) -> StatementMode {
    let words = content.iter().copied().filter(|&tok| !scene.is_punct(tok));
    let (quoted, plain): (Vec<Tok>, Vec<Tok>) = words.partition(|&tok| scene.quotes.holding(tok).is_some());
    match (quoted.is_empty(), plain.is_empty()) {
        (false, true) => StatementMode::Direct,
        (false, false) => StatementMode::Mixed,
        (true, _) => StatementMode::Indirect,
    }
}

/// "Reportedly said", "may have said".
fn is_hedged(scene: &Scene, candidate: &Candidate) -> bool {
    let adverb =
        |tok: Tok| matches!(scene.lemma(tok), "reportedly" | "allegedly" | "apparently" | "supposedly" | "purportedly");
    let modal = clause::modal(scene.syntax, candidate.top);
    scene.syntax.children(candidate.top).any(adverb) || matches!(modal, Some("may" | "might" | "could"))
}
