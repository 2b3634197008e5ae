//! Reporting clauses hung where the sentence means them, whatever the parser made of them.
//!
//! "The road is open, residents said": what stands last is the report of the whole, no adverbial of it. "Told reporters
//! that …", "was told by a clerk that …", "was accused by a clerk of lying": the clause is what was told and describes
//! nobody. "One said it was over, but the other insisted it was not": two reports, no report in a report. A parser sees
//! these rarely and wavers; the lexicon of cues knows which words report.

use crate::lexicon::Knowledge;
use crate::lexicon::statements::{Company, Cue, CueClass, Frame, Joint};
use crate::row::Act;
use crate::{clause, phrases};
use rapporteur_syntax::{Deprel, NameKind, Syntax, Tok, Token, Upos, Xpos};

/// A word, its new head, its new relation.
pub(crate) type Change = (Tok, Tok, Deprel);

/// The parse with its phrases and reporting clauses mended; `None` when nothing is to be done.
pub fn mend(syntax: &Syntax, knowledge: &Knowledge) -> Option<Syntax> {
    let phrased = changed(syntax, |tok| phrases::hung(syntax, knowledge, tok));
    let syntax = phrased.as_ref().unwrap_or(syntax);
    let spoken = changed(syntax, |tok| {
        let described = phrases::described(syntax, knowledge, tok);
        if described.is_empty() { phrases::inverted(syntax, knowledge, tok) } else { described }
    });
    let syntax = spoken.as_ref().unwrap_or(syntax);
    changed(syntax, |tok| hung(syntax, knowledge, tok)).or(spoken).or(phrased)
}

/// The parse with these changes; a change that would make a circle is left out.
fn changed(syntax: &Syntax, ask: impl Fn(Tok) -> Vec<Change>) -> Option<Syntax> {
    let changes: Vec<Change> = (0..syntax.len()).flat_map(ask).collect();
    if changes.is_empty() {
        return None;
    }
    let mut tokens: Vec<Token> = syntax.tokens.clone();
    for (tok, head, deprel) in changes {
        let up = |&at: &Tok| Some(tokens[at].head).filter(|&head| head != at);
        let deepest = syntax.sentence(tok).tokens.len();
        if std::iter::successors(Some(head), up).take(deepest).any(|at| at == tok) {
            continue;
        }
        tokens[tok].head = head;
        tokens[tok].deprel = deprel;
    }
    let sentences = syntax.sentences.iter().map(|sentence| (sentence.tokens.clone(), sentence.paragraph));
    Some(Syntax::new(tokens, sentences.collect(), syntax.names.clone()))
}

/// Where a clause belongs, when that is not where it stands.
fn hung(syntax: &Syntax, knowledge: &Knowledge, tok: Tok) -> Vec<Change> {
    let Some(head) = syntax.head(tok) else { return Vec::new() };
    let change = match syntax.tokens[tok].deprel {
        Deprel::Conj if let Some(verb) = reports_too(syntax, knowledge, tok, head) => Some((tok, verb, Deprel::Conj)),
        Deprel::Advcl if let Some(verb) = reported_before(syntax, knowledge, tok, head) => {
            Some((tok, verb, Deprel::Advcl))
        }
        Deprel::Ccomp | Deprel::Acl | Deprel::AclRelcl | Deprel::Advcl
            if let Some((verb, citing)) = past_citing(syntax, knowledge, tok, head) =>
        {
            return vec![(citing, verb, Deprel::Advcl), (tok, verb, Deprel::Ccomp)];
        }
        Deprel::Ccomp if let Some(aside) = citing_aside(syntax, knowledge, tok, head) => Some((tok, head, aside)),
        Deprel::Acl if let Some(verb) = blamed(syntax, knowledge, tok, head) => Some((tok, verb, Deprel::Advcl)),
        Deprel::Advcl | Deprel::Conj if reports(syntax, knowledge, tok, head) => Some((tok, head, Deprel::Parataxis)),
        // "Must stop supplying the ship, Ankara insisted": it describes no ship.
        Deprel::Acl | Deprel::AclRelcl if reports(syntax, knowledge, tok, head) => {
            let clausal = |&up: &Tok| syntax.tokens[up].upos == Upos::Verb && syntax.tokens[up].deprel != Deprel::Xcomp;
            syntax.ancestors(head).find(clausal).map(|up| (tok, up, Deprel::Parataxis))
        }
        Deprel::Advcl | Deprel::Acl | Deprel::AclRelcl | Deprel::CsubjPass => {
            match told(syntax, knowledge, tok, head) {
                Some((verb, mark)) => return vec![(tok, verb, Deprel::Ccomp), (mark, tok, Deprel::Mark)],
                None => stated(syntax, knowledge, tok, head).then_some((tok, head, Deprel::Acl)),
            }
        }
        _ => None,
    };
    change.into_iter().collect()
}

/// The verb's entry, when it takes a clause.
pub(crate) fn reporting<'k>(syntax: &Syntax, knowledge: &'k Knowledge, verb: Tok) -> Option<&'k Cue> {
    taking(syntax, knowledge, verb, &Frame::Clause)
}

/// The verb's entry with this frame.
pub(crate) fn taking<'k>(syntax: &Syntax, knowledge: &'k Knowledge, verb: Tok, frame: &Frame) -> Option<&'k Cue> {
    let token = &syntax.tokens[verb];
    let mut entries = knowledge.statements.cues(&token.lemma, &token.lemma, CueClass::Verb);
    let takes = |cue: &&Cue| cue.rest.is_empty() && cue.takes(frame);
    (token.upos == Upos::Verb).then(|| entries.find(takes)).flatten()
}

/// "Said it was dead but insisted that …", "said it was dead and accused the mayor of …": the first verb of reporting,
/// where the second was joined to its content. A clause joined inside a quotation, or by a "that" of its own, is part of
/// the content.
fn reports_too(syntax: &Syntax, knowledge: &Knowledge, tok: Tok, content: Tok) -> Option<Tok> {
    let verb = syntax.head(content).filter(|&verb| verb < content && content < tok)?;
    let bare = !syntax.children(tok).any(|child| child < tok && syntax.tokens[child].deprel == Deprel::Mark);
    // What was told may still hang on whom it was told to.
    let heard = |hearer: Tok| syntax.children(hearer).any(|clause| clause > hearer && that(syntax, clause).is_some());
    let full = |verb: Tok| {
        syntax.children(verb).filter(|&child| child > verb).any(|child| match syntax.tokens[child].deprel {
            Deprel::Ccomp => true,
            Deprel::Obj | Deprel::Iobj => hears(syntax, knowledge, child) && heard(child),
            _ => false,
        })
    };
    let blames = |verb: Tok| {
        taking(syntax, knowledge, verb, &Frame::Under("of".to_owned())).is_some()
            && syntax.child(verb, Deprel::Obj).is_some()
            && syntax.children_by(verb, Deprel::Advcl).any(|child| clause::marked(syntax, child, &["of"]))
    };
    let past = |tok: Tok| syntax.tokens[tok].xpos == Xpos::Vbd;
    let quoted = (verb..tok).any(|tok| matches!(syntax.tokens[tok].xpos, Xpos::OpenQuote | Xpos::CloseQuote));
    let too = reporting(syntax, knowledge, tok).is_some() && full(tok) || blames(tok);
    let told = syntax.tokens[content].deprel == Deprel::Ccomp && reporting(syntax, knowledge, verb).is_some();
    let joined = too && past(tok) || is_foreign(syntax, knowledge, tok, content);
    (told && bare && joined && past(verb) && !quoted).then_some(verb)
}

/// True for a verb of saying that cannot go on from a clause: "taxes would rise and urged …", "the road was shut and denied …".
fn is_foreign(syntax: &Syntax, knowledge: &Knowledge, tok: Tok, content: Tok) -> bool {
    let token = &syntax.tokens[tok];
    let act = knowledge.statements.cues(&token.lemma, &token.lemma, CueClass::Verb).next().map(|cue| cue.act);
    let Some(act) = act.filter(|act| !act.is_attitude() && token.upos == Upos::Verb) else { return false };
    let finite = matches!(token.xpos, Xpos::Vbd | Xpos::Vbn)
        && clause::auxiliaries(syntax, tok).next().is_none()
        && clause::own_subject(syntax, tok).is_none();
    // Right behind its "and" or comma: what stands between may be a subject of its own.
    let joint = syntax.child(tok, Deprel::Cc).or_else(|| syntax.child(tok, Deprel::Punct));
    let close = joint.is_some_and(|joint| joint < tok && tok - joint <= 2);
    let modal = || clause::modal(syntax, content).is_some();
    let lifeless = || {
        // "No one was hurt and thanked …", "there was no fire and thanked …".
        let none = |subject: Tok| syntax.children_by(subject, Deprel::Det).any(|det| syntax.tokens[det].lemma == "no");
        let subject = match clause::own_subject(syntax, content) {
            Some(subject) => none(subject) || is_thing(syntax, knowledge, subject),
            None => syntax.child(content, Deprel::Expl).is_some(),
        };
        subject && !matches!(act, Act::Show | Act::Rule | Act::Order)
    };
    finite && close && (modal() || lifeless())
}

/// A noun of things: no name, nobody, no document, and joined to none.
fn is_thing(syntax: &Syntax, knowledge: &Knowledge, tok: Tok) -> bool {
    let actors = &knowledge.actors;
    clause::conjuncts(syntax, tok).into_iter().all(|tok| {
        let lemma = &syntax.tokens[tok].lemma;
        let compound = tok.checked_sub(1).map(|before| format!("{} {lemma}", syntax.tokens[before].lemma));
        syntax.tokens[tok].upos == Upos::Noun
            && syntax.name_at(tok).is_none()
            && actors.noun(lemma).is_none()
            && compound.is_none_or(|compound| actors.noun(&compound.to_lowercase()).is_none())
            && knowledge.statements.company(lemma).is_none()
    })
}

/// Somebody who can be told something: a person, a group or a body, by name or noun.
fn hears(syntax: &Syntax, knowledge: &Knowledge, tok: Tok) -> bool {
    let token = &syntax.tokens[tok];
    let named = syntax.name_at(tok).is_some_and(|name| name.kind != NameKind::Event);
    named || knowledge.actors.noun(&token.lemma).is_some()
}

/// "The dam had burst, the agency said, citing the mayor": the participle is the agency's, right behind its verb.
fn reported_before(syntax: &Syntax, knowledge: &Knowledge, tok: Tok, head: Tok) -> Option<Tok> {
    let lemma = syntax.tokens[tok].lemma.as_str();
    let rehearses = knowledge.statements.company(lemma) == Some(Company::Rehearse);
    let reports = rehearses || reporting(syntax, knowledge, tok).is_some();
    let start = syntax.reach(tok).start;
    let comma = start.checked_sub(usize::from(syntax.tokens[start].upos != Upos::Punct))?;
    let verb = comma.checked_sub(1).filter(|&verb| head < verb && syntax.tokens[comma].upos == Upos::Punct)?;
    let finite = matches!(syntax.tokens[verb].xpos, Xpos::Vbd | Xpos::Vbp | Xpos::Vbz);
    let fits = syntax.tokens[tok].xpos == Xpos::Vbg && reports && finite && clause::own_subject(syntax, verb).is_some();
    (fits && reporting(syntax, knowledge, verb).is_some()).then_some(verb)
}

/// "The agency said, citing the mayor, that the dam had burst": the verb of saying whose content stands behind what it
/// cites, and the verb of citing.
fn past_citing(syntax: &Syntax, knowledge: &Knowledge, tok: Tok, head: Tok) -> Option<(Tok, Tok)> {
    let citing = |&tok: &Tok| is_participle_of_citing(syntax, knowledge, tok);
    let citing = std::iter::once(head).chain(syntax.head(head)).find(citing)?;
    let object = clause::object(syntax, citing).filter(|&object| object == head || citing == head)?;
    let verb = syntax.head(citing).filter(|&verb| verb < citing && reporting(syntax, knowledge, verb).is_some())?;
    let mark = that(syntax, tok).filter(|&mark| mark > object)?;
    let comma = mark.checked_sub(1).is_some_and(|comma| syntax.tokens[comma].lemma == ",");
    let full = syntax.children_by(verb, Deprel::Ccomp).any(|child| child != citing);
    (comma && !full).then_some((verb, citing))
}

/// "Said, citing costs, that …" where the parser took the citing for what is said.
fn citing_aside(syntax: &Syntax, knowledge: &Knowledge, tok: Tok, head: Tok) -> Option<Deprel> {
    let parted = head + 1 < tok && syntax.tokens[tok - 1].lemma == ",";
    (parted && is_participle_of_citing(syntax, knowledge, tok)).then_some(Deprel::Advcl)
}

fn is_participle_of_citing(syntax: &Syntax, knowledge: &Knowledge, tok: Tok) -> bool {
    syntax.tokens[tok].xpos == Xpos::Vbg && knowledge.statements.joins(&syntax.tokens[tok].lemma, Joint::Citing)
}

/// "Was accused by the mayor of lying": the verb that says of what, where the clause was hung on a noun between them.
fn blamed(syntax: &Syntax, knowledge: &Knowledge, tok: Tok, noun: Tok) -> Option<Tok> {
    let of = clause::marked(syntax, tok, &["of"]) && syntax.tokens[tok].xpos == Xpos::Vbg;
    let verb = syntax.head(noun).filter(|&verb| of && verb < noun && noun < tok)?;
    let between = matches!(syntax.tokens[noun].deprel, Deprel::Obj | Deprel::Obl | Deprel::OblAgent);
    let takes = || taking(syntax, knowledge, verb, &Frame::Under("of".to_owned())).is_some();
    (between && !states(syntax, knowledge, noun) && takes()).then_some(verb)
}

/// "…, residents said": a finite verb of reporting behind what it reports, with a subject and without a content.
fn reports(syntax: &Syntax, knowledge: &Knowledge, verb: Tok, head: Tok) -> bool {
    let finite = matches!(syntax.tokens[verb].xpos, Xpos::Vbd | Xpos::Vbp | Xpos::Vbz);
    let Some(entry) = (finite && head < verb).then(|| reporting(syntax, knowledge, verb)).flatten() else {
        return false;
    };
    let full = |child: Tok| match syntax.tokens[child].deprel {
        Deprel::Ccomp | Deprel::Xcomp | Deprel::Parataxis => true,
        Deprel::Obj => entry.takes(&Frame::Object),
        _ => false,
    };
    let joined = |child: Tok| {
        let Token { deprel, xpos, .. } = syntax.tokens[child];
        matches!(deprel, Deprel::Mark | Deprel::Cc) || matches!(xpos, Xpos::Wrb | Xpos::Wdt | Xpos::Wp)
    };
    // The comma may hang on the report or on what it reports.
    let parted = |tok: Tok| tok > head && syntax.tokens[tok].upos == Upos::Punct;
    let start = syntax.reach(verb).start;
    clause::own_subject(syntax, verb).is_some()
        && !syntax.children(verb).any(|child| full(child) || joined(child))
        && (parted(start) || start.checked_sub(1).is_some_and(parted))
}

/// The verb that a clause with "that" is the content of, where it hangs on that verb as an adverbial or on a noun
/// between them that takes no such clause.
fn told(syntax: &Syntax, knowledge: &Knowledge, tok: Tok, head: Tok) -> Option<(Tok, Tok)> {
    let adverbial = matches!(syntax.tokens[tok].deprel, Deprel::Advcl | Deprel::CsubjPass);
    let verb = if adverbial { head } else { syntax.head(head).filter(|&verb| verb < head)? };
    let entry = reporting(syntax, knowledge, verb)?;
    let oblique = syntax.tokens[head].deprel.is_oblique();
    // "Was told by a clerk that the bridge had fallen": a verb that wants to know what was told.
    let wanting = (oblique || adverbial) && clause::is_passive(syntax, verb);
    let mark = that(syntax, tok).or_else(|| pronoun_that(syntax, tok).filter(|_| wanting));
    let mark = mark.filter(|&mark| mark > head)?;
    let between = match syntax.tokens[head].deprel {
        _ if adverbial => true,
        Deprel::Iobj => !states(syntax, knowledge, head),
        Deprel::Obj => {
            (!entry.takes(&Frame::Object) || hears(syntax, knowledge, head)) && !states(syntax, knowledge, head)
        }
        _ => oblique && !states(syntax, knowledge, head),
    };
    // "Fell so fast that", "with such force that".
    let measured = (verb..mark).any(|tok| matches!(syntax.tokens[tok].lemma.as_str(), "so" | "such"));
    let full = |child: Tok| matches!(syntax.tokens[child].deprel, Deprel::Ccomp | Deprel::Parataxis);
    (between && !measured && !syntax.children(verb).any(full)).then_some((verb, mark))
}

/// A "that" taken for a pronoun before a clause with a subject of its own.
fn pronoun_that(syntax: &Syntax, tok: Tok) -> Option<Tok> {
    let first = syntax.children(tok).next().filter(|&first| syntax.tokens[first].lemma == "that")?;
    let subject = clause::own_subject(syntax, tok).filter(|&subject| first < subject && subject < tok)?;
    (syntax.reach(subject).start == first + 1).then_some(first)
}

/// "Their claim that the dam was safe": what the noun says, no relative clause.
fn stated(syntax: &Syntax, knowledge: &Knowledge, tok: Tok, head: Tok) -> bool {
    syntax.tokens[tok].deprel == Deprel::AclRelcl
        && that(syntax, tok).is_some()
        && clause::own_subject(syntax, tok).is_some()
        && states(syntax, knowledge, head)
}

/// The "that" that marks a clause; a relative pronoun marks none.
fn that(syntax: &Syntax, tok: Tok) -> Option<Tok> {
    let mut marks = syntax.children(tok).filter(|&child| child < tok && syntax.tokens[child].deprel == Deprel::Mark);
    marks.find(|&child| syntax.tokens[child].lemma == "that")
}

/// A noun that takes a clause of its own: "the report that", "the fact that".
fn states(syntax: &Syntax, knowledge: &Knowledge, noun: Tok) -> bool {
    let lemma = syntax.tokens[noun].lemma.as_str();
    knowledge.statements.joins(lemma, Joint::Stating)
        || knowledge.statements.cues(lemma, lemma, CueClass::Noun).next().is_some()
}
