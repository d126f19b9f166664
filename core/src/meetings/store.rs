//! SQL.
use super::{MeetingDetail, Source};
use crate::error::{Error, Result};
use crate::storage::Read;
use crate::time::Now;

pub(crate) fn detail(_: &Read, _: &str, _: &Now) -> Result<MeetingDetail> {
    Err(Error::Internal("interim"))
}
pub(crate) fn sources(_: &Read) -> Result<Vec<Source>> {
    Err(Error::Internal("interim"))
}
