//! Times of day: "10:35 a.m.", "7am", "18:00 GMT", "noon", "seven o'clock".

use super::expression::Clock;
use super::grammar::Grammar;
use crate::lexicon::times::Sense;

impl Grammar<'_, '_> {
    /// A time of day with its zone.
    pub fn clock(&self, at: usize) -> Option<(Clock, usize)> {
        if let Some((hour, end)) = self.hour_word(at) {
            return Some((Clock::At { hour, minute: 0, offset: None }, end));
        }
        let (hour, minute, next) = self.hour_number(at)?;
        let half = self.half_day(next);
        let (hour, next, sure) = match half {
            Some((afternoon, end)) if (1..=12).contains(&hour) => {
                (hour % 12 + if afternoon { 12 } else { 0 }, end, true)
            }
            Some(_) => return None,
            None => (hour, next, false),
        };
        let zone = self.zone(next).or_else(|| self.is(next, "(").then(|| self.zone(next + 1)).flatten());
        let (offset, end) = zone.unwrap_or((None, next));
        let text = self.words[at].text;
        let colon = text.contains(':');
        let placed = matches!(
            self.before(at),
            "at" | "by" | "around" | "about" | "until" | "from" | "before" | "after" | "since" | "between"
        );
        let stands = sure || zone.is_some() || (colon && placed);
        stands.then_some((Clock::At { hour, minute, offset }, end))
    }

    fn hour_word(&self, at: usize) -> Option<(i8, usize)> {
        // "High Noon".
        if self.is_capital(at) && at > 0 && self.is_capital(at - 1) {
            return None;
        }
        self.sense(at, |sense| match sense {
            Sense::Clock(hour) => Some(*hour),
            _ => None,
        })
    }

    /// Hour and minute as numbers: "7", "10:35", "1500" before a zone; "seven" only before "o'clock" or "a.m.".
    fn hour_number(&self, at: usize) -> Option<(i8, i8, usize)> {
        let word = self.words.get(at)?;
        let text = word.text;
        if !word.is_number() {
            let (hour, next) = self.number(at).filter(|(hour, _)| (1.0..=12.0).contains(hour))?;
            return Some((hour as i8, 0, next));
        }
        let split = match text.split_once([':', '.']) {
            Some(split) if split.1.len() == 2 => Some(split),
            Some((hour, rest)) => {
                rest.split_once(':').filter(|(minute, _)| minute.len() == 2).map(|(minute, _)| (hour, minute))
            }
            None if text.len() == 4 && self.zone(at + 1).is_some() => Some(text.split_at(2)),
            None => Some((text, "0")),
        };
        let (hour, minute) = split?;
        let hour: i8 = hour.parse().ok().filter(|hour| (0..=24).contains(hour))?;
        let minute: i8 = minute.parse().ok().filter(|minute| (0..60).contains(minute))?;
        Some((hour, minute, at + 1))
    }

    /// "a.m.", "in the evening", "o'clock in the morning": true for the half after noon.
    fn half_day(&self, at: usize) -> Option<(bool, usize)> {
        let letters = self.sense(at, |sense| match sense {
            Sense::HalfDay(afternoon) => Some(*afternoon),
            _ => None,
        });
        if let Some((afternoon, end)) = letters {
            return self.words[at].text.to_lowercase().starts_with(['a', 'p']).then_some((afternoon, end));
        }
        let oclock = self.is(at, "o") && self.is(at + 1, "'") && self.is(at + 2, "clock");
        let after = if oclock { at + 3 } else { at };
        if self.is(after, "in")
            && self.is(after + 1, "the")
            && let Some((part, end)) = self.part(after + 2)
        {
            return Some((part != "MO", end));
        }
        oclock.then_some((false, after))
    }

    /// "GMT", "EST", "Moscow time", "Baghdad time": minutes from universal time where the name tells.
    pub fn zone(&self, at: usize) -> Option<(Option<i16>, usize)> {
        let listed = self.sense(at, |sense| match sense {
            Sense::Zone(offset) => Some(*offset),
            _ => None,
        });
        if let Some((offset, end)) = listed {
            let letters = self.words[at].text;
            let upper = letters.len() > 4 || letters.chars().all(char::is_uppercase);
            return upper.then_some((offset, end));
        }
        (self.is_capital(at) && self.is(at + 1, "time")).then_some((None, at + 2))
    }
}
