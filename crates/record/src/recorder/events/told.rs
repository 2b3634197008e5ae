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
    let promised = scene.complement(draft.tok).and_then(|clause| trigger::fit(scene, clause));
    let harm =
        promised.is_some_and(|fit| matches!(fit.frame.codes.kind, Sanction | Coerce | Assault | Mobilize | Protest));
    if harm {
        draft.codes.kind = Threaten;
        draft.codes.cameo = Some("13".into());
    }
}
