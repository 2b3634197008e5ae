//! The accurate trunk: a BERT encoder over word pieces (Devlin et al. 2019), in bytes.
//!
//! A window is a run of whole paragraphs, or of a long paragraph's sentences, as in training; every piece sees all pieces
//! of its window. What pieces do not show of a word, its affixes, case and gap, is added at its first piece below the
//! layers and again above them, where the last layers are blended.

mod layer;
mod window;

use super::forms::{Forms, Tables};
use super::pieces::{PIECES, Pieces};
use super::{Drawing, Trunk, Words};
use crate::features::Featuriser;
use crate::kernel::bytes::{Bytes, Rows};
use crate::kernel::grow;
use crate::model::Vectors;
use layer::Scratch;
pub use layer::{Layer, Norm, Product};
use std::ops::RangeInclusive;

/// Forms kept before the store is emptied.
const KEPT: usize = 6_000;

/// The layers and their weights.
#[derive(Debug)]
pub struct Encoder {
    pub pieces: Pieces,
    pub embeddings: Vectors,
    /// A vector a place in the window; pieces further on share the last.
    pub places: Vectors,
    pub norm: Norm,
    pub tables: Tables,
    /// From a word's table vectors to what is added below and above the layers, side by side.
    pub words: Bytes,
    pub gap_low: Vectors,
    pub gap_high: Vectors,
    pub layers: Vec<Layer>,
    /// Heads of attention.
    pub heads: usize,
    /// Shares of the last layers in what the heads read.
    pub blend: Vec<f32>,
    pub last: Norm,
}

impl Trunk for Encoder {
    fn begin<'t>(&'t self) -> Box<dyn Drawing<'t> + 't> {
        Box::new(Run {
            trunk: self,
            forms: Forms::default(),
            cuts: Vec::new(),
            vectors: Vec::new(),
            fresh: Vec::new(),
            words: Vec::new(),
            rows: Vec::new(),
            drawn: Vec::new(),
            bytes: Rows::default(),
            scratch: Scratch::default(),
            featuriser: Featuriser::default(),
            plain: String::new(),
            ones: vec![1.0; self.tables.width().max(self.embeddings.width)],
        })
    }
}

/// A word in a window.
#[derive(Clone, Copy)]
struct Word {
    form: usize,
    gap: usize,
    /// Place of its first piece.
    first: usize,
}

struct Run<'t> {
    trunk: &'t Encoder,
    forms: Forms<'t>,
    /// Each form's pieces, and how many there are.
    cuts: Vec<([u32; PIECES], usize)>,
    /// Each form's vectors for below and above the layers.
    vectors: Vec<f32>,
    /// Forms whose vectors are not computed yet.
    fresh: Vec<&'t str>,
    words: Vec<Word>,
    /// A row a piece.
    rows: Vec<f32>,
    /// A row a word.
    drawn: Vec<f32>,
    bytes: Rows,
    scratch: Scratch,
    featuriser: Featuriser,
    plain: String,
    ones: Vec<f32>,
}

impl<'t> Drawing<'t> for Run<'t> {
    fn draw(&mut self, words: &Words<'t>, first: usize, size: RangeInclusive<usize>, rows: &mut Rows) -> usize {
        let (seen, drawn) = window::ends(words, first, *size.start());
        let drawn = drawn.min(first + size.end());
        if self.forms.len() > KEPT {
            self.forms.clear();
            self.cuts.clear();
            self.vectors.clear();
        }
        self.words.clear();
        for tok in first..seen {
            let form = self.number(words.form(tok));
            self.words.push(Word { form, gap: words.gap(tok) as usize, first: 0 });
        }
        self.compute();
        let pieces = self.lay();
        let depth = self.trunk.layers.len();
        let size = self.words.len() * self.width();
        grow(&mut self.drawn, size);
        self.drawn.fill(0.0);
        for (number, layer) in self.trunk.layers.iter().enumerate() {
            layer.run(self.trunk.heads, pieces, &mut self.rows, &mut self.scratch);
            let blended = (number + self.trunk.blend.len()).checked_sub(depth);
            if let Some(share) = blended.map(|place| self.trunk.blend[place]) {
                self.blend(share);
            }
        }
        self.finish(drawn - first, rows);
        drawn
    }
}

impl<'t> Run<'t> {
    fn width(&self) -> usize {
        self.trunk.embeddings.width
    }

    /// The number of a form; its vectors are there after [`Run::compute`].
    fn number(&mut self, form: &'t str) -> usize {
        let (number, new) = self.forms.number(form);
        if new {
            self.cuts.push(self.trunk.pieces.cut(form, &mut self.plain));
            self.fresh.push(form);
        }
        number
    }

    /// Computes the vectors of the fresh forms.
    fn compute(&mut self) {
        let (n, inputs) = (self.fresh.len(), self.trunk.tables.width());
        grow(&mut self.drawn, n * inputs);
        self.drawn.fill(0.0);
        for (form, row) in self.fresh.drain(..).zip(self.drawn.chunks_exact_mut(inputs)) {
            self.trunk.tables.look_up(&mut self.featuriser, form, row);
        }
        self.bytes.clear(n, inputs);
        self.bytes.spread(&self.drawn[..n * inputs], &self.ones[..inputs]);
        let start = self.vectors.len();
        self.vectors.resize(start + n * self.trunk.words.outputs, 0.0);
        self.trunk.words.fill(n, &mut self.vectors[start..]);
        self.trunk.words.add(n, &self.bytes, 0, 0, &mut self.vectors[start..]);
    }

    /// Lays the window's pieces, and says how many there are: the sum of what is known of each, normalised.
    fn lay(&mut self) -> usize {
        let (trunk, width) = (self.trunk, self.width());
        let [opening, closing, _] = trunk.pieces.marks;
        let mut n = 1;
        for word in &mut self.words {
            word.first = n;
            n += self.cuts[word.form].1;
        }
        n += 1;
        grow(&mut self.rows, n * width);
        let rows = &mut self.rows[..n * width];
        rows.fill(0.0);
        trunk.embeddings.add(opening as usize, &mut rows[..width]);
        trunk.embeddings.add(closing as usize, &mut rows[(n - 1) * width..]);
        for word in &self.words {
            let (pieces, count) = &self.cuts[word.form];
            let mut own = rows[word.first * width..].chunks_exact_mut(width);
            for (piece, row) in pieces[..*count].iter().zip(&mut own) {
                trunk.embeddings.add(*piece as usize, row);
            }
            let row = &mut rows[word.first * width..][..width];
            trunk.gap_low.add(word.gap, row);
            let low = &self.vectors[word.form * trunk.words.outputs..][..width];
            row.iter_mut().zip(low).for_each(|(x, low)| *x += low);
        }
        let furthest = trunk.places.rows() - 1;
        for (place, row) in rows.chunks_exact_mut(width).enumerate() {
            trunk.places.add(place.min(furthest), row);
        }
        trunk.norm.apply(rows);
        n
    }

    /// Adds a share of the first piece of every word.
    fn blend(&mut self, share: f32) {
        let width = self.width();
        for (word, out) in self.words.iter().zip(self.drawn.chunks_exact_mut(width)) {
            let row = &self.rows[word.first * width..][..width];
            out.iter_mut().zip(row).for_each(|(out, x)| *out += share * x);
        }
    }

    /// Adds what stands above the layers to the first `n` words, and stores them normalised.
    fn finish(&mut self, n: usize, rows: &mut Rows) {
        let width = self.width();
        for (word, out) in self.words.iter().zip(self.drawn.chunks_exact_mut(width)) {
            self.trunk.gap_high.add(word.gap, out);
            let high = &self.vectors[word.form * self.trunk.words.outputs + width..][..width];
            out.iter_mut().zip(high).for_each(|(out, high)| *out += high);
        }
        self.trunk.last.apply(&mut self.drawn[..n * width]);
        rows.clear(n, width);
        rows.spread(&self.drawn[..n * width], &self.ones[..width]);
    }
}
