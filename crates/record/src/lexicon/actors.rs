//! The names of states, bodies and persons, and the nouns that denote actors.
//!
//! Names are asked by [`fold`]ed words: case, dots and a leading article do not matter, so that "U.S." and "the US" meet.
//! Whether words are used as a name at all is for the caller to know ("us" is not "US").

use super::address::Address;
use super::terms::{self, Term};
use super::{Row, Table, TableError};
use crate::row::ActorKind;
use compact_str::CompactString;
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};

/// Tables of this topic: file name and text.
pub const TABLES: &[(&str, &str)] = &[
    ("actor_words.tsv", include_str!("../../lexicon/en/actor_words.tsv")),
    ("given.tsv", include_str!("../../lexicon/en/given.tsv")),
    ("no_names.tsv", include_str!("../../lexicon/en/no_names.tsv")),
    ("nouns.tsv", include_str!("../../lexicon/en/nouns.tsv")),
    ("organisations.tsv", include_str!("../../lexicon/en/organisations.tsv")),
    ("persons.tsv", include_str!("../../lexicon/en/persons.tsv")),
    ("sectors.tsv", include_str!("../../lexicon/en/sectors.tsv")),
    ("states.tsv", include_str!("../../lexicon/en/states.tsv")),
    ("tenures.tsv", include_str!("../../lexicon/en/tenures.tsv")),
    ("titles.tsv", include_str!("../../lexicon/en/titles.tsv")),
];

/// How a word names a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// Its own name or another one for it.
    Name,
    /// Its people or its adjective.
    Demonym,
    /// Its capital, which speaks for it.
    Capital,
    /// A seat of power, which is never only a place.
    Seat,
}

/// A state, or an entity that acts like one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The name reports use.
    pub name: String,
    /// ISO 3166-1 alpha-3; of the claiming state where recognition is partial.
    pub code: CompactString,
    /// True where recognition is partial (PLOVER's second sector PRE).
    pub partial: bool,
    /// True for a part of a state, a place first of all.
    pub part: bool,
}

/// A body known by its name alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The name reports use.
    pub name: String,
    /// ISO 3166-1 alpha-3 or PLOVER's international code.
    pub code: CompactString,
    /// PLOVER sector, if it has one.
    pub sector: Option<CompactString>,
    /// Year of its founding, where it matters.
    pub from: Option<i16>,
}

/// Years before the first office from which on a name may be its later holder's.
const YEARS_BEFORE: i16 = 15;

/// A person known by name alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name reports use.
    pub name: String,
    /// State or body.
    pub code: CompactString,
    /// PLOVER sector while in office.
    pub sector: Option<CompactString>,
    /// The offices, the earliest first; never empty.
    pub terms: Vec<Term>,
    /// Gender.
    pub gender: Option<Gender>,
}

impl Person {
    /// The office on this day; of two at once the one taken later.
    pub fn office(&self, day: Date) -> Option<&Term> {
        self.terms.iter().rev().find(|term| term.covers(day))
    }

    /// True unless the day lies so far before every office that a bearer of the name is more likely somebody else.
    pub fn may_be_known(&self, day: Date) -> bool {
        self.terms.first().and_then(|term| term.from).is_none_or(|from| from.year() <= day.year() + YEARS_BEFORE)
    }
}

/// Which of "he" and "she" a person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// She.
    Female,
    /// He.
    Male,
}

/// A noun that denotes someone or some body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noun {
    /// What it denotes in the singular.
    pub kind: ActorKind,
    /// PLOVER sector, if the noun tells.
    pub sector: Option<CompactString>,
    /// An office or function that a name may hold.
    pub role: bool,
    /// Gender, if the noun tells.
    pub gender: Option<Gender>,
    /// The state whose usage it is, where a report tells no other: "congressman".
    pub usage: Option<CompactString>,
}

/// The names of states, bodies and persons and the actor nouns, ready to ask.
#[derive(Debug, Default)]
pub struct ActorLexicon {
    states: Vec<State>,
    state_names: HashMap<String, (usize, Naming)>,
    by_code: HashMap<CompactString, usize>,
    bodies: Vec<Body>,
    body_names: HashMap<String, usize>,
    persons: Vec<Person>,
    person_names: HashMap<String, usize>,
    surnames: HashMap<String, Vec<usize>>,
    given: HashMap<CompactString, Gender>,
    nouns: HashMap<CompactString, Noun>,
    no_names: HashSet<CompactString>,
    /// The words around names and offices.
    pub address: Address,
}

/// The key under which a name is kept: lower case, without dots and a leading article, one apostrophe, one blank.
pub fn fold(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(
            word.chars().filter(|&c| c != '.').map(|c| if c == '’' { '\'' } else { c }).flat_map(char::to_lowercase),
        );
    }
    match folded.strip_prefix("the ") {
        Some(rest) => rest.to_owned(),
        None => folded,
    }
}

impl ActorLexicon {
    /// Reads the tables.
    pub fn read() -> Result<Self, TableError> {
        let mut lexicon = ActorLexicon::default();
        for &(name, text) in TABLES {
            let table = Table::parse(name, text)?;
            for row in table.rows() {
                match name {
                    "actor_words.tsv" => lexicon.address.add_word(&row)?,
                    "tenures.tsv" => lexicon.address.add_tenure(&row),
                    "titles.tsv" => lexicon.address.add_title(&row, gender_of(&row)?),
                    "given.tsv" => lexicon.add_given(&row)?,
                    "no_names.tsv" => {
                        lexicon.no_names.insert(row.get("word").into());
                    }
                    "nouns.tsv" => lexicon.add_noun(&row)?,
                    "organisations.tsv" => lexicon.add_body(&row)?,
                    "persons.tsv" => lexicon.add_person(&row)?,
                    "sectors.tsv" => {}
                    _ => lexicon.add_state(&row),
                }
            }
        }
        Ok(lexicon)
    }

    fn add_given(&mut self, row: &Row) -> Result<(), TableError> {
        let gender = gender_of(row)?.ok_or_else(|| row.error("expected the gender f or m"))?;
        self.given.insert(row.get("name").into(), gender);
        Ok(())
    }

    fn add_noun(&mut self, row: &Row) -> Result<(), TableError> {
        let kind = ActorKind::parse(row.get("kind")).ok_or_else(|| row.error("no such kind of actor"))?;
        let noun = Noun {
            kind,
            sector: code(row.get("sector")),
            role: row.get("role") == "role",
            gender: gender_of(row)?,
            usage: code(row.get("usage")),
        };
        self.nouns.insert(row.get("lemma").into(), noun);
        Ok(())
    }

    fn add_body(&mut self, row: &Row) -> Result<(), TableError> {
        let from = match row.get("from") {
            "" => None,
            year => Some(year.parse().map_err(|_| row.error("expected a year"))?),
        };
        let name = row.get("name");
        for words in std::iter::once(name).chain(row.list("aliases")) {
            self.body_names.entry(fold(words)).or_insert(self.bodies.len());
        }
        // American bodies go with and without their country before them.
        if row.get("code") == "USA" {
            for before in ["us", "united states"] {
                self.body_names.entry(format!("{before} {}", fold(name))).or_insert(self.bodies.len());
            }
        }
        let (name, side) = (name.to_owned(), row.get("code").into());
        self.bodies.push(Body { name, code: side, sector: code(row.get("sector")), from });
        Ok(())
    }

    fn add_person(&mut self, row: &Row) -> Result<(), TableError> {
        let name = row.get("name");
        let idx = self.persons.len();
        for words in std::iter::once(name).chain(row.list("aliases")) {
            self.person_names.entry(fold(words)).or_insert(idx);
        }
        let mut surnames: Vec<String> = std::iter::once(name).chain(row.list("aliases")).map(surname).collect();
        surnames.sort_unstable();
        surnames.dedup();
        for surname in surnames {
            self.surnames.entry(surname).or_default().push(idx);
        }
        self.persons.push(Person {
            name: name.to_owned(),
            code: row.get("code").into(),
            sector: code(row.get("sector")),
            terms: terms::read(row)?,
            gender: gender_of(row)?,
        });
        Ok(())
    }

    fn add_state(&mut self, row: &Row) {
        let idx = self.states.len();
        let name = row.get("name");
        let mut add = |words: &str, naming| {
            self.state_names.entry(fold(words)).or_insert((idx, naming));
        };
        add(name, Naming::Name);
        row.list("aliases").for_each(|words| add(words, Naming::Name));
        row.list("demonyms").for_each(|words| add(words, Naming::Demonym));
        row.list("capital").for_each(|words| add(words, Naming::Capital));
        row.list("seats").for_each(|words| add(words, Naming::Seat));
        let partial = row.get("second") == "PRE";
        if row.get("second").is_empty() {
            self.by_code.entry(row.get("code").into()).or_insert(idx);
        }
        self.states.push(State {
            name: name.to_owned(),
            code: row.get("code").into(),
            partial,
            part: row.get("second") == "PART",
        });
    }

    /// The state that these words name, and how.
    pub fn state(&self, words: &str) -> Option<(&State, Naming)> {
        let folded = fold(words);
        // "us", "is", "male" and their like are names only in capitals.
        if folded.len() <= 3 && words.chars().any(char::is_lowercase) {
            return None;
        }
        self.state_names.get(&folded).map(|&(idx, naming)| (&self.states[idx], naming))
    }

    /// The state itself that has a code; no part of it and none that it claims.
    pub fn state_by_code(&self, code: &str) -> Option<&State> {
        self.by_code.get(code).map(|&idx| &self.states[idx])
    }

    /// The body that these words name.
    pub fn body(&self, words: &str) -> Option<&Body> {
        let folded = fold(words);
        if folded.len() <= 3 && words.chars().any(char::is_lowercase) {
            return None;
        }
        self.body_names.get(&folded).map(|&idx| &self.bodies[idx])
    }

    /// The person whose full name these words are.
    pub fn person(&self, words: &str) -> Option<&Person> {
        self.person_names.get(&fold(words)).map(|&idx| &self.persons[idx])
    }

    /// The person in office on this day who bears this surname: the only one, or the only head of a state or government.
    pub fn in_office(&self, surname: &str, day: Date) -> Option<&Person> {
        let serving = || self.bearers(surname).filter_map(|person| Some((person, person.office(day)?)));
        only(serving()).or_else(|| only(serving().filter(|(_, term)| term.leads()))).map(|(person, _)| person)
    }

    /// The person who bears this surname and held such an office: the only one, or the only one on this day.
    pub fn holder(&self, surname: &str, day: Option<Date>, office: impl Fn(&Term) -> bool) -> Option<&Person> {
        let held = || self.bearers(surname).filter(|person| person.terms.iter().any(&office));
        let then = |person: &&Person| day.and_then(|day| person.office(day)).is_some_and(&office);
        only(held()).or_else(|| only(held().filter(then)))
    }

    /// The gender of all whom the table knows by this surname; `None` where they differ or there are none.
    pub fn surname_gender(&self, surname: &str) -> Option<Gender> {
        let mut genders = self.bearers(surname).map(|person| person.gender);
        let first = genders.next()??;
        genders.all(|gender| gender == Some(first)).then_some(first)
    }

    /// The persons of the table who bear this surname.
    fn bearers(&self, surname: &str) -> impl Iterator<Item = &Person> {
        self.surnames.get(&self::surname(surname)).into_iter().flatten().map(|&idx| &self.persons[idx])
    }

    /// True for a word that names nobody and no place, however it is written: "LOL", "Kudos", "CEO".
    pub fn is_no_name(&self, word: &str) -> bool {
        self.no_names.contains(word.trim_end_matches('.').to_lowercase().as_str())
    }

    /// The gender that a given name tells.
    pub fn gender(&self, given: &str) -> Option<Gender> {
        self.given.get(given).copied()
    }

    /// The actor noun that a lower-case word is the plural of, by spelling.
    pub fn plural(&self, word: &str) -> Option<String> {
        let stem = match (word.strip_suffix("ies"), word.strip_suffix("men")) {
            (Some(stem), _) => format!("{stem}y"),
            (_, Some(stem)) => format!("{stem}man"),
            _ => word.strip_suffix('s')?.to_owned(),
        };
        self.nouns.contains_key(stem.as_str()).then_some(stem)
    }

    /// The actor noun with this lemma, lower case, a compound before it included ("security force").
    pub fn noun(&self, lemma: &str) -> Option<&Noun> {
        self.nouns.get(lemma)
    }
}

/// The last word of a personal name, folded, without the Arabic article that reports write in many ways.
pub fn surname(name: &str) -> String {
    let last = fold(name.rsplit(' ').next().unwrap_or(name));
    match last.strip_prefix("al-").or_else(|| last.strip_prefix("el-")) {
        Some(rest) => rest.to_owned(),
        None => last,
    }
}

/// The item of an iterator that has exactly one.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    items.next().filter(|_| items.next().is_none())
}

fn code(text: &str) -> Option<CompactString> {
    (!text.is_empty()).then(|| text.into())
}

fn gender_of(row: &Row) -> Result<Option<Gender>, TableError> {
    match row.get("gender") {
        "" => Ok(None),
        "f" => Ok(Some(Gender::Female)),
        "m" => Ok(Some(Gender::Male)),
        _ => Err(row.error("expected the gender f or m")),
    }
}
