use crate::{Deprel, Feats, NameKind, Span, Upos, Xpos};
use compact_str::CompactString;
use std::ops::Range;

/// Index of a word in [`Syntax::tokens`], over the whole document.
pub type Tok = usize;

/// One syntactic word of Universal Dependencies.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Where the word stands. Words never overlap and stand in text order.
    pub span: Span,
    /// True when the word is the second or later part of a multi-word token ("n't" in "don't").
    pub glued: bool,
    /// Dictionary form.
    pub lemma: CompactString,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank part of speech.
    pub xpos: Xpos,
    /// Morphological features.
    pub feats: Feats,
    /// The word this one depends on, in the same sentence; a root is its own head.
    pub head: Tok,
    /// Relation to the head.
    pub deprel: Deprel,
    /// Distance between the best and the second best head, in log probability; 0 when unknown.
    pub margin: f32,
}

/// A sentence: its words and the text from the first to the last of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Words, `[start, end)`; never empty.
    pub tokens: Range<Tok>,
    /// From the first word's first byte to the last word's last.
    pub span: Span,
    /// Which paragraph of the document it belongs to, counted from 0.
    pub paragraph: u32,
}

/// A named thing found by the tagger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Words, `[start, end)`, inside one sentence.
    pub tokens: Range<Tok>,
    /// Its kind.
    pub kind: NameKind,
}

/// A parsed text: finished when you hold it.
///
/// Invariants: tokens are in text order and do not overlap; sentences partition them; each sentence has one root
/// and its heads form a tree; names are in text order and do not overlap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Syntax {
    /// Every word of the text in order.
    pub tokens: Vec<Token>,
    /// Every sentence in order; together they cover all words.
    pub sentences: Vec<Sentence>,
    /// Every name in order.
    pub names: Vec<Name>,
    children: Vec<u32>,
    first_child: Vec<u32>,
    sentence_of: Vec<u32>,
}

impl Syntax {
    /// Puts a parse together and indexes it.
    ///
    /// `sentences` give word ranges and paragraphs; `tokens[i].head` are document-wide indices. A head outside its
    /// sentence is mended to the word itself (a root).
    pub fn new(mut tokens: Vec<Token>, sentences: Vec<(Range<Tok>, u32)>, names: Vec<Name>) -> Self {
        let mut sentence_of = vec![0; tokens.len()];
        for (number, (range, _)) in sentences.iter().enumerate() {
            for tok in range.clone() {
                sentence_of[tok] = number as u32;
                if !range.contains(&tokens[tok].head) {
                    tokens[tok].head = tok;
                }
            }
        }
        let sentences = sentences
            .into_iter()
            .filter(|(range, _)| !range.is_empty())
            .map(|(range, paragraph)| {
                let span = tokens[range.start].span.cover(tokens[range.end - 1].span);
                Sentence { tokens: range, span, paragraph }
            })
            .collect();
        let mut first_child = vec![0; tokens.len() + 1];
        for (tok, token) in tokens.iter().enumerate() {
            if token.head != tok {
                first_child[token.head + 1] += 1;
            }
        }
        for tok in 0..tokens.len() {
            first_child[tok + 1] += first_child[tok];
        }
        let mut next = first_child.clone();
        let mut children = vec![0; first_child.last().copied().unwrap_or(0) as usize];
        for (tok, token) in tokens.iter().enumerate() {
            if token.head != tok {
                children[next[token.head] as usize] = tok as u32;
                next[token.head] += 1;
            }
        }
        Syntax { tokens, sentences, names, children, first_child, sentence_of }
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// True for a text without words.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The dependents of a word, in text order.
    pub fn children(&self, tok: Tok) -> impl DoubleEndedIterator<Item = Tok> + '_ {
        let range = self.first_child[tok] as usize..self.first_child[tok + 1] as usize;
        self.children[range].iter().map(|&child| child as Tok)
    }

    /// The dependents of a word that stand in this relation, in text order.
    pub fn children_by(&self, tok: Tok, deprel: Deprel) -> impl DoubleEndedIterator<Item = Tok> + '_ {
        self.children(tok).filter(move |&child| self.tokens[child].deprel == deprel)
    }

    /// The first dependent of a word in this relation.
    pub fn child(&self, tok: Tok, deprel: Deprel) -> Option<Tok> {
        self.children_by(tok, deprel).next()
    }

    /// The head of a word; `None` for a root.
    pub fn head(&self, tok: Tok) -> Option<Tok> {
        let head = self.tokens[tok].head;
        (head != tok).then_some(head)
    }

    /// Heads of a word from the nearest to the root, the word itself left out.
    pub fn ancestors(&self, tok: Tok) -> impl Iterator<Item = Tok> + '_ {
        let limit = self.sentence(tok).tokens.len();
        std::iter::successors(self.head(tok), move |&up| self.head(up)).take(limit)
    }

    /// True when `below` is `above` or stands under it.
    pub fn dominates(&self, above: Tok, below: Tok) -> bool {
        above == below || self.ancestors(below).any(|up| up == above)
    }

    /// A word and everything under it, in text order.
    pub fn subtree(&self, tok: Tok) -> Vec<Tok> {
        self.subtree_without(tok, |_| false)
    }

    /// A word and everything under it, save the branches whose top word `cut` names; in text order.
    pub fn subtree_without(&self, tok: Tok, cut: impl Fn(Tok) -> bool) -> Vec<Tok> {
        let mut found = vec![tok];
        let mut at = 0;
        while at < found.len() {
            found.extend(self.children(found[at]).filter(|&child| !cut(child)));
            at += 1;
        }
        found.sort_unstable();
        found
    }

    /// First and last word of a word's subtree, as the range `[first, last + 1)`; other words may lie between.
    pub fn reach(&self, tok: Tok) -> Range<Tok> {
        let found = self.subtree(tok);
        found[0]..found[found.len() - 1] + 1
    }

    /// Index of the sentence that holds a word.
    pub fn sentence_index(&self, tok: Tok) -> usize {
        self.sentence_of[tok] as usize
    }

    /// The sentence that holds a word.
    pub fn sentence(&self, tok: Tok) -> &Sentence {
        &self.sentences[self.sentence_index(tok)]
    }

    /// The root word of a sentence.
    pub fn root(&self, sentence: &Sentence) -> Tok {
        sentence.tokens.clone().find(|&tok| self.tokens[tok].head == tok).unwrap_or(sentence.tokens.start)
    }

    /// The text from the first to the last word of a range; an empty range gives an empty span.
    pub fn span(&self, tokens: Range<Tok>) -> Span {
        match tokens.is_empty() {
            true => Span::default(),
            false => self.tokens[tokens.start].span.cover(self.tokens[tokens.end - 1].span),
        }
    }

    /// Text order words as the fewest spans: neighbouring words join, the blank between them included.
    pub fn spans(&self, tokens: &[Tok]) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for (n, &tok) in tokens.iter().enumerate() {
            match spans.last_mut() {
                Some(last) if n > 0 && tokens[n - 1] + 1 == tok => *last = last.cover(self.tokens[tok].span),
                _ => spans.push(self.tokens[tok].span),
            }
        }
        spans
    }

    /// The words whose spans overlap a span, as a range.
    pub fn tokens_in(&self, span: Span) -> Range<Tok> {
        let start = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }

    /// The word that holds a byte of the text, or the first one after it.
    pub fn token_at(&self, byte: u32) -> Option<Tok> {
        let tok = self.tokens.partition_point(|token| token.span.end <= byte);
        (tok < self.tokens.len()).then_some(tok)
    }

    /// The name that holds a word.
    pub fn name_at(&self, tok: Tok) -> Option<&Name> {
        let at = self.names.partition_point(|name| name.tokens.end <= tok);
        self.names.get(at).filter(|name| name.tokens.contains(&tok))
    }
}
