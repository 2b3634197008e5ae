use super::Lemmas;
use super::need::Need;
use super::slot::Slot;
use crate::lexicon::{Row, TableError};
use crate::row::EventType;
use compact_str::CompactString;
use std::collections::HashMap;

/// The modes of PLOVER 0.8 and the one more that event gold spells out.
const MODES: &[&str] = &[
    "visit",
    "third-party",
    "multilateral",
    "phone",
    "withdraw",
    "release",
    "disarm",
    "ceasefire",
    "access",
    "resign",
    "assist",
    "change",
    "yield",
    "meet",
    "disapprove",
    "investigate",
    "allege",
    "restrict",
    "arrest",
    "relations",
    "expel",
    "territory",
    "violence",
    "demo",
    "riot",
    "strike",
    "hunger",
    "boycott",
    "obstruct",
    "vandalize",
    "convict",
    "discontinue",
    "troops",
    "weapons",
    "police",
    "militia",
    "seize",
    "censor",
    "curfew",
    "martial-law",
    "deport",
    "withhold",
    "misinformation",
    "cyber",
    "abduct",
    "beat",
    "torture",
    "sexual",
    "targeted",
    "destroy",
    "primitive",
    "firearms",
    "explosives",
    "suicide-attack",
    "aerial",
    "drone",
    "heavy-weapons",
    "crowd-control",
    "unconventional",
];

/// The contexts of PLOVER 0.8, in the manual's order.
const CONTEXTS: &[&str] = &[
    "military",
    "intelligence",
    "executive",
    "legislative",
    "election",
    "political_institutions",
    "pro_democracy",
    "pro_autocracy",
    "economic",
    "legal",
    "reparations",
    "human_rights",
    "rights_freedoms",
    "repression",
    "human_security",
    "gender",
    "lgbt",
    "religion_ethnicity",
    "inequality",
    "diplomatic",
    "territory",
    "peacekeeping",
    "health",
    "asylum",
    "migration",
    "disasters",
    "natural_resource",
    "environment",
    "technology",
    "terrorism",
    "cbrn",
    "cyber",
    "misinformation",
    "crime",
    "corruption",
    "illegal_drugs",
    "trafficking",
];

/// What an act is, in PLOVER's and CAMEO's codes.
#[derive(Clone, Debug, PartialEq)]
pub struct Codes {
    /// PLOVER type.
    pub kind: EventType,
    /// PLOVER mode.
    pub mode: Option<&'static str>,
    /// PLOVER contexts.
    pub context: Vec<&'static str>,
    /// CAMEO code.
    pub cameo: Option<CompactString>,
}

/// An entry: words that share conditions, roles and codes.
#[derive(Debug)]
pub struct Frame {
    /// `event_verbs:KEY` or `event_nouns:KEY`.
    pub because: String,
    /// True for a noun.
    pub nominal: bool,
    /// Alternatives, each a list of conditions that must all hold; empty: the word alone is enough.
    pub needs: Vec<Vec<Need>>,
    /// Where a noun's actor is looked for; a verb's is its subject or agent.
    pub actor: Vec<Slot>,
    /// Where the recipient is looked for, in order; empty: the usual slots.
    pub recipient: Vec<Slot>,
    /// What the act is.
    pub codes: Codes,
}

impl Frame {
    pub(super) fn read(row: Row, nominal: bool, classes: &HashMap<CompactString, Lemmas>) -> Result<Self, TableError> {
        let kind = EventType::parse(row.get("type")).ok_or_else(|| row.error("no such PLOVER type"))?;
        let mode = match row.get("mode") {
            "" => None,
            name => Some(mode(name).ok_or_else(|| row.error("no such PLOVER mode"))?),
        };
        let context = row.list("context").map(|name| {
            CONTEXTS.iter().find(|known| **known == name).copied().ok_or_else(|| row.error("no such PLOVER context"))
        });
        let alternatives = row.get("needs").split(" / ").filter(|text| !text.is_empty());
        let needs = alternatives.map(|text| text.split_whitespace().map(|need| Need::read(need, classes)).collect());
        let needs: Result<Vec<Vec<Need>>, String> = needs.collect();
        let table = if nominal { "event_nouns" } else { "event_verbs" };
        let cameo = row.get("cameo");
        Ok(Frame {
            because: format!("{table}:{}", row.get("key")),
            nominal,
            needs: needs.map_err(|problem| row.error(problem))?,
            actor: Slot::read_list(row.get("actor")),
            recipient: Slot::read_list(row.get("recipient")),
            codes: Codes {
                kind,
                mode,
                context: context.collect::<Result<_, _>>()?,
                cameo: (!cameo.is_empty()).then(|| cameo.into()),
            },
        })
    }
}

/// The mode with this name.
pub(super) fn mode(name: &str) -> Option<&'static str> {
    MODES.iter().find(|known| **known == name).copied()
}
