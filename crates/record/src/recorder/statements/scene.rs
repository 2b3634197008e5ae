//! What every part of the recorder looks at, and a few questions about words.

use crate::lexicon::statements::{Company, StatementLexicon};
use crate::recorder::Report;
use crate::recorder::quotes::Quotes;
use rapporteur_syntax::{Deprel, Syntax, Tok, Upos, Xpos};

/// The report with its quotations.
pub(crate) struct Scene<'a> {
    pub report: &'a Report<'a>,
    pub syntax: &'a Syntax,
    pub lexicon: &'a StatementLexicon,
    pub quotes: Quotes,
}

impl<'a> Scene<'a> {
    pub fn of(report: &'a Report<'a>) -> Self {
        let quotes = Quotes::of(&report.document.text, report.syntax);
        Scene { report, syntax: report.syntax, lexicon: &report.knowledge.statements, quotes }
    }

    pub fn deprel(&self, tok: Tok) -> Deprel {
        self.syntax.tokens[tok].deprel
    }

    pub fn upos(&self, tok: Tok) -> Upos {
        self.syntax.tokens[tok].upos
    }

    pub fn xpos(&self, tok: Tok) -> Xpos {
        self.syntax.tokens[tok].xpos
    }

    pub fn lemma(&self, tok: Tok) -> &'a str {
        self.syntax.tokens[tok].lemma.as_str()
    }

    pub fn form(&self, tok: Tok) -> &'a str {
        self.report.form(tok)
    }

    pub fn is_verb(&self, tok: Tok) -> bool {
        use Xpos::{Vb, Vbd, Vbg, Vbn, Vbp, Vbz};
        self.upos(tok) != Upos::Aux && matches!(self.xpos(tok), Vb | Vbd | Vbg | Vbn | Vbp | Vbz)
    }

    /// Punctuation; quotation marks too.
    pub fn is_punct(&self, tok: Tok) -> bool {
        self.upos(tok) == Upos::Punct || !self.form(tok).chars().any(char::is_alphanumeric)
    }

    /// A quotation mark of any kind.
    pub fn is_quote(&self, tok: Tok) -> bool {
        matches!(self.form(tok), "“" | "”" | "\"" | "‘" | "’" | "'" | "«" | "»" | "``" | "''" | "„")
    }

    /// "who", "which", "that" heading a relative clause.
    pub fn is_relative(&self, tok: Tok) -> bool {
        matches!(self.xpos(tok), Xpos::Wdt | Xpos::Wp) || (self.lemma(tok) == "that" && self.upos(tok) == Upos::Pron)
    }

    pub fn company(&self, tok: Tok) -> Option<Company> {
        let lemma = self.lemma(tok);
        match lemma.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => self.lexicon.company(&lemma.to_lowercase()),
            false => self.lexicon.company(lemma),
        }
    }

    /// The marker or preposition in front of a phrase or clause; "according" alone for "according to".
    pub fn marker(&self, tok: Tok) -> Option<Tok> {
        self.syntax
            .children(tok)
            .find(|&child| child < tok && matches!(self.deprel(child), Deprel::Case | Deprel::Mark))
    }

    /// True when a word marks this one in this form.
    pub fn is_marked(&self, tok: Tok, marker: &str) -> bool {
        self.syntax.children(tok).any(|child| {
            child < tok && matches!(self.deprel(child), Deprel::Case | Deprel::Mark) && self.lemma(child) == marker
        })
    }

    /// Words of a subtree with edges and some branches cut away, see [`Syntax::subtree_without`].
    pub fn below(&self, tok: Tok, cut: impl Fn(Tok) -> bool) -> Vec<Tok> {
        self.syntax.subtree_without(tok, cut)
    }

    /// True when the text breaks its line right after a word.
    pub fn breaks_line(&self, tok: Tok) -> bool {
        let rest = &self.report.document.text[self.syntax.tokens[tok].span.end as usize..];
        rest.chars().take_while(|c| c.is_whitespace()).any(|c| c == '\n')
    }

    /// Index of the paragraph of a word.
    pub fn paragraph(&self, tok: Tok) -> u32 {
        self.syntax.sentence(tok).paragraph
    }
}
