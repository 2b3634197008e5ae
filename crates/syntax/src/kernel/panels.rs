//! Matrix products in floats. The right matrix lies in panels of sixteen columns, so that it is read from end to end.

use super::wide;

/// Columns of a panel.
const WIDE: usize = 16;

/// Rows computed together.
const TALL: usize = 4;

/// A matrix, ready to stand on the right of a product.
#[derive(Debug, Default)]
pub struct Panels {
    depth: usize,
    columns: usize,
    data: Vec<f32>,
}

impl Panels {
    fn clear(&mut self, depth: usize, columns: usize) {
        self.depth = depth;
        self.columns = columns;
        self.data.clear();
        self.data.resize(depth * columns.next_multiple_of(WIDE), 0.0);
    }

    /// Takes in a matrix whose rows lie `stride` apart.
    pub fn lay_rows(&mut self, depth: usize, columns: usize, from: &[f32], stride: usize) {
        self.clear(depth, columns);
        for (panel, out) in self.data.chunks_exact_mut((depth * WIDE).max(1)).enumerate() {
            let first = panel * WIDE;
            let take = WIDE.min(columns - first);
            for (row, out) in out.chunks_exact_mut(WIDE).enumerate() {
                out[..take].copy_from_slice(&from[row * stride + first..][..take]);
            }
        }
    }

    /// Takes in a matrix whose columns lie `stride` apart.
    pub fn lay_columns(&mut self, depth: usize, columns: usize, from: &[f32], stride: usize) {
        self.clear(depth, columns);
        for column in 0..columns {
            let out = &mut self.data[column / WIDE * depth * WIDE + column % WIDE..];
            for (out, value) in out.iter_mut().step_by(WIDE).zip(&from[column * stride..][..depth]) {
                *out = *value;
            }
        }
    }

    /// `out += a · self` for `n` rows; rows of either lie as far apart as its second number says.
    pub fn add(&self, n: usize, a: (&[f32], usize), out: (&mut [f32], usize)) {
        add(self, n, a.0, a.1, out.0, out.1);
    }
}

wide! {
    add, add_plain, (b: &Panels, n: usize, a: &[f32], apart: usize, out: &mut [f32], stride: usize)
}

#[inline(always)]
fn add_plain(b: &Panels, n: usize, a: &[f32], apart: usize, out: &mut [f32], stride: usize) {
    if b.depth == 0 {
        return;
    }
    for (number, panel) in b.data.chunks_exact(b.depth * WIDE).enumerate() {
        let first = number * WIDE;
        let take = WIDE.min(b.columns - first);
        let mut row = 0;
        while row + TALL <= n {
            let rows = std::array::from_fn(|k| &a[(row + k) * apart..][..b.depth]);
            finish(&sums::<TALL>(rows, panel), take, &mut out[row * stride + first..], stride);
            row += TALL;
        }
        for row in row..n {
            finish(&sums([&a[row * apart..][..b.depth]], panel), take, &mut out[row * stride + first..], stride);
        }
    }
}

/// Products of some rows with a panel.
#[inline(always)]
fn sums<const N: usize>(rows: [&[f32]; N], panel: &[f32]) -> [[f32; WIDE]; N] {
    let mut sums = [[0.0; WIDE]; N];
    let depth = panel.len() / WIDE;
    let rows = rows.map(|row| &row[..depth]);
    for (k, b) in panel.as_chunks::<WIDE>().0.iter().enumerate() {
        for (sums, row) in sums.iter_mut().zip(rows) {
            let a = row[k];
            for (sum, b) in sums.iter_mut().zip(b) {
                *sum += a * b;
            }
        }
    }
    sums
}

#[inline(always)]
fn finish<const N: usize>(sums: &[[f32; WIDE]; N], take: usize, out: &mut [f32], stride: usize) {
    for (row, sums) in sums.iter().enumerate() {
        for (out, sum) in out[row * stride..][..take].iter_mut().zip(sums) {
            *out += sum;
        }
    }
}

/// A weight matrix with an optional bias.
#[derive(Debug)]
pub struct Matrix {
    panels: Panels,
    bias: Vec<f32>,
}

impl Matrix {
    /// A matrix whose weights are one row an output, with one bias an output or none.
    pub fn new(inputs: usize, outputs: usize, weights: &[f32], bias: Vec<f32>) -> Self {
        let mut panels = Panels::default();
        panels.lay_columns(inputs, outputs, weights, inputs);
        Matrix { panels, bias }
    }

    /// Length of an output row.
    pub fn outputs(&self) -> usize {
        self.panels.columns
    }

    /// `out = rows · weights + bias` for `n` rows.
    pub fn apply(&self, n: usize, rows: &[f32], out: &mut [f32]) {
        for row in out[..n * self.outputs()].chunks_exact_mut(self.outputs()) {
            match self.bias.is_empty() {
                true => row.fill(0.0),
                false => row.copy_from_slice(&self.bias),
            }
        }
        self.panels.add(n, (rows, self.panels.depth), (out, self.outputs()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::tests::numbers;

    #[test]
    fn products_follow_their_definition() {
        let matrix = Matrix::new(2, 3, &[1., 4., 2., 5., 3., 6.], vec![0.5, 0., 0.]);
        let mut out = vec![9.0; 6];
        matrix.apply(2, &[1., 0., 1., 1.], &mut out);
        assert_eq!(out, [1.5, 2., 3., 5.5, 7., 9.]);
        let mut panels = Panels::default();
        panels.lay_columns(1, 2, &[3., 9., 4., 9.], 2);
        let mut scores = vec![0.0; 4];
        panels.add(2, (&[1., 9., 2., 9.], 2), (&mut scores, 2));
        assert_eq!(scores, [3., 4., 6., 8.]);
    }

    #[test]
    fn every_size_is_summed_in_the_same_order_whatever_stands_beside_it() {
        let (n, depth, columns) = (7, 19, 37);
        let (a, b) = (numbers(n * depth, 1), numbers(depth * columns, 2));
        let mut panels = Panels::default();
        panels.lay_rows(depth, columns, &b, columns);
        let mut out = vec![0.0; n * columns];
        panels.add(n, (&a, depth), (&mut out, columns));
        let mut plain = vec![0.0; n * columns];
        add_plain(&panels, n, &a, depth, &mut plain, columns);
        assert_eq!(out, plain);
        for row in 0..n {
            for column in 0..columns {
                let sum = (0..depth).fold(0.0, |sum, k| sum + a[row * depth + k] * b[k * columns + column]);
                assert_eq!(out[row * columns + column], sum);
            }
        }
    }
}
