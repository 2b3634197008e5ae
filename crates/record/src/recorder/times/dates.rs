//! Calendar dates: days, weekdays, months, seasons, holidays.

use super::expression::{Meaning, When};
use super::grammar::{Grammar, Reading, side};
use crate::lexicon::times::Sense;

impl Grammar<'_, '_> {
    /// A date of any grain, without a time of day.
    pub fn calendar(&self, at: usize) -> Option<Reading> {
        let readings = [
            self.numeric(at),
            self.weekday_date(at),
            self.day_of_month(at),
            self.month_date(at),
            self.second_day(at),
            self.quarter(at),
            self.season(at),
            self.holiday(at),
            self.century(at),
            self.decade(at),
            self.year(at),
        ];
        readings.into_iter().flatten().rev().max_by(|one, other| one.end.cmp(&other.end))
    }

    /// "2024-03-05", "5/6/2020" (month first), "19-Nov-12" is left alone.
    fn numeric(&self, at: usize) -> Option<Reading> {
        let text = self.words.get(at)?.text;
        let parts = |separator| text.split(separator).map(|part| part.parse().ok()).collect::<Option<Vec<i16>>>();
        let day = |year, month: i16, day: i16| {
            let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
            jiff::civil::Date::new(year, month, day).ok()?;
            Some(Reading::of(Meaning::Day { when: When::Year(year), month, day }, at + 1))
        };
        if let Some([year, month, date]) = parts('-').as_deref() {
            return day(*year, *month, *date);
        }
        match parts('/').as_deref() {
            Some([first, second, year]) if *year > 99 => {
                day(*year, *first, *second).or_else(|| day(*year, *second, *first))
            }
            _ => None,
        }
    }

    /// "Tuesday", "last Friday", "Friday, Oct. 23", "the following Monday".
    fn weekday_date(&self, at: usize) -> Option<Reading> {
        let from = self.over(at, "the");
        let stepped = self.step(from);
        if stepped.is_none() && from > at {
            return None;
        }
        let (when, next) = stepped.map_or((When::Unsaid, from), |(step, anchor, next)| (side(step, anchor), next));
        let (weekday, end) = self.weekday(next).or_else(|| self.short_weekday(next))?;
        let comma = self.over(end, ",");
        if let Some(date) = self.day_of_month(comma).or_else(|| self.month_date(comma))
            && matches!(date.meaning, Meaning::Day { .. })
        {
            return Some(Reading { weekday: Some(weekday), ..date });
        }
        // "this Sat.", "on Fri.": the full stop makes it a weekday where one can stand.
        // "the Sunday Times".
        if stepped.is_none() && self.before(at) == "the" && self.is_capital(end) && !self.words[end].breaks {
            return None;
        }
        let short = self.words[next].text.ends_with('.') && (stepped.is_some() || self.before(at) == "on");
        (short || self.weekday(next).is_some()).then(|| Reading::of(Meaning::Weekday { when, weekday }, end))
    }

    /// "7 May", "the 7th of May 2019", "3-7 May", "between 3 and 7 May" from the first number on.
    fn day_of_month(&self, at: usize) -> Option<Reading> {
        let (first, next) = self.day_number(self.over(at, "the"))?;
        let next_joint = next;
        let joint = self.joint(next).and_then(|to| self.day_number(self.over(to, "the")));
        let (last, next) = joint.unwrap_or((first, next));
        let (month, next) = self.month(self.over(self.over_dash(next), "of"))?;
        let year = self.year_after(self.over(self.over_dash(self.over(next, ",")), "of"));
        let (when, end) = year.unwrap_or((When::Unsaid, next));
        // "4 and 5 May" are two days unless "between" makes a stretch of them: the second is read from its own number on.
        let apart = last > first && self.is_list(at, next_joint);
        let meaning = match last > first && !apart {
            true => Meaning::Days { when, month, first, last },
            false => Meaning::Day { when, month, day: if apart { first } else { last } },
        };
        let end = if apart { next_joint } else { end };
        Some(Reading::of(meaning, end))
    }

    /// True for two days joined by "and" that no "between" before them makes a stretch.
    fn is_list(&self, at: usize, joint: usize) -> bool {
        self.is(joint, "and") && self.before(at) != "between"
    }

    /// "Nov. 16", "April 4, 1949", "May 3 to 7", "March 2003", "last April", "March this year", "April".
    fn month_date(&self, at: usize) -> Option<Reading> {
        let stepped = self.step(at).filter(|_| !self.is(at, "current"));
        let (when, next) = stepped.map_or((When::Unsaid, at), |(step, anchor, next)| (side(step, anchor), next));
        let (month, next) = self.month(next)?;
        if let Some((day, after)) = self.day_number(next) {
            let joint = self.joint(after).and_then(|to| self.day_number(to)).filter(|(last, to)| {
                // "May 3 to 7 percent", "March 3 and 4 others": not when a noun follows the second number.
                *last > day && (self.is_function(*to) || self.words.get(*to).is_none_or(|word| !word.is_letters()))
            });
            let apart = joint.is_some() && self.is_list(at, after);
            let second = after;
            let (last, after) = joint.unwrap_or((day, after));
            let year = self.year_after(self.over(self.over(after, ","), "of"));
            let (when, end) = year.unwrap_or((when, after));
            if apart {
                return Some(Reading::of(Meaning::Day { when, month, day }, second));
            }
            let meaning = match last > day {
                true => Meaning::Days { when, month, first: day, last },
                false => Meaning::Day { when, month, day },
            };
            return Some(Reading::of(meaning, end));
        }
        let of = self.over(self.over(next, ","), "of");
        if let Some((year, end)) = self.year_after(of) {
            return Some(Reading::of(Meaning::Month { when: year, month }, end));
        }
        let word = &self.words[next - 1];
        let modal = matches!(word.lower.as_str(), "may" | "march" | "mar.") && when == When::Unsaid;
        let stands = !modal || self.introduces_date(at) || self.describes(at, next);
        let stands = stands && !(when == When::Unsaid && self.is_first_name(at, next));
        stands.then(|| Reading::of(Meaning::Month { when, month }, next))
    }

    /// "April Jones", "June Carter"; not "in April Nixon resigned", not "the April CPI".
    fn is_first_name(&self, at: usize, next: usize) -> bool {
        const PLACED: &[&str] =
            &["in", "since", "until", "during", "early", "late", "mid", "by", "of", "from", "-", "the"];
        let full = matches!(self.words[at].text, "April" | "May" | "June" | "August" | "January");
        let name = self.words.get(next).is_some_and(|word| word.text.chars().skip(1).any(char::is_lowercase));
        let calendar = self.month(next).is_some() || self.weekday(next).is_some();
        full && name && self.is_capital(next) && !calendar && !PLACED.contains(&self.before(at))
    }

    /// "the March accession", "a May election": a month between an article and its noun; "the March on Rome", "the March
    /// of Dimes" are marches.
    fn describes(&self, at: usize, next: usize) -> bool {
        let article = matches!(self.before(at), "the" | "a" | "its" | "their" | "'s");
        let noun = self.words.get(next).is_some_and(|word| word.text.starts_with(char::is_lowercase));
        article && noun && !self.is_function(next) && !matches!(self.words[next].lower.as_str(), "against" | "past")
    }

    /// The "5" of "May 4 and 5" and of "4 and 5 May".
    fn second_day(&self, at: usize) -> Option<Reading> {
        let joint = at.checked_sub(1).filter(|&joint| joint > 1 && self.is(joint, "and"))?;
        let (day, end) = self.day_number(at)?;
        let free = self.words.get(end).is_none_or(|word| !word.is_letters()) || self.is_function(end);
        let (month, _) = (1..=2).find_map(|back| {
            let at = joint.checked_sub(1 + back)?;
            self.month(at).filter(|(_, end)| self.day_number(*end).is_some_and(|(_, end)| end == joint))
        })?;
        let (when, end) = self.year_after(self.over(end, ",")).unwrap_or((When::Unsaid, end));
        free.then(|| Reading::of(Meaning::Day { when, month, day }, end))
    }

    /// "last fall", "the summer of 2019", "this spring", "in winter", "summer 2020".
    fn season(&self, at: usize) -> Option<Reading> {
        let from = self.over(at, "the");
        let stepped = self.step(from);
        let (when, next) = stepped.map_or((When::Unsaid, from), |(step, anchor, next)| (side(step, anchor), next));
        let (season, end) = self.season_word(next)?;
        if let Some((year, end)) = self.year_after(self.over(end, "of")) {
            return Some(Reading::of(Meaning::Season { when: year, season }, end));
        }
        let joined =
            self.words.get(end).is_some_and(|word| word.is_dash() || matches!(word.lower.as_str(), "and" | "or"));
        let pair = joined && (end + 1..end + 3).any(|at| self.season_word(at).is_some());
        let clear = !matches!(self.words[next].lower.as_str(), "fall" | "spring") || !self.is(end, "of");
        let before = self.before(at);
        let placed = matches!(before, "in" | "during" | "by" | "since" | "until" | "throughout" | "over" | "spent")
            || (at > 1 && self.season_joined(at));
        let named = self.is_capital(next) && (self.is_capital(end) || (next > 0 && self.is_capital(next - 1)));
        let phased = at > 0 && self.words[at - 1].senses.iter().any(|sense| matches!(sense, Sense::Phase(_)));
        let article = from > at && !matches!(self.words[next].lower.as_str(), "fall" | "spring") && !self.is(end, "of");
        let stands = stepped.is_some() || (clear && !named && (placed || phased || article || pair));
        stands.then(|| Reading::of(Meaning::Season { when, season }, end))
    }

    /// True behind another season and "and", "or", "to" or a dash: "spring and summer".
    fn season_joined(&self, at: usize) -> bool {
        let joint = &self.words[at - 1];
        let joins = joint.is_dash() || matches!(joint.lower.as_str(), "and" | "or" | "to");
        joins && self.season_word(at - 2).is_some()
    }

    /// "Christmas", "last Thanksgiving", "Easter 2021", "the Ramadan of 2019".
    fn holiday(&self, at: usize) -> Option<Reading> {
        let stepped = self.step(at);
        let (when, next) = stepped.map_or((When::Unsaid, at), |(step, anchor, next)| (side(step, anchor), next));
        let (holiday, end) = self.sense(next, |sense| match sense {
            Sense::Holiday(holiday) => Some(*holiday),
            _ => None,
        })?;
        let named = (next..end).any(|at| self.is_capital(at));
        // "the Easter Rising", "Christmas Island": part of another name.
        let longer = self.is_capital(end) && !self.words[next].text.chars().all(char::is_uppercase);
        let dated = self.month(end).is_some() || self.weekday(end).is_some();
        let named = named && (!longer || dated);
        let (when, end) = self.year_after(self.over(end, "of")).or_else(|| self.year_after(end)).unwrap_or((when, end));
        named.then(|| Reading::of(Meaning::Holiday { when, holiday }, end))
    }

    // ---- parts ----

    /// 1 to 31, in digits with or without "th", or as an ordinal word.
    fn day_number(&self, at: usize) -> Option<(i8, usize)> {
        let word = self.words.get(at)?;
        if !word.is_number() {
            return self.ordinal(at);
        }
        let day = word.integer().filter(|day| (1..=31).contains(day) && word.text.len() <= 2)?;
        let suffix = self.words.get(at + 1).is_some_and(|next| next.glued && is_suffix(&next.lower));
        // "April 2.5", "3%": not a day.
        let next = self.words.get(at + 1 + usize::from(suffix));
        let counted = next.is_some_and(|next| matches!(next.lower.as_str(), "%" | "percent" | "million" | "billion"));
        (!counted).then_some((day as i8, at + 1 + usize::from(suffix)))
    }

    pub fn ordinal(&self, at: usize) -> Option<(i8, usize)> {
        let word = self.words.get(at)?;
        if word.is_number() {
            let number = word.integer().filter(|number| *number < 100)?;
            let suffix = self.words.get(at + 1).is_some_and(|next| next.glued && is_suffix(&next.lower));
            return suffix.then_some((number as i8, at + 2));
        }
        let (number, end) = self.sense(at, |sense| match sense {
            Sense::Ordinal(number) => Some(*number),
            _ => None,
        })?;
        Some((number as i8, end))
    }

    /// "to", "and", a dash between two numbers.
    pub fn joint(&self, at: usize) -> Option<usize> {
        let word = self.words.get(at)?;
        let joins = word.is_dash() || matches!(word.lower.as_str(), "to" | "and" | "until" | "through");
        joins.then_some(at + 1)
    }

    /// A month; an abbreviation without its full stop only beside a number.
    pub fn month(&self, at: usize) -> Option<(i8, usize)> {
        let beside = |at: usize| self.words.get(at).is_some_and(|word| word.is_number());
        let number = beside(at + 1) || (at > 0 && beside(at - 1));
        let capital = self.is_capital(at);
        self.sense(at, |sense| match sense {
            Sense::Month { month, short } if capital && (!short || number) => Some(*month),
            _ => None,
        })
    }

    /// A weekday in full or with its full stop.
    pub fn weekday(&self, at: usize) -> Option<(i8, usize)> {
        let capital = self.is_capital(at);
        self.sense(at, |sense| match sense {
            Sense::Weekday { weekday, plural: false, short: false } if capital => Some(*weekday),
            _ => None,
        })
    }

    /// "Sun" and the like, for use before a date.
    fn short_weekday(&self, at: usize) -> Option<(i8, usize)> {
        let capital = self.is_capital(at);
        self.sense(at, |sense| match sense {
            Sense::Weekday { weekday, plural: false, short: true } if capital => Some(*weekday),
            _ => None,
        })
    }

    /// A season in the singular.
    pub fn season_word(&self, at: usize) -> Option<(&'static str, usize)> {
        self.sense(at, |sense| match sense {
            Sense::Season { season, plural: false } => Some(*season),
            _ => None,
        })
    }
}

fn is_suffix(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th")
}
