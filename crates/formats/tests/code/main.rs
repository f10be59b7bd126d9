//! Readers of code: DEX and class files, from bytes laid out by hand.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::panic)]

mod class;
mod dex;
mod insn;
