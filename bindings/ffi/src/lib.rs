//! The native library that Kotlin and Swift load: nothing but the core, packaged.

pub use handrail_core::*;
