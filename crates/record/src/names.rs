//! The tagger's names, made to agree over a report: one spelling is one kind of thing, and what the lexicon knows it knows.
//!
//! The tagger sees a sentence at a time. "Assad" alone may look like a body to it; the report that says "Bashar al-Assad" two
//! lines on tells better, and so does a table of states.

mod casual;
mod context;
mod pieces;

use crate::lexicon::actors::{ActorLexicon, Naming, fold, surname};
use crate::lexicon::places::PlaceWord;
use crate::row::PlaceKind;
use crate::{Document, Knowledge};
use rapporteur_syntax::{Name, NameKind, Syntax, Upos};
use std::collections::{HashMap, HashSet};

/// The parse with the kinds of its names mended; `None` when they agree already.
///
/// A plain plural that only opens a sentence ("Gunmen") is a name no longer.
pub fn mend(document: &Document, syntax: &Syntax, knowledge: &Knowledge) -> Option<Syntax> {
    let pieces = pieces::mend(document, syntax, knowledge);
    let words: Vec<&str> = pieces.iter().map(|name| syntax.span(name.tokens.clone()).of(&document.text)).collect();
    let towns = towns(document, syntax, knowledge, &pieces);
    let titled = |name: &Name| is_titled(document, syntax, knowledge, name);
    let mut bearers = bearers(&pieces, &words, &towns);
    bearers.extend(pieces.iter().zip(&words).filter(|(name, _)| titled(name)).map(|(_, words)| surname(words)));
    let storms = storms(document, syntax, knowledge);
    let bodies = context::bodies(document, syntax, knowledge, &pieces);
    let votes = votes(&pieces, &words);
    let kind = |(name, words): (&Name, &&str)| {
        let folded = fold(words);
        let town = || {
            let alone = name.tokens.len() == 1;
            towns.contains(&folded) && (!alone || !bearers.contains(&surname(words)))
        };
        if name.tokens.len() == 1 && storms.contains(&folded) {
            return NameKind::Event;
        }
        if titled(name) {
            return NameKind::Person;
        }
        let borne = is_borne(document, syntax, knowledge, name, &bearers);
        if is_shouted(words) && bearers.contains(&surname(words)) && knowledge.actors.body(words).is_none() {
            return NameKind::Person;
        }
        let body = matches!(name.kind, NameKind::Person | NameKind::Misc | NameKind::Polity)
            && bodies.contains(&folded)
            && !bearers.contains(&surname(words));
        told(knowledge, name.kind, words, borne)
            .or_else(|| body.then_some(NameKind::Organisation))
            .or_else(|| (name.kind == NameKind::Person && town()).then_some(NameKind::Polity))
            .or_else(|| winner(votes.get(folded.as_str())?, name.kind))
            .unwrap_or(name.kind)
    };
    let plain = |(name, words): (&Name, &str)| {
        let opens = syntax.sentence(name.tokens.start).tokens.start == name.tokens.start;
        let plural = opens && knowledge.actors.plural(&words.to_lowercase()).is_some();
        (plural || knowledge.actors.is_no_name(words) || !words.contains(char::is_alphabetic))
            && knowledge.actors.body(words).is_none()
    };
    let mut names: Vec<Name> = (pieces.iter().zip(&words))
        .filter(|&(name, words)| !plain((name, words)))
        .map(|(name, words)| Name { kind: kind((name, words)), ..name.clone() })
        .collect();
    names.extend(missed(document, syntax, &names, &knowledge.actors));
    names.sort_by_key(|name| name.tokens.start);
    names.extend(casual::names(document, syntax, knowledge, &names));
    names.sort_by_key(|name| name.tokens.start);
    names.extend(divisions(document, syntax, knowledge, &names));
    names.sort_by_key(|name| name.tokens.start);
    names.dedup_by(|next, last| next.tokens.start < last.tokens.end);
    if names == syntax.names {
        return None;
    }
    let mut mended = syntax.clone();
    mended.names = names;
    Some(mended)
}

/// True behind "Mr" and its like, whatever the tagger saw: "Mr Okafor".
fn is_titled(document: &Document, syntax: &Syntax, knowledge: &Knowledge, name: &Name) -> bool {
    let before =
        name.tokens.start.checked_sub(1).filter(|&tok| syntax.sentence(name.tokens.start).tokens.contains(&tok));
    before.is_some_and(|tok| knowledge.actors.address.is_courtesy(syntax.tokens[tok].span.of(&document.text)))
}

/// One word in capitals throughout, as a surname is in a headline: "HORENKO".
fn is_shouted(words: &str) -> bool {
    words.chars().count() > 3 && words.chars().all(char::is_uppercase)
}

/// The names of bodies and persons that the tables know and the tagger passed over; the longest from each word.
fn missed(document: &Document, syntax: &Syntax, names: &[Name], lexicon: &ActorLexicon) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    let mut next = 0;
    for sentence in &syntax.sentences {
        let mut tok = sentence.tokens.start;
        while tok < sentence.tokens.end {
            while names.get(next).is_some_and(|name| name.tokens.end <= tok) {
                next += 1;
            }
            let free = names.get(next).map_or(sentence.tokens.end, |name| name.tokens.start);
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

/// One in so many of a name's appearances must stand where a place does.
const LOCATED: usize = 5;
/// People of a town that may be meant by a name which stands where a place does.
const TOWN: u32 = 20_000;

/// Names, taken for persons, that the gazetteer knows for a town's and the report puts after "in" or "near".
fn towns(document: &Document, syntax: &Syntax, knowledge: &Knowledge, names: &[Name]) -> HashSet<String> {
    let form = |tok: usize| syntax.tokens[tok].span.of(&document.text);
    let words = |name: &Name| syntax.span(name.tokens.clone()).of(&document.text);
    let mut counts: HashMap<String, (usize, usize)> = HashMap::new();
    for name in names.iter().filter(|name| name.kind == NameKind::Person) {
        let (located, all) = counts.entry(fold(words(name))).or_default();
        *located += usize::from(is_located(document, syntax, knowledge, name));
        *all += 1;
    }
    let known = |words: &str| {
        !knowledge.places.is_guarded(words)
            && words.chars().filter(|c| c.is_alphabetic()).count() > 2
            && knowledge.places.largest(words).is_some_and(|people| people >= TOWN)
    };
    let often = |&(located, all): &(usize, usize)| located * LOCATED >= all && located > 0;
    let person = |name: &&Name| name.kind == NameKind::Person;
    let town = |name: &&Name| {
        let words = fold(words(name));
        counts.get(&words).is_some_and(often) && !is_given(knowledge, form(name.tokens.start)) && known(&words)
    };
    names.iter().filter(person).filter(town).map(|name| fold(words(name))).collect()
}

/// True for a given name, however its letters are typed.
fn is_given(knowledge: &Knowledge, word: &str) -> bool {
    let mut letters = word.chars();
    let capital = letters.next().into_iter().flat_map(char::to_uppercase);
    let word: String = capital.chain(letters.flat_map(char::to_lowercase)).collect();
    knowledge.actors.gender(&word).is_some()
}

/// "in Salmar", "near Salmar", "in nearby Salmar"; a name of several words also "from" and "of" where it is.
fn is_located(document: &Document, syntax: &Syntax, knowledge: &Knowledge, name: &Name) -> bool {
    let form = |tok: usize| syntax.tokens[tok].span.of(&document.text);
    let Some(before) = name.tokens.start.checked_sub(1).map(form) else { return false };
    match before {
        "in" | "In" | "near" | "outside" | "called" => true,
        "from" | "of" | "From" => name.tokens.len() > 1,
        _ => {
            let part = knowledge.places.word(before) == Some(PlaceWord::Part);
            part && name.tokens.start >= 2 && matches!(form(name.tokens.start - 2), "in" | "In" | "near" | "from")
        }
    }
}

/// The names of storms, under which alone no town and no person is meant: after "Hurricane Ada" comes "Ada".
pub(crate) fn storms(document: &Document, syntax: &Syntax, knowledge: &Knowledge) -> HashSet<String> {
    let form = |tok: usize| syntax.tokens[tok].span.of(&document.text);
    let capital = |tok: usize| form(tok).starts_with(char::is_uppercase);
    let storm = |tok: usize| knowledge.places.word(&form(tok).to_lowercase()) == Some(PlaceWord::Storm);
    let named = |&tok: &usize| capital(tok) && capital(tok - 1) && storm(tok - 1);
    (1..syntax.len()).filter(named).map(|tok| fold(form(tok))).collect()
}

/// "Dayton, OH": the divisions that stand after a place of theirs, by their short names. `names` are in text order.
fn divisions(document: &Document, syntax: &Syntax, knowledge: &Knowledge, names: &[Name]) -> Vec<Name> {
    let free = |tok: usize| syntax.name_at(tok).is_none();
    let short = |name: &Name| {
        let comma = name.tokens.end;
        let tok = comma + 1;
        let place = matches!(name.kind, NameKind::Polity | NameKind::Location);
        let inside = place && tok < syntax.len() && syntax.tokens[comma].span.of(&document.text) == ",";
        let short = |tok: usize| knowledge.places.short(syntax.tokens[tok].span.of(&document.text)).is_some();
        (inside && free(tok) && short(tok)).then(|| Name { tokens: tok..tok + 1, kind: NameKind::Polity })
    };
    names.iter().filter_map(short).collect()
}

/// The last words of the report's full personal names.
fn bearers(names: &[Name], words: &[&str], towns: &HashSet<String>) -> HashSet<String> {
    let person = |(name, words): &(&Name, &&str)| {
        name.kind == NameKind::Person && words.contains(' ') && !towns.contains(&fold(words))
    };
    let full = names.iter().zip(words).filter(person);
    full.map(|(_, words)| surname(words)).collect()
}

/// True for a single name that somebody in the report bears as his last, unless it is plainly a body, a work or a place here.
fn is_borne(
    document: &Document,
    syntax: &Syntax,
    knowledge: &Knowledge,
    name: &Name,
    bearers: &HashSet<String>,
) -> bool {
    let words = syntax.span(name.tokens.clone()).of(&document.text);
    let before = name.tokens.start.checked_sub(1).map_or("", |tok| syntax.tokens[tok].span.of(&document.text));
    let place = || {
        matches!(before, "at" | "from" | "to")
            || is_located(document, syntax, knowledge, name)
            || knowledge.places.named(words).next().is_some()
    };
    let other = match name.kind {
        NameKind::Organisation | NameKind::Misc => true,
        NameKind::Polity | NameKind::Location => place(),
        _ => false,
    };
    !words.contains(' ') && !other && bearers.contains(&surname(words))
}

/// How many names of one spelling have which kind, in the order of their first appearance.
fn votes(names: &[Name], words: &[&str]) -> HashMap<String, Vec<(NameKind, usize)>> {
    let mut counts: HashMap<String, Vec<(NameKind, usize)>> = HashMap::new();
    for (name, words) in names.iter().zip(words) {
        let kinds = counts.entry(fold(words)).or_default();
        match kinds.iter_mut().find(|(kind, _)| *kind == name.kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((name.kind, 1)),
        }
    }
    counts
}

/// The kind with the most votes, where the tagger wavers; of a tie a name's own, else the earlier one.
fn winner(kinds: &[(NameKind, usize)], own: NameKind) -> Option<NameKind> {
    let most = kinds.iter().map(|(_, count)| *count).max()?;
    let mut best = kinds.iter().filter(|(_, count)| *count == most).map(|(kind, _)| *kind);
    best.clone().find(|kind| *kind == own).or_else(|| best.next())
}

/// The kind that the lexicon or a full name of the report tells; `borne` where somebody bears the name as his last.
fn told(knowledge: &Knowledge, kind: NameKind, words: &str, borne: bool) -> Option<NameKind> {
    let (lexicon, places) = (&knowledge.actors, &knowledge.places);
    let single = !words.contains(' ');
    if lexicon.person(words).is_some() && !single {
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
    if let Some(body) = lexicon.body(words) {
        let wrong = match kind {
            // A company's name is often that of what it makes.
            NameKind::Misc => body.sector.as_deref() != Some("BUS") || !single,
            NameKind::Event | NameKind::Facility => true,
            NameKind::Polity => body.sector.as_deref() != Some("CVL") && places.named(words).next().is_none(),
            NameKind::Person => !single || !borne && lexicon.gender(words).is_none(),
            _ => false,
        };
        return wrong.then_some(NameKind::Organisation);
    }
    let city = || places.largest(words).is_some_and(|people| people >= CITY) && !places.is_guarded(&fold(words));
    let wide = || {
        places.named(words).any(|place| matches!(place.kind, PlaceKind::Region | PlaceKind::Area | PlaceKind::Water))
    };
    if kind == NameKind::Group && places.demonym(words).is_none() && city() && !wide() {
        return Some(NameKind::Polity);
    }
    if kind == NameKind::Organisation && !single && is_undertaking(words) {
        return Some(NameKind::Event);
    }
    let body_like = matches!(kind, NameKind::Polity | NameKind::Misc);
    (borne || body_like && is_personal(lexicon, words)).then_some(NameKind::Person)
}

/// People of a city that is known by its name alone, though it is taken for a group or typed small.
const CITY: u32 = 100_000;

/// True for what is done, agreed or built, by its head: "Convention on Biological Diversity".
fn is_undertaking(words: &str) -> bool {
    // The head stands before the preposition.
    let front =
        [" of ", " on ", " for ", " between "].iter().filter_map(|of| words.split_once(of)).map(|(front, _)| front);
    let front = front.min_by_key(|front| front.len()).unwrap_or(words);
    let last = front.rsplit(' ').next().unwrap_or(front).to_lowercase();
    // A conference of bishops or mayors is theirs for good.
    let body = last == "conference" && front.len() < words.len();
    !body && UNDERTAKINGS.split(' ').any(|word| word == last)
}

/// What a name that ends so names is done, agreed or built, and nobody.
const UNDERTAKINGS: &str = "accord accords act agreement bill championship championships conference convention cup deal \
    declaration framework games hurricane olympics pact pipeline plan project protocol summit treaty typhoon war wars";

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
