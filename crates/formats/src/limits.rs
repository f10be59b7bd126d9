//! How much a reader spends on one input before it stops and says so.
//!
//! The defaults are those of `glasshouse.open.limits`; the hall passes them down in one place.

use std::time::Instant;

/// Budgets of one package. Each count is checked before memory is taken for it.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Entries of one zip directory.
    pub zip_entries: usize,
    /// Bytes that one entry may inflate to.
    pub entry_bytes: u64,
    /// Bytes that all entries read from one package may inflate to.
    pub total_bytes: u64,
    /// Inflated bytes for each compressed byte, past the first mebibyte.
    pub inflate_ratio: u64,
    /// Depth of packages inside packages, of XML elements, of encoded values and annotations.
    pub depth: usize,
    /// Strings of one pool, elements of one document, entries of one resource type.
    pub items: usize,
    /// Classes of one program.
    pub classes: usize,
    /// Instructions decoded for one program.
    pub instructions: u64,
    /// Notes kept of what was forgiven; the rest is only counted.
    pub forgiven: usize,
    /// When the analysis of code stops with what it has; never by default.
    pub deadline: Option<Instant>,
}

impl Limits {
    /// Whether the deadline is over. Costs a clock reading: ask once in a while.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.deadline.is_some_and(|at| Instant::now() >= at)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            zip_entries: 200_000,
            entry_bytes: 512 << 20,
            total_bytes: 2 << 30,
            inflate_ratio: 1_100,
            depth: 64,
            items: 2_000_000,
            classes: 1_500_000,
            instructions: 400_000_000,
            forgiven: 200,
            deadline: None,
        }
    }
}
