//! Whether a name stands for a place where it stands, or for those who govern or come from it.
//!
//! "In Kyiv" and "shelled Kyiv" are the place; "Kyiv said", "talks with Kyiv" and "Kyiv's offer" are the government. Only
//! what is surely locative counts as literal: a place row is read as "it happened there".

use super::find::Found;
use super::sense::{Sense, head};
use crate::clause;
use crate::lexicon::actors::Naming;
use crate::lexicon::address::Use;
use crate::lexicon::places::PlaceWord;
use crate::recorder::Report;
use crate::row::{PlaceKind, PlaceUse};
use rapporteur_syntax::{Deprel, Tok, Upos};

/// What a found name stands for.
pub fn usage(report: &Report, found: &Found, sense: &Sense) -> PlaceUse {
    if found.demonym {
        return PlaceUse::Demonym;
    }
    if found.body {
        return PlaceUse::Metonymic;
    }
    let always = matches!(sense.kind, PlaceKind::Facility | PlaceKind::Water | PlaceKind::Area);
    match always || found.part || is_dateline(report, found) || is_locative(report, found, sense) {
        true => PlaceUse::Literal,
        false => PlaceUse::Metonymic,
    }
}

/// "BAGHDAD, April 7 (Reuters) -": a town in capitals at the head of a sentence.
fn is_dateline(report: &Report, found: &Found) -> bool {
    let words = report.words(report.syntax.span(found.words.clone()));
    let capitals = words.len() > 3 && !words.chars().any(char::is_lowercase) && !words.contains('.');
    capitals && report.syntax.sentence(found.words.start).tokens.start == found.words.start
}

fn is_locative(report: &Report, found: &Found, sense: &Sense) -> bool {
    let syntax = report.syntax;
    let head = clause::first_conjunct(syntax, head(report, found));
    let token = &syntax.tokens[head];
    let governor = syntax.head(head);
    let going = governor.is_some_and(|up| report.knowledge.places.is_going(&report.lemma(up).to_lowercase()));
    let words = report.words(syntax.span(found.core.clone()));
    let naming = report.knowledge.actors.state(words).map(|(_, naming)| naming);
    let governs = naming == Some(Naming::Capital) || sense.kind == PlaceKind::Country;
    let case = preposition(report, found, head);
    let verbal = governor.is_some_and(|up| syntax.tokens[up].upos == Upos::Verb);
    if let Some(case) = case {
        let told = governor.is_some_and(|up| report.knowledge.actors.address.has(report.lemma(up), Use::Dealing));
        return under(&case, going, verbal && !told, governs);
    }
    if found.kind.is_some() && !governs {
        return true; // "the island Crete"
    }
    match token.deprel {
        Deprel::Obj | Deprel::NsubjPass => going,
        Deprel::Nsubj => !governs && sense.kind != PlaceKind::Continent && !verbal,
        Deprel::NmodPoss => !governs && matches!(sense.kind, PlaceKind::City | PlaceKind::District),
        Deprel::Compound => modifies_place(report, governor) && !governs,
        Deprel::OblUnmarked | Deprel::NmodUnmarked | Deprel::Appos | Deprel::List => true,
        Deprel::Root | Deprel::Parataxis | Deprel::Dep | Deprel::Dislocated => naming != Some(Naming::Name),
        _ => false,
    }
}

/// The preposition of a name, or of the first member of its coordination; it may hang on any word of the name.
fn preposition(report: &Report, found: &Found, first: Tok) -> Option<String> {
    let syntax = report.syntax;
    let inner = syntax.children(first).take(64).filter(|&child| syntax.tokens[child].deprel.is_flat());
    let own = found.words.clone().filter(|_| found.words.contains(&first));
    let carriers = std::iter::once(first).chain(inner).chain(own);
    let cases = carriers.flat_map(|tok| syntax.children(tok).take(64)).filter(|&child| child < first);
    // The one nearest to the name counts: "from within Syria".
    let case = |tok: &Tok| syntax.tokens[*tok].deprel == Deprel::Case && !found.words.contains(tok);
    let nearest = cases.filter(case).max()?;
    Some(report.lemma(nearest).to_lowercase())
}

/// Under a preposition. `going`: the governor is a word of going or striking; `verbal`: a verb; `governs`: a state's name or capital.
fn under(case: &str, going: bool, verbal: bool, governs: bool) -> bool {
    match case {
        "in" | "at" | "near" | "outside" | "inside" | "across" | "throughout" | "around" | "into" | "within"
        | "off" | "along" | "beyond" | "through" | "via" | "onto" | "amid" | "beside" | "behind" => true,
        "to" | "from" | "toward" | "towards" => going || verbal || !governs,
        "over" | "on" => verbal && (going || !governs),
        "of" => going || !governs,
        "between" | "for" => going,
        _ => false,
    }
}

fn modifies_place(report: &Report, governor: Option<Tok>) -> bool {
    let word = |up: Tok| report.knowledge.places.word(&report.lemma(up).to_lowercase());
    governor.and_then(word).is_some_and(|word| !matches!(word, PlaceWord::Body | PlaceWord::Storm))
}

/// True when an unknown name is surely a place: under a locative preposition, as an object of going, or by its kind.
pub fn is_place(report: &Report, found: &Found) -> bool {
    let syntax = report.syntax;
    let first = clause::first_conjunct(syntax, head(report, found));
    let case = preposition(report, found, first);
    let going = syntax.head(first).is_some_and(|up| report.knowledge.places.is_going(&report.lemma(up).to_lowercase()));
    let preposed = case.is_some_and(|case| under(&case, going, false, true));
    found.kind.is_some() || preposed || is_dateline(report, found)
}
