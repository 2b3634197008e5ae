//! The content: what a cue attributes, found on the branch that its entry's frames allow.

use super::cue::Sighting;
use super::scene::Scene;
use super::source::Source;
use crate::clause;
use crate::lexicon::statements::{CueClass, Frame};
use crate::row::Act;
use rapporteur_syntax::{Deprel, Tok, Upos, Xpos};

/// What is attributed, before quotations are laid over it.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    /// Its words in text order.
    pub tokens: Vec<Tok>,
    /// How it was found; a piece of evidence.
    pub how: &'static str,
    /// The act that the cue performs with it.
    pub act: Act,
    /// The preposition that leads from the cue to it, when it stands right after the cue.
    pub leads: Option<Tok>,
    /// True when words of the cue's subject belong to it.
    pub with_subject: bool,
}

impl Content {
    fn new(tokens: Vec<Tok>, how: &'static str, act: Act) -> Self {
        Content { tokens, how, act, leads: None, with_subject: false }
    }
}

/// The content of a cue, from the surest branch to the least sure; `None` when no branch holds one.
pub(crate) fn of(scene: &Scene, cue: &Sighting, source: Option<&Source>) -> Option<Content> {
    match cue.entry.class {
        CueClass::Verb => of_verb(scene, cue, source),
        CueClass::Noun => of_noun(scene, cue),
        CueClass::Adjective => of_adjective(scene, cue),
    }
}

fn of_verb(scene: &Scene, cue: &Sighting, source: Option<&Source>) -> Option<Content> {
    let passive = clause::is_passive(scene.syntax, cue.head);
    let clause = || cue.entry.act_with(&Frame::Clause).and_then(|act| clause_of(scene, cue, act));
    let raised = || raised(scene, cue, source, passive);
    let moved = || moved(scene, cue);
    let touching = || under(scene, cue, "verb-under").filter(|content| content.leads.is_some());
    clause()
        .or_else(raised)
        .or_else(touching)
        .or_else(|| infinitive(scene, cue, "verb-to"))
        .or_else(|| participle(scene, cue))
        .or_else(|| cue.entry.act_with(&Frame::Object).and_then(|act| object(scene, cue, act, passive)))
        .or_else(|| under(scene, cue, "verb-under"))
        .or_else(moved)
        .or_else(|| cue.entry.act_with(&Frame::Clause).and_then(|act| quotation(scene, cue, source, act)))
}

/// A finite clause below the cue, around it, or after a colon.
fn clause_of(scene: &Scene, cue: &Sighting, act: Act) -> Option<Content> {
    let syntax = scene.syntax;
    let finite = |&child: &Tok| match scene.deprel(child) {
        Deprel::Ccomp => child > cue.head || scene.xpos(child) != Xpos::Vbg || scene.quotes.holding(child).is_some(),
        Deprel::Advcl => {
            child > cue.head
                && (["whether", "that"].iter().any(|word| scene.is_marked(child, word))
                    || (act == Act::Ask && scene.is_marked(child, "if")))
        }
        _ => false,
    };
    if let Some(child) = syntax.children(cue.head).find(finite).or_else(|| on_addressee(scene, cue)) {
        let how = match (child > cue.head, scene.is_marked(child, "that"), is_infinite(scene, child)) {
            (false, _, _) => "clause-before",
            (true, true, _) => "clause-that",
            (true, false, true) => "clause-infinite",
            (true, false, false) => "clause-bare",
        };
        let mut tokens = scene.below(child, |tok| tok == cue.top);
        // A second clause of the same speech, left hanging on the cue beyond it.
        for late in syntax.children(cue.head).filter(|&late| late != child && is_late_speech(scene, child, late)) {
            tokens.extend(scene.below(late, |_| false));
        }
        tokens.sort_unstable();
        return Some(Content::new(tokens, how, act));
    }
    around(scene, cue, act).or_else(|| after_colon(scene, cue, act))
}

/// "Told reporters that it would close": the parser may hang the clause on the one who is told.
fn on_addressee(scene: &Scene, cue: &Sighting) -> Option<Tok> {
    let told = |&child: &Tok| child > cue.head && matches!(scene.deprel(child), Deprel::Obj | Deprel::Iobj);
    let object = scene.syntax.children(cue.head).find(told)?;
    let clause = |&child: &Tok| {
        let that = |word: Tok| scene.lemma(word) == "that" && scene.deprel(word) == Deprel::Mark;
        matches!(scene.deprel(child), Deprel::Acl | Deprel::AclRelcl) && scene.syntax.children(child).any(that)
    };
    scene.syntax.children(object).find(clause).filter(|_| !cue.entry.takes(&Frame::Object))
}

fn is_late_speech(scene: &Scene, first: Tok, late: Tok) -> bool {
    match scene.deprel(late) {
        Deprel::Ccomp => true,
        Deprel::Parataxis | Deprel::Dep => {
            scene.quotes.holding(late).is_some() && scene.quotes.holding(first).is_some()
        }
        _ => false,
    }
}

fn is_infinite(scene: &Scene, verb: Tok) -> bool {
    matches!(scene.xpos(verb), Xpos::Vb | Xpos::Vbg | Xpos::Vbn)
        && !clause::auxiliaries(scene.syntax, verb)
            .any(|aux| matches!(scene.xpos(aux), Xpos::Md | Xpos::Vbd | Xpos::Vbz | Xpos::Vbp))
}

/// The clause that a cue is put into or after: "the deal, he said, was dead".
fn around(scene: &Scene, cue: &Sighting, act: Act) -> Option<Content> {
    let head = scene.syntax.head(cue.top)?;
    let how = match scene.deprel(cue.top) {
        Deprel::Parataxis | Deprel::Discourse => "clause-around",
        Deprel::Advcl if scene.is_marked(cue.top, "as") => "clause-around-as",
        _ => return None,
    };
    let own = |&child: &Tok| match scene.deprel(child) {
        Deprel::Xcomp => cue.entry.takes(&Frame::Infinitive) && scene.is_marked(child, "to"),
        Deprel::Obj => cue.entry.takes(&Frame::Object) && scene.quotes.holding(head).is_none(),
        _ => false,
    };
    if scene.syntax.children(cue.head).any(|child| child > cue.head && own(&child)) {
        return None;
    }
    let tokens = scene.below(head, |tok| tok == cue.top);
    // The clause must reach the cue: it ends before it, or goes on after it.
    let clausal = scene.is_verb(head)
        || scene.quotes.holding(head).is_some()
        || clause::own_subject(scene.syntax, head).is_some()
        || scene.syntax.child(head, Deprel::Cop).is_some();
    let speaks_first = clausal && (cue.top > head || scene.deprel(cue.top) == Deprel::Advcl);
    speaks_first.then(|| Content::new(tokens, how, act))
}

fn after_colon(scene: &Scene, cue: &Sighting, act: Act) -> Option<Content> {
    let syntax = scene.syntax;
    let child = syntax.children_by(cue.head, Deprel::Parataxis).find(|&child| child > cue.head)?;
    let start = syntax.reach(child).start;
    let marks = (cue.group.end..child).take(12).any(|tok| matches!(scene.form(tok), ":" | "“" | "\""));
    (marks || start == cue.group.end).then(|| Content::new(scene.below(child, |_| false), "clause-colon", act))
}

/// "The deal seems dead", "the deal is expected to fail": subject and complement are the content.
fn raised(scene: &Scene, cue: &Sighting, source: Option<&Source>, passive: bool) -> Option<Content> {
    let syntax = scene.syntax;
    let act = match passive {
        true if source.is_none() && !cue.entry.takes(&Frame::Patient) => cue.entry.act,
        true => return None,
        false => cue.entry.act_with(&Frame::Raising)?,
    };
    let is_complement = |&child: &Tok| {
        child > cue.head && (scene.deprel(child) == Deprel::Xcomp || (!passive && scene.deprel(child) == Deprel::Ccomp))
    };
    let complement = syntax.children(cue.head).find(is_complement);
    if passive && complement.is_none() {
        return None;
    }
    let mut tokens = complement.map(|child| scene.below(child, |_| false)).unwrap_or_default();
    let subject =
        clause::own_subject(syntax, cue.head).filter(|&subject| !matches!(scene.lemma(subject), "it" | "there"));
    if !passive && complement.is_none() {
        let like = |&child: &Tok| scene.deprel(child).is_oblique() && scene.is_marked(child, "like");
        tokens = scene.below(syntax.children(cue.head).find(like)?, |_| false);
    }
    if let Some(subject) = subject.filter(|&subject| !scene.is_relative(subject)) {
        tokens.extend(scene.below(subject, |_| false));
    }
    tokens.sort_unstable();
    let how = if passive { "raised-passive" } else { "raised" };
    Some(Content { with_subject: true, ..Content::new(tokens, how, act) })
}

/// An infinitive, with the object that is to do it: "urged the sides to talk".
fn infinitive(scene: &Scene, cue: &Sighting, how: &'static str) -> Option<Content> {
    let act = cue.entry.act_with(&Frame::Infinitive)?;
    let syntax = scene.syntax;
    let is_it = |&child: &Tok| {
        child > cue.head
            && matches!(scene.deprel(child), Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl | Deprel::Acl)
            && scene.is_marked(child, "to")
            && (scene.deprel(child) != Deprel::Advcl || child - cue.head <= 12)
    };
    let phrase = || clause::under(syntax, cue.head, "to").find(|&child| child > cue.head);
    let Some(child) = syntax.children(cue.head).find(is_it) else {
        return phrase().map(|child| led(scene, cue, child, "verb-under", act));
    };
    let mut tokens = scene.below(child, |_| false);
    let object = syntax.children(cue.head).find(|&object| matches!(scene.deprel(object), Deprel::Obj | Deprel::Iobj));
    if let Some(object) = object.filter(|&object| object > cue.head && object < child) {
        tokens.extend(scene.below(object, |_| false));
        tokens.sort_unstable();
        return Some(Content::new(tokens, "verb-object-to", act));
    }
    Some(Content::new(tokens, how, act))
}

fn participle(scene: &Scene, cue: &Sighting) -> Option<Content> {
    let act = cue.entry.act_with(&Frame::Participle)?;
    let is_it = |&child: &Tok| {
        child > cue.head
            && matches!(scene.deprel(child), Deprel::Xcomp | Deprel::Ccomp)
            && scene.xpos(child) == Xpos::Vbg
    };
    let child = scene.syntax.children(cue.head).find(is_it)?;
    Some(Content::new(scene.below(child, |_| false), "verb-ing", act))
}

/// A noun phrase with what is said of it: "called the plan dead", "accused him of lying".
fn object(scene: &Scene, cue: &Sighting, act: Act, passive: bool) -> Option<Content> {
    let syntax = scene.syntax;
    let object = match passive {
        true => clause::own_subject(syntax, cue.head),
        false => clause::object(syntax, cue.head),
    };
    let predicative = syntax.children_by(cue.head, Deprel::Xcomp).find(|&child| child > cue.head);
    if object.is_none() && predicative.is_none() {
        return relative_gap(scene, cue, act, passive);
    }
    let mut tokens = Vec::new();
    for part in object.into_iter().chain(predicative) {
        tokens.extend(scene.below(part, |tok| tok == cue.top));
    }
    let after = object.filter(|_| !passive).unwrap_or(cue.head);
    for child in syntax.children(cue.head).filter(|&child| child > after && is_of_it(scene, child)) {
        tokens.extend(scene.below(child, |_| false));
    }
    tokens.sort_unstable();
    tokens.dedup();
    let how = match (passive, object) {
        (true, _) => "object-passive",
        (false, Some(object)) if object < cue.head => "object-before",
        (false, Some(_)) => "object",
        (false, None) => "object-predicate",
    };
    Some(Content { with_subject: passive, ..Content::new(tokens, how, act) })
}

/// "For lying", "as a liar", "of lying": what is said of the object.
fn is_of_it(scene: &Scene, child: Tok) -> bool {
    let linked = scene.deprel(child).is_oblique() || matches!(scene.deprel(child), Deprel::Advcl | Deprel::Nmod);
    let word = scene.marker(child).map(|marker| scene.lemma(marker));
    linked && matches!(word, Some("of" | "for" | "as" | "to" | "over" | "about" | "with" | "against"))
}

/// "The deal that he announced", "the deal announced on Monday": the noun is the content.
fn relative_gap(scene: &Scene, cue: &Sighting, act: Act, passive: bool) -> Option<Content> {
    let fits = match scene.deprel(cue.head) {
        Deprel::AclRelcl => !passive,
        Deprel::Acl => passive,
        _ => false,
    };
    let noun = scene.syntax.head(cue.head).filter(|_| fits)?;
    let gap = clause::own_subject(scene.syntax, cue.head).is_none_or(|subject| !scene.is_relative(subject));
    gap.then(|| Content::new(scene.below(noun, |tok| tok == cue.head), "object-relative", act))
}

/// A phrase or clause under one of the entry's prepositions.
fn under(scene: &Scene, cue: &Sighting, how: &'static str) -> Option<Content> {
    for (preposition, act) in cue.entry.prepositions() {
        let fits = |&child: &Tok| {
            let deprel = scene.deprel(child);
            child > cue.head
                && (deprel.is_oblique()
                    || deprel.is_nmod()
                    || matches!(deprel, Deprel::Advcl | Deprel::Acl | Deprel::Xcomp | Deprel::Ccomp))
                && scene.is_marked(child, preposition)
        };
        if let Some(child) = scene.syntax.children(cue.head).find(fits) {
            return Some(led(scene, cue, child, how, act));
        }
    }
    None
}

/// A phrase without its preposition, which joins the cue where the two touch.
fn led(scene: &Scene, cue: &Sighting, child: Tok, how: &'static str, act: Act) -> Content {
    let marker = scene.marker(child);
    let tokens = scene.below(child, |tok| Some(tok) == marker);
    let leads = marker.filter(|&marker| marker == cue.group.end);
    Content { leads, ..Content::new(tokens, how, act) }
}

/// "The vote alarmed him", "he was alarmed by the vote".
fn moved(scene: &Scene, cue: &Sighting) -> Option<Content> {
    let act = cue.entry.act_with(&Frame::Patient)?;
    let passive = clause::is_passive(scene.syntax, cue.head);
    let subject = clause::own_subject(scene.syntax, cue.head).filter(|_| !passive)?;
    Some(Content { with_subject: true, ..Content::new(scene.below(subject, |_| false), "moved", act) })
}

/// A quotation that touches the cue, in its sentence or closing right before it.
fn quotation(scene: &Scene, cue: &Sighting, source: Option<&Source>, act: Act) -> Option<Content> {
    if scene.quotes.holding(cue.head).is_some() {
        return None;
    }
    let sentence = scene.syntax.sentence(cue.head);
    let mut edge = cue.group.clone();
    for &tok in source.iter().flat_map(|source| &source.tokens) {
        edge.start = edge.start.min(tok);
        edge.end = edge.end.max(tok + 1);
    }
    let speech = |idx: usize| Some(&scene.quotes.all[idx]).filter(|quote| quote.is_speech());
    let after = (edge.end..sentence.tokens.end).take(25).find_map(|tok| scene.quotes.index(tok)).and_then(speech);
    let before = || {
        let first = edge.start.saturating_sub(3);
        let idx = (first..edge.start).rev().find_map(|tok| scene.quotes.index(tok))?;
        let quote = speech(idx)?;
        let touching = (quote.tokens.end..edge.start).all(|tok| scene.is_punct(tok));
        (touching && quote.paragraph == sentence.paragraph).then_some(quote)
    };
    let (quote, how) = match (after, before()) {
        (_, Some(quote)) => (quote, "quotation-before"),
        (Some(quote), None) => (quote, "quotation-after"),
        (None, None) => return None,
    };
    Some(Content::new(quote.tokens.clone().collect(), how, act))
}

fn of_noun(scene: &Scene, cue: &Sighting) -> Option<Content> {
    let syntax = scene.syntax;
    // "The claim that he lied": the parser may take it for a relative clause, where "that" stands for no part of it.
    let idle =
        |child: Tok| syntax.children(child).any(|word| scene.lemma(word) == "that" && scene.upos(word) == Upos::Sconj);
    let clause = |&child: &Tok| {
        child > cue.head
            && match scene.deprel(child) {
                Deprel::Acl | Deprel::Ccomp | Deprel::Dep => scene.is_marked(child, "that"),
                Deprel::AclRelcl => idle(child),
                _ => false,
            }
    };
    if let Some(act) = cue.entry.act_with(&Frame::Clause) {
        if let Some(child) = syntax.children(cue.head).find(clause) {
            return Some(Content::new(scene.below(child, |_| false), "noun-that", act));
        }
        if let Some(content) = predicated(scene, cue, act) {
            return Some(content);
        }
    }
    if let Some(act) = cue.entry.act_with(&Frame::Infinitive) {
        let to = |&child: &Tok| child > cue.head && scene.deprel(child).is_clause() && scene.is_marked(child, "to");
        if let Some(child) = syntax.children(cue.head).find(to) {
            return Some(Content::new(scene.below(child, |_| false), "noun-to", act));
        }
        if let Some(child) = clause::under(syntax, cue.head, "to").next() {
            return Some(led(scene, cue, child, "noun-under", act));
        }
    }
    under(scene, cue, "noun-under").or_else(|| under_verb(scene, cue))
}

/// "His view is that the deal is dead".
fn predicated(scene: &Scene, cue: &Sighting, act: Act) -> Option<Content> {
    let predicate = scene.syntax.head(cue.head).filter(|_| scene.deprel(cue.head).is_subject())?;
    let child = match scene.is_marked(predicate, "that") {
        true => predicate,
        false => scene
            .syntax
            .children_by(predicate, Deprel::Ccomp)
            .find(|&child| child > predicate && scene.lemma(predicate) == "be")?,
    };
    Some(Content::new(scene.below(child, |tok| tok == cue.head), "noun-is-that", act))
}

/// "Has doubts about the deal": the preposition hangs on the light verb.
fn under_verb(scene: &Scene, cue: &Sighting) -> Option<Content> {
    if cue.top == cue.head {
        return None;
    }
    let on_verb = Sighting { head: cue.top, ..cue.clone() };
    let content = under(scene, &on_verb, "noun-under-light")?;
    (content.tokens.first()? > &cue.head).then_some(content)
}

fn of_adjective(scene: &Scene, cue: &Sighting) -> Option<Content> {
    let syntax = scene.syntax;
    if let Some(act) = cue.entry.act_with(&Frame::Clause) {
        let finite = |&child: &Tok| {
            child > cue.head
                && matches!(scene.deprel(child), Deprel::Ccomp | Deprel::Advcl | Deprel::Csubj)
                && (scene.is_marked(child, "that") || scene.deprel(child) != Deprel::Advcl)
                && !scene.is_marked(child, "to")
        };
        if let Some(child) = syntax.children(cue.head).find(finite) {
            return Some(Content::new(scene.below(child, |_| false), "adjective-that", act));
        }
    }
    if cue.entry.takes(&Frame::Raising) {
        return raised(scene, cue, None, false).map(|content| Content { how: "adjective-raised", ..content });
    }
    let attributive = scene.deprel(cue.head) == Deprel::Amod && scene.upos(cue.head) == Upos::Adj;
    infinitive(scene, cue, "adjective-to")
        .map(|content| match content.how {
            "adjective-to" => content,
            _ => Content { how: "adjective-under", ..content },
        })
        .or_else(|| under(scene, cue, "adjective-under"))
        .filter(|_| !attributive)
}
