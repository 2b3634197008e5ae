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

/// Participles and adjectives that set a date for something to come: "scheduled for Friday", "due on Monday".
const SCHEDULING: &[&str] = &[
    "schedule",
    "plan",
    "set",
    "expect",
    "due",
    "slate",
    "postpone",
    "reschedule",
    "anticipate",
    "target",
    "effective",
    "payable",
    "deadline",
];

/// Nouns whose infinitive looks forward: "a plan to meet on Friday".
const FORWARD: &[&str] = &[
    "plan",
    "decision",
    "agreement",
    "deal",
    "proposal",
    "order",
    "call",
    "pledge",
    "promise",
    "offer",
    "deadline",
    "intention",
    "invitation",
    "request",
    "commitment",
    "vow",
    "threat",
    "time",
    "ultimatum",
];

/// Which way a date beginning at this word looks.
pub fn direction(report: &Report, tok: Tok) -> Direction {
    let syntax = report.syntax;
    if let Some(direction) = of_noun(report, tok) {
        return direction;
    }
    let mut above = std::iter::once(tok).chain(syntax.ancestors(tok));
    let predicate = above.find(|&up| {
        let token = &syntax.tokens[up];
        token.upos == Upos::Verb || syntax.child(up, Deprel::Cop).is_some() || scheduling(report, up)
    });
    predicate.map_or(Direction::Unknown, |predicate| of_predicate(report, predicate, 6))
}

/// "Wednesday's ruling" is over, whatever the clause says; "Sunday's election" is asked of the clause.
fn of_noun(report: &Report, tok: Tok) -> Option<Direction> {
    const SCHEDULED: &[&str] = &[
        "election",
        "vote",
        "meeting",
        "summit",
        "talk",
        "runoff",
        "round",
        "referendum",
        "deadline",
        "hearing",
        "visit",
        "trip",
        "match",
        "game",
        "final",
        "ceremony",
        "inauguration",
        "rally",
        "conference",
        "session",
        "trial",
        "poll",
    ];
    let syntax = report.syntax;
    let token = &syntax.tokens[tok];
    let inside = matches!(token.deprel, Deprel::NmodPoss | Deprel::Compound | Deprel::NmodUnmarked | Deprel::Nummod);
    let noun = syntax.head(tok).filter(|&head| inside && syntax.tokens[head].upos.is_nominal() && head > tok)?;
    (!SCHEDULED.contains(&report.lemma(noun))).then_some(Direction::Past)
}

fn scheduling(report: &Report, tok: Tok) -> bool {
    let token = &report.syntax.tokens[tok];
    let participle = token.xpos == Xpos::Vbn || matches!(token.upos, Upos::Noun | Upos::Adj);
    participle && SCHEDULING.contains(&token.lemma.as_str())
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
        Xpos::Vb => governor().map_or(Direction::Future, |up| infinitive(report, verb, up, depth)),
        _ if present && matches!(token.lemma.as_str(), "say" | "tell" | "report") => Direction::Past,
        Xpos::Vbg if present => Direction::Future,
        Xpos::Vbz | Xpos::Vbp => Direction::Future,
        _ if present => Direction::Unknown,
        Xpos::Vbn if token.deprel == Deprel::Acl => Direction::Past,
        _ => governor().map_or(Direction::Unknown, |up| of_governor(report, up, depth)),
    }
}

/// An infinitive looks forward as a complement ("agreed to meet on Friday") or under a noun of planning; a purpose
/// ("gathered to protest on Friday") and one under a verb that tells how something went share their governor's tense.
fn infinitive(report: &Report, verb: Tok, up: Tok, depth: usize) -> Direction {
    const TELLING: &[&str] =
        &["manage", "begin", "start", "fail", "refuse", "decline", "help", "continue", "force", "have"];
    let forward = match report.syntax.tokens[verb].deprel {
        Deprel::Xcomp => !TELLING.contains(&report.lemma(up)),
        Deprel::Acl => FORWARD.contains(&report.lemma(up)) || clause::is_passive(report.syntax, verb),
        Deprel::Advcl => false,
        _ => true,
    };
    if forward { Direction::Future } else { of_governor(report, up, depth) }
}

fn of_governor(report: &Report, up: Tok, depth: usize) -> Direction {
    let syntax = report.syntax;
    let verb = std::iter::once(up).chain(syntax.ancestors(up)).find(|&tok| syntax.tokens[tok].upos == Upos::Verb);
    verb.filter(|_| depth > 0).map_or(Direction::Unknown, |verb| of_predicate(report, verb, depth - 1))
}
