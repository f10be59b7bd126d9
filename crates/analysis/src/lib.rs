//! One program out of many code files: class hierarchy, call graph, entry points, reachability.

pub mod ir;
pub mod program;
