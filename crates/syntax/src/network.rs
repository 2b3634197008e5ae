//! The network's forward pass: word vectors, gated convolutions, and the rows that the heads read.
//!
//! Rows of a window lie one under another; a layer joins each row with the ones `d` before and after it. The layers
//! together look [`REACH`] words to each side, so a window that has that much margin computes what the whole text would.

use crate::features::{Featuriser, Gap, INPUT, TABLES};
use crate::kernel::{self, Matrix};
use crate::model::{ARC, BUCKETS, DILATIONS, Model, RELATION, WIDTH};
use std::collections::HashMap;

/// How many words to each side a word's row depends on.
pub const REACH: usize = 18;

/// Zero rows kept at both ends of a window, as many as the widest layer reaches.
const EDGE: usize = 8;

/// Word vectors of one text: each different form is computed once.
#[derive(Debug, Default)]
pub struct Forms<'t> {
    known: HashMap<&'t str, u32>,
    featuriser: Featuriser,
    inputs: Vec<f32>,
    pairs: Vec<f32>,
    vectors: Vec<f32>,
    fresh: usize,
}

/// Forms kept before the store is emptied, which bounds its memory on endless texts.
const KEPT: usize = 50_000;

impl<'t> Forms<'t> {
    /// Forgets everything when too much is kept. Numbers given before are void then.
    pub fn tidy(&mut self) {
        if self.known.len() > KEPT {
            self.known.clear();
            self.vectors.clear();
        }
    }

    /// The number of a form; its vector can be had after [`Forms::compute`].
    pub fn number(&mut self, model: &Model, form: &'t str) -> u32 {
        let next = self.known.len() as u32;
        let number = *self.known.entry(form).or_insert(next);
        if number == next {
            let slots = self.featuriser.slots(form);
            let start = self.fresh * INPUT;
            self.inputs.truncate(start);
            self.inputs.resize(start + INPUT, 0.0);
            let (mut slot, mut at) = (0, start);
            for (table, vectors) in TABLES.iter().zip(&model.tables) {
                for _ in 0..table.slots {
                    vectors.add(slots[slot] as usize, &mut self.inputs[at..at + table.width]);
                    slot += 1;
                }
                at += table.width;
            }
            self.fresh += 1;
        }
        number
    }

    /// Computes the vectors of the forms met since the last call.
    pub fn compute(&mut self, model: &Model) {
        let n = std::mem::take(&mut self.fresh);
        if n == 0 {
            return;
        }
        grow(&mut self.pairs, n * 2 * WIDTH);
        model.mix.apply(n, &self.inputs, &mut self.pairs);
        let start = self.vectors.len();
        self.vectors.resize(start + n * WIDTH, 0.0);
        kernel::gate(WIDTH, &self.pairs, &mut self.vectors[start..]);
    }

    fn vector(&self, number: u32) -> &[f32] {
        &self.vectors[number as usize * WIDTH..(number as usize + 1) * WIDTH]
    }
}

/// Buffers of one window, reused from window to window.
#[derive(Debug, Default)]
pub struct Window {
    rows: Vec<f32>,
    normed: Vec<f32>,
    pairs: Vec<f32>,
    /// Logits of the word heads.
    pub tags: Vec<f32>,
    /// What a word offers as a head.
    pub arc_head: Vec<f32>,
    /// What a word seeks in a head.
    pub arc_dep: Vec<f32>,
    /// How far a word looks for its head.
    pub arc_distance: Vec<f32>,
    /// A word as the head of a relation.
    pub relation_head: Vec<f32>,
    /// A word as the dependent of a relation.
    pub relation_dep: Vec<f32>,
}

impl Window {
    /// Runs the layers over words (form numbers and gaps) and the heads over those in `inner`.
    pub fn run(&mut self, model: &Model, forms: &Forms<'_>, words: &[(u32, Gap)], inner: std::ops::Range<usize>) {
        let n = words.len();
        grow(&mut self.rows, n * WIDTH);
        grow(&mut self.pairs, n * 2 * WIDTH);
        self.normed.clear();
        self.normed.resize((n + 2 * EDGE) * WIDTH, 0.0);
        for (row, (form, gap)) in self.rows.chunks_exact_mut(WIDTH).zip(words) {
            row.copy_from_slice(forms.vector(*form));
            model.gap.add(*gap as usize, row);
        }
        let (rows, pairs) = (&mut self.rows[..n * WIDTH], &mut self.pairs[..n * 2 * WIDTH]);
        for (block, d) in model.blocks.iter().zip(DILATIONS) {
            kernel::norm(WIDTH, rows, &mut self.normed[EDGE * WIDTH..(EDGE + n) * WIDTH]);
            block.fill(n, pairs);
            for (part, shift) in [EDGE - d, EDGE, EDGE + d].into_iter().enumerate() {
                block.add(n, &self.normed[shift * WIDTH..], part * WIDTH, WIDTH, pairs);
            }
            kernel::gate(WIDTH, pairs, rows);
        }
        let m = inner.len();
        let last = &mut self.normed[..m * WIDTH];
        kernel::norm(WIDTH, &rows[inner.start * WIDTH..inner.end * WIDTH], last);
        let heads: [(&Matrix, &mut Vec<f32>); 6] = [
            (&model.tags, &mut self.tags),
            (&model.arc_head, &mut self.arc_head),
            (&model.arc_dep, &mut self.arc_dep),
            (&model.arc_distance, &mut self.arc_distance),
            (&model.relation_head, &mut self.relation_head),
            (&model.relation_dep, &mut self.relation_dep),
        ];
        for (matrix, out) in heads {
            grow(out, m * matrix.outputs);
            matrix.apply(m, last, out);
        }
        for value in &mut self.arc_head[..m * ARC] {
            *value = value.max(0.0);
        }
    }

    /// Scores of every arc inside a sentence, `[dependent, head]`; a word as its own head is the root.
    pub fn arcs(&self, sentence: std::ops::Range<usize>, scores: &mut Vec<f32>) {
        let n = sentence.len();
        grow(scores, n * n);
        let rows = |of: &'_ [f32]| -> std::ops::Range<usize> {
            debug_assert!(of.len() >= sentence.end * ARC);
            sentence.start * ARC..sentence.end * ARC
        };
        let scores = &mut scores[..n * n];
        for (dependent, row) in scores.chunks_exact_mut(n).enumerate() {
            let distance = &self.arc_distance[(sentence.start + dependent) * BUCKETS..][..BUCKETS];
            for (head, score) in row.iter_mut().enumerate() {
                *score = distance[bucket(dependent, head)];
            }
        }
        let (heads, dependents) = (&self.arc_head[rows(&self.arc_head)], &self.arc_dep[rows(&self.arc_dep)]);
        kernel::outer(n, n, ARC, dependents, heads, scores);
    }

    /// Logits of the relation of each word of a sentence to its head, both counted from the sentence's beginning.
    pub fn relations(&self, model: &Model, start: usize, heads: &[usize], pairs: &mut Vec<f32>, out: &mut Vec<f32>) {
        let n = heads.len();
        grow(pairs, n * RELATION);
        grow(out, n * model.relation.outputs);
        let row = |of: &[f32], at: usize| -> std::ops::Range<usize> {
            debug_assert!(of.len() >= (at + 1) * RELATION);
            at * RELATION..(at + 1) * RELATION
        };
        for (word, (pair, &head)) in pairs.chunks_exact_mut(RELATION).zip(heads).enumerate() {
            let up = &self.relation_head[row(&self.relation_head, start + head)];
            let down = &self.relation_dep[row(&self.relation_dep, start + word)];
            let apart = &model.relation_distance[row(&model.relation_distance, bucket(word, head))];
            for (((pair, up), down), apart) in pair.iter_mut().zip(up).zip(down).zip(apart) {
                *pair = (up + down + apart).max(0.0);
            }
        }
        model.relation.apply(n, pairs, out);
    }
}

/// Class of the distance from a word to its head; 0 is the word itself.
fn bucket(word: usize, head: usize) -> usize {
    let size = match word.abs_diff(head) {
        near @ 0..=6 => near,
        7..=9 => 7,
        10..=14 => 8,
        15..=24 => 9,
        _ => 10,
    };
    if head < word { size + 10 } else { size }
}

fn grow(buffer: &mut Vec<f32>, length: usize) {
    if buffer.len() < length {
        buffer.resize(length, 0.0);
    }
}
