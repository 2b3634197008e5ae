//! The words of the calendar: what a word or phrase may mean in a time expression.

use super::{Row, Table, TableError};
use crate::time::Grain;
use std::collections::HashMap;

mod feasts;

pub use feasts::{Column, Feast, Feasts};

/// Tables of this topic: file name and text.
pub const TABLES: &[(&str, &str)] = &[
    ("times.tsv", include_str!("../../lexicon/en/times.tsv")),
    ("feasts.tsv", include_str!("../../lexicon/en/feasts.tsv")),
    ("outlooks.tsv", include_str!("../../lexicon/en/outlooks.tsv")),
];

/// The day from which a shifted time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The day of the report.
    Report,
    /// The day the text is telling of.
    Narrative,
}

/// One of the things a word may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sense {
    /// A month, 1 to 12; `short` for an abbreviation without its full stop, which needs a day beside it.
    Month {
        /// 1 to 12.
        month: i8,
        /// An abbreviation without a full stop.
        short: bool,
    },
    /// A weekday, 1 = Monday.
    Weekday {
        /// 1 = Monday.
        weekday: i8,
        /// An abbreviation without a full stop.
        short: bool,
        /// "Mondays".
        plural: bool,
    },
    /// TIMEX3 season: SP SU FA WI.
    Season {
        /// TIMEX3 code.
        season: &'static str,
        /// "summers".
        plural: bool,
    },
    /// Part of a day, TIMEX3 code MO MI AF EV NI DT.
    Part {
        /// TIMEX3 code.
        part: &'static str,
        /// "nights".
        plural: bool,
        /// A moment that stands without an article ("at dawn").
        moment: bool,
    },
    /// "noon", "midnight": the hour.
    Clock(i8),
    /// "a.m." false, "p.m." true.
    HalfDay(bool),
    /// A unit of time.
    Unit {
        /// The unit; a fortnight is a unit of weeks counted double.
        unit: Grain,
        /// How many of `unit` one is.
        times: u8,
        /// "days".
        plural: bool,
        /// "hrs", "min": stands only after digits.
        short: bool,
    },
    /// A cardinal; `rough` for "a couple of".
    Number {
        /// Its value.
        number: u32,
        /// "a couple of".
        rough: bool,
    },
    /// "hundred", "thousand".
    Scale(u32),
    /// "several", "a few".
    Vague,
    /// "first" to "thirty-first".
    Ordinal(u32),
    /// "last", "this", "next" before a unit.
    Step {
        /// -1, 0 or 1.
        step: i8,
        /// Counted from where.
        anchor: Anchor,
    },
    /// "ago", "later" after a duration.
    Shift {
        /// -1 or 1.
        sign: i8,
        /// Counted from where.
        anchor: Anchor,
    },
    /// "early", "the end of", "later" before a time: TIMEX3 START MID END, or BEFORE AFTER IN.
    Phase(&'static str),
    /// "about", "more than" before an amount: TIMEX3 mod.
    Modifier(&'static str),
    /// "now", "recently", "soon": TIMEX3 reference.
    Reference(&'static str),
    /// "soon": a reference to the future only where the clause looks there ("he soon resigned" does not).
    Promise,
    /// "daily": TIMEX3 period.
    Frequency(&'static str),
    /// "every", "every other".
    Every(u8),
    /// "yesterday": days from the report.
    Day(i8),
    /// "last night": days from the report and the part of that day.
    DayPart {
        /// Days from the report.
        day: i8,
        /// TIMEX3 code.
        part: &'static str,
    },
    /// A day that returns every year.
    Holiday(Holiday),
    /// A time zone: minutes ahead of universal time, `None` where the name alone does not tell.
    Zone(Option<i16>),
    /// "BC" true, "AD" false.
    Era(bool),
    /// "the nineties": a decade by its first year.
    Decade(i16),
    /// "flight", "resolution": a number after it is its own, no year.
    Numbered,
    /// "the eve of" a holiday or a date: the day before.
    Eve,
    /// Allowed between number and unit: "two more weeks".
    Filler,
}

/// When a day falls that returns every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    /// Month and day.
    Fixed(i8, i8),
    /// The n-th weekday (1 = Monday) of a month; -1 the last.
    Nth {
        /// 1 to 12.
        month: i8,
        /// 1 to 5, or -1.
        nth: i8,
        /// 1 = Monday.
        weekday: i8,
    },
    /// The Tuesday after the first Monday of November.
    Election,
    /// Days that move with another calendar.
    Moving {
        /// What they are counted from.
        feast: Feast,
        /// Days after its first.
        offset: i16,
        /// How many days it lasts.
        length: u8,
    },
}

/// How a word looks at what its clause or its date is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// It sets a date for something to come.
    Scheduling,
    /// Its date after "until" or "to" is one to come.
    Moving,
    /// Its date after "for" is one to come.
    Setting,
    /// Its date after "by" is one to come.
    Owing,
    /// Its object's date is not its own.
    Telling,
    /// A noun whose infinitive looks forward.
    Forward,
    /// Its complement is to come.
    Ahead,
    /// Its infinitive shares its tense.
    Carrying,
    /// A noun of what is held on a day, to come or not.
    Occasion,
    /// With "could", it tells of what was done or not.
    Reaching,
}

impl Outlook {
    fn parse(role: &str) -> Option<Self> {
        Some(match role {
            "scheduling" => Outlook::Scheduling,
            "moving" => Outlook::Moving,
            "setting" => Outlook::Setting,
            "owing" => Outlook::Owing,
            "telling" => Outlook::Telling,
            "forward" => Outlook::Forward,
            "ahead" => Outlook::Ahead,
            "carrying" => Outlook::Carrying,
            "occasion" => Outlook::Occasion,
            "reaching" => Outlook::Reaching,
            _ => return None,
        })
    }
}

/// The words of the calendar, ready to ask.
#[derive(Debug, Default)]
pub struct TimeLexicon {
    /// The feasts that only a table knows.
    pub feasts: Feasts,
    entries: HashMap<String, Vec<Sense>>,
    longest: HashMap<String, usize>,
    outlooks: HashMap<String, Vec<Outlook>>,
}

impl TimeLexicon {
    /// Reads the tables.
    pub fn read() -> Result<Self, TableError> {
        let (name, text) = TABLES[0];
        let table = Table::parse(name, text)?;
        let mut lexicon = TimeLexicon { feasts: Feasts::read()?, ..TimeLexicon::default() };
        for row in table.rows() {
            let pieces = pieces(row.get("words"));
            let classes = row.get("class").split(';');
            let senses: Option<Vec<Sense>> =
                classes.zip(row.get("value").split(';')).map(|(class, value)| sense(class, value)).collect();
            let senses = senses.ok_or_else(|| unknown(&row))?;
            let first = pieces.first().cloned().unwrap_or_default();
            let longest = lexicon.longest.entry(first).or_default();
            *longest = pieces.len().max(*longest);
            lexicon.entries.insert(pieces.join(" "), senses);
        }
        let (name, text) = TABLES[2];
        for row in Table::parse(name, text)?.rows() {
            let roles: Option<Vec<Outlook>> = row.list("roles").map(Outlook::parse).collect();
            let roles = roles.ok_or_else(|| row.error(format!("no such role in {:?}", row.get("roles"))))?;
            lexicon.outlooks.insert(row.key().to_owned(), roles);
        }
        Ok(lexicon)
    }

    /// True for a lemma that looks so at what its clause or its date is of.
    pub fn looks(&self, lemma: &str, outlook: Outlook) -> bool {
        self.outlooks.get(lemma).is_some_and(|roles| roles.contains(&outlook))
    }

    /// What a word or a phrase (words joined by one blank, in lower case) may mean.
    pub fn senses(&self, words: &str) -> &[Sense] {
        self.entries.get(words).map_or(&[], Vec::as_slice)
    }

    /// How many words the longest phrase has that begins with this word; 0 when none does.
    pub fn longest(&self, first: &str) -> usize {
        self.longest.get(first).copied().unwrap_or(0)
    }
}

fn unknown(row: &Row) -> TableError {
    row.error(format!("no such class or value: {} {}", row.get("class"), row.get("value")))
}

/// A phrase cut as a text is: at blanks and hyphens, and before an apostrophe.
fn pieces(words: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    for word in words.split([' ', '-']) {
        match word.find('\'') {
            Some(at) => pieces.extend([word[..at].to_owned(), word[at..].to_owned()]),
            None => pieces.push(word.to_owned()),
        }
    }
    pieces
}

fn known(value: &str, list: &[&'static str]) -> Option<&'static str> {
    list.iter().copied().find(|item| *item == value)
}

fn sense(class: &str, value: &str) -> Option<Sense> {
    let number = || value.parse::<i8>().ok();
    let season = || known(value, &["SP", "SU", "FA", "WI"]);
    let part = || known(value, &["MO", "MI", "AF", "EV", "NI", "DT"]);
    let step = |anchor| Some(Sense::Step { step: number()?, anchor });
    Some(match class {
        "month" => Sense::Month { month: number()?, short: false },
        "short month" => Sense::Month { month: number()?, short: true },
        "weekday" => Sense::Weekday { weekday: number()?, short: false, plural: false },
        "short weekday" => Sense::Weekday { weekday: number()?, short: true, plural: false },
        "weekdays" => Sense::Weekday { weekday: number()?, short: false, plural: true },
        "season" => Sense::Season { season: season()?, plural: false },
        "seasons" => Sense::Season { season: season()?, plural: true },
        "part" => Sense::Part { part: part()?, plural: false, moment: false },
        "parts" => Sense::Part { part: part()?, plural: true, moment: false },
        "moment" => Sense::Part { part: part()?, plural: false, moment: true },
        "clock" => Sense::Clock(value.split(':').next()?.parse().ok()?),
        "half day" => Sense::HalfDay(value == "p"),
        "unit" => unit(value, false, false)?,
        "units" => unit(value, true, false)?,
        "short units" => unit(value, true, true)?,
        "number" => Sense::Number { number: value.parse().ok()?, rough: false },
        "rough number" => Sense::Number { number: value.parse().ok()?, rough: true },
        "scale" => Sense::Scale(value.parse().ok()?),
        "vague number" => Sense::Vague,
        "ordinal" => Sense::Ordinal(value.parse().ok()?),
        "step" => step(Anchor::Report)?,
        "narrative step" => step(Anchor::Narrative)?,
        "shift" => shift(value)?,
        "phase" => Sense::Phase(known(value, &["START", "MID", "END", "BEFORE", "AFTER", "IN"])?),
        "modifier" => Sense::Modifier(known(value, MODIFIERS)?),
        "reference" => Sense::Reference(known(value, &["PAST_REF", "PRESENT_REF", "FUTURE_REF"])?),
        "promise" => Sense::Promise,
        "frequency" => Sense::Frequency(known(value, &["P1D", "P1W", "P2W", "P1M", "P1Q", "P1Y", "PT1H"])?),
        "every" => Sense::Every(value.parse().ok()?),
        "day" => Sense::Day(number()?),
        "day part" => {
            let (day, code) = value.split_once(' ')?;
            let part = known(code, &["MO", "MI", "AF", "EV", "NI", "DT"])?;
            Sense::DayPart { day: day.parse().ok()?, part }
        }
        "holiday" => Sense::Holiday(holiday(value)?),
        "zone" => Sense::Zone(zone(value)?),
        "era" => Sense::Era(value == "before"),
        "decade" => Sense::Decade(value.parse().ok()?),
        "filler" => Sense::Filler,
        "eve" => Sense::Eve,
        "numbered" => Sense::Numbered,
        _ => return None,
    })
}

const MODIFIERS: &[&str] = &["APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"];

fn unit(value: &str, plural: bool, short: bool) -> Option<Sense> {
    let unit = match value {
        "second" => Grain::Second,
        "minute" => Grain::Minute,
        "hour" => Grain::Hour,
        "day" => Grain::Day,
        "week" | "fortnight" => Grain::Week,
        "weekend" => Grain::Weekend,
        "month" => Grain::Month,
        "quarter" => Grain::Quarter,
        "year" => Grain::Year,
        "decade" => Grain::Decade,
        "century" => Grain::Century,
        _ => return None,
    };
    Some(Sense::Unit { unit, times: if value == "fortnight" { 2 } else { 1 }, plural, short })
}

fn shift(value: &str) -> Option<Sense> {
    let sign = if value.starts_with('-') { -1 } else { 1 };
    let anchor = match value.get(1..)? {
        "now" => Anchor::Report,
        "then" => Anchor::Narrative,
        _ => return None,
    };
    Some(Sense::Shift { sign, anchor })
}

/// "-" for a name that does not tell, "Z", or hours and minutes from universal time: "-5", "+5:30".
fn zone(value: &str) -> Option<Option<i16>> {
    match value {
        "-" => return Some(None),
        "Z" => return Some(Some(0)),
        _ => {}
    }
    let (hours, minutes) = value.split_once(':').unwrap_or((value, "0"));
    let (hours, minutes): (i16, i16) = (hours.parse().ok()?, minutes.parse().ok()?);
    Some(Some(60 * hours + if hours < 0 { -minutes } else { minutes }))
}

fn holiday(value: &str) -> Option<Holiday> {
    if let Some(moving) = feasts::moving(value) {
        return Some(moving);
    }
    let month = value.get(..2)?.parse().ok()?;
    let rest = value.get(3..)?;
    Some(match rest.split_once('/') {
        Some(("election", _)) => Holiday::Election,
        Some((nth, weekday)) => Holiday::Nth { month, nth: nth.parse().ok()?, weekday: weekday.parse().ok()? },
        None => Holiday::Fixed(month, rest.parse().ok()?),
    })
}
