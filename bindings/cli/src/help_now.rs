//! Help now: no data folder, no key, no network, and it always answers.

use handrail_core::api::crisis_card;
use handrail_core::safety::{Certainty, CrisisCard, CrisisLine};
use serde::Serialize;

use crate::failure::Failure;
use crate::moment::Now;
use crate::output::{Column, Reply, Style, Table};
use crate::words;

#[derive(Serialize)]
struct CardDocument<'a> {
    country: Option<&'a str>,
    emergency: Vec<LineDocument<'a>>,
    lines: Vec<LineDocument<'a>>,
}

#[derive(Serialize)]
struct LineDocument<'a> {
    name: &'a str,
    kind: String,
    call: Option<&'a str>,
    text_to: Option<&'a str>,
    text_body: Option<&'a str>,
    chat_url: Option<&'a str>,
    hours: Option<&'a str>,
    languages: &'a [String],
    certainty: String,
    verified_on: Option<String>,
}

impl<'a> From<&'a CrisisLine> for LineDocument<'a> {
    fn from(line: &'a CrisisLine) -> Self {
        Self {
            name: &line.name,
            kind: words::snake(line.kind),
            call: line.call.as_deref(),
            text_to: line.text_to.as_deref(),
            text_body: line.text_body.as_deref(),
            chat_url: line.chat_url.as_deref(),
            hours: line.hours.as_deref(),
            languages: &line.languages,
            certainty: words::snake(line.certainty),
            verified_on: line.verified_on.map(|day| day.to_string()),
        }
    }
}

pub fn run(country: Option<&str>, style: Style) -> Result<Reply, Failure> {
    let named = country.map(ToOwned::to_owned);
    let card = crisis_card(named.or_else(country_of_settings).unwrap_or_default());
    let document = CardDocument {
        country: card.country.as_deref(),
        emergency: card.emergency.iter().map(Into::into).collect(),
        lines: card.lines.iter().map(Into::into).collect(),
    };
    Reply::new(&document, text(&card, country.is_some(), style))
}

/// The locale of the language settings, as the core reads it: `en_US.UTF-8`.
fn country_of_settings() -> Option<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok()).find(|value| !value.is_empty())
}

fn text(card: &CrisisCard, asked: bool, style: Style) -> String {
    let mut out = match &card.country {
        Some(country) => format!("{} {}\n", style.strong("Help now"), style.quiet(&format!("({country})"))),
        None if asked => format!("{}  This country is not known; 112 works from most mobile phones.\n", style.strong("Help now")),
        None => format!("{}  112 works from most mobile phones.\n", style.strong("Help now")),
    };
    out.push_str("\nIf a life is in danger:\n");
    out.push_str(&table(&card.emergency));
    if !card.lines.is_empty() {
        out.push_str("\nTo talk or write with someone:\n");
        out.push_str(&table(&card.lines));
    }
    let lines = || card.emergency.iter().chain(&card.lines);
    out.push('\n');
    let today = Now::of(None, None).map(|now| now.day(0));
    if lines().any(|line| today.as_ref().is_ok_and(|today| !line.checked_within_a_year(*today))) {
        out.push_str(&style.quiet("These numbers were not checked at the services within the last year."));
        out.push('\n');
    }
    if lines().any(|line| line.certainty == Certainty::Recalled) {
        out.push_str(&style.quiet("* from memory: if it does not answer, try another one."));
        out.push('\n');
    }
    match &card.country {
        None => out.push_str("For the numbers of your country:  handrail help-now --country US\n"),
        Some(_) if !asked => out.push_str(&style.quiet("Another country:  handrail help-now --country CC\n")),
        Some(_) => {}
    }
    out
}

fn table(lines: &[CrisisLine]) -> String {
    let mut table = Table::new(&[Column::Left, Column::Flexible, Column::Left]);
    for line in lines {
        let mark = if line.certainty == Certainty::Recalled { "*" } else { "" };
        let reach = match (&line.call, &line.text_to, &line.text_body) {
            (Some(call), Some(text), _) if call == text => format!("call or text {call}"),
            (Some(call), _, _) => format!("call {}", call.replace(',', ", then ")),
            (None, Some(text), Some(body)) => format!("text {body} to {text}"),
            (None, Some(text), None) => format!("text to {text}"),
            (None, None, _) => String::new(),
        };
        table.row([reach, format!("{}{mark}", line.name), line.hours.clone().unwrap_or_default()]);
        if let (Some(call), Some(text)) = (&line.call, &line.text_to)
            && call != text
        {
            let written =
                line.text_body.as_ref().map_or_else(|| format!("text to {text}"), |body| format!("text {body} to {text}"));
            table.row([format!("or {written}"), String::new(), String::new()]);
        }
    }
    table.lines().into_iter().map(|line| line + "\n").collect()
}
