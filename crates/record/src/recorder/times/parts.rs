//! Days of a part: units counted from one end of a longer time, and units reckoned back from a day.

use super::direction::{Direction, Look};
use super::expression::Meaning;
use super::resolve::{Context, Resolver};
use super::value::{Resolved, dated, period, undated};
use crate::row::TimeType;
use crate::time::{Grain, Interval, days, shift, whole};
use jiff::civil::Date;

impl Resolver<'_> {
    /// Part of a longer time, and units up to a day.
    pub(super) fn part(&mut self, meaning: &Meaning, context: Context) -> Option<Resolved> {
        match meaning {
            Meaning::Slice { of, unit, first, count, from_end, plural } => {
                let whole = self.meaning(of, None, context)?;
                Some(slice(whole, *unit, *first, *count, *from_end, *plural))
            }
            Meaning::Ended { unit, count, quarter, when, month, day, ended } => {
                let direction = if *ended { Direction::Past } else { Direction::Either };
                let look = Look { direction, firm: true };
                let last = |year| Interval::months(year, *month, 1).to;
                let at = |year| {
                    last(year).map(|last| Interval::day(last.min(last.with().day(*day).build().unwrap_or(last))))
                };
                let at = |year| at(year).into_iter().collect();
                let end = self.choose(*when, None, Context { look, ..context }, Grain::Day, &at)?.to?;
                let from = days(shift(end, *unit, -i64::from(*count))?, 1)?;
                let interval = Interval::between(month_start(from, end), end);
                if *count > 1 {
                    let value = period(Some(f64::from(*count)), *unit);
                    return Some(Resolved { kind: TimeType::Duration, interval, ..undated(value, *unit) });
                }
                // A fiscal quarter without a number bears that of the calendar's that shares most of its days.
                let named = match (unit, quarter) {
                    (Grain::Quarter, Some(quarter)) => Interval::months(end.year(), 3 * quarter - 2, 3),
                    (Grain::Quarter, None) => whole(days(end, -45)?, *unit),
                    _ => whole(end, *unit),
                };
                if *unit == Grain::Quarter {
                    self.tell_quarter(named.from);
                }
                Some(Resolved { interval, ..dated(named, *unit) })
            }
            _ => None,
        }
    }
}

/// Days from one day to another, both counted.
pub fn length(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24 + 1
}

/// The first of the month where a stretch of whole months ends on a month's last days.
fn month_start(from: Date, end: Date) -> Date {
    let close = end.days_in_month() - end.day() <= 3 && from.day() > 27;
    if close { days(from.last_of_month(), 1).unwrap_or(from) } else { from }
}

/// Units counted from one end of a time; a `count` of 0 cuts it in two halves.
fn slice(whole: Resolved, unit: Grain, first: u8, count: u8, from_end: bool, plural: bool) -> Resolved {
    let Interval { from: Some(from), to: Some(to) } = whole.interval else { return whole };
    let interval = if count == 0 {
        let middle = days(from, length(from, to) / 2);
        match from_end || first == 2 {
            true => Interval { from: middle, to: Some(to) },
            false => Interval { from: Some(from), to: middle.and_then(|middle| days(middle, -1)) },
        }
    } else if from_end {
        let start = shift(to, unit, -i64::from(count)).and_then(|day| days(day, 1));
        Interval {
            from: start.map(|start| if unit >= Grain::Month { month_start(start, to) } else { start }),
            to: Some(to),
        }
    } else {
        let start = shift(from, unit, i64::from(first - 1) * i64::from(count));
        let end = start.and_then(|start| shift(start, unit, i64::from(count))).and_then(|day| days(day, -1));
        Interval { from: start, to: end }
    };
    if plural {
        let value = period(Some(f64::from(count)), unit);
        return Resolved { kind: TimeType::Duration, interval, ..undated(value, unit) };
    }
    match unit {
        Grain::Day if count == 1 => dated(interval, Grain::Day),
        Grain::Month if count == 1 => dated(interval, Grain::Month),
        _ => {
            let modifier = if from_end {
                "END"
            } else if first == 1 {
                "START"
            } else {
                "MID"
            };
            Resolved { interval, modifier: Some(if count == 0 && first == 2 { "END" } else { modifier }), ..whole }
        }
    }
}
