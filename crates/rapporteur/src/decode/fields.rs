//! From a JSON object to a document.

use super::error::Kind;
use super::{Input, date, text};
use crate::{Document, Note};
use serde_json::{Map, Value};
use std::str::FromStr;

/// A field of a document.
#[derive(Clone, Copy)]
enum Field {
    Id,
    Text,
    Date,
    Title,
    Url,
    Outlet,
    Language,
}

/// The names of the fields, in the order of [`Field`].
const FIELDS: [&str; 7] = ["id", "text", "date", "title", "url", "outlet", "language"];

/// Where the fields of a document are found in other people's JSON: `text=message,date=date_unixtime`.
///
/// A field that is not named is looked for under its own name. A name with dots (`text=data.body`) goes into objects,
/// unless a key is spelled like that. Where anything is mapped, ids may be numbers or missing, dates may be Unix times,
/// and texts may come in pieces, as chat programs export them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldMap {
    names: [Option<String>; 7],
}

/// Why a field map cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("\"{0}\" is no FIELD=NAME; fields are id, text, date, title, url, outlet and language")]
pub struct FieldMapError(String);

impl FromStr for FieldMap {
    type Err = FieldMapError;

    fn from_str(words: &str) -> Result<Self, Self::Err> {
        let mut map = FieldMap::default();
        for pair in words.split(',') {
            let known = pair.split_once('=').and_then(|(field, name)| {
                let field = FIELDS.iter().position(|known| *known == field.trim())?;
                (!name.trim().is_empty()).then_some((field, name.trim()))
            });
            let (field, name) = known.ok_or_else(|| FieldMapError(pair.to_owned()))?;
            map.names[field] = Some(name.to_owned());
        }
        Ok(map)
    }
}

impl FieldMap {
    fn is_plain(&self) -> bool {
        self.names.iter().all(Option::is_none)
    }

    fn name(&self, field: Field) -> &str {
        self.names[field as usize].as_deref().unwrap_or(FIELDS[field as usize])
    }

    /// The value of a field; `null` counts as absent.
    fn find<'a>(&self, object: &'a Map<String, Value>, field: Field) -> Option<&'a Value> {
        let name = self.name(field);
        let inner = || {
            let (first, rest) = name.split_once('.')?;
            rest.split('.').try_fold(object.get(first)?, |value, key| value.get(key))
        };
        object.get(name).or_else(inner).filter(|value| !value.is_null())
    }

    fn wrong(&self, field: Field, expected: &'static str, value: &Value) -> Kind {
        Kind::WrongType { field: self.name(field).to_owned(), expected, found: kind(value) }
    }

    fn string(&self, object: &Map<String, Value>, field: Field) -> Result<Option<String>, Kind> {
        match self.find(object, field) {
            None => Ok(None),
            Some(Value::String(words)) => Ok(Some(words.clone())),
            Some(value) => Err(self.wrong(field, "a string", value)),
        }
    }

    /// The report in an object; `place` (`FILE:LINE`) names a mapped one that has no id.
    pub(super) fn read(&self, object: &Map<String, Value>, place: &str) -> Result<Input, Kind> {
        let missing = |field| Kind::Missing(self.name(field).to_owned());
        let mut input = Input {
            document: Document {
                id: self.id(object, place)?.ok_or_else(|| missing(Field::Id))?,
                text: self.text(object)?.ok_or_else(|| missing(Field::Text))?,
                title: self.string(object, Field::Title)?,
                url: self.string(object, Field::Url)?,
                outlet: self.string(object, Field::Outlet)?,
                language: self.string(object, Field::Language)?.filter(|code| !code.trim().is_empty()),
                ..Document::default()
            },
            notes: Vec::new(),
        };
        if let Some(note) = self.date(object, &mut input.document)? {
            input.notes.push(note);
        }
        Ok(text::with_header(input))
    }

    fn id(&self, object: &Map<String, Value>, place: &str) -> Result<Option<String>, Kind> {
        match self.find(object, Field::Id) {
            Some(Value::Number(number)) if !self.is_plain() => Ok(Some(number.to_string())),
            None if !self.is_plain() => Ok(Some(place.to_owned())),
            _ => self.string(object, Field::Id),
        }
    }

    fn text(&self, object: &Map<String, Value>) -> Result<Option<String>, Kind> {
        match self.find(object, Field::Text) {
            Some(Value::Array(pieces)) if !self.is_plain() => {
                let piece = |piece: &Value| match piece {
                    Value::String(words) => Some(words.clone()),
                    _ => piece.get("text").and_then(Value::as_str).map(str::to_owned),
                };
                let whole: Option<String> = pieces.iter().map(piece).collect();
                let wrong = || self.wrong(Field::Text, "a string or pieces of text", &Value::Array(Vec::new()));
                whole.map(Some).ok_or_else(wrong)
            }
            _ => self.string(object, Field::Text),
        }
    }

    /// Dates the document; a date that is none gives a note.
    fn date(&self, object: &Map<String, Value>, document: &mut Document) -> Result<Option<Note>, Kind> {
        let unix = match self.find(object, Field::Date) {
            Some(Value::Number(number)) if !self.is_plain() => {
                Some(number.as_i64().or(number.as_f64().map(|n| n as i64)))
            }
            Some(Value::String(words)) if !self.is_plain() => words.trim().parse().ok().map(Some),
            _ => None,
        };
        if let Some(number) = unix {
            let time = number.and_then(date::unix);
            let Some((day, words)) = time else {
                return Ok(self.find(object, Field::Date).map(|value| date::bad(&value.to_string())));
            };
            (document.date, document.date_text) = (Some(day), Some(words));
            return Ok(None);
        }
        let Some(words) = self.string(object, Field::Date)?.filter(|words| !words.trim().is_empty()) else {
            return Ok(None);
        };
        document.date = date::iso(&words);
        document.date_text = document.date.map(|_| words.trim().to_owned());
        Ok(document.date.is_none().then(|| date::bad(&words)))
    }
}

/// The kind of a JSON value, for messages.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
