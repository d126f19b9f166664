//! The arguments of `handrail meetings sources`, `plan` and `apply`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};
use handrail_core::meetings::{ColumnChoice, FetchTrouble, HttpHeader};

use super::meetings::parse_column;

#[derive(Subcommand)]
pub enum SourcesCommand {
    /// Add a source, to be fetched from a url or imported from a file
    Add {
        /// Its name
        name: String,
        #[command(flatten)]
        said: Said,
    },
    /// Change what is said about a source; what is not named stays, an empty text takes it away
    Edit {
        /// Its name
        name: String,
        #[command(flatten)]
        said: Said,
    },
    /// Take a source away; its meetings leave every list, favourites say that they are gone
    Remove {
        /// Its name
        name: String,
    },
}

/// What can be said about a source.
#[derive(Args)]
pub struct Said {
    /// Where its feed is fetched (http or https)
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    pub url: Option<String>,
    /// The fellowship of rows that name none, such as aa
    #[arg(long, value_name = "ID")]
    pub fellowship: Option<String>,
    /// The time zone of rows that name none
    #[arg(long = "zone", id = "source_zone", value_name = "ZONE")]
    pub source_zone: Option<String>,
    /// The country it is about, such as US
    #[arg(long, value_name = "CODE")]
    pub country: Option<String>,
    /// Under which terms the list may be used
    #[arg(long, value_name = "TEXT")]
    pub licence: Option<String>,
    /// It gathers what others publish; with =no: it does not
    #[arg(long, value_name = "yes|no", num_args = 0..=1, require_equals = true, default_missing_value = "yes", value_parser = yes_or_no)]
    pub aggregator: Option<bool>,
    /// Hours from one good answer to the next question, 1 to 720 [default: 24]
    #[arg(long, value_name = "HOURS")]
    pub every: Option<u16>,
    /// What a column of a table holds, such as "When=day"; may be repeated
    #[arg(long = "column", value_name = "NAME=FIELD", value_parser = parse_column)]
    pub columns: Vec<ColumnChoice>,
}

#[derive(Args)]
pub struct Apply {
    /// The source's name
    pub source: String,
    /// Where the body was stored
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
    /// The HTTP status; 0: no answer came
    #[arg(long, value_name = "STATUS", required_unless_present = "head")]
    pub status: Option<u16>,
    /// A header of the answer, such as "ETag: \"abc\""; may be repeated
    #[arg(long = "header", value_name = "NAME: VALUE", value_parser = parse_header)]
    pub headers: Vec<HttpHeader>,
    /// With status 0: why no answer was taken
    #[arg(long, value_name = "WHY", value_parser = parse_trouble)]
    pub trouble: Option<FetchTrouble>,
    /// The head of the answer as curl's --dump-header writes it: status and headers
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["status", "headers"])]
    pub head: Option<PathBuf>,
    /// Take it even when far fewer meetings come than before
    #[arg(long)]
    pub accept_shrink: bool,
    /// Show so many rows that something was noticed about
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub examples: usize,
}

fn yes_or_no(text: &str) -> Result<bool, String> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("write yes or no".to_owned()),
    }
}

fn parse_trouble(text: &str) -> Result<FetchTrouble, String> {
    match text {
        "too-large" => Ok(FetchTrouble::TooLarge),
        "not-secure" => Ok(FetchTrouble::NotSecure),
        "not-trusted" => Ok(FetchTrouble::NotTrusted),
        "too-slow" => Ok(FetchTrouble::TooSlow),
        _ => Err("write too-large, not-secure, not-trusted or too-slow".to_owned()),
    }
}

pub fn parse_header(text: &str) -> Result<HttpHeader, String> {
    let (name, value) = text.split_once(':').ok_or("write the header's name, : and its value")?;
    Ok(HttpHeader { name: name.trim().to_owned(), value: value.trim().to_owned() })
}
