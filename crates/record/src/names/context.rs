//! Names that the words beside them say are bodies: "the newspaper Al-Salmar", "Kalna, a local company", "founder of Kalna".

use crate::lexicon::actors::fold;
use crate::row::ActorKind;
use crate::{Document, Knowledge};
use rapporteur_syntax::{Deprel, Name, NameKind, Syntax, Tok, Upos};
use std::collections::HashSet;

/// Dependents of a name looked at.
const MOST_CHILDREN: usize = 16;
/// Who is that "of" a body and of nobody else.
const OF_BODIES: &str = "ceo chairman chairperson chairwoman co-founder cofounder founder subsidiary";

/// The folded spellings of names that the report once calls bodies, where the tagger takes them for something else.
pub fn bodies(document: &Document, syntax: &Syntax, knowledge: &Knowledge, names: &[Name]) -> HashSet<String> {
    let context = Context { document, syntax, knowledge };
    let doubtful = |name: &&Name| matches!(name.kind, NameKind::Person | NameKind::Misc | NameKind::Polity);
    let told = |name: &&Name| {
        let given = knowledge.actors.gender(context.form(name.tokens.start)).is_some();
        !given && context.is_body(name)
    };
    let words = |name: &Name| fold(syntax.span(name.tokens.clone()).of(&document.text));
    names.iter().filter(doubtful).filter(told).map(words).collect()
}

struct Context<'a> {
    document: &'a Document,
    syntax: &'a Syntax,
    knowledge: &'a Knowledge,
}

impl<'a> Context<'a> {
    fn form(&self, tok: Tok) -> &'a str {
        self.syntax.tokens[tok].span.of(&self.document.text)
    }

    /// A lower-case noun for a body: "newspaper", "company".
    fn denotes_body(&self, tok: Tok) -> bool {
        let token = &self.syntax.tokens[tok];
        token.upos == Upos::Noun
            && self.form(tok).starts_with(char::is_lowercase)
            && self.knowledge.actors.noun(&token.lemma).is_some_and(|noun| noun.kind == ActorKind::Organisation)
    }

    fn is_body(&self, name: &Name) -> bool {
        let syntax = self.syntax;
        let outside = |&tok: &Tok| syntax.head(tok).is_none_or(|head| !name.tokens.contains(&head));
        let Some(head) = name.tokens.clone().find(outside) else { return false };
        let quote = |tok: Tok| matches!(self.form(tok), "\"" | "“" | "‘" | "'");
        let before = name.tokens.start.checked_sub(1).filter(|&tok| !quote(tok)).or(name.tokens.start.checked_sub(2));
        let tied = |tok: Tok| {
            syntax.head(tok) == Some(head)
                || syntax.head(head) == Some(tok)
                    && matches!(
                        syntax.tokens[head].deprel,
                        Deprel::Appos | Deprel::Flat | Deprel::NmodDesc | Deprel::Compound
                    )
        };
        let called = before.is_some_and(|tok| self.denotes_body(tok) && tied(tok));
        let explained = |tok: Tok| syntax.tokens[tok].deprel == Deprel::Appos && tok > head && self.denotes_body(tok);
        called
            || syntax.children(head).take(MOST_CHILDREN).any(explained)
            || self.is_theirs(name, head)
            || self.is_acquired(head)
    }

    /// "founder of Kalna".
    fn is_theirs(&self, name: &Name, head: Tok) -> bool {
        let of = name.tokens.start.checked_sub(1).is_some_and(|tok| self.form(tok) == "of");
        let office = self.syntax.head(head).map(|up| self.syntax.tokens[up].lemma.to_lowercase());
        of && office.is_some_and(|office| OF_BODIES.split(' ').any(|word| word == office))
    }

    /// What is acquired and has a name is a company; so is what is named along with it.
    fn is_acquired(&self, head: Tok) -> bool {
        let tokens = &self.syntax.tokens;
        let first = match tokens[head].deprel {
            Deprel::Conj => self.syntax.head(head),
            _ => Some(head),
        };
        let object = first.filter(|&tok| tokens[tok].deprel == Deprel::Obj);
        object.and_then(|tok| self.syntax.head(tok)).is_some_and(|verb| tokens[verb].lemma == "acquire")
    }
}
