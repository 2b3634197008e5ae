//! Prospects told by the tense of a verb: "will meet", "would leave", "might fail", "opens on Friday", "to expel".

use super::{Foretelling, House, horizon, likelihood};
use crate::clause;
use crate::row::{Act, EventType, ProspectKind, Tense};
use crate::time::Interval;
use compact_str::CompactString;
use rapporteur_syntax::{Deprel, Tok, Upos, Xpos};

/// Chance that a prospect is right, by how it was read; fitted on development records.
mod confidence {
    pub const DATED: f32 = 0.8;
    pub const WILL: f32 = 0.6;
    pub const WOULD: f32 = 0.55;
    pub const MIGHT: f32 = 0.5;
    pub const PRESENT: f32 = 0.6;
    pub const HEADING: f32 = 0.7;
    pub const RELATIVE: f32 = 0.45;
}

/// What a verb foretells by its tense, if it does.
pub fn read(house: &House, tok: Tok) -> Option<Foretelling> {
    let syntax = house.report.syntax;
    let predicate =
        matches!(syntax.tokens[tok].upos, Upos::Verb | Upos::Adj | Upos::Noun | Upos::Aux | Upos::Propn | Upos::Num)
            && !syntax.tokens[tok].deprel.is_aux()
            && syntax.tokens[tok].deprel != Deprel::Cop;
    if !predicate || clause::is_supposed(syntax, tok) {
        return None;
    }
    let statement = house.lookup.voucher(tok).map(|statement| &house.record.statements[statement]);
    if statement.is_some_and(|statement| statement.act == Act::Ask || statement.negated) || embedded(house, tok) {
        return None;
    }
    let modal = clause::modal(syntax, tok);
    let perfect = clause::auxiliaries(syntax, tok).any(|aux| house.report.lemma(aux) == "have");
    let words = clause::words(syntax, tok);
    let interval = horizon::of(house, &words, tok);
    let dated = !interval.is_unresolved();
    let quoted = statement.is_some();
    let (confidence, because) = match modal {
        Some("will" | "shall") => (confidence::WILL, "tense:will"),
        Some("would") if quoted && !perfect && !hypothetical(house, tok) && reported(house, tok) => {
            (confidence::WOULD, "tense:would")
        }
        Some("might" | "may" | "could") if (quoted || dated) && !perfect && open(house, tok, modal, dated) => {
            (confidence::MIGHT, "tense:might")
        }
        _ if be_to(house, tok).is_some() => match tok.checked_sub(2).map(|word| house.report.form(word)) {
            Some("due") => (confidence::WILL, "foresight:due"),
            _ => (confidence::WILL, "foresight:be"),
        },
        None if heading(house, tok) => (confidence::HEADING, "tense:heading"),
        None if dated && appointed(house, tok) => (confidence::WILL, "tense:to-be"),
        None if present(house, tok) && horizon::is_future(house, interval) => (confidence::PRESENT, "tense:present"),
        None if hosted(house, tok) && horizon::is_open(house, interval) => (confidence::PRESENT, "tense:present"),
        _ => return None,
    };
    let cluster = likelihood::cluster(house, tok);
    Some(Foretelling {
        anchor: tok,
        act: tok,
        positive: !clause::is_negated(syntax, tok),
        likelihood: match be_to(house, tok) {
            Some(be) => Some(likelihood::worded(house, &[be, tok - 1], None)),
            None => likelihood::about(house, &cluster),
        },
        interval: if dated { interval } else { Interval::default() },
        said_by: house.speaker(tok),
        statement: house.lookup.voucher(tok),
        kind: kind(house, tok, modal, dated),
        confidence: match dated {
            true => confidence.max(confidence::DATED),
            // "growth that will make us rich" colours a noun.
            false if syntax.tokens[tok].deprel == Deprel::AclRelcl => confidence::RELATIVE,
            false => confidence,
        },
        because: CompactString::from(because),
        words,
    })
}

/// True for a clause that nobody asserts: an indirect question ("what it will cost"), the content of what is denied or
/// only possible ("cannot say they will comply").
fn embedded(house: &House, tok: Tok) -> bool {
    let syntax = house.report.syntax;
    let Some(head) = syntax.head(tok).filter(|_| syntax.tokens[tok].deprel == Deprel::Ccomp) else { return false };
    let wh = |child: Tok| {
        let inner = std::iter::once(child).chain(syntax.children(child).take(4));
        inner.into_iter().any(|word| matches!(syntax.tokens[word].xpos, Xpos::Wdt | Xpos::Wp | Xpos::Wrb) && word < tok)
    };
    let open = matches!(clause::modal(syntax, head), Some("can" | "could" | "may" | "might"));
    open || clause::is_negated(syntax, head) || (head < tok && syntax.children(tok).any(wh))
}

/// True for "would" under a condition: "would leave if". "Not until" bounds a plan and supposes nothing.
fn hypothetical(house: &House, tok: Tok) -> bool {
    let clause = clause::condition(house.report.syntax, tok);
    clause.is_some_and(|clause| {
        let mut marks = house.report.syntax.children(clause).take(4);
        marks.any(|mark| matches!(house.report.lemma(mark).to_lowercase().as_str(), "if" | "unless" | "provided"))
    })
}

/// True for "would" under a verb of saying in the past: a future told then.
fn reported(house: &House, tok: Tok) -> bool {
    let syntax = house.report.syntax;
    let statement = house.lookup.voucher(tok).map(|statement| &house.record.statements[statement]);
    let cue = statement.and_then(|statement| statement.cue.first()).and_then(|cue| syntax.token_at(cue.start));
    cue.is_some_and(|cue| syntax.tokens[cue].upos != Upos::Verb || clause::tense(syntax, cue) == Tense::Past)
}

/// "could" often tells of what was possible; as foresight it needs a date or a condition, or stands beside a word of chance.
fn open(house: &House, tok: Tok, modal: Option<&str>, dated: bool) -> bool {
    let syntax = house.report.syntax;
    modal != Some("could") || dated || clause::condition(syntax, tok).is_some()
}

/// "The aim is to win" tells an aim, no plan.
pub(super) fn is_aim(lemma: &str) -> bool {
    const AIMS: &[&str] = &[
        "aim", "duty", "goal", "idea", "it", "job", "mission", "plan", "purpose", "solution", "task", "that", "this",
        "way",
    ];
    AIMS.contains(&lemma)
}

/// "are to meet", drawn as a verb with a copula and a "to": the finite "be".
fn be_to(house: &House, tok: Tok) -> Option<Tok> {
    let syntax = house.report.syntax;
    let finite = |be: Tok| matches!(syntax.tokens[be].xpos, Xpos::Vbz | Xpos::Vbp | Xpos::Vbd);
    let be = clause::auxiliaries(syntax, tok).find(|&be| house.report.lemma(be) == "be" && finite(be))?;
    let subject = clause::own_subject(syntax, tok)?;
    let aims = is_aim(house.report.lemma(subject));
    let to = tok > 0 && house.report.form(tok - 1) == "to" && clause::is_infinitive(syntax, tok);
    (to && !aims && be < tok).then_some(be)
}

/// A heading's "Tunisia to expel envoy": an infinitive with its own subject and nothing finite.
fn heading(house: &House, tok: Tok) -> bool {
    let syntax = house.report.syntax;
    let to = syntax.children_by(tok, Deprel::Mark).chain(syntax.children_by(tok, Deprel::Aux));
    let to = to.into_iter().any(|mark| house.report.form(mark) == "to" && mark + 1 == tok);
    let placed = matches!(syntax.tokens[tok].deprel, Deprel::Root | Deprel::Parataxis | Deprel::Ccomp);
    let subject = clause::own_subject(syntax, tok).is_some_and(|subject| subject < tok);
    let finite = clause::auxiliaries(syntax, tok).any(|aux| house.report.form(aux) != "to");
    // "X to expel Y" may be drawn as a noun with an infinitive.
    let headed = || {
        let noun = syntax.head(tok).filter(|_| syntax.tokens[tok].deprel == Deprel::Acl);
        noun.is_some_and(|noun| {
            let top = matches!(syntax.tokens[noun].deprel, Deprel::Root | Deprel::Ccomp);
            top && syntax.tokens[noun].upos == Upos::Propn
        })
    };
    to && !finite && ((placed && subject) || headed())
}

/// "the vote to be held on 9 August": an appointed act on a noun.
fn appointed(house: &House, tok: Tok) -> bool {
    let syntax = house.report.syntax;
    let to = syntax.children_by(tok, Deprel::Mark).any(|mark| house.report.lemma(mark) == "to");
    to && syntax.tokens[tok].deprel == Deprel::Acl && syntax.child(tok, Deprel::AuxPass).is_some()
}

/// A present that may stand for the future: "opens", "is being held".
fn present(house: &House, tok: Tok) -> bool {
    let syntax = house.report.syntax;
    let token = &syntax.tokens[tok];
    let simple = matches!(token.xpos, Xpos::Vbz | Xpos::Vbp) && token.upos == Upos::Verb;
    let going_on = || {
        let now =
            |aux: Tok| matches!(syntax.tokens[aux].xpos, Xpos::Vbz | Xpos::Vbp) && house.report.lemma(aux) == "be";
        token.xpos == Xpos::Vbg && clause::auxiliaries(syntax, tok).any(now)
    };
    // The date must be the verb's own: "says talks on Friday" dates the talks.
    let own = syntax.children(tok).any(|child| {
        let deprel = syntax.tokens[child].deprel;
        (deprel.is_oblique() || deprel == Deprel::Advmod) && house.lookup.time(child).is_some()
    });
    (simple || going_on()) && own && house.lookup.cue(tok).is_none()
}

/// "Tuesday's meeting is being held in Oslo": an act going on at a time that its subject names.
fn hosted(house: &House, tok: Tok) -> bool {
    let syntax = house.report.syntax;
    let progressive = syntax.child(tok, Deprel::AuxPass).is_some_and(|aux| syntax.tokens[aux].xpos == Xpos::Vbg);
    let subject = clause::own_subject(syntax, tok).filter(|_| progressive);
    subject.is_some_and(|subject| {
        syntax.children_by(subject, Deprel::NmodPoss).any(|time| house.lookup.time(time).is_some())
    })
}

/// What kind of prospect a future makes of its clause.
fn kind(house: &House, tok: Tok, modal: Option<&str>, dated: bool) -> ProspectKind {
    use EventType::{Assault, Coerce, Sanction, Threaten};
    let syntax = house.report.syntax;
    let statement = house.lookup.voucher(tok).map(|statement| &house.record.statements[statement]);
    let speaker = house.speaker(tok);
    let subject = clause::subject(syntax, tok);
    let own = subject.and_then(|subject| house.actor(subject)).is_some_and(|actor| Some(actor) == speaker);
    let event = house.lookup.event(tok).map(|event| house.record.events[event].kind);
    let hostile = event.is_some_and(|kind| matches!(kind, Assault | Coerce | Sanction | Threaten));
    let told = statement.map(|statement| statement.act);
    let negated = clause::is_negated(syntax, tok);
    match (told, modal) {
        (Some(Act::Promise | Act::Agree | Act::Offer), _) => ProspectKind::Promise,
        (Some(Act::Threaten), _) => ProspectKind::Threat,
        (Some(Act::Predict | Act::Expect | Act::Believe), _) => ProspectKind::Prediction,
        (_, Some("might" | "may" | "could")) => ProspectKind::Prediction,
        _ if own && hostile && clause::condition(syntax, tok).is_some() => ProspectKind::Threat,
        _ if own && negated => ProspectKind::Vow,
        _ if own => ProspectKind::Promise,
        _ if dated || event.is_some() => ProspectKind::Plan,
        _ => ProspectKind::Prediction,
    }
}
