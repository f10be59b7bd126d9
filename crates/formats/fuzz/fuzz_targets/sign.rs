//! PKCS #7 and the APK signing block.
#![no_main]

use glasshouse_formats::sign::{pairs, pkcs7};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = pkcs7(data);
    let _ = pairs(data, 0);
});
