//! Arcs in doubt: where several heads are near each other, the relation that a word would bear to each has a say.
//!
//! A head that fits gives the word one clear relation; under a wrong one no relation is likely. Heads and relations are
//! answered apart, so this is news to the scores of arcs.

use crate::kernel::curves;
use crate::{Deprel, tree};

/// Heads whose score lies this far below a word's best are in doubt, in log probability.
const NEAR: f32 = 5.0;

/// What a certain relation is worth, in log probability.
const WORTH: f32 = 5.0;

/// The arcs in doubt, words with heads, of a sentence of `n` words whose arcs score so, `[dependent, head]`.
pub fn arcs(n: usize, scores: &[f32]) -> Vec<(usize, usize)> {
    let mut doubts = Vec::new();
    for word in 0..n {
        let row = &scores[word * n..(word + 1) * n];
        let best = tree::best(row);
        let second = rival(row, best, best);
        let third = second.and_then(|second| rival(row, best, second));
        if let Some(second) = second {
            doubts.extend([best, second].into_iter().chain(third).map(|head| (word, head)));
        }
    }
    doubts
}

/// Adds to the scores of the arcs in doubt how likely the best relation is that each would bear.
///
/// `relations` are the logits of those arcs' relations, one row an arc.
pub fn weigh(n: usize, doubts: &[(usize, usize)], relations: &[f32], scores: &mut [f32]) {
    for (&(word, head), logits) in doubts.iter().zip(relations.chunks_exact(Deprel::ALL.len())) {
        let sure = if word == head { 1.0 } else { likeliest(logits) };
        scores[word * n + head] += WORTH * sure;
    }
}

/// The best head that is near the best, but for the best and another.
fn rival(row: &[f32], best: usize, other: usize) -> Option<usize> {
    let floor = row[best] - NEAR;
    let near = (0..row.len()).filter(|&head| head != best && head != other && row[head] > floor);
    near.reduce(|second, head| if row[head] > row[second] { head } else { second })
}

/// How likely the best relation is; a root's does not count.
fn likeliest(logits: &[f32]) -> f32 {
    let others =
        || logits.iter().zip(Deprel::ALL).filter(|(_, deprel)| **deprel != Deprel::Root).map(|(logit, _)| *logit);
    let best = others().fold(f32::MIN, f32::max);
    let sum: f32 = others().map(|logit| curves::exp2((logit - best) * std::f32::consts::LOG2_E)).sum();
    1.0 / sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_near_rivals_are_in_doubt() {
        let row = [1.0, 9.0, 6.0, 7.0];
        assert_eq!((rival(&row, 1, 1), rival(&row, 1, 3)), (Some(3), Some(2)));
        assert_eq!(rival(&[1.0, 9.0, 4.0], 1, 1), None);
        assert_eq!(rival(&[1.0], 0, 0), None);
        assert_eq!(rival(&[f32::NAN; 3], 0, 0), None);
    }

    #[test]
    fn one_clear_relation_is_likelier_than_many() {
        let mut clear = vec![0.0; Deprel::ALL.len()];
        assert!(likeliest(&clear) < 0.05);
        clear[0] = 9.0;
        assert!(likeliest(&clear) > 0.99);
    }
}
