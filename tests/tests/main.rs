//! Behaviour through the public interface, one binary.

mod storage;
