//! Rust errors as Python exceptions: the one place where they meet.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use glasshouse_formats::Error;
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::{create_exception, intern};

create_exception!(_core, FormatError, PyValueError, "A structure that could not be read; see its attributes.");
create_exception!(_core, LimitError, FormatError, "A limit was passed: the structure may be sound.");
create_exception!(
    _core,
    CoreError,
    PyRuntimeError,
    "The core failed on this input: a defect of Glasshouse, please report it."
);

/// A `FormatError` with the attributes `structure`, `offset`, `found` and `expected`.
pub(crate) fn format_error(py: Python<'_>, error: &Error) -> PyErr {
    let raise = if error.over_limit { LimitError::new_err } else { FormatError::new_err };
    let raised = raise(error.to_string());
    let value = raised.value(py);
    let set = || -> PyResult<()> {
        value.setattr(intern!(py, "structure"), error.structure)?;
        value.setattr(intern!(py, "offset"), error.offset)?;
        value.setattr(intern!(py, "found"), &error.found)?;
        value.setattr(intern!(py, "expected"), &error.expected)
    };
    match set() {
        Ok(()) => raised,
        Err(other) => other,
    }
}

/// Run `work` without the GIL. A format error becomes `FormatError`; a panic becomes `CoreError` instead of ending
/// the process's run.
pub(crate) fn detached<T: Send>(
    py: Python<'_>,
    work: impl FnOnce() -> glasshouse_formats::Result<T> + Send,
) -> PyResult<T> {
    match py.detach(|| catch_unwind(AssertUnwindSafe(work))) {
        Ok(done) => done.map_err(|error| format_error(py, &error)),
        Err(payload) => Err(CoreError::new_err(format!("internal error: {}", message(payload.as_ref())))),
    }
}

fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|s| (*s).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "panic".to_owned())
}
