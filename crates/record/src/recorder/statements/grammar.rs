//! Reports that the grammar alone makes certain, where the learned reading is unsure of them.
//!
//! "The judge was told by two clerks that the files had vanished": whoever stands under "by" says what the clause says.
//! "The talks failed, its minister said on Tuesday": the clause before the comma is what the subject says. Such frames are
//! rare in annotated news, so that no model is sure of them. So are those of hearsay ("is said to have told").

use super::Scene;
use super::candidate::Candidate;
use super::source::{self, Source};
use crate::clause;
use crate::lexicon::statements::{Company, CueClass, Frame};
use crate::row::Act;
use rapporteur_syntax::{Deprel, Tok, Xpos};
use std::ops::Range;

/// Log odds of a reading that the grammar makes certain: two in three are right.
pub(crate) const ODDS: f32 = 0.7;

/// The candidate with the speaker and the content that the grammar gives its cue; `None` where it gives none.
pub(crate) fn certain(scene: &Scene, candidate: &Candidate) -> Option<Candidate> {
    let verb = candidate.head;
    let takes = scene.cue(verb).is_some_and(|entry| entry.takes(&Frame::Clause) && !entry.act.is_attitude());
    if !takes || scene.class(verb) != Some(CueClass::Verb) || candidate.top != verb {
        return None;
    }
    let found = told_by(scene, verb).or_else(|| behind(scene, verb));
    let (speaker, content) = found.or_else(|| raised(scene, verb)).or_else(|| rehearsed(scene, verb))?;
    let tokens = source::phrase(scene, speaker, verb);
    let mut fixed = candidate.clone();
    fixed.source = Some(Source { head: speaker, tokens, stands_for: speaker });
    fixed.content = content.filter(|tok| !candidate.cue.contains(tok)).collect();
    fixed.odds = ODDS;
    let fixed = fixed.fitted(scene);
    (!fixed.content.is_empty()).then_some(fixed)
}

/// "Was told by two clerks that the files had vanished".
fn told_by(scene: &Scene, verb: Tok) -> Option<(Tok, Range<Tok>)> {
    let agent = clause::agent(scene.syntax, verb).filter(|_| clause::own_subject(scene.syntax, verb).is_some())?;
    let that = |&child: &Tok| child > agent && scene.is_marked(child, "that");
    let content = scene.syntax.children_by(verb, Deprel::Ccomp).find(that)?;
    Some((agent, scene.syntax.reach(content)))
}

/// "The talks failed, its minister said on Tuesday": no quotation, no content behind the verb.
fn behind(scene: &Scene, verb: Tok) -> Option<(Tok, Range<Tok>)> {
    let head = scene.syntax.head(verb).filter(|&head| head < verb && scene.deprel(verb) == Deprel::Parataxis)?;
    let subject = clause::own_subject(scene.syntax, verb).filter(|&subject| subject < verb)?;
    let comma = scene.syntax.reach(subject).start.checked_sub(1).filter(|&comma| scene.form(comma) == ",")?;
    let finite = matches!(scene.xpos(verb), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    let bare = |child: Tok| {
        !matches!(scene.deprel(child), Deprel::Ccomp | Deprel::Xcomp | Deprel::Obj | Deprel::Mark | Deprel::Cc)
    };
    let plain = scene.syntax.sentence(verb).tokens.clone().all(|tok| scene.quotes.holding(tok).is_none());
    let clausal = scene.is_verb(head) || clause::own_subject(scene.syntax, head).is_some();
    let fits = finite && clausal && plain && head < comma && scene.syntax.children(verb).all(bare);
    fits.then_some((subject, scene.syntax.reach(head).start..comma))
}

/// "The mayor was alleged to have ordered the guards to fire": whoever is said to have said it.
fn raised(scene: &Scene, verb: Tok) -> Option<(Tok, Range<Tok>)> {
    let speaker = clause::own_subject(scene.syntax, hearsay(scene, verb)?)?;
    let after = |deprel: Deprel| scene.syntax.children_by(verb, deprel).find(|&child| child > verb);
    if let Some(content) = after(Deprel::Ccomp) {
        return Some((speaker, scene.syntax.reach(content)));
    }
    let content = after(Deprel::Xcomp).filter(|&content| scene.is_marked(content, "to"))?;
    Some((speaker, scene.syntax.reach(content)))
}

/// The verb by which others say that its subject did what an infinitive says: "is said to have told", "seems to have told".
///
/// Whoever is told, asked or ordered to say something is not said to have said it; what is known is no hearsay.
pub(crate) fn hearsay(scene: &Scene, verb: Tok) -> Option<Tok> {
    let syntax = scene.syntax;
    let above = syntax.head(verb).filter(|&above| above < verb && scene.deprel(verb) == Deprel::Xcomp)?;
    let entry = scene.cue(above).filter(|_| scene.is_verb(above) && clause::is_infinitive(syntax, verb))?;
    let reports = matches!(scene.lemma(above), "say" | "report" | "understand");
    let heard = match clause::is_passive(syntax, above) {
        true => entry.takes(&Frame::Clause) && (reports || matches!(entry.act, Act::Believe | Act::Claim)),
        false => entry.takes(&Frame::Raising) && entry.act == Act::Believe,
    };
    heard.then_some(above)
}

/// "The agency quoted the envoy as saying that the talks had failed".
fn rehearsed(scene: &Scene, verb: Tok) -> Option<(Tok, Range<Tok>)> {
    let syntax = scene.syntax;
    let quotes = |up: &Tok| scene.company(*up) == Some(Company::Rehearse) && !clause::is_passive(syntax, *up);
    let above = syntax.head(verb).filter(|&up| up < verb && scene.is_marked(verb, "as")).filter(quotes)?;
    let speaker = clause::object(syntax, above).filter(|&speaker| speaker < verb)?;
    let content = syntax.children_by(verb, Deprel::Ccomp).find(|&child| child > verb)?;
    Some((speaker, syntax.reach(content)))
}
