//! Whose the quoted words are, as far as the nearest verb tells: for "I" and "we" alone.
//!
//! Statements are read later and with more care; this asks only which actor a first person inside quotation marks is.

use crate::clause;
use crate::recorder::Report;
use crate::recorder::quotes::Quotes;
use crate::row::ActorIdx;
use rapporteur_syntax::{Deprel, Syntax, Tok, Upos};
use std::collections::HashMap;
use std::ops::Range;

/// Words of a quotation looked at for the verb it hangs on.
const MOST_WORDS: usize = 120;

/// The quotations of a report as ranges of words, marks included, in text order and apart from each other.
pub fn quotations(report: &Report) -> Vec<Range<Tok>> {
    Quotes::of(&report.document.text, report.syntax).all.into_iter().map(|quotation| quotation.tokens).collect()
}

/// The speaker of each quotation: by the verb it hangs on, else that of the quotation before in the same or the last paragraph.
pub fn speakers(report: &Report, quotations: &[Range<Tok>], at: &HashMap<Tok, ActorIdx>) -> Vec<Option<ActorIdx>> {
    let syntax = report.syntax;
    let paragraph = |tok: Tok| syntax.sentence(tok).paragraph;
    let mut found: Vec<Option<ActorIdx>> = Vec::with_capacity(quotations.len());
    for (idx, quotation) in quotations.iter().enumerate() {
        let own = speaker(syntax, quotation, at);
        let before = idx.checked_sub(1).filter(|&before| {
            !quotation.is_empty() && paragraph(quotations[before].start) + 1 >= paragraph(quotation.start)
        });
        found.push(own.or_else(|| before.and_then(|before| found[before])));
    }
    // "“We are tired. We will go,” Dr Osei said": the verb comes with the later part.
    for idx in (1..found.len()).rev() {
        let same = paragraph(quotations[idx].start) == paragraph(quotations[idx - 1].start);
        if found[idx - 1].is_none() && same {
            found[idx - 1] = found[idx];
        }
    }
    found
}

/// The subject of the verb outside that a quotation hangs on, or of a verb that hangs on the quotation.
fn speaker(syntax: &Syntax, quotation: &Range<Tok>, at: &HashMap<Tok, ActorIdx>) -> Option<ActorIdx> {
    let outside = |tok: &Tok| !quotation.contains(tok);
    let who = |verb: Tok| clause::subject(syntax, verb).filter(outside).and_then(|subject| at.get(&subject).copied());
    quotation.clone().take(MOST_WORDS).find_map(|tok| {
        let above = syntax.head(tok).filter(outside).filter(|&verb| syntax.tokens[verb].upos == Upos::Verb);
        let aside = || {
            let mut verbs = syntax.children_by(tok, Deprel::Parataxis).take(4).filter(outside);
            verbs.find_map(who)
        };
        above.and_then(who).or_else(aside)
    })
}
