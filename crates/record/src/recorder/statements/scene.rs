//! What every part of the recorder looks at, and a few questions about words.

use super::nature;
use super::weights::hash;
use crate::clause;
use crate::lexicon::statements::{Company, Cue, CueClass, StatementLexicon};
use crate::recorder::Report;
use crate::recorder::quotes::Quotes;
use crate::row::ActorKind;
use rapporteur_syntax::{Deprel, NameKind, Syntax, Tok, Upos, Xpos};

/// The report with its quotations, and what is asked of each word again and again.
pub struct Scene<'a> {
    pub(crate) report: &'a Report<'a>,
    pub(crate) syntax: &'a Syntax,
    pub(crate) lexicon: &'a StatementLexicon,
    pub(crate) quotes: Quotes,
    words: Vec<Word<'a>>,
}

/// What is known of a word beside its parse.
#[derive(Clone, Copy)]
struct Word<'a> {
    lemma: u32,
    form: u32,
    cue: Option<&'a Cue>,
    nature: u32,
    punct: bool,
    quote: bool,
}

impl<'a> Scene<'a> {
    /// Looks a report over.
    pub fn of(report: &'a Report<'a>) -> Self {
        let quotes = Quotes::of(&report.document.text, report.syntax);
        let lexicon = &report.knowledge.statements;
        let mut scene = Scene { report, syntax: report.syntax, lexicon, quotes, words: Vec::new() };
        scene.words = (0..report.syntax.len()).map(|tok| scene.look(tok)).collect();
        scene
    }

    fn look(&self, tok: Tok) -> Word<'a> {
        let form = self.form(tok);
        let bare = !form.chars().any(char::is_alphanumeric);
        Word {
            lemma: hash(self.lemma(tok)),
            form: hash(form),
            cue: self.class(tok).and_then(|class| {
                let mut known = self.lexicon.cues(self.lemma(tok), form, class);
                known.find(|cue| self.fits(tok, cue))
            }),
            nature: self.look_nature(tok),
            punct: self.upos(tok) == Upos::Punct || bare,
            quote: matches!(form, "“" | "”" | "\"" | "‘" | "’" | "'" | "«" | "»" | "``" | "''" | "„"),
        }
    }

    /// The class of cues that a word could be one of.
    pub(crate) fn class(&self, tok: Tok) -> Option<CueClass> {
        match self.upos(tok) {
            Upos::Noun => Some(CueClass::Noun),
            Upos::Adj => Some(CueClass::Adjective),
            _ if self.is_verb(tok) => Some(CueClass::Verb),
            _ => None,
        }
    }

    /// True when the entry's particle or fixed words stand with the word.
    fn fits(&self, head: Tok, cue: &Cue) -> bool {
        let particle = |word: &String| {
            self.syntax.children_by(head, Deprel::CompoundPrt).any(|child| self.form(child).eq_ignore_ascii_case(word))
        };
        match &cue.rest[..] {
            [] => true,
            [word] if particle(word) => true,
            words => {
                let end = self.syntax.sentence(head).tokens.end;
                let mut after = head + 1..end;
                words.iter().all(|word| after.next().is_some_and(|tok| self.form(tok).eq_ignore_ascii_case(word)))
            }
        }
    }

    /// The cue that a word is in the lexicon.
    pub(crate) fn cue(&self, tok: Tok) -> Option<&'a Cue> {
        self.words[tok].cue
    }

    /// The words of the sentence that holds a word.
    pub fn sentence(&self, tok: Tok) -> std::ops::Range<Tok> {
        self.syntax.sentence(tok).tokens.clone()
    }

    /// The head of a word; `None` for a root.
    pub fn head(&self, tok: Tok) -> Option<Tok> {
        self.syntax.head(tok)
    }

    /// Hash of a word's lemma.
    pub(crate) fn lemma_hash(&self, tok: Tok) -> u32 {
        self.words[tok].lemma
    }

    /// Hash of a word's form in lower case.
    pub(crate) fn form_hash(&self, tok: Tok) -> u32 {
        self.words[tok].form
    }

    pub(crate) fn deprel(&self, tok: Tok) -> Deprel {
        self.syntax.tokens[tok].deprel
    }

    pub(crate) fn upos(&self, tok: Tok) -> Upos {
        self.syntax.tokens[tok].upos
    }

    pub(crate) fn xpos(&self, tok: Tok) -> Xpos {
        self.syntax.tokens[tok].xpos
    }

    pub(crate) fn lemma(&self, tok: Tok) -> &'a str {
        self.syntax.tokens[tok].lemma.as_str()
    }

    pub(crate) fn form(&self, tok: Tok) -> &'a str {
        self.report.form(tok)
    }

    pub(crate) fn is_verb(&self, tok: Tok) -> bool {
        use Xpos::{Vb, Vbd, Vbg, Vbn, Vbp, Vbz};
        self.upos(tok) != Upos::Aux && matches!(self.xpos(tok), Vb | Vbd | Vbg | Vbn | Vbp | Vbz)
    }

    /// Punctuation; quotation marks too.
    pub(crate) fn is_punct(&self, tok: Tok) -> bool {
        self.words[tok].punct
    }

    /// A quotation mark of any kind.
    pub(crate) fn is_quote(&self, tok: Tok) -> bool {
        self.words[tok].quote
    }

    /// 0: not quoted; 1: in a term, a title or a scare quote; 2: in speech.
    pub(crate) fn quotedness(&self, tok: Tok) -> u32 {
        self.quotes.holding(tok).map_or(0, |quote| 1 + u32::from(quote.is_speech()))
    }

    /// The same, seen from a cue: 0 in the quotation that holds the cue, 3 outside of it.
    pub(crate) fn quoted_from(&self, tok: Tok, cue: Tok) -> u32 {
        match (self.quotes.index(tok), self.quotes.index(cue)) {
            (here, there) if here == there => 0,
            (None, _) => 3,
            _ => self.quotedness(tok),
        }
    }

    /// "who", "which", "that" heading a relative clause.
    pub(crate) fn is_relative(&self, tok: Tok) -> bool {
        matches!(self.xpos(tok), Xpos::Wdt | Xpos::Wp) || (self.lemma(tok) == "that" && self.upos(tok) == Upos::Pron)
    }

    /// What a word beside a cue is; names that are common nouns count too.
    pub(crate) fn company(&self, tok: Tok) -> Option<Company> {
        let lemma = self.lemma(tok);
        match lemma.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => self.lexicon.company(&lemma.to_lowercase()),
            false => self.lexicon.company(lemma),
        }
    }

    /// The marker or preposition in front of a phrase or clause; "according" alone for "according to".
    pub(crate) fn marker(&self, tok: Tok) -> Option<Tok> {
        self.syntax
            .children(tok)
            .find(|&child| child < tok && matches!(self.deprel(child), Deprel::Case | Deprel::Mark))
    }

    /// Hash of the marker's lemma; 0 without one.
    pub(crate) fn marker_hash(&self, tok: Tok) -> u32 {
        self.marker(tok).map_or(0, |marker| self.lemma_hash(marker))
    }

    /// True when a word marks this one in this form.
    pub(crate) fn is_marked(&self, tok: Tok, marker: &str) -> bool {
        self.syntax.children(tok).any(|child| {
            child < tok && matches!(self.deprel(child), Deprel::Case | Deprel::Mark) && self.lemma(child) == marker
        })
    }

    /// Index of the paragraph of a word.
    pub(crate) fn paragraph(&self, tok: Tok) -> u32 {
        self.syntax.sentence(tok).paragraph
    }

    /// What kind of words a noun phrase is, by its head.
    pub(crate) fn nature(&self, head: Tok) -> u32 {
        self.words[head].nature
    }

    /// True for a noun of things: a document or medium, or one that names no actor.
    pub(crate) fn is_thing(&self, head: Tok) -> bool {
        matches!(self.nature(head), nature::DOCUMENT | nature::THING | nature::THINGS)
    }

    /// True for a noun that names persons: "envoy", "pilots".
    pub(crate) fn is_person_noun(&self, head: Tok) -> bool {
        matches!(self.nature(head), nature::PERSON | nature::PERSONS)
    }

    fn look_nature(&self, head: Tok) -> u32 {
        let token = &self.syntax.tokens[head];
        if let Some(name) = self.syntax.name_at(head) {
            return match name.kind {
                NameKind::Person => nature::PERSON_NAME,
                NameKind::Organisation => nature::BODY_NAME,
                NameKind::Polity | NameKind::Group => nature::LAND_NAME,
                _ => nature::OTHER_NAME,
            };
        }
        let lemma = token.lemma.as_str();
        let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(lemma));
        match token.upos {
            Upos::Pron if is(&["i", "we", "my", "our"]) => nature::WE,
            Upos::Pron if is(&["you", "your"]) => nature::YOU,
            Upos::Pron if is(&["it", "its"]) => nature::IT,
            Upos::Pron if is(&["who"]) => nature::WHO,
            Upos::Pron if is(&["that", "which", "this", "what", "there"]) => nature::THAT,
            Upos::Pron => nature::PRONOUN,
            Upos::Propn => nature::PROPER,
            Upos::Noun => self.noun(head, lemma),
            _ => nature::OTHER,
        }
    }

    fn noun(&self, head: Tok, lemma: &str) -> u32 {
        let many = u32::from(self.xpos(head) == Xpos::Nns);
        match self.company(head) {
            Some(Company::Document | Company::Talk | Company::Medium) => nature::DOCUMENT,
            Some(_) => nature::COMPANION,
            None => match self.report.knowledge.actors.noun(lemma).map(|noun| noun.kind) {
                Some(ActorKind::Person) => nature::PERSON + many,
                Some(_) => nature::BODY + many,
                None => nature::THING + many,
            },
        }
    }

    /// 0: active; 1: passive.
    pub(crate) fn voice(&self, tok: Tok) -> u32 {
        u32::from(self.is_verb(tok) && clause::is_passive(self.syntax, tok))
    }
}
