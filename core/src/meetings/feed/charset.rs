//! Alphabets of one byte a letter, which spreadsheets of the West write where they do not write UTF-8.

/// Which of them a text is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Charset {
    /// Windows-1252, which holds Latin-1.
    #[default]
    Windows,
    /// That of old Macintoshes, which their spreadsheets offer to this day.
    MacRoman,
}

/// Windows-1252 from 0x80 to 0x9f; beyond it is Latin-1.
const WINDOWS: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}', '\u{fffd}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
];
/// From 0x80.
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

impl Charset {
    /// Tells it by the beginning of a text: letters make words in one of them, and stray capitals and signs in the other. Where both
    /// read as well, lines that end as on old Macintoshes decide.
    pub fn of(begin: &[u8]) -> Self {
        if std::str::from_utf8(begin).is_ok() {
            return Self::Windows;
        }
        let (windows, mac) = (Self::Windows.sense(begin), Self::MacRoman.sense(begin));
        let old = begin.contains(&b'\r') && !begin.contains(&b'\n');
        if mac > windows || (mac == windows && old) { Self::MacRoman } else { Self::Windows }
    }

    /// Every byte is a letter.
    pub fn decode(self, bytes: &[u8]) -> String {
        bytes.iter().map(|byte| self.letter(*byte)).collect()
    }

    fn letter(self, byte: u8) -> char {
        match (self, byte) {
            (Self::Windows, 0x80..=0x9f) => WINDOWS.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{fffd}'),
            (Self::Windows, _) | (Self::MacRoman, ..0x80) => char::from(byte),
            (Self::MacRoman, _) => MAC_ROMAN.chars().nth(usize::from(byte - 0x80)).unwrap_or('\u{fffd}'),
        }
    }

    /// How much sense a text makes so.
    fn sense(self, text: &[u8]) -> i64 {
        let around = text.windows(3).filter_map(|three| match three {
            [before, letter @ 0x80..=0xff, after] => Some((*before, self.letter(*letter), *after)),
            _ => None,
        });
        around.map(|(before, letter, after)| sense(before, letter, after)).sum()
    }
}

/// A text that is no UTF-8: one with broken letters, where it holds whole ones, else one of the above.
pub(super) fn text(bytes: &[u8]) -> String {
    let lossy = String::from_utf8_lossy(bytes);
    let whole = lossy.chars().any(|letter| !letter.is_ascii() && letter != '\u{fffd}');
    if whole { lossy.into_owned() } else { Charset::of(bytes).decode(bytes) }
}

fn sense(before: u8, letter: char, after: u8) -> i64 {
    let inside = before.is_ascii_alphabetic() || after.is_ascii_alphabetic();
    match letter {
        '’' | '‘' | '“' | '”' | '–' | '—' | '…' => 1,
        letter if letter.is_lowercase() && inside => 1,
        letter if letter.is_uppercase() && before.is_ascii_lowercase() => -2,
        letter if letter.is_uppercase() => 1,
        letter if letter == '\u{fffd}' || inside && !letter.is_alphabetic() => -1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], charset: Charset, text: &str) {
        assert_eq!(Charset::of(bytes), charset, "{text}");
        assert_eq!(charset.decode(bytes), text);
    }

    #[test]
    fn told_by_what_makes_words() {
        check(b"Caf\xe9 M\xfcller \x93open\x94", Charset::Windows, "Café Müller “open”");
        check(b"Caf\x8e M\x9fller \xd2open\xd3", Charset::MacRoman, "Café Müller “open”");
        check(b"don\x92t", Charset::Windows, "don’t");
        check(b"don\xd5t \xca x", Charset::MacRoman, "don’t \u{a0} x");
        check(b"Mar\x92a,Le\x97n\rJos\x8e\r", Charset::MacRoman, "María,León\rJosé\r");
        assert_eq!(Charset::of("Café".as_bytes()), Charset::Windows);
        assert_eq!(MAC_ROMAN.chars().count(), 128);
    }
}
