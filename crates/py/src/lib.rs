//! The only crate that knows Python: bulk calls in, columns out, the GIL released inside.

mod hosts;
mod program;
mod text;

use pyo3::prelude::*;

/// The Rust core of Glasshouse.
#[pymodule]
mod _core {
    #[pymodule_export]
    use crate::program::{Answer, Framework, Program};
}
