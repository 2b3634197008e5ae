//! The country of an actor whose own words leave it open: that of the actor it belongs to, of the place where it is met, of
//! others of its kind, of the report as a whole, at last of the state whose usage its office is.

use super::facts::{Facts, role_head};
use super::gather::{Draft, Gathering};
use super::home::{Home, home, lies_in};
use crate::clause::first_conjunct;
use crate::lexicon::address::Use;
use crate::recorder::Report;
use crate::recorder::mentions::{name_head, noun};
use crate::row::{ActorIdx, ActorKind, Form};
use compact_str::CompactString;
use rapporteur_syntax::{Deprel, NameKind, Tok};
use std::collections::BTreeMap;
use std::ops::Range;

/// Dependents of a word, and names of a sentence, that are looked at.
const MOST: usize = 12;
/// Words back to the side beside which an office is spoken of, and words of the sentence before.
const FAR: usize = 60;

/// Gives every actor that its words leave without a country the one that its surroundings tell.
pub fn settle(found: &mut Gathering) {
    let home = home(found.report, found.facts);
    let alike = alike(found.report, found.facts);
    for idx in 0..found.drafts.len() {
        let country = linked(found, idx).or_else(|| met(found, idx)).or_else(|| like(found, idx, &alike));
        give(found, idx, country);
    }
    for idx in 0..found.drafts.len() {
        let country = at_home(found, idx, &home);
        give(found, idx, country);
    }
}

/// The country of who is in the service of a state, or is one of its people, and says of none.
fn at_home(found: &Gathering, idx: ActorIdx, home: &Home) -> Option<CompactString> {
    let (report, draft) = (found.report, &found.drafts[idx]);
    let domestic = is_domestic(report, draft);
    let own = if domestic { home.own.clone() } else { None };
    let country = own.or_else(|| linked(found, idx)).or_else(|| usage(found, idx));
    // Who has a name may be a guest.
    let someone = draft.named && draft.actor.kind == ActorKind::Person;
    let country = country.or_else(|| if is_official(report, draft) && !someone { beside(found, idx) } else { None });
    country.or_else(|| match draft.actor.kind {
        _ if domestic && is_public(report, draft) => home.opening.clone(),
        // "Dr. Amina Okafor was found guilty": a private person is at home where all else is.
        ActorKind::Person if draft.named && draft.actor.role.is_none() => home.only.clone(),
        _ => None,
    })
}

/// True for those in the service of a state, at home in the report or not; an envoy is abroad.
fn is_official(report: &Report, draft: &Draft) -> bool {
    let role = draft.actor.role.as_deref();
    let abroad = role.is_some_and(|role| report.knowledge.actors.address.has(role_head(role), Use::Abroad));
    let serves = match draft.actor.sector.as_deref() {
        Some(sector) => matches!(sector, "GOV" | "LEG" | "JUD" | "COP"),
        None => role.is_some(),
    };
    serves && !abroad && is_domestic(report, draft)
}

/// True for those who make up a state's public life; a civilian may be the other side's.
fn is_public(report: &Report, draft: &Draft) -> bool {
    is_official(report, draft) || matches!(draft.actor.sector.as_deref(), Some("PTY" | "JRN"))
}

fn give(found: &mut Gathering, idx: ActorIdx, country: Option<CompactString>) {
    let actor = &mut found.drafts[idx].actor;
    if actor.country.is_none() && actor.kind != ActorKind::PlaceAsActor {
        actor.country = country;
    }
}

/// True for a kind of actor that is at home in the report's own country unless the text says otherwise.
fn is_domestic(report: &Report, draft: &Draft) -> bool {
    let actor = &draft.actor;
    // "Arab nations" are several; a president by name may be anybody's.
    let nations = actor.kind == ActorKind::Organisation && draft.plural && actor.sector.as_deref() == Some("GOV");
    let head = |role: &str| report.knowledge.actors.address.has(role_head(role), Use::Anybody);
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

/// The side that tells or acts where an office is spoken of: "Israel said the raid went ahead alongside police"; else the
/// one that the sentence before is about.
fn beside(found: &Gathering, idx: ActorIdx) -> Option<CompactString> {
    let (report, syntax) = (found.report, found.report.syntax);
    let head = found.facts[*found.drafts[idx].actor.mentions.first()?].head;
    let sentence = syntax.sentence(head).tokens.clone();
    // "Turkey accused the government": another one's.
    let governor = syntax.head(first_conjunct(syntax, head));
    let side = |tok: Tok| {
        let other = found.at.get(&tok).copied().filter(|&other| other != idx)?;
        let first = first_conjunct(syntax, tok);
        let acts = syntax.tokens[first].deprel.is_subject() && syntax.head(first) != governor;
        let draft = &found.drafts[other];
        let state =
            matches!(draft.actor.kind, ActorKind::State) || is_public(report, draft) || draft.actor.role.is_some();
        let country = draft.actor.country.clone().filter(|_| acts && state)?;
        report.knowledge.actors.state_by_code(&country).map(|_| country)
    };
    if let Some(country) = (sentence.start.max(head.saturating_sub(FAR))..head).rev().find_map(side) {
        return Some(country);
    }
    let before = syntax.sentence(sentence.start.checked_sub(1)?).tokens.clone();
    before.take(FAR).find_map(side)
}

/// Where people without a name are met: "Nine civilians were killed in Zakho", or "in Zakho. Nine civilians were killed".
fn met(found: &Gathering, idx: ActorIdx) -> Option<CompactString> {
    let syntax = found.report.syntax;
    let actor = &found.drafts[idx].actor;
    let people = matches!(actor.kind, ActorKind::Group | ActorKind::Person) && !found.drafts[idx].named;
    if !people || !matches!(actor.sector.as_deref(), Some("CVL" | "COP" | "OPP" | "MED" | "EDU" | "LAB" | "REL")) {
        return None;
    }
    let head = found.facts[*actor.mentions.first()?].head;
    let sentence = syntax.sentence(head).tokens.clone();
    let place = nearest_place(found.report, &sentence, head);
    // What a sentence says of nobody's country may go on from the one before.
    let opens = || syntax.tokens[head].deprel.is_subject() && actor.sector.as_deref() == Some("CVL");
    let before = || sentence.start.checked_sub(1).filter(|_| opens()).map(|last| syntax.sentence(last).tokens.clone());
    place.or_else(|| nearest_place(found.report, &before()?, head))
}

/// The country of the place named in a sentence nearest to a word.
fn nearest_place(report: &Report, sentence: &Range<Tok>, head: Tok) -> Option<CompactString> {
    let syntax = report.syntax;
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
    let address = &report.knowledge.actors.address;
    if !address.has(&lemma, Use::Land) || facts.country.is_some() {
        return false;
    }
    let syntax = report.syntax;
    let counted = syntax.children(facts.head).any(|child| match syntax.tokens[child].deprel {
        Deprel::Nummod => true,
        Deprel::Amod | Deprel::Compound => !address.has(&report.lemma(child).to_lowercase(), Use::Several),
        Deprel::Det | Deprel::DetPredet => report.lemma(child) == "both",
        _ => false,
    });
    !(facts.plural && counted)
}
