//! Parts of a year and of a month: quarters, halves, "the first week of May", "the nine months ended Sept. 30".

use super::expression::{Meaning, When};
use super::grammar::{Grammar, Reading};
use crate::time::Grain;

impl Grammar<'_, '_> {
    /// "the third quarter of 1984", "Q3 2020", "next year's first quarter", "the second half of the year".
    pub fn quarter(&self, at: usize) -> Option<Reading> {
        let from = self.over(at, "the");
        let (before, next) = match self.year_after(from) {
            Some((when, next)) => (Some(when), self.over(next, "'s")),
            None if self.year_ago_prefix(from) => (Some(When::Step(-1)), from + 3),
            None => (None, from),
        };
        let (number, quarter, next) = self.quarter_words(self.over_dash(self.over(next, "fiscal")))?;
        if self.words[next - 2].is_dash() && self.is(at, "the") {
            return None; // "the third-quarter loss": the article is the loss's
        }
        let after = self.year_after(self.over(self.over(self.over(next, "of"), "the"), "fiscal"));
        let (after, end) = after.map_or((None, next), |(when, end)| (Some(when), end));
        let year = |at: usize| self.is(at, "of") && self.is(at + 1, "the") && self.is(at + 2, "year");
        let end = if after.is_none() && year(end) { end + 3 } else { end };
        if !quarter && before.or(after).is_none() && end == next {
            return None; // "the first half" may be of a match
        }
        if quarter && let Some(meaning) = self.ended(next, Grain::Quarter, 1, Some(number)) {
            return Some(Reading::of(meaning, next));
        }
        let when = before.or(after).unwrap_or(When::Unsaid);
        let meaning = match quarter {
            true => Meaning::Quarter { when, quarter: number },
            false => Meaning::Half { when, half: number },
        };
        Some(Reading::of(meaning, end))
    }

    /// Number, whether a quarter or a half, and where it ends.
    fn quarter_words(&self, at: usize) -> Option<(i8, bool, usize)> {
        if self.is(at, "q") && self.words.get(at + 1).is_some_and(|word| word.glued) {
            let number = self.words[at + 1].integer().filter(|number| (1..=4).contains(number))?;
            return Some((number as i8, true, at + 2));
        }
        let (number, next) = match self.ordinal(at) {
            Some(found) => found,
            None if ["last", "latter"].into_iter().any(|word| self.is(at, word)) => {
                (2, self.is(self.over_dash(at + 1), "half").then_some(at + 1)?)
            }
            None => return None,
        };
        let unit = self.over_dash(next);
        match self.words.get(unit)?.lower.as_str() {
            "quarter" if number <= 4 => Some((number, true, unit + 1)),
            "half" if number <= 2 => Some((number, false, unit + 1)),
            _ => None,
        }
    }

    fn year_ago_prefix(&self, at: usize) -> bool {
        let shift = ["ago", "earlier"].into_iter().any(|word| self.is(at + 2, word));
        self.is(at, "year") && self.over_dash(at + 1) > at + 1 && shift
    }

    /// What "ended Sept. 30" makes of the units before it.
    pub fn ended(&self, at: usize, unit: Grain, count: u8, quarter: Option<i8>) -> Option<Meaning> {
        let ended = self.is(at, "ended");
        if !ended && !self.is(at, "ending") {
            return None;
        }
        let date = self.calendar(self.over(at + 1, "on"))?;
        match date.meaning {
            Meaning::Day { when, month, day } => Some(Meaning::Ended { unit, count, quarter, when, month, day, ended }),
            // "the year ended in March": its last day.
            Meaning::Month { when, month } => {
                Some(Meaning::Ended { unit, count, quarter, when, month, day: 31, ended })
            }
            _ => None,
        }
    }

    /// "the quarter ended Sept. 30", "the fiscal year ending in March", "the nine months ended Sept. 30".
    pub fn reckoned(&self, at: usize) -> Option<Reading> {
        let from = ["the", "its", "their"].into_iter().fold(at, |at, word| self.over(at, word));
        let start = if self.is(at, "the") { at } else { from };
        let next = ["first", "last", "full", "fiscal"].into_iter().fold(from, |at, word| self.over(at, word));
        let (count, next) = match self.number(next).filter(|(number, _)| number.fract() == 0.0 && *number < 60.0) {
            Some((number, next)) => (number as u8, next),
            None => (1, next),
        };
        let (unit, end) = self.any_unit(next).filter(|(unit, _)| *unit >= Grain::Day && *unit <= Grain::Year)?;
        let meaning = self.ended(end, unit, count, None)?;
        (start == at).then(|| Reading::of(meaning, end))
    }

    /// "the first week of May", "the last two days of June", "the first nine months of 1989", "the second half of March",
    /// "the third Sunday in June".
    pub fn slice(&self, at: usize) -> Option<Reading> {
        let from = self.over(at, "the");
        let (first, from_end, next) = match self.ordinal(from) {
            Some((number, next)) if number <= 12 => (number as u8, false, next),
            _ if ["last", "final"].into_iter().any(|word| self.is(from, word)) => (1, true, from + 1),
            _ if ["opening"].into_iter().any(|word| self.is(from, word)) => (1, false, from + 1),
            _ => return None,
        };
        if let Some((weekday, end)) = self.weekday(next).filter(|_| from > at && first <= 5) {
            let (month, end) = self.month(self.past_of(end)?)?;
            let (when, end) = self.year_after(self.over(self.over(end, ","), "of")).unwrap_or((When::Unsaid, end));
            let nth = if from_end { -1 } else { first as i8 };
            return Some(Reading::of(Meaning::Nth { when, month, nth, weekday }, end));
        }
        let (count, next) = match self.number(next).filter(|(number, _)| number.fract() == 0.0 && *number < 60.0) {
            Some((number, next)) => (number as u8, next),
            None => (1, next),
        };
        let half = self.is(next, "half") && count == 1 && first <= 2;
        let (unit, end) = match half {
            true => (Grain::Day, next + 1),
            false => self.any_unit(next).filter(|(unit, _)| *unit >= Grain::Day && *unit <= Grain::Year)?,
        };
        let of = self.past_of(end)?;
        let longer = self.year_after(of).and_then(|(when, end)| match when {
            When::Year(year) => Some((Meaning::Year(year), end)),
            _ => None,
        });
        let whole = || {
            let reading = self.calendar(of).or_else(|| self.unit_step(of)).or_else(|| self.bare_unit(of))?;
            let long = match reading.meaning {
                Meaning::Month { .. } | Meaning::Season { .. } | Meaning::Quarter { .. } | Meaning::Half { .. } => true,
                Meaning::Year(_) | Meaning::Holiday { .. } => true,
                Meaning::Unit { unit, .. } => (Grain::Week..=Grain::Year).contains(&unit),
                _ => false,
            };
            long.then_some((reading.meaning, reading.end))
        };
        let (of, past) = longer.or_else(whole)?;
        // "the first nine months" are a length beside "1989"; "the first week of May" is one time.
        let end = if count > 1 { end } else { past };
        // A half is told by a count of nothing: the whole is cut in two.
        let count = if half { 0 } else { count };
        Some(Reading::of(Meaning::Slice { of: Box::new(of), unit, first, count, from_end, plural: count > 1 }, end))
    }

    /// After "of" or "in".
    fn past_of(&self, at: usize) -> Option<usize> {
        (self.is(at, "of") || self.is(at, "in")).then_some(at + 1)
    }
}
