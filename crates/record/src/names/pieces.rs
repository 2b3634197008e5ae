//! Names that the tagger cut in two, or ran together.

use crate::lexicon::places::PlaceWord;
use crate::row::PlaceKind;
use crate::{Document, Knowledge};
use rapporteur_syntax::{Name, NameKind, Syntax, Upos};
use std::collections::HashSet;
use std::ops::Range;

/// The names with their pieces put together and what was run together taken apart; in text order.
pub fn mend(document: &Document, syntax: &Syntax, knowledge: &Knowledge) -> Vec<Name> {
    let full = syntax.names.iter().filter(|name| name.kind == NameKind::Person && name.tokens.len() > 1);
    let people = full.clone().map(|name| syntax.span(name.tokens.clone()).of(&document.text)).collect();
    let firsts = full.map(|name| syntax.tokens[name.tokens.start].span.of(&document.text)).collect();
    let text = Pieces { document, syntax, knowledge, people, firsts };
    let mut mended: Vec<Name> = Vec::with_capacity(syntax.names.len());
    for name in &syntax.names {
        match mended.last_mut().and_then(|last| text.joined(last, name).map(|kind| (last, kind))) {
            Some((last, kind)) => {
                last.tokens.end = name.tokens.end;
                last.kind = kind;
            }
            None => mended.extend(text.parts(&text.with_initials(name, &mended))),
        }
    }
    for name in &mut mended {
        while name.tokens.len() > 1 && matches!(text.words(name.tokens.end - 1..name.tokens.end), "of" | "the") {
            name.tokens.end -= 1;
        }
    }
    mended
}

struct Pieces<'a> {
    document: &'a Document,
    syntax: &'a Syntax,
    knowledge: &'a Knowledge,
    /// The report's persons with more than one word to their name.
    people: HashSet<&'a str>,
    /// The first words of these.
    firsts: HashSet<&'a str>,
}

impl<'a> Pieces<'a> {
    fn words(&self, tokens: Range<usize>) -> &'a str {
        self.syntax.span(tokens).of(&self.document.text)
    }

    /// The kind of the whole, where a name goes on from the one right before it.
    fn joined(&self, one: &Name, next: &Name) -> Option<NameKind> {
        if self.is_turned(one, next) {
            return Some(NameKind::Person);
        }
        let beside = one.tokens.end == next.tokens.start
            && self.syntax.sentence(one.tokens.start).tokens.contains(&next.tokens.start);
        if !beside {
            return None;
        }
        let first = self.words(one.tokens.clone());
        let last = self.words(one.tokens.end - 1..one.tokens.end);
        let land = matches!(next.kind, NameKind::Polity | NameKind::Location | NameKind::Group);
        // "The" | "Guardian".
        if first == "The" {
            return Some(next.kind);
        }
        // "Gulf of" | "Mexico", "City of" | "Joburg", "Bank of" | "Korea".
        if last == "of" && one.tokens.len() > 1 && land {
            return self.headed(&self.words(one.tokens.end - 2..one.tokens.end - 1).to_lowercase());
        }
        // "Third Chamber of the" | "Harbour Court".
        let article = |at: usize| last == "the" && self.words(at..at + 1) == "of";
        let body = one.kind == NameKind::Organisation && next.kind == NameKind::Organisation;
        if body && one.tokens.len() > 2 && (last == "of" || article(one.tokens.end - 2)) {
            return Some(NameKind::Organisation);
        }
        // "West" | "African", "Western" | "Australia".
        if land && self.is_part(first) {
            return Some(match next.kind {
                NameKind::Polity => NameKind::Location,
                kind => kind,
            });
        }
        // "Ms" | "Okafor": a title is no part of the name.
        let lower = first.to_lowercase();
        let actors = &self.knowledge.actors;
        let title =
            actors.noun(&lower).is_some() || actors.is_no_name(&lower) || actors.address.title(&lower).is_some();
        let persons = one.kind == NameKind::Person && next.kind == NameKind::Person && !title;
        let initials = || one.tokens.clone().all(|tok| is_initial(self.words(tok..tok + 1)));
        (persons && (initials() || self.is_surname(one, next))).then_some(NameKind::Person)
    }

    /// `"Okafor, Amina"` in quotation marks: a list's or a letter's way to write a person.
    fn is_turned(&self, one: &Name, next: &Name) -> bool {
        let quote = |tok: usize| tok < self.syntax.len() && matches!(self.words(tok..tok + 1), "\"" | "“" | "”");
        let comma = one.tokens.end;
        comma + 1 == next.tokens.start
            && self.words(comma..comma + 1) == ","
            && self.syntax.sentence(one.tokens.start).tokens.contains(&next.tokens.start)
            && one.tokens.start.checked_sub(1).is_some_and(quote)
            && quote(next.tokens.end)
            && self.knowledge.actors.gender(self.words(next.tokens.start..next.tokens.start + 1)).is_some()
    }

    /// A person's name with the initials right before it that the tagger left out; `before` are the names so far.
    fn with_initials(&self, name: &Name, before: &[Name]) -> Name {
        let sentence = self.syntax.sentence(name.tokens.start).tokens.start;
        let free = before.last().map_or(sentence, |last| last.tokens.end.max(sentence));
        let mut start = name.tokens.start;
        let left_out = |tok: usize| {
            let word = self.words(tok..tok + 1);
            word.ends_with('.') && word != "P.S." && is_initial(word)
        };
        while name.kind == NameKind::Person && start > free && left_out(start - 1) {
            start -= 1;
        }
        Name { tokens: start..name.tokens.end, kind: name.kind }
    }

    /// The kind of name that a noun before "of" begins.
    fn headed(&self, noun: &str) -> Option<NameKind> {
        match self.knowledge.places.word(noun) {
            Some(PlaceWord::Kind(PlaceKind::Area | PlaceKind::Water | PlaceKind::Region)) => Some(NameKind::Location),
            Some(PlaceWord::Kind(_)) => Some(NameKind::Polity),
            _ => self.knowledge.actors.noun(noun).map(|_| NameKind::Organisation),
        }
    }

    /// "South", "Latin": a word that stands before the name of a land.
    fn is_part(&self, word: &str) -> bool {
        let part = || self.knowledge.places.word(&word.to_lowercase()) == Some(PlaceWord::Part);
        word.starts_with(char::is_uppercase) && !word.contains(' ') && (part() || word == "Latin")
    }

    /// "Kishori" | "Lal Sharma", "R. E." | "Glenn": a name that only goes on; a given name begins another person's.
    fn is_surname(&self, one: &Name, next: &Name) -> bool {
        let opening = self.words(next.tokens.start..next.tokens.start + 1);
        let given = |word: &str| self.knowledge.actors.gender(word).is_some();
        let short = one.tokens.len() == 1 || next.tokens.len() == 1 && one.tokens.len() == 2;
        let first = self.words(one.tokens.start..one.tokens.start + 1);
        let last = self.words(one.tokens.end - 1..one.tokens.end);
        let whole = one.tokens.len() > 1 && (given(first) || is_initial(first) && !is_initial(last));
        short && !whole && !given(opening) && self.words(one.tokens.clone()) != self.words(next.tokens.clone())
    }

    /// A person's name without an address after it; one word said twice ("Ruth" signed, "Ruth," addressed) is two names,
    /// and so are a town and the land it lies in ("Dayton Ohio").
    fn parts(&self, name: &Name) -> Vec<Name> {
        let mut tokens = name.tokens.clone();
        if name.kind == NameKind::Person {
            // "Ada Okafor@HARBOUR" is how an office writes her, "ada@harbour.example" where to write.
            let address =
                |word: &str| word.split_once('@').is_some_and(|(_, host)| host.is_empty() || host.contains('.'));
            while tokens.len() > 1 && address(self.words(tokens.end - 1..tokens.end)) {
                tokens.end -= 1;
            }
            let (first, rest) = (tokens.start..tokens.start + 1, tokens.start + 1..tokens.end);
            let twice = tokens.len() == 2 && self.words(first.clone()) == self.words(rest.clone());
            if twice && self.knowledge.actors.gender(self.words(first.clone())).is_some() {
                return vec![Name { tokens: first, ..name.clone() }, Name { tokens: rest, ..name.clone() }];
            }
            // "Miss Okafor", but "Madam Speaker".
            let office = |tok: usize| self.knowledge.actors.noun(&self.words(tok..tok + 1).to_lowercase()).is_some();
            let courtesy = |tok: usize| self.knowledge.actors.address.is_courtesy(self.words(tok..tok + 1));
            if tokens.len() > 1 && courtesy(tokens.start) && !office(tokens.start + 1) {
                tokens.start += 1;
            }
            if let Some(greeted) = self.greeted(&tokens) {
                return [tokens.start..greeted, greeted..tokens.end]
                    .map(|tokens| Name { tokens, ..name.clone() })
                    .into();
            }
        }
        match self.land_after_town(name) {
            Some(land) => vec![
                Name { tokens: tokens.start..land, kind: NameKind::Polity },
                Name { tokens: land..tokens.end, kind: NameKind::Polity },
            ],
            None => vec![Name { tokens, ..name.clone() }],
        }
    }

    /// Where the person begins to whom a letter speaks, behind the name of who signed the one before: "Ada Okafor Ruth, Please".
    fn greeted(&self, tokens: &Range<usize>) -> Option<usize> {
        let (last, comma) = (tokens.end.checked_sub(1)?, tokens.end);
        if tokens.len() < 2 || comma + 1 >= self.syntax.len() || !matches!(self.words(comma..comma + 1), "," | ":") {
            return None;
        }
        let opens = self.words(comma + 1..comma + 2).starts_with(char::is_uppercase)
            && self.syntax.tokens[comma + 1].upos != Upos::Propn;
        let first = |tok: usize| {
            let word = self.words(tok..tok + 1);
            self.knowledge.actors.gender(word).is_some() || self.firsts.contains(word)
        };
        let signed = match tokens.len() {
            2 => first(tokens.start),
            _ => self.people.contains(self.words(tokens.start..last)),
        };
        (opens && signed && first(last)).then_some(last)
    }

    /// Where the land begins that stands behind its town without a comma: "Dayton Ohio", "Lyon France".
    fn land_after_town(&self, name: &Name) -> Option<usize> {
        let places = &self.knowledge.places;
        let known = |words: &str| places.named(words).next().is_some() || places.largest(words).is_some();
        let place = matches!(name.kind, NameKind::Polity | NameKind::Location);
        if !place || name.tokens.len() < 2 || known(self.words(name.tokens.clone())) {
            return None;
        }
        (name.tokens.start + 1..name.tokens.end).find(|&land| {
            let (town, land) = (self.words(name.tokens.start..land), self.words(land..name.tokens.end));
            let country = match places.short(land).or_else(|| places.short(&land.to_uppercase())) {
                Some(short) => Some(short.country.clone()),
                None => places.named(land).next().and_then(|place| place.country.clone()),
            };
            let inside = |country: &str| places.world(town).any(|place| place.country == country);
            self.knowledge.actors.noun(&town.to_lowercase()).is_none()
                && places.word(&town.to_lowercase()).is_none()
                && country.is_some_and(|country| inside(&country))
        })
    }
}

/// "R.", "J.K.", "V": the letters of given names.
fn is_initial(word: &str) -> bool {
    let letters = word.split('.').filter(|letter| !letter.is_empty());
    let single = |letter: &str| letter.chars().count() == 1 && letter.chars().all(char::is_uppercase);
    word.chars().any(char::is_uppercase) && letters.into_iter().all(single)
}
