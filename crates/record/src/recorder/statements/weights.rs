//! Learned weights: hashed linear models, one table a question, eight bits a weight.
//!
//! A question's features are hashes ([`Bag`]); their weights in the question's table are summed. The tables are fitted
//! by `rapporteur-train statements` and travel in the binary.

use std::borrow::Cow;

/// A question that a linear model answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Part {
    /// Does this word attribute?
    Cue,
    /// Does this word beside a cue belong to it?
    Extent,
    /// Is this the head of the source?
    Source,
    /// Does this branch belong to the source?
    Branch,
    /// Is this word said, does the content begin or end here?
    Content,
    /// Is the whole statement right?
    Trust,
}

impl Part {
    /// Every part in the order of the file.
    pub const ALL: [Part; 6] = [Part::Cue, Part::Extent, Part::Source, Part::Branch, Part::Content, Part::Trust];

    /// Size of its table, as a power of two.
    pub const fn bits(self) -> u32 {
        match self {
            Part::Cue | Part::Source => 18,
            Part::Extent | Part::Branch => 17,
            Part::Trust => 14,
            Part::Content => 19,
        }
    }
}

/// The weights of every question.
#[derive(Clone, Debug)]
pub struct Weights {
    tables: Vec<Table>,
}

#[derive(Clone, Debug)]
struct Table {
    step: f32,
    mask: usize,
    cells: Cow<'static, [i8]>,
}

/// The file that travels in the binary.
pub const ENGLISH: &[u8] = include_bytes!("../../../model/statements.bin");

/// First bytes of a weights file.
const MAGIC: &[u8; 4] = b"RSW1";

impl Weights {
    /// Reads a weights file; `None` when its layout is another.
    pub fn read(bytes: &'static [u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut tables = Vec::new();
        for part in Part::ALL {
            let (step, after) = rest.split_first_chunk::<4>()?;
            let (cells, after) = after.split_at_checked(1 << part.bits())?;
            let cells = cells.iter().map(|&cell| cell as i8).collect();
            tables.push(Table { step: f32::from_le_bytes(*step), mask: (1 << part.bits()) - 1, cells });
            rest = after;
        }
        rest.is_empty().then_some(Weights { tables })
    }

    /// The file's bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        for table in &self.tables {
            out.extend(table.step.to_le_bytes());
            out.extend(table.cells.iter().map(|&cell| cell as u8));
        }
        out
    }

    /// Replaces the weights of a part, rounded to eight bits.
    pub fn set(&mut self, part: Part, weights: &[f32]) {
        let largest = weights.iter().fold(0f32, |largest, weight| largest.max(weight.abs()));
        let step = (largest / 127.0).max(1e-6);
        let cells: Vec<i8> = weights.iter().map(|weight| (weight / step).round() as i8).collect();
        self.tables[part as usize] = Table { step, mask: cells.len() - 1, cells: Cow::Owned(cells) };
    }

    /// The sum of the weights of some features.
    pub fn score(&self, part: Part, features: &[u32]) -> f32 {
        self.turned(part, features, 0)
    }

    /// The same of features turned by some bits: one bag asked two questions.
    pub fn turned(&self, part: Part, features: &[u32], bits: u32) -> f32 {
        let table = &self.tables[part as usize];
        let cell = |feature: &u32| i32::from(table.cells[(feature ^ bits) as usize & table.mask]);
        features.iter().map(cell).sum::<i32>() as f32 * table.step
    }
}

impl Default for Weights {
    fn default() -> Self {
        let table = |part: &Part| Table {
            step: 1.0,
            mask: (1 << part.bits()) - 1,
            cells: Cow::Owned(vec![0; 1 << part.bits()]),
        };
        Weights { tables: Part::ALL.iter().map(table).collect() }
    }
}

/// Features of one question, as hashes; used again and again without a new allocation.
#[derive(Clone, Debug, Default)]
pub struct Bag {
    /// The hashes.
    pub features: Vec<u32>,
}

impl Bag {
    /// Empties it.
    pub fn clear(&mut self) {
        self.features.clear();
    }

    /// Adds a feature: its name's hash and two values.
    pub fn add(&mut self, name: u32, a: u32, b: u32) {
        self.features.push(mix(name, a, b));
    }
}

/// One hash of three numbers.
pub const fn mix(name: u32, a: u32, b: u32) -> u32 {
    let mut x = ((name as u64) << 32 | a as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x ^= (x >> 32) ^ (b as u64).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    x = (x ^ (x >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (x >> 32) as u32
}

/// Hash of a text, upper case taken for lower.
pub const fn hash(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let mut hash = 0x811C_9DC5u32;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at].to_ascii_lowercase() as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}

/// Adds a feature to a bag: a name, hashed when the program is built, and up to three values.
macro_rules! sign {
    ($bag:expr, $name:literal) => {
        sign!($bag, $name, 0u32, 0u32)
    };
    ($bag:expr, $name:literal, $a:expr) => {
        sign!($bag, $name, $a, 0u32)
    };
    ($bag:expr, $name:literal, $a:expr, $b:expr) => {{
        const NAME: u32 = $crate::recorder::statements::weights::hash($name);
        $bag.add(NAME, ($a) as u32, ($b) as u32);
    }};
    ($bag:expr, $name:literal, $a:expr, $b:expr, $c:expr) => {{
        const NAME: u32 = $crate::recorder::statements::weights::hash($name);
        let ab = $crate::recorder::statements::weights::mix(NAME, ($a) as u32, ($b) as u32);
        $bag.add(NAME, ab, ($c) as u32);
    }};
}
pub(crate) use sign;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_come_back_as_written() {
        let mut weights = Weights::default();
        let fitted: Vec<f32> = (0..1 << Part::Extent.bits()).map(|n| (n % 7) as f32 - 3.0).collect();
        weights.set(Part::Extent, &fitted);
        let bytes: &'static [u8] = Box::leak(weights.write().into_boxed_slice());
        let back = Weights::read(bytes).expect("the layout is the same");
        assert!((back.score(Part::Extent, &[6]) - 3.0).abs() < 0.05);
        assert!(Weights::read(&bytes[1..]).is_none() && Weights::read(&bytes[..100]).is_none());
    }
}
