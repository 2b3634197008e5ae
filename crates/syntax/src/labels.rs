//! The closed label sets of English Universal Dependencies, each an enum that prints as its label.

/// Declares an enum whose variants print as their labels and parse from them: a closed set of the field.
#[macro_export]
macro_rules! labels {
    ($(#[$doc:meta])* $name:ident, default $default:ident, { $($variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum $name { $($variant,)+ }

        impl $name {
            /// Every label in a fixed order; the index is the discriminant.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The label as it stands in a treebank.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text,)+ }
            }

            /// The label with this spelling.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some($name::$variant),)+ _ => None }
            }
        }

        impl Default for $name {
            fn default() -> Self { $name::$default }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

crate::labels! {
    /// Universal part of speech (UD guidelines, "Universal POS tags").
    Upos, default X, {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN",
        Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM",
        Verb = "VERB", X = "X",
    }
}

impl Upos {
    /// Noun, proper noun or pronoun.
    pub fn is_nominal(self) -> bool {
        matches!(self, Upos::Noun | Upos::Propn | Upos::Pron)
    }
}

crate::labels! {
    /// Penn Treebank part of speech with the English Web Treebank's additions.
    Xpos, default Fw, {
        CloseQuote = "''", Comma = ",", LeftBracket = "-LRB-", RightBracket = "-RRB-", Stop = ".", Colon = ":",
        Dollar = "$", OpenQuote = "``", Add = "ADD", Afx = "AFX", Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW",
        Gw = "GW", Hyph = "HYPH", In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Ls = "LS", Md = "MD", Nfp = "NFP",
        Nn = "NN", Nnp = "NNP", Nnps = "NNPS", Nns = "NNS", Pdt = "PDT", Pos = "POS", Prp = "PRP", PrpPoss = "PRP$",
        Rb = "RB", Rbr = "RBR", Rbs = "RBS", Rp = "RP", Sym = "SYM", To = "TO", Uh = "UH", Vb = "VB", Vbd = "VBD",
        Vbg = "VBG", Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT", Wp = "WP", WpPoss = "WP$", Wrb = "WRB",
    }
}

crate::labels! {
    /// Dependency relation of English UD 2.16, subtypes included.
    Deprel, default Dep, {
        Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl", Advmod = "advmod",
        Amod = "amod", Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc",
        CcPreconj = "cc:preconj", Ccomp = "ccomp", Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj",
        Cop = "cop", Csubj = "csubj", CsubjOuter = "csubj:outer", CsubjPass = "csubj:pass", Dep = "dep", Det = "det",
        DetPredet = "det:predet", Discourse = "discourse", Dislocated = "dislocated", Expl = "expl", Fixed = "fixed",
        Flat = "flat", Goeswith = "goeswith", Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod",
        NmodDesc = "nmod:desc", NmodPoss = "nmod:poss", NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj",
        NsubjOuter = "nsubj:outer", NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj", Obl = "obl",
        OblAgent = "obl:agent", OblUnmarked = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis",
        Punct = "punct", Reparandum = "reparandum", Root = "root", Vocative = "vocative", Xcomp = "xcomp",
    }
}

impl Deprel {
    /// The label, or that of its universal relation when the subtype is not in the set.
    pub fn parse_or_universal(text: &str) -> Option<Self> {
        Self::parse(text).or_else(|| Self::parse(text.split(':').next().unwrap_or(text)))
    }

    /// Any subject: nominal or clausal, active, passive or outer.
    pub fn is_subject(self) -> bool {
        use Deprel::*;
        matches!(self, Nsubj | NsubjPass | NsubjOuter | Csubj | CsubjPass | CsubjOuter)
    }

    /// A passive subject.
    pub fn is_passive_subject(self) -> bool {
        matches!(self, Deprel::NsubjPass | Deprel::CsubjPass)
    }

    /// An auxiliary, passive or not.
    pub fn is_aux(self) -> bool {
        matches!(self, Deprel::Aux | Deprel::AuxPass)
    }

    /// A nominal modifier of a noun: `nmod` and its subtypes.
    pub fn is_nmod(self) -> bool {
        use Deprel::*;
        matches!(self, Nmod | NmodPoss | NmodDesc | NmodUnmarked)
    }

    /// An oblique: `obl` and its subtypes.
    pub fn is_oblique(self) -> bool {
        matches!(self, Deprel::Obl | Deprel::OblAgent | Deprel::OblUnmarked)
    }

    /// A clause hanging on its head: complement, adverbial, adnominal or clausal subject.
    pub fn is_clause(self) -> bool {
        use Deprel::*;
        matches!(self, Acl | AclRelcl | Advcl | AdvclRelcl | Ccomp | Csubj | CsubjOuter | CsubjPass | Xcomp | Parataxis)
    }

    /// A relation that holds the pieces of one name or fixed expression together.
    pub fn is_flat(self) -> bool {
        use Deprel::*;
        matches!(self, Flat | Fixed | Goeswith | Compound)
    }
}

crate::labels! {
    /// Kind of a named thing, as the tagger knows it.
    NameKind, default Misc, {
        Person = "PER", Organisation = "ORG", Polity = "GPE", Location = "LOC", Facility = "FAC", Group = "NORP",
        Event = "EVENT", Misc = "MISC",
    }
}
