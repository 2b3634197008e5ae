//! Whom an outlet cites speaks, and the outlet carries it: "the Herald reported, citing police, that …", "the agency quoted the
//! envoy as saying that …", "according to police, the Herald reported, …".
//!
//! Costs and concerns may be cited too, and whoever is no outlet vouches for what he says himself.

use super::Scene;
use super::candidate::Candidate;
use super::source::{self, Source};
use crate::clause;
use crate::lexicon::statements::{Company, Joint};
use crate::recorder::mentions::{self, known};
use rapporteur_syntax::{Deprel, NameKind, Tok, Xpos};
use std::collections::HashMap;
use std::ops::Range;

/// Candidates before and behind a sentence's opening that are looked through for one inside it.
const NEAR: usize = 16;

/// Gives what outlets report to the parties that they cite for it.
pub(crate) fn settle(scene: &Scene, candidates: &mut Vec<Candidate>) {
    let mut at: HashMap<Tok, usize> =
        candidates.iter().enumerate().map(|(idx, candidate)| (candidate.head, idx)).collect();
    let mut dropped = vec![false; candidates.len()];
    for verb in (0..scene.syntax.len()).filter(|&tok| is_citing(scene, tok)) {
        if let Some(own) = at.get(&verb).map(|&own| &mut candidates[own]).filter(|_| scene.xpos(verb) == Xpos::Vbg) {
            let reach = scene.syntax.reach(verb);
            own.content.retain(|tok| reach.contains(tok) || scene.quotes.holding(*tok).is_some());
        }
        let Some(party) = clause::object(scene.syntax, verb).filter(|&party| verb < party && speaks(scene, party))
        else {
            continue;
        };
        if let Some(said) = said(scene, verb, party) {
            let outlet = clause::subject(scene.syntax, verb).filter(|&outlet| outlet != party);
            let Some(&quoted) = at.get(&said).or_else(|| at.get(&verb)) else { continue };
            // "“It sank,” the agency quoted the envoy as saying": what was said stands before.
            let candidate = &mut candidates[quoted];
            candidate.content.retain(|&tok| tok > said || tok < verb);
            give(scene, candidate, party, outlet);
            if candidate.head == verb {
                continue;
            }
        } else if let Some((told, outlet)) = told(scene, verb, candidates, &at) {
            let reach = scene.syntax.reach(verb);
            candidates[told].content.retain(|tok| !reach.contains(tok) || scene.quotes.holding(*tok).is_some());
            give(scene, &mut candidates[told], party, Some(outlet));
        } else {
            continue;
        }
        if let Some(own) = at.remove(&verb) {
            dropped[own] = true;
        }
    }
    for idx in 0..candidates.len() {
        let near = idx.saturating_sub(NEAR)..candidates.len().min(idx + NEAR);
        if let Some((inner, outlet)) = relayed(scene, &candidates[idx], candidates, near) {
            candidates[idx].content = candidates[inner].content.clone();
            candidates[idx].outlet = Some(outlet);
            dropped[inner] = true;
        }
    }
    let mut dropped = dropped.into_iter();
    candidates.retain(|candidate| !dropped.next().unwrap_or_default() && !candidate.content.is_empty());
}

/// "Citing", "quoted": an active verb of rehearsing others' words.
fn is_citing(scene: &Scene, tok: Tok) -> bool {
    let verb = scene.is_verb(tok) && scene.lexicon.joins(scene.lemma(tok), Joint::Citing);
    verb && !clause::is_passive(scene.syntax, tok)
}

/// The verb under "as" for which a party is quoted: "quoted the envoy as saying".
fn said(scene: &Scene, verb: Tok, party: Tok) -> Option<Tok> {
    let said = |&child: &Tok| child > party && scene.xpos(child) == Xpos::Vbg && scene.is_marked(child, "as");
    let below = scene.syntax.children(verb).chain(scene.syntax.children(party));
    below.filter(|&child| scene.is_verb(child)).find(said)
}

/// The outlet's statement for which a participle cites somebody, and the outlet.
fn told(scene: &Scene, verb: Tok, candidates: &[Candidate], at: &HashMap<Tok, usize>) -> Option<(usize, Tok)> {
    if scene.xpos(verb) != Xpos::Vbg || scene.syntax.children(verb).any(|child| scene.is_marked(child, "as")) {
        return None;
    }
    // "State television, quoting the ministry, said": the participle hangs on the outlet.
    let head = scene.syntax.head(verb)?;
    let top = if at.contains_key(&head) { head } else { scene.syntax.head(head)? };
    let told = *at.get(&top)?;
    let outlet = candidates[told].source.as_ref()?.stands_for;
    let hangs = head == top || head == outlet;
    (hangs && is_outlet(scene, outlet, top)).then_some((told, outlet))
}

/// "According to police, the Herald reported, two men …": the statement of the outlet inside, and the outlet.
fn relayed(
    scene: &Scene,
    candidate: &Candidate,
    candidates: &[Candidate],
    mut near: Range<usize>,
) -> Option<(usize, Tok)> {
    let opens = candidate.cue.start == scene.sentence(candidate.head).start;
    if !opens || !scene.form(candidate.cue.start).eq_ignore_ascii_case("according") {
        return None;
    }
    let source = candidate.source.as_ref().map(|source| source.head)?;
    let fits = |inner: &Candidate| {
        let outlet = inner.source.as_ref().map(|source| source.stands_for)?;
        let parted = inner.content.first().is_some_and(|&first| {
            first > inner.head && (inner.cue.end..first).any(|tok| scene.form(tok) == ",") && outlet < inner.head
        });
        let held =
            scene.syntax.head(source) == Some(inner.head) && candidate.content.binary_search(&inner.head).is_ok();
        (parted && held && is_outlet(scene, outlet, inner.head)).then_some(outlet)
    };
    near.find_map(|idx| fits(&candidates[idx]).map(|outlet| (idx, outlet)))
}

fn give(scene: &Scene, candidate: &mut Candidate, party: Tok, outlet: Option<Tok>) {
    let tokens = source::phrase(scene, party, candidate.head);
    candidate.content.retain(|tok| tokens.binary_search(tok).is_err());
    candidate.source = Some(Source { head: party, tokens, stands_for: party });
    candidate.outlet = outlet;
}

/// Somebody or a document that can be cited for what is said; a state's name is what is talked about.
fn speaks(scene: &Scene, tok: Tok) -> bool {
    let person = scene.is_person_noun(tok) || mentions::noun(scene.report, tok).is_some();
    match scene.syntax.name_at(tok).map(|name| name.kind) {
        Some(NameKind::Person | NameKind::Organisation) => true,
        Some(_) => false,
        None => person || matches!(scene.company(tok), Some(Company::Document | Company::Outlet)),
    }
}

/// One who carries others' words: a paper, a station, an agency by noun or by name, or a body that "reports".
fn is_outlet(scene: &Scene, tok: Tok, verb: Tok) -> bool {
    let press = |sector: Option<&str>| sector == Some("JRN");
    if let Some(noun) = mentions::noun(scene.report, tok).filter(|_| scene.syntax.name_at(tok).is_none()) {
        // "The agency" may be one of news; "the refugee agency" is not.
        let describes = |child| matches!(scene.deprel(child), Deprel::Amod | Deprel::Compound | Deprel::NmodPoss);
        let bare = noun.sector.is_none() && !scene.syntax.children(tok).any(describes);
        return press(noun.sector.as_deref()) || bare && scene.company(tok) == Some(Company::Outlet);
    }
    match known::body_at(scene.report, tok) {
        Some(body) => press(body.sector.as_deref()),
        None if scene.company(tok) == Some(Company::Outlet) => true,
        None => {
            let named = scene.syntax.name_at(tok).is_some_and(|name| name.kind == NameKind::Organisation);
            named && scene.lemma(verb) == "report"
        }
    }
}
