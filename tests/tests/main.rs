//! Behaviour through the public interface, one binary.

mod crisis;
mod feeds;
mod storage;
mod vectors;
