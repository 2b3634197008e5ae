//! The place in the name of a body: "Bank of Japan", "Clark County Fire Department", "London Police".
//!
//! The body is no place, but its name tells where it is at home. Names that are more often those of people or things are
//! left alone unless a word of the body says that a place stands before it, or the report speaks of the place elsewhere.

use super::known::{Known, is_demonym, is_division, known, words};
use crate::lexicon::places::PlaceWord;
use crate::recorder::Report;
use crate::row::PlaceKind;
use rapporteur_syntax::Tok;
use std::collections::BTreeSet;
use std::ops::Range;

/// People of a place whose name opens that of a body without more ado.
const TOWN: u32 = 100_000;

/// The place in the name of a body, and whether it is a people's adjective.
pub fn home(report: &Report, name: Range<Tok>, told: &BTreeSet<String>) -> Option<(Range<Tok>, bool)> {
    (name.clone()).find_map(|start| {
        let longest = name.end.min(start + 4);
        (start + 1..=longest).rev().filter(|&end| (start..end) != name).find_map(|end| {
            let place = start..end;
            let demonym = end == start + 1 && is_demonym(report, words(report, place.clone()));
            (demonym || is_home(report, &name, &place, told)).then_some((place, demonym))
        })
    })
}

fn is_home(report: &Report, name: &Range<Tok>, place: &Range<Tok>, told: &BTreeSet<String>) -> bool {
    let bare = words(report, place.clone());
    let whole = |tok: Tok| report.form(tok).starts_with(char::is_uppercase);
    if !whole(place.start) || !whole(place.end - 1) {
        return false;
    }
    let known = known(report, bare);
    if known == Known::No {
        return false;
    }
    if told.contains(&rapporteur_gazetteer::fold(bare)) {
        return true;
    }
    let lexicon = &report.knowledge;
    let given = lexicon.actors.gender(report.form(place.start)).is_some();
    let next = (place.end < name.end).then(|| lexicon.places.word(&report.form(place.end).to_lowercase())).flatten();
    let of = place.start > name.start && matches!(report.form(place.start - 1), "of" | "in" | "at");
    let first = place.start == name.start;
    // "St. John's Hospital": the saint's.
    let saint = place.end < name.end && matches!(report.form(place.end), "'s" | "’s");
    // "Georgetown University" is where it is; "London Police", "Clark County Jail" are the place's own.
    let own = next.is_some_and(|word| match word {
        PlaceWord::Kind(kind) => kind < PlaceKind::Facility,
        word => word == PlaceWord::Body,
    });
    match known {
        _ if saint => false,
        // "Bo Kong Restaurant".
        Known::Tables if bare.len() < 4 && bare.contains(char::is_lowercase) => false,
        Known::Tables => first || of || !given,
        _ if is_division(report, place) => true,
        _ if given => false,
        known => first && own || (first || of) && known.counts(if of { TOWN / 5 } else { TOWN }),
    }
}
