//! One chunk of text between blanks, cut from left to right.

use super::{RawToken, address, emoji, words};
use crate::Span;
use std::ops::Range;

/// Longest word in bytes; a longer run of letters is cut, so that nothing downstream meets a word of megabytes.
const LONGEST: usize = 400;

/// How far a look ahead goes, in characters: a bound on the work per word.
const NEAR: usize = 16;

/// Whether a single quotation mark stands open in this line.
#[derive(Default)]
pub struct Quotes {
    single: bool,
}

/// Cuts the chunk `range` of `text` into words.
pub fn chunk(text: &str, range: Range<usize>, quotes: &mut Quotes, out: &mut Vec<RawToken>) {
    let mut scan = Scan { text, start: range.start, end: range.end, quotes, out };
    let mut at = range.start;
    while at < range.end {
        at = scan.next(at);
    }
}

struct Scan<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    quotes: &'a mut Quotes,
    out: &'a mut Vec<RawToken>,
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_joining(c)
}

/// Characters that never part a word: combining marks, joiners, soft hyphens, zero-width and directional signs.
fn is_joining(c: char) -> bool {
    let unseen = matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    );
    unseen
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{94d}' | '\u{9cd}' | '\u{a4d}' | '\u{bcd}' | '\u{e47}'..='\u{e4e}' | '\u{fe00}'..='\u{fe0f}')
}

/// Scripts written without blanks: one word a character.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '`')
}

impl<'a> Scan<'a> {
    fn rest(&self, at: usize) -> &'a str {
        &self.text[at..self.end]
    }

    fn char(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text[self.start..at].chars().next_back()
    }

    /// True when nothing but closing punctuation follows in the chunk.
    fn closes(&self, at: usize) -> bool {
        self.rest(at).chars().take(NEAR).all(|c| !c.is_alphanumeric())
    }

    /// The first letter or digit of the text after the chunk.
    fn following(&self) -> Option<char> {
        self.text[self.end..]
            .chars()
            .take(12)
            .find(|&c| !c.is_whitespace() && !matches!(c, '"' | '“' | '‘' | '(' | '\''))
    }

    fn push(&mut self, from: usize, to: usize, glued: bool) -> usize {
        self.out.push(RawToken { span: Span::new(from, to), glued, space_before: false, newlines: 0 });
        to
    }

    /// Reads one word at `at` and returns where it ended.
    fn next(&mut self, at: usize) -> usize {
        let Some(c) = self.char(at) else { return self.end };
        if let Some(end) = self.address(at) {
            return self.push(at, end, false);
        }
        let next = self.char(at + c.len_utf8());
        let short = is_apostrophe(c) && words::is_cut_short(self.part(at + c.len_utf8()));
        let tagged = matches!(c, '@' | '#') && next.is_some_and(|n| n.is_alphabetic()) && at == self.start;
        let year = is_apostrophe(c) && self.is_short_year(at + c.len_utf8());
        let signed = self.is_signed(at, c, next);
        match c {
            _ if is_ideograph(c) => self.push(at, at + c.len_utf8(), false),
            _ if is_word(c) => self.word(at, at),
            _ if tagged || year || signed || short => self.word(at, at + c.len_utf8()),
            _ if is_apostrophe(c) && self.clitic(at).is_some() => {
                let end = self.clitic(at).unwrap_or(self.end);
                let glued = at > self.start;
                self.push(at, end, glued)
            }
            _ => self.mark(at, c),
        }
    }

    /// ".5", "+44": a sign before digits that nothing stands before, save a currency or a bracket.
    fn is_signed(&self, at: usize, c: char, next: Option<char>) -> bool {
        let free = self.before(at).is_none_or(|c| matches!(c, '$' | '£' | '€' | '('));
        matches!(c, '.' | '+') && free && next.is_some_and(|n| n.is_ascii_digit())
    }

    /// "'72": an apostrophe, two digits, and no letter after them but an "s".
    fn is_short_year(&self, at: usize) -> bool {
        let rest = self.rest(at).as_bytes();
        let digit = |n: usize| rest.get(n).is_some_and(u8::is_ascii_digit);
        digit(0) && digit(1) && !digit(2)
    }

    /// The end of an address that begins here, unless a word goes on.
    fn address(&self, at: usize) -> Option<usize> {
        let free = self.before(at).is_none_or(|c| !is_word(c) && !matches!(c, '.' | '@' | '-'));
        let from = if self.char(at) == Some('@') { at + 1 } else { at };
        let length = if free { address::length(self.rest(from)) } else { None };
        length.map(|length| from + length)
    }

    /// A run of punctuation: one mark, several of the same, an emoticon, a drawn line.
    fn mark(&mut self, at: usize, c: char) -> usize {
        let mut end = self.run(at, c).max(self.drawn(at)).max(at + emoji::length(self.rest(at)));
        if let Some(face) = self.face(at) {
            end = face;
        }
        match c {
            '‘' => self.quotes.single = end == at + c.len_utf8(),
            '\'' | '`' if end == at + 1 => self.quotes.single = self.before(at).is_none() && !self.closes(at),
            '’' => self.quotes.single = false,
            _ => {}
        }
        self.push(at, end, false)
    }

    /// The end of a run of marks that count as one.
    fn run(&self, at: usize, c: char) -> usize {
        let runs = |c: char| matches!(c, '.' | '-' | '*' | '=' | '~' | '_' | '+' | '…' | '$' | '/' | '\\');
        let most = if runs(c) { LONGEST } else { 3 };
        let same = self.rest(at).chars().take(most).take_while(|&n| n == c).count();
        let one = at + c.len_utf8();
        let next = self.char(one);
        let asks = |end: usize| self.char(end).is_some_and(|n| matches!(n, '!' | '?'));
        let end = match c {
            '!' | '?' => {
                let tail = self.rest(at).find(|n| !matches!(n, '!' | '?'));
                (at + tail.unwrap_or(self.end - at)).min(at + LONGEST)
            }
            '\'' | '`' | '<' | '>' | '’' if same == 2 => at + 2 * c.len_utf8(),
            '‘' if next == Some('’') => one + '’'.len_utf8(),
            ',' | ':' if next == Some('?') => one + 1,
            _ if runs(c) => at + same * c.len_utf8(),
            _ => one,
        };
        let closed = c == '.' && same < 3 && asks(end) || c == '…' && self.rest(end) == ".";
        if closed { end + 1 } else { end }
    }

    /// The end of a line drawn with four marks or more ("--->", "==--").
    fn drawn(&self, at: usize) -> usize {
        let draws = |byte: &u8| b"-=~_*+|<>^#{}".contains(byte);
        let length = self.rest(at).bytes().take(LONGEST).take_while(draws).count();
        if length < 4 { at } else { at + length }
    }

    /// The end of an emoticon that closes the chunk (":)", ";-)") or is the whole of it ("(:").
    fn face(&self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        if at == self.start && matches!(rest, "(:" | "(;" | "^_^" | "<3") {
            return Some(self.end);
        }
        let mouth = rest.strip_prefix([':', ';', '='])?.trim_start_matches('-');
        let is = matches!(mouth, ")" | "(" | "D" | "P" | "))" | "):" | ").");
        is.then(|| at + rest.len() - mouth.len() + 1)
    }

    /// The end of a clitic that begins with the apostrophe at `at` and ends at a word's border.
    fn clitic(&self, at: usize) -> Option<usize> {
        let mark = self.char(at).filter(|&c| is_apostrophe(c))?;
        let rest = self.rest(at + mark.len_utf8());
        let length = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
        let word = &rest[..length];
        let known = ["s", "m", "d", "re", "ve", "ll"].iter().any(|clitic| clitic.eq_ignore_ascii_case(word));
        known.then_some(at + mark.len_utf8() + length)
    }

    /// Reads a word whose letters begin at `from`; it may carry a mark before them (`at`).
    fn word(&mut self, at: usize, from: usize) -> usize {
        let mut end = from;
        while let Some(c) = self.char(end) {
            if end - at > LONGEST {
                break;
            }
            let next = end + c.len_utf8();
            if !(is_word(c) && !is_ideograph(c) || self.joins(at, end, c, next)) {
                break;
            }
            end = next;
            if c == '$' {
                break;
            }
        }
        let shouted = &self.text[at..end] == "Yahoo" && self.rest(end).starts_with('!');
        end = if shouted { end + 1 } else { self.with_stop(at, end) };
        self.cut(at, end)
    }

    /// True when the mark `c` at `end` joins the word before it to what follows.
    fn joins(&self, at: usize, end: usize, c: char, next: usize) -> bool {
        let left = self.text[at..end].chars().next_back();
        let right = self.char(next);
        let digits = left.is_some_and(|c| c.is_ascii_digit()) && right.is_some_and(|c| c.is_ascii_digit());
        let letters = left.is_some_and(char::is_alphabetic) && right.is_some_and(char::is_alphabetic);
        let ahead = |to: usize| self.rest(next).chars().take_while(char::is_ascii_digit).count() == to;
        match c {
            '.' => digits || (letters && self.is_initials(at, end)),
            ',' => digits && ahead(3),
            ':' => digits,
            '/' if digits => end - at <= 10 && !self.is_ratio(at, end, next),
            '/' if right.is_none() => matches!(&self.text[at..end], "w" | "W"),
            '/' => words::is_slashed(&self.text[at..end], self.part(next)),
            '&' => letters && end - at <= 3 && self.rest(next).find(|c: char| !is_word(c)).unwrap_or(1) <= 2,
            '-' if right.is_some_and(is_word) => self.keeps_hyphen(at, end, next),
            '-' => self.breaks_off(at, end, next),
            '$' => {
                right.is_none_or(|c| c.is_ascii_digit()) && matches!(&self.text[at..end], "US" | "U" | "A" | "C" | "HK")
            }
            _ if is_apostrophe(c) && self.is_decade(at, end, next) => true,
            _ if is_apostrophe(c) => letters && self.clitic(end).is_none() && !self.is_negation(end, next),
            _ => false,
        }
    }

    /// "20/20", "24/7": two numbers that can be no day and month.
    fn is_ratio(&self, at: usize, end: usize, next: usize) -> bool {
        let (left, right) = (&self.text[at..end], self.part(next));
        let goes_on = matches!(self.char(next + right.len()), Some('/' | '-' | '.'));
        let over = |word: &str| word.len() == 2 && word.parse::<u8>().is_ok_and(|number| number > 12);
        !goes_on && over(left) && (over(right) || (left, right) == ("24", "7"))
    }

    /// "the 60's", "the 1840's".
    fn is_decade(&self, at: usize, end: usize, next: usize) -> bool {
        let left = self.text[at..end].trim_start_matches(is_apostrophe);
        let year = matches!(left.len(), 2 | 4) && left.ends_with('0') && left.bytes().all(|byte| byte.is_ascii_digit());
        year && self.part(next) == "s"
    }

    /// The letters and digits from `at` on.
    fn part(&self, at: usize) -> &'a str {
        let rest = self.rest(at);
        &rest[..rest.find(|c: char| !is_word(c)).unwrap_or(rest.len())]
    }

    /// "n't" parts before its "n".
    fn is_negation(&self, end: usize, next: usize) -> bool {
        let mut rest = self.rest(next).chars();
        let tail = matches!(rest.next(), Some('t' | 'T')) && !rest.next().is_some_and(is_word);
        tail && self.text[..end].ends_with(['n', 'N'])
    }

    /// "U.S", "a.m", "Ph.D": single letters between full stops.
    fn is_initials(&self, at: usize, end: usize) -> bool {
        let last = self.text[at..end].rsplit('.').next().unwrap_or_default();
        let short = last.chars().count() == 1 || matches!(last, "Ph" | "Sc");
        let rest = self.rest(end + 1);
        let next = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
        short && rest[..next].chars().count() == 1
    }

    /// Whether the hyphen after `at..end` stays inside the word.
    fn keeps_hyphen(&self, at: usize, end: usize, next: usize) -> bool {
        let left = &self.text[at..end];
        let rest = self.rest(next);
        let right = &rest[..rest.find(|c: char| !is_word(c)).unwrap_or(rest.len())];
        let number =
            |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '/'));
        if number(left) && number(right) {
            // Telephone numbers and dates keep together; ranges ("4-11", "2004-2006") part.
            let again = rest[right.len()..].starts_with('-') || left.contains('-');
            return again || (right.len() == 4 && (left.contains('/') || matches!(left.len(), 1 | 3 | 5)));
        }
        if self.before(at) == Some('-') {
            return false;
        }
        // "F-16", "COVID-19": a name made of both.
        let letters = left.chars().all(char::is_uppercase) && right.bytes().all(|byte| byte.is_ascii_digit());
        // "UN-backed" has no prefix, "PRE-WAR" has one.
        let body = left.len() > 1 && !left.contains(char::is_lowercase);
        letters || words::is_suffix(right) || words::is_prefix(left) && !(body && right.contains(char::is_lowercase))
    }

    /// "th- the": a word broken off after a letter or two keeps its hyphen; a longer one where the speaker hesitates.
    fn breaks_off(&self, at: usize, end: usize, next: usize) -> bool {
        let left = &self.text[at..end];
        let fragment = match left.chars().count() {
            1 => left != "I",
            2 => left.ends_with(char::is_lowercase) && !words::is_short(left),
            _ => next == self.end && self.hesitates(),
        };
        fragment && self.before(at) != Some('-') && left.chars().all(char::is_alphabetic) && {
            let after = self.char(next);
            after.is_none_or(|c| matches!(c, ',' | '.' | '?' | '!' | '”' | '"'))
        }
    }

    /// True when a dash or a filler follows the chunk.
    fn hesitates(&self) -> bool {
        let after = self.text[self.end..].trim_start_matches(' ');
        after.starts_with(['–', '—']) || ["uh ", "um ", "uh,", "um,"].iter().any(|filler| after.starts_with(filler))
    }

    /// The end of a word with the full stop it keeps, if it does.
    fn with_stop(&self, at: usize, end: usize) -> usize {
        let stops = self.rest(end).bytes().take_while(|&byte| byte == b'.').count();
        if stops == 0 || stops > 2 {
            return end;
        }
        let word = &self.text[at..end];
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let ends_chunk = self.closes(end);
        let goes_on = self.following().is_some_and(|c| c.is_alphanumeric());
        let one = word.chars().count() == 1;
        let last = word == "etc" && self.rest(end) == "." && self.following().is_some_and(char::is_uppercase);
        if last || stops == 2 && !words::is_abbreviation(word) && !word.contains('.') {
            return end;
        }
        let initial = |last: &str| last.chars().count() == 1 && last.chars().all(char::is_alphabetic);
        let keeps = word.contains('.') && word.rsplit('.').next().is_some_and(initial)
            || words::is_abbreviation(word)
            || (words::is_doubtful_abbreviation(word) && capital && goes_on && ends_chunk)
            || (matches!(word, "No" | "no" | "Nos" | "p" | "pp" | "c" | "ca")
                && self.following().is_some_and(|c| c.is_ascii_digit()))
            || (matches!(word, "b" | "c" | "d" | "m" | "r") && self.before(at) == Some('('))
            || (one && capital && (!ends_chunk || self.following().is_some_and(char::is_uppercase)));
        if keeps && word.chars().any(char::is_alphabetic) { end + 1 } else { end }
    }

    /// Where a word typed without its apostrophe or blank parts.
    fn contraction(&self, word: &str) -> Option<&'static [usize]> {
        let parts = words::contraction(word)?;
        let (capital, shouted) = (word.starts_with(char::is_uppercase), !word.contains(char::is_lowercase));
        let typed = match word.len() {
            // "its" is typed for "it's" where no noun can follow.
            3 if word.eq_ignore_ascii_case("its") => !shouted && words::is_after_verb(self.word_after()),
            // "Im" and "IM" may be names.
            2..=3 => !shouted && (!capital || self.following().is_some_and(char::is_lowercase)),
            4 if word.eq_ignore_ascii_case("lets") => capital && !shouted,
            _ => true,
        };
        typed.then_some(parts)
    }

    /// The next chunk of this line, when a blank alone stands before it.
    fn word_after(&self) -> &'a str {
        let rest = self.text[self.end..].strip_prefix(' ').unwrap_or_default();
        let near = &rest[..rest.floor_char_boundary(NEAR)];
        &near[..near.find(|c: char| !(is_word(c) || c == '-')).unwrap_or(near.len())]
    }

    /// Emits a word, parted where a clitic, a unit or a contraction begins.
    fn cut(&mut self, at: usize, end: usize) -> usize {
        let word = &self.text[at..end];
        if let Some(parts) = self.contraction(word) {
            let mut from = at;
            for part in parts {
                self.push(from, at + part, from > at);
                from = at + part;
            }
            return self.push(from, end, true);
        }
        let digits = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.' | ':'))).unwrap_or(word.len());
        if digits > 0 && digits < word.len() && words::is_unit(&word[digits..]) {
            self.push(at, at + digits, false);
            return self.push(at + digits, end, false);
        }
        if let Some(apostrophe) = self.char(end).filter(|&c| is_apostrophe(c)) {
            let next = end + apostrophe.len_utf8();
            if word.len() == 1 && at == self.start && self.is_negation(end, next) {
                return self.push(at, next + 1, false);
            }
            if word.len() > 1 && self.is_negation(end, next) {
                self.push(at, end - 1, false);
                return self.push(end - 1, next + 1, true);
            }
            let plural = word.ends_with(['s', 'S', 'z', 'x']) && self.closes(next) && apostrophe != '`';
            if plural && !self.quotes.single && word.chars().count() > 2 && !self.rest(next).starts_with(is_apostrophe)
            {
                self.push(at, end, false);
                return self.push(end, next, true);
            }
        }
        self.push(at, end, false)
    }
}
