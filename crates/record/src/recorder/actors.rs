//! Recorder of actors.

use super::Report;
use crate::Record;

/// Adds the actors of a report.
pub fn record(_report: &Report, _record: &mut Record) {}
