//! Which way a bare date looks: "Friday" with a past verb is the last one, with "will" the next.
//!
//! The preposition may settle it ("since", "until"); else the verb that governs the date does, by its tense, its modal,
//! and whether it is a word of planning: "postponed until Monday", "scheduled for Monday", "plans on Monday to".

use super::super::Report;
use crate::clause;
use crate::lexicon::times::Outlook;
use crate::row::Tense;
use rapporteur_syntax::{Deprel, Tok, Upos, Xpos};

/// Where a date lies, seen from the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// On or before its day.
    Past,
    /// On or after its day.
    Future,
    /// The words look forward from a past time: "was due to meet on Friday".
    Either,
    /// The clause does not say.
    Unknown,
}

/// A direction, and whether the date hangs on the verb itself rather than on a noun below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The way.
    pub direction: Direction,
    /// False where it is a noun's date ("announced a cut in September") and the verb's tense is hearsay.
    pub firm: bool,
}

/// By what a date is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dated {
    /// A weekday, or a day counted from the report.
    Weekday,
    /// A day of a month.
    Day,
    /// A month or more.
    Month,
}

/// Which way a date looks whose head is `tok`, with this word before it.
///
/// "Wednesday's ruling" and "the Oct. 7 attack" are over, while "the March accession" may be either.
pub fn look(report: &Report, tok: Option<Tok>, before: &str, dated: Dated) -> Look {
    let firm = |direction| Look { direction, firm: true };
    let clause = tok.map_or(firm(Direction::Unknown), |tok| of_clause(report, tok, before, dated));
    match (before, clause.direction) {
        ("since" | "ended", _) => firm(Direction::Past),
        ("ending", _) => firm(Direction::Either),
        // "Until Thursday, they had not named him" is over; "shut until Thursday" is not; "governor until March" may be.
        ("until" | "till" | "through", clause) => firm(match clause {
            _ if tok.is_some_and(|tok| is_pluperfect(report, tok)) => Direction::Past,
            Direction::Future => Direction::Future,
            Direction::Past if dated != Dated::Weekday => Direction::Either,
            _ if dated == Dated::Weekday => Direction::Future,
            _ => Direction::Either,
        }),
        ("by" | "starting" | "beginning", Direction::Unknown) => firm(Direction::Future),
        _ => clause,
    }
}

fn of_clause(report: &Report, tok: Tok, before: &str, dated: Dated) -> Look {
    let syntax = report.syntax;
    if let Some(direction) = of_noun(report, tok) {
        let direction = if dated == Dated::Month { Direction::Either } else { direction };
        return Look { direction, firm: dated == Dated::Weekday };
    }
    let mut above = std::iter::once(tok).chain(syntax.ancestors(tok));
    let is_predicate = |up: Tok| {
        let token = &syntax.tokens[up];
        token.upos == Upos::Verb || syntax.child(up, Deprel::Cop).is_some() || is_scheduling(report, up)
    };
    let Some(predicate) = above.find(|&up| is_predicate(up)) else {
        return Look { direction: Direction::Unknown, firm: false };
    };
    let below = syntax.head(tok).is_some_and(|head| head != predicate && syntax.tokens[head].upos.is_nominal());
    // "told them of a cut in September": the cut is dated, wherever the parse hangs the month; "told members of the
    // panel in September" dates the telling.
    let topic = |word: Tok| syntax.head(word).and_then(|noun| syntax.head(noun)) == Some(predicate);
    let of = |word: Tok| syntax.tokens[word].deprel == Deprel::Case && report.lemma(word) == "of" && topic(word);
    let noun = below || matches!(report.lemma(predicate), "tell" | "notify" | "warn") && (predicate..tok).any(of);
    let ahead = match before {
        "until" | "till" | "to" => Some(Outlook::Moving),
        "for" => Some(Outlook::Setting),
        "by" => Some(Outlook::Owing),
        _ => None,
    };
    if !noun && ahead.is_some_and(|ahead| looks(report, predicate, ahead)) {
        return Look { direction: Direction::Future, firm: true };
    }
    // "planned a rally on Saturday": whoever plans, the rally is to come.
    let planned = syntax.tokens[predicate].xpos == Xpos::Vbd
        && tok > predicate
        && matches!(report.lemma(predicate), "plan" | "schedule");
    let direction = match of_predicate(report, predicate, 6) {
        _ if planned => Direction::Future,
        // "The vote is on Friday"; "it is Friday" is today's by its day.
        Direction::Unknown if predicate == tok && clause::tense(syntax, tok) == Tense::Present => Direction::Future,
        direction => direction,
    };
    // A noun's date is not its verb's where the verb tells or asks of something: "announced a cut in September".
    Look { direction, firm: !noun || !looks(report, predicate, Outlook::Telling) }
}

/// True under a verb with "had".
fn is_pluperfect(report: &Report, tok: Tok) -> bool {
    let syntax = report.syntax;
    let verb = std::iter::once(tok).chain(syntax.ancestors(tok)).find(|&up| syntax.tokens[up].upos == Upos::Verb);
    verb.is_some_and(|verb| has_had(report, verb))
}

fn has_had(report: &Report, verb: Tok) -> bool {
    let syntax = report.syntax;
    clause::auxiliaries(syntax, verb)
        .any(|aux| syntax.tokens[aux].lemma == "have" && syntax.tokens[aux].xpos == Xpos::Vbd)
}

/// "Wednesday's ruling" is over, whatever the clause says; "Sunday's election" is asked of the clause.
fn of_noun(report: &Report, tok: Tok) -> Option<Direction> {
    let syntax = report.syntax;
    let token = &syntax.tokens[tok];
    let inside = matches!(token.deprel, Deprel::NmodPoss | Deprel::Compound | Deprel::NmodUnmarked | Deprel::Nummod);
    let noun = syntax.head(tok).filter(|&head| inside && syntax.tokens[head].upos.is_nominal() && head > tok)?;
    (!looks(report, noun, Outlook::Occasion)).then_some(Direction::Past)
}

/// How a word looks at what its date is of.
fn looks(report: &Report, tok: Tok, outlook: Outlook) -> bool {
    report.knowledge.times.looks(report.lemma(tok), outlook)
}

/// A word that sets a date for something: "as planned" only tells that it went so.
fn is_scheduling(report: &Report, tok: Tok) -> bool {
    let syntax = report.syntax;
    let token = &syntax.tokens[tok];
    let participle = token.xpos == Xpos::Vbn || token.upos == Upos::Adj || token.lemma == "deadline";
    let as_planned = || syntax.children(tok).any(|child| child < tok && syntax.tokens[child].lemma == "as");
    participle && looks(report, tok, Outlook::Scheduling) && !as_planned()
}

fn of_predicate(report: &Report, verb: Tok, depth: usize) -> Direction {
    let syntax = report.syntax;
    let token = &syntax.tokens[verb];
    let tags = std::iter::once(verb).chain(clause::auxiliaries(syntax, verb)).map(|tok| syntax.tokens[tok].xpos);
    let tags: Vec<Xpos> = tags.collect();
    // "is due in Cairo": the adjective may hang on the place.
    let due = |tok: Tok| tok < verb && syntax.tokens[tok].lemma == "due";
    if is_scheduling(report, verb) || (token.upos.is_nominal() && syntax.children(verb).any(due)) {
        return match () {
            _ if has_had(report, verb) => Direction::Past,
            _ if tags.contains(&Xpos::Vbd) => Direction::Either,
            _ => Direction::Future,
        };
    }
    let auxiliary = |lemma: &str| clause::auxiliaries(syntax, verb).any(|aux| syntax.tokens[aux].lemma == lemma);
    if let Some(modal) = clause::modal(syntax, verb) {
        let perfect = auxiliary("have") && !matches!(modal, "will" | "shall");
        let failed = modal == "could" && (clause::is_negated(syntax, verb) || looks(report, verb, Outlook::Reaching));
        return if perfect || failed { Direction::Past } else { Direction::Future };
    }
    let governor = || syntax.head(verb).filter(|_| depth > 0);
    if is_awaited(report, verb) {
        return Direction::Future;
    }
    if tags.contains(&Xpos::Vbd) || auxiliary("have") {
        return Direction::Past;
    }
    let present = tags.iter().any(|tag| matches!(tag, Xpos::Vbz | Xpos::Vbp));
    match token.xpos {
        Xpos::Vb | Xpos::Vbn if token.xpos == Xpos::Vb || clause::is_infinitive(syntax, verb) => {
            governor().map_or(Direction::Future, |up| infinitive(report, verb, up, depth))
        }
        _ if present && matches!(token.lemma.as_str(), "say" | "tell" | "report") => Direction::Past,
        Xpos::Vbg if present => Direction::Future,
        Xpos::Vbz | Xpos::Vbp => Direction::Future,
        _ if present => Direction::Unknown,
        Xpos::Vbn if token.deprel == Deprel::Acl => Direction::Past,
        _ => governor().map_or(Direction::Unknown, |up| of_governor(report, up, depth)),
    }
}

/// "Funds were likely to buy as soon as trading opened on Monday": a past form below what is to come is to come too.
fn is_awaited(report: &Report, verb: Tok) -> bool {
    const WAITING: &[&str] = &["as", "when", "once", "until", "after", "before", "if"];
    let syntax = report.syntax;
    let waits = |child: Tok| child < verb && WAITING.contains(&report.lemma(child));
    if syntax.tokens[verb].deprel != Deprel::Advcl || !syntax.children(verb).any(waits) {
        return false;
    }
    let Some(above) = syntax.ancestors(verb).find(|&up| syntax.tokens[up].upos == Upos::Verb) else { return false };
    let ahead = |up: Tok| looks(report, up, Outlook::Ahead) || is_scheduling(report, up);
    syntax.tokens[above].xpos == Xpos::Vb && syntax.head(above).is_some_and(ahead)
}

/// An infinitive looks forward as a complement ("agreed to meet on Friday") or under a noun of planning; a purpose
/// ("gathered to protest on Friday") and one under a verb that tells how something went share their governor's tense.
fn infinitive(report: &Report, verb: Tok, up: Tok, depth: usize) -> Direction {
    // "had been due to expire on Friday" is told from after it.
    if is_scheduling(report, up) {
        return of_predicate(report, up, depth - 1);
    }
    let forward = match report.syntax.tokens[verb].deprel {
        Deprel::Xcomp => !looks(report, up, Outlook::Carrying),
        Deprel::Acl => looks(report, up, Outlook::Forward) || clause::is_passive(report.syntax, verb),
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
