//! Who calls what, by reference: an index for following a parameter back to its arguments.

use rustc_hash::FxHashMap;

use crate::hierarchy::{Hierarchy, Node, Target, selector_of};
use crate::ir::{DefId, MethodId};
use crate::program::Program;
use crate::scan::Scan;

/// For each method reference the methods that call it, and for each method of the app the references that mean it.
pub(crate) struct Callers {
    start: Vec<u32>,
    items: Vec<DefId>,
    /// References that mean a method.
    pub(crate) refs: FxHashMap<DefId, Vec<MethodId>>,
}

impl Callers {
    pub(crate) fn new(program: &Program, hierarchy: &Hierarchy, scan: &Scan) -> Self {
        let mut pairs: Vec<(MethodId, DefId)> = Vec::new();
        for caller in (0_u32..).map(DefId).take(program.def_count()) {
            pairs.extend(scan.calls(caller).iter().map(|call| (call.method, caller)));
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut start = vec![0; program.methods() + 1];
        let mut refs: FxHashMap<DefId, Vec<MethodId>> = FxHashMap::default();
        let mut last = None;
        for (method, _) in &pairs {
            if let Some(slot) = start.get_mut(method.index() + 1) {
                *slot += 1;
            }
            if last.replace(*method) != Some(*method) {
                let node = Node(program.method(*method).class.0);
                if let Target::App(def) = hierarchy.resolve(program, node, selector_of(program, *method)) {
                    refs.entry(def).or_default().push(*method);
                }
            }
        }
        let mut sum = 0_u32;
        for slot in &mut start {
            sum += *slot;
            *slot = sum;
        }
        Self { start, items: pairs.into_iter().map(|(_, caller)| caller).collect(), refs }
    }

    /// Methods that call through a reference.
    pub(crate) fn of(&self, method: MethodId) -> &[DefId] {
        match (self.start.get(method.index()), self.start.get(method.index() + 1)) {
            (Some(from), Some(to)) => self.items.get(*from as usize..*to as usize).unwrap_or(&[]),
            _ => &[],
        }
    }
}
