//! Recorder of events: who did what to whom, as PLOVER codes it.
//!
//! - `trigger` finds the entry of the lexicon that a word fits; `guard` says what is no act for all that.
//! - `roles` finds actors and recipients, `setting` place and time, [`crate::factuality`] how sure the text is.
//! - `told` turns an announced act into the telling of it; `merge` joins the mentions of one happening.

mod guard;
mod merge;
mod roles;
mod scene;
mod setting;
mod told;
mod trigger;

use super::Report;
use crate::Record;
use crate::factuality::{self, Factuality};
use crate::lexicon::events::slot::Slot;
use crate::lexicon::events::{Codes, Use};
use crate::lookup::Lookup;
use crate::row::{ActorIdx, Certainty, Event, EventType, Tense, TimeBasis};
use compact_str::CompactString;
use rapporteur_syntax::{Deprel, Tok, Xpos};
use scene::Scene;
use setting::Settings;
use trigger::Fit;

/// An act before it becomes a row.
#[derive(Clone, Debug)]
struct Draft {
    tok: Tok,
    /// Triggers of later mentions.
    again: Vec<Tok>,
    words: Vec<Tok>,
    /// The sentence of the last mention.
    sentence: usize,
    lemma: String,
    nominal: bool,
    definite: bool,
    codes: Codes,
    because: String,
    actors: Vec<ActorIdx>,
    recipients: Vec<ActorIdx>,
    /// How many it befell, as a word: "52".
    count: Option<String>,
    fact: Factuality,
    confidence: f32,
}

impl Draft {
    /// Takes over what a later mention of the same act adds.
    fn absorb(&mut self, later: Draft) {
        self.sentence = self.sentence.max(later.sentence);
        self.again.push(later.tok);
        if self.actors.is_empty() {
            self.actors = later.actors;
        }
        let other_recipients = later.recipients;
        let known = std::mem::take(&mut self.recipients);
        let others = other_recipients.into_iter().filter(|one| !known.contains(one) && !self.actors.contains(one));
        self.recipients = known.iter().copied().chain(others).collect();
        self.codes.mode = self.codes.mode.or(later.codes.mode);
        self.confidence = self.confidence.max(later.confidence);
    }
}

/// Adds the events of a report.
pub fn record(report: &Report, record: &mut Record) {
    let lookup = Lookup::new(report.syntax, record);
    let mended = |tok: Tok| report.knowledge.events.mended(&report.syntax.tokens[tok], report.form(tok));
    let lemmas: Vec<CompactString> = (0..report.syntax.len()).map(mended).collect();
    let scene = Scene { report, record, lookup: &lookup, lexicon: &report.knowledge.events, lemmas: &lemmas };
    let drafts = merge::merge(drafts(scene));
    let settings = Settings::new(scene);
    let mut rows: Vec<Event> = drafts.into_iter().map(|draft| row(scene, &settings, draft)).collect();
    inherit_times(scene, &mut rows);
    record.events.append(&mut rows);
}

fn drafts(scene: Scene) -> Vec<Draft> {
    let syntax = scene.syntax();
    let tones = guard::tones(scene);
    let fits: Vec<Option<Fit>> = (0..syntax.len()).map(|tok| trigger::fit(scene, tok)).collect();
    // A noun that gives its verb the type is part of that verb's trigger.
    let mut taken = vec![false; syntax.len()];
    for fit in fits.iter().flatten().filter(|fit| !fit.frame.nominal) {
        fit.words.iter().for_each(|&word| taken[word] = true);
    }
    let mut drafts = Vec::new();
    for (tok, fit) in fits.iter().enumerate() {
        let Some(fit) = fit.as_ref().filter(|_| !taken[tok]) else { continue };
        let tone = tones[syntax.sentence_index(tok)];
        let Some(mut draft) = draft(scene, tok, fit, tone) else { continue };
        draft.confidence = confidence(scene, &draft, &fits);
        drafts.push(draft);
    }
    drafts
}

fn draft(scene: Scene, tok: Tok, fit: &Fit, tone: guard::Tone) -> Option<Draft> {
    let frame = fit.frame;
    let mut roles = roles::roles(scene, tok, frame);
    // A court is not sentenced: "he" of "he was fined" was taken for the judge.
    if frame.codes.mode == Some("convict") {
        roles.recipients.retain(|&actor| scene.record.actors[actor].sector.as_deref() != Some("JUD"));
    }
    let partyless = roles.actors.is_empty() && roles.recipients.is_empty();
    if partyless && trigger::wants_party(frame) || guard::is_no_act(scene, tok, frame, &roles, tone) {
        return None;
    }
    let mut codes = frame.codes.clone();
    if codes.kind == EventType::Assault && codes.mode.is_none() {
        codes.mode = instrument(scene, tok);
    }
    let mut draft = Draft {
        tok,
        again: Vec::new(),
        words: fit.words.clone(),
        sentence: scene.syntax().sentence_index(tok),
        lemma: scene.lemma(tok).to_owned(),
        nominal: frame.nominal,
        definite: scene.is_definite(tok),
        codes,
        because: frame.because.clone(),
        actors: roles.actors,
        recipients: roles.recipients,
        count: count(scene, tok, frame.nominal),
        fact: factuality::of(scene.syntax(), scene.lexicon, tok),
        confidence: 0.0,
    };
    if fit.refusing {
        draft.fact.positive = true;
        draft.fact.tense = if draft.fact.tense == Tense::Future { Tense::Present } else { draft.fact.tense };
    }
    told::tell(scene, &mut draft);
    Some(draft)
}

/// The number beside those whom an act befell.
fn count(scene: Scene, tok: Tok, nominal: bool) -> Option<String> {
    let object = if nominal { scene.under(tok, "of").first().copied() } else { scene.object(tok) };
    let number = scene.syntax().child(object?, Deprel::Nummod)?;
    Some(scene.lemma(number).to_owned())
}

/// The chance that a draft is right: the share of right rows among those of its make, on the development records.
fn confidence(scene: Scene, draft: &Draft, fits: &[Option<Fit>]) -> f32 {
    use EventType::*;
    let bodily = matches!(draft.codes.kind, Assault | Coerce | Protest);
    // A subject that nobody could be made of is a worse sign than none at all.
    let somebody = |subject: Tok| scene.lexicon.instrument(scene.lemma(subject)).is_none() && !scene.is_group(subject);
    // "The convoy came under fire": told of whom it befell.
    let undergone = fits[draft.tok].as_ref().is_some_and(|fit| fit.frame.recipient.contains(&Slot::Subject));
    let lost =
        !draft.nominal && !undergone && !scene.passive(draft.tok) && scene.subject(draft.tok).is_some_and(somebody);
    let actual = draft.fact.is_actual();
    // "No one was arrested" is as sure as that somebody was.
    let outcome = matches!(draft.lemma.as_str(), "kill" | "wound" | "injure" | "hurt" | "maim");
    let denied = draft.fact.certainty == Certainty::Certain && draft.fact.tense != Tense::Future && !outcome;
    let told = actual || denied;
    let punished = matches!(draft.codes.kind, Sanction) && draft.codes.mode != Some("discontinue");
    let base: f32 = match (draft.nominal, !draft.actors.is_empty(), !draft.recipients.is_empty()) {
        (false, true, _) if bodily => 0.9,
        (false, true, true) if actual => 0.8,
        (false, true, true) => 0.55,
        (false, true, false) => 0.68,
        (false, false, true) if bodily && told && !lost => 0.55,
        (false, false, false) if bodily && told && !lost => 0.5,
        (false, false, true) if punished && actual && !lost => 0.5,
        (false, false, _) if actual && (undergone || passive_alone(scene, draft)) && stands_alone(draft) => 0.5,
        (false, false, _) => 0.4,
        (true, _, _) if is_occasion(scene, draft.tok) => 0.4,
        (true, true, _) => 0.65,
        (true, false, _) if draft.codes.kind == Assault || draft.codes.mode == Some("strike") => 0.5,
        (true, false, _) if actual && happens(scene, draft.tok) => 0.5,
        (true, false, _) => 0.4,
    };
    match nested(scene, draft, fits) || !bodily && is_private(scene, draft) {
        true => base.min(0.35),
        false => base,
    }
}

/// True for an act that is told as news without its doer: "troops were deployed", "was freed", "was charged with fraud".
fn stands_alone(draft: &Draft) -> bool {
    match draft.codes.kind {
        EventType::Mobilize => true,
        EventType::Retreat => draft.codes.mode == Some("release") && !draft.recipients.is_empty(),
        EventType::Accuse => draft.codes.context.contains(&"legal") && !draft.recipients.is_empty(),
        _ => false,
    }
}

/// True for a passive without a further object; "customers were charged a fee" is no charge.
fn passive_alone(scene: Scene, draft: &Draft) -> bool {
    let has = |deprel: Deprel| scene.children(draft.tok).any(|child| scene.deprel(child) == deprel);
    has(Deprel::AuxPass) && !has(Deprel::Obj)
}

/// True for a noun of which its clause says that it took place: "riots broke out", "the trial opened".
fn happens(scene: Scene, noun: Tok) -> bool {
    let verb = scene.syntax().head(noun).filter(|_| scene.deprel(noun) == Deprel::Nsubj);
    verb.is_some_and(|verb| scene.lexicon.used(scene.lemma(verb), Use::Happen))
}

/// True for an act that only dates or explains another: "after the coup", "in the wake of the killing".
fn is_occasion(scene: Scene, noun: Tok) -> bool {
    let case = crate::clause::case(scene.syntax(), noun);
    let wake = scene.syntax().head(noun).is_some_and(|head| matches!(scene.lemma(head), "wake" | "aftermath" | "eve"));
    // "after the shelling resumed" tells that it did.
    let told = scene.children(noun).any(|child| matches!(scene.deprel(child), Deprel::Acl | Deprel::AclRelcl));
    wake || !told
        && matches!(case, Some("after" | "following" | "follow" | "since" | "amid" | "despite" | "because" | "until"))
}

/// True when all parties are private persons: kin, friends, customers, a nameless "I".
fn is_private(scene: Scene, draft: &Draft) -> bool {
    let mut parties = draft.actors.iter().chain(&draft.recipients).map(|&actor| &scene.record.actors[actor]).peekable();
    parties.peek().is_some()
        && parties.all(|actor| {
            let nobody = actor.country.is_none() && actor.sector.is_none() && actor.role.is_none();
            let head = actor.name.rsplit(' ').next().unwrap_or_default().to_lowercase();
            nobody && (head.len() <= 4 && is_pronoun(&head) || scene.lexicon.used(&head, Use::Private))
        })
}

fn is_pronoun(word: &str) -> bool {
    matches!(
        word,
        "i" | "me" | "my" | "we" | "us" | "our" | "you" | "your" | "he" | "him" | "she" | "her" | "they" | "them"
    )
}

/// True for the act that a demand, a promise, a refusal or an accusation speaks of.
fn nested(scene: Scene, draft: &Draft, fits: &[Option<Fit>]) -> bool {
    use EventType::*;
    let tok = draft.tok;
    // "condemned the attack": the attack happened.
    if draft.nominal && draft.codes.kind == Assault && draft.fact.is_actual() {
        return false;
    }
    let syntax = scene.syntax();
    let mut at = tok;
    for up in syntax.ancestors(tok).take(6) {
        let below = scene.deprel(at);
        let within = match below {
            Deprel::Xcomp | Deprel::Ccomp | Deprel::Obj | Deprel::Acl | Deprel::Conj | Deprel::NsubjPass => true,
            Deprel::Advcl => {
                scene.infinitive(at)
                    || syntax
                        .child(at, Deprel::Mark)
                        .is_some_and(|mark| matches!(scene.lemma(mark), "of" | "for" | "from" | "against"))
            }
            _ => below.is_oblique() || below.is_nmod(),
        };
        if !within {
            return false;
        }
        if let Some(fit) = &fits[up] {
            let telling = matches!(
                fit.frame.codes.kind,
                Agree | Request | Reject | Accuse | Threaten | Support | Concede | Sanction
            );
            // "began a hunger strike to demand his release" is one protest.
            let why = fit.frame.codes.kind == Protest && matches!(draft.codes.kind, Request | Accuse | Protest);
            if (telling || why) && below != Deprel::Conj {
                return true;
            }
        }
        at = up;
    }
    false
}

/// The mode that a weapon or a manner in the act's own clause tells.
fn instrument(scene: Scene, tok: Tok) -> Option<&'static str> {
    let syntax = scene.syntax();
    let mut nouns: Vec<Tok> = scene.children(tok).collect();
    nouns.extend(scene.subject(tok));
    let below: Vec<Tok> = nouns.iter().flat_map(|&noun| scene.children(noun)).collect();
    let near = std::iter::once(tok).chain(nouns).chain(below);
    let clausal = |&word: &Tok| !syntax.tokens[word].deprel.is_clause() || word == tok;
    near.filter(clausal).find_map(|word| scene.lexicon.instrument(scene.lemma(word)))
}

fn row(scene: Scene, settings: &Settings, draft: Draft) -> Event {
    let syntax = scene.syntax();
    let mut words = draft.words.clone();
    words.push(draft.tok);
    words.extend(scene.children(draft.tok).filter(|&child| scene.deprel(child) == Deprel::CompoundPrt));
    words.sort_unstable();
    words.dedup();
    // "thirty years since the genocide": the date is that of the remembrance.
    let remembered = is_remembered(scene, draft.tok);
    let mentions = || std::iter::once(draft.tok).chain(draft.again.iter().copied());
    let time = mentions().find_map(|tok| settings.time(scene, tok)).filter(|_| !remembered);
    use EventType::*;
    let speech = matches!(draft.codes.kind, Agree | Request | Accuse | Reject | Threaten | Support | Concede);
    let place = mentions().find_map(|tok| settings.place(scene, tok, speech));
    Event {
        trigger: syntax.spans(&words),
        again: draft.again.iter().flat_map(|&tok| syntax.spans(&[tok])).collect(),
        trigger_lemma: draft.lemma,
        kind: draft.codes.kind,
        mode: draft.codes.mode,
        context: draft.codes.context,
        cameo: draft.codes.cameo,
        actors: draft.actors,
        recipients: draft.recipients,
        place,
        time,
        time_basis: time.map(|_| TimeBasis::OwnClause),
        certainty: draft.fact.certainty,
        positive: draft.fact.positive,
        tense: draft.fact.tense,
        background: remembered || is_background(scene, draft.tok, time),
        voucher: scene.lookup.voucher(draft.tok),
        confidence: draft.confidence,
        because: draft.because.into(),
    }
}

/// History: a pluperfect, an anniversary, or a date more than two months before the report.
fn is_background(scene: Scene, tok: Tok, time: Option<usize>) -> bool {
    let old = |time: usize| {
        let end = scene.record.times[time].interval.to?;
        let date = scene.report.document.date?;
        Some(date.since(end).ok()?.get_days() > 60)
    };
    let syntax = scene.syntax();
    let pluperfect = scene.children(tok).any(|child| {
        let token = &syntax.tokens[child];
        token.lemma == "have" && token.xpos == Xpos::Vbd && token.deprel == Deprel::Aux
    });
    time.and_then(old).unwrap_or(false) || pluperfect && scene.lookup.voucher(tok).is_none()
}

/// "since the coup", "the anniversary of the massacre".
fn is_remembered(scene: Scene, tok: Tok) -> bool {
    let since = |child: Tok| scene.deprel(child) == Deprel::Case && scene.lemma(child) == "since";
    let of =
        |head: Tok| matches!(scene.lemma(head), "anniversary" | "memory" | "commemoration" | "victim" | "survivor");
    scene.children(tok).any(since) || scene.syntax().head(tok).is_some_and(of)
}

/// An act without a time of its own takes over that of the sentence before, in the same paragraph.
fn inherit_times(scene: Scene, rows: &mut [Event]) {
    let syntax = scene.syntax();
    let mut last: Option<(usize, u32, usize)> = None;
    for row in rows {
        let Some(tok) = row.trigger.first().and_then(|span| syntax.token_at(span.start)) else { continue };
        let (sentence, paragraph) = (syntax.sentence_index(tok), syntax.sentence(tok).paragraph);
        match (row.time, last) {
            (Some(time), _) if row.time_basis == Some(TimeBasis::OwnClause) => last = Some((sentence, paragraph, time)),
            (None, Some((before, same, time))) if same == paragraph && sentence == before + 1 && !row.background => {
                row.time = Some(time);
                row.time_basis = Some(TimeBasis::Inherited);
            }
            _ => {}
        }
    }
}
