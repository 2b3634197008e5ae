//! A quotation that stands alone: sentences quoted through and through that no word attributes.
//!
//! They are the words of whoever the sentence before lets speak: by a report ("The minister said the bridge would reopen.
//! “We need two more weeks.”"), by telling that he spoke ("She spoke to reporters.") or where ("In an interview, he was
//! blunt."). Where that sentence lets nobody speak or two, asks, or two have spoken in turn, nobody is guessed.

use super::candidate::Candidate;
use super::nature;
use super::running;
use super::scene::Scene;
use super::source::Source;
use super::voice::{Voice, is_same, lets_speak, spoke};
use crate::clause;
use crate::lexicon::statements::Frame;
use crate::recorder::quotes::Quotation;
use crate::row::Act;
use rapporteur_syntax::{Tok, Upos};

/// Why a quotation that stands alone is a statement.
pub(crate) const ALONE: &str = "format:alone";

/// Sentences that may stand between a speaker and the quotation, all about the speaker.
const BACK: usize = 2;
/// Log odds behind a report in the same paragraph: four in five are right.
const REPORTED: f32 = 1.2;
/// Log odds behind a sentence that only tells that somebody spoke, or in another paragraph: two in three are right.
const SPOKE: f32 = 0.8;
/// A quotation of fewer words may be a title, a sign or a cry.
const WORDS: usize = 3;

/// Gives every quotation that stands alone to whoever is let speak: more of the same statement where that is a quotation of
/// the paragraph too, else a statement of its own.
pub(crate) fn settle(scene: &Scene, candidates: &mut Vec<Candidate>) {
    part(scene, candidates);
    let claimed = claimed(scene, candidates);
    let mut said = vec![false; scene.syntax.len()];
    candidates.iter().flat_map(|candidate| &candidate.content).for_each(|&tok| said[tok] = true);
    let mut found: Vec<Candidate> = Vec::new();
    let mut free = 0;
    for (idx, quote) in scene.quotes.all.iter().enumerate() {
        if claimed[idx] || quote.tokens.start < free || !stands_alone(scene, quote) {
            continue;
        }
        let content = whole(scene, idx, &claimed);
        let Some(voice) = speaker(scene, candidates, &said, &content) else { continue };
        free = content.last().map_or(free, |&last| last + 1);
        match voice {
            Speaker::Goes(on) => {
                candidates[on].content.extend(content);
            }
            Speaker::Starts(candidate) => found.push(candidate.holding(content)),
        }
    }
    candidates.extend(found);
    candidates.sort_by_key(|candidate| (candidate.cue.start, candidate.head));
}

/// Ends a content where another speaker may begin: behind a question, and where two speak in turn, the next paragraph is
/// not the same speaker's for being a quotation.
fn part(scene: &Scene, candidates: &mut [Candidate]) {
    let border = |candidate: &Candidate| {
        let own = scene.paragraph(candidate.head);
        let next = candidate.content.iter().position(|&tok| scene.paragraph(tok) > own)?;
        let open = scene.quotes.holding(candidate.content[next.checked_sub(1)?]).is_none_or(|quote| !quote.closed);
        let other = candidate.act == Act::Ask || spoken_over(scene, candidates, candidate.content[next]);
        (scene.quotes.holding(candidate.head).is_none() && !open && other).then_some(next)
    };
    let borders: Vec<Option<usize>> = candidates.iter().map(border).collect();
    for (candidate, border) in candidates.iter_mut().zip(borders) {
        if let Some(border) = border {
            candidate.content.truncate(border);
        }
    }
}

/// The quotations that a statement holds: one from outside of them, or one at their end whose closing mark was lost
/// ("“We wait, he said.").
fn claimed(scene: &Scene, candidates: &[Candidate]) -> Vec<bool> {
    let mut claimed = vec![false; scene.quotes.all.len()];
    for candidate in candidates {
        let own = scene.quotes.index(candidate.head);
        let behind = candidate.content.last().is_some_and(|&last| last < candidate.head)
            && scene.quotes.holding(candidate.head).is_some_and(|own| candidate.content.len() * 2 >= own.tokens.len());
        let mut last = None;
        for quote in candidate.content.iter().filter_map(|&tok| scene.quotes.index(tok)) {
            if last != Some(quote) && (Some(quote) != own || behind) {
                claimed[quote] = true;
                last = Some(quote);
            }
        }
    }
    claimed
}

/// Whole sentences, quoted through and through, that can be speech: no heading, title or sign.
fn stands_alone(scene: &Scene, quote: &Quotation) -> bool {
    let words = || quote.tokens.clone().filter(|&tok| !scene.is_punct(tok));
    let (Some(first), Some(last)) = (words().next(), words().next_back()) else { return false };
    let sentences = scene.syntax.sentence(first).tokens.start..scene.syntax.sentence(last).tokens.end;
    let own = |tok: Tok| quote.tokens.contains(&tok) || scene.is_punct(tok);
    // Behind a comma whoever speaks is still to come.
    let comma = (last..quote.tokens.end).any(|tok| scene.form(tok) == ",");
    let ended = (quote.rounded || !quote.closed) && !comma;
    let predicates = words().any(|tok| scene.is_verb(tok) || scene.upos(tok) == Upos::Aux);
    let capital = |tok: Tok| scene.form(tok).starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic());
    let heading = words().all(|tok| capital(tok) || scene.form(tok).len() <= 3);
    ended && quote.words >= WORDS && predicates && !heading && sentences.clone().all(own)
}

/// The quotation with those that it runs on in, as far as nobody else claims them.
fn whole(scene: &Scene, idx: usize, claimed: &[bool]) -> Vec<Tok> {
    let quote = &scene.quotes.all[idx];
    let mut content: Vec<Tok> = quote.tokens.clone().collect();
    running::run_on(scene, idx, scene.syntax.sentence(quote.tokens.end - 1).tokens.end, &mut content);
    let other = content.iter().position(|&tok| scene.quotes.index(tok).is_some_and(|own| own != idx && claimed[own]));
    content.truncate(other.unwrap_or(content.len()));
    content
}

/// Whose a quotation is.
enum Speaker {
    /// More of the content of this candidate.
    Goes(usize),
    /// A statement of its own by the speaker of this one, whose content is still another's.
    Starts(Box<Candidate>),
}

/// Where a quotation stands: its words with all it runs on in, and whether the sentence before is of its paragraph.
struct Lone<'q> {
    content: &'q [Tok],
    near: bool,
}

fn speaker(scene: &Scene, candidates: &[Candidate], said: &[bool], content: &[Tok]) -> Option<Speaker> {
    let first = content.iter().copied().find(|&tok| !scene.is_punct(tok))?;
    let mut at = scene.syntax.sentence_index(first).checked_sub(1)?;
    let paragraph = scene.syntax.sentences[at].paragraph;
    let lone = Lone { content, near: paragraph == scene.paragraph(first) };
    if let Some(behind) = told_behind(scene, said, &lone) {
        return lone.is_cry(scene).then(|| Speaker::Starts(Box::new(behind.speaking(ALONE, SPOKE))));
    }
    if spoken_over(scene, candidates, first) {
        return None;
    }
    let mut about: Option<Tok> = None;
    for _ in 0..=BACK {
        if scene.syntax.sentences[at].paragraph != paragraph {
            return None;
        }
        let before = at.checked_sub(1);
        match lets_speak(scene, candidates, at) {
            Voice::Of(idx) => {
                let quoted = before.filter(|&at| scene.syntax.sentences[at].paragraph == paragraph);
                let quoted = quoted.filter(|_| about.is_none() && is_pronoun(scene, &candidates[idx]));
                return lone.by(scene, candidates, idx, about, quoted);
            }
            Voice::Spoke(candidate) => return lone.starts(scene, *candidate, about, SPOKE),
            Voice::Unclear => return None,
            Voice::Nobody(subject) => about = Some(subject?),
        }
        at = before?;
    }
    None
}

impl Lone<'_> {
    /// More of the statement of this candidate or of the one before it, or a statement of its own by the same speaker.
    fn by(
        &self,
        scene: &Scene,
        candidates: &[Candidate],
        idx: usize,
        about: Option<Tok>,
        before: Option<usize>,
    ) -> Option<Speaker> {
        if self.near && goes_on(scene, &candidates[idx], about) {
            return Some(Speaker::Goes(idx));
        }
        // "“We wait,” Ruth Wafula said. She did not say for whom. “We have time.”"
        match before.filter(|_| self.near).map(|at| lets_speak(scene, candidates, at)) {
            Some(Voice::Of(quoted)) if goes_on(scene, &candidates[quoted], None) => Some(Speaker::Goes(quoted)),
            _ => {
                let odds = if self.near && about.is_none() { REPORTED } else { SPOKE };
                self.starts(scene, candidates[idx].clone(), about, odds)
            }
        }
    }

    /// A statement of its own, unless the sentences between or the one behind are about somebody else.
    fn starts(&self, scene: &Scene, candidate: Candidate, about: Option<Tok>, odds: f32) -> Option<Speaker> {
        let source = candidate.source.as_ref()?;
        let behind = self.content.last().filter(|_| !self.near).and_then(|&last| taken_up(scene, last));
        let same = about.into_iter().chain(behind).all(|tok| is_same(scene, tok, source));
        same.then(|| Speaker::Starts(Box::new(candidate.speaking(ALONE, odds))))
    }

    /// Ends with an exclamation or question mark, at which a sentence may end that goes on: "“What a day!” she cried".
    fn is_cry(&self, scene: &Scene) -> bool {
        let last = self.content.iter().rev().find(|&&tok| !scene.is_quote(tok));
        last.is_some_and(|&tok| matches!(scene.form(tok), "!" | "?"))
    }
}

/// "“What a day!” The mayor's niece shouted to the crowd.": the sentence behind tells who spoke and nothing of what else.
fn told_behind(scene: &Scene, said: &[bool], lone: &Lone) -> Option<Candidate> {
    let &last = lone.content.last().filter(|_| !lone.near)?;
    let sentence = scene.syntax.sentences.get(scene.syntax.sentence_index(last) + 1)?;
    let words = &sentence.tokens;
    let root = scene.syntax.root(sentence);
    let tells = sentence.paragraph == scene.paragraph(last)
        && words.clone().all(|tok| scene.quotes.holding(tok).is_none_or(|quote| !quote.is_speech()))
        && scene.cue(root).is_some_and(|cue| !cue.act.is_attitude() && cue.takes(&Frame::Clause))
        && words.clone().all(|tok| !said[tok]);
    match tells.then(|| spoke(scene, words))? {
        Voice::Spoke(candidate) => Some(*candidate),
        _ => None,
    }
}

/// Whom the next sentence of the paragraph is about: a person, whoever it says something of that only persons do, or the
/// noun that stands there alone, as where an abbreviation broke the sentence off ("his niece, state Del.").
fn taken_up(scene: &Scene, last: Tok) -> Option<Tok> {
    let sentence = scene.syntax.sentences.get(scene.syntax.sentence_index(last) + 1)?;
    let root = scene.syntax.root(sentence);
    let subject = clause::own_subject(scene.syntax, root);
    let noun = scene.upos(root).is_nominal() && subject.is_none();
    let tells = scene.is_verb(root) && scene.cue(root).is_some_and(|cue| !cue.act.is_attitude());
    let subject = subject.unwrap_or(root);
    let person = matches!(scene.nature(subject), nature::PERSON_NAME | nature::PERSON) || tells || noun;
    let plain = scene.quotes.holding(subject).is_none() && scene.upos(subject).is_nominal();
    (sentence.paragraph == scene.paragraph(last) && person && plain).then_some(subject)
}

/// A quotation that another may go on with, by the same speaker as far as the sentences between are about one.
fn goes_on(scene: &Scene, candidate: &Candidate, about: Option<Tok>) -> bool {
    let quoted = candidate.content.iter().all(|&tok| scene.is_punct(tok) || scene.quotes.holding(tok).is_some());
    let same = |source: &Source| about.is_none_or(|tok| is_same(scene, tok, source));
    quoted && candidate.source.as_ref().is_some_and(same)
}

/// "He said", "she denied": the speaker was named before.
fn is_pronoun(scene: &Scene, candidate: &Candidate) -> bool {
    let pronoun = |source: &Source| matches!(scene.lemma(source.head).to_lowercase().as_str(), "he" | "she");
    candidate.source.as_ref().is_some_and(pronoun)
}

/// Two have spoken in turn in the two paragraphs before this one: what follows may be either's.
pub(crate) fn spoken_over(scene: &Scene, candidates: &[Candidate], first: Tok) -> bool {
    let paragraph = scene.paragraph(first);
    let before = candidates.partition_point(|candidate| candidate.cue.start < first);
    let turn = |back: u32| {
        let wanted = paragraph.checked_sub(back)?;
        let near = candidates[..before].iter().rev().take(16);
        let mut own = near.filter(|candidate| scene.paragraph(candidate.head) == wanted && is_turn(scene, candidate));
        own.next()
    };
    let opens = scene.syntax.sentence_index(first).checked_sub(1);
    let opens = opens.is_some_and(|before| scene.syntax.sentences[before].paragraph != paragraph);
    match (turn(1), turn(2)) {
        (Some(last), Some(one)) if opens => {
            let (Some(last), Some(one)) = (&last.source, &one.source) else { return false };
            let plain = |source: &Source| !matches!(scene.nature(source.head), nature::WE..=nature::PRONOUN);
            plain(last)
                && plain(one)
                && !last.tokens.iter().any(|&tok| one.tokens.iter().any(|&own| scene.form(own) == scene.form(tok)))
        }
        _ => false,
    }
}

/// A paragraph that opens with a quotation and tells no more than who says it.
fn is_turn(scene: &Scene, candidate: &Candidate) -> bool {
    let Some(&first) = candidate.content.first() else { return false };
    let opens = first.checked_sub(1).is_none_or(|before| scene.paragraph(before) != scene.paragraph(first));
    opens && first < candidate.head && scene.quotes.holding(first).is_some_and(Quotation::is_speech)
}
