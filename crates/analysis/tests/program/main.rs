//! Linking and lowering: programs built by hand, two of our own apps, and broken copies of all of them.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::panic,
    clippy::print_stderr
)]

mod apps;
mod bodies;
mod build;
mod class_build;
mod classes;
mod hostile;
mod link;

use glasshouse_analysis::ir::{Code, DefId};
use glasshouse_analysis::program::Program;

/// `Lcom/x/A;.m:()V`
fn label(program: &Program, method: glasshouse_analysis::ir::MethodId) -> String {
    let row = program.method(method);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{}.{}:{}", text(program.type_name(row.class)), text(program.str(row.name)), text(program.str(row.proto)))
}

/// The definition with this label.
fn def(program: &Program, wanted: &str) -> DefId {
    let found = program.defs().iter().position(|def| label(program, def.method) == wanted);
    DefId(found.unwrap_or_else(|| panic!("no {wanted}")) as u32)
}

fn body(program: &Program, wanted: &str) -> Code {
    let mut code = Code::default();
    assert!(program.decode(def(program, wanted), &mut code).unwrap(), "{wanted} has no body");
    code
}
