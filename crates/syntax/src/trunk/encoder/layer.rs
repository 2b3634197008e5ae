use crate::kernel::attention::Attention;
use crate::kernel::bytes::{Bytes, Rows};
use crate::kernel::{curves, grow};

/// Layer normalisation (Ba et al. 2016).
#[derive(Debug)]
pub struct Norm {
    pub epsilon: f32,
    pub gain: Vec<f32>,
    pub bias: Vec<f32>,
}

impl Norm {
    /// Normalises rows in place.
    pub fn apply(&self, rows: &mut [f32]) {
        curves::normalise(self.epsilon, &self.gain, &self.bias, rows);
    }
}

/// A matrix, and what its inputs are multiplied by before they are stored in bytes.
///
/// Some columns of normalised rows are many times larger than most; the factors, chosen on training text, even them out,
/// and the weights have the opposite ones in them (Xiao et al. 2023, SmoothQuant).
#[derive(Debug)]
pub struct Product {
    pub factors: Vec<f32>,
    pub weights: Bytes,
}

/// One layer: attention, then two products with the Gaussian unit between them, each added to what came in.
#[derive(Debug)]
pub struct Layer {
    /// Queries, keys and values side by side.
    pub qkv: Product,
    pub out: Product,
    pub norm1: Norm,
    pub up: Product,
    pub down: Product,
    pub norm2: Norm,
}

/// Buffers reused from layer to layer.
#[derive(Debug, Default)]
pub struct Scratch {
    bytes: Rows,
    wide: Vec<f32>,
    mixed: Vec<f32>,
    attention: Attention,
}

impl Product {
    /// Adds the product of `n` rows to `out`, whose bias is there already.
    fn add(&self, n: usize, rows: &[f32], bytes: &mut Rows, out: &mut [f32]) {
        let inputs = self.factors.len();
        bytes.clear(n, inputs);
        bytes.spread(&rows[..n * inputs], &self.factors);
        self.weights.add(n, bytes, 0, 0, out);
    }
}

impl Layer {
    /// Draws `n` rows anew, in place.
    pub fn run(&self, heads: usize, n: usize, rows: &mut [f32], scratch: &mut Scratch) {
        let width = self.norm1.gain.len();
        let rows = &mut rows[..n * width];
        let Scratch { bytes, wide, mixed, attention } = scratch;
        grow(wide, n * self.qkv.weights.outputs.max(self.up.weights.outputs));
        grow(mixed, n * width);
        self.qkv.weights.fill(n, wide);
        self.qkv.add(n, rows, bytes, wide);
        attention.run(heads, width, n, (wide, self.qkv.weights.outputs), mixed);
        self.out.weights.lift(n, rows);
        self.out.add(n, mixed, bytes, rows);
        self.norm1.apply(rows);
        self.up.weights.fill(n, wide);
        self.up.add(n, rows, bytes, wide);
        curves::gelu(&mut wide[..n * self.up.weights.outputs]);
        self.down.weights.lift(n, rows);
        self.down.add(n, wide, bytes, rows);
        self.norm2.apply(rows);
    }
}
