//! SQL for everyone, and nothing that SQL could change.
//!
//! Four locks, each enough alone: the file is opened read-only, the connection is `query_only`, the statement must be
//! one that reads, and an authoriser refuses every action but reading and calling functions.

use crate::answer::{Answer, value};
use crate::error::Error;
use crate::ledger::{check, open_read_only};
use rusqlite::Connection;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use std::path::Path;

/// What a question may open with.
const OPENINGS: &[&str] = &["select", "with", "values", "explain", "pragma"];

/// The pragmas that only tell.
const TELLING: &[&str] = &["table_info", "table_xinfo", "table_list", "index_list", "index_info", "user_version"];

/// Asks a ledger in SQL: at most `limit` rows of one SELECT, WITH, VALUES, EXPLAIN or `PRAGMA table_info(…)`.
///
/// Fails with [`Error::is_question`] when the SQL does not parse, is more than one statement, or would do more than read.
pub fn ask(path: impl AsRef<Path>, sql: &str, limit: Option<usize>) -> Result<Answer, Error> {
    let path = path.as_ref();
    if !path.exists() {
        return Err(Error::missing(path));
    }
    let connection = open(path).map_err(|error| error.at(path))?;
    answer(&connection, sql, limit)
}

fn open(path: &Path) -> Result<Connection, Error> {
    let connection = open_read_only(path)?;
    check(&connection, path)?;
    connection.authorizer(Some(allowed))?;
    Ok(connection)
}

fn allowed(context: AuthContext<'_>) -> Authorization {
    match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => Authorization::Allow,
        AuthAction::Function { function_name } if function_name != "load_extension" => Authorization::Allow,
        AuthAction::Pragma { pragma_name, .. } if TELLING.contains(&pragma_name) => Authorization::Allow,
        // FTS5 asks for this when it opens its own tables.
        AuthAction::Pragma { pragma_name: "data_version", .. } => Authorization::Allow,
        _ => Authorization::Deny,
    }
}

fn answer(connection: &Connection, sql: &str, limit: Option<usize>) -> Result<Answer, Error> {
    let opening = sql.trim_start_matches(|c: char| c.is_whitespace() || c == '(');
    let opening: String = opening.chars().take_while(char::is_ascii_alphabetic).collect();
    if !OPENINGS.contains(&opening.to_ascii_lowercase().as_str()) {
        return Err(Error::question(
            "expected SQL that reads (SELECT, WITH, EXPLAIN or PRAGMA table_info)",
            sql.trim(),
        ));
    }
    let mut statement = connection.prepare(sql).map_err(asked_wrongly)?;
    if !statement.readonly() {
        return Err(Error::question("expected SQL that changes nothing", sql.trim()));
    }
    let columns: Vec<String> = statement.column_names().iter().map(|&name| name.to_owned()).collect();
    let mut answer = Answer { columns, rows: Vec::new(), more: false };
    let mut rows = statement.query([]).map_err(asked_wrongly)?;
    while let Some(row) = rows.next().map_err(asked_wrongly)? {
        if limit.is_some_and(|limit| answer.rows.len() >= limit) {
            answer.more = true;
            break;
        }
        let cells: Result<Vec<_>, Error> = (0..answer.columns.len()).map(|idx| value(row.get_ref(idx)?)).collect();
        answer.rows.push(cells?);
    }
    Ok(answer)
}

/// Trouble with the SQL is the asker's, trouble with the file is not.
fn asked_wrongly(error: rusqlite::Error) -> Error {
    use rusqlite::ErrorCode::{AuthorizationForStatementDenied, ReadOnly, Unknown};
    match error {
        rusqlite::Error::SqlInputError { msg, offset, .. } if offset >= 0 => {
            Error::question("the SQL cannot be answered", format!("{msg} (at character {})", offset + 1))
        }
        rusqlite::Error::SqlInputError { msg, .. } => Error::question("the SQL cannot be answered", msg),
        rusqlite::Error::MultipleStatement => Error::question("expected one statement", "several"),
        rusqlite::Error::InvalidParameterCount(..) => {
            Error::question("the SQL cannot be answered", "it has parameters, and there are no values for them")
        }
        rusqlite::Error::SqliteFailure(failure, message) if failure.code == AuthorizationForStatementDenied => {
            let what = message.unwrap_or_else(|| "not authorised".to_owned());
            Error::question("expected SQL that only reads the ledger's tables", what)
        }
        rusqlite::Error::SqliteFailure(failure, message) if matches!(failure.code, ReadOnly | Unknown) => {
            Error::question("the SQL cannot be answered", message.unwrap_or_else(|| failure.to_string()))
        }
        other => other.into(),
    }
}
