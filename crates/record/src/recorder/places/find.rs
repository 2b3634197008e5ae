//! Which words are the name of a place: the tagger's names first, then names of the gazetteer it passed over.

use crate::lexicon::actors::{Naming, fold};
use crate::lexicon::places::PlaceWord;
use crate::recorder::Report;
use crate::row::PlaceKind;
use rapporteur_syntax::{NameKind, Tok, Upos};
use std::ops::Range;

/// The words of a place.
#[derive(Clone, Debug)]
pub struct Found {
    /// All its words: "northern Iraq", "Sumy province".
    pub words: Range<Tok>,
    /// The words of the name inside: "Iraq", "Sumy".
    pub core: Range<Tok>,
    /// "northern" stands before the name.
    pub part: bool,
    /// The kind that a word in or beside the name tells.
    pub kind: Option<PlaceKind>,
    /// The kind of name the tagger saw, if it saw one.
    pub tagged: Option<NameKind>,
    /// The adjective or noun of a people: "Turkish".
    pub demonym: bool,
}

/// The longest name of the gazetteer, in words of the parse.
const LONGEST: usize = 6;

/// Every place name of the report in order; none overlap.
pub fn find(report: &Report) -> Vec<Found> {
    let syntax = report.syntax;
    let mut found: Vec<Found> = Vec::new();
    let mut tok = 0;
    while tok < syntax.len() {
        let named = syntax.name_at(tok).map(|name| (piece(report, tok, name.tokens.end), name.kind));
        let long = long_name(report, tok);
        let (here, next) = match named {
            _ if long.is_some() => (long.clone(), long.map_or(tok, |long| long.words.end)),
            Some((piece, kind)) => (named_place(report, piece.clone(), kind), piece.end),
            None => {
                let known = known(report, tok);
                let next = known.as_ref().map_or(tok + 1, |known| known.words.end);
                (known, next)
            }
        };
        tok = next.max(tok + 1);
        let Some(mut here) = here else { continue };
        if !here.demonym {
            let floor = found.last().map_or(0, |last| last.words.end);
            widen(report, &mut here, floor);
            tok = tok.max(here.words.end);
        }
        found.push(here);
    }
    found
}

/// A name of two words or more that the tables know, whatever the tagger cut or missed in it: "Occupied Kashmir".
fn long_name(report: &Report, tok: Tok) -> Option<Found> {
    let syntax = report.syntax;
    let longest = report.knowledge.places.longest(&report.form(tok).to_lowercase());
    if longest < 2 || !report.form(tok).starts_with(char::is_uppercase) {
        return None;
    }
    let sentence = syntax.sentence(tok).tokens.end;
    let person = |tok: Tok| syntax.name_at(tok).is_some_and(|name| name.kind == NameKind::Person);
    let end = (tok..sentence.min(tok + LONGEST)).take_while(|&tok| !person(tok)).count() + tok;
    // "West Bank Authority": not a part of a longer name of a body.
    let body = |end: Tok| {
        let name = syntax.name_at(end - 1).filter(|name| name.kind == NameKind::Organisation);
        name.is_some_and(|name| name.tokens.end > end)
    };
    let word = |end: &Tok| report.form(end - 1).contains(char::is_alphanumeric);
    let known = |end: &Tok| report.knowledge.places.named(report.words(syntax.span(tok..*end))).next().is_some();
    let end = (tok + 2..=end).rev().find(|end| word(end) && known(end) && !body(*end))?;
    let (words, tagged) = (tok..end, syntax.name_at(tok).map(|name| name.kind));
    Some(Found { words: words.clone(), core: words, part: false, kind: None, tagged, demonym: false })
}

/// The part of a tagger's name from a word to its next comma: "Gora, Serbia" are two places.
fn piece(report: &Report, tok: Tok, end: Tok) -> Range<Tok> {
    let comma = (tok..end).find(|&tok| matches!(report.form(tok), "," | "(" | ")"));
    tok..comma.unwrap_or(end).max(tok + usize::from(comma == Some(tok)))
}

/// A name of the tagger: a place, or a people.
fn named_place(report: &Report, tokens: Range<Tok>, kind: NameKind) -> Option<Found> {
    let tokens = trimmed(report, tokens);
    let words = report.words(report.syntax.span(tokens.clone()));
    if tokens.is_empty() || !tokens.clone().any(|tok| report.form(tok).starts_with(char::is_uppercase)) {
        return None;
    }
    let state = report.knowledge.actors.state(words).map(|(_, naming)| naming);
    let demonym = state == Some(Naming::Demonym);
    let town =
        || matches!(kind_before(report, tokens.start), Some(PlaceWord::Kind(PlaceKind::City | PlaceKind::Admin1)));
    let place = match kind {
        NameKind::Polity | NameKind::Location | NameKind::Facility => true,
        NameKind::Group => demonym,
        // The tagger takes some states and towns for bodies or persons; what only a place is called, or comes after
        // "the town of", is put right.
        NameKind::Misc | NameKind::Organisation => known_place(report, words) || town(),
        NameKind::Person => {
            let given = report.knowledge.actors.gender(report.form(tokens.start)).is_some();
            (known_place(report, words) && !given) || town()
        }
        NameKind::Event => false,
    };
    let tagged = Some(kind).filter(|_| !demonym);
    let tokens = if place && !demonym && !known_place(report, words) { known_part(report, tokens) } else { tokens };
    let kind_word = report.knowledge.places.word(&report.form(tokens.end - 1).to_lowercase()).is_some();
    let person = report.knowledge.actors.gender(report.form(tokens.start)).is_some() && !kind_word;
    let place = place && (known_place(report, report.words(report.syntax.span(tokens.clone()))) || demonym || !person);
    let core = tokens.clone();
    place.then_some(Found { words: tokens, core, part: false, kind: None, tagged, demonym })
}

/// The longest known name at the end of an unknown one ("New Cuba"), else the whole; a facility keeps all its words.
fn known_part(report: &Report, tokens: Range<Tok>) -> Range<Tok> {
    let last = report.form(tokens.end - 1).to_lowercase();
    let kind = |word: &str| matches!(report.knowledge.places.word(word), Some(PlaceWord::Kind(_)));
    let first = report.form(tokens.start).to_lowercase();
    if kind(&last) || report.knowledge.places.word(&first).is_some() {
        return tokens;
    }
    let name = |start: Tok| report.words(report.syntax.span(start..tokens.end));
    let start = (tokens.start + 1..tokens.end).take(LONGEST).find(|&start| known_place(report, name(start)));
    start.map_or(tokens.clone(), |start| start..tokens.end)
}

/// True for the name of a state, a capital or a place of the gazetteer.
fn known_place(report: &Report, words: &str) -> bool {
    let state = report.knowledge.actors.state(words).map(|(_, naming)| naming);
    matches!(state, Some(Naming::Name | Naming::Capital)) || report.knowledge.places.named(words).next().is_some()
}

/// A name without its article and genitive.
fn trimmed(report: &Report, mut tokens: Range<Tok>) -> Range<Tok> {
    while tokens.len() > 1 && matches!(report.form(tokens.start), "the" | "The" | "THE") {
        tokens.start += 1;
    }
    let mark = |tok: Tok| !report.form(tok).contains(char::is_alphanumeric);
    while tokens.len() > 1 && (mark(tokens.end - 1) || matches!(report.form(tokens.end - 1), "'s" | "’s")) {
        tokens.end -= 1;
    }
    tokens
}

/// The longest name of the gazetteer, or a people's name, that begins at a word outside the tagger's names.
fn known(report: &Report, tok: Tok) -> Option<Found> {
    let syntax = report.syntax;
    let upos = syntax.tokens[tok].upos;
    if !report.form(tok).starts_with(char::is_uppercase) || !matches!(upos, Upos::Propn | Upos::Adj | Upos::Noun) {
        return None;
    }
    let end = syntax.sentence(tok).tokens.end.min(tok + LONGEST);
    let free = (tok + 1..end).take_while(|&next| syntax.name_at(next).is_none()).count();
    let word = |end: &Tok| report.form(end - 1).contains(char::is_alphanumeric);
    (tok + 1..=tok + 1 + free).rev().filter(word).find_map(|end| {
        let words = report.words(syntax.span(tok..end));
        let state = report.knowledge.actors.state(words);
        let demonym = end == tok + 1 && matches!(state, Some((_, Naming::Demonym)));
        let place = known_place(report, words);
        let alone = demonym || (upos == Upos::Propn && !in_name(report, tok, end));
        let found = Found { words: tok..end, core: tok..end, part: false, kind: None, tagged: None, demonym };
        ((demonym || place) && alone).then_some(found)
    })
}

/// True when the words stand inside a longer proper name that nobody knows: "Paris Hilton", "Kuwait Oil Company".
fn in_name(report: &Report, start: Tok, end: Tok) -> bool {
    let syntax = report.syntax;
    let proper = |tok: Tok| syntax.tokens[tok].upos == Upos::Propn && report.form(tok).starts_with(char::is_uppercase);
    let sentence = syntax.sentence(start).tokens.clone();
    let word = |tok: Tok| report.knowledge.places.word(&report.form(tok).to_lowercase()).is_some();
    let before = start > sentence.start && proper(start - 1) && !word(start - 1);
    let after = end < sentence.end && proper(end) && !word(end);
    before || after
}

/// Takes in "northern" before a name and "province", "airport" after it, and reads the kind they tell.
fn widen(report: &Report, found: &mut Found, floor: Tok) {
    let syntax = report.syntax;
    let sentence = syntax.sentence(found.words.start).tokens.clone();
    let word = |tok: Tok| report.knowledge.places.word(&report.form(tok).to_lowercase());
    let is_part = |tok: Tok| word(tok) == Some(PlaceWord::Part);
    let is_dash = |tok: Tok| report.form(tok) == "-";
    // Inside the tagger's name: "Northern Syria", but not "North Korea" or "South Sudan", which are names themselves.
    let whole = report.words(syntax.span(found.core.clone()));
    let known = report.knowledge.actors.state(whole).is_some() || report.knowledge.places.named(whole).next().is_some();
    while !known && found.core.len() > 1 && (is_part(found.core.start) || is_dash(found.core.start)) {
        found.core.start += 1;
        found.part = true;
    }
    let mut start = found.words.start;
    while start > sentence.start.max(floor)
        && (is_part(start - 1) || (is_dash(start - 1) && start > 1 && is_part(start - 2)))
    {
        start -= 1;
        found.part = true;
    }
    found.words.start = start;
    if let Some(PlaceWord::Kind(kind)) = word(found.words.end - 1).filter(|_| found.core.len() > 1) {
        found.kind = Some(kind);
        // "Sumy province" as one name: the tables may know the town alone.
        let name = |end: Tok| report.words(syntax.span(found.core.start..end));
        let ends = (found.core.start + 1..found.core.end).rev().take(LONGEST);
        if let Some(end) = ends.filter(|_| !known).find(|&end| known_place(report, name(end))) {
            found.core.end = end;
        }
    }
    let next = found.words.end;
    if next < sentence.end
        && syntax.name_at(next).is_none()
        && let Some(PlaceWord::Kind(kind)) = word(next)
        && belongs(report, found, next)
    {
        found.words.end = next + 1;
        found.kind = Some(kind);
    } else if let Some(PlaceWord::Kind(kind)) = kind_before(report, found.words.start) {
        found.kind = Some(kind);
    }
}

/// "Sumy province": the kind word is what the name modifies, and the name is no state's ("Iraq base").
fn belongs(report: &Report, found: &Found, next: Tok) -> bool {
    let syntax = report.syntax;
    let words = report.words(syntax.span(found.core.clone()));
    let country = matches!(report.knowledge.actors.state(words), Some((_, Naming::Name)));
    !country && !found.part && found.core.clone().any(|tok| syntax.head(tok) == Some(next))
}

/// "the city of X", "the village X".
fn kind_before(report: &Report, start: Tok) -> Option<PlaceWord> {
    let at = |back: usize| start.checked_sub(back).map(|tok| report.form(tok).to_lowercase());
    let back = if at(1).as_deref() == Some("of") { 2 } else { 1 };
    report.knowledge.places.word(&at(back)?).filter(|word| *word != PlaceWord::Part)
}

/// The key under which a place's name is remembered through a report.
pub fn key(report: &Report, found: &Found) -> String {
    fold(report.words(report.syntax.span(found.core.clone())))
}
