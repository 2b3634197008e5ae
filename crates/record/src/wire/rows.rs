use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// `[start, end)` in Unicode code points of `document.text`.
pub type Span = [u32; 2];

/// A number that prints without a fraction when it has none.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Number(pub f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.fract() == 0.0 && self.0.abs() < 9e15 {
            true => serializer.serialize_i64(self.0 as i64),
            false => serializer.serialize_f64(self.0),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(Number)
    }
}

/// A whole record, one line of `extract`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Record {
    pub document: Document,
    pub sentences: Vec<Span>,
    pub names: Vec<Name>,
    pub mentions: Vec<Mention>,
    pub actors: Vec<Actor>,
    pub places: Vec<Place>,
    pub times: Vec<Time>,
    pub statements: Vec<Statement>,
    pub events: Vec<Event>,
    pub figures: Vec<Figure>,
    pub positions: Vec<Position>,
    pub prospects: Vec<Prospect>,
    pub notes: Vec<Note>,
    pub version: String,
    pub model: String,
    pub lexicon: String,
}

/// The report as it came in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Document {
    pub id: String,
    pub date: Option<String>,
    pub outlet: Option<String>,
    pub title: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub text: String,
    pub sha256: String,
}

/// Words in one or more pieces.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Words {
    pub spans: Vec<Span>,
}

/// Words and whom they stand for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Party {
    pub spans: Vec<Span>,
    pub actor: Option<String>,
}

/// Words and the lemma of their head.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Cue {
    pub spans: Vec<Span>,
    pub lemma: String,
}

/// A proper name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Name {
    pub id: String,
    pub start: u32,
    pub end: u32,
    #[serde(rename = "type")]
    pub kind: String,
    pub actor: Option<String>,
}

/// Words that refer to an actor.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Mention {
    pub id: String,
    pub start: u32,
    pub end: u32,
    pub form: String,
    pub actor: Option<String>,
}

/// Someone or some body.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Actor {
    pub id: String,
    pub name: String,
    pub kind: String,
    pub country: Option<String>,
    pub sector: Option<String>,
    pub role: Option<String>,
    pub organisation: Option<String>,
    pub wikidata: Option<String>,
}

/// A mention of a place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Place {
    pub id: String,
    pub start: u32,
    pub end: u32,
    pub name: String,
    pub country: Option<String>,
    pub admin1: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub geonames: Option<u32>,
    pub kind: String,
    #[serde(rename = "use")]
    pub use_: String,
    pub within: Option<String>,
    pub bbox: Option<[f64; 4]>,
    pub claimed_by: Vec<String>,
}

/// A time expression.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Time {
    pub id: String,
    pub start: u32,
    pub end: u32,
    #[serde(rename = "type")]
    pub kind: String,
    pub value: String,
    #[serde(rename = "mod")]
    pub modifier: Option<String>,
    pub from: Option<String>,
    pub to: Option<String>,
    pub grain: Option<String>,
    /// The days that the word before it opens or closes ("since 2022", "until Friday", "from … to …"); `None` where that
    /// word changes nothing.
    #[serde(default)]
    pub window: Option<Window>,
}

/// First and last day; `None` is an open end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
}

/// Who said what.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Statement {
    pub id: String,
    pub source: Option<Party>,
    pub cue: Cue,
    pub content: Words,
    pub mode: String,
    pub act: String,
    pub addressee: Option<Party>,
    pub channel: Option<Party>,
    pub time: Option<String>,
    /// Where its day comes from: "own clause" or "report date".
    #[serde(default)]
    pub time_basis: Option<String>,
    pub place: Option<String>,
    pub inside: Option<String>,
    pub negated: bool,
    pub hedged: bool,
    pub confidence: f64,
    pub because: String,
}

/// A number, or a range with open ends.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Amount {
    /// An exact number.
    Exact(Number),
    /// Between two numbers; `None` is open.
    Range {
        /// Lower end.
        low: Option<Number>,
        /// Upper end.
        high: Option<Number>,
    },
}

/// What the figures say of an event.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Magnitude {
    pub dead: Option<Amount>,
    pub injured: Option<Amount>,
    pub displaced: Option<Amount>,
    pub arrested: Option<Amount>,
    pub size: Option<Amount>,
}

/// Who did what to whom.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Event {
    pub id: String,
    pub trigger: Cue,
    #[serde(rename = "type")]
    pub kind: String,
    pub mode: Option<String>,
    pub context: Vec<String>,
    pub cameo: Option<String>,
    pub actors: Vec<String>,
    pub recipients: Vec<String>,
    pub place: Option<String>,
    pub time: Option<String>,
    pub time_basis: Option<String>,
    pub certainty: String,
    pub polarity: String,
    pub tense: String,
    pub background: bool,
    pub magnitude: Magnitude,
    pub voucher: Option<String>,
    pub confidence: f64,
    pub because: String,
}

/// A number the report gives.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Figure {
    pub id: String,
    pub start: u32,
    pub end: u32,
    pub low: Option<Number>,
    pub high: Option<Number>,
    pub approximate: bool,
    pub unit: String,
    pub counted: Option<String>,
    pub event: Option<String>,
    /// What it says of the event: dead, injured, displaced, arrested, size.
    #[serde(default)]
    pub toll: Option<String>,
    pub voucher: Option<String>,
    pub confidence: f64,
    pub because: String,
}

/// The words of an issue and its label.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Issue {
    pub spans: Vec<Span>,
    pub label: String,
}

/// A party's stance.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Position {
    pub id: String,
    pub holder: Option<String>,
    pub stance: String,
    pub issue: Issue,
    pub towards: Vec<String>,
    pub condition: Option<Words>,
    pub statement: Option<String>,
    pub confidence: f64,
    pub because: String,
}

/// What is foretold, and the event row it foretells.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct What {
    pub spans: Vec<Span>,
    pub event: Option<String>,
}

/// A word of chance.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Likelihood {
    pub word: String,
    pub spans: Vec<Span>,
    pub low: Option<u8>,
    pub high: Option<u8>,
}

/// The later rows that would settle a prospect.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Settles {
    pub types: Vec<String>,
    pub actors: Vec<String>,
    pub recipients: Vec<String>,
}

/// Something foretold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Prospect {
    pub id: String,
    pub what: What,
    pub polarity: String,
    pub likelihood: Option<Likelihood>,
    pub from: Option<String>,
    pub to: Option<String>,
    pub said_by: Option<String>,
    pub statement: Option<String>,
    pub kind: String,
    pub condition: Option<Words>,
    pub settles: Settles,
    pub confidence: f64,
    pub because: String,
}

/// Something odd, in plain words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Note {
    pub code: String,
    pub text: String,
    pub span: Option<Span>,
}
