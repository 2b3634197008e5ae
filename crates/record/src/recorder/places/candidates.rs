//! The places of the world that a name may mean, with how much each is written about anyway.

use super::find::Found;
use super::known::{Known, known, words};
use super::sense::Sense;
use crate::lexicon::actors::{Naming, State};
use crate::lexicon::places::KnownPlace;
use crate::recorder::Report;
use crate::row::PlaceKind;
use rapporteur_gazetteer as gazetteer;
use rapporteur_syntax::NameKind;

/// What a state weighs: as a city of a hundred million.
const STATE: f64 = 8.0;
/// What a continent weighs.
const CONTINENT: f64 = 10.0;
/// What a place of the tables weighs beyond its people: reports write of it.
const WRITTEN_ABOUT: f64 = 1.0;
/// What a place of the tables weighs whose people the gazetteer does not tell.
const TABLES: f64 = 6.0;
/// What a name that is not the place's first one takes off.
const SECOND: f64 = 2.5;
/// What a power of ten of people weighs.
const PEOPLE: f64 = 0.8;
/// What a division takes off: its people are all those of its towns.
const DIVISION: f64 = 1.0;
/// What a word of its kind beside the name adds ("the city of X"), and what one of another kind takes off.
const TOLD_KIND: f64 = 3.0;
/// How far two entries of one name and kind may lie apart and be the same place, in kilometres.
const SAME: f64 = 60.0;

/// The places a found name may mean, the heaviest first.
pub fn candidates(report: &Report, found: &Found) -> Vec<Sense> {
    let mut senses = Vec::new();
    if found.core != found.words && !found.part {
        named(report, words(report, found.words.clone()), &mut senses);
    }
    let core = words(report, found.core.clone());
    // "Anderson and Cherokee counties".
    if found.kind == Some(PlaceKind::Admin2) && found.core != found.words {
        named(report, &format!("{core} County"), &mut senses);
    }
    match report.knowledge.places.short(core) {
        Some(short) => {
            named(report, &short.name, &mut senses);
            senses.retain(|sense| sense.kind == PlaceKind::Admin1 && sense.country.as_ref() == Some(&short.country));
        }
        None => {
            states(report, core, &mut senses);
            named(report, core, &mut senses);
            let seen = matches!(found.tagged, Some(NameKind::Polity | NameKind::Location | NameKind::Facility));
            if known(report, core) == Known::No && !seen || report.knowledge.places.is_description(core) {
                senses.retain(|sense| sense.table);
            }
        }
    }
    // Where the tables know a name, nobody calls another place so for short.
    let known = senses.iter().any(|sense| sense.table);
    senses.retain(|sense| !(known && sense.second));
    for sense in &mut senses {
        sense.weight += kind_told(found, sense);
    }
    senses.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    senses
}

/// "the province of X" is the division, "the town of X" is not.
fn kind_told(found: &Found, sense: &Sense) -> f64 {
    let division = |kind| matches!(kind, PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::District);
    match found.kind {
        Some(kind) if division(kind) && division(sense.kind) => TOLD_KIND,
        Some(PlaceKind::City) if sense.kind == PlaceKind::City => TOLD_KIND,
        Some(kind) if division(kind) || kind == PlaceKind::City => -TOLD_KIND,
        _ => 0.0,
    }
}

/// The state that bears the name, or whose people do, and the region whose people do.
fn states(report: &Report, name: &str, senses: &mut Vec<Sense>) {
    let places = &report.knowledge.places;
    match report.knowledge.actors.state(name) {
        Some((state, Naming::Name | Naming::Demonym)) if !is_within_state(report, state, name) => {
            let at = places.country(&state.code);
            senses.push(Sense {
                name: state.name.clone(),
                kind: PlaceKind::Country,
                country: Some(state.code.clone()),
                admin1: None,
                point: at.map(|at| at.point),
                geonames: at.and_then(|at| at.geonames),
                bbox: None,
                claimed_by: at.map(|at| at.claimed_by.clone()).unwrap_or_default(),
                weight: STATE,
                table: true,
                second: false,
            });
        }
        Some((state, Naming::Demonym)) => named(report, &state.name, senses),
        Some(_) => {}
        None => senses.extend(places.demonym(name).map(|place| table_sense(place, 0))),
    }
}

/// True for an entity inside a state (its code is the state's) that the tables know as a place: "Abkhazia".
fn is_within_state(report: &Report, state: &State, words: &str) -> bool {
    let own = report.knowledge.actors.state_by_code(&state.code).is_some_and(|of| of.name == state.name);
    !own && [words, &state.name].iter().any(|name| report.knowledge.places.named(name).next().is_some())
}

/// The places of the tables and of the gazetteer that bear a name, each once.
fn named(report: &Report, name: &str, senses: &mut Vec<Sense>) {
    let places = &report.knowledge.places;
    // "Pa", "SA", "Sá": the gazetteer has a village for every two letters.
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let short = letters < 3 || letters == 3 && !name.chars().any(char::is_lowercase);
    let first = senses.len();
    senses.extend(places.named(name).enumerate().map(|(rank, place)| table_sense(place, rank)));
    let tables = senses.len();
    for place in places.world(name).filter(|_| !short || places.is_own(name)) {
        let sense = world_sense(&place);
        let same = |known: &&mut Sense| {
            known.country == sense.country
                && (known.kind == sense.kind || known.kind > PlaceKind::City)
                && (sense.kind == PlaceKind::Admin1 || known.far(&sense).is_some_and(|far| far < SAME))
        };
        match senses[first..tables].iter_mut().find(same) {
            Some(known) => merge(known, sense),
            None => senses.push(sense),
        }
    }
}

/// What the gazetteer tells of a place that the tables know too.
fn merge(known: &mut Sense, sense: Sense) {
    known.geonames = known.geonames.or(sense.geonames);
    known.admin1 = known.admin1.take().or(sense.admin1);
    if known.kind == PlaceKind::City && sense.kind == PlaceKind::City {
        known.point = sense.point;
        known.weight += (sense.weight - TABLES).max(0.0);
    }
}

fn table_sense(place: &KnownPlace, rank: usize) -> Sense {
    Sense {
        name: place.name.clone(),
        kind: place.kind,
        country: place.country.clone(),
        admin1: place.admin1.clone(),
        point: Some(place.point),
        geonames: None,
        bbox: place.bbox,
        claimed_by: place.claimed_by.clone(),
        table: true,
        second: false,
        // Of several the one most written about comes first.
        weight: match place.kind {
            PlaceKind::Continent => CONTINENT,
            _ => TABLES + if rank == 0 { WRITTEN_ABOUT } else { 0.0 },
        },
    }
}

fn world_sense(place: &gazetteer::Place) -> Sense {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Sense {
        name: place.name.clone(),
        kind: match place.kind {
            gazetteer::Kind::Admin1 => PlaceKind::Admin1,
            gazetteer::Kind::Admin2 => PlaceKind::Admin2,
            gazetteer::Kind::City => PlaceKind::City,
            gazetteer::Kind::Region => PlaceKind::Region,
        },
        country: some(place.country).map(Into::into),
        admin1: some(place.admin1),
        point: Some(place.point),
        geonames: place.geonames,
        bbox: None,
        claimed_by: Vec::new(),
        table: false,
        second: place.second,
        weight: PEOPLE * f64::from(place.population.max(300)).log10()
            - if place.second { SECOND } else { 0.0 }
            - if place.kind == gazetteer::Kind::Admin1 { DIVISION } else { 0.0 },
    }
}
