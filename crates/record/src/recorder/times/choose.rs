//! Which of a date's yearly returns is meant: the one its words, its clause, its weekday or its story point to.

use super::direction::{Direction, Look};
use crate::time::{Grain, Interval};
use jiff::civil::Date;

/// The returns of a date around one year, in order.
pub type Returns<'r> = &'r dyn Fn(i16) -> Vec<Interval>;

/// Those from five years before to five years after, so that a 29 February has its chance.
pub fn around(year: i16, at: Returns) -> Vec<Interval> {
    (year.saturating_sub(5)..=year.saturating_add(5)).flat_map(at).collect()
}

/// The last one begun by a day; over by then, where `strict`.
pub fn latest(bound: Date, strict: bool, at: Returns) -> Option<Interval> {
    let fits = |one: &Interval| if strict { one.to < Some(bound) } else { one.from <= Some(bound) };
    around(bound.year(), at).into_iter().rfind(fits)
}

/// The first one not over on a day; not begun by then, where `strict`.
pub fn earliest(bound: Date, strict: bool, at: Returns) -> Option<Interval> {
    let fits = |one: &Interval| if strict { one.from > Some(bound) } else { one.to >= Some(bound) };
    around(bound.year(), at).into_iter().find(fits)
}

/// The one with the fewest days between it and a day; the earlier on a tie.
pub fn nearest(day: Date, at: Returns) -> Option<Interval> {
    around(day.year(), at).into_iter().min_by_key(|one| gap(*one, day))
}

/// The one meant by a date without a year in a report of `day`.
///
/// Tense decides where it is firm; but hardly anyone dates a thing eleven months off without its year, so that a day
/// just beside the report's wins over tense, and a quarter just closed is the one whose results are still to come.
pub fn by_clause(day: Date, look: Look, grain: Grain, at: Returns) -> Option<Interval> {
    let near = nearest(day, at)?;
    let chosen = match look.direction {
        Direction::Past => latest(day, false, at)?,
        Direction::Future => earliest(day, false, at)?,
        Direction::Either | Direction::Unknown => return Some(near),
    };
    let past = near.to < Some(day);
    let (close, far) = (gap(near, day), gap(chosen, day));
    let overruled = match grain {
        Grain::Quarter => past && close <= 75,
        Grain::Month | Grain::Season => !look.firm && look.direction == Direction::Past,
        _ => far > 250 && close <= if look.firm { 60 } else { 100 },
    };
    Some(if overruled { near } else { chosen })
}

/// The one that falls on the weekday named beside it, nearest to a day; one just beside that day whatever its weekday.
pub fn by_weekday(day: Date, weekday: i8, at: Returns) -> Option<Interval> {
    if let Some(near) = nearest(day, at).filter(|near| gap(*near, day) <= 14) {
        return Some(near);
    }
    let named = |one: &Interval| one.from.is_some_and(|from| from.weekday().to_monday_one_offset() == weekday);
    let near = around(day.year(), at).into_iter().filter(named).min_by_key(|one| gap(*one, day))?;
    (gap(near, day) <= 550).then_some(near)
}

/// Days between a day and an interval; 0 inside it.
pub fn gap(one: Interval, day: Date) -> i64 {
    let between = |from: Date, to: Date| to.duration_since(from).as_hours() / 24;
    match (one.from, one.to) {
        (Some(from), _) if from > day => between(day, from),
        (_, Some(to)) if to < day => between(to, day),
        _ => 0,
    }
}
