//! Class files: constants, members, bodies, annotations.
#![no_main]

use glasshouse_formats::class::ClassFile;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(file) = ClassFile::parse(data, &mut Vec::new()) else { return };
    for method in &file.methods {
        for place in method.annotations {
            let _ = file.annotation_types(place, 16, drop);
        }
        if let Some(Ok(body)) = method.code.map(|code| file.body(code)) {
            body.guards().for_each(drop);
        }
    }
});
