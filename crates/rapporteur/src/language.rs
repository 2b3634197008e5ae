//! Which language a report is in.

use whatlang::{Lang, Script};

/// How much of a text is looked at, in bytes.
const SAMPLE: usize = 8_000;
/// Texts with fewer letters than this in Latin script pass as unknown: names alone mislead the detector.
const ENOUGH_LETTERS: usize = 100;
/// A text in which at least this share of words is one of [`ENGLISH`] is English, whatever its names look like.
/// News in English has about three in ten; other languages written in Latin letters stay below one in twenty.
const ENGLISH_SHARE: f64 = 0.1;
/// A text with this many letters in which nearly no word is one of [`ENGLISH`] is not English, whatever it is.
const PLENTY_OF_LETTERS: usize = 400;
/// The share of [`ENGLISH`] words that "nearly no" means.
const FOREIGN_SHARE: f64 = 0.02;
/// Frequent English words that no neighbouring language shares.
const ENGLISH: &[&str] = &[
    "and", "are", "been", "by", "for", "from", "had", "has", "have", "he", "his", "it", "its", "of", "on", "said",
    "that", "the", "their", "they", "this", "to", "was", "were", "which", "who", "will", "with", "would",
];

/// True for the code of English in any usual form: `en`, `en-GB`, `eng`.
pub fn is_english(code: &str) -> bool {
    let primary = code.split(['-', '_']).next().unwrap_or_default();
    ["en", "eng", "english"].iter().any(|name| primary.eq_ignore_ascii_case(name))
}

/// The ISO 639-1 code of a text's language (639-3 where there is none); `und`, undetermined, for one that is not
/// English and does not tell more.
///
/// `None` when the text is too short or too odd to tell.
pub fn of(text: &str) -> Option<&'static str> {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 {
        return None;
    }
    let share = english_share(sample);
    if share >= ENGLISH_SHARE {
        return Some("en");
    }
    let info = whatlang::detect(sample)?;
    if info.script() != Script::Latin {
        return Some(if info.is_reliable() { code(info.lang()) } else { "und" });
    }
    match info.is_reliable() {
        true if letters >= ENOUGH_LETTERS => Some(code(info.lang())),
        _ => (letters >= PLENTY_OF_LETTERS && share < FOREIGN_SHARE).then_some("und"),
    }
}

fn english_share(sample: &str) -> f64 {
    let words = sample.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let (mut all, mut english) = (0.0, 0.0);
    for word in words {
        all += 1.0;
        if ENGLISH.iter().any(|known| word.eq_ignore_ascii_case(known)) {
            english += 1.0;
        }
    }
    if all == 0.0 { 0.0 } else { english / all }
}

fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
    }
}

#[cfg(test)]
mod tests {
    use super::{is_english, of};

    #[test]
    fn english_by_its_small_words() {
        assert_eq!(of("Talks on the dam will resume in Addis Ababa, the ministry said."), Some("en"));
    }

    #[test]
    fn other_languages_when_long_enough() {
        let german = "Die Gespräche über den Staudamm sollen in der kommenden Woche wieder aufgenommen werden, teilte \
                      das Ministerium am Montag mit. Eine Einigung gilt als unwahrscheinlich.";
        assert_eq!(of(german), Some("de"));
        assert_eq!(of("Переговори щодо греблі відновляться наступного тижня, повідомило міністерство."), Some("uk"));
    }

    #[test]
    fn a_language_that_the_detector_does_not_know() {
        let swahili = "Wizara ilisema Jumatatu kwamba mazungumzo kuhusu bwawa hilo yataanza tena wiki ijayo. ";
        assert_eq!(of(swahili), None);
        assert!(of(&swahili.repeat(8)).is_some_and(|code| code != "en"));
    }

    #[test]
    fn short_or_wordless_texts_are_unknown() {
        assert_eq!(of("Kofi Annan, Boutros-Ghali"), None);
        assert_eq!(of("12 345"), None);
        assert_eq!(of(""), None);
    }

    #[test]
    fn codes_of_english() {
        assert!(is_english("en") && is_english("en-GB") && is_english("ENG"));
        assert!(!is_english("enm") && !is_english("") && !is_english("uk"));
    }
}
