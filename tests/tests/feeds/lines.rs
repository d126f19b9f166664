//! One object a line: what is broken costs its line, and nothing else.

use handrail_core::api::Directory;
use handrail_core::meetings::{DiagnosticCode, FeedFormat, FeedOptions};
use handrail_core::time::Moment;

use super::{ROW, accepted, codes};

fn row(n: usize) -> String {
    ROW.replace(r#""slug":"a","name":"A""#, &format!(r#""slug":"s{n}","name":"Name {n}""#))
}

fn check(lines: &[&str], rows: u32, meetings: u32, expect: &[(DiagnosticCode, u32)]) {
    let text = lines.join("\n");
    let found = accepted(&text);
    assert_eq!(found.format, FeedFormat::Ndjson, "{text}");
    assert_eq!((found.rows, found.meetings), (rows, meetings), "{text}");
    assert_eq!(codes(&found), expect, "{text}");
}

#[test]
fn a_line_that_is_cut_costs_that_line() {
    let (a, b, c) = (row(1), row(2), row(3));
    let half = b.get(..b.len() / 2).unwrap();
    let unreadable = [(DiagnosticCode::RowUnreadable, 1)];
    check(&[&a, half, &c], 3, 2, &unreadable);
    // The first one, too: nothing before it tells what kind of file it is.
    check(&[half, &a, &c], 3, 2, &unreadable);
    check(&[&a, "{]}", &c], 3, 2, &unreadable);
    check(&[&a, "not JSON at all", &c], 3, 2, &unreadable);
    // A text that goes on in the next line is mended as elsewhere.
    check(&[&a, &b.replace("Name 2", "Name\n2"), &c], 3, 3, &[]);
}

#[test]
fn a_download_that_broke_off_is_told_and_the_lines_before_count() {
    let (a, b) = (row(1), row(2));
    let cut = [(DiagnosticCode::RowUnreadable, 1), (DiagnosticCode::RowCutOff, 1)];
    for end in [1, 9, b.len() / 2, b.len() - 1] {
        check(&[&a, b.get(..end).unwrap()], 2, 1, &cut);
    }
    check(&[&a, &b], 2, 2, &[]);
}

/// What is missing may have stood behind the cut: none of it is taken as gone, and the website is not told that we have its version.
#[test]
fn nothing_is_gone_that_a_cut_feed_does_not_tell() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let directory = Directory::open(path("directory.db")).unwrap();
    let now = Moment { at: "2026-03-02T12:00:00Z".parse().unwrap(), zone: "UTC".into() };
    let import = |text: &str| {
        std::fs::write(path("feed"), text).unwrap();
        directory.import_feed(path("feed"), FeedOptions::new("lines"), now.clone(), None)
    };
    let whole: Vec<String> = (0..20).map(row).collect();
    let text = whole.join("\n");
    assert_eq!(import(&text).unwrap().added, 20);
    let cut = text.get(..text.len() - whole[19].len() - whole[18].len() / 2).unwrap();
    let report = import(cut).unwrap();
    assert_eq!((report.meetings, report.gone, report.changed), (18, 0, 0));
    assert_eq!(directory.sources(now.clone()).unwrap()[0].meetings, 20);
    // Far too little is refused as ever, and without the cut the two are gone.
    assert!(import(text.get(..text.len() / 2).unwrap()).is_err());
    assert_eq!(import(&whole[..18].join("\n")).unwrap().gone, 2);
}
