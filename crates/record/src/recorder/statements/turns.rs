//! Turns of a conversation by name in capitals: "OKAFOR: We will not sign. REPORTER: When then?", each in its paragraph or
//! run in.
//!
//! A word in capitals before a colon may as well be a place ("KENYA: twelve cases") or a heading ("UPDATE: …"). It speaks
//! where it is a person of the report or a role ("REPORTER"), or where it comes back in a conversation, and says a clause.

use super::candidate::Candidate;
use super::formats;
use super::scene::Scene;
use super::source::Source;
use crate::lexicon::statements::Joint;
use crate::row::{Act, ActorKind};
use rapporteur_syntax::{NameKind, Tok, Upos};
use std::ops::Range;

/// Words of a label, punctuation left out.
const WORDS: usize = 6;
/// Paragraphs between one label and the next that are the same turn.
const PARAGRAPHS: u32 = 4;

/// Words in capitals before a colon, where a paragraph or a sentence begins.
struct Label {
    words: Range<Tok>,
    colon: Tok,
    /// The surname, or the last word of the role.
    key: String,
    /// A person of the report with this surname, by the head of the name.
    person: Option<Tok>,
    role: bool,
    /// A place or a heading.
    thing: bool,
}

/// The turns of the report's conversation; none where it holds none.
pub(crate) fn all(scene: &Scene) -> Vec<Candidate> {
    let labels: Vec<Label> =
        (0..scene.syntax.len()).filter(|&tok| scene.form(tok) == ":").filter_map(|tok| label(scene, tok)).collect();
    if labels.len() < 2 {
        return Vec::new();
    }
    let labels = speakers(scene, labels);
    let ends = labels.iter().skip(1).map(|next| Some(next.words.start)).chain([None]);
    labels.iter().zip(ends).filter_map(|(label, next)| turn(scene, label, next)).collect()
}

/// True for a label in capitals that names a place or a heading and no person of the report.
pub(crate) fn is_thing(scene: &Scene, words: &Range<Tok>) -> bool {
    let capitals = words.clone().all(|tok| is_capital(scene.form(tok)) || scene.is_punct(tok));
    capitals && names_thing(scene, words) && person(scene, scene.form(words.end - 1)).is_none()
}

fn is_capital(form: &str) -> bool {
    let mut letters = form.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase) && !form.chars().any(|c| c.is_ascii_digit())
}

/// The label that a colon ends, if one does.
fn label(scene: &Scene, colon: Tok) -> Option<Label> {
    let beside = |tok: Tok| scene.paragraph(tok) == scene.paragraph(colon);
    let before = |tok: Tok| tok.checked_sub(1).filter(|&before| beside(before));
    let mut end = colon;
    // "OKAFOR (through an interpreter): …"
    if before(end).is_some_and(|last| scene.form(last) == ")") {
        end = (0..end).rev().take(12).find(|&tok| scene.form(tok) == "(")?;
    }
    let fits = |&tok: &Tok| is_capital(scene.form(tok)) || matches!(scene.form(tok), "," | "." | "-" | "'" | "’");
    let mut start = end;
    while let Some(tok) = before(start).filter(fits).filter(|&tok| end - tok <= 2 * WORDS) {
        start = tok;
    }
    let start = (start..end).find(|&tok| is_capital(scene.form(tok)))?;
    let opens = before(start).is_none_or(|tok| {
        matches!(scene.form(tok), "." | "?" | "!" | "…" | "..." | ")" | "]" | "—" | "–" | "--" | "*" | "•")
            || scene.is_quote(tok)
    });
    let own = start..(start..end).find(|&tok| scene.form(tok) == ",").unwrap_or(end);
    let words = own.clone().filter(|&tok| is_capital(scene.form(tok)));
    let last = words.clone().next_back()?;
    let long = words.clone().any(|tok| scene.form(tok).len() > 1);
    (opens && long && words.count() <= WORDS).then(|| Label {
        key: scene.form(last).to_owned(),
        person: person(scene, scene.form(last)),
        role: is_role(scene, last),
        thing: names_thing(scene, &own),
        words: start..end,
        colon,
    })
}

/// The head of a person's name in the report that ends with this word, itself not in capitals.
fn person(scene: &Scene, word: &str) -> Option<Tok> {
    let syntax = scene.syntax;
    let mut names = syntax.names.iter().filter(|name| name.kind == NameKind::Person).take(NAMES);
    let name = names.find(|name| {
        let last = scene.form(name.tokens.end - 1);
        last.len() == word.len() && last.to_uppercase() == word && !is_capital(last)
    })?;
    let outside = |&tok: &Tok| syntax.head(tok).is_none_or(|head| !name.tokens.contains(&head));
    name.tokens.clone().find(outside)
}

/// Names of persons looked through for a surname.
const NAMES: usize = 200;

/// "REPORTER", "PRIME MINISTER", "QUESTION".
fn is_role(scene: &Scene, last: Tok) -> bool {
    let word = scene.form(last).to_lowercase();
    let noun = scene.report.knowledge.actors.noun(&word);
    noun.is_some_and(|noun| noun.kind == ActorKind::Person) || scene.lexicon.joins(&word, Joint::Turn)
}

/// "KENYA", "UPDATE", "NEW DELHI": where or what the line is about.
fn names_thing(scene: &Scene, words: &Range<Tok>) -> bool {
    let knowledge = scene.report.knowledge;
    let name = scene.report.words(scene.syntax.span(words.clone()));
    let heading = |tok: Tok| scene.lexicon.joins(&scene.form(tok).to_lowercase(), Joint::Heading);
    words.clone().any(heading)
        || knowledge.actors.state(name).is_some()
        || knowledge.places.named(name).next().is_some()
        || knowledge.places.country_of(name).is_some()
}

/// The labels that are speakers of one conversation.
fn speakers(scene: &Scene, labels: Vec<Label>) -> Vec<Label> {
    let turns = |key: &str| labels.iter().filter(|label| label.key == key).count();
    let says = |label: &Label| {
        let near = label.colon + 1..scene.syntax.len().min(label.colon + 1 + NEAR);
        let mut own = near.take_while(|&tok| scene.paragraph(tok) == scene.paragraph(label.colon));
        own.any(|tok| scene.is_verb(tok) || scene.upos(tok) == Upos::Aux || scene.form(tok) == "?")
    };
    let mut voices: Vec<(&str, bool)> = Vec::new();
    for label in labels.iter().take(LABELS) {
        if voices.iter().any(|(key, _)| *key == label.key) {
            continue;
        }
        let count = turns(&label.key);
        let clauses = labels.iter().filter(|other| other.key == label.key && says(other)).count();
        let known = label.person.is_some() || label.role;
        if (known || !label.thing) && clauses * 2 >= count {
            voices.push((&label.key, known || count > 1));
        }
    }
    let talk = voices.len() > 1 && voices.iter().any(|(_, sure)| *sure);
    let keys: Vec<String> = voices.iter().filter(|_| talk).map(|(key, _)| (*key).to_owned()).collect();
    labels.into_iter().filter(|label| keys.contains(&label.key)).collect()
}

/// Words behind a colon in which a clause is looked for, and labels a report that are counted.
const NEAR: usize = 40;
const LABELS: usize = 60;

/// What is said from a label's colon to the next label.
fn turn(scene: &Scene, label: &Label, next: Option<Tok>) -> Option<Candidate> {
    let syntax = scene.syntax;
    let own = scene.paragraph(label.colon);
    // Paragraphs without a label are the same turn only where the conversation goes on behind them.
    let reach = next.map_or(own, |next| scene.paragraph(next).min(own + PARAGRAPHS));
    let end = next.unwrap_or(syntax.len());
    let aside = |tok: Tok| matches!(scene.form(tok), "(" | "[");
    let sentence = syntax.sentence_index(label.colon);
    let mut content: Vec<Tok> = Vec::new();
    for sentence in &syntax.sentences[sentence..] {
        let words = sentence.tokens.start.max(label.colon + 1)..sentence.tokens.end.min(end);
        let aside = sentence.paragraph > own && aside(sentence.tokens.start);
        if sentence.paragraph > reach || sentence.tokens.start >= end || aside {
            break;
        }
        content.extend(words);
    }
    let last = content.iter().rev().copied().find(|&tok| !scene.is_quote(tok))?;
    let head = label.words.clone().find(|&tok| syntax.head(tok).is_none_or(|up| !label.words.contains(&up)));
    let head = head.unwrap_or(label.words.start);
    let source = Source { head, tokens: label.words.clone().collect(), stands_for: label.person.unwrap_or(head) };
    let mut candidate = Candidate::of_format(scene, formats::TURN, label.colon, source, content);
    if scene.form(last) == "?" {
        candidate.act = Act::Ask;
    }
    Some(candidate)
}
