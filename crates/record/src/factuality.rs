//! How sure a text is of an act, whether it says yes or no, and when: read off the act's own clause and its governors.
//!
//! FactBank's axes (Saurí and Pustejovsky 2009): certainty and polarity; tense is seen from the report. A row is
//! *actual* when it is certain, positive and not future. What an attribution makes of an act is not read here: a
//! statement's content stands as its speaker puts it, and the row names its voucher.

use crate::clause;
use crate::lexicon::events::{Effect, EventLexicon, Use};
use crate::row::{Certainty, Tense};
use rapporteur_syntax::{Deprel, Syntax, Tok, Upos, Xpos};

/// Certainty, polarity and tense of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factuality {
    /// How sure the text is.
    pub certainty: Certainty,
    /// False when the text says no.
    pub positive: bool,
    /// When, seen from the report.
    pub tense: Tense,
}

impl Factuality {
    /// True for what the text gives as happened or going on.
    pub fn is_actual(self) -> bool {
        self.certainty == Certainty::Certain && self.positive && self.tense != Tense::Future
    }

    fn at_most(&mut self, certainty: Certainty) {
        self.certainty = self.certainty.max(certainty);
    }

    fn apply(&mut self, effect: Effect, governor: Factuality) {
        match effect {
            Effect::Fact | Effect::Ended => {
                self.at_most(governor.certainty);
                self.positive &= governor.positive;
            }
            Effect::Negative if governor.positive && governor.certainty == Certainty::Certain => {
                self.positive = !self.positive;
            }
            Effect::Negative | Effect::Possible => self.at_most(Certainty::Possible),
            Effect::Probable => self.at_most(if governor.positive { Certainty::Probable } else { Certainty::Possible }),
            Effect::Future if governor.positive && governor.certainty == Certainty::Certain => {}
            Effect::Future => self.at_most(Certainty::Possible),
        }
        match effect {
            Effect::Future => self.tense = Tense::Future,
            Effect::Fact | Effect::Ended if governor.tense == Tense::Future => self.tense = Tense::Future,
            _ => {}
        }
    }
}

/// How far governors are asked: deeper nesting than this adds nothing to a report's reading.
const DEPTH: usize = 8;

/// The factuality of an act whose trigger is a predicate or a noun.
pub fn of(syntax: &Syntax, lexicon: &EventLexicon, trigger: Tok) -> Factuality {
    assess(syntax, lexicon, trigger, DEPTH)
}

/// True for a word that heads a clause: a verb, or anything with a subject or a copula.
pub fn is_predicate(syntax: &Syntax, tok: Tok) -> bool {
    let heads = |child: Tok| {
        let deprel = syntax.tokens[child].deprel;
        deprel.is_subject() || matches!(deprel, Deprel::Cop | Deprel::Aux | Deprel::AuxPass)
    };
    syntax.tokens[tok].upos == Upos::Verb || clause::is_infinitive(syntax, tok) || syntax.children(tok).any(heads)
}

/// What a governor makes of what it governs, its particle looked at first.
pub fn effect(syntax: &Syntax, lexicon: &EventLexicon, governor: Tok) -> Option<Effect> {
    let lemma = syntax.tokens[governor].lemma.to_lowercase();
    let particles = syntax
        .children(governor)
        .filter(|&child| matches!(syntax.tokens[child].deprel, Deprel::CompoundPrt | Deprel::Advmod | Deprel::Xcomp));
    let mut joined = particles.map(|child| format!("{lemma} {}", syntax.tokens[child].lemma));
    joined.find_map(|words| lexicon.effect(&words)).or_else(|| lexicon.effect(&lemma))
}

fn assess(syntax: &Syntax, lexicon: &EventLexicon, tok: Tok, depth: usize) -> Factuality {
    match is_predicate(syntax, tok) {
        true => predicate(syntax, lexicon, tok, depth),
        false => nominal(syntax, lexicon, tok, depth),
    }
}

fn predicate(syntax: &Syntax, lexicon: &EventLexicon, verb: Tok, depth: usize) -> Factuality {
    let mut fact = own_clause(syntax, verb);
    for child in syntax.children(verb).filter(|&child| syntax.tokens[child].deprel == Deprel::Advmod) {
        match syntax.tokens[child].lemma.as_str() {
            "reportedly" | "allegedly" | "probably" | "apparently" | "presumably" => fact.at_most(Certainty::Probable),
            "perhaps" | "maybe" | "possibly" | "hypothetically" => fact.at_most(Certainty::Possible),
            _ => {}
        }
    }
    let (Some(head), Some(depth)) = (syntax.head(verb), depth.checked_sub(1)) else {
        return fact;
    };
    let token = &syntax.tokens[verb];
    let bare = matches!(token.xpos, Xpos::Vb | Xpos::Vbg | Xpos::Vbn) && !finite(syntax, verb);
    match token.deprel {
        Deprel::Conj if is_predicate(syntax, head) => conjunct(syntax, lexicon, (verb, head), fact, depth),
        Deprel::Xcomp | Deprel::Ccomp | Deprel::Csubj | Deprel::CsubjPass | Deprel::CsubjOuter => {
            complement(syntax, lexicon, (verb, head), fact, depth)
        }
        Deprel::Acl | Deprel::AclRelcl
            if is_content(syntax, verb)
                || token.deprel == Deprel::Acl && (token.xpos != Xpos::Vbn || finite(syntax, verb)) =>
        {
            match effect(syntax, lexicon, head) {
                Some(effect) => fact.apply(effect, assess(syntax, lexicon, head, depth)),
                None if clause::is_infinitive(syntax, verb) => future_possible(&mut fact),
                // "took back its claim that the dam was safe": nobody stands by it any more.
                None if !assess(syntax, lexicon, head, depth).is_actual() => fact.at_most(Certainty::Possible),
                None => {}
            }
            fact
        }
        Deprel::Advcl => adverbial(syntax, lexicon, (verb, head, bare), fact, depth),
        _ => fact,
    }
}

/// Negation, modal, question and tense of the clause itself.
fn own_clause(syntax: &Syntax, verb: Tok) -> Factuality {
    let mut fact = Factuality {
        certainty: Certainty::Certain,
        positive: !clause::is_negated(syntax, verb),
        tense: clause::tense(syntax, verb),
    };
    let conditional = syntax.children(verb).any(|child| {
        syntax.tokens[child].deprel == Deprel::Advcl
            && clause::marked(syntax, child, &["if", "unless", "provided", "should"])
    });
    match clause::modal(syntax, verb) {
        Some("will" | "shall" | "'ll" | "’ll") => {
            fact.tense = Tense::Future;
            if conditional {
                fact.at_most(Certainty::Possible);
            }
        }
        Some("would") => {
            let perfect = syntax.children_by(verb, Deprel::Aux).any(|aux| syntax.tokens[aux].lemma == "have");
            fact.tense = Tense::Future;
            fact.at_most(if conditional || perfect { Certainty::Possible } else { Certainty::Certain });
        }
        Some(_) => future_possible(&mut fact),
        None => {}
    }
    if own_infinitive_root(syntax, verb) {
        fact.tense = Tense::Future;
    }
    if imperative(syntax, verb) || question(syntax, verb) {
        fact.at_most(Certainty::Possible);
    }
    fact
}

fn future_possible(fact: &mut Factuality) {
    fact.at_most(Certainty::Possible);
    fact.tense = Tense::Future;
}

fn conjunct(
    syntax: &Syntax,
    lexicon: &EventLexicon,
    (verb, head): (Tok, Tok),
    mut fact: Factuality,
    depth: usize,
) -> Factuality {
    // "in urging Russia to ease tensions and pull back": the parser may join a bare verb to the governor instead.
    let bare = matches!(syntax.tokens[verb].xpos, Xpos::Vb | Xpos::Vbp) && clause::own_subject(syntax, verb).is_none();
    let inner =
        syntax.children_by(head, Deprel::Xcomp).find(|&inner| inner < verb && clause::is_infinitive(syntax, inner));
    if let Some(inner) = inner.filter(|_| bare && !matches!(syntax.tokens[head].xpos, Xpos::Vb | Xpos::Vbp)) {
        return assess(syntax, lexicon, inner, depth);
    }
    let above = assess(syntax, lexicon, head, depth);
    // A finite conjunct with its own subject stands for itself; else it shares what governs the first.
    if clause::own_subject(syntax, verb).is_some() && finite(syntax, verb) {
        let alone = own_clause(syntax, head);
        if above.certainty > alone.certainty {
            fact.at_most(above.certainty);
        }
        return fact;
    }
    if finite(syntax, verb) {
        let alone = own_clause(syntax, head);
        if above.certainty > alone.certainty || above.positive != alone.positive {
            fact.at_most(Certainty::Possible);
        }
        return fact;
    }
    fact.at_most(above.certainty);
    fact.positive &= above.positive;
    fact.tense = above.tense;
    fact
}

fn complement(
    syntax: &Syntax,
    lexicon: &EventLexicon,
    (verb, head): (Tok, Tok),
    mut fact: Factuality,
    depth: usize,
) -> Factuality {
    let governor = assess(syntax, lexicon, head, depth);
    let open = !finite(syntax, verb);
    // "said that troops shelled it" is the speaker's fact; "demanded that they stop" is nobody's.
    let effect = effect(syntax, lexicon, head).filter(|effect| open || !soft_when_finite(syntax, head, *effect));
    match effect {
        Some(effect) => {
            fact.apply(effect, governor);
            if open && matches!(effect, Effect::Possible | Effect::Negative) && fact.positive {
                fact.tense = if clause::is_infinitive(syntax, verb) { Tense::Future } else { fact.tense };
            }
        }
        None if open && clause::is_infinitive(syntax, verb) => {
            // "are to meet" is a plan; an infinitive under an unknown verb has not happened yet.
            let plan = matches!(syntax.tokens[head].lemma.as_str(), "be");
            fact.at_most(if plan { Certainty::Certain } else { Certainty::Possible });
            fact.tense = Tense::Future;
        }
        None if open => {
            fact.at_most(governor.certainty);
            fact.positive &= governor.positive;
            fact.tense = governor.tense;
        }
        None if !governor.positive || governor.certainty != Certainty::Certain => fact.at_most(Certainty::Possible),
        None if clause::marked(syntax, verb, &["whether", "if"]) => fact.at_most(Certainty::Possible),
        None => {}
    }
    fact
}

/// Governors that are soft with an infinitive only: "told him to go", but "told him that they had gone".
fn soft_when_finite(syntax: &Syntax, head: Tok, effect: Effect) -> bool {
    let lemma = syntax.tokens[head].lemma.as_str();
    match effect {
        Effect::Future => !matches!(lemma, "expect" | "plan"),
        Effect::Negative => matches!(lemma, "reject" | "resist"),
        Effect::Possible => {
            matches!(lemma, "tell" | "warn" | "argue" | "claim" | "charge" | "insist" | "invite" | "swear")
        }
        _ => true,
    }
}

fn adverbial(
    syntax: &Syntax,
    lexicon: &EventLexicon,
    (verb, head, bare): (Tok, Tok, bool),
    mut fact: Factuality,
    depth: usize,
) -> Factuality {
    if clause::marked(syntax, verb, &["if", "unless", "lest", "whether", "provided", "once", "until"]) {
        future_possible(&mut fact);
        return fact;
    }
    if clause::marked(syntax, verb, &["without", "instead", "rather"]) {
        fact.positive = false;
        return fact;
    }
    // "stopped short of arresting him", "refrained from firing": the governor decides.
    let governed = bare && clause::marked(syntax, verb, &["of", "from", "for", "against", "on", "at", "to"]);
    if let Some(effect) = effect(syntax, lexicon, head).filter(|_| governed) {
        fact.apply(effect, assess(syntax, lexicon, head, depth));
        return fact;
    }
    if clause::is_infinitive(syntax, verb) {
        match effect(syntax, lexicon, head) {
            Some(effect) => fact.apply(effect, assess(syntax, lexicon, head, depth)),
            None => fact.at_most(Certainty::Possible),
        }
        fact.tense = Tense::Future;
        return fact;
    }
    if bare && syntax.child(verb, Deprel::Mark).is_none() {
        let above = assess(syntax, lexicon, head, depth);
        fact.at_most(above.certainty);
        fact.positive &= above.positive;
        fact.tense = above.tense;
    }
    fact
}

fn nominal(syntax: &Syntax, lexicon: &EventLexicon, noun: Tok, depth: usize) -> Factuality {
    let mut fact = Factuality { certainty: Certainty::Certain, positive: true, tense: Tense::Past };
    let mut definite = false;
    for child in syntax.children(noun) {
        let token = &syntax.tokens[child];
        let lemma = token.lemma.to_lowercase();
        match token.deprel {
            Deprel::Det if lemma == "no" => fact.positive = false,
            Deprel::Det => definite |= matches!(lemma.as_str(), "the" | "this" | "that"),
            Deprel::NmodPoss => definite = true,
            Deprel::Amod | Deprel::Compound => match lexicon.effect(&lemma) {
                Some(Effect::Future) => fact.tense = Tense::Future,
                Some(Effect::Negative) => fact.positive = false,
                Some(Effect::Possible | Effect::Probable) => fact.at_most(Certainty::Possible),
                _ => {}
            },
            Deprel::Case if lemma == "without" => fact.positive = false,
            _ => {}
        }
    }
    let (Some(head), Some(depth)) = (syntax.head(noun), depth.checked_sub(1)) else {
        return fact;
    };
    let token = &syntax.tokens[noun];
    if token.deprel == Deprel::Conj {
        let above = assess(syntax, lexicon, head, depth);
        if !is_predicate(syntax, head) {
            fact.at_most(above.certainty);
            fact.positive &= above.positive;
            fact.tense = above.tense;
        }
        return fact;
    }
    if is_predicate(syntax, head) {
        return under_predicate(syntax, lexicon, (noun, head, definite), fact, depth);
    }
    let governed = token.deprel.is_nmod() && !matches!(token.deprel, Deprel::NmodPoss);
    let above = assess(syntax, lexicon, head, depth);
    match effect(syntax, lexicon, head).filter(|_| governed) {
        Some(effect) => fact.apply(effect, above),
        None => {
            let shares = governed && clause::case(syntax, noun) == Some("of");
            if shares || token.deprel == Deprel::Compound {
                fact.at_most(above.certainty);
                fact.positive &= above.positive;
                fact.tense = above.tense;
            }
        }
    }
    fact
}

fn under_predicate(
    syntax: &Syntax,
    lexicon: &EventLexicon,
    (noun, head, definite): (Tok, Tok, bool),
    mut fact: Factuality,
    depth: usize,
) -> Factuality {
    let token = &syntax.tokens[noun];
    let above = assess(syntax, lexicon, head, depth);
    let lemma = syntax.tokens[head].lemma.as_str();
    let object = matches!(token.deprel, Deprel::Obj | Deprel::NsubjPass);
    let complement = token.deprel == Deprel::Obl
        && matches!(clause::case(syntax, noun), Some("for" | "of" | "from" | "against" | "to" | "on"));
    if let Some(effect) = effect(syntax, lexicon, head).filter(|_| object || complement) {
        if !(definite && effect == Effect::Possible) {
            fact.apply(effect, above);
        }
        return fact;
    }
    let comes_about = lexicon.used(lemma, Use::Occur) && (object || token.deprel == Deprel::Nsubj);
    if comes_about || token.deprel == Deprel::Obl && clause::case(syntax, noun) == Some("in") && lemma == "take" {
        fact.at_most(above.certainty);
        fact.positive &= above.positive;
        fact.tense = above.tense;
    } else if !definite && (above.certainty != Certainty::Certain || !above.positive || above.tense == Tense::Future) {
        fact.at_most(Certainty::Possible);
        fact.tense = above.tense;
    }
    fact
}

/// "the claim that rebels seized it", its "that" taken for a pronoun by the parser: two subjects.
fn is_content(syntax: &Syntax, verb: Tok) -> bool {
    syntax.children(verb).filter(|&child| syntax.tokens[child].deprel.is_subject()).nth(1).is_some()
}

/// A verb with tense of its own, or with an auxiliary that has it.
fn finite(syntax: &Syntax, verb: Tok) -> bool {
    let tensed = |tok: Tok| matches!(syntax.tokens[tok].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
    tensed(verb) || clause::auxiliaries(syntax, verb).any(tensed)
}

/// A heading's "Ministers to meet in Oslo".
fn own_infinitive_root(syntax: &Syntax, verb: Tok) -> bool {
    let root = syntax.head(verb).is_none() || syntax.tokens[verb].deprel == Deprel::Ccomp;
    root && clause::is_infinitive(syntax, verb) && clause::own_subject(syntax, verb).is_some()
}

fn imperative(syntax: &Syntax, verb: Tok) -> bool {
    let token = &syntax.tokens[verb];
    let top = matches!(token.deprel, Deprel::Root | Deprel::Ccomp | Deprel::Parataxis);
    token.xpos == Xpos::Vb && top && clause::own_subject(syntax, verb).is_none() && !finite(syntax, verb)
}

fn question(syntax: &Syntax, verb: Tok) -> bool {
    let sentence = syntax.sentence(verb);
    let Some(last) = sentence.tokens.clone().last() else { return false };
    syntax.tokens[last].lemma == "?" && matches!(syntax.tokens[verb].deprel, Deprel::Root | Deprel::Conj)
}
