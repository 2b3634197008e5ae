use rapporteur_record::wire::{Actor, Event, Place, Record, Span, Statement, Time};
use serde_json::Value;
use std::collections::HashMap;

/// A record with its rows at hand by id: what told columns are told from.
pub struct Whole<'a> {
    record: &'a Record,
    /// Byte where each code point begins, and the text's length; empty for ASCII, where the two are equal.
    bytes: Vec<usize>,
    actors: HashMap<&'a str, &'a Actor>,
    places: HashMap<&'a str, &'a Place>,
    times: HashMap<&'a str, &'a Time>,
    statements: HashMap<&'a str, &'a Statement>,
    events: HashMap<&'a str, &'a Event>,
}

impl<'a> Whole<'a> {
    pub fn of(record: &'a Record) -> Self {
        let text = &record.document.text;
        let bytes = match text.is_ascii() {
            true => Vec::new(),
            false => text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect(),
        };
        Whole {
            record,
            bytes,
            actors: record.actors.iter().map(|row| (row.id.as_str(), row)).collect(),
            places: record.places.iter().map(|row| (row.id.as_str(), row)).collect(),
            times: record.times.iter().map(|row| (row.id.as_str(), row)).collect(),
            statements: record.statements.iter().map(|row| (row.id.as_str(), row)).collect(),
            events: record.events.iter().map(|row| (row.id.as_str(), row)).collect(),
        }
    }

    /// The words of a span; empty where a span points outside the text.
    fn slice(&self, [start, end]: Span) -> &'a str {
        let byte = |point: u32| match self.bytes.is_empty() {
            true => Some(point as usize),
            false => self.bytes.get(point as usize).copied(),
        };
        let range = byte(start).zip(byte(end));
        range.and_then(|(start, end)| self.record.document.text.get(start..end)).unwrap_or_default()
    }

    fn joined(&self, spans: &[Span]) -> Option<String> {
        let pieces: Vec<&str> = spans.iter().map(|&span| self.slice(span)).collect();
        (!pieces.is_empty()).then(|| pieces.join(" … "))
    }

    /// The words from one code point to another.
    pub fn between(&self, start: &Value, end: &Value) -> Value {
        let point = |value: &Value| value.as_u64().and_then(|point| u32::try_from(point).ok()).unwrap_or_default();
        self.slice([point(start), point(end)]).into()
    }

    /// The words of some spans, pieces joined by an ellipsis; null for null and an empty text for no spans.
    pub fn words(&self, spans: &Value) -> Value {
        match serde_json::from_value::<Vec<Span>>(spans.clone()) {
            Ok(spans) => self.joined(&spans).unwrap_or_default().into(),
            Err(_) => Value::Null,
        }
    }

    fn actor(&self, id: &Value) -> Option<&'a Actor> {
        self.actors.get(id.as_str()?).copied()
    }

    /// The name of an actor.
    pub fn name(&self, id: &Value) -> Value {
        self.actor(id).map(|actor| actor.name.as_str()).into()
    }

    /// The country of an actor.
    pub fn country(&self, id: &Value) -> Value {
        self.actor(id).and_then(|actor| actor.country.as_deref()).into()
    }

    fn each(&self, ids: &Value, tell: impl Fn(&'a Actor) -> Option<&'a str>) -> Value {
        let ids = ids.as_array().map(Vec::as_slice).unwrap_or_default();
        let told: Vec<&str> = ids.iter().filter_map(|id| tell(self.actor(id)?)).collect();
        told.join("; ").into()
    }

    /// The names of actors, `; ` between them.
    pub fn names(&self, ids: &Value) -> Value {
        self.each(ids, |actor| Some(&actor.name))
    }

    /// The countries of actors, `; ` between them.
    pub fn countries(&self, ids: &Value) -> Value {
        self.each(ids, |actor| actor.country.as_deref())
    }

    /// The name of a party's actor, else its words.
    pub fn party(&self, party: &Value) -> Value {
        match self.name(&party["actor"]) {
            Value::Null => self.words(&party["spans"]),
            name => name,
        }
    }

    fn statement(&self, id: &Value) -> Option<&'a Statement> {
        self.statements.get(id.as_str()?).copied()
    }

    /// Who makes a statement: the actor's name, else the source's words.
    pub fn speaker(&self, id: &Value) -> Value {
        let tell = |statement: &Statement| {
            let source = statement.source.as_ref()?;
            let actor = source.actor.as_ref().and_then(|id| self.actors.get(id.as_str()));
            actor.map(|actor| actor.name.clone()).or_else(|| self.joined(&source.spans))
        };
        self.statement(id).and_then(tell).into()
    }

    /// What a statement does.
    pub fn act(&self, id: &Value) -> Value {
        self.statement(id).map(|statement| statement.act.as_str()).into()
    }

    /// Name and country of a place.
    pub fn place(&self, id: &Value) -> (Value, Value) {
        let place = id.as_str().and_then(|id| self.places.get(id));
        (place.map(|place| place.name.as_str()).into(), place.and_then(|place| place.country.as_deref()).into())
    }

    fn dates_of(&self, time: Option<&str>) -> (Value, Value) {
        let day = |text: &Option<String>| text.as_deref().map(|text| text.get(..10).unwrap_or(text)).into();
        match time.and_then(|id| self.times.get(id)) {
            Some(time) if time.from.is_some() || time.to.is_some() => (day(&time.from), day(&time.to)),
            _ => (day(&self.record.document.date), day(&self.record.document.date)),
        }
    }

    /// First and last day of a time, else the day of the report.
    pub fn dates(&self, time: &Value) -> (Value, Value) {
        self.dates_of(time.as_str())
    }

    /// First and last day of an event, else the day of the report.
    pub fn event_dates(&self, event: &Value) -> (Value, Value) {
        let event = event.as_str().and_then(|id| self.events.get(id));
        self.dates_of(event.and_then(|event| event.time.as_deref()))
    }

    /// First and last day of a statement, else the day of the report.
    pub fn statement_dates(&self, statement: &Value) -> (Value, Value) {
        self.dates_of(self.statement(statement).and_then(|statement| statement.time.as_deref()))
    }
}
