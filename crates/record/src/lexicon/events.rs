//! The verbs and nouns of political acts and their codes.
//!
//! - [`Frame`] is one entry of `event_verbs.tsv` or `event_nouns.tsv`: words, conditions, roles, codes.
//! - [`need`] has the small language of an entry's conditions, [`slot`] that of its roles.
//! - [`Effect`] says what a governing word makes of the act it governs (`factuality.tsv`).

mod frame;
pub mod need;
pub mod slot;

use super::{Table, TableError};
use compact_str::CompactString;
use rapporteur_syntax::inflection::bases;
use rapporteur_syntax::{Token, Upos};
use std::collections::{HashMap, HashSet};

pub use frame::{Codes, Frame};

/// Tables of this topic: file name and text.
pub const TABLES: &[(&str, &str)] = &[
    ("event_classes.tsv", include_str!("../../lexicon/en/event_classes.tsv")),
    ("event_instruments.tsv", include_str!("../../lexicon/en/event_instruments.tsv")),
    ("event_nouns.tsv", include_str!("../../lexicon/en/event_nouns.tsv")),
    ("event_verbs.tsv", include_str!("../../lexicon/en/event_verbs.tsv")),
    ("event_words.tsv", include_str!("../../lexicon/en/event_words.tsv")),
    ("factuality.tsv", include_str!("../../lexicon/en/factuality.tsv")),
];

/// A set of lemmas.
pub type Lemmas = HashSet<CompactString>;

rapporteur_syntax::labels! {
    /// What a governing word makes of the act it governs.
    Effect, default Fact, {
        Fact = "fact", Negative = "negative", Possible = "possible", Probable = "probable", Future = "future",
        Ended = "ended",
    }
}

rapporteur_syntax::labels! {
    /// What a word is to an event or a stance it stands beside; `event_words.tsv` explains each.
    Use, default Group, {
        Abstract = "abstract", Accident = "accident", Blow = "blow", Dropping = "dropping", Fiction = "fiction",
        Group = "group", Happen = "happen", Harm = "harm", Hostile = "hostile", Light = "light", Market = "market",
        Measure = "measure", Occur = "occur", Private = "private", Sport = "sport", Stative = "stative",
        Violent = "violent", Voicing = "voicing",
    }
}

/// The verbs and nouns of political acts and their codes, ready to ask.
#[derive(Debug, Default)]
pub struct EventLexicon {
    frames: Vec<Frame>,
    verbs: HashMap<CompactString, Vec<usize>>,
    nouns: HashMap<CompactString, Vec<usize>>,
    words: HashMap<CompactString, Vec<Use>>,
    instruments: HashMap<CompactString, &'static str>,
    effects: HashMap<CompactString, Effect>,
}

impl EventLexicon {
    /// Reads the tables.
    pub fn read() -> Result<Self, TableError> {
        let mut lexicon = EventLexicon::default();
        let classes = lexicon.read_words()?;
        for (nominal, name) in [(false, "event_verbs.tsv"), (true, "event_nouns.tsv")] {
            for row in table(name)?.rows() {
                let frame = Frame::read(row, nominal, &classes)?;
                let index = if nominal { &mut lexicon.nouns } else { &mut lexicon.verbs };
                for lemma in row.list("lemmas") {
                    index.entry(lemma.into()).or_default().push(lexicon.frames.len());
                }
                lexicon.frames.push(frame);
            }
        }
        Ok(lexicon)
    }

    /// Reads the plain word lists and gives the classes, which only the frames ask for.
    fn read_words(&mut self) -> Result<HashMap<CompactString, Lemmas>, TableError> {
        let mut classes: HashMap<CompactString, Lemmas> = HashMap::new();
        for row in table("event_classes.tsv")?.rows() {
            for class in row.list("classes") {
                classes.entry(class.into()).or_default().insert(row.get("lemma").into());
            }
        }
        for row in table("event_words.tsv")?.rows() {
            let uses = row.list("uses").map(|label| Use::parse(label).ok_or_else(|| row.error("no such use")));
            self.words.insert(row.get("lemma").into(), uses.collect::<Result<_, _>>()?);
        }
        for row in table("event_instruments.tsv")?.rows() {
            let mode = frame::mode(row.get("mode")).ok_or_else(|| row.error("no such mode"))?;
            self.instruments.insert(row.get("lemma").into(), mode);
        }
        for row in table("factuality.tsv")?.rows() {
            let effect = Effect::parse(row.get("effect")).ok_or_else(|| row.error("no such effect"))?;
            self.effects.insert(row.get("governor").into(), effect);
        }
        Ok(classes)
    }

    /// A word's lemma in lower case; of one that no table knows, the base of its form that a table knows.
    ///
    /// "Mine" is looked up whatever its tag: it often passes for a pronoun.
    pub fn mended(&self, token: &Token, form: &str) -> CompactString {
        let lemma = CompactString::from_str_to_lowercase(&token.lemma);
        let known = |word: &str| match token.upos {
            Upos::Verb => self.verbs.contains_key(word) || self.effects.contains_key(word),
            _ => self.nouns.contains_key(word) || self.instruments.contains_key(word),
        };
        if !matches!(token.upos, Upos::Verb | Upos::Noun | Upos::Pron) || known(&lemma) {
            return lemma;
        }
        bases(&lemma, form).into_iter().find(|base| known(base)).unwrap_or(lemma)
    }

    /// The frames a verb or a predicative adjective may have.
    pub fn verb(&self, lemma: &str) -> impl Iterator<Item = &Frame> {
        self.verbs.get(lemma).into_iter().flatten().map(|&at| &self.frames[at])
    }

    /// The frames a noun may have.
    pub fn noun(&self, lemma: &str) -> impl Iterator<Item = &Frame> {
        self.nouns.get(lemma).into_iter().flatten().map(|&at| &self.frames[at])
    }

    /// True when a word has this use in `event_words.tsv`.
    pub fn used(&self, lemma: &str, of: Use) -> bool {
        self.words.get(lemma).is_some_and(|uses| uses.contains(&of))
    }

    /// The mode of an assault that a word tells of.
    pub fn instrument(&self, lemma: &str) -> Option<&'static str> {
        self.instruments.get(lemma).copied()
    }

    /// What a governor makes of the act it governs; the words are a lemma, or a lemma and its particle.
    pub fn effect(&self, governor: &str) -> Option<Effect> {
        self.effects.get(governor).copied()
    }
}

fn table(name: &'static str) -> Result<Table<'static>, TableError> {
    let text = TABLES.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text);
    Table::parse(name, text)
}
