//! Which words are the name of a place: the tagger's names first, then names of the tables and the gazetteer it passed over.
//!
//! A report is gone through twice. What the first pass is sure of ("in Lansing", "Lamar County, Texas") is a place the
//! second time wherever the tagger wavers ("City of Lansing", a headline).

use super::body;
use super::known::{Known, in_tables, is_demonym, is_division, is_proper, known, words};
use crate::lexicon::places::PlaceWord;
use crate::names::storms;
use crate::recorder::Report;
use crate::row::PlaceKind;
use rapporteur_gazetteer::fold;
use rapporteur_syntax::{Deprel, NameKind, Tok, Upos};
use std::collections::BTreeSet;
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
    /// Part of the name of a body: "Japan" of "Bank of Japan".
    pub body: bool,
}

impl Found {
    fn new(words: Range<Tok>, tagged: Option<NameKind>) -> Self {
        Found { core: words.clone(), words, part: false, kind: None, tagged, demonym: false, body: false }
    }
}

/// The longest name of the tables, in words of the parse.
const LONGEST: usize = 6;
/// People of a city whose name a facility bears: "Dresden Zoo".
const CITY: u32 = 100_000;
/// People of a town whose name the tagger took for a body's, after "in" or "near".
const TOWN: u32 = 5_000;

/// Every place name of the report in order; none overlap.
pub fn find(report: &Report) -> Vec<Found> {
    let first = scan(report, &BTreeSet::new());
    let sure = |found: &&Found| {
        !found.demonym && !found.body && matches!(found.tagged, Some(NameKind::Polity | NameKind::Location))
    };
    // After "Typhoon Haiyan" comes "Haiyan" alone, for which the report may take no town.
    let storms = storms(report.document, report.syntax, report.knowledge);
    let mut told: BTreeSet<String> = first.iter().filter(sure).map(|found| key(report, found)).collect();
    told.retain(|name| !storms.contains(name));
    let mut found = scan(report, &told);
    found.retain(|found| {
        found.body || found.demonym || !storms.contains(&key(report, found)) || is_placed(report, found)
    });
    found
}

/// "in Florence": a place even where a storm of the name strikes it.
fn is_placed(report: &Report, found: &Found) -> bool {
    let before = found.words.start.checked_sub(1).map(|tok| report.form(tok));
    matches!(before, Some("in" | "near" | "outside" | "of" | "from"))
}

/// One pass; `told` are the keys of the places that the report is known to speak of.
fn scan(report: &Report, told: &BTreeSet<String>) -> Vec<Found> {
    let syntax = report.syntax;
    let mut found: Vec<Found> = Vec::new();
    let mut tok = 0;
    while tok < syntax.len() {
        let floor = found.last().map_or(0, |last| last.words.end);
        let whole = || short_name(report, tok, floor).or_else(|| long_name(report, tok, told));
        let (here, next) = match (whole(), syntax.name_at(tok)) {
            (Some(whole), _) => {
                let next = whole.words.end;
                (Some(whole), next)
            }
            (None, Some(name)) => {
                let piece = piece(report, tok, name.tokens.end);
                (named_place(report, piece.clone(), name.kind, told), piece.end)
            }
            (None, None) => {
                let known = passed_over(report, tok, told);
                let next = known.as_ref().map_or(tok + 1, |known| known.words.end);
                (known, next)
            }
        };
        tok = next.max(tok + 1);
        let Some(mut here) = here else { continue };
        if !here.demonym && !here.body {
            widen(report, &mut here, floor);
            tok = tok.max(here.words.end);
        }
        found.push(here);
    }
    found
}

/// "Ky.", "B.C.": the short name of a division; some only after the place that lies in it, which ends at `floor`.
fn short_name(report: &Report, tok: Tok, floor: Tok) -> Option<Found> {
    if !report.form(tok).starts_with(char::is_uppercase) {
        return None;
    }
    let after = tok > 0 && floor == tok - 1 && report.form(tok - 1) == ",";
    let end = (tok + 1..=report.syntax.len().min(tok + 2)).rev().find(|&end| {
        let short = report.knowledge.places.short(words(report, tok..end));
        short.is_some_and(|short| after || !short.after)
    })?;
    let tagged = report.syntax.name_at(tok).map(|name| name.kind);
    Some(Found { kind: Some(PlaceKind::Admin1), ..Found::new(tok..end, tagged) })
}

/// A name of two words or more that is known whatever the tagger cut or missed in it: "Occupied Kashmir", "Sioux Falls".
fn long_name(report: &Report, tok: Tok, told: &BTreeSet<String>) -> Option<Found> {
    let syntax = report.syntax;
    if !report.form(tok).starts_with(char::is_uppercase) {
        return None;
    }
    let longest = report.knowledge.places.longest(report.form(tok));
    let tag = syntax.name_at(tok);
    let sentence = syntax.sentence(tok).tokens.end;
    let person = |tok: Tok| syntax.name_at(tok).is_some_and(|name| name.kind == NameKind::Person);
    let reach = sentence.min(tok + LONGEST);
    let end = (tok..reach).take_while(|&tok| !person(tok)).count() + tok;
    // "West Bank Authority": not a part of a longer name of a body.
    let body = |end: Tok| {
        let name = syntax.name_at(end - 1).filter(|name| name.kind == NameKind::Organisation);
        name.is_some_and(|name| name.tokens.end > end)
    };
    let word = |end: &Tok| report.form(end - 1).contains(char::is_alphanumeric);
    let tables = |end: Tok| longest > 1 && report.knowledge.places.named(words(report, tok..end)).next().is_some();
    let world = |end: Tok| {
        let proper = is_proper(report, tok) && is_proper(report, end - 1) && end <= tok + 4;
        let free = match tag {
            None => !in_name(report, tok, end),
            Some(name) => {
                let whole = name.tokens == (tok..end);
                let sure = is_division(report, &(tok..end)) || is_told(report, tok..end, told);
                matches!(name.kind, NameKind::Polity | NameKind::Location) || whole && sure
            }
        };
        proper && free && known(report, words(report, tok..end)) != Known::No
    };
    let end = (tok + 2..=end).rev().find(|&end| word(&end) && !body(end) && (tables(end) || world(end)))?;
    Some(Found::new(tok..end, tag.map(|name| name.kind)))
}

fn is_told(report: &Report, tokens: Range<Tok>, told: &BTreeSet<String>) -> bool {
    !told.is_empty() && told.contains(&fold(words(report, tokens)))
}

/// The part of a tagger's name from a word to its next comma: "Gora, Serbia" are two places.
fn piece(report: &Report, tok: Tok, end: Tok) -> Range<Tok> {
    let comma = (tok..end).find(|&tok| matches!(report.form(tok), "," | "(" | ")"));
    tok..comma.unwrap_or(end).max(tok + usize::from(comma == Some(tok)))
}

/// A name of the tagger: a place, a people, or a body with a place in its name.
fn named_place(report: &Report, whole: Range<Tok>, kind: NameKind, told: &BTreeSet<String>) -> Option<Found> {
    let tokens = trimmed(report, whole.clone());
    let bare = words(report, tokens.clone());
    let capital = tokens.clone().any(|tok| report.form(tok).starts_with(char::is_uppercase));
    if tokens.is_empty()
        || !capital
        || matches!(report.form(tokens.start), "'s" | "’s")
        || is_titled(report, tokens.start)
    {
        return None;
    }
    // "United Russia" is a party, whatever the tagger cut or saw.
    let kind = if is_body(report, tokens.clone()) { NameKind::Organisation } else { kind };
    let opens = tokens.start == report.syntax.sentence(tokens.start).tokens.start;
    if !opens && in_tables(report, bare) && is_body(report, tokens.start - 1..tokens.end) {
        return Some(Found { body: true, ..Found::new(tokens, Some(NameKind::Organisation)) });
    }
    let demonym = is_demonym(report, bare);
    let given = report.knowledge.actors.gender(report.form(tokens.start)).is_some();
    let town =
        || matches!(kind_before(report, tokens.start), Some(PlaceWord::Kind(PlaceKind::City | PlaceKind::Admin1)));
    // The tagger takes some states and towns for bodies or persons; what only a place is called, or comes after "the town
    // of", is put right.
    let mistaken = || in_tables(report, bare) || town() || is_told(report, tokens.clone(), told);
    let told_place = matches!(kind, NameKind::Organisation | NameKind::Misc | NameKind::Person)
        && is_told_place(report, &tokens, kind == NameKind::Person && given);
    let place = match kind {
        _ if told_place => true,
        NameKind::Polity | NameKind::Location | NameKind::Facility => true,
        // "Through the Balkans" is the place, "Balkan states" are not.
        NameKind::Group => demonym || in_tables(report, bare) && !is_attribute(report, &tokens),
        NameKind::Misc | NameKind::Organisation => mistaken(),
        NameKind::Person => in_tables(report, bare) && !given || town(),
        NameKind::Event => false,
    };
    if !place {
        // "EU states", "Newark police": the name of a place as an adjective.
        if kind == NameKind::Group && (in_tables(report, bare) || is_told(report, tokens.clone(), told)) {
            return Some(Found { body: true, ..Found::new(tokens, Some(kind)) });
        }
        let named = matches!(kind, NameKind::Organisation | NameKind::Misc | NameKind::Event);
        let (home, demonym) = named.then(|| body::home(report, tokens, told)).flatten()?;
        return Some(Found { demonym, body: true, ..Found::new(home, Some(kind)) });
    }
    let tokens = if !demonym && known(report, bare) == Known::No { known_part(report, tokens) } else { tokens };
    let kind_word = matches!(word(report, tokens.end - 1), Some(PlaceWord::Kind(_)));
    let person = report.knowledge.actors.gender(report.form(tokens.start)).is_some() && !kind_word;
    let known = demonym || !person || known(report, words(report, tokens.clone())) != Known::No;
    let tagged = if told_place { NameKind::Polity } else { kind };
    known.then_some(Found { demonym, ..Found::new(tokens, Some(tagged).filter(|_| !demonym)) })
}

/// What a word tells of the place beside it.
fn word(report: &Report, tok: Tok) -> Option<PlaceWord> {
    report.knowledge.places.word(&report.form(tok).to_lowercase())
}

/// True for a name that stands before a noun and tells of which kind it is: "EU states".
fn is_attribute(report: &Report, tokens: &Range<Tok>) -> bool {
    let syntax = report.syntax;
    let outside = |&tok: &Tok| syntax.head(tok).is_none_or(|head| !tokens.contains(&head));
    let head = tokens.clone().find(outside).unwrap_or(tokens.start);
    matches!(syntax.tokens[head].deprel, Deprel::Compound | Deprel::Amod)
}

/// True for the name of a body that the tables know and that is no place.
fn is_body(report: &Report, tokens: Range<Tok>) -> bool {
    let name = words(report, tokens);
    report.knowledge.actors.body(name).is_some() && !in_tables(report, name)
}

/// "Mrs. Washington" is a person.
fn is_titled(report: &Report, start: Tok) -> bool {
    start > 0 && report.knowledge.actors.address.is_courtesy(report.form(start - 1))
}

/// "X in the Y province": a place somewhere called X is near one called Y.
fn is_near(report: &Report, tokens: &Range<Tok>) -> bool {
    let end = report.syntax.sentence(tokens.start).tokens.end;
    let start = match report.form(tokens.end.min(end - 1)) {
        "in" => tokens.end + 1,
        _ => return false,
    };
    let start = start + usize::from(start < end && report.form(start) == "the");
    let kind = (start + 1..end.min(start + 4)).find(|&tok| {
        matches!(word(report, tok), Some(PlaceWord::Kind(PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::District)))
    });
    let Some(kind) = kind else { return false };
    let places = |name| report.knowledge.places.world(name).take(40);
    let outers: Vec<_> = places(words(report, start..kind)).collect();
    let near = |one: (f64, f64), other: (f64, f64)| (one.0 - other.0).abs() < 3.0 && (one.1 - other.1).abs() < 4.0;
    places(words(report, tokens.clone()))
        .any(|place| outers.iter().any(|outer| outer.country == place.country && near(outer.point, place.point)))
}

/// What the words around a name say against the tagger: "X, Ohio", "X County", "TORRINGTON —", "in X", "Jane Roe, 39, of X".
fn is_told_place(report: &Report, tokens: &Range<Tok>, given: bool) -> bool {
    let (start, end) = (tokens.start, tokens.end);
    let known = known(report, words(report, tokens.clone()));
    if known == Known::No {
        return false;
    }
    let sentence = report.syntax.sentence(start).tokens.clone();
    let at = |tok: Tok| if tok < sentence.end { report.form(tok) } else { "" };
    let short = |end: Tok| end <= sentence.end && report.knowledge.places.short(words(report, end - 1..end)).is_some();
    let shouted = !words(report, tokens.clone()).contains(char::is_lowercase);
    let dateline = start == sentence.start && shouted && matches!(at(end), "-" | "--" | "–" | "—" | "(");
    let before = |back: usize| start.checked_sub(back).filter(|&tok| tok >= sentence.start);
    let age = |tok: Tok| report.form(tok).bytes().all(|byte| byte.is_ascii_digit());
    let of = before(3).is_some_and(|tok| at(start - 1) == "of" && at(start - 2) == "," && age(tok));
    let within = of || before(1).is_some_and(|tok| matches!(at(tok), "in" | "In" | "near" | "outside"));
    let town = (known.counts(TOWN) || of) && (!given || tokens.len() > 1);
    let stated = at(end) == "," && short(end + 2) || is_division(report, tokens) || is_near(report, tokens);
    stated || dateline || within && town
}

/// The longest name of the tables at the end of an unknown one ("New Cuba"), else the whole; a facility keeps all its words.
fn known_part(report: &Report, tokens: Range<Tok>) -> Range<Tok> {
    if matches!(word(report, tokens.end - 1), Some(PlaceWord::Kind(_))) || word(report, tokens.start).is_some() {
        return tokens;
    }
    let start =
        (tokens.start + 1..tokens.end).take(LONGEST).find(|&start| in_tables(report, words(report, start..tokens.end)));
    start.map_or(tokens.clone(), |start| start..tokens.end)
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

/// The longest name of the tables, or a people's name, that begins at a word outside the tagger's names.
fn passed_over(report: &Report, tok: Tok, told: &BTreeSet<String>) -> Option<Found> {
    let syntax = report.syntax;
    let upos = syntax.tokens[tok].upos;
    let money = tok > 0 && report.form(tok - 1) == "$";
    if money
        || !report.form(tok).starts_with(char::is_uppercase)
        || !matches!(upos, Upos::Propn | Upos::Adj | Upos::Noun)
    {
        return None;
    }
    let end = syntax.sentence(tok).tokens.end.min(tok + LONGEST);
    let free = (tok + 1..end).take_while(|&next| syntax.name_at(next).is_none()).count();
    let word = |end: &Tok| report.form(end - 1).contains(char::is_alphanumeric);
    (tok + 1..=tok + 1 + free).rev().filter(word).find_map(|end| {
        let demonym = end == tok + 1 && is_demonym(report, words(report, tok..end));
        // "Vancouver police", "Montreal residents".
        let body = || end < syntax.len() && self::word(report, end) == Some(PlaceWord::Body);
        let town = || known(report, words(report, tok..end)).counts(CITY) && body();
        let place = || in_tables(report, words(report, tok..end)) || is_told(report, tok..end, told) || town();
        let alone = || upos == Upos::Propn && !in_name(report, tok, end);
        // "the city of Reading": the words before it tell.
        let told = || {
            let of = tok > 1 && report.form(tok - 1) == "of";
            of && kind_before(report, tok) == Some(PlaceWord::Kind(PlaceKind::City))
                && report.knowledge.places.largest(words(report, tok..end)).is_some()
        };
        let tagged = (!demonym && alone() && told()).then_some(NameKind::Polity);
        (demonym || tagged.is_some() || alone() && place()).then(|| Found { demonym, ..Found::new(tok..end, tagged) })
    })
}

/// True when the words stand inside a longer proper name that nobody knows: "Paris Hilton", "Kuwait Oil Company".
fn in_name(report: &Report, start: Tok, end: Tok) -> bool {
    let sentence = report.syntax.sentence(start).tokens.clone();
    let before = start > sentence.start && is_proper(report, start - 1) && word(report, start - 1).is_none();
    let after = end < sentence.end && is_proper(report, end) && word(report, end).is_none();
    before || after
}

/// Takes in "northern" before a name and "province", "airport" after it, and reads the kind they tell.
fn widen(report: &Report, found: &mut Found, floor: Tok) {
    let syntax = report.syntax;
    let sentence = syntax.sentence(found.words.start).tokens.clone();
    let is_part = |tok: Tok| word(report, tok) == Some(PlaceWord::Part);
    let is_dash = |tok: Tok| report.form(tok) == "-";
    // Inside the tagger's name: "Northern Syria", but not "North Korea" or "South Charleston", which are names themselves.
    let whole = words(report, found.core.clone());
    let rest = (found.core.len() > 1).then(|| words(report, found.core.start + 1..found.core.end));
    let is_name = in_tables(report, whole)
        || known(report, whole).counts(3 * CITY)
        || known(report, whole) != Known::No
            && rest.is_none_or(|rest| !in_tables(report, rest) || !is_part(found.core.start));
    while !is_name && found.core.len() > 1 && (is_part(found.core.start) || is_dash(found.core.start)) {
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
    if let Some(PlaceWord::Kind(kind)) = word(report, found.words.end - 1).filter(|_| found.core.len() > 1) {
        found.kind = Some(kind);
        // "Sumy province" as one name: the tables may know the town alone.
        let name = |end: Tok| words(report, found.core.start..end);
        let mut ends = (found.core.start + 1..found.core.end).rev().take(LONGEST).filter(|_| !is_name);
        // "José Martí Airport" is not in the village of that name.
        let least = if matches!(kind, PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::District) { 0 } else { CITY };
        if let Some(end) = ends.find(|&end| known(report, name(end)).counts(least)) {
            found.core.end = end;
        }
    }
    let next = found.words.end;
    if next < sentence.end
        && syntax.name_at(next).is_none()
        && let Some(PlaceWord::Kind(kind)) = word(report, next)
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
    let country = report.knowledge.actors.state(words(report, found.core.clone()));
    let country = matches!(country, Some((_, crate::lexicon::actors::Naming::Name)));
    // "the Hunan city of Yueyang" is another place.
    let other = next + 1 < syntax.len() && report.form(next + 1) == "of";
    !country && !other && !found.part && found.core.clone().any(|tok| syntax.head(tok) == Some(next))
}

/// "the city of X", "the village X".
fn kind_before(report: &Report, start: Tok) -> Option<PlaceWord> {
    let at = |back: usize| start.checked_sub(back).map(|tok| report.form(tok).to_lowercase());
    let back = if at(1).as_deref() == Some("of") { 2 } else { 1 };
    report.knowledge.places.word(&at(back)?).filter(|word| matches!(word, PlaceWord::Kind(_)))
}

/// The key under which a place's name is remembered through a report.
pub fn key(report: &Report, found: &Found) -> String {
    fold(words(report, found.core.clone()))
}
