//! Days counted in units: "last week", "two days ago", "a week later", "the next two months".

use super::direction::Direction;
use super::expression::Amount;
use super::resolve::Resolver;
use super::value::{Resolved, dated, pattern, period, undated};
use crate::lexicon::times::Anchor;
use crate::row::TimeType;
use crate::time::{Grain, Interval, days, shift, whole};
use jiff::civil::{Date, Weekday};

impl Resolver<'_> {
    pub(super) fn unit(&self, unit: Grain, step: i8, anchor: Anchor, direction: Direction) -> Resolved {
        let unknown = undated(pattern(unit).to_owned(), unit);
        let told = |interval: (Interval, Grain)| interval.0.from.filter(|_| interval.1 <= unit);
        let base = match anchor {
            // "Next year" in a history follows the year told of.
            Anchor::Report if self.story.is_none() || step < 0 => self.report,
            _ => match self.told() {
                Some((interval, grain)) if grain > unit && step == 0 => return within(interval, grain, unit),
                other => other.and_then(told),
            },
        };
        let Some(base) = base else { return unknown };
        if unit == Grain::Weekend {
            return self.weekend(base, step, direction).unwrap_or(unknown);
        }
        let told = unit == Grain::Quarter && step == 0 && direction != Direction::Future && anchor == Anchor::Report;
        if let Some((year, quarter)) = self.quarter.filter(|_| told) {
            return dated(Interval::months(year, 3 * quarter - 2, 3), Grain::Quarter);
        }
        let moved = shift(base, unit, i64::from(step));
        moved.map_or(unknown, |date| dated(whole(date, unit), unit))
    }

    /// The last weekend begun or, for what is to come, the next; "last" is the one before the report's week ends.
    fn weekend(&self, base: Date, step: i8, direction: Direction) -> Option<Resolved> {
        let sunday = base.weekday() == Weekday::Sunday;
        let inside = sunday || base.weekday() == Weekday::Saturday;
        let date = match (step, direction) {
            (-1, _) | (0, Direction::Past | Direction::Unknown) if !(inside && step == 0) => {
                days(Interval::week(base).from?, -1)?
            }
            (1, _) if inside => days(base, 7)?,
            _ => base,
        };
        let interval = whole(date, Grain::Weekend);
        Some(dated(interval, Grain::Weekend))
    }

    pub(super) fn shifted(&self, amount: &Amount, unit: Grain, sign: i8, anchor: Anchor) -> Resolved {
        let Some(high) = amount.high else {
            let reference = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
            return match anchor {
                Anchor::Report => self.reference(reference),
                Anchor::Narrative => {
                    Resolved { interval: self.beyond(sign), grain: None, ..undated(reference.to_owned(), unit) }
                }
            };
        };
        if let Some((year, quarter)) = self.quarter.filter(|_| unit == Grain::Year && amount.article && sign < 0) {
            return dated(Interval::months(year - 1, 3 * quarter - 2, 3), Grain::Quarter);
        }
        let unknown = undated(pattern(unit).to_owned(), unit);
        let base = match anchor {
            Anchor::Report => self.report,
            Anchor::Narrative => {
                let told = self.told().filter(|(_, grain)| *grain <= unit.max(Grain::Day));
                told.and_then(|(interval, _)| if sign < 0 { interval.from } else { interval.to })
            }
        };
        let Some(base) = base else { return unknown };
        let moved = match (high.fract() == 0.0, unit) {
            (true, _) => shift(base, unit, i64::from(sign) * high as i64),
            (false, Grain::Year) => shift(base, Grain::Month, i64::from(sign) * (12.0 * high) as i64),
            (false, _) => shift(base, unit, i64::from(sign) * high.ceil() as i64),
        };
        // "two decades ago" is good anywhere in a year, not in a decade.
        let grain = if unit > Grain::Year { Grain::Year } else { unit };
        let mut resolved = moved.map_or(unknown, |date| dated(whole(date, grain), grain));
        // "A week later" is a day, though its value is a week.
        if unit == Grain::Week && high == 1.0 && !amount.rough && moved.is_some() {
            resolved.interval = Interval { from: moved, to: moved };
        }
        resolved
    }

    /// The days before or after the one told of, as far as the report's.
    fn beyond(&self, sign: i8) -> Interval {
        let Some((told, _)) = self.told() else { return Interval::default() };
        match sign < 0 {
            true => Interval { from: None, to: told.from },
            false => Interval { from: told.to, to: self.report.filter(|report| told.to < Some(*report)) },
        }
    }

    pub(super) fn duration(&self, amount: &Amount, unit: Grain, side: Option<i8>) -> Resolved {
        let mut resolved = Resolved { kind: TimeType::Duration, ..undated(period(amount.high, unit), unit) };
        let (Some(report), Some(side)) = (self.report, side.filter(|side| *side != 0)) else { return resolved };
        let other = amount.high.and_then(|high| shift(report, unit, i64::from(side) * high.ceil() as i64));
        resolved.interval = match side < 0 {
            true => Interval { from: other, to: Some(report) },
            false => Interval { from: Some(report), to: other },
        };
        resolved
    }
}

/// "That day" of a month or a year that was named: what is known of it.
fn within(interval: Interval, grain: Grain, unit: Grain) -> Resolved {
    let coarse = dated(interval, grain).value;
    let value = match (grain, unit) {
        (Grain::Month, Grain::Day) => format!("{coarse}-XX"),
        (Grain::Year, Grain::Day) => format!("{coarse}-XX-XX"),
        (Grain::Year, Grain::Week) => format!("{coarse}-WXX"),
        (Grain::Year, Grain::Month) => format!("{coarse}-XX"),
        _ => return undated(pattern(unit).to_owned(), unit),
    };
    Resolved { interval, ..undated(value, unit) }
}
