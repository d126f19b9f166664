//! Words in the letters of the world, as people type them.

use handrail_core::meetings::MeetingQuery;
use handrail_tests::made_up::MadeUp;

use super::{Fixture, moment, names, plain};

const AT: &str = "2026-01-12T20:00:00Z";

fn named(name: &str) -> MadeUp {
    MadeUp { name: name.into(), ..plain(&name.len().to_string()) }
}

#[test]
fn letters_without_their_marks_find_those_with_them() {
    for (name, typed) in [
        ("Straße der Hoffnung", vec!["strasse", "STRASSE", "straße", "hoffnung strasse"]),
        ("Köln Süd", vec!["koln", "köln", "KÖLN", "sud", "koeln", "sued"]),
        ("Łódź wieczorem", vec!["lodz", "łódź", "ŁÓDŹ"]),
        ("Østerbro", vec!["oster", "øster", "ØSTERBRO"]),
        ("Ærø", vec!["aero", "ærø"]),
        ("Đà Nẵng", vec!["da nang", "đà", "ĐÀ NẴNG"]),
        ("Işık yolu", vec!["isik", "ışık", "IŞIK"]),
        ("İstanbul", vec!["istanbul", "İSTANBUL", "ISTANBUL"]),
        ("Ελπίδα", vec!["ελπιδα", "ΕΛΠΙΔΑ", "ελπ"]),
        ("Надежда", vec!["надежда", "НАДЕЖ"]),
        ("Ёлка", vec!["елка", "ёлка"]),
        ("שָׁלוֹם", vec!["שלום", "שָׁלוֹם"]),
        ("مُحَمَّد الأمل", vec!["محمد", "الأمل"]),
        ("新東京グループ", vec!["東京", "グループ", "新東", "京グ"]),
        ("北京希望小组", vec!["希望", "小组", "北京"]),
        ("กลุ่มความหวัง", vec!["ความหวัง", "กลุ่ม"]),
        ("Œuvre", vec!["oeuvre", "œuvre"]),
        ("Þór", vec!["thor", "þór"]),
    ] {
        let fixture = Fixture::of(&[named(name)]);
        for typed in typed {
            let query = MeetingQuery { words: Some(typed.into()), ..MeetingQuery::default() };
            let page = fixture.page(&query, &moment(AT));
            assert_eq!(names(&page), [name], "{typed}");
        }
    }
}

#[test]
fn signs_and_operators_are_no_words_and_hide_none() {
    let fixture = Fixture::of(&[named("Hope A near 12"), named("Other")]);
    let total = |typed: &str| {
        let query = MeetingQuery { words: Some(typed.into()), ..MeetingQuery::default() };
        fixture.page(&query, &moment(AT)).total
    };
    for typed in [
        "Ⓐ hope",
        "ＨＯＰＥ",
        "hope*",
        "\"hope",
        "hope\"",
        "-hope",
        "hope NEAR(",
        "^hope",
        "hope + -",
        "((( hope",
        "hope 💚",
        "💚hope",
        "hope\u{200d}",
        "\u{feff}hope",
        "hope \u{64b}",
        "hope NEAR",
        "hope;",
        "hope, a",
    ] {
        assert_eq!(total(typed), 1, "{typed}");
    }
    for typed in
        ["hope AND other", "hope OR other", "NOT hope", "name:hope", "{name}: hope other", "' OR 1=1 -- hope", "ho\u{0}pe"]
    {
        assert_eq!(total(typed), 0, "{typed}");
    }
    assert_eq!((total("((("), total("h"), total("💚")), (2, 2, 2), "a letter begins a word; no word asks nothing");
}

#[test]
fn the_first_two_letters_can_be_swapped_too() {
    let fixture = Fixture::of(&[named("Serenity"), named("Other")]);
    for typed in ["esrenity", "sserenity", "aserenity"] {
        let query = MeetingQuery { words: Some(typed.into()), ..MeetingQuery::default() };
        let page = fixture.page(&query, &moment(AT));
        assert_eq!((names(&page), page.corrected_words.as_deref()), (vec!["Serenity"], Some("serenity")), "{typed}");
    }
}
