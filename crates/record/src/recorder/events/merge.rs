//! One happening, one row: repeated mentions inside a report join the first.

use super::Draft;
use crate::row::{ActorIdx, EventType};

/// How many earlier rows a new one is compared with.
const BACK: usize = 48;

/// Joins later drafts to earlier ones that tell of the same act; drafts are in text order.
pub fn merge(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut kept: Vec<Draft> = Vec::new();
    for draft in drafts {
        let start = kept.len().saturating_sub(BACK);
        match kept[start..].iter_mut().rev().find(|earlier| same(earlier, &draft)) {
            // "Were hurt as rebels fired on the bus": the act, not its outcome, names the row.
            Some(earlier) if earlier.sentence == draft.sentence && is_outcome(earlier) && is_act(&draft) => {
                let outcome = std::mem::replace(earlier, draft);
                earlier.absorb(outcome);
            }
            Some(earlier) => earlier.absorb(draft),
            None => kept.push(draft),
        }
    }
    kept
}

/// What befell somebody, told by its verb.
fn is_outcome(draft: &Draft) -> bool {
    matches!(draft.lemma.as_str(), "kill" | "wound" | "injure" | "hurt" | "maim")
}

/// An act of force with a verb of its own.
fn is_act(draft: &Draft) -> bool {
    !draft.nominal && !is_outcome(draft)
}

fn same(earlier: &Draft, later: &Draft) -> bool {
    if earlier.codes.kind != later.codes.kind || earlier.fact.positive != later.fact.positive {
        return false;
    }
    let compatible = subset(&earlier.actors, &later.actors) && subset(&earlier.recipients, &later.recipients);
    let actual = earlier.fact.is_actual() == later.fact.is_actual();
    if earlier.sentence == later.sentence {
        use EventType::*;
        // "killed two and wounded five" is one act with two outcomes.
        if later.codes.kind == Assault && is_outcome(later) && actual && subset(&earlier.actors, &later.actors) {
            return true;
        }
        let bodily = matches!(earlier.codes.kind, Assault | Consult | Protest | Agree);
        // "attacked with rifles and took hostages" are two.
        let manner = earlier.codes.mode.zip(later.codes.mode).is_none_or(|(earlier, later)| earlier == later);
        return compatible
            && (manner || later.nominal)
            && (actual || later.nominal)
            && (bodily || earlier.lemma == later.lemma || later.nominal);
    }
    // "Six were shot on Monday. In all, 52 have been shot this year": two numbers, two happenings.
    if later.count.is_some() && earlier.count.is_some() && later.count != earlier.count {
        return false;
    }
    let party = shares(&earlier.actors, &later.actors) || shares(&earlier.recipients, &later.recipients);
    // "The protests": back to what was told; of unrest the bare noun too.
    let back = later.nominal && (later.definite || later.codes.kind == EventType::Protest);
    let bare = later.actors.is_empty() && later.recipients.is_empty();
    compatible && actual && (earlier.lemma == later.lemma || back) && (party || back && bare)
}

fn shares(a: &[ActorIdx], b: &[ActorIdx]) -> bool {
    a.iter().any(|actor| b.contains(actor))
}

/// One list holds the other; an empty one says nothing.
fn subset(a: &[ActorIdx], b: &[ActorIdx]) -> bool {
    let within = |a: &[ActorIdx], b: &[ActorIdx]| a.iter().all(|actor| b.contains(actor));
    within(a, b) || within(b, a)
}
