//! The words around an actor that decide how a name or an office beside them is meant, and the titles before names.

use super::actors::Gender;
use super::{Row, TableError};
use compact_str::CompactString;
use std::collections::{HashMap, HashSet};

/// What a word beside a name or an office does to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Only those who can speak and want do it: a place under it is who governs it.
    Willed,
    /// Its "to" and "from" name a party, no place.
    Dealing,
    /// Its "to" is a receiver and no direction: "aid to Chad".
    Giving,
    /// An office before which a state is the matter and not the side: "Syria envoy".
    Abroad,
    /// An office of which a report may name any state's holder.
    Anybody,
    /// A noun that is a state each: "country".
    Land,
    /// Before such a noun: none in particular.
    Several,
    /// Before an office that has ended.
    Former,
    /// A noun that names nobody alone: "member".
    Part,
}

impl Use {
    fn parse(code: &str) -> Option<Self> {
        Some(match code {
            "willed" => Use::Willed,
            "dealing" => Use::Dealing,
            "giving" => Use::Giving,
            "abroad" => Use::Abroad,
            "anybody" => Use::Anybody,
            "land" => Use::Land,
            "several" => Use::Several,
            "former" => Use::Former,
            "part" => Use::Part,
            _ => return None,
        })
    }
}

/// A title before a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// Gender, if it tells.
    pub gender: Option<Gender>,
    /// The office that it abbreviates.
    pub office: Option<CompactString>,
    /// No part of the name: "Mr".
    pub courtesy: bool,
}

/// What the holder of an office does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tenure {
    /// Lemmas of the verbs whose subject holds it in the body that is their object.
    pub verbs: Vec<CompactString>,
    /// Lemmas of the bodies that have the office; all when empty.
    pub bodies: Vec<CompactString>,
}

/// The tables, ready to ask.
#[derive(Debug, Default)]
pub struct Address {
    tenures: HashMap<CompactString, Tenure>,
    leading: HashSet<CompactString>,
    uses: HashMap<CompactString, Vec<Use>>,
    titles: HashMap<CompactString, Title>,
}

impl Address {
    pub(super) fn add_word(&mut self, row: &Row) -> Result<(), TableError> {
        let uses = row.list("uses").map(|code| Use::parse(code).ok_or_else(|| row.error("no such use")));
        self.uses.insert(row.get("word").into(), uses.collect::<Result<_, _>>()?);
        Ok(())
    }

    pub(super) fn add_title(&mut self, row: &Row, gender: Option<Gender>) {
        let office = Some(row.get("office")).filter(|office| !office.is_empty()).map(CompactString::from);
        let title = Title { gender, office, courtesy: row.get("courtesy") == "courtesy" };
        self.titles.insert(row.get("title").into(), title);
    }

    pub(super) fn add_tenure(&mut self, row: &Row) {
        let words = |column| row.list(column).map(CompactString::from).collect();
        let tenure = Tenure { verbs: words("verbs"), bodies: words("bodies") };
        self.leading.extend(tenure.verbs.iter().cloned());
        self.tenures.insert(row.key().into(), tenure);
    }

    /// What the holder of an office (a lemma in lower case) does.
    pub fn tenure(&self, office: &str) -> Option<&Tenure> {
        self.tenures.get(office)
    }

    /// True for a verb whose subject holds some office.
    pub fn holds_office(&self, verb: &str) -> bool {
        self.leading.contains(verb)
    }

    /// True for a word (a lemma in lower case) of this use.
    pub fn has(&self, word: &str, of: Use) -> bool {
        self.uses.get(word).is_some_and(|uses| uses.contains(&of))
    }

    /// The title that a word is, in any case, with its dot or without.
    pub fn title(&self, word: &str) -> Option<&Title> {
        self.titles.get(word.trim_end_matches('.').to_lowercase().as_str())
    }

    /// True for "Mr", "Dr." and their like.
    pub fn is_courtesy(&self, word: &str) -> bool {
        word.starts_with(char::is_uppercase) && self.title(word).is_some_and(|title| title.courtesy)
    }
}
