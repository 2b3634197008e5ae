//! The body whose text a report is: the "we" of a media release, where the text binds it to one.

use super::gather::Gathering;
use crate::clause;
use crate::row::{ActorIdx, ActorKind, MentionIdx};
use rapporteur_syntax::{Deprel, Tok};
use std::collections::BTreeMap;

/// The state or body that most of some "our", "us", "we" outside quotation marks are bound to.
pub fn body(found: &Gathering, pronouns: &[MentionIdx]) -> Option<ActorIdx> {
    let mut votes: BTreeMap<ActorIdx, usize> = BTreeMap::new();
    for actor in pronouns.iter().filter_map(|&idx| bound(found, found.facts[idx].head)) {
        *votes.entry(actor).or_default() += 1;
    }
    let all: usize = votes.values().sum();
    votes.into_iter().find(|&(_, count)| 2 * count > all).map(|(actor, _)| actor)
}

/// The body whose own plans or company a pronoun tells: "Chad will work with all our partners" is Chad's text.
fn bound(found: &Gathering, tok: Tok) -> Option<ActorIdx> {
    let syntax = found.report.syntax;
    let verb = syntax.ancestors(tok).take(8).find(|&verb| clause::own_subject(syntax, verb).is_some())?;
    let subject = clause::own_subject(syntax, verb).filter(|&subject| subject != tok)?;
    // Others may do something to "our region"; only one of us has plans of ours or acts "with our partners".
    let plans = clause::modal(syntax, verb) == Some("will");
    if !plans && !is_company(found, tok) {
        return None;
    }
    let actor = found.at.get(&subject).copied()?;
    let draft = &found.drafts[actor];
    let body = matches!(draft.actor.kind, ActorKind::State | ActorKind::Organisation);
    (body && !draft.actor.mentions.is_empty()).then_some(actor)
}

/// "With our partners", "together with us".
fn is_company(found: &Gathering, tok: Tok) -> bool {
    let syntax = found.report.syntax;
    let whole = match syntax.tokens[tok].deprel {
        Deprel::NmodPoss => syntax.head(tok),
        _ => Some(tok),
    };
    let with = |child: Tok| syntax.tokens[child].deprel == Deprel::Case && syntax.tokens[child].lemma == "with";
    whole.is_some_and(|head| syntax.tokens[head].deprel == Deprel::Obl && syntax.children(head).take(8).any(with))
}
