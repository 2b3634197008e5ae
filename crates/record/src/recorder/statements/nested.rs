//! Which statement stands inside which, and which of two that claim the same cue is kept.

use super::candidate::Candidate;
use super::scene::Scene;
use rapporteur_syntax::{Deprel, Tok};

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

/// Of two that hold each other's cue the inner one loses the words of the outer one's cue and source.
pub(crate) fn untangle(scene: &Scene, candidates: &mut [Candidate]) {
    let mut at: Vec<Option<usize>> = vec![None; scene.syntax.len()];
    for (idx, candidate) in candidates.iter().enumerate() {
        at[candidate.head] = Some(idx);
    }
    for idx in 0..candidates.len() {
        let holds = |outer: &Candidate, head: Tok| outer.content.binary_search(&head).is_ok();
        let mut within = candidates[idx].content.iter().filter_map(|&tok| at[tok]);
        let Some(other) = within.find(|&other| holds(&candidates[other], candidates[idx].head)) else {
            continue;
        };
        let Some((outer, inner)) = outer_first(scene, candidates, idx, other) else { continue };
        let told = candidates[outer].clone();
        let mut fixed = candidates[inner].clone();
        fixed.content.retain(|tok| !told.cue.contains(tok) && told.source_tokens().binary_search(tok).is_err());
        let fixed = fixed.fitted(scene);
        if !fixed.content.is_empty() && !holds(&fixed, told.head) {
            candidates[inner] = fixed;
        }
    }
}

/// Which of two is the outer one by the tree: the upper one over a clause that it governs, the lower one that is added in
/// passing ("…, the daily reported", "according to the daily").
fn outer_first(scene: &Scene, candidates: &[Candidate], one: usize, other: usize) -> Option<(usize, usize)> {
    let below = |upper: usize, lower: usize| {
        let top = candidates[upper].top;
        let path = scene.syntax.ancestors(candidates[lower].top).take(DEPTH);
        let mut link = candidates[lower].top;
        for tok in path {
            if tok == top {
                return Some(scene.deprel(link));
            }
            link = tok;
        }
        None
    };
    let order = |upper, lower, link| match link {
        Deprel::Ccomp | Deprel::Xcomp | Deprel::Csubj => Some((upper, lower)),
        Deprel::Parataxis | Deprel::Obl | Deprel::Advmod | Deprel::Advcl => Some((lower, upper)),
        _ => None,
    };
    match below(one, other) {
        Some(link) => order(one, other, link),
        None => below(other, one).and_then(|link| order(other, one, link)),
    }
}

/// Words up the tree from one cue to the other.
const DEPTH: usize = 8;

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
