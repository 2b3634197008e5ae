//! CoNLL-U: a parse written as text, and read back from it.
//!
//! Source: universaldependencies.org/format.html. Names travel in MISC as `Name=B-PER` / `Name=I-PER`, which is ours.

use crate::{Deprel, Feats, Name, NameKind, Span, Syntax, Tok, Token, Upos, Xpos};
use std::fmt::Write;

/// Why a CoNLL-U text cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct Error {
    /// Line in the input, counted from 1.
    pub line: usize,
    /// What is wrong with it, in plain words.
    pub problem: &'static str,
}

/// Writes a parse of `text` as CoNLL-U sentences, `# newdoc id` first.
pub fn write(id: &str, text: &str, syntax: &Syntax) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# newdoc id = {}", id.replace(['\n', '\r'], " "));
    let mut paragraph = None;
    for (number, sentence) in syntax.sentences.iter().enumerate() {
        if paragraph != Some(sentence.paragraph) {
            paragraph = Some(sentence.paragraph);
            let _ = writeln!(out, "# newpar");
        }
        let _ = writeln!(out, "# sent_id = {}", number + 1);
        let flat: Vec<&str> = sentence.span.of(text).split_whitespace().collect();
        let _ = writeln!(out, "# text = {}", flat.join(" "));
        for tok in sentence.tokens.clone() {
            write_token(&mut out, text, syntax, sentence.tokens.clone(), tok);
        }
        out.push('\n');
    }
    out
}

fn write_token(out: &mut String, text: &str, syntax: &Syntax, range: std::ops::Range<Tok>, tok: Tok) {
    let token = &syntax.tokens[tok];
    let number = tok - range.start + 1;
    let starts = !token.glued && tok + 1 < range.end && syntax.tokens[tok + 1].glued;
    let last = (tok + 1..range.end).take_while(|&next| syntax.tokens[next].glued).last().unwrap_or(tok);
    let space = |last: Tok| {
        let end = syntax.tokens[last].span.end as usize;
        text[end..].chars().next().is_none_or(char::is_whitespace)
    };
    let blank = |form: &str| form.split_whitespace().collect::<Vec<_>>().join(" ");
    if starts {
        let whole = token.span.cover(syntax.tokens[last].span).of(text);
        let after = if space(last) { "_" } else { "SpaceAfter=No" };
        let _ = writeln!(out, "{number}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{after}", last - range.start + 1, blank(whole));
    }
    let mut misc = Vec::new();
    if let Some(name) = syntax.name_at(tok) {
        misc.push(format!("Name={}-{}", if name.tokens.start == tok { "B" } else { "I" }, name.kind));
    }
    if !starts && !token.glued && !space(tok) {
        misc.push("SpaceAfter=No".to_owned());
    }
    let (head, deprel) = match syntax.head(tok) {
        Some(head) => (head - range.start + 1, token.deprel),
        None => (0, Deprel::Root),
    };
    let misc = if misc.is_empty() { "_".to_owned() } else { misc.join("|") };
    let lemma = if token.lemma.is_empty() { "_" } else { token.lemma.as_str() };
    let _ = writeln!(
        out,
        "{number}\t{}\t{lemma}\t{}\t{}\t{}\t{head}\t{deprel}\t_\t{misc}",
        blank(token.span.of(text)),
        token.upos,
        token.xpos,
        token.feats,
    );
}

/// Reads CoNLL-U sentences and lays them on `text`, whose characters they must spell in order (blanks aside).
///
/// Sentences are one paragraph until `# newpar` or a blank line of `text` says otherwise.
pub fn read(conllu: &str, text: &str) -> Result<Syntax, Error> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut sentences = Vec::new();
    let mut names: Vec<Name> = Vec::new();
    let (mut at, mut start, mut paragraph) = (0, 0, 0);
    let mut joined = 0..0;
    let mut new_paragraph = false;
    let lines = conllu.lines().map(str::trim_end).chain(std::iter::once(""));
    for (line, row) in lines.enumerate().map(|(n, row)| (n + 1, row)) {
        let wrong = |problem| Error { line, problem };
        if row.is_empty() {
            if tokens.len() > start {
                sentences.push((start..tokens.len(), paragraph));
                start = tokens.len();
            }
            joined = 0..0;
            continue;
        }
        if row.starts_with('#') {
            new_paragraph |= row.starts_with("# newpar");
            continue;
        }
        let cols: Vec<&str> = row.split('\t').collect();
        let [id, form, lemma, upos, xpos, feats, head, deprel, _, misc] = cols[..] else {
            return Err(wrong("expected ten columns separated by tabs"));
        };
        if let Some((first, last)) = id.split_once('-') {
            let bounds = first.parse::<usize>().ok().zip(last.parse::<usize>().ok());
            let (first, last) = bounds.ok_or(wrong("a token range is not two numbers"))?;
            joined = start + first..start + last;
            continue;
        }
        if id.contains('.') {
            continue;
        }
        let span = locate(text, at, form).ok_or(wrong("the form is not the next word of the text"))?;
        new_paragraph |= tokens.len() == start && text[at..span.start as usize].contains("\n\n");
        if std::mem::take(&mut new_paragraph) && !tokens.is_empty() {
            paragraph += 1;
        }
        at = span.end as usize;
        let head: usize = head.parse().map_err(|_| wrong("the head is not a number"))?;
        let tok = tokens.len();
        tokens.push(Token {
            span,
            glued: joined.contains(&tok),
            lemma: if lemma == "_" && form != "_" { "".into() } else { lemma.into() },
            upos: Upos::parse(upos).unwrap_or_default(),
            xpos: Xpos::parse(xpos).unwrap_or_default(),
            feats: Feats::parse(feats),
            head: if head == 0 { tok } else { start + head - 1 },
            deprel: Deprel::parse_or_universal(deprel).unwrap_or_default(),
            margin: 0.0,
        });
        let label = misc.split('|').find_map(|item| item.strip_prefix("Name="));
        if let Some((begin, kind)) = label.and_then(|label| label.split_once('-')) {
            let kind = NameKind::parse(kind).unwrap_or_default();
            match names.last_mut() {
                Some(last) if begin == "I" && last.tokens.end == tok && last.kind == kind => last.tokens.end += 1,
                _ => names.push(Name { tokens: tok..tok + 1, kind }),
            }
        }
    }
    Ok(Syntax::new(tokens, sentences, names))
}

/// The next word of the text after `at`, when it spells `form`; blanks inside a form match any blanks.
fn locate(text: &str, at: usize, form: &str) -> Option<Span> {
    let begin = at + text[at..].find(|c: char| !c.is_whitespace())?;
    let mut rest = text[begin..].char_indices().peekable();
    let mut end = begin;
    for c in form.chars() {
        if c.is_whitespace() {
            while rest.next_if(|(_, t)| t.is_whitespace()).is_some() {}
            continue;
        }
        let (offset, t) = rest.next()?;
        if t != c {
            return None;
        }
        end = begin + offset + t.len_utf8();
    }
    Some(Span::new(begin, end))
}
