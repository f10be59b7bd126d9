//! Resource tables: the index and every look-up.
#![no_main]

use glasshouse_formats::Limits;
use glasshouse_formats::arsc::{Resources, Table};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let limits = Limits { items: 20_000, ..Limits::default() };
    let Ok(table) = Table::parse(data.to_vec(), &limits) else { return };
    for kind in table.types() {
        for (id, _) in table.of_type(&kind).into_iter().take(100) {
            let _ = (table.follow(id), table.name(id));
        }
    }
});
