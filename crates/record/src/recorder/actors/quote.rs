//! Whose the quoted words are, as far as the nearest verb tells: for "I" and "we" alone.
//!
//! Statements are read later and with more care; this asks only which actor a first person inside quotation marks is.

use crate::clause;
use crate::recorder::Report;
use crate::row::ActorIdx;
use rapporteur_syntax::{Deprel, Syntax, Tok, Upos};
use std::collections::HashMap;
use std::ops::Range;

/// Words of a quotation looked at for the verb it hangs on.
const MOST_WORDS: usize = 120;

/// The quotations of a report as ranges of words, in text order and apart from each other.
///
/// A quotation ends at its closing mark or with its paragraph: the next paragraph opens anew.
pub fn quotations(report: &Report) -> Vec<Range<Tok>> {
    let syntax = report.syntax;
    let mut found = Vec::new();
    for sentence in paragraphs(syntax) {
        let mut open: Option<Tok> = None;
        for tok in sentence.clone() {
            let opens = match report.form(tok) {
                "“" | "``" | "«" => true,
                "”" | "''" | "»" => false,
                "\"" => open.is_none(),
                _ => continue,
            };
            match (opens, open) {
                (true, None) => open = Some(tok + 1),
                (false, Some(start)) => {
                    found.push(start..tok);
                    open = None;
                }
                _ => {}
            }
        }
        if let Some(start) = open.filter(|&start| start < sentence.end) {
            found.push(start..sentence.end);
        }
    }
    found
}

/// The paragraphs as ranges of words.
fn paragraphs(syntax: &Syntax) -> Vec<Range<Tok>> {
    let mut found: Vec<(u32, Range<Tok>)> = Vec::new();
    for sentence in &syntax.sentences {
        match found.last_mut() {
            Some((paragraph, range)) if *paragraph == sentence.paragraph => range.end = sentence.tokens.end,
            _ => found.push((sentence.paragraph, sentence.tokens.clone())),
        }
    }
    found.into_iter().map(|(_, range)| range).collect()
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
