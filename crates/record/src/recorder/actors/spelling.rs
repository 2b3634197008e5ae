//! One person under two spellings: reports write one name as Zelensky and Zelenskyy, Mohamed and Muhammad.

/// How a folded word sounds: vowels that transliterations mix up are one, doubled letters single, the article gone.
///
/// It keeps Hassan and Hussein apart: what differs by more than habit of writing differs.
pub fn sound(word: &str) -> String {
    let word = ["al-", "el-", "al ", "el "].iter().find_map(|article| word.strip_prefix(article)).unwrap_or(word);
    let mut heard = String::with_capacity(word.len());
    for letter in word.replace("ph", "f").replace("kh", "h").replace("ou", "u").replace("dj", "j").chars() {
        let letter = match letter {
            'o' | 'ó' | 'ö' | 'ø' | 'ô' | 'ú' | 'ü' | 'ū' | 'w' => 'u',
            'e' | 'é' | 'è' | 'ë' | 'ê' | 'á' | 'à' | 'ä' | 'â' | 'ā' | 'ă' | 'ã' => 'a',
            'y' | 'í' | 'ı' | 'ï' | 'î' | 'ī' | 'j' => 'i',
            'q' => 'k',
            'ç' | 'č' | 'ć' => 'c',
            'š' | 'ş' | 'ș' => 's',
            'ž' | 'ź' | 'ż' => 'z',
            'ñ' | 'ń' => 'n',
            'ł' => 'l',
            'ğ' => 'g',
            '-' | '\'' | '’' => continue,
            letter => letter,
        };
        if !heard.ends_with(letter) {
            heard.push(letter);
        }
    }
    heard
}

/// True when two folded full names can be one person's: the same last word, and the given names agree as far as both go.
pub fn same_person(one: &str, other: &str) -> bool {
    let ends = |name: &str| {
        let mut words = name.split(' ');
        let first = words.next().map(sound).unwrap_or_default();
        (first, words.next_back().map(sound).unwrap_or_default())
    };
    let ((one, one_last), (other, other_last)) = (ends(one), ends(other));
    let single = |word: &str| word.chars().count() == 1;
    let initial = (single(&one) || single(&other)) && one.chars().next() == other.chars().next();
    one_last == other_last && (one == other || initial)
}

/// True for a name that says more of a person than the known one: longer, or spelt out where that is in capitals.
pub fn is_fuller(name: &str, known: &str) -> bool {
    let shouted = |name: &str| !name.chars().any(char::is_lowercase);
    name.len() > known.len() || name.len() == known.len() && shouted(known) && !shouted(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_sound_alike() {
        for (one, other) in [
            ("mohamed khalil", "muhammad halil"),
            ("volodymyr zelensky", "volodymyr zelenskyy"),
            ("hossein amir", "hussein amir"),
            ("j smith", "john smith"),
            ("mahmud al-zahar", "mahmoud zahar"),
        ] {
            let heard = |name: &str| name.split(' ').map(sound).collect::<Vec<_>>();
            assert!(same_person(one, other), "{:?} {:?}", heard(one), heard(other));
        }
    }

    #[test]
    fn other_people_do_not() {
        for (one, other) in
            [("hassan ali", "hussein ali"), ("amina okafor", "daniel okafor"), ("jan kovac", "jan novak")]
        {
            assert!(!same_person(one, other), "{one} {other}");
        }
    }
}
