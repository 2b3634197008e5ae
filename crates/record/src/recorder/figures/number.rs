//! Numbers as written: digits, words, scales, dozens and fractions, read from left to right.

use crate::lexicon::figures::{FigureLexicon, NumberKind};
use compact_str::CompactString;
use std::ops::Range;

/// A number in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// Its words.
    pub tokens: Range<usize>,
    /// Lower end, `None` for a share without a number.
    pub low: Option<f64>,
    /// Upper end; `None` where the word leaves it open ("dozens") or is a share without a number.
    pub high: Option<f64>,
    /// True for round words ("dozens", "several hundred").
    pub approximate: bool,
    /// True for a part of a whole ("a third", "the bulk").
    pub share: bool,
    /// True for digits without a scale, which take that of a later number ("5 to 7 million").
    bare: bool,
    /// The scale it ends in, 1 for none.
    scale: f64,
    /// The first word that stands in the lexicon.
    pub word: Option<CompactString>,
}

impl Number {
    fn exact(tokens: Range<usize>, value: f64) -> Self {
        let ends = Some(value);
        Number { tokens, low: ends, high: ends, approximate: false, share: false, bare: false, scale: 1.0, word: None }
    }

    /// True where it ends in a scale: "3 million", "two dozen".
    pub fn is_round(&self) -> bool {
        self.scale > 1.0
    }

    /// The exact value, where it has one.
    pub fn value(&self) -> Option<f64> {
        self.low.filter(|_| self.low == self.high)
    }
}

/// Longest run of words taken for one number.
const LONGEST: usize = 16;

/// The number that begins at word `at`, if one does. `forms` are the document's words in lower case.
pub fn read(lexicon: &FigureLexicon, forms: &[CompactString], at: usize) -> Option<Number> {
    let number =
        plural(lexicon, forms, at).or_else(|| fraction(lexicon, forms, at)).or_else(|| cardinal(lexicon, forms, at))?;
    // The part names a share, not the count before it.
    let mut words = forms[number.tokens.clone()].iter().filter(|form| lexicon.number(form).is_some());
    let word = if number.share { words.next_back() } else { words.next() };
    let word = word.cloned().or_else(|| suffix(lexicon, &forms[at]).map(|(_, letter)| letter.into()));
    Some(Number { word, ..number })
}

/// Two numbers joined into a range, from the first and what follows the connector; the ends must rise.
pub fn range(first: &Number, second: &Number) -> Option<Number> {
    let (mut low, high) = (first.value()?, second.value()?);
    if first.bare && second.scale > 1.0 && low * second.scale <= high {
        low *= second.scale;
    }
    let tokens = first.tokens.start..second.tokens.end;
    let word = first.word.clone().or_else(|| second.word.clone());
    (low < high).then(|| Number { low: Some(low), word, ..Number::exact(tokens, high) })
}

/// "dozens", "hundreds of thousands", "several hundred", "a few thousand": open above, approximate.
fn plural(lexicon: &FigureLexicon, forms: &[CompactString], at: usize) -> Option<Number> {
    let word = |n: usize| forms.get(n).and_then(|form| lexicon.number(form));
    let of_kind = |n: usize, kind| word(n).filter(|word| word.kind == kind).map(|word| word.value);
    let open = |end: usize, low: f64| Number { high: None, approximate: true, ..Number::exact(at..end, low) };
    let form = |n: usize| forms.get(n).map_or("", CompactString::as_str);
    let vague = match form(at) {
        "several" | "many" | "few" => 1,
        "a" if form(at + 1) == "few" => 2,
        _ => 0,
    };
    if vague > 0 {
        let scale = of_kind(at + vague, NumberKind::Scale).or_else(|| of_kind(at + vague, NumberKind::Dozen))?;
        return Some(open(at + vague + 1, 2.0 * scale));
    }
    let first = of_kind(at, NumberKind::Plural)?;
    match of_kind(at + 2, NumberKind::Plural).filter(|_| form(at + 1) == "of") {
        // The second word of "hundreds of thousands" is a plain scale.
        Some(second) => Some(open(at + 3, first * second / 2.0)),
        None if form(at) == "tens" => None,
        None => Some(open(at + 1, first)),
    }
}

/// "a third", "two-thirds", "half", "the bulk", "a majority"; "half a million" is a cardinal.
fn fraction(lexicon: &FigureLexicon, forms: &[CompactString], at: usize) -> Option<Number> {
    let form = |n: usize| forms.get(n).map_or("", CompactString::as_str);
    let word = |n: usize| forms.get(n).and_then(|form| lexicon.number(form));
    let of = |end: usize| form(end) == "of" || matches!(form(end), "the" | "its" | "their" | "all");
    let share = |end: usize, value: f64| {
        let number = Number::exact(at..end, value);
        let none = value == 0.0;
        let ends = number.low.filter(|_| !none);
        Number { low: ends, high: ends, share: true, ..number }
    };
    let first = word(at);
    if let Some(first) = first.filter(|first| matches!(first.kind, NumberKind::Fraction | NumberKind::Share)) {
        let alone = matches!(form(at), "half" | "most" | "bulk" | "majority");
        return (alone && of(at + 1)).then(|| share(at + 1, first.value));
    }
    let counts = first.filter(|first| first.kind == NumberKind::Unit && first.value < 10.0).map(|first| first.value);
    let counts = counts.or((form(at) == "a").then_some(1.0))?;
    let noun = if form(at + 1) == "-" { at + 2 } else { at + 1 };
    let part = word(noun).filter(|part| matches!(part.kind, NumberKind::Fraction | NumberKind::Share))?;
    of(noun + 1).then(|| share(noun + 1, counts * part.value))
}

/// Digits or words that count: "12", "4.5 million", "twenty-two", "a hundred and five", "half a million", "a dozen".
fn cardinal(lexicon: &FigureLexicon, forms: &[CompactString], at: usize) -> Option<Number> {
    let word = |n: usize| forms.get(n).and_then(|form| lexicon.number(form));
    let form = |n: usize| forms.get(n).map_or("", CompactString::as_str);
    let multiplies =
        |n: usize| word(n).filter(|word| matches!(word.kind, NumberKind::Scale | NumberKind::Dozen)).is_some();
    let (mut total, mut current, mut next, mut scale) = (0.0, 0.0, at, 1.0);
    let digits = suffix(lexicon, form(at)).map(|(value, _)| value).or_else(|| digits(form(at)));
    match digits {
        Some(value) => (current, next) = (value, at + 1),
        None if matches!(form(at), "a" | "an") && multiplies(at + 1) => (current, next) = (1.0, at + 1),
        None if form(at) == "half" && matches!(form(at + 1), "a" | "an") && multiplies(at + 2) => {
            (current, next) = (0.5, at + 2);
        }
        None => {}
    }
    while next < at + LONGEST {
        let Some(number) = word(next) else {
            match joint(form(next), current, total).then(|| step(lexicon, forms, next)).flatten() {
                Some((half, to)) => (current, next) = (current + half, to),
                None => break,
            }
            continue;
        };
        match number.kind {
            NumberKind::Unit if next == at || (digits.is_none() && current % 10.0 == 0.0 && fits_unit(current)) => {
                current += number.value;
            }
            NumberKind::Ten if next == at || (digits.is_none() && current % 100.0 == 0.0) => current += number.value,
            NumberKind::Scale if number.value == 100.0 && current > 0.0 => current *= 100.0,
            NumberKind::Scale | NumberKind::Suffix if current > 0.0 && number.value > 100.0 => {
                (total, current, scale) = (total + current * number.value, 0.0, number.value);
            }
            NumberKind::Dozen if current > 0.0 => current *= number.value,
            _ => break,
        }
        next += 1;
        if number.kind == NumberKind::Dozen {
            // "a couple of barges": the word counts like an adjective.
            next += usize::from(form(next) == "of" && form(next - 1) == "couple");
            break;
        }
    }
    let bare = digits.is_some() && next == at + 1 && suffix(lexicon, form(at)).is_none();
    (next > at && (digits.is_some() || total + current > 0.0 || form(at) == "zero")).then(|| Number {
        bare,
        scale,
        ..Number::exact(at..next, total + current)
    })
}

/// True for a word that may join parts of a number already begun.
fn joint(form: &str, current: f64, total: f64) -> bool {
    matches!(form, "-" | "and") && current + total > 0.0
}

/// Past a joint: to the next number word, or over "and a half" with the half to add.
fn step(lexicon: &FigureLexicon, forms: &[CompactString], at: usize) -> Option<(f64, usize)> {
    let form = |n: usize| forms.get(n).map_or("", CompactString::as_str);
    let hyphen = |n: usize| if form(n) == "-" { n + 1 } else { n };
    let and = hyphen(at);
    if form(and) == "and" && form(hyphen(and + 1)) == "a" && form(hyphen(hyphen(and + 1) + 1)) == "half" {
        return Some((0.5, hyphen(hyphen(and + 1) + 1) + 1));
    }
    let number = lexicon.number(form(at + 1))?;
    let continues = match form(at) {
        "-" => matches!(number.kind, NumberKind::Unit | NumberKind::Scale),
        _ => {
            matches!(number.kind, NumberKind::Unit | NumberKind::Ten) && after_scale(lexicon, form(at.wrapping_sub(1)))
        }
    };
    continues.then_some((0.0, at + 1))
}

/// "hundred and five" goes on; "five and six" are two numbers.
fn after_scale(lexicon: &FigureLexicon, form: &str) -> bool {
    lexicon.number(form).is_some_and(|word| word.kind == NumberKind::Scale && word.value <= 1000.0)
}

/// A unit word may follow nothing, a ten, or a full hundred.
fn fits_unit(current: f64) -> bool {
    current % 100.0 == 0.0 || current % 100.0 >= 20.0
}

/// The value of digits with English separators ("12", "4.5", "100,000").
pub fn digits(form: &str) -> Option<f64> {
    if !form.starts_with(|c: char| c.is_ascii_digit()) || form.len() > 20 {
        return None;
    }
    let (whole, part) = form.split_once('.').unwrap_or((form, "0"));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let rest_right = groups.clone().all(|group| (2..=3).contains(&group.len()) && all_digits(group));
    let grouped = groups.next().is_none() || (first.len() <= 3 && rest_right);
    (all_digits(first) && all_digits(part) && grouped && rest_right)
        .then(|| format!("{}.{part}", whole.replace(',', "")).parse().ok())
        .flatten()
}

/// Digits with a scale letter in one word ("5m", "100k"), and the letter.
fn suffix<'f>(lexicon: &FigureLexicon, form: &'f str) -> Option<(f64, &'f str)> {
    let letters = form.find(|c: char| c.is_ascii_alphabetic())?;
    let word = lexicon.number(&form[letters..])?;
    let scales = matches!(word.kind, NumberKind::Letter | NumberKind::Suffix);
    Some((digits(&form[..letters])? * word.value, &form[letters..])).filter(|_| scales)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(text: &str) -> Option<(Option<f64>, Option<f64>, usize)> {
        let lexicon = FigureLexicon::read().unwrap();
        let forms: Vec<CompactString> = text.split(' ').map(Into::into).collect();
        read(&lexicon, &forms, 0).map(|number| (number.low, number.high, number.tokens.end))
    }

    #[test]
    fn digits_and_words() {
        let exact = |text: &str, value: f64| {
            let words = text.split(' ').count();
            assert_eq!(ends(text), Some((Some(value), Some(value), words)), "{text}");
        };
        exact("12", 12.0);
        exact("100,000", 100_000.0);
        exact("4.5 million", 4_500_000.0);
        exact("100 mln", 100_000_000.0);
        exact("5m", 5_000_000.0);
        exact("twenty - two", 22.0);
        exact("seventeen", 17.0);
        exact("two hundred and five", 205.0);
        exact("a hundred", 100.0);
        exact("forty thousand", 40_000.0);
        exact("three - and - a - half million", 3_500_000.0);
        exact("two and a half million", 2_500_000.0);
        exact("half a million", 500_000.0);
        exact("half a dozen", 6.0);
        exact("a dozen", 12.0);
        exact("two dozen", 24.0);
        exact("zero", 0.0);
    }

    #[test]
    fn numbers_end_where_others_begin() {
        assert_eq!(ends("five and six"), Some((Some(5.0), Some(5.0), 1)));
        assert_eq!(ends("2019 two"), Some((Some(2019.0), Some(2019.0), 1)));
        assert_eq!(ends("and five"), None);
        assert_eq!(ends("million"), None);
        assert_eq!(ends("second"), None);
        assert_eq!(ends("1,2"), None);
    }

    #[test]
    fn round_words_are_open() {
        assert_eq!(ends("dozens of"), Some((Some(24.0), None, 1)));
        assert_eq!(ends("hundreds of thousands"), Some((Some(200_000.0), None, 3)));
        assert_eq!(ends("several hundred"), Some((Some(200.0), None, 2)));
        assert_eq!(ends("a few thousand"), Some((Some(2000.0), None, 3)));
        assert_eq!(ends("the bulk"), None);
        assert_eq!(ends("bulk of"), Some((None, None, 1)));
        assert_eq!(ends("two - thirds of"), Some((Some(0.666_666), Some(0.666_666), 3)));
    }
}
