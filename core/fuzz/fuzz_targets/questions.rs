//! Any text where a person or an app hands one in: words, cursors, regions, codes, numbers, rules. An answer or a refusal of a known
//! kind, never a panic. Run with `cargo +nightly fuzz run --fuzz-dir core/fuzz questions`.
#![no_main]

use std::sync::{Arc, LazyLock};

use handrail_core::api::Directory;
use handrail_core::error::HandrailError;
use handrail_core::meetings::{GeoBox, GeoPoint, MeetingOrder, MeetingQuery};
use handrail_core::time::Moment;
use libfuzzer_sys::fuzz_target;

static DIRECTORY: LazyLock<(Arc<Directory>, tempfile::TempDir)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("directory.db").to_string_lossy().into_owned();
    let directory = Directory::open(file).expect("a directory");
    directory.import_sample(now("2026-03-04T01:30:00Z", "America/Los_Angeles")).expect("the sample");
    (directory, folder)
});

fn now(at: &str, zone: &str) -> Moment {
    Moment { at: at.parse().expect("an instant"), zone: zone.into() }
}

/// Takes numbers off the bytes; behind the end there are zeros.
struct Numbers<'a>(&'a [u8]);

impl Numbers<'_> {
    fn byte(&mut self) -> u8 {
        self.0.split_off_first().copied().unwrap_or(0)
    }

    fn degrees(&mut self) -> f64 {
        match self.byte() {
            0 => f64::NAN,
            1 => f64::INFINITY,
            2 => 1e300,
            byte => f64::from(byte) * 1.5 - 200.0 + f64::from(self.byte()) / 256.0,
        }
    }

    fn some<T>(&mut self, value: T) -> Option<T> {
        (self.byte() % 2 == 1).then_some(value)
    }
}

fuzz_target!(|bytes: &[u8]| {
    let at = bytes.iter().position(|byte| *byte == 0xff).unwrap_or(bytes.len());
    let (texts, numbers) = bytes.split_at(at);
    let texts = String::from_utf8_lossy(texts);
    let mut lines = texts.split('\n').map(str::to_owned);
    let mut n = Numbers(numbers.get(1..).unwrap_or_default());
    let mut query = MeetingQuery::default();
    query.words = lines.next().filter(|line| !line.is_empty());
    query.cursor = lines.next().filter(|line| !line.is_empty());
    let zone = lines.next().filter(|line| !line.is_empty()).unwrap_or_else(|| "Europe/London".into());
    query.region = lines.by_ref().take(2).filter(|line| !line.is_empty()).collect();
    query.types = lines.by_ref().take(2).collect();
    query.languages = lines.by_ref().take(1).collect();
    query.fellowships = lines.collect();
    let point = GeoPoint { latitude: n.degrees(), longitude: n.degrees() };
    query.near = n.some(point);
    let km = n.degrees();
    query.within_km = n.some(km);
    let around = GeoBox { south: n.degrees(), north: n.degrees(), west: n.degrees(), east: n.degrees() };
    query.within_box = n.some(around);
    let hours = u32::from(n.byte());
    query.hours = n.some(hours);
    let minute = u16::from(n.byte()) * 7;
    query.from_minute = n.some(minute);
    let until = minute + u16::from(n.byte());
    query.until_minute = n.some(until);
    let weekday = n.byte().cast_signed();
    query.weekdays = n.some(weekday).into_iter().collect();
    let speed = n.degrees();
    query.travel_kmh = n.some(speed);
    let limit = u32::from(n.byte());
    query.limit = n.some(limit);
    query.include_online = n.byte() % 2 == 1;
    query.only_reachable = n.byte() % 2 == 1;
    query.order = [None, Some(MeetingOrder::Nearest), Some(MeetingOrder::BestMatch)][usize::from(n.byte() % 3)];
    let moment = now("2026-03-04T01:30:00Z", &zone);
    let directory = &DIRECTORY.0;
    match directory.meetings_near(query.clone(), moment.clone()) {
        Ok(page) => {
            assert!(page.meetings.len() as u64 <= u64::from(page.total));
            if let Some(cursor) = page.next_page {
                let next = MeetingQuery { cursor: Some(cursor), ..query.clone() };
                directory.meetings_near(next, moment.clone()).expect("the next page of an answer");
            }
            directory.meeting_facets(query, moment).expect("the counts of an answer");
        }
        Err(HandrailError::Invalid { .. }) => {}
        Err(other) => panic!("{other:?}"),
    }
});
