//! Where the text itself puts a place: "X, Y", "X in Y", "Y's X", "the Iraqi city of X".

use super::find::Found;
use super::sense::Sense;
use crate::lexicon::places::PlaceWord;
use crate::recorder::Report;
use crate::row::PlaceKind;
use rapporteur_gazetteer::fold;
use rapporteur_syntax::Deprel;

/// How much less than the heaviest sense of its name one may weigh that contains another place.
const UNLIKELY: f64 = 3.0;

/// A place and the one around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The place around it, by its number among the found.
    pub outer: usize,
    /// Which senses of the two lie one in the other, where any do.
    pub senses: Option<(usize, usize)>,
}

/// The place around each found one, where the text tells it. `senses` are all that each may mean, the heaviest first.
pub fn pairs<'s>(report: &Report, found: &[Found], senses: impl Fn(usize) -> &'s [Sense]) -> Vec<Option<Pair>> {
    let around = |idx| container(report, found, &senses, idx);
    (0..found.len())
        .map(|idx| around(idx).map(|outer| Pair { outer, senses: fitting(senses(idx), senses(outer)) }))
        .collect()
}

fn container<'s>(
    report: &Report,
    found: &[Found],
    senses: &impl Fn(usize) -> &'s [Sense],
    idx: usize,
) -> Option<usize> {
    let inner = &found[idx];
    let country = senses(idx).first().is_some_and(|sense| sense.kind <= PlaceKind::Country);
    if inner.demonym || inner.body || country && !fits_before(found, senses, idx) {
        return None;
    }
    let contains = |outer: usize, coordinate: bool| {
        let larger = found[outer].demonym || senses(outer).iter().any(|sense| is_container(sense.kind));
        let consistent = match senses(idx).is_empty() {
            true => !coordinate,
            false => fitting(senses(idx), senses(outer)).is_some(),
        };
        larger && consistent
    };
    let short =
        |outer: &Found| report.knowledge.places.short(super::known::words(report, outer.core.clone())).is_some();
    let divides = |outer: usize| {
        let division = senses(outer).first().is_some_and(|sense| sense.kind == PlaceKind::Admin1);
        // Nothing but a town is called so, or nothing but a division is the other.
        let town = senses(idx).iter().all(|sense| matches!(sense.kind, PlaceKind::City | PlaceKind::District));
        division && (short(&found[outer]) || town && !senses(idx).is_empty())
    };
    if let Some(next) = found.get(idx + 1).filter(|next| !next.demonym && !next.body) {
        let gap: Vec<&str> = (inner.words.end..next.words.start).take(4).map(|tok| report.form(tok)).collect();
        let listed = is_listed(report, next);
        let top = |idx: usize| senses(idx).first().map(|sense| sense.kind);
        let peers = top(idx) == Some(PlaceKind::Admin1) && top(idx + 1) == Some(PlaceKind::Admin1) && !short(next);
        let joined = match gap.as_slice() {
            // "Ohio, Oklahoma, Indiana".
            _ if peers => false,
            // "Bradford, Ontario": not the one in England, whichever it is.
            [","] if top(idx + 1) == Some(PlaceKind::Admin1) && top(idx) == Some(PlaceKind::City) && !listed => true,
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

/// "Lebanon, Ohio" is a town; a country is in nothing otherwise.
fn fits_before<'s>(found: &[Found], senses: &impl Fn(usize) -> &'s [Sense], idx: usize) -> bool {
    let next = found.get(idx + 1).filter(|next| !next.demonym && next.words.start == found[idx].words.end + 1);
    next.is_some() && senses(idx + 1).first().is_some_and(|sense| sense.kind == PlaceKind::Admin1)
}

/// "the Iraqi city of", "the Syrian town of", "Iraqi" directly before the name.
fn names_kind(report: &Report, gap: &[&str]) -> bool {
    let told = |word: &str| report.knowledge.places.word(&word.to_lowercase());
    let kind = |word: &&str| matches!(told(word), Some(PlaceWord::Kind(_)));
    let fine =
        |word: &&str| kind(word) || matches!(*word, "of" | "capital" | "the") || told(word) == Some(PlaceWord::Part);
    gap.iter().all(fine) && (gap.is_empty() || gap.iter().any(|word| kind(word) || *word == "capital"))
}

/// True for the later member of a list: "Mosul, Syria and Iran".
fn is_listed(report: &Report, found: &Found) -> bool {
    found.words.clone().any(|tok| report.syntax.tokens[tok].deprel == Deprel::Conj)
}

fn is_container(kind: PlaceKind) -> bool {
    matches!(kind, PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Region | PlaceKind::Admin2)
}

/// The heaviest pair of senses of which one lies in the other.
fn fitting(inner: &[Sense], outer: &[Sense]) -> Option<(usize, usize)> {
    let mut best: Option<((usize, usize), f64)> = None;
    // "Lancaster, York": a hamlet somewhere that is called like a known town contains nothing.
    let top = outer.first().map_or(0.0, |sense| sense.weight);
    let likely = |sense: &Sense| sense.weight > top - UNLIKELY;
    for (outer_idx, around) in outer.iter().enumerate().filter(|(_, sense)| likely(sense)).take(24) {
        for (idx, sense) in inner.iter().enumerate() {
            let weight = sense.weight + around.weight;
            if best.is_none_or(|(_, known)| weight > known) && lies_in(sense, around) {
                best = Some(((idx, outer_idx), weight));
            }
        }
    }
    best.map(|(pair, _)| pair)
}

fn lies_in(inner: &Sense, outer: &Sense) -> bool {
    let same_country = inner.country.is_some() && inner.country == outer.country;
    let within = |kilometres: f64| inner.far(outer).is_some_and(|far| far < kilometres);
    match outer.kind {
        PlaceKind::Country => inner.kind != PlaceKind::Country && same_country,
        PlaceKind::Admin1 if inner.kind > PlaceKind::Admin1 && same_country => match &inner.admin1 {
            Some(division) => fold(division) == fold(&outer.name) || !is_english(outer) && within(400.0),
            None => within(400.0),
        },
        PlaceKind::Admin2 => inner.kind > PlaceKind::Admin2 && same_country && within(80.0),
        _ => outer.bbox.zip(inner.point).is_some_and(|([west, south, east, north], (lat, lon))| {
            inner.kind > PlaceKind::Country && (south..=north).contains(&lat) && (west..=east).contains(&lon)
        }),
    }
}

/// True where divisions have one name in English and in the gazetteer.
fn is_english(division: &Sense) -> bool {
    matches!(division.country.as_deref(), Some("USA" | "CAN" | "AUS" | "GBR" | "IND" | "NZL" | "ZAF" | "IRL"))
}
