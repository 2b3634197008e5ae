//! Which words make a time expression: every reading that begins at a word is tried, the longest wins.

use super::expression::{Amount, Clock, Expression, Meaning, When};
use super::words::Word;
use crate::lexicon::times::{Anchor, Sense};
use crate::time::Grain;

/// One paragraph's words. Positions are indices into it; a reading is what it means and where it ends.
pub struct Grammar<'w, 'a> {
    /// The words.
    pub words: &'w [Word<'a>],
}

/// A meaning with its time of day, phase and modifier, and the position after it.
pub struct Reading {
    pub meaning: Meaning,
    pub clock: Option<Clock>,
    pub modifier: Option<&'static str>,
    /// The weekday named beside a date, 1 = Monday.
    pub weekday: Option<i8>,
    pub end: usize,
}

impl Reading {
    /// A reading of nothing but a meaning.
    pub fn of(meaning: Meaning, end: usize) -> Self {
        Reading { meaning, clock: None, modifier: None, weekday: None, end }
    }
}

impl<'w, 'a> Grammar<'w, 'a> {
    /// Every expression of the paragraph in order; none overlap.
    pub fn expressions(&self) -> Vec<Expression> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            match self.expression(at) {
                Some(expression) => {
                    at = expression.words.end;
                    found.push(expression);
                }
                None => at += 1,
            }
        }
        found
    }

    fn expression(&self, at: usize) -> Option<Expression> {
        let plain = self.reading(at).map(|reading| (reading, None));
        let phased = self.phase(at).and_then(|(phase, next)| {
            let inner = self.reading(self.over_dash(next)).or_else(|| self.bare_unit(next))?;
            takes_phase(&inner, phase).then_some((inner, Some(phase)))
        });
        let phased = phased.or_else(|| self.unit_end(at));
        let longer = |one: &(Reading, Option<&str>), other: &(Reading, Option<&str>)| one.0.end.cmp(&other.0.end);
        let (reading, phase) = [phased, plain].into_iter().flatten().max_by(longer)?;
        let Reading { meaning, clock, modifier, weekday, end } = reading;
        Some(Expression { words: at..end, meaning, clock, phase, modifier, weekday })
    }

    /// "year-end", "the month's end".
    fn unit_end(&self, at: usize) -> Option<(Reading, Option<&'static str>)> {
        let (unit, next) = self.unit(self.over(at, "the")).filter(|(unit, _)| *unit > Grain::Day)?;
        let end = self.over(self.over_dash(next), "'s");
        let meaning = Meaning::Unit { unit, step: 0, anchor: Anchor::Report };
        self.is(end, "end").then(|| (Reading::of(meaning, end + 1), Some("END")))
    }

    /// "early", "the end of", "mid-", "the late".
    fn phase(&self, at: usize) -> Option<(&'static str, usize)> {
        let skip = if self.is(at, "the") { at + 1 } else { at };
        [at, skip].into_iter().find_map(|from| {
            let (phase, next) = self.sense(from, |sense| match sense {
                Sense::Phase(phase) => Some(*phase),
                _ => None,
            })?;
            Some((phase, next))
        })
    }

    /// The longest reading without a phase.
    fn reading(&self, at: usize) -> Option<Reading> {
        let readings = [
            self.dated(at),
            self.part_of_date(at),
            self.reckoned(at),
            self.slice(at),
            self.amount_of_time(at),
            self.clocked(at),
            self.eve(at),
            self.unit_step(at),
            self.day_word(at),
            self.part_step(at),
            self.set(at),
            self.reference(at),
        ];
        // The first of equals wins: `max_by` takes the last, so the list is turned round.
        readings.into_iter().flatten().rev().max_by(|one, other| one.end.cmp(&other.end))
    }

    /// "last week", "the same day", "this year", "the weekend", "the quarter".
    pub fn unit_step(&self, at: usize) -> Option<Reading> {
        let from = self.over(at, "the");
        let Some((step, anchor, next)) = self.step(from) else {
            let (unit, next) = self.unit(from)?;
            let stands = from > at && matches!(unit, Grain::Weekend | Grain::Quarter) && !self.is(next, "of");
            return stands.then(|| Reading::of(Meaning::Unit { unit, step: 0, anchor: Anchor::Report }, next));
        };
        let next = self.over(self.over(next, "full"), "fiscal");
        let (unit, next) = self.unit(next)?;
        let word = self.words[from].lower.as_str();
        // "the past day", "this second" are lengths or nothing; "the current" is no demonstrative.
        if unit < Grain::Day || (word == "that" && unit > Grain::Year) {
            return None;
        }
        // "the next day" follows the day told of; "the last day" is seldom yesterday.
        let anchor = match (unit, step) {
            (Grain::Day, -1) if anchor == Anchor::Report => return None,
            (Grain::Day, 1) => Anchor::Narrative,
            _ => anchor,
        };
        let so = self.is(next, "or") && self.is(next + 1, "so");
        let (modifier, end) = if so { (Some("APPROX"), next + 2) } else { (None, next) };
        // "the past decade" is the ten years up to now, "the last decade" a decade of the calendar.
        let meaning = match word == "past" && unit >= Grain::Year {
            true => Meaning::Duration { amount: Amount::one(), unit, side: Some(-1) },
            false => Meaning::Unit { unit, step, anchor },
        };
        Some(Reading { modifier, ..Reading::of(meaning, end) })
    }

    /// "the year", "the month" after a phase: "the end of the year", "later in the week".
    pub fn bare_unit(&self, at: usize) -> Option<Reading> {
        let from = self.over(at, "the");
        let (unit, next) = self.unit(self.over(from, "fiscal"))?;
        let anchor = if unit == Grain::Day { Anchor::Narrative } else { Anchor::Report };
        (from > at && unit >= Grain::Day).then(|| Reading::of(Meaning::Unit { unit, step: 0, anchor }, next))
    }

    /// "that night", "the next morning", "the previous evening", "the same afternoon"; "in the morning".
    fn part_step(&self, at: usize) -> Option<Reading> {
        let from = self.over(at, "the");
        let (step, next) = match self.step(from) {
            Some((step, _, next)) => (step, next),
            None if from > at && at > 0 && matches!(self.words[at - 1].lower.as_str(), "in" | "during") => (0, from),
            None => return None,
        };
        let (part, end) = self.part(next)?;
        let meaning = Meaning::Unit { unit: Grain::Day, step, anchor: Anchor::Narrative };
        Some(Reading { clock: Some(Clock::Part(part)), ..Reading::of(meaning, end) })
    }

    /// "yesterday", "last night", "overnight".
    fn day_word(&self, at: usize) -> Option<Reading> {
        let meaning = self.sense(at, |sense| match sense {
            Sense::Day(day) => Some((*day, None)),
            Sense::DayPart { day, part } => Some((*day, Some(Clock::Part(part)))),
            _ => None,
        });
        let ((day, clock), end) = meaning?;
        Some(Reading { clock, ..Reading::of(Meaning::Today(day), end) })
    }

    /// "the morning of 31 January", "the early morning hours of April 30", "the early hours of Thursday".
    fn part_of_date(&self, at: usize) -> Option<Reading> {
        let (part, next) = self.part(at).or_else(|| self.part(self.over(at, "the")))?;
        let of = self.over(next, "hours");
        let day = self.calendar(of + 1).or_else(|| self.day_word(of + 1)).filter(|_| self.is(of, "of"))?;
        let fits = day.clock.is_none() && (is_day(&day.meaning) || matches!(day.meaning, Meaning::Days { .. }));
        fits.then_some(Reading { clock: Some(Clock::Part(part)), ..day })
    }

    /// "the eve of Ramadan", "the day before last Tuesday", "the day after Christmas"; "the eve of the vote" is none of the
    /// calendar's.
    fn eve(&self, at: usize) -> Option<Reading> {
        let eve = self.sense(at, |sense| matches!(sense, Sense::Eve).then_some(-1));
        let beside = || {
            let from = self.over(at, "the");
            let step = if self.is(from + 1, "before") { -1 } else { 1 };
            let stands = self.is(from, "day") && (step < 0 || self.is(from + 1, "after"));
            stands.then_some((step, from + 2))
        };
        let (step, next) = eve.or_else(beside)?;
        let day = self.calendar(next).filter(|day| day.clock.is_none())?;
        let meaning = Meaning::Beyond { of: Box::new(day.meaning), step };
        Some(Reading { meaning, weekday: None, ..day })
    }

    /// "daily", "every Friday", "each year", "Tuesday nights", "every two weeks".
    fn set(&self, at: usize) -> Option<Reading> {
        let frequency = self.sense(at, |sense| match sense {
            Sense::Frequency(value) => Some(*value),
            _ => None,
        });
        if let Some((value, end)) = frequency {
            // "the Daily Nation", "the daily Granma".
            let named = self.is_capital(end) || (self.is_capital(at) && at > 0 && self.is_capital(at - 1));
            return (!named).then(|| Reading::of(Meaning::Set(value.to_owned()), end));
        }
        if self.is(at, "per")
            && let Some((unit, end)) = self.unit(at + 1).filter(|(unit, _)| *unit >= Grain::Day)
        {
            return Some(Reading::of(Meaning::Set(super::value::period(Some(1.0), unit)), end));
        }
        let Some((nth, next)) = self.sense(at, |sense| match sense {
            Sense::Every(nth) => Some(*nth),
            _ => None,
        }) else {
            if self.is(at, "weekends") && matches!(self.before(at), "on" | "at") {
                return Some(Reading::of(Meaning::Set("XXXX-WXX-WE".to_owned()), at + 1));
            }
            let (weekday, next) = self.weekdays(at)?;
            return Some(Reading::of(Meaning::Set(format!("XXXX-WXX-{weekday}")), next));
        };
        if let Some((weekday, next)) = self.weekday(next) {
            let (part, end) = self.part(next).map_or((String::new(), next), |(part, end)| (format!("T{part}"), end));
            return Some(Reading::of(Meaning::Set(format!("XXXX-WXX-{weekday}{part}")), end));
        }
        if let Some((part, end)) = self.part(next) {
            return Some(Reading::of(Meaning::Set(format!("XXXX-XX-XXT{part}")), end));
        }
        if let Some((season, end)) = self.season_word(next) {
            return Some(Reading::of(Meaning::Set(format!("XXXX-{season}")), end));
        }
        if let Some((month, end)) = self.month(next) {
            return Some(Reading::of(Meaning::Set(format!("XXXX-{month:02}")), end));
        }
        let (amount, next) = match self.count(next) {
            Some((amount, next)) => (amount.high?, next),
            None => (f64::from(nth), next),
        };
        let (unit, end) = self.any_unit(next)?;
        Some(Reading::of(Meaning::Set(super::value::period(Some(amount), unit)), end))
    }

    /// "now", "recently", "the future"; "soon" but not "as soon as" and "soon after".
    fn reference(&self, at: usize) -> Option<Reading> {
        if let Some(((), end)) = self.sense(at, |sense| matches!(sense, Sense::Promise).then_some(())) {
            let compared =
                self.before(at) == "as" || ["after", "as", "before", "enough"].iter().any(|word| self.is(end, word));
            return (!compared).then(|| Reading::of(Meaning::Promise, end));
        }
        let (value, end) = self.sense(at, |sense| match sense {
            Sense::Reference(value) => Some(*value),
            _ => None,
        })?;
        // "the past leaders", "future talks", "long-term": adjectives, not times.
        let noun_follows = self.words.get(end).is_some_and(|word| word.is_letters()) && !self.is_function(end);
        let adjective = noun_follows && (self.is(end - 1, "past") || self.is(end - 1, "future"));
        let named = self.is_capital(at) && self.is_capital(end);
        let hyphened = self.words[at..end].iter().any(Word::is_dash);
        (!named && !adjective && !hyphened).then(|| Reading::of(Meaning::Reference(value), end))
    }

    /// "noon Saturday", "10 p.m. EST Nov. 9", "18:00 on Tuesday", "around 7am".
    fn clocked(&self, at: usize) -> Option<Reading> {
        let rough = ["about", "around"].into_iter().any(|word| self.is(at, word));
        let from = at + usize::from(rough);
        let (clock, end) = self.clock(from)?;
        let modifier = rough.then_some("APPROX");
        let alone = Reading { clock: Some(clock), modifier, ..Reading::of(Meaning::Hour, end) };
        let on = self.over(self.over(end, ","), "on");
        let day = self.calendar(on).or_else(|| self.day_word(on));
        let fits = |day: &Reading| day.clock.is_none() && is_day(&day.meaning);
        let Some(day) = day.filter(fits) else { return Some(alone) };
        // "8:15 p.m., June 2 EST": the zone may come last.
        let clock = match (clock, self.zone(day.end)) {
            (Clock::At { hour, minute, offset: None }, Some((offset, end))) => {
                return Some(Reading { clock: Some(Clock::At { hour, minute, offset }), modifier, end, ..day });
            }
            (clock, _) => clock,
        };
        Some(Reading { clock: Some(clock), modifier, ..day })
    }

    /// A calendar date with the part of the day that follows it: "Tuesday morning".
    fn dated(&self, at: usize) -> Option<Reading> {
        let reading = self.calendar(at)?;
        let part = self.part(reading.end).filter(|_| is_day(&reading.meaning));
        Some(match part {
            Some((part, end)) => Reading { clock: Some(Clock::Part(part)), end, ..reading },
            None => reading,
        })
    }

    // ---- words ----

    /// What a phrase or word that begins at `at` means, and where it ends; the phrase is asked first.
    pub fn sense<T>(&self, at: usize, pick: impl Fn(&'a Sense) -> Option<T>) -> Option<(T, usize)> {
        let word = self.words.get(at)?;
        let phrase = word.phrase.and_then(|(senses, len)| Some((senses.iter().find_map(&pick)?, at + len)));
        phrase.or_else(|| Some((word.senses.iter().find_map(&pick)?, at + 1)))
    }

    /// True when this word (lower case) stands at `at`.
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.words.get(at).is_some_and(|here| here.lower == word)
    }

    /// `at`, or the position after this word when it stands there.
    pub fn over(&self, at: usize, word: &str) -> usize {
        at + usize::from(self.is(at, word))
    }

    /// `at`, or the position after the hyphen that joins two words there.
    pub fn over_dash(&self, at: usize) -> usize {
        let dash = self.words.get(at).is_some_and(|word| word.is_dash() && word.glued);
        at + usize::from(dash && self.words.get(at + 1).is_some_and(|word| word.glued))
    }

    /// True for a word of letters that begins with a capital.
    pub fn is_capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.text.starts_with(char::is_uppercase))
    }

    /// True for a preposition, conjunction, auxiliary or the like: no noun or adjective.
    pub fn is_function(&self, at: usize) -> bool {
        const FUNCTION: &[&str] = &[
            "a", "an", "and", "as", "at", "be", "because", "been", "but", "by", "for", "from", "had", "has", "have",
            "he", "if", "in", "is", "it", "not", "of", "on", "or", "she", "that", "the", "they", "to", "was", "we",
            "were", "when", "which", "while", "who", "will", "with", "would",
        ];
        self.words.get(at).is_some_and(|word| FUNCTION.contains(&word.lower.as_str()))
    }

    /// The word before `at`, in lower case; empty at the paragraph's start.
    pub fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.words[at].lower.as_str())
    }

    /// "last", "this", "following".
    pub fn step(&self, at: usize) -> Option<(i8, Anchor, usize)> {
        let ((step, anchor), next) = self.sense(at, |sense| match sense {
            Sense::Step { step, anchor } => Some((*step, *anchor)),
            _ => None,
        })?;
        Some((step, anchor, next))
    }

    /// A unit in the singular.
    pub fn unit(&self, at: usize) -> Option<(Grain, usize)> {
        self.sense(at, |sense| match sense {
            Sense::Unit { unit, plural: false, short: false, times: 1 } => Some(*unit),
            _ => None,
        })
    }

    /// A part of the day.
    pub fn part(&self, at: usize) -> Option<(&'static str, usize)> {
        self.sense(at, |sense| match sense {
            Sense::Part { part, plural: false, .. } => Some(*part),
            _ => None,
        })
    }

    /// "Mondays".
    fn weekdays(&self, at: usize) -> Option<(i8, usize)> {
        self.sense(at, |sense| match sense {
            Sense::Weekday { weekday, plural: true, .. } => Some(*weekday),
            _ => None,
        })
    }
}

fn is_day(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Day { .. } | Meaning::Weekday { .. } | Meaning::Today(_) | Meaning::Holiday { .. } => true,
        Meaning::Unit { unit, .. } => *unit == Grain::Day,
        Meaning::Nth { .. } => true,
        _ => false,
    }
}

fn takes_phase(reading: &Reading, phase: &str) -> bool {
    match &reading.meaning {
        Meaning::Day { .. } | Meaning::Weekday { .. } | Meaning::Today(_) | Meaning::Holiday { .. } => true,
        Meaning::Month { .. } | Meaning::Season { .. } | Meaning::Quarter { .. } | Meaning::Half { .. } => true,
        Meaning::Year(_) | Meaning::Decade(_) | Meaning::Century(_) => !matches!(phase, "BEFORE" | "AFTER"),
        Meaning::Unit { .. } => true,
        Meaning::Hour => matches!(reading.clock, Some(Clock::Part(_))),
        _ => false,
    }
}

/// Which year or side a step in front of a month, season or holiday means.
pub fn side(step: i8, anchor: Anchor) -> When {
    match anchor {
        Anchor::Report => When::Side(step),
        Anchor::Narrative => When::Then(step),
    }
}
