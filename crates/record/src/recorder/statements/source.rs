//! The source: whose words or thoughts a cue attributes.

use super::cue::Sighting;
use super::scene::Scene;
use crate::clause;
use crate::lexicon::statements::{Company, CueClass, Frame};
use rapporteur_syntax::{Deprel, Tok, Upos, Xpos};

/// Who speaks.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// Head of the words that stand for the speaker at the cue.
    pub head: Tok,
    /// Those words, in text order.
    pub tokens: Vec<Tok>,
    /// Whom they stand for: the antecedent of a relative pronoun, else the head itself.
    pub stands_for: Tok,
    /// How it was found; a piece of evidence.
    pub how: &'static str,
}

/// The source of a cue; `None` when the text names none.
pub(crate) fn of(scene: &Scene, cue: &Sighting) -> Option<Source> {
    let (head, how) = match cue.entry.class {
        CueClass::Verb => of_verb(scene, cue)?,
        CueClass::Noun => of_noun(scene, cue)?,
        CueClass::Adjective => of_subject(scene, cue.top)?,
    };
    let (head, how) = spoken_outside(scene, cue, head).map_or((head, how), |near| (near, "source-near"));
    // The word itself and the words around the cue cannot speak.
    if cue.group.contains(&head) || is_empty(scene, head) {
        return None;
    }
    let (head, how) = owner(scene, head).map_or((head, how), |owner| (owner, "source-owner"));
    let relative = scene.is_relative(head).then(|| clause::antecedent(scene.syntax, cue.top)).flatten();
    let tokens = match scene.is_relative(head) {
        true => vec![head],
        false => phrase(scene, head, cue.head),
    };
    Some(Source { head, tokens, stands_for: relative.unwrap_or(head), how })
}

/// A subject inside a quotation cannot speak the cue outside it: the noun phrase next to the cue does.
fn spoken_outside(scene: &Scene, cue: &Sighting, head: Tok) -> Option<Tok> {
    let quoted = |tok: Tok| scene.quotes.holding(tok).is_some_and(|quote| quote.is_speech());
    if quoted(cue.head) || !quoted(head) {
        return None;
    }
    let sentence = scene.syntax.sentence(cue.head).tokens.clone();
    let top = |tok: Tok| {
        let up = |&tok: &Tok| scene.syntax.head(tok).filter(|&up| scene.upos(up).is_nominal() && !quoted(up));
        std::iter::successors(Some(tok), up).take(12).last()
    };
    let before = cue.group.start.checked_sub(1).filter(|&tok| tok >= sentence.start);
    let after = Some(cue.group.end).filter(|&tok| tok < sentence.end);
    let speaks = |&tok: &Tok| !scene.is_punct(tok) && !quoted(tok);
    let nominal = |&tok: &Tok| scene.upos(tok).is_nominal();
    let by = |tok: Option<Tok>| tok.filter(speaks).and_then(top).filter(nominal);
    by(before).or_else(|| by(after))
}

/// "It", "there" and clauses are no speakers here.
fn is_empty(scene: &Scene, head: Tok) -> bool {
    let token = &scene.syntax.tokens[head];
    token.deprel == Deprel::Expl
        || (matches!(token.lemma.as_str(), "it" | "there")
            && clause::own_subject(scene.syntax, token.head) != Some(head))
        || token.upos == Upos::Sconj
}

fn of_verb(scene: &Scene, cue: &Sighting) -> Option<(Tok, &'static str)> {
    let syntax = scene.syntax;
    let passive = clause::is_passive(syntax, cue.head);
    let moved = cue.entry.takes(&Frame::Patient);
    if passive && moved {
        return of_subject(scene, cue.top);
    }
    if moved {
        return clause::object(syntax, cue.head).map(|object| (object, "source-moved"));
    }
    if passive {
        let by = clause::under(syntax, cue.head, "by").next();
        return clause::agent(syntax, cue.head).or(by).map(|agent| (agent, "source-agent"));
    }
    of_subject(scene, cue.top)
}

/// The subject of a predicate, its own or one that it shares.
fn of_subject(scene: &Scene, verb: Tok) -> Option<(Tok, &'static str)> {
    let syntax = scene.syntax;
    let subjects = || syntax.children(verb).filter(|&child| scene.deprel(child).is_subject());
    if let Some(own) = subjects().min_by_key(|child| child.abs_diff(verb)) {
        return (!scene.is_verb(own)).then_some((own, "source-own"));
    }
    let how = match scene.deprel(verb) {
        Deprel::Conj => "source-shared",
        Deprel::Xcomp => "source-controller",
        Deprel::Acl | Deprel::AclRelcl => "source-antecedent",
        Deprel::Advcl | Deprel::AdvclRelcl => "source-participle",
        _ => "source-far",
    };
    if scene.deprel(verb) == Deprel::Acl {
        // "issued a statement saying": the speaker is whoever issued it.
        let noun = syntax.head(verb)?;
        let issuer =
            syntax.head(noun).filter(|_| scene.deprel(noun) == Deprel::Obj).and_then(|verb| subject(scene, verb));
        if scene.company(noun) == Some(Company::Document) && issuer.is_some() {
            return issuer.map(|issuer| (issuer, "source-issuer"));
        }
        // A participle after a comma is said of the clause's subject, whatever noun it hangs on.
        let apart = verb > 0 && scene.form(verb - 1) == "," && scene.xpos(verb) == Xpos::Vbg;
        let clause =
            syntax.ancestors(noun).find(|&up| scene.is_verb(up)).filter(|_| apart && !scene.deprel(noun).is_subject());
        if let Some(found) = clause.and_then(|clause| subject(scene, clause)) {
            return Some((found, "source-participle"));
        }
    }
    subject(scene, verb).map(|found| (found, how))
}

fn subject(scene: &Scene, verb: Tok) -> Option<Tok> {
    clause::subject(scene.syntax, verb).filter(|&found| !scene.is_verb(found))
}

fn of_noun(scene: &Scene, cue: &Sighting) -> Option<(Tok, &'static str)> {
    let syntax = scene.syntax;
    if let Some(owner) = syntax.child(cue.head, Deprel::NmodPoss) {
        return Some((owner, "source-owner"));
    }
    if cue.top != cue.head {
        return of_subject(scene, cue.top);
    }
    let named = |preposition| clause::under(syntax, cue.head, preposition).next();
    let free = |preposition: &str| cue.entry.prepositions().all(|(known, _)| known != preposition);
    if let Some(author) = named("by").or_else(|| named("from").filter(|_| free("from"))) {
        return Some((author, "source-author"));
    }
    if let Some(author) = named("among").or_else(|| named("of").filter(|_| free("of"))) {
        return Some((author, "source-author"));
    }
    let proper = |&child: &Tok| scene.upos(child) == Upos::Propn;
    syntax.children_by(cue.head, Deprel::Compound).find(proper).map(|name| (name, "source-compound"))
}

/// The owner of a document that speaks: "the ministry's report said".
fn owner(scene: &Scene, head: Tok) -> Option<Tok> {
    let document = scene.company(head) == Some(Company::Document) && scene.upos(head) == Upos::Noun;
    document.then(|| scene.syntax.child(head, Deprel::NmodPoss)).flatten()
}

/// A noun phrase with what identifies its head; asides, prepositions before it and the cue's own branch left out.
pub(crate) fn phrase(scene: &Scene, head: Tok, cue: Tok) -> Vec<Tok> {
    let cut = |tok: Tok| {
        let apart = match scene.deprel(tok) {
            Deprel::Parataxis
            | Deprel::Advcl
            | Deprel::Discourse
            | Deprel::Dep
            | Deprel::Ccomp
            | Deprel::Dislocated => true,
            Deprel::Case | Deprel::Cc | Deprel::Mark => scene.syntax.head(tok) == Some(head),
            Deprel::Advmod => scene.syntax.head(tok) == Some(head) && tok > head,
            Deprel::Conj => scene.is_verb(tok),
            _ => false,
        };
        apart
            || tok == cue
            || (scene.deprel(tok).is_clause() && scene.is_marked(tok, "that"))
            || (cue != head && is_above(scene, tok, cue, head))
    };
    let found = scene.below(head, cut);
    run_around(scene, &found, head)
}

/// True when the cue stands under `tok`, a branch of the source.
fn is_above(scene: &Scene, tok: Tok, cue: Tok, head: Tok) -> bool {
    scene.deprel(tok).is_clause() && scene.syntax.head(tok) == Some(head) && scene.syntax.dominates(tok, cue)
}

/// The unbroken run of words around the head, edges trimmed of punctuation.
pub(crate) fn run_around(scene: &Scene, tokens: &[Tok], head: Tok) -> Vec<Tok> {
    let at = tokens.binary_search(&head).unwrap_or(0);
    let broken = |tok: Tok| scene.form(tok) == ":" || scene.breaks_line(tok);
    let joined = |a: Tok, b: Tok| b - a <= 3 && !broken(a) && (a + 1..b).all(|tok| scene.is_punct(tok) && !broken(tok));
    let mut start = at;
    while start > 0 && joined(tokens[start - 1], tokens[start]) {
        start -= 1;
    }
    let mut end = at;
    while end + 1 < tokens.len() && joined(tokens[end], tokens[end + 1]) {
        end += 1;
    }
    while start < at && scene.is_punct(tokens[start]) {
        start += 1;
    }
    while end > at && scene.is_punct(tokens[end]) && scene.form(tokens[end]) != ")" {
        end -= 1;
    }
    (tokens[start]..=tokens[end]).collect()
}
