//! Which of its candidates each name means: what it weighs anyway, the countries and divisions that the rest of the report
//! speaks of, and nearness to what else is in it. One name means one place in a report, unless the words around it say
//! otherwise.

use super::candidates::candidates;
use super::find::{Found, key};
use super::sense::{Sense, shaped, unknown};
use super::within::{Pair, pairs};
use crate::recorder::Report;
use crate::row::PlaceKind;
use compact_str::CompactString;
use std::collections::{BTreeMap, HashMap};

/// Weight of the share that the other names of the report give to a candidate's country.
const COUNTRY: f64 = 4.0;
/// Of its division.
const DIVISION: f64 = 5.0;
/// Of another place nearby.
const NEAR: f64 = 2.0;
/// What the text's own word of where a place lies weighs: more than all else.
const STATED: f64 = 8.0;
/// Kilometres at which nearness has faded to a third.
const NEARBY: f64 = 80.0;
/// Candidates of a name that are looked at for nearness.
const LOOKED_AT: usize = 12;

/// A name of the report with all that it may mean.
struct Group {
    senses: Vec<Sense>,
    /// Score of each sense.
    scores: Vec<f64>,
    /// What the text's own words add to each.
    stated: Vec<f64>,
    /// How often it stands in the report, slowed down.
    voice: f64,
}

impl Group {
    fn best(&self) -> Option<usize> {
        let mut best = None;
        for (idx, score) in self.scores.iter().enumerate() {
            if best.is_none_or(|best: usize| *score > self.scores[best]) {
                best = Some(idx);
            }
        }
        best
    }

    /// The part of its voice that each sense has.
    fn shares(&self) -> impl Iterator<Item = f64> + '_ {
        let top = self.scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let total: f64 = self.scores.iter().map(|score| (score - top).exp()).sum();
        self.scores.iter().map(move |score| self.voice * (score - top).exp() / total)
    }
}

/// What each found name means, and the place (by its number in `found`) that the text puts it in.
pub fn senses(report: &Report, found: &[Found]) -> Vec<(Sense, Option<usize>)> {
    let (mut groups, group_of) = groups(report, found);
    let within = pairs(report, found, |idx| &groups[group_of[idx]].senses);
    for (idx, pair) in within.iter().enumerate() {
        let Some(Pair { outer, senses: Some((inner, around)) }) = pair else { continue };
        groups[group_of[idx]].stated[*inner] = STATED;
        groups[group_of[*outer]].stated[*around] = STATED;
    }
    settle(report, &mut groups);
    let mut chosen: Vec<Option<Sense>> =
        group_of.iter().map(|&group| groups[group].best().map(|best| groups[group].senses[best].clone())).collect();
    for (idx, pair) in within.iter().enumerate() {
        let Some(Pair { outer, senses }) = pair else { continue };
        match senses {
            Some((inner, around)) => {
                chosen[idx] = Some(groups[group_of[idx]].senses[*inner].clone());
                chosen[*outer] = Some(groups[group_of[*outer]].senses[*around].clone());
            }
            None => chosen[idx] = Some(unknown(report, &found[idx], chosen[*outer].as_ref())),
        }
    }
    let meant = |(sense, found): (Option<Sense>, &Found)| sense.unwrap_or_else(|| unknown(report, found, None));
    let mut meant: Vec<Sense> = chosen.into_iter().zip(found).map(meant).collect();
    at_home(found, &mut meant);
    let finished = meant.into_iter().zip(found).zip(within);
    finished.map(|((sense, found), pair)| (shaped(report, found, sense), pair.map(|pair| pair.outer))).collect()
}

/// The names of the report, each once, and the number of each found one's.
fn groups(report: &Report, found: &[Found]) -> (Vec<Group>, Vec<usize>) {
    let mut numbers: HashMap<(String, Option<PlaceKind>, bool), usize> = HashMap::new();
    let (mut groups, mut group_of): (Vec<Group>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut counts: Vec<f64> = Vec::new();
    for found in found {
        let whole = found.core != found.words && !found.part;
        let name = (key(report, found), found.kind.filter(|_| whole), whole);
        let number = *numbers.entry(name).or_insert_with(|| {
            let senses = candidates(report, found);
            let (scores, stated) = (senses.iter().map(|sense| sense.weight).collect(), vec![0.0; senses.len()]);
            groups.push(Group { senses, scores, stated, voice: 0.0 });
            counts.push(0.0);
            groups.len() - 1
        });
        counts[number] += if found.demonym { 0.5 } else { 1.0 };
        group_of.push(number);
    }
    for (group, count) in groups.iter_mut().zip(counts) {
        group.voice = f64::ln_1p(count);
    }
    (groups, group_of)
}

/// Scores all candidates by what the others say, twice: the second time by what the first has settled.
fn settle(report: &Report, groups: &mut [Group]) {
    let home = home(report);
    for round in 0..2 {
        let mut votes = Votes::default();
        for group in groups.iter() {
            votes.add(group, 1.0);
        }
        if let Some(home) = &home {
            *votes.countries.entry(home.clone()).or_default() += 0.5;
            votes.all += 0.5;
        }
        let chosen: Vec<Option<Sense>> =
            groups.iter().map(|group| group.best().map(|best| group.senses[best].clone())).collect();
        for (number, group) in groups.iter_mut().enumerate() {
            votes.add(group, -1.0);
            let scores: Vec<f64> = (group.senses.iter().zip(&group.stated))
                .map(|(sense, stated)| sense.weight + stated + votes.of(sense))
                .collect();
            votes.add(group, 1.0);
            group.scores = scores;
            if round > 0 {
                draw_near(group, number, &chosen);
            }
        }
    }
}

/// What the names of a report say of countries and divisions.
#[derive(Default)]
struct Votes {
    countries: BTreeMap<CompactString, f64>,
    divisions: BTreeMap<(CompactString, String), f64>,
    all: f64,
}

impl Votes {
    fn add(&mut self, group: &Group, sign: f64) {
        for (sense, share) in group.senses.iter().zip(group.shares()) {
            let Some(country) = sense.country.as_ref().filter(|_| share > 0.01) else { continue };
            *self.countries.entry(country.clone()).or_default() += sign * share;
            self.all += sign * share;
            if let Some(division) = &sense.admin1 {
                *self.divisions.entry((country.clone(), division.clone())).or_default() += sign * share;
            }
        }
    }

    /// What they say for a sense. A report of few names says little.
    fn of(&self, sense: &Sense) -> f64 {
        let Some(country) = &sense.country else { return 0.0 };
        let all = self.all.max(0.0) + 0.25;
        let nation = self.countries.get(country).copied().unwrap_or(0.0).max(0.0);
        let division = sense.admin1.as_ref().and_then(|name| self.divisions.get(&(country.clone(), name.clone())));
        COUNTRY * nation / all + DIVISION * division.copied().unwrap_or(0.0).max(0.0) / all
    }
}

/// Adds what other places of the report say for the candidates near to them.
fn draw_near(group: &mut Group, number: usize, chosen: &[Option<Sense>]) {
    if group.senses.len() < 2 {
        return;
    }
    let mut order: Vec<usize> = (0..group.scores.len()).collect();
    order.sort_by(|&one, &other| group.scores[other].total_cmp(&group.scores[one]));
    for idx in order.into_iter().take(LOOKED_AT) {
        let sense = &group.senses[idx];
        if matches!(sense.kind, PlaceKind::Country | PlaceKind::Continent | PlaceKind::Region) {
            continue;
        }
        let others = chosen.iter().enumerate().filter(|(other, _)| *other != number);
        let near: f64 = others
            .filter_map(|(_, other)| other.as_ref())
            .filter(|other| matches!(other.kind, PlaceKind::City | PlaceKind::Admin2))
            .filter_map(|other| sense.far(other))
            .map(|far| (-far / NEARBY).exp())
            .sum();
        group.scores[idx] += NEAR * near.min(2.0);
    }
}

/// The country of the outlet, where the tables know it.
fn home(report: &Report) -> Option<CompactString> {
    let outlet = report.document.outlet.as_deref()?;
    let code = report.knowledge.actors.body(outlet).map(|body| body.code.clone())?;
    report.knowledge.actors.state_by_code(&code).is_some().then_some(code)
}

/// A name that nobody knows lies in the country that the report is about, if it is about one.
fn at_home(found: &[Found], senses: &mut [Sense]) {
    let mut counts: BTreeMap<&CompactString, usize> = BTreeMap::new();
    for country in senses.iter().filter_map(|sense| sense.country.as_ref()) {
        *counts.entry(country).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    let Some(home) = most.filter(|(_, count)| *count >= 3 && 2 * count > all).map(|(home, _)| home.clone()) else {
        return;
    };
    for (sense, found) in senses.iter_mut().zip(found) {
        let local =
            matches!(sense.kind, PlaceKind::City | PlaceKind::Facility | PlaceKind::District | PlaceKind::Admin1);
        if local && found.tagged.is_some() && sense.point.is_none() && sense.country.is_none() {
            sense.country = Some(home.clone());
        }
    }
}
