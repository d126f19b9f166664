//! Sources: what is due, what an answer does, and what becomes of meetings whose source answers badly or is taken away.

use std::collections::BTreeMap;
use std::sync::Arc;

use handrail_core::api::{Directory, Journal, new_journal_key};
use handrail_core::error::{EntityKind, FeedProblem, Field, HandrailError, Problem};
use handrail_core::meetings::{
    FavouriteDetails, FeedFormat, FeedOptions, FetchAnswer, FetchRequest, FetchTrouble, HttpHeader, ImportProgress,
    MeetingChange, MeetingQuery, RefreshOutcome, Source, SourceDetails, SourceProblem, SourceState,
};
use handrail_core::time::Moment;
use handrail_tests::made_up::{MadeUp, feed, meetings};

use super::{Fixture, moment, plain, text};

const FIRST: &str = "2026-01-14T02:10:00Z";
const URL: &str = "https://example.org/meetings.json";

fn hours_later(hours: i64) -> Moment {
    let first = moment(FIRST);
    Moment { at: first.at + chrono::TimeDelta::hours(hours), ..first }
}

fn details(name: &str) -> SourceDetails {
    SourceDetails { url: Some(URL.into()), ..SourceDetails::new(name) }
}

fn twelve() -> Vec<MadeUp> {
    (0..12).map(|number| plain(&number.to_string())).collect()
}

impl Fixture {
    /// With one source that is known by url and has never answered.
    fn with_source() -> Self {
        let fixture = Self::new();
        fixture.directory.save_source(details("made up"), moment(FIRST)).unwrap();
        fixture
    }

    fn answer(&self, status: u16, headers: &[(&str, &str)], body: &[u8], now: &Moment) -> RefreshOutcome {
        self.directory.apply_fetched(self.fetched(status, headers, body), now.clone(), false, None).unwrap()
    }

    fn fetched(&self, status: u16, headers: &[(&str, &str)], body: &[u8]) -> FetchAnswer {
        let file = self.folder.path().join("fetched");
        std::fs::write(&file, body).unwrap();
        let header = |(name, value): &(&str, &str)| HttpHeader { name: (*name).into(), value: (*value).into() };
        FetchAnswer {
            source: "made up".into(),
            status,
            headers: headers.iter().map(header).collect(),
            path: Some(text(&file)),
            trouble: None,
        }
    }

    fn source(&self, now: &Moment) -> Source {
        let mut sources = self.directory.sources(now.clone()).unwrap();
        assert_eq!(sources.len(), 1);
        sources.remove(0)
    }

    fn plan(&self, now: &Moment) -> Vec<FetchRequest> {
        self.directory.refresh_plan(now.clone(), Vec::new()).unwrap()
    }

    fn ids(&self) -> BTreeMap<String, String> {
        let everything = MeetingQuery { limit: Some(500), ..MeetingQuery::default() };
        let pages = self.pages(&everything, &moment(FIRST));
        pages.into_iter().flat_map(|page| page.meetings).map(|meeting| (meeting.name, meeting.id)).collect()
    }
}

fn imported(outcome: RefreshOutcome) -> (u32, u32, u32) {
    match outcome {
        RefreshOutcome::Imported { report } => (report.added, report.changed, report.gone),
        other => panic!("{other:?}"),
    }
}

fn refused(outcome: RefreshOutcome) -> SourceProblem {
    match outcome {
        RefreshOutcome::Refused { problem } => problem,
        other => panic!("{other:?}"),
    }
}

/// Why the platform took no answer is told as what it was, also when the app is opened the next time.
#[test]
fn the_cause_of_no_answer_is_kept() {
    let reason = FeedProblem::TooLarge;
    for (trouble, expect) in [
        (None, SourceProblem::Unreachable),
        (Some(FetchTrouble::TooLarge), SourceProblem::Unreadable { reason }),
        (Some(FetchTrouble::NotSecure), SourceProblem::NotSecure),
        (Some(FetchTrouble::NotTrusted), SourceProblem::NotTrusted),
        (Some(FetchTrouble::TooSlow), SourceProblem::TooSlow),
    ] {
        let fixture = Fixture::with_source();
        let answer = FetchAnswer { trouble, path: None, ..fixture.fetched(0, &[], b"") };
        assert_eq!(refused(fixture.directory.apply_fetched(answer, moment(FIRST), false, None).unwrap()), expect);
        let again = Directory::open(text(&fixture.folder.path().join("directory.db"))).unwrap();
        let source = again.sources(moment(FIRST)).unwrap().remove(0);
        assert_eq!((source.problem, source.state), (Some(expect), SourceState::Stale));
    }
}

#[test]
fn a_source_goes_from_new_to_current_to_due() {
    let fixture = Fixture::with_source();
    let source = fixture.source(&moment(FIRST));
    assert_eq!((source.state, source.imported_at, source.meetings), (SourceState::New, None, 0));
    assert_eq!(fixture.plan(&moment(FIRST)), [FetchRequest { source: "made up".into(), url: URL.into(), headers: Vec::new() }]);
    let headers = [("ETag", "\"v1\""), ("last-modified", "Tue, 13 Jan 2026 08:00:00 GMT")];
    let outcome = fixture.answer(200, &headers, feed(&twelve()).as_bytes(), &moment(FIRST));
    assert_eq!(imported(outcome), (12, 0, 0));
    let source = fixture.source(&hours_later(23));
    assert_eq!((source.state, source.meetings), (SourceState::Current, 12));
    assert_eq!((source.imported_at, source.tried_at), (Some(moment(FIRST).at), Some(moment(FIRST).at)));
    assert_eq!((source.next_try_at, source.format), (Some(hours_later(24).at), Some(FeedFormat::MeetingGuide)));
    assert!(fixture.plan(&hours_later(23)).is_empty());
    assert_eq!(fixture.source(&hours_later(24)).state, SourceState::Due);
    let sent: Vec<_> = fixture.plan(&hours_later(24)).remove(0).headers.into_iter().map(|h| (h.name, h.value)).collect();
    let asked = [("If-None-Match", "\"v1\""), ("If-Modified-Since", "Tue, 13 Jan 2026 08:00:00 GMT")];
    assert_eq!(sent, asked.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

#[test]
fn not_modified_confirms_what_is_known() {
    let fixture = Fixture::with_source();
    fixture.answer(200, &[("etag", "\"v1\"")], feed(&twelve()).as_bytes(), &moment(FIRST));
    let no_body = FetchAnswer { path: None, ..fixture.fetched(304, &[], b"") };
    let outcome = fixture.directory.apply_fetched(no_body, hours_later(30), false, None).unwrap();
    assert_eq!(outcome, RefreshOutcome::Unchanged);
    let source = fixture.source(&hours_later(30));
    assert_eq!((source.state, source.imported_at, source.meetings), (SourceState::Current, Some(hours_later(30).at), 12));
    let row = fixture.page(&MeetingQuery::default(), &hours_later(30)).meetings.remove(0);
    assert_eq!(row.confirmed_at, hours_later(30).at);
    assert_eq!(fixture.plan(&hours_later(54))[0].headers[0].value, "\"v1\"", "it still is the version that we have");
}

#[test]
fn not_modified_to_a_question_that_did_not_ask_is_no_confirmation() {
    let fixture = Fixture::with_source();
    assert_eq!(refused(fixture.answer(304, &[], b"", &moment(FIRST))), SourceProblem::Http { status: 304 });
    let source = fixture.source(&moment(FIRST));
    assert_eq!((source.state, source.imported_at), (SourceState::Stale, None));
}

#[test]
fn a_changed_feed_changes_what_changed() {
    let fixture = Fixture::with_source();
    let mut list = twelve();
    fixture.answer(200, &[("etag", "\"v1\"")], feed(&list).as_bytes(), &moment(FIRST));
    let before = fixture.ids();
    list[2].minute += 30;
    list[3].notes = "Ring twice.".into();
    list.pop();
    let outcome = fixture.answer(200, &[], feed(&list).as_bytes(), &hours_later(24));
    assert_eq!(imported(outcome), (0, 2, 1));
    assert_eq!(fixture.ids()["Meeting 2"], before["Meeting 2"]);
    assert!(fixture.plan(&hours_later(48))[0].headers.is_empty(), "the second answer came without a version");
}

#[test]
fn far_fewer_are_refused_until_a_person_takes_them() {
    let fixture = Fixture::with_source();
    let list = meetings(100, 5);
    fixture.answer(200, &[("etag", "\"v1\"")], feed(&list).as_bytes(), &moment(FIRST));
    let before = fixture.ids();
    let short = feed(&list[..60]);
    let problem = SourceProblem::Shrunk { had: 100, came: 60 };
    assert_eq!(refused(fixture.answer(200, &[("etag", "\"v2\"")], short.as_bytes(), &hours_later(24))), problem);
    let source = fixture.source(&hours_later(24));
    assert_eq!((source.state, source.problem), (SourceState::Stale, Some(problem)));
    assert_eq!((source.meetings, source.imported_at, source.tried_at), (100, Some(moment(FIRST).at), Some(hours_later(24).at)));
    assert_eq!(fixture.ids(), before, "nothing of it was kept");
    assert_eq!(fixture.plan(&hours_later(25))[0].headers[0].value, "\"v1\"", "a version that was refused is not one we have");

    let answer = fixture.fetched(200, &[("etag", "\"v2\"")], short.as_bytes());
    let taken = fixture.directory.apply_fetched(answer, hours_later(25), true, None).unwrap();
    assert_eq!(imported(taken), (0, 0, 40));
    let source = fixture.source(&hours_later(25));
    assert_eq!((source.state, source.problem, source.meetings), (SourceState::Current, None, 60));
    assert_eq!(fixture.plan(&hours_later(49))[0].headers[0].value, "\"v2\"");
}

#[test]
fn a_feed_without_meetings_never_empties_a_source() {
    let fixture = Fixture::with_source();
    fixture.answer(200, &[], feed(&twelve()[..3]).as_bytes(), &moment(FIRST));
    for body in ["[]", "{\"meetings\": []}", "", "   \n"] {
        let problem = refused(fixture.answer(200, &[], body.as_bytes(), &hours_later(24)));
        assert!(
            matches!(
                problem,
                SourceProblem::Shrunk { had: 3, came: 0 }
                    | SourceProblem::Unreadable { reason: FeedProblem::Empty | FeedProblem::NoRows }
            ),
            "{body:?}: {problem:?}"
        );
        assert_eq!(fixture.ids().len(), 3);
    }
}

#[test]
fn what_is_no_feed_is_told_apart() {
    let challenge = b"<!DOCTYPE html><html><script src=\"/cdn-cgi/challenge-platform/x.js\"></script></html>";
    let page = b"<!DOCTYPE html><html><body>We are closed for the holidays.</body></html>";
    let unreadable = |reason| SourceProblem::Unreadable { reason };
    let good = feed(&twelve());
    let cut = good.as_bytes().get(..good.len() / 2).unwrap();
    let table = b"name,day,time\nEarly,1,07:00\nLate,2,19:00\n";
    for (status, headers, body, expect) in [
        (200, vec![], &challenge[..], SourceProblem::Challenge),
        (403, vec![], &challenge[..], SourceProblem::Challenge),
        (503, vec![], &challenge[..], SourceProblem::Challenge),
        (403, vec![("cf-mitigated", "challenge")], &b"{}"[..], SourceProblem::Challenge),
        (200, vec![], &page[..], SourceProblem::Page),
        (404, vec![], &page[..], SourceProblem::Http { status: 404 }),
        (403, vec![], &b"{\"error\": \"a key is needed\"}"[..], SourceProblem::Http { status: 403 }),
        (206, vec![], good.as_bytes(), SourceProblem::Http { status: 206 }),
        (301, vec![("Location", URL)], &b""[..], SourceProblem::Moved { to: Some(URL.into()) }),
        (0, vec![], &b""[..], SourceProblem::Unreachable),
        (200, vec![], cut, unreadable(FeedProblem::Truncated)),
        // Nothing in a table says that there should be more of it.
        (200, vec![("Content-Length", "4096")], &table[..], unreadable(FeedProblem::Truncated)),
        (200, vec![], &b"\x00\x01\x02\x03 what is this"[..], unreadable(FeedProblem::UnknownFormat)),
    ] {
        let fixture = Fixture::with_source();
        fixture.answer(200, &[], good.as_bytes(), &moment(FIRST));
        assert_eq!(refused(fixture.answer(status, &headers, body, &hours_later(24))), expect, "{status} {headers:?}");
        let source = fixture.source(&hours_later(24));
        assert_eq!((source.state, source.problem, source.meetings), (SourceState::Stale, Some(expect), 12));
        assert_eq!(fixture.ids().len(), 12);
    }
}

#[test]
fn a_website_in_trouble_is_left_alone_longer_each_time() {
    let fixture = Fixture::with_source();
    let mut hour = 0;
    for rest in [1, 2, 4, 8, 16, 24, 24] {
        assert_eq!(fixture.plan(&hours_later(hour)).len(), 1);
        fixture.answer(500, &[], b"", &hours_later(hour));
        assert_eq!(fixture.source(&hours_later(hour)).next_try_at, Some(hours_later(hour + rest).at));
        assert!(fixture.plan(&hours_later(hour + rest - 1)).is_empty() || rest == 1);
        hour += rest;
    }
    fixture.answer(200, &[], feed(&twelve()).as_bytes(), &hours_later(hour));
    fixture.answer(500, &[], b"", &hours_later(hour + 24));
    assert_eq!(fixture.source(&hours_later(hour + 24)).next_try_at, Some(hours_later(hour + 25).at), "counted anew");
}

#[test]
fn a_website_that_asks_for_rest_gets_it() {
    let fixture = Fixture::with_source();
    let asked = [("retry-AFTER", "36000")];
    assert_eq!(refused(fixture.answer(429, &asked, b"", &moment(FIRST))), SourceProblem::Http { status: 429 });
    assert_eq!(fixture.source(&moment(FIRST)).next_try_at, Some(hours_later(10).at));
    fixture.answer(503, &[("Retry-After", "Sat, 17 Jan 2026 02:10:00 GMT")], b"", &hours_later(10));
    assert_eq!(fixture.source(&moment(FIRST)).next_try_at, Some(hours_later(72).at));
    fixture.answer(503, &[("Retry-After", "999999999")], b"", &hours_later(72));
    assert_eq!(fixture.source(&moment(FIRST)).next_try_at, Some(hours_later(72 + 7 * 24).at), "a week at most");
}

#[test]
fn a_clock_that_was_wrong_does_not_silence_a_source() {
    let fixture = Fixture::with_source();
    let far = hours_later(10 * 365 * 24);
    fixture.answer(200, &[], feed(&twelve()).as_bytes(), &far);
    assert_eq!(fixture.plan(&hours_later(1)).len(), 1);
    fixture.answer(200, &[], feed(&twelve()).as_bytes(), &hours_later(1));
    assert!(fixture.plan(&hours_later(2)).is_empty());
}

#[test]
fn the_plan_holds_what_is_due_of_a_thousand_sources() {
    let fixture = Fixture::new();
    for number in 0..1000 {
        let url = (number % 10 != 9).then(|| format!("https://example.org/{number}"));
        // Saved in another order than that of their names, some in the same moment.
        let saved = hours_later(-(number * 7 % 500));
        let details = SourceDetails { url, ..SourceDetails::new(&format!("source {number}")) };
        fixture.directory.save_source(details, saved).unwrap();
    }
    let plan = fixture.plan(&moment(FIRST));
    assert_eq!(plan.len(), 900);
    let sources: BTreeMap<_, _> = fixture
        .directory
        .sources(moment(FIRST))
        .unwrap()
        .into_iter()
        .map(|source| (source.details.name, source.next_try_at))
        .collect();
    assert_eq!(sources.values().filter(|next| next.is_none()).count(), 100);
    let waiting: Vec<_> = plan.iter().map(|request| sources[&request.source].unwrap()).collect();
    assert!(waiting.is_sorted() && waiting[0] < waiting[899]);
    for request in plan.iter().take(890) {
        let answer = FetchAnswer { source: request.source.clone(), status: 404, headers: Vec::new(), path: None, trouble: None };
        fixture.directory.apply_fetched(answer, moment(FIRST), false, None).unwrap();
    }
    assert_eq!(fixture.plan(&moment(FIRST)), plan[890..]);
    assert_eq!(fixture.plan(&hours_later(1)).len(), 900);
}

#[test]
fn one_source_can_be_asked_before_its_time() {
    let fixture = Fixture::with_source();
    fixture.directory.save_source(SourceDetails::new("by file"), moment(FIRST)).unwrap();
    fixture.answer(200, &[("etag", "\"v1\"")], feed(&twelve()).as_bytes(), &moment(FIRST));
    let named = |name: &str| fixture.directory.refresh_plan(moment(FIRST), vec![name.into()]);
    assert_eq!(named("made up").unwrap()[0].headers.len(), 1);
    assert_eq!(named("other").unwrap_err(), HandrailError::NotFound { kind: EntityKind::Source });
    assert_eq!(named("by file").unwrap_err(), HandrailError::Invalid { field: Field::Link, problem: Problem::Empty });
}

#[test]
fn a_file_keeps_what_was_said_and_forgets_the_version() {
    let fixture = Fixture::new();
    let said = SourceDetails {
        fellowship: Some("aa".into()),
        zone: Some("America/Denver".into()),
        country: Some("us".into()),
        licence: Some(" CC BY 4.0 ".into()),
        refresh_hours: 48,
        ..details("made up")
    };
    let saved = fixture.directory.save_source(said, moment(FIRST)).unwrap().details;
    assert_eq!((saved.country.as_deref(), saved.licence.as_deref()), (Some("US"), Some("CC BY 4.0")));
    let list: Vec<_> = twelve().into_iter().map(|meeting| MadeUp { zone: None, ..meeting }).collect();
    fixture.answer(200, &[("etag", "\"v1\"")], feed(&list).as_bytes(), &moment(FIRST));
    fixture.import(&list, &hours_later(1)).unwrap();
    let source = fixture.source(&hours_later(1));
    assert_eq!((&source.details, source.imported_at), (&saved, Some(hours_later(1).at)));
    assert_eq!(fixture.page(&MeetingQuery::default(), &hours_later(1)).meetings[0].zone.as_deref(), Some("America/Denver"));
    assert!(fixture.plan(&hours_later(49))[0].headers.is_empty(), "a file may be older than the website's version");
    let told = FeedOptions { zone: Some("America/Boise".into()), ..FeedOptions::new("made up") };
    fixture.import_as(&list, told, &hours_later(2)).unwrap();
    assert_eq!(fixture.source(&hours_later(2)).details, SourceDetails { zone: Some("America/Boise".into()), ..saved });
}

#[test]
fn another_zone_has_the_same_feed_read_again() {
    let fixture = Fixture::with_source();
    let list: Vec<_> = twelve().into_iter().map(|meeting| MadeUp { zone: None, ..meeting }).collect();
    fixture.answer(200, &[("etag", "\"v1\"")], feed(&list).as_bytes(), &moment(FIRST));
    let zoned = SourceDetails { zone: Some("Europe/London".into()), ..details("made up") };
    fixture.directory.save_source(zoned, hours_later(1)).unwrap();
    assert_eq!(fixture.source(&hours_later(1)).state, SourceState::Due);
    assert!(fixture.plan(&hours_later(1))[0].headers.is_empty());
    assert_eq!(imported(fixture.answer(200, &[], feed(&list).as_bytes(), &hours_later(1))), (0, 12, 0));
}

#[test]
fn columns_that_were_put_right_stay_right() {
    let fixture = Fixture::new();
    let table = b"Title,Wann,Uhr,Conference URL\nEarly,Monday,07:00,https://zoom.us/j/5550100200\nLate,Tuesday,19:00,https://zoom.us/j/5550100201\n";
    let columns = [("Title", "name"), ("Wann", "day"), ("Uhr", "time")]
        .map(|(column, field)| (column.to_owned(), Some(field.to_owned())).into())
        .to_vec();
    let said = SourceDetails { columns, ..details("made up") };
    fixture.directory.save_source(said.clone(), moment(FIRST)).unwrap();
    assert_eq!(imported(fixture.answer(200, &[], table, &moment(FIRST))), (2, 0, 0));
    assert_eq!(fixture.source(&moment(FIRST)).details, said);
    assert_eq!(fixture.page(&MeetingQuery::default(), &moment(FIRST)).total, 2);
}

#[test]
fn a_removed_source_leaves_every_list_and_comes_back_with_its_ids() {
    let fixture = Fixture::with_source();
    fixture.answer(200, &[("etag", "\"v1\"")], feed(&twelve()).as_bytes(), &moment(FIRST));
    fixture.import_as(&meetings(20, 3), FeedOptions::new("another"), &moment(FIRST)).unwrap();
    let before = fixture.ids();
    let id = before["Meeting 4"].clone();
    fixture.directory.remove_source("made up".into(), hours_later(1)).unwrap();
    assert_eq!(fixture.source(&hours_later(1)).details.name, "another");
    assert!(fixture.plan(&hours_later(100)).is_empty());
    let words = MeetingQuery { words: Some("hall".into()), ..MeetingQuery::default() };
    assert_eq!(fixture.page(&words, &hours_later(1)).meetings.iter().filter(|row| row.name.starts_with("Meeting")).count(), 0);
    assert!(!fixture.ids().values().any(|known| *known == id));
    assert_eq!(fixture.directory.meeting(id, hours_later(1)).unwrap().gone_since, Some(hours_later(1).at));
    let gone = HandrailError::NotFound { kind: EntityKind::Source };
    assert_eq!(fixture.directory.remove_source("made up".into(), hours_later(1)).unwrap_err(), gone);
    let late = fixture.fetched(200, &[], feed(&twelve()).as_bytes());
    assert_eq!(
        fixture.directory.apply_fetched(late, hours_later(1), false, None).unwrap_err(),
        gone,
        "an answer that was under way"
    );

    fixture.directory.save_source(details("made up"), hours_later(2)).unwrap();
    assert!(fixture.plan(&hours_later(2))[0].headers.is_empty(), "it is asked in full");
    assert_eq!(imported(fixture.answer(200, &[], feed(&twelve()).as_bytes(), &hours_later(2))), (0, 12, 0));
    assert_eq!(fixture.ids(), before);
}

#[test]
fn a_favourite_of_a_removed_source_says_so_and_comes_back() {
    let fixture = Fixture::with_source();
    fixture.answer(200, &[], feed(&twelve()).as_bytes(), &moment(FIRST));
    let path = text(&fixture.folder.path().join("journal.db"));
    let journal = Journal::open(path, new_journal_key().unwrap()).unwrap();
    fixture.directory.use_journal(Some(journal)).unwrap();
    let id = fixture.ids()["Meeting 4"].clone();
    fixture.directory.add_favourite(id.clone(), FavouriteDetails::default(), moment(FIRST)).unwrap();
    fixture.directory.remove_source("made up".into(), hours_later(1)).unwrap();
    let told = fixture.directory.meeting_notices(hours_later(1)).unwrap();
    assert_eq!((told.len(), &told[0].id, &told[0].changes), (1, &id, &vec![MeetingChange::Gone]));
    fixture.directory.mark_meeting_seen(id.clone(), hours_later(1)).unwrap();
    fixture.import(&twelve(), &hours_later(2)).unwrap();
    let told = fixture.directory.meeting_notices(hours_later(2)).unwrap();
    assert_eq!((told.len(), &told[0].id, &told[0].changes), (1, &id, &vec![MeetingChange::Back]));
    assert!(!fixture.directory.favourites(hours_later(2)).unwrap()[0].gone);
}

#[test]
fn what_cannot_be_taken_names_its_field() {
    let fixture = Fixture::with_source();
    let check = |change: fn(&mut SourceDetails), field: Field, problem: Problem| {
        let mut said = details("other");
        change(&mut said);
        let refused = fixture.directory.save_source(said, moment(FIRST)).unwrap_err();
        assert_eq!(refused, HandrailError::Invalid { field, problem });
    };
    check(|said| said.name = "  ".into(), Field::Source, Problem::Empty);
    check(|said| said.name = "a".repeat(201), Field::Source, Problem::TooLong);
    check(|said| said.url = Some("ftp://example.org".into()), Field::Link, Problem::Malformed);
    check(|said| said.url = Some(format!("{URL}?{}", "x".repeat(2000))), Field::Link, Problem::TooLong);
    check(|said| said.country = Some("XX".into()), Field::Country, Problem::Unknown);
    check(|said| said.zone = Some("Mars/Base".into()), Field::Zone, Problem::Unknown);
    check(|said| said.fellowship = Some("no such".into()), Field::Fellowship, Problem::Unknown);
    check(|said| said.licence = Some("x".repeat(1001)), Field::Licence, Problem::TooLong);
    check(|said| said.refresh_hours = 0, Field::RefreshHours, Problem::OutOfRange);
    check(|said| said.refresh_hours = 721, Field::RefreshHours, Problem::OutOfRange);
    check(|said| said.columns = vec![("x".repeat(201), None).into()], Field::Columns, Problem::TooLong);
    assert_eq!(fixture.source(&moment(FIRST)).details.name, "made up");

    let apply = |answer: FetchAnswer| fixture.directory.apply_fetched(answer, moment(FIRST), false, None).unwrap_err();
    let answer = || fixture.fetched(200, &[], feed(&twelve()).as_bytes());
    let invalid = |field, problem| HandrailError::Invalid { field, problem };
    assert_eq!(apply(FetchAnswer { path: None, ..answer() }), invalid(Field::Path, Problem::Empty));
    assert_eq!(apply(FetchAnswer { status: 7, ..answer() }), invalid(Field::Status, Problem::OutOfRange));
    assert_eq!(apply(FetchAnswer { source: "other".into(), ..answer() }), HandrailError::NotFound { kind: EntityKind::Source });
    let missing = FetchAnswer { path: Some("/no/such/file".into()), ..answer() };
    assert!(matches!(apply(missing), HandrailError::FileUnavailable { .. }));
    let source = fixture.source(&moment(FIRST));
    assert_eq!((source.state, source.tried_at), (SourceState::New, None), "a fault of the caller is none of the source");
}

struct StopAtOnce;

impl ImportProgress for StopAtOnce {
    fn on_progress(&self, _: u32, _: u64, _: u64) -> Result<bool, HandrailError> {
        Ok(false)
    }
}

#[test]
fn a_refresh_that_was_stopped_leaves_no_trace() {
    let fixture = Fixture::with_source();
    let answer = fixture.fetched(200, &[("etag", "\"v1\"")], feed(&meetings(300, 5)).as_bytes());
    let stopped = fixture.directory.apply_fetched(answer, moment(FIRST), false, Some(Arc::new(StopAtOnce)));
    assert_eq!(stopped.unwrap_err(), HandrailError::Cancelled);
    assert_eq!((fixture.source(&moment(FIRST)).state, fixture.plan(&moment(FIRST)).len()), (SourceState::New, 1));
    assert!(fixture.ids().is_empty());
}

#[test]
fn what_is_known_of_sources_is_there_after_closing() {
    let fixture = Fixture::with_source();
    fixture.answer(200, &[("etag", "\"v1\"")], feed(&twelve()).as_bytes(), &moment(FIRST));
    fixture.answer(500, &[], b"", &hours_later(24));
    let (before, planned) = (fixture.source(&hours_later(30)), fixture.plan(&hours_later(30)));
    fixture.directory.close().unwrap();
    let again = Directory::open(text(&fixture.folder.path().join("directory.db"))).unwrap();
    assert_eq!(again.sources(hours_later(30)).unwrap(), [before]);
    assert_eq!(again.refresh_plan(hours_later(30), Vec::new()).unwrap(), planned);
}
