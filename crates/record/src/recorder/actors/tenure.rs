//! Who did what the holder of an office does: "ran the central bank for ten years", and later "the former central banker".
//!
//! The office must fit the verb and the body. Where two people fit, nobody is meant for certain.

use super::facts::{self, Facts};
use crate::clause;
use crate::lexicon::address::Use;
use crate::recorder::Report;
use crate::recorder::mentions::{self, holds_actor};
use crate::row::ActorIdx;
use rapporteur_syntax::{Deprel, Tok, Upos, Xpos};
use std::collections::HashMap;

/// Dependents looked at of a description or a body.
const MOST: usize = 12;

/// Tenures of a report that are remembered.
const MOST_HELD: usize = 64;

/// One who led a body, by the words that say so.
#[derive(Clone, Copy, Debug)]
struct Tenure {
    verb: Tok,
    body: Tok,
    /// "Runs", "has run": still in office.
    current: bool,
}

/// The tenures of a report, by the words that head their holders, and those whose holders are known by now.
#[derive(Debug, Default)]
pub struct Tenures {
    of: HashMap<Tok, Vec<Tenure>>,
    held: Vec<(ActorIdx, Tenure)>,
}

impl Tenures {
    /// Finds all clauses in which somebody leads a body.
    pub fn of(report: &Report) -> Self {
        let mut found = Tenures::default();
        for verb in 0..report.syntax.len() {
            if let Some((holder, tenure)) = tenure(report, verb) {
                found.of.entry(holder).or_default().push(tenure);
            }
        }
        found
    }

    /// Takes note of whom a word stands for.
    pub fn place(&mut self, head: Tok, actor: ActorIdx) {
        let tenures = self.of.get(&head).into_iter().flatten();
        let room = MOST_HELD.saturating_sub(self.held.len());
        self.held.extend(tenures.take(room).map(|&tenure| (actor, tenure)));
    }

    /// The one person so far who held the office that a description names.
    pub fn holder(&self, report: &Report, facts: &Facts) -> Option<ActorIdx> {
        if self.held.is_empty() {
            return None;
        }
        let mut fitting = self.held.iter().filter(|(_, tenure)| fits(report, facts, tenure)).map(|&(actor, _)| actor);
        let first = fitting.next()?;
        fitting.all(|actor| actor == first).then_some(first)
    }
}

/// The holder and the tenure that a verb tells of as a fact.
fn tenure(report: &Report, verb: Tok) -> Option<(Tok, Tenure)> {
    let syntax = report.syntax;
    if syntax.tokens[verb].upos != Upos::Verb || !report.knowledge.actors.address.holds_office(report.lemma(verb)) {
        return None;
    }
    let passive = clause::is_passive(syntax, verb);
    let (holder, body) = match passive {
        true => (clause::agent(syntax, verb)?, clause::own_subject(syntax, verb)?),
        false => (clause::subject(syntax, verb)?, clause::object(syntax, verb)?),
    };
    let told = clause::modal(syntax, verb).is_none()
        && !clause::is_infinitive(syntax, verb)
        && !clause::is_negated(syntax, verb)
        && !clause::is_supposed(syntax, verb);
    let has = |aux: Tok| report.lemma(aux) == "have" && matches!(syntax.tokens[aux].xpos, Xpos::Vbz | Xpos::Vbp);
    let present = matches!(syntax.tokens[verb].xpos, Xpos::Vbz | Xpos::Vbp);
    let current = present || clause::auxiliaries(syntax, verb).any(has);
    (told && is_body(report, body)).then_some((holder, Tenure { verb, body, current }))
}

/// A body, a place or a group of people: no talks, no list, no race.
fn is_body(report: &Report, tok: Tok) -> bool {
    let named = report.syntax.name_at(tok).is_some_and(|name| holds_actor(name.kind));
    named || mentions::noun(report, tok).is_some()
}

/// True when the holder of a tenure may be called so.
fn fits(report: &Report, facts: &Facts, tenure: &Tenure) -> bool {
    let (syntax, address) = (report.syntax, &report.knowledge.actors.address);
    let verb = report.lemma(tenure.verb);
    let office = report.lemma(facts.head).to_lowercase();
    let Some(office) = address.tenure(&office).filter(|office| office.verbs.iter().any(|held| held == verb)) else {
        return false;
    };
    let body = words(report, tenure.body);
    let has = |word: &str| body.iter().any(|known| known == word);
    let of_kind = office.bodies.is_empty() || office.bodies.iter().any(|kind| has(kind));
    // Other words on the office are the body's own ("the central banker"), or tell nothing of it ("the veteran leader").
    let described = syntax.children(facts.head).take(MOST).all(|child| match syntax.tokens[child].deprel {
        Deprel::Compound | Deprel::NmodPoss => has(&report.lemma(child).to_lowercase()),
        Deprel::Nmod => clause::case(syntax, child) != Some("of") || has(&report.lemma(child).to_lowercase()),
        Deprel::Amod if !office.bodies.is_empty() => {
            let word = report.form(child).to_lowercase();
            address.has(&word, Use::Former) || has(&word)
        }
        _ => true,
    });
    of_kind && described && facts::is_former(report, facts.head) != tenure.current
}

/// The words that name a body, as lemmas in lower case.
fn words(report: &Report, body: Tok) -> Vec<String> {
    let lemma = |tok: Tok| report.lemma(tok).to_lowercase();
    let syntax = report.syntax;
    let part = |&child: &Tok| {
        matches!(syntax.tokens[child].deprel, Deprel::Amod | Deprel::Compound | Deprel::Flat | Deprel::NmodPoss)
    };
    let name = syntax.name_at(body).map_or(body..body + 1, |name| name.tokens.clone());
    name.take(MOST).chain(syntax.children(body).take(MOST).filter(part)).map(lemma).collect()
}
