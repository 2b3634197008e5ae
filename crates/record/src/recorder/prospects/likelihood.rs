//! The words of chance about a verb, stacked as they stand, and the band that readers give them.

use super::House;
use crate::lexicon::figures::UnitKind;
use crate::lexicon::prospects::{Chance, ChanceWord, ProspectLexicon};
use crate::row::Likelihood;
use rapporteur_syntax::{Deprel, Tok};

/// The words of chance that stand on a word and the words that hang on it, as one stack ("could possibly").
///
/// A number comes from a scale word alone: "will likely" has one, "could possibly" and "will" have none.
pub fn about(house: &House, words: &[Tok]) -> Option<Likelihood> {
    let report = house.report;
    let lexicon = &report.knowledge.prospects;
    let mut marked: Vec<Tok> = Vec::new();
    let mut classes: Vec<ChanceWord> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let longest = (1..=ProspectLexicon::LONGEST.min(words.len() - at)).rev().find_map(|length| {
            let run = &words[at..at + length];
            let joined = run.windows(2).all(|pair| pair[1] == pair[0] + 1);
            let phrase = run.iter().map(|&tok| report.form(tok).to_lowercase()).collect::<Vec<_>>().join(" ");
            lexicon.chance(&phrase).filter(|_| joined).map(|chance| (length, chance))
        });
        let Some((length, chance)) = longest else {
            at += 1;
            continue;
        };
        marked.extend(&words[at..at + length]);
        classes.push(chance);
        at += length;
    }
    if classes.iter().all(|chance| chance.class == Chance::Hedge) {
        return None;
    }
    let possible = classes.iter().any(|chance| chance.class == Chance::Possible);
    let band = classes.iter().rev().find_map(|chance| chance.band).filter(|_| !possible);
    Some(worded(house, &marked, band))
}

/// The verb with its auxiliaries and adverbs, in text order: where its words of chance stand.
pub fn cluster(house: &House, verb: Tok) -> Vec<Tok> {
    let syntax = house.report.syntax;
    let near = |&child: &Tok| {
        let deprel = syntax.tokens[child].deprel;
        (deprel.is_aux() || matches!(deprel, Deprel::Advmod | Deprel::Cop | Deprel::Obl)) && child.abs_diff(verb) <= 12
    };
    let mut words: Vec<Tok> = vec![verb];
    for child in syntax.children(verb).filter(near) {
        // "in all likelihood", "very likely": an adverb with what hangs on it.
        words.extend(syntax.children(child).filter(|&below| below.abs_diff(child) <= 3));
        words.push(child);
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// The words that foretell, as a likelihood; a band when they stand on the scale.
pub fn worded(house: &House, words: &[Tok], band: Option<(u8, u8)>) -> Likelihood {
    let word = words.iter().map(|&tok| house.report.form(tok)).collect::<Vec<_>>().join(" ");
    let (low, high) = band.unzip();
    Likelihood { word, spans: house.report.syntax.spans(words), low, high }
}

/// "a 40% chance": the number that stands on a noun of chance, in percent.
pub fn in_percent(house: &House, noun: Tok) -> Option<Likelihood> {
    let syntax = house.report.syntax;
    let units = &house.report.knowledge.figures;
    let is_percent = |tok: Tok| units.unit(house.report.form(tok)).is_some_and(|unit| unit.kind == UnitKind::Share);
    let percent = (noun.saturating_sub(4)..noun).find(|&tok| is_percent(tok))?;
    let number =
        percent.checked_sub(1).filter(|&number| syntax.sentence_index(number) == syntax.sentence_index(noun))?;
    let value: f64 = house.report.form(number).parse().ok()?;
    let value = (0.0..=100.0).contains(&value).then_some(value.round() as u8)?;
    Some(worded(house, &(number..noun + 1).collect::<Vec<_>>(), Some((value, value))))
}
