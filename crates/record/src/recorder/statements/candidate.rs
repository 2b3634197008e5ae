//! A cue with its source and content put together, and the evidence for and against it.

use super::content::{self, Content};
use super::cue::{Sighting, sight};
use super::running;
use super::scene::Scene;
use super::source::{self, Source};
use crate::clause;
use crate::lexicon::statements::CueClass;
use crate::row::{Act, Because};
use rapporteur_syntax::{Deprel, NameKind, Tok, Upos, Xpos};
use std::ops::Range;

/// A possible statement in words of the parse.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Head of the cue.
    pub head: Tok,
    /// The predicate whose subject and place in the sentence count.
    pub top: Tok,
    /// The cue's words, in one or two pieces.
    pub cue: Vec<Range<Tok>>,
    /// Who speaks.
    pub(crate) source: Option<Source>,
    /// What is said, in text order.
    pub content: Vec<Tok>,
    /// What the speaker does by it.
    pub act: Act,
    /// What made it.
    pub because: Because,
    /// Names of the evidence; each has a weight in `cue-evidence.tsv`.
    pub evidence: Vec<&'static str>,
    /// Log odds that it is right.
    pub odds: f32,
}

impl Candidate {
    /// A candidate made by a format rather than by an entry.
    pub(crate) fn of_format(
        head: Tok,
        cue: Range<Tok>,
        source: Option<Source>,
        content: Vec<Tok>,
        how: &'static str,
        because: &'static str,
        act: Act,
    ) -> Self {
        let evidence = vec![how];
        Candidate {
            head,
            top: head,
            cue: vec![cue],
            source,
            content,
            act,
            because: because.into(),
            evidence,
            odds: 0.0,
        }
    }

    /// Words of the source; none when there is no source.
    pub fn source_tokens(&self) -> &[Tok] {
        self.source.as_ref().map_or(&[], |source| &source.tokens)
    }

    /// Probability that it is right.
    pub fn confidence(&self) -> f32 {
        1.0 / (1.0 + (-self.odds).exp())
    }

    /// True when the cue holds this word.
    pub fn cue_holds(&self, tok: Tok) -> bool {
        self.cue.iter().any(|piece| piece.contains(&tok))
    }
}

/// The candidate that a cue word makes, if any.
pub(crate) fn of_entry(scene: &Scene, head: Tok) -> Option<Candidate> {
    let mut cue = sight(scene, head)?;
    let rehearsed = rehearsed(scene, &cue);
    let source = match rehearsed {
        Some((_, subject)) => Some(Source {
            head: subject,
            tokens: source::phrase(scene, subject, head),
            stands_for: subject,
            how: "source-rehearsed",
        }),
        None => source::of(scene, &cue),
    };
    let found = content::of(scene, &cue, source.as_ref())?;
    if let Some(leads) = found.leads {
        cue.group.end = leads + 1;
    }
    let mut pieces = vec![cue.group.clone()];
    if let Some((verb, _)) = rehearsed {
        pieces.insert(0, verb);
    }
    let mut candidate = Candidate {
        head,
        top: cue.top,
        cue: pieces,
        content: found.tokens.clone(),
        act: found.act,
        because: match cue.entry.key.as_str() {
            "" => "open:verb".into(),
            key => format!("cues:{key}").into(),
        },
        evidence: evidence(scene, &cue, &found, source.as_ref()),
        odds: cue.entry.weight,
        source,
    };
    finish(scene, &mut candidate, found.with_subject);
    (!candidate.content.is_empty()).then_some(candidate)
}

/// "Was quoted by the agency as saying": the verb of quoting and its subject, who speaks.
fn rehearsed(scene: &Scene, cue: &Sighting) -> Option<(Range<Tok>, Tok)> {
    use crate::lexicon::statements::Company;
    let verb = scene.syntax.head(cue.head)?;
    let under = scene.is_marked(cue.head, "as") && scene.company(verb) == Some(Company::Rehearse);
    let passive = under && clause::is_passive(scene.syntax, verb) && verb < cue.head;
    let subject = clause::subject(scene.syntax, verb).filter(|_| passive)?;
    let start =
        clause::auxiliaries(scene.syntax, verb).filter(|&aux| aux + 3 > verb && aux < verb).min().unwrap_or(verb);
    Some((start..verb + 1, subject))
}

/// Lays quotations over the content, takes away the words of cue and source, and trims.
pub(crate) fn finish(scene: &Scene, candidate: &mut Candidate, with_subject: bool) {
    let mut edge = candidate
        .cue
        .iter()
        .fold(candidate.head..candidate.head + 1, |edge, piece| edge.start.min(piece.start)..edge.end.max(piece.end));
    for &tok in candidate.source_tokens() {
        // A source close by belongs to the inserted group; a far one does not.
        if tok + 40 > edge.start && tok < edge.end + 40 {
            edge = edge.start.min(tok)..edge.end.max(tok + 1);
        }
    }
    let tokens = running::quoted(scene, std::mem::take(&mut candidate.content), candidate.head, &edge);
    let source = candidate.source.as_ref().map(|source| source.tokens.clone()).unwrap_or_default();
    let without = |tok: Tok| candidate.cue_holds(tok) || (!with_subject && source.binary_search(&tok).is_ok());
    candidate.content = running::trimmed(scene, &tokens, without);
    candidate.evidence.extend(shape(scene, &candidate.content));
}

/// Evidence from the content as it stands: quoted or not, and how long.
fn shape(scene: &Scene, content: &[Tok]) -> [&'static str; 2] {
    let words = content.iter().filter(|&&tok| !scene.is_punct(tok));
    let (mut all, mut quoted) = (0, 0);
    for &tok in words {
        all += 1;
        quoted += usize::from(scene.quotes.holding(tok).is_some());
    }
    let mode = match quoted {
        0 => "content-plain",
        _ if quoted == all => "content-quoted",
        _ => "content-mixed",
    };
    let length = match all {
        0..=1 => "content-1",
        2..=3 => "content-2",
        4..=7 => "content-4",
        8..=30 => "content-8",
        _ => "content-30",
    };
    [mode, length]
}

/// Evidence from the cue, its place in the sentence and its source.
fn evidence(scene: &Scene, cue: &Sighting, content: &Content, source: Option<&Source>) -> Vec<&'static str> {
    let mut found = vec![content.how];
    found.push(match cue.entry.class {
        CueClass::Verb => verb_form(scene, cue.top),
        CueClass::Noun if cue.top != cue.head => "noun-light",
        CueClass::Noun => "noun-bare",
        CueClass::Adjective if clause::auxiliaries(scene.syntax, cue.head).next().is_some() => "adjective-copula",
        CueClass::Adjective => "adjective-bare",
    });
    found.push(place(scene, cue.top));
    found.extend(clause::is_negated(scene.syntax, cue.top).then_some("negated"));
    found.extend((cue.top != cue.head && cue.entry.class == CueClass::Verb).then_some("led"));
    let marked = |word| scene.is_marked(cue.top, word);
    found.extend(cue.entry.key.is_empty().then_some("open-verb"));
    found.extend(marked("if").then_some("under-if"));
    found.extend(scene.quotes.holding(cue.head).is_some().then_some("in-quotation"));
    if let Some(modal) = clause::modal(scene.syntax, cue.top) {
        found.push(if modal == "will" { "modal-will" } else { "modal-other" });
    }
    match source {
        None => found.push("source-none"),
        Some(source) => found.extend([source.how, nature(scene, source.head)]),
    }
    found
}

fn verb_form(scene: &Scene, verb: Tok) -> &'static str {
    let passive = clause::is_passive(scene.syntax, verb);
    match scene.xpos(verb) {
        _ if passive => "form-passive",
        Xpos::Vbd => "form-past",
        Xpos::Vbz => "form-present",
        Xpos::Vbp => "form-plural",
        Xpos::Vbg if clause::auxiliaries(scene.syntax, verb).next().is_some() => "form-progressive",
        Xpos::Vbg => "form-participle",
        Xpos::Vbn => "form-perfect",
        _ if scene.is_marked(verb, "to") => "form-to",
        _ => "form-bare",
    }
}

/// Where the cue's clause hangs.
fn place(scene: &Scene, verb: Tok) -> &'static str {
    match scene.deprel(verb) {
        _ if scene.syntax.head(verb).is_none() => "place-root",
        Deprel::Conj => "place-conj",
        Deprel::Ccomp => "place-ccomp",
        Deprel::Xcomp => "place-xcomp",
        Deprel::Advcl | Deprel::AdvclRelcl => "place-advcl",
        Deprel::Acl => "place-acl",
        Deprel::AclRelcl => "place-relative",
        Deprel::Parataxis => "place-parataxis",
        Deprel::Obj => "place-object",
        deprel if deprel.is_subject() => "place-subject",
        deprel if deprel.is_oblique() || deprel.is_nmod() => "place-oblique",
        _ => "place-other",
    }
}

/// What kind of words the source is.
fn nature(scene: &Scene, head: Tok) -> &'static str {
    let token = &scene.syntax.tokens[head];
    if let Some(name) = scene.syntax.name_at(head) {
        return match name.kind {
            NameKind::Person => "by-person",
            NameKind::Organisation => "by-organisation",
            NameKind::Polity | NameKind::Group => "by-polity",
            _ => "by-name",
        };
    }
    match (token.upos, token.lemma.to_lowercase().as_str()) {
        (Upos::Pron, "i" | "we" | "my" | "our") => "by-first",
        (Upos::Pron, "you" | "your") => "by-second",
        (Upos::Pron, "it" | "its") => "by-it",
        (Upos::Pron, "who") => "by-who",
        (Upos::Pron, "that" | "which" | "this" | "what") => "by-which",
        (Upos::Pron, _) => "by-pronoun",
        (Upos::Propn, _) => "by-proper",
        (Upos::Noun, _) if token.xpos == Xpos::Nns => "by-plural",
        (Upos::Noun, _) => "by-noun",
        _ => "by-other",
    }
}
