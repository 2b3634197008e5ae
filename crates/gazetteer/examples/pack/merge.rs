//! One list of places out of three: cities with population and other names, divisions by name, points of the rest.

use super::sources::{Division, Point, Sources};
use rapporteur_gazetteer::{Entry, Kind, fold};
use std::collections::HashMap;

/// Words that stand before or after the name of a division.
const DIVISIONS: &[&str] = &[
    "oblast",
    "province",
    "region",
    "governorate",
    "state",
    "department",
    "prefecture",
    "voivodeship",
    "county",
    "district",
    "municipality",
    "wilaya",
    "muhafazat",
    "canton",
    "krai",
    "republic",
    "territory",
    "parish",
    "emirate",
    "imarat",
    "city",
    "kraj",
    "land",
    "division",
    "sheng",
    "raion",
    "rayon",
    "township",
    "town",
    "village",
    "borough",
    "commune",
    "comuna",
    "municipio",
    "shahrestan",
    "ostan",
    "kabupaten",
    "amphoe",
    "changwat",
    "tumani",
    "okrug",
    "uezd",
    "opcina",
    "obshtina",
    "departamento",
    "partido",
    "concello",
    "landkreis",
    "kreis",
    "arrondissement",
    "hundred",
    "barrio",
    "shi",
    "gun",
    "xian",
    "gemeente",
    "sous",
    "prefektur",
    "tinh",
    "huyen",
    "qada",
    "nahiyat",
    "woreda",
    "zone",
    "regency",
    "subdistrict",
    "parroquia",
    "local",
    "government",
    "area",
    "unitary",
    "authority",
    "metropolitan",
    "special",
    "autonomous",
    "community",
    "respublika",
];

/// Where a place may lie from another to be the same, in kilometres.
const SAME: f64 = 15.0;

struct Merger {
    codes: HashMap<String, String>,
    entries: Vec<Entry>,
    /// Alpha-2 code of each entry.
    countries: Vec<String>,
    by_name: HashMap<(String, String), Vec<usize>>,
    grid: HashMap<(i32, i32), Vec<usize>>,
}

pub fn merge(sources: Sources) -> Vec<Entry> {
    let names: HashMap<&str, &str> =
        sources.admin1.iter().map(|division| (division.code.as_str(), division.name.as_str())).collect();
    let mut merger = Merger {
        codes: sources.codes,
        entries: Vec::new(),
        countries: Vec::new(),
        by_name: HashMap::new(),
        grid: HashMap::new(),
    };
    let mut populations: HashMap<(i64, i64), u64> = HashMap::new();
    let mut members: HashMap<String, Members> = HashMap::new();
    for city in &sources.cities {
        let (lat, lon) = (city.latitude, city.longitude);
        let code = format!("{}.{}", city.countrycode, city.admin1code);
        members.entry(code.clone()).or_default().add((lat, lon), city.population);
        populations.insert(thousandths(lat, lon), city.population);
        let entry = Entry {
            name: city.name.clone(),
            others: others(&city.name, &city.alternatenames, city.population),
            kind: Kind::City,
            country: String::new(),
            admin1: names.get(code.as_str()).map_or("", |name| stem(name)).to_owned(),
            point: (lat, lon),
            population: city.population,
            geonames: city.geonameid,
        };
        merger.add(entry, &city.countrycode);
    }
    for town in &sources.towns {
        let Some((lat, lon)) = town.lat.parse().ok().zip(town.lng.parse().ok()) else { continue };
        let people = populations.get(&thousandths(lat, lon)).copied().unwrap_or(0);
        members.entry(format!("{}.{}.{}", town.country, town.admin1, town.admin2)).or_default().add((lat, lon), people);
    }
    let mut by_country: HashMap<&str, Vec<Named>> = HashMap::new();
    sources.points.iter().for_each(|point| by_country.entry(&point.country).or_default().push(Named::of(point)));
    let near = |country: &str| by_country.get(country).map_or(&[][..], Vec::as_slice);
    for division in &sources.admin1 {
        let country = division.code.split('.').next().unwrap_or_default();
        let Some(members) = members.get(&division.code) else { continue };
        let state = division.code.strip_prefix("US.").and_then(|code| sources.states.get(code));
        let point = area_point(division, members, near(country), 400.0);
        let entry = Entry {
            name: stem(&division.name).to_owned(),
            others: vec![division.name.clone()],
            kind: Kind::Admin1,
            country: String::new(),
            admin1: stem(&division.name).to_owned(),
            point: point.unwrap_or_else(|| members.centre()),
            population: members.people,
            geonames: state.map_or(0, |state| state.geonameid),
        };
        merger.add(entry, country);
    }
    for division in &sources.admin2 {
        let mut code = division.code.split('.');
        let (country, first) = (code.next().unwrap_or_default(), code.next().unwrap_or_default());
        let Some(members) = members.get(&division.code) else { continue };
        let admin1 = names.get(format!("{country}.{first}").as_str()).map_or("", |name| stem(name));
        let point = area_point(division, members, near(country), 120.0).unwrap_or_else(|| members.centre());
        // A municipality that goes by the name of its town is its town.
        if merger.known(&division.name, country, point, 30.0) && !division.name.ends_with(" County") {
            continue;
        }
        let entry = Entry {
            name: division.name.clone(),
            others: second_level(&division.name),
            kind: Kind::Admin2,
            country: String::new(),
            admin1: admin1.to_owned(),
            point,
            population: members.people,
            geonames: 0,
        };
        merger.add(entry, country);
    }
    for point in &sources.points {
        merger.add_point(point);
    }
    merger.entries
}

/// Cities of a division: people and the place that most are near to.
#[derive(Default)]
struct Members {
    people: u64,
    weight: f64,
    sum: (f64, f64),
}

impl Members {
    fn add(&mut self, (lat, lon): (f64, f64), people: u64) {
        let weight = (people as f64 + 100.0).sqrt();
        self.people += people;
        self.weight += weight;
        self.sum = (self.sum.0 + weight * lat, self.sum.1 + weight * lon);
    }

    fn centre(&self) -> (f64, f64) {
        (self.sum.0 / self.weight, self.sum.1 / self.weight)
    }
}

impl Merger {
    fn add(&mut self, mut entry: Entry, country: &str) {
        let Some(code) = self.codes.get(country) else { return };
        entry.country = code.clone();
        let idx = self.entries.len();
        self.by_name.entry((country.to_owned(), fold(&entry.name))).or_default().push(idx);
        if entry.kind == Kind::City {
            self.grid.entry(cell(entry.point)).or_default().push(idx);
        }
        self.entries.push(entry);
        self.countries.push(country.to_owned());
    }

    /// True when a place of that name lies there already.
    fn known(&self, name: &str, country: &str, point: (f64, f64), within: f64) -> bool {
        let same = self.by_name.get(&(country.to_owned(), fold(name))).into_iter().flatten();
        same.into_iter().any(|&idx| kilometres(self.entries[idx].point, point) < within)
    }

    fn add_point(&mut self, point: &Point) {
        let bare = bare(&point.name);
        let known = |name: &str| self.known(name, &point.country, point.point, SAME);
        if known(&point.name) || known(bare) || known(stem(&point.name)) || point.country.len() != 2 {
            return;
        }
        let division = bare != point.name || is_division(&point.name);
        // Hamlets of a hundred people that nobody has counted: too many for their worth.
        if point.country == "MX" && !division {
            return;
        }
        let entry = Entry {
            name: point.name.clone(),
            others: if bare == point.name { Vec::new() } else { vec![bare.to_owned()] },
            kind: if division { Kind::Admin2 } else { Kind::City },
            country: String::new(),
            admin1: self.nearest_division(&point.country, point.point),
            point: point.point,
            population: 0,
            geonames: 0,
        };
        self.add(entry, &point.country);
    }

    /// The division of the nearest city of the country within a degree or so.
    fn nearest_division(&self, country: &str, point: (f64, f64)) -> String {
        let (row, column) = cell(point);
        let cells = (-2..=2).flat_map(|up| (-2..=2).map(move |right| (row + up, column + right)));
        let cities = cells
            .filter_map(|cell| self.grid.get(&cell))
            .flatten()
            .filter(|&&idx| self.countries[idx] == country && self.entries[idx].geonames != 0);
        let nearest = cities.min_by(|&&one, &&other| {
            let far = |idx: usize| kilometres(self.entries[idx].point, point);
            far(one).total_cmp(&far(other))
        });
        nearest.map_or_else(String::new, |&idx| self.entries[idx].admin1.clone())
    }
}

/// A point of rgeo with the keys of its name.
struct Named {
    point: (f64, f64),
    key: String,
    /// Of the name without the word of division, where it has one.
    stem: Option<String>,
}

impl Named {
    fn of(point: &Point) -> Self {
        let stem = is_division(&point.name).then(|| fold(stem(&point.name)));
        Named { point: point.point, key: fold(&point.name), stem }
    }
}

/// The point of rgeo that a division has: its name, or its first letters and a word of division, nearest to its cities.
fn area_point(division: &Division, members: &Members, points: &[Named], within: f64) -> Option<(f64, f64)> {
    let (whole, bare) = (fold(&division.name), fold(stem(&division.name)));
    let head: String = bare.chars().take(4).collect();
    let first = division.code.matches('.').count() == 1;
    let below = |key: &str| first && ["county", "district", "municipality"].iter().any(|word| key.ends_with(word));
    let rank = |point: &Named| match &point.stem {
        _ if first && point.key == bare && is_round(point.point.0) && is_round(point.point.1) => Some(0),
        _ if point.key == whole && point.key != bare => Some(0),
        Some(stem) if *stem == bare && !below(&point.key) => Some(1),
        _ if point.key == bare => Some(2),
        Some(_) if head.len() >= 4 && point.key.starts_with(&head) && !below(&point.key) => Some(3),
        _ => None,
    };
    let near =
        points.iter().filter_map(|point| Some((rank(point)?, point.point, kilometres(point.point, members.centre()))));
    // Points of areas are round numbers more often than those of towns of the same name.
    let round = |point: (f64, f64)| !(is_round(point.0) && is_round(point.1));
    let best = near
        .filter(|(.., far)| *far < within)
        .min_by(|one, other| (one.0, round(one.1)).cmp(&(other.0, round(other.1))).then(one.2.total_cmp(&other.2)));
    best.map(|(_, point, _)| point)
}

fn is_round(degrees: f64) -> bool {
    let twelfths = degrees * 12.0;
    (twelfths - twelfths.round()).abs() < 2e-3
}

fn is_division(name: &str) -> bool {
    let key = fold(name);
    let (first, last) = (key.split(' ').next(), key.rsplit(' ').next());
    key.contains(' ')
        && [first, last].iter().flatten().any(|word| DIVISIONS.contains(word) || word.starts_with("oblast"))
}

/// A division's name without the word that says so: "Sokoto" of "Sokoto State".
fn stem(name: &str) -> &str {
    const AFTER: &[&str] = &[
        " Oblast",
        " Oblast’",
        " Oblast'",
        " Province",
        " Region",
        " Governorate",
        " State",
        " Department",
        " Prefecture",
        " Voivodeship",
        " Krai",
        " Krais",
        " Kray",
        " District",
        " Municipality",
        " County",
        " Oblasty",
        " Sheng",
        " Shi",
        " Departamento",
    ];
    const BEFORE: &[&str] = &[
        "Imārat ",
        "State of ",
        "Province of ",
        "Muḩāfaz̧at ",
        "Departamento de ",
        "Tỉnh ",
        "Ostān-e ",
        "Changwat ",
        "Wilaya de ",
    ];
    let after = AFTER.iter().find_map(|word| name.strip_suffix(word));
    let before = BEFORE.iter().find_map(|word| name.strip_prefix(word));
    after.or(before).filter(|stem| stem.len() > 2).unwrap_or(name)
}

/// "Pangasinan" of "Province of Pangasinan"; counties are seldom named without their word.
fn second_level(name: &str) -> Vec<String> {
    const BEFORE: &[&str] = &["Province of ", "Kabupaten ", "Shahrestān-e ", "Amphoe ", "Huyện ", "Landkreis "];
    const AFTER: &[&str] = &[" Province", " District", " Raion", " Rayon", " Rayonu", " Department", " Division"];
    let before = BEFORE.iter().find_map(|word| name.strip_prefix(word));
    let stem = before.or(AFTER.iter().find_map(|word| name.strip_suffix(word)));
    stem.filter(|stem| stem.len() > 3).map(str::to_owned).into_iter().collect()
}

/// "Waterbury" of "Town of Waterbury".
fn bare(name: &str) -> &str {
    const BEFORE: &[&str] = &["Town of ", "City of ", "Village of ", "Township of ", "Borough of ", "Municipality of "];
    BEFORE.iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name)
}

/// Names in Latin letters that reports may use, each once: all of large cities, few of small ones.
fn others(name: &str, alternates: &[String], population: u64) -> Vec<String> {
    let most = match population {
        0..2_000 => 3,
        2_000..20_000 => 6,
        20_000..200_000 => 14,
        _ => 60,
    };
    let mut known = vec![fold(name)];
    let mut kept = Vec::new();
    let mut candidates: Vec<String> = alternates.iter().filter(|other| is_name(other)).cloned().collect();
    // The shorter transliterations are those that reports use.
    candidates
        .sort_by_key(|other| (!other.is_ascii(), other.chars().count().abs_diff(name.chars().count()), other.clone()));
    for other in std::iter::once(without_article(name)).chain(candidates) {
        let key = fold(&other);
        if key.len() >= 3 && !known.contains(&key) && kept.len() < most {
            known.push(key);
            kept.push(other);
        }
    }
    kept
}

/// A name in Latin letters that begins with a capital and is no code.
fn is_name(other: &str) -> bool {
    let latin = |c: char| !c.is_alphabetic() || c < '\u{250}' || ('\u{1e00}'..='\u{1eff}').contains(&c);
    let capital = other.chars().next().is_some_and(char::is_uppercase);
    let code = other.len() <= 4 && !other.chars().any(char::is_lowercase);
    capital
        && !code
        && (3..=40).contains(&other.chars().count())
        && other.chars().all(latin)
        && !other.contains(['(', ','])
}

/// An Arabic name without its article: "Zawiyah" of "Az Zawiyah".
fn without_article(name: &str) -> String {
    const ARTICLES: &[&str] = &["al", "el", "ad", "ar", "as", "ash", "at", "az", "an"];
    let rest = name
        .split_once([' ', '-'])
        .filter(|(first, rest)| ARTICLES.contains(&first.to_lowercase().as_str()) && rest.chars().count() > 3);
    rest.map_or(name, |(_, rest)| rest).to_owned()
}

fn thousandths(lat: f64, lon: f64) -> (i64, i64) {
    ((lat * 1000.0).round() as i64, (lon * 1000.0).round() as i64)
}

fn cell((lat, lon): (f64, f64)) -> (i32, i32) {
    ((lat * 2.0).floor() as i32, (lon * 2.0).floor() as i32)
}

fn kilometres(one: (f64, f64), other: (f64, f64)) -> f64 {
    let (lat, other_lat) = (one.0.to_radians(), other.0.to_radians());
    let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let chord = half(other.0 - one.0) + lat.cos() * other_lat.cos() * half(other.1 - one.1);
    2.0 * 6371.0 * chord.min(1.0).sqrt().asin()
}
