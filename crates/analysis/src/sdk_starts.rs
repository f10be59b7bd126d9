//! Where the app starts code of others: calls of methods that initialise, from outside the package that defines them.

use rustc_hash::FxHashMap;

use crate::ir::{DefId, MethodId};
use crate::paths::Paths;
use crate::program::Program;
use crate::scan::Scan;

/// A call that starts an SDK.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SdkStart {
    /// Which of the packages that were asked for.
    pub tag: u32,
    /// In which method.
    pub def: DefId,
    /// Place in it.
    pub offset: u32,
    /// What is called.
    pub method: MethodId,
}

/// Rows kept.
const MOST: usize = 5_000;

/// Find the starts of SDKs. `homes` are packages by their path (`com/example/ads`), with a tag.
#[must_use]
pub fn find(program: &Program, scan: &Scan, paths: &Paths, homes: &[(Vec<u8>, u32)]) -> Vec<SdkStart> {
    let by_path: FxHashMap<&[u8], u32> = homes.iter().map(|(path, tag)| (path.as_slice(), *tag)).collect();
    let mut found = Vec::new();
    for def in (0..).take(program.def_count()).map(DefId) {
        if paths.sureness(def).is_none() {
            continue;
        }
        let own = program.method_of(def).map(|method| program.type_name(program.method(method).class));
        let own = own.and_then(|name| home_of(&by_path, name));
        for call in scan.calls(def) {
            let reference = program.method(call.method);
            if !starts(program.str(reference.name)) {
                continue;
            }
            let Some(tag) = home_of(&by_path, program.type_name(reference.class)) else { continue };
            if own != Some(tag) && found.len() < MOST {
                found.push(SdkStart { tag, def, offset: call.offset, method: call.method });
            }
        }
    }
    found
}

/// Names under which SDKs are started: `init`, `initCrashReport`, `initialize`, `start`. What only prepares (`preInit`)
/// is none.
fn starts(name: &[u8]) -> bool {
    let follows = |rest: &[u8]| rest.first().is_none_or(|b| !b.is_ascii_lowercase());
    [b"init".as_slice(), b"initialize", b"initialise", b"start", b"setup", b"install"]
        .iter()
        .any(|stem| name.strip_prefix(*stem).is_some_and(follows))
}

fn home_of(homes: &FxHashMap<&[u8], u32>, descriptor: &[u8]) -> Option<u32> {
    let mut path = descriptor.strip_prefix(b"L")?.strip_suffix(b";")?;
    while let Some(at) = path.iter().rposition(|b| *b == b'/') {
        path = path.get(..at)?;
        if let Some(tag) = homes.get(path) {
            return Some(*tag);
        }
    }
    None
}
