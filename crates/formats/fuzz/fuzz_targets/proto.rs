//! Protobuf resources of bundles.
#![no_main]

use glasshouse_formats::Limits;
use glasshouse_formats::proto::{ProtoTable, is_xml, read_xml};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = is_xml(data);
    let _ = read_xml(data, &Limits::default());
    let _ = ProtoTable::parse(data, &Limits::default());
});
