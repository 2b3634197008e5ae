//! Where a role's words are looked for.

use compact_str::CompactString;

/// A place in the clause or noun phrase of a trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The subject, of what one undergoes: "went on trial".
    Subject,
    /// The object, or the subject of a passive.
    Object,
    /// The indirect object.
    Indirect,
    /// The complement clause: its subject, then its object and obliques.
    Complement,
    /// A noun under this preposition.
    Under(CompactString),
    /// The modifiers of the object: whose, of whom, against whom it is.
    OfObject,
    /// The modifiers of the noun under this preposition.
    OfUnder(CompactString),
    /// The possessor of a nominal trigger.
    Possessor,
    /// An adjective or noun before a nominal trigger ("Iranian attack").
    Modifier,
    /// Reciprocal: every party in whatever slot.
    All,
    /// Nobody.
    Nobody,
}

impl Slot {
    /// Reads a list of slots separated by commas; an empty cell is an empty list.
    pub(super) fn read_list(cell: &str) -> Vec<Slot> {
        cell.split(',').map(str::trim).filter(|name| !name.is_empty()).map(Slot::read).collect()
    }

    fn read(name: &str) -> Slot {
        match name {
            "subj" => Slot::Subject,
            "obj" => Slot::Object,
            "iobj" => Slot::Indirect,
            "comp" => Slot::Complement,
            "@obj" => Slot::OfObject,
            "poss" => Slot::Possessor,
            "mod" => Slot::Modifier,
            "all" => Slot::All,
            "none" => Slot::Nobody,
            _ => match name.strip_prefix('@') {
                Some(preposition) => Slot::OfUnder(preposition.into()),
                None => Slot::Under(name.into()),
            },
        }
    }
}
