//! What is read off a word's last row: tags, names and sentence ends, arcs and relations. Both models share it.

use crate::kernel::bytes::{Bytes, Rows};
use crate::kernel::grow;
use crate::kernel::panels::{Matrix, Panels};
use std::ops::Range;

/// Classes of distance between a word and its head.
pub const BUCKETS: usize = 21;

/// Where each head begins in a row of the heads' outputs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Places {
    pub names: usize,
    pub end: usize,
    pub arc_head: usize,
    pub arc_dep: usize,
    pub arc_distance: usize,
    pub relation_head: usize,
    pub relation_dep: usize,
}

/// All heads; the linear ones side by side, `at` says where each begins.
#[derive(Debug)]
pub struct Heads {
    pub linear: Bytes,
    pub at: Places,
    /// Length of the vectors whose product scores an arc.
    pub arc: usize,
    /// One vector a class of distance.
    pub relation_distance: Vec<f32>,
    pub relation: Matrix,
}

/// What the heads say of the words of a window, `stride` numbers a word.
#[derive(Debug, Default)]
pub struct Answers {
    pub stride: usize,
    pub rows: Vec<f32>,
    up: Panels,
    pairs: Vec<f32>,
}

impl Answers {
    /// `length` numbers of a word, from column `column` on.
    pub fn head(&self, word: usize, column: usize, length: usize) -> &[f32] {
        &self.rows[word * self.stride + column..][..length]
    }
}

impl Heads {
    /// Asks the linear heads about the first `n` rows.
    pub fn ask(&self, n: usize, rows: &Rows, answers: &mut Answers) {
        answers.stride = self.linear.outputs;
        grow(&mut answers.rows, n * answers.stride);
        self.linear.fill(n, &mut answers.rows);
        self.linear.add(n, rows, 0, 0, &mut answers.rows);
        for row in answers.rows[..n * answers.stride].chunks_exact_mut(answers.stride) {
            for value in &mut row[self.at.arc_head..self.at.arc_head + self.arc] {
                *value = value.max(0.0);
            }
        }
    }

    /// Scores of every arc inside a sentence, `[dependent, head]`; a word as its own head is the root.
    pub fn arcs(&self, answers: &mut Answers, sentence: Range<usize>, scores: &mut Vec<f32>) {
        let n = sentence.len();
        grow(scores, n * n);
        let scores = &mut scores[..n * n];
        for (dependent, row) in scores.chunks_exact_mut(n).enumerate() {
            let distance = answers.head(sentence.start + dependent, self.at.arc_distance, BUCKETS);
            for (head, score) in row.iter_mut().enumerate() {
                *score = distance[bucket(dependent, head)];
            }
        }
        let from = |column: usize| &answers.rows[sentence.start * answers.stride + column..];
        answers.up.lay_columns(self.arc, n, from(self.at.arc_head), answers.stride);
        answers.up.add(n, (from(self.at.arc_dep), answers.stride), (scores, n));
    }

    /// Logits of the relations that arcs would bear. An arc is a word and its head, both counted from the beginning of
    /// their sentence at `start`.
    pub fn relations(&self, answers: &mut Answers, start: usize, arcs: &[(usize, usize)], out: &mut Vec<f32>) {
        let n = arcs.len();
        let width = self.relation_distance.len() / BUCKETS;
        let mut pairs = std::mem::take(&mut answers.pairs);
        grow(&mut pairs, n * width);
        grow(out, n * self.relation.outputs());
        for (pair, &(word, head)) in pairs.chunks_exact_mut(width).zip(arcs) {
            let up = answers.head(start + head, self.at.relation_head, width);
            let down = answers.head(start + word, self.at.relation_dep, width);
            let apart = &self.relation_distance[bucket(word, head) * width..][..width];
            for (((pair, up), down), apart) in pair.iter_mut().zip(up).zip(down).zip(apart) {
                *pair = (up + down + apart).max(0.0);
            }
        }
        self.relation.apply(n, &pairs, out);
        answers.pairs = pairs;
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
