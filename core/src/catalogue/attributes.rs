//! What a code of a meeting means in every fellowship: accessible, open, for women, a speaker.
//!
//! The same code means other things elsewhere (`NS` is Non-Smoking in NA and Needs Support in ACA), so the mapping is a table by
//! fellowship. A code that is in no table of its fellowship is read by its name, and one of an unknown fellowship only where
//! every fellowship that has it means the same.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::types::{Meaning, type_table};

/// What people look for in a meeting whatever its fellowship calls it.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord, Hash, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum MeetingAttribute {
    /// Anybody may come.
    Open,
    /// For those whom the fellowship is for.
    Closed,
    /// The room can be reached in a wheelchair.
    Wheelchair,
    /// There is a bathroom for people in a wheelchair.
    WheelchairBathroom,
    /// In a sign language, or with an interpreter.
    SignLanguage,
    /// A loop or other help for people who hear badly.
    HearingLoop,
    /// What is said can be read.
    Captions,
    /// Without perfume and the like.
    FragranceFree,
    /// Somebody looks after children.
    Childcare,
    /// Children may come along.
    ChildFriendly,
    /// For people who are new.
    Beginners,
    /// For women.
    Women,
    /// For men.
    Men,
    /// For lesbian, gay, bisexual, trans, non-binary or queer people.
    Lgbtq,
    /// For young people.
    YoungPeople,
    /// For older people.
    Seniors,
    /// For people of colour.
    PeopleOfColor,
    /// For indigenous people.
    Indigenous,
    /// Without prayer or a higher power.
    Secular,
    /// Somebody tells their story.
    Speaker,
    /// A topic is talked about.
    Discussion,
    /// About the steps.
    StepStudy,
    /// About the traditions.
    TraditionStudy,
    /// Something is read.
    Literature,
    /// With a time of silence.
    Meditation,
    /// By candlelight.
    Candlelight,
    /// In the open.
    Outdoor,
    /// Smoking is allowed.
    Smoking,
    /// Smoking is not allowed.
    NonSmoking,
    /// Somebody signs that one was there.
    ProofOfAttendance,
    /// The room is closed for now. Where there is a link the meeting takes place online; without one it does not.
    RoomClosedForNow,
}

impl MeetingAttribute {
    /// All there are, in the order in which they are shown.
    pub const ALL: [Self; 31] = [
        Self::Open,
        Self::Closed,
        Self::Wheelchair,
        Self::WheelchairBathroom,
        Self::SignLanguage,
        Self::HearingLoop,
        Self::Captions,
        Self::FragranceFree,
        Self::Childcare,
        Self::ChildFriendly,
        Self::Beginners,
        Self::Women,
        Self::Men,
        Self::Lgbtq,
        Self::YoungPeople,
        Self::Seniors,
        Self::PeopleOfColor,
        Self::Indigenous,
        Self::Secular,
        Self::Speaker,
        Self::Discussion,
        Self::StepStudy,
        Self::TraditionStudy,
        Self::Literature,
        Self::Meditation,
        Self::Candlelight,
        Self::Outdoor,
        Self::Smoking,
        Self::NonSmoking,
        Self::ProofOfAttendance,
        Self::RoomClosedForNow,
    ];

    /// `wheelchair_bathroom`: what is stored, and what platforms look up in their string catalogues.
    pub fn key(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(key)) => key,
            // A variant without fields is written as text.
            _ => String::new(),
        }
    }

    /// Reads what [`key`](Self::key) wrote.
    pub fn from_key(key: &str) -> Option<Self> {
        serde_json::from_value(serde_json::Value::String(key.to_owned())).ok()
    }
}

type Codes = BTreeMap<MeetingAttribute, Vec<String>>;
type ByCode = HashMap<String, BTreeSet<MeetingAttribute>>;

#[derive(Default, Deserialize)]
struct File {
    /// Codes that every fellowship has.
    everywhere: Codes,
    /// Names in lower case, of codes that a fellowship's table does not list.
    by_name: Codes,
    fellowships: BTreeMap<String, Codes>,
}

/// By code in capitals.
struct Attributes {
    everywhere: ByCode,
    by_name: ByCode,
    by_fellowship: HashMap<String, ByCode>,
    /// What every fellowship that has the code means by it.
    agreed: ByCode,
}

static ATTRIBUTES: LazyLock<Attributes> = LazyLock::new(|| {
    // A file that cannot be read would map nothing; a test makes that a failure.
    let file: File = serde_json::from_str(include_str!("data/attributes.json")).unwrap_or_default();
    let by_fellowship: HashMap<String, ByCode> =
        file.fellowships.iter().map(|(id, codes)| (id.clone(), turned(codes, str::to_uppercase))).collect();
    let agreed = agreed(&by_fellowship);
    Attributes {
        everywhere: turned(&file.everywhere, str::to_uppercase),
        by_name: turned(&file.by_name, str::to_lowercase),
        by_fellowship,
        agreed,
    }
});

fn turned(codes: &Codes, spelling: impl Fn(&str) -> String) -> ByCode {
    let mut by_code = ByCode::new();
    for (attribute, codes) in codes {
        for code in codes {
            by_code.entry(spelling(code)).or_default().insert(*attribute);
        }
    }
    by_code
}

fn agreed(by_fellowship: &HashMap<String, ByCode>) -> ByCode {
    let codes: BTreeSet<&String> = by_fellowship.values().flat_map(HashMap::keys).collect();
    let mut agreed = ByCode::new();
    for code in codes {
        let mut meanings = BTreeSet::new();
        for (id, known) in by_fellowship {
            if type_table(id).and_then(|table| table.find(code)).is_some() {
                meanings.insert(known.get(code).cloned().unwrap_or_default());
            }
        }
        if let (1, Some(meaning)) = (meanings.len(), meanings.pop_first()) {
            agreed.insert(code.clone(), meaning);
        }
    }
    agreed
}

/// What the codes of a meeting say, in the order of [`MeetingAttribute::ALL`].
pub(crate) fn attributes(fellowship: Option<&str>, codes: &[String]) -> Vec<MeetingAttribute> {
    let table = fellowship.and_then(type_table);
    let own = fellowship.and_then(|id| ATTRIBUTES.by_fellowship.get(id));
    let mut found = BTreeSet::new();
    for code in codes {
        let capitals = code.to_uppercase();
        let known = match (table, own) {
            (Some(table), own) => match table.find(code) {
                Some(Meaning::Type(_) | Meaning::Both(..)) => own.and_then(|own| own.get(&capitals)),
                Some(Meaning::Language(_)) => continue,
                None => ATTRIBUTES.by_name.get(&code.to_lowercase()),
            },
            (None, _) => ATTRIBUTES.agreed.get(&capitals).or_else(|| ATTRIBUTES.by_name.get(&code.to_lowercase())),
        };
        found.extend(known.or_else(|| ATTRIBUTES.everywhere.get(&capitals)).into_iter().flatten());
    }
    found.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use MeetingAttribute as A;

    fn check(fellowship: &str, codes: &[&str], expect: &[MeetingAttribute]) {
        let codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
        let known = Some(fellowship).filter(|id| !id.is_empty());
        assert_eq!(attributes(known, &codes), expect, "{fellowship} {codes:?}");
    }

    fn file() -> File {
        serde_json::from_str(include_str!("data/attributes.json")).unwrap()
    }

    #[test]
    fn a_code_means_what_its_fellowship_says() {
        check("aa", &["X", "O", "POA"], &[A::Open, A::Wheelchair, A::ProofOfAttendance]);
        check("al-anon", &["X", "C", "POA"], &[A::Closed, A::Wheelchair]);
        check("slaa", &["POA"], &[A::ProofOfAttendance]);
        check("na", &["NS"], &[A::NonSmoking]);
        check("aca", &["NS", "SP"], &[]);
        check("aca", &["S"], &[A::Speaker]);
        check("da", &["AR"], &[]);
        check("slaa", &["HR"], &[]);
        check("rd", &["WA", "CC"], &[A::Wheelchair, A::Childcare]);
        check("eda", &["CC"], &[]);
        check("cea-how", &["ST"], &[A::StepStudy, A::TraditionStudy]);
    }

    #[test]
    fn what_no_table_lists_is_read_by_its_name_or_by_agreement() {
        check("na", &["ASL"], &[A::SignLanguage]);
        check("na", &["American Sign Language", "Pitch"], &[A::SignLanguage]);
        check("", &["X", "o", "tc", "W", "Y", "B", "SP"], &[A::Open, A::Wheelchair, A::Women, A::RoomClosedForNow]);
        check("smart", &["X", "HL"], &[A::Wheelchair, A::HearingLoop]);
        check("ga", &["TC", "HL"], &[A::HearingLoop, A::RoomClosedForNow]);
        check("aa", &[], &[]);
    }

    #[test]
    fn keys_are_read_as_they_are_written() {
        assert!(A::ALL.is_sorted());
        for attribute in A::ALL {
            assert_eq!(A::from_key(&attribute.key()), Some(attribute));
        }
        assert_eq!((A::WheelchairBathroom.key(), A::from_key("x")), ("wheelchair_bathroom".to_owned(), None));
    }

    #[test]
    fn no_code_is_mapped_that_its_fellowship_does_not_have() {
        let file = file();
        for (id, codes) in &file.fellowships {
            let table = type_table(id).unwrap();
            for code in codes.values().flatten().chain(file.everywhere.values().flatten()) {
                let found = table.find(code);
                assert!(matches!(found, Some(Meaning::Type(known)) if known == code), "{id} {code}: {found:?}");
            }
        }
        for name in file.by_name.values().flatten() {
            assert_eq!(*name, name.to_lowercase());
        }
    }

    /// The other way round: whatever a table calls by one of these names is mapped.
    #[test]
    fn what_people_need_to_know_is_mapped_in_every_fellowship() {
        let programs: BTreeMap<String, BTreeMap<String, String>> =
            serde_json::from_str(include_str!("data/program_types.json")).unwrap();
        let wanted = [
            ("wheelchair access", A::Wheelchair),
            ("handicapped accessible", A::Wheelchair),
            ("bathroom", A::WheelchairBathroom),
            ("sign language", A::SignLanguage),
            ("caption", A::Captions),
            ("fragrance", A::FragranceFree),
            ("babysitting", A::Childcare),
            ("child care", A::Childcare),
            ("newcomer", A::Beginners),
            ("beginner", A::Beginners),
            ("speaker", A::Speaker),
            ("meditation", A::Meditation),
            ("candlelight", A::Candlelight),
            ("outdoor", A::Outdoor),
            ("lgbtq", A::Lgbtq),
            ("young people", A::YoungPeople),
            ("seniors", A::Seniors),
            ("smoking", A::Smoking),
        ];
        let mut counted = 0;
        for (id, types) in &programs {
            for (code, name) in types {
                let told = attributes(Some(id), std::slice::from_ref(code));
                let name = name.to_lowercase();
                let mut expect: Vec<A> =
                    wanted.iter().filter(|(part, _)| name.contains(part)).map(|(_, attribute)| *attribute).collect();
                match name.as_str() {
                    "open" | "open to non-addicts" | "families friends and observers welcome" => expect.push(A::Open),
                    "closed" | "families and friends only" => expect.push(A::Closed),
                    "women" => expect.push(A::Women),
                    "men" => expect.push(A::Men),
                    "non-smoking" => expect = vec![A::NonSmoking],
                    _ => {}
                }
                for attribute in expect {
                    assert!(told.contains(&attribute), "{id} {code} {name}: {told:?}");
                    counted += 1;
                }
            }
        }
        assert!(counted > 200, "{counted}");
    }
}
