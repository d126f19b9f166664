//! The crisis card: compiled in, no file, no key, no network, and it cannot fail.

use crate::time::CivilDay;

/// Help now, for one country.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CrisisCard {
    /// The country that was understood (ISO 3166-1, two capital letters); `None` where the code was none that is known.
    pub country: Option<String>,
    /// Numbers for an emergency, the first to dial first. Never empty, and each has a number to [`call`](CrisisLine::call).
    pub emergency: Vec<CrisisLine>,
    /// Lines to call or to write to: those for thoughts of suicide and for a crisis first, by phone before by text, those for
    /// everyone before those for some.
    pub lines: Vec<CrisisLine>,
}

/// One number or service.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CrisisLine {
    /// Its name as it calls itself.
    pub name: String,
    /// What it is for.
    pub kind: CrisisLineKind,
    /// What to dial: digits and `+ , * #` only, so that `tel:` plus this is a link. Short codes carry no prefix.
    pub call: Option<String>,
    /// The number to send a text to.
    pub text_to: Option<String>,
    /// What the text should say, if it matters.
    pub text_body: Option<String>,
    /// A chat in the web.
    pub chat_url: Option<String>,
    /// Opening hours as the service gives them, such as `24/7`; `None` where unknown.
    pub hours: Option<String>,
    /// Languages spoken (ISO 639-1), as far as known.
    pub languages: Vec<String>,
    /// How sure the number is.
    pub certainty: Certainty,
    /// The day someone last checked the number at the service's own site; `None`: nobody has yet, say so.
    pub verified_on: Option<CivilDay>,
}

/// What a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, uniffi::Enum)]
pub enum CrisisLineKind {
    /// Life in danger: ambulance, police, fire.
    Emergency,
    /// Thoughts of suicide.
    Suicide,
    /// Any crisis.
    Crisis,
    /// Mental health.
    MentalHealth,
    /// Alcohol and other drugs.
    Substance,
    /// Gambling.
    Gambling,
    /// Eating.
    Eating,
    /// Violence at home or sexual violence.
    Violence,
    /// Poisoning and overdose.
    Poison,
    /// Something else.
    Other,
}

/// How sure a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Certainty {
    /// Read in a source, not yet checked at the service's own site.
    Read,
    /// From memory: show it with a word of caution.
    Recalled,
    /// A person checked it on [`verified_on`](CrisisLine::verified_on).
    Verified,
}

impl CrisisLine {
    /// Whether someone checked the number within the year before `today`. Where not, say that it may be out of date.
    ///
    /// Twelve months: the limit that the open-helplines project keeps for its own records.
    pub fn checked_within_a_year(&self, today: CivilDay) -> bool {
        let oldest = today.checked_sub_months(chrono::Months::new(12));
        self.verified_on.is_some_and(|checked| oldest.is_none_or(|oldest| checked >= oldest))
    }
}

mod country;
mod pack;

pub(crate) use pack::card;
