//! The world in which nobody has agreed yet: which code runs there, with which values.
//!
//! Agree handlers do not run as callbacks; all else does as Android would run it. Constants are followed through branches,
//! calls (a method is evaluated once for each set of constant arguments), results, fields, preferences and files: a store
//! begins empty and holds what code that runs in this world writes. What is not known may be anything, so that this world
//! is never too small. See docs/decisions/0007.

mod around;
mod body;
mod calls;
mod cells;
mod engine;
mod value;

use glasshouse_formats::Limits;
use rustc_hash::FxHashMap;

use crate::hierarchy::Hierarchy;
use crate::ir::DefId;
use crate::paths::Paths;
use crate::program::Program;
use crate::reach::{Graph, Outside};
use crate::reads::ReflectiveEdge;
use crate::scan::Scan;
use crate::spec::Spec;

pub(crate) use self::body::run;
pub(crate) use self::calls::{Reply, Surroundings};
pub(crate) use self::engine::Engine;
pub(crate) use self::value::Val;

/// A handler of an answer. One that serves two buttons is told apart by what it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handler {
    /// The method.
    pub def: DefId,
    /// For a handler that serves other answers too: the argument (receiver first) and its value for this answer.
    pub when: Option<Answered>,
}

/// What tells an answer apart in a shared handler.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answered {
    /// The number of the button, as dialogs hand it over.
    Which(i64),
    /// The id of the view that was touched.
    View(i64),
}

/// Where a branch of which one side does not run in this world stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Guard {
    /// In which method.
    pub def: DefId,
    /// Place of the branch.
    pub offset: u32,
}

/// What runs in this world.
pub struct World {
    /// For each method, places of its instructions that run, sorted.
    live: FxHashMap<DefId, Vec<u32>>,
    /// Branches with a side that does not run.
    guards: FxHashMap<DefId, Vec<u32>>,
    /// Ways to the methods that run, by live calls only.
    pub paths: Paths,
    /// Whether it cost too much: nothing may be said then.
    pub cut: bool,
}

impl World {
    /// Evaluate the program without any of these handlers.
    #[must_use]
    #[allow(clippy::too_many_arguments)] // what the first graph was grown from, and what is left out
    pub fn without(
        agree: &[Handler],
        program: &Program,
        hierarchy: &Hierarchy,
        scan: &Scan,
        spec: &Spec,
        reflective: &[ReflectiveEdge],
        outside: &Outside,
        limits: &Limits,
    ) -> Self {
        let mut engine = Engine::new(agree, program, hierarchy, scan, spec, reflective, outside, limits);
        engine.settle();
        let outcome = engine.finish();
        let mut graph = Graph::grow(program, hierarchy, &outcome.scan, spec, reflective, &outcome.outside, limits);
        let paths = Paths::search(&mut graph);
        Self { live: outcome.live, guards: outcome.guards, paths, cut: outcome.cut || graph.cut > 0 }
    }

    /// Whether the instruction at a place of a method runs.
    #[must_use]
    pub fn runs(&self, def: DefId, offset: u32) -> bool {
        self.live.get(&def).is_some_and(|places| places.binary_search(&offset).is_ok())
    }

    /// Whether any of a method runs.
    #[must_use]
    pub fn enters(&self, def: DefId) -> bool {
        self.live.contains_key(&def)
    }

    /// The nearest branch before a place that does not run: what keeps it from running.
    #[must_use]
    pub fn guard_of(&self, def: DefId, offset: u32) -> Option<Guard> {
        let places = self.guards.get(&def)?;
        let before = places.iter().copied().filter(|at| *at <= offset).max();
        before.or_else(|| places.first().copied()).map(|offset| Guard { def, offset })
    }
}
