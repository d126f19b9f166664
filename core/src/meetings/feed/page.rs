//! What comes in place of a feed: an error, a question whether one is human, an archive.

use crate::error::FeedProblem;

/// What bot protections write into their pages.
const CHALLENGES: [&str; 6] = [
    "/cdn-cgi/challenge-platform/",
    "cf-browser-verification",
    "cf-mitigated",
    "checking your browser before accessing",
    "enable javascript and cookies to continue",
    "please enable cookies",
];

/// How archives begin: gzip, zip (workbooks too), zstd, xz, bzip2, 7z.
const ARCHIVES: [&[u8]; 6] = [b"\x1f\x8b", b"PK\x03\x04", b"\x28\xb5\x2f\xfd", b"\xfd7zXZ", b"BZh", b"7z\xbc\xaf"];

/// How documents begin that are XML and no page: a news feed, a map of a website, an answer of a service.
const XML: [&str; 8] = ["<?xml", "<rss", "<feed", "<rdf:", "<urlset", "<sitemapindex", "<opml", "<soap"];

/// Tells a web page, another document or an archive by its beginning.
pub(super) fn recognise(begin: &[u8]) -> Option<FeedProblem> {
    if matches!(begin.first(), Some(b'[' | b'{')) {
        return None;
    }
    if ARCHIVES.iter().any(|mark| begin.starts_with(mark)) {
        return Some(FeedProblem::Compressed);
    }
    let text = String::from_utf8_lossy(begin).to_ascii_lowercase();
    let markup = text.starts_with('<');
    let html = text.contains("<html") || text.contains("<!doctype html");
    let xml = !html && XML.iter().any(|mark| text.starts_with(mark));
    let challenge = (markup || html) && CHALLENGES.iter().any(|mark| text.contains(mark));
    match (challenge, xml, markup || html) {
        (true, ..) => Some(FeedProblem::BotChallenge),
        (false, true, _) => Some(FeedProblem::Xml),
        (false, false, true) => Some(FeedProblem::Html),
        (false, false, false) => None,
    }
}

/// What WordPress answers where nobody listens: the plugin is off, or the person is not let in.
pub(super) fn is_refusal(begin: &[u8]) -> bool {
    matches!(begin.trim_ascii(), b"0" | b"-1")
}

/// Whether an object that came in place of a list says that something went wrong: `{"error":…}`, `{"code":"rest_no_route",…}`,
/// `{"success":false}`. By the names of its fields, none of which a list has.
pub(super) fn is_error(names: &[String]) -> bool {
    const ALONE: [&str; 5] = ["error", "errors", "exception", "faultstring", "error_description"];
    const TOGETHER: [&str; 7] = ["code", "message", "status", "success", "ok", "statuscode", "data"];
    let names: Vec<String> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
    let together = names.iter().filter(|name| TOGETHER.contains(&name.as_str())).count();
    let message = names.iter().any(|name| name == "message" || name == "success");
    names.iter().any(|name| ALONE.contains(&name.as_str())) || (message && together == names.len())
}
