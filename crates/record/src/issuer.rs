//! Whose a document is: "an EU statement", "the bank's annual report", "a letter from the ministry", "a report published by
//! the council", and later "the report".
//!
//! A document that speaks speaks for whoever issued it. Whom it is about ("a report on the EU") and whom it is sent to ("a
//! letter to the ministry") issued nothing.

use crate::clause;
use crate::lexicon::actors::Naming;
use crate::lexicon::statements::{Company, CueClass, Frame, Joint};
use crate::lookup::Lookup;
use crate::recorder::Report;
use crate::recorder::mentions::known;
use crate::row::{ActorIdx, ActorKind};
use rapporteur_syntax::{Deprel, Tok, Upos};
use std::collections::HashMap;

/// Dependents of a document that are looked at.
const MOST: usize = 16;

/// True for a noun of documents: "report", "communiqué".
pub(crate) fn is_document(report: &Report, tok: Tok) -> bool {
    let noun = matches!(report.syntax.tokens[tok].upos, Upos::Noun | Upos::Propn);
    noun && company(report, tok) == Some(Company::Document)
}

fn company(report: &Report, tok: Tok) -> Option<Company> {
    let lemma = report.lemma(tok);
    match lemma.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => report.knowledge.statements.company(&lemma.to_lowercase()),
        false => report.knowledge.statements.company(lemma),
    }
}

/// True for a document that says something where it stands: "a report warned", "according to a report".
pub(crate) fn speaks(report: &Report, tok: Tok) -> bool {
    let syntax = report.syntax;
    let Some(head) = syntax.head(tok).filter(|_| is_document(report, tok)) else { return false };
    let according = |child: Tok| report.form(child).eq_ignore_ascii_case("according");
    match syntax.tokens[tok].deprel {
        Deprel::Nsubj => reports(report, head),
        _ => syntax.children(tok).take(MOST).any(according) || according(head),
    }
}

fn reports(report: &Report, verb: Tok) -> bool {
    let mut cues = report.knowledge.statements.cues(report.lemma(verb), report.form(verb), CueClass::Verb);
    report.syntax.tokens[verb].upos == Upos::Verb && cues.any(|cue| cue.takes(&Frame::Clause))
}

fn issues(report: &Report, verb: Tok) -> bool {
    report.knowledge.statements.joins(report.lemma(verb), Joint::Issuing)
}

/// Whoever issued a document, by its own words or by the verb that tells of its issue.
pub(crate) fn told(report: &Report, lookup: &Lookup, tok: Tok) -> Option<ActorIdx> {
    if !is_document(report, tok) {
        return None;
    }
    let syntax = report.syntax;
    let actor = |tok: Tok| lookup.actor(tok);
    let children = || syntax.children(tok).take(MOST);
    let under = |words: &'static [&'static str]| {
        let fits = move |&child: &Tok| {
            let deprel = syntax.tokens[child].deprel;
            deprel.is_nmod() && clause::case(syntax, child).is_some_and(|case| words.contains(&case))
        };
        children().filter(fits)
    };
    let sender = || under(&["by", "from"]).find_map(actor);
    let clause = || children().find_map(|verb| issued(report, tok, verb)).and_then(actor);
    let possessor = || children().filter(|&child| syntax.tokens[child].deprel == Deprel::NmodPoss).find_map(actor);
    // The nearest attribute: "an Iranian army statement".
    let attribute = || children().filter(|&child| child < tok && is_attribute(report, child)).filter_map(actor).last();
    let body = |&actor: &ActorIdx| matches!(lookup.kind(actor), ActorKind::Organisation | ActorKind::State);
    let owner = || under(&["of"]).find_map(|child| actor(child).filter(body));
    let found = sender().or_else(clause).or_else(possessor).or_else(attribute).or_else(owner);
    found.or_else(|| spoken(report, tok).and_then(actor))
}

/// The doer of a clause on a document that tells of its issue: "issued by the army", "that the army issued".
fn issued(report: &Report, document: Tok, verb: Tok) -> Option<Tok> {
    let syntax = report.syntax;
    let clause = matches!(syntax.tokens[verb].deprel, Deprel::Acl | Deprel::AclRelcl) && issues(report, verb);
    if !clause {
        return None;
    }
    match clause::is_passive(syntax, verb) {
        // Via whom it came is another matter.
        true => clause::under(syntax, verb, "by").next(),
        false => clause::own_subject(syntax, verb)
            .filter(|&subject| subject != document && syntax.tokens[subject].upos != Upos::Pron),
    }
}

/// Whoever issues or speaks in a document: "the army issued a statement", "police said in a statement".
fn spoken(report: &Report, document: Tok) -> Option<Tok> {
    let syntax = report.syntax;
    let verb = syntax.head(document)?;
    match syntax.tokens[document].deprel {
        Deprel::Obj if issues(report, verb) => clause::subject(syntax, verb),
        Deprel::NsubjPass if issues(report, verb) => clause::agent(syntax, verb),
        deprel if deprel.is_oblique() && clause::case(syntax, document) == Some("in") && reports(report, verb) => {
            let active = !clause::is_passive(syntax, verb);
            clause::own_subject(syntax, verb).filter(|_| active)
        }
        _ => None,
    }
}

/// True for an attribute that can name the issuer: no state's plain name, which tells what a document is about ("the Iraq
/// report"), save an abbreviation ("a US report").
pub(crate) fn is_attribute(report: &Report, tok: Tok) -> bool {
    let deprel = report.syntax.tokens[tok].deprel;
    let short = || report.form(tok).bytes().filter(u8::is_ascii_alphabetic).all(|byte| byte.is_ascii_uppercase());
    matches!(deprel, Deprel::Amod | Deprel::Compound)
        && match known::state_at(report, tok).map(|(_, naming)| naming) {
            Some(Naming::Name) => short(),
            Some(Naming::Capital) => false,
            _ => true,
        }
}

/// The issuers of a report's documents, antecedents followed.
pub(crate) struct Issuers(Vec<Option<ActorIdx>>);

impl Issuers {
    /// Goes through the documents of a report in text order.
    pub(crate) fn of(report: &Report, lookup: &Lookup) -> Self {
        let mut found = vec![None; report.syntax.len()];
        // Of each noun its latest issuer and phrase; of all documents under an empty one.
        let mut latest: HashMap<&str, (Option<ActorIdx>, Tok)> = HashMap::new();
        for tok in (0..report.syntax.len()).filter(|&tok| is_document(report, tok)) {
            let lemma = report.lemma(tok);
            let known = latest.get(if lemma == "document" { "" } else { lemma });
            let again = || known.filter(|&&(_, before)| is_again(report, tok, before)).and_then(|&(issuer, _)| issuer);
            found[tok] = told(report, lookup, tok).or_else(again);
            latest.insert(lemma, (found[tok], tok));
            latest.insert("", (found[tok], tok));
        }
        Issuers(found)
    }

    /// Whoever issued the document that a word heads.
    pub(crate) fn issuer(&self, tok: Tok) -> Option<ActorIdx> {
        self.0[tok]
    }
}

/// "The report", after a report: with no other words than the earlier phrase had.
fn is_again(report: &Report, tok: Tok, before: Tok) -> bool {
    let syntax = report.syntax;
    let words = |tok: Tok| syntax.children(tok).take(MOST);
    let definite = |child: Tok| {
        syntax.tokens[child].deprel == Deprel::Det && matches!(report.lemma(child), "the" | "this" | "that")
    };
    let describes = |child: &Tok| {
        matches!(syntax.tokens[*child].deprel, Deprel::Amod | Deprel::Compound | Deprel::Nummod | Deprel::NmodPoss)
    };
    let repeated = |child: Tok| words(before).any(|earlier| report.lemma(earlier) == report.lemma(child));
    words(tok).any(definite)
        && syntax.tokens[tok].xpos == syntax.tokens[before].xpos
        && words(tok).filter(describes).all(repeated)
}
