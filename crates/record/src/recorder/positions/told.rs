//! Stances told by a word of the lexicon: "rejected the plan", "is ready to talk", "Syria's denial that".

use super::{Taken, actor, is_governed, is_open, party, speaker};
use crate::lexicon::events::Use;
use crate::lexicon::positions::{Frame, StancePos, StanceWord};
use crate::lookup::Lookup;
use crate::recorder::Report;
use crate::row::{ActorIdx, ActorKind, Stance};
use crate::{Record, clause};
use compact_str::format_compact;
use rapporteur_syntax::{Deprel, Tok, Upos};

/// Chance that a position is right, by how it was read; fitted on development records.
mod confidence {
    pub const VERB: f32 = 0.7;
    pub const ADJECTIVE: f32 = 0.7;
    pub const NOUN: f32 = 0.65;
}

/// The stance that a word tells, with its holder.
pub fn stance(report: &Report, record: &Record, lookup: &Lookup, tok: Tok) -> Option<Taken> {
    let syntax = report.syntax;
    let upos = syntax.tokens[tok].upos;
    let (word, issue) = match upos {
        Upos::Verb | Upos::Adj => predicate(report, tok)?,
        Upos::Noun => noun(report, tok)?,
        _ => return None,
    };
    let holder = match word.pos {
        StancePos::Noun => owner(report, record, lookup, tok)?,
        _ => doer(report, record, lookup, word, tok)?,
    };
    let verbal = word.pos != StancePos::Noun;
    // "lifted its objection", "withdrew the demand": it is taken no longer.
    let dropped = || {
        let verb = syntax.head(tok).filter(|_| syntax.tokens[tok].deprel == Deprel::Obj)?;
        report.entry(verb, |lemma| report.knowledge.events.used(lemma, Use::Dropping).then_some(()))
    };
    if !verbal && dropped().is_some() {
        return None;
    }
    if verbal && (is_open(report, tok) || is_governed(report, tok)) {
        return None;
    }
    let denied = verbal && clause::is_negated(syntax, tok);
    let stance = if denied { word.negated? } else { word.stance };
    let towards = addressees(report, record, lookup, word, tok, issue);
    let confidence = match word.pos {
        StancePos::Verb => confidence::VERB,
        StancePos::Adjective => confidence::ADJECTIVE,
        StancePos::Noun => confidence::NOUN,
    };
    if stance == Stance::Accuse && word.frames.first() == Some(&Frame::Under("of".into())) && towards.is_empty() {
        return None;
    }
    Some(Taken {
        anchor: tok,
        issue,
        holder,
        stance,
        towards,
        confidence,
        because: format_compact!("stances:{}", word.key),
    })
}

/// The entry of a verb or adjective whose frame the clause fills, and the word that states the issue.
fn predicate<'r>(report: &Report<'r>, tok: Tok) -> Option<(&'r StanceWord, Option<Tok>)> {
    let syntax = report.syntax;
    let lexicon = &report.knowledge.positions;
    let form = report.form(tok).to_lowercase();
    if let Some(particle) = syntax.child(tok, Deprel::CompoundPrt) {
        let particle = report.lemma(particle);
        let word = report.entry(tok, |lemma| lexicon.word(&format!("{lemma} {particle}")))?;
        return filled(report, tok, word);
    }
    for preposition in prepositions(report, tok) {
        let word = lexicon.word(&format!("{form} {preposition}"));
        let word = word.filter(|word| word.pos == StancePos::Adjective);
        let word = word.or_else(|| report.entry(tok, |lemma| lexicon.word(&format!("{lemma} {preposition}"))));
        if let Some(found) = word.and_then(|word| filled(report, tok, word)) {
            return Some(found);
        }
    }
    let adjective = lexicon.word(&form).filter(|word| word.pos == StancePos::Adjective);
    let word = adjective.or_else(|| report.entry(tok, |lemma| lexicon.word(lemma)))?;
    let right = (word.pos == StancePos::Adjective) == (syntax.tokens[tok].upos == Upos::Adj) || adjective.is_some();
    filled(report, tok, word).filter(|_| right && word.pos != StancePos::Noun)
}

/// The prepositions of the phrases about a word.
fn prepositions<'r>(report: &Report<'r>, tok: Tok) -> Vec<&'r str> {
    let syntax = report.syntax;
    let phrases = syntax.children(tok).filter(|&child| {
        let deprel = syntax.tokens[child].deprel;
        deprel.is_oblique() || deprel == Deprel::Advcl
    });
    phrases.filter_map(|child| clause::case(syntax, child)).take(8).collect()
}

/// The first frame of a word that the clause fills.
fn filled<'r>(report: &Report, tok: Tok, word: &'r StanceWord) -> Option<(&'r StanceWord, Option<Tok>)> {
    let syntax = report.syntax;
    let passive = word.pos == StancePos::Verb && clause::is_passive(syntax, tok);
    for frame in &word.frames {
        let issue = match frame {
            Frame::That => clausal(report, tok),
            Frame::To => infinitive(report, tok, word),
            Frame::ObjTo => clause::object(syntax, tok).and_then(|_| infinitive(report, tok, word)),
            Frame::Obj if passive => clause::own_subject(syntax, tok).or_else(|| clause::subject(syntax, tok)),
            Frame::Obj => object(report, tok),
            Frame::Label => label(report, tok),
            Frame::Under(preposition) => clause::under(syntax, tok, preposition)
                .next()
                .or_else(|| {
                    let under = |child: &Tok| clause::case(syntax, *child) == Some(preposition.as_str());
                    beside(report, tok).into_iter().find(under)
                })
                .or_else(|| {
                    // "assured the envoy of his support": the phrase may hang on who is assured.
                    let object =
                        clause::object(syntax, tok).filter(|_| word.towards.iter().any(|place| place == "obj"))?;
                    clause::under(syntax, object, preposition).next()
                })
                .or_else(|| {
                    // "accused it of shelling", "insists on being heard".
                    let marked = |&child: &Tok| {
                        syntax.children_by(child, Deprel::Mark).any(|mark| report.lemma(mark) == preposition.as_str())
                    };
                    syntax.children_by(tok, Deprel::Advcl).find(marked)
                }),
        };
        if issue.is_some() {
            return Some((word, issue));
        }
    }
    None
}

/// The word of wrongdoing said of an object: "called it illegal", "described the raid as a crime".
fn label(report: &Report, tok: Tok) -> Option<Tok> {
    let syntax = report.syntax;
    let said = syntax.children(tok).filter(|&child| match syntax.tokens[child].deprel {
        Deprel::Xcomp | Deprel::Obj => child > tok,
        deprel => (deprel.is_oblique() || deprel == Deprel::Advcl) && clause::case(syntax, child) == Some("as"),
    });
    let is_wrong = |word: Tok| super::wrong(report, word).is_some();
    let words = |head: Tok| {
        let near = syntax
            .children(head)
            .filter(|&child| matches!(syntax.tokens[child].deprel, Deprel::Amod | Deprel::Conj | Deprel::Compound));
        std::iter::once(head).chain(near.take(8)).any(is_wrong)
    };
    // "sees the raid as a crime": the phrase may hang on the object.
    let under = clause::object(syntax, tok).and_then(|object| clause::under(syntax, object, "as").next());
    said.chain(under).find(|&head| words(head))
}

/// A clause that completes a word, with or without its "that"; a quotation is one too.
fn clausal(report: &Report, tok: Tok) -> Option<Tok> {
    let syntax = report.syntax;
    let that = |child: Tok| {
        let first = syntax.children(child).next().filter(|&first| first < child);
        first.is_some_and(|first| report.lemma(first) == "that")
    };
    let clause = |&child: &Tok| match syntax.tokens[child].deprel {
        Deprel::Ccomp => !clause::is_infinitive(syntax, child),
        Deprel::Acl | Deprel::AclRelcl | Deprel::Advcl => that(child),
        _ => false,
    };
    let own = syntax.children(tok).find(clause);
    // "assured the envoy that …": the clause may hang on the object.
    let shared = || {
        let object = clause::object(syntax, tok).filter(|_| syntax.tokens[tok].upos == Upos::Verb)?;
        syntax.children(object).find(|&child| {
            let deprel = syntax.tokens[child].deprel;
            matches!(deprel, Deprel::Acl | Deprel::Ccomp) && that(child)
        })
    };
    own.or_else(|| beside(report, tok).into_iter().find(clause)).or_else(shared)
}

/// An infinitive that completes a word, hanging on it or on the phrase of its addressee.
fn infinitive(report: &Report, tok: Tok, word: &StanceWord) -> Option<Tok> {
    let syntax = report.syntax;
    let fits = |&child: &Tok| {
        let deprel = syntax.tokens[child].deprel;
        let clause = matches!(
            deprel,
            Deprel::Xcomp | Deprel::Ccomp | Deprel::Acl | Deprel::Advcl | Deprel::Csubj | Deprel::CsubjPass
        );
        clause && child > tok && clause::is_infinitive(syntax, child)
    };
    let own = syntax.children(tok).find(fits);
    let nested = || {
        let towards = addressee_words(report, word, tok);
        towards.into_iter().find_map(|phrase| syntax.children(phrase).find(fits))
    };
    // Gerunds are complements too: "ruled out sending troops".
    let gerund = || {
        let gerund = |&child: &Tok| syntax.tokens[child].xpos == rapporteur_syntax::Xpos::Vbg;
        syntax.children_by(tok, Deprel::Xcomp).find(gerund)
    };
    own.or_else(|| beside(report, tok).into_iter().find(fits)).or_else(nested).or_else(gerund)
}

/// What stands right behind a noun but hangs on the noun's verb: "renewed its call | for a strike".
fn beside(report: &Report, noun: Tok) -> Vec<Tok> {
    let syntax = report.syntax;
    let object = syntax.tokens[noun].upos == Upos::Noun && syntax.tokens[noun].deprel == Deprel::Obj;
    let Some(verb) = syntax.head(noun).filter(|_| object) else { return Vec::new() };
    let next = |&child: &Tok| {
        let first = syntax.children(child).next().filter(|&first| first < child);
        child > noun && first == Some(noun + 1)
    };
    syntax.children(verb).filter(next).take(2).collect()
}

/// The direct object; one that the parser draws as a phrase without a preposition is one too.
fn object(report: &Report, tok: Tok) -> Option<Tok> {
    let syntax = report.syntax;
    let bare = |&child: &Tok| {
        let oblique = matches!(syntax.tokens[child].deprel, Deprel::Obl | Deprel::OblUnmarked);
        oblique && child > tok && clause::case(syntax, child).is_none() && syntax.tokens[child].upos == Upos::Noun
    };
    clause::object(syntax, tok).or_else(|| syntax.children(tok).find(bare))
}

/// The entry of a noun with a complement.
fn noun<'r>(report: &Report<'r>, tok: Tok) -> Option<(&'r StanceWord, Option<Tok>)> {
    let word = report.entry(tok, |lemma| report.knowledge.positions.word(&format!("{lemma} (n)")))?;
    filled(report, tok, word).or_else(|| named(report, tok).map(|issue| (word, Some(issue))))
}

/// "Their demands include new elections": what a noun of stance is said to be.
fn named(report: &Report, tok: Tok) -> Option<Tok> {
    let syntax = report.syntax;
    let verb = syntax.head(tok).filter(|_| syntax.tokens[tok].deprel == Deprel::Nsubj)?;
    let includes = report.entry(verb, |lemma| matches!(lemma, "include" | "comprise").then_some(())).is_some();
    let complement = || {
        let part = |&child: &Tok| matches!(syntax.tokens[child].deprel, Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl);
        syntax.children(verb).find(part)
    };
    includes.then(|| object(report, verb).or_else(complement)).flatten()
}

/// Who takes the stance of a verb or adjective: the agent of a passive verb, the subject of "is committed to".
fn doer(report: &Report, record: &Record, lookup: &Lookup, word: &StanceWord, tok: Tok) -> Option<ActorIdx> {
    let syntax = report.syntax;
    let doer = match clause::is_passive(syntax, tok) && word.pos == StancePos::Verb {
        true => Some(clause::agent(syntax, tok)?),
        false => clause::subject(syntax, tok),
    };
    match doer {
        Some(doer) => party(report, record, lookup, doer),
        // A clause without a subject inside a speech is the speaker's.
        None => speaker(record, lookup, tok).filter(|_| syntax.tokens[tok].deprel == Deprel::Root),
    }
}

/// Whose a noun of stance is: "Syria's denial", "the request from the mission", "voiced their support".
fn owner(report: &Report, record: &Record, lookup: &Lookup, tok: Tok) -> Option<ActorIdx> {
    let syntax = report.syntax;
    let possessor = syntax.child(tok, Deprel::NmodPoss).and_then(|poss| actor(report, record, lookup, poss));
    let source = || {
        let mut phrases = clause::under(syntax, tok, "from").chain(clause::under(syntax, tok, "by"));
        phrases.find_map(|phrase| lookup.actor(phrase))
    };
    let voiced = || {
        let verb = syntax.head(tok).filter(|_| syntax.tokens[tok].deprel == Deprel::Obj)?;
        let light =
            report.entry(verb, |lemma| report.knowledge.events.used(lemma, Use::Voicing).then_some(())).is_some();
        let open = is_open(report, verb) || is_governed(report, verb) || clause::is_negated(syntax, verb);
        let subject = clause::subject(syntax, verb).filter(|_| light && !open && !clause::is_passive(syntax, verb))?;
        actor(report, record, lookup, subject)
    };
    possessor.or_else(source).or_else(voiced)
}

/// The heads of the phrases in which a word's addressee may stand.
fn addressee_words(report: &Report, word: &StanceWord, tok: Tok) -> Vec<Tok> {
    let syntax = report.syntax;
    let phrases = |place: &str| match place {
        "obj" => syntax.child(tok, Deprel::Iobj).or_else(|| clause::object(syntax, tok)).into_iter().collect(),
        preposition => clause::under(syntax, tok, preposition).collect::<Vec<_>>(),
    };
    word.towards.iter().flat_map(|place| phrases(place)).take(16).collect()
}

/// Towards whom: the addressee's phrase, else the subject of the clause demanded or denied.
fn addressees(
    report: &Report,
    record: &Record,
    lookup: &Lookup,
    word: &StanceWord,
    tok: Tok,
    issue: Option<Tok>,
) -> Vec<ActorIdx> {
    let syntax = report.syntax;
    let words = addressee_words(report, word, tok);
    let mut found: Vec<ActorIdx> = words.iter().flat_map(|&phrase| lookup.actors(syntax, phrase)).collect();
    if found.is_empty() && matches!(word.stance, Stance::Demand | Stance::Accuse) {
        let subject = issue.and_then(|issue| clause::own_subject(syntax, issue));
        found.extend(subject.into_iter().flat_map(|subject| lookup.actors(syntax, subject)));
    }
    if found.is_empty() {
        found.extend(issue.map(|issue| parties(report, record, lookup, issue)).unwrap_or_default());
    }
    found.dedup();
    found
}

/// Whom an issue is about: the doers of its event, else those its phrase names ("Syria's denials", "to negotiate with
/// Israel").
fn parties(report: &Report, record: &Record, lookup: &Lookup, issue: Tok) -> Vec<ActorIdx> {
    let syntax = report.syntax;
    let doers = lookup.event(issue).map(|event| record.events[event].actors.clone()).unwrap_or_default();
    if !doers.is_empty() {
        return doers;
    }
    let below = |tok: Tok| {
        let phrase = move |&child: &Tok| {
            let deprel = syntax.tokens[child].deprel;
            deprel.is_nmod() || deprel.is_oblique() || matches!(deprel, Deprel::Obj | Deprel::Compound | Deprel::Amod)
        };
        syntax.children(tok).filter(phrase).take(8)
    };
    let near = below(issue).chain(clause::object(syntax, issue).into_iter().flat_map(below));
    // "a delegation" or "force" is no party.
    let party = |&actor: &ActorIdx| {
        let row = &record.actors[actor];
        row.kind != ActorKind::Group || row.country.is_some()
    };
    near.filter_map(|tok| lookup.actor(tok)).filter(party).take(1).collect()
}
