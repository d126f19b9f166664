//! From the file into the directory: all of it or nothing, and read back as it was meant.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use handrail_core::api::Directory;
use handrail_core::error::{FeedProblem, HandrailError};
use handrail_core::meetings::{FeedOptions, GeoPoint, ImportProgress, ImportReport, MeetingDetail, MeetingQuery, VenueKind};
use handrail_core::time::Moment;

use super::{ROW, check_file, excerpt, options};

/// A Tuesday evening in California.
fn tuesday() -> Moment {
    Moment { at: "2026-03-04T01:30:00Z".parse().expect("an instant"), zone: "America/Los_Angeles".into() }
}

struct Fixture {
    directory: Arc<Directory>,
    folder: tempfile::TempDir,
}

impl Fixture {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let directory = Directory::open(folder.path().join("directory.db").to_string_lossy().into_owned()).expect("a directory");
        Self { directory, folder }
    }

    fn file(&self, text: &str) -> std::path::PathBuf {
        let path = self.folder.path().join("feed.json");
        std::fs::write(&path, text).expect("room for it");
        path
    }

    fn import(&self, path: &Path, options: FeedOptions) -> Result<ImportReport, HandrailError> {
        self.directory.import_feed(path.to_string_lossy().into_owned(), options, tuesday(), None)
    }

    fn meetings(&self) -> u32 {
        self.directory.sources(tuesday()).expect("sources").iter().map(|source| source.meetings).sum()
    }

    fn find(&self, words: &str) -> MeetingDetail {
        let query = MeetingQuery { words: Some(words.to_owned()), ..MeetingQuery::default() };
        let page = self.directory.meetings_near(query, tuesday()).expect("a page");
        let row = page.meetings.first().unwrap_or_else(|| panic!("no meeting for {words}"));
        self.directory.meeting(row.id.clone(), tuesday()).expect("the meeting")
    }
}

fn rows(count: u32) -> String {
    let rows: Vec<_> = (0..count).map(|n| ROW.replace(r#""slug":"a""#, &format!(r#""slug":"s{n}""#))).collect();
    format!("[{}]", rows.join(","))
}

#[test]
fn an_import_says_what_a_check_says() {
    for name in ["san_jose_2021.json", "northwest_texas_2021.json", "trailing_text.json"] {
        let fixture = Fixture::new();
        let check = check_file(&excerpt(name), options()).expect("a feed");
        let import = fixture.import(&excerpt(name), options()).expect("a feed");
        assert_eq!((import.rows, import.meetings, import.format), (check.rows, check.meetings, check.format), "{name}");
        assert_eq!((import.diagnostics, import.examples), (check.diagnostics, check.examples), "{name}");
        assert_eq!((import.added, import.changed, import.gone), (check.meetings, 0, 0), "{name}");
        let again = fixture.import(&excerpt(name), options()).expect("a feed");
        assert_eq!((again.added, again.changed, again.gone), (0, 0, 0), "{name}");
    }
}

#[test]
fn a_feed_that_breaks_off_leaves_the_old_one() {
    let fixture = Fixture::new();
    fixture.import(&fixture.file(&rows(30)), options()).expect("a feed");
    let other = rows(40).replace(r#""name":"A""#, r#""name":"Other""#);
    let (half, almost) = (other.get(..other.len() / 2), other.get(..other.len() - 1));
    for broken in [half.expect("a half"), almost.expect("a beginning"), "", "<html>", "[]", "[1]"] {
        assert!(matches!(fixture.import(&fixture.file(broken), options()), Err(HandrailError::Feed { .. })));
        assert_eq!((fixture.meetings(), fixture.find("A").row.name.as_str()), (30, "A"));
    }
}

#[test]
fn a_feed_that_shrinks_is_refused_unless_accepted() {
    let fixture = Fixture::new();
    fixture.import(&fixture.file(&rows(30)), options()).expect("a feed");
    let refused = fixture.import(&fixture.file(&rows(23)), options());
    assert_eq!(refused, Err(HandrailError::Feed { reason: FeedProblem::Shrunk }));
    assert_eq!(fixture.meetings(), 30);
    let accepted = fixture.import(&fixture.file(&rows(23)), FeedOptions { accept_shrink: true, ..options() }).expect("a feed");
    assert_eq!((accepted.gone, fixture.meetings()), (7, 23));
}

struct Watch {
    calls: AtomicU32,
    stop_at: u32,
    fail: bool,
}

impl ImportProgress for Watch {
    fn on_progress(&self, rows: u32, bytes_read: u64, bytes_total: u64) -> Result<bool, HandrailError> {
        let call = self.calls.fetch_add(1, Ordering::SeqCst) + 1;
        assert!(bytes_read <= bytes_total && bytes_total > 0 && rows > 0);
        if call < self.stop_at {
            Ok(true)
        } else if self.fail {
            Err(HandrailError::Closed)
        } else {
            Ok(false)
        }
    }
}

fn watched(stop_at: u32, fail: bool) -> (Result<ImportReport, HandrailError>, u32, u32) {
    let fixture = Fixture::new();
    let watch = Arc::new(Watch { calls: AtomicU32::new(0), stop_at, fail });
    let path = fixture.file(&rows(350)).to_string_lossy().into_owned();
    let answer = fixture.directory.import_feed(path, options(), tuesday(), Some(watch.clone()));
    (answer, watch.calls.load(Ordering::SeqCst), fixture.meetings())
}

#[test]
fn an_import_tells_how_far_it_is_and_can_be_stopped() {
    let (answer, calls, meetings) = watched(u32::MAX, false);
    assert_eq!((answer.map(|report| report.rows), calls, meetings), (Ok(350), 4, 350));
    for fail in [false, true] {
        for stop_at in 1..=4 {
            let (answer, calls, meetings) = watched(stop_at, fail);
            assert_eq!((answer, calls, meetings), (Err(HandrailError::Cancelled), stop_at, 0));
        }
    }
}

#[test]
fn the_sample_fills_a_tuesday_evening_in_san_jose() {
    let fixture = Fixture::new();
    let report = fixture.directory.import_sample(tuesday()).expect("the sample");
    assert_eq!((report.added, report.gone), (report.rows, 0));
    let near = Some(GeoPoint { latitude: 37.3382, longitude: -121.8863 });
    let page = fixture
        .directory
        .meetings_near(MeetingQuery { near, hours: Some(4), ..MeetingQuery::default() }, tuesday())
        .expect("a page");
    assert!(page.total >= 5, "{}", page.total);
    for row in &page.meetings {
        assert_eq!(row.zone.as_deref(), Some("America/Los_Angeles"));
        assert!(matches!(row.venue, VenueKind::InPerson | VenueKind::Hybrid), "{row:?}");
    }
    let again = fixture.directory.import_sample(tuesday()).expect("the sample");
    assert_eq!((again.added, again.changed, again.gone), (0, 0, 0));
}

#[test]
fn what_a_person_reads_is_what_the_feed_says() {
    let fixture = Fixture::new();
    fixture
        .import(&excerpt("san_jose_2021.json"), FeedOptions { zone: Some("America/Los_Angeles".into()), ..options() })
        .expect("a feed");
    let online = fixture.find("Crazy Corona");
    assert_eq!((online.row.venue, online.point, online.approximate), (VenueKind::Online, None, true));
    assert!(online.conference_url.as_deref().is_some_and(|url| url.starts_with("https://zoom.us/j/71771828957")));
    let diner = fixture.find("Sundowners");
    assert_eq!(
        (diner.row.venue, diner.schedule.first().map(|time| (time.minute, time.duration))),
        (VenueKind::InPerson, Some((19 * 60 + 15, None)))
    );
    assert_eq!(diner.row.types, ["H", "D", "O", "SP", "X", "XB"]);
    let closed_room = fixture.find("Wednesday Winners");
    assert_eq!(closed_room.row.venue, VenueKind::Online);
    let two = MeetingQuery { words: Some("Pass It On".into()), ..MeetingQuery::default() };
    assert_eq!(fixture.directory.meetings_near(two, tuesday()).expect("a page").total, 2);
}

#[test]
fn several_days_are_one_meeting_with_a_time_for_each() {
    let fixture = Fixture::new();
    let several = ROW.replace(r#""day":1"#, r#""day":[3,"1",5,1]"#);
    let report = fixture.import(&fixture.file(&format!("[{several}]")), options()).expect("a feed");
    assert_eq!(report.meetings, 1);
    let days: Vec<_> = fixture.find("A").schedule.iter().map(|time| time.weekday).collect();
    assert_eq!(days, [1, 3, 5]);
}
