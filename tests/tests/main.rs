//! Behaviour through the public interface, one binary.

mod crisis;
mod storage;
mod vectors;
