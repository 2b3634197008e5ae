//! The few numeric loops that the network is made of: matrix products, gates and norms. Row-major, single-threaded.

/// A weight matrix, `inputs` rows of `outputs` numbers, with an optional bias.
#[derive(Debug)]
pub struct Matrix {
    /// Length of an input row.
    pub inputs: usize,
    /// Length of an output row.
    pub outputs: usize,
    /// `inputs * outputs` numbers.
    pub weights: Vec<f32>,
    /// `outputs` numbers, or none.
    pub bias: Vec<f32>,
}

impl Matrix {
    /// `out = rows · weights + bias` for `n` rows; `out` is filled from its beginning.
    pub fn apply(&self, n: usize, rows: &[f32], out: &mut [f32]) {
        for row in out[..n * self.outputs].chunks_exact_mut(self.outputs) {
            match self.bias.is_empty() {
                true => row.fill(0.0),
                false => row.copy_from_slice(&self.bias),
            }
        }
        let (rows, weights) = ((rows, self.inputs, 1), (&self.weights[..], self.outputs, 1));
        product(n, self.inputs, self.outputs, rows, weights, out);
    }
}

/// `out += a · bᵀ` for `n` rows of `a` and as many of `b`; the rows are `k` long and stand `stride` apart.
pub fn outer(n: usize, k: usize, stride: usize, a: &[f32], b: &[f32], out: &mut [f32]) {
    product(n, k, n, (a, stride, 1), (b, 1, stride), out);
}

/// `out += a · b`, of `n` rows, `m` columns and depth `k`; each side with the strides of its rows and columns.
fn product(n: usize, k: usize, m: usize, a: (&[f32], usize, usize), b: (&[f32], usize, usize), out: &mut [f32]) {
    let reach = |rows: usize, columns: usize, (_, down, right): (&[f32], usize, usize)| match rows * columns {
        0 => 0,
        _ => (rows - 1) * down + (columns - 1) * right + 1,
    };
    let inside = a.0.len() >= reach(n, k, a) && b.0.len() >= reach(k, m, b) && out.len() >= n * m;
    assert!(inside, "a matrix product outside its buffers");
    let stride = |value: usize| value as isize;
    // SAFETY: the assertion above keeps the last element, and so every access, of the three blocks inside its slice.
    unsafe {
        matrixmultiply::sgemm(
            n,
            k,
            m,
            1.0,
            a.0.as_ptr(),
            stride(a.1),
            stride(a.2),
            b.0.as_ptr(),
            stride(b.1),
            stride(b.2),
            1.0,
            out.as_mut_ptr(),
            stride(m),
            1,
        );
    }
}

/// Declares a function that runs with wide registers where the machine has them; the arithmetic is the same.
macro_rules! wide {
    ($(#[$doc:meta])* $name:ident, $plain:ident, $wide:ident, ($($arg:ident: $type:ty),*)) => {
        $(#[$doc])*
        pub fn $name($($arg: $type),*) {
            #[cfg(target_arch = "x86_64")]
            if std::arch::is_x86_feature_detected!("avx2") {
                #[target_feature(enable = "avx2")]
                fn $wide($($arg: $type),*) {
                    $plain($($arg),*);
                }
                // SAFETY: the processor has AVX2.
                return unsafe { $wide($($arg),*) };
            }
            $plain($($arg),*);
        }
    };
}

pub(crate) use wide;

wide! {
    /// `out[i] += a * sigmoid(b)` where each row of `pairs` is the halves `a` and `b`, and a row of `out` is one half long.
    gate, gate_plain, gate_wide, (width: usize, pairs: &[f32], out: &mut [f32])
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

/// The logistic function to six digits: `exp` as a power of two times a polynomial, without calls or branches.
#[inline(always)]
fn sigmoid(x: f32) -> f32 {
    const ROUND: f32 = 12_582_912.0;
    let t = (-x * std::f32::consts::LOG2_E).clamp(-100.0, 100.0);
    let shifted = t + ROUND;
    let f = t - (shifted - ROUND);
    let p = 1.0
        + f * (std::f32::consts::LN_2 + f * (0.240_226_5 + f * (0.055_504_11 + f * (0.009_618_13 + f * 0.001_333_36))));
    let power = f32::from_bits((shifted.to_bits() << 23).wrapping_add(127 << 23));
    1.0 / (1.0 + p * power)
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
    fn products_follow_their_definition() {
        let matrix = Matrix { inputs: 2, outputs: 3, weights: vec![1., 2., 3., 4., 5., 6.], bias: vec![0.5, 0., 0.] };
        let mut out = vec![9.0; 6];
        matrix.apply(2, &[1., 0., 1., 1.], &mut out);
        assert_eq!(out, [1.5, 2., 3., 5.5, 7., 9.]);
        let mut scores = vec![0.0; 4];
        outer(2, 1, 2, &[1., 9., 2., 9.], &[3., 9., 4., 9.], &mut scores);
        assert_eq!(scores, [3., 4., 6., 8.]);
    }
}
