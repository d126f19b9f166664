//! The zone of a country that has only one.

use chrono_tz::Tz;

use crate::time::parse_zone;

/// ISO 3166-1 code, zone, name in English: the countries to which the time zone database (public domain, 2025b) gives one zone, and
/// a few whose zones have had the same clocks for decades.
const COUNTRIES: &str = include_str!("../data/countries.tsv");
/// What feeds write besides, and the code.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("uk", "GB"),
    ("great britain", "GB"),
    ("england", "GB"),
    ("scotland", "GB"),
    ("wales", "GB"),
    ("northern ireland", "GB"),
    ("gbr", "GB"),
    ("republic of ireland", "IE"),
    ("éire", "IE"),
    ("eire", "IE"),
    ("irl", "IE"),
    ("deutschland", "DE"),
    ("deu", "DE"),
    ("österreich", "AT"),
    ("schweiz", "CH"),
    ("suisse", "CH"),
    ("svizzera", "CH"),
    ("belgique", "BE"),
    ("belgië", "BE"),
    ("fra", "FR"),
    ("italia", "IT"),
    ("ita", "IT"),
    ("the netherlands", "NL"),
    ("nederland", "NL"),
    ("sverige", "SE"),
    ("norge", "NO"),
    ("danmark", "DK"),
    ("suomi", "FI"),
    ("ísland", "IS"),
    ("polska", "PL"),
    ("czechia", "CZ"),
    ("česko", "CZ"),
    ("slovensko", "SK"),
    ("magyarország", "HU"),
    ("türkiye", "TR"),
    ("turkey", "TR"),
    ("日本", "JP"),
    ("ประเทศไทย", "TH"),
    ("ไทย", "TH"),
];
/// No name of a country is longer.
const LONGEST: usize = 64;

/// The only zone of a country, by its code or its name; `None`: it has several, or is none that is known.
pub(super) fn zone(country: &str) -> Option<Tz> {
    let country = country.trim();
    if country.is_empty() || country.len() > LONGEST {
        return None;
    }
    let lower = country.to_lowercase();
    let code = OTHER_NAMES.iter().find(|(name, _)| *name == lower).map_or(country, |(_, code)| *code);
    COUNTRIES.lines().find_map(|line| {
        let mut parts = line.split('\t');
        let (known, zone, name) = (parts.next()?, parts.next()?, parts.next()?);
        (known.eq_ignore_ascii_case(code) || name.eq_ignore_ascii_case(country)).then(|| parse_zone(zone).ok())?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names() {
        for (country, expect) in [
            ("IE", Some("Europe/Dublin")),
            (" Republic of Ireland ", Some("Europe/Dublin")),
            ("england", Some("Europe/London")),
            ("Deutschland", Some("Europe/Berlin")),
            ("SWEDEN", Some("Europe/Stockholm")),
            ("US", None),
            ("Canada", None),
            ("Australia", None),
            ("Atlantis", None),
            ("", None),
        ] {
            assert_eq!(zone(country).map(Tz::name), expect, "{country}");
        }
    }

    #[test]
    fn every_line_has_a_zone_that_is_known() {
        for line in COUNTRIES.lines() {
            let parts: Vec<&str> = line.split('\t').collect();
            assert!(parts.len() == 3 && zone(parts[0]).is_some() && zone(parts[2]).is_some(), "{line}");
        }
        assert!(OTHER_NAMES.iter().all(|(name, _)| zone(name).is_some()));
    }
}
