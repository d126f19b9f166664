//! The words of a name: which are small, which tell, and the form in which they are compared. Pure.

use crate::meetings::normalise::weekday;

/// What a name may have more or less of and still be the same.
const SMALL: &[&str] = &[
    "a",
    "aa",
    "afg",
    "al",
    "am",
    "an",
    "and",
    "anon",
    "at",
    "by",
    "ca",
    "club",
    "da",
    "daily",
    "de",
    "del",
    "der",
    "die",
    "el",
    "en",
    "evening",
    "fellowship",
    "for",
    "ga",
    "gfa",
    "group",
    "groupe",
    "grupo",
    "gruppe",
    "hybrid",
    "in",
    "la",
    "le",
    "los",
    "mee",
    "meeting",
    "midday",
    "morning",
    "na",
    "night",
    "nite",
    "noon",
    "oa",
    "of",
    "on",
    "online",
    "person",
    "pm",
    "reunion",
    "sa",
    "suspended",
    "saa",
    "the",
    "to",
    "treffen",
    "und",
    "virtual",
    "y",
    "zoom",
    "afternoon",
    "gathering",
    "nooner",
    "lunchtime",
];

/// What tells a meeting from another in the same house at the same hour.
pub(super) const TELLING: &[&str] = &[
    "adult",
    "agnostic",
    "alateen",
    "atheist",
    "basic",
    "beginner",
    "bigbook",
    "book",
    "candlelight",
    "child",
    "couple",
    "deaf",
    "discussion",
    "dyke",
    "english",
    "family",
    "french",
    "gay",
    "gent",
    "german",
    "girl",
    "gratitude",
    "guy",
    "italian",
    "ladie",
    "lady",
    "lesbian",
    "lgbt",
    "lgbtq",
    "lgbtqia",
    "literature",
    "medallion",
    "meditation",
    "men",
    "mom",
    "newcomer",
    "open",
    "closed",
    "parent",
    "polish",
    "portuguese",
    "queer",
    "russian",
    "secular",
    "speaker",
    "spanish",
    "espanol",
    "step",
    "student",
    "study",
    "teen",
    "topic",
    "tradition",
    "trans",
    "veteran",
    "women",
    "woman",
    "workshop",
    "young",
    "youth",
    "concept",
];

/// `6:00`, and the number by which a fellowship's office knows a group.
pub(super) fn is_number_of_list(word: &str) -> bool {
    let digits = word.bytes().all(|byte| byte.is_ascii_digit());
    (digits && word.len() >= 6) || word.split_once(':').is_some_and(|(hour, minute)| hour.len() <= 2 && minute.len() == 2)
}

pub(super) fn is_small(word: &str) -> bool {
    let hour = word.strip_suffix("am").or(word.strip_suffix("pm"));
    SMALL.contains(&word)
        || hour.is_some_and(|hour| !hour.is_empty() && hour.bytes().all(|byte| byte.is_ascii_digit()))
        // Shorter ones are words of their own somewhere: "do", "mar", "sat".
        || (word.len() >= 5 && weekday(word).is_some())
        || matches!(word, "mon" | "tue" | "wed" | "thu" | "thur" | "fri" | "sat" | "sun")
}

pub(super) fn is_telling(word: &str) -> bool {
    TELLING.contains(&word) || word.bytes().any(|byte| byte.is_ascii_digit()) || word.chars().count() == 1
}

/// "men's", "mens" and "men"; "steps" and "step". Numbers in words are numbers.
pub(super) fn singular(word: &str) -> String {
    const NUMBERS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if let Some(number) = (1..).zip(NUMBERS).find_map(|(number, name)| (name == word).then_some(number)) {
        return number.to_string();
    }
    match word {
        "first" => "1".into(),
        "eleventh" => "11".into(),
        "newcomers" | "newbies" | "newbie" => "newcomer".into(),
        "womans" | "woman" => "women".into(),
        "man" | "mans" => "men".into(),
        "children" | "childrens" => "child".into(),
        "trans" => word.to_owned(),
        _ => match word.strip_suffix('s') {
            Some(stem) if stem.len() >= 3 && !stem.ends_with('s') => stem.to_owned(),
            _ => {
                let digits = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
                let ending = word.get(digits.len()..).unwrap_or_default();
                if !digits.is_empty() && matches!(ending, "st" | "nd" | "rd" | "th") {
                    digits.to_owned()
                } else {
                    word.to_owned()
                }
            }
        },
    }
}

/// The letters of the languages that feeds are written in; the others stay as they are.
pub(super) fn without_accent(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' => 'd',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' => 'i',
        'ľ' | 'ĺ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ŕ' | 'ř' => 'r',
        'ś' | 'š' => 's',
        'ť' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}
