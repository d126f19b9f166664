//! What the benches share: a moment, a directory in a folder, feeds of 2,000 rows.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use handrail_core::api::Directory;
use handrail_core::meetings::{FeedOptions, GeoPoint, MeetingQuery};
use handrail_core::time::Moment;
use handrail_tests::made_up::{MadeUp, feed};
use tempfile::TempDir;

/// Rows in a feed, as large intergroups have them.
pub const FEED: usize = 2_000;

pub fn moment() -> Moment {
    // A Tuesday evening in the west of North America, far from any change of clocks.
    Moment { at: "2026-01-14T02:10:00Z".parse().unwrap(), zone: "America/Los_Angeles".into() }
}

pub fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// Feed files of the meetings.
pub fn feeds(folder: &Path, meetings: &[MadeUp]) -> Vec<PathBuf> {
    let files = meetings.chunks(FEED).enumerate().map(|(number, rows)| {
        let file = folder.join(format!("feed-{number}.json"));
        std::fs::write(&file, feed(rows)).unwrap();
        file
    });
    files.collect()
}

pub fn empty() -> (TempDir, Arc<Directory>) {
    let folder = tempfile::tempdir().unwrap();
    let directory = Directory::open(text(&folder.path().join("directory.db"))).unwrap();
    (folder, directory)
}

pub fn import(directory: &Directory, file: &Path) {
    let source = file.file_stem().unwrap().to_string_lossy();
    directory.import_feed(text(file), FeedOptions::new(&source), moment(), None).unwrap();
}

/// A directory of these meetings.
pub fn of(meetings: &[MadeUp]) -> (TempDir, Arc<Directory>) {
    let (folder, directory) = empty();
    let files = tempfile::tempdir().unwrap();
    for file in feeds(files.path(), meetings) {
        import(&directory, &file);
    }
    (folder, directory)
}

pub fn near((latitude, longitude): (f64, f64)) -> MeetingQuery {
    MeetingQuery { near: Some(GeoPoint { latitude, longitude }), within_km: Some(25.0), ..MeetingQuery::default() }
}

/// Bytes of the directory's files.
pub fn size(folder: &TempDir) -> u64 {
    std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().metadata().unwrap().len()).sum()
}
