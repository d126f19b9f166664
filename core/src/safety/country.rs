//! Which country a text means.

/// Longer than any language tag that names a country; the rest of a longer text cannot matter.
const LONGEST: usize = 64;

/// What people type for a country in place of its ISO 3166-1 code.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("UK", "GB"),
    ("EL", "GR"),
    ("USA", "US"),
    ("CAN", "CA"),
    ("GBR", "GB"),
    ("IRL", "IE"),
    ("AUS", "AU"),
    ("NZL", "NZ"),
    ("IND", "IN"),
    ("ZAF", "ZA"),
    ("DEU", "DE"),
    ("FRA", "FR"),
    ("ESP", "ES"),
    ("ITA", "IT"),
    ("NLD", "NL"),
    ("BRA", "BR"),
    ("MEX", "MX"),
    ("JPN", "JP"),
];

/// The two capital letters that `text` could mean; whether there is such a country is for the caller to look up.
pub(super) fn code(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let name = region_of_tag(text).unwrap_or(text).to_ascii_uppercase();
    let alias = OTHER_NAMES.iter().find(|(other, _)| *other == name);
    Some(alias.map_or(name, |(_, code)| (*code).to_owned()))
}

/// The region of a locale such as `en_US`, `zh-Hant-TW` or `de_AT.UTF-8`.
///
/// Only where the language is in lower case and the region in capitals: `US-IL` is Illinois, and must not become Israel.
fn region_of_tag(text: &str) -> Option<&str> {
    let tag = text.split(['.', '@']).next()?;
    let mut parts = tag.split(['-', '_']);
    let language = parts.next()?;
    if !(2..=3).contains(&language.len()) || !language.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    parts.find(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_uppercase()))
}
