//! Training and measuring.
fn main() {}
