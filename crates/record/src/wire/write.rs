use super::ids::{Ids, Offsets};
use super::rows as out;
use crate::recorder::times;
use crate::{Document, row};
use rapporteur_syntax::{Span, Syntax};
use sha2::{Digest, Sha256};

/// Rows below this confidence are left out unless the caller asks for more.
pub const DEFAULT_CONFIDENCE: f32 = 0.5;
/// The threshold of `--recall`.
pub const RECALL_CONFIDENCE: f32 = 0.2;

/// How a record is printed, and what made it.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    /// Rows of the five judged kinds below this are left out, save statements that a kept row stands on.
    pub min_confidence: f32,
    /// Version of the program.
    pub version: &'a str,
    /// Name of the syntax model.
    pub model: &'a str,
    /// Name of the lexicon.
    pub lexicon: &'a str,
}

/// Turns a record into its printed shape: code points, ids, references, magnitudes.
pub fn write(document: &Document, syntax: &Syntax, record: &row::Record, options: &Options) -> out::Record {
    let offsets = Offsets::of(&document.text);
    let ids = Ids::of(record, &offsets);
    let kept = kept_statements(record, options.min_confidence);
    let mut heads: Vec<_> = record.mentions.iter().enumerate().map(|(idx, row)| (row.head, idx)).collect();
    heads.sort_unstable();
    let figures = record.figures.iter().enumerate();
    let mut figures_of: Vec<_> = figures.filter_map(|(idx, row)| Some((row.event?, idx))).collect();
    figures_of.sort_unstable();
    let edge =
        Edge { whole: document, record, offsets, ids, kept, actor_of: actors_of_mentions(record), heads, figures_of };
    let sure = |confidence: f32| confidence >= options.min_confidence;
    out::Record {
        document: edge.document(document),
        sentences: syntax.sentences.iter().map(|sentence| edge.offsets.span(sentence.span)).collect(),
        names: (0..record.names.len()).map(|idx| edge.name(idx)).collect(),
        mentions: (0..record.mentions.len()).map(|idx| edge.mention(idx)).collect(),
        actors: (0..record.actors.len()).map(|idx| edge.actor(idx)).collect(),
        places: (0..record.places.len()).map(|idx| edge.place(idx)).collect(),
        times: (0..record.times.len()).map(|idx| edge.time(idx)).collect(),
        statements: (0..record.statements.len()).filter(|&idx| edge.kept[idx]).map(|idx| edge.statement(idx)).collect(),
        events: pick(&record.events, |row| sure(row.confidence)).map(|idx| edge.event(idx, options)).collect(),
        figures: pick(&record.figures, |row| sure(row.confidence)).map(|idx| edge.figure(idx, options)).collect(),
        positions: pick(&record.positions, |row| sure(row.confidence)).map(|idx| edge.position(idx)).collect(),
        prospects: pick(&record.prospects, |row| sure(row.confidence)).map(|idx| edge.prospect(idx, options)).collect(),
        notes: record.notes.iter().map(|note| edge.note(note)).collect(),
        version: options.version.to_owned(),
        model: options.model.to_owned(),
        lexicon: options.lexicon.to_owned(),
    }
}

/// Indices of the rows that pass.
fn pick<T>(rows: &[T], keep: impl Fn(&T) -> bool) -> impl Iterator<Item = usize> {
    rows.iter().enumerate().filter(move |(_, row)| keep(row)).map(|(idx, _)| idx)
}

/// Statements sure enough, and those that a kept row names: a row must never lose its voucher.
fn kept_statements(record: &row::Record, min: f32) -> Vec<bool> {
    let mut kept: Vec<bool> = record.statements.iter().map(|row| row.confidence >= min).collect();
    let events = record.events.iter().filter(|row| row.confidence >= min).map(|row| row.voucher);
    let figures = record.figures.iter().filter(|row| row.confidence >= min).map(|row| row.voucher);
    let positions = record.positions.iter().filter(|row| row.confidence >= min).map(|row| row.statement);
    let prospects = record.prospects.iter().filter(|row| row.confidence >= min).map(|row| row.statement);
    for idx in events.chain(figures).chain(positions).chain(prospects).flatten() {
        kept[idx] = true;
    }
    let mut followed = vec![false; kept.len()];
    for idx in 0..kept.len() {
        let mut up = kept[idx].then_some(idx);
        while let Some(inner) = up.filter(|&inner| !std::mem::replace(&mut followed[inner], true)) {
            kept[inner] = true;
            up = record.statements[inner].inside;
        }
    }
    kept
}

/// Everything needed to print a row.
struct Edge<'a> {
    whole: &'a Document,
    record: &'a row::Record,
    offsets: Offsets,
    ids: Ids,
    kept: Vec<bool>,
    /// The actor of each mention.
    actor_of: Vec<Option<row::ActorIdx>>,
    /// Heads of mentions and the mentions, in text order.
    heads: Vec<(Span, row::MentionIdx)>,
    /// Events and the figures of them, in order.
    figures_of: Vec<(row::EventIdx, usize)>,
}

/// The actor of each mention; the first that claims it.
fn actors_of_mentions(record: &row::Record) -> Vec<Option<row::ActorIdx>> {
    let mut actor_of = vec![None; record.mentions.len()];
    for (actor, row) in record.actors.iter().enumerate() {
        for &mention in &row.mentions {
            actor_of[mention].get_or_insert(actor);
        }
    }
    actor_of
}

impl Edge<'_> {
    fn spans(&self, spans: &[Span]) -> Vec<out::Span> {
        spans.iter().map(|&span| self.offsets.span(span)).collect()
    }

    fn words(&self, spans: &[Span]) -> Option<out::Words> {
        (!spans.is_empty()).then(|| out::Words { spans: self.spans(spans) })
    }

    fn party(&self, party: &Option<row::Party>) -> Option<out::Party> {
        let party = party.as_ref()?;
        Some(out::Party { spans: self.spans(&party.spans), actor: party.actor.map(|idx| self.ids.actors[idx].clone()) })
    }

    fn actors(&self, actors: &[row::ActorIdx]) -> Vec<String> {
        actors.iter().map(|&idx| self.ids.actors[idx].clone()).collect()
    }

    fn statement_id(&self, idx: Option<row::StatementIdx>) -> Option<String> {
        idx.filter(|&idx| self.kept[idx]).map(|idx| self.ids.statements[idx].clone())
    }

    fn event_id(&self, idx: Option<row::EventIdx>, options: &Options) -> Option<String> {
        let idx = idx.filter(|&idx| self.record.events[idx].confidence >= options.min_confidence)?;
        Some(self.ids.events[idx].clone())
    }

    fn document(&self, document: &Document) -> out::Document {
        let hash = Sha256::digest(document.text.as_bytes());
        out::Document {
            id: document.id.clone(),
            date: document.date_text.clone().or_else(|| document.date.map(|date| date.to_string())),
            outlet: document.outlet.clone(),
            title: document.title.clone(),
            url: document.url.clone(),
            language: document.language.clone(),
            text: document.text.clone(),
            sha256: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    }

    fn name(&self, idx: usize) -> out::Name {
        let row = &self.record.names[idx];
        let [start, end] = self.offsets.span(row.span);
        let actor = row.mention.or_else(|| self.named(row.span)).and_then(|mention| self.actor_of[mention]);
        out::Name {
            id: self.ids.names[idx].clone(),
            start,
            end,
            kind: row.kind.to_string(),
            actor: actor.map(|actor| self.ids.actors[actor].clone()),
        }
    }

    /// The first mention around a name whose head is one of the name's words.
    fn named(&self, name: Span) -> Option<row::MentionIdx> {
        let first = self.heads.partition_point(|(head, _)| head.start < name.start);
        let heads = self.heads[first..].iter().take_while(|(head, _)| head.start < name.end);
        let around = |&idx: &row::MentionIdx| {
            let row = &self.record.mentions[idx];
            row.span.contains(name) && name.contains(row.head)
        };
        heads.map(|(_, idx)| *idx).filter(around).min()
    }

    fn mention(&self, idx: usize) -> out::Mention {
        let row = &self.record.mentions[idx];
        let [start, end] = self.offsets.span(row.span);
        let actor = self.actor_of[idx].map(|actor| self.ids.actors[actor].clone());
        out::Mention { id: self.ids.mentions[idx].clone(), start, end, form: row.form.to_string(), actor }
    }

    fn actor(&self, idx: usize) -> out::Actor {
        let row = &self.record.actors[idx];
        let text = |text: &Option<compact_str::CompactString>| text.as_ref().map(ToString::to_string);
        out::Actor {
            id: self.ids.actors[idx].clone(),
            name: row.name.clone(),
            kind: row.kind.to_string(),
            country: text(&row.country),
            sector: text(&row.sector),
            role: row.role.clone(),
            organisation: row.organisation.clone(),
            wikidata: text(&row.wikidata),
        }
    }

    fn place(&self, idx: usize) -> out::Place {
        let row = &self.record.places[idx];
        let [start, end] = self.offsets.span(row.span);
        out::Place {
            id: self.ids.places[idx].clone(),
            start,
            end,
            name: row.name.clone(),
            country: row.country.as_ref().map(ToString::to_string),
            admin1: row.admin1.clone(),
            lat: row.point.map(|(lat, _)| lat),
            lon: row.point.map(|(_, lon)| lon),
            geonames: row.geonames,
            kind: row.kind.to_string(),
            use_: row.use_.to_string(),
            within: row.within.map(|idx| self.ids.places[idx].clone()),
            bbox: row.bbox,
            claimed_by: row.claimed_by.iter().map(ToString::to_string).collect(),
        }
    }

    fn time(&self, idx: usize) -> out::Time {
        let row = &self.record.times[idx];
        let [start, end] = self.offsets.span(row.span);
        out::Time {
            id: self.ids.times[idx].clone(),
            start,
            end,
            kind: row.kind.to_string(),
            value: row.value.clone(),
            modifier: row.modifier.map(str::to_owned),
            from: row.interval.from.map(|date| date.to_string()),
            to: row.interval.to.map(|date| date.to_string()),
            grain: row.grain.map(|grain| grain.as_str().to_owned()),
            window: self.window(idx),
        }
    }

    fn window(&self, idx: usize) -> Option<out::Window> {
        let window = times::window(self.whole, self.record, idx);
        let day = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
        let turned = window != self.record.times[idx].interval;
        turned.then(|| out::Window { from: day(window.from), to: day(window.to) })
    }

    /// What dates a row: its own time as it was found, else the report's date.
    fn basis(&self, found: Option<row::TimeBasis>) -> Option<String> {
        found.or(self.whole.date.map(|_| row::TimeBasis::ReportDate)).map(|basis| basis.to_string())
    }

    fn statement(&self, idx: usize) -> out::Statement {
        let row = &self.record.statements[idx];
        out::Statement {
            id: self.ids.statements[idx].clone(),
            source: self.party(&row.source),
            cue: out::Cue { spans: self.spans(&row.cue), lemma: row.cue_lemma.clone() },
            content: out::Words { spans: self.spans(&row.content) },
            mode: row.mode.to_string(),
            act: row.act.to_string(),
            addressee: self.party(&row.addressee),
            channel: self.party(&row.channel),
            time: row.time.map(|idx| self.ids.times[idx].clone()),
            time_basis: self.basis(row.time.map(|_| row::TimeBasis::OwnClause)),
            place: row.place.map(|idx| self.ids.places[idx].clone()),
            inside: self.statement_id(row.inside),
            negated: row.negated,
            hedged: row.hedged,
            confidence: rounded(row.confidence),
            because: row.because.to_string(),
        }
    }

    fn event(&self, idx: usize, options: &Options) -> out::Event {
        let row = &self.record.events[idx];
        out::Event {
            id: self.ids.events[idx].clone(),
            trigger: out::Cue { spans: self.spans(&row.trigger), lemma: row.trigger_lemma.clone() },
            kind: row.kind.to_string(),
            mode: row.mode.map(str::to_owned),
            context: row.context.iter().map(|&context| context.to_owned()).collect(),
            cameo: row.cameo.as_ref().map(ToString::to_string),
            actors: self.actors(&row.actors),
            recipients: self.actors(&row.recipients),
            place: row.place.map(|idx| self.ids.places[idx].clone()),
            time: row.time.map(|idx| self.ids.times[idx].clone()),
            time_basis: self.basis(row.time_basis),
            certainty: row.certainty.to_string(),
            polarity: polarity(row.positive),
            tense: row.tense.to_string(),
            background: row.background,
            magnitude: self.magnitude(idx, options),
            voucher: self.statement_id(row.voucher),
            confidence: rounded(row.confidence),
            because: row.because.to_string(),
        }
    }

    /// The first sure figure of each kind that belongs to the event.
    fn magnitude(&self, event: row::EventIdx, options: &Options) -> out::Magnitude {
        let first = self.figures_of.partition_point(|(of, _)| *of < event);
        let figures = self.figures_of[first..].iter().take_while(|(of, _)| *of == event);
        let figures: Vec<&row::Figure> = figures.map(|(_, idx)| &self.record.figures[*idx]).collect();
        let amount = |toll: row::Toll| {
            let fits = |row: &&&row::Figure| row.toll == Some(toll) && row.confidence >= options.min_confidence;
            let figure = figures.iter().find(fits)?;
            match (figure.low, figure.high) {
                (None, None) => None,
                (Some(low), Some(high)) if low == high => Some(out::Amount::Exact(out::Number(low))),
                (low, high) => Some(out::Amount::Range { low: low.map(out::Number), high: high.map(out::Number) }),
            }
        };
        out::Magnitude {
            dead: amount(row::Toll::Dead),
            injured: amount(row::Toll::Injured),
            displaced: amount(row::Toll::Displaced),
            arrested: amount(row::Toll::Arrested),
            size: amount(row::Toll::Size),
        }
    }

    fn figure(&self, idx: usize, options: &Options) -> out::Figure {
        let row = &self.record.figures[idx];
        let [start, end] = self.offsets.span(row.span);
        out::Figure {
            id: self.ids.figures[idx].clone(),
            start,
            end,
            low: row.low.map(out::Number),
            high: row.high.map(out::Number),
            approximate: row.approximate,
            unit: row.unit.clone(),
            counted: row.counted.clone(),
            event: self.event_id(row.event, options),
            toll: row.toll.map(|toll| toll.to_string()),
            voucher: self.statement_id(row.voucher),
            confidence: rounded(row.confidence),
            because: row.because.to_string(),
        }
    }

    fn position(&self, idx: usize) -> out::Position {
        let row = &self.record.positions[idx];
        out::Position {
            id: self.ids.positions[idx].clone(),
            holder: row.holder.map(|idx| self.ids.actors[idx].clone()),
            stance: row.stance.to_string(),
            issue: out::Issue { spans: self.spans(&row.issue), label: row.label.clone() },
            towards: self.actors(&row.towards),
            condition: self.words(&row.condition),
            statement: self.statement_id(row.statement),
            confidence: rounded(row.confidence),
            because: row.because.to_string(),
        }
    }

    fn prospect(&self, idx: usize, options: &Options) -> out::Prospect {
        let row = &self.record.prospects[idx];
        let likelihood = |word: &row::Likelihood| out::Likelihood {
            word: word.word.clone(),
            spans: self.spans(&word.spans),
            low: word.low,
            high: word.high,
        };
        out::Prospect {
            id: self.ids.prospects[idx].clone(),
            what: out::What { spans: self.spans(&row.what), event: self.event_id(row.event, options) },
            polarity: polarity(row.positive),
            likelihood: row.likelihood.as_ref().map(likelihood),
            from: row.interval.from.map(|date| date.to_string()),
            to: row.interval.to.map(|date| date.to_string()),
            said_by: row.said_by.map(|idx| self.ids.actors[idx].clone()),
            statement: self.statement_id(row.statement),
            kind: row.kind.to_string(),
            condition: self.words(&row.condition),
            settles: out::Settles {
                types: row.settles.types.iter().map(ToString::to_string).collect(),
                actors: self.actors(&row.settles.actors),
                recipients: self.actors(&row.settles.recipients),
            },
            confidence: rounded(row.confidence),
            because: row.because.to_string(),
        }
    }

    fn note(&self, note: &row::Note) -> out::Note {
        let span = note.span.map(|span| self.offsets.span(span));
        out::Note { code: note.code.to_owned(), text: note.text.clone(), span }
    }
}

fn polarity(positive: bool) -> String {
    if positive { "+" } else { "-" }.to_owned()
}

/// Three decimals are all that a fitted confidence can carry.
fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 1000.0).round() / 1000.0
}
