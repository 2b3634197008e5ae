//! Dates that share what one of them says: "between March and May 2023", "the spring and summer of 1942".

use super::expression::{Expression, Meaning, When};
use super::words::Word;

/// How many words may stand between two dates that share a year.
const APART: usize = 5;

/// Gives each date without a year the year of the date it is joined to: the one after it, else the one before.
///
/// A stretch that would run backwards crosses the turn of the year: "from December to March 2023" began in 2022.
pub fn years(expressions: &mut [Expression], words: &[Word]) {
    for at in (1..expressions.len()).rev() {
        let Some(range) = joint(&expressions[at - 1], &expressions[at], words) else { continue };
        let (one, two) = (&expressions[at - 1].meaning, &expressions[at].meaning);
        if one.when() == Some(When::Unsaid)
            && let Some(year) = two.when().filter(|when| matches!(when, When::Year(_) | When::Step(_)))
            && !matches!(two, Meaning::Year(_))
        {
            let back = range && one.month() > two.month();
            expressions[at - 1].meaning.set_when(moved(year, if back { -1 } else { 0 }));
        }
    }
    for at in 1..expressions.len() {
        let Some(range) = joint(&expressions[at - 1], &expressions[at], words) else { continue };
        let (one, two) = (&expressions[at - 1].meaning, &expressions[at].meaning);
        if two.when() == Some(When::Unsaid)
            && let Some(year) = one.when().filter(|when| matches!(when, When::Year(_)))
            && !matches!(one, Meaning::Year(_))
        {
            let on = range && one.month() > two.month();
            expressions[at].meaning.set_when(moved(year, i16::from(on)));
        }
    }
}

fn moved(when: When, years: i16) -> When {
    match when {
        When::Year(year) => When::Year(year.saturating_add(years)),
        When::Step(step) => When::Step(step.saturating_add(years as i8)),
        other => other,
    }
}

/// Whether two neighbours are joined, and if so, whether as the ends of a stretch.
fn joint(one: &Expression, two: &Expression, words: &[Word]) -> Option<bool> {
    let between = words.get(one.words.end..two.words.start).filter(|between| between.len() <= APART)?;
    if between.iter().any(|word| word.breaks) || words.get(two.words.start).is_some_and(|word| word.breaks) {
        return None;
    }
    let range = |word: &Word| word.is_dash() || matches!(word.lower.as_str(), "to" | "until" | "till" | "through");
    let list = |word: &Word| matches!(word.lower.as_str(), "and" | "or" | "/" | "(");
    let filler = |word: &Word| {
        let phase = word.senses.iter().any(|sense| matches!(sense, crate::lexicon::times::Sense::Phase(_)));
        phase || matches!(word.lower.as_str(), "," | "the" | "again" | "in" | "on" | "from" | "both")
    };
    let joins = between.iter().any(|word| range(word) || list(word));
    let plain = between.iter().all(|word| range(word) || list(word) || filler(word));
    (joins && plain).then(|| between.iter().any(range))
}
