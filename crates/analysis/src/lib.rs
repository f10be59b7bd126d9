//! One program out of many code files: class hierarchy, call graph, entry points, reachability.
//!
//! [`analyse`] is the order of the steps: hierarchy, what to look for, one pass over the code, which sites really read,
//! the call graph from the entry points, and the shortest way to each method.

mod address;
mod blocks;
mod callers;
pub mod constants;
pub mod framework;
pub mod gates;
pub mod hierarchy;
pub mod ir;
pub mod known;
pub mod live;
mod lookup;
pub mod paths;
pub mod program;
pub mod reach;
pub mod reads;
pub mod scan;
pub mod spec;
mod started;
pub mod summary;
mod texts;
pub mod values;
pub mod world;

use glasshouse_formats::Limits;

use crate::framework::Framework;
use crate::gates::{Gates, Words};
use crate::hierarchy::Hierarchy;
use crate::paths::Paths;
use crate::program::Program;
use crate::reach::{Graph, Outside};
use crate::reads::Reads;
use crate::scan::Scan;
use crate::spec::{Matches, Spec};
use crate::summary::Package;
use crate::world::World;

/// What the analysis of one program found.
pub struct Analysis {
    /// Reads, undecided places, reflection.
    pub reads: Reads,
    /// Ways to all methods that can run.
    pub paths: Paths,
    /// Size and use of each package.
    pub packages: Vec<Package>,
    /// Methods whose body could not be decoded.
    pub broken: Vec<(ir::DefId, glasshouse_formats::Error)>,
    /// Instructions decoded.
    pub instructions: u64,
    /// Whether the budget of instructions or of time ran out before the last method.
    pub cut: bool,
    /// Where the app asks for agreement, and what runs without it; nothing where nobody asked for this.
    pub consent: Option<Consent>,
    /// What was given up because it cost too much, and how often: a noun phrase of a report.
    pub given_up: Vec<(&'static str, u32)>,
}

/// The gates of an app, and the world in which nobody agreed.
pub struct Consent {
    /// Where the question is put, and what an answer runs.
    pub gates: Gates,
    /// What runs before an agreement; nothing without a gate.
    pub world: Option<World>,
}

/// Run all steps; with `words` also that of consent.
#[must_use]
pub fn analyse(
    program: &Program,
    framework: &Framework,
    spec: &Spec,
    outside: &Outside,
    words: Option<&Words>,
    limits: &Limits,
) -> Analysis {
    let hierarchy = Hierarchy::new(program, framework);
    let matches = Matches::new(program, &hierarchy, spec);
    let scan = Scan::new(program, &matches, limits);
    let reads = reads::decide(program, &hierarchy, &scan, &matches, spec, limits);
    let mut graph = Graph::grow(program, &hierarchy, &scan, spec, &reads.edges, outside, limits);
    let paths = Paths::search(&mut graph);
    let packages = summary::packages(program, &hierarchy, &scan, &paths);
    let consent = words.map(|words| {
        let mut gates = gates::find(program, &hierarchy, &scan, words);
        let edges = &reads.edges;
        // A question that comes up only when something was touched is one about a function, not about the app.
        let asks = !gates.agree.is_empty() && {
            let start = Graph::untouched(program, &hierarchy, &scan, spec, edges, outside, limits);
            gates.places.iter().any(|(def, _)| start.is_reached(*def))
        };
        let world =
            asks.then(|| World::without(&gates.agree, program, &hierarchy, &scan, spec, edges, outside, limits));
        if world.is_none() {
            gates = Gates::default();
        }
        Consent { gates, world }
    });
    let given_up = [
        ("super classes and interfaces past the 256 nearest", hierarchy.cut),
        ("constants that take too long to follow", reads.given_up),
        ("reads and reflection past the first 50,000", reads.cut),
        ("calls not decided when the time was over", reads.late),
        ("methods past the size of call graph that is searched", u32::try_from(graph.cut).unwrap_or(u32::MAX)),
    ];
    let given_up = given_up.into_iter().filter(|(_, count)| *count > 0).collect();
    let Scan { broken, instructions, cut, .. } = scan;
    Analysis { reads, paths, packages, broken, instructions, cut, consent, given_up }
}
