//! The words of stance.

use super::{Table, TableError};
use crate::row::Stance;
use compact_str::CompactString;
use rapporteur_syntax::labels;
use std::collections::{HashMap, HashSet};

const STANCES: (&str, &str) = ("stances.tsv", include_str!("../../lexicon/en/stances.tsv"));

const WRONGS: (&str, &str) = ("wrongs.tsv", include_str!("../../lexicon/en/wrongs.tsv"));

/// Tables of this topic: file name and text.
pub const TABLES: &[(&str, &str)] = &[STANCES, WRONGS];

labels! {
    /// Part of speech of a word of stance.
    StancePos, default Verb, { Verb = "verb", Adjective = "adjective", Noun = "noun", }
}

/// What states the issue of a stance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// A clause.
    That,
    /// An infinitive.
    To,
    /// An object and an infinitive ("wants the army to leave").
    ObjTo,
    /// A direct object.
    Obj,
    /// A word of wrongdoing said of the object ("called the raid a crime").
    Label,
    /// A phrase under this preposition.
    Under(CompactString),
}

/// A word of stance.
#[derive(Clone, Debug)]
pub struct StanceWord {
    /// Its key in the table.
    pub key: CompactString,
    /// Its part of speech.
    pub pos: StancePos,
    /// The stance it takes.
    pub stance: Stance,
    /// The stance of its denial ("did not accept"), if that is one.
    pub negated: Option<Stance>,
    /// What may state the issue, the likeliest first.
    pub frames: Vec<Frame>,
    /// Where the addressee stands: `obj` or a preposition.
    pub towards: Vec<CompactString>,
}

/// The words of stance, ready to ask.
#[derive(Debug, Default)]
pub struct PositionLexicon {
    words: HashMap<CompactString, StanceWord>,
    wrongs: HashSet<CompactString>,
}

impl PositionLexicon {
    /// Reads the tables.
    pub fn read() -> Result<Self, TableError> {
        let mut words = HashMap::new();
        for row in Table::parse(STANCES.0, STANCES.1)?.rows() {
            let stance = |text: &str| {
                Stance::parse(text).ok_or_else(|| row.error(format!("{text:?} is not in the closed list of stances")))
            };
            let frame = |text: &str| match text {
                "that" => Frame::That,
                "to" => Frame::To,
                "objto" => Frame::ObjTo,
                "obj" => Frame::Obj,
                "label" => Frame::Label,
                preposition => Frame::Under(preposition.trim_end_matches('_').into()),
            };
            let negated = match row.get("negated") {
                "" => None,
                text => Some(stance(text)?),
            };
            let pos = StancePos::parse(row.get("pos")).ok_or_else(|| row.error("expected verb, adjective or noun"))?;
            let word = StanceWord {
                key: row.get("word").into(),
                pos,
                stance: stance(row.get("stance"))?,
                negated,
                frames: row.list("frames").map(frame).collect(),
                towards: row.list("towards").map(Into::into).collect(),
            };
            words.insert(word.key.clone(), word);
        }
        let wrongs = Table::parse(WRONGS.0, WRONGS.1)?.rows().map(|row| row.get("word").into()).collect();
        Ok(PositionLexicon { words, wrongs })
    }

    /// True for the lemma of a word that accuses when it is said of another.
    pub fn is_wrong(&self, lemma: &str) -> bool {
        self.wrongs.contains(lemma)
    }

    /// The entry under a key: a lemma, with its particle or preposition after a blank; a noun with " (n)" after it.
    pub fn word(&self, key: &str) -> Option<&StanceWord> {
        self.words.get(key)
    }
}
