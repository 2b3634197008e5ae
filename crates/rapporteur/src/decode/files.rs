use super::Format;
use super::error::{Error, Kind};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A file to read, and what it holds.
#[derive(Debug)]
pub struct File {
    /// Its path; `-` is standard input.
    pub path: PathBuf,
    pub format: Format,
}

/// The files under a path: the path itself, or all readable ones below it when it is a folder, sorted by name.
pub fn walk(path: &Path, format: Option<Format>) -> Box<dyn Iterator<Item = Result<File, Error>>> {
    if !path.is_dir() {
        let told = named(path).map(|(format, _)| format);
        let file = File { path: path.to_owned(), format: format.or(told).unwrap_or(Format::Text) };
        return Box::new(std::iter::once(Ok(file)));
    }
    Box::new(Walk { format, waiting: vec![path.to_owned()], started: false })
}

/// A folder on its way: paths still to visit, the next one last.
struct Walk {
    format: Option<Format>,
    waiting: Vec<PathBuf>,
    started: bool,
}

impl Iterator for Walk {
    type Item = Result<File, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(path) = self.waiting.pop() {
            let first = !std::mem::replace(&mut self.started, true);
            let unreadable = |error| Error::of_file(&path, Kind::Unreadable(error));
            let folder = match fs::symlink_metadata(&path) {
                Ok(entry) => first || entry.is_dir(),
                Err(error) => return Some(Err(unreadable(error))),
            };
            if folder {
                match below(&path) {
                    Ok(entries) => self.waiting.extend(entries),
                    Err(error) => return Some(Err(unreadable(error))),
                }
                continue;
            }
            let Some((format, _)) =
                named(&path).filter(|(format, _)| self.format.is_none_or(|wanted| wanted == *format))
            else {
                continue;
            };
            // Links are followed to files, never to folders: a ring of links has no end.
            match fs::metadata(&path) {
                Ok(entry) if entry.is_file() => return Some(Ok(File { path, format })),
                Ok(entry) if entry.is_dir() => continue,
                Ok(_) => return Some(Err(Error::of_file(&path, Kind::NoFile))),
                Err(error) => return Some(Err(unreadable(error))),
            }
        }
        None
    }
}

/// The entries of a folder, the last name first.
fn below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    entries.sort_unstable_by(|a, b| b.file_name().cmp(&a.file_name()));
    Ok(entries)
}

/// What a file of this name holds, and whether its name says that it is packed.
pub fn named(path: &Path) -> Option<(Format, bool)> {
    let packed = ends_in(path, &["gz"]);
    let inner = if packed { Path::new(path.file_stem()?) } else { path };
    if ends_in(inner, &["txt", "text"]) {
        Some((Format::Text, packed))
    } else if ends_in(inner, &["jsonl", "ndjson"]) {
        Some((Format::JsonLines, packed))
    } else {
        None
    }
}

/// True when the name's last ending is one of these, in any case.
pub fn ends_in(path: &Path, endings: &[&str]) -> bool {
    path.extension()
        .and_then(OsStr::to_str)
        .is_some_and(|ending| endings.iter().any(|e| e.eq_ignore_ascii_case(ending)))
}
