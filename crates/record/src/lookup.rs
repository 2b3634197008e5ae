//! Questions to a record's rows by the words they stand on, answered without a search.
//!
//! [`Record::mention_at`], [`Record::actor_of`] and [`Record::voucher_of`] look through all rows; a recorder that asks
//! for every word of a report asks a [`Lookup`] instead, built once in time linear in the report (and `log n` for nesting).

use crate::row::{ActorIdx, ActorKind, EventIdx, Form, MentionIdx, StatementIdx, StatementMode, TimeIdx};
use crate::{Record, clause};
use rapporteur_syntax::{Deprel, Span, Syntax, Tok};
use std::collections::BTreeSet;
use std::ops::Range;

/// A statement this sure says who "we" are.
const SURE: f32 = 0.5;

/// The rows of a record by the words they stand on. It holds indices only and is good while rows of its kinds stay.
#[derive(Debug)]
pub struct Lookup {
    mention: Vec<Option<MentionIdx>>,
    actor: Vec<Option<ActorIdx>>,
    voucher: Vec<Option<StatementIdx>>,
    cue: Vec<Option<StatementIdx>>,
    event: Vec<Option<EventIdx>>,
    time: Vec<Option<TimeIdx>>,
    kinds: Vec<ActorKind>,
}

impl Lookup {
    /// Indexes the mentions, actors, statements, events and times of a record by word.
    pub fn new(syntax: &Syntax, record: &Record) -> Self {
        let words = || vec![None; syntax.len()];
        let mut lookup = Lookup {
            mention: words(),
            actor: vec![None; record.mentions.len()],
            voucher: innermost(syntax, record),
            cue: words(),
            event: words(),
            time: words(),
            kinds: record.actors.iter().map(|actor| actor.kind).collect(),
        };
        for (idx, mention) in record.mentions.iter().enumerate() {
            let Some(tok) = syntax.token_at(mention.head.start) else { continue };
            let longer = |old: MentionIdx| record.mentions[old].span.len() < mention.span.len();
            if lookup.mention[tok].is_none_or(longer) {
                lookup.mention[tok] = Some(idx);
            }
        }
        for (idx, actor) in record.actors.iter().enumerate() {
            for &mention in &actor.mentions {
                if let Some(slot) = lookup.actor.get_mut(mention) {
                    *slot = Some(idx);
                }
            }
        }
        for (idx, statement) in record.statements.iter().enumerate() {
            lay(syntax, &statement.cue, idx, &mut lookup.cue);
        }
        for (idx, event) in record.events.iter().enumerate() {
            lay(syntax, &event.trigger, idx, &mut lookup.event);
        }
        for (idx, event) in record.events.iter().enumerate() {
            lay(syntax, &event.again, idx, &mut lookup.event);
        }
        for (idx, time) in record.times.iter().enumerate() {
            lay(syntax, &[time.span], idx, &mut lookup.time);
        }
        lookup.speak(syntax, record);
        lookup
    }

    /// Gives the pronouns of speech to who speaks: "we" and "I" of a quotation, and an "it", "he" or "they" that nobody
    /// claimed and that stands as a subject in what somebody says ("Japan said it had cut aid").
    fn speak(&mut self, syntax: &Syntax, record: &Record) {
        for (idx, mention) in record.mentions.iter().enumerate().filter(|(_, mention)| mention.form == Form::Pronoun) {
            let Some(tok) = syntax.token_at(mention.head.start) else { continue };
            let Some(statement) = self.voucher[tok].map(|statement| &record.statements[statement]) else { continue };
            let Some(speaker) = statement.source.as_ref().and_then(|source| source.actor) else { continue };
            let quoted = statement.mode != StatementMode::Indirect && statement.confidence >= SURE;
            let open = self.actor[idx].is_none() && syntax.tokens[tok].deprel.is_subject();
            let own = match syntax.tokens[tok].lemma.to_lowercase().as_str() {
                "i" | "me" | "my" | "we" | "us" | "our" => quoted,
                "it" => open && record.actors[speaker].kind != ActorKind::Person,
                "he" | "she" => open && record.actors[speaker].kind == ActorKind::Person,
                "they" => open && matches!(record.actors[speaker].kind, ActorKind::Group | ActorKind::Organisation),
                _ => false,
            };
            if own {
                self.actor[idx] = Some(speaker);
            }
        }
    }

    /// The longest mention that this word heads.
    pub fn mention(&self, head: Tok) -> Option<MentionIdx> {
        self.mention[head]
    }

    /// The actor that the noun phrase headed by this word stands for.
    pub fn actor(&self, head: Tok) -> Option<ActorIdx> {
        self.mention[head].and_then(|mention| self.actor[mention])
    }

    /// What an actor is.
    pub fn kind(&self, actor: ActorIdx) -> ActorKind {
        self.kinds[actor]
    }

    /// The innermost statement whose content holds this word: its voucher. `None`: the report itself.
    pub fn voucher(&self, tok: Tok) -> Option<StatementIdx> {
        self.voucher[tok]
    }

    /// The statement whose cue holds this word.
    pub fn cue(&self, tok: Tok) -> Option<StatementIdx> {
        self.cue[tok]
    }

    /// The event whose trigger, or a later mention of it, holds this word; the first one read, where several do.
    pub fn event(&self, tok: Tok) -> Option<EventIdx> {
        self.event[tok]
    }

    /// The time expression that holds this word.
    pub fn time(&self, tok: Tok) -> Option<TimeIdx> {
        self.time[tok]
    }

    /// Whom a clause is said of, and who that is: the doer, so that the "by" phrase of a passive comes first.
    pub fn doer(&self, syntax: &Syntax, verb: Tok) -> Option<Tok> {
        match clause::is_passive(syntax, verb) {
            true => clause::agent(syntax, verb),
            false => clause::subject(syntax, verb),
        }
    }

    /// The actors that a noun phrase and the phrases coordinated with it stand for.
    pub fn actors(&self, syntax: &Syntax, head: Tok) -> Vec<ActorIdx> {
        let mut found: Vec<ActorIdx> = Vec::new();
        for tok in std::iter::once(head).chain(syntax.children_by(head, Deprel::Conj)) {
            let parties = self.parties(syntax, tok);
            match parties.is_empty() {
                true => found.extend(self.actor(tok).filter(|actor| !found.contains(actor))),
                false => found.extend(parties.into_iter().filter(|actor| !found.contains(actor)).collect::<Vec<_>>()),
            }
        }
        found
    }

    /// The parties that coordinated attributes of one noun name: "Greek and Turkish officials" are two.
    fn parties(&self, syntax: &Syntax, noun: Tok) -> Vec<ActorIdx> {
        let attribute = |tok: Tok| matches!(syntax.tokens[tok].deprel, Deprel::Amod | Deprel::Compound);
        let coordinated = |&tok: &Tok| syntax.child(tok, Deprel::Conj).is_some_and(|other| self.actor(other).is_some());
        let first = syntax.children(noun).take(16).filter(|&tok| attribute(tok) && self.actor(tok).is_some());
        match first.into_iter().find(coordinated) {
            Some(first) => {
                let others = syntax.children_by(first, Deprel::Conj).take(8).filter_map(|tok| self.actor(tok));
                self.actor(first).into_iter().chain(others).collect()
            }
            None => Vec::new(),
        }
    }
}

/// Marks the words of some spans with a row's index, where no earlier row stands.
fn lay(syntax: &Syntax, spans: &[Span], idx: usize, words: &mut [Option<usize>]) {
    for &span in spans {
        for tok in syntax.tokens_in(span) {
            words[tok].get_or_insert(idx);
        }
    }
}

/// For each word the shortest statement whose content covers it.
fn innermost(syntax: &Syntax, record: &Record) -> Vec<Option<StatementIdx>> {
    let mut borders: Vec<(Tok, bool, usize, StatementIdx)> = Vec::new();
    for (idx, statement) in record.statements.iter().enumerate() {
        let size = statement.content.iter().map(|part| part.len()).sum::<usize>();
        for &part in &statement.content {
            let Range { start, end } = syntax.tokens_in(part);
            if start < end {
                borders.push((start, true, size, idx));
                borders.push((end, false, size, idx));
            }
        }
    }
    // Closings come before openings at the same word.
    borders.sort_unstable();
    let mut open: BTreeSet<(usize, StatementIdx)> = BTreeSet::new();
    let mut next = borders.into_iter().peekable();
    let mut found = Vec::with_capacity(syntax.len());
    for tok in 0..syntax.len() {
        while let Some((_, opens, size, idx)) = next.next_if(|border| border.0 <= tok) {
            match opens {
                true => open.insert((size, idx)),
                false => open.remove(&(size, idx)),
            };
        }
        found.push(open.first().map(|&(_, idx)| idx));
    }
    found
}
