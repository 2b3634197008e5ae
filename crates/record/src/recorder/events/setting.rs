//! Where and when: the place and the time in an act's own clause, else in the clause that governs it.

use super::scene::Scene;
use crate::clause;
use crate::factuality::is_predicate;
use crate::row::{PlaceIdx, PlaceUse, TimeIdx, TimeType};
use rapporteur_syntax::{Deprel, Tok};
use std::ops::Range;

/// How far up from a time or a place its clause is looked for.
const CLIMB: usize = 8;

/// The report's places and dates, each with its head word, in text order.
#[derive(Debug)]
pub struct Settings {
    places: Vec<(Tok, PlaceIdx)>,
    times: Vec<(Tok, TimeIdx)>,
}

impl Settings {
    /// Finds the head words of the literal places and of the dates.
    pub fn new(scene: Scene) -> Self {
        let syntax = scene.syntax();
        let head = |range: Range<Tok>| {
            let outside = |&tok: &Tok| syntax.head(tok).is_none_or(|head| !range.contains(&head));
            range.clone().find(outside)
        };
        let places = scene.record.places.iter().enumerate().filter(|(_, place)| place.use_ == PlaceUse::Literal);
        let mut places: Vec<_> =
            places.filter_map(|(idx, place)| Some((head(syntax.tokens_in(place.span))?, idx))).collect();
        let dated = |kind: TimeType| matches!(kind, TimeType::Date | TimeType::Time);
        let times = scene.record.times.iter().enumerate().filter(|(_, time)| dated(time.kind));
        let mut times: Vec<_> =
            times.filter_map(|(idx, time)| Some((head(syntax.tokens_in(time.span))?, idx))).collect();
        places.sort_unstable();
        times.sort_unstable();
        Settings { places, times }
    }

    /// The place of a trigger's clause; of an act of speech only what stands beside it, not what it speaks of.
    pub fn place(&self, scene: Scene, trigger: Tok, speech: bool) -> Option<PlaceIdx> {
        let near = |place: Tok| !speech || scene.syntax().head(place) == Some(trigger);
        nearest(scene, trigger, &self.places, near).or_else(|| self.below(scene, trigger).filter(|_| !speech))
    }

    /// The place of a clause that says how it came about: "two hurt when a shell fell on Lome".
    fn below(&self, scene: Scene, trigger: Tok) -> Option<PlaceIdx> {
        let how = |&child: &Tok| {
            scene.deprel(child) == Deprel::Advcl
                && clause::marked(scene.syntax(), child, &["as", "when", "after", "while"])
        };
        let clause = scene.children(trigger).find(how)?;
        nearest(scene, clause, &self.places, |place| scene.syntax().ancestors(place).take(CLIMB).any(|up| up == clause))
    }

    /// The time of a trigger's clause.
    pub fn time(&self, scene: Scene, trigger: Tok) -> Option<TimeIdx> {
        nearest(scene, trigger, &self.times, |_| true)
    }
}

/// The candidate of the trigger's sentence with the fewest clauses between, the nearer one on a tie.
fn nearest(scene: Scene, trigger: Tok, list: &[(Tok, usize)], near: impl Fn(Tok) -> bool) -> Option<usize> {
    let sentence = scene.syntax().sentence(trigger).tokens.clone();
    let start = list.partition_point(|(tok, _)| *tok < sentence.start);
    let here = list[start..].iter().take_while(|(tok, _)| *tok < sentence.end).take(32).filter(|(tok, _)| near(*tok));
    let ranked = here.filter_map(|&(tok, idx)| Some((steps(scene, trigger, tok)?, tok.abs_diff(trigger), idx)));
    ranked.min().map(|(_, _, idx)| idx)
}

/// How many clauses lie between a trigger and a setting: 0 in its own phrase, more in the clause that governs it.
fn steps(scene: Scene, trigger: Tok, setting: Tok) -> Option<usize> {
    let syntax = scene.syntax();
    let clause_of =
        |tok: Tok| std::iter::once(tok).chain(syntax.ancestors(tok).take(CLIMB)).find(|&up| is_predicate(syntax, up));
    if syntax.ancestors(setting).take(CLIMB).any(|up| up == trigger) {
        // "a doctor based in Lima was arrested": the place is that of the inner clause.
        let mut between = syntax.ancestors(setting).take_while(|&up| up != trigger);
        return (!between.any(|up| is_predicate(syntax, up))).then_some(0);
    }
    let home = clause_of(setting)?;
    let mut at = clause_of(trigger)?;
    for step in 1..4 {
        if at == home {
            return Some(step);
        }
        // A clause shares the setting of the one it is a complement, a conjunct or a participle of.
        let shares = matches!(scene.deprel(at), Deprel::Xcomp | Deprel::Conj | Deprel::Advcl);
        at = clause_of(syntax.head(at).filter(|_| shares)?)?;
    }
    None
}
