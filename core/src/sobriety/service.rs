//! Rules and store together.
use super::{ReturnToUse, Today, Tracker, TrackerDetails, TrackerHistory};
use crate::error::{Error, Result};
use crate::storage::{Database, Write};
use crate::time::Now;

pub(crate) fn today(_: &Database, _: &Now) -> Result<Today> {
    Err(Error::Internal("interim"))
}
pub(crate) fn history(_: &Database, _: &str, _: &Now) -> Result<TrackerHistory> {
    Err(Error::Internal("interim"))
}
pub(crate) fn add(_: &mut Write, _: &TrackerDetails, _: &Now) -> Result<Tracker> {
    Err(Error::Internal("interim"))
}
pub(crate) fn edit(_: &mut Write, _: &str, _: &TrackerDetails, _: &Now) -> Result<Tracker> {
    Err(Error::Internal("interim"))
}
pub(crate) fn archive(_: &mut Write, _: &str, _: bool, _: &Now) -> Result<Tracker> {
    Err(Error::Internal("interim"))
}
pub(crate) fn reorder(_: &mut Write, _: &[String]) -> Result<()> {
    Err(Error::Internal("interim"))
}
pub(crate) fn record_return(_: &Database, _: &str, _: &ReturnToUse, _: &Now) -> Result<TrackerHistory> {
    Err(Error::Internal("interim"))
}
pub(crate) fn undo_return(_: &Database, _: &str, _: &Now) -> Result<TrackerHistory> {
    Err(Error::Internal("interim"))
}
