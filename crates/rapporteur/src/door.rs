//! The door: where every command's outcome becomes an exit status, and every error one line.

use crate::ui;
use std::io;
use std::process::ExitCode;

/// How a command ended that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything was done: exit status 0.
    Done,
    /// Some input was skipped and reported, the rest was done: exit status 1.
    SomeSkipped,
}

/// Exit status where nothing could start, or the output could not go on.
const FAILED: u8 = 2;

/// Prints what went wrong, if anything, and gives the exit status.
///
/// A reader who closed the pipe has seen enough: that ends quietly and well.
pub fn close(result: anyhow::Result<Outcome>) -> ExitCode {
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeSkipped) => ExitCode::from(1),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => match error.downcast::<clap::Error>() {
            Ok(usage) => {
                // Help goes to standard output, a wrong call to standard error; a closed one is no reason to fail.
                let _ = usage.print();
                ExitCode::from(if usage.use_stderr() { FAILED } else { 0 })
            }
            Err(error) => {
                ui::error(&error);
                ExitCode::from(FAILED)
            }
        },
    }
}

/// The error of an output that cannot be written, with its cause in plain words.
pub fn cannot_write(what: &str) -> impl Fn(io::Error) -> anyhow::Error {
    move |error| {
        let words = format!("cannot write to {what}: {}", error.kind());
        anyhow::Error::new(error).context(words)
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |io: &io::Error| io.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(broken))
}
