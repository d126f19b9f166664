//! What meeting types are called, for detail screens and filters.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::types::EVERYWHERE;

/// A meeting type of a fellowship.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct MeetingType {
    /// Its code in the fellowship's spelling, as meetings tell it.
    pub code: String,
    /// Its name: in the language asked for where the Meeting Guide specification has one, else in English.
    pub name: String,
}

type Names = BTreeMap<&'static str, &'static str>;

/// The fellowship whose types the specification lists.
const SPECIFIED: &str = "aa";

static PROGRAMS: LazyLock<BTreeMap<&'static str, Names>> =
    LazyLock::new(|| serde_json::from_str(include_str!("data/program_types.json")).unwrap_or_default());
static SPECIFICATION: LazyLock<BTreeMap<&'static str, Names>> =
    LazyLock::new(|| serde_json::from_str(include_str!("data/meeting_guide_types.json")).unwrap_or_default());

/// The types of a fellowship in the order of their names; empty where they are not known.
pub(crate) fn meeting_types(fellowship: &str, language: &str) -> Vec<MeetingType> {
    let Some(mut own) = PROGRAMS.get(fellowship).cloned() else { return Vec::new() };
    for (code, name) in EVERYWHERE {
        own.entry(code).or_insert(name);
    }
    let mut names: BTreeMap<&str, &str> = own.clone();
    for (code, translations) in SPECIFICATION.iter() {
        let english = translations.get("en").copied().unwrap_or(code);
        // Another fellowship's code has the specification's names only where it means the same.
        let same =
            own.get(code).map_or(fellowship == SPECIFIED, |name| fellowship == SPECIFIED || name.eq_ignore_ascii_case(english));
        if same {
            let in_english = own.get(code).copied().unwrap_or(english);
            names.insert(code, translations.get(language).copied().filter(|_| language != "en").unwrap_or(in_english));
        }
    }
    let mut types: Vec<MeetingType> =
        names.into_iter().map(|(code, name)| MeetingType { code: code.to_owned(), name: name.to_owned() }).collect();
    types.sort_by(|one, other| (&one.name, &one.code).cmp(&(&other.name, &other.code)));
    types
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(fellowship: &str, language: &str, code: &str, expected: Option<&str>) {
        let found = meeting_types(fellowship, language).into_iter().find(|known| known.code == code).map(|known| known.name);
        assert_eq!(found.as_deref(), expected, "{fellowship} {code} in {language}");
    }

    #[test]
    fn a_code_means_what_its_fellowship_says() {
        check("aa", "en", "POA", Some("Proof of Attendance"));
        check("al-anon", "es", "POA", Some("Parents of Alcoholics"));
        check("aa", "es", "12x12", Some("12 Pasos y 12 Tradiciones"));
        check("aa", "xx", "A", Some("Secular"));
        check("da", "en", "AR", Some("Artist"));
        check("ga", "en", "TC", Some("Location Temporarily Closed"));
        check("ga", "es", "TC", Some("Ubicación temporalmente cerrada"));
        check("aa", "es", "TC", Some("Ubicación temporalmente cerrada"));
        assert!(meeting_types("smart", "en").is_empty());
    }
}
