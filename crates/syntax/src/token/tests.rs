use super::tokenize;

/// Words of a text; a glued one carries a `+`.
fn words(text: &str) -> Vec<String> {
    let form = |token: &super::RawToken| format!("{}{}", if token.glued { "+" } else { "" }, token.span.of(text));
    tokenize(text, 0).iter().map(form).collect()
}

fn check(text: &str, expected: &str) {
    assert_eq!(words(text).join(" "), expected, "{text}");
}

#[test]
fn clitics_are_glued_words() {
    check("He didn't say it's Kenya's.", "He did +n't say it +'s Kenya +'s .");
    check("We’ve seen the workers’ strike; they cannot go.", "We +’ve seen the workers +’ strike ; they can +not go .");
}

#[test]
fn contractions_typed_without_a_mark_part_too() {
    check("im sure thats fine but i cant go", "i +m sure that +s fine but i ca +nt go");
    check("Ive seen it and dunno", "I +ve seen it and du +n +no");
    check("its still closed and its been years", "it +s still closed and it +s been years");
    check("I'ma wait", "I +'m +a wait");
    check("its not here and Its a pity", "it +s not here and It +s a pity");
    check("alot of ferries, whole lotta boats", "a +lot of ferries , whole lot +ta boats");
    check("c'mon, c’mon, N'T", "c'm +on , c’m +on , N'T");
}

#[test]
fn words_that_look_like_contractions_stay_whole() {
    check("Im Jae and IM Bank", "Im Jae and IM Bank");
    check("its own port and its not-for-profit arm", "its own port and its not - for - profit arm");
    check("it lets them in", "it lets them in");
    check("Lets go", "Let +s go");
}

#[test]
fn words_cut_short_keep_their_apostrophe() {
    check("tell 'em ’til noon", "tell 'em ’til noon");
    check("the 60's and the 1840's, 2003's end", "the 60's and the 1840's , 2003 +'s end");
}

#[test]
fn quotation_marks_are_no_possessives() {
    check("‘We see the workers’ he said", "‘ We see the workers ’ he said");
    check("“Go,” she said.", "“ Go , ” she said .");
    check("‘’Go,’’ she said", "‘’ Go , ’’ she said");
}

#[test]
fn names_with_apostrophes_stay_whole() {
    check("O'Brien met Sha'lan at five o'clock", "O'Brien met Sha'lan at five o'clock");
}

#[test]
fn abbreviations_keep_their_stop() {
    check(
        "Gen. J. Smith of the U.S. spoke at 10 a.m. in St. Louis.",
        "Gen. J. Smith of the U.S. spoke at 10 a.m. in St. Louis .",
    );
    check("He sat. Then he left.", "He sat . Then he left .");
    check("It moved to the U.S.. They stayed", "It moved to the U.S. . They stayed");
    check("ships, boats etc. came", "ships , boats etc. came");
    check("ships, boats etc. They came", "ships , boats etc . They came");
    check("Tevik (b. May 1950), c. 1900", "Tevik ( b. May 1950 ) , c. 1900");
    check("Yahoo! grew", "Yahoo! grew");
}

#[test]
fn hyphens_part_words_but_not_prefixes_or_numbers() {
    check("a long-term, re-elected co-founder", "a long - term , re-elected co-founder");
    check("call 713-853-3989 by 2024-03-05", "call 713-853-3989 by 2024-03-05");
    check("aged 18-24", "aged 18 - 24");
    check("an F-16 and COVID-19", "an F-16 and COVID-19");
    check("UN-backed and year-over-year", "UN - backed and year - over - year");
    check("New Tolm-based, Sri Marn-born Lee Kwan-ho", "New Tolm - based , Sri Marn - born Lee Kwan - ho");
    check("clock-wise", "clock-wise");
    check("ext. 5-3989, 77415-0027", "ext. 5-3989 , 77415-0027");
    check("call 713/853-3989", "call 713/853-3989");
}

#[test]
fn a_word_broken_off_keeps_its_hyphen() {
    check("the th- the s- ship", "the th- the s- ship");
    check("the harb- – the port, comm- uh well", "the harb- – the port , comm- uh well");
    check("he went up- then I- left- now", "he went up - then I - left - now");
}

#[test]
fn numbers_and_money() {
    check("It cost $1,250.50 (5%) at 10am, or US$5bn.", "It cost $ 1,250.50 ( 5 % ) at 10 am , or US$ 5 bn .");
    check("1,2 and 3,4567", "1 , 2 and 3 , 4567");
    check("$.50 of .265 from +44 20", "$ .50 of .265 from +44 20");
    check("a $40m loan at f2.7.", "a $ 40m loan at f2.7 .");
}

#[test]
fn addresses_stay_whole() {
    check(
        "See https://example.org/a?b=c. Write to a.b@example.org, or @desk #now",
        "See https://example.org/a?b=c . Write to a.b@example.org , or @desk #now",
    );
    check("Tolm/press@example.org (LIST.XLS)", "Tolm / press@example.org ( LIST.XLS )");
    check("plus @example.com's", "plus @example.com +'s");
}

#[test]
fn abbreviations_around_a_slash() {
    check("tea w/ them // \\\\", "tea w/ them // \\\\");
    check("open 24/7 at 20/20 on 9/11 and 31/12/2004", "open 24 / 7 at 20 / 20 on 9/11 and 31/12/2004");
    check("b/c s/he went w/o us and/or them", "b/c s/he went w/o us and / or them");
}

#[test]
fn runs_of_marks() {
    check("Well... what?! -- no—yes…", "Well ... what ?! -- no — yes …");
    check("really.? It costs $$$ (: ^_^", "really .? It costs $$$ (: ^_^");
    check("==--== |--+--> a->b", "==--== |--+--> a - > b");
}

#[test]
fn pictures_and_unseen_signs() {
    check("Good 👩‍👩‍👧🇪🇺 and ❤\u{fe0f}!", "Good 👩‍👩‍👧 🇪🇺 and ❤\u{fe0f} !");
    check("\u{2067}ferry\u{2069} so\u{ad}on a\u{200b}b", "\u{2067}ferry\u{2069} so\u{ad}on a\u{200b}b");
    check("हिन्दी", "हिन्दी");
}

#[test]
fn time_grows_with_length_alone() {
    let pieces = [
        "a", "a,", "a.", "(", "('", "\"a", "-", "a-", "th-", "@", "a@", "/a", "1", "1-", "漢", "🙂", "\u{200d}",
        "\u{202e}", "www.", "its ", "U.S.", "…?", "=-", "\n", "a\n", "\u{0}",
    ];
    let time = |text: &str| {
        let begin = std::time::Instant::now();
        let tokens = tokenize(text, 0);
        assert!(tokens.iter().all(|token| token.span.len() <= 2400));
        begin.elapsed().as_secs_f64()
    };
    for piece in pieces {
        let (short, long) = (piece.repeat(1_000), piece.repeat(10_000));
        time(&short);
        let (short, long) = (time(&short), time(&long));
        assert!(long < short * 60.0 + 0.05, "{piece:?}: ten times the text took {:.0} times as long", long / short);
    }
}

#[test]
fn everything_but_blanks_is_covered() {
    let odd = "\u{0}\u{7}a\u{200b}b \u{202e}x 漢字かな 👩‍👩‍👧 '''' ``q'' \u{feff} ((((a@b) . . 'n't s' ’ 's n't";
    let tokens = tokenize(odd, 0);
    let mut at = 0;
    for token in &tokens {
        let gap = &odd[at..token.span.start as usize];
        assert!(gap.chars().all(char::is_whitespace), "{gap:?}");
        at = token.span.end as usize;
    }
    assert!(odd[at..].trim().is_empty());
}

#[test]
fn any_bytes_are_cut_without_panic() {
    // A small generator: texts of marks and letters in every order.
    let alphabet: Vec<char> = "aNn's.t'’-@/:1,$&(“ \n".chars().collect();
    let mut state = 1u64;
    for _ in 0..2000 {
        let mut text = String::new();
        for _ in 0..24 {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            text.push(alphabet[(state >> 33) as usize % alphabet.len()]);
        }
        let joined: usize = tokenize(&text, 0).iter().map(|token| token.span.len()).sum();
        assert_eq!(joined, text.chars().filter(|c| !c.is_whitespace()).map(char::len_utf8).sum::<usize>(), "{text:?}");
    }
}
