//! Which statement stands inside which, and which of two that claim the same cue is kept.

use super::candidate::Candidate;
use rapporteur_syntax::Tok;

/// Keeps the surest of candidates whose cues share a word; the rest in text order of their cues.
pub(crate) fn settled(mut candidates: Vec<Candidate>, words: usize) -> Vec<Candidate> {
    candidates.sort_by(|a, b| b.odds.total_cmp(&a.odds).then(a.head.cmp(&b.head)));
    let mut taken = vec![false; words];
    candidates.retain(|candidate| {
        let free = !taken[candidate.cue.clone()].contains(&true);
        if free {
            taken[candidate.cue.clone()].fill(true);
        }
        free
    });
    candidates.sort_by_key(|candidate| (candidate.cue.start, candidate.head));
    candidates
}

/// For each candidate the innermost other one whose content holds its cue.
///
/// The outer one must be the longer, so that no two stand inside each other, and sure enough to be kept where the inner is.
pub(crate) fn inside(candidates: &[Candidate], words: usize) -> Vec<Option<usize>> {
    let size = |idx: usize| (candidates[idx].content.len(), usize::MAX - idx);
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by_key(|&idx| std::cmp::Reverse(size(idx)));
    let mut covers: Vec<Option<usize>> = vec![None; words];
    let mut found = vec![None; candidates.len()];
    // From the longest content to the shortest: what covers a cue when its turn comes is the innermost longer one.
    for idx in order {
        let candidate = &candidates[idx];
        found[idx] = covers[candidate.head];
        let sure = candidate.confidence();
        if sure >= OUTER {
            candidate.content.iter().for_each(|&tok: &Tok| covers[tok] = Some(idx));
        }
    }
    found
}

/// A statement less sure than this holds no other.
const OUTER: f32 = 0.4;
