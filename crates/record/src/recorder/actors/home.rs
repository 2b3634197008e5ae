//! The country that a report is at home in: the one that most of its words tell, or that it opens with.

use super::facts::Facts;
use crate::lexicon::actors::Naming;
use crate::recorder::Report;
use crate::recorder::mentions::{known, name_head};
use crate::row::Form;
use compact_str::CompactString;
use rapporteur_syntax::{NameKind, Tok};
use std::collections::BTreeMap;

/// Mentions that must tell a country before one can be called the report's own.
const LEAST: usize = 4;
/// Share of them that must tell the same, in percent.
const SHARE: usize = 60;
/// The share from which on people without any office are at home there too.
const MOST_OF_ALL: usize = 80;
/// Mentions that must tell the country with which a report opens.
const TWICE: usize = 2;
/// The share of the country with which a report opens, where none has the other.
const OPENING: usize = 30;

/// Where a report is at home.
#[derive(Debug, Default)]
pub struct Home {
    /// The country that most of it is about, when it is safe to say so.
    pub own: Option<CompactString>,
    /// The same, where hardly another is told.
    pub only: Option<CompactString>,
    /// The one it opens with, when much of the rest is about it too.
    pub opening: Option<CompactString>,
}

/// Reads it from the mentions with a country and from the places.
pub fn home(report: &Report, facts: &[Facts]) -> Home {
    let told = facts.iter().filter(|facts| facts.form != Form::Pronoun);
    let told = told.filter_map(|facts| facts.country.clone().map(|code| (facts.head, code)));
    let places = report.syntax.names.iter().filter(|name| matches!(name.kind, NameKind::Polity | NameKind::Location));
    let places = places.map(|name| name_head(report, name));
    let places = places.filter_map(|tok| lies_in(report, tok).filter(|place| !place.state).map(|at| (tok, at.country)));
    let mut first: Option<(Tok, CompactString)> = None;
    let mut counts: BTreeMap<CompactString, usize> = BTreeMap::new();
    for (tok, code) in told.chain(places) {
        *counts.entry(code.clone()).or_default() += 1;
        let earlier = first.as_ref().is_none_or(|(before, _)| tok < *before);
        if earlier && report.knowledge.actors.state_by_code(&code).is_some() {
            first = Some((tok, code));
        }
    }
    let all: usize = counts.values().sum();
    let opening =
        first.map(|(_, code)| code).filter(|code| counts[code] >= TWICE && counts[code] * 100 >= OPENING * all);
    let Some((code, count)) = counts.into_iter().max_by_key(|&(_, count)| count) else { return Home::default() };
    let has = |share: usize| (count >= LEAST && count * 100 >= share * all).then(|| code.clone());
    Home { own: has(SHARE), only: has(MOST_OF_ALL), opening }
}

/// A place and the country it lies in.
pub struct Place {
    /// ISO 3166-1 alpha-3.
    pub country: CompactString,
    /// The name is the state's own.
    pub state: bool,
}

/// The country in which the place that a word's name names lies.
pub fn lies_in(report: &Report, tok: Tok) -> Option<Place> {
    if let Some((state, naming)) = known::state_at(report, tok) {
        let place = Place { country: state.code.clone(), state: naming == Naming::Name && !state.part };
        return matches!(naming, Naming::Name | Naming::Capital).then_some(place);
    }
    let name = report.syntax.name_at(tok)?;
    let words = report.words(report.syntax.span(name.tokens.clone()));
    let country = report.knowledge.places.country_of(words)?;
    Some(Place { country, state: false })
}
