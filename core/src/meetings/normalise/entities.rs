//! HTML's character references: the numeric ones, and the names that editors of web pages produce.
//!
//! The whole table of HTML has 2,231 names; those here cover Latin scripts and punctuation, and an unknown name stays as it is.

#[rustfmt::skip]
const NAMES: &[(&str, char)] = &[
    ("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\u{27}'), ("nbsp", '\u{A0}'), ("ndash", '–'), ("mdash", '—'),
    ("lsquo", '‘'), ("rsquo", '’'), ("sbquo", '‚'), ("ldquo", '“'), ("rdquo", '”'), ("bdquo", '„'), ("laquo", '«'), ("raquo",
    '»'), ("hellip", '…'), ("bull", '•'), ("middot", '·'), ("deg", '°'), ("frac12", '½'), ("frac14", '¼'), ("frac34", '¾'),
    ("times", '×'), ("copy", '©'), ("reg", '®'), ("trade", '™'), ("euro", '€'), ("pound", '£'), ("yen", '¥'), ("cent", '¢'),
    ("sect", '§'), ("para", '¶'), ("dagger", '†'), ("iexcl", '¡'), ("iquest", '¿'), ("ordf", 'ª'), ("ordm", 'º'), ("acute", '´'),
    ("szlig", 'ß'), ("oelig", 'œ'), ("OElig", 'Œ'), ("scaron", 'š'), ("Scaron", 'Š'), ("zcaron", 'ž'), ("Zcaron", 'Ž'), ("shy",
    '\u{AD}'), ("ensp", '\u{2002}'), ("emsp", '\u{2003}'), ("thinsp", '\u{2009}'), ("zwnj", '\u{200C}'), ("zwj", '\u{200D}'),
    ("lrm", '\u{200E}'), ("rlm", '\u{200F}'), ("plusmn", '±'), ("micro", 'µ'), ("hearts", '♥'), ("rarr", '→'), ("larr", '←'),
    ("check", '✓'), ("AElig", 'Æ'), ("Aacute", 'Á'), ("Acirc", 'Â'), ("Agrave", 'À'), ("Aring", 'Å'), ("Atilde", 'Ã'), ("Auml",
    'Ä'), ("Ccedil", 'Ç'), ("ETH", 'Ð'), ("Eacute", 'É'), ("Ecirc", 'Ê'), ("Egrave", 'È'), ("Euml", 'Ë'), ("Iacute", 'Í'),
    ("Icirc", 'Î'), ("Igrave", 'Ì'), ("Iuml", 'Ï'), ("Ntilde", 'Ñ'), ("Oacute", 'Ó'), ("Ocirc", 'Ô'), ("Ograve", 'Ò'), ("Oslash",
    'Ø'), ("Otilde", 'Õ'), ("Ouml", 'Ö'), ("THORN", 'Þ'), ("Uacute", 'Ú'), ("Ucirc", 'Û'), ("Ugrave", 'Ù'), ("Uuml", 'Ü'),
    ("Yacute", 'Ý'), ("aacute", 'á'), ("acirc", 'â'), ("aelig", 'æ'), ("agrave", 'à'), ("aring", 'å'), ("atilde", 'ã'), ("auml",
    'ä'), ("ccedil", 'ç'), ("divide", '÷'), ("eacute", 'é'), ("ecirc", 'ê'), ("egrave", 'è'), ("eth", 'ð'), ("euml", 'ë'),
    ("iacute", 'í'), ("icirc", 'î'), ("igrave", 'ì'), ("iuml", 'ï'), ("ntilde", 'ñ'), ("oacute", 'ó'), ("ocirc", 'ô'), ("ograve",
    'ò'), ("oslash", 'ø'), ("otilde", 'õ'), ("ouml", 'ö'), ("thorn", 'þ'), ("uacute", 'ú'), ("ucirc", 'û'), ("ugrave", 'ù'),
    ("uuml", 'ü'), ("yacute", 'ý'), ("yuml", 'ÿ'),
];

/// The longest name, and room for `#x10FFFF`.
const LONGEST: usize = 10;

/// Decodes every reference once: `&amp;lt;` becomes `&lt;`.
pub(super) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        if let Some((decoded, behind)) = reference(after) {
            out.push(decoded);
            rest = behind;
        } else {
            out.push('&');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

fn reference(after: &str) -> Option<(char, &str)> {
    let end = after.bytes().take(LONGEST + 1).position(|byte| byte == b';')?;
    let (name, behind) = (after.get(..end)?, after.get(end + 1..)?);
    let decoded = match name.strip_prefix('#') {
        Some(digits) => numeric(digits)?,
        None => NAMES.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)?,
    };
    Some((decoded, behind))
}

fn numeric(digits: &str) -> Option<char> {
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    // HTML reads 128 to 159 as Windows-1252; these are the ones in use.
    let code = match code.ok()? {
        0x80 => 0x20AC,
        0x85 => 0x2026,
        0x91 => 0x2018,
        0x92 => 0x2019,
        0x93 => 0x201C,
        0x94 => 0x201D,
        0x95 => 0x2022,
        0x96 => 0x2013,
        0x97 => 0x2014,
        code => code,
    };
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        assert_eq!(decode(text), expect, "{text:?}");
    }

    #[test]
    fn references() {
        check("&amp;&lt;&gt;&quot;&apos;", "&<>\"'");
        check("caf&eacute; &Ntilde;", "café Ñ");
        check("&#233;&#xE9;&#XE9;&#8217;&#146;", "ééé\u{2019}\u{2019}");
        check("&amp;amp;", "&amp;");
    }

    #[test]
    fn what_is_no_reference_stays() {
        check("AT&T; R&D &unknown; &#xD800; &#99999999; & &; &", "AT&T; R&D &unknown; &#xD800; &#99999999; & &; &");
        check("&&amp;", "&&");
        check("&日本;", "&日本;");
    }
}
