//! A text cut for the calendar: letters, digits and marks apart, whatever the syntax calls a word.
//!
//! Time expressions live inside hyphens ("third-quarter"), digits ("7am", "1990s") and abbreviations ("Nov. 16") that
//! treebanks cut in several ways; the grammar of times must not depend on which.

use crate::lexicon::times::{Sense, TimeLexicon};
use rapporteur_syntax::Span;

/// A run of letters, a number, or a mark.
#[derive(Clone, Debug)]
pub struct Word<'a> {
    /// Where it stands.
    pub span: Span,
    /// As it stands in the text.
    pub text: &'a str,
    /// In lower case, typographic apostrophes made plain.
    pub lower: String,
    /// No blank before it.
    pub glued: bool,
    /// A blank line or more before it.
    pub breaks: bool,
    /// What it may mean by itself.
    pub senses: &'a [Sense],
    /// The longest phrase of the lexicon that begins here, and how many words it has.
    pub phrase: Option<(&'a [Sense], usize)>,
}

impl Word<'_> {
    /// True for a run of digits, with or without separators inside.
    pub fn is_number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }

    /// True for a word of letters.
    pub fn is_letters(&self) -> bool {
        self.text.starts_with(char::is_alphabetic)
    }

    /// A whole number without separators other than commas between thousands.
    pub fn integer(&self) -> Option<u32> {
        let grouped = self.text.split(',').skip(1).all(|group| group.len() == 3);
        (self.is_number() && grouped).then(|| self.text.replace(',', "").parse().ok()).flatten()
    }

    /// A decimal number.
    pub fn decimal(&self) -> Option<f64> {
        let plain = self.is_number() && self.text.chars().all(|c| c.is_ascii_digit() || c == '.');
        plain.then(|| self.text.parse().ok()).flatten()
    }

    /// True for a hyphen or dash.
    pub fn is_dash(&self) -> bool {
        matches!(self.text, "-" | "–" | "—" | "‑")
    }
}

/// Cuts `text` from byte `start` on into words and looks each up.
pub fn cut<'a>(text: &'a str, start: usize, lexicon: &'a TimeLexicon) -> Vec<Word<'a>> {
    let mut words: Vec<Word> = Vec::new();
    let mut at = start;
    let mut lines = 2;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            lines += usize::from(first == '\n');
            at += first.len_utf8();
            continue;
        }
        let len = length(&text[at..], first, lexicon);
        let piece = &text[at..at + len];
        let lower = piece.to_lowercase().replace('’', "'");
        let glued = words.last().is_some_and(|last| last.span.end as usize == at);
        let senses = lexicon.senses(&lower);
        let span = Span::new(at, at + len);
        words.push(Word { span, text: piece, lower, glued, breaks: lines > 1, senses, phrase: None });
        at += len;
        lines = 0;
    }
    for idx in 0..words.len() {
        words[idx].phrase = phrase(&words[idx..], lexicon);
    }
    words
}

/// Length in bytes of the word that begins here; never 0.
fn length(rest: &str, first: char, lexicon: &TimeLexicon) -> usize {
    let run = |keep: fn(char) -> bool| rest.find(|c| !keep(c)).unwrap_or(rest.len());
    if first.is_ascii_digit() {
        return digits(rest);
    }
    if matches!(first, '\'' | '’') {
        let after = &rest[first.len_utf8()..];
        let genitive = after.starts_with(['s', 'S']) && !after[1..].starts_with(char::is_alphanumeric);
        return first.len_utf8() + usize::from(genitive);
    }
    if !first.is_alphabetic() {
        return first.len_utf8();
    }
    let letters = run(char::is_alphabetic);
    // "a.m.", "p.m": letters and full stops by turns.
    if letters == 1 && rest[1..].starts_with('.') && rest[2..].starts_with(char::is_alphabetic) {
        let end = rest
            .char_indices()
            .take(6)
            .take_while(|(_, c)| c.is_alphabetic() || *c == '.')
            .map(|(at, c)| at + c.len_utf8())
            .last()
            .unwrap_or(1);
        let known = |len: &usize| rest.get(..*len).is_some_and(|word| !lexicon.senses(&word.to_lowercase()).is_empty());
        return [end, end - 1, letters].into_iter().find(known).unwrap_or(letters);
    }
    let dotted = rest[letters..].starts_with('.') && letters < 6;
    match dotted && !lexicon.senses(&rest[..letters + 1].to_lowercase()).is_empty() {
        true => letters + 1,
        false => letters,
    }
}

/// A run of digits with single separators between digits: "1,000", "2.5", "10:35", "2024-03-05", "5/6/2020".
fn digits(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let group = |from: usize| (from..).take_while(|&at| digit(at)).count();
    let iso =
        group(0) == 4 && bytes.get(4) == Some(&b'-') && group(5) == 2 && bytes.get(7) == Some(&b'-') && group(8) == 2;
    if iso {
        return 10;
    }
    let mut at = group(0);
    while let Some(separator) = bytes.get(at).filter(|c| b",.:/".contains(c)) {
        let next = group(at + 1);
        if next == 0 || (*separator == b',' && next != 3) {
            break;
        }
        at += 1 + next;
    }
    at
}

/// The longest phrase of two words or more that begins here; a hyphen between its words does not count.
fn phrase<'a>(words: &[Word], lexicon: &'a TimeLexicon) -> Option<(&'a [Sense], usize)> {
    let longest = lexicon.longest(&words.first()?.lower);
    if longest < 2 {
        return None;
    }
    let mut joined = words[0].lower.clone();
    let mut best = None;
    let mut count = 1;
    for (idx, word) in words.iter().enumerate().skip(1).take(2 * longest) {
        if word.breaks || count == longest {
            break;
        }
        if word.is_dash() && word.glued {
            continue;
        }
        joined.push(' ');
        joined.push_str(&word.lower);
        count += 1;
        let senses = lexicon.senses(&joined);
        if !senses.is_empty() {
            best = Some((senses, idx + 1));
        }
    }
    best
}
