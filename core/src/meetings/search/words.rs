//! From what a person types to a full-text question. Pure.

use crate::error::{Error, Field, Problem, Result};

const MAX_CHARS: usize = 200;
const MAX_WORDS: usize = 20;

/// Every word must occur, its beginning is enough. Each word is a quoted phrase, so nothing a person types is an operator; what
/// holds neither letter nor digit is left out. `None`: no words were asked.
pub(super) fn to_fts(words: Option<&str>) -> Result<Option<String>> {
    let Some(words) = words else { return Ok(None) };
    if words.chars().count() > MAX_CHARS {
        return Err(Error::invalid(Field::Words, Problem::TooLong));
    }
    let phrases: Vec<String> = words
        .split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .take(MAX_WORDS)
        .map(|word| format!("\"{}\"*", word.replace('"', " ")))
        .collect();
    Ok((!phrases.is_empty()).then(|| phrases.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::to_fts;

    fn check(words: &str, expect: Option<&str>) {
        assert_eq!(to_fts(Some(words)).unwrap().as_deref(), expect);
    }

    #[test]
    fn examples() {
        check("", None);
        check("  \t ", None);
        check("💚 — !", None);
        check("tuesday noon", Some("\"tuesday\"* \"noon\"*"));
        check("NOT near(a\"b OR", Some("\"NOT\"* \"near(a b\"* \"OR\"*"));
        check("São José", Some("\"São\"* \"José\"*"));
        assert!(to_fts(Some(&"x".repeat(201))).is_err());
    }
}
