use crate::answer::value;
use crate::error::Error;
use crate::ledger::Ledger;
use crate::table::{Holds, TABLES, Table};
use rapporteur_record::wire::Record;
use rusqlite::{OptionalExtension, Row};
use serde_json::{Map, Value, json};

/// A document in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its key.
    pub document: String,
    /// The id it came in with.
    pub id: String,
    /// The key of the version that took its place.
    pub superseded_by: Option<String>,
}

impl Ledger {
    /// Finds a document by the id it came in with, or by its key or at least six first digits of it.
    ///
    /// Several are found where an id has versions (the current one first), or where the digits fit several keys.
    pub fn find(&self, name: &str) -> Result<Vec<Found>, Error> {
        let by_id = "SELECT document, id, superseded_by FROM documents WHERE id = ?
                     ORDER BY superseded_by IS NOT NULL, date DESC, number DESC";
        let found = self.found(by_id, name)?;
        if !found.is_empty() || name.len() < 6 || !name.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(found);
        }
        let by_key = "SELECT document, id, superseded_by FROM documents
                      WHERE substr(document, 1, length(?1)) = lower(?1) ORDER BY document";
        self.found(by_key, name)
    }

    fn found(&self, sql: &str, name: &str) -> Result<Vec<Found>, Error> {
        let mut find = self.connection.prepare_cached(sql)?;
        let found = |row: &Row| Ok(Found { document: row.get(0)?, id: row.get(1)?, superseded_by: row.get(2)? });
        Ok(find.query_map([name], found)?.collect::<Result<_, _>>()?)
    }

    /// Gives back the record of a document as it was entered, rows in text order.
    pub fn record(&self, document: &str) -> Result<Option<Record>, Error> {
        let mut find = self.connection.prepare_cached(
            "SELECT id, date, outlet, title, url, language, text, sha256, sentences, version, model, lexicon
             FROM documents WHERE document = ?",
        )?;
        let head = |row: &Row| {
            let text = |column: &str| row.get::<_, Option<String>>(column);
            let document = json!({
                "id": text("id")?, "date": text("date")?, "outlet": text("outlet")?, "title": text("title")?,
                "url": text("url")?, "language": text("language")?, "text": text("text")?, "sha256": text("sha256")?,
            });
            Ok((document, text("sentences")?, text("version")?, text("model")?, text("lexicon")?))
        };
        let Some((head, sentences, version, model, lexicon)) = find.query_row([document], head).optional()? else {
            return Ok(None);
        };
        let mut record = json!({
            "document": head, "version": version, "model": model, "lexicon": lexicon,
            "sentences": parsed(sentences.as_deref())?, "notes": self.notes(document)?,
        });
        for table in TABLES {
            record[table.name] = self.printed(table, document)?.into();
        }
        Ok(Some(serde_json::from_value(record)?))
    }

    fn notes(&self, document: &str) -> Result<Vec<Value>, Error> {
        let mut find =
            self.connection.prepare_cached("SELECT code, text, span FROM notes WHERE document = ? ORDER BY number")?;
        let mut rows = find.query([document])?;
        let mut notes = Vec::new();
        while let Some(row) = rows.next()? {
            let span = parsed(row.get::<_, Option<String>>(2)?.as_deref())?;
            notes.push(json!({"code": row.get::<_, String>(0)?, "text": row.get::<_, String>(1)?, "span": span}));
        }
        Ok(notes)
    }

    fn printed(&self, table: &Table, document: &str) -> Result<Vec<Value>, Error> {
        let names: Vec<String> = table.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        let sql = format!(
            "SELECT {} FROM {} WHERE document = ? ORDER BY CAST(substr(id, 2) AS INTEGER), length(id), id",
            names.join(", "),
            table.name
        );
        let mut find = self.connection.prepare_cached(&sql)?;
        let mut rows = find.query([document])?;
        let mut printed = Vec::new();
        while let Some(row) = rows.next()? {
            printed.push(printed_row(table, row)?);
        }
        Ok(printed)
    }
}

/// A row as it was printed. An object all of whose columns are null was null.
fn printed_row(table: &Table, row: &Row) -> Result<Value, Error> {
    let (mut printed, mut nested) = (Map::new(), Vec::new());
    for (idx, column) in table.columns.iter().enumerate() {
        let value = value(row.get_ref(idx)?)?;
        let (path, value) = match &column.holds {
            Holds::Plain(path) => (path, value),
            Holds::Flag(path) => (path, (value == 1).into()),
            Holds::Json(path) => (path, parsed(value.as_str())?),
            Holds::Told(_) | Holds::Own => continue,
        };
        let Some((outer, inner)) = path.split_once('.') else {
            printed.insert((*path).to_owned(), value);
            continue;
        };
        printed.entry(outer).or_insert_with(|| json!({}))[inner] = value;
        nested.push(outer);
    }
    for outer in nested {
        if printed[outer].as_object().is_some_and(|object| object.values().all(Value::is_null)) {
            printed[outer] = Value::Null;
        }
    }
    Ok(Value::Object(printed))
}

fn parsed(text: Option<&str>) -> Result<Value, Error> {
    Ok(text.map(serde_json::from_str).transpose()?.unwrap_or(Value::Null))
}
