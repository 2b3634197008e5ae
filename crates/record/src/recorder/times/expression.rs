//! What a time expression means before anyone knows which day it is.

use crate::lexicon::times::{Anchor, Holiday};
use crate::time::Grain;
use std::ops::Range;

/// A time expression found in the text.
#[derive(Clone, Debug)]
pub struct Expression {
    /// Its words, as indices into the cut text.
    pub words: Range<usize>,
    /// What it means.
    pub meaning: Meaning,
    /// The time of day it adds to its day.
    pub clock: Option<Clock>,
    /// The part of the interval it speaks of: START MID END BEFORE AFTER IN.
    pub phase: Option<&'static str>,
    /// TIMEX3 mod of an amount: APPROX, MORE_THAN …
    pub modifier: Option<&'static str>,
    /// The weekday named beside a date, 1 = Monday.
    pub weekday: Option<i8>,
}

/// Which year a part of the year belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// The text leaves it to the reader.
    Unsaid,
    /// This one.
    Year(i16),
    /// "last" -1, "this" 0, "next" 1: years for "last year's third quarter".
    Step(i8),
    /// "last April": the nearest one on that side.
    Side(i8),
    /// "the following April", "that Monday": the nearest one from the day the text is telling of.
    Then(i8),
    /// "July of that year", "the next year": years from the one the text is telling of.
    Story(i8),
}

/// How many units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// The number, the upper one of a range; `None` for "several".
    pub high: Option<f64>,
    /// The lower one of a range.
    pub low: Option<f64>,
    /// "a couple of".
    pub rough: bool,
    /// Written as the article: "a year".
    pub article: bool,
}

impl Amount {
    /// One, as in "a year".
    pub fn one() -> Self {
        Amount { high: Some(1.0), low: None, rough: false, article: true }
    }
}

impl Meaning {
    /// The year that a date of the calendar names or leaves open.
    pub fn when(&self) -> Option<When> {
        match self {
            Meaning::Day { when, .. } | Meaning::Days { when, .. } | Meaning::Month { when, .. } => Some(*when),
            Meaning::Quarter { when, .. } | Meaning::Half { when, .. } | Meaning::Season { when, .. } => Some(*when),
            Meaning::Holiday { when, .. } | Meaning::Nth { when, .. } => Some(*when),
            Meaning::Year(year) => Some(When::Year(*year)),
            _ => None,
        }
    }

    /// Gives a date that leaves its year open that year.
    pub fn set_when(&mut self, year: When) {
        match self {
            Meaning::Day { when, .. } | Meaning::Days { when, .. } | Meaning::Month { when, .. } => *when = year,
            Meaning::Quarter { when, .. } | Meaning::Half { when, .. } | Meaning::Season { when, .. } => *when = year,
            Meaning::Holiday { when, .. } | Meaning::Nth { when, .. } => *when = year,
            _ => {}
        }
    }

    /// How far into its year a date begins, in months: for the order of two dates that share a year.
    pub fn month(&self) -> Option<i8> {
        match self {
            Meaning::Day { month, .. } | Meaning::Days { month, .. } | Meaning::Month { month, .. } => Some(*month),
            Meaning::Nth { month, .. } => Some(*month),
            Meaning::Quarter { quarter, .. } => Some(3 * quarter - 2),
            Meaning::Half { half, .. } => Some(6 * half - 5),
            Meaning::Season { season, .. } => Some(super::resolve::season_month(season)),
            _ => None,
        }
    }
}

/// The calendar's kinds of meaning.
#[derive(Clone, Debug)]
pub enum Meaning {
    /// A day of a month.
    Day { when: When, month: i8, day: i8 },
    /// Days of a month, or of two ("from 30 April to 2 May").
    Days { when: When, month: i8, first: i8, last: i8 },
    /// A month.
    Month { when: When, month: i8 },
    /// A quarter of a year, 1 to 4.
    Quarter { when: When, quarter: i8 },
    /// A half of a year, 1 or 2.
    Half { when: When, half: i8 },
    /// A season, TIMEX3 code.
    Season { when: When, season: &'static str },
    /// A day that returns every year.
    Holiday { when: When, holiday: Holiday },
    /// A weekday, 1 = Monday.
    Weekday { when: When, weekday: i8 },
    /// The n-th weekday (1 = Monday) of a month, -1 the last.
    Nth { when: When, month: i8, nth: i8, weekday: i8 },
    /// Units counted from one end of a longer time: "the first week of May", "the first nine months of 1989".
    Slice { of: Box<Meaning>, unit: Grain, first: u8, count: u8, from_end: bool, plural: bool },
    /// So many units up to a day: "the nine months ended Sept. 30"; `ended` says which way the day looks.
    /// `quarter` is the number that the text gives the quarter.
    Ended { unit: Grain, count: u8, quarter: Option<i8>, when: When, month: i8, day: i8, ended: bool },
    /// A year.
    Year(i16),
    /// A decade by its first year.
    Decade(i16),
    /// A century by its first year.
    Century(i16),
    /// A whole unit so many steps from the anchor: "last week", "the following day".
    Unit { unit: Grain, step: i8, anchor: Anchor },
    /// So many units before or after the anchor: "two days ago".
    Shift { amount: Amount, unit: Grain, sign: i8, anchor: Anchor },
    /// A day counted from the report's.
    Today(i8),
    /// A length of time; `side` -1 when it ends now ("the past two weeks"), 1 when it begins now ("the next two").
    Duration { amount: Amount, unit: Grain, side: Option<i8> },
    /// What returns: TIMEX3 value.
    Set(String),
    /// The day before (-1) or after (1) another.
    Beyond { of: Box<Meaning>, step: i8 },
    /// A unit that lies beside something the calendar does not know: "the day after the vote".
    Beside(Grain),
    /// TIMEX3 reference.
    Reference(&'static str),
    /// A reference to the future where the clause looks there: "soon".
    Promise,
    /// A time of day alone; its day is the one the text is telling of.
    Hour,
    /// Read and left out: an age.
    Nothing,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// TIMEX3 part of the day.
    Part(&'static str),
    /// Hours and minutes; true for universal time. 24:00 is the midnight that ends the day.
    At {
        /// 0 to 24.
        hour: i8,
        /// 0 to 59.
        minute: i8,
        /// Minutes ahead of universal time, where the text names a zone whose offset is sure.
        offset: Option<i16>,
    },
}

impl Clock {
    /// The clock as TIMEX3 writes it after the day: "T07:00", "T07:00-05", "TMO".
    pub fn value(self) -> String {
        match self {
            Clock::Part(part) => format!("T{part}"),
            Clock::At { hour, minute, offset } => format!("T{hour:02}:{minute:02}{}", zone(offset)),
        }
    }
}

/// "Z" for universal time, "-05" or "+05:30" for another zone, nothing where it is unknown.
fn zone(offset: Option<i16>) -> String {
    match offset {
        None => String::new(),
        Some(0) => "Z".to_owned(),
        Some(minutes) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
            if rest == 0 { format!("{sign}{hours:02}") } else { format!("{sign}{hours:02}:{rest:02}") }
        }
    }
}
