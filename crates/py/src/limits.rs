//! Budgets, given once by the caller.

use glasshouse_formats::Limits as CoreLimits;
use pyo3::prelude::*;

/// How much a reader spends on one input before it stops and says so.
#[pyclass(frozen, module = "glasshouse._core")]
#[derive(Clone, Default)]
pub(crate) struct Limits(pub(crate) CoreLimits);

#[pymethods]
impl Limits {
    #[new]
    #[pyo3(signature = (*, zip_entries=None, entry_bytes=None, total_bytes=None, inflate_ratio=None, depth=None,
        items=None, classes=None, instructions=None, forgiven=None))]
    #[expect(clippy::too_many_arguments, reason = "one keyword for each budget")]
    fn new(
        zip_entries: Option<usize>,
        entry_bytes: Option<u64>,
        total_bytes: Option<u64>,
        inflate_ratio: Option<u64>,
        depth: Option<usize>,
        items: Option<usize>,
        classes: Option<usize>,
        instructions: Option<u64>,
        forgiven: Option<usize>,
    ) -> Self {
        let base = CoreLimits::default();
        Self(CoreLimits {
            zip_entries: zip_entries.unwrap_or(base.zip_entries),
            entry_bytes: entry_bytes.unwrap_or(base.entry_bytes),
            total_bytes: total_bytes.unwrap_or(base.total_bytes),
            inflate_ratio: inflate_ratio.unwrap_or(base.inflate_ratio),
            depth: depth.unwrap_or(base.depth),
            items: items.unwrap_or(base.items),
            classes: classes.unwrap_or(base.classes),
            instructions: instructions.unwrap_or(base.instructions),
            forgiven: forgiven.unwrap_or(base.forgiven),
            deadline: None,
        })
    }

    fn __repr__(&self) -> String {
        format!("{:?}", self.0)
    }
}

/// The limits given, or the defaults.
pub(crate) fn or_default(limits: Option<&Limits>) -> CoreLimits {
    limits.map_or_else(CoreLimits::default, |l| l.0.clone())
}
