//! No question may walk through all meetings: what the database says it would do.

use super::{gather, narrow};
use crate::meetings::joined;
use crate::storage::Database;

fn directory() -> (tempfile::TempDir, Database) {
    let folder = tempfile::tempdir().unwrap();
    let (db, _) = crate::storage::directory(&folder.path().join("directory.db")).unwrap();
    (folder, db)
}

#[test]
fn every_question_has_an_index() {
    let (_folder, db) = directory();
    for (sql, index) in [
        (gather::NEAR, "COVERING INDEX slot_by_place (pin>? AND pin<?)"),
        (gather::IN_TIME, "COVERING INDEX slot_by_time (packed>? AND packed<?)"),
        (gather::LONG_IN_TIME, "COVERING INDEX slot_long (packed>? AND packed<?)"),
        (gather::PLACE, "INTEGER PRIMARY KEY (rowid=?)"),
        (gather::OF_MEETING, "INTEGER PRIMARY KEY (rowid>? AND rowid<?)"),
        (joined::IN_ROOM, "COVERING INDEX slot_by_room (room=?)"),
        (narrow::WORDS, "VIRTUAL TABLE INDEX 0:M3"),
        (narrow::LIVE, "COVERING INDEX facet_live (live>?)"),
        (narrow::OF_TYPE, "COVERING INDEX sqlite_autoindex_facet_type_1 (code=?)"),
        (narrow::OF_FELLOWSHIP, "COVERING INDEX sqlite_autoindex_facet_1 (fellowship=?)"),
    ] {
        let plan = db.plan(sql);
        assert_eq!(plan.len(), 1, "{plan:?}");
        assert!(plan[0].ends_with(index), "{plan:?}");
    }
}

#[test]
fn likeness_is_looked_up_from_both_sides() {
    let (_folder, db) = directory();
    let plan = db.plan(joined::ALIKE);
    for index in ["INDEX sqlite_autoindex_alike_1 (one=?)", "INDEX alike_by_other (other=?)"] {
        assert!(plan.iter().any(|step| step.ends_with(index)), "{plan:?}");
    }
    assert!(!plan.iter().any(|step| step.starts_with("SCAN")), "{plan:?}");
}
