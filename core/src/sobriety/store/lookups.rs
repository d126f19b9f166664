//! No screen walks through all that was ever entered: what the database says it would do.

use super::{ledger, marks};

#[test]
fn every_question_of_a_screen_has_an_index() {
    let folder = tempfile::tempdir().unwrap();
    let journal = crate::storage::journal(&folder.path().join("journal.db"), &[7; 32]).unwrap();
    let check = |sql: &str, index: &str| {
        let plan = journal.db.plan(sql);
        assert_eq!(plan.len(), 1, "{sql}: {plan:?}");
        assert!(plan[0].starts_with("SEARCH") && plan[0].ends_with(index), "{sql}: {plan:?}");
    };
    check(ledger::AWARDS, "COVERING INDEX award_by_day (tracker=? AND earned_on>? AND earned_on<?)");
    check(ledger::NEWER_AWARDS, "COVERING INDEX award_by_day (tracker=?)");
    check(ledger::NOT_LIVED, "COVERING INDEX award_by_day (tracker=?)");
    check(ledger::KEPT_SINCE, "COVERING INDEX award_by_day (tracker=?)");
    check(ledger::AWARDED, "COVERING INDEX sqlite_autoindex_award_2 (tracker=? AND episode_start=?)");
    check(&ledger::returns_sql(), "INDEX return_to_use_by_tracker (tracker=?)");
    check(&ledger::returns_within_sql(), "INDEX return_to_use_by_tracker (tracker=? AND first_day<?)");
    check(&marks::within_sql(), "INTEGER PRIMARY KEY (rowid>? AND rowid<?)");
    check(&marks::used_sql(), "INDEX day_mark_used (key>? AND key<?)");
}
