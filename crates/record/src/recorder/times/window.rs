//! The days left open by a time with the preposition before it: "since 1967", "by Friday", "from Monday to Thursday".

use crate::row::TimeIdx;
use crate::time::{Interval, days};
use crate::{Document, Record};
use rapporteur_syntax::Span;

/// The days that a time leaves open once the word before it is heard.
///
/// "since", "from" run on to the report's day (or stay open after it), "until", "by", "before" begin there, "after"
/// begins the day after; "from X to Y" and "between X and Y" run from X to Y whichever of the two is asked. Without
/// such a word it is the time's own interval.
pub fn window(document: &Document, record: &Record, time: TimeIdx) -> Interval {
    let text = &document.text;
    let own = record.times[time].interval;
    let date = document.date;
    let day_of = |other: TimeIdx| record.times[other].interval;
    if let Some(next) = joined(text, record, time, time + 1) {
        return Interval { from: own.from, to: day_of(next).to };
    }
    if let Some(first) = time.checked_sub(1).filter(|&first| joined(text, record, first, time).is_some()) {
        return Interval { from: day_of(first).from, to: own.to };
    }
    if own.is_unresolved() {
        return own;
    }
    let past = |end: Option<jiff::civil::Date>| end.zip(date).is_some_and(|(end, date)| end < date);
    match before(text, record.times[time].span).as_str() {
        "since" | "from" => Interval { from: own.from, to: if past(own.from) { date } else { None } },
        "until" | "till" | "by" | "through" => Interval { from: if past(own.to) { None } else { date }, to: own.to },
        "before" => {
            let to = own.from.and_then(|from| days(from, -1));
            Interval { from: if past(to) { None } else { date }, to }
        }
        "after" => {
            let from = own.to.and_then(|to| days(to, 1));
            Interval { from, to: if past(from) { date } else { None } }
        }
        _ => own,
    }
}

/// `second`, when the two times stand as "from X to Y", "between X and Y", "X to Y", "X until Y".
fn joined(text: &str, record: &Record, first: TimeIdx, second: TimeIdx) -> Option<TimeIdx> {
    let (one, two) = (record.times.get(first)?.span, record.times.get(second)?.span);
    let between = text.get(one.end as usize..two.start as usize)?.trim().to_lowercase();
    let opening = before(text, one);
    let joins = matches!(between.as_str(), "to" | "until" | "till" | "through" | "-" | "–")
        || (between == "and" && opening == "between");
    joins.then_some(second)
}

/// The word before a span, in lower case, at most forty bytes back.
fn before(text: &str, span: Span) -> String {
    let from = (span.start as usize).saturating_sub(40);
    let from = (from..=span.start as usize).find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let words = &text[from..span.start as usize];
    words.split_whitespace().next_back().filter(|_| words.ends_with(char::is_whitespace)).unwrap_or("").to_lowercase()
}
