//! Two who were named just before, taken together: "the two leaders", "both ministries".

use super::facts::Facts;
use super::gather::{Draft, Gathering};
use crate::clause;
use crate::lexicon::address::Use;
use crate::recorder::mentions;
use crate::row::{ActorIdx, ActorKind};
use rapporteur_syntax::{Deprel, Tok};

/// Sentences back in which both must stand.
const REACH: usize = 1;

/// Whom a description of two means.
pub enum Pair {
    /// Those named together before: "the ministries of Chad and Niger".
    One(ActorIdx),
    /// Two named apart, in the order of the text.
    Two([ActorIdx; 2]),
}

/// The pair that a description stands for; `None` where it is none, or where more than two could be meant.
pub fn of(found: &Gathering, facts: &Facts) -> Option<Pair> {
    let (report, syntax) = (found.report, found.report.syntax);
    let noun = mentions::noun(report, facts.head)
        .filter(|_| facts.plural && facts.definite && is_bare_pair(found, facts.head))?;
    let sentence = syntax.sentence_index(facts.head);
    let near = || found.seen.iter().filter(|seen| seen.head < facts.head && seen.sentence + REACH >= sentence);
    let same = |head: Tok| report.lemma(head).eq_ignore_ascii_case(report.lemma(facts.head));
    if let Some(seen) = near().rev().find(|seen| found.drafts[seen.actor].plural && same(seen.head)) {
        return Some(Pair::One(seen.actor));
    }
    let land = report.knowledge.actors.address.has(&report.lemma(facts.head).to_lowercase(), Use::Land);
    let kind = if land { ActorKind::State } else { noun.kind };
    let mut two: Vec<ActorIdx> = Vec::new();
    for seen in near().filter(|seen| found.drafts[seen.actor].actor.kind == kind && !found.drafts[seen.actor].plural) {
        if !two.contains(&seen.actor) {
            two.push(seen.actor);
        }
    }
    <[ActorIdx; 2]>::try_from(two).ok().map(Pair::Two)
}

/// "The two X" or "both X" and no word more: "the two other envoys" are not those named.
fn is_bare_pair(found: &Gathering, head: Tok) -> bool {
    let (report, syntax) = (found.report, found.report.syntax);
    let mut pair = false;
    for child in syntax.children(head).take(12) {
        match syntax.tokens[child].deprel {
            Deprel::Nummod | Deprel::Det | Deprel::DetPredet => pair |= matches!(report.lemma(child), "two" | "both"),
            Deprel::Amod | Deprel::Compound | Deprel::Nmod | Deprel::NmodPoss | Deprel::Acl | Deprel::AclRelcl => {
                return false;
            }
            _ => {}
        }
    }
    pair && clause::first_conjunct(syntax, head) == head
}

/// Names two together after both: "Anna Larsen and Omar Diallo".
pub fn unite(drafts: &mut [Draft], actor: ActorIdx, two: [ActorIdx; 2]) {
    let [one, other] = two.map(|idx| drafts[idx].actor.clone());
    let row = &mut drafts[actor].actor;
    if row.name.is_empty() && !one.name.is_empty() && !other.name.is_empty() {
        row.name = format!("{} and {}", one.name, other.name);
        row.country = one.country.filter(|country| other.country.as_ref() == Some(country));
        row.sector = one.sector.filter(|sector| other.sector.as_ref() == Some(sector));
    }
}
