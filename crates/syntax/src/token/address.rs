//! Addresses in the wide sense: URLs, mail addresses, domains, newsgroups, names of files.

/// Longest address in bytes.
const LONGEST: usize = 2000;

const WEB: &[&str] = &["http://", "https://", "ftp://", "www.", "mailto:", "t.co/", "bit.ly/"];

/// Last labels of domains.
const DOMAINS: &[&str] = &["cn", "co", "com", "edu", "gov", "info", "net", "org", "ru", "uk"];

/// Endings of file names.
const FILES: &[&str] = &[
    "doc", "docx", "exe", "gif", "htm", "html", "jpeg", "jpg", "mp3", "pdf", "png", "ppt", "txt", "url", "xls", "xlsx",
    "zip",
];

/// Length in bytes of the address at the head of `rest`, closing punctuation left out.
pub fn length(rest: &str) -> Option<usize> {
    let rest = &rest[..rest.floor_char_boundary(LONGEST)];
    let tells = |byte| matches!(byte, b'.' | b'@' | b':');
    let mut head = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"._-+%#@:".contains(byte));
    if !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.') || !head.any(tells) {
        return None;
    }
    let bytes = rest.as_bytes();
    let heads = |head: &&str| bytes.len() > head.len() && bytes[..head.len()].eq_ignore_ascii_case(head.as_bytes());
    if WEB.iter().any(heads) || is_mail(rest) {
        return all_of(rest);
    }
    let host = host(rest)?;
    let path = rest[host..].strip_prefix('/').is_some_and(|path| path.starts_with(|c: char| c.is_ascii_alphanumeric()));
    if path { all_of(rest) } else { Some(host) }
}

/// What a word that is an address names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A place on the net, somebody's box or handle, or a topic.
    Place,
    /// A file.
    File,
}

/// What the whole of `word` names, when it is an address, a handle or a hashtag. Newsgroups may be either.
pub fn kind(word: &str) -> Option<Kind> {
    if word.strip_prefix(['#', '@']).is_some_and(|name| name.starts_with(char::is_alphabetic)) {
        return Some(Kind::Place);
    }
    if !word.contains(['.', '@', ':']) || length(word) != Some(word.len()) {
        return None;
    }
    let ending = word.rsplit('.').next().unwrap_or_default();
    let file = FILES.iter().any(|entry| entry.eq_ignore_ascii_case(ending));
    match word.contains(['/', '@']) {
        false if file => Some(Kind::File),
        false if is_group(word) && !DOMAINS.contains(&ending) => None,
        _ => Some(Kind::Place),
    }
}

fn all_of(rest: &str) -> Option<usize> {
    let end = rest.find(['<', '>', '"', '”', '“']).unwrap_or(rest.len());
    let closing = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '\'' | '’');
    let kept = rest[..end].trim_end_matches(closing).len();
    (kept > 0).then_some(kept)
}

/// A name, "@", and a host.
fn is_mail(rest: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%');
    let name = rest.find(|c| !fits(c)).unwrap_or(0);
    name > 0 && rest[name..].strip_prefix('@').is_some_and(|host| host.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// Length of labels with full stops between them, when the last one or their number gives them away.
fn host(rest: &str) -> Option<usize> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '#');
    let run = &rest[..rest.find(|c| !fits(c)).unwrap_or(rest.len())];
    let run = run.trim_end_matches(['.', '-']);
    let stop = run.rfind('.')?;
    if run.contains("..") {
        return None;
    }
    let last = &run[stop + 1..];
    let last = &last[..last.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(last.len())];
    let domain = |label: &str| DOMAINS.iter().any(|entry| entry.eq_ignore_ascii_case(label));
    // "com.br", "gov.au": a country's two letters after such a label.
    let country = || {
        last.len() == 2
            && last.bytes().all(|byte| byte.is_ascii_lowercase())
            && run[..stop].rsplit('.').next().is_some_and(domain)
    };
    let file = FILES.iter().any(|entry| entry.eq_ignore_ascii_case(last));
    let known = stop > 0 && (domain(last) || country()) || file;
    match known {
        true => Some(stop + 1 + last.len()),
        false => is_group(run).then_some(run.len()),
    }
}

/// Three or more labels of small letters, as newsgroups have them.
fn is_group(run: &str) -> bool {
    let plain = |label: &str| label.len() > 1 && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    run.split('.').all(plain) && run.matches('.').count() > 1
}

#[cfg(test)]
mod tests {
    use super::{Kind, kind, length};

    #[track_caller]
    fn check(rest: &str, expected: Option<&str>) {
        assert_eq!(length(rest).map(|length| &rest[..length]), expected, "{rest}");
    }

    #[test]
    fn urls_and_mail() {
        check("https://example.org/a?b=c.", Some("https://example.org/a?b=c"));
        check("www.example.org),", Some("www.example.org"));
        check("a.b%c@example.org>", Some("a.b%c@example.org"));
        check("press...@example.org", Some("press...@example.org"));
        check("me@", None);
    }

    #[test]
    fn hosts_with_and_without_a_path() {
        check("example.com's", Some("example.com"));
        check("Example.Com-owned", Some("Example.Com"));
        check("ferry.example.com.br.", Some("ferry.example.com.br"));
        check("example.net/lists/ferries.", Some("example.net/lists/ferries"));
        check("talk.ports.ferries,", Some("talk.ports.ferries"));
    }

    #[test]
    fn files() {
        check("LIST.XLS", Some("LIST.XLS"));
        check("draft-#12-3.doc)", Some("draft-#12-3.doc"));
        check(".pdf", Some(".pdf"));
    }

    #[test]
    fn what_addresses_name() {
        for (word, named) in [
            ("LIST.XLS", Some(Kind::File)),
            ("https://example.org/list.pdf", Some(Kind::Place)),
            ("a.b@example.org", Some(Kind::Place)),
            ("#ferries", Some(Kind::Place)),
            ("talk.ports.ferries", None),
            ("www.example.org", Some(Kind::Place)),
            ("#1", None),
            ("a.m.", None),
            ("#", None),
            ("", None),
        ] {
            assert_eq!(kind(word), named, "{word}");
        }
    }

    #[test]
    fn other_stops_are_no_addresses() {
        for text in ["end.Then", "U.S.-led", "e.g.", "wait...what", "3.5", "10:30", "a.m.", "well.known"] {
            check(text, None);
        }
    }
}
