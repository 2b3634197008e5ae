//! Which days an expression stands for: TIMEX3 value and interval, seen from the report's day or from the day the text
//! is telling of.

use super::direction::Direction;
use super::expression::{Amount, Clock, Expression, Meaning, When};
use crate::lexicon::times::{Anchor, Holiday};
use crate::row::TimeType;
use crate::time::{Grain, Interval, days, easter, shift, whole};
use jiff::civil::{Date, Weekday};

/// What an expression stands for.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// TIMEX3 type.
    pub kind: TimeType,
    /// TIMEX3 value.
    pub value: String,
    /// TIMEX3 mod.
    pub modifier: Option<&'static str>,
    /// Its days; unresolved when the report does not tell.
    pub interval: Interval,
    /// The unit it speaks in.
    pub grain: Option<Grain>,
}

/// What has been read so far of the days a report tells of.
#[derive(Clone, Debug)]
pub struct Resolver {
    /// The day of the report.
    report: Option<Date>,
    /// The report tells of years long past: bare dates belong to the year told of, not to the report's.
    history: bool,
    narrative: Option<(Interval, Grain)>,
    quarter: Option<(i16, i8)>,
}

impl Resolver {
    /// A resolver for a report of this day; `history` is the first year named, in a text that tells of years long past.
    pub fn new(report: Option<Date>, history: Option<i16>) -> Self {
        let narrative = history.map(|year| (Interval::years(year, 1), Grain::Year));
        Resolver { report, history: history.is_some(), narrative, quarter: None }
    }

    /// Resolves the next expression in text order. `None` for what is read and left out.
    ///
    /// `rate` says that a single unit is counted over ("a million a year").
    pub fn resolve(&mut self, expression: &Expression, direction: Direction, rate: bool) -> Option<Resolved> {
        let mut resolved = self.meaning(expression, direction, rate)?;
        self.phase(&mut resolved, expression.phase);
        resolved.modifier = resolved.modifier.or(expression.modifier);
        if let (Some(clock), Some(day)) = (expression.clock, resolved.interval.from) {
            resolved.value = format!("{day}{}", clock.value());
        } else if let Some(clock) = expression.clock {
            resolved.value.push_str(&clock.value());
        }
        if let Some(clock) = expression.clock {
            resolved.kind = TimeType::Time;
            resolved.grain = Some(match clock {
                Clock::Part(_) => Grain::DayPart,
                Clock::At { minute: 0, .. } => Grain::Hour,
                Clock::At { .. } => Grain::Minute,
            });
        }
        self.remember(&resolved);
        Some(resolved)
    }

    fn remember(&mut self, resolved: &Resolved) {
        let dated = matches!(resolved.kind, TimeType::Date | TimeType::Time);
        let closed = resolved.interval.from.is_some() && resolved.interval.to.is_some();
        if let Some(grain) = resolved.grain.filter(|_| dated && closed) {
            self.narrative = Some((resolved.interval, grain));
        }
    }

    fn meaning(&mut self, expression: &Expression, direction: Direction, rate: bool) -> Option<Resolved> {
        Some(match &expression.meaning {
            Meaning::Nothing => return None,
            Meaning::Day { when, month, day } => {
                let at = |year| Date::new(year, *month, *day).ok().map(Interval::day);
                Date::new(2000, *month, *day).ok()?;
                let unknown = format!("XXXX-{month:02}-{day:02}");
                self.in_year(*when, direction, Grain::Day, unknown, at)
            }
            Meaning::Days { when, month, first, last } => {
                let day = |year, day| Date::new(year, *month, day).ok();
                let at = |year| Some(Interval::between(day(year, *first)?, day(year, *last)?));
                let unknown = format!("XXXX-{month:02}-{first:02}/XXXX-{month:02}-{last:02}");
                let mut resolved = self.in_year(*when, direction, Grain::Day, unknown, at);
                if let Interval { from: Some(from), to: Some(to) } = resolved.interval {
                    resolved.value = format!("{from}/{to}");
                }
                resolved
            }
            Meaning::Month { when, month } => {
                let at = |year| Some(Interval::months(year, *month, 1));
                self.in_year(*when, direction, Grain::Month, format!("XXXX-{month:02}"), at)
            }
            Meaning::Quarter { when, quarter } => {
                let at = |year| Some(Interval::months(year, 3 * quarter - 2, 3));
                let resolved = self.in_year(*when, direction, Grain::Quarter, format!("XXXX-Q{quarter}"), at);
                let told = resolved.interval.from.filter(|from| self.report.is_none_or(|report| *from <= report));
                self.quarter = told.map(|from| (from.year(), *quarter)).or(self.quarter);
                resolved
            }
            Meaning::Half { when, half } => {
                let at = |year| Some(Interval::months(year, 6 * half - 5, 6));
                let mut resolved = self.in_year(*when, direction, Grain::Quarter, format!("XXXX-H{half}"), at);
                if let Some(from) = resolved.interval.from {
                    resolved.value = format!("{:04}-H{half}", from.year());
                }
                resolved
            }
            Meaning::Season { when, season } => self.season(*when, direction, season),
            Meaning::Holiday { when, holiday } => {
                let at = |year| holiday_in(*holiday, year).map(Interval::day);
                self.in_year(*when, direction, Grain::Day, "XXXX-XX-XX".to_owned(), at)
            }
            Meaning::Weekday { when, weekday } => self.weekday(*when, direction, *weekday),
            Meaning::Year(year) => dated(Interval::years(*year, 1), Grain::Year),
            Meaning::Decade(year) => dated(Interval::years(*year, 10), Grain::Decade),
            Meaning::Century(year) => dated(Interval::years(*year, 100), Grain::Century),
            Meaning::Unit { unit, step, anchor } => self.unit(*unit, *step, *anchor, direction),
            Meaning::Shift { amount, unit, sign, anchor } => self.shifted(amount, *unit, *sign, *anchor),
            Meaning::Today(offset) => match self.report.and_then(|date| days(date, i64::from(*offset))) {
                Some(day) => dated(Interval::day(day), Grain::Day),
                None => undated("XXXX-XX-XX".to_owned(), Grain::Day),
            },
            Meaning::Duration { amount, unit, .. } if rate => {
                let value = period(amount.high, *unit);
                Resolved { kind: TimeType::Set, ..undated(value, *unit) }
            }
            Meaning::Duration { amount, unit, side } => self.duration(amount, *unit, *side),
            Meaning::Set(value) => Resolved { kind: TimeType::Set, grain: None, ..undated(value.clone(), Grain::Day) },
            Meaning::Reference(value) => self.reference(value),
            Meaning::Hour => match self.told_day() {
                Some(day) => dated(Interval::day(day), Grain::Day),
                None => undated("XXXX-XX-XX".to_owned(), Grain::Day),
            },
        })
    }

    /// The day the text is telling of, when it tells of one; else the report's.
    fn told_day(&self) -> Option<Date> {
        let told = self.narrative.filter(|(_, grain)| *grain <= Grain::Day).and_then(|(interval, _)| interval.from);
        told.or(self.report)
    }

    fn told(&self) -> Option<(Interval, Grain)> {
        self.narrative.or(self.report.map(|date| (Interval::day(date), Grain::Day)))
    }

    /// A date that returns every year, in the year that the words, the clause or the story give it.
    fn in_year(
        &self,
        when: When,
        direction: Direction,
        grain: Grain,
        unknown: String,
        at: impl Fn(i16) -> Option<Interval>,
    ) -> Resolved {
        let interval = self.year(when, direction, grain, &at).and_then(at);
        match interval {
            Some(interval) => dated(interval, grain),
            None => undated(unknown, grain),
        }
    }

    fn year(
        &self,
        when: When,
        direction: Direction,
        grain: Grain,
        at: impl Fn(i16) -> Option<Interval>,
    ) -> Option<i16> {
        let latest = |bound: Date, strict: bool| {
            let fits =
                |interval: Interval| if strict { interval.to < Some(bound) } else { interval.from <= Some(bound) };
            (0..5).map(|back| bound.year() - back).find(|&year| at(year).is_some_and(fits))
        };
        let earliest = |bound: Date, strict: bool| {
            let fits =
                |interval: Interval| if strict { interval.from > Some(bound) } else { interval.to >= Some(bound) };
            (0..5).map(|on| bound.year() + on).find(|&year| at(year).is_some_and(fits))
        };
        match when {
            When::Year(year) => Some(year),
            When::Step(step) => Some(self.report?.year() + i16::from(step)),
            When::Side(-1) => latest(self.report?, true),
            When::Side(1) => earliest(self.report?, true),
            When::Side(_) => Some(self.report?.year()),
            When::Then(-1) => latest(self.told()?.0.from?, true),
            When::Then(1) => earliest(self.told()?.0.to?, true),
            When::Then(_) => Some(self.told()?.0.from?.year()),
            When::Story(step) => self.told()?.0.from?.year().checked_add(i16::from(step)),
            When::Unsaid if self.history && self.narrative.is_some() => {
                let (told, told_grain) = self.told()?;
                if told_grain >= Grain::Year { told.from.map(|from| from.year()) } else { nearest(told.from?, &at) }
            }
            When::Unsaid => {
                let report = self.report?;
                // A day less than five months off is that one whatever the verb, and so is a month when no verb decides.
                let near = nearest(report, &at).filter(|_| grain == Grain::Day || direction == Direction::Unknown);
                let far = |year: i16| {
                    at(year).and_then(|interval| interval.from).is_none_or(|from| apart(from, report) > 150)
                };
                if let Some(year) = near.filter(|&year| direction == Direction::Unknown || !far(year)) {
                    return Some(year);
                }
                match direction {
                    Direction::Future => earliest(report, false),
                    _ => latest(report, false),
                }
            }
        }
    }

    fn season(&self, when: When, direction: Direction, season: &'static str) -> Resolved {
        let month = match season {
            "SP" => 3,
            "SU" => 6,
            "FA" => 9,
            _ => 12,
        };
        // The winter of 1994 begins in December 1994; last winter, in a spring report, began the year before.
        let at = |year| Some(Interval::months(year, month, 3));
        let mut resolved = self.in_year(when, direction, Grain::Season, format!("XXXX-{season}"), at);
        if let Some(from) = resolved.interval.from {
            resolved.value = format!("{:04}-{season}", from.year());
        }
        resolved
    }

    fn weekday(&self, when: When, direction: Direction, weekday: i8) -> Resolved {
        let unknown = undated(format!("XXXX-WXX-{weekday}"), Grain::Day);
        let told = self.told().map(|(interval, _)| interval);
        let base = match when {
            When::Then(1) => told.and_then(|interval| interval.to),
            When::Then(_) => told.and_then(|interval| interval.from),
            When::Unsaid if self.history => None,
            _ => self.report,
        };
        let Ok(weekday) = Weekday::from_monday_one_offset(weekday) else { return unknown };
        let day = base.and_then(|base| {
            let nth = match (when, direction) {
                (When::Side(-1) | When::Then(-1), _) => -1,
                (When::Side(1) | When::Then(1), _) => 1,
                (When::Then(_), _) => 0,
                (When::Side(_), Direction::Past) => 0,
                (When::Side(_), _) if base.weekday() != weekday => 1,
                (_, Direction::Future) if base.weekday() != weekday => 1,
                _ => 0,
            };
            match nth {
                0 if base.weekday() == weekday => Some(base),
                0 => base.nth_weekday(-1, weekday).ok(),
                nth => base.nth_weekday(nth, weekday).ok(),
            }
        });
        day.map_or(unknown, |day| dated(Interval::day(day), Grain::Day))
    }

    fn unit(&self, unit: Grain, step: i8, anchor: Anchor, direction: Direction) -> Resolved {
        let unknown = undated(pattern(unit).to_owned(), unit);
        let base = match anchor {
            Anchor::Report if !(self.history && step == 0) => self.report,
            _ => self.told().filter(|(_, grain)| *grain <= unit).and_then(|(interval, _)| interval.from),
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

    fn shifted(&self, amount: &Amount, unit: Grain, sign: i8, anchor: Anchor) -> Resolved {
        let Some(high) = amount.high else {
            let reference = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
            return match anchor {
                Anchor::Report => self.reference(reference),
                Anchor::Narrative => undated(pattern(unit).to_owned(), unit),
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

    fn duration(&self, amount: &Amount, unit: Grain, side: Option<i8>) -> Resolved {
        let mut resolved = Resolved { kind: TimeType::Duration, ..undated(period(amount.high, unit), unit) };
        let (Some(report), Some(side)) = (self.report, side.filter(|side| *side != 0)) else { return resolved };
        let other = amount.high.and_then(|high| shift(report, unit, i64::from(side) * high.ceil() as i64));
        resolved.interval = match side < 0 {
            true => Interval { from: other, to: Some(report) },
            false => Interval { from: Some(report), to: other },
        };
        resolved
    }

    fn reference(&self, value: &str) -> Resolved {
        let interval = match value {
            "PAST_REF" => Interval { from: None, to: self.report },
            "FUTURE_REF" => Interval { from: self.report, to: None },
            _ => Interval { from: self.report, to: self.report },
        };
        Resolved { kind: TimeType::Date, value: value.to_owned(), modifier: None, interval, grain: None }
    }

    /// Narrows an interval to the part that "early", "late", "later" name.
    fn phase(&self, resolved: &mut Resolved, phase: Option<&'static str>) {
        let Some(phase) = phase else { return };
        let day = resolved.grain.is_none_or(|grain| grain <= Grain::Day);
        resolved.modifier = match phase {
            "IN" => None,
            "BEFORE" => Some("START"),
            "AFTER" if day => Some("END"),
            "AFTER" => Some("ON_OR_AFTER"),
            other => Some(other),
        };
        let Interval { from: Some(from), to: Some(to) } = resolved.interval else { return };
        if day {
            return;
        }
        let length = to.duration_since(from).as_hours() / 24 + 1;
        let report = self.report.filter(|report| from <= *report && *report <= to);
        // The early, middle and late part of a month are its first ten days, the next ten and the rest.
        let month = resolved.grain == Some(Grain::Month);
        let third = if month { 10 } else { length / 3 };
        let (mid, end) = if month { (10, length - 20) } else { (length - 2 * third, third) };
        let interval = &mut resolved.interval;
        match phase {
            "START" => interval.to = days(from, third - 1),
            "MID" => (interval.from, interval.to) = (days(from, third), days(from, third + mid - 1)),
            "END" => interval.from = days(to, 1 - end),
            "BEFORE" => interval.to = report.or(Some(to)),
            "AFTER" => interval.from = report.or(Some(from)),
            _ => {}
        }
    }
}

/// Days between two days.
fn apart(one: Date, other: Date) -> i64 {
    (one.duration_since(other).as_hours() / 24).abs()
}

/// The year around a day's whose interval begins nearest to it.
fn nearest(day: Date, at: impl Fn(i16) -> Option<Interval>) -> Option<i16> {
    let distance = |year: &i16| {
        let from = at(*year).and_then(|interval| interval.from);
        from.map_or(i64::MAX, |from| apart(from, day))
    };
    ((day.year() - 1)..=(day.year() + 1)).min_by_key(distance)
}

/// A resolved date: its value follows from its days and grain.
fn dated(interval: Interval, grain: Grain) -> Resolved {
    let Some(from) = interval.from else { return undated(pattern(grain).to_owned(), grain) };
    let (year, month) = (from.year(), from.month());
    let week = from.iso_week_date();
    let value = match grain {
        Grain::Week => format!("{:04}-W{:02}", week.year(), week.week()),
        Grain::Weekend => format!("{:04}-W{:02}-WE", week.year(), week.week()),
        Grain::Month => format!("{year:04}-{month:02}"),
        Grain::Quarter | Grain::Season => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
        Grain::Year if year < 1 => format!("BC{:04}", 1 - year),
        Grain::Year => format!("{year:04}"),
        Grain::Decade => format!("{:03}", year.div_euclid(10)),
        Grain::Century => format!("{:02}", year.div_euclid(100)),
        _ => from.to_string(),
    };
    Resolved { kind: TimeType::Date, value, modifier: None, interval, grain: Some(grain) }
}

fn undated(value: String, grain: Grain) -> Resolved {
    Resolved { kind: TimeType::Date, value, modifier: None, interval: Interval::default(), grain: Some(grain) }
}

/// The value of a unit whose place in time is unknown.
fn pattern(unit: Grain) -> &'static str {
    match unit {
        Grain::Week => "XXXX-WXX",
        Grain::Weekend => "XXXX-WXX-WE",
        Grain::Month => "XXXX-XX",
        Grain::Quarter => "XXXX-QX",
        Grain::Season => "XXXX-XX",
        Grain::Year => "XXXX",
        Grain::Decade => "XXX",
        Grain::Century => "XX",
        Grain::Second | Grain::Minute | Grain::Hour | Grain::DayPart => "XXXX-XX-XXTXX",
        Grain::Day => "XXXX-XX-XX",
    }
}

/// A TIMEX3 period: "P2W", "PT30M", "P2Y6M"; `None` units are "X".
pub fn period(amount: Option<f64>, unit: Grain) -> String {
    let (clock, letter, scale) = match unit {
        Grain::Second => ("T", "S", 1.0),
        Grain::Minute => ("T", "M", 1.0),
        Grain::Hour => ("T", "H", 1.0),
        Grain::Day | Grain::DayPart => ("", "D", 1.0),
        Grain::Week => ("", "W", 1.0),
        Grain::Weekend => ("", "WE", 1.0),
        Grain::Month => ("", "M", 1.0),
        Grain::Quarter => ("", "Q", 1.0),
        Grain::Season => ("", "M", 3.0),
        Grain::Year => ("", "Y", 1.0),
        Grain::Decade => ("", "Y", 10.0),
        Grain::Century => ("", "Y", 100.0),
    };
    let Some(amount) = amount else {
        let letter = if unit == Grain::Decade {
            "DE"
        } else if unit == Grain::Century {
            "CE"
        } else {
            letter
        };
        return format!("P{clock}X{letter}");
    };
    let amount = amount * scale;
    let half = match unit {
        Grain::Year => Some(("M", 6)),
        Grain::Hour => Some(("M", 30)),
        Grain::Minute => Some(("S", 30)),
        _ => None,
    };
    match half.filter(|_| amount.fract() == 0.5) {
        Some((small, rest)) if amount < 1.0 => format!("P{clock}{rest}{small}"),
        Some((small, rest)) => format!("P{clock}{}{letter}{rest}{small}", amount.trunc()),
        None => format!("P{clock}{amount}{letter}"),
    }
}

/// The day a holiday falls on in a year.
fn holiday_in(holiday: Holiday, year: i16) -> Option<Date> {
    match holiday {
        Holiday::Fixed(month, day) => Date::new(year, month, day).ok(),
        Holiday::Nth { month, nth, weekday } => {
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
        }
        Holiday::Election => {
            let monday = Date::new(year, 11, 1).ok()?.nth_weekday_of_month(1, Weekday::Monday).ok()?;
            days(monday, 1)
        }
        Holiday::Easter(offset) => days(easter(year)?, i64::from(offset)),
    }
}
