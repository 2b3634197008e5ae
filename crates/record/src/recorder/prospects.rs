//! Recorder of prospects: what is foretold and can later be found true or false.
//!
//! Words of the lexicon foretell what completes them (`told`); a clause in the future foretells by its verb
//! (`tense`). The horizon is the time in the clause (`horizon`), the likelihood the words of chance about its verb
//! (`likelihood`). Cases: `tests/cases/prospects/`.

mod horizon;
mod likelihood;
mod tense;
mod told;

use super::Report;
use crate::lookup::Lookup;
use crate::row::{ActorIdx, Form, Likelihood, Prospect, ProspectKind, Settles, StatementIdx};
use crate::time::Interval;
use crate::{Record, clause};
use compact_str::CompactString;
use rapporteur_syntax::Tok;

/// Adds the prospects of a report.
pub fn record(report: &Report, record: &mut Record) {
    let lookup = Lookup::new(report.syntax, record);
    let house = House { report, record, lookup: &lookup };
    let length = report.syntax.len();
    // What a word foretells is not foretold again by its own future tense.
    let mut covered = vec![false; length];
    let mut found: Vec<Foretelling> = Vec::new();
    for tok in 0..length {
        if let Some(foretelling) = told::read(&house, tok) {
            covered[foretelling.act] = true;
            covered[tok] = true;
            found.push(foretelling);
        }
    }
    for tok in (0..length).filter(|&tok| !covered[tok]) {
        found.extend(tense::read(&house, tok));
    }
    let mut prospects: Vec<Prospect> =
        found.into_iter().filter_map(|foretelling| foretelling.prospect(&house)).collect();
    prospects.sort_by_key(|prospect| prospect.what.first().map(|span| (span.start, span.end)));
    prospects.dedup_by(|later, first| later.what == first.what);
    record.prospects.extend(prospects);
}

/// What the readers of this recorder look at.
struct House<'a> {
    report: &'a Report<'a>,
    record: &'a Record,
    lookup: &'a Lookup,
}

impl House<'_> {
    /// The speaker of the statement a word stands in.
    fn speaker(&self, tok: Tok) -> Option<ActorIdx> {
        let statement = self.lookup.voucher(tok)?;
        self.record.statements[statement].source.as_ref()?.actor
    }

    /// True for an actor that only first-person pronouns stand for.
    fn is_nameless(&self, actor: ActorIdx) -> bool {
        let mentions = &self.record.actors[actor].mentions;
        mentions.iter().all(|&mention| {
            let mention = &self.record.mentions[mention];
            let word = self.report.words(mention.head).to_lowercase();
            mention.form == Form::Pronoun && matches!(word.as_str(), "we" | "i" | "us" | "me" | "our" | "my" | "ours")
        })
    }

    /// The actor a word stands for; "we" and "I" without one are the speaker whose words they are.
    fn actor(&self, tok: Tok) -> Option<ActorIdx> {
        let first_person = matches!(self.report.lemma(tok).to_lowercase().as_str(), "we" | "i");
        self.lookup.actor(tok).or_else(|| self.speaker(tok).filter(|_| first_person))
    }
}

/// Something foretold, before its row is drawn.
struct Foretelling {
    /// The words that foretell.
    words: Vec<Tok>,
    /// The word that foretells: a verb of the lexicon, or the verb in the future itself.
    anchor: Tok,
    /// The verb or noun of what is foretold.
    act: Tok,
    positive: bool,
    likelihood: Option<Likelihood>,
    interval: Interval,
    said_by: Option<ActorIdx>,
    statement: Option<StatementIdx>,
    kind: ProspectKind,
    confidence: f32,
    because: CompactString,
}

impl Foretelling {
    fn prospect(self, house: &House) -> Option<Prospect> {
        let syntax = house.report.syntax;
        let event = house.lookup.event(self.act).or_else(|| house.lookup.event(self.anchor));
        let condition = clause::condition(syntax, self.act).or_else(|| clause::condition(syntax, self.anchor));
        let condition = condition.map(|clause| house.report.pieces(&clause::words(syntax, clause))).unwrap_or_default();
        let what = house.report.pieces(&self.words);
        // A "we" that nobody is named for, outside all quotations, is the report's own voice.
        let own_voice = self.said_by.is_some_and(|actor| house.is_nameless(actor));
        let said_by = self.said_by.filter(|_| !own_voice);
        let statement = self.statement.filter(|_| !own_voice);
        (!what.is_empty()).then(|| Prospect {
            what,
            event,
            positive: self.positive,
            likelihood: self.likelihood,
            interval: self.interval,
            said_by,
            statement,
            kind: self.kind,
            condition,
            settles: settles(house, self.act, event),
            confidence: self.confidence,
            because: self.because.into_string().into(),
        })
    }
}

/// The rows that would settle a prospect: of its event's type and parties, else of its doer.
fn settles(house: &House, act: Tok, event: Option<usize>) -> Settles {
    match event.map(|event| &house.record.events[event]) {
        Some(event) => {
            Settles { types: vec![event.kind], actors: event.actors.clone(), recipients: event.recipients.clone() }
        }
        None => {
            let doer = house.lookup.doer(house.report.syntax, act).and_then(|doer| house.actor(doer));
            Settles { actors: doer.into_iter().collect(), ..Settles::default() }
        }
    }
}
