//! The year that a history tells of: dates without a year belong to it, not to the report's.

use crate::time::{Grain, Interval};

/// The year, and the month where one was named, up to which a history has been told.
///
/// An aside ("a letter found in 2005") must not carry the story off: a bare year that lies more than a year away
/// moves it only from the head of a sentence or a heading, or when named twice.
#[derive(Clone, Copy, Debug)]
pub struct Story {
    year: i16,
    month: Option<i8>,
    aside: Option<i16>,
}

impl Story {
    /// A story that begins in a year.
    pub fn from(year: i16) -> Self {
        Story { year, month: None, aside: None }
    }

    /// Takes note of a date; `opens` says that it stands at the head of a sentence.
    pub fn hear(&mut self, interval: Interval, grain: Grain, opens: bool) {
        let Some(from) = interval.from.filter(|_| grain <= Grain::Year) else { return };
        let bare = grain == Grain::Year;
        let jump = from.year().abs_diff(self.year) > 1;
        if bare && jump && !opens && self.aside != Some(from.year()) {
            self.aside = Some(from.year());
            return;
        }
        // "In the spring of 1942 … over the year 1942": a bare year does not turn the story back to January.
        let month = if bare && from.year() == self.year { self.month } else { Some(from.month()).filter(|_| !bare) };
        *self = Story { year: from.year(), month, aside: None };
    }

    /// The year of a date that begins in this month: the story's own, but January after November is the next one's.
    pub fn year_of(self, month: i8) -> i16 {
        match self.month.map(|told| month - told) {
            Some(..=-8) => self.year.saturating_add(1),
            Some(9..) => self.year.saturating_sub(1),
            _ => self.year,
        }
    }

    /// The year told of.
    pub fn year(self) -> i16 {
        self.year
    }
}
