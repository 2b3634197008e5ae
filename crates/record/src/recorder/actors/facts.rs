//! What one mention says about its actor by its own words: name, kind, country, sector, role, gender, number.

use super::country::{self, Belonging};
use crate::lexicon::actors::{Gender, Naming, Noun, Person, fold};
use crate::lexicon::address::Use;
use crate::recorder::Report;
use crate::recorder::mentions::{self, holds_actor, known};
use crate::row::{ActorKind, Form, Mention};
use compact_str::CompactString;
use rapporteur_syntax::{Deprel, NameKind, Tok, Upos, Xpos};

/// What a mention says about its actor.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Word that heads the mention.
    pub head: Tok,
    /// How it refers.
    pub form: Form,
    /// The proper name in it, without titles; that of an apposition included.
    pub name: Option<String>,
    /// The name as it stands in the text, where the table has another for it.
    pub spelled: Option<String>,
    /// A second name or an abbreviation apposed to it: "European Union (EU)".
    pub other_name: Option<String>,
    /// The name's words are those of the state itself, of its capital or seat of power.
    pub state: Option<Naming>,
    /// The state that an actor of kind state is, by the lexicon's name.
    pub polity: Option<String>,
    /// Kind of the actor.
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-3 or PLOVER's international code.
    pub country: Option<CompactString>,
    /// PLOVER sector.
    pub sector: Option<CompactString>,
    /// Office or function, lower case, without country: "interior minister".
    pub role: Option<String>,
    /// The body the office belongs to.
    pub organisation: Option<String>,
    /// He or she.
    pub gender: Option<Gender>,
    /// More than one.
    pub plural: bool,
    /// "the", "this", a possessor: known from before.
    pub definite: bool,
    /// The table that knows the name told who it is.
    pub known: bool,
    /// The table's name of the person that it takes the bearer for.
    pub listed: Option<String>,
    /// The text itself gave an office.
    pub titled: bool,
    /// The state whose usage the office is.
    pub usage: Option<CompactString>,
}

impl Facts {
    /// Drops what the table told of a person who turns out to be somebody else.
    pub fn forget(&mut self) {
        if self.listed.take().is_some() {
            self.known = false;
            self.country = None;
            self.sector = None;
            self.role = None;
        }
    }
}

/// Reads the facts of a mention.
pub fn read(report: &Report, mention: &Mention, head: Tok) -> Facts {
    let mut facts = Facts {
        head,
        form: mention.form,
        name: None,
        spelled: None,
        other_name: None,
        state: None,
        polity: None,
        kind: ActorKind::Group,
        country: None,
        sector: None,
        role: None,
        organisation: None,
        gender: None,
        plural: is_plural(report, head),
        definite: is_definite(report, head),
        known: false,
        listed: None,
        titled: false,
        usage: None,
    };
    match mention.form {
        Form::Pronoun => {}
        Form::Name => named(report, head, &mut facts),
        Form::Nominal => nominal(report, head, &mut facts),
    }
    if facts.kind == ActorKind::State && facts.polity.is_none() {
        let state = facts.country.as_deref().and_then(|code| report.knowledge.actors.state_by_code(code));
        facts.polity = state.map(|state| state.name.clone());
    }
    facts
}

fn is_plural(report: &Report, head: Tok) -> bool {
    let token = &report.syntax.tokens[head];
    // At the head of a sentence a tagger may take "Gunmen" for a name.
    let mistaken = || token.xpos == Xpos::Nnp && mentions::is_plural_noun(report, head);
    matches!(token.xpos, Xpos::Nns | Xpos::Nnps) || token.feats.has("Number=Plur") || mistaken()
}

fn is_definite(report: &Report, head: Tok) -> bool {
    let syntax = report.syntax;
    // "An army statement" is from the army that was spoken of.
    if mentions::is_issuer(report, head) {
        return true;
    }
    syntax.children(head).any(|child| match syntax.tokens[child].deprel {
        Deprel::Det => matches!(report.lemma(child), "the" | "this" | "that" | "these" | "those" | "both"),
        Deprel::NmodPoss => true,
        _ => false,
    })
}

/// The words of the name on a word: the tagger's, else its proper-noun compound.
fn name_words<'a>(report: &Report<'a>, tok: Tok) -> (&'a str, Option<NameKind>) {
    let syntax = report.syntax;
    match syntax.name_at(tok) {
        Some(name) if holds_actor(name.kind) => (report.words(syntax.span(name.tokens.clone())), Some(name.kind)),
        _ => (report.form(tok), None),
    }
}

fn named(report: &Report, head: Tok, facts: &mut Facts) {
    let (words, kind) = name_words(report, head);
    name(report, head, words, kind, facts);
    let syntax = report.syntax;
    let titles = syntax.children_by(head, Deprel::NmodDesc);
    let offices = syntax
        .children_by(head, Deprel::Appos)
        .filter(|&child| mentions::phrase::holds_apposition(report, head, child));
    for office in titles.chain(offices).take(4) {
        if syntax.tokens[office].deprel == Deprel::Appos
            && syntax.name_at(office).is_some_and(|name| holds_actor(name.kind))
        {
            facts.other_name = Some(name_words(report, office).0.to_owned());
            continue;
        }
        title(report, office, facts);
    }
    if facts.country.is_none() && facts.kind == ActorKind::Person && facts.role.is_some() {
        known_by_office(report, facts);
    }
    // "Israeli commander Yossi Levy": an attribute of the name tells its country like one of the office.
    if facts.country.is_none() && facts.state.is_none() {
        let belonging = country::belonging(report, head);
        facts.country = belonging.country;
        facts.organisation = facts.organisation.take().or(belonging.organisation);
        facts.sector = facts.sector.take().or(belonging.sector.filter(|_| facts.kind == ActorKind::Person));
    }
}

/// Takes office, sector, country and gender from a title or an apposed office.
fn title(report: &Report, office: Tok, facts: &mut Facts) {
    let lower = report.form(office).trim_end_matches('.').to_lowercase();
    let told = report.knowledge.actors.address.title(&lower);
    facts.gender = told.and_then(|title| title.gender).or(facts.gender);
    let short = told.and_then(|title| title.office.as_deref());
    let full = || short.and_then(|full| report.knowledge.actors.noun(full));
    let Some(noun) = mentions::noun(report, office).or_else(full) else { return };
    let belonging = country::belonging(report, office);
    if is_namesake(report, facts, office, &belonging) {
        facts.forget();
    }
    if noun.kind == ActorKind::Person && facts.kind != ActorKind::Person && facts.name.is_some() && !facts.known {
        facts.kind = ActorKind::Person;
    }
    facts.gender = facts.gender.or(noun.gender);
    // The text's own office wins over that of the table, the first one over those that follow.
    let office_told = match short {
        Some(full) => Some(full.to_owned()),
        None => role(report, office).filter(|_| noun.kind == ActorKind::Person),
    };
    // "Dr." is a courtesy: it makes nobody a doctor of medicine.
    let courtesy = told.is_some_and(|title| title.courtesy && title.office.as_deref() == Some("doctor"));
    let office_told = office_told.filter(|_| !courtesy);
    let first = !facts.titled;
    facts.titled |= office_told.is_some();
    facts.role = if first { office_told.or(facts.role.take()) } else { facts.role.take().or(office_told) };
    facts.usage = facts.usage.take().or_else(|| of_usage(report, noun, facts.role.as_deref()));
    let sector = sector(report, office, noun, &belonging).filter(|_| !courtesy);
    facts.sector = if first { sector.or(facts.sector.take()) } else { facts.sector.take().or(sector) };
    let state = |code: &Option<CompactString>| {
        code.as_deref().is_some_and(|code| report.knowledge.actors.state_by_code(code).is_some())
    };
    if !facts.known || facts.country.is_none() || state(&belonging.country) && !state(&facts.country) {
        facts.country = belonging.country.or(facts.country.take());
    }
    facts.organisation = facts.organisation.take().or(belonging.organisation);
}

/// True when the text's own office and country are not those of the person whom the table knows by this name.
///
/// "Syria envoy", "Iraq administrator": the state before such an office is its matter.
fn is_namesake(report: &Report, facts: &Facts, office: Tok, belonging: &Belonging) -> bool {
    let lexicon = &report.knowledge.actors;
    let Some(person) = facts.listed.as_deref().and_then(|name| lexicon.person(name)) else { return false };
    let Some(role) = role(report, office) else { return false };
    let head = role_head(&role);
    let abroad = lexicon.address.has(head, Use::Abroad);
    let other =
        belonging.country.as_ref().is_some_and(|code| *code != person.code && lexicon.state_by_code(code).is_some());
    let held = person.terms.iter().any(|term| role_head(&term.role) == head);
    other && !abroad && !held && lexicon.state_by_code(&person.code).is_some()
}

/// Names somebody by a proper name.
fn name(report: &Report, head: Tok, words: &str, kind: Option<NameKind>, facts: &mut Facts) {
    facts.name = Some(bare_name(report, words).to_owned());
    let person = kind == Some(NameKind::Person);
    if let Some((state, naming)) = known::state_at(report, head).filter(|_| !person) {
        if mentions::shares_attribute(report, head) && party(report, head, words, &state.code, facts) {
            return;
        }
        let attribute = matches!(report.syntax.tokens[head].deprel, Deprel::Amod | Deprel::Compound);
        let people = naming == Naming::Demonym && !attribute;
        facts.country = (!people || !is_ancestry(report, head)).then(|| state.code.clone());
        facts.known = true;
        if people {
            facts.sector = Some("CVL".into());
            facts.kind = ActorKind::Group;
            facts.plural = true;
        } else {
            // "a raid in Gaza": a part of a state acts as a capital does.
            facts.state = Some(if state.part && naming == Naming::Name { Naming::Capital } else { naming });
            facts.polity = Some(state.name.clone());
            facts.kind = ActorKind::State;
            facts.sector = Some(if state.partial { "PRE".into() } else { "GOV".into() });
        }
        return;
    }
    if let Some(body) = known::body_at(report, head).filter(|_| !person) {
        facts.name = Some(body.name.clone());
        facts.spelled = Some(words.to_owned());
        // "the Belarusian KGB": an attribute before a national body's name says which one.
        let whole = report.knowledge.actors.body(words).is_some();
        let national = body.code == "NGO" || report.knowledge.actors.state_by_code(&body.code).is_some();
        let attribute = if national { country::attribute(report, head, whole) } else { None };
        let people = body.sector.as_deref() == Some("CVL");
        facts.kind = if people { ActorKind::Group } else { ActorKind::Organisation };
        facts.plural |= people;
        facts.country = attribute.or_else(|| Some(body.code.clone()));
        facts.sector = body.sector.clone();
        facts.known = true;
        return;
    }
    match kind {
        Some(NameKind::Person) => person_name(report, words, facts),
        Some(NameKind::Polity) => facts.kind = ActorKind::PlaceAsActor,
        Some(NameKind::Group) => {
            facts.kind = ActorKind::Group;
            facts.plural = true;
        }
        _ => body_by_noun(report, head, facts),
    }
}

/// One of the parties of "Greek and Turkish officials": a group of its own, with the noun's sector. False before things.
fn party(report: &Report, head: Tok, words: &str, code: &CompactString, facts: &mut Facts) -> bool {
    let syntax = report.syntax;
    let Some(shared) = syntax.head(crate::clause::first_conjunct(syntax, head)) else { return false };
    let Some(noun) = mentions::noun(report, shared).filter(|noun| noun.kind == ActorKind::Person) else { return false };
    facts.kind = ActorKind::Group;
    facts.name = Some(format!("{words} {}", report.form(shared)));
    facts.country = Some(code.clone());
    facts.sector = noun.sector.clone();
    facts.plural = true;
    true
}

/// The state whose usage an office is, by its noun or its whole title: "secretary of commerce".
fn of_usage(report: &Report, noun: &Noun, role: Option<&str>) -> Option<CompactString> {
    let whole = role.and_then(|role| report.knowledge.actors.noun(role)).and_then(|noun| noun.usage.clone());
    whole.or_else(|| noun.usage.clone())
}

/// A name without courtesy titles: "Mr. Okoye", "Dr Lindqvist".
fn bare_name<'w>(report: &Report, words: &'w str) -> &'w str {
    let Some((first, rest)) = words.split_once(' ') else { return words };
    match first == "President" || report.knowledge.actors.address.is_courtesy(first) {
        true => rest.trim_start(),
        false => words,
    }
}

fn person_name(report: &Report, words: &str, facts: &mut Facts) {
    let lexicon = &report.knowledge.actors;
    facts.kind = ActorKind::Person;
    facts.plural = false;
    let bare = bare_name(report, words);
    facts.gender = bare.split_once(' ').and_then(|(given, _)| lexicon.gender(given));
    let single = !bare.contains(' ');
    let serving = |surname: &str| report.document.date.and_then(|day| lexicon.in_office(surname, day));
    let namesake = |person: &&Person| single || same_given(&person.name, bare);
    let by_name = lexicon.person(bare).filter(|person| report.document.date.is_none_or(|day| person.may_be_known(day)));
    let known = by_name.or_else(|| serving(bare).filter(namesake));
    if let Some(person) = known {
        facts.listed = Some(person.name.clone());
        facts.gender = person.gender.or(facts.gender);
        facts.known = true;
        let office = match report.document.date {
            Some(day) => person.office(day),
            None => person.terms.last(),
        };
        facts.role = office.map(|term| term.role.to_string());
        let elsewhere = office.and_then(|term| term.code.clone());
        facts.country = elsewhere.clone().or_else(|| Some(person.code.clone()));
        let state = |code: &CompactString| lexicon.state_by_code(code).is_some();
        // Who is no longer in office is named for what he did in it: his sector stays, his role goes.
        facts.sector = match elsewhere {
            Some(code) => state(&code).then(|| "GOV".into()),
            None => person.sector.clone(),
        };
    }
}

/// True when two full names begin with the same given name.
fn same_given(one: &str, other: &str) -> bool {
    fold(one).split(' ').next() == fold(other).split(' ').next()
}

/// "President Reagan": the only one of the table who bears the name and has held that office.
fn known_by_office(report: &Report, facts: &mut Facts) {
    let Some(name) = facts.name.as_deref() else { return };
    let Some(role) = facts.role.as_deref() else { return };
    let bearer =
        report.knowledge.actors.holder(name, report.document.date, |term| role_head(role) == role_head(&term.role));
    let given = |person: &&Person| !name.contains(' ') || same_given(&person.name, name);
    if let Some(person) = bearer.filter(given) {
        facts.country = Some(person.code.clone());
        facts.gender = facts.gender.or(person.gender);
    }
}

/// A body whose name says what it is: "Ministry of Water", "Harbour Workers Union".
fn body_by_noun(report: &Report, head: Tok, facts: &mut Facts) {
    facts.kind = ActorKind::Organisation;
    let belonging = country::belonging(report, head);
    if let Some(noun) = mentions::noun(report, head) {
        facts.sector = sector(report, head, noun, &belonging);
        if noun.kind == ActorKind::State && belonging.country.is_some() {
            facts.kind = ActorKind::State;
            facts.polity = belonging.state.clone();
        }
    }
    facts.country = belonging.country;
}

fn nominal(report: &Report, head: Tok, facts: &mut Facts) {
    let syntax = report.syntax;
    if let Some((state, Naming::Demonym)) = known::state_at(report, head) {
        facts.kind = ActorKind::Group;
        facts.country = (!is_ancestry(report, head)).then(|| state.code.clone());
        facts.sector = Some("CVL".into());
        facts.plural = true;
        return;
    }
    let Some(noun) = mentions::noun(report, head) else { return };
    let belonging = country::belonging(report, head);
    facts.kind = match noun.kind {
        ActorKind::Person if facts.plural => ActorKind::Group,
        ActorKind::State if belonging.country.is_none() => ActorKind::Organisation,
        kind => kind,
    };
    facts.polity = belonging.state.clone().filter(|_| facts.kind == ActorKind::State);
    facts.gender = noun.gender;
    facts.sector = sector(report, head, noun, &belonging);
    facts.role = if noun.role && !facts.plural { role(report, head) } else { None };
    facts.usage = of_usage(report, noun, facts.role.as_deref());
    facts.country = belonging.country;
    facts.organisation = belonging.organisation;
    for child in
        syntax.children_by(head, Deprel::Appos).filter(|&child| mentions::phrase::holds_apposition(report, head, child))
    {
        if let Some(named) = syntax.name_at(child).filter(|name| holds_actor(name.kind)) {
            apposed(report, child, named.kind, facts);
        }
    }
}

/// The name after an office: "Kenya's interior minister, Ruth Wafula".
fn apposed(report: &Report, child: Tok, kind: NameKind, facts: &mut Facts) {
    let words = name_words(report, child).0;
    if kind == NameKind::Person && !facts.plural {
        let mut known = facts.clone();
        person_name(report, words, &mut known);
        facts.name = Some(bare_name(report, words).to_owned());
        facts.gender = facts.gender.or(known.gender);
        facts.country = match known.known {
            true => known.country,
            false => facts.country.take(),
        };
        facts.sector = facts.sector.take().or(known.sector);
        facts.role = facts.role.take().or(known.role.filter(|_| known.known));
        facts.kind = ActorKind::Person;
        facts.form = Form::Name;
    } else if kind != NameKind::Person && matches!(facts.kind, ActorKind::Organisation) {
        let mut known = facts.clone();
        name(report, child, words, Some(kind), &mut known);
        facts.name = known.name;
        facts.country = facts.country.take().or(known.country);
        facts.sector = facts.sector.take().or(known.sector);
        facts.form = Form::Name;
    }
}

/// "ethnic Turks": a people's name that tells ancestry and not the state.
fn is_ancestry(report: &Report, head: Tok) -> bool {
    report.syntax.children_by(head, Deprel::Amod).any(|child| report.lemma(child).eq_ignore_ascii_case("ethnic"))
}

/// The sector of an office: its own, else that of the body it belongs to; former officials are ELI.
fn sector(report: &Report, office: Tok, noun: &Noun, belonging: &Belonging) -> Option<CompactString> {
    let sector = noun.sector.clone().or_else(|| belonging.sector.clone());
    let official = matches!(sector.as_deref(), Some("GOV" | "LEG" | "MIL" | "JUD"));
    match official && noun.role && is_former(report, office) {
        true => Some("ELI".into()),
        false => sector,
    }
}

/// True for an office that has ended: "former", "ex-".
pub fn is_former(report: &Report, office: Tok) -> bool {
    let former = |tok: Tok| report.knowledge.actors.address.has(&report.form(tok).to_lowercase(), Use::Former);
    report.syntax.children_by(office, Deprel::Amod).any(former)
        || office > 1 && report.form(office - 1) == "-" && former(office - 2)
}

/// An office as text without country and article: "interior minister", "secretary of state".
fn role(report: &Report, office: Tok) -> Option<String> {
    let syntax = report.syntax;
    let of = |tok: Tok| syntax.children_by(tok, Deprel::Case).any(|case| report.lemma(case) == "of");
    let start = syntax.sentence(office).tokens.start;
    let part = |tok: Tok| {
        let token = &syntax.tokens[tok];
        let inside = token.head == office && matches!(token.deprel, Deprel::Compound | Deprel::Amod);
        (inside || token.deprel == Deprel::Punct && report.form(tok) == "-")
            && known::state_at(report, tok).is_none()
            && syntax.name_at(tok).is_none_or(|name| name.tokens.contains(&office) || !holds_actor(name.kind))
            && token.xpos != Xpos::Jjs
    };
    let first = (start..office).rev().take(4).take_while(|&tok| part(tok)).last().unwrap_or(office);
    // "secretary-general" may be three words, "commander-in-chief" five.
    let first = (0..2).fold(first, |first, _| match first.checked_sub(2) {
        Some(before) if before >= start && report.form(first - 1) == "-" => before,
        _ if first > start && report.form(first) == "-" => first - 1,
        _ => first,
    });
    let matter = syntax.children_by(office, Deprel::Nmod).find(|&child| {
        of(child)
            && child < office + 4
            && !syntax.children_by(child, Deprel::Det).any(|_| true)
            && known::state_at(report, child).is_none()
            && syntax.name_at(child).is_none_or(|name| name.tokens.contains(&office))
    });
    let last = matter.unwrap_or(office);
    let text = report.words(syntax.span(first..last + 1)).to_lowercase();
    let text = text.trim_start_matches("then-").trim_start_matches("former ").trim_start_matches("new ");
    (!text.is_empty() && syntax.tokens[office].upos != Upos::Adj).then(|| text.to_owned())
}

/// The key under which the phrase of a role is known: its last word before an "of".
pub fn role_head(role: &str) -> &str {
    let front = role.split(" of ").next().unwrap_or(role);
    front.rsplit(' ').next().unwrap_or(front)
}

/// The key of a name: folded.
pub fn key(name: &str) -> String {
    fold(name)
}
