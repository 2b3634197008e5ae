//! What is done to rows number by number: gates, norms, the Gaussian unit, the exponential.

use super::wide;

/// Adding it and taking it off again rounds a small number to a whole one; its last bits then hold that number.
pub const ROUND: f32 = 12_582_912.0;

/// Columns whose sums are kept apart and joined at the end, which fixes the order of summing.
pub const LANES: usize = 16;

/// `2^t` for `t` from -100 to 100, to six digits: a power of two times a polynomial, without calls or branches.
#[inline(always)]
pub fn exp2(t: f32) -> f32 {
    let t = t.clamp(-100.0, 100.0);
    let shifted = t + ROUND;
    let f = t - (shifted - ROUND);
    let p = 1.0
        + f * (std::f32::consts::LN_2 + f * (0.240_226_5 + f * (0.055_504_11 + f * (0.009_618_13 + f * 0.001_333_36))));
    p * f32::from_bits((shifted.to_bits() << 23).wrapping_add(127 << 23))
}

/// The logistic function.
#[inline(always)]
fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp2(-x * std::f32::consts::LOG2_E))
}

wide! {
    /// `out[i] += a * sigmoid(b)` where each row of `pairs` is the halves `a` and `b`, and a row of `out` is one half long.
    gate, gate_plain, (width: usize, pairs: &[f32], out: &mut [f32])
}

#[inline(always)]
fn gate_plain(width: usize, pairs: &[f32], out: &mut [f32]) {
    for (row, pair) in out.chunks_exact_mut(width).zip(pairs.chunks_exact(2 * width)) {
        let (a, b) = pair.split_at(width);
        for ((out, a), b) in row.iter_mut().zip(a).zip(b) {
            *out += a * sigmoid(*b);
        }
    }
}

wide! {
    /// `x` becomes `x` times the share of a normal distribution that lies below it.
    gelu, gelu_plain, (values: &mut [f32])
}

/// The error function by Abramowitz and Stegun 7.1.26, right to seven digits.
#[inline(always)]
fn gelu_plain(values: &mut [f32]) {
    const HALF: f32 = std::f32::consts::FRAC_1_SQRT_2;
    const SQUARE: f32 = -0.5 * std::f32::consts::LOG2_E;
    for x in values {
        let size = x.abs();
        let t = 1.0 / (1.0 + 0.327_591_1 * HALF * size);
        let p = t * (0.254_829_6 + t * (-0.284_496_74 + t * (1.421_413_7 + t * (-1.453_152 + t * 1.061_405_4))));
        *x = x.max(0.0) - 0.5 * size * p * exp2(SQUARE * size * size);
    }
}

wide! {
    /// Rows with their mean taken off and divided by their deviation, then times `gain` plus `bias`.
    normalise, normalise_plain, (epsilon: f32, gain: &[f32], bias: &[f32], rows: &mut [f32])
}

#[inline(always)]
fn normalise_plain(epsilon: f32, gain: &[f32], bias: &[f32], rows: &mut [f32]) {
    let width = gain.len();
    for row in rows.chunks_exact_mut(width) {
        let mean = total(row, |x| x) / width as f32;
        let spread = total(row, |x| (x - mean) * (x - mean)) / width as f32;
        let factor = 1.0 / (spread + epsilon).sqrt();
        for ((x, gain), bias) in row.iter_mut().zip(gain).zip(bias) {
            *x = (*x - mean) * factor * gain + bias;
        }
    }
}

/// Sum of `of` over a row, lane by lane.
#[inline(always)]
pub fn total(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut sums = [0.0f32; LANES];
    let (whole, rest) = row.as_chunks::<LANES>();
    for some in whole {
        for (sum, x) in sums.iter_mut().zip(some) {
            *sum += of(*x);
        }
    }
    for (sum, x) in sums.iter_mut().zip(rest) {
        *sum += of(*x);
    }
    sums.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sigmoid_is_the_logistic_function() {
        for n in -400..400 {
            let x = n as f32 / 10.0;
            let exact = 1.0 / (1.0 + (-f64::from(x)).exp());
            assert!((f64::from(sigmoid(x)) - exact).abs() < 2e-6, "{x}: {} {exact}", sigmoid(x));
        }
    }

    #[test]
    fn the_gaussian_unit_follows_its_definition() {
        // Shares of a normal distribution below 0, 1, 2 and 3, from a table.
        let table = [(0.0, 0.5), (1.0, 0.841_344_8), (2.0, 0.977_249_87), (3.0, 0.998_650_1), (40.0, 1.0)];
        for (x, share) in table {
            let mut values = [x, -x];
            gelu(&mut values);
            assert!((values[0] - x * share).abs() < 2e-6, "{x}: {}", values[0]);
            assert!((values[1] + x * (1.0 - share)).abs() < 2e-6, "-{x}: {}", values[1]);
        }
    }

    #[test]
    fn normalised_rows_have_the_mean_and_spread_asked_for() {
        let mut rows: Vec<f32> = (0..80).map(|n| (n * n % 37) as f32).collect();
        normalise(1e-12, &[2.0; 40], &[1.0; 40], &mut rows);
        for row in rows.chunks(40) {
            assert!((row.iter().sum::<f32>() / 40.0 - 1.0).abs() < 1e-5);
            assert!((row.iter().map(|x| (x - 1.0) * (x - 1.0)).sum::<f32>() / 40.0 - 4.0).abs() < 1e-4);
        }
    }
}
