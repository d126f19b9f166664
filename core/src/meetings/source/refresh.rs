//! An answer is taken in: all of it in one transaction, or nothing of it. That nothing was taken is written down in a small
//! transaction of its own, after everything else has been rolled back.

use std::path::Path;

use super::answer::{self, Told};
use super::{FetchAnswer, RefreshOutcome, SourceProblem, Validators, store};
use crate::error::{Error, FeedProblem, HandrailError, Result};
use crate::meetings::importer::Importer;
use crate::meetings::{FeedOptions, ImportProgress, ImportReport, feed, import};
use crate::storage::{Database, Write};
use crate::time::Now;

pub(crate) fn apply(
    db: &Database,
    answer: &FetchAnswer,
    accept_shrink: bool,
    now: &Now,
    progress: Option<&dyn ImportProgress>,
) -> Result<RefreshOutcome> {
    let kept = db.read(|r| store::named(r, &answer.source))?.kept;
    let conditional = kept.imported_at.is_some() && !kept.validators.is_empty();
    let problem = match answer::read(answer, conditional)? {
        Told::Unchanged => {
            db.write(|w| {
                let known = store::named(&w.as_read(), &answer.source)?;
                store::put(w, &known.kept.confirmed(now.at))
            })?;
            return Ok(RefreshOutcome::Unchanged);
        }
        Told::Feed { path, length, .. } if is_cut_off(path, length)? => {
            SourceProblem::Unreadable { reason: FeedProblem::Truncated }
        }
        Told::Feed { path, validators, .. } => {
            let imported =
                db.write(|w| import_into(w, &answer.source, Path::new(path), validators, accept_shrink, now, progress));
            match imported {
                Ok(report) => return Ok(RefreshOutcome::Imported { report }),
                Err(fault) => why_refused(&fault).ok_or(fault)?,
            }
        }
        Told::Nothing(problem) => of_page(answer).filter(|_| answer.status >= 400).unwrap_or(problem),
    };
    db.write(|w| {
        let known = store::named(&w.as_read(), &answer.source)?;
        let retry_after = answer::retry_after(answer, now.at);
        store::put(w, &known.kept.refused(problem.clone(), retry_after, now.at))
    })?;
    Ok(RefreshOutcome::Refused { problem })
}

/// Takes a source away. Its meetings go as those go that a feed leaves out, and are known again when they come back.
pub(crate) fn remove(w: &mut Write, name: &str, now: &Now) -> Result<()> {
    let known = store::named(&w.as_read(), name)?;
    store::put(w, &known.kept.removed())?;
    Importer::begin(w, known.id, true, now)?.finish()?;
    Ok(())
}

fn import_into(
    w: &mut Write,
    source: &str,
    path: &Path,
    validators: Validators,
    accept_shrink: bool,
    now: &Now,
    progress: Option<&dyn ImportProgress>,
) -> Result<ImportReport> {
    // Asked again: it may have been removed while the answer was on its way.
    store::named(&w.as_read(), source)?;
    let options = FeedOptions { accept_shrink, ..FeedOptions::new(source) };
    import::store(w, &feed::Source::File(path), &options, validators, now, progress)
}

/// Whether fewer bytes were stored than the website had announced. A table that was cut off between two rows shows it nowhere else.
fn is_cut_off(path: &str, length: Option<u64>) -> Result<bool> {
    let stored = std::fs::metadata(path)?.len();
    Ok(length.is_some_and(|announced| stored < announced))
}

/// A fault of the feed; `None` for one of this device or of the caller, which says nothing about the source.
fn why_refused(fault: &Error) -> Option<SourceProblem> {
    match fault {
        Error::Shrunk { had, came } => Some(SourceProblem::Shrunk { had: *had, came: *came }),
        Error::Public(HandrailError::Feed { reason }) => Some(match reason {
            FeedProblem::BotChallenge => SourceProblem::Challenge,
            FeedProblem::Html => SourceProblem::Page,
            reason => SourceProblem::Unreadable { reason: *reason },
        }),
        _ => None,
    }
}

/// Bot protections ask with the status of an error; which error it was is of no interest then.
fn of_page(answer: &FetchAnswer) -> Option<SourceProblem> {
    let page = feed::page_in(&feed::Source::File(Path::new(answer.path.as_deref()?)));
    (page == Some(FeedProblem::BotChallenge)).then_some(SourceProblem::Challenge)
}
