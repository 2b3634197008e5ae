//! The horizon of a prospect: the time in its clause, turned by its preposition.

use super::House;
use crate::row::TimeType;
use crate::time::Interval;
use jiff::ToSpan;
use rapporteur_syntax::{Deprel, Tok, Upos};

/// The days in which what a clause foretells would come true; both ends open where it names none.
///
/// The nearest time to the verb that is not past counts; times in relative clauses are those of other acts.
pub fn of(house: &House, words: &[Tok], verb: Tok) -> Interval {
    let mut best: Option<(usize, Interval)> = None;
    let mut last = None;
    for &tok in words {
        let Some(time) = house.lookup.time(tok) else { continue };
        if last == Some(time) || is_elsewhere(house, tok, verb) {
            continue;
        }
        last = Some(time);
        let row = &house.record.times[time];
        let dated = matches!(row.kind, TimeType::Date | TimeType::Time) || !row.interval.is_unresolved();
        let Some(interval) = turned(house, time, tok).filter(|_| dated && row.kind != TimeType::Set) else { continue };
        let distance = tok.abs_diff(verb);
        if best.is_none_or(|(old, _)| distance < old) {
            best = Some((distance, interval));
        }
    }
    best.map(|(_, interval)| interval).unwrap_or_default()
}

/// True for a word under a relative clause, or under an adverbial clause with a subject of its own, below the verb: the
/// time of another act.
fn is_elsewhere(house: &House, tok: Tok, verb: Tok) -> bool {
    let syntax = house.report.syntax;
    let mut below = std::iter::once(tok).chain(syntax.ancestors(tok)).take_while(|&up| up != verb).take(24);
    below.any(|up| match syntax.tokens[up].deprel {
        Deprel::AclRelcl | Deprel::AdvclRelcl => true,
        Deprel::Advcl => crate::clause::own_subject(syntax, up).is_some(),
        _ => false,
    })
}

/// A time's interval as its preposition turns it, cut at the day of the report; `None` when it is past or unresolved.
fn turned(house: &House, time: usize, tok: Tok) -> Option<Interval> {
    let syntax = house.report.syntax;
    let row = &house.record.times[time];
    let Interval { from, to } = row.interval;
    if row.interval.is_unresolved() {
        return None;
    }
    let today = house.report.document.date;
    // "recently" and "now" reach to the day of the report and foretell nothing.
    if matches!(row.value.as_str(), "PAST_REF" | "PRESENT_REF") || (from.is_none() && to <= today) {
        return None;
    }
    let inside = syntax.tokens_in(row.span);
    let opens = |word: &str| matches!(word, "by" | "before" | "until" | "till" | "within" | "after" | "from" | "since");
    // A preposition inside the time's own words has turned its interval already.
    let own = opens(house.report.form(tok).to_lowercase().as_str());
    let top = inside.clone().find(|&word| syntax.head(word).is_none_or(|head| !inside.contains(&head))).unwrap_or(tok);
    let case = syntax.children_by(top, Deprel::Case).chain(syntax.children_by(top, Deprel::Mark));
    let case = case.map(|case| house.report.lemma(case).to_lowercase()).find(|_| !own);
    let before = tok.checked_sub(1).filter(|&before| syntax.tokens[before].upos == Upos::Adp);
    let before = before.map(|before| house.report.form(before).to_lowercase()).filter(|_| !own);
    let interval = match before.or(case).as_deref() {
        Some("by" | "until" | "till" | "within" | "through") => Interval { from: today.or(from), to },
        // "before the end of June": any day of it.
        Some("before") if row.modifier == Some("END") => Interval { from: today, to },
        Some("before") => Interval { from: today, to: from.and_then(|day| day.checked_sub(1.day()).ok()) },
        Some("after" | "from") => Interval { from: to.or(from), to: None },
        _ => Interval { from, to },
    };
    let past = interval.to.zip(today).is_some_and(|(to, today)| to < today);
    let from = interval.from.into_iter().chain(today.filter(|_| interval.from.is_some() && !past)).max();
    (!past).then_some(Interval { from, to: interval.to })
}

/// True when a time lies wholly after the day of the report.
pub fn is_future(house: &House, interval: Interval) -> bool {
    interval.from.zip(house.report.document.date).is_some_and(|(from, today)| from > today)
}

/// True when a time is not over on the day of the report.
pub fn is_open(house: &House, interval: Interval) -> bool {
    interval.to.zip(house.report.document.date).is_some_and(|(to, today)| to >= today)
}
