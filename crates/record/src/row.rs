//! The rows inside the house: spans are bytes, references are indices into the record's own lists.
//!
//! What leaves the house has its own types in [`crate::wire`]; ids are given there.

use crate::time::{Grain, Interval};
use compact_str::CompactString;
use rapporteur_syntax::{NameKind, Span, labels};
use std::borrow::Cow;

/// Index into [`Record::actors`].
pub type ActorIdx = usize;
/// Index into [`Record::mentions`].
pub type MentionIdx = usize;
/// Index into [`Record::times`].
pub type TimeIdx = usize;
/// Index into [`Record::places`].
pub type PlaceIdx = usize;
/// Index into [`Record::statements`].
pub type StatementIdx = usize;
/// Index into [`Record::events`].
pub type EventIdx = usize;

/// The name of the rule, lexicon entry or model head that made a row: `cue:say`, `verb:shell`, `head:names`.
pub type Because = Cow<'static, str>;

/// Everything read from one report. Lists are in text order within a kind.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct Record {
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
}

impl Record {
    /// The actor a mention refers to, when one of the actors claims it.
    pub fn actor_of(&self, mention: MentionIdx) -> Option<ActorIdx> {
        self.actors.iter().position(|actor| actor.mentions.contains(&mention))
    }

    /// The mention with exactly this head word's span inside it that is the longest, if any.
    ///
    /// `head` is the span of the word that heads the noun phrase.
    pub fn mention_at(&self, head: Span) -> Option<MentionIdx> {
        let fits = |mention: &&Mention| mention.head == head;
        let best = self.mentions.iter().filter(fits).max_by_key(|mention| mention.span.len())?;
        self.mentions.iter().position(|mention| std::ptr::eq(mention, best))
    }

    /// The innermost statement whose content holds a span: its voucher. `None`: the report itself.
    pub fn voucher_of(&self, span: Span) -> Option<StatementIdx> {
        let size = |statement: &Statement| statement.content.iter().map(|part| part.len()).sum::<usize>();
        let holds = |statement: &Statement| statement.content.iter().any(|part| part.contains(span));
        let holding = self.statements.iter().enumerate().filter(|(_, statement)| holds(statement));
        holding.min_by_key(|(idx, statement)| (size(statement), *idx)).map(|(idx, _)| idx)
    }
}

/// Something odd about the report, in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Stable, kebab-case.
    pub code: &'static str,
    /// What a person should know.
    pub text: String,
    /// Where, when it lies in one place.
    pub span: Option<Span>,
}

/// A proper name.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Its words.
    pub span: Span,
    /// Its kind.
    pub kind: NameKind,
    /// The actor it names; found by [`Record::actors`]' mentions at the edge when `None`.
    pub mention: Option<MentionIdx>,
}

labels! {
    /// How a mention refers.
    Form, default Nominal, { Name = "name", Nominal = "nominal", Pronoun = "pronoun", }
}

/// Words that refer to an actor: the whole noun phrase with title and apposed office, without a relative clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The whole phrase.
    pub span: Span,
    /// Its head word.
    pub head: Span,
    /// How it refers.
    pub form: Form,
}

labels! {
    /// Kind of an actor.
    ActorKind, default Group, {
        Person = "person", State = "state", Organisation = "organisation", Group = "group",
        PlaceAsActor = "place-as-actor",
    }
}

/// Someone or some body that speaks, acts, suffers, is addressed or holds a position.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// The best name the report gives; the longest proper name, else the first nominal mention's words.
    pub name: String,
    /// Its kind.
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-3, or PLOVER's IGO UNO EUR NGO ISM IMG MNC.
    pub country: Option<CompactString>,
    /// PLOVER sector.
    pub sector: Option<CompactString>,
    /// Office or function as text ("foreign minister").
    pub role: Option<String>,
    /// The body it belongs to, as text.
    pub organisation: Option<String>,
    /// Wikidata item, when a table gives one.
    pub wikidata: Option<CompactString>,
    /// Its mentions, in text order; never empty, and no mention belongs to two actors.
    pub mentions: Vec<MentionIdx>,
}

labels! {
    /// Kind of a place.
    PlaceKind, default Region, {
        Continent = "continent", Country = "country", Admin1 = "admin1", Admin2 = "admin2", City = "city",
        District = "district", Facility = "facility", Water = "water", Area = "area", Region = "region",
    }
}

labels! {
    /// What a place name stands for where it stands.
    PlaceUse, default Literal, { Literal = "literal", Metonymic = "metonymic", Demonym = "demonym", }
}

/// A mention of a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its words.
    pub span: Span,
    /// The name as a gazetteer spells it, else the words.
    pub name: String,
    /// Kind; the point is only as exact as the kind.
    pub kind: PlaceKind,
    /// What it stands for.
    pub use_: PlaceUse,
    /// ISO 3166-1 alpha-3.
    pub country: Option<CompactString>,
    /// First-order division.
    pub admin1: Option<String>,
    /// Latitude and longitude in degrees, WGS 84.
    pub point: Option<(f64, f64)>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// The place that the text puts it in.
    pub within: Option<PlaceIdx>,
    /// West, south, east, north, for regions.
    pub bbox: Option<[f64; 4]>,
    /// Countries that claim it where sovereignty is disputed.
    pub claimed_by: Vec<CompactString>,
}

labels! {
    /// TIMEX3 type.
    TimeType, default Date, { Date = "DATE", Time = "TIME", Duration = "DURATION", Set = "SET", }
}

/// A time expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// Its words.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimeType,
    /// TIMEX3 value.
    pub value: String,
    /// TIMEX3 mod (`APPROX`, `START`, `BEFORE` …).
    pub modifier: Option<&'static str>,
    /// The days it may lie in, both ends inclusive; unresolved when the report does not tell.
    pub interval: Interval,
    /// The unit it speaks in.
    pub grain: Option<Grain>,
}

/// Words with the actor they stand for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Party {
    /// The words, possibly in several pieces.
    pub spans: Vec<Span>,
    /// Whom they stand for.
    pub actor: Option<ActorIdx>,
}

labels! {
    /// Whether a statement's words are quoted.
    StatementMode, default Indirect, { Direct = "direct", Indirect = "indirect", Mixed = "mixed", }
}

labels! {
    /// What a speaker does by a statement: sayings first, then attitudes.
    Act, default Say, {
        Say = "say", Ask = "ask", Answer = "answer", Deny = "deny", Confirm = "confirm", Acknowledge = "acknowledge",
        Claim = "claim", Accuse = "accuse", Condemn = "condemn", Criticise = "criticise", Praise = "praise",
        Thank = "thank", Apologise = "apologise", Demand = "demand", Urge = "urge", Propose = "propose",
        Offer = "offer", Agree = "agree", Refuse = "refuse", Promise = "promise", Threaten = "threaten", Warn = "warn",
        Predict = "predict", Announce = "announce", Order = "order", Rule = "rule", Report = "report", Show = "show",
        Believe = "believe", Doubt = "doubt", Know = "know", Expect = "expect", Hope = "hope", Fear = "fear",
        Want = "want", Intend = "intend", Feel = "feel", Support = "support", Oppose = "oppose",
    }
}

impl Act {
    /// True for an attitude (believes, wants), false for a saying.
    pub fn is_attitude(self) -> bool {
        self >= Act::Believe
    }
}

/// An attributed statement: source, cue and content (PolNeAR).
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Who speaks; `None` when the text names no source.
    pub source: Option<Party>,
    /// The words that attribute.
    pub cue: Vec<Span>,
    /// Lemma of the cue's head.
    pub cue_lemma: String,
    /// What is said; several pieces where the cue interrupts.
    pub content: Vec<Span>,
    /// Quoted or not.
    pub mode: StatementMode,
    /// What the speaker does by it.
    pub act: Act,
    /// To whom.
    pub addressee: Option<Party>,
    /// Through whom or what.
    pub channel: Option<Party>,
    /// When it was said.
    pub time: Option<TimeIdx>,
    /// Where it was said.
    pub place: Option<PlaceIdx>,
    /// The statement that contains this one.
    pub inside: Option<StatementIdx>,
    /// "did not say".
    pub negated: bool,
    /// "reportedly said".
    pub hedged: bool,
    /// Probability that the row is right, fitted on dev data.
    pub confidence: f32,
    /// What made it.
    pub because: Because,
}

labels! {
    /// PLOVER 0.8 event type.
    EventType, default Consult, {
        Agree = "AGREE", Consult = "CONSULT", Support = "SUPPORT", Concede = "CONCEDE", Cooperate = "COOPERATE",
        Aid = "AID", Retreat = "RETREAT", Request = "REQUEST", Accuse = "ACCUSE", Reject = "REJECT",
        Threaten = "THREATEN", Protest = "PROTEST", Sanction = "SANCTION", Mobilize = "MOBILIZE", Coerce = "COERCE",
        Assault = "ASSAULT",
    }
}

labels! {
    /// FactBank certainty.
    Certainty, default Certain, {
        Certain = "certain", Probable = "probable", Possible = "possible", Unknown = "unknown",
    }
}

labels! {
    /// Tense of a row's happening, seen from the report.
    Tense, default Past, { Past = "past", Present = "present", Future = "future", }
}

labels! {
    /// Where an event's time comes from.
    TimeBasis, default OwnClause, {
        OwnClause = "own clause", Inherited = "inherited", ReportDate = "report date",
    }
}

/// Who did what to whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The words that carry it.
    pub trigger: Vec<Span>,
    /// The heads of later mentions of the same happening.
    pub again: Vec<Span>,
    /// Lemma of the trigger's head.
    pub trigger_lemma: String,
    /// PLOVER type.
    pub kind: EventType,
    /// PLOVER mode.
    pub mode: Option<&'static str>,
    /// PLOVER contexts, in the manual's order.
    pub context: Vec<&'static str>,
    /// CAMEO code, as deep as it is certain.
    pub cameo: Option<CompactString>,
    /// Who did it. Reciprocal acts have all parties here and no recipient.
    pub actors: Vec<ActorIdx>,
    /// To whom.
    pub recipients: Vec<ActorIdx>,
    /// Where.
    pub place: Option<PlaceIdx>,
    /// When.
    pub time: Option<TimeIdx>,
    /// Where `time` comes from; `ReportDate` with `time` None means the day of the report.
    pub time_basis: Option<TimeBasis>,
    /// How sure the text is.
    pub certainty: Certainty,
    /// False when the text says that it did not or will not happen.
    pub positive: bool,
    /// Tense.
    pub tense: Tense,
    /// History the report leans on, not its news.
    pub background: bool,
    /// Whose word it is; `None`: the report's.
    pub voucher: Option<StatementIdx>,
    /// Probability that the row is right.
    pub confidence: f32,
    /// What made it.
    pub because: Because,
}

labels! {
    /// What a figure says of its event, where it says one of these.
    Toll, default Size, {
        Dead = "dead", Injured = "injured", Displaced = "displaced", Arrested = "arrested", Size = "size",
    }
}

/// A number the report gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The number with its noun and its "about".
    pub span: Span,
    /// Lower end; `None` is open. Both `None`: a share without a number.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// True for "about", "dozens".
    pub approximate: bool,
    /// person, percent, USD, km, hour, share …
    pub unit: String,
    /// The counted noun, as text.
    pub counted: Option<String>,
    /// The event it belongs to.
    pub event: Option<EventIdx>,
    /// What it says of the event; the events' magnitude is made of these at the edge.
    pub toll: Option<Toll>,
    /// Whose word it is.
    pub voucher: Option<StatementIdx>,
    /// Probability that the row is right.
    pub confidence: f32,
    /// What made it.
    pub because: Because,
}

labels! {
    /// A party's stance.
    Stance, default Demand, {
        Demand = "demand", Refuse = "refuse", Accept = "accept", Offer = "offer", Promise = "promise",
        Condition = "condition", Threaten = "threaten", Recognise = "recognise", Deny = "deny", Support = "support",
        Oppose = "oppose", Accuse = "accuse",
    }
}

/// What a party wants, refuses, offers, grants or makes a condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// Whose stance it is.
    pub holder: Option<ActorIdx>,
    /// The stance.
    pub stance: Stance,
    /// The clause that states it.
    pub issue: Vec<Span>,
    /// A short label of the issue.
    pub label: String,
    /// Towards whom.
    pub towards: Vec<ActorIdx>,
    /// "unless …", "only if …".
    pub condition: Vec<Span>,
    /// The statement it was taken from.
    pub statement: Option<StatementIdx>,
    /// Probability that the row is right.
    pub confidence: f32,
    /// What made it.
    pub because: Because,
}

labels! {
    /// Kind of a prospect.
    ProspectKind, default Prediction, {
        Promise = "promise", Plan = "plan", Prediction = "prediction", Threat = "threat", Vow = "vow",
        Deadline = "deadline",
    }
}

/// A word of chance, and what readers take it to mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Likelihood {
    /// The word or stack of words, as in the lexicon.
    pub word: String,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// Percent; `None` where no scale gives a number.
    pub low: Option<u8>,
    /// Percent.
    pub high: Option<u8>,
}

/// The rows that would settle a prospect.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settles {
    /// PLOVER types.
    pub types: Vec<EventType>,
    /// Who would do it.
    pub actors: Vec<ActorIdx>,
    /// To whom.
    pub recipients: Vec<ActorIdx>,
}

/// Something foretold that can later be found true or false.
#[derive(Clone, Debug, PartialEq)]
pub struct Prospect {
    /// The words that foretell it.
    pub what: Vec<Span>,
    /// The event it foretells, when there is a row of it.
    pub event: Option<EventIdx>,
    /// False when it foretells that something will not happen.
    pub positive: bool,
    /// The word of chance, when the text has one.
    pub likelihood: Option<Likelihood>,
    /// The horizon.
    pub interval: Interval,
    /// Who foretells; `None`: the report.
    pub said_by: Option<ActorIdx>,
    /// The statement it stands in.
    pub statement: Option<StatementIdx>,
    /// Kind.
    pub kind: ProspectKind,
    /// "if …".
    pub condition: Vec<Span>,
    /// What would settle it.
    pub settles: Settles,
    /// Probability that the row is right.
    pub confidence: f32,
    /// What made it.
    pub because: Because,
}
