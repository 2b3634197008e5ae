use crate::fold;
use crate::layout::{BLOCK, HEAD, Kind, MAGIC, SPELLED, SPELLED_OUT, hash, log_population, squeeze, written};
use std::collections::BTreeMap;

/// Most places that go by one name; of more the largest are kept.
const MOST: usize = 255;

/// A place to be packed.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The name it goes by.
    pub name: String,
    /// Other names.
    pub others: Vec<String>,
    /// Its kind.
    pub kind: Kind,
    /// ISO 3166-1 alpha-3; empty where it has several or none.
    pub country: String,
    /// First-order division; empty where unknown.
    pub admin1: String,
    /// Latitude and longitude in degrees, WGS 84.
    pub point: (f64, f64),
    /// People; 0 where unknown.
    pub population: u64,
    /// GeoNames id; 0 where unknown.
    pub geonames: u32,
}

/// Packs places into the form that [`crate::Gazetteer`] reads. The same places give the same bytes.
///
/// At most 16 million places, 65,536 divisions and 256 countries; names beyond 255 bytes are cut out.
pub fn pack(mut entries: Vec<Entry>) -> Vec<u8> {
    let fits = |name: &str| (1..=255).contains(&fold(name).len()) && name.len() <= 255;
    entries.retain(|entry| fits(&entry.name) && entry.admin1.len() <= 255);
    entries.sort_by_cached_key(|entry| (fold(&entry.name), std::cmp::Reverse(entry.population), entry.country.clone()));
    let mut before = (String::new(), 0);
    entries.retain(|entry| {
        let key = fold(&entry.name);
        before = if before.0 == key { (key, before.1 + 1) } else { (key, 1) };
        before.1 <= MOST
    });
    let countries = numbers(entries.iter().map(|entry| entry.country.clone()));
    let divisions = numbers(entries.iter().map(|entry| (entry.country.clone(), entry.admin1.clone())));
    let mut parts: Vec<Vec<u8>> = Vec::new();
    parts.push(countries.keys().flat_map(|code| format!("{code:3.3}").into_bytes()).collect());
    let (mut names, mut starts) = (Vec::new(), Vec::new());
    for (country, name) in divisions.keys() {
        starts.extend((names.len() as u32).to_le_bytes());
        names.push(countries[country] as u8);
        text(&mut names, name);
    }
    parts.extend([names, starts]);
    let (index, blocks, count) = blocks(&entries);
    parts.extend([index, blocks]);
    parts.extend(columns(&entries, |entry| divisions[&(entry.country.clone(), entry.admin1.clone())] as u16));
    assemble(entries.len(), count, parts)
}

/// Every different item with its rank.
fn numbers<T: Ord>(items: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    let mut ranks: BTreeMap<T, usize> = items.map(|item| (item, 0)).collect();
    ranks.values_mut().enumerate().for_each(|(rank, value)| *value = rank);
    ranks
}

fn text(bytes: &mut Vec<u8>, text: &str) {
    bytes.push(text.len() as u8);
    bytes.extend(text.bytes());
}

/// The index and the blocks of names, and the number of names.
fn blocks(entries: &[Entry]) -> (Vec<u8>, Vec<u8>, usize) {
    let mut bearers: BTreeMap<String, (usize, Vec<u32>)> = BTreeMap::new();
    for (number, entry) in entries.iter().enumerate() {
        let first = fold(&entry.name);
        for other in entry.others.iter().map(|other| fold(other)) {
            if other != first && (1..=255).contains(&other.len()) {
                let second = &mut bearers.entry(other).or_default().1;
                if second.last() != Some(&(number as u32)) {
                    second.push(number as u32);
                }
            }
        }
        bearers.entry(first).or_default().0 += 1;
    }
    let names: Vec<(String, (usize, Vec<u32>))> = bearers.into_iter().collect();
    let (mut index, mut blocks, mut place) = (Vec::new(), Vec::new(), 0_u32);
    for block in names.chunks(BLOCK) {
        index.extend((blocks.len() as u32).to_le_bytes());
        index.extend(place.to_le_bytes());
        let (mut letters, mut seconds, mut before) = (Vec::<u8>::new(), Vec::<u8>::new(), "");
        for (name, (firsts, others)) in block {
            let shared = name.bytes().zip(before.bytes()).take_while(|(one, other)| one == other).count();
            let others = &others[..others.len().min(MOST)];
            blocks.extend([shared, name.len() - shared, *firsts, others.len()].map(|number| number as u8));
            letters.extend(&name.as_bytes()[shared..]);
            seconds.extend(others.iter().flat_map(|number| number.to_le_bytes().into_iter().take(3)));
            place += *firsts as u32;
            before = name;
        }
        blocks.extend(letters);
        blocks.extend(seconds);
    }
    (index, blocks, names.len())
}

/// What is kept of each place, a column a part.
fn columns(entries: &[Entry], division: impl Fn(&Entry) -> u16) -> Vec<Vec<u8>> {
    let mut columns: Vec<Vec<u8>> = vec![Vec::new(); 9];
    let [lats, lons, fine, divisions, kinds, populations, ids, index, spellings] = columns.as_mut_slice() else {
        return columns;
    };
    for (number, entry) in entries.iter().enumerate() {
        let (lat, lon) = (squeeze(entry.point.0, 90.0), squeeze(entry.point.1, 180.0));
        lats.extend(((lat >> 4) as u16).to_le_bytes());
        lons.extend(((lon >> 4) as u16).to_le_bytes());
        fine.push((((lat & 15) << 4) | (lon & 15)) as u8);
        divisions.extend(division(entry).to_le_bytes());
        populations.push(log_population(entry.population));
        ids.extend(entry.geonames.to_le_bytes().into_iter().take(3));
        if number % SPELLED == 0 {
            index.extend((spellings.len() as u32).to_le_bytes());
        }
        let plain = written(&fold(&entry.name)) == entry.name;
        kinds.push(entry.kind as u8 | if plain { 0 } else { SPELLED_OUT });
        if !plain {
            text(spellings, &entry.name);
        }
    }
    columns
}

fn assemble(places: usize, names: usize, parts: Vec<Vec<u8>>) -> Vec<u8> {
    let mut rest = Vec::new();
    rest.extend((places as u32).to_le_bytes());
    rest.extend((names as u32).to_le_bytes());
    let mut start = HEAD;
    for part in &parts {
        rest.extend((start as u32).to_le_bytes());
        start += part.len();
    }
    rest.extend((start as u32).to_le_bytes());
    parts.iter().for_each(|part| rest.extend(part));
    let mut packed = MAGIC.to_vec();
    packed.extend(hash(&rest).to_le_bytes());
    packed.extend(rest);
    packed
}
