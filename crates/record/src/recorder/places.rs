//! Recorder of places: where things are said to happen, and the names of places that stand for those who act.
//!
//! Names come from the tagger and from the gazetteer (`find`, `known`, `body`). What each may mean is looked up
//! (`candidates`); the words around it ("X, Y", "X in Y", "the Iraqi city of X": `within`) and the rest of the report
//! (`choose`) decide. A place name inside the name of a person is no place; inside the name of a body it stands for the
//! body.

mod body;
mod candidates;
mod choose;
mod find;
mod known;
mod sense;
mod usage;
mod within;

use super::Report;
use crate::Record;
use crate::row::{Place, PlaceUse};
use std::collections::BTreeSet;

/// Adds the places of a report.
pub fn record(report: &Report, record: &mut Record) {
    let found = find::find(report);
    let senses = choose::senses(report, &found);
    let outers: BTreeSet<usize> = senses.iter().filter_map(|(_, within)| *within).collect();
    let kept: Vec<bool> = (found.iter().zip(&senses).enumerate())
        .map(|(idx, (found, (sense, within)))| {
            sense.point.is_some() || within.is_some() || outers.contains(&idx) || usage::is_place(report, found)
        })
        .collect();
    let first = record.places.len();
    let ranks: Vec<usize> =
        (kept.iter()).scan(first, |rank, &kept| Some(std::mem::replace(rank, *rank + usize::from(kept)))).collect();
    for (idx, (found, (sense, within))) in found.iter().zip(&senses).enumerate().filter(|(idx, _)| kept[*idx]) {
        let holds = outers.contains(&idx) && !found.demonym && !found.body;
        record.places.push(Place {
            span: report.syntax.span(found.words.clone()),
            name: sense.name.clone(),
            kind: sense.kind,
            use_: if holds { PlaceUse::Literal } else { usage::usage(report, found, sense) },
            country: sense.country.clone(),
            admin1: sense.admin1.clone(),
            point: sense.point,
            geonames: sense.geonames,
            within: within.map(|outer| ranks[outer]),
            bbox: sense.bbox,
            claimed_by: sense.claimed_by.clone(),
        });
    }
}
