//! The conditions of an entry.
//!
//! A condition is a keyword (`obj`, `noobj`, `clause`, `xcomp`, `gerund`,
//! `ccomp`, `passive`, `plural`, `neg`, `party`), a word that must
//! depend on the trigger or be the preposition of one of its obliques (`down`, `against`), or `slot=values`: the slot is
//! `subj`, `obj`, `iobj`, `xcomp`, `modal` (of the complement), `comp` (its subject), `prt`, `mod`, `poss`, `near` (anywhere in the sentence) or a preposition, the values are separated by commas, one
//! must fit. A value is a lemma, `@class`, `noun:modifier`, or one of `actor`, `person`, `state`, `plural`; no value at
//! all means that the slot is filled. `!` before a condition turns it round.

use super::Lemmas;
use compact_str::CompactString;
use std::collections::HashMap;

/// What a slot's word may be; one must fit.
#[derive(Debug, Default)]
pub struct Values {
    /// Lemmas, classes spelled out.
    pub lemmas: Lemmas,
    /// A noun with a modifier.
    pub modified: Vec<(CompactString, CompactString)>,
    /// It is a mention of an actor.
    pub actor: bool,
    /// It is a mention of a person.
    pub person: bool,
    /// It is a mention of a state.
    pub state: bool,
    /// It is plural or coordinated.
    pub plural: bool,
}

impl Values {
    /// True when any word will do.
    pub fn is_any(&self) -> bool {
        let special = self.actor || self.person || self.state || self.plural;
        self.lemmas.is_empty() && self.modified.is_empty() && !special
    }
}

/// Where a condition looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Site {
    /// The subject, or the agent of a passive.
    Subject,
    /// The object, or the subject of a passive.
    Object,
    /// The indirect object.
    Indirect,
    /// The open complement.
    Xcomp,
    /// The subject of the complement clause.
    Complement,
    /// The modal verb of the complement clause.
    Modal,
    /// A particle.
    Particle,
    /// A word before a noun.
    Modifier,
    /// A noun's possessor.
    Possessor,
    /// Any word of the sentence.
    Near,
    /// A noun under this preposition.
    Under(CompactString),
}

/// A condition.
#[derive(Debug)]
pub enum Need {
    /// There is an object.
    HasObject,
    /// There is none.
    NoObject,
    /// There is a complement clause of any kind.
    Clause,
    /// There is an infinitive or other open complement.
    Xcomp,
    /// There is a complement in "-ing".
    Gerund,
    /// There is a finite complement clause.
    Ccomp,
    /// The noun is plural.
    Plural,
    /// The clause is passive.
    Passive,
    /// The clause is negated.
    Negated,
    /// An actor or a recipient is found.
    Party,
    /// A word depends on the trigger or is the preposition of one of its obliques.
    Word(CompactString),
    /// A site holds one of the values.
    Site(Site, Values),
    /// The condition does not hold.
    Not(Box<Need>),
}

impl Need {
    pub(super) fn read(text: &str, classes: &HashMap<CompactString, Lemmas>) -> Result<Need, String> {
        if let Some(rest) = text.strip_prefix('!') {
            return Ok(Need::Not(Box::new(Need::read(rest, classes)?)));
        }
        let Some((site, values)) = text.split_once('=') else {
            return Ok(match text {
                "obj" => Need::HasObject,
                "noobj" => Need::NoObject,
                "clause" => Need::Clause,
                "xcomp" => Need::Xcomp,
                "gerund" => Need::Gerund,
                "ccomp" => Need::Ccomp,
                "plural" => Need::Plural,
                "passive" => Need::Passive,
                "neg" => Need::Negated,
                "party" => Need::Party,
                word => Need::Word(word.into()),
            });
        };
        let site = match site {
            "subj" => Site::Subject,
            "obj" => Site::Object,
            "iobj" => Site::Indirect,
            "xcomp" => Site::Xcomp,
            "comp" => Site::Complement,
            "modal" => Site::Modal,
            "prt" => Site::Particle,
            "mod" => Site::Modifier,
            "poss" => Site::Possessor,
            "near" => Site::Near,
            preposition => Site::Under(preposition.into()),
        };
        Ok(Need::Site(site, read_values(values, classes)?))
    }

    /// How much a condition narrows: of two frames that fit, the narrower is right.
    pub fn weight(&self) -> u32 {
        match self {
            Need::Site(_, values) if values.is_any() => 2,
            Need::Site(Site::Near, _) => 2,
            Need::Site(_, values) if !values.modified.is_empty() => 5,
            Need::Site(Site::Subject, _) => 3,
            Need::Site(_, values) if values.lemmas.is_empty() => 3,
            Need::Site(..) => 4,
            Need::Word(_) | Need::Negated => 3,
            Need::Party | Need::Not(_) => 0,
            _ => 1,
        }
    }
}

fn read_values(text: &str, classes: &HashMap<CompactString, Lemmas>) -> Result<Values, String> {
    let mut values = Values::default();
    for value in text.split(',').filter(|value| !value.is_empty()) {
        match value {
            "actor" => values.actor = true,
            "person" => values.person = true,
            "state" => values.state = true,
            "plural" => values.plural = true,
            _ => match (value.strip_prefix('@'), value.split_once(':')) {
                (Some(class), _) => {
                    let lemmas = classes.get(class).ok_or_else(|| format!("no class `{class}`"))?;
                    values.lemmas.extend(lemmas.iter().cloned());
                }
                (None, Some((noun, modifier))) => values.modified.push((noun.into(), modifier.into())),
                (None, None) => {
                    values.lemmas.insert(value.into());
                }
            },
        }
    }
    Ok(values)
}
