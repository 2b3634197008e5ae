//! Recorder of figures: every number a reader might compare later, with what it counts and what it says of its event.
//!
//! Numbers are read from the words (`number`), what they count from the tree (`counted`), what befell the counted
//! people from the words of toll (`toll`). No figures: years, dates, clock times, ages, numbers of houses, flights and
//! articles, ordinals, "one" as a pronoun, scores. Cases: `tests/cases/figures/`.

mod counted;
mod excluded;
mod number;
mod single;
mod toll;

use super::Report;
use crate::Record;
use crate::lexicon::figures::{Bound, FigureLexicon, UnitKind};
use crate::lookup::Lookup;
use crate::row::{Figure, Toll};
use compact_str::{CompactString, format_compact};
use counted::Counting;
use number::Number;
use rapporteur_syntax::{Tok, Upos};

/// A number with what bounds it.
struct Amount {
    number: Number,
    bound: Option<Bound>,
    /// First word, comparator and currency included.
    first: Tok,
    /// One past the last word, currency symbol's number and "or more" included.
    end: Tok,
    /// The currency symbol before the number.
    symbol: Option<Tok>,
    /// True where a dash joins it to another number without making a range: a score, a date, a code.
    scored: bool,
}

/// Adds the figures of a report.
pub fn record(report: &Report, record: &mut Record) {
    let forms: Vec<CompactString> =
        (0..report.syntax.len()).map(|tok| report.form(tok).to_lowercase().as_str().into()).collect();
    let lookup = Lookup::new(report.syntax, record);
    let mut figures = Vec::new();
    let mut last: Option<(Tok, String, String)> = None;
    for sentence in &report.syntax.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if let Some(single) = single::none(report, &lookup, at).or_else(|| single::lone(report, at)) {
                figures.push(single.figure(report, record, &lookup));
            }
            let Some(amount) = amount(&report.knowledge.figures, &forms, at, sentence.tokens.clone()) else {
                at += 1;
                continue;
            };
            let next = amount.end.max(at + 1);
            if let Some(reading) = counted::reading(report, record, &lookup, &forms, &amount, last.as_ref()) {
                if let Some(noun) = reading.noun.filter(|_| reading.inherited.is_none()) {
                    last = Some((noun, reading.unit.clone(), reading.words.clone()));
                }
                figures.push(reading.figure(report, record, &lookup));
            }
            at = next;
        }
    }
    figures.sort_by_key(|figure: &Figure| (figure.span.start, figure.span.end));
    record.figures.extend(figures);
}

impl Counting {
    fn figure(self, report: &Report, record: &Record, lookup: &Lookup) -> Figure {
        let told = toll::toll(report, self.host).filter(|_| self.unit == "person" && !self.compared);
        let own = self.toll.filter(|_| !self.compared);
        let size = |told: toll::Told| told.0 == Toll::Size;
        let toll = told.filter(|told| !size(*told)).map(|told| told.0).or(own).or(told.map(|told| told.0));
        let befell = toll.is_some_and(|toll| toll != Toll::Size);
        let event = toll::event(report, record, lookup, self.host, told, befell);
        let confidence = if toll.is_some() { (self.confidence + 0.05).min(0.97) } else { self.confidence };
        Figure {
            span: report.syntax.span(self.tokens.clone()),
            low: self.low,
            high: self.high,
            approximate: self.approximate,
            unit: self.unit,
            counted: Some(self.words).filter(|words| !words.is_empty()),
            event,
            toll,
            voucher: lookup.voucher(self.host),
            confidence,
            because: self.because.into(),
        }
    }
}

/// The number that begins at a word of a sentence, joined into a range and bounded by the words around it.
fn amount(lexicon: &FigureLexicon, forms: &[CompactString], at: Tok, sentence: std::ops::Range<Tok>) -> Option<Amount> {
    let forms = &forms[..sentence.end];
    let form = |tok: Tok| forms.get(tok).map_or("", CompactString::as_str);
    let mut number = number::read(lexicon, forms, at)?;
    let is_symbol = |tok: Tok| lexicon.unit(form(tok)).is_some_and(|unit| unit.kind == UnitKind::Symbol);
    let symbol = at.checked_sub(1).filter(|&tok| tok >= sentence.start && is_symbol(tok));
    let mut first = symbol.unwrap_or(at);
    // "AU$" may be cut in two.
    let joined = |tok: Tok| tok > sentence.start && lexicon.unit(&format!("{}{}", form(tok - 1), form(tok))).is_some();
    first -= usize::from(symbol.is_some_and(joined));
    let between = first > sentence.start && form(first - 1) == "between";
    let from = first > sentence.start && form(first - 1) == "from";
    let mut end = number.tokens.end;
    // "40% to 50%" names its unit twice.
    let joint = if form(end) == "%" { end + 1 } else { end };
    let dash = matches!(form(joint), "-" | "–" | "—");
    let joins = dash || form(joint) == "or" || (form(joint) == "to" && !from) || (form(joint) == "and" && between);
    let mut scored = false;
    if joins {
        let second = if is_symbol(joint + 1) { joint + 2 } else { joint + 1 };
        let second = number::read(lexicon, forms, second);
        match second.as_ref().and_then(|second| number::range(&number, second)) {
            Some(range) => {
                end = range.tokens.end;
                number = range;
                first -= usize::from(between);
            }
            None => scored = dash && second.is_some(),
        }
    }
    let slash = |tok: Tok| matches!(form(tok), "/" | ":" | "#" | "-" | "–") && tok >= sentence.start;
    scored |= symbol.is_none() && at.checked_sub(1).is_some_and(slash) && forms.get(end).is_some_and(|_| slash(end));
    let mut bound = None;
    for length in (1..=FigureLexicon::LONGEST.min(first - sentence.start)).rev() {
        bound = lexicon.before(&forms[first - length..first].join(" "));
        if bound.is_some() {
            first -= length;
            break;
        }
    }
    for length in (1..=3.min(forms.len() - end)).rev() {
        let after = lexicon.after(&forms[end..end + length].join(" "));
        if after.is_some() {
            bound = after;
            end += length;
            break;
        }
    }
    Some(Amount { number, bound, first, end, symbol, scored })
}

impl Amount {
    /// Both ends and the approximation, the comparator applied.
    fn ends(&self) -> (Option<f64>, Option<f64>, bool) {
        let Number { low, high, approximate, .. } = self.number;
        match self.bound {
            Some(Bound::AtLeast) => (low, None, approximate),
            Some(Bound::AtMost) if !self.number.share || high.is_some() => (None, high.or(low), approximate),
            Some(Bound::About) => (low, high, true),
            _ => (low, high, approximate),
        }
    }

    /// Names the entry or rule that read the number.
    fn because(&self) -> CompactString {
        match &self.number.word {
            Some(word) => format_compact!("numbers:{word}"),
            None => "figure:digits".into(),
        }
    }
}

/// True for words that may stand between a number and its noun.
fn modifies(upos: Upos) -> bool {
    matches!(upos, Upos::Adj | Upos::Propn | Upos::Noun | Upos::Adv | Upos::Num)
}
