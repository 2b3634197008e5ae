//! Quotation marks paired into quotations: curly, straight and single, nested, left open, opened anew at each paragraph.
//!
//! Only the outermost pair counts; what stands inside it belongs to the same speaker. A paragraph ends every open
//! quotation, since news opens one that runs on anew. One pass over the text: time is linear in its length.

use rapporteur_syntax::{Span, Syntax, Tok};
use std::ops::Range;

/// A quotation with its marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// From the opening mark to the closing one, both included.
    pub span: Span,
    /// Its words, marks included.
    pub tokens: Range<Tok>,
    /// The paragraph it stands in.
    pub paragraph: u32,
    /// False when the paragraph ended before a closing mark.
    pub closed: bool,
    /// Number of words, marks and punctuation left out.
    pub words: usize,
    /// True when a full stop, comma, question or exclamation mark stands before the closing mark.
    pub rounded: bool,
}

impl Quotation {
    /// True for words that can be speech of their own; a short unpunctuated one is a term, a title or a scare quote.
    pub fn is_speech(&self) -> bool {
        self.rounded || !self.closed || self.words >= 4
    }
}

/// The quotations of a text in order, and which of them each word stands in.
#[derive(Debug, Default)]
pub(crate) struct Quotes {
    /// In text order; they do not overlap.
    pub all: Vec<Quotation>,
    at: Vec<u32>,
}

impl Quotes {
    /// Pairs the quotation marks of a text.
    pub fn of(text: &str, syntax: &Syntax) -> Self {
        let mut quotes = Quotes { all: Vec::new(), at: vec![0; syntax.len()] };
        let mut first = 0;
        while first < syntax.sentences.len() {
            let paragraph = syntax.sentences[first].paragraph;
            let length =
                syntax.sentences[first..].iter().take_while(|sentence| sentence.paragraph == paragraph).count();
            let span = syntax.sentences[first].span.cover(syntax.sentences[first + length - 1].span);
            for (span, closed) in pairs(span.of(text), span.start) {
                quotes.enter(text, syntax, span, paragraph, closed);
            }
            first += length;
        }
        quotes
    }

    fn enter(&mut self, text: &str, syntax: &Syntax, span: Span, paragraph: u32, closed: bool) {
        let tokens = syntax.tokens_in(span);
        let is_word = |tok: &Tok| syntax.tokens[*tok].span.of(text).chars().any(char::is_alphanumeric);
        let words = tokens.clone().filter(is_word).count();
        if words == 0 {
            return;
        }
        let inner = span.of(text).trim_end_matches(['”', '"', '’', '\'', '»', '“', '`']).trim_end();
        let rounded = closed && inner.ends_with([',', '.', '?', '!', '…', '—', '–', '-']);
        self.all.push(Quotation { span, tokens: tokens.clone(), paragraph, closed, words, rounded });
        for tok in tokens {
            self.at[tok] = self.all.len() as u32;
        }
    }

    /// Index of the quotation that a word stands in.
    pub fn index(&self, tok: Tok) -> Option<usize> {
        (self.at[tok] as usize).checked_sub(1)
    }

    /// The quotation that a word stands in.
    pub fn holding(&self, tok: Tok) -> Option<&Quotation> {
        self.index(tok).map(|idx| &self.all[idx])
    }
}

/// The mark that closes what this one opens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Curly,
    Straight,
    Angle,
    Single,
    StraightSingle,
    Doubled,
    Backtick,
}

/// The quotations of one paragraph, which begins at byte `base` of the text; false: not closed.
fn pairs(paragraph: &str, base: u32) -> Vec<(Span, bool)> {
    let chars: Vec<(usize, char)> = paragraph.char_indices().collect();
    let singles = SingleClosers::of(&chars);
    let mut found = Vec::new();
    let mut open: Option<(usize, Mark)> = None;
    let mut n = 0;
    while n < chars.len() {
        let around = Around::of(&chars, n);
        match open {
            None => {
                if let Some(mark) = opens(around, n, &singles) {
                    open = Some((n, mark));
                    n += usize::from(matches!(mark, Mark::Backtick | Mark::Doubled));
                }
            }
            Some((start, mark)) => {
                if closes(around, mark, n, &singles) {
                    n += usize::from(matches!(mark, Mark::Backtick | Mark::Doubled));
                    let end = chars.get(n + 1).map_or(paragraph.len(), |&(byte, _)| byte);
                    found.push((Span::new(base as usize + chars[start].0, base as usize + end), true));
                    open = None;
                } else if mark == Mark::Curly && around.here == '“' && around.before.is_none_or(char::is_whitespace) {
                    // A second opening mark: the first was left open at an earlier break, speech goes on.
                    let end = chars[n].0;
                    let span = Span::new(base as usize + chars[start].0, base as usize + end);
                    found.push((trimmed(paragraph, span, base), false));
                    open = Some((n, Mark::Curly));
                }
            }
        }
        n += 1;
    }
    if let Some((start, mark)) = open
        && !matches!(mark, Mark::Single | Mark::StraightSingle)
    {
        found.push((Span::new(base as usize + chars[start].0, base as usize + paragraph.len()), false));
    }
    found
}

fn trimmed(paragraph: &str, span: Span, base: u32) -> Span {
    let inner = &paragraph[(span.start - base) as usize..(span.end - base) as usize];
    Span { start: span.start, end: span.start + inner.trim_end().len() as u32 }
}

/// A character with its neighbours.
#[derive(Clone, Copy)]
struct Around {
    before: Option<char>,
    here: char,
    after: Option<char>,
}

impl Around {
    fn of(chars: &[(usize, char)], n: usize) -> Self {
        let at = |n: usize| chars.get(n).map(|&(_, c)| c);
        Around { before: n.checked_sub(1).and_then(at), here: chars[n].1, after: at(n + 1) }
    }
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

fn ends_speech(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | ',' | '?' | '!')
}

fn is_tight(c: Option<char>) -> bool {
    c.is_some_and(|c| !c.is_whitespace())
}

fn opens(around: Around, n: usize, singles: &SingleClosers) -> Option<Mark> {
    match around.here {
        '“' | '„' => Some(Mark::Curly),
        '«' => Some(Mark::Angle),
        // Behind a word and before a blank it closes what a lost paragraph opened: "… in May.\" The minister".
        '"' if around.before.is_none_or(|c| !ends_speech(c)) || is_tight(around.after) => Some(Mark::Straight),
        '`' if around.after == Some('`') => Some(Mark::Backtick),
        '\'' if around.after == Some('\'') => Some(Mark::Doubled),
        '‘' if !is_word(around.before) && singles.curly_after(n) => Some(Mark::Single),
        '\'' if !is_word(around.before)
            && around.after.is_some_and(char::is_alphabetic)
            && singles.straight_after(n) =>
        {
            Some(Mark::StraightSingle)
        }
        _ => None,
    }
}

fn closes(around: Around, mark: Mark, n: usize, singles: &SingleClosers) -> bool {
    match mark {
        Mark::Curly => matches!(around.here, '”' | '"'),
        Mark::Straight => matches!(around.here, '"' | '”'),
        Mark::Angle => around.here == '»',
        Mark::Backtick | Mark::Doubled => around.here == '\'' && around.after == Some('\''),
        Mark::Single => singles.curly.binary_search(&n).is_ok(),
        Mark::StraightSingle => singles.straight.binary_search(&n).is_ok(),
    }
}

/// Where a single quotation may close, told apart from apostrophes: after the punctuation that ends speech.
struct SingleClosers {
    curly: Vec<usize>,
    straight: Vec<usize>,
}

impl SingleClosers {
    fn of(chars: &[(usize, char)]) -> Self {
        let mut closers = SingleClosers { curly: Vec::new(), straight: Vec::new() };
        for n in 0..chars.len() {
            let around = Around::of(chars, n);
            let free = !is_word(around.after) && around.before.is_some_and(|c| !c.is_whitespace());
            let ends = around.before.is_some_and(|c| matches!(c, ',' | '.' | '?' | '!'));
            match around.here {
                '’' if free => closers.curly.push(n),
                '\'' if free && ends => closers.straight.push(n),
                _ => {}
            }
        }
        closers
    }

    fn curly_after(&self, n: usize) -> bool {
        self.curly.last().is_some_and(|&last| last > n)
    }

    fn straight_after(&self, n: usize) -> bool {
        self.straight.last().is_some_and(|&last| last > n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<(&str, bool)> {
        pairs(text, 0).into_iter().map(|(span, closed)| (span.of(text), closed)).collect()
    }

    #[test]
    fn marks_pair() {
        assert_eq!(quoted("“We go,” he said. “Now.”"), [("“We go,”", true), ("“Now.”", true)]);
        assert_eq!(quoted("\"We go,\" he said."), [("\"We go,\"", true)]);
        assert_eq!(quoted("It opens in May.\" The town waits. \"We go.\""), [("\"We go.\"", true)]);
        assert_eq!(quoted("''We go,'' he said."), [("''We go,''", true)]);
        assert_eq!(quoted("He said: “We go"), [("“We go", false)]);
        assert_eq!(quoted("‘We go,’ he said."), [("‘We go,’", true)]);
        assert_eq!(quoted("“He said ‘no’ twice.”"), [("“He said ‘no’ twice.”", true)]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert_eq!(quoted("The workers’ rights in the ’90s"), []);
        assert_eq!(quoted("The workers' rights in the '90s weren't"), []);
    }

    #[test]
    fn many_marks_take_linear_time() {
        assert_eq!(pairs(&"“a” ‘b ".repeat(5_000), 0).len(), 5_000);
    }
}
