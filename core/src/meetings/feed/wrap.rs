//! What stands before a list that is handed out as a script: a call, an assignment, a remark, a guard.

/// Longer names are none.
const LONGEST: usize = 64;

/// The length of one such thing at the beginning; 0 where there is none, or where no list follows it.
pub(super) fn length(bytes: &[u8]) -> usize {
    [guard(bytes), remark(bytes), call(bytes), assignment(bytes)].into_iter().find(|length| *length > 0).unwrap_or(0)
}

/// `)]}'`, which keeps a list from being run as a script.
fn guard(bytes: &[u8]) -> usize {
    if bytes.starts_with(b")]}'") { if bytes.get(4) == Some(&b',') { 5 } else { 4 } } else { 0 }
}

/// `/*O_o*/`: Google begins its sheets so.
fn remark(bytes: &[u8]) -> usize {
    let inside = bytes.strip_prefix(b"/*").map(|inside| inside.get(..LONGEST).unwrap_or(inside));
    let end = inside.and_then(|inside| inside.windows(2).position(|pair| pair == b"*/"));
    end.map_or(0, |end| end + 4)
}

/// `name(`, as JSONP has it.
fn call(bytes: &[u8]) -> usize {
    let name = name(bytes);
    let opens = bytes.get(name) == Some(&b'(');
    if name > 0 && opens && opens_list(bytes.get(name + 1..)) { name + 1 } else { 0 }
}

/// `var name = `, `window.name=`, `export default `.
fn assignment(bytes: &[u8]) -> usize {
    let mut at = 0;
    for word in [&b"export "[..], b"default ", b"var ", b"let ", b"const "] {
        if bytes.get(at..).is_some_and(|rest| rest.starts_with(word)) {
            at += word.len();
        }
    }
    let rest = bytes.get(at..).unwrap_or_default();
    if at > 0 && opens_list(Some(rest)) {
        return at;
    }
    let name = name(rest);
    let blanks = rest.get(name..).unwrap_or_default().iter().take_while(|byte| **byte == b' ').count();
    let after = name + blanks;
    let assigns = rest.get(after) == Some(&b'=') && opens_list(rest.get(after + 1..));
    if name > 0 && assigns { at + after + 1 } else { 0 }
}

fn name(bytes: &[u8]) -> usize {
    let in_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'.');
    bytes.iter().take(LONGEST).take_while(in_name).count()
}

fn opens_list(rest: Option<&[u8]>) -> bool {
    matches!(rest.unwrap_or_default().trim_ascii_start().first(), Some(b'[' | b'{'))
}

#[cfg(test)]
mod tests {
    use super::length;

    fn check(text: &str, expect: usize) {
        assert_eq!(length(text.as_bytes()), expect, "{text:?}");
    }

    #[test]
    fn what_makes_a_script_of_a_list() {
        check("callback([1])", 9);
        check("a.b_1 ([1])", 0);
        check("/*O_o*/\ngoogle.x({})", 7);
        check("google.visualization.Query.setResponse({})", 39);
        check(")]}'\n[1]", 4);
        check(")]}',[1]", 5);
        check("var meetings = [1];", 14);
        check("window.m={}", 9);
        check("export default [1]", 15);
        check("const a = b", 0);
        check("/* no end", 0);
        check("name = value", 0);
        check("Name,Day,Time", 0);
        check("", 0);
    }
}
