//! The tables of rows, column by column: the one list that entering, recalling, asking and exporting share.
//!
//! A field `source.spans` of the printed row lies in the column `source_spans`; spans, lists and magnitudes are JSON
//! text. Columns that a record does not have but a reader of the table wants (the words of the spans, the names of the
//! actors, the dates) are *told* when the row is entered.

use crate::whole::Whole;
use serde_json::Value;

/// A table with one line for each row of a kind.
#[derive(Debug)]
pub struct Table {
    /// Its name, the record's name for the list of rows.
    pub name: &'static str,
    /// What its rows' ids open with.
    pub letter: char,
    /// The columns after `document`.
    pub columns: &'static [Column],
    /// The code point where the row's first evidence begins, in SQL; `@` stands before each column.
    pub(crate) start: &'static str,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    pub(crate) holds: Holds,
}

/// What a column holds.
#[derive(Debug)]
pub(crate) enum Holds {
    /// A text or number at a path of the printed row.
    Plain(&'static str),
    /// True or false, kept as 1 or 0.
    Flag(&'static str),
    /// A list or object, kept as JSON text.
    Json(&'static str),
    /// Something told from the whole record.
    Told(fn(&Whole, &Value) -> Value),
    /// Not of the record at all: what the ledger itself finds out.
    Own,
}

impl Column {
    /// True when the column's text is JSON.
    pub fn is_json(&self) -> bool {
        matches!(self.holds, Holds::Json(_))
    }

    /// True when the column is 1 for true and 0 for false.
    pub fn is_flag(&self) -> bool {
        matches!(self.holds, Holds::Flag(_))
    }
}

impl Table {
    /// Where a row's first evidence begins, the table going by another name.
    pub(crate) fn start_in(&self, alias: &str) -> String {
        self.start.replace('@', &format!("{alias}."))
    }

    /// The table of a row, told by the row's id.
    pub fn of(id: &str) -> Option<&'static Table> {
        TABLES.iter().find(|table| id.starts_with(table.letter))
    }
}

const fn plain(name: &'static str, path: &'static str) -> Column {
    Column { name, holds: Holds::Plain(path) }
}

const fn flag(name: &'static str) -> Column {
    Column { name, holds: Holds::Flag(name) }
}

const fn json(name: &'static str, path: &'static str) -> Column {
    Column { name, holds: Holds::Json(path) }
}

const fn told(name: &'static str, tell: fn(&Whole, &Value) -> Value) -> Column {
    Column { name, holds: Holds::Told(tell) }
}

const fn own(name: &'static str) -> Column {
    Column { name, holds: Holds::Own }
}

const ID: Column = plain("id", "id");
const START: Column = plain("start", "start");
const END: Column = plain("end", "end");
const TEXT: Column = told("text", |whole, row| whole.between(&row["start"], &row["end"]));
const CONFIDENCE: Column = plain("confidence", "confidence");
const BECAUSE: Column = plain("because", "because");
const VOUCHER: Column = plain("voucher", "voucher");
const VOUCHER_NAME: Column = told("voucher_name", |whole, row| whole.speaker(&row["voucher"]));
const VOUCHER_ACT: Column = told("voucher_act", |whole, row| whole.act(&row["voucher"]));
const STATEMENT: Column = plain("statement", "statement");
const STATEMENT_NAME: Column = told("statement_name", |whole, row| whole.speaker(&row["statement"]));
const STATEMENT_ACT: Column = told("statement_act", |whole, row| whole.act(&row["statement"]));
const CONDITION_SPANS: Column = json("condition_spans", "condition.spans");
const CONDITION_TEXT: Column = told("condition_text", |whole, row| whole.words(&row["condition"]["spans"]));

/// Every table of rows, in the record's order.
pub const TABLES: &[Table] =
    &[NAMES, MENTIONS, ACTORS, PLACES, TIMES, STATEMENTS, EVENTS, FIGURES, POSITIONS, PROSPECTS];

const NAMES: Table = Table {
    name: "names",
    letter: 'n',
    columns: &[ID, START, END, plain("type", "type"), plain("actor", "actor"), TEXT],
    start: "@start",
};

const MENTIONS: Table = Table {
    name: "mentions",
    letter: 'm',
    columns: &[ID, START, END, plain("form", "form"), plain("actor", "actor"), TEXT],
    start: "@start",
};

const ACTORS: Table = Table {
    name: "actors",
    letter: 'a',
    columns: &[
        ID,
        plain("name", "name"),
        plain("kind", "kind"),
        plain("country", "country"),
        plain("sector", "sector"),
        plain("role", "role"),
        plain("organisation", "organisation"),
        plain("wikidata", "wikidata"),
    ],
    start: "CAST(substr(@id, 2) AS INTEGER)",
};

const PLACES: Table = Table {
    name: "places",
    letter: 'p',
    columns: &[
        ID,
        START,
        END,
        plain("name", "name"),
        plain("country", "country"),
        plain("admin1", "admin1"),
        plain("lat", "lat"),
        plain("lon", "lon"),
        plain("geonames", "geonames"),
        plain("kind", "kind"),
        plain("use", "use"),
        plain("within", "within"),
        json("bbox", "bbox"),
        json("claimed_by", "claimed_by"),
        TEXT,
    ],
    start: "@start",
};

const TIMES: Table = Table {
    name: "times",
    letter: 't',
    columns: &[
        ID,
        START,
        END,
        plain("type", "type"),
        plain("value", "value"),
        plain("mod", "mod"),
        plain("from", "from"),
        plain("to", "to"),
        plain("grain", "grain"),
        TEXT,
    ],
    start: "@start",
};

pub(crate) const STATEMENTS: Table = Table {
    name: "statements",
    letter: 's',
    columns: &[
        ID,
        json("source_spans", "source.spans"),
        plain("source_actor", "source.actor"),
        told("source_text", |whole, row| whole.words(&row["source"]["spans"])),
        told("source_name", |whole, row| whole.party(&row["source"])),
        told("source_country", |whole, row| whole.country(&row["source"]["actor"])),
        json("cue_spans", "cue.spans"),
        plain("cue_lemma", "cue.lemma"),
        told("cue_text", |whole, row| whole.words(&row["cue"]["spans"])),
        json("content_spans", "content.spans"),
        told("content_text", |whole, row| whole.words(&row["content"]["spans"])),
        plain("mode", "mode"),
        plain("act", "act"),
        json("addressee_spans", "addressee.spans"),
        plain("addressee_actor", "addressee.actor"),
        told("addressee_text", |whole, row| whole.words(&row["addressee"]["spans"])),
        told("addressee_name", |whole, row| whole.party(&row["addressee"])),
        json("channel_spans", "channel.spans"),
        plain("channel_actor", "channel.actor"),
        told("channel_text", |whole, row| whole.words(&row["channel"]["spans"])),
        told("channel_name", |whole, row| whole.party(&row["channel"])),
        plain("time", "time"),
        plain("place", "place"),
        plain("inside", "inside"),
        told("inside_name", |whole, row| whole.speaker(&row["inside"])),
        flag("negated"),
        flag("hedged"),
        told("date_from", |whole, row| whole.dates(&row["time"]).0),
        told("date_to", |whole, row| whole.dates(&row["time"]).1),
        CONFIDENCE,
        BECAUSE,
    ],
    start: "coalesce(json_extract(@cue_spans, '$[0][0]'), json_extract(@content_spans, '$[0][0]'))",
};

pub(crate) const EVENTS: Table = Table {
    name: "events",
    letter: 'e',
    columns: &[
        ID,
        json("trigger_spans", "trigger.spans"),
        plain("trigger_lemma", "trigger.lemma"),
        told("trigger_text", |whole, row| whole.words(&row["trigger"]["spans"])),
        plain("type", "type"),
        plain("mode", "mode"),
        json("context", "context"),
        plain("cameo", "cameo"),
        json("actors", "actors"),
        told("actor_names", |whole, row| whole.names(&row["actors"])),
        told("actor_countries", |whole, row| whole.countries(&row["actors"])),
        json("recipients", "recipients"),
        told("recipient_names", |whole, row| whole.names(&row["recipients"])),
        told("recipient_countries", |whole, row| whole.countries(&row["recipients"])),
        plain("place", "place"),
        told("place_name", |whole, row| whole.place(&row["place"]).0),
        told("place_country", |whole, row| whole.place(&row["place"]).1),
        plain("time", "time"),
        plain("time_basis", "time_basis"),
        told("date_from", |whole, row| whole.dates(&row["time"]).0),
        told("date_to", |whole, row| whole.dates(&row["time"]).1),
        plain("certainty", "certainty"),
        plain("polarity", "polarity"),
        plain("tense", "tense"),
        flag("background"),
        json("magnitude", "magnitude"),
        VOUCHER,
        VOUCHER_NAME,
        VOUCHER_ACT,
        CONFIDENCE,
        BECAUSE,
    ],
    start: "json_extract(@trigger_spans, '$[0][0]')",
};

pub(crate) const FIGURES: Table = Table {
    name: "figures",
    letter: 'f',
    columns: &[
        ID,
        START,
        END,
        TEXT,
        plain("low", "low"),
        plain("high", "high"),
        flag("approximate"),
        plain("unit", "unit"),
        plain("counted", "counted"),
        plain("event", "event"),
        plain("toll", "toll"),
        VOUCHER,
        VOUCHER_NAME,
        VOUCHER_ACT,
        told("date_from", |whole, row| whole.event_dates(&row["event"]).0),
        told("date_to", |whole, row| whole.event_dates(&row["event"]).1),
        CONFIDENCE,
        BECAUSE,
    ],
    start: "@start",
};

pub(crate) const POSITIONS: Table = Table {
    name: "positions",
    letter: 'o',
    columns: &[
        ID,
        plain("holder", "holder"),
        told("holder_name", |whole, row| whole.name(&row["holder"])),
        told("holder_country", |whole, row| whole.country(&row["holder"])),
        plain("stance", "stance"),
        json("issue_spans", "issue.spans"),
        plain("issue_label", "issue.label"),
        told("issue_text", |whole, row| whole.words(&row["issue"]["spans"])),
        json("towards", "towards"),
        told("towards_names", |whole, row| whole.names(&row["towards"])),
        CONDITION_SPANS,
        CONDITION_TEXT,
        STATEMENT,
        STATEMENT_NAME,
        STATEMENT_ACT,
        told("date_from", |whole, row| whole.statement_dates(&row["statement"]).0),
        told("date_to", |whole, row| whole.statement_dates(&row["statement"]).1),
        CONFIDENCE,
        BECAUSE,
    ],
    start: "json_extract(@issue_spans, '$[0][0]')",
};

pub(crate) const PROSPECTS: Table = Table {
    name: "prospects",
    letter: 'x',
    columns: &[
        ID,
        json("what_spans", "what.spans"),
        plain("what_event", "what.event"),
        told("what_text", |whole, row| whole.words(&row["what"]["spans"])),
        plain("polarity", "polarity"),
        plain("likelihood_word", "likelihood.word"),
        json("likelihood_spans", "likelihood.spans"),
        plain("likelihood_low", "likelihood.low"),
        plain("likelihood_high", "likelihood.high"),
        plain("from", "from"),
        plain("to", "to"),
        plain("said_by", "said_by"),
        told("said_by_name", |whole, row| whole.name(&row["said_by"])),
        told("said_by_country", |whole, row| whole.country(&row["said_by"])),
        STATEMENT,
        STATEMENT_NAME,
        STATEMENT_ACT,
        plain("kind", "kind"),
        CONDITION_SPANS,
        CONDITION_TEXT,
        json("settles_types", "settles.types"),
        json("settles_actors", "settles.actors"),
        json("settles_recipients", "settles.recipients"),
        told("date_from", |whole, row| whole.statement_dates(&row["statement"]).0),
        told("date_to", |whole, row| whole.statement_dates(&row["statement"]).1),
        CONFIDENCE,
        BECAUSE,
        own("status"),
        own("settled_by_document"),
        own("settled_by"),
    ],
    start: "json_extract(@what_spans, '$[0][0]')",
};
