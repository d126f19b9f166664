//! The journal file: what it survives, and that no error changes a byte of it.

use std::path::Path;
use std::sync::Arc;

use handrail_core::api::{Directory, Journal, keep_aside, new_journal_key};
use handrail_core::error::{Field, HandrailError, Problem};
use handrail_core::meetings::MeetingQuery;
use handrail_core::sobriety::TrackerDetails;
use handrail_core::time::Moment;
use tempfile::TempDir;

const SENTINEL: &str = "Zwölfachtzig-Sentinel";

fn now() -> Moment {
    Moment { at: "2026-03-01T18:00:00Z".parse().unwrap(), zone: "America/New_York".into() }
}

struct Place {
    _folder: TempDir,
    path: String,
    key: Vec<u8>,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.db").to_string_lossy().into_owned();
        Self { _folder: folder, path, key: new_journal_key().unwrap() }
    }

    fn open(&self) -> Result<Arc<Journal>, HandrailError> {
        Journal::open(self.path.clone(), self.key.clone())
    }

    fn bytes(&self) -> Vec<u8> {
        std::fs::read(&self.path).unwrap()
    }

    /// A journal of some pages, closed.
    fn filled() -> Self {
        let place = Self::new();
        let journal = place.open().unwrap();
        for number in 0..200 {
            let name = format!("{SENTINEL} {number} {}", "x".repeat(150));
            journal.add_tracker(TrackerDetails::new(&name, "2026-01-31".parse().unwrap()), now()).unwrap();
        }
        journal.close().unwrap();
        place
    }
}

/// Opens, and reads everything if it opens.
fn read_all(place: &Place) -> Result<usize, HandrailError> {
    let journal = place.open()?;
    let trackers = journal.trackers()?;
    journal.close()?;
    Ok(trackers.len())
}

#[test]
fn what_was_written_is_there_after_closing() {
    let place = Place::new();
    let journal = place.open().unwrap();
    assert!(journal.was_created().unwrap());
    let added = journal.add_tracker(TrackerDetails::new("Alcohol", "2026-01-31".parse().unwrap()), now()).unwrap();
    journal.close().unwrap();
    let journal = place.open().unwrap();
    assert!(!journal.was_created().unwrap());
    assert_eq!(journal.trackers().unwrap(), [added]);
}

#[test]
fn another_key_is_refused_and_changes_nothing() {
    let place = Place::filled();
    let before = place.bytes();
    let wrong = Journal::open(place.path.clone(), new_journal_key().unwrap());
    assert_eq!(wrong.err(), Some(HandrailError::WrongKey));
    assert_eq!(place.bytes(), before);
    assert_eq!(read_all(&place), Ok(200));
}

#[test]
fn a_key_has_32_bytes() {
    let place = Place::new();
    for length in [0, 16, 31, 33, 64] {
        let refused = Journal::open(place.path.clone(), vec![1; length]);
        assert_eq!(refused.err(), Some(HandrailError::Invalid { field: Field::Key, problem: Problem::WrongLength }));
    }
    assert!(!Path::new(&place.path).exists(), "a refused key makes no file");
    assert_ne!(new_journal_key().unwrap(), new_journal_key().unwrap());
}

#[test]
fn a_file_of_a_newer_core_is_left_untouched() {
    let place = Place::filled();
    let hex = place.key.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    let raw = rusqlite::Connection::open(&place.path).unwrap();
    raw.execute_batch(&format!("PRAGMA key = \"x'{hex}'\"; PRAGMA user_version = 9000;")).unwrap();
    drop(raw);
    let before = place.bytes();
    assert!(matches!(place.open().err(), Some(HandrailError::NewerFile { found: 9000, supported: 1.. })));
    assert_eq!(place.bytes(), before);
}

#[test]
fn a_damaged_file_is_an_error_and_never_a_new_journal() {
    // The head, a bit in every page, the second half, a file cut in half, and a file that never was a journal.
    type Damage = fn(&mut Vec<u8>);
    let damages: [Damage; 5] = [
        |bytes| bytes[..64].fill(0),
        |bytes| {
            for offset in (4096..bytes.len()).step_by(512) {
                bytes[offset] ^= 1;
            }
        },
        |bytes| {
            let middle = bytes.len() / 2;
            bytes[middle..].fill(0xAA);
        },
        |bytes| bytes.truncate(bytes.len() / 2),
        |bytes| *bytes = b"<html>not a journal</html>".repeat(400),
    ];
    for (number, damage) in damages.into_iter().enumerate() {
        let place = Place::filled();
        let mut bytes = place.bytes();
        damage(&mut bytes);
        std::fs::write(&place.path, &bytes).unwrap();
        let found = read_all(&place);
        assert!(
            matches!(found, Err(HandrailError::WrongKey | HandrailError::Damaged)),
            "damage {number} was answered with {found:?}"
        );
        assert_eq!(place.bytes(), bytes, "damage {number}: the file was changed");
    }
}

#[test]
fn keeping_aside_renames_and_a_new_journal_begins() {
    let place = Place::filled();
    let mut bytes = place.bytes();
    bytes[..4096].fill(0);
    std::fs::write(&place.path, &bytes).unwrap();
    assert_eq!(place.open().err(), Some(HandrailError::WrongKey));
    let kept = keep_aside(place.path.clone()).unwrap();
    assert_eq!(std::fs::read(&kept).unwrap(), bytes);
    assert_eq!(place.open().unwrap().trackers().unwrap(), []);
    // A second one does not overwrite the first.
    let second = keep_aside(place.path.clone()).unwrap();
    assert_ne!(second, kept);
    assert_eq!(std::fs::read(&kept).unwrap(), bytes);
    assert!(matches!(keep_aside(place.path.clone()), Err(HandrailError::FileUnavailable { .. })));
}

#[test]
fn nothing_readable_lies_on_the_disk() {
    let place = Place::new();
    let journal = place.open().unwrap();
    journal.add_tracker(TrackerDetails::new(SENTINEL, "2026-01-31".parse().unwrap()), now()).unwrap();
    // While open, the log beside it holds the newest writes.
    let folder = Path::new(&place.path).parent().unwrap();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for text in [SENTINEL.as_bytes(), b"CREATE TABLE", b"2026-01-31", b"SQLite format 3"] {
            assert!(!bytes.windows(text.len()).any(|window| window == text), "readable text in {:?}", path.file_name());
        }
    }
}

#[test]
fn a_missing_folder_is_said_without_its_path() {
    let path = "/nowhere/Zwölfachtzig/journal.db".to_owned();
    for error in [Journal::open(path.clone(), vec![1; 32]).err().unwrap(), Directory::open(path).err().unwrap()] {
        assert!(matches!(error, HandrailError::FileUnavailable { .. }), "{error:?}");
        assert!(!format!("{error} {error:?}").contains("Zwölfachtzig"));
    }
}

#[test]
fn a_closed_journal_says_so() {
    let place = Place::new();
    let journal = place.open().unwrap();
    journal.close().unwrap();
    journal.close().unwrap();
    assert_eq!(journal.trackers(), Err(HandrailError::Closed));
    assert_eq!(journal.today(now()), Err(HandrailError::Closed));
    assert_eq!(journal.checkpoint(), Err(HandrailError::Closed));
}

#[test]
fn an_empty_file_is_a_journal_that_was_never_begun() {
    let place = Place::new();
    std::fs::write(&place.path, b"").unwrap();
    assert_eq!(place.open().unwrap().trackers().unwrap(), []);
}

#[test]
fn two_open_journals_write_side_by_side() {
    let place = Place::new();
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let journal = place.open().unwrap();
            std::thread::spawn(move || {
                for number in 0..10 {
                    let name = format!("{writer}-{number}");
                    journal.add_tracker(TrackerDetails::new(&name, "2026-01-31".parse().unwrap()), now()).unwrap();
                }
            })
        })
        .collect();
    for writer in writers {
        writer.join().unwrap();
    }
    assert_eq!(place.open().unwrap().trackers().unwrap().len(), 40);
}

#[test]
fn no_error_repeats_what_a_person_wrote() {
    let place = Place::new();
    let journal = place.open().unwrap();
    let mut details = TrackerDetails::new(&SENTINEL.repeat(100), "2026-01-31".parse().unwrap());
    let mut errors = vec![journal.add_tracker(details.clone(), now()).unwrap_err()];
    details.name = "fine".into();
    details.zone = Some(SENTINEL.into());
    errors.push(journal.add_tracker(details.clone(), now()).unwrap_err());
    details.zone = None;
    details.fellowship = Some(SENTINEL.into());
    errors.push(journal.add_tracker(details, now()).unwrap_err());
    errors.push(journal.tracker_history(SENTINEL.into(), now()).unwrap_err());
    for error in errors {
        assert!(!format!("{error} {error:?}").contains("Sentinel"), "{error:?}");
    }
}

/// Damage in the middle shows only when someone asks for what was there: that question fails, and the next start has a directory again,
/// with the person's favourites in the journal untouched.
#[test]
fn a_directory_that_is_damaged_in_the_middle_is_made_anew_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("directory.db");
    let name = path.to_string_lossy().into_owned();
    let now = Moment { at: "2026-01-14T02:10:00Z".parse().unwrap(), zone: "UTC".into() };
    let directory = Directory::open(name.clone()).unwrap();
    directory.import_sample(now.clone()).unwrap();
    directory.close().unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[8192 * 4..].fill(0xA5);
    std::fs::write(&path, &bytes).unwrap();
    let directory = Directory::open(name.clone()).unwrap();
    assert_eq!(directory.rebuilt_from().unwrap(), None, "nobody has looked");
    let words = MeetingQuery { words: Some("noon".into()), ..MeetingQuery::default() };
    assert!(matches!(directory.meetings_near(words.clone(), now.clone()), Err(HandrailError::Damaged)));
    directory.close().unwrap();
    let directory = Directory::open(name.clone()).unwrap();
    let kept = directory.rebuilt_from().unwrap().unwrap();
    assert_eq!(std::fs::read(kept).unwrap(), bytes);
    directory.import_sample(now.clone()).unwrap();
    assert!(directory.meetings_near(words, now).unwrap().total > 0);
    directory.close().unwrap();
    assert_eq!(Directory::open(name).unwrap().rebuilt_from().unwrap(), None);
}
