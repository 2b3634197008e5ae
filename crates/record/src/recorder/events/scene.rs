//! What stands where around a trigger: its subject, object, obliques, complement, and the actors they name.

use crate::lexicon::events::{EventLexicon, Use};
use crate::lookup::Lookup;
use crate::recorder::Report;
use crate::row::{ActorIdx, ActorKind};
use crate::{Record, clause};
use compact_str::CompactString;
use rapporteur_syntax::{Deprel, Syntax, Tok, Upos, Xpos};

/// How many dependents of one word are looked at: a list of ten thousand names is no clause.
const MOST: usize = 64;

/// What may stand before an object that is none: nothing, or a particle taken for a preposition.
const PARTICLES: &[Option<&str>] = &[None, Some("over"), Some("off"), Some("down"), Some("out"), Some("up")];

/// Prepositions that tie a noun to whom it concerns, the surest first.
const AFTER: &[&str] = &["against", "on", "of", "to", "from", "by", "with", "between", "for", "in", "into"];

/// A report, its rows so far and what the lexicon knows of events.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    pub report: &'a Report<'a>,
    pub record: &'a Record,
    pub lookup: &'a Lookup,
    pub lexicon: &'a EventLexicon,
    /// Every word's lemma in lower case.
    pub lemmas: &'a [CompactString],
}

impl<'a> Scene<'a> {
    pub fn syntax(&self) -> &'a Syntax {
        self.report.syntax
    }

    /// A word's lemma in lower case.
    pub fn lemma(&self, tok: Tok) -> &'a str {
        &self.lemmas[tok]
    }

    pub fn deprel(&self, tok: Tok) -> Deprel {
        self.syntax().tokens[tok].deprel
    }

    pub fn children(&self, tok: Tok) -> impl Iterator<Item = Tok> + 'a {
        self.report.syntax.children(tok).take(MOST)
    }

    /// A word that heads a clause as a verb or a predicative adjective does.
    pub fn is_verbal(&self, tok: Tok) -> bool {
        matches!(self.upos(tok), Upos::Verb | Upos::Adj | Upos::Aux)
    }

    /// The doer's words: the subject, or the agent of a passive.
    pub fn subject(&self, verb: Tok) -> Option<Tok> {
        let syntax = self.syntax();
        match self.passive(verb) {
            true => clause::agent(syntax, verb).or_else(|| self.under(verb, "by").first().copied()),
            false => self.inner_subject(verb).or_else(|| self.cleft(verb)).or_else(|| clause::subject(syntax, verb)),
        }
    }

    /// "It was Chad that broke the truce": the predicate noun that the relative clause of a cleft speaks of.
    fn cleft(&self, verb: Tok) -> Option<Tok> {
        let syntax = self.syntax();
        let subject = clause::own_subject(syntax, verb)?;
        let relative = matches!(syntax.tokens[subject].xpos, Xpos::Wdt | Xpos::Wp);
        let noun = syntax.head(verb).filter(|&head| self.upos(head).is_nominal() && head < verb);
        noun.filter(|&head| relative && syntax.child(head, Deprel::Cop).is_some())
    }

    /// The noun that is a subject beside a "that" taken for one: "the claim that rebels seized it".
    fn inner_subject(&self, verb: Tok) -> Option<Tok> {
        let relative = |tok: Tok| matches!(self.syntax().tokens[tok].xpos, Xpos::Wdt | Xpos::Wp);
        let mut subjects = self.children(verb).filter(|&child| self.deprel(child).is_subject());
        let first = subjects.next()?;
        subjects.next().filter(|&second| relative(first) && !relative(second))
    }

    /// Passive, unless an active subject without a passive auxiliary says that the parser erred.
    pub fn passive(&self, verb: Tok) -> bool {
        let has = |deprel: Deprel| self.children(verb).any(|child| self.deprel(child) == deprel);
        let active = has(Deprel::Nsubj) && !has(Deprel::AuxPass);
        // A heading's "Two hurt when shell falls on port".
        let bare = self.lexicon.used(self.lemma(verb), Use::Harm)
            && matches!(self.syntax().tokens[verb].xpos, Xpos::Vbd | Xpos::Vbn)
            && !(has(Deprel::Obj) || has(Deprel::Iobj) || has(Deprel::Aux) || has(Deprel::Obl) && !has(Deprel::Nsubj));
        let passive = clause::is_passive(self.syntax(), verb) && !active;
        self.upos(verb) == Upos::Verb && (passive || bare && self.stray_object(verb).is_none())
    }

    /// The object's words: of a passive its subject, of a relative clause its antecedent, of a shared one the neighbour's.
    pub fn object(&self, verb: Tok) -> Option<Tok> {
        let syntax = self.syntax();
        if self.passive(verb) {
            return clause::subject(syntax, verb);
        }
        let relative = |tok: Tok| matches!(syntax.tokens[tok].xpos, Xpos::Wdt | Xpos::Wp);
        // "cut off the network": the particle may be drawn as the object's preposition.
        let bare = |&child: &Tok| PARTICLES.contains(&clause::case(syntax, child));
        let direct = syntax.children_by(verb, Deprel::Obj).find(bare).or_else(|| syntax.child(verb, Deprel::Iobj));
        if let Some(own) = direct.or_else(|| self.stray_object(verb)) {
            return Some(if relative(own) { clause::antecedent(syntax, verb).unwrap_or(own) } else { own });
        }
        let own_subject = clause::own_subject(syntax, verb);
        if self.deprel(verb) == Deprel::AclRelcl && own_subject.is_some_and(|subject| !relative(subject)) {
            return clause::antecedent(syntax, verb);
        }
        let next = self.children(verb).find(|&child| {
            self.deprel(child) == Deprel::Conj && self.is_verbal(child) && clause::own_subject(syntax, child).is_none()
        })?;
        clause::object(syntax, next).filter(|_| !self.passive(next))
    }

    /// An object that the parser took for an oblique: "shot down the judge", "handed over the suspects".
    fn stray_object(&self, verb: Tok) -> Option<Tok> {
        let stray = |&child: &Tok| {
            let case = clause::case(self.syntax(), child);
            child > verb
                && self.deprel(child) == Deprel::Obl
                && self.lookup.time(child).is_none()
                && PARTICLES.contains(&case)
        };
        self.children(verb).find(stray)
    }

    /// The open or finite complement clause.
    pub fn complement(&self, verb: Tok) -> Option<Tok> {
        let clausal = |&child: &Tok| match self.deprel(child) {
            Deprel::Xcomp | Deprel::Ccomp => true,
            // "is willing to send"
            Deprel::Csubj => child > verb && self.infinitive(child),
            _ => false,
        };
        let verbal = |&child: &Tok| self.is_verbal(child) || clause::own_subject(self.syntax(), child).is_some();
        self.children(verb).filter(clausal).find(verbal).or_else(|| {
            // "called on the government to free them": the parser may hang the infinitive as an adverbial.
            let infinitive = |&child: &Tok| self.deprel(child) == Deprel::Advcl && self.infinitive(child);
            self.children(verb).find(infinitive)
        })
    }

    pub fn infinitive(&self, verb: Tok) -> bool {
        clause::is_infinitive(self.syntax(), verb)
    }

    /// The nouns under a preposition that depend on a word.
    pub fn under(&self, tok: Tok, preposition: &str) -> Vec<Tok> {
        let fits = |&child: &Tok| {
            let deprel = self.deprel(child);
            let nominal = deprel.is_oblique() || deprel.is_nmod() || matches!(deprel, Deprel::Obj | Deprel::Iobj);
            // "a strike on Monday" is on nobody.
            nominal && clause::case(self.syntax(), child) == Some(preposition) && self.lookup.time(child).is_none()
        };
        self.children(tok).filter(fits).collect()
    }

    /// The actors that a noun phrase stands for, those coordinated with it included.
    pub fn actors(&self, head: Tok) -> Vec<ActorIdx> {
        let found = self.lookup.actors(self.syntax(), head);
        if !found.is_empty() {
            return found;
        }
        let apposed = self.syntax().child(head, Deprel::Appos).and_then(|apposed| self.lookup.actor(apposed));
        if apposed.is_some() || !self.is_group(head) {
            return apposed.into_iter().collect();
        }
        self.under(head, "of").into_iter().flat_map(|of| self.lookup.actors(self.syntax(), of)).collect()
    }

    /// A number of people or the like: "dozens", "a group", "two".
    pub fn is_group(&self, noun: Tok) -> bool {
        self.lexicon.used(self.lemma(noun), Use::Group) || self.upos(noun) == Upos::Num
    }

    pub fn upos(&self, tok: Tok) -> Upos {
        self.syntax().tokens[tok].upos
    }

    /// The actors that a verb's subject stands for.
    pub fn doers(&self, verb: Tok) -> Vec<ActorIdx> {
        self.subject(verb).map_or_else(Vec::new, |subject| self.actors(subject))
    }

    /// The actors named by what modifies a noun: whose it is, of whom, from whom, against whom; `but` these.
    ///
    /// The party may stand deeper, under what the noun is about: "restrictions on flights to Cuba", "bans on imports of
    /// Russian steel", "measures relating to Iran".
    pub fn owners(&self, noun: Tok, but: &[ActorIdx]) -> Vec<ActorIdx> {
        self.owners_within(noun, but, 3)
    }

    fn owners_within(&self, noun: Tok, but: &[ActorIdx], depth: usize) -> Vec<ActorIdx> {
        let actor = |one: ActorIdx| &self.record.actors[one];
        // "The government widened Peru's sanctions against Chile": a party's own state is not the other side.
        let own = |&one: &ActorIdx| {
            let home =
                |known: &ActorIdx| actor(*known).country.is_some() && actor(*known).country == actor(one).country;
            but.contains(&one) || actor(one).kind == ActorKind::State && but.iter().any(home)
        };
        let others = |found: Vec<ActorIdx>| found.into_iter().filter(|one| !own(one)).collect::<Vec<_>>();
        let before = self.modifiers(noun).flat_map(|child| self.lookup.actors(self.syntax(), child)).collect();
        let before = others(before);
        if !before.is_empty() {
            return before;
        }
        let mut near = AFTER.iter().map(|preposition| others(self.parties_under(noun, preposition)));
        if let Some(found) = near.find(|found| !found.is_empty()) {
            return found;
        }
        let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
        let about = AFTER.iter().flat_map(|preposition| self.under(noun, preposition));
        let clauses = self.children(noun).filter(|&child| self.deprel(child) == Deprel::Acl && child > noun);
        let of_clauses = clauses.flat_map(|clause| {
            let object = self.syntax().child(clause, Deprel::Obj);
            object.into_iter().chain(AFTER.iter().flat_map(move |preposition| self.under(clause, preposition)))
        });
        let named = |tok: Tok| Some(others(self.actors(tok))).filter(|found| !found.is_empty());
        let mut deeper =
            about.chain(of_clauses).map(|tok| named(tok).unwrap_or_else(|| self.owners_within(tok, but, depth)));
        deeper.find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// Possessors, adjectives and nouns before a noun.
    pub fn modifiers(&self, noun: Tok) -> impl Iterator<Item = Tok> + 'a {
        let scene = *self;
        self.children(noun).filter(move |&child| {
            let deprel = scene.deprel(child);
            child < noun && matches!(deprel, Deprel::NmodPoss | Deprel::Amod | Deprel::Compound | Deprel::Nmod)
        })
    }

    /// The actors under a preposition.
    pub fn parties_under(&self, tok: Tok, preposition: &str) -> Vec<ActorIdx> {
        self.under(tok, preposition).into_iter().flat_map(|noun| self.actors(noun)).collect()
    }

    pub fn kind(&self, tok: Tok) -> Option<ActorKind> {
        self.lookup.actor(tok).map(|actor| self.record.actors[actor].kind)
    }

    /// Plural or coordinated.
    pub fn is_plural(&self, tok: Tok) -> bool {
        let token = &self.syntax().tokens[tok];
        matches!(token.xpos, Xpos::Nns | Xpos::Nnps)
            || matches!(token.lemma.as_str(), "they" | "we" | "both")
            || self.children(tok).any(|child| self.deprel(child) == Deprel::Conj)
    }

    /// With an article or a possessor that points back: "the attack", "their talks".
    pub fn is_definite(&self, noun: Tok) -> bool {
        self.children(noun).any(|child| match self.deprel(child) {
            Deprel::NmodPoss => true,
            Deprel::Det => matches!(self.lemma(child), "the" | "this" | "these" | "that" | "those"),
            _ => false,
        })
    }
}
