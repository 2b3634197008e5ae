//! Years, decades and centuries, in digits and in words.

use super::expression::{Meaning, When};
use super::grammar::{Grammar, Reading};
use crate::lexicon::times::{Anchor, Sense};

impl Grammar<'_, '_> {
    /// "the 20th century", "the nineteenth century", "the 5th century BC".
    pub fn century(&self, at: usize) -> Option<Reading> {
        let (number, next) = self.ordinal(self.over(at, "the"))?;
        let next = self.over_dash(next);
        let (before, end) = self.era(next + 1).unwrap_or((false, next + 1));
        let first = if before { 1 - i16::from(number) * 100 } else { (i16::from(number) - 1) * 100 };
        self.is(next, "century").then(|| Reading::of(Meaning::Century(first), end))
    }

    /// "the 1990s", "the '80s", "1960's", "the nineties", "the 470s BC".
    pub fn decade(&self, at: usize) -> Option<Reading> {
        let spoken = self.sense(at, |sense| match sense {
            Sense::Decade(year) => Some(*year),
            _ => None,
        });
        if let Some((year, end)) = spoken {
            return Some(Reading::of(Meaning::Decade(year), end));
        }
        let from = self.over(at, "the");
        let short = self.words.get(from).is_some_and(|word| matches!(word.lower.as_str(), "'"));
        let number = from + usize::from(short);
        let word = self.words.get(number).filter(|word| word.is_number())?;
        let suffix =
            self.words.get(number + 1).filter(|word| word.glued && matches!(word.lower.as_str(), "s" | "'s"))?;
        let value = i16::try_from(word.integer()?).ok().filter(|value| value % 10 == 0)?;
        if let Some((true, end)) = self.era(number + 2) {
            // The 470s BC begin in 479 BC.
            return Some(Reading::of(Meaning::Decade(1 - value - 9), end));
        }
        const PLACED: &[&str] = &["in", "of", "during", "since", "from", "early", "late", "mid", "the", "-"];
        let bare = from > at && !short && PLACED.contains(&self.before(at));
        let length = word.text.len();
        let fits = if short { length == 2 } else { length == 4 || (bare && length == 2) };
        let end = number + 2;
        let stands = fits && (suffix.lower == "s" || from > at);
        let year = if value < 100 { 1900 + value } else { value };
        stands.then(|| Reading::of(Meaning::Decade(year), end))
    }

    /// "1995", "fiscal 1988", "the year 2000", "nineteen ninety-seven", "480 BC", the second half of "1995-96".
    pub fn year(&self, at: usize) -> Option<Reading> {
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
        if let Some((year, end)) = self.old_year(at).or_else(|| self.second_year(at)) {
            return Some(Reading::of(Meaning::Year(year), end));
        }
        let spoken = self.spoken_year(at);
        let (year, end) = spoken.or_else(|| self.year_number(at).filter(|(year, _)| self.is_year(at, *year)))?;
        Some(Reading::of(Meaning::Year(year), end))
    }

    /// "480 BC"; the "499" of "499-493 BC", which shares the era of the year it is joined to.
    fn old_year(&self, at: usize) -> Option<(i16, usize)> {
        let number = |at: usize| {
            let word = self.words.get(at).filter(|word| word.text.len() <= 4)?;
            word.integer().filter(|year| (1..3000).contains(year)).map(|year| year as i16)
        };
        let year = number(at)?;
        let own = self.era(at + 1);
        let shared = || {
            let next = self.joint(at + 1).filter(|&next| number(next).is_some())?;
            self.era(next + 1).filter(|(before, _)| *before)
        };
        let (before, end) = own.or_else(|| shared().map(|(before, _)| (before, at + 1)))?;
        Some((if before { 1 - year } else { year }, end))
    }

    /// The "96" of "1995-96".
    fn second_year(&self, at: usize) -> Option<(i16, usize)> {
        let word = self.words.get(at).filter(|word| word.glued && word.text.len() == 2)?;
        let dash = at.checked_sub(1).filter(|&dash| self.words[dash].is_dash() && self.words[dash].glued)?;
        let (first, _) = dash.checked_sub(1).and_then(|first| self.year_number(first))?;
        let year = first - first.rem_euclid(100) + i16::try_from(word.integer()?).ok()?;
        let glued = self.words.get(at + 1).is_some_and(|next| next.glued && (next.is_dash() || next.is_letters()));
        // "2007-08" is a season or two years, "2007-03" a month.
        let follows = year == first + 1 || (year > first && year.rem_euclid(100) > 12);
        (follows && !glued).then_some((year, at + 1))
    }

    /// Whether four digits are a year here and not a count, a price or a number in a name.
    fn is_year(&self, at: usize, year: i16) -> bool {
        if self.is_numbering(at) || self.is_count(at) {
            return false;
        }
        let before = self.before(at);
        let noun = self.words.get(at + 1).is_some_and(|next| next.is_letters()) && !self.is_function(at + 1);
        let plural = noun && self.words[at + 1].lower.len() > 3 && self.words[at + 1].lower.ends_with('s');
        let owned = matches!(before, "'s" | "its" | "his" | "her" | "their" | "our" | "the");
        const PLACES: &[&str] =
            &["in", "since", "until", "by", "before", "after", "during", "early", "late", "mid", "-"];
        let placed = PLACES.contains(&before);
        match (1900..2060).contains(&year) {
            true => !plural || owned || placed,
            false if noun => year >= 1600 && !plural && placed,
            false => self.introduces_date(at) || year >= 1600,
        }
    }

    /// "Flight 1989", "Resolution 1701", "555-1998", "020 7946 1990", "1984-B": a number that names something.
    fn is_numbering(&self, at: usize) -> bool {
        let before = self.before(at);
        let glued =
            self.words[at].glued && !matches!(before, "(" | "\"" | "“" | "'" | "‘" | "-" | "–" | "—" | "/" | "[");
        let numbered = at.checked_sub(1).is_some_and(|before| {
            let senses = &self.words[before].senses;
            self.words[before].is_number() || senses.iter().any(|sense| matches!(sense, Sense::Numbered))
        });
        let dashed = self.words[at].glued && at > 1 && self.words[at - 1].is_dash() && self.words[at - 1].glued;
        let phone = dashed && self.words[at - 2].is_number() && self.words[at - 2].text.len() < 4;
        let letter = self.over_dash(at + 1);
        let model = letter > at + 1 && self.words[letter].text.len() == 1 && self.is_capital(letter);
        glued || numbered || phone || model
    }

    /// "2019 feet", "$1999", "nearly 2000", "voted 2019 to 311".
    fn is_count(&self, at: usize) -> bool {
        const COUNTED: &[&str] = &["%", "percent", "people", "men", "women", "children", "feet", "foot", "km", "kg"];
        let counted = self.words.get(at + 1).is_some_and(|next| COUNTED.contains(&next.lower.as_str()));
        let unit = self.units(self.over_dash(at + 1)).is_some() && !self.is(at + 1, "-");
        let money = matches!(
            self.before(at),
            "$" | "£" | "€" | "#" | "us$" | "about" | "nearly" | "some" | "than" | "over" | "no."
        );
        // The years of a span have four digits both.
        let votes =
            self.is(at + 1, "to") && self.words.get(at + 2).is_some_and(|next| next.is_number() && next.text.len() < 4);
        counted || unit || money || votes
    }

    /// A preposition or the like that stands before a date.
    pub fn introduces_date(&self, at: usize) -> bool {
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
            "for",
            "throughout",
            "around",
        ];
        BEFORE.contains(&self.before(at))
    }

    /// "2019", "this year", "last year", "480 BC".
    pub fn year_after(&self, at: usize) -> Option<(When, usize)> {
        if let Some((year, end)) = self.old_year(at).or_else(|| self.year_number(at)) {
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

    /// "BC" and its kin in capitals: true for the years before the first.
    fn era(&self, at: usize) -> Option<(bool, usize)> {
        let upper = self.words.get(at).is_some_and(|word| !word.text.chars().any(char::is_lowercase));
        self.sense(at, |sense| match sense {
            Sense::Era(before) if upper => Some(*before),
            _ => None,
        })
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
}
