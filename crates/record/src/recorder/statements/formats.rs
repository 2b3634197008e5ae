//! Attributions without a reporting verb: "according to X", "in X's view", "X: …".

use super::candidate::Candidate;
use super::scene::Scene;
use super::source::{Source, phrase};
use crate::row::Act;
use rapporteur_syntax::{Deprel, Tok, Upos, Xpos};

/// The longest name before a colon, in words.
const NAME: usize = 6;

/// "According to the ministry": the phrase's noun speaks, the clause it stands in is the content.
pub(crate) fn according(scene: &Scene, tok: Tok) -> Option<Candidate> {
    if !matches!(scene.lemma(tok), "accord" | "according") || !scene.form(tok).eq_ignore_ascii_case("according") {
        return None;
    }
    let to = tok + 1;
    if to >= scene.syntax.sentence(tok).tokens.end || scene.lemma(to) != "to" {
        return None;
    }
    let noun = match scene.deprel(tok) {
        Deprel::Case | Deprel::Mark => scene.syntax.head(tok)?,
        _ => scene.syntax.children(tok).find(|&child| child > to && scene.upos(child).is_nominal())?,
    };
    // "According to weight", "according to plan": a bare noun measures and does not speak.
    let bare = scene.upos(noun) == Upos::Noun && scene.xpos(noun) == Xpos::Nn && scene.lemma(noun) != "police";
    if bare && scene.syntax.children(noun).all(|child| matches!(scene.deprel(child), Deprel::Case | Deprel::Punct)) {
        return None;
    }
    let branch = if scene.deprel(tok) == Deprel::Case { noun } else { tok };
    let host = clause_above(scene, branch)?;
    let tokens = scene.below(host, |below| below == branch);
    let source = Source { head: noun, tokens: phrase(scene, noun, tok), stands_for: noun, how: "source-according" };
    Some(Candidate::of_format(tok, tok..to + 1, Some(source), tokens, "according", "format:according-to", Act::Say))
}

/// "In his view": the noun's owner thinks, the clause it stands in is the content.
pub(crate) fn in_view(scene: &Scene, tok: Tok) -> Option<Candidate> {
    let known =
        matches!(scene.lemma(tok), "view" | "opinion" | "estimation" | "judgment" | "mind" | "words" | "word" | "eye");
    let owner = scene.syntax.child(tok, Deprel::NmodPoss).filter(|_| known)?;
    scene.marker(tok).filter(|&case| scene.lemma(case) == "in")?;
    let host = clause_above(scene, tok)?;
    let tokens = scene.below(host, |below| below == tok);
    let source = Source { head: owner, tokens: phrase(scene, owner, tok), stands_for: owner, how: "source-owner" };
    let act = if scene.lemma(tok) == "words" { Act::Say } else { Act::Believe };
    Some(Candidate::of_format(tok, tok..tok + 1, Some(source), tokens, "in-view", "format:in-view", act))
}

/// The predicate of the clause that a phrase stands in; for a phrase on a noun without a clause, that noun.
fn clause_above(scene: &Scene, tok: Tok) -> Option<Tok> {
    let mut at = scene.syntax.head(tok)?;
    for _ in 0..12 {
        let deprel = scene.deprel(at);
        let nominal = scene.upos(at).is_nominal() && (deprel.is_nmod() || deprel.is_oblique() || deprel.is_subject());
        let inside = nominal
            || matches!(
                deprel,
                Deprel::Obj
                    | Deprel::Appos
                    | Deprel::Conj
                    | Deprel::Xcomp
                    | Deprel::Acl
                    | Deprel::Advcl
                    | Deprel::Amod
                    | Deprel::Nummod
                    | Deprel::AclRelcl
            );
        match scene.syntax.head(at) {
            Some(up) if inside => at = up,
            _ => break,
        }
    }
    Some(at)
}

/// "Minister: the deal is dead" at the start of a sentence.
pub(crate) fn colon(scene: &Scene, tok: Tok) -> Option<Candidate> {
    if scene.form(tok) != ":" || scene.quotes.holding(tok).is_some() {
        return None;
    }
    let sentence = scene.syntax.sentence(tok);
    let start = sentence.tokens.start;
    let name = start..tok;
    if name.is_empty() || name.len() > NAME || tok + 3 > sentence.tokens.end {
        return None;
    }
    let capital =
        |tok: Tok| scene.form(tok).chars().next().is_some_and(char::is_uppercase) || scene.form(tok).len() <= 3;
    let named = |tok: Tok| scene.upos(tok) == Upos::Propn && !scene.is_punct(tok);
    let verbal = |tok: Tok| scene.is_verb(tok) || scene.upos(tok) == Upos::Num;
    if !name.clone().all(capital) || !name.clone().any(named) || name.clone().any(verbal) {
        return None;
    }
    let head = name.clone().rev().find(|&tok| named(tok))?;
    let tokens: Vec<Tok> = (tok + 1..sentence.tokens.end).collect();
    let source = Source { head, tokens: name.collect(), stands_for: head, how: "source-colon" };
    Some(Candidate::of_format(tok, tok..tok + 1, Some(source), tokens, "colon", "format:colon", Act::Say))
}
