//! The rules of a source: rests, validators, edits. What a refresh does to meetings is tested through the public interface.

use chrono::{DateTime, TimeDelta};
use proptest::prelude::*;

use super::answer::{self, Told};
use super::kept::Kept;
use super::*;
use crate::error::Error;
use crate::meetings::source::{checked, plan, store};

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn now() -> Instant {
    at("2026-03-01T12:00:00Z")
}

fn header(name: &str, value: &str) -> HttpHeader {
    HttpHeader { name: name.into(), value: value.into() }
}

fn answered(status: u16, headers: &[(&str, &str)]) -> FetchAnswer {
    FetchAnswer {
        source: "a".into(),
        status,
        headers: headers.iter().map(|(name, value)| header(name, value)).collect(),
        path: Some("feed".into()),
        trouble: None,
    }
}

fn validators(headers: &[(&str, &str)]) -> (String, String) {
    match answer::read(&answered(200, headers), false).unwrap() {
        Told::Feed { validators, .. } => (validators.etag, validators.last_modified),
        told => panic!("{told:?}"),
    }
}

#[test]
fn rests_double_up_to_a_day_or_the_sources_own() {
    let hours = |refresh: u16, failures: u32| (plan::after_failure(now(), refresh, failures, None) - now()).num_hours();
    assert_eq!([1, 2, 3, 4, 5, 6, 7, 99, u32::MAX].map(|failures| hours(24, failures)), [1, 2, 4, 8, 16, 24, 24, 24, 24]);
    assert_eq!([1, 3, 4, 9].map(|failures| hours(6, failures)), [1, 4, 6, 6]);
    assert_eq!([1, 9].map(|failures| hours(720, failures)), [1, 24]);
    assert_eq!(hours(0, 1), 1);
}

#[test]
fn a_website_may_ask_for_more_rest_but_not_for_ever() {
    let check = |value: &str, expect: Option<i64>| {
        let found = answer::retry_after(&answered(429, &[("retry-after", value)]), now()).map(|wait| wait.num_seconds());
        assert_eq!(found, expect, "{value:?}");
    };
    check("120", Some(120));
    check(" 3600 ", Some(3600));
    check("Sun, 01 Mar 2026 13:00:00 GMT", Some(3600));
    check("Sun, 01 Mar 2026 11:00:00 GMT", None);
    check("99999999999999999999", Some(i64::from(u32::MAX)));
    for none in ["", "-5", "1.5", "soon", "Sun, 01 Mar 2026"] {
        check(none, None);
    }
    let hours = |asked: TimeDelta| (plan::after_failure(now(), 24, 1, Some(asked)) - now()).num_hours();
    assert_eq!(hours(TimeDelta::seconds(5)), 1, "not sooner than the first rest");
    assert_eq!(hours(TimeDelta::hours(30)), 30);
    assert_eq!(hours(TimeDelta::seconds(i64::from(u32::MAX))), 7 * 24);
}

#[test]
fn only_validators_of_the_right_form_are_kept() {
    let tag = |value: &str| validators(&[("ETag", value)]).0;
    for good in ["\"abc\"", "W/\"5f-1a\"", "\"\"", "\"a,b*c\""] {
        assert_eq!(tag(good), good);
    }
    let long = format!("\"{}\"", "x".repeat(500));
    for bad in ["*", "abc", "\"", "W/", "\"a\r\nX-Injected: 1\"", "\"a\"b\"", "\"ä\"", "w/\"a\"", long.as_str()] {
        assert_eq!(tag(bad), "", "{bad:?}");
    }
    let date = "Wed, 21 Oct 2015 07:28:00 GMT";
    assert_eq!(validators(&[("eTAG", "none"), ("ETAG", " \"b\" "), ("LAST-modified", date)]), ("\"b\"".into(), date.into()));
    assert_eq!(validators(&[("Last-Modified", "yesterday")]).1, "");
    assert_eq!(validators(&[("Last-Modified", "Wed, 21 Oct\r\n 2015 07:28:00 GMT")]).1, "");
}

#[test]
fn a_status_says_what_came() {
    let check = |status: u16, conditional: bool, headers: &[(&str, &str)], expect: SourceProblem| {
        assert_eq!(answer::read(&answered(status, headers), conditional).unwrap(), Told::Nothing(expect), "{status}");
    };
    let http = |status| SourceProblem::Http { status };
    for status in [100, 204, 206, 305, 400, 401, 403, 404, 410, 429, 500, 503, 522, 999] {
        check(status, true, &[], http(status));
    }
    check(304, false, &[], http(304));
    check(0, true, &[], SourceProblem::Unreachable);
    let told = |trouble, expect: SourceProblem| {
        let answer = FetchAnswer { trouble: Some(trouble), ..answered(0, &[]) };
        assert_eq!(answer::read(&answer, true).unwrap(), Told::Nothing(expect));
    };
    told(FetchTrouble::TooLarge, SourceProblem::Unreadable { reason: FeedProblem::TooLarge });
    told(FetchTrouble::NotSecure, SourceProblem::NotSecure);
    told(FetchTrouble::NotTrusted, SourceProblem::NotTrusted);
    told(FetchTrouble::TooSlow, SourceProblem::TooSlow);
    check(403, true, &[("CF-Mitigated", "challenge")], SourceProblem::Challenge);
    check(200, true, &[("cf-mitigated", "Challenge")], SourceProblem::Challenge);
    let to = "https://example.org/feed.json";
    check(301, true, &[("Location", to)], SourceProblem::Moved { to: Some(to.into()) });
    check(302, true, &[("Location", "/feed.json")], SourceProblem::Moved { to: None });
    check(308, true, &[("location", "javascript:alert(1)")], SourceProblem::Moved { to: None });
    assert_eq!(answer::read(&answered(304, &[]), true).unwrap(), Told::Unchanged);
    for status in [1, 99, 1000, u16::MAX] {
        assert!(answer::read(&answered(status, &[]), true).is_err(), "{status}");
    }
    let no_body = FetchAnswer { path: None, ..answered(200, &[]) };
    assert!(answer::read(&no_body, true).is_err());
}

#[test]
fn the_length_counts_only_where_the_body_is_stored_as_it_came() {
    let length = |headers: &[(&str, &str)]| match answer::read(&answered(200, headers), false).unwrap() {
        Told::Feed { length, .. } => length,
        told => panic!("{told:?}"),
    };
    assert_eq!(length(&[("Content-Length", "12")]), Some(12));
    assert_eq!(length(&[("content-length", "12"), ("Content-Encoding", "identity")]), Some(12));
    assert_eq!(length(&[("content-length", "12"), ("Content-Encoding", "gzip")]), None);
    assert_eq!(length(&[("content-length", "-1")]), None);
}

#[test]
fn only_what_can_be_fetched_is_a_url() {
    for good in
        ["https://example.org/wp-admin/admin-ajax.php?action=meetings&key=K", "HTTP://example.org", "http://localhost:8080/a"]
    {
        assert_eq!(checked::url(&format!(" {good} ")).unwrap(), good);
    }
    let long = format!("https://example.org/{}", "a".repeat(2000));
    for bad in [
        "example.org",
        "ftp://example.org",
        "https://",
        "https:///path",
        "https://:80/",
        "https://name:word@example.org/",
        "https://example.org/a b",
        "https://example.org/\r\nHost: other",
        "file:///etc/passwd",
        "javascript:alert(1)",
        long.as_str(),
    ] {
        assert!(checked::url(bad).is_err(), "{bad:?}");
    }
}

#[test]
fn every_country_that_has_a_card_can_be_named() {
    let country = |text: &str| {
        checked::details(SourceDetails { country: Some(text.into()), ..SourceDetails::new("a") }).map(|details| details.country)
    };
    assert_eq!(country(" us ").unwrap().as_deref(), Some("US"));
    assert_eq!(country("AX").unwrap().as_deref(), Some("AX"));
    assert_eq!(country("  ").unwrap(), None);
    for bad in ["XX", "USA", "U", "1A", "en_US"] {
        assert!(matches!(country(bad), Err(Error::Public(_))), "{bad}");
    }
}

fn imported() -> Kept {
    let details = SourceDetails { url: Some("https://example.org".into()), ..SourceDetails::new("a") };
    let validators = Validators { etag: "\"1\"".into(), last_modified: String::new() };
    Kept::new(details, now()).imported(FeedFormat::MeetingGuide, validators, now())
}

#[test]
fn an_edit_asks_in_full_only_where_the_feed_would_be_read_in_another_way() {
    let later = now() + TimeDelta::hours(1);
    let edited = |change: fn(&mut SourceDetails)| {
        let mut details = imported().details;
        change(&mut details);
        let kept = imported().edited(details, later);
        (!kept.validators.is_empty(), (kept.next_try_at - now()).num_hours(), kept.imported_at)
    };
    let was = Some(now());
    assert_eq!(edited(|details| details.licence = Some("CC0".into())), (true, 24, was));
    assert_eq!(edited(|details| details.refresh_hours = 6), (true, 6, was));
    assert_eq!(edited(|details| details.zone = Some("Europe/London".into())), (false, 1, was));
    assert_eq!(edited(|details| details.fellowship = Some("aa".into())), (false, 1, was));
    assert_eq!(edited(|details| details.url = Some("https://example.com".into())), (false, 1, was));
    let failing = imported().refused(SourceProblem::Unreachable, None, now());
    let details = SourceDetails { refresh_hours: 12, ..failing.details.clone() };
    let kept = failing.edited(details, later);
    assert_eq!((kept.next_try_at, kept.problem), (now() + TimeDelta::hours(1), Some(SourceProblem::Unreachable)));
}

#[test]
fn a_file_forgets_the_version_of_the_website_and_a_failure_keeps_it() {
    let kept = imported().refused(SourceProblem::Http { status: 500 }, None, now());
    assert_eq!(kept.validators.etag, "\"1\"");
    assert!(imported().refused(SourceProblem::Http { status: 304 }, None, now()).validators.is_empty());
    assert!(imported().imported(FeedFormat::Naws, Validators::default(), now()).validators.is_empty());
}

#[test]
fn the_plan_walks_through_no_source_that_is_not_due() {
    let folder = tempfile::tempdir().unwrap();
    let (db, _) = crate::storage::directory(&folder.path().join("directory.db")).unwrap();
    let plan: Vec<String> = db
        .read(|r| {
            let mut statement = r.conn().prepare(&format!("EXPLAIN QUERY PLAN SELECT name FROM source {}", store::DUE))?;
            let rows = statement.query_map([0], |row| row.get(3))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .unwrap();
    let plan = plan.join("\n");
    for index in ["source_to_try (next_try_at<?)", "source_tried (tried_at>?)", "PRIMARY KEY (rowid=?)"] {
        assert!(plan.contains(index), "{plan}");
    }
    assert!(!plan.contains("SCAN"), "{plan}");
}

fn instants() -> impl Strategy<Value = Instant> {
    (0..4_000_000_000_i64).prop_map(|seconds| DateTime::from_timestamp(seconds, 0).unwrap())
}

proptest! {
    #[test]
    fn no_rest_is_shorter_than_an_hour_or_longer_than_its_cap(
        now in instants(), refresh: u16, failures: u32, asked in proptest::option::of(0..i64::from(u32::MAX)),
    ) {
        let wait = plan::after_failure(now, refresh, failures, asked.map(TimeDelta::seconds)) - now;
        let cap = TimeDelta::hours(i64::from(refresh.clamp(1, 24)));
        let allowed = asked.map_or(cap, |asked| TimeDelta::seconds(asked).min(TimeDelta::days(7)).max(cap));
        prop_assert!(wait >= TimeDelta::hours(1) && wait <= allowed);
        prop_assert!(asked.is_none_or(|asked| wait >= TimeDelta::seconds(asked).min(TimeDelta::days(7))));
    }

    #[test]
    fn a_failing_source_is_not_offered_before_its_time(
        now in instants(), minutes in 0..100_000_i64, failures in 1..40_u32, refresh in 1..=720_u16,
    ) {
        let mut kept = imported();
        kept.details.refresh_hours = refresh;
        for _ in 0..failures {
            kept = kept.refused(SourceProblem::Unreachable, None, now);
        }
        let asked = now + TimeDelta::minutes(minutes);
        let due = plan::is_due(kept.tried_at, kept.next_try_at, asked);
        prop_assert_eq!(due, asked >= kept.next_try_at);
        prop_assert!(minutes >= 60 || !due);
        prop_assert!(minutes < 24 * 60 || due);
    }

    #[test]
    fn no_header_from_outside_reaches_our_next_question_unless_it_is_plain(
        headers in proptest::collection::vec((any::<String>(), any::<String>()), 0..300), etag: String, date: String, status: u16,
    ) {
        let mut all: Vec<_> = headers.iter().map(|(name, value)| header(name, value)).collect();
        all.insert(0, header("eTag", &etag));
        all.insert(1, header("last-MODIFIED", &date));
        all.push(header("Retry-After", "7"));
        let many = all.len() > 200;
        let answer = FetchAnswer { source: String::new(), status, headers: all, path: Some(String::new()), trouble: None };
        if let Ok(Told::Feed { validators, .. }) = answer::read(&answer, true) {
            for sent in validators.headers() {
                prop_assert!(sent.value.len() <= 500 && sent.value.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
            }
        }
        // Where the list is too long, its end counts for nothing.
        let found = answer::retry_after(&answer, now());
        prop_assert!(!many || found != Some(TimeDelta::seconds(7)) || headers.iter().any(|(name, _)| name.trim().eq_ignore_ascii_case("retry-after")));
    }
}
