//! What looks like an act and is none: sport, markets, plots, exercises, accidents, figures of speech, names.

use super::roles::Roles;
use super::scene::Scene;
use crate::clause;
use crate::lexicon::events::{Frame, Use};
use crate::row::EventType;
use rapporteur_syntax::{Deprel, Tok, Xpos};

/// What a sentence is about, told by single words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tone {
    sport: bool,
    accident: bool,
    violent: bool,
}

/// The tone of every sentence; a report full of sport is sport throughout.
pub fn tones(scene: Scene) -> Vec<Tone> {
    let syntax = scene.syntax();
    let mut tones = Vec::with_capacity(syntax.sentences.len());
    let mut sporting = 0;
    for sentence in &syntax.sentences {
        let mut tone = Tone::default();
        for tok in sentence.tokens.clone() {
            let lemma = scene.lemma(tok);
            tone.sport |= scene.lexicon.used(lemma, Use::Sport) || is_score(scene.report.form(tok));
            tone.accident |= scene.lexicon.used(lemma, Use::Accident);
            tone.violent |= scene.lexicon.used(lemma, Use::Violent);
        }
        sporting += usize::from(tone.sport);
        tones.push(tone);
    }
    if sporting * 3 > tones.len() {
        tones.iter_mut().for_each(|tone| tone.sport = true);
    }
    tones
}

/// "2–1": the result of a match.
fn is_score(form: &str) -> bool {
    let digits = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    form.split_once(['–', '-']).is_some_and(|(left, right)| digits(left) && digits(right))
}

/// True when a word is no act of politics for all that its entry fits.
pub fn is_no_act(scene: Scene, tok: Tok, frame: &Frame, roles: &Roles, tone: Tone) -> bool {
    tone.sport
        || is_name(scene, tok)
        || frame.nominal && scene.deprel(tok) == Deprel::Compound
        || is_fiction(scene, tok, frame)
        || is_figure_of_speech(scene, tok, frame, roles)
        || is_accident(scene, tok, frame, roles, tone)
}

/// "the Six-Day War", "the Munich Security Conference".
fn is_name(scene: Scene, tok: Tok) -> bool {
    let token = &scene.syntax().tokens[tok];
    matches!(token.xpos, Xpos::Nnp | Xpos::Nnps) && scene.syntax().name_at(tok).is_some()
}

fn is_fiction(scene: Scene, tok: Tok, frame: &Frame) -> bool {
    if frame.codes.kind == EventType::Cooperate {
        return false;
    }
    let syntax = scene.syntax();
    let fictional = |word: Tok| scene.lexicon.used(scene.lemma(word), Use::Fiction);
    let in_fiction = |governor: Tok| {
        let plot = clause::own_subject(syntax, governor).is_some_and(|subject| {
            let made_up = |child: Tok| scene.deprel(child) == Deprel::Amod && fictional(child);
            fictional(subject) || scene.children(subject).any(made_up)
        });
        plot || ["during", "in"].iter().any(|word| scene.under(governor, word).iter().any(|&noun| fictional(noun)))
    };
    std::iter::once(tok).chain(syntax.ancestors(tok).take(8)).any(in_fiction)
}

/// "battle against inflation", "the date clashed with the parade", "shares were hit".
fn is_figure_of_speech(scene: Scene, tok: Tok, frame: &Frame, roles: &Roles) -> bool {
    let hits = |word: Tok, of: Use| scene.lexicon.used(scene.lemma(word), of) && scene.actors(word).is_empty();
    if !matches!(frame.codes.kind, EventType::Assault | EventType::Protest | EventType::Coerce) {
        return false;
    }
    let (subject, object) = match frame.nominal {
        true => (None, None),
        false => (scene.subject(tok), scene.object(tok)),
    };
    let market = [subject, object].into_iter().flatten().any(|word| hits(word, Use::Market));
    if market || subject.is_some_and(|subject| hits(subject, Use::Abstract)) {
        return true;
    }
    let around = std::iter::once(tok).chain(object);
    let mut aimed = around.flat_map(|word| ["against", "on", "with", "of"].map(|under| scene.under(word, under)));
    let hollow = object.is_some_and(|object| hits(object, Use::Abstract))
        || aimed.any(|nouns| nouns.into_iter().any(|noun| hits(noun, Use::Abstract)));
    frame.codes.kind == EventType::Assault && roles.recipients.is_empty() && hollow
}

/// Deaths without a killer: the road, the weather, the machine.
fn is_accident(scene: Scene, tok: Tok, frame: &Frame, roles: &Roles, tone: Tone) -> bool {
    let harm = frame.codes.kind == EventType::Assault && scene.lexicon.used(scene.lemma(tok), Use::Blow);
    // "The jet crashed, killing six": a vehicle that came to grief attacked nobody.
    let vehicle = |subject: Tok| scene.lexicon.instrument(scene.lemma(subject)) == Some("aerial");
    let crashed = tone.accident && scene.subject(tok).is_some_and(vehicle);
    if !harm || tone.violent || !roles.actors.is_empty() && !crashed {
        return false;
    }
    let by_thing = !frame.nominal && !scene.passive(tok) && scene.subject(tok).is_some();
    tone.accident || by_thing
}
