//! Which days an expression stands for: TIMEX3 value and interval, seen from the report's day or from the day the text
//! is telling of.

use super::choose::{self, Returns};
use super::direction::{Direction, Look};
use super::expression::{Clock, Expression, Meaning, When};
use super::feasts;
use super::story::Story;
use super::value::{Resolved, dated, day_of, pattern, period, undated, year_of};
use crate::lexicon::times::Feasts;
use crate::row::TimeType;
use crate::time::{Grain, Interval, days};
use jiff::civil::{Date, Weekday};

/// What is known of an expression's surroundings.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// Which way its clause looks.
    pub look: Look,
    /// A single unit is counted over ("a million a year").
    pub rate: bool,
    /// Inside somebody's speech.
    pub quoted: bool,
    /// At the head of its sentence.
    pub opens: bool,
}

/// What has been read so far of the days a report tells of.
#[derive(Clone, Debug)]
pub struct Resolver<'f> {
    /// The day of the report.
    pub(super) report: Option<Date>,
    feasts: &'f Feasts,
    /// In a report that tells of years long past, the year it has come to.
    pub(super) story: Option<Story>,
    /// The last day, week … named.
    narrative: Option<(Interval, Grain)>,
    /// The quarter whose figures are told.
    pub(super) quarter: Option<(i16, i8)>,
}

impl<'f> Resolver<'f> {
    /// A resolver for a report of this day; `history` is the first year named, in a text that tells of years long past.
    pub fn new(report: Option<Date>, history: Option<i16>, feasts: &'f Feasts) -> Self {
        let narrative = history.map(|year| (Interval::years(year, 1), Grain::Year));
        Resolver { report, feasts, story: history.map(Story::from), narrative, quarter: None }
    }

    /// Resolves the next expression in text order. `None` for what is read and left out.
    pub fn resolve(&mut self, expression: &Expression, context: Context) -> Option<Resolved> {
        let report = self.report;
        if self.story.is_some() && context.quoted {
            self.report = None; // a voice out of the past counts from its own day
        }
        let resolved = self.meaning(&expression.meaning, expression.weekday, context);
        self.report = report;
        let mut resolved = resolved?;
        self.phase(&mut resolved, expression.phase);
        resolved.modifier = resolved.modifier.or(expression.modifier);
        if let Some(clock) = expression.clock {
            if let Some(day) = resolved.interval.from {
                resolved.value = day_of(day);
            }
            resolved.value.push_str(&clock.value());
            resolved.kind = TimeType::Time;
            resolved.grain = Some(match clock {
                Clock::Part(_) => Grain::DayPart,
                Clock::At { minute: 0, .. } => Grain::Hour,
                Clock::At { .. } => Grain::Minute,
            });
        }
        self.remember(&resolved, context.opens);
        Some(resolved)
    }

    fn remember(&mut self, resolved: &Resolved, opens: bool) {
        let dated = matches!(resolved.kind, TimeType::Date | TimeType::Time);
        let closed = resolved.interval.from.is_some() && resolved.interval.to.is_some();
        let Some(grain) = resolved.grain.filter(|_| dated && closed) else { return };
        self.narrative = Some((resolved.interval, grain));
        if let Some(story) = &mut self.story {
            story.hear(resolved.interval, grain, opens);
        }
    }

    pub(super) fn meaning(&mut self, meaning: &Meaning, weekday: Option<i8>, context: Context) -> Option<Resolved> {
        Some(match meaning {
            Meaning::Nothing => return None,
            Meaning::Promise if matches!(context.look.direction, Direction::Past | Direction::Unknown) => return None,
            Meaning::Promise => self.reference("FUTURE_REF"),
            Meaning::Day { when, month, day } => {
                Date::new(2000, *month, *day).ok()?;
                let at = |year| Date::new(year, *month, *day).ok().map(Interval::day).into_iter().collect();
                let unknown = format!("XXXX-{month:02}-{day:02}");
                self.returning(*when, weekday, context, Grain::Day, unknown, &at)
            }
            Meaning::Days { when, month, first, last } => {
                let day = |year, day| Date::new(year, *month, day).ok();
                let at = |year| day(year, *first).zip(day(year, *last)).into_iter();
                let at = |year| at(year).map(|(from, to)| Interval::between(from, to)).collect();
                let unknown = format!("XXXX-{month:02}-{first:02}/XXXX-{month:02}-{last:02}");
                stretch(self.returning(*when, None, context, Grain::Day, unknown, &at))
            }
            Meaning::Month { when, month } => {
                let at = |year| vec![Interval::months(year, *month, 1)];
                self.returning(*when, None, context, Grain::Month, format!("XXXX-{month:02}"), &at)
            }
            Meaning::Quarter { when, quarter } => {
                let at = |year| vec![Interval::months(year, 3 * quarter - 2, 3)];
                let resolved = self.returning(*when, None, context, Grain::Quarter, format!("XXXX-Q{quarter}"), &at);
                self.tell_quarter(resolved.interval.from);
                resolved
            }
            Meaning::Half { when, half } => {
                let at = |year| vec![Interval::months(year, 6 * half - 5, 6)];
                let half_of = |year: String| format!("{year}-H{half}");
                let resolved = self.returning(*when, None, context, Grain::Quarter, half_of("XXXX".into()), &at);
                renamed(resolved, half_of)
            }
            Meaning::Season { when, season } => {
                // The winter of 1994 begins in December 1994; last winter, in a spring report, began the year before.
                let at = |year| vec![Interval::months(year, season_month(season), 3)];
                let season_of = |year: String| format!("{year}-{season}");
                let resolved = self.returning(*when, None, context, Grain::Season, season_of("XXXX".into()), &at);
                renamed(resolved, season_of)
            }
            Meaning::Holiday { when, holiday } => {
                let at = |year| feasts::in_year(self.feasts, *holiday, year);
                let unknown = "XXXX-XX-XX".to_owned();
                let mut resolved = stretch(self.returning(*when, None, context, Grain::Day, unknown, &at));
                if let Interval { from: Some(from), to: Some(to) } = resolved.interval
                    && feasts::is_rough(*holiday)
                {
                    resolved.interval = Interval { from: days(from, -1), to: days(to, 1) };
                    resolved.modifier = Some("APPROX");
                }
                resolved
            }
            Meaning::Nth { when, month, nth, weekday } => {
                let day = |year| feasts::nth_weekday(year, *month, *nth, *weekday);
                let at = |year| day(year).map(Interval::day).into_iter().collect();
                self.returning(*when, None, context, Grain::Day, format!("XXXX-{month:02}-XX"), &at)
            }
            Meaning::Weekday { when, weekday } => self.weekday(*when, context.look.direction, *weekday),
            Meaning::Year(year) => dated(Interval::years(*year, 1), Grain::Year),
            Meaning::Decade(year) => dated(Interval::years(*year, 10), Grain::Decade),
            Meaning::Century(year) => dated(Interval::years(*year, 100), Grain::Century),
            Meaning::Unit { unit, step, anchor } => self.unit(*unit, *step, *anchor, context.look.direction),
            Meaning::Shift { amount, unit, sign, anchor } => self.shifted(amount, *unit, *sign, *anchor),
            Meaning::Today(offset) => match self.report.and_then(|date| days(date, i64::from(*offset))) {
                Some(day) => dated(Interval::day(day), Grain::Day),
                None => undated("XXXX-XX-XX".to_owned(), Grain::Day),
            },
            Meaning::Duration { amount, unit, .. } if context.rate => {
                Resolved { kind: TimeType::Set, ..undated(period(amount.high, *unit), *unit) }
            }
            Meaning::Duration { amount, unit, side } => self.duration(amount, *unit, *side),
            Meaning::Slice { .. } | Meaning::Ended { .. } => return self.part(meaning, context),
            Meaning::Beyond { of, step } => {
                let near = self.meaning(of, None, context)?;
                let end = if *step < 0 { near.interval.from } else { near.interval.to };
                match end.and_then(|end| days(end, i64::from(*step))) {
                    Some(day) => Resolved { modifier: near.modifier, ..dated(Interval::day(day), Grain::Day) },
                    None => undated("XXXX-XX-XX".to_owned(), Grain::Day),
                }
            }
            Meaning::Beside(unit) => undated(pattern(*unit).to_owned(), *unit),
            Meaning::Set(value) => Resolved { kind: TimeType::Set, grain: None, ..undated(value.clone(), Grain::Day) },
            Meaning::Reference(value) => self.reference(value),
            Meaning::Hour => match self.told_day() {
                Some(day) => dated(Interval::day(day), Grain::Day),
                None => undated("XXXX-XX-XX".to_owned(), Grain::Day),
            },
        })
    }

    pub(super) fn tell_quarter(&mut self, from: Option<Date>) {
        let told = from.filter(|from| self.report.is_none_or(|report| *from <= report));
        self.quarter = told.map(|from| (from.year(), (from.month() + 2) / 3)).or(self.quarter);
    }

    /// The day the text is telling of, when it tells of one; else the report's.
    fn told_day(&self) -> Option<Date> {
        let told = self.narrative.filter(|(_, grain)| *grain <= Grain::Day).and_then(|(interval, _)| interval.from);
        told.or(self.report)
    }

    pub(super) fn told(&self) -> Option<(Interval, Grain)> {
        self.narrative.or(self.report.map(|date| (Interval::day(date), Grain::Day)))
    }

    /// A date that returns every year, in the year that the words, the clause or the story give it.
    fn returning(
        &self,
        when: When,
        weekday: Option<i8>,
        context: Context,
        grain: Grain,
        unknown: String,
        at: Returns,
    ) -> Resolved {
        match self.choose(when, weekday, context, grain, at) {
            Some(interval) => dated(interval, grain),
            None => undated(unknown, grain),
        }
    }

    pub(super) fn choose(
        &self,
        when: When,
        weekday: Option<i8>,
        context: Context,
        grain: Grain,
        at: Returns,
    ) -> Option<Interval> {
        let first = |year: i16| at(year).into_iter().next();
        // "Last April" of a history is not the report's.
        let base = || if self.story.is_some() { self.told()?.0.from } else { self.report };
        match when {
            When::Year(year) => first(year),
            When::Step(step) => first(base()?.year() + i16::from(step)),
            When::Side(-1) => choose::latest(base()?, true, at),
            When::Side(1) => choose::earliest(base()?, true, at),
            When::Side(_) => first(base()?.year()),
            When::Then(-1) => choose::latest(self.told()?.0.from?, true, at),
            When::Then(1) => choose::earliest(self.told()?.0.to?, true, at),
            When::Then(_) => first(self.told()?.0.from?.year()),
            When::Story(step) => first(self.told()?.0.from?.year().checked_add(i16::from(step))?),
            When::Unsaid => {
                if let Some(story) = self.story {
                    let month = choose::around(story.year(), at).first().and_then(|one| one.from)?.month();
                    let day = Date::new(story.year_of(month), month, 1).ok()?;
                    return first(day.year()).or_else(|| choose::nearest(day, at));
                }
                let report = self.report?;
                let named = weekday.and_then(|weekday| choose::by_weekday(report, weekday, at));
                named.or_else(|| choose::by_clause(report, context.look, grain, at))
            }
        }
    }

    fn weekday(&self, when: When, direction: Direction, weekday: i8) -> Resolved {
        let unknown = undated(format!("XXXX-WXX-{weekday}"), Grain::Day);
        let told = self.told().map(|(interval, _)| interval);
        let base = match when {
            When::Then(1) => told.and_then(|interval| interval.to),
            When::Then(_) => told.and_then(|interval| interval.from),
            When::Unsaid if self.story.is_some() => None,
            _ => self.report,
        };
        let Ok(weekday) = Weekday::from_monday_one_offset(weekday) else { return unknown };
        let day = base.and_then(|base| {
            let same = base.weekday() == weekday;
            let ahead = i64::from(base.weekday().until(weekday));
            let nth = match (when, direction) {
                (When::Side(-1) | When::Then(-1), _) => -1,
                (When::Side(1) | When::Then(1), _) => 1,
                (When::Then(_), _) => 0,
                (When::Side(_), Direction::Past) => 0,
                (When::Side(_), _) if !same => 1,
                (_, Direction::Future) if !same => 1,
                (_, Direction::Either) if !same && ahead <= 3 => 1,
                _ => 0,
            };
            match nth {
                0 if same => Some(base),
                0 => base.nth_weekday(-1, weekday).ok(),
                nth => base.nth_weekday(nth, weekday).ok(),
            }
        });
        day.map_or(unknown, |day| dated(Interval::day(day), Grain::Day))
    }

    pub(super) fn reference(&self, value: &str) -> Resolved {
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
        let length = super::parts::length(from, to);
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

/// The first month of a season.
pub fn season_month(season: &str) -> i8 {
    match season {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    }
}

/// Writes the value of several days from the first to the last.
fn stretch(mut resolved: Resolved) -> Resolved {
    if let Interval { from: Some(from), to: Some(to) } = resolved.interval
        && from < to
    {
        resolved.value = format!("{}/{}", day_of(from), day_of(to));
    }
    resolved
}

/// Writes the value of a part of a year that TIMEX3 names by its year.
fn renamed(mut resolved: Resolved, value: impl Fn(String) -> String) -> Resolved {
    if let Some(from) = resolved.interval.from {
        resolved.value = value(year_of(from.year()));
    }
    resolved
}
