//! Arcs in doubt: where several heads are near each other, the relation that a word would bear to each has a say.
//!
//! A head that fits gives the word one clear relation; under a wrong one no relation is likely. Heads and relations are
//! answered apart, so this is news to the scores of arcs.

use crate::Deprel;
use crate::kernel::curves;

/// What a certain relation is worth beside none, in log probability.
const WORTH: f32 = 4.0;

/// Arcs, words with heads, that may yet be better than the best ones, and how sure a relation each word has there.
#[derive(Debug, Default)]
pub struct Doubts {
    pub arcs: Vec<(usize, usize)>,
    sure: Vec<f32>,
}

impl Doubts {
    /// The doubts about a sentence of `n` words whose arcs score so, `[dependent, head]`.
    ///
    /// `best` are the best arcs of its words, and `relations` the logits of those arcs' relations, one row an arc.
    pub fn new(n: usize, scores: &[f32], best: &[(usize, usize)], relations: &[f32]) -> Self {
        let mut doubts = Doubts::default();
        for (&(word, head), logits) in best.iter().zip(relations.chunks_exact(Deprel::ALL.len())) {
            let sure = if word == head { 1.0 } else { likeliest(logits) };
            for rival in rivals(&scores[word * n..(word + 1) * n], head, WORTH * (1.0 - sure)).into_iter().flatten() {
                doubts.arcs.push((word, rival));
                doubts.sure.push(sure);
            }
        }
        doubts
    }

    /// Adds to the scores of the arcs in doubt how much likelier their best relation is than that under the best head.
    pub fn weigh(&self, n: usize, relations: &[f32], scores: &mut [f32]) {
        let rows = relations.chunks_exact(Deprel::ALL.len());
        for ((&(word, head), sure), logits) in self.arcs.iter().zip(&self.sure).zip(rows) {
            let here = if word == head { 1.0 } else { likeliest(logits) };
            scores[word * n + head] += WORTH * (here - sure);
        }
    }
}

/// The second and the third head of a word, where they are less than `gap` below the best.
fn rivals(row: &[f32], best: usize, gap: f32) -> [Option<usize>; 2] {
    let floor = row[best] - gap;
    let (mut second, mut third) = (None, None);
    for (head, &score) in row.iter().enumerate() {
        if score > floor && head != best {
            if second.is_none_or(|second: usize| score > row[second]) {
                (second, third) = (Some(head), second);
            } else if third.is_none_or(|third: usize| score > row[third]) {
                third = Some(head);
            }
        }
    }
    [second, third]
}

/// How likely the best relation is; a root's does not count.
fn likeliest(logits: &[f32]) -> f32 {
    let others =
        || logits.iter().zip(Deprel::ALL).filter(|(_, deprel)| **deprel != Deprel::Root).map(|(logit, _)| *logit);
    let best = others().fold(f32::MIN, f32::max);
    // What lies far below adds nothing.
    let near = others().filter(|logit| *logit > best - 8.0);
    let sum: f32 = near.map(|logit| curves::exp2((logit - best) * std::f32::consts::LOG2_E)).sum();
    1.0 / sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_near_rivals_are_in_doubt() {
        assert_eq!(rivals(&[1.0, 9.0, 6.0, 7.0], 1, 4.0), [Some(3), Some(2)]);
        assert_eq!(rivals(&[8.0, 9.0, 6.0, 7.0], 1, 4.0), [Some(0), Some(3)]);
        assert_eq!(rivals(&[1.0, 9.0, 4.0], 1, 4.0), [None; 2]);
        assert_eq!(rivals(&[1.0], 0, 4.0), [None; 2]);
        assert_eq!(rivals(&[f32::NAN; 3], 0, 4.0), [None; 2]);
    }

    #[test]
    fn a_rival_with_a_clearer_relation_gains() {
        let size = Deprel::ALL.len();
        let mut clear = vec![0.0; size];
        clear[0] = 9.0;
        let mut scores = [0.0, 2.0, 1.0, 0.0, 9.0, 0.0, 0.0, 9.0, 0.0];
        let best = [(0, 1), (1, 1), (2, 1)];
        let doubts = Doubts::new(3, &scores, &best, &[vec![0.0; 2 * size], clear.clone()].concat());
        assert_eq!(doubts.arcs, [(0, 2), (0, 0)]);
        doubts.weigh(3, &[clear, vec![0.0; size]].concat(), &mut scores);
        assert!(scores[2] > scores[1] && scores[2] > scores[0]);
    }

    #[test]
    fn one_clear_relation_is_likelier_than_many() {
        let mut clear = vec![0.0; Deprel::ALL.len()];
        assert!(likeliest(&clear) < 0.05);
        clear[0] = 9.0;
        assert!(likeliest(&clear) > 0.99);
    }
}
