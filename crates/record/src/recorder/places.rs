//! Recorder of places.

use super::Report;
use crate::Record;

/// Adds the places of a report.
pub fn record(_report: &Report, _record: &mut Record) {}
