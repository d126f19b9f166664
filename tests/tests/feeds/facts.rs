//! What the meetings of a feed tell, in numbers.

use handrail_core::meetings::{DiagnosticCode, FeedFacts};

use super::{ROW, accepted, codes};

fn facts(changes: &[&[(&str, &str)]]) -> FeedFacts {
    let rows = changes.iter().enumerate().map(|(number, changes)| {
        let row = ROW.replace(r#""slug":"a","name":"A""#, &format!(r#""slug":"s{number}","name":"N{number}""#));
        changes.iter().fold(row, |row, (from, to)| row.replace(from, to))
    });
    accepted(&format!("[{}]", rows.collect::<Vec<_>>().join(","))).facts
}

#[test]
fn every_number() {
    let link = (r#""types""#, r#""conference_url":"https://zoom.us/j/1","types""#);
    let closed = (r#"["O"]"#, r#"["O","TC"]"#);
    let found = facts(&[
        &[],
        &[link],
        &[closed],
        &[closed, link],
        &[(r#""latitude":50.87,"longitude":0.01,"#, r#""approximate":"yes","conference_phone":"+16465550100","#)],
        &[(r#""day":1,"#, r#""day":[1,3],"#), (r#","end_time":"20:00""#, ""), (r#""timezone":"Europe/London","#, "")],
        &[(r#""day":1,"#, "")],
        &[(r#""types""#, r#""venmo":"@made-up","types""#)],
    ]);
    let expect = FeedFacts {
        in_person: 4,
        online: 2,
        hybrid: 1,
        inactive: 1,
        closed_for_now: 2,
        closed_but_online: 1,
        approximate: 1,
        with_point: 5,
        online_with_point: 1,
        with_zone: 7,
        several_days: 1,
        by_appointment: 1,
        with_end: 6,
        with_link: 2,
        with_phone: 1,
        with_contribution: 1,
    };
    assert_eq!(found, expect);
}

#[test]
fn a_meeting_listed_twice() {
    let again = |changes: &[(&str, &str)]| changes.iter().fold(ROW.to_owned(), |row, (from, to)| row.replace(from, to));
    let slug = (r#""slug":"a""#, r#""slug":"b""#);
    let check = |other: String, expect: u32| {
        let found = accepted(&format!("[{ROW},{other}]"));
        let count =
            codes(&found).iter().find(|(code, _)| *code == DiagnosticCode::MeetingRepeated).map_or(0, |(_, count)| *count);
        assert_eq!(count, expect, "{other}");
    };
    check(again(&[slug]), 1);
    check(again(&[slug, (r#""types":["O"]"#, r#""types":["C"]"#)]), 1);
    check(again(&[slug, (r#""day":1"#, r#""day":2"#)]), 0);
    check(again(&[slug, (r#""time":"19:00""#, r#""time":"19:15""#)]), 0);
    check(again(&[slug, ("1 High St", "2 High St")]), 0);
    check(again(&[slug, (r#""name":"A""#, r#""name":"B""#)]), 0);
}
