//! Texts: plain, trimmed, capped (`meetings.md`, 8.2 rule 10).
//!
//! No Unicode normal form is forced: search folds accents on its own, and a composed spelling would only cost a dependency here.

use std::borrow::Cow;

use super::entities;
use super::notes::Notes;
use crate::meetings::DiagnosticCode::{Html, TextAsNumber, TextCut};
use crate::meetings::feed::{Cell, Key, Row};

/// A text on one line.
pub(super) fn line(row: &Row, key: Key, cap: usize, notes: &mut Notes) -> Option<String> {
    read(row.get(key), key, cap, false, notes)
}

/// A text of several lines.
pub(super) fn lines(row: &Row, key: Key, cap: usize, notes: &mut Notes) -> Option<String> {
    read(row.get(key), key, cap, true, notes)
}

fn read(cell: &Cell, key: Key, cap: usize, several: bool, notes: &mut Notes) -> Option<String> {
    let text = cell.text()?;
    if matches!(cell, Cell::Integer(_) | Cell::Float(_)) {
        notes.add(key.name(), TextAsNumber, &text);
    }
    if is_plain(&text) && text.len() <= cap {
        return Some(text.into_owned()).filter(|text| !text.is_empty());
    }
    let Clean { text, html } = clean(&text, several);
    if html {
        notes.add(key.name(), Html, &text);
    }
    let cut = cut(&text, cap);
    if cut.len() < text.len() {
        notes.add(key.name(), TextCut, cut);
    }
    (!cut.is_empty()).then(|| cut.to_owned())
}

/// Whether a text is printable ASCII with single spaces inside: then there is nothing to do, and most texts are.
fn is_plain(text: &str) -> bool {
    let mut last = b' ';
    for byte in text.bytes() {
        if !(b' '..0x7F).contains(&byte) || matches!(byte, b'<' | b'&' | b'\\') || (byte == b' ' && last == b' ') {
            return false;
        }
        last = byte;
    }
    last != b' ' || text.is_empty()
}

/// The first `cap` characters.
fn cut(text: &str, cap: usize) -> &str {
    // Bytes are never fewer than characters.
    if text.len() <= cap {
        return text;
    }
    text.char_indices().nth(cap).and_then(|(at, _)| text.get(..at)).map_or(text, str::trim_end)
}

/// A text without markup.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Clean {
    pub text: String,
    /// Tags or entities were taken out.
    pub html: bool,
}

/// Takes out tags, then decodes entities once, then tidies white space: in this order, so that `&lt;b&gt;` ends as the text
/// `<b>` and is not read as a tag.
pub(super) fn clean(text: &str, several: bool) -> Clean {
    let mut html = false;
    let mut plain = Cow::Borrowed(text);
    if text.contains('<') {
        let stripped = strip_tags(text);
        html |= stripped != text;
        plain = Cow::Owned(stripped);
    }
    if plain.contains('&') {
        let decoded = entities::decode(&plain);
        html |= decoded != plain;
        plain = Cow::Owned(decoded);
    }
    if plain.contains('\\') {
        plain = Cow::Owned(plain.replace("\\'", "'").replace("\\\"", "\""));
    }
    Clean { text: tidy(&plain, several), html }
}

fn strip_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let Some((name, behind)) = tag(after) else {
            // `<3`, `< 18`: a sign, not a tag.
            out.push('<');
            rest = after;
            continue;
        };
        if matches!(name.as_str(), "br" | "p" | "/p" | "div" | "/div" | "li" | "tr" | "/h1" | "/h2" | "/h3") {
            out.push('\n');
        }
        // What a script or a style holds is no text.
        rest = match name.as_str() {
            "script" => behind.split_once("</script>").map_or("", |(_, after)| after),
            "style" => behind.split_once("</style>").map_or("", |(_, after)| after),
            _ => behind,
        };
    }
    out.push_str(rest);
    out
}

/// The lower-case name of the tag that begins here, and what follows it.
fn tag(after: &str) -> Option<(String, &str)> {
    let first = after.chars().next()?;
    if !(first.is_ascii_alphabetic() || first == '/' || first == '!') {
        return None;
    }
    let (inside, behind) = after.split_once('>')?;
    if inside.len() > 2000 || inside.contains('<') {
        return None;
    }
    let name =
        inside.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').take(10).collect::<String>().to_ascii_lowercase();
    Some((if name.len() > 1 { name.trim_end_matches('/').to_owned() } else { name }, behind))
}

/// One kind of line end, single spaces, no control characters, no marks that turn the direction of what stands around them.
fn tidy(text: &str, several: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut space, mut breaks, mut last) = (false, 0, ' ');
    for c in text.chars() {
        let line_end = matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}');
        let second_half = last == '\r' && c == '\n';
        last = c;
        match c {
            _ if line_end && several => {
                breaks += u8::from(!second_half && breaks < 2);
                space = false;
            }
            c if c.is_whitespace() || c == '\u{FEFF}' || c == '\u{200B}' => space = true,
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() => {}
            c => {
                if !out.is_empty() {
                    match breaks {
                        0 if space => out.push(' '),
                        0 => {}
                        1 => out.push('\n'),
                        _ => out.push_str("\n\n"),
                    }
                }
                (space, breaks) = (false, 0);
                out.push(c);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        assert_eq!(clean(text, true).text, expect, "{text:?}");
    }

    #[test]
    fn markup() {
        check("St. Mary&#8217;s &amp; All Saints", "St. Mary\u{2019}s & All Saints");
        check("Line one<br>line two<BR/>three", "Line one\nline two\nthree");
        check("<p>One</p><p>Two</p>", "One\n\nTwo");
        check("<a href=\"https://example.org\">here</a>", "here");
        check("a<script>alert(1)</script>b", "ab");
        check("a<script>never ends", "a");
        check("&amp;lt;b&amp;gt;", "&lt;b&gt;");
        check("&lt;b&gt;bold&lt;/b&gt;", "<b>bold</b>");
        check("5 < 6 and 7 > 2, <3", "5 < 6 and 7 > 2, <3");
        check("a < b <i>c</i>", "a < b c");
        check("<!-- note -->text", "text");
        check(r"Denny\'s", "Denny's");
        check("R&D", "R&D");
    }

    #[test]
    fn white_space() {
        check("  a \t b  ", "a b");
        check("a\r\nb\rc\n\n\n\nd", "a\nb\nc\n\nd");
        check("a \n b", "a\nb");
        check("a\u{a0}b\u{0}c\u{7}", "a bc");
        check("\u{202E}abc\u{202C}", "abc");
        check("\n \n", "");
        assert_eq!(clean("a\r\nb", false).text, "a b");
    }

    #[test]
    fn characters_of_every_script_stay() {
        for text in ["Café José", "קבוצת תקווה", "木曜日の集い", "การทำสมาธิ", "👩\u{200D}👩\u{200D}👧", "e\u{301}"]
        {
            check(text, text);
        }
    }

    #[test]
    fn caps_count_characters() {
        assert_eq!(cut("ééééé", 3), "ééé");
        assert_eq!(cut("ééé", 3), "ééé");
        assert_eq!(cut("ab cd", 3), "ab");
        assert_eq!(cut("", 3), "");
    }

    #[test]
    fn plain_text_is_not_reported() {
        assert!(!clean("Tom & Jerry's <3", true).html);
        assert!(clean("a<br>b", true).html);
        assert!(clean("a&nbsp;b", true).html);
    }
}
