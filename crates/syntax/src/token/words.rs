//! The closed word lists of the tokenizer.

/// Prefixes that keep their hyphen ("non-state", "re-elected", "e-mail").
const PREFIXES: &[&str] = &[
    "anti", "arch", "bi", "bio", "co", "counter", "cross", "de", "e", "eco", "ex", "extra", "hyper", "inter", "intra",
    "mega", "meta", "micro", "mid", "mini", "mis", "multi", "neo", "non", "over", "post", "pre", "pro", "proto",
    "pseudo", "psycho", "quasi", "re", "semi", "socio", "sub", "super", "trans", "uh", "ultra", "un", "under",
];

/// Endings that keep the hyphen before them ("clock-wise").
const SUFFIXES: &[&str] = &["esque", "ish", "ness", "wise"];

/// Words of two letters, which a dash may follow; others before a loose hyphen are broken off.
const SHORT: &[&str] = &[
    "ad", "ah", "al", "am", "an", "as", "at", "be", "by", "do", "eh", "el", "er", "go", "ha", "he", "hi", "if", "in",
    "is", "it", "me", "my", "no", "of", "oh", "ok", "on", "or", "ox", "so", "to", "uh", "um", "up", "us", "we", "ye",
    "yo",
];

/// Abbreviations around a slash, as left and right parts.
const SLASHED: &[(&str, &str)] = &[("b", "c"), ("i", "c"), ("l", "c"), ("n", "a"), ("s", "he"), ("w", "o")];

/// Words that follow "it's" and never a possessive "its".
const AFTER_VERB: &[&str] = &[
    "a",
    "about",
    "all",
    "almost",
    "also",
    "always",
    "an",
    "around",
    "as",
    "at",
    "basically",
    "because",
    "been",
    "between",
    "called",
    "definitely",
    "for",
    "from",
    "getting",
    "going",
    "gonna",
    "he",
    "here",
    "if",
    "in",
    "just",
    "like",
    "literally",
    "maybe",
    "my",
    "never",
    "not",
    "nothing",
    "obviously",
    "okay",
    "on",
    "our",
    "probably",
    "quite",
    "really",
    "simply",
    "so",
    "something",
    "sometimes",
    "still",
    "that",
    "the",
    "their",
    "there",
    "they",
    "this",
    "to",
    "too",
    "we",
    "what",
    "when",
    "where",
    "why",
    "with",
    "you",
    "your",
];

/// Abbreviations that keep their full stop, lower-cased, without it.
const ABBREVIATIONS: &[&str] = &[
    "a.k.a", "adm", "al", "approx", "apr", "ariz", "assn", "assoc", "attn", "aug", "ave", "blvd", "brig", "calif",
    "capt", "cf", "cmdr", "co", "col", "colo", "conn", "corp", "cpl", "dec", "dept", "dr", "drs", "e.g", "eg", "esp",
    "esq", "est", "etc", "ext", "feb", "fla", "ft", "gen", "gov", "govs", "hon", "i.e", "inc", "jan", "jr", "lt",
    "ltd", "maj", "messrs", "mich", "minn", "mlle", "mme", "mr", "mrs", "ms", "mt", "neb", "nos", "nov", "oct", "okla",
    "ph.d", "plc", "pres", "prof", "pvt", "rep", "reps", "ret", "rev", "sen", "sens", "sept", "sgt", "sr", "st", "ste",
    "sts", "supt", "tenn", "univ", "viz", "vol", "vs", "wis",
];

/// Abbreviations that are also words: they keep the full stop when capitalised and the text goes on after it.
const DOUBTFUL: &[&str] = &["fri", "mar", "mon", "sat", "sun", "thu", "thur", "thurs", "tue", "tues", "wed"];

/// Units written against their number ("10am", "5km"), cut from it.
const UNITS: &[&str] = &[
    "am", "a.m", "a.m.", "bn", "cm", "ft", "gb", "hr", "hrs", "km", "kg", "kph", "lb", "lbs", "mb", "min", "mins",
    "ml", "mm", "mph", "mw", "pm", "p.m", "p.m.", "tn", "yrs",
];

/// Contractions without a mark or a blank, and where they part, in bytes.
const CONTRACTIONS: &[(&str, &[usize])] = &[
    ("aint", &[2]),
    ("alot", &[1]),
    ("arent", &[3]),
    ("arnt", &[2]),
    ("c'mon", &[3]),
    ("cannot", &[3]),
    ("cant", &[2]),
    ("couldnt", &[5]),
    ("c’mon", &[5]),
    ("didnt", &[3]),
    ("doesnt", &[4]),
    ("dont", &[2]),
    ("dunno", &[2, 3]),
    ("elses", &[4]),
    ("gimme", &[3]),
    ("gonna", &[3]),
    ("gotta", &[3]),
    ("hadnt", &[3]),
    ("hasnt", &[3]),
    ("havent", &[4]),
    ("hes", &[2]),
    ("i'ma", &[1, 3]),
    ("im", &[1]),
    ("isnt", &[2]),
    ("itll", &[2]),
    ("its", &[2]),
    ("ive", &[1]),
    ("i’ma", &[1, 5]),
    ("lemme", &[3]),
    ("lets", &[3]),
    ("lotta", &[3]),
    ("outta", &[3]),
    ("shouldnt", &[6]),
    ("thats", &[4]),
    ("theres", &[5]),
    ("theyre", &[4]),
    ("wanna", &[3]),
    ("wasnt", &[3]),
    ("werent", &[4]),
    ("whats", &[4]),
    ("wont", &[2]),
    ("wouldnt", &[5]),
    ("youll", &[3]),
    ("youre", &[3]),
    ("youve", &[3]),
];

/// True for a prefix that keeps its hyphen.
pub fn is_prefix(word: &str) -> bool {
    listed(PREFIXES, word)
}

/// True for an ending that keeps the hyphen before it.
pub fn is_suffix(word: &str) -> bool {
    listed(SUFFIXES, word)
}

/// True for a whole word of two letters.
pub fn is_short(word: &str) -> bool {
    listed(SHORT, word)
}

/// True for the two parts of an abbreviation around a slash.
pub fn is_slashed(left: &str, right: &str) -> bool {
    left.len() == 1 && SLASHED.iter().any(|(l, r)| l.eq_ignore_ascii_case(left) && r.eq_ignore_ascii_case(right))
}

/// True for a word whose head an apostrophe stands for ("'em").
pub fn is_cut_short(word: &str) -> bool {
    listed(&["em", "til", "tis", "twas"], word)
}

/// True for a word before which "its" is a slip for "it's".
pub fn is_after_verb(word: &str) -> bool {
    AFTER_VERB.contains(&word)
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

/// Where a contraction without a mark or a blank parts, in bytes.
pub fn contraction(word: &str) -> Option<&'static [usize]> {
    let same = |entry: &&(&str, &'static [usize])| entry.0.eq_ignore_ascii_case(word);
    if word.len() > 8 { None } else { CONTRACTIONS.iter().find(same).map(|&(_, parts)| parts) }
}

fn listed(list: &[&str], word: &str) -> bool {
    word.len() <= 8 && list.iter().any(|entry| entry.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    #[test]
    fn contractions_are_sorted_and_part_inside() {
        assert!(super::CONTRACTIONS.is_sorted());
        for (word, parts) in super::CONTRACTIONS {
            assert!(
                word.len() <= 8 && parts.is_sorted() && parts.iter().all(|&at| at > 0 && at < word.len()),
                "{word}"
            );
        }
    }

    #[test]
    fn lists_are_sorted_and_short_enough_to_be_found() {
        for list in [super::PREFIXES, super::SUFFIXES, super::SHORT, super::ABBREVIATIONS, super::DOUBTFUL] {
            assert!(list.is_sorted(), "{list:?}");
            assert!(list.iter().all(|word| word.len() <= 8));
        }
    }
}
