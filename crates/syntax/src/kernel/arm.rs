//! The sums of `bytes` with the instructions of AArch64.

use super::bytes::{BLOCK, GROUP};
use std::arch::aarch64::*;
use std::arch::asm;

/// Outputs whose sums stay in registers for all inputs.
const QUARTER: usize = BLOCK / 4;

/// Declares a kernel that needs some features and adds sixteen products with one step.
macro_rules! kernel {
    ($name:ident, $features:literal, $step:ident) => {
        #[target_feature(enable = $features)]
        pub(super) fn $name(inputs: usize, rows: &[u8], weights: &[i8], sums: &mut [[i32; BLOCK]; GROUP]) {
            #[target_feature(enable = $features)]
            fn some<const N: usize>(inputs: usize, rows: &[u8], weights: &[i8], sums: &mut [[i32; BLOCK]]) {
                assert!(rows.len() >= N * inputs && weights.len() >= inputs * BLOCK && sums.len() >= N);
                for quarter in 0..BLOCK / QUARTER {
                    let mut acc = [[vdupq_n_s32(0); 4]; N];
                    for k in 0..inputs / 4 {
                        let at = k * 4 * BLOCK + quarter * 4 * QUARTER;
                        let mut w = [vdupq_n_s8(0); 4];
                        for (p, w) in w.iter_mut().enumerate() {
                            // SAFETY: a quarter of group k is four registers long and inside the weights, as asserted.
                            *w = unsafe { vld1q_s8(weights.as_ptr().add(at + 16 * p)) };
                        }
                        for (row, acc) in acc.iter_mut().enumerate() {
                            // SAFETY: bytes 4k..4k+4 of row `row` lie inside `rows`, as asserted.
                            let four =
                                unsafe { rows.as_ptr().add(row * inputs + 4 * k).cast::<i32>().read_unaligned() };
                            let x = vreinterpretq_s8_s32(vdupq_n_s32(four));
                            for (acc, w) in acc.iter_mut().zip(&w) {
                                *acc = $step(*acc, *w, x);
                            }
                        }
                    }
                    for (acc, sums) in acc.iter().zip(sums.iter_mut()) {
                        for (acc, sums) in acc.iter().zip(sums[quarter * QUARTER..].chunks_exact_mut(4)) {
                            // SAFETY: the chunk holds four sums.
                            unsafe { vst1q_s32(sums.as_mut_ptr(), *acc) };
                        }
                    }
                }
            }
            match rows.len() / inputs {
                GROUP => some::<GROUP>(inputs, rows, weights, sums),
                n => (0..n).for_each(|row| some::<1>(inputs, &rows[row * inputs..], weights, &mut sums[row..])),
            }
        }
    };
}

kernel!(neon, "neon", widen);
kernel!(dots, "neon,dotprod", dot);

/// Adds the four products of each output: two of them still fit sixteen bits, since a row's bytes have seven.
#[inline]
#[target_feature(enable = "neon")]
fn widen(acc: int32x4_t, w: int8x16_t, x: int8x16_t) -> int32x4_t {
    let low = vmull_s8(vget_low_s8(w), vget_low_s8(x));
    vpadalq_s16(acc, vpaddq_s16(low, vmull_high_s8(w, x)))
}

/// The same by one instruction, for which the compiler has no stable name yet.
#[inline]
#[target_feature(enable = "neon,dotprod")]
fn dot(mut acc: int32x4_t, w: int8x16_t, x: int8x16_t) -> int32x4_t {
    // SAFETY: the instruction reads and writes these registers alone, and the processor has it.
    unsafe {
        asm!("sdot {0:v}.4s, {1:v}.16b, {2:v}.16b", inout(vreg) acc, in(vreg) w, in(vreg) x,
            options(pure, nomem, nostack, preserves_flags));
    }
    acc
}
