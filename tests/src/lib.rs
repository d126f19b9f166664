//! Behaviour through the public interface: the tests are in `tests/`, the vectors that every language runs in `vectors/`.

mod scenario;
pub mod vectors;
