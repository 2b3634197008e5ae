//! Attributions without a word that attributes: "X: …" where a paragraph begins, "…: X" where a headline ends, a
//! quotation followed by a dash and a name; and "put the number at nine", whose verb says so only with these words.

use super::candidate::Candidate;
use super::nature;
use super::scene::Scene;
use super::source::{self, Source};
use super::turns;
use crate::clause;
use crate::lexicon::statements::Company;
use crate::row::Act;
use rapporteur_syntax::{NameKind, Tok, Upos};
use std::ops::Range;

/// A verbless attribution around a word, if there is one.
pub(crate) fn of(scene: &Scene, tok: Tok) -> Option<Candidate> {
    let verbless = colon(scene, tok).or_else(|| trailing(scene, tok)).or_else(|| signature(scene, tok));
    verbless.or_else(|| reckoned(scene, tok))
}

/// The longest name before a colon or behind a dash, in words.
const NAME: usize = 6;

/// "Minister: the deal is dead" where a paragraph begins: a headline, or a turn of a conversation.
fn colon(scene: &Scene, tok: Tok) -> Option<Candidate> {
    if scene.form(tok) != ":" {
        return None;
    }
    let sentence = scene.syntax.sentence_index(tok);
    let paragraph = scene.syntax.sentences[sentence].paragraph;
    let opens = sentence.checked_sub(1).is_none_or(|before| scene.syntax.sentences[before].paragraph != paragraph);
    let start = scene.syntax.sentences[sentence].tokens.start;
    let name = start + usize::from(scene.is_quote(start))..tok;
    let turn =
        name.len() == 1 && (scene.form(start) == "Q" || scene.form(start) == "A" && asked(scene, start).is_some());
    if !opens || !(turn || is_name(scene, &name) && !turns::is_thing(scene, &name)) {
        return None;
    }
    let later = scene.syntax.sentences[sentence..].iter().take_while(|later| later.paragraph == paragraph);
    let end = later.last().map_or(tok, |last| last.tokens.end);
    let because = if turn { TURN } else { "format:colon" };
    let mut source = source(scene, name);
    if scene.form(start) == "A" {
        source.stands_for = guest(scene, start).unwrap_or(source.head);
    }
    if end <= tok + 1 {
        return None;
    }
    let mut candidate = Candidate::of_format(scene, because, tok, source, (tok + 1..end).collect());
    if scene.form(start) == "Q" && turn {
        candidate.act = Act::Ask;
    }
    Some(candidate)
}

/// Why a turn of an interview ("Q: … A: …") is a statement.
pub(crate) const TURN: &str = "format:turn";

/// Who answers: the person whom the paragraphs before the first question name last.
fn guest(scene: &Scene, answer: Tok) -> Option<Tok> {
    let syntax = scene.syntax;
    let first = asked(scene, answer)?;
    let last = syntax.names.partition_point(|name| name.tokens.end <= first);
    let person = syntax.names[..last].iter().rev().take(NAMES).find(|name| name.kind == NameKind::Person)?;
    let outside = |&tok: &Tok| syntax.head(tok).is_none_or(|head| !person.tokens.contains(&head));
    person.tokens.clone().find(outside)
}

/// The "Q:" that opens the interview of an answer.
fn asked(scene: &Scene, answer: Tok) -> Option<Tok> {
    let sentences = &scene.syntax.sentences;
    let before = scene.syntax.sentence_index(answer);
    let mut starts = sentences[before.saturating_sub(TURNS)..before].iter().map(|sentence| sentence.tokens.start);
    starts.find(|&start| scene.form(start) == "Q" && start + 1 < answer && scene.form(start + 1) == ":")
}

/// Sentences back in which the first question of an interview is looked for, and names before it.
const TURNS: usize = 200;
const NAMES: usize = 8;

/// The clock time that opens an entry of a live report, before what the entry tells: "14:20 “The army has left,” …".
pub(crate) fn is_stamp(scene: &Scene, tok: Tok) -> bool {
    let opens = tok.checked_sub(1).is_none_or(|before| scene.paragraph(before) != scene.paragraph(tok));
    let clock = |form: &str| {
        let (hours, minutes) = form.split_once(':')?;
        let digits = |text: &str| text.len() <= 2 && text.chars().all(|c| c.is_ascii_digit());
        Some(!hours.is_empty() && minutes.len() == 2 && digits(hours) && digits(minutes))
    };
    opens && clock(scene.form(tok)) == Some(true)
}

/// "Deal is dead: ministry": a headline that ends with who says so.
fn trailing(scene: &Scene, tok: Tok) -> Option<Candidate> {
    let sentence = &scene.syntax.sentence(tok).tokens;
    if scene.form(tok) != ":" || scene.paragraph(tok) != 0 || tok - sentence.start < 3 {
        return None;
    }
    let name = tok + 1..sentence.end;
    if name.is_empty() {
        return None;
    }
    let ends = scene.syntax.tokens.get(sentence.end).is_none_or(|_| scene.paragraph(sentence.end) != 0);
    let plain = |tok: Tok| !scene.is_punct(tok) && !scene.is_verb(tok) && scene.upos(tok) != Upos::Num;
    let source = source(scene, name.clone());
    let speaks = matches!(
        scene.nature(source.head),
        nature::PERSON_NAME..=nature::LAND_NAME | nature::PROPER..=nature::COMPANION | nature::PERSON..
    );
    let fits = ends && name.len() <= NAME && name.clone().all(plain) && speaks;
    fits.then(|| Candidate::of_format(scene, "format:headline", tok, source, (sentence.start..tok).collect()))
}

/// “We will go.” — Jane Roe: a quotation signed with a name.
fn signature(scene: &Scene, tok: Tok) -> Option<Candidate> {
    let dash = matches!(scene.form(tok), "―" | "—" | "–" | "--" | "-");
    let idx = tok.checked_sub(1).filter(|_| dash).and_then(|before| scene.quotes.index(before))?;
    let quote = &scene.quotes.all[idx];
    if quote.tokens.end != tok || !quote.closed || !quote.is_speech() {
        return None;
    }
    let paragraph = scene.paragraph(tok);
    let rest =
        (tok + 1..scene.syntax.len()).take_while(|&next| scene.paragraph(next) == paragraph && !scene.is_punct(next));
    let name = tok + 1..rest.take(NAME + 1).last()? + 1;
    if !is_name(scene, &name) {
        return None;
    }
    // Speech over several paragraphs: all but its last was left open.
    let mut first = idx;
    while first > 0
        && !scene.quotes.all[first - 1].closed
        && scene.quotes.all[first - 1].tokens.end == scene.quotes.all[first].tokens.start
    {
        first -= 1;
    }
    let content = (scene.quotes.all[first].tokens.start..tok).collect();
    Some(Candidate::of_format(scene, "format:signature", tok, source(scene, name), content))
}

/// "The coast guard put the number at nine": whoever reckons says how many.
fn reckoned(scene: &Scene, tok: Tok) -> Option<Candidate> {
    if scene.lemma(tok) != "put" || !scene.is_verb(tok) {
        return None;
    }
    let counts = |&object: &Tok| matches!(scene.lemma(object), "toll" | "number" | "figure" | "count" | "total");
    let object = clause::object(scene.syntax, tok).filter(counts)?;
    let number = clause::under(scene.syntax, tok, "at").chain(clause::under(scene.syntax, object, "at")).next()?;
    let speaker = clause::subject(scene.syntax, tok).filter(|&speaker| speaker < tok && number > object)?;
    let source = Source { head: speaker, tokens: source::phrase(scene, speaker, tok), stands_for: speaker };
    let content = scene.syntax.reach(object).start..scene.syntax.reach(number).end;
    Some(Candidate::of_format(scene, "format:put-at", tok, source, content.collect()))
}

/// A few words with capitals, one of them a name or a document that speaks ("Poll: …").
fn is_name(scene: &Scene, words: &Range<Tok>) -> bool {
    let upper = |tok: Tok| scene.form(tok).chars().next().is_some_and(char::is_uppercase);
    let fits = |tok: Tok| {
        (upper(tok) || scene.form(tok).len() <= 3 || scene.is_punct(tok))
            && !(scene.is_verb(tok) || scene.upos(tok) == Upos::Num)
    };
    let speaks =
        |tok: Tok| scene.upos(tok) == Upos::Propn || (upper(tok) && scene.company(tok) == Some(Company::Document));
    let few = words.clone().filter(|&tok| !scene.is_punct(tok)).count() <= NAME;
    !words.is_empty() && few && words.clone().all(fits) && words.clone().any(speaks)
}

fn source(scene: &Scene, words: Range<Tok>) -> Source {
    let inside = |tok: Tok| scene.syntax.head(tok).is_some_and(|up| words.contains(&up));
    let head = words.clone().find(|&tok| !inside(tok) && !scene.is_punct(tok)).unwrap_or(words.start);
    Source { head, tokens: words.collect(), stands_for: head }
}
