//! Matrix products in bytes: rows of seven bits times weights of eight, summed in whole numbers.
//!
//! A row is scaled by its largest number to -63 ..= 63 and stored 64 higher; a product of two neighbours then fits
//! sixteen bits on every machine, so the three ways below (AVX-512 VNNI, AVX2, plain) give the same sums to the bit.

/// Outputs computed together; a matrix is padded to a multiple of it.
const BLOCK: usize = 64;

/// What a stored zero is.
const ZERO: i32 = 64;

/// Rows in bytes, each with the factor that makes them numbers again.
#[derive(Debug, Default)]
pub struct Rows {
    width: usize,
    bytes: Vec<u8>,
    scale: Vec<f32>,
}

impl Rows {
    /// Makes place for `n` rows of zeros.
    pub fn clear(&mut self, n: usize, width: usize) {
        self.width = width;
        self.bytes.clear();
        self.bytes.resize(n * width, ZERO as u8);
        self.scale.clear();
        self.scale.resize(n, 0.0);
    }

    /// Stores rows, divided by their root mean square, from row `first` on.
    pub fn norm(&mut self, first: usize, rows: &[f32]) {
        let width = self.width;
        let bytes = &mut self.bytes[first * width..first * width + rows.len()];
        norm(width, rows, bytes, &mut self.scale[first..]);
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
    /// Per tap and output: what the stored zeros add to the sum.
    excess: Vec<i32>,
    bias: Vec<f32>,
}

impl Bytes {
    /// Packs `weights`, one row an output, each row `taps` times `inputs` long; `inputs` MUST be a multiple of four.
    pub fn new(inputs: usize, taps: usize, weights: &[i8], scale: &[f32], bias: &[f32]) -> Self {
        let outputs = scale.len().next_multiple_of(BLOCK);
        let mut packed = vec![0; taps * inputs * outputs];
        let mut excess = vec![0; taps * outputs];
        for (output, row) in weights.chunks_exact(taps * inputs).enumerate() {
            for (at, weight) in row.iter().enumerate() {
                let (tap, input) = (at / inputs, at % inputs);
                let block = (tap * outputs / BLOCK + output / BLOCK) * inputs * BLOCK;
                packed[block + (input / 4 * BLOCK + output % BLOCK) * 4 + input % 4] = *weight;
                excess[tap * outputs + output] += ZERO * i32::from(*weight);
            }
        }
        let padded = |values: &[f32]| values.iter().copied().chain(std::iter::repeat(0.0)).take(outputs).collect();
        Bytes { inputs, outputs, packed, scale: padded(scale), excess, bias: padded(bias) }
    }

    /// Sets `n` rows of `out` to the bias.
    pub fn fill(&self, n: usize, out: &mut [f32]) {
        for row in out[..n * self.outputs].chunks_exact_mut(self.outputs) {
            row.copy_from_slice(&self.bias);
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
            let excess = &self.excess[tap * self.outputs..][columns.clone()];
            let finish = |row: usize, sums: &[i32; BLOCK], out: &mut [f32]| {
                let factor = rows.scale[first + row];
                let out = &mut out[row * self.outputs..][columns.clone()];
                let scale = &self.scale[columns.clone()];
                for (((out, sum), excess), scale) in out.iter_mut().zip(sums).zip(excess).zip(scale) {
                    *out += factor * (scale * (sum - excess) as f32);
                }
            };
            let mut row = 0;
            while row < n {
                let take = (n - row).min(GROUP);
                let mut sums = [[0; BLOCK]; GROUP];
                let part = &bytes[row * self.inputs..(row + take) * self.inputs];
                // SAFETY: `best` names a kernel only where the processor has its instructions, and tests do likewise.
                unsafe { kernel(self.inputs, part, weights, &mut sums) };
                for (at, sums) in sums[..take].iter().enumerate() {
                    finish(row + at, sums, out);
                }
                row += take;
            }
        }
    }
}

/// Rows computed together.
const GROUP: usize = 6;

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
    plain
}

fn plain(inputs: usize, rows: &[u8], weights: &[i8], sums: &mut [[i32; BLOCK]; GROUP]) {
    for (row, sums) in rows.chunks_exact(inputs).zip(sums) {
        for (four, weights) in row.chunks_exact(4).zip(weights.chunks_exact(4 * BLOCK)) {
            for (sum, weights) in sums.iter_mut().zip(weights.chunks_exact(4)) {
                let products = four.iter().zip(weights).map(|(x, w)| i32::from(*x) * i32::from(*w));
                *sum += products.sum::<i32>();
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{BLOCK, GROUP};
    use std::arch::x86_64::*;

    /// Four neighbouring bytes of a row as one number.
    #[inline(always)]
    fn four(rows: &[u8], at: usize) -> i32 {
        rows.get(at..at + 4).map_or(0, |four| i32::from_le_bytes([four[0], four[1], four[2], four[3]]))
    }

    #[target_feature(enable = "avx512f,avx512vnni")]
    pub fn vnni(inputs: usize, rows: &[u8], weights: &[i8], sums: &mut [[i32; BLOCK]; GROUP]) {
        assert!(weights.len() >= inputs * BLOCK);
        match rows.len() / inputs {
            GROUP => vnni_rows::<GROUP>(inputs, rows, weights, sums),
            n => (0..n).for_each(|row| {
                let mut one = [[0; BLOCK]; GROUP];
                vnni_rows::<1>(inputs, &rows[row * inputs..], weights, &mut one);
                sums[row] = one[0];
            }),
        }
    }

    #[inline]
    #[target_feature(enable = "avx512f,avx512vnni")]
    fn vnni_rows<const N: usize>(inputs: usize, rows: &[u8], weights: &[i8], sums: &mut [[i32; BLOCK]; GROUP]) {
        assert!(rows.len() >= N * inputs && inputs.is_multiple_of(4));
        let mut acc = [[_mm512_setzero_si512(); 4]; N];
        for k in 0..inputs / 4 {
            // SAFETY: group k is four registers long and lies inside the weights, whose length was asserted by the caller.
            let w: [__m512i; 4] =
                std::array::from_fn(|p| unsafe { _mm512_loadu_si512(weights.as_ptr().add((k * 4 + p) * 64).cast()) });
            for (row, acc) in acc.iter_mut().enumerate() {
                // SAFETY: bytes 4k..4k+4 of row `row` lie inside `rows`, as asserted.
                let x = unsafe { rows.as_ptr().add(row * inputs + 4 * k).cast::<i32>().read_unaligned() };
                let x = _mm512_set1_epi32(x);
                for (acc, w) in acc.iter_mut().zip(w) {
                    *acc = _mm512_dpbusd_epi32(*acc, x, w);
                }
            }
        }
        for (acc, sums) in acc.iter().zip(sums) {
            for (p, acc) in acc.iter().enumerate() {
                // SAFETY: sixteen sums from 16p on lie inside the array of 64.
                unsafe { _mm512_storeu_si512(sums.as_mut_ptr().add(16 * p).cast(), *acc) };
            }
        }
    }

    #[target_feature(enable = "avx2")]
    pub fn avx2(inputs: usize, rows: &[u8], weights: &[i8], sums: &mut [[i32; BLOCK]; GROUP]) {
        assert!(weights.len() >= inputs * BLOCK);
        let n = rows.len() / inputs;
        for half in 0..2 {
            for row in (0..n).step_by(2) {
                avx2_rows(inputs, rows, weights, sums, half, row, (row + 1).min(n - 1));
            }
        }
    }

    /// Two rows (or the same one twice) with half a block.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn avx2_rows(
        i: usize,
        rows: &[u8],
        weights: &[i8],
        sums: &mut [[i32; BLOCK]; GROUP],
        half: usize,
        a: usize,
        b: usize,
    ) {
        let ones = _mm256_set1_epi16(1);
        let mut acc = [[_mm256_setzero_si256(); 4]; 2];
        for k in 0..i / 4 {
            let x = [a, b].map(|row| _mm256_set1_epi32(four(rows, row * i + 4 * k)));
            for p in 0..4 {
                // SAFETY: half a group is four registers long; the weights' length was asserted by the caller.
                let w = unsafe { _mm256_loadu_si256(weights.as_ptr().add(k * 256 + half * 128 + p * 32).cast()) };
                for (acc, x) in acc.iter_mut().zip(x) {
                    acc[p] = _mm256_add_epi32(acc[p], _mm256_madd_epi16(_mm256_maddubs_epi16(x, w), ones));
                }
            }
        }
        for (acc, row) in acc.iter().zip([a, b]) {
            for (p, acc) in acc.iter().enumerate() {
                // SAFETY: eight sums from 32 half + 8p on lie inside the array of 64.
                unsafe { _mm256_storeu_si256(sums[row].as_mut_ptr().add(half * 32 + p * 8).cast(), *acc) };
            }
        }
    }
}

crate::kernel::wide! {
    norm, norm_plain, norm_wide, (width: usize, rows: &[f32], bytes: &mut [u8], scale: &mut [f32])
}

/// Rows divided by their root mean square, as bytes and factors.
#[inline(always)]
fn norm_plain(width: usize, rows: &[f32], bytes: &mut [u8], scale: &mut [f32]) {
    const ROUND: f32 = 12_582_912.0;
    let each = rows.chunks_exact(width).zip(bytes.chunks_exact_mut(width)).zip(scale);
    for ((row, bytes), scale) in each {
        let (mut squares, mut peaks) = ([0.0f32; 16], [1e-20f32; 16]);
        for some in row.chunks_exact(16) {
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
            *byte = (x * factor + (ROUND + ZERO as f32)).to_bits() as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(n: usize, seed: u64) -> Vec<f32> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as f32 / (1 << 23) as f32 - 1.0
        };
        (0..n).map(|_| next()).collect()
    }

    #[test]
    fn products_are_near_those_of_the_numbers_and_equal_on_every_kernel() {
        let (n, inputs, outputs) = (9, 32, 70);
        let values = numbers(n * inputs, 1);
        let weights: Vec<i8> = numbers(2 * inputs * outputs, 2).iter().map(|w| (w * 127.0) as i8).collect();
        let scale: Vec<f32> = numbers(outputs, 3).iter().map(|s| s.abs() / 100.0 + 0.001).collect();
        let matrix = Bytes::new(inputs, 2, &weights, &scale, &vec![0.5; outputs]);
        let mut rows = Rows::default();
        rows.clear(n + 1, inputs);
        rows.norm(0, &values);
        let mut kernels: Vec<Kernel> = vec![plain, best()];
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            kernels.push(x86::avx2);
        }
        let run = |kernel: Kernel| {
            let mut out = vec![9.0; n * matrix.outputs];
            matrix.fill(n, &mut out);
            matrix.add_by(kernel, n, &rows, 0, 0, &mut out);
            matrix.add_by(kernel, n, &rows, 1, 1, &mut out);
            out
        };
        let first = run(kernels[0]);
        for kernel in kernels {
            assert_eq!(run(kernel), first);
        }
        let normed: Vec<f32> = values
            .chunks(inputs)
            .flat_map(|row| {
                let mean = row.iter().map(|x| x * x).sum::<f32>() / inputs as f32;
                row.iter().map(move |x| x / (mean + 1e-6).sqrt())
            })
            .chain(std::iter::repeat_n(0.0, inputs))
            .collect();
        for row in 0..n {
            for output in 0..outputs {
                let input = normed[row * inputs..(row + 2) * inputs].iter();
                let weights = &weights[output * 2 * inputs..];
                let exact: f32 = input.zip(weights).map(|(x, w)| x * f32::from(*w) * scale[output]).sum();
                assert!((first[row * matrix.outputs + output] - 0.5 - exact).abs() < 0.15);
            }
        }
    }
}
