//! Binary XML.
#![no_main]

use glasshouse_formats::{Limits, axml};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(document) = axml::read(data, &Limits::default()) {
        for element in &document.elements {
            element.attrs.iter().for_each(|attr| drop(attr.text()));
        }
    }
});
