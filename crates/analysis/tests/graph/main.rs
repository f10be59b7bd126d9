//! The analyses against small programs written as text: each claim with its twin that must not hold.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::format_push_string,
    clippy::format_collect,
    reason = "a test may fail loudly"
)]

mod asm;
mod constants;
mod framework;
mod hierarchy;
mod paths;
mod reach;
mod reads;
mod scan;
mod started;
mod values;
mod world;
