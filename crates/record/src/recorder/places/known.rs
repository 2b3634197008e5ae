//! How surely words are the name of a place, by the tables and the gazetteer alone.

use crate::lexicon::actors::Naming;
use crate::lexicon::places::PlaceWord;
use crate::recorder::Report;
use crate::row::PlaceKind;
use rapporteur_syntax::{Tok, Upos};
use std::ops::Range;

/// What the tables and the gazetteer say of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// No place bears the name.
    No,
    /// A place of the gazetteer does; the largest has so many people, 0 where nobody counted.
    Somewhere(u32),
    /// A state, a capital, or a place of the tables does.
    Tables,
}

impl Known {
    /// True for the tables, and for places with at least so many people.
    pub fn counts(self, least: u32) -> bool {
        match self {
            Known::No => false,
            Known::Somewhere(people) => people >= least,
            Known::Tables => true,
        }
    }
}

/// What is known under these words.
pub fn known(report: &Report, words: &str) -> Known {
    if in_tables(report, words) {
        return Known::Tables;
    }
    // Short names of the gazetteer, and those that are plain words too, are more often something else.
    let places = &report.knowledge.places;
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let guarded = letters <= 3 || places.is_guarded(&words.to_lowercase()) || places.is_description(words);
    match (!guarded).then(|| places.largest(words)).flatten() {
        Some(people) => Known::Somewhere(people),
        None => Known::No,
    }
}

/// True for the name of a state, a capital, a place of the tables or of a user's own table.
pub fn in_tables(report: &Report, words: &str) -> bool {
    let state = report.knowledge.actors.state(words).map(|(_, naming)| naming);
    let places = &report.knowledge.places;
    matches!(state, Some(Naming::Name | Naming::Capital))
        || places.named(words).next().is_some()
        || places.is_own(words)
}

/// True for the adjective or the people of a state or a region.
pub fn is_demonym(report: &Report, words: &str) -> bool {
    let state = report.knowledge.actors.state(words).map(|(_, naming)| naming);
    state == Some(Naming::Demonym) || (state.is_none() && report.knowledge.places.demonym(words).is_some())
}

/// The words of some tokens.
pub fn words<'r>(report: &'r Report, tokens: Range<Tok>) -> &'r str {
    report.words(report.syntax.span(tokens))
}

/// True for a proper noun with a capital.
pub fn is_proper(report: &Report, tok: Tok) -> bool {
    report.syntax.tokens[tok].upos == Upos::Propn && report.form(tok).starts_with(char::is_uppercase)
}

/// "Clark County": a name that says what it is.
pub fn is_division(report: &Report, tokens: &Range<Tok>) -> bool {
    let last = report.knowledge.places.word(&report.form(tokens.end - 1).to_lowercase());
    tokens.len() > 1 && matches!(last, Some(PlaceWord::Kind(PlaceKind::Admin1 | PlaceKind::Admin2)))
}
