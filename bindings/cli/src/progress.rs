//! A progress bar on stderr, and Ctrl-C that stops between two rows.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use handrail_core::error::HandrailError;
use handrail_core::meetings::ImportProgress;
use indicatif::{ProgressBar, ProgressStyle};

pub struct ImportBar {
    bar: ProgressBar,
    stop: Arc<AtomicBool>,
}

impl ImportBar {
    pub fn new() -> Arc<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&stop);
        // Without the handler Ctrl-C ends the program; the import is then undone by the database all the same.
        let _ = ctrlc::set_handler(move || asked.store(true, Ordering::Relaxed));
        let bar = if std::io::stderr().is_terminal() { ProgressBar::new(0) } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("  {bar:40.cyan/dim} {percent:>3} %  {msg}") {
            bar.set_style(style.progress_chars("━━─"));
        }
        Arc::new(Self { bar, stop })
    }

    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl ImportProgress for ImportBar {
    fn on_progress(&self, rows: u32, bytes_read: u64, bytes_total: u64) -> Result<bool, HandrailError> {
        self.bar.set_length(bytes_total);
        self.bar.set_position(bytes_read);
        self.bar.set_message(format!("{rows} rows"));
        Ok(!self.stop.load(Ordering::Relaxed))
    }
}
