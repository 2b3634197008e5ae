//! The closed word lists of the tokenizer.

/// Prefixes that keep their hyphen ("non-state", "re-elected", "e-mail").
const PREFIXES: &[&str] = &[
    "anti", "arch", "bi", "bio", "co", "counter", "cross", "de", "e", "eco", "ex", "extra", "hyper", "inter", "intra",
    "mega", "meta", "micro", "mid", "mini", "mis", "multi", "neo", "non", "over", "post", "pre", "pro", "pseudo",
    "psycho", "quasi", "re", "semi", "socio", "sub", "super", "trans", "ultra", "un", "under",
];

/// Abbreviations that keep their full stop, lower-cased, without it.
const ABBREVIATIONS: &[&str] = &[
    "a.k.a", "adm", "al", "apr", "assn", "aug", "ave", "blvd", "brig", "capt", "cf", "cmdr", "co", "col", "corp",
    "cpl", "dec", "dept", "dr", "e.g", "eg", "esq", "est", "etc", "feb", "ft", "gen", "gov", "govs", "hon", "i.e",
    "inc", "jan", "jr", "lt", "ltd", "maj", "messrs", "mlle", "mme", "mr", "mrs", "ms", "mt", "nos", "nov", "oct",
    "ph.d", "plc", "pres", "prof", "rep", "reps", "ret", "rev", "sen", "sens", "sept", "sgt", "sr", "st", "ste",
    "supt", "univ", "viz", "vol", "vs",
];

/// Abbreviations that are also words: they keep the full stop when capitalised and the text goes on after it.
const DOUBTFUL: &[&str] = &["fri", "mar", "mon", "sat", "sun", "thu", "thur", "thurs", "tue", "tues", "wed"];

/// Units written against their number ("10am", "5km"), cut from it.
const UNITS: &[&str] = &[
    "am", "a.m", "a.m.", "bn", "cm", "ft", "gb", "hr", "hrs", "km", "kg", "kph", "lb", "lbs", "mb", "min", "mins",
    "ml", "mm", "mph", "mw", "pm", "p.m", "p.m.", "tn", "yrs",
];

/// Contractions without a mark, and where they part.
const CONTRACTIONS: &[(&str, usize)] = &[
    ("cannot", 3),
    ("gonna", 3),
    ("wanna", 3),
    ("gotta", 3),
    ("gimme", 3),
    ("lemme", 3),
    ("dont", 2),
    ("didnt", 3),
    ("doesnt", 4),
    ("isnt", 2),
    ("wasnt", 3),
    ("couldnt", 5),
    ("wouldnt", 5),
    ("shouldnt", 6),
    ("wont", 2),
];

/// True for a prefix that keeps its hyphen.
pub fn is_prefix(word: &str) -> bool {
    listed(PREFIXES, word)
}

/// True for an abbreviation that keeps its full stop wherever it stands.
pub fn is_abbreviation(word: &str) -> bool {
    listed(ABBREVIATIONS, word)
}

/// True for an abbreviation that is also a word.
pub fn is_doubtful_abbreviation(word: &str) -> bool {
    listed(DOUBTFUL, word)
}

/// True for a unit that is cut from its number.
pub fn is_unit(word: &str) -> bool {
    listed(UNITS, word)
}

/// Where a contraction without a mark parts, in bytes.
pub fn contraction(word: &str) -> Option<usize> {
    let same = |entry: &&(&str, usize)| entry.0.eq_ignore_ascii_case(word);
    CONTRACTIONS.iter().find(same).map(|&(_, at)| at)
}

fn listed(list: &[&str], word: &str) -> bool {
    word.len() <= 8 && list.iter().any(|entry| entry.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    #[test]
    fn lists_are_sorted_and_short_enough_to_be_found() {
        for list in [super::PREFIXES, super::ABBREVIATIONS, super::DOUBTFUL] {
            assert!(list.is_sorted());
            assert!(list.iter().all(|word| word.len() <= 8));
        }
    }
}
