use crate::layout::{BLOCK, HEAD, Kind, MAGIC, PARTS, SPELLED, SPELLED_OUT, degrees, hash, population, written};
use crate::{Entry, fold, pack};
use std::borrow::Cow;

static WORLD: &[u8] = include_bytes!("../data/places.bin");

/// A packed table that is not whole.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the table of places is damaged ({0}): install the program again, or pack the table anew")]
pub struct Damaged(&'static str);

/// A place of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Place<'g> {
    /// Its number in the table.
    pub number: u32,
    /// The name it goes by.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// ISO 3166-1 alpha-3; empty where it has several or none.
    pub country: &'g str,
    /// First-order division; empty where unknown.
    pub admin1: &'g str,
    /// Latitude and longitude in degrees, WGS 84; good to twenty metres.
    pub point: (f64, f64),
    /// People, to five percent; 0 where unknown.
    pub population: u32,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// True where the name asked for is not its first one.
    pub second: bool,
}

/// Places by name, used where they lie in memory.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    bytes: Cow<'static, [u8]>,
    places: usize,
    names: usize,
    starts: [usize; PARTS + 1],
}

/// The parts by their number in [`crate::layout`].
mod part {
    pub const COUNTRIES: usize = 0;
    pub const DIVISIONS: usize = 1;
    pub const DIVISION_INDEX: usize = 2;
    pub const INDEX: usize = 3;
    pub const BLOCKS: usize = 4;
    pub const LATITUDES: usize = 5;
    pub const LONGITUDES: usize = 6;
    pub const FINE: usize = 7;
    pub const DIVISION: usize = 8;
    pub const KINDS: usize = 9;
    pub const POPULATIONS: usize = 10;
    pub const IDS: usize = 11;
    pub const SPELLING_INDEX: usize = 12;
    pub const SPELLINGS: usize = 13;
}

impl Gazetteer {
    /// The places of the world that travel in the program. Looks at the head only; [`Self::verify`] looks at all.
    pub fn world() -> Result<Self, Damaged> {
        Self::open(Cow::Borrowed(WORLD))
    }

    /// A packed table from elsewhere, verified whole.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, Damaged> {
        let gazetteer = Self::open(Cow::Owned(bytes))?;
        gazetteer.verify()?;
        Ok(gazetteer)
    }

    /// A table of these places.
    pub fn of(entries: Vec<Entry>) -> Self {
        let bytes = pack(entries);
        let empty = Gazetteer { bytes: Cow::Borrowed(&[]), places: 0, names: 0, starts: [0; PARTS + 1] };
        Self::open(Cow::Owned(bytes)).unwrap_or(empty)
    }

    /// Eight hexadecimal digits that change with the places.
    pub fn version(&self) -> String {
        format!("{:08x}", u32_at(&self.bytes, 8))
    }

    fn open(bytes: Cow<'static, [u8]>) -> Result<Self, Damaged> {
        if bytes.len() < HEAD || bytes[..8] != *MAGIC {
            return Err(Damaged("it does not begin as one"));
        }
        let number = |at: usize| u32_at(&bytes, at) as usize;
        let (places, names) = (number(16), number(20));
        let starts: [usize; PARTS + 1] = std::array::from_fn(|part| number(24 + 4 * part));
        let sizes = [(part::DIVISION, 2 * places), (part::KINDS, places), (part::IDS, 3 * places)];
        let whole = starts[0] == HEAD && starts[PARTS] == bytes.len() && starts.is_sorted();
        if !whole || sizes.iter().any(|(part, size)| starts[part + 1] - starts[*part] != *size) {
            return Err(Damaged("its parts do not fit its length"));
        }
        Ok(Gazetteer { bytes, places, names, starts })
    }

    /// Compares all bytes with the hash in the head.
    pub fn verify(&self) -> Result<(), Damaged> {
        let told = self.bytes.get(8..16).and_then(|bytes| bytes.try_into().ok()).map(u64::from_le_bytes);
        (told == Some(hash(&self.bytes[16..]))).then_some(()).ok_or(Damaged("its bytes do not fit its hash"))
    }

    /// How many places it holds.
    pub fn len(&self) -> usize {
        self.places
    }

    /// True when it holds no place.
    pub fn is_empty(&self) -> bool {
        self.places == 0
    }

    /// The places that bear a name, those that go by it first, larger ones first.
    pub fn named(&self, words: &str) -> impl Iterator<Item = Place<'_>> {
        let key = fold(words);
        let found = self.find(&key).unwrap_or_default();
        let second = |at: usize| u32_at(&self.bytes, at) & 0xff_ffff;
        let seconds = (0..found.seconds).map(move |rank| (second(found.seconds_at + 3 * rank), true));
        let firsts = (found.first..).take(found.firsts).map(|number| (number, false));
        firsts.chain(seconds).filter_map(move |(number, second)| {
            let first = (!second).then_some(key.as_str());
            self.place(number, first).map(|place| Place { second, ..place })
        })
    }

    /// The people of the largest place that bears a name, 0 where nobody counted; `None`: no place does.
    pub fn largest(&self, words: &str) -> Option<u32> {
        let found = self.find(&fold(words))?;
        let second = |rank: usize| u32_at(&self.bytes, found.seconds_at + 3 * rank) & 0xff_ffff;
        let numbers = (found.first..).take(found.firsts).chain((0..found.seconds).map(second));
        numbers
            .filter_map(|number| self.from(part::POPULATIONS, number as usize).first())
            .map(|&byte| population(byte))
            .max()
    }

    /// The bytes of a part from a position on.
    fn from(&self, part: usize, at: usize) -> &[u8] {
        self.bytes.get(self.starts[part] + at..self.starts[part + 1]).unwrap_or_default()
    }

    fn find(&self, key: &str) -> Option<Bearers> {
        let blocks = self.names.div_ceil(BLOCK);
        let start = |block: usize| u32_at(self.from(part::INDEX, 8 * block), 0) as usize;
        let size = |block: usize| BLOCK.min(self.names - block * BLOCK);
        let first = |block: usize| {
            let bytes = self.from(part::BLOCKS, start(block));
            let letters = bytes.get(4 * size(block)..).unwrap_or_default();
            letters.get(..usize::from(*bytes.get(1).unwrap_or(&0))).unwrap_or_default()
        };
        let (mut low, mut high) = (0, blocks);
        while low < high {
            let middle = usize::midpoint(low, high);
            if first(middle) <= key.as_bytes() { low = middle + 1 } else { high = middle }
        }
        let block = low.checked_sub(1)?;
        let place = u32_at(self.from(part::INDEX, 8 * block), 4);
        let base = self.starts[part::BLOCKS] + start(block);
        self.scan(base, size(block), place, key.as_bytes())
    }

    /// Looks for a name in the block at a position of the file.
    fn scan(&self, base: usize, size: usize, mut place: u32, key: &[u8]) -> Option<Bearers> {
        let (heads, rest) = self.bytes.get(base..)?.split_at_checked(4 * size)?;
        let (mut letters, mut seconds, mut hit) = (0, 0, None);
        // How many letters of the key the name before has in common with it.
        let mut common = 0;
        for head in heads.chunks_exact(4) {
            let [shared, further, firsts, others] = [head[0], head[1], head[2], head[3]].map(usize::from);
            let own = rest.get(letters..letters + further)?;
            if hit.is_none() && shared <= common {
                let equal = own.iter().zip(&key[shared..]).take_while(|(one, other)| one == other).count();
                common = shared + equal;
                if common == key.len() && shared + further == key.len() {
                    hit = Some((place, firsts, seconds, others));
                }
            }
            letters += further;
            seconds += others;
            place += firsts as u32;
        }
        let (first, firsts, before, seconds) = hit?;
        Some(Bearers { first, firsts, seconds_at: base + 4 * size + letters + 3 * before, seconds })
    }

    /// A place by its number; `key`: that of its first name, where it is known.
    fn place(&self, number: u32, key: Option<&str>) -> Option<Place<'_>> {
        let idx = number as usize;
        if idx >= self.places {
            return None;
        }
        let word = |part: usize| self.from(part, 2 * idx).first_chunk().map(|bytes| u16::from_le_bytes(*bytes));
        let byte = |part: usize| self.from(part, idx).first().copied();
        let fine = u32::from(byte(part::FINE)?);
        let lat = (u32::from(word(part::LATITUDES)?) << 4) | (fine >> 4);
        let lon = (u32::from(word(part::LONGITUDES)?) << 4) | (fine & 15);
        let kind = byte(part::KINDS)?;
        let name = match (kind & SPELLED_OUT != 0, key) {
            (true, _) => self.spelling(idx)?.to_owned(),
            (false, Some(key)) => written(key),
            (false, None) => written(&self.key(number)?),
        };
        let (country, admin1) = self.division(usize::from(word(part::DIVISION)?))?;
        let id = self.from(part::IDS, 3 * idx).get(..3).map(|id| u32::from_le_bytes([id[0], id[1], id[2], 0]))?;
        Some(Place {
            number,
            name,
            kind: Kind::of(kind & (SPELLED_OUT - 1)),
            country,
            admin1,
            point: (degrees(lat, 90.0), degrees(lon, 180.0)),
            population: population(byte(part::POPULATIONS)?),
            geonames: Some(id).filter(|id| *id != 0),
            second: false,
        })
    }

    /// Country and name of a division.
    fn division(&self, number: usize) -> Option<(&str, &str)> {
        let at = u32_at(self.from(part::DIVISION_INDEX, 4 * number), 0) as usize;
        let bytes = self.from(part::DIVISIONS, at);
        let (&country, rest) = bytes.split_first()?;
        let code = self.from(part::COUNTRIES, 3 * usize::from(country)).get(..3)?;
        Some((std::str::from_utf8(code).ok()?.trim_end(), counted_text(rest)?))
    }

    /// How a place is written whose key does not tell.
    fn spelling(&self, idx: usize) -> Option<&str> {
        let group = idx / SPELLED;
        let kinds = self.from(part::KINDS, group * SPELLED).get(..idx - group * SPELLED)?;
        let before = kinds.iter().filter(|kind| **kind & SPELLED_OUT != 0).count();
        let start = u32_at(self.from(part::SPELLING_INDEX, 4 * group), 0) as usize;
        let mut bytes = self.from(part::SPELLINGS, start);
        for _ in 0..before {
            bytes = bytes.get(1 + usize::from(*bytes.first()?)..)?;
        }
        counted_text(bytes)
    }

    /// The key of the first name of a place.
    fn key(&self, number: u32) -> Option<String> {
        let blocks = self.names.div_ceil(BLOCK);
        let first = |block: usize| u32_at(self.from(part::INDEX, 8 * block), 4);
        let (mut low, mut high) = (0, blocks);
        while low < high {
            let middle = usize::midpoint(low, high);
            if first(middle) <= number { low = middle + 1 } else { high = middle }
        }
        let block = low.checked_sub(1)?;
        let base = u32_at(self.from(part::INDEX, 8 * block), 0) as usize;
        let size = BLOCK.min(self.names - block * BLOCK);
        let (heads, mut letters) = self.from(part::BLOCKS, base).split_at_checked(4 * size)?;
        let (mut place, mut name) = (first(block), Vec::new());
        for head in heads.chunks_exact(4) {
            name.truncate(usize::from(head[0]));
            let (own, rest) = letters.split_at_checked(usize::from(head[1]))?;
            name.extend(own);
            letters = rest;
            place += u32::from(head[2]);
            if place > number {
                return String::from_utf8(name).ok();
            }
        }
        None
    }
}

/// The places that bear one name.
#[derive(Clone, Copy, Default)]
struct Bearers {
    first: u32,
    firsts: usize,
    seconds_at: usize,
    seconds: usize,
}

fn counted_text(bytes: &[u8]) -> Option<&str> {
    let (&length, rest) = bytes.split_first()?;
    std::str::from_utf8(rest.get(..usize::from(length))?).ok()
}

/// Four bytes as a number; what lies beyond the end is zero.
fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let mut four = [0; 4];
    let rest = bytes.get(at..).unwrap_or_default();
    let known = rest.len().min(4);
    four[..known].copy_from_slice(&rest[..known]);
    u32::from_le_bytes(four)
}
