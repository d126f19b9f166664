//! Where a group takes contributions: names of accounts, checked and never turned into links here.

use super::notes::Notes;
use crate::meetings::DiagnosticCode::ContributionInvalid;
use crate::meetings::feed::{Key, Row};

const CAP: usize = 60;

/// The account in a text, if it is one.
type Check = fn(&str) -> Option<&str>;

/// Pairs of service and account, in a fixed order.
pub(super) fn read(row: &Row, notes: &mut Notes) -> Vec<(String, String)> {
    let services: [(Key, Check); 4] =
        [(Key::Venmo, venmo), (Key::Square, square), (Key::Paypal, paypal), (Key::HomegroupOnline, homegroup)];
    let mut found = Vec::new();
    for (key, check) in services {
        let Some(text) = row.get(key).text() else { continue };
        match check(text.trim()) {
            Some(account) => found.push((key.name().to_owned(), account.to_owned())),
            None if text.trim().is_empty() => {}
            None => notes.add(key.name(), ContributionInvalid, ""),
        }
    }
    found
}

fn plain(text: &str) -> bool {
    !text.is_empty() && text.len() <= CAP && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

fn venmo(text: &str) -> Option<&str> {
    text.strip_prefix('@').is_some_and(plain).then_some(text)
}

fn square(text: &str) -> Option<&str> {
    text.strip_prefix('$').is_some_and(plain).then_some(text)
}

/// The user name of paypal.me, also out of a link to it.
fn paypal(text: &str) -> Option<&str> {
    let without_scheme = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(text);
    let without_www = without_scheme.strip_prefix("www.").unwrap_or(without_scheme);
    let name = without_www.strip_prefix("paypal.me/").unwrap_or(text).trim_end_matches('/');
    (name.len() <= 20 && !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(name)
}

fn homegroup(text: &str) -> Option<&str> {
    plain(text).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meetings::feed::{Columns, Nested};

    fn check(json: &str, expect: &str, codes: usize) {
        let row = Row::from_object(json, Nested::No, &mut Columns::default()).expect("a row");
        let mut notes = Notes::default();
        let found =
            read(&row, &mut notes).iter().map(|(service, account)| format!("{service}={account}")).collect::<Vec<_>>().join(" ");
        assert_eq!(found, expect, "{json}");
        assert_eq!(notes.finish().1.len(), codes, "{json}");
    }

    #[test]
    fn accounts() {
        check(
            r#"{"venmo":"@Hope-Group","square":"$HopeGroup","paypal":"hopegroup"}"#,
            "venmo=@Hope-Group square=$HopeGroup paypal=hopegroup",
            0,
        );
        check(r#"{"paypal":"https://www.paypal.me/hopegroup/"}"#, "paypal=hopegroup", 0);
        check(r#"{"homegroup_online":"abc123"}"#, "homegroup_online=abc123", 0);
        check(r#"{"venmo":"","paypal":null}"#, "", 0);
    }

    #[test]
    fn what_is_no_account() {
        check(r#"{"venmo":"Hope-Group"}"#, "", 1);
        check(r#"{"venmo":"@Hope Group"}"#, "", 1);
        check(r#"{"square":"HopeGroup"}"#, "", 1);
        check(r#"{"paypal":"someone@example.org"}"#, "", 1);
        check(r#"{"paypal":"Password: x"}"#, "", 1);
        check(r#"{"paypal":"https://example.org/donate"}"#, "", 1);
    }
}
