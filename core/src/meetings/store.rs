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

/// Interim: the shape that the feeds feed.
pub(crate) struct Importer<'a, 'b> {
    _w: &'a mut crate::storage::Write<'b>,
}
pub(crate) struct Counts {
    pub added: u32,
    pub changed: u32,
    pub gone: u32,
}
impl<'a, 'b> Importer<'a, 'b> {
    pub(crate) fn begin(w: &'a mut crate::storage::Write<'b>, _: &super::FeedOptions, _: &Now) -> Result<Self> {
        Ok(Self { _w: w })
    }
    pub(crate) fn row(&mut self, _: super::model::CanonicalMeeting) -> Result<()> {
        Err(Error::Internal("interim"))
    }
    pub(crate) fn finish(self) -> Result<Counts> {
        Err(Error::Internal("interim"))
    }
}
