//! Which way a bare date looks: "Friday" with a past verb is the last one, with "will" the next.
//!
//! The verb that governs the date decides, by its tense, its modal, and whether it is a verb of scheduling.

use super::super::Report;
use crate::clause;
use rapporteur_syntax::{Deprel, Tok, Upos, Xpos};

/// Where a date lies, seen from the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// On or before its day.
    Past,
    /// On or after its day.
    Future,
    /// The clause does not say.
    Unknown,
}

/// Words that set a date for something to come.
const SCHEDULING: &[&str] = &[
    "schedule",
    "plan",
    "set",
    "expect",
    "due",
    "slate",
    "intend",
    "aim",
    "hope",
    "postpone",
    "reschedule",
    "deadline",
    "propose",
    "anticipate",
    "forecast",
    "predict",
    "promise",
    "pledge",
    "vow",
    "effective",
    "mature",
    "expire",
    "plans",
];

/// Which way a date beginning at this word looks.
pub fn direction(report: &Report, tok: Tok) -> Direction {
    let syntax = report.syntax;
    let mut above = std::iter::once(tok).chain(syntax.ancestors(tok));
    let predicate = above.find(|&up| {
        let token = &syntax.tokens[up];
        token.upos == Upos::Verb || syntax.child(up, Deprel::Cop).is_some() || scheduling(report, up)
    });
    predicate.map_or(Direction::Unknown, |predicate| of_predicate(report, predicate, 6))
}

fn scheduling(report: &Report, tok: Tok) -> bool {
    let token = &report.syntax.tokens[tok];
    let noun = matches!(token.upos, Upos::Noun | Upos::Adj)
        && matches!(token.lemma.as_str(), "deadline" | "due" | "effective");
    noun || (token.upos == Upos::Verb && token.lemma != "set" && SCHEDULING.contains(&token.lemma.as_str()))
        || (token.lemma == "set" && token.xpos == Xpos::Vbn)
}

fn of_predicate(report: &Report, verb: Tok, depth: usize) -> Direction {
    let syntax = report.syntax;
    let token = &syntax.tokens[verb];
    if scheduling(report, verb) {
        return Direction::Future;
    }
    let auxiliary = |lemma: &str| clause::auxiliaries(syntax, verb).any(|aux| syntax.tokens[aux].lemma == lemma);
    if let Some(modal) = clause::modal(syntax, verb) {
        let perfect = auxiliary("have") && !matches!(modal, "will" | "shall");
        return if perfect { Direction::Past } else { Direction::Future };
    }
    let governor = || syntax.head(verb).filter(|_| depth > 0);
    let tags = std::iter::once(verb).chain(clause::auxiliaries(syntax, verb)).map(|tok| syntax.tokens[tok].xpos);
    let tags: Vec<Xpos> = tags.collect();
    if tags.contains(&Xpos::Vbd) || auxiliary("have") {
        return Direction::Past;
    }
    let present = tags.iter().any(|tag| matches!(tag, Xpos::Vbz | Xpos::Vbp));
    match token.xpos {
        _ if present && matches!(token.lemma.as_str(), "say" | "tell" | "report") => Direction::Past,
        Xpos::Vbg if present => Direction::Future,
        Xpos::Vbz | Xpos::Vbp => Direction::Future,
        _ if present => Direction::Unknown,
        Xpos::Vb => governor().map_or(Direction::Future, |up| infinitive(report, up, depth)),
        Xpos::Vbn if token.deprel == Deprel::Acl => Direction::Past,
        _ => governor().map_or(Direction::Unknown, |up| of_governor(report, up, depth)),
    }
}

/// An infinitive looks forward, save under a verb that tells how something went ("managed to leave on Friday").
fn infinitive(report: &Report, up: Tok, depth: usize) -> Direction {
    const TELLING: &[&str] =
        &["manage", "begin", "start", "fail", "refuse", "decline", "help", "continue", "force", "have"];
    let token = &report.syntax.tokens[up];
    match token.upos == Upos::Verb && TELLING.contains(&token.lemma.as_str()) {
        true => of_predicate(report, up, depth - 1),
        false => Direction::Future,
    }
}

fn of_governor(report: &Report, up: Tok, depth: usize) -> Direction {
    let syntax = report.syntax;
    let verb = std::iter::once(up).chain(syntax.ancestors(up)).find(|&tok| syntax.tokens[tok].upos == Upos::Verb);
    verb.map_or(Direction::Unknown, |verb| of_predicate(report, verb, depth - 1))
}
