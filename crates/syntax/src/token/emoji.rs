//! Pictures made of several characters: flags, families, skin tones, signs made coloured.

/// Most characters in one picture; more is no picture but noise.
const LONGEST: usize = 16;

/// Length in bytes of the picture at the head of `rest`; 0 when it begins with anything else.
pub fn length(rest: &str) -> usize {
    let mut chars = rest.char_indices().take(LONGEST).peekable();
    let Some((_, first)) = chars.next().filter(|&(_, c)| is_picture(c)) else { return 0 };
    let mut end = first.len_utf8();
    if is_flag_letter(first) {
        return chars.next().filter(|&(_, c)| is_flag_letter(c)).map_or(end, |(at, c)| at + c.len_utf8());
    }
    while let Some((at, c)) = chars.next_if(|&(_, c)| is_modifier(c) || c == '\u{200d}') {
        end = at + c.len_utf8();
        if c == '\u{200d}'
            && let Some((at, c)) = chars.next_if(|&(_, c)| is_picture(c))
        {
            end = at + c.len_utf8();
        }
    }
    end
}

fn is_picture(c: char) -> bool {
    matches!(c, '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Two of them make a flag.
fn is_flag_letter(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

/// Variation selectors, the key cap, skin tones, tags.
fn is_modifier(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn a_picture_is_one_word() {
        for picture in ["🙂", "👩‍👩‍👧", "👍🏽", "🇪🇺", "❤\u{fe0f}", "👩🏽‍🚒"] {
            assert_eq!(length(&format!("{picture}🙃 x")), picture.len(), "{picture}");
        }
    }

    #[test]
    fn other_characters_are_no_pictures() {
        for text in ["", "a", "…", "—", "漢", "\u{200d}🙂"] {
            assert_eq!(length(text), 0, "{text}");
        }
        assert_eq!(length(&"🙂\u{200d}".repeat(1000)), 8 * "🙂\u{200d}".len());
    }
}
