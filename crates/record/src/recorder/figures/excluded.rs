//! Numbers that are no figures: dates, ages, numbers of flights and articles, names, scores.

use super::Amount;
use super::counted::top;
use super::number::digits;
use crate::Record;
use crate::lexicon::figures::{Unit, UnitKind};
use crate::lookup::Lookup;
use crate::recorder::Report;
use crate::row::TimeType;
use compact_str::CompactString;
use rapporteur_syntax::{Deprel, NameKind, Tok, Upos};

/// True for numbers that are no figures, by the words around them.
pub(super) fn excluded(
    report: &Report,
    record: &Record,
    lookup: &Lookup,
    forms: &[CompactString],
    amount: &Amount,
    unit: Option<&Unit>,
) -> bool {
    let syntax = report.syntax;
    let start = amount.number.tokens.start;
    let form = |tok: Tok| forms.get(tok).map_or("", CompactString::as_str);
    let before = start.checked_sub(1).map_or("", form);
    let duration = unit.is_some_and(|unit| unit.kind == UnitKind::Duration);
    if let Some(time) = lookup.time(start) {
        let time = &record.times[time];
        let lasts = duration && time.kind == TimeType::Duration;
        if !lasts && amount.symbol.is_none() {
            return true;
        }
    }
    let year = amount.number.tokens.len() == 1
        && form(start).len() == 4
        && digits(form(start)).is_some_and(|value| (1000.0..2100.0).contains(&value))
        && amount.bound.is_none()
        && amount.symbol.is_none();
    let tail = (amount.end..amount.end + 5).map(form).collect::<Vec<_>>();
    let dated = matches!(before, "in" | "since" | "until" | "by" | "early" | "late") || tail[0] == ",";
    if year && unit.is_none() && (dated || !syntax.tokens[start].deprel.eq(&Deprel::Nummod)) {
        return true;
    }
    let aged =
        matches!(before, "aged" | "age") || (duration && tail.iter().any(|form| matches!(*form, "old" | "olds")));
    let gone = duration && tail.iter().take(2).any(|form| matches!(*form, "ago" | "earlier" | "later" | "before"));
    let clock = tail
        .first()
        .is_some_and(|form| matches!(*form, "a.m" | "a.m." | "p.m" | "p.m." | "o'clock" | "am" | "pm" | "gmt" | ":"));
    // "COVID-19", "MIG-29".
    let coded = before == "-" && start >= 2 && {
        let word = report.form(start - 2).rsplit('-').next().unwrap_or_default();
        word.len() > 1 && word.chars().all(char::is_uppercase)
    };
    let named = syntax.name_at(start).is_some_and(|name| {
        let around = name.tokens.start < start || name.tokens.end > amount.number.tokens.end;
        around && name.kind != NameKind::Group && unit.is_none() && amount.symbol.is_none()
    });
    aged || gone || clock || numbered(before) || coded || named || labelled(report, amount, unit)
}

/// True for a word whose number tells which one: "flight 12", "article 5".
fn numbered(before: &str) -> bool {
    const WHICH: &[&str] = &[
        "#",
        "no",
        "no.",
        "number",
        "nos.",
        "article",
        "articles",
        "resolution",
        "flight",
        "chapter",
        "page",
        "section",
        "level",
        "phase",
        "day",
        "room",
        "clause",
        "covid-19",
    ];
    WHICH.contains(&before)
}

/// True for a number that is part of the name before it.
fn labelled(report: &Report, amount: &Amount, unit: Option<&Unit>) -> bool {
    let syntax = report.syntax;
    let top = top(report, amount.number.tokens.clone());
    let head = syntax.head(top).filter(|&head| head + 1 == amount.number.tokens.start);
    head.is_some_and(|head| {
        syntax.tokens[head].upos == Upos::Propn
            && amount.symbol.is_none()
            && unit.is_none()
            && matches!(syntax.tokens[top].deprel, Deprel::Nummod | Deprel::NmodDesc | Deprel::Flat | Deprel::Dep)
    })
}
