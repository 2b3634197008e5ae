//! Lays quotations over a content: one that is mostly said is taken whole, and one that runs on in the sentences after
//! the cue's or the next paragraph is the same statement.

use super::scene::Scene;
use rapporteur_syntax::Tok;
use std::ops::Range;

/// Paragraphs that one quotation may run on through.
const PARAGRAPHS: usize = 12;

/// Extends the words of a content to the quotations they stand in.
pub(crate) fn quoted(scene: &Scene, mut tokens: Vec<Tok>, cue: Tok) -> Vec<Tok> {
    if let Some(own) = scene.quotes.holding(cue) {
        // A cue inside a quotation attributes words of that quotation alone.
        tokens.retain(|tok| own.tokens.contains(tok));
        return tokens;
    }
    let mut touched: Vec<usize> = tokens.iter().filter_map(|&tok| scene.quotes.index(tok)).collect();
    touched.dedup();
    let sentence = scene.syntax.sentence(cue).tokens.clone();
    let mut last = None;
    for idx in touched {
        let quote = &scene.quotes.all[idx];
        let here = quote.tokens.start.max(sentence.start)..quote.tokens.end.min(sentence.end);
        let held = tokens.iter().filter(|&tok| here.contains(tok)).count();
        if held * 2 >= here.len() {
            tokens.extend(quote.tokens.clone());
            last = Some(idx);
        }
    }
    if let Some(idx) = last.filter(|&idx| scene.quotes.all[idx].is_speech()) {
        run_on(scene, idx, sentence.end, &mut tokens);
    }
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}

/// Adds the sentences after a word that are quoted through and through and follow on a quotation.
pub(crate) fn run_on(scene: &Scene, mut idx: usize, mut from: Tok, tokens: &mut Vec<Tok>) {
    let mut paragraphs = 0;
    while let Some(next) = scene.quotes.all.get(idx + 1) {
        let before = &scene.quotes.all[idx];
        from = from.max(before.tokens.end);
        let from_is = |tok: Tok| (from..tok).all(|between| scene.is_punct(between));
        // The opening mark may stand at the end of the sentence before.
        if next.tokens.start + 1 < from
            || next.tokens.start > from + 3
            || !from_is(next.tokens.start)
            || !next.is_speech()
        {
            return;
        }
        let end = scene.syntax.sentence(next.tokens.end - 1).tokens.end;
        if (next.tokens.end..end).any(|tok| !scene.is_punct(tok)) {
            return;
        }
        if next.paragraph != before.paragraph {
            // A new paragraph goes on when the mark before it was left open, or when it is all quotation.
            paragraphs += 1;
            let rest = scene.syntax.tokens.get(end).map(|_| scene.paragraph(end));
            if paragraphs > PARAGRAPHS || (before.closed && rest == Some(next.paragraph)) {
                return;
            }
        }
        tokens.extend(next.tokens.clone());
        idx += 1;
        from = end;
    }
}

/// Behind a quotation that its comma ends before the cue, what follows the cue is more of it only when it is quoted too:
/// "“It is over,” he said, leaving the hall".
pub(crate) fn part(scene: &Scene, tokens: &mut Vec<Tok>, cue: Range<Tok>) {
    let ended = |tok: &Tok| *tok < cue.start && scene.quotes.holding(*tok).is_some_and(|quote| quote.rounded);
    let quoted = |tok: &Tok| *tok >= cue.end && scene.quotes.holding(*tok).is_some();
    if scene.quotes.holding(cue.start).is_none() && tokens.iter().any(ended) && !tokens.iter().any(quoted) {
        tokens.retain(|&tok| tok < cue.end);
    }
}

/// Removes what is not the content's own, closes its gaps of punctuation, and trims its edges.
pub(crate) fn trimmed(scene: &Scene, tokens: &[Tok], without: impl Fn(Tok) -> bool) -> Vec<Tok> {
    let kept: Vec<Tok> = tokens.iter().copied().filter(|&tok| !without(tok)).collect();
    let mut filled: Vec<Tok> = Vec::with_capacity(kept.len());
    for &tok in &kept {
        if let Some(&last) = filled.last()
            && tok - last <= 4
            && (last + 1..tok).all(|between| scene.is_punct(between))
        {
            filled.extend(last + 1..tok);
        }
        filled.push(tok);
    }
    let mut pieces: Vec<Range<Tok>> = Vec::new();
    for tok in filled {
        match pieces.last_mut() {
            Some(piece) if piece.end == tok => piece.end += 1,
            _ => pieces.push(tok..tok + 1),
        }
    }
    pieces.into_iter().map(|piece| edges(scene, piece)).flat_map(|piece| piece.collect::<Vec<_>>()).collect()
}

/// A piece without the punctuation at its edges; quotation marks stay when their partner is in it.
fn edges(scene: &Scene, mut piece: Range<Tok>) -> Range<Tok> {
    let partner_in = |tok: Tok, piece: &Range<Tok>| {
        scene.quotes.holding(tok).is_some_and(|quote| {
            piece.start <= quote.tokens.start && quote.tokens.end <= piece.end
                || (tok == quote.tokens.start && !quote.closed)
        })
    };
    let loose = |tok: Tok, piece: &Range<Tok>| match scene.form(tok) {
        "(" | "[" | "$" | "£" | "€" | "#" | "@" | "%" | ")" | "]" => false,
        _ if scene.is_quote(tok) => !partner_in(tok, piece),
        "?" | "!" => false,
        _ => scene.is_punct(tok),
    };
    while !piece.is_empty() && loose(piece.start, &piece) {
        piece.start += 1;
    }
    while !piece.is_empty() && loose(piece.end - 1, &piece) {
        piece.end -= 1;
    }
    piece
}
