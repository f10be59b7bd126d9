//! Readers of packages against inputs built here by hand, whole and broken.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a test may fail loudly"
)]

mod arsc;
mod axml;
mod build;
mod mutate;
mod proto;
mod sign;
mod zip;
