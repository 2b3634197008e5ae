//! The sums of `bytes` with the instructions of x86-64.

use super::bytes::{BLOCK, GROUP};
use std::arch::x86_64::*;

/// Whether the processor has what most of AVX-512's loops need.
pub(super) fn has_avx512() -> bool {
    use std::arch::is_x86_feature_detected as has;
    has!("avx512f") && has!("avx512bw") && has!("avx512dq") && has!("avx512vl")
}

/// Four neighbouring bytes of a row as one number.
#[inline(always)]
fn four(rows: &[u8], at: usize) -> i32 {
    rows.get(at..at + 4).map_or(0, |four| i32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

#[target_feature(enable = "avx512f,avx512vnni")]
pub(super) fn vnni(inputs: usize, rows: &[u8], weights: &[i8], sums: &mut [[i32; BLOCK]; GROUP]) {
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
pub(super) fn avx2(inputs: usize, rows: &[u8], weights: &[i8], sums: &mut [[i32; BLOCK]; GROUP]) {
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
fn avx2_rows(i: usize, rows: &[u8], weights: &[i8], sums: &mut [[i32; BLOCK]; GROUP], half: usize, a: usize, b: usize) {
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
