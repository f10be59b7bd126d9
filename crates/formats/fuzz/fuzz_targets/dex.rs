//! DEX: tables, class data, values, annotations, every instruction and handler.
#![no_main]

use glasshouse_formats::dex::{Dex, logical_files, methods_with_annotation};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    for header in logical_files(data, 4) {
        let Ok(dex) = Dex::parse(data, header, &mut Vec::new()) else { continue };
        for offset in dex.string_offsets().take(100) {
            let _ = dex.string_data(offset);
        }
        for row in dex.proto_rows().take(100) {
            let _ = dex.type_list(row.parameters_off).map(|list| list.iter().take(100).count());
        }
        for index in 0..dex.header().call_sites.count.min(100) {
            let _ = dex.call_site(index);
        }
        for class in dex.class_defs().take(100) {
            let _ = methods_with_annotation(&dex, &class, 1, &mut 1_000, drop);
            if let Ok(mut values) = dex.encoded_array(class.static_values_off, 8) {
                while let Ok(Some(_)) = values.next_value() {}
            }
            let Ok(mut members) = dex.class_data(class.class_data_off) else { continue };
            while let Ok(Some(method)) = members.next_method() {
                let Ok(code) = dex.code_item(method.code_off) else { continue };
                let mut at = 0;
                while let Some(len) = code.insns.payload_len(at).or_else(|| Some(code.insns.decode(at)?.units.into())) {
                    let _ = code.insns.payload(at);
                    at = at.saturating_add(len);
                }
                for guard in code.tries().take(100) {
                    let _ = code.handlers(guard, 100, drop);
                }
            }
        }
    }
});
