//! `handrail`: the core in a terminal.

fn main() {}
