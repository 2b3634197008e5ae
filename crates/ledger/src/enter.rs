use crate::error::Error;
use crate::ledger::Ledger;
use crate::table::{Holds, TABLES, Table};
use crate::whole::Whole;
use rapporteur_record::Document;
use rapporteur_record::wire::Record;
use rusqlite::types::Value as Cell;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// What entering a batch did, in documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entered {
    /// Never seen before.
    pub new: usize,
    /// Already there, to the last row.
    pub unchanged: usize,
    /// There before, read otherwise now: the rows are the new ones.
    pub replaced: usize,
}

/// What made a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Maker<'a> {
    /// Version of the program.
    pub version: &'a str,
    /// Name of the syntax model.
    pub model: &'a str,
    /// Name of the lexicon.
    pub lexicon: &'a str,
}

/// The key of a document in the ledger: sixteen hexadecimal digits from its id and its text's SHA-256.
///
/// An edited report keeps its id and gets another key, so that what was cited of the earlier text still stands on it.
pub fn document_key(id: &str, sha256: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(id.as_bytes());
    hash.update([0]);
    hash.update(sha256.as_bytes());
    hex(&hash.finalize()[..8])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Ledger {
    /// True when this very document (id, text, date, title, outlet, url, language where given) has been read by this maker, so that reading
    /// it again would change nothing.
    pub fn has(&self, document: &Document, maker: &Maker) -> Result<bool, Error> {
        let sha256 = hex(&Sha256::digest(document.text.as_bytes()));
        let date = document.date_text.clone().or_else(|| document.date.map(|date| date.to_string()));
        let mut find = self.connection.prepare_cached(
            "SELECT 1 FROM documents WHERE document = ?1 AND date IS ?2 AND title IS ?3 AND outlet IS ?4 AND url IS ?5
             AND (?6 IS NULL OR language = ?6) AND version = ?7 AND model = ?8 AND lexicon = ?9",
        )?;
        Ok(find.exists(params![
            document_key(&document.id, &sha256),
            date,
            document.title,
            document.outlet,
            document.url,
            document.language,
            maker.version,
            maker.model,
            maker.lexicon,
        ])?)
    }

    /// Enters records, all or none.
    ///
    /// A record that is already there to the last row changes nothing; one of the same id and text read otherwise (a
    /// newer model, another date) takes the place of the old rows, and prospects keep the status they were given. A
    /// text that differs under a known id is a new version: both stay, and the one with the later date, or the one
    /// entered last where dates do not tell, supersedes the other.
    pub fn enter(&mut self, records: &[Record]) -> Result<Entered, Error> {
        let entered = self.enter_all(records);
        entered.map_err(|error| match &self.path {
            Some(path) => error.at(path),
            None => error,
        })
    }

    fn enter_all(&mut self, records: &[Record]) -> Result<Entered, Error> {
        let transaction = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let mut entered = Entered::default();
        for record in records {
            match enter(&transaction, record)? {
                Outcome::New => entered.new += 1,
                Outcome::Unchanged => entered.unchanged += 1,
                Outcome::Replaced => entered.replaced += 1,
            }
        }
        transaction.commit()?;
        Ok(entered)
    }
}

enum Outcome {
    New,
    Unchanged,
    Replaced,
}

fn enter(connection: &Connection, record: &Record) -> Result<Outcome, Error> {
    let document = &record.document;
    let key = document_key(&document.id, &document.sha256);
    let printed = serde_json::to_value(record)?;
    let fingerprint = hex(&Sha256::digest(printed.to_string().as_bytes())[..16]);
    let mut find = connection.prepare_cached("SELECT fingerprint FROM documents WHERE document = ?")?;
    let before: Option<String> = find.query_row([&key], |row| row.get(0)).optional()?;
    if before.as_ref() == Some(&fingerprint) {
        return Ok(Outcome::Unchanged);
    }
    let settled = if before.is_some() { settled(connection, &key)? } else { Vec::new() };
    if before.is_some() {
        for table in TABLES.iter().map(|table| table.name).chain(["notes"]) {
            connection.prepare_cached(&format!("DELETE FROM {table} WHERE document = ?"))?.execute([&key])?;
        }
    }
    enter_document(connection, record, &key, &fingerprint)?;
    if before.is_none() {
        supersede(connection, record, &key)?;
    }
    let whole = Whole::of(record);
    for table in TABLES {
        let rows = printed[table.name].as_array().map(Vec::as_slice).unwrap_or_default();
        enter_rows(connection, table, &key, &whole, rows)?;
    }
    enter_notes(connection, record, &key)?;
    restore(connection, &key, &settled)?;
    Ok(if before.is_some() { Outcome::Replaced } else { Outcome::New })
}

fn enter_document(connection: &Connection, record: &Record, key: &str, fingerprint: &str) -> Result<(), Error> {
    let document = &record.document;
    let mut insert = connection.prepare_cached(
        "INSERT INTO documents (document, id, date, outlet, title, url, language, text, sha256, sentences,
                                version, model, lexicon, fingerprint)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (document) DO UPDATE SET
            date = excluded.date, outlet = excluded.outlet, title = excluded.title, url = excluded.url,
            language = excluded.language, sentences = excluded.sentences, version = excluded.version,
            model = excluded.model, lexicon = excluded.lexicon, fingerprint = excluded.fingerprint",
    )?;
    insert.execute(params![
        key,
        document.id,
        document.date,
        document.outlet,
        document.title,
        document.url,
        document.language,
        document.text,
        document.sha256,
        serde_json::to_string(&record.sentences)?,
        record.version,
        record.model,
        record.lexicon,
        fingerprint,
    ])?;
    Ok(())
}

/// Decides between a new text and the one that stood under its id so far.
fn supersede(connection: &Connection, record: &Record, key: &str) -> Result<(), Error> {
    let mut find = connection.prepare_cached(
        "SELECT document, date FROM documents WHERE id = ? AND document <> ? AND superseded_by IS NULL",
    )?;
    let found = |row: &rusqlite::Row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?));
    let Some((current, date)) = find.query_row([&record.document.id, key], found).optional()? else {
        return Ok(());
    };
    let newer = date.as_ref().zip(record.document.date.as_ref()).is_some_and(|(current, new)| current > new);
    let (old, new) = if newer { (key, current.as_str()) } else { (current.as_str(), key) };
    let mut update = connection.prepare_cached("UPDATE documents SET superseded_by = ? WHERE document = ?")?;
    update.execute([new, old])?;
    Ok(())
}

fn enter_rows(connection: &Connection, table: &Table, key: &str, whole: &Whole, rows: &[Value]) -> Result<(), Error> {
    let kept: Vec<_> = table.columns.iter().filter(|column| !matches!(column.holds, Holds::Own)).collect();
    let names: String = kept.iter().map(|column| format!(", \"{}\"", column.name)).collect();
    let holes = ", ?".repeat(kept.len());
    let mut insert =
        connection.prepare_cached(&format!("INSERT INTO {} (document{names}) VALUES (?{holes})", table.name))?;
    for row in rows {
        let cells = kept.iter().map(|column| match &column.holds {
            Holds::Plain(path) | Holds::Flag(path) | Holds::Json(path) => cell(at(row, path)),
            Holds::Told(tell) => cell(&tell(whole, row)),
            Holds::Own => Cell::Null,
        });
        insert.execute(params_from_iter([Cell::Text(key.to_owned())].into_iter().chain(cells)))?;
    }
    Ok(())
}

/// The value at a path such as `source.spans`; null where a step is missing.
fn at<'a>(row: &'a Value, path: &str) -> &'a Value {
    path.split('.').fold(row, |value, step| &value[step])
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::Null => Cell::Null,
        Value::Bool(flag) => Cell::Integer((*flag).into()),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => Cell::Integer(whole),
            None => Cell::Real(number.as_f64().unwrap_or_default()),
        },
        Value::String(text) => Cell::Text(text.clone()),
        Value::Array(_) | Value::Object(_) => Cell::Text(value.to_string()),
    }
}

fn enter_notes(connection: &Connection, record: &Record, key: &str) -> Result<(), Error> {
    let mut insert =
        connection.prepare_cached("INSERT INTO notes (document, number, code, text, span) VALUES (?, ?, ?, ?, ?)")?;
    for (number, note) in record.notes.iter().enumerate() {
        let span = note.span.map(|[start, end]| format!("[{start},{end}]"));
        insert.execute(params![key, number as i64, note.code, note.text, span])?;
    }
    Ok(())
}

/// What was found out about a document's prospects: id, status, and the row that settled it.
type Settled = Vec<(String, String, Option<String>, Option<String>)>;

fn settled(connection: &Connection, key: &str) -> Result<Settled, Error> {
    let mut find = connection.prepare_cached(
        "SELECT id, status, settled_by_document, settled_by FROM prospects WHERE document = ? AND status <> 'open'",
    )?;
    let rows = find.query_map([key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn restore(connection: &Connection, key: &str, settled: &Settled) -> Result<(), Error> {
    let mut update = connection.prepare_cached(
        "UPDATE prospects SET status = ?, settled_by_document = ?, settled_by = ? WHERE document = ? AND id = ?",
    )?;
    for (id, status, by_document, by) in settled {
        update.execute(params![status, by_document, by, key, id])?;
    }
    Ok(())
}
