//! Numbers, units and lengths of time: "two days", "four to six weeks", "the past 20 years", "a year ago".

use super::expression::{Amount, Meaning};
use super::grammar::{Grammar, Reading};
use crate::lexicon::times::{Anchor, Sense};
use crate::time::Grain;

impl Grammar<'_, '_> {
    /// A length of time, or a day at that distance.
    pub fn amount_of_time(&self, at: usize) -> Option<Reading> {
        let (modifier, from) = match self.modifier(at) {
            Some((modifier, next)) => (Some(modifier), next),
            None => (None, at),
        };
        let from = if self.is(from, "the") && !self.is(at, "at") { at } else { from };
        let reading = self.length(from);
        let reading = reading.or_else(|| self.bare_units(from)).or_else(|| self.year_ago(from));
        let reading = reading.or_else(|| self.beside(from))?;
        Some(Reading { modifier: modifier.or(reading.modifier), ..reading })
    }

    /// [the] [past | next | first] number [more] [-] unit, with "ago" and its kin.
    fn length(&self, at: usize) -> Option<Reading> {
        let from = ["the", "these", "those"].into_iter().fold(at, |at, word| self.over(at, word));
        let (side, next) = self.side(from);
        let rough = |amount: &Amount| amount.rough.then_some("APPROX");
        let (mut amount, next) = self.count(next)?;
        let unit_at = self.over_dash(self.over_filler(next));
        let (times, unit, mut end) = self.units(unit_at)?;
        let hyphened = unit_at > next && self.words[unit_at - 1].is_dash();
        // "the two-week truce" describes the truce; "three quarters", "a second" are seldom times.
        let fraction = unit == Grain::Quarter && side.is_none() || unit == Grain::Second && amount.article;
        if (hyphened && from > at && side.is_none()) || fraction {
            return None;
        }
        amount.high = amount.high.map(|high| high * f64::from(times));
        if self.is(self.over_dash(end), "old") || self.is(end, "of") && self.is(end + 1, "age") {
            return Some(Reading::of(Meaning::Nothing, self.over_dash(end) + 1));
        }
        if self.is(end, "and") && self.is(end + 1, "a") && self.is(end + 2, "half") {
            amount.high = amount.high.map(|high| high + 0.5);
            end += 3;
        }
        let mut modifier = rough(&amount);
        if self.is(end, "or") && self.is(end + 1, "so") {
            (modifier, end) = (Some("APPROX"), end + 2);
        }
        if from == at
            && side.is_none()
            && let Some((sign, anchor, next)) = self.shift(end)
        {
            return Some(Reading { modifier, ..Reading::of(Meaning::Shift { amount, unit, sign, anchor }, next) });
        }
        let meaning = match unit {
            Grain::Day if from == at && !hyphened && self.is(at, "one") && self.is_someday(at) => {
                let ahead = !matches!(self.before(at), "" | "." | "and");
                if ahead { Meaning::Reference("FUTURE_REF") } else { Meaning::Nothing }
            }
            _ if self.is_title(unit_at, end) => Meaning::Nothing,
            _ => Meaning::Duration { amount, unit, side },
        };
        Some(Reading { modifier, ..Reading::of(meaning, end) })
    }

    /// "One day they hope to return", "will one day return": no length.
    fn is_someday(&self, at: usize) -> bool {
        matches!(self.before(at), "" | "." | "and" | "will" | "would" | "may" | "might" | "could" | "should")
    }

    /// "60 Minutes", "48 Hours": programmes.
    fn is_title(&self, unit: usize, end: usize) -> bool {
        end == unit + 1 && self.is_capital(unit) && unit > 0 && self.words[unit - 1].is_number()
    }

    /// "years ago", "recent weeks", "the weeks ahead", "for months".
    fn bare_units(&self, at: usize) -> Option<Reading> {
        let from = self.over(at, "the");
        let many = Amount { high: None, low: None, rough: false, article: false };
        let reference = match self.words.get(from)?.lower.as_str() {
            "recent" => Some("PAST_REF"),
            "coming" | "future" | "upcoming" => Some("FUTURE_REF"),
            "past" | "previous" if from > at => Some("PAST_REF"),
            _ => None,
        };
        if let Some(reading) = self.some_units(at) {
            return Some(reading);
        }
        if let Some(reference) = reference {
            let (_, _, end) = self.plural_unit(from + 1)?;
            return Some(Reading::of(Meaning::Reference(reference), end));
        }
        let (_, unit, end) = self.plural_unit(from)?;
        if self.is(end, "ahead") {
            return Some(Reading::of(Meaning::Duration { amount: many, unit, side: Some(1) }, end + 1));
        }
        if let Some((sign, anchor, next)) = self.shift(end) {
            return Some(Reading::of(Meaning::Shift { amount: many, unit, sign, anchor }, next));
        }
        // "decades-long", "the years-old dispute".
        let dash = self.over_dash(end);
        if dash > end && from == at && (self.is(dash, "long") || self.is(dash, "old")) {
            return Some(Reading::of(Meaning::Duration { amount: many, unit, side: None }, dash + 1));
        }
        let long = matches!(self.before(from), "for" | "in" | "within" | "over" | "took" | "take" | "takes" | "after");
        let free = !matches!(self.before(from), "of" | "or" | "and" | "-");
        let of =
            free && unit >= Grain::Week && unit != Grain::Quarter && self.is(end, "of") && !self.is(end + 1, "the");
        let beside = free
            && unit >= Grain::Day
            && ["before", "after", "following", "since"].into_iter().any(|word| self.is(end, word));
        let past = from > at && (beside || self.before(at) == "over" || self.is(end, "that"));
        (from == at && (long || of || beside) || past)
            .then(|| Reading::of(Meaning::Duration { amount: many, unit, side: None }, end))
    }

    /// "the following days", "the final years", "the early months": so many nobody counts.
    fn some_units(&self, at: usize) -> Option<Reading> {
        const WHICH: &[&str] = &[
            "following",
            "ensuing",
            "succeeding",
            "subsequent",
            "intervening",
            "preceding",
            "early",
            "first",
            "last",
            "final",
            "closing",
            "opening",
        ];
        let many = Amount { high: None, low: None, rough: false, article: false };
        let which = at + 1;
        let told = self.is(at, "the") && WHICH.iter().any(|word| self.is(which, word));
        let (_, unit, end) = self.plural_unit(which + 1).filter(|_| told)?;
        let meaning = Meaning::Duration { amount: many, unit, side: None };
        (unit >= Grain::Day).then(|| Reading::of(meaning, end))
    }

    /// "the day before", "the week after"; before a noun ("the day after the vote") nobody knows which.
    fn beside(&self, at: usize) -> Option<Reading> {
        let (unit, next) = self.unit(at + 1).filter(|(unit, _)| self.is(at, "the") && *unit >= Grain::Day)?;
        let step = match self.words.get(next)?.lower.as_str() {
            "before" | "prior" => -1,
            "after" | "following" => 1,
            _ => return None,
        };
        let open = self.words.get(next + 1).is_none_or(|word| !word.is_letters() && !word.is_number())
            || (self.is(next, "following") && self.is_function(next + 1));
        Some(match open {
            true => Reading::of(Meaning::Unit { unit, step, anchor: Anchor::Narrative }, next + 1),
            false => Reading::of(Meaning::Beside(unit), next),
        })
    }

    /// "the year-ago quarter", "year-earlier".
    fn year_ago(&self, at: usize) -> Option<Reading> {
        let from = self.over(self.over(at, "the"), "comparable");
        let (unit, next) = self.unit(from)?;
        let dash = self.over_dash(next);
        let (sign, anchor, mut end) = self.shift(dash).filter(|_| dash > next)?;
        if from > at {
            end += ["quarter", "period"].into_iter().filter(|word| self.is(end, word)).count();
        }
        let anchor = if unit == Grain::Year { Anchor::Narrative } else { anchor };
        Some(Reading::of(Meaning::Shift { amount: Amount::one(), unit, sign, anchor }, end))
    }

    /// "past", "last", "next": where a length of time ends or begins; "first" leaves it open.
    fn side(&self, at: usize) -> (Option<i8>, usize) {
        let demonstrative =
            matches!(self.words.get(at).map(|word| word.lower.as_str()), Some("this" | "that" | "same"));
        if let Some((step, _, next)) = self.step(at).filter(|_| !demonstrative) {
            return (Some(step), next);
        }
        let skip = ["first", "final", "opening"].into_iter().any(|word| self.is(at, word));
        (None, at + usize::from(skip))
    }

    /// "ago", "earlier", "later", "from now".
    fn shift(&self, at: usize) -> Option<(i8, Anchor, usize)> {
        let ((sign, anchor), next) = self.sense(at, |sense| match sense {
            Sense::Shift { sign, anchor } => Some((*sign, *anchor)),
            _ => None,
        })?;
        // "two days before the vote" counts from the vote, "after a year back in Rome" is no distance.
        let open = self.words.get(next).is_none_or(|word| !word.is_letters() && !word.is_number());
        let needs_end = matches!(self.words[at].lower.as_str(), "before" | "after" | "prior" | "back" | "previously");
        (open || !needs_end).then_some((sign, anchor, next))
    }

    /// "about", "more than".
    fn modifier(&self, at: usize) -> Option<(&'static str, usize)> {
        self.sense(at, |sense| match sense {
            Sense::Modifier(modifier) => Some(*modifier),
            _ => None,
        })
    }

    fn over_filler(&self, at: usize) -> usize {
        let filler = |at| {
            let next = self.sense(at, |sense| matches!(sense, Sense::Filler).then_some(()))?.1;
            Some(next)
        };
        filler(at).map_or(at, |next| filler(next).unwrap_or(next))
    }

    /// A unit, singular or plural: how many of the unit one is, the unit, where it ends.
    pub fn units(&self, at: usize) -> Option<(u8, Grain, usize)> {
        let digits = at > 0 && self.words[at - 1].is_number();
        let ((times, unit), end) = self.sense(at, |sense| match sense {
            Sense::Unit { unit, times, short, .. } if !short || digits => Some((*times, *unit)),
            _ => None,
        })?;
        Some((times, unit, end))
    }

    /// A unit without its multiple.
    pub fn any_unit(&self, at: usize) -> Option<(Grain, usize)> {
        self.units(at).map(|(_, unit, end)| (unit, end))
    }

    fn plural_unit(&self, at: usize) -> Option<(u8, Grain, usize)> {
        let ((times, unit), end) = self.sense(at, |sense| match sense {
            Sense::Unit { unit, times, plural: true, short: false } => Some((*times, *unit)),
            _ => None,
        })?;
        Some((times, unit, end))
    }

    /// A number of units, a range of them, an article, or "several".
    pub fn count(&self, at: usize) -> Option<(Amount, usize)> {
        let exact = |high| Amount { high: Some(high), low: None, rough: false, article: false };
        if self.is(at, "half") {
            let end = self.over(self.over(at + 1, "a"), "an");
            return Some((exact(0.5), end));
        }
        let lexical = self.sense(at, |sense| match sense {
            Sense::Vague => Some(Amount { high: None, ..exact(0.0) }),
            Sense::Number { number, rough: true } => Some(Amount { rough: true, ..exact(f64::from(*number)) }),
            _ => None,
        });
        if let Some((amount, end)) = lexical {
            return Some((amount, end));
        }
        if self.is(at, "a") || self.is(at, "an") {
            let half = self.is(at + 1, "half");
            let amount = if half { exact(0.5) } else { Amount { article: true, ..exact(1.0) } };
            let scale = self.number(at + 1).filter(|_| self.is(at + 1, "hundred") || self.is(at + 1, "thousand"));
            return Some(scale.map_or((amount, at + 1 + usize::from(half)), |(number, end)| (exact(number), end)));
        }
        let (low, next) = self.number(at)?;
        let dash = self.words.get(next).is_some_and(|word| word.is_dash());
        let to = next + usize::from(dash || self.is(next, "to") || self.is(next, "or"));
        let to = if dash && (self.is(to, "to") || self.is(to, "or")) { self.over_dash(to + 1) } else { to };
        match self.number(to).filter(|_| to > next) {
            Some((high, end)) if high > low => {
                Some((Amount { high: Some(high), low: Some(low), rough: false, article: false }, end))
            }
            _ => Some((exact(low), next)),
        }
    }

    /// A number in digits or words: "2.5", "2 1/2", "twenty-two", "two and a half", "hundred".
    pub fn number(&self, at: usize) -> Option<(f64, usize)> {
        let word = self.words.get(at)?;
        if word.is_number() {
            let number = word.integer().map(f64::from).or_else(|| word.decimal())?;
            let half = self.words.get(at + 1).is_some_and(|next| next.text == "1/2" || next.text == "½");
            return Some((number + if half { 0.5 } else { 0.0 }, at + 1 + usize::from(half)));
        }
        let (first, mut end) = self.word_number(at).or_else(|| self.scale(at))?;
        let mut sum = first;
        // "twenty-two", "two hundred", "a hundred and ten": three parts at most.
        for _ in 0..3 {
            let next = self.over_dash(end);
            if let Some((scale, after)) = self.scale(next) {
                (sum, end) = (sum * scale, after);
            } else if let Some((unit, after)) = self.word_number(self.over(next, "and"))
                && unit < 100.0
                && ((sum >= 20.0 && sum % 10.0 == 0.0 && unit < 10.0) || (sum >= 100.0 && sum % 100.0 == 0.0))
            {
                (sum, end) = (sum + unit, after);
            } else {
                break;
            }
        }
        if self.is(end, "and") && self.is(end + 1, "a") && self.is(end + 2, "half") {
            (sum, end) = (sum + 0.5, end + 3);
        }
        Some((sum, end))
    }

    fn word_number(&self, at: usize) -> Option<(f64, usize)> {
        self.sense(at, |sense| match sense {
            Sense::Number { number, rough: false } => Some(f64::from(*number)),
            _ => None,
        })
    }

    fn scale(&self, at: usize) -> Option<(f64, usize)> {
        self.sense(at, |sense| match sense {
            Sense::Scale(scale) => Some(f64::from(*scale)),
            _ => None,
        })
    }
}
