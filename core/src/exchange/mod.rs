//! What leaves Handrail in formats that other programs read. Pure: records in, text out.

pub(crate) mod calendar;

pub use calendar::CalendarSelection;
