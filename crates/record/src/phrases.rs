//! Noun phrases hung where their prepositions and their verbs want them, whatever the parser made of them.
//!
//! "The siege of the port by Kalna went on": what stands under a preposition is no subject. "Lent Peru two
//! ferries": the first of two objects is who gets the second. "After the shelling resumed": the noun before the verb is
//! its subject. "Accused the pilot of selling fuel": whom one accuses sells. A parser sees these rarely and wavers.

use crate::clause;
use crate::clauses::{Change, reporting, taking};
use crate::lexicon::Knowledge;
use crate::lexicon::statements::{CueClass, Frame, Joint};
use rapporteur_syntax::{Deprel, Syntax, Tok, Token, Upos, Xpos};

/// How many dependents of one word are looked at.
const MOST: usize = 32;

/// Prepositions that never open an object or a subject; particles ("shot down the jet") and measures ("over 40") are none.
const PREPOSITIONS: &[&str] = &[
    "after", "against", "amid", "at", "before", "by", "during", "for", "from", "in", "into", "near", "of", "since",
    "to", "until", "with", "without",
];

/// Conjunctions that are prepositions too.
const BOTH: &[&str] = &["after", "as", "before", "since", "until"];

/// The changes that a word's own place asks for.
pub fn hung(syntax: &Syntax, knowledge: &Knowledge, tok: Tok) -> Vec<Change> {
    let Some(head) = syntax.head(tok) else { return Vec::new() };
    match syntax.tokens[tok].deprel {
        Deprel::Nsubj | Deprel::NsubjPass => under_preposition(syntax, tok, head).into_iter().collect(),
        Deprel::Obj => given(syntax, knowledge, tok, head).into_iter().collect(),
        Deprel::Nmod => hidden_act(syntax, knowledge, tok, head),
        Deprel::Advcl | Deprel::Ccomp | Deprel::Parataxis | Deprel::Conj => after_which(syntax, tok, head),
        _ => Vec::new(),
    }
}

/// The preposition that opens a noun's phrase.
fn opened(syntax: &Syntax, noun: Tok) -> Option<Tok> {
    let case = syntax.children(noun).take(MOST).find(|&child| syntax.tokens[child].deprel == Deprel::Case)?;
    (case < noun && PREPOSITIONS.contains(&syntax.tokens[case].lemma.as_str())).then_some(case)
}

/// "The siege of the port by Kalna went on": a second subject under a preposition describes the first one.
fn under_preposition(syntax: &Syntax, tok: Tok, verb: Tok) -> Option<Change> {
    let case = opened(syntax, tok)?;
    let mut subjects = syntax.children(verb).take(MOST).filter(|&child| syntax.tokens[child].deprel.is_subject());
    let first = subjects.find(|&other| other < case)?;
    (syntax.reach(first).end == case).then_some((tok, first, Deprel::Nmod))
}

/// "Lent Peru two ferries": the first of two objects, with nothing between them, gets the second.
fn given(syntax: &Syntax, knowledge: &Knowledge, tok: Tok, verb: Tok) -> Option<Change> {
    let gives = knowledge.statements.joins(&syntax.tokens[verb].lemma, Joint::Giving);
    if !gives || tok < verb || opened(syntax, tok).is_some() {
        return None;
    }
    let end = syntax.reach(tok).end;
    let mut objects = syntax.children_by(verb, Deprel::Obj).take(MOST).filter(|&other| other > tok);
    let second = objects.any(|other| syntax.reach(other).start == end && syntax.child(other, Deprel::Case).is_none());
    (second && syntax.child(verb, Deprel::Iobj).is_none()).then_some((tok, verb, Deprel::Iobj))
}

/// "Accused the pilot of selling fuel", its "selling fuel" drawn as fuel that sells.
fn hidden_act(syntax: &Syntax, knowledge: &Knowledge, tok: Tok, noun: Tok) -> Vec<Change> {
    let act = || {
        let case = opened(syntax, tok).filter(|&case| syntax.tokens[case].lemma == "of")?;
        let act = Some(case + 1).filter(|&act| act < tok && syntax.tokens[act].xpos == Xpos::Vbg)?;
        let loose =
            syntax.head(act) == Some(tok) && matches!(syntax.tokens[act].deprel, Deprel::Amod | Deprel::Compound);
        let verb = syntax.head(noun).filter(|&verb| loose && verb < noun)?;
        let between = matches!(syntax.tokens[noun].deprel, Deprel::Obj | Deprel::Obl | Deprel::OblAgent);
        (between && charges(syntax, knowledge, verb)).then_some((case, act, verb))
    };
    match act() {
        Some((case, act, verb)) => {
            vec![(act, verb, Deprel::Advcl), (case, act, Deprel::Mark), (tok, act, Deprel::Obj)]
        }
        None => charge(syntax, knowledge, tok, noun).into_iter().collect(),
    }
}

/// True for a verb whose "of" tells of what.
fn charges(syntax: &Syntax, knowledge: &Knowledge, verb: Tok) -> bool {
    let listed = knowledge.statements.joins(&syntax.tokens[verb].lemma, Joint::Charging);
    listed || taking(syntax, knowledge, verb, &Frame::Under("of".to_owned())).is_some()
}

/// "Accused the opposition of treason": a bare noun that is nobody tells of what, not whose.
fn charge(syntax: &Syntax, knowledge: &Knowledge, tok: Tok, noun: Tok) -> Option<Change> {
    let Token { xpos, ref lemma, .. } = syntax.tokens[tok];
    // "Assured the envoy of his support" is bare too.
    let own = |child: Tok| syntax.tokens[child].xpos == Xpos::PrpPoss;
    let bare =
        |child: Tok| matches!(syntax.tokens[child].deprel, Deprel::Case | Deprel::Amod | Deprel::Conj) || own(child);
    let thing = xpos == Xpos::Nn && knowledge.actors.noun(lemma).is_none() && syntax.children(tok).all(bare);
    let under_of = opened(syntax, tok).is_some_and(|case| syntax.tokens[case].lemma == "of");
    let verb = syntax.head(noun).filter(|&verb| thing && under_of && verb < noun)?;
    let between = matches!(syntax.tokens[noun].deprel, Deprel::Obj | Deprel::OblAgent);
    (between && charges(syntax, knowledge, verb)).then_some((tok, verb, Deprel::Obl))
}

/// "After the shelling of the town resumed": the noun that a conjunction was taken for the preposition of.
fn after_which(syntax: &Syntax, verb: Tok, head: Tok) -> Vec<Change> {
    let Token { xpos, upos, .. } = syntax.tokens[verb];
    let finite = upos == Upos::Verb && matches!(xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    let opens = |child: Tok| matches!(syntax.tokens[child].deprel, Deprel::Mark | Deprel::Cc);
    if !finite || head > verb || clause::own_subject(syntax, verb).is_some() || syntax.children(verb).any(opens) {
        return Vec::new();
    }
    let start = syntax.reach(verb).start;
    let before = |&noun: &Tok| syntax.tokens[noun].deprel.is_oblique() && syntax.reach(noun).end == start;
    let noun = syntax.children(head).take(MOST).find(before);
    let case = noun.and_then(|noun| syntax.child(noun, Deprel::Case));
    match (noun, case) {
        (Some(noun), Some(case)) if BOTH.contains(&syntax.tokens[case].lemma.as_str()) => {
            vec![(noun, verb, Deprel::Nsubj), (case, verb, Deprel::Mark), (verb, head, Deprel::Advcl)]
        }
        _ => Vec::new(),
    }
}

/// "Residents reached by phone said": whom a participle describes is who says, when nobody else does.
pub fn described(syntax: &Syntax, knowledge: &Knowledge, verb: Tok) -> Vec<Change> {
    let finite = matches!(syntax.tokens[verb].xpos, Xpos::Vbd | Xpos::Vbp | Xpos::Vbz);
    if !finite || reporting(syntax, knowledge, verb).is_none() || clause::own_subject(syntax, verb).is_some() {
        return Vec::new();
    }
    let sentence = syntax.sentence(verb).tokens.start;
    let window = sentence.max(verb.saturating_sub(16))..verb;
    let comma = window.rev().find(|&tok| syntax.tokens[tok].upos == Upos::Punct);
    let Some(comma) = comma.filter(|&comma| syntax.tokens[comma].lemma == ",") else { return Vec::new() };
    let pair = |&tok: &Tok| {
        let free = clause::auxiliaries(syntax, tok).next().is_none();
        let described = match syntax.tokens[tok].xpos {
            Xpos::Vbn => true,
            // "A doctor reached in Sarmin said": the tagger may see a past tense.
            Xpos::Vbd => syntax.tokens[tok].deprel == Deprel::Acl && syntax.head(tok) == Some(tok - 1),
            _ => false,
        };
        free && described && syntax.tokens[tok - 1].upos.is_nominal()
    };
    let Some(participle) = (comma + 2..verb).find(pair) else { return Vec::new() };
    let noun = participle - 1;
    let mut changes = vec![(noun, verb, Deprel::Nsubj), (participle, noun, Deprel::Acl)];
    let whole = (comma + 1..noun).all(|tok| syntax.head(tok).is_some_and(|head| head > comma && head <= noun));
    let above = syntax.ancestors(verb).find(|&up| up < comma);
    match (syntax.head(verb), above) {
        _ if !whole => Vec::new(),
        (None, _) => changes,
        (_, Some(above)) => {
            changes.insert(0, (verb, above, Deprel::Parataxis));
            changes
        }
        _ => Vec::new(),
    }
}

/// "“The road,” read a sign": who stands behind the verb and the closing quotation mark says it.
pub fn inverted(syntax: &Syntax, knowledge: &Knowledge, tok: Tok) -> Vec<Change> {
    let speaker = || {
        let verb = syntax.head(tok).filter(|&verb| verb < tok && syntax.tokens[tok].deprel == Deprel::Obj)?;
        let quoted = verb.checked_sub(1).is_some_and(|tok| syntax.tokens[tok].xpos == Xpos::CloseQuote);
        let near = syntax.reach(tok).start == verb + 1 && syntax.child(tok, Deprel::Case).is_none();
        let lemma = syntax.tokens[verb].lemma.as_str();
        let says = || knowledge.statements.cues(lemma, lemma, CueClass::Verb).next().is_some();
        let after = || syntax.children(verb).any(|child| child > tok && syntax.tokens[child].deprel.is_subject());
        (quoted && near && says() && !after()).then_some(verb)
    };
    let Some(verb) = speaker() else { return Vec::new() };
    let mut changes = vec![(tok, verb, Deprel::Nsubj)];
    // What stands inside the quotation marks belongs to what goes on behind.
    let rest = syntax.children(verb).find(|&child| child > tok && syntax.tokens[child].deprel.is_clause());
    let quoted = syntax.children(verb).filter(|&child| child < verb && syntax.tokens[child].deprel.is_subject());
    changes.extend(quoted.map(|subject| match rest {
        Some(rest) if clause::own_subject(syntax, rest).is_none() => (subject, rest, Deprel::Nsubj),
        _ => (subject, verb, Deprel::Dep),
    }));
    changes
}
