//! From what a person types to a full-text question, and what they may have meant.

use std::cmp::Reverse;

use rusqlite::Connection;

use super::letters;
use crate::error::{Error, Field, Problem, Result};

const MAX_CHARS: usize = 200;
const MAX_WORDS: usize = 20;
/// A shorter word is too much like others to be put right.
const MIN_LETTERS: usize = 4;
/// From here on two letters may differ.
const TWO_FROM: usize = 8;

/// The words of a question; what holds neither letter nor digit is left out. `None`: no words were asked.
pub(super) fn phrases(words: Option<&str>) -> Result<Option<Vec<String>>> {
    let Some(words) = words else { return Ok(None) };
    if words.chars().count() > MAX_CHARS {
        return Err(Error::invalid(Field::Words, Problem::TooLong));
    }
    let phrases: Vec<String> = words
        .split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|word| letters::has_letters(word))
        .take(MAX_WORDS)
        .map(str::to_owned)
        .collect();
    Ok((!phrases.is_empty()).then_some(phrases))
}

/// Every word must occur, its beginning is enough. Each is a quoted phrase, so nothing a person types is an operator.
pub(super) fn to_fts(phrases: &[String], columns: Option<&str>) -> String {
    let quoted: Vec<String> = phrases.iter().map(|word| format!("\"{}\"*", letters::plain(word).replace('"', " "))).collect();
    let quoted = quoted.join(" AND ");
    columns.map_or(quoted.clone(), |columns| format!("{columns} : ({quoted})"))
}

/// The words that were probably meant, from those that occur; `None` where one has no likeness. A word that some meeting has stays
/// as it is.
pub(super) fn corrected(indexes: &[&Connection], phrases: &[String]) -> Result<Option<Vec<String>>> {
    let mut better = Vec::with_capacity(phrases.len());
    let mut changed = false;
    for word in phrases {
        let sql = "SELECT 1 FROM meeting_text WHERE meeting_text MATCH ?1 LIMIT 1";
        let question = to_fts(std::slice::from_ref(word), None);
        let mut known = false;
        for index in indexes {
            known |= index.prepare_cached(sql)?.exists([&question])?;
        }
        if known {
            better.push(word.clone());
        } else if let Some(like) = likest(indexes, word)? {
            changed = true;
            better.push(like);
        } else {
            return Ok(None);
        }
    }
    Ok(changed.then_some(better))
}

/// The term with the fewest other letters, of those the one that most meetings have. Terms with the same first letter, as people
/// rarely mistake it, and that keeps the look short; where none is like it those with its second: two letters swapped, or one too
/// many before them.
fn likest(indexes: &[&Connection], word: &str) -> Result<Option<String>> {
    let word: Vec<char> = letters::plain(word).to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect();
    if word.len() < MIN_LETTERS {
        return Ok(None);
    }
    for first in word.iter().take(2) {
        let mut best: Option<Candidate> = None;
        for index in indexes {
            best = best.into_iter().chain(likest_from(index, *first, &word)?).min();
        }
        if let Some((_, _, term)) = best {
            return Ok(Some(term));
        }
    }
    Ok(None)
}

/// Letters that differ, how many have it, and the term.
type Candidate = (usize, Reverse<i64>, String);

fn likest_from(index: &Connection, first: char, word: &[char]) -> Result<Option<Candidate>> {
    let most = if word.len() >= TWO_FROM { 2 } else { 1 };
    let end = char::from_u32(u32::from(first) + 1).unwrap_or(char::MAX);
    let mut statement = index.prepare_cached("SELECT term, doc FROM meeting_term WHERE term >= ?1 AND term < ?2")?;
    let mut rows = statement.query([first.to_string(), end.to_string()])?;
    let mut best: Option<Candidate> = None;
    while let Some(row) = rows.next()? {
        let term = row.get_ref(0)?.as_str().unwrap_or_default();
        let letters: Vec<char> = term.chars().collect();
        if letters.len().abs_diff(word.len()) > most {
            continue;
        }
        let apart = apart(word, &letters);
        if apart > most {
            continue;
        }
        let candidate = (apart, Reverse(row.get(1)?), term.to_owned());
        if best.as_ref().is_none_or(|best| candidate < *best) {
            best = Some(candidate);
        }
    }
    Ok(best)
}

/// How many letters were left out, added, changed, or swapped with their neighbour (Damerau-Levenshtein, restricted).
pub(in super::super) fn apart(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut cost = (at(&last, j) + usize::from(a != b)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && one.get(i - 1) == Some(b) && other.get(j - 1) == Some(a);
            if swapped {
                cost = cost.min(at(&before, j - 1) + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expect: Option<&str>) {
        let found = phrases(Some(words)).unwrap().map(|phrases| to_fts(&phrases, None));
        assert_eq!(found.as_deref(), expect);
    }

    #[test]
    fn examples() {
        check("", None);
        check("  \t ", None);
        check("💚 — !", None);
        check("tuesday noon", Some("\"tuesday\"* AND \"noon\"*"));
        check("NOT near(a\"b OR", Some("\"NOT\"* AND \"near(a b\"* AND \"OR\"*"));
        check("São José", Some("\"São\"* AND \"José\"*"));
        assert!(phrases(Some(&"x".repeat(201))).is_err());
        assert_eq!(to_fts(&["a".into(), "b".into()], Some("name")), "name : (\"a\"* AND \"b\"*)");
    }

    #[test]
    fn letters_apart() {
        for (one, other, expect) in [
            ("", "", 0),
            ("a", "", 1),
            ("serenity", "serentiy", 1),
            ("candlelight", "candelight", 1),
            ("noon", "moon", 1),
            ("kitten", "sitting", 3),
        ] {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            assert_eq!(apart(&letters(one), &letters(other)), expect, "{one} {other}");
        }
    }
}
