//! Meeting types: what a code means depends on the fellowship.
//!
//! The same code stands for different things in 39 cases (`POA` is Proof of Attendance, Parents of Alcoholics or Attendance
//! Voucher), so a code is never read without its fellowship. A language is an attribute of its own; where a language's code is
//! also a type of the fellowship, the type wins.
//!
//! Data: the programs of 12 Step Meeting List, and the type names of the Meeting Guide specification in nine languages.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

/// What a type in a feed turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A type, in the fellowship's spelling.
    Type(&'static str),
    /// A language, ISO 639-1 in lower case.
    Language(&'static str),
    /// Both: the specification lists languages among the types of Alcoholics Anonymous.
    Both(&'static str, &'static str),
}

/// The types of one fellowship.
#[derive(Debug, Default)]
pub(crate) struct TypeTable {
    by_code: HashMap<String, Meaning>,
    by_name: HashMap<String, Meaning>,
}

impl TypeTable {
    /// Reads a code or a name, in any case: codes first, then names in any language, then old spellings.
    pub fn find(&self, text: &str) -> Option<Meaning> {
        self.by_code
            .get(text)
            .or_else(|| self.by_code.get(&text.to_uppercase()))
            .or_else(|| self.by_name.get(&fold(text)))
            .copied()
    }

    fn add_code(&mut self, code: &str, meaning: Meaning) {
        self.by_code.entry(code.to_uppercase()).or_insert(meaning);
    }

    fn add_name(&mut self, name: &str, meaning: Meaning) {
        self.by_name.entry(fold(name)).or_insert(meaning);
    }
}

/// The table of a fellowship; `None` where its types are not known.
pub(crate) fn type_table(fellowship: &str) -> Option<&'static TypeTable> {
    CATALOGUE.tables.get(fellowship)
}

/// A code that means a language in whatever fellowship.
pub(crate) fn plain_language(code: &str) -> Option<&'static str> {
    CATALOGUE.plain_languages.get(code.to_uppercase().as_str()).copied()
}

/// Spellings of older feeds.
const ALIASES: [(&str, &str); 4] =
    [("SIGN LANGUAGE", "ASL"), ("OUTDOOR MEETING", "OUT"), ("STEP MEETING", "ST"), ("FARSI", "FA")];

/// Codes that every fellowship has: it may close a room for a while, and British lists tell of a loop for people who hear badly and
/// of slips (chits) for a court.
pub(super) const EVERYWHERE: [(&str, &str); 3] =
    [("TC", "Location Temporarily Closed"), ("HL", "Hearing Loop"), ("CHIT", "Attendance Slips Signed")];

/// The fellowship whose types the specification lists.
const SPECIFIED: &str = "aa";

/// Texts borrow from the compiled-in data.
type Names = BTreeMap<&'static str, &'static str>;

#[derive(Deserialize)]
struct Languages<'a> {
    /// ISO 639-1 in lower case.
    #[serde(borrow)]
    languages: BTreeMap<&'a str, &'a str>,
    /// By program: ISO code to the program's own code.
    #[serde(borrow)]
    substitutions: BTreeMap<&'a str, BTreeMap<&'a str, &'a str>>,
}

struct Catalogue {
    tables: HashMap<&'static str, TypeTable>,
    plain_languages: HashMap<String, &'static str>,
}

/// About a millisecond at the first feed, 300 KB from then on.
static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let programs: BTreeMap<&'static str, Names> = data(include_str!("data/program_types.json"));
    let specified: BTreeMap<&'static str, Names> = data(include_str!("data/meeting_guide_types.json"));
    let languages: Languages<'static> = data(include_str!("data/languages.json"));
    let no_substitutes = Names::new();
    let tables = programs
        .iter()
        .map(|(id, types)| {
            let substitutes = languages.substitutions.get(id).unwrap_or(&no_substitutes);
            (*id, table(id, types, &specified, &languages.languages, substitutes))
        })
        .collect();
    let ambiguous = |code: &str| programs.values().any(|types| types.contains_key(code));
    let codes = languages.languages.keys().map(|iso| (iso.to_uppercase(), *iso));
    let plain = codes.filter(|(code, _)| !ambiguous(code));
    Catalogue { tables, plain_languages: plain.collect() }
});

/// The data are compiled in; a test reads them all.
fn data<T: Deserialize<'static>>(text: &'static str) -> T {
    serde_json::from_str(text).expect("compiled-in data")
}

fn fold(name: &str) -> String {
    name.trim().to_lowercase().replace('\u{2019}', "'")
}

fn table(
    id: &str,
    types: &Names,
    specified: &BTreeMap<&'static str, Names>,
    languages: &Names,
    substitutes: &Names,
) -> TypeTable {
    let mut table = TypeTable::default();
    let language_of = |code: &str| {
        let replaced = substitutes.iter().find(|(_, own)| **own == code).map(|(iso, _)| *iso);
        let iso = code.to_lowercase();
        replaced.or_else(|| languages.keys().find(|known| **known == iso && !substitutes.contains_key(*known)).copied())
    };
    for (code, name) in types {
        let meaning = Meaning::Type(code);
        table.add_code(code, meaning);
        table.add_name(name, meaning);
    }
    for (code, names) in specified {
        let listed = types.get(code);
        let meaning = match (listed, id == SPECIFIED) {
            (None, true) => language_of(code).map_or_else(|| Meaning::Type(code), |iso| Meaning::Both(code, iso)),
            (Some(_), true) => Meaning::Type(code),
            // Another fellowship's code has the specification's names only where it means the same.
            (Some(name), false) if names.get("en").is_some_and(|english| fold(english) == fold(name)) => Meaning::Type(code),
            _ => continue,
        };
        table.add_code(code, meaning);
        for name in names.values() {
            table.add_name(name, meaning);
        }
    }
    for (code, name) in EVERYWHERE {
        table.add_code(code, Meaning::Type(code));
        table.add_name(name, Meaning::Type(code));
    }
    for (iso, name) in languages {
        let code = iso.to_uppercase();
        let own = substitutes.get(iso).copied().unwrap_or(&code);
        if !types.contains_key(own) {
            table.add_code(own, Meaning::Language(iso));
        }
        // The plain ISO code too, where the fellowship gives it no other meaning.
        if !types.contains_key(code.as_str()) && !substitutes.values().any(|own| *own == code) {
            table.add_code(&code, Meaning::Language(iso));
        }
        table.add_name(name, Meaning::Language(iso));
    }
    for (spelling, code) in ALIASES {
        if let Some(meaning) = table.by_code.get(code).copied() {
            table.add_name(spelling, meaning);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use Meaning::{Both, Language, Type};

    fn check(fellowship: &str, text: &str, expect: Option<Meaning>) {
        assert_eq!(type_table(fellowship).expect("a table").find(text), expect, "{fellowship} {text}");
    }

    #[test]
    fn a_code_means_what_its_fellowship_says() {
        check("aa", "POA", Some(Type("POA")));
        check("aa", "Proof of Attendance", Some(Type("POA")));
        check("al-anon", "Parents of Alcoholics", Some(Type("POA")));
        check("al-anon", "Proof of Attendance", None);
        check("slaa", "attendance voucher", Some(Type("POA")));
        check("na", "BT", Some(Type("BT")));
        check("aa", "BT", None);
    }

    #[test]
    fn any_case_then_names_then_old_spellings() {
        check("aa", "lgbtq", Some(Type("LGBTQ")));
        check("aa", "AL-AN", Some(Type("AL-AN")));
        check("aa", "12X12", Some(Type("12x12")));
        check("aa", "Step Study", Some(Type("ST")));
        check("aa", "Meditación", Some(Type("MED")));
        check("aa", "CERRADA", Some(Type("C")));
        check("aa", "Sign Language", Some(Type("ASL")));
        check("aa", "step meeting", Some(Type("ST")));
        check("aa", "tc", Some(Type("TC")));
        check("oa", "TC", Some(Type("TC")));
    }

    #[test]
    fn a_type_of_the_fellowship_wins_over_a_language() {
        check("ca", "TR", Some(Type("TR")));
        check("da", "AR", Some(Type("AR")));
        check("rd", "IS", Some(Type("IS")));
        check("slaa", "HR", Some(Type("HR")));
        check("ga", "FR", Some(Language("fr")));
        check("na", "TR", Some(Language("tr")));
        check("al-anon", "S", Some(Language("es")));
        check("aca", "S", Some(Type("S")));
        check("aca", "SP", Some(Language("es")));
        check("sia", "UA", Some(Language("uk")));
    }

    #[test]
    fn languages_of_the_specification_are_types_too() {
        check("aa", "S", Some(Both("S", "es")));
        check("aa", "POL", Some(Both("POL", "pl")));
        check("aa", "FR", Some(Both("FR", "fr")));
        check("aa", "EN", Some(Both("EN", "en")));
        check("aa", "Español", Some(Both("S", "es")));
        check("aa", "TR", Some(Type("TR")));
        check("aa", "ES", Some(Language("es")));
    }

    #[test]
    fn every_program_has_its_table() {
        assert_eq!(CATALOGUE.tables.len(), 27);
        let programs: BTreeMap<&'static str, Names> = data(include_str!("data/program_types.json"));
        for (id, types) in &programs {
            for (code, name) in types {
                check(id, code, Some(Type(code)));
                assert!(matches!(type_table(id).and_then(|table| table.find(name)), Some(Type(_))), "{id} {name}");
            }
        }
    }

    #[test]
    fn only_codes_that_no_fellowship_uses_are_plain_languages() {
        assert_eq!(plain_language("fr"), Some("fr"));
        assert_eq!(plain_language("TR"), None);
        assert_eq!(plain_language("S"), None);
    }
}
