//! To which state or body an office, a force or a body belongs, by the words attached to it.

use crate::lexicon::actors::{Naming, State};
use crate::recorder::Report;
use crate::recorder::mentions::known::{body_at, state_at};
use crate::recorder::mentions::{self, holds_actor};
use compact_str::CompactString;
use rapporteur_syntax::{Deprel, NameKind, Tok, Upos};

/// How deep "the spokesman of the ministry of the government of Chad" is followed.
const DEEPEST: usize = 3;
/// Dependents looked at; a noun has a handful.
const MOST: usize = 12;

/// What the words on a noun tell of its side.
#[derive(Clone, Debug, Default)]
pub struct Belonging {
    /// The code of the state or international body.
    pub country: Option<CompactString>,
    /// The state's name, where it is one.
    pub state: Option<String>,
    /// The sector of the body that the noun belongs to.
    pub sector: Option<CompactString>,
    /// That body's words.
    pub organisation: Option<String>,
}

/// Finds the side of a noun from its attributes, its possessor and its "of" phrase.
///
/// Two different states ("Greek and Turkish officials") leave the country open: the coordinated adjectives are parties of
/// their own.
pub fn belonging(report: &Report, noun: Tok) -> Belonging {
    within(report, noun, DEEPEST)
}

fn within(report: &Report, noun: Tok, depth: usize) -> Belonging {
    let syntax = report.syntax;
    let mut found = Belonging::default();
    let mut several = false;
    for child in syntax.children(noun).take(MOST).filter(|&child| attaches(report, child)) {
        let side = side(report, child, depth);
        several |= side.country.is_some()
            && found.country.is_some()
            && side.country != found.country
            && syntax.tokens[child].deprel == Deprel::Conj;
        if found.country.is_none() {
            found.country = side.country;
            found.state = side.state;
        }
        found.sector = found.sector.or(side.sector);
        found.organisation = found.organisation.or(side.organisation);
        several |= mentions::shares_attribute(report, child);
    }
    if several {
        found.country = None;
        return found;
    }
    if found.country.is_none()
        && let Some(state) = before(report, noun).or_else(|| home(report, noun))
    {
        found.country = Some(state.code.clone());
        found.state = Some(state.name.clone());
    }
    // "United States Department of State spokesperson", wherever the parser hung the body's name.
    if found.country.is_none() && depth == DEEPEST {
        let body = body_before(report, noun);
        found.country = body.country;
        found.state = body.state;
        found.sector = found.sector.or(body.sector);
        found.organisation = found.organisation.or(body.organisation);
    }
    // A name says its state itself: "Chad Football Federation", "Bank of Korea".
    if found.country.is_none() {
        found.country = in_name(report, noun);
    }
    found
}

/// The state among the attributes before a noun, wherever the parser hung it: "Chadian peacekeeping troops".
fn before<'a>(report: &Report<'a>, noun: Tok) -> Option<&'a State> {
    let syntax = report.syntax;
    let start = syntax.sentence(noun).tokens.start;
    // "An Iranian army statement": what stands before the issuer of a document hangs on the document.
    let last = if mentions::is_issuer(report, noun) { syntax.tokens[noun].head } else { noun };
    let attribute = |&tok: &Tok| {
        let token = &syntax.tokens[tok];
        let before = tok < token.head && (token.head <= noun || token.head == last);
        matches!(token.upos, Upos::Adj | Upos::Noun | Upos::Propn) && before || report.form(tok) == "-"
    };
    let mut run = (start..noun).rev().take(5).take_while(attribute);
    run.find_map(|tok| state_at(report, tok)).map(|(state, _)| state)
}

/// The side of the body whose name stands right before a noun.
fn body_before(report: &Report, noun: Tok) -> Belonging {
    let syntax = report.syntax;
    // "AU trade and industry commissioner": plain nouns may stand between.
    let start = syntax.sentence(noun).tokens.start;
    let between = |&tok: &Tok| matches!(syntax.tokens[tok].upos, Upos::Noun | Upos::Adj | Upos::Cconj);
    let free = |tok: &Tok| syntax.name_at(*tok).is_none() && mentions::noun(report, *tok).is_none();
    let run = (start..noun).rev().take(4).take_while(|tok| between(tok) && free(tok)).last().unwrap_or(noun);
    let plain = run == noun || matches!(syntax.tokens[run].upos, Upos::Noun | Upos::Adj);
    let body = run.checked_sub(1).filter(|_| plain).and_then(|tok| syntax.name_at(tok));
    let Some(body) = body.filter(|name| name.kind == NameKind::Organisation && name.tokens.end == run) else {
        return Belonging::default();
    };
    let words = report.words(syntax.span(body.tokens.clone()));
    let head = mentions::name_head(report, body);
    let told = side(report, head, 1);
    Belonging {
        country: told.country.or_else(|| in_name(report, head)),
        organisation: told.organisation.or_else(|| Some(words.to_owned())),
        ..told
    }
}

/// Where a group of people is at home: "opposition parties in Nepal". Soldiers are elsewhere as often.
fn home<'a>(report: &Report<'a>, noun: Tok) -> Option<&'a State> {
    let syntax = report.syntax;
    let sector = mentions::noun(report, noun)?.sector.as_deref();
    if !matches!(sector, Some("CVL" | "OPP" | "PTY" | "COP" | "REL" | "EDU" | "LAB" | "REB" | "JUD" | "LEG")) {
        return None;
    }
    let inside = |&child: &Tok| {
        syntax.tokens[child].deprel == Deprel::Nmod
            && syntax.children_by(child, Deprel::Case).next().is_some_and(|case| report.lemma(case) == "in")
    };
    let mut places = syntax.children(noun).take(MOST).filter(inside).filter_map(|child| state_at(report, child));
    places.next().filter(|(_, naming)| matches!(naming, Naming::Name | Naming::Capital)).map(|(state, _)| state)
}

/// The state that an attribute or a possessor of a name tells; one inside the name too, unless `whole` names are known.
pub fn attribute(report: &Report, name: Tok, whole: bool) -> Option<CompactString> {
    let syntax = report.syntax;
    let inside = |tok: Tok| whole && syntax.name_at(name).is_some_and(|name| name.tokens.contains(&tok));
    let before = |&child: &Tok| {
        matches!(syntax.tokens[child].deprel, Deprel::Amod | Deprel::Compound | Deprel::NmodPoss) && !inside(child)
    };
    let mut states = syntax.children(name).take(MOST).filter(before).filter_map(|child| state_at(report, child));
    states.next().map(|(state, _)| state.code.clone())
}

/// True for a dependent that can tell a side.
fn attaches(report: &Report, child: Tok) -> bool {
    let syntax = report.syntax;
    let case = || syntax.children_by(child, Deprel::Case).map(|case| report.lemma(case)).next();
    match syntax.tokens[child].deprel {
        Deprel::Amod | Deprel::Compound | Deprel::NmodPoss | Deprel::NmodDesc => true,
        // "talks with", "ambassador to", "respect for Chad": the partner, the host or the matter is no side.
        Deprel::Nmod => match case() {
            Some("for") => !is_state(report, child),
            case => matches!(case, Some("of" | "from" | "at")),
        },
        _ => false,
    }
}

fn is_state(report: &Report, tok: Tok) -> bool {
    state_at(report, tok).is_some()
}

/// The side that one dependent tells.
fn side(report: &Report, tok: Tok, depth: usize) -> Belonging {
    let syntax = report.syntax;
    let lexicon = &report.knowledge.actors;
    let name = syntax.name_at(tok);
    let words = name.map_or(report.form(tok), |name| report.words(syntax.span(name.tokens.clone())));
    if let Some((state, naming)) = state_at(report, tok) {
        let office = naming == Naming::Seat;
        return Belonging {
            country: Some(state.code.clone()),
            state: Some(state.name.clone()),
            sector: office.then(|| "GOV".into()),
            organisation: office.then(|| words.to_owned()),
        };
    }
    // "a U.S.-led coalition" is its leader's; who is backed by somebody is not his.
    if report.form(tok).eq_ignore_ascii_case("led") {
        let leader =
            syntax.children(tok).take(MOST).filter(|&child| child < tok).find_map(|child| state_at(report, child));
        return Belonging { country: leader.map(|(state, _)| state.code.clone()), ..Belonging::default() };
    }
    // Inside a longer name a word names no body of its own: "Alfred Duma Municipality".
    let inside = name.is_some_and(|name| name.tokens.contains(&syntax.tokens[tok].head));
    if let Some(body) = body_at(report, tok).filter(|_| !inside) {
        return Belonging {
            country: Some(body.code.clone()),
            state: None,
            sector: body.sector.clone(),
            organisation: Some(body.name.clone()),
        };
    }
    if name.is_some_and(|name| name.kind == NameKind::Person) {
        let person = lexicon.person(words);
        let person = person.or_else(|| report.document.date.and_then(|day| lexicon.in_office(words, day)));
        return Belonging { country: person.map(|person| person.code.clone()), ..Belonging::default() };
    }
    // "an Idaho Republican", "Aleppo residents": a place that is no state tells its country.
    if name.is_some_and(|name| matches!(name.kind, NameKind::Polity | NameKind::Location)) {
        return Belonging { country: report.knowledge.places.country_of(words), ..Belonging::default() };
    }
    if depth == 0 {
        return Belonging::default();
    }
    let noun = mentions::noun(report, tok);
    if noun.is_none() && name.is_none_or(|name| !holds_actor(name.kind)) {
        return Belonging::default();
    }
    let above = within(report, tok, depth - 1);
    let sector = noun.and_then(|noun| noun.sector.clone()).or(above.sector);
    let possessor = matches!(syntax.tokens[tok].deprel, Deprel::NmodPoss | Deprel::Nmod | Deprel::Compound);
    let organisation = possessor.then(|| report.words(mentions::phrase::span(report, tok)).to_owned());
    Belonging { country: above.country, state: above.state, sector, organisation: organisation.or(above.organisation) }
}

/// The state named inside a name: "Chad Football Federation".
fn in_name(report: &Report, tok: Tok) -> Option<CompactString> {
    let syntax = report.syntax;
    let name = syntax.name_at(tok).filter(|name| name.kind == NameKind::Organisation)?;
    let lexicon = &report.knowledge.actors;
    let single = |tok: Tok| lexicon.state(report.form(tok));
    let pair = |tok: Tok| lexicon.state(report.words(syntax.span(tok..tok + 2)));
    let tokens = name.tokens.clone();
    let mut found = tokens.clone().take(MOST).filter_map(|tok| {
        let pair = (tok + 1 < tokens.end).then(|| pair(tok)).flatten();
        pair.or_else(|| single(tok)).filter(|(_, naming)| *naming != Naming::Seat).map(|(state, _)| state.code.clone())
    });
    found.next()
}
