//! Recorder of statements: who said or thought what, by which words, to whom, through what.
//!
//! The cue comes first: every verb, noun and adjective is asked whether it attributes (`cue`). A likely one is grown to
//! its words (`extent`), given a source among the noun phrases around it (`source`) and a content among the words around it
//! (`content`), over which quotations are laid (`running`). Linear models over the tree answer (`weights`); the last of
//! them says how far the whole is to be trusted, which is the row's confidence. Statements inside the content of another
//! are read like any other and say in which they stand (`nested`). Formats without a cue are rules (`formats`, `turns`),
//! and a quotation that stands alone goes to whoever was let speak before it (`alone`).

mod alone;
pub mod candidate;
mod cited;
pub mod content;
pub mod cue;
pub mod extent;
mod formats;
mod grammar;
mod nature;
mod nested;
mod party;
mod running;
mod scene;
mod shared;
pub mod source;
mod turns;
mod voice;
pub mod weights;

pub use candidate::Candidate;
pub use scene::Scene;

use super::Report;
use crate::issuer::Issuers;
use crate::lookup::Lookup;
use crate::row::{Party, Statement, StatementMode};
use crate::{Record, clause};
use cue::Sighting;
use rapporteur_syntax::{Span, Tok};
use weights::{Bag, Part, Weights};

/// A statement less sure than this is no row: the threshold at which precision and recall balance.
const LEAST: f32 = 0.41;
/// A word with lower log odds is not looked at as a cue.
const LEAST_CUE: f32 = -2.6;
/// A word with higher log odds is a likely cue to those beside it.
const LIKELY_CUE: f32 = 0.0;

/// Adds the statements of a report.
pub fn record(report: &Report, record: &mut Record) {
    let scene = Scene::of(report);
    let read = read(&scene, report.knowledge.statements.weights());
    let lookup = Lookup::new(report.syntax, record);
    // What stands inside another statement is read rightly only where that one is; hearsay has its own words.
    let within = |candidate: &Candidate, inside: Option<usize>| match inside.map(|outer| &read[outer].0) {
        Some(outer) if grammar::hearsay(&scene, candidate.top) != Some(outer.head) => outer.confidence(),
        _ => 1.0,
    };
    let issuers = Issuers::of(report, &lookup);
    let mut rows: Vec<Statement> = Vec::with_capacity(read.len());
    for (candidate, inside) in &read {
        let mut row = row(&scene, &lookup, record, candidate);
        row.inside = *inside;
        row.confidence = candidate.confidence() * within(candidate, *inside);
        if let (Some(party), Some(source)) = (&mut row.source, &candidate.source) {
            let issuer = || issuers.issuer(source.stands_for).or_else(|| issuers.issuer(source.head));
            party.actor = party.actor.or_else(issuer);
        }
        rows.push(row);
    }
    record.statements = rows;
}

/// The statements of a report in text order, each with the one in whose content it stands.
pub fn read(scene: &Scene, weights: &Weights) -> Vec<(Candidate, Option<usize>)> {
    let mut bag = Bag::default();
    let mut candidates = possible(scene, weights);
    let words = scene.syntax.len();
    let covered = covered(&candidates, words);
    for candidate in &mut candidates {
        candidate::trust(scene, weights, candidate, covered[candidate.head], &mut bag);
        if candidate.odds < 0.0
            && let Some(certain) = grammar::certain(scene, candidate)
        {
            *candidate = certain;
        }
    }
    candidates.retain(|candidate| candidate.confidence() >= LEAST);
    let mut candidates = nested::settled(candidates, words);
    cited::settle(scene, &mut candidates);
    nested::untangle(scene, &mut candidates);
    shared::settle(scene, &mut candidates);
    alone::settle(scene, &mut candidates);
    let inside = nested::inside(&candidates, words);
    candidates.into_iter().zip(inside).collect()
}

/// Every reading of a likely cue, its trust not yet fitted.
pub fn possible(scene: &Scene, weights: &Weights) -> Vec<Candidate> {
    let mut bag = Bag::default();
    let mut odds = vec![f32::NEG_INFINITY; scene.syntax.len()];
    let mut likely: Vec<Sighting> = Vec::new();
    for (tok, odds) in odds.iter_mut().enumerate() {
        let Some(mut sighting) = cue::sight(scene, tok) else { continue };
        cue::features(scene, &sighting, &mut bag);
        sighting.odds = weights.score(Part::Cue, &bag.features);
        *odds = sighting.odds;
        if sighting.odds >= LEAST_CUE || sighting.entry.is_some() && grammar::hearsay(scene, tok).is_some() {
            likely.push(sighting);
        }
    }
    let rival = |tok: Tok| odds[tok] > LIKELY_CUE;
    let made = likely.into_iter().map(|sighting| {
        let candidate = candidate::of_cue(scene, weights, sighting, &rival, &mut bag);
        match candidate.content.is_empty() {
            true => grammar::certain(scene, &candidate).unwrap_or(candidate),
            false => candidate,
        }
    });
    let turns = turns::all(scene);
    let is_turn = |tok: Tok| turns.binary_search_by_key(&tok, |turn| turn.head).is_ok();
    let by_format: Vec<Candidate> =
        (0..scene.syntax.len()).filter(|&tok| !is_turn(tok)).filter_map(|tok| formats::of(scene, tok)).collect();
    let mut found: Vec<Candidate> =
        made.chain(by_format).chain(turns).filter(|found| !found.content.is_empty()).collect();
    found.sort_by_key(|candidate| candidate.head);
    found
}

/// The words that stand in the content of a likely statement, its own cue's words left out.
pub fn covered(candidates: &[Candidate], words: usize) -> Vec<bool> {
    let mut covered = vec![false; words];
    for candidate in candidates.iter().filter(|candidate| candidate.is_likely()) {
        candidate.content.iter().for_each(|&tok| covered[tok] = true);
    }
    covered
}

fn row(scene: &Scene, lookup: &Lookup, record: &Record, candidate: &Candidate) -> Statement {
    let syntax = scene.syntax;
    let addressee = party::addressee(scene, candidate);
    let outlet = candidate.outlet.map(|head| party::named(scene, lookup, head));
    let channel =
        || party::channel(scene, candidate, addressee).map(|head| party::carrying(scene, lookup, head, candidate));
    let as_party = |head: Tok| party::party(scene, lookup, head, candidate);
    let source = candidate.source.as_ref().map(|source| Party {
        spans: syntax.spans(&source.tokens),
        actor: lookup.actor(source.stands_for).or_else(|| lookup.actor(source.head)),
    });
    Statement {
        source,
        cue: vec![syntax.span(candidate.cue.clone())],
        cue_lemma: scene.lemma(candidate.head).to_owned(),
        content: spans(scene, &candidate.content),
        mode: mode(scene, &candidate.content),
        act: candidate.act,
        addressee: addressee.map(as_party),
        channel: outlet.or_else(channel),
        time: party::time(scene, lookup, candidate),
        place: party::place(scene, record, candidate),
        inside: None,
        negated: is_negated(scene, candidate),
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

/// "Did not say"; but "“No deal,” wrote the envoy" says no of what is said.
fn is_negated(scene: &Scene, candidate: &Candidate) -> bool {
    if candidate.because == alone::ALONE {
        return false;
    }
    let active = !clause::is_passive(scene.syntax, candidate.top);
    let subject = clause::own_subject(scene.syntax, candidate.top).filter(|_| active);
    let said = subject.is_some_and(|subject| candidate.content.binary_search(&subject).is_ok());
    !said && [candidate.head, candidate.top].iter().any(|&verb| clause::is_negated(scene.syntax, verb))
}

/// "Reportedly said", "may have said", "is said to have said".
fn is_hedged(scene: &Scene, candidate: &Candidate) -> bool {
    if candidate.because == alone::ALONE {
        return false;
    }
    let adverb =
        |tok: Tok| matches!(scene.lemma(tok), "reportedly" | "allegedly" | "apparently" | "supposedly" | "purportedly");
    let modal = clause::modal(scene.syntax, candidate.top);
    let hearsay = || grammar::hearsay(scene, candidate.top).is_some();
    scene.syntax.children(candidate.top).any(adverb) || matches!(modal, Some("may" | "might" | "could")) || hearsay()
}
