use crate::row;
use rapporteur_syntax::Span;
use std::collections::HashMap;

/// Byte offsets to code points.
pub struct Offsets {
    /// Code point of each byte; empty for ASCII, where the two are equal.
    points: Vec<u32>,
}

impl Offsets {
    /// Indexes a text: four bytes of memory a byte, none for ASCII.
    pub fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Offsets { points: Vec::new() };
        }
        let mut points = Vec::with_capacity(text.len() + 1);
        let mut count = 0;
        for byte in text.bytes() {
            // A continuation byte belongs to the code point before it; spans never end there.
            if byte & 0xC0 == 0x80 {
                points.push(count - 1);
            } else {
                points.push(count);
                count += 1;
            }
        }
        points.push(count);
        Offsets { points }
    }

    /// The code point at a byte.
    pub fn point(&self, byte: u32) -> u32 {
        if self.points.is_empty() { byte } else { self.points[byte as usize] }
    }

    /// A span in code points.
    pub fn span(&self, span: Span) -> [u32; 2] {
        [self.point(span.start), self.point(span.end)]
    }
}

/// The ids of every row of a record, by kind and index.
#[derive(Default)]
#[allow(missing_docs)]
pub struct Ids {
    pub names: Vec<String>,
    pub mentions: Vec<String>,
    pub actors: Vec<String>,
    pub places: Vec<String>,
    pub times: Vec<String>,
    pub statements: Vec<String>,
    pub events: Vec<String>,
    pub figures: Vec<String>,
    pub positions: Vec<String>,
    pub prospects: Vec<String>,
}

impl Ids {
    /// Gives every row its id.
    pub fn of(record: &row::Record, offsets: &Offsets) -> Self {
        let first = |spans: &[Span]| spans.first().copied().unwrap_or_default();
        let give = |letter, starts: Vec<Span>| give(letter, &starts, offsets);
        let actor = |actor: &row::Actor| actor.mentions.first().map_or(Span::default(), |&m| record.mentions[m].span);
        Ids {
            names: give('n', record.names.iter().map(|row| row.span).collect()),
            mentions: give('m', record.mentions.iter().map(|row| row.span).collect()),
            actors: give('a', record.actors.iter().map(actor).collect()),
            places: give('p', record.places.iter().map(|row| row.span).collect()),
            times: give('t', record.times.iter().map(|row| row.span).collect()),
            statements: give('s', record.statements.iter().map(|row| first(&row.cue)).collect()),
            events: give('e', record.events.iter().map(|row| first(&row.trigger)).collect()),
            figures: give('f', record.figures.iter().map(|row| row.span).collect()),
            positions: give('o', record.positions.iter().map(|row| first(&row.issue)).collect()),
            prospects: give('x', record.prospects.iter().map(|row| first(&row.what)).collect()),
        }
    }
}

/// `s1204`, and for further rows at the same place `s1204b`, `s1204c` … `s1204z`, `s1204bb`.
fn give(letter: char, starts: &[Span], offsets: &Offsets) -> Vec<String> {
    let mut seen: HashMap<u32, usize> = HashMap::new();
    let name = |start: &Span| {
        let point = offsets.point(start.start);
        let count = seen.entry(point).or_default();
        let id = format!("{letter}{point}{}", suffix(*count));
        *count += 1;
        id
    };
    starts.iter().map(name).collect()
}

fn suffix(mut count: usize) -> String {
    let mut letters = Vec::new();
    while count > 0 {
        letters.push(char::from(b'a' + ((count - 1) % 25 + 1) as u8));
        count = (count - 1) / 25;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_row_at_one_place_gets_a_letter() {
        let names: Vec<String> = [0, 1, 2, 25, 26, 50].into_iter().map(suffix).collect();
        assert_eq!(names, ["", "b", "c", "z", "bb", "bz"]);
    }

    #[test]
    fn bytes_become_code_points() {
        let text = "Édouard “oui” 👍 ok";
        let offsets = Offsets::of(text);
        for (byte, _) in text.char_indices() {
            assert_eq!(offsets.point(byte as u32) as usize, text[..byte].chars().count());
        }
        assert_eq!(offsets.point(text.len() as u32) as usize, text.chars().count());
    }
}
