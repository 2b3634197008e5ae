//! What a name means, once it is decided: a place of the world, or one that nobody knows.

use super::find::Found;
use super::known::words;
use crate::recorder::Report;
use crate::row::PlaceKind;
use compact_str::CompactString;
use rapporteur_syntax::{NameKind, Tok};

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
    /// True when the tables know it.
    pub table: bool,
    /// True when the name asked for is not its first.
    pub second: bool,
    /// How much reports write of it, whatever this one says: powers of ten of people.
    pub weight: f64,
}

impl Sense {
    /// How far two senses with points lie apart, in kilometres; good enough for a few degrees.
    pub fn far(&self, other: &Sense) -> Option<f64> {
        let ((lat, lon), (other_lat, other_lon)) = self.point.zip(other.point)?;
        let east = (lon - other_lon).abs();
        let east = east.min(360.0 - east) * ((lat + other_lat) / 2.0).to_radians().cos();
        Some(111.2 * east.hypot(lat - other_lat))
    }
}

/// A name the tables lack: its kind from its words or the tagger, its country from the place around it.
pub fn unknown(report: &Report, found: &Found, outer: Option<&Sense>) -> Sense {
    let kind = found.kind.unwrap_or(match found.tagged {
        Some(NameKind::Facility) => PlaceKind::Facility,
        Some(NameKind::Location) if outer.is_none() => PlaceKind::Region,
        _ => PlaceKind::City,
    });
    let admin1 = outer.filter(|outer| outer.kind == PlaceKind::Admin1).map(|outer| outer.name.clone());
    Sense {
        name: words(report, found.core.clone()).to_owned(),
        kind,
        country: outer.and_then(|outer| outer.country.clone()),
        admin1: admin1.or_else(|| outer.and_then(|outer| outer.admin1.clone())),
        point: None,
        geonames: None,
        bbox: None,
        claimed_by: Vec::new(),
        table: false,
        second: false,
        weight: 0.0,
    }
}

/// The sense as its whole words say it: "northern Iraq" is a region of Iraq, "Kabul airport" a facility in Kabul.
pub fn shaped(report: &Report, found: &Found, mut sense: Sense) -> Sense {
    let name = words(report, found.words.clone()).to_owned();
    if found.part {
        sense = Sense { name, kind: PlaceKind::Region, geonames: None, bbox: None, ..sense };
    } else if found.core != found.words
        && sense.kind == PlaceKind::City
        && let Some(kind) = found.kind.filter(|kind| *kind != PlaceKind::City)
    {
        sense = Sense { name, kind, geonames: None, ..sense };
    }
    sense
}

/// The word of a name whose head lies outside it.
pub fn head(report: &Report, found: &Found) -> Tok {
    let outside = |&tok: &Tok| report.syntax.head(tok).is_none_or(|head| !found.words.contains(&head));
    found.words.clone().rev().find(outside).unwrap_or(found.words.start)
}
