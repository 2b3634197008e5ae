//! What kinds of words head noun phrases. The numbers are signs that the learned weights know: they must stay.

/// Names.
pub(crate) const PERSON_NAME: u32 = 1;
pub(crate) const BODY_NAME: u32 = 2;
pub(crate) const LAND_NAME: u32 = 3;
pub(crate) const OTHER_NAME: u32 = 4;

/// Pronouns: "I" and "we", "you", "it", "who", "that" and "there", all others.
pub(crate) const WE: u32 = 5;
pub(crate) const YOU: u32 = 6;
pub(crate) const IT: u32 = 7;
pub(crate) const WHO: u32 = 8;
pub(crate) const THAT: u32 = 9;
pub(crate) const PRONOUN: u32 = 10;

/// A proper noun that is no name.
pub(crate) const PROPER: u32 = 11;
/// A noun of documents, talks and media.
pub(crate) const DOCUMENT: u32 = 12;
/// Another noun that keeps company with cues.
pub(crate) const COMPANION: u32 = 13;
/// Nouns that name no actor; the plural is one more, here and below.
pub(crate) const THING: u32 = 14;
pub(crate) const THINGS: u32 = 15;
pub(crate) const OTHER: u32 = 16;
/// Nouns that name persons.
pub(crate) const PERSON: u32 = 17;
pub(crate) const PERSONS: u32 = 18;
/// Nouns that name bodies, states and groups.
pub(crate) const BODY: u32 = 19;
