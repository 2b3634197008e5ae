//! Which place of the world a name means: what the tables know under it, what the words around it say, and what the
//! rest of the report is about.

use super::find::{Found, key};
use crate::lexicon::actors::{Naming, State};
use crate::lexicon::places::PlaceWord;
use crate::recorder::Report;
use crate::row::PlaceKind;
use compact_str::CompactString;
use rapporteur_syntax::{Deprel, NameKind, Tok};
use std::collections::{BTreeMap, HashMap};

/// A place that a name may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Sense {
    /// The name reports use.
    pub name: String,
    /// Its kind.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-3.
    pub country: Option<CompactString>,
    /// First-order division.
    pub admin1: Option<String>,
    /// Latitude and longitude.
    pub point: Option<(f64, f64)>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// West, south, east, north.
    pub bbox: Option<[f64; 4]>,
    /// Countries that claim it.
    pub claimed_by: Vec<CompactString>,
}

/// What each found name means, and the place (by its number in `found`) that the text puts it in.
pub fn senses(report: &Report, found: &[Found]) -> Vec<(Sense, Option<usize>)> {
    let known: Vec<Vec<Sense>> = found.iter().map(|found| tables(report, found)).collect();
    let votes = votes(&known);
    let within: Vec<Option<usize>> = (0..found.len()).map(|idx| container(report, found, &known, idx)).collect();
    let mut chosen: Vec<Option<Sense>> = vec![None; found.len()];
    let mut settled: HashMap<String, Sense> = HashMap::new();
    // Names that the text itself puts somewhere settle what they mean in the whole report.
    for idx in 0..found.len() {
        let Some(outer) = within[idx] else { continue };
        let pair = fitting(&known[idx], &known[outer]);
        let inner = pair.map_or_else(|| unknown(report, &found[idx], known[outer].first()), |(inner, _)| inner.clone());
        if let Some((_, outer_sense)) = pair {
            chosen[outer] = Some(outer_sense.clone());
        }
        settled.entry(key(report, &found[idx])).or_insert_with(|| inner.clone());
        chosen[idx] = Some(inner);
    }
    for idx in 0..found.len() {
        if chosen[idx].is_none() {
            let told = settled.get(&key(report, &found[idx])).cloned();
            let best = told.or_else(|| favourite(&known[idx], &votes).cloned());
            chosen[idx] = Some(best.unwrap_or_else(|| unknown(report, &found[idx], None)));
        }
    }
    let home = home(&chosen);
    for (sense, found) in chosen.iter_mut().zip(found) {
        // A name that nobody knows lies in the country that the report is about, if it is about one.
        if let Some(sense) = sense.as_mut().filter(|sense| sense.point.is_none() && sense.country.is_none())
            && matches!(sense.kind, PlaceKind::City | PlaceKind::Facility | PlaceKind::District | PlaceKind::Admin1)
            && found.tagged.is_some()
        {
            sense.country = home.clone();
        }
    }
    let finished = chosen.into_iter().zip(found).zip(within);
    let whole =
        |sense: Option<Sense>, found| shaped(report, found, sense.unwrap_or_else(|| unknown(report, found, None)));
    finished.map(|((sense, found), within)| (whole(sense, found), within)).collect()
}

/// What the tables know under the name: a state first, then places, the one most written about first.
fn tables(report: &Report, found: &Found) -> Vec<Sense> {
    let words = report.words(report.syntax.span(found.core.clone()));
    let places = &report.knowledge.places;
    let mut senses = Vec::new();
    let whole = report.words(report.syntax.span(found.words.clone()));
    let full = places.named(whole).filter(|_| found.core != found.words);
    senses.extend(full.map(known_sense));
    match report.knowledge.actors.state(words) {
        Some((state, Naming::Name | Naming::Demonym)) if !is_within_state(report, state, words) => {
            let at = places.country(&state.code);
            senses.push(Sense {
                name: state.name.clone(),
                kind: PlaceKind::Country,
                country: Some(state.code.clone()),
                admin1: None,
                point: at.map(|at| at.point),
                geonames: at.and_then(|at| at.geonames),
                bbox: None,
                claimed_by: Vec::new(),
            });
        }
        Some((state, Naming::Demonym)) => senses.extend(places.named(&state.name).map(known_sense)),
        _ => {}
    }
    senses.extend(places.named(words).map(known_sense));
    senses
}

/// True for an entity inside a state (its code is the state's) that the tables know as a place: "Abkhazia".
fn is_within_state(report: &Report, state: &State, words: &str) -> bool {
    let own = report.knowledge.actors.state_by_code(&state.code).is_some_and(|of| of.name == state.name);
    !own && [words, &state.name].iter().any(|name| report.knowledge.places.named(name).next().is_some())
}

fn known_sense(place: &crate::lexicon::places::KnownPlace) -> Sense {
    Sense {
        name: place.name.clone(),
        kind: place.kind,
        country: place.country.clone(),
        admin1: place.admin1.clone(),
        point: Some(place.point),
        geonames: None,
        bbox: place.bbox,
        claimed_by: place.claimed_by.clone(),
    }
}

/// The country of more than half of the places with a country, if it has three at least.
fn home(chosen: &[Option<Sense>]) -> Option<CompactString> {
    let mut counts: BTreeMap<&CompactString, usize> = BTreeMap::new();
    for country in chosen.iter().flatten().filter_map(|sense| sense.country.as_ref()) {
        *counts.entry(country).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let most = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (most.1 >= 3 && 2 * most.1 > all).then(|| most.0.clone())
}

/// How often each country is named or meant by a name that means one place only.
fn votes(known: &[Vec<Sense>]) -> BTreeMap<CompactString, usize> {
    let mut votes = BTreeMap::new();
    for senses in known {
        if let [Sense { country: Some(country), .. }] = senses.as_slice() {
            *votes.entry(country.clone()).or_default() += 1;
        }
    }
    votes
}

/// The first sense, unless the report speaks more of the country of a later one.
fn favourite<'s>(senses: &'s [Sense], votes: &BTreeMap<CompactString, usize>) -> Option<&'s Sense> {
    let count = |sense: &Sense| sense.country.as_ref().and_then(|country| votes.get(country)).copied().unwrap_or(0);
    senses.iter().rev().max_by_key(|sense| count(sense))
}

/// The place that the text puts a name in: "X, Y", "X in Y", "Y's X".
fn container(report: &Report, found: &[Found], known: &[Vec<Sense>], idx: usize) -> Option<usize> {
    let inner = &found[idx];
    if inner.demonym || known[idx].iter().any(|sense| sense.kind == PlaceKind::Country) && !fits_before(found, idx) {
        return None;
    }
    let contains = |outer: usize, coordinate: bool| {
        let larger = found[outer].demonym || known[outer].iter().any(|sense| is_container(sense.kind));
        let consistent = match known[idx].is_empty() {
            true => !coordinate,
            false => fitting(&known[idx], &known[outer]).is_some(),
        };
        larger && consistent
    };
    let divides = |outer: usize| {
        let division = known[outer].iter().any(|sense| sense.kind == PlaceKind::Admin1);
        division
            && !known[idx].is_empty()
            && known[idx].iter().all(|sense| matches!(sense.kind, PlaceKind::City | PlaceKind::District))
    };
    if let Some(next) = found.get(idx + 1).filter(|next| !next.demonym) {
        let gap: Vec<&str> = (inner.words.end..next.words.start).take(4).map(|tok| report.form(tok)).collect();
        let listed = is_listed(report, next);
        let joined = match gap.as_slice() {
            // "Paris, Texas": a division after a comma contains a town whatever else bears its name.
            [","] if divides(idx + 1) => true,
            [","] | ["("] => contains(idx + 1, listed),
            ["in"] | ["in", _] | [",", "in"] | [",", "in", _] => contains(idx + 1, false),
            _ => false,
        };
        if joined {
            return Some(idx + 1);
        }
    }
    let before = idx.checked_sub(1)?;
    let gap: Vec<&str> = (found[before].words.end..inner.words.start).take(6).map(|tok| report.form(tok)).collect();
    let possessive = matches!(gap.as_slice(), ["'s" | "’s"] | ["'s" | "’s", _]);
    let demonym = found[before].demonym && gap.len() <= 4 && names_kind(report, &gap);
    (possessive && contains(before, false) || demonym && contains(before, false)).then_some(before)
}

/// "Georgia" may be a state of the union after a town; a country is in nothing otherwise.
fn fits_before(found: &[Found], idx: usize) -> bool {
    found.get(idx + 1).is_some_and(|next| !next.demonym && next.words.start == found[idx].words.end + 1)
}

/// "the Iraqi city of", "the Syrian town of", "Iraqi" directly before the name.
fn names_kind(report: &Report, gap: &[&str]) -> bool {
    let kind = |word: &&str| matches!(report.knowledge.places.word(&word.to_lowercase()), Some(PlaceWord::Kind(_)));
    let fine = |word: &&str| kind(word) || matches!(*word, "of" | "capital" | "the") || is_part(report, word);
    gap.iter().all(fine) && (gap.is_empty() || gap.iter().any(|word| kind(word) || *word == "capital"))
}

fn is_part(report: &Report, word: &str) -> bool {
    report.knowledge.places.word(&word.to_lowercase()) == Some(PlaceWord::Part)
}

/// True for the later member of a list: "Mosul, Syria and Iran".
fn is_listed(report: &Report, found: &Found) -> bool {
    found.words.clone().any(|tok| report.syntax.tokens[tok].deprel == Deprel::Conj)
}

fn is_container(kind: PlaceKind) -> bool {
    matches!(kind, PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Region | PlaceKind::Admin2)
}

/// The first pair of senses of which one lies in the other.
fn fitting<'s>(inner: &'s [Sense], outer: &'s [Sense]) -> Option<(&'s Sense, &'s Sense)> {
    let lies_in = |inner: &Sense, outer: &Sense| match outer.kind {
        PlaceKind::Country => {
            inner.kind != PlaceKind::Country && inner.country.is_some() && inner.country == outer.country
        }
        PlaceKind::Admin1 => {
            let admin1 = inner.kind < PlaceKind::Admin2 || inner.admin1.is_some();
            let same = inner.admin1.as_deref() == Some(outer.name.as_str());
            inner.kind > PlaceKind::Admin1 && inner.country == outer.country && (same || !admin1)
        }
        _ => outer.bbox.zip(inner.point).is_some_and(|([west, south, east, north], (lat, lon))| {
            inner.kind > PlaceKind::Country && (south..=north).contains(&lat) && (west..=east).contains(&lon)
        }),
    };
    let pairs = inner.iter().flat_map(|inner| outer.iter().map(move |outer| (inner, outer)));
    pairs.into_iter().find(|(inner, outer)| lies_in(inner, outer))
}

/// A name the tables lack: its kind from its words or the tagger, its country from the place around it.
fn unknown(report: &Report, found: &Found, outer: Option<&Sense>) -> Sense {
    let kind = found.kind.unwrap_or(match found.tagged {
        Some(NameKind::Facility) => PlaceKind::Facility,
        Some(NameKind::Location) if outer.is_none() => PlaceKind::Region,
        _ => PlaceKind::City,
    });
    let admin1 = outer.filter(|outer| outer.kind == PlaceKind::Admin1).map(|outer| outer.name.clone());
    Sense {
        name: report.words(report.syntax.span(found.core.clone())).to_owned(),
        kind,
        country: outer.and_then(|outer| outer.country.clone()),
        admin1: admin1.or_else(|| outer.and_then(|outer| outer.admin1.clone())),
        point: None,
        geonames: None,
        bbox: None,
        claimed_by: Vec::new(),
    }
}

/// The sense as its whole words say it: "northern Iraq" is a region of Iraq, "Kabul airport" a facility in Kabul.
fn shaped(report: &Report, found: &Found, mut sense: Sense) -> Sense {
    let words = report.words(report.syntax.span(found.words.clone())).to_owned();
    if found.part {
        sense = Sense { name: words, kind: PlaceKind::Region, geonames: None, bbox: None, ..sense };
    } else if found.core != found.words
        && sense.kind == PlaceKind::City
        && let Some(kind) = found.kind.filter(|kind| *kind != PlaceKind::City)
    {
        sense = Sense { name: words, kind, ..sense };
    }
    sense
}

/// The word of a name whose head lies outside it.
pub fn head(report: &Report, found: &Found) -> Tok {
    let outside = |&tok: &Tok| report.syntax.head(tok).is_none_or(|head| !found.words.contains(&head));
    found.words.clone().rev().find(outside).unwrap_or(found.words.start)
}
