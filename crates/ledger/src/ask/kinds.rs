use super::filter::{Dates, Filter, first_day};
use super::{Keep, Order, search};
use crate::answer::Answer;
use crate::error::Error;
use crate::ledger::Ledger;
use crate::table::{EVENTS, FIGURES, POSITIONS, PROSPECTS, STATEMENTS};
use rapporteur_record::row::Act;

/// Which statements are asked for. An empty filter asks for all.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Words of the speaker's name or description, or a country code.
    pub speaker: Option<String>,
    /// Words that the content must have; a phrase in double quotation marks.
    pub about: Option<String>,
    /// The act.
    pub act: Option<String>,
    /// Only direct and mixed speech.
    pub direct: bool,
    /// Only what was said; beliefs, wishes and other attitudes left out.
    pub spoken: bool,
    /// When.
    pub dates: Dates,
    /// Also what earlier versions of a document had.
    pub all_versions: bool,
    /// At most so many rows, the latest.
    pub limit: Option<usize>,
}

/// Which events are asked for.
#[derive(Clone, Debug, Default)]
pub struct Events {
    /// Words of an actor's name, or a country code.
    pub actor: Option<String>,
    /// Words of a recipient's name, or a country code.
    pub recipient: Option<String>,
    /// PLOVER type.
    pub kind: Option<String>,
    /// Words of the place's name.
    pub place: Option<String>,
    /// Country code of the place.
    pub country: Option<String>,
    /// FactBank certainty.
    pub certainty: Option<String>,
    /// Only what the text gives as having happened or happening: certain, positive, not future.
    pub actual: bool,
    /// No background.
    pub news: bool,
    /// Words of the name of who vouches.
    pub vouched_by: Option<String>,
    /// When.
    pub dates: Dates,
    /// Also what earlier versions of a document had.
    pub all_versions: bool,
    /// At most so many rows, the latest.
    pub limit: Option<usize>,
}

/// Which figures are asked for.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// Words of the counted noun.
    pub counted: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// What it says of its event: dead, injured, displaced, arrested, size.
    pub toll: Option<String>,
    /// Words of the name of who vouches.
    pub vouched_by: Option<String>,
    /// When.
    pub dates: Dates,
    /// Also what earlier versions of a document had.
    pub all_versions: bool,
    /// At most so many rows, the latest.
    pub limit: Option<usize>,
}

/// Which positions are asked for.
#[derive(Clone, Debug, Default)]
pub struct Positions {
    /// Words of the holder's name, or a country code.
    pub holder: Option<String>,
    /// The stance.
    pub stance: Option<String>,
    /// Words of the issue or its label.
    pub issue: Option<String>,
    /// When.
    pub dates: Dates,
    /// Also what earlier versions of a document had.
    pub all_versions: bool,
    /// At most so many rows, the latest.
    pub limit: Option<usize>,
}

/// Which prospects are asked for.
#[derive(Clone, Debug, Default)]
pub struct Prospects {
    /// Words of the name of who foretells, or a country code.
    pub by: Option<String>,
    /// The kind.
    pub kind: Option<String>,
    /// The status.
    pub status: Option<String>,
    /// The horizon ends before this day.
    pub due_before: Option<String>,
    /// The horizon meets these days.
    pub dates: Dates,
    /// Also what earlier versions of a document had.
    pub all_versions: bool,
    /// At most so many rows, those due first.
    pub limit: Option<usize>,
}

/// Oldest to newest, the newest kept.
fn by_date(limit: Option<usize>) -> Order {
    Order { by: "t.date_from", keep: Keep::Last, limit }
}

/// The acts that are no sayings, quoted.
fn attitudes() -> String {
    let acts = Act::ALL.iter().filter(|act| act.is_attitude()).map(|act| format!("'{}'", act.as_str()));
    acts.collect::<Vec<_>>().join(", ")
}

impl Ledger {
    /// Who said what, oldest to newest.
    pub fn said(&self, asked: &Said) -> Result<Answer, Error> {
        let mut filter = Filter::new(asked.all_versions);
        filter.party(&asked.speaker, &["t.source_name", "t.source_text"], "t.source_country");
        let about = asked.about.as_deref().map(search::query).transpose()?;
        filter.with(
            about.map(|query| format!("content_text : ({query})")),
            "t.number IN (SELECT rowid FROM statements_fts WHERE statements_fts MATCH ?)",
        );
        filter.word(&asked.act, "t.act");
        filter.only(asked.direct, "t.mode <> 'indirect'");
        filter.only(asked.spoken, &format!("t.act NOT IN ({})", attitudes()));
        filter.meets(&asked.dates, "t.date_from", "t.date_to");
        self.ask(&STATEMENTS, filter, by_date(asked.limit))
    }

    /// Who did what to whom, oldest to newest.
    pub fn events(&self, asked: &Events) -> Result<Answer, Error> {
        let mut filter = Filter::new(asked.all_versions);
        filter.party(&asked.actor, &["t.actor_names"], "t.actor_countries");
        filter.party(&asked.recipient, &["t.recipient_names"], "t.recipient_countries");
        filter.word(&asked.kind, "t.type");
        filter.with(asked.place.clone(), "has_words(t.place_name, ?)");
        filter.word(&asked.country, "t.place_country");
        filter.word(&asked.certainty, "t.certainty");
        filter.only(asked.actual, "t.certainty = 'certain' AND t.polarity = '+' AND t.tense <> 'future'");
        filter.only(asked.news, "NOT t.background");
        filter.with(asked.vouched_by.clone(), "has_words(t.voucher_name, ?)");
        filter.meets(&asked.dates, "t.date_from", "t.date_to");
        self.ask(&EVENTS, filter, by_date(asked.limit))
    }

    /// The numbers the reports give, oldest to newest.
    pub fn figures(&self, asked: &Figures) -> Result<Answer, Error> {
        let mut filter = Filter::new(asked.all_versions);
        filter.with(asked.counted.clone(), "has_words(t.counted, ?) OR has_words(t.text, ?)");
        filter.word(&asked.unit, "t.unit");
        filter.word(&asked.toll, "t.toll");
        filter.with(asked.vouched_by.clone(), "has_words(t.voucher_name, ?)");
        filter.meets(&asked.dates, "t.date_from", "t.date_to");
        self.ask(&FIGURES, filter, by_date(asked.limit))
    }

    /// Who wants, refuses or offers what, oldest to newest.
    pub fn positions(&self, asked: &Positions) -> Result<Answer, Error> {
        let mut filter = Filter::new(asked.all_versions);
        filter.party(&asked.holder, &["t.holder_name"], "t.holder_country");
        filter.word(&asked.stance, "t.stance");
        filter.with(asked.issue.clone(), "has_words(t.issue_label, ?) OR has_words(t.issue_text, ?)");
        filter.meets(&asked.dates, "t.date_from", "t.date_to");
        self.ask(&POSITIONS, filter, by_date(asked.limit))
    }

    /// What is foretold, by the end of its horizon; those without a horizon last.
    pub fn prospects(&self, asked: &Prospects) -> Result<Answer, Error> {
        let mut filter = Filter::new(asked.all_versions);
        filter.party(&asked.by, &["t.said_by_name", "t.statement_name"], "t.said_by_country");
        filter.word(&asked.kind, "t.kind");
        filter.word(&asked.status, "t.status");
        let due = asked.due_before.as_deref().map(first_day).transpose()?;
        filter.with(due, "coalesce(t.\"to\", t.\"from\") < ?");
        filter.meets(&asked.dates, "t.\"from\"", "t.\"to\"");
        let by = "coalesce(t.\"to\", t.\"from\", '~')";
        self.ask(&PROSPECTS, filter, Order { by, keep: Keep::First, limit: asked.limit })
    }
}
