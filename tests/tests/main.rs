//! Behaviour through the public interface, one binary.

// Helpers of tests stand outside `#[test]`, where the exceptions of clippy.toml end.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod crisis;
mod directory;
mod feeds;
mod kills;
mod sobriety;
mod storage;
mod vectors;
