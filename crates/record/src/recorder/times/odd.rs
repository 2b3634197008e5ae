//! What is odd about a report's dates: days that cannot be, and a dateline that contradicts the report's own date.

use super::expression::{Expression, Meaning, When};
use super::words::Word;
use crate::Document;
use crate::row::{Note, Time};
use jiff::civil::Date;
use rapporteur_syntax::Span;

/// More days than this between dateline and report are a contradiction: news is reprinted a day or two late.
const REPRINTED: i64 = 3;

/// A note on a day that is in no calendar ("31 February", "29 February 2023") or not on the weekday named with it.
pub fn impossible(report: Option<Date>, expression: &Expression, span: Span, text: &str) -> Option<Note> {
    let words = span.of(text);
    let Meaning::Day { when, month, day } = expression.meaning else { return None };
    // 2000 had a 29 February.
    let year = if let When::Year(year) = when { year } else { 2000 };
    let Ok(date) = Date::new(year, month, day) else {
        let text = format!("{words:?} is no day of the calendar: it stays unresolved");
        return Some(Note { code: "impossible-date", text, span: Some(span) });
    };
    let named = expression.weekday.filter(|_| matches!(when, When::Year(_)) && report.is_some())?;
    let is = date.weekday().to_monday_one_offset();
    (is != named).then(|| Note {
        code: "wrong-weekday",
        text: format!("{words:?}: {date} was {}; the date is taken, not the weekday", WEEKDAYS[is as usize - 1]),
        span: Some(span),
    })
}

const WEEKDAYS: [&str; 7] =
    ["a Monday", "a Tuesday", "a Wednesday", "a Thursday", "a Friday", "a Saturday", "a Sunday"];

/// A note on a dateline ("NAIROBI, March 5 (Reuters) -") days away from the report's date.
pub fn dateline(document: &Document, words: &[Word], expression: &Expression, time: &Time) -> Option<Note> {
    let (report, named) = (document.date?, time.interval.from?);
    let day = matches!(expression.meaning, Meaning::Day { .. }) && time.interval.to == time.interval.from;
    let apart = named.duration_since(report).as_hours().abs() / 24;
    if !day || apart <= REPRINTED || !is_dateline(&words[..expression.words.start], &words[expression.words.end..]) {
        return None;
    }
    let text = format!("the dateline names {named}, the report is dated {report}: times count from the report's date");
    Some(Note { code: "dateline", text, span: Some(time.span) })
}

/// True for a date between a place in capitals at the head of its line and an agency in brackets or a dash.
fn is_dateline(before: &[Word], after: &[Word]) -> bool {
    let head: Vec<&Word> = before.iter().rev().take(8).collect();
    let start = head.iter().position(|word| word.breaks).map_or(head.len(), |at| at + 1);
    let place =
        head[..start].iter().any(|word| word.text.chars().count() > 2 && word.text.chars().all(char::is_uppercase));
    // "The NATO summit of Jan. 5 (a Friday)": a dateline has no small words.
    let small = head[..start].iter().any(|word| word.text.starts_with(char::is_lowercase));
    let opens = before.len() <= 8 || start < head.len() || head.last().is_some_and(|word| word.breaks);
    let closes = after.iter().take(2).any(|word| word.is_dash() || word.text == "(");
    place && opens && closes && !small
}
