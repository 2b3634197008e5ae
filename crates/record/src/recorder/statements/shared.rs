//! A quotation is said once: of two statements that claim it, neither inside the other, one keeps it.
//!
//! "Asked whether she meant to resign, the minister said: “No.”": the quotation is the minister's answer and nothing that
//! "meant" attributes.

use super::candidate::Candidate;
use super::scene::Scene;
use crate::clause;
use crate::recorder::quotes::Quotation;
use rapporteur_syntax::Tok;

/// Takes every quotation away from all who claim it but the one whose cue stands in its sentence, or who is surest.
pub(crate) fn settle(scene: &Scene, candidates: &mut Vec<Candidate>) {
    let mut claims: Vec<Vec<usize>> = vec![Vec::new(); scene.quotes.all.len()];
    for (idx, candidate) in candidates.iter().enumerate() {
        let mut touched: Vec<usize> = candidate.content.iter().filter_map(|&tok| scene.quotes.index(tok)).collect();
        touched.sort_unstable();
        touched.dedup();
        for quote in touched {
            let Quotation { tokens, .. } = &scene.quotes.all[quote];
            let before = |end: Tok| candidate.content.partition_point(|&tok| tok < end);
            let held = before(tokens.end) - before(tokens.start);
            if held * 2 >= tokens.len() && !tokens.contains(&candidate.head) {
                claims[quote].push(idx);
            }
        }
    }
    for (quote, claims) in scene.quotes.all.iter().zip(claims).filter(|(quote, _)| quote.is_speech()) {
        let beside = |idx: usize| {
            let sentence = scene.sentence(candidates[idx].head);
            sentence.start < quote.tokens.end && quote.tokens.start < sentence.end
        };
        let better = |&a: &usize, &b: &usize| {
            beside(a).cmp(&beside(b)).then(candidates[a].odds.total_cmp(&candidates[b].odds)).then(b.cmp(&a))
        };
        let Some(keeper) = claims.iter().copied().max_by(better) else { continue };
        for idx in claims {
            if idx != keeper && !belong_together(scene, &candidates[idx], &candidates[keeper]) {
                candidates[idx].content.retain(|tok| !quote.tokens.contains(tok));
            }
        }
    }
    candidates.retain(|candidate| !candidate.content.is_empty());
}

/// One stands inside the other, or their cues are joined: "said and repeated".
fn belong_together(scene: &Scene, a: &Candidate, b: &Candidate) -> bool {
    let holds = |outer: &Candidate, inner: &Candidate| outer.content.binary_search(&inner.head).is_ok();
    let first = |candidate: &Candidate| clause::first_conjunct(scene.syntax, candidate.top);
    holds(a, b) || holds(b, a) || first(a) == first(b)
}
