//! Calendar arithmetic shared by the recorders: intervals of days and their grain.

use jiff::{Span, civil::Date};

/// An interval of whole days, both ends inclusive; `None` is an open end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interval {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl Interval {
    /// One day.
    pub fn day(date: Date) -> Self {
        Interval { from: Some(date), to: Some(date) }
    }

    /// From one day to another, both included.
    pub fn between(from: Date, to: Date) -> Self {
        Interval { from: Some(from), to: Some(to) }
    }

    /// The week from Monday to Sunday that holds a day.
    pub fn week(date: Date) -> Self {
        let monday = days(date, 1 - date.weekday().to_monday_one_offset() as i64);
        Interval { from: monday, to: monday.and_then(|monday| days(monday, 6)) }
    }

    /// `count` months from the first day of month `month` (1 to 12) of a year on.
    pub fn months(year: i16, month: i8, count: i64) -> Self {
        let from = Date::new(year, month, 1).ok();
        let next = from.and_then(|from| shift(from, Grain::Month, count));
        Interval { from, to: next.and_then(|next| days(next, -1)) }
    }

    /// `count` years from the first day of a year on.
    pub fn years(year: i16, count: i64) -> Self {
        Self::months(year, 1, 12 * count)
    }

    /// True when neither end is known.
    pub fn is_unresolved(self) -> bool {
        self.from.is_none() && self.to.is_none()
    }
}

/// A day so many days later; `None` off the calendar (years -9999 to 9999).
pub fn days(date: Date, count: i64) -> Option<Date> {
    date.checked_add(Span::new().try_days(count).ok()?).ok()
}

/// A day so many units later; the day of the month is drawn back to the last one where the month is shorter.
/// Units under a day leave the day as it is. `None` off the calendar.
pub fn shift(date: Date, unit: Grain, count: i64) -> Option<Date> {
    let span = match unit {
        Grain::Second | Grain::Minute | Grain::Hour | Grain::DayPart => return Some(date),
        Grain::Day => Span::new().try_days(count),
        Grain::Week | Grain::Weekend => Span::new().try_weeks(count),
        Grain::Month => Span::new().try_months(count),
        Grain::Quarter | Grain::Season => Span::new().try_months(count.checked_mul(3)?),
        Grain::Year => Span::new().try_years(count),
        Grain::Decade => Span::new().try_years(count.checked_mul(10)?),
        Grain::Century => Span::new().try_years(count.checked_mul(100)?),
    };
    date.checked_add(span.ok()?).ok()
}

/// The days of the unit that holds a day: its week, month, quarter, year …; the day itself for units under a week.
pub fn whole(date: Date, unit: Grain) -> Interval {
    let (year, month) = (date.year(), date.month());
    match unit {
        Grain::Second | Grain::Minute | Grain::Hour | Grain::DayPart | Grain::Day => Interval::day(date),
        Grain::Week => Interval::week(date),
        Grain::Weekend => {
            let week = Interval::week(date);
            Interval { from: week.to.and_then(|sunday| days(sunday, -1)), to: week.to }
        }
        Grain::Month => Interval::months(year, month, 1),
        Grain::Quarter | Grain::Season => Interval::months(year, (month - 1) / 3 * 3 + 1, 3),
        Grain::Year => Interval::years(year, 1),
        Grain::Decade => Interval::years(year - year.rem_euclid(10), 10),
        Grain::Century => Interval::years(year - year.rem_euclid(100), 100),
    }
}

/// The unit in which a time expression speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Grain {
    Second,
    Minute,
    Hour,
    DayPart,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    Year,
    Decade,
    Century,
}

impl Grain {
    /// The grain's name in a record.
    pub fn as_str(self) -> &'static str {
        match self {
            Grain::Second => "second",
            Grain::Minute => "minute",
            Grain::Hour => "hour",
            Grain::DayPart => "day-part",
            Grain::Day => "day",
            Grain::Weekend => "weekend",
            Grain::Week => "week",
            Grain::Month => "month",
            Grain::Quarter => "quarter",
            Grain::Season => "season",
            Grain::Year => "year",
            Grain::Decade => "decade",
            Grain::Century => "century",
        }
    }
}
