//! Whose text a report is: the "we" and "I" of a release, where the text binds them to somebody or is signed.

use super::gather::{AUTHOR_SPEAKS, Gathering};
use super::pronoun::Party;
use crate::clause;
use crate::lexicon::statements::Company;
use crate::row::{ActorIdx, ActorKind, MentionIdx};
use rapporteur_syntax::{Deprel, Tok};
use std::collections::BTreeMap;

/// Plans that a state or body must tell for a text with "we" to be its own.
const PLANS: usize = 2;
/// Words of the first and of the last paragraph in which a text says whose it is.
const EDGE: usize = 24;

/// Who a party of the talk outside quotation marks is.
pub fn of(found: &Gathering, party: Party, pronouns: &[MentionIdx]) -> Option<ActorIdx> {
    let kind = |actor: ActorIdx| found.drafts[actor].actor.kind;
    match party {
        _ if pronouns.is_empty() => None,
        Party::Speaker => signed(found).filter(|&actor| kind(actor) == ActorKind::Person),
        Party::Speakers => body(found, pronouns)
            .or_else(|| signed(found).filter(|&actor| kind(actor) != ActorKind::Person))
            .or_else(|| planner(found))
            .or_else(|| opener(found).filter(|_| pronouns.len() >= AUTHOR_SPEAKS)),
        Party::Addressee => None,
    }
}

/// Who signs a text at its head or foot: "Statement by the Government of Ghana", "Remarks by Minister Ruth Wafula".
fn signed(found: &Gathering) -> Option<ActorIdx> {
    let (report, syntax) = (found.report, found.report.syntax);
    let all = syntax.len();
    let edges = (0..all.min(EDGE)).chain(all.saturating_sub(EDGE).max(EDGE)..all);
    let document = |&tok: &Tok| {
        syntax.tokens[tok].deprel == Deprel::Root
            && syntax.child(tok, Deprel::Cop).is_none()
            && report.knowledge.statements.company(&report.lemma(tok).to_lowercase()) == Some(Company::Document)
    };
    let by = |tok: Tok| ["by", "from", "of"].iter().flat_map(move |word| clause::under(syntax, tok, word));
    edges.filter(document).flat_map(by).find_map(|tok| found.at.get(&tok).copied())
}

/// The state or body that tells most of a text's plans: "Ghana will send teachers. Ghana will build two schools."
fn planner(found: &Gathering) -> Option<ActorIdx> {
    let syntax = found.report.syntax;
    let mut votes: BTreeMap<ActorIdx, usize> = BTreeMap::new();
    for tok in (0..syntax.len()).filter(|&tok| syntax.tokens[tok].deprel.is_subject()) {
        let Some(verb) = syntax.head(tok).filter(|&verb| clause::modal(syntax, verb) == Some("will")) else { continue };
        let main = syntax.tokens[clause::first_conjunct(syntax, verb)].deprel == Deprel::Root;
        if let Some(actor) = found.at.get(&tok).copied().filter(|_| main && found.quotation(tok).is_none()) {
            *votes.entry(actor).or_default() += 1;
        }
    }
    let all: usize = votes.values().sum();
    let most = votes.into_iter().find(|&(_, count)| count >= PLANS && 2 * count > all).map(|(actor, _)| actor);
    most.filter(|&actor| matches!(found.drafts[actor].actor.kind, ActorKind::State | ActorKind::Organisation))
}

/// The state of the office holder with whose act a release opens: "Prime Minister Anna Larsen today announced …".
fn opener(found: &Gathering) -> Option<ActorIdx> {
    let (report, syntax) = (found.report, found.report.syntax);
    let main = |&tok: &Tok| {
        let root = syntax.head(tok).is_some_and(|verb| syntax.tokens[verb].deprel == Deprel::Root);
        root && syntax.tokens[tok].deprel.is_subject()
    };
    let opening = (0..syntax.len().min(2 * EDGE)).find(main)?;
    let holder = &found.drafts[*found.at.get(&opening)?].actor;
    let office = holder.kind == ActorKind::Person && holder.role.is_some() && holder.sector.as_deref() == Some("GOV");
    let state = holder.country.as_deref().filter(|_| office)?;
    found.by_state.get(&report.knowledge.actors.state_by_code(state)?.name).copied()
}

/// The state or body that most of some "our", "us", "we" outside quotation marks are bound to.
fn body(found: &Gathering, pronouns: &[MentionIdx]) -> Option<ActorIdx> {
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
