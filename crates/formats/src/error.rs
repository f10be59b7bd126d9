//! One error for every reader, and the note of what a reader forgave.

use std::fmt;

/// What a reader returns.
pub type Result<T> = std::result::Result<T, Error>;

/// A structure that could not be read: which one, where, what stood there and what should have.
///
/// The text form is `class_data_item at 0x4f2a0: found uleb128 past the end (7 bytes left), expected ...`; the caller
/// that knows the file puts its name in front.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// Name of the structure in its specification, e.g. `class_data_item`.
    pub structure: &'static str,
    /// Byte offset from the start of the input.
    pub offset: u64,
    /// What stood there.
    pub found: String,
    /// What the reader needed.
    pub expected: String,
    /// Whether a limit was passed, rather than something being damaged.
    pub over_limit: bool,
}

impl Error {
    /// Build an error; `found` and `expected` are short noun phrases.
    pub fn new(structure: &'static str, offset: u64, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { structure, offset, found: found.into(), expected: expected.into(), over_limit: false }
    }

    /// An error for a limit that was passed.
    pub fn over_limit(
        structure: &'static str,
        offset: u64,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        Self { over_limit: true, ..Self::new(structure, offset, found, expected) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at 0x{:x}: found {}, expected {}", self.structure, self.offset, self.found, self.expected)
    }
}

impl std::error::Error for Error {}

/// A defect that Android installs anyway and the reader read past. Listed, never silent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forgiven {
    /// Name of the structure in its specification.
    pub structure: &'static str,
    /// Byte offset from the start of the input.
    pub offset: u64,
    /// What was odd, in a short phrase: `encryption bit set on classes.dex, ignored as Android does`.
    pub what: String,
}

impl Forgiven {
    /// Note a forgiven defect.
    pub fn new(structure: &'static str, offset: u64, what: impl Into<String>) -> Self {
        Self { structure, offset, what: what.into() }
    }
}
