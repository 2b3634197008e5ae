//! The packed form. All numbers are little-endian; positions count from the start of the file.
//!
//! | part | holds |
//! |---|---|
//! | head | [`MAGIC`]; a hash of all that follows; places, names, then the start of each part and the end, 4 bytes each |
//! | countries | ISO 3166-1 alpha-3 codes, 3 bytes each |
//! | divisions | country, 1 byte; length, 1 byte; name |
//! | division index | start of each division's record, 4 bytes |
//! | index | of each block of [`BLOCK`] names: its start and the number of the first place with a name in it, 4 bytes each |
//! | blocks | of each name: letters it shares with the one before, further letters, places that bear it first, places that bear it second (1 byte each), then all further letters, then the numbers of the places that bear it second, 3 bytes each |
//! | latitudes, longitudes | the upper 16 of 20 bits, 2 bytes each |
//! | fine | the lower 4 bits of both, 1 byte |
//! | division of each place | 2 bytes |
//! | kinds | [`Kind`]; 16 where the name is spelled out |
//! | populations | a logarithm, 1 byte ([`population`]) |
//! | ids | of GeoNames, 3 bytes, 0 where unknown |
//! | spelling index | of each [`SPELLED`] places the start of their spellings, 4 bytes |
//! | spellings | length, 1 byte; name; for the places whose key does not tell how they are written |
//!
//! Places are sorted by the key of their first name, so that a block need only say how many bear each name.

/// Names in a block.
pub const BLOCK: usize = 32;
/// Places under one entry of the spelling index.
pub const SPELLED: usize = 64;
/// First bytes of a packed table.
pub const MAGIC: &[u8; 8] = b"PLACES01";
/// Number of parts; see the table above.
pub const PARTS: usize = 14;
/// Bytes of the head.
pub const HEAD: usize = 8 + 8 + 4 + 4 + 4 * (PARTS + 1);
/// Marks a kind whose place is spelled out.
pub const SPELLED_OUT: u8 = 16;

/// What kind of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Kind {
    /// A first-order division: state, province, oblast.
    Admin1 = 0,
    /// A division below: county, district, municipality.
    Admin2 = 1,
    /// A populated place.
    City = 2,
    /// An informal region; only in users' tables.
    Region = 3,
}

impl Kind {
    /// The kind with this number.
    pub fn of(number: u8) -> Self {
        match number {
            0 => Kind::Admin1,
            1 => Kind::Admin2,
            3 => Kind::Region,
            _ => Kind::City,
        }
    }
}

/// Steps of the logarithm of a population between one power of two and the next.
const STEPS: f64 = 8.0;

/// A population as its byte: 0 is unknown, otherwise good to five percent.
pub fn log_population(population: u64) -> u8 {
    match population {
        0 => 0,
        people => ((people as f64).log2() * STEPS).round().clamp(1.0, 255.0) as u8,
    }
}

/// The population that a byte stands for; 0 where it is unknown.
pub fn population(byte: u8) -> u32 {
    if byte == 0 { 0 } else { (f64::from(byte) / STEPS).exp2().round().min(f64::from(u32::MAX)) as u32 }
}

/// Degrees as 20 bits of their range (`half`: 90 or 180).
pub fn squeeze(degrees: f64, half: f64) -> u32 {
    (((degrees + half) / (2.0 * half)).clamp(0.0, 1.0) * f64::from((1u32 << 20) - 1)).round() as u32
}

/// Degrees from 20 bits, to four decimals: good to twenty metres.
pub fn degrees(bits: u32, half: f64) -> f64 {
    let exact = f64::from(bits) / f64::from((1u32 << 20) - 1) * 2.0 * half - half;
    (exact * 10_000.0).round() / 10_000.0
}

/// How a key is written when nothing else is said: every word with a capital, small words of names without.
pub fn written(key: &str) -> String {
    let mut name = String::with_capacity(key.len());
    for (idx, word) in key.split(' ').enumerate() {
        if idx > 0 {
            name.push(' ');
        }
        let small =
            matches!(word, "of" | "and" | "the" | "de" | "la" | "del" | "di" | "da" | "do" | "los" | "las" | "y");
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if idx == 0 || !small => {
                name.extend(first.to_uppercase());
                name.push_str(letters.as_str());
            }
            _ => name.push_str(word),
        }
    }
    name
}

/// A hash of bytes against damage by chance, not by intent: eight at a time, multiplied and folded.
pub fn hash(bytes: &[u8]) -> u64 {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64 ^ bytes.len() as u64;
    let mut words = bytes.chunks_exact(8);
    for word in &mut words {
        let word = u64::from_le_bytes(word.try_into().unwrap_or_default());
        state = (state ^ word).wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(31);
    }
    for &byte in words.remainder() {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    state ^ (state >> 32)
}
