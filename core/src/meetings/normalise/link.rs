//! Links: http and https to public hosts, unknown hosts kept (`meetings.md`, 8.2 rule 8).

use std::net::IpAddr;

use super::entities;
use super::notes::Notes;
use crate::meetings::DiagnosticCode::{UrlInvalid, UrlScheme};
use crate::meetings::feed::{Key, Row};

/// Longer links are traps or mistakes; the longest real one has 640 bytes.
const CAP: usize = 2000;

/// A link that may be opened, or none.
pub(super) fn read(row: &Row, key: Key, notes: &mut Notes) -> Option<String> {
    let cell = row.get(key);
    if cell.is_empty() {
        return None;
    }
    let found = cell.text().and_then(|text| parse(&text));
    match found {
        Some((url, true)) => Some(url),
        Some((url, false)) => {
            notes.add(key.name(), UrlScheme, &url);
            Some(url)
        }
        None => {
            notes.add_cell(key.name(), UrlInvalid, cell);
            None
        }
    }
}

/// The link and whether it came with its scheme.
pub(super) fn parse(text: &str) -> Option<(String, bool)> {
    let decoded = entities::decode(text.trim());
    // What follows a space is a remark: `https://zoom.us/j/1 password: 2`.
    let text = decoded.split(char::is_whitespace).next().filter(|text| !text.is_empty() && text.len() <= CAP)?;
    if text
        .chars()
        .any(|c| c.is_control() || matches!(c, '<' | '>' | '"' | '\\' | '`' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
    {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let scheme = ["https://", "http://"].into_iter().find(|scheme| lower.starts_with(scheme));
    let rest = scheme.map_or_else(|| Some(without_slip(text)), |scheme| text.get(scheme.len()..))?.trim_start_matches('/');
    let authority = rest.split(['/', '?', '#']).next()?;
    // Without a scheme, `user@host` is an e-mail address and `tel:` or `javascript:` is not a host with a port.
    if authority.contains('@') || !is_public(authority) {
        return None;
    }
    Some((format!("{}{rest}", scheme.unwrap_or("https://")), scheme.is_some()))
}

/// `ttps://`, `httsp://`, `https//`: a slip of the hand in place of a scheme. Nothing else begins with these letters only.
fn without_slip(text: &str) -> &str {
    let Some((head, rest)) = text.split_once("//") else { return text };
    let slip = (3..=8).contains(&head.len()) && head.bytes().all(|byte| b"htpsHTPS:".contains(&byte));
    if slip { rest } else { text }
}

/// Whether a host, with or without a port, can be one on the open net: a feed must not send a phone to its own router.
fn is_public(authority: &str) -> bool {
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        Some(_) => return false,
        None => authority,
    };
    let lower = host.trim_end_matches('.').to_ascii_lowercase();
    if let Ok(address) = lower.parse::<IpAddr>() {
        return match address {
            IpAddr::V4(v4) => {
                !(v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_unspecified() || v4.is_broadcast())
            }
            IpAddr::V6(_) => false,
        };
    }
    let labels = || lower.split('.');
    let named = labels().count() > 1 && labels().all(|label| !label.is_empty() && label.len() <= 63);
    // `127.1` and `0x7f.1` are addresses to a browser.
    let last_is_number = labels().next_back().is_some_and(|label| label.starts_with(|c: char| c.is_ascii_digit()));
    let local = ["local", "localhost", "internal", "lan", "home", "arpa"].iter().any(|name| labels().next_back() == Some(name));
    named && !last_is_number && !local && lower.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))
}

/// The number of a Zoom room in a link that [`parse`] let through.
pub(super) fn zoom_room(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let (host, path) = rest.split_once('/')?;
    let zoom = host.eq_ignore_ascii_case("zoom.us") || host.to_ascii_lowercase().ends_with(".zoom.us");
    let room = path.strip_prefix("j/")?.split(['?', '/', '#']).next()?;
    (zoom && (9..=11).contains(&room.len()) && room.bytes().all(|byte| byte.is_ascii_digit())).then_some(room)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(parse(text).map(|(url, _)| url).as_deref(), expect, "{text:?}");
    }

    #[test]
    fn links() {
        check("https://zoom.us/j/123?pwd=aB", Some("https://zoom.us/j/123?pwd=aB"));
        check("HTTP://Example.org", Some("http://Example.org"));
        check("zoom.us/j/123", Some("https://zoom.us/j/123"));
        check("ttps://example.org/x", Some("https://example.org/x"));
        check("httsp://example.org/x", Some("https://example.org/x"));
        check("https//example.org/x", Some("https://example.org/x"));
        check("//example.org/x", Some("https://example.org/x"));
        check("https://example.org/?a=1&amp;b=2", Some("https://example.org/?a=1&b=2"));
        check("https://zoom.us/j/1 password: 2", Some("https://zoom.us/j/1"));
        check("https://unheard-of.example:8443/room", Some("https://unheard-of.example:8443/room"));
        check("https://bücher.example/", Some("https://bücher.example/"));
        check("https://8.8.8.8/", Some("https://8.8.8.8/"));
    }

    #[test]
    fn none_that_may_be_opened() {
        for text in [
            "",
            "zoom",
            "javascript:alert(1)",
            "javascript:alert(1).example",
            "data:text/html,x",
            "file:///etc/passwd",
            "ftp://example.org/x",
            "ttps://localhost/x",
            "tel:+15550100",
            "someone@example.org",
            "https://zoom.us@evil.example/",
            "https://localhost/",
            "http://127.0.0.1/locations/x",
            "http://127.1/",
            "http://192.168.1.1/reboot",
            "http://10.0.0.1",
            "http://[::1]/",
            "http://printer.local/",
            "https://",
            "https:///",
            "https://.",
            "https://a..b/",
            "https://exa mple",
            "https://<script>.example/",
            "https://host:port/",
            "https://\u{202E}gro.example/",
        ] {
            check(text, None);
        }
        check(&format!("https://example.org/{}", "x".repeat(2000)), None);
    }

    #[test]
    fn zoom_rooms() {
        assert_eq!(zoom_room("https://us02web.zoom.us/j/81234567890?pwd=x"), Some("81234567890"));
        assert_eq!(zoom_room("https://zoom.us/j/123456789"), Some("123456789"));
        assert_eq!(zoom_room("https://zoom.us/my/room"), None);
        assert_eq!(zoom_room("https://notzoom.us/j/123456789"), None);
    }
}
