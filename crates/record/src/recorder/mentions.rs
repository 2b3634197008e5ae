//! Recorder of mentions: the noun phrases and pronouns that refer to an actor, and the proper names.
//!
//! Which words head a mention is decided here; how far the phrase reaches in [`phrase`]; to whom it refers is the
//! affair of the recorder of actors. Literal places are mentions too; whether they are actors is decided there.

pub mod known;
pub mod phrase;

use super::Report;
use crate::lexicon::actors::{Naming, Noun};
use crate::lexicon::address::Use;
use crate::row::{ActorKind, Form, Mention, MentionIdx, Name};
use crate::{Record, issuer};
use rapporteur_syntax::{Deprel, Name as Named, NameKind, Tok, Upos, Xpos};

/// Dependents of a word looked at: a list of ten thousand items must not be gone through for each of them.
const MOST_CHILDREN: usize = 64;

/// Adds the mentions of a report and its names.
pub fn record(report: &Report, record: &mut Record) {
    let syntax = report.syntax;
    let mut mentions: Vec<(Mention, Tok)> = (0..syntax.len())
        .filter_map(|tok| {
            let form = form(report, tok)?;
            let span = match form {
                Form::Pronoun => syntax.tokens[tok].span,
                _ => phrase::span(report, tok),
            };
            Some((Mention { span, head: syntax.tokens[tok].span, form }, tok))
        })
        .collect();
    mentions.sort_by_key(|(mention, tok)| (mention.span.start, std::cmp::Reverse(mention.span.end), *tok));
    let mut headed: Vec<Option<MentionIdx>> = vec![None; syntax.len()];
    for (idx, (mention, tok)) in mentions.into_iter().enumerate() {
        headed[tok] = Some(idx);
        record.mentions.push(mention);
    }
    record.names = (syntax.names.iter())
        .map(|name| {
            let head = name_head(report, name);
            let mention =
                headed[head].or_else(|| syntax.head(head).filter(|_| joins(report, head)).and_then(|up| headed[up]));
            Name { span: syntax.span(name.tokens.clone()), kind: name.kind, mention }
        })
        .collect();
}

/// True for a phrase inside the mention of its head: an apposition or a title.
fn joins(report: &Report, tok: Tok) -> bool {
    matches!(report.syntax.tokens[tok].deprel, Deprel::Appos | Deprel::NmodDesc | Deprel::Flat)
}

/// The word of a name whose head lies outside it.
pub fn name_head(report: &Report, name: &Named) -> Tok {
    let outside = |&tok: &Tok| report.syntax.head(tok).is_none_or(|head| !name.tokens.contains(&head));
    name.tokens.clone().find(outside).unwrap_or(name.tokens.start)
}

/// The form of the mention that a word heads; `None` when it heads none.
fn form(report: &Report, tok: Tok) -> Option<Form> {
    let token = &report.syntax.tokens[tok];
    // A tagger takes "US" for a pronoun now and then.
    let pronoun = matches!(token.xpos, Xpos::Prp | Xpos::PrpPoss | Xpos::Wp | Xpos::WpPoss);
    if pronoun && report.form(tok) != "US" {
        return refers(report, tok).then_some(Form::Pronoun);
    }
    if !matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Pron | Upos::Num | Upos::X) {
        return None;
    }
    let name = report.syntax.name_at(tok).filter(|name| name_head(report, name) == tok);
    if let Some(name) = name {
        return named(report, tok, name.kind).then_some(Form::Name);
    }
    if report.syntax.name_at(tok).is_some_and(|name| holds_actor(name.kind)) {
        return None;
    }
    let known = known::state_at(report, tok).is_some() || known::body_at(report, tok).is_some();
    if known && token.upos != Upos::Noun {
        return named(report, tok, NameKind::Polity).then_some(Form::Name);
    }
    if is_bare_demonym(report, tok) {
        return Some(Form::Nominal);
    }
    if !heads_phrase(report, tok) && !is_issuer(report, tok) || is_nobody(report, tok) {
        return None;
    }
    noun(report, tok).is_some().then_some(Form::Nominal)
}

/// "no organisation", or a bare "member": nobody that a row could name.
fn is_nobody(report: &Report, tok: Tok) -> bool {
    let syntax = report.syntax;
    let few = || syntax.children(tok).take(MOST_CHILDREN);
    let none =
        few().any(|child| syntax.tokens[child].deprel == Deprel::Det && report.lemma(child).eq_ignore_ascii_case("no"));
    let relational = report.knowledge.actors.address.has(report.lemma(tok), Use::Part);
    let described =
        |child: Tok| syntax.tokens[child].upos != Upos::Punct && syntax.tokens[child].deprel != Deprel::Case;
    none || relational && syntax.tokens[tok].xpos == Xpos::Nn && !few().any(described)
}

/// True for a pronoun that stands for someone: personal, possessive, or "who"; not for "it rains" or "what".
fn refers(report: &Report, tok: Tok) -> bool {
    let token = &report.syntax.tokens[tok];
    if token.deprel == Deprel::Expl {
        return false;
    }
    matches!(token.xpos, Xpos::Prp | Xpos::PrpPoss) || matches!(report.lemma(tok), "who" | "whom" | "whose")
}

/// True for kinds of name that can be someone.
pub fn holds_actor(kind: NameKind) -> bool {
    matches!(kind, NameKind::Person | NameKind::Organisation | NameKind::Polity | NameKind::Group)
}

/// True when a name of this kind is used as a noun where it stands, or as the state before an act ("US strikes").
fn named(report: &Report, tok: Tok, kind: NameKind) -> bool {
    let token = &report.syntax.tokens[tok];
    match kind {
        _ if !holds_actor(kind) => false,
        _ if token.deprel == Deprel::Conj && shares_attribute(report, tok) => true,
        NameKind::Polity | NameKind::Group | NameKind::Organisation
            if matches!(token.deprel, Deprel::Compound | Deprel::Amod) =>
        {
            known::state_at(report, tok).is_some() && is_attribute_of_act(report, tok) || is_issuer(report, tok)
        }
        _ => heads_phrase(report, tok),
    }
}

/// True for a state's name or adjective before a noun that is no actor itself: "Turkish shelling", "US sanctions".
///
/// Before an actor ("the Turkish army") it tells that actor's country and is no mention of the state. Coordinated
/// adjectives are ("Greek and Turkish officials"): each is a party of its own.
fn is_attribute_of_act(report: &Report, tok: Tok) -> bool {
    let syntax = report.syntax;
    let Some(head) = syntax.head(tok) else { return false };
    if shares_attribute(report, tok) {
        return true;
    }
    let titled =
        matches!(syntax.tokens[head].deprel, Deprel::NmodDesc | Deprel::Compound | Deprel::Flat | Deprel::Amod);
    let name = syntax.name_at(head).is_some_and(|name| !name.tokens.contains(&tok));
    !titled && !name && syntax.tokens[head].upos == Upos::Noun && noun(report, head).is_none()
}

/// True for the body before a document of its own: "a World Bank study"; by a plain noun only where the document speaks, "an
/// army statement said". Whose other documents are, people and plurals tell what they are about ("a refugee survey").
pub fn is_issuer(report: &Report, tok: Tok) -> bool {
    let syntax = report.syntax;
    if !matches!(syntax.tokens[tok].deprel, Deprel::Compound | Deprel::Amod) {
        return false;
    }
    let Some(document) = syntax.head(tok).filter(|&head| tok < head && issuer::is_document(report, head)) else {
        return false;
    };
    let name = syntax.name_at(tok);
    if name.is_some_and(|name| name.tokens.contains(&document)) {
        return false;
    }
    let named = name.is_some_and(|name| name.kind == NameKind::Organisation) || known::body_at(report, tok).is_some();
    let body = || {
        let kind = noun(report, tok).map(|noun| noun.kind);
        syntax.tokens[tok].xpos == Xpos::Nn && matches!(kind, Some(ActorKind::Organisation | ActorKind::State))
    };
    named || body() && issuer::speaks(report, document)
}

/// True for an attribute that is coordinated with another one of its kind.
pub fn shares_attribute(report: &Report, tok: Tok) -> bool {
    let syntax = report.syntax;
    let state = |tok: Tok| known::state_at(report, tok).is_some();
    let first = crate::clause::first_conjunct(syntax, tok);
    matches!(syntax.tokens[first].deprel, Deprel::Amod | Deprel::Compound)
        && state(tok)
        && (syntax.children(first).take(MOST_CHILDREN))
            .filter(|&child| syntax.tokens[child].deprel == Deprel::Conj)
            .chain([first])
            .any(|other| other != tok && state(other))
}

/// "the British", "Palestinians": a demonym that heads a noun phrase.
fn is_bare_demonym(report: &Report, tok: Tok) -> bool {
    let demonym = |naming| naming == Naming::Demonym;
    heads_phrase(report, tok) && known::state_at(report, tok).is_some_and(|(_, naming)| demonym(naming))
}

/// True when a word stands where a noun phrase's head stands, neither inside a longer phrase nor as a predicate.
pub fn heads_phrase(report: &Report, tok: Tok) -> bool {
    let syntax = report.syntax;
    let token = &syntax.tokens[tok];
    let predicate = syntax.children(tok).take(MOST_CHILDREN).any(|child| syntax.tokens[child].deprel == Deprel::Cop);
    if predicate {
        return false;
    }
    match token.deprel {
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter | Deprel::Obj | Deprel::Iobj => true,
        Deprel::Obl | Deprel::OblAgent | Deprel::Nmod | Deprel::NmodPoss | Deprel::Vocative | Deprel::Dislocated => {
            true
        }
        Deprel::Conj => syntax.head(tok).is_some_and(|head| {
            head < tok && {
                let first = crate::clause::first_conjunct(syntax, tok);
                syntax.tokens[first].upos == Upos::Verb
                    || syntax.tokens[first].deprel != Deprel::Conj && heads_phrase(report, first)
            }
        }),
        Deprel::Appos => syntax.head(tok).is_none_or(|head| !phrase::holds_apposition(report, head, tok)),
        Deprel::Root | Deprel::Parataxis | Deprel::Orphan | Deprel::List | Deprel::Ccomp | Deprel::Advcl => {
            token.upos != Upos::Adj
        }
        Deprel::Xcomp | Deprel::Dep | Deprel::OblUnmarked | Deprel::NmodUnmarked => token.upos != Upos::Adj,
        _ => false,
    }
}

/// The lexicon's actor noun on a word, with the words before it where they decide ("security forces"): the longest wins.
pub fn noun<'a>(report: &Report<'a>, tok: Tok) -> Option<&'a Noun> {
    let lexicon = &report.knowledge.actors;
    let token = &report.syntax.tokens[tok];
    if !matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Pron) {
        return None;
    }
    let lemma = singular(report, tok);
    // A house is a parliament's chamber only by its capital.
    if lemma == "house" && !report.form(tok).starts_with(char::is_uppercase) {
        return None;
    }
    let start = report.syntax.sentence(tok).tokens.start;
    let before = |n: usize| (tok >= start + n).then(|| report.form(tok - n).to_lowercase());
    // "secretary-general" may be three words.
    if before(1).is_some_and(|hyphen| hyphen == "-")
        && let Some(noun) = before(2).and_then(|first| lexicon.noun(&format!("{first}-{lemma}")))
    {
        return Some(noun);
    }
    let one = before(1);
    let two = before(2).zip(one.as_ref()).map(|(two, one)| format!("{two} {one} {lemma}"));
    let one = one.map(|one| format!("{one} {lemma}"));
    let longer = two.and_then(|words| lexicon.noun(&words)).or_else(|| one.and_then(|words| lexicon.noun(&words)));
    longer.or_else(|| lexicon.noun(&lemma))
}

/// True when a word is the plural of an actor noun by its spelling alone.
pub fn is_plural_noun(report: &Report, tok: Tok) -> bool {
    let form = report.form(tok).to_lowercase();
    report.knowledge.actors.noun(&form).is_none() && report.knowledge.actors.plural(&form).is_some()
}

/// The lemma in lower case; a plural kept as a lemma ("Forces", "troops") is taken off where that gives an entry.
fn singular(report: &Report, tok: Tok) -> String {
    let lemma = report.lemma(tok).to_lowercase();
    if report.knowledge.actors.noun(&lemma).is_some() {
        return lemma;
    }
    let form = report.form(tok).to_lowercase();
    let lexicon = &report.knowledge.actors;
    let form_known = lexicon.noun(&form).is_some().then(|| form.clone());
    lexicon.plural(&lemma).or(form_known).or_else(|| lexicon.plural(&form)).unwrap_or(lemma)
}
