//! Resources of app bundles (`.aab`): protobuf messages of aapt2 instead of binary XML and `resources.arsc`.
//!
//! Source: `frameworks/base/tools/aapt2/Resources.proto` (message and field numbers stand beside their readers).

mod config;
mod table;
mod value;
mod wire;
mod xml;

pub use table::ProtoTable;
pub use xml::{is_xml, read_xml};
