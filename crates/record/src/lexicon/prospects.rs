//! The words of plan, promise, prediction and likelihood.

use super::{Table, TableError};
use crate::row::ProspectKind;
use compact_str::CompactString;
use rapporteur_syntax::labels;
use std::collections::HashMap;

const FORESIGHT: (&str, &str) = ("foresight.tsv", include_str!("../../lexicon/en/foresight.tsv"));
const LIKELIHOOD: (&str, &str) = ("likelihood.tsv", include_str!("../../lexicon/en/likelihood.tsv"));

/// Tables of this topic: file name and text.
pub const TABLES: &[(&str, &str)] = &[FORESIGHT, LIKELIHOOD];

labels! {
    /// Part of speech of a word that foretells.
    ForesightPos, default Verb, { Verb = "verb", Adjective = "adjective", Noun = "noun", }
}

labels! {
    /// Who foretells by a word: its subject, its owner, or whoever's words they are.
    Teller, default Report, { Subject = "subject", Owner = "owner", Report = "report", }
}

labels! {
    /// How a word bears on chance.
    Chance, default Hedge, { Scale = "scale", Possible = "possible", Future = "future", Hedge = "hedge", }
}

/// What a word foretells, by how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Foretold {
    /// An infinitive.
    To,
    /// A clause.
    That,
    /// An object.
    Obj,
    /// An object, where a future date stands with it.
    Goods,
    /// A future date.
    When,
    /// The infinitive after "going".
    Going,
    /// An object under a negation ("did not rule out").
    Denied,
    /// The act that an adjective stands before ("an imminent attack").
    Noun,
    /// A phrase under this preposition.
    Under(CompactString),
}

/// A word that foretells.
#[derive(Clone, Debug)]
pub struct ForesightWord {
    /// Its key in the table.
    pub key: CompactString,
    /// Its part of speech.
    pub pos: ForesightPos,
    /// What it makes of what it foretells.
    pub kind: ProspectKind,
    /// How what it foretells may stand, the likeliest first.
    pub frames: Vec<Foretold>,
    /// Who foretells.
    pub teller: Teller,
}

/// A word of chance.
#[derive(Clone, Copy, Debug)]
pub struct ChanceWord {
    /// How it bears on chance.
    pub class: Chance,
    /// What readers take it to mean, in percent.
    pub band: Option<(u8, u8)>,
}

/// The words of plan, promise, prediction and likelihood, ready to ask.
#[derive(Debug, Default)]
pub struct ProspectLexicon {
    words: HashMap<CompactString, ForesightWord>,
    chances: HashMap<CompactString, ChanceWord>,
}

impl ProspectLexicon {
    /// Reads the tables.
    pub fn read() -> Result<Self, TableError> {
        let mut lexicon = ProspectLexicon::default();
        for row in Table::parse(FORESIGHT.0, FORESIGHT.1)?.rows() {
            let frame = |text: &str| match text {
                "to" => Foretold::To,
                "that" => Foretold::That,
                "obj" => Foretold::Obj,
                "goods" => Foretold::Goods,
                "when" => Foretold::When,
                "going" => Foretold::Going,
                "denied" => Foretold::Denied,
                "noun" => Foretold::Noun,
                preposition => Foretold::Under(preposition.into()),
            };
            let word = ForesightWord {
                key: row.get("word").into(),
                pos: ForesightPos::parse(row.get("pos")).ok_or_else(|| row.error("pos is not in the closed list"))?,
                kind: ProspectKind::parse(row.get("kind"))
                    .ok_or_else(|| row.error("kind is not in the closed list"))?,
                frames: row.list("frames").map(frame).collect(),
                teller: Teller::parse(row.get("teller"))
                    .ok_or_else(|| row.error("teller is not in the closed list"))?,
            };
            lexicon.words.insert(word.key.clone(), word);
        }
        for row in Table::parse(LIKELIHOOD.0, LIKELIHOOD.1)?.rows() {
            let class = Chance::parse(row.get("class")).ok_or_else(|| row.error("class is not in the closed list"))?;
            let band = row.get("low").parse().ok().zip(row.get("high").parse().ok());
            if band.is_some() != (class == Chance::Scale) {
                return Err(row.error("a scale word, and only that, has two numbers in percent"));
            }
            lexicon.chances.insert(row.get("phrase").into(), ChanceWord { class, band });
        }
        Ok(lexicon)
    }

    /// The entry under a key: a lemma, with its particle after a blank; a noun with " (n)" after it.
    pub fn word(&self, key: &str) -> Option<&ForesightWord> {
        self.words.get(key)
    }

    /// A phrase of chance, of at most [`Self::LONGEST`] words in lower case joined by one blank.
    pub fn chance(&self, phrase: &str) -> Option<ChanceWord> {
        self.chances.get(phrase).copied()
    }

    /// Words in the longest phrase of chance.
    pub const LONGEST: usize = 4;
}
