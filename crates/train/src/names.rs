//! Gold names, and which corpus teaches which label.
//!
//! Every word gets the set of name labels that its corpus allows for it. A corpus that does not mark a kind leaves that
//! kind open where it marks nothing; one that has a single kind for two of ours leaves both open.

use anyhow::{Context, Result};
use rapporteur_syntax::{NameKind, Span};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;

/// One document with gold names; offsets count code points.
#[derive(Deserialize)]
pub struct Doc {
    /// Document id.
    pub id: String,
    /// Raw text.
    pub text: String,
    /// Names.
    pub names: Vec<Gold>,
}

/// A gold name.
#[derive(Deserialize)]
pub struct Gold {
    start: usize,
    end: usize,
    name: String,
    #[serde(rename = "type")]
    kind: String,
    fine: Option<String>,
}

/// A corpus of names, by what it marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Worldwide Newswire: people, bodies, places, facilities, groups of people, products, the rest; all marked.
    Worldwide,
    /// Universal NER: people, bodies, places. No demonyms, no events, no works.
    Uner,
    /// GUM: names by rule from gold mentions. No demonyms.
    Gum,
}

/// Bit of the label `O`; `B-k` and `I-k` follow for each [`NameKind`] in turn.
pub const OUTSIDE: u32 = 1;

/// Reads a file of names, by document id.
pub fn documents(path: &Path) -> Result<BTreeMap<String, Doc>> {
    let text = crate::corpus::contents(path)?;
    text.lines()
        .map(|line| {
            let doc: Doc = serde_json::from_str(line).with_context(|| path.display().to_string())?;
            Ok((doc.id.clone(), doc))
        })
        .collect()
}

/// Byte offset of every code point of a text, its end included.
pub fn offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// The allowed labels of each word. `spans` are the words' spans in `doc.text`, in order.
pub fn allowed(doc: &Doc, scheme: Scheme, polities: &HashSet<&str>, spans: &[Span]) -> Vec<u32> {
    let bytes = offsets(&doc.text);
    let mut labels = vec![outside(scheme); spans.len()];
    for name in &doc.names {
        let kinds = kinds(name, scheme, polities);
        if kinds.is_empty() {
            continue;
        }
        let (start, end) = (bytes[name.start] as u32, bytes[name.end] as u32);
        let first = spans.partition_point(|span| span.end <= start);
        let last = spans.partition_point(|span| span.start < end);
        for (n, label) in labels[first..last.max(first)].iter_mut().enumerate() {
            let bit = |kind: &NameKind| 1 << (1 + 2 * *kind as u32 + u32::from(n > 0));
            *label = kinds.iter().map(bit).sum();
        }
    }
    labels
}

fn outside(scheme: Scheme) -> u32 {
    let open: &[NameKind] = match scheme {
        Scheme::Worldwide => &[],
        Scheme::Uner => &[NameKind::Group, NameKind::Event, NameKind::Misc],
        Scheme::Gum => &[NameKind::Group],
    };
    open.iter().fold(OUTSIDE, |set, kind| set | 0b11 << (1 + 2 * *kind as u32))
}

/// The kinds that a gold name may be; none for what is no name to us (dates, money).
fn kinds(name: &Gold, scheme: Scheme, polities: &HashSet<&str>) -> Vec<NameKind> {
    use NameKind::*;
    let fine = name.fine.as_deref().unwrap_or_default();
    match (name.kind.as_str(), fine) {
        ("PER", _) => vec![Person],
        ("ORG", _) if scheme == Scheme::Uner && polities.contains(name.name.as_str()) => vec![Organisation, Polity],
        ("ORG", _) => vec![Organisation],
        ("LOC", "Facility") => vec![Facility],
        ("LOC", _) if polities.contains(name.name.as_str()) => vec![Polity],
        ("LOC", _) if is_natural(&name.name) => vec![Location],
        ("LOC", "Location") => vec![Polity, Location],
        ("LOC", _) => vec![Polity, Location, Facility],
        ("MISC", "NORP") => vec![Group],
        ("MISC", "event" | "election") => vec![Event],
        ("MISC", "Misc") if is_event(&name.name) => vec![Event],
        ("MISC", "Misc") => vec![Misc, Event],
        ("MISC", _) => vec![Misc],
        _ => vec![],
    }
}

/// A place by nature or part of the world, told by a word of its name.
fn is_natural(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "Africa",
        "Asia",
        "Europe",
        "East",
        "West",
        "Ocean",
        "Sea",
        "River",
        "Lake",
        "Lakes",
        "Mount",
        "Mountain",
        "Mountains",
        "Gulf",
        "Strait",
        "Straits",
        "Canal",
        "Bay",
        "Peninsula",
        "Island",
        "Islands",
        "Desert",
        "Valley",
        "Coast",
        "Hills",
        "Delta",
        "Basin",
        "Sahara",
        "Sahel",
        "Balkans",
        "Caucasus",
        "Himalayas",
        "Pacific",
        "Atlantic",
        "Mediterranean",
        "Antarctica",
        "Arctic",
        "Caribbean",
        "Scandinavia",
        "Horn",
        "Cape",
        "Rift",
    ];
    name.split_whitespace().any(|word| WORDS.contains(&word))
}

/// An event, told by the last word of its name.
fn is_event(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "War",
        "War I",
        "War II",
        "Cup",
        "Games",
        "Olympics",
        "Summit",
        "Conference",
        "Forum",
        "Festival",
        "Championship",
        "Championships",
        "Revolution",
        "Uprising",
        "Election",
        "Elections",
        "Referendum",
        "Massacre",
        "Holocaust",
        "Genocide",
        "Spring",
        "Tournament",
        "League",
        "Prix",
        "Intifada",
        "Coup",
        "Crisis",
        "Earthquake",
    ];
    WORDS.iter().any(|word| name.ends_with(word))
}

/// The names of polities: one or several (` | `) a line.
pub fn polities() -> HashSet<&'static str> {
    let lines = include_str!("../../syntax/data/polities.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| line.split(" | ")).map(str::trim).collect()
}
