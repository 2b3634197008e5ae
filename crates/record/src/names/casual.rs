//! Places and persons in a text that is typed without capitals: "i moved to lisbon", "ask maria about the boat".

use super::{CITY, is_given};
use crate::lexicon::actors::Naming;
use crate::{Document, Knowledge};
use rapporteur_syntax::{Name, NameKind, Syntax, Tok, Upos};

/// Words of the longest place that is looked for.
const LONGEST: usize = 3;
/// Words after which a place stands.
const BEFORE: &str = "in to from near at around visiting visit";

/// The places and persons that a text without capitals names; none in one that has them. `names` are in text order.
pub fn names(document: &Document, syntax: &Syntax, knowledge: &Knowledge, names: &[Name]) -> Vec<Name> {
    let form = |tok: Tok| syntax.tokens[tok].span.of(&document.text);
    // Who writes himself small writes all else so.
    if !(0..syntax.len()).any(|tok| form(tok) == "i" && syntax.tokens[tok].upos == Upos::Pron) {
        return Vec::new();
    }
    let is_first = |word: &str| is_given(knowledge, word) && knowledge.actors.noun(word).is_none();
    let mut found: Vec<Name> = Vec::new();
    let (mut tok, mut next) = (1, 0);
    while tok < syntax.len() {
        while names.get(next).is_some_and(|name| name.tokens.end <= tok) {
            next += 1;
        }
        let sentence = syntax.sentence(tok).tokens.end;
        let limit = names.get(next).map_or(sentence, |name| name.tokens.start).min(sentence).min(tok + LONGEST);
        let proper = syntax.tokens[tok].upos == Upos::Propn;
        let stands = proper || BEFORE.split(' ').any(|word| word == form(tok - 1));
        let small = form(tok).starts_with(char::is_lowercase);
        let ends = (tok + 1..=limit).rev().filter(|_| stands && small);
        match ends.into_iter().find(|&end| is_place(knowledge, syntax.span(tok..end).of(&document.text), proper)) {
            Some(end) => {
                found.push(Name { tokens: tok..end, kind: NameKind::Polity });
                tok = end;
            }
            None if limit > tok && small && proper && is_first(form(tok)) => {
                let surname = tok + 1 < limit && syntax.tokens[tok + 1].upos == Upos::Propn;
                let end = tok + 1 + usize::from(surname);
                found.push(Name { tokens: tok..end, kind: NameKind::Person });
                tok = end;
            }
            None => tok += 1,
        }
    }
    found
}

fn is_place(knowledge: &Knowledge, words: &str, proper: bool) -> bool {
    let (actors, places) = (&knowledge.actors, &knowledge.places);
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 4 || places.word(words).is_some() || actors.noun(words).is_some() {
        return false;
    }
    match actors.state(words) {
        Some((_, naming)) => matches!(naming, Naming::Name | Naming::Capital),
        None if places.named(words).next().is_some() => true,
        None => {
            let plain = places.is_guarded(words) || places.is_description(words);
            !plain && (proper || words.contains(' ')) && places.largest(words).is_some_and(|people| people >= CITY)
        }
    }
}
