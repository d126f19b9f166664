//! The letters that words are indexed and looked for by, so that what people type finds what others wrote. Pure.
//!
//! The full-text index takes capitals and the accents of Latin and Greek for their plain letters by itself. Here is what it leaves: letters
//! that no keyboard abroad has (ß, ł, ø), those that are written with a mark or without (ё, й, the points of Hebrew and Arabic),
//! and scripts that put no blanks between words: each sign is a word there, so that a word is found in the middle of a name.

use std::borrow::Cow;

/// A text for the index, or a word for a question. Plain English is not copied.
pub(in super::super) fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            letter if letter.is_ascii() => out.push(letter),
            letter if stands_alone(letter) => out.extend([' ', letter, ' ']),
            letter => match written_out(letter) {
                Some(letters) => out.push_str(letters),
                None => out.push(without_mark(letter)),
            },
        }
    }
    Cow::Owned(out)
}

/// Whether there is anything in a word that the index takes for a letter or a digit.
pub(super) fn has_letters(word: &str) -> bool {
    plain(word).chars().any(char::is_alphanumeric)
}

/// Two letters for one, or none.
fn written_out(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        'ĳ' | 'Ĳ' => "ij",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        // Points of Hebrew; vowel signs and the lengthening stroke of Arabic.
        '\u{591}'..='\u{5BD}'
        | '\u{5BF}'
        | '\u{5C1}'
        | '\u{5C2}'
        | '\u{5C4}'
        | '\u{5C5}'
        | '\u{5C7}'
        | '\u{610}'..='\u{61A}'
        | '\u{64B}'..='\u{65F}'
        | '\u{670}'
        | '\u{640}' => "",
        _ => return None,
    })
}

fn without_mark(letter: char) -> char {
    match letter {
        'ø' | 'Ø' => 'o',
        'ł' | 'Ł' => 'l',
        'đ' | 'Đ' | 'ð' | 'Ð' => 'd',
        'ħ' | 'Ħ' => 'h',
        'ŧ' | 'Ŧ' => 't',
        'ı' | 'İ' => 'i',
        'ς' => 'σ',
        'ё' | 'Ё' => 'е',
        'й' | 'Й' => 'и',
        'ў' | 'Ў' => 'у',
        'ї' | 'Ї' => 'і',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ک' => 'ك',
        'ة' => 'ه',
        // Full width, and letters in circles and squares.
        '\u{FF01}'..='\u{FF5E}' => moved(letter, 0xFF01, '!'),
        '\u{24B6}'..='\u{24CF}' => moved(letter, 0x24B6, 'a'),
        '\u{24D0}'..='\u{24E9}' => moved(letter, 0x24D0, 'a'),
        '\u{1F130}'..='\u{1F149}' => moved(letter, 0x1F130, 'a'),
        '\u{1F150}'..='\u{1F169}' => moved(letter, 0x1F150, 'a'),
        '\u{1F170}'..='\u{1F189}' => moved(letter, 0x1F170, 'a'),
        other => other,
    }
}

fn moved(letter: char, first: u32, to: char) -> char {
    char::from_u32(u32::from(letter) - first + u32::from(to)).unwrap_or(letter)
}

/// Chinese, Japanese, Thai, Lao, Khmer, Burmese.
fn stands_alone(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}' | '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}'
        | '\u{1780}'..='\u{17FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples() {
        for (text, expect) in [
            ("Noon", "Noon"),
            ("Straße", "Strasse"),
            ("Łódź", "lódź"),
            ("Œuvre ﬁn", "oeuvre fin"),
            ("ёлка мой", "елка мои"),
            ("שָׁלוֹם", "שלום"),
            ("東京AA", " 東  京 AA"),
            ("ＡＡ Ⓐ", "AA a"),
        ] {
            assert_eq!(plain(text), expect, "{text}");
        }
        assert!(has_letters("Ⓐ") && has_letters("1") && !has_letters("💚—") && !has_letters("\u{64B}"));
    }
}
