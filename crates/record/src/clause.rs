//! Questions about a clause that several recorders ask: whose subject, which voice, is it negated, in which tense.
//!
//! Everything here reads the tree alone and knows no words but English function words.

use crate::row::Tense;
use rapporteur_syntax::{Deprel, Syntax, Tok, Upos, Xpos};

/// The subject of a predicate as written on it: `nsubj`, `nsubj:pass`, `csubj`.
pub fn own_subject(syntax: &Syntax, verb: Tok) -> Option<Tok> {
    syntax.children(verb).find(|&child| syntax.tokens[child].deprel.is_subject())
}

/// Whom a predicate is said of: its own subject, else that of the predicate it shares one with.
///
/// A conjunct takes its first conjunct's subject; an open complement its controller (the governing verb's object when it
/// has one, else its subject); a participle clause the subject of the clause it hangs on; a clause on a noun that noun;
/// the relative pronoun is replaced by its antecedent. The result may be the object of a passive: see [`is_passive`].
pub fn subject(syntax: &Syntax, verb: Tok) -> Option<Tok> {
    subject_within(syntax, verb, 8)
}

fn subject_within(syntax: &Syntax, verb: Tok, depth: usize) -> Option<Tok> {
    let head = syntax.head(verb);
    let up = |tok: Tok| depth.checked_sub(1).and_then(|depth| subject_within(syntax, tok, depth));
    if let Some(own) = own_subject(syntax, verb) {
        let relative = matches!(syntax.tokens[own].xpos, Xpos::Wdt | Xpos::Wp);
        let antecedent = relative.then(|| antecedent(syntax, verb)).flatten();
        return Some(antecedent.unwrap_or(own));
    }
    let head = head?;
    match syntax.tokens[verb].deprel {
        Deprel::Conj => up(head),
        Deprel::Xcomp => object(syntax, head).or_else(|| up(head)),
        // "accused the Front of shelling", "barred them from leaving": the object does it.
        Deprel::Advcl if marked(syntax, verb, &["of", "from", "into", "for"]) => {
            object(syntax, head).or_else(|| up(head))
        }
        Deprel::Advcl | Deprel::Parataxis | Deprel::Ccomp => up(head),
        Deprel::Acl | Deprel::AclRelcl => antecedent(syntax, verb),
        _ => None,
    }
}

/// True for a clause opened by one of these words: conjunction, preposition or adverb before its predicate.
pub fn marked(syntax: &Syntax, verb: Tok, words: &[&str]) -> bool {
    let opens = |&child: &Tok| {
        child < verb && matches!(syntax.tokens[child].deprel, Deprel::Mark | Deprel::Case | Deprel::Advmod)
    };
    let word = |child: Tok| words.iter().any(|word| syntax.tokens[child].lemma.eq_ignore_ascii_case(word));
    syntax.children(verb).filter(opens).any(word)
}

/// The noun that a relative or participle clause hangs on.
pub fn antecedent(syntax: &Syntax, verb: Tok) -> Option<Tok> {
    let clause = std::iter::once(verb).chain(syntax.ancestors(verb));
    let mut clause = clause.take_while(|&tok| !syntax.tokens[tok].upos.is_nominal() || tok == verb);
    let top = clause.find(|&tok| matches!(syntax.tokens[tok].deprel, Deprel::Acl | Deprel::AclRelcl))?;
    syntax.head(top)
}

/// The direct object.
pub fn object(syntax: &Syntax, verb: Tok) -> Option<Tok> {
    syntax.child(verb, Deprel::Obj)
}

/// The "by" phrase of a passive.
pub fn agent(syntax: &Syntax, verb: Tok) -> Option<Tok> {
    syntax.child(verb, Deprel::OblAgent)
}

/// The preposition or marker words of a noun phrase or clause, first word's lemma.
pub fn case(syntax: &Syntax, noun: Tok) -> Option<&str> {
    let marker = syntax.children(noun).find(|&child| syntax.tokens[child].deprel == Deprel::Case)?;
    Some(syntax.tokens[marker].lemma.as_str())
}

/// The oblique or nominal modifiers of a word under this preposition.
pub fn under<'s>(syntax: &'s Syntax, tok: Tok, preposition: &'s str) -> impl Iterator<Item = Tok> + 's {
    let fits = move |&child: &Tok| {
        let deprel = syntax.tokens[child].deprel;
        (deprel.is_oblique() || deprel.is_nmod()) && case(syntax, child) == Some(preposition)
    };
    syntax.children(tok).filter(fits)
}

/// A head and the words coordinated with it, in text order.
pub fn conjuncts(syntax: &Syntax, tok: Tok) -> Vec<Tok> {
    std::iter::once(tok).chain(syntax.children_by(tok, Deprel::Conj)).collect()
}

/// A coordination hangs on its first member; a chain of conjuncts is a parser's mistake and is followed only so far.
const MOST_CONJUNCTS: usize = 32;

/// The first member of the coordination that a word belongs to.
pub fn first_conjunct(syntax: &Syntax, tok: Tok) -> Tok {
    let shared = |&tok: &Tok| (syntax.tokens[tok].deprel == Deprel::Conj).then(|| syntax.head(tok)).flatten();
    std::iter::successors(Some(tok), shared).take(MOST_CONJUNCTS).last().unwrap_or(tok)
}

/// True for a passive clause, a reduced one ("troops killed in the raid") included.
pub fn is_passive(syntax: &Syntax, verb: Tok) -> bool {
    let token = &syntax.tokens[verb];
    let marked = |&child: &Tok| {
        let deprel = syntax.tokens[child].deprel;
        deprel == Deprel::AuxPass || deprel.is_passive_subject() || deprel == Deprel::OblAgent
    };
    // The tagger gives a past tense and a passive at once to some verbs; the finite form is the surer one.
    let active = || syntax.child(verb, Deprel::Nsubj).is_some() && auxiliaries(syntax, verb).next().is_none();
    (token.feats.has("Voice=Pass") && token.xpos != Xpos::Vbd && !active())
        || syntax.children(verb).any(|child| marked(&child))
        || (token.xpos == Xpos::Vbn && token.deprel == Deprel::Acl)
}

/// The auxiliaries of a predicate, copula included, in text order.
pub fn auxiliaries(syntax: &Syntax, verb: Tok) -> impl Iterator<Item = Tok> + '_ {
    let is = |&child: &Tok| syntax.tokens[child].deprel.is_aux() || syntax.tokens[child].deprel == Deprel::Cop;
    syntax.children(verb).filter(is)
}

/// The modal on a predicate, as a lemma ("will", "may"); a conjunct without auxiliaries of its own takes its head's.
pub fn modal(syntax: &Syntax, verb: Tok) -> Option<&str> {
    let own = auxiliaries(syntax, verb).find(|&aux| syntax.tokens[aux].xpos == Xpos::Md);
    let own = own.map(|aux| match syntax.tokens[aux].lemma.as_str() {
        "ll" | "'ll" | "’ll" | "wo" => "will",
        lemma => lemma,
    });
    let token = &syntax.tokens[verb];
    let shares = token.deprel == Deprel::Conj && token.xpos == Xpos::Vb && auxiliaries(syntax, verb).next().is_none();
    own.or_else(|| syntax.head(verb).filter(|_| shares).and_then(|head| modal(syntax, head)))
}

/// True when the clause says that it is not so: "not", "never", "no longer", "no troops", "nobody", "neither".
///
/// Only the predicate's own clause is asked; a negated verb above it is the caller's affair.
pub fn is_negated(syntax: &Syntax, verb: Tok) -> bool {
    let lemma = |tok: Tok| syntax.tokens[tok].lemma.as_str();
    let negator = |word: &str| matches!(word, "not" | "n't" | "n’t" | "never" | "neither" | "nor" | "no");
    let empty = |tok: Tok| matches!(lemma(tok), "nobody" | "nothing" | "none" | "no one" | "neither");
    let negative_noun = |tok: Tok| empty(tok) || syntax.children_by(tok, Deprel::Det).any(|det| lemma(det) == "no");
    syntax.children(verb).any(|child| match syntax.tokens[child].deprel {
        Deprel::Advmod | Deprel::Cc | Deprel::CcPreconj | Deprel::Det => {
            negator(lemma(child)) && !(lemma(child) == "no" && syntax.tokens[child].deprel == Deprel::Cc)
        }
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj => negative_noun(child),
        _ => false,
    })
}

/// The tense of a predicate: that of its finite verb or its auxiliaries; a noun or an infinitive takes its governor's.
pub fn tense(syntax: &Syntax, verb: Tok) -> Tense {
    let words = std::iter::once(verb).chain(auxiliaries(syntax, verb));
    let mut past = false;
    let mut present = false;
    for tok in words {
        let token = &syntax.tokens[tok];
        match token.xpos {
            Xpos::Md if matches!(token.lemma.as_str(), "will" | "shall" | "'ll" | "’ll" | "wo" | "ll") => {
                return Tense::Future;
            }
            // "has met" tells of something past; "is meeting" of something going on.
            Xpos::Vbd => past = true,
            Xpos::Vbz | Xpos::Vbp if token.lemma == "have" && tok != verb => past = true,
            Xpos::Vbz | Xpos::Vbp => present = true,
            _ => {}
        }
    }
    match (past, present, syntax.head(verb)) {
        (true, _, _) => Tense::Past,
        (_, true, _) => Tense::Present,
        (_, _, Some(head)) if syntax.tokens[head].upos == Upos::Verb && head != verb => tense(syntax, head),
        _ => Tense::Past,
    }
}

/// True for an infinitive with "to".
pub fn is_infinitive(syntax: &Syntax, verb: Tok) -> bool {
    let to = |tok: Tok| syntax.tokens[tok].lemma == "to";
    let marked = syntax
        .children(verb)
        .any(|child| matches!(syntax.tokens[child].deprel, Deprel::Mark | Deprel::Aux) && child < verb && to(child));
    // "due to begin": the "to" may hang on the word before.
    marked || (syntax.tokens[verb].xpos == Xpos::Vb && verb > 0 && to(verb - 1))
}

/// Most words of a clause that are looked at: a longer one is cut, so that nested clauses cost no square of the sentence.
const LONGEST: usize = 160;

/// The words of a predicate's own clause, subject and complements included, in text order.
///
/// Left out: clauses coordinated with it, frames of speech and other parentheses, its conjunction ("that", "and") and
/// outer punctuation. At most 160 words.
pub fn words(syntax: &Syntax, verb: Tok) -> Vec<Tok> {
    let apart = |child: Tok| match syntax.tokens[child].deprel {
        Deprel::Parataxis | Deprel::Cc | Deprel::Discourse | Deprel::Reparandum => true,
        Deprel::Conj => own_subject(syntax, child).is_some() || syntax.tokens[child].upos == Upos::Verb,
        Deprel::Mark => child < verb && syntax.tokens[child].lemma == "that",
        // The preposition of a noun that stands for a clause is not its own.
        Deprel::Case => child < verb && syntax.child(verb, Deprel::Cop).is_none(),
        _ => false,
    };
    let mut found = vec![verb];
    let mut at = 0;
    while at < found.len() && found.len() < LONGEST {
        let top = at == 0;
        found.extend(syntax.children(found[at]).filter(|&child| !(top && apart(child))).take(LONGEST));
        at += 1;
    }
    found.sort_unstable();
    let inner = |tok: &Tok| syntax.tokens[*tok].upos != Upos::Punct;
    let first = found.iter().position(inner).unwrap_or(0);
    let last = found.iter().rposition(inner).unwrap_or(0);
    found.truncate(last + 1);
    found.split_off(first)
}

/// The clause on which another depends as its condition ("if …", "unless …", "provided …", "until …" under a negation).
pub fn condition(syntax: &Syntax, verb: Tok) -> Option<Tok> {
    let marked = |clause: Tok| {
        // "provided they agree" may be drawn with "provided" as the verb of the clause.
        let marker = |&child: &Tok| matches!(syntax.tokens[child].deprel, Deprel::Mark | Deprel::Advmod);
        syntax.children(clause).filter(marker).take_while(|&child| child < clause).any(|child| {
            match syntax.tokens[child].lemma.to_lowercase().as_str() {
                "if" | "unless" | "provided" | "providing" => true,
                "until" | "till" => is_negated(syntax, verb),
                _ => false,
            }
        })
    };
    syntax.children_by(verb, Deprel::Advcl).find(|&clause| marked(clause))
}

/// True for a clause that stands as a condition, a question or a time ("if …", "whether …", "when …"), or under one.
pub fn is_supposed(syntax: &Syntax, verb: Tok) -> bool {
    let supposes = |tok: Tok| {
        let clause = matches!(syntax.tokens[tok].deprel, Deprel::Advcl | Deprel::Ccomp | Deprel::Xcomp | Deprel::Acl);
        let first = |&child: &Tok| matches!(syntax.tokens[child].deprel, Deprel::Mark | Deprel::Advmod) && child < tok;
        clause
            && syntax.children(tok).filter(first).any(|child| {
                let lemma = syntax.tokens[child].lemma.to_lowercase();
                matches!(lemma.as_str(), "if" | "unless" | "whether" | "when" | "once" | "until" | "till" | "lest")
            })
    };
    std::iter::once(verb).chain(syntax.ancestors(verb).take(6)).any(supposes)
}
