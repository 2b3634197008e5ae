//! Recorder of statements.

use super::Report;
use crate::Record;

/// Adds the statements of a report.
pub fn record(_report: &Report, _record: &mut Record) {}
