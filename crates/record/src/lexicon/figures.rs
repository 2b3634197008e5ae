//! The number words, units and counted nouns.

use super::{Row, Table, TableError};
use crate::row::Toll;
use compact_str::CompactString;
use rapporteur_syntax::labels;
use std::collections::HashMap;

const NUMBERS: (&str, &str) = ("numbers.tsv", include_str!("../../lexicon/en/numbers.tsv"));
const COMPARATORS: (&str, &str) = ("comparators.tsv", include_str!("../../lexicon/en/comparators.tsv"));
const UNITS: (&str, &str) = ("units.tsv", include_str!("../../lexicon/en/units.tsv"));
const COUNTED: (&str, &str) = ("counted.tsv", include_str!("../../lexicon/en/counted.tsv"));
const TOLLS: (&str, &str) = ("tolls.tsv", include_str!("../../lexicon/en/tolls.tsv"));

/// Tables of this topic: file name and text.
pub const TABLES: &[(&str, &str)] = &[NUMBERS, COMPARATORS, UNITS, COUNTED, TOLLS];

labels! {
    /// What a number word adds to a number.
    NumberKind, default Unit, {
        Unit = "unit", Ten = "ten", Scale = "scale", Suffix = "suffix", Letter = "letter", Dozen = "dozen",
        Plural = "plural", Fraction = "fraction", Share = "share",
    }
}

labels! {
    /// How a number bounds what it counts.
    Bound, default About, { AtLeast = "at-least", AtMost = "at-most", About = "about", }
}

labels! {
    /// Kind of a unit; a symbol stands before its number.
    UnitKind, default Measure, {
        Share = "share", Money = "money", Symbol = "symbol", Duration = "duration", Measure = "measure",
    }
}

labels! {
    /// Where the counted people stand about a word of toll.
    TollRole, default Patient, { Patient = "patient", Subject = "subject", Either = "either", Of = "of", }
}

/// A number word.
#[derive(Clone, Copy, Debug)]
pub struct NumberWord {
    /// What it adds.
    pub kind: NumberKind,
    /// Its value; of a plural the least it can mean; 0 for a share without a number.
    pub value: f64,
}

/// A unit of measure, money, time or share.
#[derive(Clone, Debug)]
pub struct Unit {
    /// As written in a row.
    pub unit: CompactString,
    /// Its kind.
    pub kind: UnitKind,
}

/// A noun that counts people.
#[derive(Clone, Debug)]
pub struct Counted {
    /// As written in a row.
    pub unit: CompactString,
    /// What the number says of its event by itself.
    pub toll: Option<Toll>,
}

/// The number words, units and counted nouns, ready to ask. Every key is lower case.
#[derive(Debug, Default)]
pub struct FigureLexicon {
    numbers: HashMap<CompactString, NumberWord>,
    before: HashMap<CompactString, Bound>,
    after: HashMap<CompactString, Bound>,
    units: HashMap<CompactString, Unit>,
    counted: HashMap<CompactString, Counted>,
    tolls: HashMap<CompactString, (Toll, TollRole)>,
}

impl FigureLexicon {
    /// Reads the tables.
    pub fn read() -> Result<Self, TableError> {
        let mut lexicon = FigureLexicon::default();
        for row in Table::parse(NUMBERS.0, NUMBERS.1)?.rows() {
            let kind = label(&row, "kind", NumberKind::parse)?;
            let value = match row.get("value") {
                "" => 0.0,
                value => value.parse().map_err(|_| row.error(format!("{value:?} is no number")))?,
            };
            lexicon.numbers.insert(row.get("word").into(), NumberWord { kind, value });
        }
        for row in Table::parse(COMPARATORS.0, COMPARATORS.1)?.rows() {
            let meaning = label(&row, "meaning", Bound::parse)?;
            match row.get("place") {
                "before" => lexicon.before.insert(row.get("phrase").into(), meaning),
                "after" => lexicon.after.insert(row.get("phrase").into(), meaning),
                place => return Err(row.error(format!("expected before or after, found {place:?}"))),
            };
        }
        for row in Table::parse(UNITS.0, UNITS.1)?.rows() {
            let kind = label(&row, "kind", UnitKind::parse)?;
            lexicon.units.insert(row.get("word").into(), Unit { unit: row.get("unit").into(), kind });
        }
        for row in Table::parse(COUNTED.0, COUNTED.1)?.rows() {
            let toll = match row.get("toll") {
                "" => None,
                _ => Some(label(&row, "toll", Toll::parse)?),
            };
            lexicon.counted.insert(row.get("noun").into(), Counted { unit: row.get("unit").into(), toll });
        }
        for row in Table::parse(TOLLS.0, TOLLS.1)?.rows() {
            let entry = (label(&row, "toll", Toll::parse)?, label(&row, "role", TollRole::parse)?);
            lexicon.tolls.insert(row.get("word").into(), entry);
        }
        Ok(lexicon)
    }

    /// A number word by its form.
    pub fn number(&self, form: &str) -> Option<NumberWord> {
        self.numbers.get(form).copied()
    }

    /// What a phrase before a number says of it; at most [`Self::LONGEST`] words joined by one blank.
    pub fn before(&self, phrase: &str) -> Option<Bound> {
        self.before.get(phrase).copied()
    }

    /// What a phrase after a number says of it.
    pub fn after(&self, phrase: &str) -> Option<Bound> {
        self.after.get(phrase).copied()
    }

    /// Words in the longest comparator.
    pub const LONGEST: usize = 5;

    /// A unit by its lemma or its form.
    pub fn unit(&self, word: &str) -> Option<&Unit> {
        self.units.get(word)
    }

    /// A noun of people by its lemma.
    pub fn counted(&self, lemma: &str) -> Option<&Counted> {
        self.counted.get(lemma)
    }

    /// A word of toll by its lemma.
    pub fn toll(&self, lemma: &str) -> Option<(Toll, TollRole)> {
        self.tolls.get(lemma).copied()
    }
}

/// A cell of a closed set of labels.
fn label<T>(row: &Row, column: &str, parse: fn(&str) -> Option<T>) -> Result<T, TableError> {
    parse(row.get(column)).ok_or_else(|| row.error(format!("{column} {:?} is not in the closed list", row.get(column))))
}
