//! How large each package is, and how much of it can run: what tells an SDK that works from one that only lies there.

use std::collections::BTreeMap;

use crate::framework::slash_form;
use crate::hierarchy::{Hierarchy, Node, Origin};
use crate::ir::DefId;
use crate::paths::Paths;
use crate::program::{Class, Program};
use crate::scan::Scan;

/// One package of the program: classes whose names share everything up to the last slash.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Package {
    /// `com/example/ads`; empty for the unnamed package.
    pub name: Vec<u8>,
    /// Classes defined.
    pub classes: u32,
    /// Methods with a body.
    pub methods: u32,
    /// Size of the bodies: DEX code units or class file bytes.
    pub code_units: u64,
    /// Calls of methods outside the app, other than those of `java.lang` objects and strings.
    pub platform_calls: u32,
    /// Methods that can run.
    pub reached: u32,
}

/// Count every package, in order of name; copies of Android's own classes never run and do not count.
#[must_use]
pub fn packages(program: &Program, hierarchy: &Hierarchy, scan: &Scan, paths: &Paths) -> Vec<Package> {
    let mut found: BTreeMap<&[u8], Package> = BTreeMap::new();
    let counts = |class: &&Class| !class.duplicate && hierarchy.origin(Node(class.ty.0)) != Origin::Framework;
    for class in program.classes().iter().filter(counts) {
        let name = package_of(program.type_name(class.ty));
        let package = found.entry(name).or_insert_with(|| Package { name: name.to_vec(), ..Package::default() });
        package.classes += 1;
        for def in program.defs_of(class).filter(|def| program.has_code(*def)) {
            package.methods += 1;
            package.code_units += program.def(def).map_or(0, |def| u64::from(def.code_units));
            package.platform_calls += platform_calls(program, hierarchy, scan, def);
            package.reached += u32::from(paths.sureness(def).is_some());
        }
    }
    found.into_values().collect()
}

fn platform_calls(program: &Program, hierarchy: &Hierarchy, scan: &Scan, def: DefId) -> u32 {
    let outside = scan.calls(def).iter().filter(|call| {
        let class = program.method(call.method).class;
        hierarchy.origin(Node(class.0)) == Origin::Framework && !program.type_name(class).starts_with(b"Ljava/lang/")
    });
    u32::try_from(outside.count()).unwrap_or(u32::MAX)
}

/// `com/example/ads` of `Lcom/example/ads/AdSdk;`.
#[must_use]
pub fn package_of(descriptor: &[u8]) -> &[u8] {
    let name = slash_form(descriptor).unwrap_or(descriptor);
    name.iter().rposition(|b| *b == b'/').and_then(|at| name.get(..at)).unwrap_or(b"")
}
