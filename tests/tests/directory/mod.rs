//! The directory through its public interface: what a search finds, and what an import does to what was known.

mod calendars;
mod common_words;
mod facets;
mod facts;
mod garbage;
mod joined;
mod known_faults;
mod letters;
mod mine;
mod overlay;
mod refresh;
mod search;
mod sources;

use std::path::Path;
use std::sync::Arc;

use handrail_core::api::Directory;
use handrail_core::error::HandrailError;
use handrail_core::meetings::{FeedOptions, GeoPoint, ImportReport, MeetingPage, MeetingQuery};
use handrail_core::time::Moment;
use handrail_tests::made_up::{MadeUp, feed};
use tempfile::TempDir;

/// A directory in a folder of its own.
struct Fixture {
    folder: TempDir,
    directory: Arc<Directory>,
}

impl Fixture {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let directory = Directory::open(text(&folder.path().join("directory.db"))).unwrap();
        Self { folder, directory }
    }

    fn of(meetings: &[MadeUp]) -> Self {
        let fixture = Self::new();
        fixture.import(meetings, &moment("2026-01-14T02:10:00Z")).unwrap();
        fixture
    }

    fn import(&self, meetings: &[MadeUp], now: &Moment) -> Result<ImportReport, HandrailError> {
        self.import_as(meetings, FeedOptions::new("made up"), now)
    }

    fn import_as(&self, meetings: &[MadeUp], options: FeedOptions, now: &Moment) -> Result<ImportReport, HandrailError> {
        let file = self.folder.path().join("feed.json");
        std::fs::write(&file, feed(meetings)).unwrap();
        self.directory.import_feed(text(&file), options, now.clone(), None)
    }

    fn page(&self, query: &MeetingQuery, now: &Moment) -> MeetingPage {
        self.directory.meetings_near(query.clone(), now.clone()).unwrap()
    }

    /// All pages after one another.
    fn pages(&self, query: &MeetingQuery, now: &Moment) -> Vec<MeetingPage> {
        let mut pages = vec![self.page(query, now)];
        while let Some(cursor) = pages.last().and_then(|page| page.next_page.clone()) {
            pages.push(self.page(&MeetingQuery { cursor: Some(cursor), ..query.clone() }, now));
        }
        pages
    }
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn moment(at: &str) -> Moment {
    Moment { at: at.parse().unwrap(), zone: "America/Los_Angeles".into() }
}

fn near(latitude: f64, longitude: f64) -> MeetingQuery {
    MeetingQuery { near: Some(GeoPoint { latitude, longitude }), ..MeetingQuery::default() }
}

/// A meeting in a room on Monday at seven in the evening; change what matters.
fn plain(slug: &str) -> MadeUp {
    MadeUp {
        slug: slug.into(),
        name: format!("Meeting {slug}"),
        days: vec![1],
        minute: 19 * 60,
        minutes: Some(60),
        zone: Some("America/Los_Angeles".parse().unwrap()),
        fellowship: "aa",
        types: vec!["O"],
        point: Some((37.33, -121.89)),
        place: format!("Hall {slug}"),
        town: "Harborough".into(),
        notes: String::new(),
    }
}

fn names(page: &MeetingPage) -> Vec<&str> {
    page.meetings.iter().map(|meeting| meeting.name.as_str()).collect()
}
