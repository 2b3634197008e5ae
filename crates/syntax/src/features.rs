//! What the network sees of a word: hashes of its form, its ends and its shape.
//!
//! Training and reading both come through here, so a model's tables fit the words they meet. Any change of a hash, a
//! table or a rule below needs a new [`SCHEMA`] and new weights.

/// Version of hashing and tables; a model trained under another one is refused.
pub const SCHEMA: u32 = 1;

/// One table of vectors that hashed features index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    /// Name of its tensor.
    pub name: &'static str,
    /// Number of vectors.
    pub rows: u32,
    /// Length of a vector.
    pub width: usize,
    /// How many rows a word takes from it; they are summed.
    pub slots: usize,
}

const fn table(name: &'static str, rows: u32, width: usize, slots: usize) -> Table {
    Table { name, rows, width, slots }
}

/// The tables in the order of a word's slots; their vectors stand side by side as the network's input.
pub const TABLES: &[Table] = &[
    table("form", 30_000, 128, 2),
    table("suffix2", 2_000, 64, 1),
    table("suffix3", 6_000, 64, 1),
    table("suffix4", 8_000, 64, 1),
    table("prefix3", 6_000, 64, 1),
    table("shape", 1_000, 64, 1),
    table("outline", 1_000, 64, 1),
];

/// Number of slots of a word.
pub const SLOTS: usize = 8;

/// Width of the tables' vectors side by side.
pub const INPUT: usize = 512;

/// Longest part of a word that is looked at, in characters; the rest only counts for the suffixes.
const LOOK: usize = 48;

/// What stands before a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Gap {
    /// Nothing: the words touch.
    None = 0,
    /// A blank.
    Blank = 1,
    /// The beginning of a paragraph.
    Paragraph = 2,
}

/// Number of [`Gap`]s.
pub const GAPS: usize = 3;

/// Turns words into slots; keeps its buffers from word to word.
#[derive(Debug, Default)]
pub struct Featuriser {
    lower: Vec<char>,
}

impl Featuriser {
    /// The rows of each table that a word takes, in the order of [`TABLES`].
    pub fn slots(&mut self, form: &str) -> [u32; SLOTS] {
        self.normalise(form);
        let chars = &self.lower;
        let count = chars.len();
        let whole = hash(b'f', chars.iter().copied());
        let suffix = |n: usize| hash(b'0' + n as u8, chars[count.saturating_sub(n)..].iter().copied());
        let prefix = hash(b'p', chars[..count.min(3)].iter().copied());
        let shape = hash(b's', shape(form));
        let outline = hash(b'o', [class(form), length(form.chars().count()), chars.first().copied().unwrap_or(' ')]);
        let row = |value: u64, table: usize| (value % u64::from(TABLES[table].rows)) as u32;
        [
            row(whole, 0),
            row(mix(whole ^ 0x9e37_79b9_7f4a_7c15), 0),
            row(suffix(2), 1),
            row(suffix(3), 2),
            row(suffix(4), 3),
            row(prefix, 4),
            row(shape, 5),
            row(outline, 6),
        ]
    }

    /// Lower case, digits as 0, typographic marks as typed ones; addresses as one word with their ending.
    fn normalise(&mut self, form: &str) {
        self.lower.clear();
        let address = form.contains("://") || form.starts_with("www.") || form.starts_with("http");
        let mail = form.contains('@') && form.len() > 3 && !form.starts_with('@');
        if address || mail {
            self.lower.extend(if address { "<url>" } else { "<mail>" }.chars());
            return;
        }
        let total = form.chars().count();
        let head = form.chars().take(LOOK);
        let tail = form.chars().skip(LOOK.max(total.saturating_sub(4)));
        for c in head.chain(tail) {
            match c {
                '\u{2018}' | '\u{2019}' | '\u{02bc}' | '`' | '\u{b4}' => self.lower.push('\''),
                '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => self.lower.push('"'),
                '\u{2010}'..='\u{2013}' => self.lower.push('-'),
                '\u{2026}' => self.lower.extend(['.', '.', '.']),
                c if c.is_numeric() => self.lower.push('0'),
                c if c.is_ascii() => self.lower.push(c.to_ascii_lowercase()),
                c => self.lower.extend(c.to_lowercase()),
            }
        }
    }
}

/// Upper, lower, digit and the mark itself; a run is cut at three.
fn shape(form: &str) -> impl Iterator<Item = char> + '_ {
    let mut last = '\0';
    let mut run = 0;
    let classes = form.chars().take(LOOK).map(|c| match c {
        c if c.is_uppercase() => 'X',
        c if c.is_alphabetic() => 'x',
        c if c.is_numeric() => '0',
        c => c,
    });
    classes.filter(move |&c| {
        run = if c == last { run + 1 } else { 1 };
        last = c;
        run <= 3
    })
}

/// How a word uses capitals.
fn class(form: &str) -> char {
    let (mut upper, mut lower) = (0, 0);
    for c in form.chars().take(LOOK) {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    let first = form.chars().next().is_some_and(char::is_uppercase);
    match (upper, lower) {
        (0, 0) => '0',
        (0, _) => 'l',
        (1, 0) => '1',
        (_, 0) => 'U',
        (1, _) if first => 'T',
        _ => 'm',
    }
}

/// Length as one of five sizes.
fn length(chars: usize) -> char {
    match chars {
        0..=1 => 'a',
        2..=3 => 'b',
        4..=6 => 'c',
        7..=10 => 'd',
        _ => 'e',
    }
}

/// FNV-1a over code points, finished by a mixer.
fn hash(kind: u8, chars: impl IntoIterator<Item = char>) -> u64 {
    let step = |sum: u64, value: u32| (sum ^ u64::from(value)).wrapping_mul(0x0100_0000_01b3);
    mix(chars.into_iter().fold(step(0xcbf2_9ce4_8422_2325, u32::from(kind)), |sum, c| step(sum, c as u32)))
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_add_up() {
        assert_eq!(TABLES.iter().map(|t| t.slots).sum::<usize>(), SLOTS);
        assert_eq!(TABLES.iter().map(|t| t.width).sum::<usize>(), INPUT);
    }

    #[test]
    fn typographic_marks_and_digits_read_as_typed_ones() {
        let mut f = Featuriser::default();
        assert_eq!(f.slots("\u{2019}s")[..2], f.slots("'s")[..2]);
        assert_eq!(f.slots("1984"), f.slots("2026"));
        assert_eq!(f.slots("Peace")[..2], f.slots("peace")[..2]);
        assert_ne!(f.slots("Peace")[6..], f.slots("peace")[6..]);
    }

    #[test]
    fn any_form_has_rows_within_its_tables() {
        let mut f = Featuriser::default();
        for form in ["", "\u{0}", "日本", "🙂", &"a".repeat(100_000), "a@b.c", "\u{200b}"] {
            let slots = f.slots(form);
            let tables = TABLES.iter().flat_map(|t| std::iter::repeat_n(t.rows, t.slots));
            assert!(slots.iter().zip(tables).all(|(slot, rows)| *slot < rows));
        }
    }
}
