//! An announced act is coded as the telling of it: "will send aid" is AGREE, "will impose martial law" is THREATEN.
//!
//! PLOVER manual 0.8: AGREE for cooperation promised, THREATEN for harm announced, REJECT for cooperation refused. The
//! row stays future, so that nobody takes the act for done.

use super::scene::Scene;
use super::{Draft, trigger};
use crate::row::{Certainty, EventType, Tense};

/// Turns the type of a future act of an actor's own will into that of its announcement.
pub fn tell(scene: Scene, draft: &mut Draft) {
    use EventType::*;
    promised_harm(scene, draft);
    let own_will = !draft.nominal && !draft.actors.is_empty() && !scene.passive(draft.tok);
    if draft.fact.tense != Tense::Future || draft.fact.certainty != Certainty::Certain || !own_will {
        return;
    }
    let (kind, cameo) = match (draft.codes.kind, draft.fact.positive) {
        (Aid | Cooperate | Consult | Concede | Support, true) => (Agree, "03"),
        (Retreat, true) if draft.codes.mode != Some("resign") => (Agree, "03"),
        (Sanction | Coerce | Assault | Protest, true) => (Threaten, "13"),
        (Aid | Cooperate | Agree | Concede | Retreat, false) => {
            draft.fact.positive = true;
            (Reject, "12")
        }
        _ => return,
    };
    draft.codes.kind = kind;
    draft.codes.cameo = Some(cameo.into());
    draft.codes.mode = None;
}

/// "vowed to fight", "is ready to impose martial law": a promise of harm is a threat.
fn promised_harm(scene: Scene, draft: &mut Draft) {
    use EventType::*;
    if draft.codes.kind != Agree || draft.nominal {
        return;
    }
    let harmful = |kind: EventType| matches!(kind, Sanction | Coerce | Assault | Protest);
    let harm = scene.complement(draft.tok).is_some_and(|clause| match trigger::fit(scene, clause) {
        Some(fit) => harmful(fit.frame.codes.kind),
        None => scene.lexicon.verb(scene.lemma(clause)).any(|frame| frame.codes.kind == Assault),
    });
    if harm {
        draft.codes.kind = Threaten;
        draft.codes.cameo = Some("13".into());
    }
}
