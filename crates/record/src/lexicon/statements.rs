//! The cues of attribution and the acts they perform.

use super::{Table, TableError};
use crate::recorder::statements::weights::{ENGLISH, Weights};
use crate::row::Act;
use std::collections::HashMap;

/// Tables of this topic: file name and text.
pub const TABLES: &[(&str, &str)] = &[
    ("clause-words.tsv", include_str!("../../lexicon/en/clause-words.tsv")),
    ("cue-company.tsv", include_str!("../../lexicon/en/cue-company.tsv")),
    ("cues.tsv", include_str!("../../lexicon/en/cues.tsv")),
];

/// Word class of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum CueClass {
    /// "say", "point out".
    Verb,
    /// "claim", "opposition".
    Noun,
    /// "confident", "critical".
    Adjective,
}

/// What a cue takes as its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// A finite clause or a quotation.
    Clause,
    /// An infinitive, or a phrase with "to".
    Infinitive,
    /// A noun phrase.
    Object,
    /// A participle clause.
    Participle,
    /// The cue's subject belongs to the content ("the deal seems dead").
    Raising,
    /// No content: whoever is moved is the source ("he was alarmed that").
    Patient,
    /// A phrase under this preposition.
    Under(String),
}

impl Frame {
    fn parse(text: &str) -> Self {
        match text {
            "that" => Frame::Clause,
            "to" => Frame::Infinitive,
            "obj" => Frame::Object,
            "ing" => Frame::Participle,
            "raise" => Frame::Raising,
            "patient" => Frame::Patient,
            preposition => Frame::Under(preposition.to_owned()),
        }
    }
}

/// A word, with its particle, that attributes a content to a source.
#[derive(Clone, Debug)]
pub struct Cue {
    /// The entry's key: lemma, particle and word class.
    pub key: String,
    /// Word class.
    pub class: CueClass,
    /// What follows the lemma: particle or fixed words.
    pub rest: Vec<String>,
    /// What the speaker does by it.
    pub act: Act,
    /// The contents it takes, each with the act it then performs.
    pub frames: Vec<(Frame, Act)>,
}

impl Cue {
    /// The act performed with this frame, when the entry has it.
    pub fn act_with(&self, frame: &Frame) -> Option<Act> {
        self.frames.iter().find(|(known, _)| known == frame).map(|(_, act)| *act)
    }

    /// True when the entry has this frame.
    pub fn takes(&self, frame: &Frame) -> bool {
        self.act_with(frame).is_some()
    }

    /// The prepositions that may lead to the content.
    pub fn prepositions(&self) -> impl Iterator<Item = (&str, Act)> {
        self.frames.iter().filter_map(|(frame, act)| match frame {
            Frame::Under(preposition) => Some((preposition.as_str(), *act)),
            _ => None,
        })
    }
}

/// What a word beside a cue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Company {
    /// Verb whose infinitive or participle carries the cue.
    Lead,
    /// Verb that carries a cue noun.
    Light,
    /// What a speaker issues and speaks in.
    Document,
    /// Where people speak to each other, which issues nothing and speaks for nobody.
    Talk,
    /// What carries words.
    Medium,
    /// Who carries words.
    Outlet,
    /// Verb of hearing and quoting.
    Rehearse,
}

/// Where a clause or phrase belongs that a word leads on to or brings in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// Noun with a clause of its own, though nobody says it.
    Stating,
    /// Preposition that brings in somebody else than who speaks.
    Apart,
    /// Preposition that says where a thing stands.
    Beside,
    /// Verb of giving: the first of two objects gets the second.
    Giving,
    /// Verb whose "of" tells of what, not whose.
    Charging,
    /// Verb whose "to" or "with" names who hears what its subject says beside it.
    Turning,
    /// Verb of speech that needs not tell what was said.
    Speaking,
    /// What stands for whoever speaks where a transcript turns to them ("QUESTION: …").
    Turn,
    /// What stands before a colon over a piece of news and speaks no word of it ("UPDATE: …").
    Heading,
    /// Verb that reports, but not with people for its object.
    Withdrawing,
    /// Verb whose subject answers for the document that is its object.
    Issuing,
    /// Verb whose object is whom one has it from.
    Citing,
    /// A document or an event in words that is nobody's speech.
    Speechless,
}

/// The cues of attribution and the acts they perform, ready to ask.
#[derive(Debug, Default)]
pub struct StatementLexicon {
    cues: Vec<Cue>,
    by_lemma: HashMap<String, Vec<usize>>,
    by_form: HashMap<String, Vec<usize>>,
    company: HashMap<String, Company>,
    joints: HashMap<String, Vec<Joint>>,
    weights: Weights,
}

impl StatementLexicon {
    /// Reads the tables.
    pub fn read() -> Result<Self, TableError> {
        let weights = Weights::read(ENGLISH).ok_or_else(|| TableError {
            table: "statements.bin".into(),
            line: 1,
            problem: "expected the tables of every question: fit it anew with `rapporteur-train statements`".into(),
        })?;
        let mut lexicon = StatementLexicon { weights, ..StatementLexicon::default() };
        for (name, text) in TABLES {
            let table = Table::parse(name, text)?;
            match *name {
                "clause-words.tsv" => lexicon.read_joints(&table)?,
                "cue-company.tsv" => lexicon.read_company(&table)?,
                _ => lexicon.read_cues(&table)?,
            }
        }
        Ok(lexicon)
    }

    fn read_cues(&mut self, table: &Table) -> Result<(), TableError> {
        for row in table.rows() {
            let (words, class) = row.key().rsplit_once('.').ok_or_else(|| row.error("expected lemma.class"))?;
            let class = match class {
                "v" => CueClass::Verb,
                "n" => CueClass::Noun,
                "j" => CueClass::Adjective,
                _ => return Err(row.error("expected one of the classes v, n, j")),
            };
            let parse = |text: &str| Act::parse(text).ok_or_else(|| row.error(format!("{text:?} is no act")));
            let act = parse(row.get("act"))?;
            let mut frames = Vec::new();
            for frame in row.list("frames") {
                let (frame, own) = frame.split_once('=').map_or((frame, act), |(f, a)| (f, parse(a).unwrap_or(act)));
                frames.push((Frame::parse(frame), own));
            }
            let mut words = words.split(' ').map(str::to_owned);
            let lemma = words.next().unwrap_or_default();
            let cue = Cue { key: row.key().to_owned(), class, rest: words.collect(), act, frames };
            for form in inflected(&lemma, class) {
                self.by_form.entry(form).or_default().push(self.cues.len());
            }
            self.by_lemma.entry(lemma).or_default().push(self.cues.len());
            self.cues.push(cue);
        }
        // The longest entry of a lemma is asked first.
        let lengths: Vec<usize> = self.cues.iter().map(|cue| cue.rest.len()).collect();
        let longest_first = |list: &mut Vec<usize>| list.sort_by_key(|&idx| (usize::MAX - lengths[idx], idx));
        self.by_lemma.values_mut().for_each(longest_first);
        self.by_form.values_mut().for_each(longest_first);
        Ok(())
    }

    fn read_joints(&mut self, table: &Table) -> Result<(), TableError> {
        for row in table.rows() {
            let mut joints = Vec::new();
            for role in row.list("role") {
                joints.push(match role {
                    "stating" => Joint::Stating,
                    "apart" => Joint::Apart,
                    "beside" => Joint::Beside,
                    "giving" => Joint::Giving,
                    "turning" => Joint::Turning,
                    "charging" => Joint::Charging,
                    "speaking" => Joint::Speaking,
                    "turn" => Joint::Turn,
                    "heading" => Joint::Heading,
                    "withdrawing" => Joint::Withdrawing,
                    "issuing" => Joint::Issuing,
                    "citing" => Joint::Citing,
                    "speechless" => Joint::Speechless,
                    other => return Err(row.error(format!("{other:?} is no role"))),
                });
            }
            self.joints.insert(row.key().to_owned(), joints);
        }
        Ok(())
    }

    fn read_company(&mut self, table: &Table) -> Result<(), TableError> {
        for row in table.rows() {
            let role = match row.get("role") {
                "lead" => Company::Lead,
                "light" => Company::Light,
                "document" => Company::Document,
                "talk" => Company::Talk,
                "medium" => Company::Medium,
                "outlet" => Company::Outlet,
                "rehearse" => Company::Rehearse,
                other => return Err(row.error(format!("{other:?} is no role"))),
            };
            self.company.insert(row.key().to_owned(), role);
        }
        Ok(())
    }

    /// The entries of a word in this class, the longest first: by its lemma, else by its form in lower case.
    ///
    /// A lemma may be guessed wrong ("conced"), and an adjective may bear a verb's ("alarm" for "alarmed").
    pub fn cues(&self, lemma: &str, form: &str, class: CueClass) -> impl Iterator<Item = &Cue> {
        let of_class = |list: &&Vec<usize>| list.iter().any(|&idx| self.cues[idx].class == class);
        let by_lemma = self.by_lemma.get(lemma).filter(of_class);
        let list = by_lemma.or_else(|| self.by_form.get(&form.to_lowercase()).filter(of_class));
        list.map(Vec::as_slice)
            .unwrap_or_default()
            .iter()
            .map(|&idx| &self.cues[idx])
            .filter(move |cue| cue.class == class)
    }

    /// What a word beside a cue is, by its lemma.
    pub fn company(&self, lemma: &str) -> Option<Company> {
        self.company.get(lemma).copied()
    }

    /// True for a word, by its lemma, that places what it leads on to or brings in so.
    pub fn joins(&self, lemma: &str, joint: Joint) -> bool {
        self.joints.get(lemma).is_some_and(|joints| joints.contains(&joint))
    }

    /// The learned weights.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }
}

/// The regular forms of a word, more than there are: a form that does not exist is never asked for.
fn inflected(lemma: &str, class: CueClass) -> Vec<String> {
    let mut forms = vec![lemma.to_owned()];
    if class == CueClass::Adjective {
        return forms;
    }
    let stem = lemma.strip_suffix('e').unwrap_or(lemma);
    forms.extend([format!("{lemma}s"), format!("{lemma}es")]);
    if let Some(stem) = lemma.strip_suffix('y') {
        forms.extend([format!("{stem}ies"), format!("{stem}ied")]);
    }
    if class == CueClass::Verb {
        let last = lemma.chars().last().unwrap_or('e');
        forms.extend([
            format!("{stem}ed"),
            format!("{stem}ing"),
            format!("{lemma}{last}ed"),
            format!("{lemma}{last}ing"),
        ]);
    }
    forms
}
