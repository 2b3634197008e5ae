//! For whom a pronoun stands: the nearest salient actor that it fits, or nobody.

use super::gather::{Draft, Gathering, Seen};
use super::usage;
use crate::clause;
use crate::lexicon::actors::Gender;
use crate::row::{ActorIdx, ActorKind};
use rapporteur_syntax::{Deprel, Tok, Upos};

/// Sentences back in which an antecedent may stand.
const REACH: usize = 2;

/// The actor that the pronoun `tok` stands for.
pub fn antecedent(found: &Gathering, tok: Tok) -> Option<ActorIdx> {
    let lemma = found.report.form(tok).to_lowercase();
    match lemma.as_str() {
        "who" | "whom" | "whose" => {
            let verb = found.report.syntax.head(tok)?;
            let noun = clause::antecedent(found.report.syntax, verb)?;
            found.at.get(&noun).copied()
        }
        "he" | "him" | "his" | "himself" => nearest(found, tok, |draft| is_person(draft, Gender::Male)),
        "she" | "her" | "hers" | "herself" => nearest(found, tok, |draft| is_person(draft, Gender::Female)),
        "they" | "them" | "their" | "theirs" | "themselves" => {
            nearest(found, tok, |draft| draft.plural && draft.actor.kind == ActorKind::Group)
        }
        "it" | "its" | "itself" => teller(found, tok).or_else(|| {
            let told = may_be_body(found, tok);
            told.then(|| nearest(found, tok, |draft| is_body(draft) && !draft.plural)).flatten()
        }),
        _ => None,
    }
}

/// A state or body that tells of itself: "Nigeria announced it planned to join", not "Chad said it was raining".
fn teller(found: &Gathering, tok: Tok) -> Option<ActorIdx> {
    let syntax = found.report.syntax;
    let verb = syntax.head(tok).filter(|_| syntax.tokens[tok].deprel == Deprel::Nsubj)?;
    let does = |&child: &Tok| matches!(syntax.tokens[child].deprel, Deprel::Obj | Deprel::Xcomp);
    let active = syntax.tokens[verb].upos == Upos::Verb && !clause::is_passive(syntax, verb);
    if !active || !(usage::is_willed(found.report, verb) || syntax.children(verb).any(|child| does(&child))) {
        return None;
    }
    let clause = clause::first_conjunct(syntax, verb);
    let telling = syntax.head(clause).filter(|_| syntax.tokens[clause].deprel == Deprel::Ccomp)?;
    let subject = clause::own_subject(syntax, telling).filter(|_| usage::speaks(found.report, telling))?;
    found.at.get(&subject).copied().filter(|&actor| is_body(&found.drafts[actor]))
}

fn is_body(draft: &Draft) -> bool {
    matches!(draft.actor.kind, ActorKind::State | ActorKind::Organisation)
}

/// True where "it" is likely somebody: the subject of a verb of will or speech, or a possessor in the clause of one.
fn may_be_body(found: &Gathering, tok: Tok) -> bool {
    let syntax = found.report.syntax;
    let token = &syntax.tokens[tok];
    match token.deprel {
        Deprel::Nsubj => syntax
            .head(tok)
            .is_some_and(|verb| usage::is_willed(found.report, verb) || usage::speaks(found.report, verb)),
        Deprel::NmodPoss => {
            let sentence = syntax.sentence_index(tok);
            found.seen.iter().any(|seen| {
                let body = is_body(&found.drafts[seen.actor]);
                seen.sentence == sentence && body && syntax.tokens[seen.head].deprel.is_subject()
            })
        }
        _ => false,
    }
}

/// Who takes part in the talk itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// "I".
    Speaker,
    /// "we".
    Speakers,
    /// "you".
    Addressee,
}

/// The party of a talk that a pronoun of the first or second person names.
pub fn party(form: &str) -> Option<Party> {
    match form.to_lowercase().as_str() {
        "i" | "me" | "my" | "mine" | "myself" => Some(Party::Speaker),
        "we" | "us" | "our" | "ours" | "ourselves" => Some(Party::Speakers),
        "you" | "your" | "yours" | "yourself" | "yourselves" => Some(Party::Addressee),
        _ => None,
    }
}

fn is_person(draft: &Draft, gender: Gender) -> bool {
    draft.actor.kind == ActorKind::Person && draft.gender.is_none_or(|known| known == gender)
}

/// The most salient fitting actor: every sentence back costs as much as not being a subject, a description costs half.
fn nearest(found: &Gathering, tok: Tok, fits: impl Fn(&Draft) -> bool) -> Option<ActorIdx> {
    let syntax = found.report.syntax;
    let sentence = syntax.sentence_index(tok);
    let cost = |seen: &Seen| {
        let distance = 2 * (sentence - seen.sentence);
        let first = clause::first_conjunct(syntax, seen.head);
        let subject = syntax.tokens[first].deprel.is_subject();
        // "The panel found that the army fired. It …": the sentence is about its own subject, not an inner clause's.
        let inner =
            syntax.head(first).is_some_and(|verb| matches!(syntax.tokens[verb].deprel, Deprel::Ccomp | Deprel::Acl));
        let described = usize::from(!found.drafts[seen.actor].named);
        let cost = distance + 2 * usize::from(!subject) + 2 * usize::from(subject && inner) + described;
        (cost, usize::MAX - seen.head)
    };
    let near = |seen: &&Seen| sentence - seen.sentence <= REACH && seen.head < tok;
    let own = |seen: &&Seen| !shares_clause(found, seen.head, tok);
    let good = |seen: &&Seen| fits(&found.drafts[seen.actor]);
    // "“If Osei calls, we go,” he said": whom a speaker names inside his quotation is not the speaker.
    let outside = found.quotation(tok).is_none();
    let heard = |seen: &&Seen| !(outside && found.quotation(seen.head).is_some());
    found
        .seen
        .iter()
        .filter(near)
        .filter(good)
        .filter(own)
        .filter(heard)
        .min_by_key(|seen| cost(seen))
        .map(|seen| seen.actor)
}

/// True when a pronoun is an argument of the clause whose argument the other word is: "Ada saw her" is not Ada.
fn shares_clause(found: &Gathering, other: Tok, pronoun: Tok) -> bool {
    let syntax = found.report.syntax;
    let token = &syntax.tokens[pronoun];
    let argument = matches!(token.deprel, Deprel::Obj | Deprel::Iobj | Deprel::Obl | Deprel::OblAgent);
    argument && syntax.head(other) == syntax.head(pronoun)
}
