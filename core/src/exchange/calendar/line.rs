//! Lines of iCalendar: 75 octets at most, a longer one goes on after a blank (RFC 5545, 3.1), and texts escaped (3.3.11).

const OCTETS: usize = 75;

#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    /// A line; the value stands as it is.
    pub fn add(&mut self, name: &str, value: &str) {
        let mut used = 0;
        let mut put = |out: &mut String, letter: char| {
            // Never inside a character.
            if used + letter.len_utf8() > OCTETS {
                out.push_str("\r\n ");
                used = 1;
            }
            out.push(letter);
            used += letter.len_utf8();
        };
        for letter in name.chars().chain([':']).chain(value.chars()) {
            put(&mut self.0, letter);
        }
        self.0.push_str("\r\n");
    }

    /// A line with a text of people; none where there is no text.
    pub fn text(&mut self, name: &str, text: &str) {
        if !text.trim().is_empty() {
            self.add(name, &escaped(text.trim()));
        }
    }

    /// A line with an address or a number that may hold no line end.
    pub fn value(&mut self, name: &str, value: &str) {
        let clean: String = value.chars().filter(|letter| !letter.is_control()).collect();
        self.add(name, &clean);
    }

    pub fn finish(self) -> String {
        self.0
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' | '\r' => out.push_str("\\n"),
            letter if letter.is_control() && letter != '\t' => {}
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_line_is_longer_and_nothing_is_lost(text in "\\PC{0,300}") {
            let mut lines = Lines::default();
            lines.text("DESCRIPTION", &text);
            let written = lines.finish();
            prop_assert!(written.split("\r\n").all(|line| line.len() <= OCTETS && !line.contains(['\r', '\n'])));
            let unfolded = written.replace("\r\n ", "");
            let expect = escaped(text.trim());
            if expect.is_empty() {
                prop_assert_eq!(unfolded, "");
            } else {
                prop_assert_eq!(unfolded, format!("DESCRIPTION:{expect}\r\n"));
            }
        }
    }

    #[test]
    fn texts_are_escaped() {
        assert_eq!(escaped("a,b;c\\d\r\ne\nf\u{7}"), "a\\,b\\;c\\\\d\\ne\\nf");
    }
}
