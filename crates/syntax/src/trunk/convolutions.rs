//! The fast trunk: word vectors from hashed tables, then gated convolutions.
//!
//! Rows of a window lie one under another; a layer joins each row with the ones `d` before and after it. The layers
//! together look a fixed number of words to each side, so a window with that much margin computes what the whole text
//! would.

use super::forms::{Forms, Tables};
use super::{Drawing, Trunk, Words};
use crate::features::{Featuriser, Gap};
use crate::kernel::bytes::{Bytes, Rows};
use crate::kernel::{curves, grow};
use crate::model::Vectors;
use std::ops::RangeInclusive;

/// Words whose rows are computed at once.
const BLOCK: usize = 512;

/// Forms kept before the store is emptied, which bounds its memory on endless texts.
const KEPT: usize = 50_000;

/// The layers and their weights.
#[derive(Debug)]
pub struct Convolutions {
    pub tables: Tables,
    /// Draws a word's table vectors to a gated pair of rows.
    pub mix: Bytes,
    pub gap: Vectors,
    pub blocks: Vec<Block>,
}

/// One layer.
#[derive(Debug)]
pub struct Block {
    /// Distance, in words, between the three rows that it joins.
    pub apart: usize,
    pub weights: Bytes,
}

impl Convolutions {
    fn width(&self) -> usize {
        self.gap.width
    }

    /// How many words to each side a word's row depends on.
    fn reach(&self) -> usize {
        self.blocks.iter().map(|block| block.apart).sum()
    }

    /// Zero rows kept at both ends of a window, as many as the widest layer reaches.
    fn edge(&self) -> usize {
        self.blocks.iter().map(|block| block.apart).max().unwrap_or(0)
    }
}

impl Trunk for Convolutions {
    fn begin<'t>(&'t self) -> Box<dyn Drawing<'t> + 't> {
        Box::new(Run {
            trunk: self,
            forms: Forms::default(),
            featuriser: Featuriser::default(),
            inputs: Vec::new(),
            fresh: 0,
            vectors: Vec::new(),
            words: Vec::new(),
            rows: Vec::new(),
            normed: Rows::default(),
            pairs: Vec::new(),
            ones: vec![1.0; self.tables.width()],
        })
    }
}

struct Run<'t> {
    trunk: &'t Convolutions,
    forms: Forms<'t>,
    featuriser: Featuriser,
    /// Table vectors of the `fresh` forms whose own vectors are not computed yet.
    inputs: Vec<f32>,
    fresh: usize,
    vectors: Vec<f32>,
    words: Vec<(usize, Gap)>,
    rows: Vec<f32>,
    normed: Rows,
    pairs: Vec<f32>,
    ones: Vec<f32>,
}

impl<'t> Drawing<'t> for Run<'t> {
    fn draw(&mut self, words: &Words<'t>, first: usize, size: RangeInclusive<usize>, rows: &mut Rows) -> usize {
        let (reach, width) = (self.trunk.reach(), self.trunk.width());
        let last = (first + BLOCK.max(*size.start()).min(*size.end())).min(words.len());
        let outer = first.saturating_sub(reach)..(last + reach).min(words.len());
        if self.forms.len() > KEPT {
            self.forms.clear();
            self.vectors.clear();
        }
        self.words.clear();
        for tok in outer.clone() {
            let number = self.number(words.form(tok));
            self.words.push((number, words.gap(tok)));
        }
        self.compute();
        self.layers();
        rows.clear(last - first, width);
        rows.norm(0, &self.rows[(first - outer.start) * width..(last - outer.start) * width]);
        last
    }
}

impl<'t> Run<'t> {
    /// The number of a form; its vector is there after [`Run::compute`].
    fn number(&mut self, form: &'t str) -> usize {
        let (number, new) = self.forms.number(form);
        if new {
            let input = self.trunk.tables.width();
            let start = self.fresh * input;
            self.inputs.truncate(start);
            self.inputs.resize(start + input, 0.0);
            self.trunk.tables.look_up(&mut self.featuriser, form, &mut self.inputs[start..]);
            self.fresh += 1;
        }
        number
    }

    /// Computes the vectors of the fresh forms.
    fn compute(&mut self) {
        let n = std::mem::take(&mut self.fresh);
        let width = self.trunk.width();
        let input = self.trunk.tables.width();
        grow(&mut self.pairs, n * 2 * width);
        self.normed.clear(n, input);
        self.normed.spread(&self.inputs[..n * input], &self.ones);
        self.trunk.mix.fill(n, &mut self.pairs);
        self.trunk.mix.add(n, &self.normed, 0, 0, &mut self.pairs);
        let start = self.vectors.len();
        self.vectors.resize(start + n * width, 0.0);
        curves::gate(width, &self.pairs, &mut self.vectors[start..]);
    }

    /// Runs the layers over the window's words.
    fn layers(&mut self) {
        let (n, width, edge) = (self.words.len(), self.trunk.width(), self.trunk.edge());
        grow(&mut self.rows, n * width);
        grow(&mut self.pairs, n * 2 * width);
        for (row, (form, gap)) in self.rows.chunks_exact_mut(width).zip(&self.words) {
            row.copy_from_slice(&self.vectors[form * width..][..width]);
            self.trunk.gap.add(*gap as usize, row);
        }
        let (rows, pairs) = (&mut self.rows[..n * width], &mut self.pairs[..n * 2 * width]);
        self.normed.clear(n + 2 * edge, width);
        for Block { apart, weights } in &self.trunk.blocks {
            self.normed.norm(edge, rows);
            weights.fill(n, pairs);
            for (tap, first) in [edge - apart, edge, edge + apart].into_iter().enumerate() {
                weights.add(n, &self.normed, first, tap, pairs);
            }
            curves::gate(width, pairs, rows);
        }
    }
}
