//! Words that count without a number: "no casualties", "killed a shepherd".

use super::counted::{Counting, confidence, counted};
use crate::lexicon::figures::Counted;
use crate::lookup::Lookup;
use crate::recorder::Report;
use rapporteur_syntax::{Deprel, Tok, Xpos};

/// "no casualties", "no reported wounded": none.
pub fn none(report: &Report, lookup: &Lookup, at: Tok) -> Option<Counting> {
    let syntax = report.syntax;
    let token = &syntax.tokens[at];
    let noun = token.head;
    if token.deprel != Deprel::Det || report.lemma(at) != "no" || noun <= at || lookup.time(noun).is_some() {
        return None;
    }
    let (lemma, entry) = counted(report, noun)?;
    if entry.toll.is_none() && lemma != "casualty" {
        return None;
    }
    Some(people(report, at, noun, entry))
}

/// "Killed a woman": one, where somebody befell what is counted of others.
pub fn lone(report: &Report, at: Tok) -> Option<Counting> {
    let syntax = report.syntax;
    let token = &syntax.tokens[at];
    let noun = Some(token.head).filter(|&noun| noun > at && noun - at <= 6)?;
    let article = token.deprel == Deprel::Det && matches!(report.lemma(at), "a" | "an");
    let single = syntax.tokens[noun].xpos == Xpos::Nn && syntax.tokens[noun].deprel != Deprel::Conj;
    if !article || !single || syntax.child(noun, Deprel::Conj).is_some() {
        return None;
    }
    let (_, entry) = counted(report, noun)?;
    super::toll::toll(report, noun)?;
    let one =
        Counting { confidence: confidence::LONE, because: "figure:lone".into(), ..people(report, at, noun, entry) };
    Some(Counting { low: Some(1.0), high: Some(1.0), ..one })
}

/// Nobody of those whom a noun names, from the word before it on; the entry is the noun's.
fn people(report: &Report, at: Tok, noun: Tok, entry: &Counted) -> Counting {
    Counting {
        tokens: at..noun + 1,
        low: Some(0.0),
        high: Some(0.0),
        approximate: false,
        unit: "person".to_owned(),
        words: report.form(noun).to_owned(),
        noun: Some(noun),
        inherited: None,
        host: noun,
        toll: entry.toll,
        compared: false,
        confidence: confidence::PEOPLE,
        because: "figure:none".into(),
    }
}
