//! Calendar arithmetic shared by the recorders: intervals of days and their grain.

use jiff::civil::Date;

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

    /// True when neither end is known.
    pub fn is_unresolved(self) -> bool {
        self.from.is_none() && self.to.is_none()
    }
}

/// The unit in which a time expression speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
