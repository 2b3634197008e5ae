//! Names that the tagger cut in two, or ran together.

use crate::lexicon::places::PlaceWord;
use crate::row::PlaceKind;
use crate::{Document, Knowledge};
use rapporteur_syntax::{Name, NameKind, Syntax};
use std::ops::Range;

/// The names with their pieces put together and what was run together taken apart; in text order.
pub fn mend(document: &Document, syntax: &Syntax, knowledge: &Knowledge) -> Vec<Name> {
    let text = Pieces { document, syntax, knowledge };
    let mut mended: Vec<Name> = Vec::with_capacity(syntax.names.len());
    for name in &syntax.names {
        match mended.last_mut().and_then(|last| text.joined(last, name).map(|kind| (last, kind))) {
            Some((last, kind)) => {
                last.tokens.end = name.tokens.end;
                last.kind = kind;
            }
            None => mended.extend(text.parts(name)),
        }
    }
    mended
}

struct Pieces<'a> {
    document: &'a Document,
    syntax: &'a Syntax,
    knowledge: &'a Knowledge,
}

impl<'a> Pieces<'a> {
    fn words(&self, tokens: Range<usize>) -> &'a str {
        self.syntax.span(tokens).of(&self.document.text)
    }

    /// The kind of the whole, where a name goes on from the one right before it.
    fn joined(&self, one: &Name, next: &Name) -> Option<NameKind> {
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
        // "West" | "African", "Western" | "Australia".
        if land && self.is_part(first) {
            return Some(match next.kind {
                NameKind::Polity => NameKind::Location,
                kind => kind,
            });
        }
        // "Ms" | "Okafor": a title is no part of the name.
        let lower = first.to_lowercase();
        let title = self.knowledge.actors.noun(&lower).is_some() || self.knowledge.actors.is_no_name(&lower);
        let persons = one.kind == NameKind::Person && next.kind == NameKind::Person && !title;
        (persons && self.is_surname(one, next)).then_some(NameKind::Person)
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
        let whole = given(self.words(one.tokens.start..one.tokens.start + 1)) && one.tokens.len() > 1;
        short && !whole && !given(opening) && self.words(one.tokens.clone()) != self.words(next.tokens.clone())
    }

    /// A person's name without an address after it; one word said twice ("Ruth" signed, "Ruth," addressed) is two names.
    fn parts(&self, name: &Name) -> Vec<Name> {
        let mut tokens = name.tokens.clone();
        if name.kind == NameKind::Person {
            while tokens.len() > 1 && self.words(tokens.end - 1..tokens.end).contains('@') {
                tokens.end -= 1;
            }
            let (first, rest) = (tokens.start..tokens.start + 1, tokens.start + 1..tokens.end);
            let twice = tokens.len() == 2 && self.words(first.clone()) == self.words(rest.clone());
            if twice && self.knowledge.actors.gender(self.words(first.clone())).is_some() {
                return vec![Name { tokens: first, ..name.clone() }, Name { tokens: rest, ..name.clone() }];
            }
        }
        vec![Name { tokens, ..name.clone() }]
    }
}
