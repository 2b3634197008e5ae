-- Version 1 of the ledger. Never edit a released version: add the next file and list it in `schema.rs`.

PRAGMA application_id = 1380012112;  -- "RAPP"

CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    document TEXT NOT NULL UNIQUE,
    id TEXT NOT NULL,
    date TEXT,
    outlet TEXT,
    title TEXT,
    url TEXT,
    language TEXT,
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    sentences TEXT NOT NULL,
    version TEXT NOT NULL,
    model TEXT NOT NULL,
    lexicon TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    superseded_by TEXT
);
CREATE INDEX documents_id ON documents (id);
CREATE INDEX documents_date ON documents (date);
CREATE INDEX documents_sha256 ON documents (sha256);

CREATE TABLE names (
    document TEXT NOT NULL,
    id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    type TEXT NOT NULL,
    actor TEXT,
    text TEXT NOT NULL,
    PRIMARY KEY (document, id)
) WITHOUT ROWID;

CREATE TABLE mentions (
    document TEXT NOT NULL,
    id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    form TEXT NOT NULL,
    actor TEXT,
    text TEXT NOT NULL,
    PRIMARY KEY (document, id)
) WITHOUT ROWID;

CREATE TABLE actors (
    document TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    sector TEXT,
    role TEXT,
    organisation TEXT,
    wikidata TEXT,
    PRIMARY KEY (document, id)
) WITHOUT ROWID;
CREATE INDEX actors_name ON actors (name);
CREATE INDEX actors_country ON actors (country);

CREATE TABLE places (
    document TEXT NOT NULL,
    id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    name TEXT NOT NULL,
    country TEXT,
    admin1 TEXT,
    lat REAL,
    lon REAL,
    geonames INTEGER,
    kind TEXT NOT NULL,
    "use" TEXT NOT NULL,
    within TEXT,
    bbox TEXT,
    claimed_by TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (document, id)
) WITHOUT ROWID;
CREATE INDEX places_name ON places (name);

CREATE TABLE times (
    document TEXT NOT NULL,
    id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    type TEXT NOT NULL,
    value TEXT NOT NULL,
    mod TEXT,
    "from" TEXT,
    "to" TEXT,
    grain TEXT,
    text TEXT NOT NULL,
    PRIMARY KEY (document, id)
) WITHOUT ROWID;

CREATE TABLE statements (
    number INTEGER PRIMARY KEY,
    document TEXT NOT NULL,
    id TEXT NOT NULL,
    source_spans TEXT,
    source_actor TEXT,
    source_text TEXT,
    source_name TEXT,
    source_country TEXT,
    cue_spans TEXT NOT NULL,
    cue_lemma TEXT NOT NULL,
    cue_text TEXT NOT NULL,
    content_spans TEXT NOT NULL,
    content_text TEXT NOT NULL,
    mode TEXT NOT NULL,
    act TEXT NOT NULL,
    addressee_spans TEXT,
    addressee_actor TEXT,
    addressee_text TEXT,
    addressee_name TEXT,
    channel_spans TEXT,
    channel_actor TEXT,
    channel_text TEXT,
    channel_name TEXT,
    time TEXT,
    place TEXT,
    inside TEXT,
    inside_name TEXT,
    negated INTEGER NOT NULL,
    hedged INTEGER NOT NULL,
    date_from TEXT,
    date_to TEXT,
    confidence REAL NOT NULL,
    because TEXT NOT NULL,
    UNIQUE (document, id)
);
CREATE INDEX statements_date ON statements (date_from);

CREATE TABLE events (
    document TEXT NOT NULL,
    id TEXT NOT NULL,
    trigger_spans TEXT NOT NULL,
    trigger_lemma TEXT NOT NULL,
    trigger_text TEXT NOT NULL,
    type TEXT NOT NULL,
    mode TEXT,
    context TEXT NOT NULL,
    cameo TEXT,
    actors TEXT NOT NULL,
    actor_names TEXT NOT NULL,
    actor_countries TEXT NOT NULL,
    recipients TEXT NOT NULL,
    recipient_names TEXT NOT NULL,
    recipient_countries TEXT NOT NULL,
    place TEXT,
    place_name TEXT,
    place_country TEXT,
    time TEXT,
    time_basis TEXT,
    date_from TEXT,
    date_to TEXT,
    certainty TEXT NOT NULL,
    polarity TEXT NOT NULL,
    tense TEXT NOT NULL,
    background INTEGER NOT NULL,
    magnitude TEXT NOT NULL,
    voucher TEXT,
    voucher_name TEXT,
    voucher_act TEXT,
    confidence REAL NOT NULL,
    because TEXT NOT NULL,
    PRIMARY KEY (document, id)
) WITHOUT ROWID;
CREATE INDEX events_type ON events (type, date_from);
CREATE INDEX events_date ON events (date_from);

CREATE TABLE figures (
    document TEXT NOT NULL,
    id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    low REAL,
    high REAL,
    approximate INTEGER NOT NULL,
    unit TEXT NOT NULL,
    counted TEXT,
    event TEXT,
    toll TEXT,
    voucher TEXT,
    voucher_name TEXT,
    voucher_act TEXT,
    date_from TEXT,
    date_to TEXT,
    confidence REAL NOT NULL,
    because TEXT NOT NULL,
    PRIMARY KEY (document, id)
) WITHOUT ROWID;

CREATE TABLE positions (
    document TEXT NOT NULL,
    id TEXT NOT NULL,
    holder TEXT,
    holder_name TEXT,
    holder_country TEXT,
    stance TEXT NOT NULL,
    issue_spans TEXT NOT NULL,
    issue_label TEXT NOT NULL,
    issue_text TEXT NOT NULL,
    towards TEXT NOT NULL,
    towards_names TEXT NOT NULL,
    condition_spans TEXT,
    condition_text TEXT,
    statement TEXT,
    statement_name TEXT,
    statement_act TEXT,
    date_from TEXT,
    date_to TEXT,
    confidence REAL NOT NULL,
    because TEXT NOT NULL,
    PRIMARY KEY (document, id)
) WITHOUT ROWID;

CREATE TABLE prospects (
    document TEXT NOT NULL,
    id TEXT NOT NULL,
    what_spans TEXT NOT NULL,
    what_event TEXT,
    what_text TEXT NOT NULL,
    polarity TEXT NOT NULL,
    likelihood_word TEXT,
    likelihood_spans TEXT,
    likelihood_low INTEGER,
    likelihood_high INTEGER,
    "from" TEXT,
    "to" TEXT,
    said_by TEXT,
    said_by_name TEXT,
    said_by_country TEXT,
    statement TEXT,
    statement_name TEXT,
    statement_act TEXT,
    kind TEXT NOT NULL,
    condition_spans TEXT,
    condition_text TEXT,
    settles_types TEXT NOT NULL,
    settles_actors TEXT NOT NULL,
    settles_recipients TEXT NOT NULL,
    date_from TEXT,
    date_to TEXT,
    confidence REAL NOT NULL,
    because TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'open',
    settled_by_document TEXT,
    settled_by TEXT,
    PRIMARY KEY (document, id)
) WITHOUT ROWID;
CREATE INDEX prospects_to ON prospects ("to");

CREATE TABLE notes (
    document TEXT NOT NULL,
    number INTEGER NOT NULL,
    code TEXT NOT NULL,
    text TEXT NOT NULL,
    span TEXT,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;

CREATE TABLE stories (
    story TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (story, document)
) WITHOUT ROWID;
CREATE INDEX stories_document ON stories (document);

CREATE TABLE same_event (
    event TEXT NOT NULL,
    document TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (event, document, id)
) WITHOUT ROWID;
CREATE INDEX same_event_row ON same_event (document, id);

CREATE TABLE conflicts (
    document TEXT NOT NULL,
    id TEXT NOT NULL,
    other_document TEXT NOT NULL,
    other_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (document, id, other_document, other_id, kind)
) WITHOUT ROWID;

-- Full text, kept in step by triggers; the words themselves lie once, in the tables above.
CREATE VIRTUAL TABLE statements_fts USING fts5 (
    source_text, content_text,
    content='statements', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER statements_fts_insert AFTER INSERT ON statements BEGIN
    INSERT INTO statements_fts (rowid, source_text, content_text)
    VALUES (new.number, new.source_text, new.content_text);
END;
CREATE TRIGGER statements_fts_delete AFTER DELETE ON statements BEGIN
    INSERT INTO statements_fts (statements_fts, rowid, source_text, content_text)
    VALUES ('delete', old.number, old.source_text, old.content_text);
END;
CREATE TRIGGER statements_fts_update AFTER UPDATE OF source_text, content_text ON statements BEGIN
    INSERT INTO statements_fts (statements_fts, rowid, source_text, content_text)
    VALUES ('delete', old.number, old.source_text, old.content_text);
    INSERT INTO statements_fts (rowid, source_text, content_text)
    VALUES (new.number, new.source_text, new.content_text);
END;

CREATE VIRTUAL TABLE documents_fts USING fts5 (
    title, text,
    content='documents', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER documents_fts_insert AFTER INSERT ON documents BEGIN
    INSERT INTO documents_fts (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER documents_fts_delete AFTER DELETE ON documents BEGIN
    INSERT INTO documents_fts (documents_fts, rowid, title, text)
    VALUES ('delete', old.number, old.title, old.text);
END;
CREATE TRIGGER documents_fts_update AFTER UPDATE OF title, text ON documents BEGIN
    INSERT INTO documents_fts (documents_fts, rowid, title, text)
    VALUES ('delete', old.number, old.title, old.text);
    INSERT INTO documents_fts (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
