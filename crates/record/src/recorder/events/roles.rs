//! Who did it, and to whom: by meaning, so that passives and nominal agents are turned round.

use super::scene::Scene;
use crate::clause;
use crate::lexicon::events::slot::Slot;
use crate::lexicon::events::{Frame, Use};
use crate::row::{ActorIdx, EventType};
use rapporteur_syntax::{Deprel, Tok};

/// Prepositions under which a verb's recipient is looked for when its entry does not say.
const USUAL: &[&str] = &["against", "on", "to", "with", "from"];

/// Actors and recipients of one act.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    /// Who did it.
    pub actors: Vec<ActorIdx>,
    /// To whom.
    pub recipients: Vec<ActorIdx>,
}

/// Reads the roles of a trigger.
pub fn roles(scene: Scene, tok: Tok, frame: &Frame) -> Roles {
    let mut roles = match frame.nominal {
        true => of_noun(scene, tok, frame),
        false => of_verb(scene, tok, frame),
    };
    dedup(&mut roles.actors);
    let actors = &roles.actors;
    roles.recipients.retain(|recipient| !actors.contains(recipient));
    dedup(&mut roles.recipients);
    roles
}

fn dedup(actors: &mut Vec<ActorIdx>) {
    let mut seen = Vec::new();
    actors.retain(|actor| {
        let new = !seen.contains(actor);
        seen.push(*actor);
        new
    });
}

fn of_verb(scene: Scene, verb: Tok, frame: &Frame) -> Roles {
    let stative = scene.passive(verb) && scene.lexicon.used(scene.lemma(verb), Use::Stative);
    let subject = if stative { clause::subject(scene.syntax(), verb) } else { scene.subject(verb) };
    let mut actors = subject.map_or_else(Vec::new, |subject| {
        let found = if stative { scene.actors(subject) } else { scene.doers(verb) };
        if found.is_empty() { owner(scene, subject) } else { found }
    });
    if frame.recipient.contains(&Slot::All) {
        let object = scene.object(verb);
        actors.extend(object.into_iter().flat_map(|object| scene.actors(object)));
        for preposition in ["with", "between", "among", "to"] {
            actors.extend(scene.parties_under(verb, preposition));
        }
        for preposition in ["with", "between", "among"] {
            actors.extend(object.into_iter().flat_map(|object| scene.parties_under(object, preposition)));
        }
        return Roles { actors, recipients: Vec::new() };
    }
    let usual: Vec<Slot>;
    let slots = match frame.recipient.is_empty() {
        false => &frame.recipient,
        true => {
            let under = USUAL.iter().map(|preposition| Slot::Under((*preposition).into()));
            let first = [Slot::Object, Slot::Indirect];
            usual = first.into_iter().chain(under).chain([Slot::Complement, Slot::OfObject]).collect();
            &usual
        }
    };
    // "went on trial", "came under fire": the subject suffers it.
    if slots.contains(&Slot::Subject) {
        actors = scene.parties_under(verb, "by");
    }
    let named = |found: &Vec<ActorIdx>| found.iter().any(|actor| !actors.contains(actor));
    let recipients = slots.iter().map(|slot| in_slot(scene, verb, slot, &actors)).find(named);
    let recipients = recipients.or_else(|| aimed_at(scene, verb, frame.codes.kind).filter(named)).unwrap_or_default();
    Roles { actors, recipients }
}

/// Whom a threat or a protest that names nobody in its own clause is aimed at: whoever must act ("unless Chad leaves"),
/// whoever it is to move ("to demand the release of").
fn aimed_at(scene: Scene, verb: Tok, kind: EventType) -> Option<Vec<ActorIdx>> {
    let syntax = scene.syntax();
    let clauses = || {
        let inner = scene.complement(verb);
        let below = inner.into_iter().flat_map(|inner| scene.children(inner));
        scene.children(verb).chain(below).filter(|&child| scene.deprel(child).is_clause())
    };
    match kind {
        EventType::Threaten => {
            let must = clauses().filter(|&clause| clause::marked(syntax, clause, &["if", "unless", "until"]));
            let mut subjects = must.filter_map(|clause| clause::own_subject(syntax, clause));
            subjects.next().map(|subject| scene.actors(subject))
        }
        EventType::Protest => {
            let mut aims =
                clauses().filter(|&clause| scene.infinitive(clause)).map(|clause| in_complement(scene, clause));
            aims.find(|aim| !aim.is_empty())
        }
        _ => None,
    }
}

/// A weapon's or a body part's owner: "Saudi jets", "rockets of the militia".
fn owner(scene: Scene, subject: Tok) -> Vec<ActorIdx> {
    let before: Vec<ActorIdx> = scene.modifiers(subject).flat_map(|tok| scene.actors(tok)).collect();
    if before.is_empty() { scene.parties_under(subject, "of") } else { before }
}

/// The parties in a slot of a trigger; `known` are parties already found, who own things on both sides.
fn in_slot(scene: Scene, tok: Tok, slot: &Slot, known: &[ActorIdx]) -> Vec<ActorIdx> {
    let syntax = scene.syntax();
    match slot {
        Slot::Subject => clause::subject(syntax, tok).map_or_else(Vec::new, |subject| scene.actors(subject)),
        Slot::Object => scene.object(tok).map_or_else(Vec::new, |object| scene.actors(object)),
        Slot::Indirect => syntax.child(tok, Deprel::Iobj).map_or_else(Vec::new, |object| scene.actors(object)),
        Slot::Complement => scene.complement(tok).map_or_else(Vec::new, |clause| in_complement(scene, clause)),
        Slot::Under(preposition) => {
            let own = scene.parties_under(tok, preposition);
            // "pledged 20 million euros for Malawi": the parser may hang the phrase on the object.
            let object = || scene.object(tok).map_or_else(Vec::new, |object| nested(scene, object, preposition));
            // "the arrest of the mayor by police": likewise on the noun under "of".
            let inner =
                || scene.under(tok, "of").into_iter().flat_map(|of| scene.parties_under(of, preposition)).collect();
            match scene.is_verbal(tok) {
                _ if !own.is_empty() => own,
                true => {
                    let found = Some(object()).filter(|found| !found.is_empty());
                    // "made threats against foreign staff": likewise what they hold.
                    let things = std::iter::once(tok).chain(scene.object(tok));
                    found.unwrap_or_else(|| first(things.map(|noun| held(scene, noun, preposition, known))))
                }
                false if preposition == "by" => inner(),
                false => held(scene, tok, preposition, known),
            }
        }
        Slot::OfObject => scene.object(tok).map_or_else(Vec::new, |object| owners(scene, object, known)),
        Slot::OfUnder(preposition) => {
            first(scene.under(tok, preposition).into_iter().map(|noun| scene.owners(noun, known)))
        }
        Slot::Possessor => syntax.child(tok, Deprel::NmodPoss).map_or_else(Vec::new, |owner| scene.actors(owner)),
        Slot::Modifier => {
            let before = scene.modifiers(tok).filter(|&child| scene.deprel(child) != Deprel::NmodPoss);
            before.flat_map(|child| scene.actors(child)).collect()
        }
        Slot::All | Slot::Nobody => Vec::new(),
    }
}

/// The parties under a preposition that hangs on a noun or on what the noun is of: "40 million euros in aid to Yemen".
fn nested(scene: Scene, noun: Tok, preposition: &str) -> Vec<ActorIdx> {
    let mut at = Some(noun);
    for _ in 0..3 {
        let Some(noun) = at else { break };
        let found = scene.parties_under(noun, preposition);
        if !found.is_empty() {
            return found;
        }
        at = ["of", "in", "worth"].iter().find_map(|word| scene.under(noun, word).first().copied());
    }
    Vec::new()
}

/// Whose the thing is that an act is aimed at: "an assault on a base of the Front".
fn held(scene: Scene, tok: Tok, preposition: &str, known: &[ActorIdx]) -> Vec<ActorIdx> {
    if !matches!(preposition, "on" | "against" | "at") {
        return Vec::new();
    }
    first(scene.under(tok, preposition).into_iter().map(|thing| scene.owners(thing, known)))
}

/// The first list that names anybody.
fn first(mut lists: impl Iterator<Item = Vec<ActorIdx>>) -> Vec<ActorIdx> {
    lists.find(|found| !found.is_empty()).unwrap_or_default()
}

/// Whose an object is; of an act of force, who did it: "condemned the killing of nuns by rebels" is aimed at the rebels.
fn owners(scene: Scene, object: Tok, known: &[ActorIdx]) -> Vec<ActorIdx> {
    let forced = |frame: &&Frame| matches!(frame.codes.kind, EventType::Assault | EventType::Coerce);
    match scene.lexicon.noun(scene.lemma(object)).find(forced) {
        Some(frame) if scene.under(object, "of").len() == 1 => {
            let doers = frame.actor.iter().filter(|slot| **slot != Slot::Under("of".into()));
            doers.map(|slot| in_slot(scene, object, slot, known)).find(|found| !found.is_empty()).unwrap_or_default()
        }
        _ => scene.owners(object, known),
    }
}

/// Whom a complement clause is about: its own subject, else whom its act would reach.
fn in_complement(scene: Scene, verb: Tok) -> Vec<ActorIdx> {
    let own = clause::own_subject(scene.syntax(), verb).map_or_else(Vec::new, |subject| scene.actors(subject));
    if !own.is_empty() {
        return own;
    }
    let mut slots = vec![Slot::Object, Slot::Indirect];
    slots.extend(["to", "for", "with", "against", "on", "from", "in"].map(|word| Slot::Under(word.into())));
    slots.push(Slot::OfObject);
    slots.extend(["against", "on", "with", "from"].map(|word| Slot::OfUnder(word.into())));
    slots.iter().map(|slot| in_slot(scene, verb, slot, &[])).find(|found| !found.is_empty()).unwrap_or_default()
}

fn of_noun(scene: Scene, noun: Tok, frame: &Frame) -> Roles {
    let holder = holder(scene, noun);
    if frame.actor.contains(&Slot::All) {
        return all_of_noun(scene, noun, holder);
    }
    let mut used = None;
    let mut actors = holder.map_or_else(Vec::new, |holder| scene.doers(holder));
    for slot in &frame.actor {
        if !actors.is_empty() {
            break;
        }
        actors = in_slot(scene, noun, slot, &[]);
        used = (!actors.is_empty()).then_some(slot);
    }
    // "sanctions imposed by Canada", "an attack carried out by rebels".
    if actors.is_empty() {
        let clause = |&child: &Tok| matches!(scene.deprel(child), Deprel::Acl | Deprel::AclRelcl);
        let mut light =
            scene.children(noun).filter(clause).filter(|&child| scene.lexicon.used(scene.lemma(child), Use::Light));
        actors = light.next().map_or_else(Vec::new, |child| scene.doers(child));
    }
    let subject = predicated(scene, noun).map_or_else(Vec::new, |subject| scene.actors(subject));
    // "is on trial", "is under investigation": the subject suffers it.
    if matches!(frame.codes.kind, EventType::Accuse | EventType::Coerce | EventType::Sanction) && !subject.is_empty() {
        return Roles { actors, recipients: subject };
    }
    // "is on a visit to".
    if actors.is_empty() {
        actors = subject;
    }
    let slots = frame.recipient.iter().filter(|slot| Some(*slot) != used);
    let reached = |slot: &Slot| {
        let own = in_slot(scene, noun, slot, &actors);
        match (slot, holder) {
            (Slot::Under(word), Some(holder)) if own.is_empty() && word != "of" => scene.parties_under(holder, word),
            _ => own,
        }
    };
    let recipients = slots.map(reached).find(|found| !found.is_empty()).unwrap_or_default();
    Roles { actors, recipients }
}

/// Every party of a reciprocal noun: "the talks between A and B", "A held talks with B".
fn all_of_noun(scene: Scene, noun: Tok, holder: Option<Tok>) -> Roles {
    let mut slots = vec![Slot::Possessor, Slot::Modifier];
    slots.extend(["between", "with", "among", "of", "by", "against"].map(|word| Slot::Under(word.into())));
    let mut actors: Vec<ActorIdx> = slots.iter().flat_map(|slot| in_slot(scene, noun, slot, &[])).collect();
    actors.extend(predicated(scene, noun).into_iter().flat_map(|subject| scene.actors(subject)));
    if let Some(holder) = holder {
        actors.extend(scene.doers(holder));
        actors.extend(scene.parties_under(holder, "with"));
        actors.extend(scene.parties_under(holder, "between"));
    }
    Roles { actors, recipients: Vec::new() }
}

/// Who is engaged in what a predicate names: "the minister is on a visit".
fn predicated(scene: Scene, noun: Tok) -> Option<Tok> {
    let engaged = matches!(clause::case(scene.syntax(), noun), Some("on" | "in" | "at" | "under"));
    clause::own_subject(scene.syntax(), noun).filter(|_| engaged)
}

/// The light verb whose object the noun is.
fn holder(scene: Scene, noun: Tok) -> Option<Tok> {
    let head = scene.syntax().head(noun)?;
    let object = matches!(scene.deprel(noun), Deprel::Obj | Deprel::NsubjPass);
    (object && scene.lexicon.used(scene.lemma(head), Use::Light)).then_some(head)
}
