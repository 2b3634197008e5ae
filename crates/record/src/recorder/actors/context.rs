//! The country of an actor whose own words leave it open: that of the actor it belongs to, of the place where it is met, of
//! others of its kind, of the report as a whole, at last of the state whose usage its office is.

use super::facts::{Facts, role_head};
use super::gather::{Draft, Gathering};
use crate::lexicon::actors::Naming;
use crate::recorder::Report;
use crate::recorder::mentions::{known, name_head, noun};
use crate::row::{ActorIdx, ActorKind, Form};
use compact_str::CompactString;
use rapporteur_syntax::{Deprel, NameKind, Tok};
use std::collections::BTreeMap;

/// Mentions that must tell a country before one can be called the report's own.
const LEAST: usize = 4;
/// Share of them that must tell the same, in percent.
const SHARE: usize = 60;
/// Dependents of a word, and names of a sentence, that are looked at.
const MOST: usize = 12;

/// Gives every actor that its words leave without a country the one that its surroundings tell.
pub fn settle(found: &mut Gathering) {
    let own = dominant(found.report, found.facts);
    let alike = alike(found.report, found.facts);
    for idx in 0..found.drafts.len() {
        let country = linked(found, idx).or_else(|| met(found, idx)).or_else(|| like(found, idx, &alike));
        give(found, idx, country);
    }
    for idx in 0..found.drafts.len() {
        let at_home = || own.clone().filter(|_| is_domestic(&found.drafts[idx]));
        let country = at_home().or_else(|| linked(found, idx)).or_else(|| usage(found, idx));
        give(found, idx, country);
    }
}

fn give(found: &mut Gathering, idx: ActorIdx, country: Option<CompactString>) {
    let actor = &mut found.drafts[idx].actor;
    if actor.country.is_none() && actor.kind != ActorKind::PlaceAsActor {
        actor.country = country;
    }
}

/// The code that most mentions with a country and most places have, when it is safe to say so.
fn dominant(report: &Report, facts: &[Facts]) -> Option<CompactString> {
    let mut counts: BTreeMap<CompactString, usize> = BTreeMap::new();
    let told = facts.iter().filter(|facts| facts.form != Form::Pronoun).filter_map(|facts| facts.country.clone());
    let places = report.syntax.names.iter().filter(|name| matches!(name.kind, NameKind::Polity | NameKind::Location));
    let places = places.filter_map(|name| lies_in(report, name_head(report, name)).filter(|place| !place.state));
    for code in told.chain(places.map(|place| place.country)) {
        *counts.entry(code).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let (code, count) = counts.into_iter().max_by_key(|&(_, count)| count)?;
    (count >= LEAST && count * 100 >= SHARE * all).then_some(code)
}

/// True for a kind of actor that is at home in the report's own country unless the text says otherwise.
fn is_domestic(draft: &Draft) -> bool {
    let actor = &draft.actor;
    // "Arab nations" are several; a president by name may be anybody's.
    let nations = actor.kind == ActorKind::Organisation && draft.plural && actor.sector.as_deref() == Some("GOV");
    let head = |role: &str| {
        matches!(role_head(role), "president" | "minister" | "king" | "chancellor" | "ambassador" | "envoy")
    };
    let somebody = draft.named && actor.kind == ActorKind::Person && actor.role.as_deref().is_some_and(head);
    let sector = actor.sector.as_deref();
    let domestic = matches!(
        sector,
        Some("GOV" | "LEG" | "JUD" | "COP" | "MIL" | "OPP" | "PTY" | "CVL" | "JRN" | "LAB" | "EDU" | "MED" | "REL")
    );
    let holder = sector.is_none() && actor.kind == ActorKind::Person && actor.role.is_some();
    !nations && !somebody && (domestic || holder)
}

/// The words on an actor that can tell its side: its head, its titles and its apposed offices.
fn offices(report: &Report, head: Tok) -> impl Iterator<Item = Tok> {
    let syntax = report.syntax;
    let office = move |&child: &Tok| matches!(syntax.tokens[child].deprel, Deprel::Appos | Deprel::NmodDesc);
    std::iter::once(head).chain(syntax.children(head).take(MOST).filter(office))
}

/// The country of the actor to whom an office or a body belongs: "spokesman for the ministry".
fn linked(found: &Gathering, idx: ActorIdx) -> Option<CompactString> {
    let (report, syntax) = (found.report, found.report.syntax);
    let belongs =
        |&tok: &Tok| noun(report, tok).is_some_and(|noun| noun.role || matches!(noun.kind, ActorKind::Organisation));
    let attached = |child: &Tok| match syntax.tokens[*child].deprel {
        Deprel::Compound | Deprel::NmodPoss => true,
        Deprel::Nmod => syntax
            .children_by(*child, Deprel::Case)
            .next()
            .is_some_and(|case| matches!(report.lemma(case), "of" | "for" | "from" | "at")),
        _ => false,
    };
    let country = |child: Tok| {
        let other = found.at.get(&child).copied().filter(|&other| other != idx)?;
        found.drafts[other].actor.country.clone()
    };
    let heads = found.drafts[idx].actor.mentions.iter().map(|&mention| &found.facts[mention]);
    let heads = heads.filter(|facts| facts.form != Form::Pronoun).map(|facts| facts.head).take(MOST);
    heads
        .flat_map(|head| offices(report, head))
        .filter(belongs)
        .find_map(|office| syntax.children(office).take(MOST).filter(attached).find_map(country))
}

/// A place and the country it lies in.
struct Place {
    country: CompactString,
    /// The name is the state's own.
    state: bool,
}

/// The country in which the place that a word's name names lies.
fn lies_in(report: &Report, tok: Tok) -> Option<Place> {
    if let Some((state, naming)) = known::state_at(report, tok) {
        let place = Place { country: state.code.clone(), state: naming == Naming::Name && !state.part };
        return matches!(naming, Naming::Name | Naming::Capital).then_some(place);
    }
    let name = report.syntax.name_at(tok)?;
    let words = report.words(report.syntax.span(name.tokens.clone()));
    let country = report.knowledge.places.country_of(words)?;
    Some(Place { country, state: false })
}

/// Where people without a name are met: "Nine civilians were killed in Zakho".
fn met(found: &Gathering, idx: ActorIdx) -> Option<CompactString> {
    let (report, syntax) = (found.report, found.report.syntax);
    let actor = &found.drafts[idx].actor;
    let people = matches!(actor.kind, ActorKind::Group | ActorKind::Person) && !found.drafts[idx].named;
    if !people || !matches!(actor.sector.as_deref(), Some("CVL" | "COP" | "OPP" | "MED" | "EDU" | "LAB" | "REL")) {
        return None;
    }
    let head = found.facts[*actor.mentions.first()?].head;
    let sentence = syntax.sentence(head).tokens.clone();
    let first = syntax.names.partition_point(|name| name.tokens.start < sentence.start);
    let names = syntax.names[first..].iter().take(2 * MOST).take_while(|name| name.tokens.end <= sentence.end);
    let inside = |&tok: &Tok| {
        let mut cases = syntax.children(tok).take(MOST).filter(|&child| syntax.tokens[child].deprel == Deprel::Case);
        cases.next().is_some_and(|case| matches!(report.lemma(case), "in" | "near" | "outside" | "across"))
    };
    let places = names
        .filter(|name| matches!(name.kind, NameKind::Polity | NameKind::Location))
        .map(|name| name_head(report, name))
        .filter(inside);
    let places = places.filter_map(|tok| lies_in(report, tok).map(|place| (tok.abs_diff(head), place.country)));
    places.min_by_key(|(distance, _)| *distance).map(|(_, country)| country)
}

/// The country that all described people of one noun have whose country is told; `None` where they differ.
fn alike(report: &Report, facts: &[Facts]) -> BTreeMap<String, Option<CompactString>> {
    let mut known: BTreeMap<String, Option<CompactString>> = BTreeMap::new();
    for facts in facts.iter().filter(|facts| facts.form == Form::Nominal && facts.name.is_none()) {
        if let Some(code) = &facts.country {
            let slot = known.entry(report.lemma(facts.head).to_lowercase()).or_insert_with(|| Some(code.clone()));
            if slot.as_ref() != Some(code) {
                *slot = None;
            }
        }
    }
    known
}

/// "young protesters" after "protesters in Baghdad": others of the one kind that the report tells the country of.
fn like(found: &Gathering, idx: ActorIdx, alike: &BTreeMap<String, Option<CompactString>>) -> Option<CompactString> {
    let draft = &found.drafts[idx];
    if draft.named || !matches!(draft.actor.kind, ActorKind::Group | ActorKind::Person) {
        return None;
    }
    let facts = &found.facts[*draft.actor.mentions.first()?];
    alike.get(&found.report.lemma(facts.head).to_lowercase())?.clone()
}

/// The state whose usage an office is: "Commerce Secretary", "Sen.".
fn usage(found: &Gathering, idx: ActorIdx) -> Option<CompactString> {
    found.drafts[idx].actor.mentions.iter().take(MOST).find_map(|&mention| found.facts[mention].usage.clone())
}

/// "other countries", "any country": nobody in particular.
pub fn is_any_country(report: &Report, facts: &Facts) -> bool {
    let lemma = report.lemma(facts.head).to_lowercase();
    if !matches!(lemma.as_str(), "country" | "nation" | "state" | "republic" | "kingdom") || facts.country.is_some() {
        return false;
    }
    let syntax = report.syntax;
    let counted = syntax.children(facts.head).any(|child| match syntax.tokens[child].deprel {
        Deprel::Nummod => true,
        Deprel::Amod | Deprel::Compound => {
            !matches!(report.lemma(child), "other" | "many" | "several" | "such" | "same")
        }
        Deprel::Det | Deprel::DetPredet => report.lemma(child) == "both",
        _ => false,
    });
    !(facts.plural && counted)
}
