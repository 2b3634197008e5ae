//! The network's forward pass: word vectors, gated convolutions, and the rows that the heads read.
//!
//! Rows of a window lie one under another; a layer joins each row with the ones `d` before and after it. The layers
//! together look [`REACH`] words to each side, so a window that has that much margin computes what the whole text would.

use crate::bytes::Rows;
use crate::features::{Featuriser, Gap, INPUT, TABLES};
use crate::kernel;
use crate::model::{ARC, BUCKETS, DILATIONS, Model, RELATION, WIDTH};
use std::collections::HashMap;
use std::ops::Range;

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
    normed: Rows,
    pairs: Vec<f32>,
    /// What the heads say of each inner word, `Model::heads.outputs` numbers a row.
    pub heads: Vec<f32>,
}

impl Window {
    /// Runs the layers over words (form numbers and gaps) and the heads over those in `inner`.
    pub fn run(&mut self, model: &Model, forms: &Forms<'_>, words: &[(u32, Gap)], inner: Range<usize>) {
        let n = words.len();
        grow(&mut self.rows, n * WIDTH);
        grow(&mut self.pairs, n * 2 * WIDTH);
        for (row, (form, gap)) in self.rows.chunks_exact_mut(WIDTH).zip(words) {
            row.copy_from_slice(forms.vector(*form));
            model.gap.add(*gap as usize, row);
        }
        let (rows, pairs) = (&mut self.rows[..n * WIDTH], &mut self.pairs[..n * 2 * WIDTH]);
        self.normed.clear(n + 2 * EDGE, WIDTH);
        for (block, d) in model.blocks.iter().zip(DILATIONS) {
            self.normed.norm(EDGE, rows);
            block.fill(n, pairs);
            for (tap, first) in [EDGE - d, EDGE, EDGE + d].into_iter().enumerate() {
                block.add(n, &self.normed, first, tap, pairs);
            }
            kernel::gate(WIDTH, pairs, rows);
        }
        let (m, start) = (inner.len(), inner.start * WIDTH);
        self.normed.norm(EDGE, &rows[start..start + m * WIDTH]);
        grow(&mut self.heads, m * model.heads.outputs);
        model.heads.fill(m, &mut self.heads);
        model.heads.add(m, &self.normed, EDGE, 0, &mut self.heads);
        for row in self.heads[..m * model.heads.outputs].chunks_exact_mut(model.heads.outputs) {
            for value in &mut row[model.at.arc_head..model.at.arc_head + ARC] {
                *value = value.max(0.0);
            }
        }
    }

    /// `length` numbers of an inner word's heads, from column `column` on.
    pub fn head(&self, model: &Model, word: usize, column: usize, length: usize) -> &[f32] {
        &self.heads[word * model.heads.outputs + column..][..length]
    }

    /// Scores of every arc inside a sentence, `[dependent, head]`; a word as its own head is the root.
    pub fn arcs(&self, model: &Model, sentence: Range<usize>, scores: &mut Vec<f32>) {
        let n = sentence.len();
        grow(scores, n * n);
        let scores = &mut scores[..n * n];
        for (dependent, row) in scores.chunks_exact_mut(n).enumerate() {
            let distance = self.head(model, sentence.start + dependent, model.at.arc_distance, BUCKETS);
            for (head, score) in row.iter_mut().enumerate() {
                *score = distance[bucket(dependent, head)];
            }
        }
        let stride = model.heads.outputs;
        let from = |column: usize| &self.heads[sentence.start * stride + column..];
        kernel::outer(n, ARC, stride, from(model.at.arc_dep), from(model.at.arc_head), scores);
    }

    /// Logits of the relation of each word of a sentence to its head, both counted from the sentence's beginning.
    pub fn relations(&self, model: &Model, start: usize, heads: &[usize], pairs: &mut Vec<f32>, out: &mut Vec<f32>) {
        let n = heads.len();
        grow(pairs, n * RELATION);
        grow(out, n * model.relation.outputs);
        for (word, (pair, &head)) in pairs.chunks_exact_mut(RELATION).zip(heads).enumerate() {
            let up = self.head(model, start + head, model.at.relation_head, RELATION);
            let down = self.head(model, start + word, model.at.relation_dep, RELATION);
            let apart = &model.relation_distance[bucket(word, head) * RELATION..][..RELATION];
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
