//! Recorder of places: where things are said to happen, and the names of places that stand for those who act.
//!
//! Names come from the tagger and from the gazetteer ([`find`]); what each means is decided by the tables, by the words
//! around it ("X, Y", "X in Y", "the Iraqi city of X") and by what the rest of the report is about ([`sense`]). A place
//! name inside the name of a person or a body is no place.

mod find;
mod sense;

use super::Report;
use super::actors::usage::acts;
use crate::Record;
use crate::lexicon::actors::Naming;
use crate::row::{Place, PlaceKind, PlaceUse};
use find::Found;
use sense::Sense;

/// Adds the places of a report.
pub fn record(report: &Report, record: &mut Record) {
    let found = find::find(report);
    let senses = sense::senses(report, &found);
    let first = record.places.len();
    let uses: Vec<PlaceUse> = (found.iter().enumerate())
        .map(|(idx, found)| match found.demonym {
            true => PlaceUse::Demonym,
            false => usage(report, found, &senses[idx].0),
        })
        .collect();
    let outers: std::collections::BTreeSet<usize> = senses.iter().filter_map(|(_, within)| *within).collect();
    for (idx, (found, (sense, within))) in found.iter().zip(senses.iter()).enumerate() {
        let literal = outers.contains(&idx) && !found.demonym;
        record.places.push(Place {
            span: report.syntax.span(found.words.clone()),
            name: sense.name.clone(),
            kind: sense.kind,
            use_: if literal { PlaceUse::Literal } else { uses[idx] },
            country: sense.country.clone(),
            admin1: sense.admin1.clone(),
            point: sense.point,
            geonames: sense.geonames,
            within: within.map(|outer| first + outer),
            bbox: sense.bbox,
            claimed_by: sense.claimed_by.clone(),
        });
    }
}

/// Whether the name stands for the place or for those who govern it.
fn usage(report: &Report, found: &Found, sense: &Sense) -> PlaceUse {
    let words = report.words(report.syntax.span(found.core.clone()));
    let naming = report.knowledge.actors.state(words).map(|(_, naming)| naming);
    let naming = naming.filter(|naming| *naming != Naming::Demonym && !found.part);
    let literal = found.part || matches!(sense.kind, PlaceKind::Facility | PlaceKind::Water | PlaceKind::Area);
    match !literal && acts(report, sense::head(report, found), naming) {
        true => PlaceUse::Metonymic,
        false => PlaceUse::Literal,
    }
}
