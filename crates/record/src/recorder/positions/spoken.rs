//! Stances taken by speaking: "you must leave", "we will never accept", "if they come nearer, we will shoot".

use super::{House, Taken, is_first_person, speaker};
use crate::lexicon::events::Use;
use crate::lookup::Lookup;
use crate::recorder::Report;
use crate::row::{Act, ActorIdx, ActorKind, EventType, Stance};
use crate::{Record, clause};
use compact_str::{CompactString, format_compact};
use rapporteur_syntax::{Deprel, Tok, Upos};

/// Chance that a position is right, by how it was read; fitted on development records.
mod confidence {
    pub const DEMAND: f32 = 0.65;
    pub const REFUSAL: f32 = 0.65;
    pub const THREAT: f32 = 0.65;
    pub const PROMISE: f32 = 0.65;
    pub const ACCUSATION: f32 = 0.6;
    pub const DENIAL: f32 = 0.5;
    pub const CONDITION: f32 = 0.6;
}

/// The stance that a speaker takes by a clause of what he says.
pub fn stance(report: &Report, record: &Record, lookup: &Lookup, tok: Tok) -> Option<Taken> {
    let syntax = report.syntax;
    if !matches!(syntax.tokens[tok].upos, Upos::Verb | Upos::Adj | Upos::Noun | Upos::Adv) {
        return None;
    }
    let holder = speaker(record, lookup, tok)?;
    let statement = &record.statements[lookup.voucher(tok)?];
    if statement.negated
        || clause::is_supposed(syntax, tok)
        || matches!(statement.act, Act::Ask | Act::Doubt | Act::Deny)
    {
        return None;
    }
    let subject = clause::subject(syntax, tok)?;
    let own = is_first_person(report, subject)
        || lookup.actor(subject).is_some_and(|actor| actor == holder || speaks_for(record, holder, actor));
    // "Should the talks fail, …": a condition.
    let turned = |aux: Tok| syntax.tokens[aux].lemma == "should" && aux < subject && subject < tok;
    if clause::auxiliaries(syntax, tok).any(turned) {
        return None;
    }
    let modal = clause::modal(syntax, tok);
    let negated = clause::is_negated(syntax, tok) || under_no_circumstances(report, tok);
    let conditional = clause::condition(syntax, tok).is_some();
    if let Some((stance, rule)) = conditioned(report, tok) {
        let because = said(rule);
        let towards = if own { Vec::new() } else { lookup.actors(syntax, subject) };
        let confidence = confidence::CONDITION;
        return Some(Taken { anchor: tok, issue: None, holder, stance, towards, confidence, because });
    }
    let (stance, confidence, because) = match modal {
        Some("must" | "should" | "shall" | "ought") if !own => {
            if matches!(modal, Some("shall")) {
                return None;
            }
            (Stance::Demand, confidence::DEMAND, said("must"))
        }
        _ if !own && obliged(report, tok) => (Stance::Demand, confidence::DEMAND, said("must")),
        Some("will" | "shall" | "would") if own && negated => (Stance::Refuse, confidence::REFUSAL, said("will-not")),
        Some("will" | "shall") if own && conditional && is_hostile(report, record, lookup, tok) => {
            (Stance::Threaten, confidence::THREAT, said("if-then"))
        }
        Some("will" | "shall") if own && is_act(report, tok) => {
            let circumstances = syntax.children(tok).any(|child| report.lemma(child) == "circumstance");
            match conditional || circumstances {
                true => (Stance::Offer, confidence::PROMISE, said("will-if")),
                false => (Stance::Promise, confidence::PROMISE, said("will")),
            }
        }
        None if negated && (own || is_there(report, tok)) && !conditional && denies(report, tok) => {
            (Stance::Deny, confidence::DENIAL, said("not"))
        }
        // "Accused it of being behind the blast" is told by its own verb.
        None if !own && statement.act != Act::Accuse && accuses(report, lookup, tok, subject) => {
            let wrong = told_wrong(report, tok).unwrap_or_default();
            (Stance::Accuse, confidence::ACCUSATION, format_compact!("wrongs:{wrong}"))
        }
        _ => return None,
    };
    let towards = if own { Vec::new() } else { lookup.actors(syntax, subject) };
    Some(Taken { anchor: tok, issue: None, holder, stance, towards, confidence, because })
}

/// True for a state's own official: "Chad will send doctors, its president said".
fn speaks_for(record: &Record, speaker: ActorIdx, state: ActorIdx) -> bool {
    let (speaker, state) = (&record.actors[speaker], &record.actors[state]);
    state.kind == ActorKind::State && speaker.sector.as_deref() == Some("GOV") && speaker.country == state.country
}

/// What the author of a text promises in its own voice: "Chad will send doctors", in a text that is Chad's.
pub fn announced(house: &House, tok: Tok) -> Option<Taken> {
    let House { report, lookup, .. } = *house;
    let syntax = report.syntax;
    let author = house.author?;
    let will = matches!(clause::modal(syntax, tok), Some("will" | "shall"));
    let own = lookup.actor(clause::subject(syntax, tok).filter(|_| will)?) == Some(author);
    let plain = !clause::is_supposed(syntax, tok) && !clause::is_negated(syntax, tok) && is_act(report, tok);
    (own && plain).then(|| Taken {
        anchor: tok,
        issue: None,
        holder: author,
        stance: Stance::Promise,
        towards: Vec::new(),
        confidence: confidence::PROMISE,
        because: said("will"),
    })
}

/// Names the rule of a stance that speaking takes.
fn said(rule: &str) -> CompactString {
    format_compact!("stance:{rule}")
}

/// "provided they respect the law", "subject to agreement", "not until the vote": what a speaker makes a condition.
fn conditioned(report: &Report, tok: Tok) -> Option<(Stance, &'static str)> {
    let syntax = report.syntax;
    let mark = |clause: Tok| {
        let marks = syntax.children(clause).take(4).map(|child| report.lemma(child).to_lowercase());
        marks.into_iter().any(|mark| matches!(mark.as_str(), "provided" | "providing" | "until" | "till" | "unless"))
    };
    let clause = clause::condition(syntax, tok).filter(|&clause| mark(clause));
    let subject_to = syntax.children(tok).any(|child| {
        report.lemma(child) == "subject" && child > tok && clause::under(syntax, child, "to").next().is_some()
    });
    // "provided they respect the law" may be drawn with "provided" as a verb.
    let provided = syntax.children(tok).any(|child| {
        let clause = matches!(syntax.tokens[child].deprel, Deprel::Advcl | Deprel::Acl | Deprel::Parataxis);
        clause
            && child > tok
            && matches!(report.form(child), "provided" | "providing")
            && clause::object(syntax, child).is_none()
    });
    (clause.is_some() || subject_to || provided).then_some((Stance::Condition, "provided"))
}

/// "there was no agreement": a clause of being with a filled place.
fn is_there(report: &Report, tok: Tok) -> bool {
    report.syntax.child(tok, Deprel::Expl).is_some()
}

/// A denial tells of something done or being, not of a feeling ("we do not know").
fn denies(report: &Report, tok: Tok) -> bool {
    let yet = report.syntax.children(tok).any(|child| report.lemma(child) == "yet");
    let counted = report.entry(tok, |lemma| report.knowledge.figures.counted(lemma).map(|_| ())).is_some();
    !yet && !counted
        && !matches!(
            report.lemma(tok),
            "know"
                | "want"
                | "think"
                | "believe"
                | "say"
                | "see"
                | "expect"
                | "like"
                | "need"
                | "understand"
                | "care"
                | "get"
        )
}

/// The word of wrongdoing that a predicate is or has before it ("is behind the blast").
fn told_wrong(report: &Report, tok: Tok) -> Option<CompactString> {
    let syntax = report.syntax;
    let case = || syntax.children_by(tok, Deprel::Case).find_map(|case| super::wrong(report, case));
    super::wrong(report, tok).or_else(|| syntax.child(tok, Deprel::Cop).and_then(|_| case()))
}

/// A wrong told of another party as done or going on.
fn accuses(report: &Report, lookup: &Lookup, tok: Tok, subject: Tok) -> bool {
    let wrong = told_wrong(report, tok).is_some();
    let passive = clause::is_passive(report.syntax, tok);
    let thing = matches!(report.syntax.tokens[tok].upos, Upos::Noun | Upos::Adj);
    wrong && !passive && !clause::is_negated(report.syntax, tok) && (thing || lookup.actor(subject).is_some())
}

/// "has to leave", "needs to leave": the infinitive under the word of need.
fn obliged(report: &Report, tok: Tok) -> bool {
    let syntax = report.syntax;
    let head = syntax.head(tok).filter(|_| syntax.tokens[tok].deprel == Deprel::Xcomp);
    head.is_some_and(|head| {
        (report.lemma(head) == "need" || report.lemma(head) == "have" && clause::object(syntax, head).is_none())
            && clause::modal(syntax, head).is_none()
            && !clause::is_negated(syntax, head)
    })
}

/// "under no circumstances will we", "in no case".
fn under_no_circumstances(report: &Report, tok: Tok) -> bool {
    let syntax = report.syntax;
    let obliques = syntax.children(tok).filter(|&child| syntax.tokens[child].deprel.is_oblique());
    obliques.into_iter().any(|oblique| syntax.children_by(oblique, Deprel::Det).any(|det| report.lemma(det) == "no"))
}

/// True for an act of force or pressure, by its event or its words ("open fire").
fn is_hostile(report: &Report, record: &Record, lookup: &Lookup, tok: Tok) -> bool {
    use EventType::{Assault, Coerce, Mobilize, Sanction, Threaten};
    let words = || std::iter::once(tok).chain(clause::object(report.syntax, tok));
    let hostile_word = |lemma: &str| report.knowledge.events.used(lemma, Use::Hostile).then_some(());
    let hostile = |kind: EventType| matches!(kind, Assault | Coerce | Mobilize | Sanction | Threaten);
    let event = words().find_map(|word| lookup.event(word)).map(|event| record.events[event].kind);
    event.is_some_and(hostile) || words().any(|word| report.entry(word, hostile_word).is_some())
}

/// True for a verb of doing: not of being, having, knowing or befalling.
fn is_act(report: &Report, tok: Tok) -> bool {
    let still = matches!(
        report.lemma(tok),
        "be" | "have"
            | "see"
            | "know"
            | "need"
            | "want"
            | "become"
            | "get"
            | "hear"
            | "find"
            | "think"
            | "feel"
            | "win"
            | "lose"
            | "remember"
            | "suffer"
            | "die"
            | "say"
            | "tell"
            | "happen"
            | "seem"
            | "like"
            | "love"
    );
    report.syntax.tokens[tok].upos == Upos::Verb && !still && !clause::is_passive(report.syntax, tok)
}
