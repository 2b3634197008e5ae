//! How TIMEX3 writes a value: dates by their grain, patterns for what is unknown, periods.

use crate::row::TimeType;
use crate::time::{Grain, Interval};
use jiff::civil::Date;

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

/// A resolved date: its value follows from its days and grain.
pub fn dated(interval: Interval, grain: Grain) -> Resolved {
    let Some(from) = interval.from else { return undated(pattern(grain).to_owned(), grain) };
    let (year, month) = (from.year(), from.month());
    let week = from.iso_week_date();
    let value = match grain {
        Grain::Week => format!("{}-W{:02}", year_of(week.year()), week.week()),
        Grain::Weekend => format!("{}-W{:02}-WE", year_of(week.year()), week.week()),
        Grain::Month => format!("{}-{month:02}", year_of(year)),
        Grain::Quarter | Grain::Season => format!("{}-Q{}", year_of(year), (month - 1) / 3 + 1),
        Grain::Year => year_of(year),
        Grain::Decade if year < 1 => format!("BC{:03}", (1 - year) / 10),
        Grain::Decade => format!("{:03}", year / 10),
        Grain::Century if year < 1 => format!("BC{:02}", -year / 100),
        Grain::Century => format!("{:02}", year / 100),
        _ => day_of(from),
    };
    Resolved { kind: TimeType::Date, value, modifier: None, interval, grain: Some(grain) }
}

/// A date whose place in time is unknown; `value` says what is known of it.
pub fn undated(value: String, grain: Grain) -> Resolved {
    Resolved { kind: TimeType::Date, value, modifier: None, interval: Interval::default(), grain: Some(grain) }
}

/// A year: "2024", "BC0480"; the year before 1 is 1 BC.
pub fn year_of(year: i16) -> String {
    if year < 1 { format!("BC{:04}", 1 - year) } else { format!("{year:04}") }
}

/// A day: "2024-03-05".
pub fn day_of(day: Date) -> String {
    format!("{}-{:02}-{:02}", year_of(day.year()), day.month(), day.day())
}

/// The value of a unit whose place in time is unknown.
pub fn pattern(unit: Grain) -> &'static str {
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
        let letter = match unit {
            Grain::Decade => "DE",
            Grain::Century => "CE",
            _ => letter,
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
