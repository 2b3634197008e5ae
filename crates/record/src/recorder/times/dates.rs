//! Calendar dates: days, weekdays, months, quarters, seasons, years, decades, centuries, holidays.

use super::expression::{Meaning, When};
use super::grammar::{Grammar, Reading, side};
use crate::lexicon::times::{Anchor, Sense};

impl Grammar<'_, '_> {
    /// A date of any grain, without a time of day.
    pub fn calendar(&self, at: usize) -> Option<Reading> {
        let readings = [
            self.numeric(at),
            self.weekday_date(at),
            self.day_of_month(at),
            self.month_date(at),
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
            return Some(date);
        }
        self.weekday(next)?;
        Some(Reading::of(Meaning::Weekday { when, weekday }, end))
    }

    /// "7 May", "the 7th of May 2019", "3-7 May", "between 3 and 7 May" from the first number on.
    fn day_of_month(&self, at: usize) -> Option<Reading> {
        let (first, next) = self.day_number(self.over(at, "the"))?;
        let joint = self.joint(next).and_then(|to| self.day_number(self.over(to, "the")));
        let (last, next) = joint.unwrap_or((first, next));
        let (month, next) = self.month(self.over(self.over_dash(next), "of"))?;
        let year = self.year_after(self.over(self.over_dash(self.over(next, ",")), "of"));
        let (when, end) = year.unwrap_or((When::Unsaid, next));
        let meaning = match last > first {
            true => Meaning::Days { when, month, first, last },
            false => Meaning::Day { when, month, day: last },
        };
        Some(Reading::of(meaning, end))
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
            let (last, after) = joint.unwrap_or((day, after));
            let year = self.year_after(self.over(self.over(after, ","), "of"));
            let (when, end) = year.unwrap_or((when, after));
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
        (!modal || self.introduces_date(at)).then(|| Reading::of(Meaning::Month { when, month }, next))
    }

    /// "the third quarter of 1984", "Q3 2020", "next year's first quarter", "the second half of the year".
    fn quarter(&self, at: usize) -> Option<Reading> {
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
            None if self.is(at, "last") && self.is(self.over_dash(at + 1), "half") => (2, at + 1),
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

    /// "last fall", "the summer of 2019", "this spring", "in winter", "summer 2020".
    fn season(&self, at: usize) -> Option<Reading> {
        let from = self.over(at, "the");
        let stepped = self.step(from);
        let (when, next) = stepped.map_or((When::Unsaid, from), |(step, anchor, next)| (side(step, anchor), next));
        let (season, end) = self.season_word(next)?;
        if let Some((year, end)) = self.year_after(self.over(end, "of")) {
            return Some(Reading::of(Meaning::Season { when: year, season }, end));
        }
        let clear = !matches!(self.words[next].lower.as_str(), "fall" | "spring") || !self.is(end, "of");
        let placed = matches!(self.before(at), "in" | "during" | "by" | "since" | "until" | "throughout" | "over");
        let named = self.is_capital(next) && (self.is_capital(end) || (next > 0 && self.is_capital(next - 1)));
        let phased = at > 0 && self.words[at - 1].senses.iter().any(|sense| matches!(sense, Sense::Phase(_)));
        let article = from > at && !matches!(self.words[next].lower.as_str(), "fall" | "spring") && !self.is(end, "of");
        let stands = stepped.is_some() || (clear && !named && (placed || phased || article));
        stands.then(|| Reading::of(Meaning::Season { when, season }, end))
    }

    /// "Christmas", "last Thanksgiving", "Easter 2021".
    fn holiday(&self, at: usize) -> Option<Reading> {
        let stepped = self.step(at);
        let (when, next) = stepped.map_or((When::Unsaid, at), |(step, anchor, next)| (side(step, anchor), next));
        let (holiday, end) = self.sense(next, |sense| match sense {
            Sense::Holiday(holiday) => Some(*holiday),
            _ => None,
        })?;
        let named = self.is_capital(next + usize::from(self.is(next, "the")));
        let (when, end) = self.year_after(end).unwrap_or((when, end));
        named.then(|| Reading::of(Meaning::Holiday { when, holiday }, end))
    }

    /// "the 20th century", "the nineteenth century".
    fn century(&self, at: usize) -> Option<Reading> {
        let (number, next) = self.ordinal(self.over(at, "the"))?;
        let next = self.over_dash(next);
        let first = (i16::from(number) - 1) * 100;
        self.is(next, "century").then(|| Reading::of(Meaning::Century(first), next + 1))
    }

    /// "the 1990s", "the '80s", "1960's".
    fn decade(&self, at: usize) -> Option<Reading> {
        let from = self.over(at, "the");
        let short = self.words.get(from).is_some_and(|word| matches!(word.lower.as_str(), "'"));
        let number = from + usize::from(short);
        const PLACED: &[&str] = &["in", "of", "during", "since", "from", "early", "late", "mid", "the", "-"];
        let bare = from > at && !short && PLACED.contains(&self.before(at));
        let fits = |len: usize| if short { len == 2 } else { len == 4 || (bare && len == 2) };
        let word = self.words.get(number).filter(|word| word.is_number() && fits(word.text.len()))?;
        let suffix =
            self.words.get(number + 1).filter(|word| word.glued && matches!(word.lower.as_str(), "s" | "'s"))?;
        let value = i16::try_from(word.integer()?).ok().filter(|value| value % 10 == 0)?;
        let year = if value < 100 { 1900 + value } else { value };
        let end = number + if suffix.lower == "s" || from > at { 2 } else { return None };
        Some(Reading::of(Meaning::Decade(year), end))
    }

    /// "1995", "fiscal 1988", "the year 2000", "nineteen ninety-seven".
    fn year(&self, at: usize) -> Option<Reading> {
        let from = self.over(at, "the");
        let fiscal = self.over(from, "fiscal");
        let said = self.over(fiscal, "year");
        if let Some((year, end)) = self.year_number(said).filter(|_| said > from) {
            return Some(Reading::of(Meaning::Year(year), end));
        }
        if said > fiscal
            && from > at
            && let Some((number, end)) = self.number(said)
            && (1000.0..2100.0).contains(&number)
        {
            return Some(Reading::of(Meaning::Year(number as i16), end));
        }
        let era = self.words.get(at + 1).map_or("", |word| word.text);
        let old = self.words.get(at).and_then(|word| word.integer()).filter(|year| (1..3000).contains(year));
        match (era, old) {
            ("BC" | "BCE", Some(year)) => return Some(Reading::of(Meaning::Year(1 - year as i16), at + 2)),
            ("AD" | "CE", Some(year)) => return Some(Reading::of(Meaning::Year(year as i16), at + 2)),
            _ => {}
        }
        let spoken = self.spoken_year(at);
        let (year, end) = spoken.or_else(|| self.year_number(at).filter(|(year, _)| self.is_year(at, *year)))?;
        Some(Reading::of(Meaning::Year(year), end))
    }

    /// Whether four digits are a year here and not a count, a price or a number in a name.
    fn is_year(&self, at: usize, year: i16) -> bool {
        let after = self.words.get(at + 1);
        let before = self.before(at);
        let glued =
            self.words[at].glued && !matches!(before, "(" | "\"" | "“" | "'" | "‘" | "-" | "–" | "—" | "/" | "[");
        let unit = self.units(self.over_dash(at + 1)).is_some() && !self.is(at + 1, "-");
        let after = |word: &str| after.is_some_and(|next| next.lower == word);
        let count = after("%") || after("percent") || after("people") || unit;
        let plural = self.words.get(at + 1).is_some_and(|next| {
            next.is_letters() && !self.is_function(at + 1) && next.lower.len() > 3 && next.lower.ends_with('s')
        });
        let money =
            matches!(before, "$" | "£" | "€" | "#" | "us$" | "about" | "nearly" | "some" | "than" | "over" | "no.");
        // "voted 2019 to 311": the years of a span have four digits both.
        let votes =
            self.is(at + 1, "to") && self.words.get(at + 2).is_some_and(|next| next.is_number() && next.text.len() < 4);
        if glued || count || money || votes {
            return false;
        }
        match (1900..2060).contains(&year) {
            true => !plural || self.introduces_date(at) || before == "the",
            false => {
                let noun = self.words.get(at + 1).is_some_and(|next| next.is_letters()) && !self.is_function(at + 1);
                !noun && (self.introduces_date(at) || year >= 1600)
            }
        }
    }

    /// A preposition or the like that stands before a date.
    fn introduces_date(&self, at: usize) -> bool {
        const BEFORE: &[&str] = &[
            "in",
            "since",
            "until",
            "till",
            "by",
            "from",
            "before",
            "after",
            "during",
            "early",
            "late",
            "mid",
            "of",
            "through",
            "last",
            "this",
            "next",
            "between",
            "(",
            "and",
            "to",
            "-",
            "until",
            "for",
            "throughout",
            "around",
        ];
        BEFORE.contains(&self.before(at))
    }

    // ---- parts ----

    /// "2019", "this year", "last year", "fiscal 1990".
    fn year_after(&self, at: usize) -> Option<(When, usize)> {
        if let Some((year, end)) = self.year_number(at) {
            let counted = self.words.get(end).is_some_and(|word| matches!(word.lower.as_str(), "%" | "percent"));
            return (!counted).then_some((When::Year(year), end));
        }
        let (step, anchor, next) = self.step(self.over(at, "the"))?;
        let when = if anchor == Anchor::Report { When::Step(step) } else { When::Story(step) };
        self.is(next, "year").then_some((when, next + 1))
    }

    fn year_number(&self, at: usize) -> Option<(i16, usize)> {
        let word = self.words.get(at).filter(|word| word.text.len() == 4)?;
        let plural = self.words.get(at + 1).is_some_and(|next| next.glued && next.lower == "s");
        let year = word.integer().filter(|year| (1000..2100).contains(year) && !plural)?;
        Some((year as i16, at + 1))
    }

    /// "nineteen ninety-seven".
    fn spoken_year(&self, at: usize) -> Option<(i16, usize)> {
        let small = |at| {
            let (number, end) = self.sense(at, |sense| match sense {
                Sense::Number { number, rough: false } => Some(*number),
                _ => None,
            })?;
            Some((number, end))
        };
        let (century, next) = small(at).filter(|(century, _)| (18..=20).contains(century))?;
        let (tens, mut end) = small(next).filter(|(tens, _)| (20..100).contains(tens))?;
        let mut year = century * 100 + tens;
        if let Some((ones, after)) = small(self.over_dash(end)).filter(|(ones, _)| (1..10).contains(ones)) {
            (year, end) = (year + ones, after);
        }
        Some((year as i16, end))
    }

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

    fn ordinal(&self, at: usize) -> Option<(i8, usize)> {
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
    fn joint(&self, at: usize) -> Option<usize> {
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
