//! Questions.
use super::{MeetingPage, MeetingQuery};
use crate::error::{Error, Result};
use crate::storage::Read;
use crate::time::Now;

pub(crate) fn page(_: &Read, _: &MeetingQuery, _: &Now) -> Result<MeetingPage> {
    Err(Error::Internal("interim"))
}
