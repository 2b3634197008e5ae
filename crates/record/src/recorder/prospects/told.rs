//! Prospects told by a word of the lexicon: "plans to close", "is likely to fail", "a 40% chance of rain".

use super::tense::is_aim;
use super::{Foretelling, House, horizon, likelihood};
use crate::clause;
use crate::lexicon::prospects::{ForesightPos, ForesightWord, Foretold, Teller};
use crate::row::ProspectKind;
use crate::time::Interval;
use compact_str::format_compact;
use rapporteur_syntax::{Deprel, Tok, Upos, Xpos};

/// Chance that a prospect is right, by how it was read; fitted on development records.
mod confidence {
    pub const DATED: f32 = 0.75;
    pub const TOLD: f32 = 0.6;
    pub const NOUN: f32 = 0.5;
    pub const GOING: f32 = 0.45;
}

/// What a word foretells, if it does.
pub fn read(house: &House, tok: Tok) -> Option<Foretelling> {
    let syntax = house.report.syntax;
    let word = entry(house, tok)?;
    let (frame, act) = word.frames.iter().find_map(|frame| Some((frame, completion(house, tok, word, frame)?)))?;
    let verbal = word.pos != ForesightPos::Noun;
    let modal = clause::modal(syntax, tok).filter(|_| verbal);
    // "to expect people to come": an infinitive foretells nothing of its own.
    let governed = verbal && clause::is_infinitive(syntax, tok);
    if governed || clause::is_supposed(syntax, tok) || matches!(modal, Some("could" | "can" | "may" | "might")) {
        return None;
    }
    // "a law intended to stem" tells a purpose; "a plan agreed to last year" no plan of its own.
    let passive = verbal && word.teller == Teller::Subject && clause::is_passive(syntax, tok);
    let impersonal = matches!(word.key.as_str(), "expect" | "project" | "predict" | "forecast" | "anticipate");
    if passive && !impersonal && clause::agent(syntax, tok).is_none() {
        return None;
    }
    let mut words = clause::words(syntax, if matches!(frame, Foretold::That | Foretold::Noun) { act } else { tok });
    if matches!(frame, Foretold::When) && words.len() < 2 {
        words = clause::words(syntax, tok);
    }
    let mut interval = horizon::of(house, &words, act);
    if interval.is_unresolved() && word.pos == ForesightPos::Noun {
        // "There is a chance of rain this week": the time may hang on the verb.
        let around = syntax.head(tok).map(|head| clause::words(syntax, head)).unwrap_or_default();
        interval = horizon::of(house, &around, tok);
    }
    let dated = !interval.is_unresolved();
    let needs_date = matches!(frame, Foretold::Goods | Foretold::When) || word.kind == ProspectKind::Deadline;
    let future = interval.to.is_none() || interval.to >= house.report.document.date;
    if needs_date && !(dated && future) {
        return None;
    }
    let denied = matches!(frame, Foretold::Denied);
    let positive = denied || (!clause::is_negated(syntax, tok) && !clause::is_negated(syntax, act));
    let foretelling = Foretelling {
        likelihood: Some(chance(house, tok, act, word)),
        said_by: teller(house, tok, act, word),
        // "are set to begin" read as a cue is nobody's statement.
        statement: house
            .lookup
            .voucher(act)
            .filter(|&statement| word.teller != Teller::Report || house.lookup.cue(tok) != Some(statement))
            .or_else(|| house.lookup.voucher(tok)),
        kind: word.kind,
        confidence: match (dated, word.pos) {
            (false, _) if word.key == "go" => confidence::GOING,
            (true, _) => confidence::DATED,
            (_, ForesightPos::Noun) => confidence::NOUN,
            _ => confidence::TOLD,
        },
        because: format_compact!("foresight:{}", word.key),
        interval: if dated { interval } else { Interval::default() },
        words,
        anchor: tok,
        act,
        positive,
    };
    Some(foretelling)
}

/// The entry of a word, by its part of speech.
fn entry<'h>(house: &'h House, tok: Tok) -> Option<&'h ForesightWord> {
    let syntax = house.report.syntax;
    let lexicon = &house.report.knowledge.prospects;
    let upos = syntax.tokens[tok].upos;
    if upos == Upos::Noun {
        return house.report.entry(tok, |lemma| lexicon.word(&format!("{lemma} (n)")));
    }
    let particle = syntax.child(tok, Deprel::CompoundPrt).map(|particle| house.report.lemma(particle));
    let word = match particle {
        Some(particle) => house.report.entry(tok, |lemma| lexicon.word(&format!("{lemma} {particle}"))),
        None => house.report.entry(tok, |lemma| lexicon.word(lemma)),
    }?;
    let fits = match word.pos {
        ForesightPos::Noun => false,
        // "set" in "are set to begin" is an adjective to the tagger.
        ForesightPos::Verb => matches!(upos, Upos::Verb | Upos::Aux | Upos::Adj),
        ForesightPos::Adjective => matches!(upos, Upos::Adj | Upos::Verb | Upos::Adv | Upos::Adp),
    };
    fits.then_some(word)
}

/// The verb or noun that completes a word in one of its frames.
fn completion(house: &House, tok: Tok, word: &ForesightWord, frame: &Foretold) -> Option<Tok> {
    let syntax = house.report.syntax;
    let infinitive = |&child: &Tok| {
        let clause = matches!(
            syntax.tokens[child].deprel,
            Deprel::Xcomp | Deprel::Ccomp | Deprel::Acl | Deprel::Advcl | Deprel::Csubj | Deprel::CsubjPass
        );
        clause && child > tok && clause::is_infinitive(syntax, child)
    };
    let passive = || clause::is_passive(syntax, tok);
    match frame {
        // "be" foretells as a plain finite form ("are to meet"), "go" as "going".
        Foretold::To if word.key == "be" => {
            let finite = matches!(syntax.tokens[tok].xpos, Xpos::Vbz | Xpos::Vbp | Xpos::Vbd);
            let about = clause::own_subject(syntax, tok).is_some_and(|subject| !is_aim(house.report.lemma(subject)));
            syntax.children_by(tok, Deprel::Xcomp).find(infinitive).filter(|_| finite && about)
        }
        // "a pledge to send aid": the infinitive may hang on the noun's verb.
        Foretold::To => syntax.children(tok).find(infinitive).or_else(|| {
            let verb = syntax
                .head(tok)
                .filter(|_| word.pos == ForesightPos::Noun && syntax.tokens[tok].deprel == Deprel::Obj)?;
            syntax.children(verb).find(|child| infinitive(child) && syntax.children(*child).next() == Some(tok + 1))
        }),
        Foretold::Going => {
            let going = house.report.form(tok).eq_ignore_ascii_case("going");
            syntax.children_by(tok, Deprel::Xcomp).find(infinitive).filter(|_| going)
        }
        Foretold::That => {
            let clause =
                |&child: &Tok| matches!(syntax.tokens[child].deprel, Deprel::Ccomp | Deprel::Acl | Deprel::Csubj);
            let finite =
                |child: &Tok| clause(child) && !infinitive(child) && !syntax.tokens[*child].feats.has("VerbForm=Ger");
            let that = |child: &Tok| {
                syntax.tokens[*child].deprel != Deprel::Acl
                    || syntax.children_by(*child, Deprel::Mark).any(|mark| house.report.lemma(mark) == "that")
            };
            syntax.children(tok).find(|child| finite(child) && that(child))
        }
        Foretold::Obj if passive() => None,
        Foretold::Obj | Foretold::Goods => clause::object(syntax, tok),
        Foretold::Denied => clause::object(syntax, tok).filter(|_| clause::is_negated(syntax, tok)),
        Foretold::When => {
            let stative = passive() || syntax.child(tok, Deprel::Cop).is_some() || syntax.tokens[tok].xpos == Xpos::Vbn;
            stative.then_some(tok)
        }
        Foretold::Noun => {
            let attribute = syntax.tokens[tok].deprel == Deprel::Amod;
            // An act, not "imminent danger": a noun with an event of its own.
            syntax.head(tok).filter(|&noun| attribute && noun > tok && house.lookup.event(noun).is_some())
        }
        Foretold::Under(preposition) => clause::under(syntax, tok, preposition).next(),
    }
}

/// The words of chance of a word that foretells: a band, a percentage, or the word itself.
fn chance(house: &House, tok: Tok, act: Tok, word: &ForesightWord) -> crate::row::Likelihood {
    let percent = (word.pos == ForesightPos::Noun).then(|| likelihood::in_percent(house, tok)).flatten();
    let cluster = likelihood::cluster(house, tok);
    let own = || likelihood::about(house, &cluster).filter(|found| found.low.is_some());
    let inner = || likelihood::about(house, &likelihood::cluster(house, act)).filter(|found| found.low.is_some());
    let plain = || {
        let mut words = vec![tok];
        if word.key == "be" || word.key == "go" {
            words.extend((tok + 1..act).find(|&next| house.report.form(next).eq_ignore_ascii_case("to")));
        }
        likelihood::worded(house, &words, None)
    };
    percent.or_else(own).or_else(inner).unwrap_or_else(plain)
}

/// Who foretells by a word.
fn teller(house: &House, tok: Tok, act: Tok, word: &ForesightWord) -> Option<crate::row::ActorIdx> {
    let syntax = house.report.syntax;
    let subject = || {
        let passive = clause::is_passive(syntax, tok);
        let doer = if passive { clause::agent(syntax, tok) } else { clause::subject(syntax, tok) };
        doer.and_then(|doer| house.actor(doer))
    };
    let owner = || {
        let possessor = syntax.child(tok, Deprel::NmodPoss).and_then(|poss| house.actor(poss));
        let verb = syntax.head(tok).filter(|_| syntax.tokens[tok].deprel == Deprel::Obj);
        possessor
            .or_else(|| verb.and_then(|verb| clause::subject(syntax, verb)).and_then(|subject| house.actor(subject)))
    };
    let told = match word.teller {
        Teller::Subject => subject(),
        Teller::Owner => owner(),
        Teller::Report => None,
    };
    told.or_else(|| house.speaker(act)).or_else(|| house.speaker(tok))
}
