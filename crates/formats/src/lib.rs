//! Tolerant, bounded readers of hostile Android packages.
//!
//! Every reader takes bytes and a set of [`Limits`], never panics, never recurses without a bound, and answers with
//! what it could read, a list of what it [forgave](Forgiven), and a typed [`Error`] that names the structure, the
//! offset, what was found and what was expected.

pub mod arsc;
pub mod axml;
pub mod class;
pub mod cursor;
pub mod dex;
pub mod error;
pub mod limits;
pub mod notes;
pub mod proto;
pub mod sign;
pub mod zip;

pub use cursor::Cursor;
pub use error::{Error, Forgiven, Result};
pub use limits::Limits;
pub use notes::Notes;
