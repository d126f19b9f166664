//! Feeds in.
use super::{FeedCheck, FeedOptions, ImportProgress, ImportReport};
use crate::error::{Error, Result};
use crate::storage::Write;
use crate::time::Now;
use std::path::Path;

pub(crate) fn check(_: &Path, _: &FeedOptions) -> Result<FeedCheck> {
    Err(Error::Internal("interim"))
}
pub(crate) fn import(_: &mut Write, _: &Path, _: &FeedOptions, _: &Now, _: Option<&dyn ImportProgress>) -> Result<ImportReport> {
    Err(Error::Internal("interim"))
}
pub(crate) fn import_sample(_: &mut Write, _: &Now) -> Result<ImportReport> {
    Err(Error::Internal("interim"))
}
