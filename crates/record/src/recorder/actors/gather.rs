//! Gathers mentions into actors in text order, by names, states, offices and phrases.

use super::facts::{self, Facts};
use super::pair::Pair;
use super::pronoun::Party;
use super::spelling::{self, same_person};
use super::tenure::Tenures;
use super::{author, context, pair, pronoun, quote, tidy, usage, words};
use crate::clause;
use crate::lexicon::actors::{Gender, Naming, fold};
use crate::recorder::{Report, mentions};
use crate::row::{Actor, ActorIdx, ActorKind, Form, Mention, MentionIdx};
use compact_str::CompactString;
use rapporteur_syntax::{Deprel, Span, Tok, Upos};
use std::collections::{HashMap, VecDeque};
use std::ops::Range;

/// How many of the latest appearances a description or a pronoun may look back to.
const MEMORY: usize = 24;

/// Pronouns of a party outside quotation marks from which on a text speaks of its author.
pub(super) const AUTHOR_SPEAKS: usize = 3;

/// An actor in the making.
pub struct Draft {
    /// The row.
    pub actor: Actor,
    /// He or she, when told.
    pub gender: Option<Gender>,
    /// A group or a plural.
    pub plural: bool,
    /// Named by a proper name.
    pub named: bool,
}

impl Draft {
    fn empty(kind: ActorKind) -> Self {
        let actor = Actor {
            name: String::new(),
            kind,
            country: None,
            sector: None,
            role: None,
            organisation: None,
            wikidata: None,
            mentions: Vec::new(),
        };
        Draft { actor, gender: None, plural: kind == ActorKind::Group, named: false }
    }
}

/// One appearance of an actor in the text.
#[derive(Clone, Copy)]
pub struct Seen {
    /// Who.
    pub actor: ActorIdx,
    /// The head of the mention.
    pub head: Tok,
    /// Its sentence.
    pub sentence: usize,
}

/// The actors found so far, and the keys by which later mentions find them.
pub struct Gathering<'r, 'a> {
    pub(super) report: &'r Report<'a>,
    pub(super) facts: &'r [Facts],
    pub(super) drafts: Vec<Draft>,
    /// Who last appeared, latest last.
    pub(super) seen: VecDeque<Seen>,
    /// Actor of each word that heads a mention.
    pub(super) at: HashMap<Tok, ActorIdx>,
    /// The report's quotations, as ranges of words in text order.
    quotations: Vec<Range<Tok>>,
    /// States' names used as places.
    literal: Vec<MentionIdx>,
    /// Persons by full name, surname and the table's name; a firm may bear a founder's surname.
    persons: HashMap<String, ActorIdx>,
    /// All others by name and short name.
    by_name: HashMap<String, ActorIdx>,
    pub(super) by_state: HashMap<String, ActorIdx>,
    by_phrase: HashMap<String, ActorIdx>,
    /// Second names that the report gives in brackets.
    by_abbreviation: HashMap<String, ActorIdx>,
    by_role: HashMap<String, ActorIdx>,
    /// Who led which body.
    tenures: Tenures,
    /// Surnames and given names of the report's full names; `None` where two persons bear one.
    full_names: HashMap<String, Option<String>>,
}

impl<'r, 'a> Gathering<'r, 'a> {
    /// Reads the full names of the whole report first: a heading says the surname before the text says who.
    pub fn new(report: &'r Report<'a>, facts: &'r [Facts]) -> Self {
        let mut full_names: HashMap<String, Option<String>> = HashMap::new();
        for facts in facts.iter().filter(|facts| facts.kind == ActorKind::Person) {
            let Some(full) = facts.name.as_deref().map(fold).filter(|name| name.contains(' ')) else { continue };
            let last = full.rsplit(' ').next().unwrap_or_default();
            let first = full.split(' ').next().unwrap_or_default();
            for part in [last, first] {
                let slot = full_names.entry(spelling::sound(part)).or_insert_with(|| Some(full.clone()));
                if slot.as_deref().is_some_and(|known| known != full && !same_person(known, &full)) {
                    *slot = None;
                }
            }
        }
        Gathering {
            report,
            facts,
            drafts: Vec::new(),
            seen: VecDeque::new(),
            at: HashMap::new(),
            quotations: quote::quotations(report),
            literal: Vec::new(),
            persons: HashMap::new(),
            by_name: HashMap::new(),
            by_state: HashMap::new(),
            by_phrase: HashMap::new(),
            by_abbreviation: HashMap::new(),
            by_role: HashMap::new(),
            tenures: Tenures::of(report),
            full_names,
        }
    }

    /// Adds a name or a noun phrase.
    pub fn add(&mut self, idx: MentionIdx) {
        let facts = &self.facts[idx];
        if facts.state.is_some() && !usage::acts(self.report, facts.head, facts.state) {
            self.literal.push(idx);
            return;
        }
        if facts.kind == ActorKind::PlaceAsActor && !usage::acts(self.report, facts.head, None) {
            return;
        }
        if context::is_any_country(self.report, facts) {
            return;
        }
        let stranger;
        let facts = match self.is_stranger(facts) {
            true => {
                let mut own = facts.clone();
                own.forget();
                stranger = own;
                &stranger
            }
            false => facts,
        };
        let pair = pair::of(self, facts);
        let found = match (&facts.name, facts.kind) {
            _ if let Some(Pair::One(actor)) = pair => Some(actor),
            (_, ActorKind::State) => facts.polity.as_ref().and_then(|state| self.by_state.get(state).copied()),
            (Some(name), ActorKind::Person) => self.person(name, facts),
            (Some(name), _) => self.declared(facts).or_else(|| self.body(name)),
            (None, _) => self.described(facts),
        };
        let actor = match found {
            Some(actor) => {
                self.enrich(actor, facts);
                actor
            }
            None => self.create(facts),
        };
        if let Some(Pair::Two(two)) = pair {
            pair::unite(&mut self.drafts, actor, two);
        }
        if self.drafts[actor].actor.country.is_none() {
            self.drafts[actor].actor.country = self.possessor_country(facts.head);
        }
        self.index(actor, facts);
        self.place(idx, actor);
    }

    /// True for a surname that the table knows an office holder by, while the report's own bearer is somebody else.
    fn is_stranger(&self, facts: &Facts) -> bool {
        let Some(listed) = facts.listed.as_deref().map(fold) else { return false };
        let Some(name) = facts.name.as_deref().map(fold).filter(|name| !name.contains(' ')) else { return false };
        match self.full_names.get(&spelling::sound(&name)) {
            Some(Some(full)) => {
                let known = self.report.knowledge.actors.person(full).map(|person| fold(&person.name));
                known.as_ref() != Some(&listed) && !same_person(full, &listed)
            }
            Some(None) => true,
            None => false,
        }
    }

    /// Adds the places that are a state which acts elsewhere in the report: "in Chad" is coreferent with "Chad said".
    ///
    /// A capital stays apart: as a place it is a city, not the state.
    pub fn literal_places(&mut self) {
        for idx in std::mem::take(&mut self.literal) {
            let facts = &self.facts[idx];
            let state = facts.polity.as_ref().filter(|_| facts.state == Some(Naming::Name));
            if let Some(&actor) = state.and_then(|state| self.by_state.get(state)) {
                self.drafts[actor].actor.mentions.push(idx);
            }
        }
    }

    /// Adds a pronoun, if it is clear whom it stands for.
    pub fn pronoun(&mut self, idx: MentionIdx) {
        if let Some(actor) = pronoun::antecedent(self, self.facts[idx].head) {
            self.place(idx, actor);
        }
    }

    /// Adds the pronouns of those who talk: a quotation's speaker, or the author of a text that speaks of itself.
    pub fn talking(&mut self, pronouns: &[MentionIdx]) {
        let speakers = quote::speakers(self.report, &self.quotations, &self.at);
        let mut own: Vec<(Party, MentionIdx)> = Vec::new();
        for &idx in pronouns {
            let head = self.facts[idx].head;
            let Some(party) = pronoun::party(self.report.form(head)) else { continue };
            match self.quotation(head) {
                Some(_) if party == Party::Addressee => {}
                Some(number) => {
                    if let Some(actor) = speakers[number] {
                        self.place(idx, actor);
                    }
                }
                None => own.push((party, idx)),
            }
        }
        self.author(&own);
    }

    /// The number of the quotation that holds a word.
    pub fn quotation(&self, tok: Tok) -> Option<usize> {
        let next = self.quotations.partition_point(|quotation| quotation.end <= tok);
        self.quotations.get(next).filter(|quotation| quotation.contains(&tok)).map(|_| next)
    }

    /// "I", "we", "you" outside quotation marks: a speech or a letter has them throughout, a report has none.
    fn author(&mut self, pronouns: &[(Party, MentionIdx)]) {
        let parties = [
            (Party::Speaker, ActorKind::Person, "the author"),
            (Party::Speakers, ActorKind::Group, "the author’s side"),
            (Party::Addressee, ActorKind::Person, "the reader"),
        ];
        for (party, kind, name) in parties {
            let list: Vec<MentionIdx> = pronouns.iter().filter(|(of, _)| *of == party).map(|&(_, idx)| idx).collect();
            if let Some(actor) = author::of(self, party, &list) {
                list.into_iter().for_each(|idx| self.place(idx, actor));
                continue;
            }
            if list.len() < AUTHOR_SPEAKS {
                continue;
            }
            let mut draft = Draft::empty(kind);
            draft.actor.name = name.to_owned();
            draft.actor.mentions = list;
            self.drafts.push(draft);
        }
    }

    fn place(&mut self, idx: MentionIdx, actor: ActorIdx) {
        let head = self.facts[idx].head;
        self.drafts[actor].actor.mentions.push(idx);
        self.tenures.place(head, actor);
        self.at.insert(head, actor);
        self.seen.push_back(Seen { actor, head, sentence: self.report.syntax.sentence_index(head) });
        if self.seen.len() > MEMORY {
            self.seen.pop_front();
        }
    }

    /// The country of whom "its", "their", "his" before a noun stands for.
    fn possessor_country(&self, head: Tok) -> Option<CompactString> {
        let syntax = self.report.syntax;
        let mut owners = syntax.children(head).take(8).filter(|&child| syntax.tokens[child].deprel == Deprel::NmodPoss);
        let owner = owners.find_map(|child| self.at.get(&child).copied())?;
        self.drafts[owner].actor.country.clone()
    }

    /// The body that the report itself abbreviates so: its own "ADF" wins over the table's.
    fn declared(&self, facts: &Facts) -> Option<ActorIdx> {
        let spelled = facts.spelled.as_deref()?;
        self.by_abbreviation.get(&facts::key(spelled)).copied()
    }

    /// A body, a group or a place by its name; what the tagger once took for a person only by the whole of it.
    fn body(&self, name: &str) -> Option<ActorIdx> {
        let key = facts::key(name);
        let person = || self.persons.get(&key).filter(|_| key.contains(' '));
        self.by_name.get(&key).or_else(person).copied()
    }

    /// A person by full name, or by surname when one person of the report bears it.
    fn person(&self, name: &str, facts: &Facts) -> Option<ActorIdx> {
        let key = facts::key(name);
        let same = |actor: &ActorIdx| facts.gender.zip(self.drafts[*actor].gender).is_none_or(|(a, b)| a == b);
        let listed = || facts.listed.as_deref().and_then(|listed| self.persons.get(&facts::key(listed)));
        let mistaken = || self.by_name.get(&key).filter(|_| key.contains(' '));
        if let Some(&actor) = self.persons.get(&key).or_else(listed).or_else(mistaken) {
            return Some(actor).filter(same).filter(|&actor| !is_other(&self.drafts[actor], facts));
        }
        let last = key.rsplit(' ').next().unwrap_or_default();
        let full = self.full_names.get(&spelling::sound(last))?.as_deref()?;
        let fits = !key.contains(' ') || same_person(full, &key);
        let surname = full.rsplit(' ').next().unwrap_or_default();
        let actor = self.persons.get(full).or_else(|| self.persons.get(surname)).copied().filter(|_| fits)?;
        Some(actor).filter(same)
    }

    /// The earlier actor that a description stands for: the same phrase, or the holder of the office.
    fn described(&self, facts: &Facts) -> Option<ActorIdx> {
        if !facts.definite {
            return None;
        }
        if let Some(role) = facts.role.as_deref().filter(|_| facts.kind == ActorKind::Person) {
            let exact = self.by_role.get(role).copied();
            let head = facts::role_head(role);
            let actor = exact.or_else(|| (role == head).then(|| self.by_role.get(head).copied()).flatten());
            let actor = actor.or_else(|| self.tenures.holder(self.report, facts));
            let fits = |&actor: &ActorIdx| {
                let draft = &self.drafts[actor];
                let same = |a: &Option<CompactString>, b: &Option<CompactString>| a.is_none() || b.is_none() || a == b;
                same(&draft.actor.country, &facts.country) && facts.gender.zip(draft.gender).is_none_or(|(a, b)| a == b)
            };
            if let Some(actor) = actor.filter(fits) {
                return Some(actor);
            }
        }
        self.by_phrase.get(&self.phrase(facts)).copied()
    }

    /// A description's own words: attributes and noun, without article and relative words.
    fn phrase(&self, facts: &Facts) -> String {
        let syntax = self.report.syntax;
        let mut key = String::new();
        for child in syntax.children(facts.head).take(12) {
            if matches!(syntax.tokens[child].deprel, Deprel::Amod | Deprel::Compound | Deprel::NmodPoss | Deprel::Nmod)
            {
                key.push_str(&self.report.form(child).to_lowercase());
                key.push(' ');
            }
        }
        key.push_str(&self.report.form(facts.head).to_lowercase());
        key
    }

    /// He or she, where only a surname is told: as all are whom the table knows by it, unless the report has its own bearer.
    fn gender_of_surname(&self, facts: &Facts) -> Option<Gender> {
        let name = facts.name.as_deref().filter(|name| facts.kind == ActorKind::Person && !name.contains(' '))?;
        let own = self.full_names.contains_key(&spelling::sound(&fold(name)));
        if own { None } else { self.report.knowledge.actors.surname_gender(name) }
    }

    fn create(&mut self, facts: &Facts) -> ActorIdx {
        let name = facts.polity.clone();
        let gender = facts.gender.or_else(|| self.gender_of_surname(facts));
        self.drafts.push(Draft {
            actor: Actor {
                name: name.or_else(|| facts.name.clone()).unwrap_or_default(),
                kind: facts.kind,
                country: facts.country.clone(),
                sector: facts.sector.clone().or_else(|| facts.polity.as_ref().map(|_| "GOV".into())),
                role: facts.role.clone(),
                organisation: facts.organisation.clone(),
                wikidata: None,
                mentions: Vec::new(),
            },
            gender,
            plural: facts.plural,
            named: facts.name.is_some(),
        });
        self.drafts.len() - 1
    }

    /// Adds what a further mention tells; what was told first stays, save a shorter name.
    fn enrich(&mut self, actor: ActorIdx, facts: &Facts) {
        let draft = &mut self.drafts[actor];
        let row = &mut draft.actor;
        if let Some(name) = &facts.name {
            if row.kind != ActorKind::State
                && (!draft.named || row.kind == ActorKind::Person && spelling::is_fuller(name, &row.name))
            {
                row.name = name.clone();
            }
            draft.named = true;
        }
        if row.kind == ActorKind::State {
            return;
        }
        row.country = row.country.take().or_else(|| facts.country.clone());
        row.sector = row.sector.take().or_else(|| facts.sector.clone());
        row.role = row.role.take().or_else(|| facts.role.clone());
        row.organisation = row.organisation.take().or_else(|| facts.organisation.clone());
        draft.gender = draft.gender.or(facts.gender);
    }

    /// Makes an actor findable by the words of this mention.
    fn index(&mut self, actor: ActorIdx, facts: &Facts) {
        if let Some(state) = &facts.polity {
            self.by_state.entry(state.clone()).or_insert(actor);
        }
        if let Some(name) = &facts.name {
            let key = facts::key(name);
            let person = facts.kind == ActorKind::Person;
            if person && let Some(last) = key.rsplit(' ').next() {
                self.persons.entry(last.to_owned()).or_insert(actor);
            }
            if facts.kind == ActorKind::Organisation {
                // "the Selmar Front" is later "the Front", and "Harbour Workers Union" is "HWU".
                let last = key.rsplit_once(' ').map(|(_, last)| last.to_owned());
                for short in initials(name).into_iter().chain(last) {
                    self.by_name.entry(short).or_insert(actor);
                }
            }
            if person {
                self.persons.insert(key, actor)
            } else {
                self.by_name.insert(key, actor)
            };
        }
        if let Some(listed) = &facts.listed {
            self.persons.entry(facts::key(listed)).or_insert(actor);
        }
        if let Some(other) = &facts.other_name {
            self.by_name.insert(facts::key(other), actor);
            self.by_abbreviation.insert(facts::key(other), actor);
        }
        if let Some(role) = facts.role.as_deref().filter(|_| facts.kind == ActorKind::Person) {
            self.by_role.insert(role.to_owned(), actor);
            self.by_role.insert(facts::role_head(role).to_owned(), actor);
        }
        if facts.kind == ActorKind::Organisation && !facts.plural && mentions::noun(self.report, facts.head).is_some() {
            // "the Kenyan interior ministry" is later "the ministry".
            self.by_phrase.insert(self.report.form(facts.head).to_lowercase(), actor);
        }
        if facts.form == Form::Nominal && facts.kind == ActorKind::State {
            // "the Chadian government" is later "the government".
            self.by_phrase.insert(self.report.form(facts.head).to_lowercase(), actor);
        } else if facts.form == Form::Nominal && facts.kind != ActorKind::Person {
            let phrase = self.phrase(facts);
            self.by_phrase.insert(phrase, actor);
        } else if facts.form == Form::Nominal {
            let phrase = self.phrase(facts);
            self.by_phrase.entry(phrase).or_insert(actor);
        }
    }

    /// The rows, with names of last resort.
    pub fn finish(mut self, mentions: &[Mention]) -> Vec<Actor> {
        let report = self.report;
        context::settle(&mut self);
        let first =
            |draft: &Draft| draft.actor.mentions.iter().copied().find(|&idx| mentions[idx].form != Form::Pronoun);
        let mut bearers: HashMap<String, usize> = HashMap::new();
        for mention in self.drafts.iter().filter_map(first) {
            *bearers.entry(placeless(report, &mentions[mention])).or_default() += 1;
        }
        let actors = self.drafts.into_iter().map(|draft| {
            let mention = first(&draft).filter(|_| draft.actor.name.is_empty());
            let mut actor = draft.actor;
            if let Some(mention) = mention {
                let short = placeless(report, &mentions[mention]);
                let alone = bearers.get(&short).is_none_or(|&bearers| bearers == 1);
                actor.name = if alone { short } else { words(report, &mentions[mention]) };
            }
            actor
        });
        tidy(actors.collect())
    }
}

/// True for a namesake: the text gives either an office and another country.
fn is_other(draft: &Draft, facts: &Facts) -> bool {
    let row = &draft.actor;
    let abroad = row.country.as_ref().zip(facts.country.as_ref()).is_some_and(|(one, other)| one != other);
    let told = (facts.role.is_some() || facts.sector.is_some()) && (row.role.is_some() || row.sector.is_some());
    abroad && told && (&row.role, &row.sector) != (&facts.role, &facts.sector) && !facts.known
}

/// A description without where whoever it is stands: "the ministry in Dakar" is the ministry, unless there are two.
fn placeless(report: &Report, mention: &Mention) -> String {
    const WHERE: &[&str] = &["in", "at", "near", "outside", "around"];
    let syntax = report.syntax;
    let whole = || words(report, mention);
    let Some(head) = syntax.token_at(mention.head.start) else { return whole() };
    let place = |&child: &Tok| {
        let named = syntax.tokens[child].upos == Upos::Propn && syntax.tokens[child].deprel == Deprel::Nmod;
        child > head && named && clause::case(syntax, child).is_some_and(|case| WHERE.contains(&case))
    };
    let case = syntax.children(head).take(12).find(place).and_then(|place| syntax.child(place, Deprel::Case));
    match case.filter(|&case| case > head && syntax.tokens[case].span.start < mention.span.end) {
        Some(case) => {
            let span = Span { end: syntax.tokens[case - 1].span.end, ..mention.span };
            words(report, &Mention { span, ..mention.clone() })
        }
        None => whole(),
    }
}

/// The initials of a body's name of three words and more: "Harbour Workers Union" is also "HWU".
fn initials(name: &str) -> Option<String> {
    let words = name.split([' ', '-']).filter(|word| word.starts_with(char::is_uppercase));
    let letters: String = words.filter_map(|word| word.chars().next()).flat_map(char::to_lowercase).collect();
    (letters.chars().count() >= 2 && name.contains(' ')).then_some(letters)
}
