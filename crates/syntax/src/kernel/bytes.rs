//! Matrix products in bytes: rows of seven bits times weights of eight, summed in whole numbers.
//!
//! A row's numbers are stored as 0 ..= 127 with a scale of its own; a product of two neighbours then fits sixteen bits on
//! every machine, so all the ways below (AVX-512 VNNI, AVX2, NEON with and without its dot products, plain) give the same
//! sums to the bit.

#[cfg(all(target_arch = "aarch64", target_endian = "little"))]
use super::arm;
use super::curves::{LANES, ROUND};
use super::wide;
#[cfg(target_arch = "x86_64")]
use super::x86;

/// Outputs computed together; a matrix is padded to a multiple of it.
pub const BLOCK: usize = 64;

/// Rows computed together.
pub(super) const GROUP: usize = 6;

/// What stands for zero in a row that reaches as far down as up.
const MIDDLE: i32 = 64;

/// Rows in bytes. A byte less its row's `zero`, times its `scale`, is the number again.
#[derive(Debug, Default)]
pub struct Rows {
    width: usize,
    bytes: Vec<u8>,
    scale: Vec<f32>,
    zero: Vec<i32>,
}

impl Rows {
    /// Makes place for `n` rows of zeros.
    pub fn clear(&mut self, n: usize, width: usize) {
        self.width = width;
        self.bytes.clear();
        self.bytes.resize(n * width, MIDDLE as u8);
        self.scale.clear();
        self.scale.resize(n, 0.0);
        self.zero.clear();
        self.zero.resize(n, MIDDLE);
    }

    /// Stores rows, divided by their root mean square, from row `first` on; zero is in the middle.
    pub fn norm(&mut self, first: usize, rows: &[f32]) {
        let width = self.width;
        let bytes = &mut self.bytes[first * width..first * width + rows.len()];
        norm(width, rows, bytes, &mut self.scale[first..]);
    }

    /// Stores all rows, each column times its factor; a row's bytes are spread from its least to its greatest number.
    pub fn spread(&mut self, rows: &[f32], factors: &[f32]) {
        spread(rows, factors, &mut self.bytes, &mut self.scale, &mut self.zero);
    }
}

/// A matrix in signed bytes with a scale for every output. Its inputs may lie in several rows, one a tap.
#[derive(Debug)]
pub struct Bytes {
    inputs: usize,
    /// Length of an output row, padding included.
    pub outputs: usize,
    /// Per tap and block of outputs: groups of four inputs, in each the outputs one after another.
    packed: Vec<i8>,
    scale: Vec<f32>,
    /// Per tap and output: the sum of the weights, by which a stored zero shifts the product.
    sums: Vec<i32>,
    bias: Vec<f32>,
}

impl Bytes {
    /// Packs `weights`, one row an output, each row `taps` times `inputs` long; `inputs` MUST be a multiple of four.
    pub fn new(inputs: usize, taps: usize, weights: &[i8], scale: &[f32], bias: &[f32]) -> Self {
        let outputs = scale.len().next_multiple_of(BLOCK);
        let mut packed = vec![0; taps * inputs * outputs];
        let mut sums = vec![0; taps * outputs];
        for (output, row) in weights.chunks_exact(taps * inputs).enumerate() {
            for (tap, row) in row.chunks_exact(inputs).enumerate() {
                sums[tap * outputs + output] = row.iter().map(|weight| i32::from(*weight)).sum();
                let start = (tap * outputs / BLOCK + output / BLOCK) * inputs * BLOCK + output % BLOCK * 4;
                for (group, four) in row.as_chunks::<4>().0.iter().enumerate() {
                    packed[start + group * BLOCK * 4..][..4].copy_from_slice(four);
                }
            }
        }
        let padded = |values: &[f32]| values.iter().copied().chain(std::iter::repeat(0.0)).take(outputs).collect();
        Bytes { inputs, outputs, packed, scale: padded(scale), sums, bias: padded(bias) }
    }

    /// Sets `n` rows of `out` to the bias.
    pub fn fill(&self, n: usize, out: &mut [f32]) {
        for row in out[..n * self.outputs].chunks_exact_mut(self.outputs) {
            row.copy_from_slice(&self.bias);
        }
    }

    /// Adds the bias to `n` rows of `out`.
    pub fn lift(&self, n: usize, out: &mut [f32]) {
        for row in out[..n * self.outputs].chunks_exact_mut(self.outputs) {
            row.iter_mut().zip(&self.bias).for_each(|(out, bias)| *out += bias);
        }
    }

    /// Adds the product of `n` rows, from row `first` on, with the weights of one tap to `out`.
    pub fn add(&self, n: usize, rows: &Rows, first: usize, tap: usize, out: &mut [f32]) {
        self.add_by(best(), n, rows, first, tap, out);
    }

    fn add_by(&self, kernel: Kernel, n: usize, rows: &Rows, first: usize, tap: usize, out: &mut [f32]) {
        assert_eq!(rows.width, self.inputs, "rows of another width");
        let bytes = &rows.bytes[first * self.inputs..(first + n) * self.inputs];
        for block in 0..self.outputs / BLOCK {
            let size = self.inputs * BLOCK;
            let weights = &self.packed[(tap * self.outputs / BLOCK + block) * size..][..size];
            let columns = block * BLOCK..(block + 1) * BLOCK;
            let column =
                Column { scale: &self.scale[columns.clone()], sums: &self.sums[tap * self.outputs..][columns] };
            let mut sums = [[0; BLOCK]; GROUP];
            let mut row = 0;
            while row < n {
                let take = (n - row).min(GROUP);
                let part = &bytes[row * self.inputs..(row + take) * self.inputs];
                // SAFETY: `best` names a kernel only where the processor has its instructions, and tests do likewise.
                unsafe { kernel(self.inputs, part, weights, &mut sums) };
                let (scale, zero) = (&rows.scale[first + row..], &rows.zero[first + row..]);
                let start = row * self.outputs + block * BLOCK;
                settle(&sums[..take], scale, zero, column, &mut out[start..], self.outputs);
                row += take;
            }
        }
    }
}

/// What a block of outputs needs to make numbers of whole sums.
#[derive(Clone, Copy)]
pub struct Column<'a> {
    scale: &'a [f32],
    sums: &'a [i32],
}

wide! {
    /// Adds whole sums, as numbers, to rows of `out` that lie `stride` apart.
    settle, settle_plain,
    (sums: &[[i32; BLOCK]], scale: &[f32], zero: &[i32], column: Column<'_>, out: &mut [f32], stride: usize)
}

#[inline(always)]
fn settle_plain(
    sums: &[[i32; BLOCK]],
    scale: &[f32],
    zero: &[i32],
    column: Column<'_>,
    out: &mut [f32],
    stride: usize,
) {
    let (Some(by), Some(shift)) = (column.scale.first_chunk::<BLOCK>(), column.sums.first_chunk::<BLOCK>()) else {
        return;
    };
    for (row, ((sums, scale), zero)) in sums.iter().zip(scale).zip(zero).enumerate() {
        let Some(out) = out[row * stride..].first_chunk_mut::<BLOCK>() else { return };
        for k in 0..BLOCK {
            out[k] += scale * (by[k] * (sums[k] - zero * shift[k]) as f32);
        }
    }
}

/// Sums of up to [`GROUP`] rows with one block of outputs.
type Kernel = unsafe fn(usize, &[u8], &[i8], &mut [[i32; BLOCK]; GROUP]);

/// The fastest kernel of this machine.
fn best() -> Kernel {
    #[cfg(target_arch = "x86_64")]
    {
        if std::arch::is_x86_feature_detected!("avx512f") && std::arch::is_x86_feature_detected!("avx512vnni") {
            return x86::vnni;
        }
        if std::arch::is_x86_feature_detected!("avx2") {
            return x86::avx2;
        }
    }
    #[cfg(all(target_arch = "aarch64", target_endian = "little"))]
    {
        if std::arch::is_aarch64_feature_detected!("dotprod") {
            return arm::dots;
        }
        if std::arch::is_aarch64_feature_detected!("neon") {
            return arm::neon;
        }
    }
    plain
}

fn plain(inputs: usize, rows: &[u8], weights: &[i8], sums: &mut [[i32; BLOCK]; GROUP]) {
    for (row, sums) in rows.chunks_exact(inputs).zip(sums) {
        sums.fill(0);
        for (four, weights) in row.chunks_exact(4).zip(weights.chunks_exact(4 * BLOCK)) {
            for (sum, weights) in sums.iter_mut().zip(weights.chunks_exact(4)) {
                let products = four.iter().zip(weights).map(|(x, w)| i32::from(*x) * i32::from(*w));
                *sum += products.sum::<i32>();
            }
        }
    }
}

wide! {
    norm, norm_plain, (width: usize, rows: &[f32], bytes: &mut [u8], scale: &mut [f32])
}

/// Rows divided by their root mean square, as bytes and factors.
#[inline(always)]
fn norm_plain(width: usize, rows: &[f32], bytes: &mut [u8], scale: &mut [f32]) {
    let each = rows.chunks_exact(width).zip(bytes.chunks_exact_mut(width)).zip(scale);
    for ((row, bytes), scale) in each {
        let (mut squares, mut peaks) = ([0.0f32; LANES], [1e-20f32; LANES]);
        for some in row.chunks_exact(LANES) {
            for ((square, peak), x) in squares.iter_mut().zip(&mut peaks).zip(some) {
                *square += x * x;
                *peak = peak.max(x.abs());
            }
        }
        let peak = peaks.iter().fold(0.0f32, |a, b| a.max(*b));
        let mean = squares.iter().sum::<f32>() / width as f32;
        *scale = peak / 63.0 / (mean + 1e-6).sqrt();
        let factor = 63.0 / peak;
        for (byte, x) in bytes.iter_mut().zip(row) {
            *byte = (x * factor + (ROUND + MIDDLE as f32)).to_bits() as u8;
        }
    }
}

wide! {
    spread, spread_plain,
    (rows: &[f32], factors: &[f32], bytes: &mut [u8], scale: &mut [f32], zero: &mut [i32])
}

/// Rows times their factors, as bytes from the least to the greatest number, zero included.
#[inline(always)]
fn spread_plain(rows: &[f32], factors: &[f32], bytes: &mut [u8], scale: &mut [f32], zero: &mut [i32]) {
    let width = factors.len();
    let each = rows.chunks_exact(width).zip(bytes.chunks_exact_mut(width)).zip(scale).zip(zero);
    for (((row, bytes), scale), zero) in each {
        let low = -peak(row, factors, |x| -x);
        let high = peak(row, factors, |x| x).max(1e-20);
        *scale = (high - low) / 127.0;
        let by = 127.0 / (high - low);
        let shift = (-low * by + ROUND) - ROUND;
        *zero = shift as i32;
        for ((byte, x), factor) in bytes.iter_mut().zip(row).zip(factors) {
            *byte = ((x * factor * by + shift).clamp(0.0, 127.0) + ROUND).to_bits() as u8;
        }
    }
}

/// The greatest number of a row times its factors, after `of`; at least zero.
#[inline(always)]
fn peak(row: &[f32], factors: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut peaks = [0.0f32; LANES];
    for (some, factors) in row.as_chunks::<LANES>().0.iter().zip(factors.as_chunks::<LANES>().0) {
        for ((peak, x), factor) in peaks.iter_mut().zip(some).zip(factors) {
            let x = of(x * factor);
            // In this form, not as `max`, the compiler takes sixteen at once.
            *peak = if x > *peak { x } else { *peak };
        }
    }
    peaks.iter().fold(0.0f32, |a, b| a.max(*b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::tests::numbers;

    const INPUTS: usize = 32;
    const OUTPUTS: usize = 70;

    fn kernels() -> Vec<Kernel> {
        let mut kernels: Vec<Kernel> = vec![plain, best()];
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            kernels.push(x86::avx2);
        }
        #[cfg(all(target_arch = "aarch64", target_endian = "little"))]
        kernels.push(arm::neon);
        kernels
    }

    fn weights() -> (Vec<i8>, Vec<f32>) {
        let weights = numbers(2 * INPUTS * OUTPUTS, 2).iter().map(|w| (w * 127.0) as i8).collect();
        (weights, numbers(OUTPUTS, 3).iter().map(|s| s.abs() / 100.0 + 0.001).collect())
    }

    /// The products of `n` rows by every kernel, which must be equal, beside those of the numbers.
    fn check(n: usize, rows: &Rows, numbers: &[f32], allowed: f32) {
        let (weights, scale) = weights();
        let matrix = Bytes::new(INPUTS, 2, &weights, &scale, &[0.5; OUTPUTS]);
        let run = |kernel: Kernel| {
            let mut out = vec![9.0; n * matrix.outputs];
            matrix.fill(n, &mut out);
            matrix.add_by(kernel, n, rows, 0, 0, &mut out);
            matrix.add_by(kernel, n, rows, 1, 1, &mut out);
            out
        };
        let first = run(plain);
        for kernel in kernels() {
            assert_eq!(run(kernel), first);
        }
        for row in 0..n {
            for output in 0..OUTPUTS {
                let input = numbers[row * INPUTS..(row + 2) * INPUTS].iter();
                let weights = &weights[output * 2 * INPUTS..];
                let exact: f32 = input.zip(weights).map(|(x, w)| x * f32::from(*w) * scale[output]).sum();
                assert!((first[row * matrix.outputs + output] - 0.5 - exact).abs() < allowed);
            }
        }
    }

    #[test]
    fn products_of_normed_rows_are_near_those_of_the_numbers_and_equal_on_every_kernel() {
        let n = 9;
        let values = numbers(n * INPUTS, 1);
        let mut rows = Rows::default();
        rows.clear(n + 1, INPUTS);
        rows.norm(0, &values);
        let normed = values.chunks(INPUTS).flat_map(|row| {
            let mean = row.iter().map(|x| x * x).sum::<f32>() / INPUTS as f32;
            row.iter().map(move |x| x / (mean + 1e-6).sqrt())
        });
        let normed: Vec<f32> = normed.chain(std::iter::repeat_n(0.0, INPUTS)).collect();
        check(n, &rows, &normed, 0.15);
    }

    #[test]
    fn products_of_spread_rows_are_near_those_of_the_numbers_and_equal_on_every_kernel() {
        let n = 9;
        // All sorts: far above zero, below it alone, nothing at all, and one number that dwarfs the rest.
        let mut values = numbers((n + 1) * INPUTS, 1);
        values[..INPUTS].iter_mut().for_each(|x| *x = x.abs());
        values[INPUTS..2 * INPUTS].iter_mut().for_each(|x| *x = -x.abs());
        values[2 * INPUTS..3 * INPUTS].fill(0.0);
        values[3 * INPUTS] = -40.0;
        let factors: Vec<f32> = numbers(INPUTS, 4).iter().map(|x| x.abs() + 0.5).collect();
        let mut rows = Rows::default();
        rows.clear(n + 1, INPUTS);
        rows.spread(&values, &factors);
        assert!(rows.bytes.iter().all(|byte| *byte < 128));
        assert!(rows.bytes[2 * INPUTS..3 * INPUTS].iter().all(|byte| i32::from(*byte) == rows.zero[2]));
        let scaled: Vec<f32> = values.iter().zip(factors.iter().cycle()).map(|(x, factor)| x * factor).collect();
        check(n, &rows, &scaled, 4.0);
        let near = |at: usize| {
            let row = at / INPUTS;
            let back = (i32::from(rows.bytes[at]) - rows.zero[row]) as f32 * rows.scale[row];
            (back - scaled[at]).abs() <= rows.scale[row] * 1.01
        };
        assert!((0..values.len()).all(near));
    }
}
