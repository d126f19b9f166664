//! What the public interface cannot reach: a full disk, a held lock, an undeclared change, a reader beside a writer.

use std::path::PathBuf;
use std::sync::mpsc;
use std::sync::{Arc, Mutex};

use rusqlite::Connection;
use tempfile::TempDir;

use super::{Area, ChangeListener, Database, directory, journal, migrate};
use crate::error::{Error, HandrailError};

const KEY: [u8; 32] = [7; 32];

fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    (folder, path)
}

fn insert(db: &Database, id: &str) -> Result<(), Error> {
    db.write(|w| {
        w.touch(Area::Sobriety);
        w.conn().execute(
            "INSERT INTO tracker (id, position, name, start_day, profile, zone, created_at) VALUES (?1, 0, ?2, '2026-01-01', 'generic', 'UTC', 0)",
            [id, &"n".repeat(2000)],
        )?;
        Ok(())
    })
}

fn count(db: &Database) -> u32 {
    db.read(|r| Ok(r.conn().query_row("SELECT count(*) FROM tracker", [], |row| row.get(0))?)).unwrap()
}

#[test]
fn the_pragmas_are_what_we_say() {
    let (_folder, path) = place();
    let db = journal(&path, &KEY).unwrap().db;
    db.write(|w| {
        let ask = |pragma: &str| w.conn().query_row(&format!("PRAGMA {pragma}"), [], |row| row.get::<_, i64>(0));
        assert_eq!(ask("synchronous")?, 2, "FULL");
        assert_eq!(ask("foreign_keys")?, 1);
        assert_eq!(ask("secure_delete")?, 1);
        assert_eq!(ask("trusted_schema")?, 0);
        assert_eq!(ask("temp_store")?, 2, "MEMORY");
        let version: String = w.conn().query_row("PRAGMA cipher_version", [], |row| row.get(0))?;
        assert!(version.starts_with('4'), "{version}");
        Ok(())
    })
    .unwrap();
}

#[test]
fn a_fresh_file_has_the_schema_of_an_upgraded_one() {
    for steps in [migrate::JOURNAL, migrate::DIRECTORY] {
        let schema = |conn: &Connection| -> Vec<(String, String)> {
            let mut statement = conn.prepare("SELECT name, coalesce(sql, '') FROM sqlite_master ORDER BY name").unwrap();
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
        };
        let mut fresh = Connection::open_in_memory().unwrap();
        migrate::up(&mut fresh, steps).unwrap();
        let mut stepwise = Connection::open_in_memory().unwrap();
        for upto in 1..=steps.len() {
            migrate::up(&mut stepwise, steps.get(..upto).unwrap()).unwrap();
        }
        assert_eq!(schema(&fresh), schema(&stepwise));
        assert!(!schema(&fresh).is_empty());
    }
}

#[test]
fn a_journal_of_an_older_core_keeps_what_it_held() {
    let (folder, path) = place();
    let mut old = Connection::open(&path).unwrap();
    let key = "07".repeat(32);
    old.execute_batch(&format!("PRAGMA key = \"x'{key}'\"")).unwrap();
    migrate::up(&mut old, migrate::JOURNAL.get(..5).unwrap()).unwrap();
    old.execute_batch(
        "INSERT INTO tracker (id, position, name, start_day, profile, zone, created_at, number)
         VALUES ('one', 1, 'One', '2026-01-01', 'na_core', 'UTC', 0, 1);
         INSERT INTO award (id, tracker, episode_start, milestone, earned_on, recorded_at)
         VALUES ('kept', 'one', '2026-01-01', 'day.40', '2026-02-10', 0);
         INSERT INTO standing (tracker, body) VALUES ('one', '{\"start\":\"2026-01-01\",\"start_minute\":null,\"is_first\":true,
             \"closed_days\":0,\"longest_closed\":0,\"saved\":{\"money\":{},\"minutes\":0}}');
         INSERT INTO day_mark (key, state, medication, origin, entered_at, after_return)
         VALUES (1739652, 1, 0, 0, 0, 0);",
    )
    .unwrap();
    drop(old);
    let journal = crate::api::Journal::open(path.to_string_lossy().into_owned(), KEY.to_vec()).unwrap();
    let now = || crate::time::Moment { at: "2026-03-15T12:00:00Z".parse().unwrap(), zone: "UTC".to_owned() };
    let awards = |history: crate::sobriety::TrackerHistory| -> Vec<String> {
        history.awards.iter().map(|award| award.milestone.key()).collect()
    };
    let held = ["day.30", "day.40", "day.60"];
    assert_eq!(awards(journal.tracker_history("one".to_owned(), now()).unwrap()), held);
    // The first entry keeps what stood until then, though no core has said so before.
    let event = crate::sobriety::ReturnToUse::on("2026-02-05".parse().unwrap());
    assert_eq!(awards(journal.record_return("one".to_owned(), event, now()).unwrap()), ["day.30", "day.40", "day.60", "day.30"]);
    journal.close().unwrap();
    drop(folder);
}

#[test]
fn a_step_that_breaks_leaves_the_file_at_the_step_before() {
    let mut conn = Connection::open_in_memory().unwrap();
    migrate::up(&mut conn, &["CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a (x) VALUES (1);"]).unwrap();
    let broken = ["", "CREATE TABLE b (x INTEGER) STRICT; INSERT INTO missing (x) VALUES (1);"];
    migrate::up(&mut conn, &broken).unwrap_err();
    assert_eq!(conn.query_row("SELECT x FROM a", [], |row| row.get::<_, i64>(0)).unwrap(), 1);
    assert_eq!(conn.query_row("PRAGMA user_version", [], |row| row.get::<_, u32>(0)).unwrap(), 1);
    conn.query_row("SELECT x FROM b", [], |row| row.get::<_, i64>(0)).unwrap_err();
}

#[test]
fn a_full_disk_is_said_and_loses_nothing() {
    let (_folder, path) = place();
    let db = journal(&path, &KEY).unwrap().db;
    insert(&db, "first").unwrap();
    // SQLite gives the same answer as for a full disk once the file may not grow.
    db.write(|w| {
        let pages: u32 = w.conn().query_row("PRAGMA page_count", [], |row| row.get(0))?;
        w.conn().query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))?;
        Ok(())
    })
    .unwrap();
    let mut kept = 1;
    let full = loop {
        match insert(&db, &format!("more {kept}")) {
            Ok(()) => kept += 1,
            Err(error) => break HandrailError::from(error),
        }
        assert!(kept < 1000, "never full");
    };
    assert_eq!(full, HandrailError::StorageFull);
    assert_eq!(count(&db), kept, "every acknowledged row is there, the refused one is not");
}

#[test]
fn a_lock_held_elsewhere_is_busy_and_passes() {
    let (_folder, path) = place();
    let first = journal(&path, &KEY).unwrap().db;
    let second = journal(&path, &KEY).unwrap().db;
    first
        .write(|w| {
            w.touch(Area::Sobriety);
            let refused = insert(&second, "while held").unwrap_err();
            assert_eq!(HandrailError::from(refused), HandrailError::Busy);
            Ok(())
        })
        .unwrap();
    insert(&second, "after").unwrap();
    assert_eq!(count(&first), 1);
}

#[test]
fn a_reader_does_not_wait_for_a_writer_and_sees_the_state_before() {
    let (_folder, path) = place();
    let db = Arc::new(journal(&path, &KEY).unwrap().db);
    insert(&db, "before").unwrap();
    let (answer, counted) = mpsc::channel();
    let reader = Arc::clone(&db);
    db.write(|w| {
        w.touch(Area::Sobriety);
        w.conn().execute("DELETE FROM tracker WHERE id = 'before'", [])?;
        let thread = std::thread::spawn(move || answer.send(count(&reader)).unwrap());
        assert_eq!(counted.recv_timeout(std::time::Duration::from_secs(10)).unwrap(), 1);
        thread.join().unwrap();
        Ok(())
    })
    .unwrap();
    assert_eq!(count(&db), 0);
}

#[test]
#[should_panic(expected = "was not declared")]
fn an_undeclared_change_fails_in_tests() {
    let (_folder, path) = place();
    let db = journal(&path, &KEY).unwrap().db;
    let _ = db.write(|w| {
        w.conn().execute_batch(
            "INSERT INTO tracker (id, position, name, start_day, profile, zone, created_at) VALUES ('a', 0, '', '2026-01-01', '', '', 0)",
        )?;
        Ok(())
    });
}

#[test]
fn the_reading_view_refuses_to_write() {
    let (_folder, path) = place();
    let db = journal(&path, &KEY).unwrap().db;
    let refused = db.read(|r| Ok(r.conn().execute("DELETE FROM tracker", [])?)).unwrap_err();
    assert!(matches!(HandrailError::from(refused), HandrailError::FileUnavailable { .. }));
}

struct Heard(Mutex<Vec<Area>>, Mutex<Option<Arc<Database>>>);

impl ChangeListener for Heard {
    fn on_change(&self, areas: Vec<Area>) -> Result<(), HandrailError> {
        self.0.lock().unwrap().extend(areas);
        // Calling back must not deadlock: no lock is held while listeners are told.
        let db = self.1.lock().unwrap().take();
        if let Some(db) = db {
            assert_eq!(count(&db), 1);
            insert(&db, "from the listener").unwrap();
        }
        Ok(())
    }
}

#[test]
fn listeners_hear_after_the_commit_with_no_lock_held() {
    let (_folder, path) = place();
    let db = Arc::new(journal(&path, &KEY).unwrap().db);
    let heard = Arc::new(Heard(Mutex::default(), Mutex::new(Some(Arc::clone(&db)))));
    let subscription = db.observe(heard.clone());
    insert(&db, "one").unwrap();
    assert_eq!(*heard.0.lock().unwrap(), [Area::Sobriety, Area::Sobriety]);
    // A write that is rolled back is nobody's news.
    db.write(|w| {
        w.touch(Area::Sobriety);
        Err::<(), _>(Error::Internal("no"))
    })
    .unwrap_err();
    drop(subscription);
    insert(&db, "unheard").unwrap();
    assert_eq!(heard.0.lock().unwrap().len(), 2);
}

#[test]
fn a_damaged_directory_is_kept_and_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("directory.db");
    std::fs::write(&path, b"this is no database, but somebody's bytes ".repeat(100)).unwrap();
    let before = std::fs::read(&path).unwrap();
    let (db, kept) = directory(&path).unwrap();
    assert_eq!(std::fs::read(kept.unwrap()).unwrap(), before);
    db.close();
    let (_, kept) = directory(&path).unwrap();
    assert_eq!(kept, None);
}

#[test]
fn a_directory_of_a_layout_that_was_never_released_is_kept_and_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("directory.db");
    // The number of the newest step, and other tables.
    let other = Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE meeting (id INTEGER PRIMARY KEY, name TEXT) STRICT; PRAGMA user_version = 1").unwrap();
    drop(other);
    let (db, kept) = directory(&path).unwrap();
    assert!(std::fs::exists(kept.unwrap()).unwrap());
    db.read(|r| Ok(r.conn().query_row("SELECT count(*) FROM slot", [], |row| row.get::<_, i64>(0))?)).unwrap();
    db.close();
    assert_eq!(directory(&path).unwrap().1, None);
}
