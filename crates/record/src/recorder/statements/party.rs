//! Beside the source: whom it was said to, through whom or what, when and where.

use super::candidate::Candidate;
use super::scene::Scene;
use super::source::phrase;
use crate::Record;
use crate::clause;
use crate::lexicon::statements::{Company, Joint};
use crate::lookup::Lookup;
use crate::recorder::mentions;
use crate::row::{Act, Party, PlaceIdx, TimeIdx};
use rapporteur_syntax::{Deprel, NameKind, Span, Tok, Upos};

/// The words of a noun phrase beside a cue with the actor they stand for. A clause that hangs on it ("told the radio
/// that …") is what was said, no part of whom it was said to.
pub(crate) fn party(scene: &Scene, lookup: &Lookup, head: Tok, candidate: &Candidate) -> Party {
    let mut words = phrase(scene, head, candidate.head);
    words.retain(|word| candidate.content.binary_search(word).is_err());
    match words.is_empty() {
        // "Urged citizens to pay": who is to do it stands in what is urged.
        true => named(scene, lookup, head),
        false => Party { spans: scene.syntax.spans(&words), actor: lookup.actor(head) },
    }
}

/// The words that name a party, clauses on it left out, and its actor.
pub(crate) fn named(scene: &Scene, lookup: &Lookup, head: Tok) -> Party {
    Party { spans: vec![mentions::phrase::span(scene.report, head)], actor: lookup.actor(head) }
}

/// The channel's words with what carried it ("a post on the site", "an interview with the daily"), and its actor or
/// the carrier's.
pub(crate) fn carrying(scene: &Scene, lookup: &Lookup, head: Tok, candidate: &Candidate) -> Party {
    let outside = |tok: Tok| candidate.content.binary_search(&tok).is_err();
    let carries = |child: &Tok| {
        let word = scene.marker(*child).map(|marker| scene.lemma(marker));
        *child > head && matches!(word, Some("on" | "in" | "with" | "to" | "by" | "via"))
    };
    let carrier = scene.syntax.children_by(head, Deprel::Nmod).find(carries);
    let party = party(scene, lookup, head, candidate);
    let Some(carrier) = carrier else { return party };
    let mut words = phrase(scene, head, candidate.head);
    words.extend(head..scene.syntax.reach(carrier).end);
    words.sort_unstable();
    words.dedup();
    words.retain(|&tok| outside(tok) && !candidate.cue.contains(&tok) && !candidate.source_tokens().contains(&tok));
    let actor = party.actor.or_else(|| lookup.actor(carrier));
    Party { spans: scene.syntax.spans(&words), actor }
}

/// Whom the words are said to: the object beside a clause ("told reporters that"), "to reporters", "speaking to reporters,
/// she said", "said in remarks to reporters".
pub(crate) fn addressee(scene: &Scene, candidate: &Candidate) -> Option<Tok> {
    let syntax = scene.syntax;
    if !scene.is_verb(candidate.head) {
        return None;
    }
    let outside = |tok: Tok| candidate.content.binary_search(&tok).is_err() && !candidate.cue.contains(&tok);
    let nominal = |tok: Tok| scene.upos(tok).is_nominal();
    let direct = syntax
        .children(candidate.head)
        .find(|&child| matches!(scene.deprel(child), Deprel::Obj | Deprel::Iobj) && nominal(child) && outside(child));
    let urged = || {
        let object = clause::object(syntax, candidate.head).or_else(|| syntax.child(candidate.head, Deprel::Iobj));
        let object = object.or_else(|| clause::under(syntax, candidate.head, "on").next());
        let object = object.filter(|&object| asks(candidate) && nominal(object))?;
        syntax.children_by(candidate.head, Deprel::Xcomp).any(|child| child > object).then_some(object)
    };
    let to = || {
        let fits = |&child: &Tok| outside(child) && nominal(child) && is_person(scene, child);
        clause::under(syntax, candidate.head, "to").find(fits)
    };
    let moved = || {
        let passive = clause::is_passive(syntax, candidate.head);
        clause::own_subject(syntax, candidate.head)
            .filter(|&child| passive && outside(child) && is_person(scene, child))
    };
    let is_source = |tok: Tok| candidate.source_tokens().contains(&tok);
    let turned = || turned_to(scene, candidate).filter(|&child| outside(child) && is_person(scene, child));
    direct.or_else(urged).or_else(to).or_else(moved).or_else(turned).filter(|&tok| !is_source(tok))
}

/// True for an act that wants something of whom it is said to.
fn asks(candidate: &Candidate) -> bool {
    matches!(candidate.act, Act::Urge | Act::Ask | Act::Demand | Act::Order | Act::Warn)
}

/// Whom a clause or a document beside the cue is turned to: "speaking to reporters", "in a letter to the council".
fn turned_to(scene: &Scene, candidate: &Candidate) -> Option<Tok> {
    let syntax = scene.syntax;
    let speaker = candidate.source.as_ref().map(|source| source.head);
    let beside = [Some(candidate.head), Some(candidate.top), speaker];
    let beside = beside.into_iter().flatten().flat_map(|tok| syntax.children(tok));
    let hearer = |tok: Tok| ["to", "with"].iter().find_map(|word| clause::under(syntax, tok, word).next());
    let mut hearers = beside.filter_map(|tok| match scene.deprel(tok) {
        Deprel::Advcl | Deprel::Acl if scene.lexicon.joins(scene.lemma(tok), Joint::Turning) => hearer(tok),
        deprel if deprel.is_oblique() && matches!(scene.company(tok), Some(Company::Document | Company::Talk)) => {
            syntax
                .children_by(tok, Deprel::Nmod)
                .find(|&child| matches!(scene.marker(child).map(|marker| scene.lemma(marker)), Some("to" | "with")))
        }
        _ => None,
    });
    hearers.next()
}

fn is_person(scene: &Scene, tok: Tok) -> bool {
    let named = scene.syntax.name_at(tok).map(|name| name.kind);
    matches!(named, Some(NameKind::Person | NameKind::Organisation | NameKind::Polity | NameKind::Group))
        || scene.company(tok) == Some(Company::Outlet)
        || scene.upos(tok) == Upos::Pron
        || (scene.upos(tok) == Upos::Noun && scene.company(tok).is_none())
}

/// What or who carried the words: "in a statement", "on television", "told the agency", "was quoted by the daily".
pub(crate) fn channel(scene: &Scene, candidate: &Candidate, addressee: Option<Tok>) -> Option<Tok> {
    let syntax = scene.syntax;
    let outside = |tok: Tok| candidate.content.binary_search(&tok).is_err();
    if scene.company(candidate.top) == Some(Company::Rehearse) && candidate.top != candidate.head {
        let verb = candidate.top;
        return clause::agent(syntax, verb).or_else(|| clause::under(syntax, verb, "by").next());
    }
    let carries = |tok: Tok| {
        matches!(scene.company(tok), Some(Company::Document | Company::Talk | Company::Medium | Company::Outlet))
    };
    let fits = |&child: &Tok| {
        let word = scene.marker(child).map(|marker| scene.lemma(marker));
        scene.deprel(child).is_oblique()
            && outside(child)
            && carries(child)
            && matches!(word, Some("in" | "on" | "via" | "through" | "during" | "at" | "by" | "from"))
    };
    let oblique = syntax.children(candidate.head).chain(syntax.children(candidate.top)).find(fits);
    let told = addressee.filter(|&tok| {
        scene.company(tok) == Some(Company::Outlet) && !asks(candidate)
            || ((scene.lemma(candidate.head) == "tell" || turned_to(scene, candidate) == Some(tok))
                && syntax.name_at(tok).is_some_and(|name| name.kind == NameKind::Organisation))
    });
    oblique.or(told).filter(|tok| !candidate.source_tokens().contains(tok))
}

/// The time expression on the cue: "said on Monday".
pub(crate) fn time(scene: &Scene, lookup: &Lookup, candidate: &Candidate) -> Option<TimeIdx> {
    beside(scene, candidate).find_map(|tok| lookup.time(tok))
}

/// The place on the cue: "said in Geneva".
pub(crate) fn place(scene: &Scene, record: &Record, candidate: &Candidate) -> Option<PlaceIdx> {
    let at = |span: Span| {
        let idx = record.places.partition_point(|place| place.span.end <= span.start);
        record.places.get(idx).filter(|place| place.span.overlaps(span)).map(|_| idx)
    };
    let located = |tok: &Tok| {
        let word = scene.marker(*tok).map(|marker| scene.lemma(marker));
        scene.deprel(*tok).is_oblique() && matches!(word, Some("in" | "at" | "near" | "outside"))
    };
    beside(scene, candidate).filter(located).find_map(|tok| at(scene.syntax.tokens[tok].span))
}

/// The words that hang on the cue and belong neither to the content nor to the source.
fn beside<'s>(scene: &'s Scene, candidate: &'s Candidate) -> impl Iterator<Item = Tok> + 's {
    let own = scene
        .syntax
        .children(candidate.head)
        .chain((candidate.top != candidate.head).then(|| scene.syntax.children(candidate.top)).into_iter().flatten());
    own.filter(move |&tok| {
        candidate.content.binary_search(&tok).is_err()
            && !candidate.source_tokens().contains(&tok)
            && matches!(
                scene.deprel(tok),
                Deprel::Obl | Deprel::OblUnmarked | Deprel::Advmod | Deprel::NmodUnmarked | Deprel::Advcl
            )
    })
}
