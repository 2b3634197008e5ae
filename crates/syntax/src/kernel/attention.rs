//! Attention: every row looks at all rows and takes in what it looks at.

use super::curves::{LANES, exp2, total};
use super::panels::Panels;
use super::{grow, wide};

/// Rows that look at once; their scores stay near.
const TILE: usize = 48;

/// Buffers reused from call to call.
#[derive(Debug, Default)]
pub struct Attention {
    keys: Panels,
    values: Panels,
    scores: Vec<f32>,
    shares: Vec<f32>,
}

impl Attention {
    /// Mixes `n` rows. A row of `from` holds queries, keys and values side by side, each `width` long and shared out
    /// between `heads`; a row of `out` is `width` long. Rows of `from` lie `stride` apart.
    pub fn run(&mut self, heads: usize, width: usize, n: usize, from: (&[f32], usize), out: &mut [f32]) {
        let size = width / heads;
        let (from, stride) = from;
        let scale = std::f32::consts::LOG2_E / (size as f32).sqrt();
        grow(&mut self.scores, TILE * n);
        grow(&mut self.shares, TILE);
        out[..n * width].fill(0.0);
        for head in 0..heads {
            let at = head * size;
            self.keys.lay_columns(size, n, &from[width + at..], stride);
            self.values.lay_rows(n, size, &from[2 * width + at..], stride);
            for first in (0..n).step_by(TILE) {
                let rows = TILE.min(n - first);
                let scores = &mut self.scores[..rows * n];
                scores.fill(0.0);
                self.keys.add(rows, (&from[first * stride + at..], stride), (scores, n));
                soften(n, scale, scores, &mut self.shares);
                self.values.add(rows, (scores, n), (&mut out[first * width + at..], width));
                for (row, share) in out[first * width..].chunks_exact_mut(width).zip(&self.shares[..rows]) {
                    row[at..at + size].iter_mut().for_each(|x| *x *= share);
                }
            }
        }
    }
}

wide! {
    /// Rows of `n` scores become weights, `2^(scale * (score - greatest))`; `shares` are what makes each row's sum one.
    soften, soften_plain, (n: usize, scale: f32, scores: &mut [f32], shares: &mut [f32])
}

#[inline(always)]
fn soften_plain(n: usize, scale: f32, scores: &mut [f32], shares: &mut [f32]) {
    for (row, share) in scores.chunks_exact_mut(n).zip(shares) {
        let mut peaks = [f32::MIN; LANES];
        let (whole, rest) = row.as_chunks::<LANES>();
        for some in whole {
            peaks.iter_mut().zip(some).for_each(|(peak, x)| *peak = peak.max(*x));
        }
        peaks.iter_mut().zip(rest).for_each(|(peak, x)| *peak = peak.max(*x));
        let peak = peaks.iter().fold(f32::MIN, |a, b| a.max(*b));
        row.iter_mut().for_each(|x| *x = exp2(scale * (*x - peak)));
        *share = 1.0 / total(row, |x| x);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::tests::numbers;

    #[test]
    fn attention_follows_its_definition() {
        let (heads, width, n, stride) = (2, 8, 61, 30);
        let from: Vec<f32> = numbers(n * stride, 5).iter().map(|x| x * 3.0).collect();
        let mut out = vec![7.0; n * width];
        Attention::default().run(heads, width, n, (&from, stride), &mut out);
        let at = |row: usize, part: usize, column: usize| f64::from(from[row * stride + part * width + column]);
        for row in 0..n {
            for column in 0..width {
                let head = column / 4 * 4;
                let score = |other| (0..4).map(|k| at(row, 0, head + k) * at(other, 1, head + k)).sum::<f64>() / 2.0;
                let weights: Vec<f64> = (0..n).map(|other| f64::exp(score(other))).collect();
                let mixed: f64 = (0..n).map(|other| weights[other] * at(other, 2, column)).sum();
                let exact = mixed / weights.iter().sum::<f64>();
                assert!((f64::from(out[row * width + column]) - exact).abs() < 1e-4);
            }
        }
    }
}
