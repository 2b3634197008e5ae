//! The places that reports name often, where they lie, and the words that tell what kind of place a name is.

use super::{Row, Table, TableError};
use crate::row::PlaceKind;
use compact_str::CompactString;
use rapporteur_gazetteer::{Gazetteer, Place, fold};
use std::collections::{HashMap, HashSet};

/// Tables of this topic: file name and text.
pub const TABLES: &[(&str, &str)] = &[
    ("countries.tsv", include_str!("../../lexicon/en/countries.tsv")),
    ("divisions.tsv", include_str!("../../lexicon/en/divisions.tsv")),
    ("going.tsv", include_str!("../../lexicon/en/going.tsv")),
    ("place_guards.tsv", include_str!("../../lexicon/en/place_guards.tsv")),
    ("places.tsv", include_str!("../../lexicon/en/places.tsv")),
    ("place_words.tsv", include_str!("../../lexicon/en/place_words.tsv")),
];

/// A place of the gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownPlace {
    /// The name reports use.
    pub name: String,
    /// Its kind.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-3; `None` where it has several or none.
    pub country: Option<CompactString>,
    /// First-order division.
    pub admin1: Option<String>,
    /// Latitude and longitude in degrees, WGS 84.
    pub point: (f64, f64),
    /// West, south, east, north.
    pub bbox: Option<[f64; 4]>,
    /// Countries that claim it.
    pub claimed_by: Vec<CompactString>,
}

/// Where a country lies.
#[derive(Clone, Debug, PartialEq)]
pub struct CountryPoint {
    /// Latitude and longitude in degrees.
    pub point: (f64, f64),
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// ISO codes of the states that claim the whole of it.
    pub claimed_by: Vec<CompactString>,
}

/// What a word says of the place whose name it stands in or before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceWord {
    /// Part of the name or after it: "X province", "X Airport", "the X River".
    Kind(PlaceKind),
    /// Before the name of a larger place: "northern X", "the outskirts of X".
    Part,
    /// After the name of the place that a body belongs to: "X Police", "X Chamber of Commerce".
    Body,
    /// Before the name of a storm, which is no place: "Typhoon X".
    Storm,
}

/// A first-order division by its short name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Short {
    /// Its whole name.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: CompactString,
    /// True where it is a name only after the place that lies in it: "Columbia, SC".
    pub after: bool,
}

/// People of a town whose name alone tells its country.
const LARGE: u32 = 50_000;

/// The places, their kinds and points, ready to ask.
#[derive(Debug, Default)]
pub struct PlaceLexicon {
    places: Vec<KnownPlace>,
    names: HashMap<String, Vec<usize>>,
    longest: HashMap<String, usize>,
    countries: HashMap<CompactString, CountryPoint>,
    words: HashMap<String, PlaceWord>,
    going: HashSet<String>,
    guards: HashSet<String>,
    shorts: HashMap<String, Short>,
    demonyms: HashMap<String, usize>,
    world: Option<Gazetteer>,
    own: Option<Gazetteer>,
}

impl PlaceLexicon {
    /// Reads the tables.
    pub fn read() -> Result<Self, TableError> {
        let damaged = |error: rapporteur_gazetteer::Damaged| TableError {
            table: "places.bin".to_owned(),
            line: 0,
            problem: error.to_string(),
        };
        let mut lexicon = PlaceLexicon { world: Some(Gazetteer::world().map_err(damaged)?), ..Self::default() };
        for &(name, text) in TABLES {
            let table = Table::parse(name, text)?;
            for row in table.rows() {
                match name {
                    "countries.tsv" => lexicon.add_country(&row)?,
                    "divisions.tsv" => {
                        let (name, country) = (row.get("name").to_owned(), row.get("country").into());
                        let after = row.get("where") == "after";
                        lexicon.shorts.insert(row.get("short").to_owned(), Short { name, country, after });
                    }
                    "going.tsv" => {
                        lexicon.going.insert(row.get("lemma").to_owned());
                    }
                    "place_guards.tsv" => {
                        lexicon.guards.insert(row.get("word").to_owned());
                    }
                    "places.tsv" => lexicon.add_place(&row)?,
                    _ => lexicon.add_word(&row)?,
                }
            }
        }
        Ok(lexicon)
    }

    fn add_country(&mut self, row: &Row) -> Result<(), TableError> {
        let point = point(row)?;
        let geonames = match row.get("geonames") {
            "" => None,
            id => Some(id.parse().map_err(|_| row.error("expected a GeoNames id"))?),
        };
        let claimed_by = row.list("claimed_by").map(CompactString::from).collect();
        self.countries.insert(row.get("code").into(), CountryPoint { point, geonames, claimed_by });
        Ok(())
    }

    fn add_place(&mut self, row: &Row) -> Result<(), TableError> {
        let key = row.get("key");
        let (name, bracket) = key.split_once(" (").map_or((key, false), |(name, _)| (name, true));
        let some = |column: &str| Some(row.get(column)).filter(|text| !text.is_empty());
        let place = KnownPlace {
            name: name.to_owned(),
            kind: PlaceKind::parse(row.get("kind")).ok_or_else(|| row.error("no such kind of place"))?,
            country: some("country").map(CompactString::from),
            admin1: some("admin1").map(str::to_owned),
            point: point(row)?,
            bbox: some("bbox").map(|text| bbox(text).ok_or_else(|| row.error("expected four numbers"))).transpose()?,
            claimed_by: row.list("claimed_by").map(CompactString::from).collect(),
        };
        let idx = self.places.len();
        self.places.push(place);
        for words in row.list("demonyms") {
            self.demonyms.insert(fold(words), idx);
        }
        for words in std::iter::once(name).chain(row.list("aliases")) {
            let folded = fold(words);
            let first = folded.split(' ').next().unwrap_or_default().to_owned();
            let longest = self.longest.entry(first).or_default();
            *longest = (*longest).max(folded.split(' ').count());
            let bearers = self.names.entry(folded).or_default();
            // The place most written about comes first; it is the one whose key has no bracket.
            let at = if bracket { bearers.len() } else { 0 };
            if !bearers.contains(&idx) {
                bearers.insert(at, idx);
            }
        }
        Ok(())
    }

    fn add_word(&mut self, row: &Row) -> Result<(), TableError> {
        let word = match row.get("kind") {
            "part" => PlaceWord::Part,
            "body" => PlaceWord::Body,
            "storm" => PlaceWord::Storm,
            kind => PlaceWord::Kind(PlaceKind::parse(kind).ok_or_else(|| row.error("no such kind of place"))?),
        };
        self.words.insert(row.get("word").to_owned(), word);
        Ok(())
    }

    /// The places that bear this name, the one most written about first.
    pub fn named(&self, words: &str) -> impl Iterator<Item = &KnownPlace> {
        self.names.get(&fold(words)).into_iter().flatten().map(|&idx| &self.places[idx])
    }

    /// How many words the longest name of the tables has that begins with this word; 0 when none does.
    pub fn longest(&self, first: &str) -> usize {
        self.longest.get(&fold(first)).copied().unwrap_or(0)
    }

    /// The place whose people or adjective this is: "African", "Chechen".
    pub fn demonym(&self, words: &str) -> Option<&KnownPlace> {
        self.demonyms.get(&fold(words)).map(|&idx| &self.places[idx])
    }

    /// The division that a short name stands for, as it is written: "Ky.", "B.C.", "SC".
    pub fn short(&self, words: &str) -> Option<&Short> {
        self.shorts.get(words)
    }

    /// True for a word (lower case) that is more often something else than the place that bears it.
    pub fn is_guarded(&self, word: &str) -> bool {
        self.guards.contains(word)
    }

    /// True for names that say where or what something is: "West Coast", "South East".
    pub fn is_description(&self, words: &str) -> bool {
        let mut words = words.split([' ', '-']).map(str::to_lowercase);
        let part = words.next().and_then(|word| self.word(&word)) == Some(PlaceWord::Part);
        part && words.all(|word| matches!(self.word(&word), Some(PlaceWord::Part | PlaceWord::Kind(_))))
    }

    /// The places of a user's own table and of the world that bear this name.
    pub fn world(&self, words: &str) -> impl Iterator<Item = Place<'_>> {
        let tables = self.own.iter().chain(&self.world);
        tables.flat_map(move |table| table.named(words))
    }

    /// The people of the largest place of the world that bears this name, 0 where nobody counted.
    pub fn largest(&self, words: &str) -> Option<u32> {
        self.own.iter().chain(&self.world).filter_map(|table| table.largest(words)).max()
    }

    /// The country of the place that a name alone means: that of the tables, else that of a large town of the world.
    pub fn country_of(&self, words: &str) -> Option<CompactString> {
        if let Some(place) = self.named(words).next() {
            return place.country.clone();
        }
        let largest = self.world(words).max_by_key(|place| (place.population, std::cmp::Reverse(place.number)))?;
        (largest.population >= LARGE && !largest.country.is_empty()).then(|| largest.country.into())
    }

    /// True for the name of a place in a user's own table.
    pub fn is_own(&self, words: &str) -> bool {
        self.own.as_ref().is_some_and(|own| own.largest(words).is_some())
    }

    /// Digits that change with the places of the world.
    pub fn world_version(&self) -> String {
        self.world.as_ref().map_or_else(String::new, Gazetteer::version)
    }

    /// Adds a user's own places; those added before go.
    pub fn add(&mut self, own: Gazetteer) {
        self.own = Some(own);
    }

    /// Where a country lies, by its ISO 3166-1 alpha-3 code.
    pub fn country(&self, code: &str) -> Option<&CountryPoint> {
        self.countries.get(code)
    }

    /// True for a lemma of going, striking or holding, or of a part of a place: what is under it is the place itself.
    pub fn is_going(&self, lemma: &str) -> bool {
        self.going.contains(lemma)
    }

    /// What a word (lower case) says of a place.
    pub fn word(&self, word: &str) -> Option<PlaceWord> {
        self.words.get(word).copied()
    }
}

fn point(row: &Row) -> Result<(f64, f64), TableError> {
    let degrees = |column: &str| row.get(column).parse::<f64>().map_err(|_| row.error("expected degrees"));
    Ok((degrees("lat")?, degrees("lon")?))
}

fn bbox(text: &str) -> Option<[f64; 4]> {
    let numbers: Option<Vec<f64>> = text.split(' ').map(|number| number.parse().ok()).collect();
    numbers?.try_into().ok()
}
