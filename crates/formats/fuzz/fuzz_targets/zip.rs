//! Archives: directory, salvage, every entry, signing block.
#![no_main]

use glasshouse_formats::zip::Archive;
use glasshouse_formats::{Limits, sign};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let limits = Limits { entry_bytes: 1 << 20, total_bytes: 4 << 20, ..Limits::default() };
    for open in [Archive::open, Archive::salvage] {
        let Ok(archive) = open(data, &limits) else { continue };
        for entry in archive.entries() {
            let _ = archive.read(entry);
        }
        sign::signers(&archive, &limits);
    }
});
