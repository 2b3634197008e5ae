//! Recorder of mentions.

use super::Report;
use crate::Record;

/// Adds the mentions of a report.
pub fn record(_report: &Report, _record: &mut Record) {}
