//! The few numeric loops that the networks are made of. Row-major, single-threaded.
//!
//! No product is fused with a sum and every sum has a fixed order, so all machines compute the same bits: [`bytes`] holds
//! matrix products in whole numbers, [`panels`] those in floats, [`attention`] and [`curves`] the rest.

#[cfg(all(target_arch = "aarch64", target_endian = "little"))]
mod arm;
pub mod attention;
pub mod bytes;
pub mod curves;
pub mod panels;
#[cfg(target_arch = "x86_64")]
mod x86;

/// Declares a function that runs with wide registers where the machine has them; the arithmetic is the same.
macro_rules! wide {
    ($(#[$doc:meta])* $name:ident, $plain:ident, ($($arg:ident: $type:ty),*)) => {
        $(#[$doc])*
        pub fn $name($($arg: $type),*) {
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
                fn widest($($arg: $type),*) {
                    $plain($($arg),*);
                }
                #[target_feature(enable = "avx2")]
                fn wide($($arg: $type),*) {
                    $plain($($arg),*);
                }
                if crate::kernel::x86::has_avx512() {
                    // SAFETY: the processor has these parts of AVX-512.
                    return unsafe { widest($($arg),*) };
                }
                if std::arch::is_x86_feature_detected!("avx2") {
                    // SAFETY: the processor has AVX2.
                    return unsafe { wide($($arg),*) };
                }
            }
            $plain($($arg),*);
        }
    };
}

use wide;

/// Makes a buffer at least `length` long.
pub fn grow(buffer: &mut Vec<f32>, length: usize) {
    if buffer.len() < length {
        buffer.resize(length, 0.0);
    }
}

#[cfg(test)]
mod tests {
    /// Numbers from -1 to 1 that look random.
    pub fn numbers(n: usize, seed: u64) -> Vec<f32> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as f32 / (1 << 23) as f32 - 1.0
        };
        (0..n).map(|_| next()).collect()
    }
}
