//! The only crate that knows Python: bulk calls in, columns out, the GIL released inside.

use pyo3::prelude::*;

/// The Rust core of Glasshouse.
#[pymodule]
mod _core {}
