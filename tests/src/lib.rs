//! Behaviour through the public interface; see `tests/`.
