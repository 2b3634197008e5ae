//! For whom a pronoun stands: the nearest salient actor that it fits, or nobody.

use super::gather::{Draft, Gathering, Seen};
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
        _ if is_first_person(&lemma) => speaker(found, tok),
        "he" | "him" | "his" | "himself" => nearest(found, tok, |draft| is_person(draft, Gender::Male)),
        "she" | "her" | "hers" | "herself" => nearest(found, tok, |draft| is_person(draft, Gender::Female)),
        "they" | "them" | "their" | "theirs" | "themselves" => {
            nearest(found, tok, |draft| draft.plural && draft.actor.kind == ActorKind::Group)
        }
        "it" | "its" | "itself" => nearest(found, tok, |draft| {
            matches!(draft.actor.kind, ActorKind::State | ActorKind::Organisation) && !draft.plural
        }),
        _ => None,
    }
}

/// True for "I", "we" and their forms.
pub fn is_first_person(form: &str) -> bool {
    matches!(
        form.to_lowercase().as_str(),
        "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves"
    )
}

fn is_person(draft: &Draft, gender: Gender) -> bool {
    draft.actor.kind == ActorKind::Person && draft.gender.is_none_or(|known| known == gender)
}

/// The nearest fitting actor: same sentence first, subjects before others within a sentence, then the later one.
fn nearest(found: &Gathering, tok: Tok, fits: impl Fn(&Draft) -> bool) -> Option<ActorIdx> {
    let syntax = found.report.syntax;
    let sentence = syntax.sentence_index(tok);
    let rank = |seen: &Seen| {
        let distance = sentence - seen.sentence;
        let deprel = syntax.tokens[seen.head].deprel;
        (distance, !deprel.is_subject(), if deprel.is_subject() { seen.head } else { usize::MAX - seen.head })
    };
    let near = |seen: &&Seen| sentence - seen.sentence <= REACH && seen.head < tok;
    let own = |seen: &&Seen| !shares_clause(found, seen.head, tok);
    let good = |seen: &&Seen| fits(&found.drafts[seen.actor]);
    found.seen.iter().filter(near).filter(good).filter(own).min_by_key(|seen| rank(seen)).map(|seen| seen.actor)
}

/// True when a pronoun is an argument of the clause whose argument the other word is: "Ada saw her" is not Ada.
fn shares_clause(found: &Gathering, other: Tok, pronoun: Tok) -> bool {
    let syntax = found.report.syntax;
    let token = &syntax.tokens[pronoun];
    let argument = matches!(token.deprel, Deprel::Obj | Deprel::Iobj | Deprel::Obl | Deprel::OblAgent);
    argument && syntax.head(other) == syntax.head(pronoun)
}

/// Who speaks the words that hold a pronoun of the first person: the subject of the verb they hang on.
fn speaker(found: &Gathering, tok: Tok) -> Option<ActorIdx> {
    let syntax = found.report.syntax;
    let mut below = tok;
    for up in syntax.ancestors(tok).take(12) {
        if syntax.tokens[up].upos == Upos::Verb {
            let reported = matches!(syntax.tokens[below].deprel, Deprel::Ccomp | Deprel::Parataxis);
            let subject = clause::own_subject(syntax, up).filter(|_| reported);
            if let Some(actor) = subject.and_then(|subject| found.at.get(&subject)) {
                return Some(*actor);
            }
            let aside =
                syntax.children_by(up, Deprel::Parataxis).take(4).filter_map(|verb| clause::own_subject(syntax, verb));
            if let Some(actor) = aside.filter(|&subject| subject != tok).find_map(|subject| found.at.get(&subject)) {
                return Some(*actor);
            }
        }
        below = up;
    }
    None
}
