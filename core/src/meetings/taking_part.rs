//! From links and accounts to what an app opens: the room, its passcode, the app's own link, a page for a contribution. Pure.
//!
//! Only what the providers document themselves; a link that is not understood stays what it is.

use super::normalise::digits_of_zoom;

/// A way to take part by link.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct JoinLink {
    /// Whose room it is.
    pub provider: JoinProvider,
    /// The link (http or https).
    pub url: String,
    /// The same for the provider's own app, without a stop in the browser; `None` where that is not known. It may be that nothing on
    /// the device answers to it: open `url` then.
    pub app_url: Option<String>,
    /// The room's number, to be typed in: digits only.
    pub room: Option<String>,
    /// The passcode, where the feed tells it beside the link.
    pub passcode: Option<String>,
}

/// Whose room a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum JoinProvider {
    /// Zoom.
    Zoom,
    /// Google Meet.
    GoogleMeet,
    /// Microsoft Teams.
    Teams,
    /// Skype.
    Skype,
    /// Webex.
    Webex,
    /// FreeConferenceCall.
    FreeConferenceCall,
    /// GoTo Meeting.
    GoTo,
    /// Jitsi Meet, on its own server.
    Jitsi,
    /// Discord.
    Discord,
    /// BlueJeans.
    BlueJeans,
    /// A host that is none of these.
    Other,
}

/// A way to give to a group.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Contribution {
    /// By which service.
    pub kind: ContributionKind,
    /// The account as the service shows it, such as `@group` or `$group`.
    pub account: String,
    /// The service's page for it (https).
    pub url: String,
}

/// A service by which people give to a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ContributionKind {
    /// Venmo.
    Venmo,
    /// Cash App.
    CashApp,
    /// PayPal.
    PayPal,
    /// Homegroup Online.
    HomegroupOnline,
}

const PROVIDERS: [(&str, JoinProvider); 15] = [
    ("zoom.us", JoinProvider::Zoom),
    ("meet.google.com", JoinProvider::GoogleMeet),
    ("teams.microsoft.com", JoinProvider::Teams),
    ("teams.live.com", JoinProvider::Teams),
    ("skype.com", JoinProvider::Skype),
    ("webex.com", JoinProvider::Webex),
    ("freeconferencecall.com", JoinProvider::FreeConferenceCall),
    ("freeconference.com", JoinProvider::FreeConferenceCall),
    ("goto.com", JoinProvider::GoTo),
    ("gotomeet.me", JoinProvider::GoTo),
    ("gotomeeting.com", JoinProvider::GoTo),
    ("meet.jit.si", JoinProvider::Jitsi),
    ("discord.gg", JoinProvider::Discord),
    ("discord.com", JoinProvider::Discord),
    ("bluejeans.com", JoinProvider::BlueJeans),
];
/// Longer ones are none that a person types.
const PASSCODE: usize = 40;

/// What a meeting's link, which was checked at import, leads to.
pub(super) fn join(url: &str, notes: Option<&str>) -> JoinLink {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default().to_ascii_lowercase();
    let of = |domain: &str| host == domain || host.strip_suffix(domain).is_some_and(|sub| sub.ends_with('.'));
    let provider = PROVIDERS.iter().find(|(domain, _)| of(domain)).map_or(JoinProvider::Other, |(_, provider)| *provider);
    let room = digits_of_zoom(url).map(str::to_owned);
    let app_url = match (provider, &room) {
        (JoinProvider::Zoom, Some(room)) => Some(zoom_app(url, room)),
        _ => None,
    };
    JoinLink { provider, url: url.to_owned(), app_url, room, passcode: notes.and_then(passcode) }
}

/// Zoom's documented scheme. The `pwd` of a link is the passcode in a form that only Zoom reads, so it goes along as it is.
fn zoom_app(url: &str, room: &str) -> String {
    let query = url.split_once('?').map_or("", |(_, query)| query.split('#').next().unwrap_or_default());
    let pwd = query.split('&').find_map(|pair| pair.strip_prefix("pwd="));
    let fits = |pwd: &&str| !pwd.is_empty() && pwd.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-~%".contains(&byte));
    let pwd = pwd.filter(fits).map_or(String::new(), |pwd| format!("&pwd={pwd}"));
    format!("zoommtg://zoom.us/join?action=join&confno={room}{pwd}")
}

/// What follows a word for it: `Passcode: 1212`, `PW serenity`.
fn passcode(notes: &str) -> Option<String> {
    let lower = notes.to_ascii_lowercase();
    ["passcode", "password", "pass code", "pwd", "pw"].iter().find_map(|word| {
        let begin = lower.match_indices(word).map(|(at, _)| at).find(|at| {
            let before = lower.get(..*at).unwrap_or_default();
            !before.ends_with(char::is_alphanumeric)
        })?;
        let after = notes.get(begin + word.len()..)?;
        let told = after.trim_start_matches([' ', '\u{a0}']);
        // "Password needed", "ask for the password by mail": prose. A colon, an equals sign or a digit makes it a passcode.
        let marked = told.trim_start_matches(['=', ':', '#', '-', ' ', '\u{a0}']);
        let code: String = marked.chars().take_while(|c| !c.is_whitespace() && !matches!(c, ',' | ';' | ')' | '"')).collect();
        let code = code.trim_end_matches('.');
        let sure = told.starts_with([':', '=']) || code.bytes().any(|byte| byte.is_ascii_digit());
        (sure && !code.is_empty() && code.chars().count() <= PASSCODE && after.len() != marked.len()).then(|| code.to_owned())
    })
}

/// Accounts as they were checked at import, by the specification's names of the fields.
pub(super) fn contributions(accounts: &[(String, String)]) -> Vec<Contribution> {
    accounts.iter().filter_map(|(service, account)| contribution(service, account)).collect()
}

fn contribution(service: &str, account: &str) -> Option<Contribution> {
    let (kind, url) = match service {
        "venmo" => (ContributionKind::Venmo, format!("https://venmo.com/u/{}", account.strip_prefix('@')?)),
        "square" => (ContributionKind::CashApp, format!("https://cash.app/{account}")),
        "paypal" => (ContributionKind::PayPal, format!("https://www.paypal.com/paypalme/{account}")),
        "homegroup_online" => (ContributionKind::HomegroupOnline, format!("https://donate.homegroup.online/{account}/")),
        _ => return None,
    };
    Some(Contribution { kind, account: account.to_owned(), url })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, notes: &str, provider: JoinProvider, app: Option<&str>, room: Option<&str>, passcode: Option<&str>) {
        let link = join(url, Some(notes).filter(|notes| !notes.is_empty()));
        assert_eq!(link.url, url);
        let found = (link.provider, link.app_url.as_deref(), link.room.as_deref(), link.passcode.as_deref());
        assert_eq!(found, (provider, app, room, passcode), "{url} {notes}");
    }

    #[test]
    fn rooms_and_passcodes() {
        use JoinProvider as P;
        let app = "zoommtg://zoom.us/join?action=join&confno=81234567890";
        check("https://us02web.zoom.us/j/81234567890", "Passcode: 1212", P::Zoom, Some(app), Some("81234567890"), Some("1212"));
        let with_pwd = format!("{app}&pwd=aB3.x");
        check("https://zoom.us/j/81234567890?pwd=aB3.x#ok", "", P::Zoom, Some(&with_pwd), Some("81234567890"), None);
        check("https://zoom.us/j/81234567890?pwd=a%20b\"&x=1", "", P::Zoom, Some(app), Some("81234567890"), None);
        check("https://zoom.us/my/group", "", P::Zoom, None, None, None);
        check("https://meet.google.com/abc-defg-hij", "", P::GoogleMeet, None, None, None);
        check("https://notzoom.us/j/81234567890", "", P::Other, None, None, None);
        check("https://zoom.us.evil.example/j/81234567890", "", P::Other, None, None, None);
        check("https://group.webex.com/meet", "", P::Webex, None, None, None);
    }

    #[test]
    fn passcodes_in_prose() {
        let told = |notes: &str| passcode(notes);
        for (notes, expect) in [
            ("Password: serenity", Some("serenity")),
            ("ID: 555 010 0100, Passcode 1212.", Some("1212")),
            ("password = Hope;", Some("Hope")),
            ("pw: 12step", Some("12step")),
            ("Password needed, ask by mail", None),
            ("No password", None),
            ("Password:", None),
            ("passwords change: weekly", None),
            ("Пароль", None),
        ] {
            assert_eq!(told(notes).as_deref(), expect, "{notes}");
        }
    }

    #[test]
    fn accounts_lead_to_the_services_pages() {
        let told = |service: &str, account: &str| contribution(service, account).map(|found| found.url);
        assert_eq!(told("venmo", "@Hope-Group").as_deref(), Some("https://venmo.com/u/Hope-Group"));
        assert_eq!(told("square", "$HopeGroup").as_deref(), Some("https://cash.app/$HopeGroup"));
        assert_eq!(told("paypal", "hopegroup").as_deref(), Some("https://www.paypal.com/paypalme/hopegroup"));
        assert_eq!(told("homegroup_online", "abc123").as_deref(), Some("https://donate.homegroup.online/abc123/"));
        assert_eq!(told("other", "x"), None);
    }
}
