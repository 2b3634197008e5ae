//! A temporary folder, and the binary run inside it.

use std::ffi::OsStr;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// A temporary folder that goes with its value.
pub struct House(tempfile::TempDir);

/// What a run of the binary left behind.
pub struct Run {
    pub status: i32,
    pub out: String,
    pub err: String,
}

pub const REPORT: &str = "date 2024-03-05 The ministry said on Monday that talks would resume next week.\n";

impl House {
    pub fn new() -> Self {
        House(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: impl AsRef<OsStr>) -> PathBuf {
        self.0.path().join(name.as_ref())
    }

    pub fn write(&self, name: impl AsRef<OsStr>, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        self
    }

    pub fn command<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
        command.current_dir(self.0.path()).args(arguments).env_remove("RAPPORTEUR_LEDGER");
        // The model in the program: what else lies about must not change a test.
        command.env("RAPPORTEUR_MODEL", "fast");
        command
    }

    pub fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Run {
        self.run_with(arguments, b"")
    }

    pub fn run_with<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>, input: &[u8]) -> Run {
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let writer = std::thread::spawn(move || {
            // A program that does not read its input is no failure of the test.
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Run {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    /// The records on standard output.
    pub fn records(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The ids of the records on standard output.
    pub fn ids(&self) -> Vec<String> {
        self.records().iter().map(|record| record["document"]["id"].as_str().unwrap().to_owned()).collect()
    }

    /// Some input was skipped: status 1, and standard error holds exactly these lines.
    pub fn skips(&self, lines: &[&str]) -> &Self {
        let told: Vec<&str> = self.err.lines().collect();
        let expected: Vec<String> = lines.iter().map(|line| format!("skipped: {line}")).collect();
        assert_eq!(told, expected);
        assert_eq!(self.status, 1);
        self
    }

    /// Nothing went wrong: status 0 and nothing on standard error.
    pub fn succeeds(&self) -> &Self {
        assert_eq!((self.status, self.err.as_str()), (0, ""));
        self
    }
}

/// The codes of a record's notes.
pub fn notes(record: &serde_json::Value) -> Vec<&str> {
    record["notes"].as_array().unwrap().iter().map(|note| note["code"].as_str().unwrap()).collect()
}

/// Bytes packed as one gzip member.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// A JSON line of a report.
pub fn line(id: &str, text: &str) -> String {
    format!("{}\n", serde_json::json!({ "id": id, "text": text, "date": "2024-03-05" }))
}
