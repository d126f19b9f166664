//! Behaviour through the public interface, one binary.

mod crisis;
mod directory;
mod feeds;
mod kills;
mod storage;
mod vectors;
