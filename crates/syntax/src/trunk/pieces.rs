//! Word pieces, as BERT's uncased tokenizer cuts them (Devlin et al. 2019).

use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Pieces of a word that are read.
pub const PIECES: usize = 5;

/// The vocabulary, by the spelling of each piece.
#[derive(Debug)]
pub struct Pieces {
    /// Pieces that begin a word or a part of it.
    opening: HashMap<Box<str>, u32>,
    /// Pieces that go on, without their `##`.
    inner: HashMap<Box<str>, u32>,
    /// Bytes of the longest piece.
    longest: usize,
    /// Stands before the first word of a window, after its last, and for what no piece fits.
    pub marks: [u32; 3],
}

impl Pieces {
    /// The vocabulary of a list, one piece a line; none when it lacks `[CLS]`, `[SEP]` or `[UNK]`.
    pub fn new(list: &str) -> Option<Self> {
        let (mut opening, mut inner, mut longest) = (HashMap::new(), HashMap::new(), 0);
        for (number, piece) in list.split('\n').enumerate() {
            longest = longest.max(piece.len());
            match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => inner.insert(rest.into(), number as u32),
                _ => opening.insert(piece.into(), number as u32),
            };
        }
        let mark = |name: &str| opening.get(name).copied();
        let marks = [mark("[CLS]")?, mark("[SEP]")?, mark("[UNK]")?];
        Some(Pieces { opening, inner, longest, marks })
    }

    /// How many pieces there are at most.
    pub fn len(&self) -> usize {
        self.opening.len() + self.inner.len()
    }

    /// Cuts a word; `plain` is scratch. Answers the pieces and how many there are, at least one.
    pub fn cut(&self, form: &str, plain: &mut String) -> ([u32; PIECES], usize) {
        flatten(form, plain);
        let (mut found, mut count) = ([0; PIECES], 0);
        let mut at = 0;
        while at < plain.len() && count < PIECES {
            let end = part(plain, at);
            count = self.greedy(&plain[at..end], &mut found, count);
            at = end;
        }
        if count == 0 {
            found[0] = self.marks[2];
        }
        (found, count.max(1))
    }

    /// The longest pieces, from left to right, of a run of letters and digits; all of it is unknown where none fits.
    fn greedy(&self, part: &str, found: &mut [u32; PIECES], first: usize) -> usize {
        let (mut at, mut count) = (0, first);
        while at < part.len() {
            let known = if at == 0 { &self.opening } else { &self.inner };
            let ends = (at + 1..=part.len().min(at + self.longest)).rev().filter(|end| part.is_char_boundary(*end));
            let Some((end, piece)) = ends.filter_map(|end| Some((end, *known.get(&part[at..end])?))).next() else {
                found[first] = self.marks[2];
                return first + 1;
            };
            if let Some(slot) = found.get_mut(count) {
                *slot = piece;
                count += 1;
            }
            at = end;
        }
        count
    }
}

/// Lower case, typographic quotes as typed ones, accents and invisible characters dropped.
fn flatten(form: &str, plain: &mut String) {
    plain.clear();
    let lower = form.to_lowercase();
    let typed = lower.chars().map(|c| match c {
        '\u{2019}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        c => c,
    });
    let dropped = [GeneralCategory::NonspacingMark, GeneralCategory::Format, GeneralCategory::Control];
    plain.extend(typed.nfd().filter(|c| !dropped.contains(&c.general_category())));
}

/// Where the part that begins at byte `at` ends: a run of letters and digits, or one mark.
fn part(plain: &str, at: usize) -> usize {
    let solid = |c: char| {
        c.is_ascii_alphanumeric()
            || (!c.is_ascii()
                && matches!(c.general_category_group(), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number))
    };
    let mut chars = plain[at..].char_indices();
    let first = chars.next().map_or(0, |(_, c)| if solid(c) { 0 } else { c.len_utf8() });
    if first > 0 {
        return at + first;
    }
    chars.find(|(_, c)| !solid(*c)).map_or(plain.len(), |(offset, _)| at + offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str =
        "[PAD]\n[UNK]\n[CLS]\n[SEP]\nharbour\nharb\n##our\n##s\n##1\n1\n-\n'\n\"\nca\n##fe\n##é\na\n##a\n日";

    /// The spellings of a word's pieces.
    fn cut(form: &str) -> String {
        let pieces = Pieces::new(LIST).unwrap();
        let (found, count) = pieces.cut(form, &mut String::new());
        let names: Vec<&str> = LIST.split('\n').collect();
        found[..count].iter().map(|piece| names[*piece as usize]).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_longest_piece_wins_and_case_and_accents_do_not_count() {
        assert_eq!(cut("Harbours"), "harbour ##s");
        assert_eq!(cut("HARBS"), "harb ##s");
        assert_eq!(cut("Café"), "ca ##fe");
        assert_eq!(cut("a\u{200b}\u{301}a"), "a ##a");
    }

    #[test]
    fn marks_stand_alone_and_part_letters() {
        assert_eq!(cut("harb-1"), "harb - 1");
        assert_eq!(cut("\u{2019}s"), "' [UNK]");
        assert_eq!(cut("\u{201c}"), "\"");
        assert_eq!(cut("日日"), "[UNK]");
    }

    #[test]
    fn what_no_piece_fits_is_unknown_as_a_whole_and_a_word_has_five_pieces() {
        assert_eq!(cut("harbx"), "[UNK]");
        assert_eq!(cut("\u{200b}"), "[UNK]");
        assert_eq!(cut(""), "[UNK]");
        assert_eq!(cut("a1a1a1a1"), "a ##1 ##a ##1 ##a");
        assert_eq!(cut("a-a-a-x"), "a - a - a");
        assert_eq!(cut("a1a1a1x-a"), "[UNK] - a");
        assert_eq!(cut(&"a".repeat(100_000)), "a ##a ##a ##a ##a");
    }

    #[test]
    fn a_vocabulary_needs_its_marks() {
        assert!(Pieces::new("[CLS]\n[SEP]\nharbour").is_none());
    }
}
