use std::fmt;

/// The morphological features of one word, a set drawn from the closed list of English UD.
///
/// A `name=value` outside the list is dropped when read. Printing gives the treebank's form, sorted by name, `_` when
/// empty. Source: UD guidelines, "Universal features", English documentation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Feats(u128);

/// The closed list, in the order in which a treebank prints them.
const LIST: &[&str] = &[
    "Abbr=Yes",
    "Case=Acc",
    "Case=Gen",
    "Case=Nom",
    "Definite=Def",
    "Definite=Ind",
    "Degree=Cmp",
    "Degree=Pos",
    "Degree=Sup",
    "ExtPos=ADP",
    "ExtPos=ADV",
    "ExtPos=CCONJ",
    "ExtPos=PRON",
    "ExtPos=PROPN",
    "ExtPos=SCONJ",
    "Foreign=Yes",
    "Gender=Fem",
    "Gender=Fem,Masc",
    "Gender=Masc",
    "Gender=Neut",
    "Mood=Imp",
    "Mood=Ind",
    "Mood=Sub",
    "NumForm=Combi",
    "NumForm=Digit",
    "NumForm=Roman",
    "NumForm=Word",
    "NumType=Card",
    "NumType=Frac",
    "NumType=Mult",
    "NumType=Ord",
    "Number=Plur",
    "Number=Ptan",
    "Number=Sing",
    "Person=1",
    "Person=2",
    "Person=3",
    "Polarity=Neg",
    "Polarity=Pos",
    "Poss=Yes",
    "PronType=Art",
    "PronType=Dem",
    "PronType=Emp",
    "PronType=Ind",
    "PronType=Int",
    "PronType=Neg",
    "PronType=Prs",
    "PronType=Rcp",
    "PronType=Rel",
    "PronType=Tot",
    "Reflex=Yes",
    "Style=Arch",
    "Style=Coll",
    "Style=Expr",
    "Style=Slng",
    "Style=Vrnc",
    "Tense=Past",
    "Tense=Pres",
    "Typo=Yes",
    "VerbForm=Fin",
    "VerbForm=Ger",
    "VerbForm=Inf",
    "VerbForm=Part",
    "Voice=Pass",
];

impl Feats {
    /// Reads `Mood=Ind|Number=Sing|…`; `_` is the empty set.
    pub fn parse(text: &str) -> Self {
        let bits = text.split('|').filter_map(|item| LIST.iter().position(|known| *known == item));
        Feats(bits.fold(0, |set, bit| set | 1 << bit))
    }

    /// True when the set holds this `name=value`.
    pub fn has(self, item: &str) -> bool {
        LIST.iter().position(|known| *known == item).is_some_and(|bit| self.0 >> bit & 1 == 1)
    }
}

impl fmt::Display for Feats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return f.write_str("_");
        }
        let mut first = true;
        for (bit, item) in LIST.iter().enumerate() {
            if self.0 >> bit & 1 == 1 {
                if !first {
                    f.write_str("|")?;
                }
                f.write_str(item)?;
                first = false;
            }
        }
        Ok(())
    }
}
