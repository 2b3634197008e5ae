//! Does an entry's frame fit a word where it stands?

use super::scene::Scene;
use crate::clause;
use crate::lexicon::events::need::{Need, Site, Values};
use crate::lexicon::events::{Frame, Use};
use crate::row::ActorKind;
use rapporteur_syntax::{Deprel, Tok, Upos, Xpos};

/// How many words of a sentence are looked at for what it is about.
const NEAR: usize = 80;

/// An entry that fits a word.
pub struct Fit<'a> {
    /// The entry.
    pub frame: &'a Frame,
    /// The words beside the trigger that made it fit: a particle, an object that gives the type.
    pub words: Vec<Tok>,
    /// The clause's negation is part of what makes the act: "will not tolerate" is a refusal.
    pub refusing: bool,
}

/// The narrowest frame that fits a word, if any.
pub fn fit<'a>(scene: Scene<'a>, tok: Tok) -> Option<Fit<'a>> {
    let lemma = scene.lemma(tok);
    let token = &scene.syntax().tokens[tok];
    // "captured fighters" is a description, whatever relation the parser chose.
    let bare = token.xpos == Xpos::Vbn && token.head == tok + 1 && scene.children(tok).next().is_none();
    let attributive = bare || matches!(token.deprel, Deprel::Amod | Deprel::Compound);
    // A heading's "Clashes between …" is often taken for a verb.
    let like_noun =
        scene.children(tok).any(|child| scene.deprel(child) == Deprel::Det || scene.deprel(child).is_nmod());
    let frames: Vec<&Frame> = match token.upos {
        Upos::Verb if like_noun => scene.lexicon.noun(lemma).collect(),
        Upos::Verb | Upos::Adj if !attributive => scene.lexicon.verb(lemma).collect(),
        Upos::Noun => scene.lexicon.noun(lemma).collect(),

        _ => return None,
    };
    let mut best: Option<(u32, Fit)> = None;
    for frame in frames {
        let Some((weight, words)) = weigh(scene, tok, frame) else { continue };
        if best.as_ref().is_none_or(|(narrowest, _)| weight > *narrowest) {
            let negated = |need: &Need| matches!(need, Need::Negated);
            let refusing = !frame.needs.is_empty() && frame.needs.iter().all(|needs| needs.iter().any(negated));
            best = Some((weight, Fit { frame, words, refusing }));
        }
    }
    best.map(|(_, fit)| fit)
}

/// The weight of the narrowest alternative that holds, and the words it rests on.
fn weigh(scene: Scene, tok: Tok, frame: &Frame) -> Option<(u32, Vec<Tok>)> {
    if frame.needs.is_empty() {
        return Some((0, Vec::new()));
    }
    let alternatives = frame.needs.iter().filter_map(|needs| {
        let mut words = Vec::new();
        let holds = needs.iter().all(|need| holds(scene, tok, need, &mut words));
        holds.then(|| (needs.iter().map(Need::weight).sum(), words))
    });
    alternatives.max_by_key(|(weight, _)| *weight)
}

fn holds(scene: Scene, tok: Tok, need: &Need, words: &mut Vec<Tok>) -> bool {
    let syntax = scene.syntax();
    match need {
        Need::HasObject => scene.object(tok).is_some(),
        Need::NoObject => scene.object(tok).is_none(),
        Need::Clause => scene.complement(tok).is_some(),
        Need::Xcomp => scene.complement(tok).is_some_and(|clause| scene.deprel(clause) != Deprel::Ccomp),
        Need::Gerund => scene.complement(tok).is_some_and(|clause| syntax.tokens[clause].xpos == Xpos::Vbg),
        Need::Ccomp => syntax.child(tok, Deprel::Ccomp).is_some(),
        Need::Plural => scene.is_plural(tok),
        Need::Passive => scene.passive(tok),
        Need::Negated => clause::is_negated(syntax, tok),
        // Asked once the roles are read.
        Need::Party => true,
        Need::Not(need) => !holds(scene, tok, need, &mut Vec::new()),
        Need::Word(word) => has_word(scene, tok, word, words),
        Need::Site(site, values) => {
            let found = at(scene, tok, site).into_iter().find(|&word| fits(scene, word, values));
            let telling = !matches!(site, Site::Subject | Site::Possessor | Site::Modifier | Site::Modal | Site::Near)
                && !values.lemmas.is_empty();
            words.extend(found.filter(|_| telling));
            found.is_some()
        }
    }
}

/// A word that depends on the trigger, or is a preposition of one of its obliques or of its object's.
fn has_word(scene: Scene, tok: Tok, word: &str, words: &mut Vec<Tok>) -> bool {
    let named = |child: &Tok| scene.lemma(*child) == word;
    let loose = scene.children(tok).find(|child| named(child) && scene.deprel(*child) != Deprel::Obj);
    let governing = |head: Tok| {
        let nouns = scene.children(head).filter(|&noun| {
            let deprel = scene.deprel(noun);
            deprel.is_oblique() || deprel.is_nmod() || deprel == Deprel::Obj
        });
        let mut cases = nouns.flat_map(|noun| scene.children(noun).filter(|&case| scene.deprel(case) == Deprel::Case));
        cases.find(named)
    };
    let object = || if scene.is_verbal(tok) { scene.object(tok).and_then(governing) } else { None };
    // "called for the king to resign": the preposition opens the complement.
    let opening = || {
        let clause = scene.complement(tok).filter(|_| word != "to")?;
        scene.children(clause).find(|&mark| scene.deprel(mark) == Deprel::Mark && scene.lemma(mark) == word)
    };
    let found = loose.or_else(|| governing(tok)).or_else(object).or_else(opening);
    words.extend(found);
    found.is_some()
}

/// The words at a site.
fn at(scene: Scene, tok: Tok, site: &Site) -> Vec<Tok> {
    let syntax = scene.syntax();
    let with_conjuncts = |tok: Option<Tok>| tok.map_or_else(Vec::new, |tok| clause::conjuncts(syntax, tok));
    match site {
        Site::Subject => with_conjuncts(scene.subject(tok)),
        // "was given a fine" has both.
        Site::Object => {
            let second = syntax.child(tok, Deprel::Obj).filter(|_| scene.passive(tok));
            with_conjuncts(scene.object(tok)).into_iter().chain(second).collect()
        }
        Site::Indirect => syntax.child(tok, Deprel::Iobj).into_iter().collect(),
        // "called it a crime": the parser may give two objects.
        Site::Xcomp => {
            syntax.child(tok, Deprel::Xcomp).into_iter().chain(syntax.children_by(tok, Deprel::Obj).nth(1)).collect()
        }
        Site::Complement => {
            scene.complement(tok).and_then(|clause| clause::own_subject(syntax, clause)).into_iter().collect()
        }
        Site::Modal => {
            let modal = |&child: &Tok| syntax.tokens[child].xpos == Xpos::Md;
            scene.complement(tok).and_then(|clause| scene.children(clause).find(modal)).into_iter().collect()
        }
        Site::Particle => {
            let particle = |&child: &Tok| matches!(scene.deprel(child), Deprel::CompoundPrt | Deprel::Advmod);
            let stray = scene.object(tok).and_then(|object| syntax.child(object, Deprel::Case));
            scene.children(tok).filter(particle).chain(stray).collect()
        }
        Site::Modifier => scene.modifiers(tok).collect(),
        Site::Near => syntax.sentence(tok).tokens.clone().take(NEAR).collect(),
        Site::Possessor => syntax.child(tok, Deprel::NmodPoss).into_iter().collect(),
        Site::Under(preposition) => {
            let own = scene.under(tok, preposition);
            let object = if own.is_empty() && scene.is_verbal(tok) { scene.object(tok) } else { None };
            let nouns = object.map_or(own, |object| scene.under(object, preposition));
            nouns.into_iter().flat_map(|noun| clause::conjuncts(syntax, noun)).collect()
        }
    }
}

fn fits(scene: Scene, word: Tok, values: &Values) -> bool {
    if values.is_any() {
        return true;
    }
    let lemma = scene.lemma(word);
    // "tons of food", "a series of attacks": what is measured counts.
    let measured = || measured(scene, word);
    let is_person = || match scene.kind(word) {
        Some(kind) => kind == ActorKind::Person,
        None => scene.syntax().tokens[word].xpos == Xpos::Prp && lemma != "it",
    };
    values.lemmas.contains(lemma)
        || measured().any(|of| values.lemmas.contains(scene.lemma(of)))
        || values.actor && !scene.actors(word).is_empty()
        || values.person && is_person()
        || values.state && scene.kind(word) == Some(ActorKind::State)
        || values.plural && scene.is_plural(word)
        || values.modified.iter().any(|(noun, modifier)| {
            let before = || scene.modifiers(word).any(|before| scene.lemma(before) == *modifier);
            lemma == *noun && (before() || scene.under(word, "of").iter().any(|&of| scene.lemma(of) == *modifier))
        })
}

/// What a measure is of, through "tens of thousands of".
fn measured(scene: Scene, word: Tok) -> impl Iterator<Item = Tok> {
    let of = move |&noun: &Tok| {
        let measure = scene.lexicon.used(scene.lemma(noun), Use::Measure);
        measure.then(|| scene.under(noun, "of").first().copied()).flatten()
    };
    std::iter::successors(of(&word), of).take(3)
}

/// True when every alternative of a frame asks for a party to be found.
pub fn wants_party(frame: &Frame) -> bool {
    !frame.needs.is_empty() && frame.needs.iter().all(|needs| needs.iter().any(|need| matches!(need, Need::Party)))
}
