//! What befell the counted people, and the event whose toll it is.

use crate::Record;
use crate::clause;
use crate::lexicon::figures::TollRole;
use crate::lookup::Lookup;
use crate::recorder::Report;
use crate::row::{EventIdx, EventType, Toll};
use rapporteur_syntax::{Deprel, Tok, Xpos};

/// Steps up the tree in search of a word of toll.
const REACH: usize = 4;

/// A toll, with the word that tells it.
pub type Told = (Toll, Tok);

/// The toll told of a counted noun (or of a number without one), with the word that tells it.
///
/// `None` where two tolls share one number ("killed or wounded"), and where the clause denies it.
pub fn toll(report: &Report, host: Tok) -> Option<Told> {
    let told = by_verb(report, host).or_else(|| by_noun(report, host))?;
    let syntax = report.syntax;
    (!shared(report, told) && !clause::is_negated(syntax, told.1)).then_some(told)
}

/// "killed 12", "12 died", "12 people killed in", "12 were left dead".
fn by_verb(report: &Report, host: Tok) -> Option<Told> {
    let syntax = report.syntax;
    let below = syntax
        .children(host)
        .filter(|&child| matches!(syntax.tokens[child].deprel, Deprel::Acl | Deprel::Amod) && child > host);
    for child in below {
        if let Some((toll, role)) = word(report, child).filter(|(_, role)| *role != TollRole::Of) {
            let participle = syntax.tokens[child].xpos == Xpos::Vbn || role != TollRole::Patient;
            if participle {
                return Some((toll, child));
            }
        }
    }
    let mut child = clause::first_conjunct(syntax, host);
    for _ in 0..REACH {
        let verb = syntax.head(child)?;
        if let Some((toll, role)) = word(report, verb) {
            return fits(report, verb, child, role).then_some((toll, verb));
        }
        let result = syntax.children_by(verb, Deprel::Xcomp).find_map(|result| Some((word(report, result)?, result)));
        if let Some(((toll, TollRole::Either), result)) = result {
            let deprel = syntax.tokens[child].deprel;
            return matches!(deprel, Deprel::Obj | Deprel::NsubjPass).then_some((toll, result));
        }
        match syntax.tokens[child].deprel {
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Nmod | Deprel::Conj | Deprel::Nummod => {}
            _ => return None,
        }
        if syntax.tokens[verb].upos == rapporteur_syntax::Upos::Verb {
            return None;
        }
        child = verb;
    }
    None
}

/// True when the counted words stand where a word of toll has those it befell.
fn fits(report: &Report, verb: Tok, child: Tok, role: TollRole) -> bool {
    let syntax = report.syntax;
    let deprel = syntax.tokens[child].deprel;
    let passive = clause::is_passive(syntax, verb);
    match role {
        TollRole::Patient => match deprel {
            Deprel::Obj | Deprel::NsubjPass => true,
            // "killing at least 20" may be drawn as a phrase.
            Deprel::Obl | Deprel::OblUnmarked => !passive && clause::case(syntax, child).is_none(),
            // The tagger of a heading's "Five killed" may call the subject active.
            Deprel::Nsubj => passive || syntax.tokens[verb].xpos == Xpos::Vbn,
            _ => false,
        },
        TollRole::Subject => deprel == Deprel::Nsubj,
        TollRole::Either => matches!(deprel, Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Nummod),
        TollRole::Of => deprel.is_nmod() && clause::case(syntax, child) == Some("of"),
    }
}

/// "put the toll at six", "the death toll rose to 52".
fn by_noun(report: &Report, host: Tok) -> Option<Told> {
    let syntax = report.syntax;
    let verb = syntax.head(host)?;
    let put = syntax.tokens[host].deprel.is_oblique() && matches!(clause::case(syntax, host), Some("at" | "to"));
    let toll = syntax.children(verb).find(|&child| report.lemma(child) == "toll");
    toll.filter(|_| put).map(|toll| (Toll::Dead, toll))
}

/// True when words of different tolls share the number.
fn shared(report: &Report, (toll, tok): Told) -> bool {
    let syntax = report.syntax;
    let other = |&conjunct: &Tok| word(report, conjunct).is_some_and(|(other, _)| other != toll);
    // "killed 3 and wounded 5", "3 were killed and 5 wounded": each has its own.
    let own = |conjunct: Tok| {
        let subject = clause::own_subject(syntax, conjunct).filter(|_| syntax.tokens[conjunct].xpos == Xpos::Vbn);
        // "another three wounded": the participle bears its number itself.
        clause::object(syntax, conjunct).or(subject).or_else(|| syntax.child(conjunct, Deprel::Nummod)).is_some()
    };
    let first = clause::first_conjunct(syntax, tok);
    let others = clause::conjuncts(syntax, first);
    let mut others = others.iter().filter(|&&conjunct| conjunct != tok);
    others.any(|conjunct| other(conjunct) && !(own(*conjunct) && own(tok)))
}

/// The entry of a word of toll, with its particle.
fn word(report: &Report, tok: Tok) -> Option<(Toll, TollRole)> {
    let lexicon = &report.knowledge.figures;
    let particle = report.syntax.child(tok, Deprel::CompoundPrt);
    report.entry(tok, |lemma| {
        let with_particle = particle.and_then(|prt| lexicon.toll(&format!("{lemma} {}", report.lemma(prt))));
        with_particle.or_else(|| lexicon.toll(lemma))
    })
}

/// How far from a number its event may stand, in words.
const NEAR: usize = 40;

/// How many sentences a toll's event may lie before it.
const BACK: usize = 4;

/// The event a number belongs to: that of the word of toll, for a toll else the nearest act of force, else the nearest
/// event up the tree or in the sentence; where the sentence has none, an act of force told shortly before. `befell`: the number is one of victims.
pub fn event(
    report: &Report,
    record: &Record,
    lookup: &Lookup,
    host: Tok,
    told: Option<Told>,
    befell: bool,
) -> Option<EventIdx> {
    let syntax = report.syntax;
    let own = told.and_then(|(_, tok)| lookup.event(tok).or_else(|| subject_event(report, lookup, tok)));
    let under = || syntax.children_by(host, Deprel::Acl).find_map(|child| lookup.event(child));
    let above = || syntax.ancestors(host).find_map(|up| lookup.event(up));
    let sentence = syntax.sentence(host).tokens.clone();
    let nearest = |fits: &dyn Fn(EventIdx) -> bool| {
        let around = (1..NEAR).flat_map(|step| [host.checked_sub(step), host.checked_add(step)]).flatten();
        around.filter(|tok| sentence.contains(tok)).find_map(|tok| lookup.event(tok).filter(|&event| fits(event)))
    };
    let force = |event: EventIdx| matches!(record.events[event].kind, EventType::Assault | EventType::Coerce);
    let harmed = befell || report.knowledge.events.instrument(report.lemma(host)).is_some();
    own.or_else(|| befell.then(|| nearest(&force)).flatten())
        .or_else(under)
        .or_else(|| lookup.event(host))
        .or_else(above)
        .or_else(|| nearest(&|_| true))
        .or_else(|| harmed.then(|| before(report, lookup, host, force)).flatten())
}

/// "The rally was attended by", "the raid left ten": the event that is the subject of a word of toll.
fn subject_event(report: &Report, lookup: &Lookup, verb: Tok) -> Option<EventIdx> {
    let governor = report.syntax.head(verb).filter(|_| report.syntax.tokens[verb].deprel == Deprel::Xcomp);
    let subject = clause::subject(report.syntax, governor.unwrap_or(verb))?;
    lookup.event(subject)
}

/// The last act of force told in the few sentences before.
fn before(report: &Report, lookup: &Lookup, host: Tok, force: impl Fn(EventIdx) -> bool) -> Option<EventIdx> {
    let syntax = report.syntax;
    let here = syntax.sentence_index(host);
    let sentences = syntax.sentences.get(here.saturating_sub(BACK)..here)?;
    let mut words = sentences.iter().rev().flat_map(|sentence| sentence.tokens.clone().rev());
    words.find_map(|tok| lookup.event(tok).filter(|&event| force(event)))
}
