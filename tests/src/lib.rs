//! Behaviour through the public interface: the tests are in `tests/`, the vectors that every language runs in `vectors/`.

pub mod country;
pub mod made_up;
pub mod naive;
mod outcome_vectors;
mod scenario;
pub mod vectors;
