use crate::features::{Featuriser, TABLES, Table};
use crate::model::Vectors;
use std::collections::HashMap;

/// The different forms of a text, each computed once.
#[derive(Debug, Default)]
pub struct Forms<'t> {
    known: HashMap<&'t str, u32>,
}

impl<'t> Forms<'t> {
    /// The number of a form, and whether it is new.
    pub fn number(&mut self, form: &'t str) -> (usize, bool) {
        let next = self.known.len() as u32;
        let number = *self.known.entry(form).or_insert(next);
        (number as usize, number == next)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Forgets all of them; numbers given before are void then.
    pub fn clear(&mut self) {
        self.known.clear();
    }
}

/// The tables that a trunk looks words up in.
#[derive(Debug)]
pub struct Tables {
    /// Each with the first of a word's slots that is its own, and how many are.
    tables: Vec<(usize, usize, Vectors)>,
}

impl Tables {
    /// Those of [`TABLES`] that `read` gives.
    pub fn new<E>(read: impl Fn(&Table) -> Result<Option<Vectors>, E>) -> Result<Self, E> {
        let mut tables = Vec::new();
        let mut slot = 0;
        for table in TABLES {
            if let Some(vectors) = read(table)? {
                tables.push((slot, table.slots, vectors));
            }
            slot += table.slots;
        }
        Ok(Tables { tables })
    }

    /// Length of a word's vectors side by side.
    pub fn width(&self) -> usize {
        self.tables.iter().map(|(_, _, vectors)| vectors.width).sum()
    }

    /// Adds a word's vectors, side by side, to `out`.
    pub fn look_up(&self, featuriser: &mut Featuriser, form: &str, out: &mut [f32]) {
        let slots = featuriser.slots(form);
        let mut at = 0;
        for (first, count, vectors) in &self.tables {
            for slot in &slots[*first..first + count] {
                vectors.add(*slot as usize, &mut out[at..at + vectors.width]);
            }
            at += vectors.width;
        }
    }
}
