//! Whether a place's name stands for those who govern it where it stands: "Kyiv said" against "in Kyiv".

use crate::lexicon::actors::Naming;
use crate::lexicon::address::Use;
use crate::lexicon::statements::{CueClass, Frame};
use crate::recorder::Report;
use crate::row::Act;
use rapporteur_syntax::{Deprel, Tok, Upos};

/// True when a place name in this use is an actor.
///
/// `naming` is how the name belongs to a state, `None` for other places ("Chicago"), which act only as subjects of speech and will.
pub fn acts(report: &Report, head: Tok, naming: Option<Naming>) -> bool {
    let syntax = report.syntax;
    let first = crate::clause::first_conjunct(syntax, head);
    let deprel = syntax.tokens[first].deprel;
    let case = syntax.children(first).take(64).find(|&child| syntax.tokens[child].deprel == Deprel::Case);
    let case = case.map(|case| report.lemma(case).to_lowercase());
    let case = case.as_deref();
    match naming {
        Some(Naming::Seat) => !matches!(case, Some("in" | "at" | "outside" | "near" | "inside")),
        Some(Naming::Name) => match deprel {
            // "aid to Chad", "a warning to Chad", but not "flew to Chad".
            Deprel::Obl | Deprel::Nmod if case == Some("to") => {
                syntax.head(first).is_some_and(|head| gives(report, head))
            }
            Deprel::Obl | Deprel::Nmod => matches!(
                case,
                Some(
                    "with"
                        | "against"
                        | "between"
                        | "by"
                        | "among"
                        | "of"
                        | "on"
                        | "for"
                        | "toward"
                        | "towards"
                        | "than"
                        | "like"
                        | "including"
                )
            ),
            Deprel::NmodPoss => true,
            Deprel::OblUnmarked | Deprel::NmodUnmarked => false,
            Deprel::Appos | Deprel::Dep | Deprel::List => false,
            _ => true,
        },
        Some(Naming::Capital) => match deprel {
            Deprel::Nsubj | Deprel::Iobj | Deprel::OblAgent => true,
            Deprel::NsubjPass => syntax.head(first).is_some_and(|verb| is_willed(report, verb)),
            Deprel::Obl | Deprel::Nmod => matches!(case, Some("with" | "against" | "between" | "by")),
            Deprel::Obj => syntax.head(first).is_some_and(|verb| is_willed(report, verb)),
            Deprel::Compound => false,
            _ => false,
        },
        Some(Naming::Demonym) => true,
        None => {
            deprel == Deprel::Nsubj
                && syntax
                    .head(first)
                    .is_some_and(|verb| syntax.tokens[verb].upos == Upos::Verb && is_willed(report, verb))
        }
    }
}

/// Words whose "to" is a receiver, not a direction: what is given, told, owed or done to somebody.
fn gives(report: &Report, head: Tok) -> bool {
    report.knowledge.actors.address.has(&report.lemma(head).to_lowercase(), Use::Giving)
}

/// Verbs that only those who can speak and will do or suffer.
pub fn is_willed(report: &Report, verb: Tok) -> bool {
    report.knowledge.actors.address.has(&report.lemma(verb).to_lowercase(), Use::Willed)
}

/// True for a verb by which somebody says that something is so: "added", "announced", not "showed" or "hoped".
pub fn speaks(report: &Report, verb: Tok) -> bool {
    let mut cues = report.knowledge.statements.cues(report.lemma(verb), report.form(verb), CueClass::Verb);
    report.syntax.tokens[verb].upos == Upos::Verb
        && cues.any(|cue| cue.rest.is_empty() && cue.takes(&Frame::Clause) && tells(cue.act))
}

fn tells(act: Act) -> bool {
    use Act::{Acknowledge, Announce, Claim, Confirm, Deny, Promise, Report, Say, Threaten, Warn};
    matches!(act, Say | Announce | Report | Claim | Confirm | Deny | Acknowledge | Warn | Promise | Threaten)
}
