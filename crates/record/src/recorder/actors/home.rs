//! The country a report is about: "the government", "police", "protesters" of a report that names one state alone.

use super::facts::{Facts, role_head};
use super::gather::Draft;
use crate::recorder::Report;
use crate::row::{ActorKind, Form};
use compact_str::CompactString;
use rapporteur_syntax::Deprel;
use std::collections::BTreeMap;

/// Mentions that must tell a country before one can be called the report's own.
const LEAST: usize = 4;
/// Share of them that must tell the same, in percent.
const SHARE: usize = 60;

/// The code that most mentions with a country have, when it is safe to say so.
pub fn dominant(facts: &[Facts]) -> Option<CompactString> {
    let mut counts: BTreeMap<&CompactString, usize> = BTreeMap::new();
    let told = facts.iter().filter(|facts| facts.form != Form::Pronoun).filter_map(|facts| facts.country.as_ref());
    for code in told {
        *counts.entry(code).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let (code, count) = counts.into_iter().max_by_key(|&(_, count)| count)?;
    (count >= LEAST && count * 100 >= SHARE * all).then(|| code.clone())
}

/// Gives an actor the report's own country where its words leave it open and its kind is at home somewhere.
pub fn settle(draft: &mut Draft, code: &CompactString) {
    let actor = &mut draft.actor;
    if actor.country.is_some() || actor.kind == ActorKind::PlaceAsActor {
        return;
    }
    // "Arab nations" are several; a president by name may be anybody's.
    let nations = actor.kind == ActorKind::Organisation && draft.plural && actor.sector.as_deref() == Some("GOV");
    let head = |role: &str| {
        matches!(role_head(role), "president" | "minister" | "king" | "chancellor" | "ambassador" | "envoy")
    };
    let somebody = draft.named && actor.kind == ActorKind::Person && actor.role.as_deref().is_some_and(head);
    if nations || somebody {
        return;
    }
    let domestic =
        matches!(actor.sector.as_deref(), Some("GOV" | "LEG" | "JUD" | "COP" | "MIL" | "OPP" | "PTY" | "CVL"));
    if domestic {
        actor.country = Some(code.clone());
    }
}

/// "other countries", "any country": nobody in particular.
pub fn is_any_country(report: &Report, facts: &Facts) -> bool {
    let lemma = report.lemma(facts.head).to_lowercase();
    if !matches!(lemma.as_str(), "country" | "nation" | "state" | "republic" | "kingdom") || facts.country.is_some() {
        return false;
    }
    let syntax = report.syntax;
    let counted = syntax.children(facts.head).any(|child| match syntax.tokens[child].deprel {
        Deprel::Nummod => true,
        Deprel::Amod | Deprel::Compound => {
            !matches!(report.lemma(child), "other" | "many" | "several" | "such" | "same")
        }
        Deprel::Det | Deprel::DetPredet => report.lemma(child) == "both",
        _ => false,
    });
    !(facts.plural && counted)
}
