//! The tagger's names, made to agree over a report: one spelling is one kind of thing, and what the lexicon knows it knows.
//!
//! The tagger sees a sentence at a time. "Assad" alone may look like a body to it; the report that says "Bashar al-Assad" two
//! lines on tells better, and so does a table of states.

use crate::lexicon::actors::{ActorLexicon, Naming, fold, surname};
use crate::{Document, Knowledge};
use rapporteur_syntax::{Name, NameKind, Syntax, Upos};
use std::collections::{HashMap, HashSet};

/// The parse with the kinds of its names mended; `None` when they agree already.
///
/// A plain plural that only opens a sentence ("Gunmen") is a name no longer.
pub fn mend(document: &Document, syntax: &Syntax, knowledge: &Knowledge) -> Option<Syntax> {
    let words: Vec<&str> =
        syntax.names.iter().map(|name| syntax.span(name.tokens.clone()).of(&document.text)).collect();
    let bearers = bearers(&syntax.names, &words);
    let votes = votes(&syntax.names, &words);
    let kind = |(name, words): (&Name, &&str)| {
        told(&knowledge.actors, name.kind, words, &bearers)
            .or_else(|| votes.get(fold(words).as_str()).copied())
            .unwrap_or(name.kind)
    };
    let plain = |(name, words): (&Name, &str)| {
        let opens = syntax.sentence(name.tokens.start).tokens.start == name.tokens.start;
        opens && knowledge.actors.plural(&words.to_lowercase()).is_some() && knowledge.actors.body(words).is_none()
    };
    let mut names: Vec<Name> = (syntax.names.iter().zip(&words))
        .filter(|&(name, words)| !plain((name, words)))
        .map(|(name, words)| Name { kind: kind((name, words)), ..name.clone() })
        .collect();
    names.extend(missed(document, syntax, &knowledge.actors));
    names.sort_by_key(|name| name.tokens.start);
    if names == syntax.names {
        return None;
    }
    let mut mended = syntax.clone();
    mended.names = names;
    Some(mended)
}

/// The names of bodies and persons that the tables know and the tagger passed over; the longest from each word.
fn missed(document: &Document, syntax: &Syntax, lexicon: &ActorLexicon) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    let mut next = 0;
    for sentence in &syntax.sentences {
        let mut tok = sentence.tokens.start;
        while tok < sentence.tokens.end {
            while syntax.names.get(next).is_some_and(|name| name.tokens.end <= tok) {
                next += 1;
            }
            let free = syntax.names.get(next).map_or(sentence.tokens.end, |name| name.tokens.start);
            let limit = free.min(sentence.tokens.end).min(tok + LONGEST);
            let known =
                |end: &usize| known(lexicon, syntax.span(tok..*end).of(&document.text)).map(|kind| (*end, kind));
            let proper = limit > tok && syntax.tokens[tok].upos == Upos::Propn;
            match proper.then(|| (tok + 1..=limit).rev().find_map(|end| known(&end))).flatten() {
                Some((end, kind)) => {
                    found.push(Name { tokens: tok..end, kind });
                    tok = end;
                }
                None => tok += 1,
            }
        }
    }
    found
}

/// Words of the longest name that is looked for.
const LONGEST: usize = 5;

/// What the tables say that these words name: several words, or the capitals of an abbreviation.
fn known(lexicon: &ActorLexicon, words: &str) -> Option<NameKind> {
    let several = words.contains(' ') && words.ends_with(char::is_alphanumeric);
    let short = words.len() >= 3 && words.chars().all(char::is_uppercase);
    if (several || short) && lexicon.body(words).is_some_and(|body| body.sector.as_deref() != Some("CVL")) {
        return Some(NameKind::Organisation);
    }
    (several && lexicon.person(words).is_some()).then_some(NameKind::Person)
}

/// The last words of the report's full personal names.
fn bearers(names: &[Name], words: &[&str]) -> HashSet<String> {
    let full = names.iter().zip(words).filter(|(name, words)| name.kind == NameKind::Person && words.contains(' '));
    full.map(|(_, words)| surname(words)).collect()
}

/// The kind that most names of one spelling have, where the tagger wavers; the earlier one of a tie.
fn votes(names: &[Name], words: &[&str]) -> HashMap<String, NameKind> {
    let mut counts: HashMap<String, Vec<(NameKind, usize)>> = HashMap::new();
    for (name, words) in names.iter().zip(words) {
        let kinds = counts.entry(fold(words)).or_default();
        match kinds.iter_mut().find(|(kind, _)| *kind == name.kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((name.kind, 1)),
        }
    }
    let winner = |kinds: Vec<(NameKind, usize)>| {
        let most = kinds.iter().map(|(_, count)| *count).max()?;
        kinds.into_iter().find(|(_, count)| *count == most).map(|(kind, _)| kind)
    };
    counts.into_iter().filter_map(|(words, kinds)| winner(kinds).map(|kind| (words, kind))).collect()
}

/// The kind that the lexicon or a full name of the report tells.
fn told(lexicon: &ActorLexicon, kind: NameKind, words: &str, bearers: &HashSet<String>) -> Option<NameKind> {
    let single = !words.contains(' ');
    let borne = single && bearers.contains(&surname(words));
    if lexicon.person(words).is_some() && words.contains(' ') {
        return Some(NameKind::Person);
    }
    if let Some((_, naming)) = lexicon.state(words) {
        return match naming {
            Naming::Demonym => Some(NameKind::Group),
            Naming::Name if !borne => Some(NameKind::Polity),
            Naming::Seat | Naming::Capital if !borne && kind == NameKind::Person => Some(NameKind::Polity),
            _ => None,
        };
    }
    if lexicon.body(words).is_some() {
        let wrong = match kind {
            NameKind::Misc | NameKind::Event | NameKind::Facility => true,
            NameKind::Person => !single || !borne && lexicon.gender(words).is_none(),
            _ => false,
        };
        return wrong.then_some(NameKind::Organisation);
    }
    // "Convention on Biological Diversity": its head stands before the preposition.
    let front =
        [" of ", " on ", " for ", " between "].iter().filter_map(|of| words.split_once(of)).map(|(front, _)| front);
    let front = front.min_by_key(|front| front.len()).unwrap_or(words);
    let last = front.rsplit(' ').next().unwrap_or(front).to_lowercase();
    if kind == NameKind::Organisation && !single && UNDERTAKINGS.split(' ').any(|word| word == last) {
        return Some(NameKind::Event);
    }
    let body_like = matches!(kind, NameKind::Organisation | NameKind::Polity | NameKind::Misc);
    (borne || body_like && is_personal(lexicon, words)).then_some(NameKind::Person)
}

/// What a name that ends so names is done, agreed or built, and nobody.
const UNDERTAKINGS: &str = "accord accords act agreement bill championship championships conference convention cup deal \
    declaration framework games hurricane olympics pact pipeline plan programme project protocol summit treaty typhoon war wars";

/// Two or three words of which the first is a given name and none belongs to bodies or states: "Amina Okafor".
fn is_personal(lexicon: &ActorLexicon, words: &str) -> bool {
    let mut parts = words.split(' ');
    let given = parts.next().is_some_and(|first| lexicon.gender(first).is_some());
    let rest: Vec<&str> = parts.collect();
    let surname = |word: &&str| {
        let lower = word.to_lowercase();
        let stem = lower.strip_suffix('s').unwrap_or(&lower);
        word.starts_with(char::is_uppercase)
            && word.chars().any(char::is_lowercase)
            && lexicon.noun(&lower).is_none()
            && lexicon.noun(stem).is_none()
            && lexicon.state(word).is_none()
    };
    given && matches!(rest.len(), 1 | 2) && rest.iter().all(surname)
}
