//! The crisis card: a number to dial for every country and for any garbage.

use std::collections::HashSet;

use handrail_core::api::crisis_card;
use handrail_core::safety::{Certainty, CrisisCard, CrisisLine, CrisisLineKind};
use proptest::prelude::*;

/// The officially assigned codes of ISO 3166-1.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH \
    GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB \
    LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM \
    PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG \
    TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

fn card(country: &str) -> CrisisCard {
    crisis_card(country.to_owned())
}

fn dialable(number: &str) -> bool {
    !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || "+*#,".contains(c))
}

fn assert_useful(card: &CrisisCard) {
    assert!(!card.emergency.is_empty());
    for line in &card.emergency {
        assert_eq!(line.kind, CrisisLineKind::Emergency);
        assert!(line.call.as_deref().is_some_and(dialable), "{line:?}");
    }
}

fn first_number(country: &str) -> Option<String> {
    card(country).emergency.first().and_then(|line| line.call.clone())
}

#[test]
fn every_country_has_an_emergency_number_that_can_be_dialled() {
    let countries: Vec<_> = COUNTRIES.split_whitespace().collect();
    assert_eq!(countries.len(), 249);
    for country in countries {
        let card = card(country);
        assert_eq!(card.country.as_deref(), Some(country));
        assert_useful(&card);
    }
}

#[test]
fn well_known_numbers_come_first() {
    let known = [
        ("US", "911"),
        ("CA", "911"),
        ("GB", "999"),
        ("IE", "112"),
        ("AU", "000"),
        ("NZ", "111"),
        ("FR", "15"),
        ("DE", "112"),
        ("JP", "119"),
        ("BR", "192"),
        ("IN", "112"),
        ("ZA", "10177"),
    ];
    for (country, number) in known {
        assert_eq!(first_number(country).as_deref(), Some(number), "{country}");
    }
}

#[test]
fn each_line_can_be_reached_and_no_number_comes_twice() {
    for country in COUNTRIES.split_whitespace() {
        let card = card(country);
        let all: Vec<&CrisisLine> = card.emergency.iter().chain(&card.lines).collect();
        let mut seen = HashSet::new();
        for line in all {
            assert!(!line.name.trim().is_empty());
            assert!(line.call.is_some() || line.text_to.is_some(), "{country}: no way to reach {}", line.name);
            for (way, number) in [("call", &line.call), ("text", &line.text_to)] {
                let Some(number) = number else { continue };
                assert!(dialable(number), "{country}: {number}");
                assert!(seen.insert((way, number.clone())), "{country}: {number} comes twice");
            }
            assert!(line.text_body.is_none() || line.text_to.is_some(), "{country}: a text without a number, {}", line.name);
            assert!(line.chat_url.as_deref().is_none_or(|url| url.starts_with("https://")));
        }
    }
}

#[test]
fn short_codes_carry_no_prefix() {
    for country in COUNTRIES.split_whitespace() {
        let card = card(country);
        for number in card.emergency.iter().chain(&card.lines).flat_map(|line| [&line.call, &line.text_to]).flatten() {
            let digits = number.chars().filter(char::is_ascii_digit).count();
            assert!(digits > 7 || !number.contains('+'), "{country}: {number} is a short code with a prefix");
        }
    }
}

#[test]
fn lines_for_suicide_and_crisis_come_first_and_calls_before_texts() {
    let us: Vec<_> = card("US").lines.iter().map(|line| line.name.clone()).collect();
    assert_eq!(us.first().map(String::as_str), Some("988 Suicide & Crisis Lifeline"));
    assert_eq!(us.get(1).map(String::as_str), Some("Crisis Text Line"));
    for country in COUNTRIES.split_whitespace() {
        let rank = |line: &CrisisLine| line.kind > CrisisLineKind::Crisis;
        assert!(card(country).lines.is_sorted_by_key(rank), "{country}");
    }
}

#[test]
fn the_line_988_is_offered_only_where_it_is_answered() {
    for country in COUNTRIES.split_whitespace().chain(["", "??"]) {
        let offered = card(country).lines.iter().any(|line| line.call.as_deref() == Some("988"));
        assert_eq!(offered, ["US", "CA"].contains(&country), "{country}");
    }
}

#[test]
fn a_country_is_understood_in_the_forms_that_platforms_and_people_use() {
    let forms = [
        ("us", "US"),
        (" gb\n", "GB"),
        ("UK", "GB"),
        ("usa", "US"),
        ("en_US", "US"),
        ("en-AU", "AU"),
        ("zh-Hant-TW", "TW"),
        ("de_AT.UTF-8", "AT"),
        ("ca_ES@valencia", "ES"),
    ];
    for (form, country) in forms {
        assert_eq!(card(form).country.as_deref(), Some(country), "{form}");
    }
}

#[test]
fn a_state_of_a_country_is_never_taken_for_another_country() {
    for state in ["US-IL", "AU-SA", "US-GA", "us-ca", "en"] {
        let card = card(state);
        assert_eq!(card.country, None, "{state}");
        assert_useful(&card);
    }
}

#[test]
fn garbage_is_answered_with_112() {
    let long = "US".repeat(500_000);
    for garbage in
        ["", " ", "XX", "ZZ", "EU", "999", "🇺🇸", "ＵＳ", "U\0S", "en_", "-", "__", "'; DROP", "\u{202e}SU", long.as_str()]
    {
        let card = card(garbage);
        assert_eq!(card.country, None);
        assert_eq!(card.emergency.first().and_then(|line| line.call.as_deref()), Some("112"));
        assert!(card.lines.is_empty());
    }
}

#[test]
fn a_number_that_nobody_checked_says_so() {
    let today = "2026-03-01".parse().unwrap();
    for country in COUNTRIES.split_whitespace() {
        let card = card(country);
        for line in card.emergency.iter().chain(&card.lines) {
            assert_eq!(line.certainty == Certainty::Verified, line.verified_on.is_some(), "{country}: {}", line.name);
            assert!(line.verified_on.is_some() || !line.checked_within_a_year(today));
        }
    }
}

#[test]
fn a_check_holds_for_twelve_months() {
    let mut line = card("US").lines.remove(0);
    line.verified_on = Some("2025-03-01".parse().unwrap());
    assert!(line.checked_within_a_year("2026-03-01".parse().unwrap()));
    assert!(!line.checked_within_a_year("2026-03-02".parse().unwrap()));
}

proptest! {
    #[test]
    fn any_text_at_all_gets_a_number(text in any::<String>()) {
        assert_useful(&card(&text));
    }

    #[test]
    fn texts_that_look_like_countries_get_a_number(text in "[a-zA-Z]{0,4}[-_.@ ]?[a-zA-Z]{0,4}[-_.@ ]?[a-zA-Z0-9]{0,4}") {
        assert_useful(&card(&text));
    }
}
