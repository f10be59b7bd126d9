//! The only crate that knows Python: bulk calls in, columns out, the GIL released inside.

mod consent;
mod error;
mod hosts;
mod limits;
mod package;
mod program;
mod resources;
mod text;

use pyo3::prelude::*;

/// The Rust core of Glasshouse.
#[pymodule]
mod _core {
    #[pymodule_export]
    use crate::error::{CoreError, FormatError, LimitError};
    #[pymodule_export]
    use crate::limits::Limits;
    #[pymodule_export]
    use crate::package::{Package, Xml, layout_facts, layout_texts, read_xml};
    #[pymodule_export]
    use crate::program::{Answer, Framework, Program};
    #[pymodule_export]
    use crate::resources::Resources;
}
