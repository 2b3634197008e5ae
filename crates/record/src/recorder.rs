//! The recorders, one a kind of row, and the list that names them all.

use crate::{Document, Knowledge, Record};
use rapporteur_syntax::inflection::bases;
use rapporteur_syntax::{Span, Syntax, Tok, Upos};

pub mod actors;
pub mod events;
pub mod figures;
pub mod mentions;
pub mod places;
pub mod positions;
pub mod prospects;
mod quotes;
pub mod statements;
pub mod times;

/// What every recorder may look at: the report, its parse, and what the lexicon knows.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// The report.
    pub document: &'a Document,
    /// The parse of its text.
    pub syntax: &'a Syntax,
    /// The lexicon.
    pub knowledge: &'a Knowledge,
}

impl<'a> Report<'a> {
    /// The words under a span.
    pub fn words(&self, span: Span) -> &'a str {
        span.of(&self.document.text)
    }

    /// A word as it stands in the text.
    pub fn form(&self, tok: Tok) -> &'a str {
        self.words(self.syntax.tokens[tok].span)
    }

    /// The table entry of a word, looked up by its lemma and the base forms its spelling may have.
    pub fn entry<T>(&self, tok: Tok, get: impl Fn(&str) -> Option<T>) -> Option<T> {
        // Most lemmas are right, or their words in no table at all: no list is made for them.
        let (lemma, form) = (self.lemma(tok), self.form(tok));
        get(lemma).or_else(|| bases(lemma, form).iter().find_map(|base| get(base)))
    }

    /// A word's lemma, lower-cased by the parser except in names.
    pub fn lemma(&self, tok: Tok) -> &'a str {
        self.syntax.tokens[tok].lemma.as_str()
    }

    /// Words as spans, small gaps (a comma, a quotation mark) closed.
    pub fn pieces(&self, words: &[Tok]) -> Vec<Span> {
        let mut whole: Vec<Tok> = Vec::with_capacity(words.len());
        for &tok in words {
            if let Some(&last) = whole.last() {
                let gap = last + 1..tok;
                if gap.len() <= 2 && gap.clone().all(|between| self.syntax.tokens[between].upos == Upos::Punct) {
                    whole.extend(gap);
                }
            }
            whole.push(tok);
        }
        self.syntax.spans(&whole)
    }
}

/// A recorder: its name, and the function that adds its rows to the record.
///
/// It reads the rows of the recorders before it and changes none of them.
pub struct Recorder {
    /// The kind of row it adds, as in the record's field names.
    pub name: &'static str,
    /// Adds the rows.
    pub run: fn(&Report, &mut Record),
}

/// Every recorder in run order.
pub const RECORDERS: &[Recorder] = &[
    Recorder { name: "mentions", run: mentions::record },
    Recorder { name: "actors", run: actors::record },
    Recorder { name: "times", run: times::record },
    Recorder { name: "places", run: places::record },
    Recorder { name: "statements", run: statements::record },
    Recorder { name: "events", run: events::record },
    Recorder { name: "figures", run: figures::record },
    Recorder { name: "positions", run: positions::record },
    Recorder { name: "prospects", run: prospects::record },
];
