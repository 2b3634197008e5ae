//! From arc scores to a tree with one root.
//!
//! Every word takes its best head. Where that gives a cycle or not just one root, the root is chosen first and the rest
//! is mended by Chu-Liu/Edmonds (Chu and Liu 1965; Edmonds 1967). Ties go to the earlier word.

/// The head of each of `n` words under `scores[dependent * n + head]`; the root is its own head.
pub fn decode(n: usize, scores: &[f32]) -> Vec<usize> {
    let heads: Vec<usize> = (0..n).map(|word| best(&scores[word * n..(word + 1) * n])).collect();
    let roots = (0..n).filter(|&word| heads[word] == word).count();
    if roots == 1 && cycle(&heads).is_none() {
        return heads;
    }
    let gain = |word: usize| {
        let row = &scores[word * n..(word + 1) * n];
        let other = (0..n).filter(|&head| head != word).map(|head| row[head]).fold(f32::MIN, f32::max);
        row[word] - other
    };
    let candidates = (0..n).filter(|&word| roots == 0 || heads[word] == word);
    let root =
        candidates.map(|word| (word, gain(word))).reduce(|a, b| if b.1 > a.1 { b } else { a }).map_or(0, |a| a.0);
    let mut fixed = scores[..n * n].to_vec();
    for word in 0..n {
        fixed[word * n + word] = f32::NEG_INFINITY;
    }
    arborescence(n, &fixed, root)
}

/// The place of the greatest number, the first of equals.
pub fn best(row: &[f32]) -> usize {
    (1..row.len()).fold(0, |best, at| if row[at] > row[best] { at } else { best })
}

/// A word on a cycle, when there is one; roots are their own heads and no cycle.
fn cycle(heads: &[usize]) -> Option<usize> {
    let mut seen = vec![0u32; heads.len()];
    for start in 0..heads.len() {
        let mark = start as u32 + 1;
        let mut at = start;
        while seen[at] == 0 && heads[at] != at {
            seen[at] = mark;
            at = heads[at];
        }
        if heads[at] != at && seen[at] == mark {
            return Some(at);
        }
        seen[at] = seen[at].max(mark);
    }
    None
}

/// The best tree under a given root: best heads, and each cycle drawn together to one node and solved again.
fn arborescence(n: usize, scores: &[f32], root: usize) -> Vec<usize> {
    let best = |word: usize| {
        let row = &scores[word * n..(word + 1) * n];
        let other = |head: &usize| *head != word;
        (0..n).filter(other).reduce(|best, head| if row[head] > row[best] { head } else { best }).unwrap_or(word)
    };
    let mut heads: Vec<usize> = (0..n).map(|word| if word == root { word } else { best(word) }).collect();
    let Some(start) = cycle(&heads) else { return heads };
    let mut on_cycle = vec![false; n];
    let mut at = start;
    while !on_cycle[at] {
        on_cycle[at] = true;
        at = heads[at];
    }
    let rest: Vec<usize> = (0..n).filter(|&word| !on_cycle[word]).collect();
    let ring: Vec<usize> = (0..n).filter(|&word| on_cycle[word]).collect();
    let m = rest.len() + 1;
    let drawn = m - 1;
    let mut small = vec![f32::NEG_INFINITY; m * m];
    let (mut enters, mut leaves) = (vec![ring[0]; m], vec![ring[0]; m]);
    for (k, &word) in rest.iter().enumerate() {
        for (l, &head) in rest.iter().enumerate() {
            small[k * m + l] = scores[word * n + head];
        }
        for &inside in &ring {
            if scores[word * n + inside] > small[k * m + drawn] {
                small[k * m + drawn] = scores[word * n + inside];
                leaves[k] = inside;
            }
            let gain = scores[inside * n + word] - scores[inside * n + heads[inside]];
            if gain > small[drawn * m + k] {
                small[drawn * m + k] = gain;
                enters[k] = inside;
            }
        }
    }
    let place = rest.iter().position(|&word| word == root).unwrap_or(0);
    let solved = arborescence(m, &small, place);
    for (k, &word) in rest.iter().enumerate() {
        heads[word] = match solved[k] {
            head if head == k => word,
            head if head == drawn => leaves[k],
            head => rest[head],
        };
    }
    let from = solved[drawn];
    heads[enters[from]] = rest[from];
    heads
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each word's head leads to the one root.
    fn is_tree(heads: &[usize]) -> bool {
        let roots = (0..heads.len()).filter(|&word| heads[word] == word).count();
        roots == 1 && cycle(heads).is_none()
    }

    #[test]
    fn best_heads_that_form_a_tree_stay() {
        assert_eq!(decode(3, &[0., 5., 0., 1., 6., 1., 0., 4., 0.]), [1, 1, 1]);
    }

    #[test]
    fn a_cycle_is_broken_at_the_least_loss() {
        // 0 and 1 choose each other, 2 is the root; entering at 1 costs less.
        assert_eq!(decode(3, &[0., 9., 1., 9., 0., 8., 0., 0., 9.]), [1, 2, 2]);
    }

    #[test]
    fn any_scores_give_a_tree() {
        let mut state = 7u64;
        for n in 1..40 {
            let mut next = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 40) as f32 / 1e6
            };
            let scores: Vec<f32> = (0..n * n).map(|_| next()).collect();
            assert!(is_tree(&decode(n, &scores)), "{n}");
        }
        assert!(is_tree(&decode(5, &[0.0; 25])));
        assert!(is_tree(&decode(5, &[f32::NAN; 25])));
    }
}
