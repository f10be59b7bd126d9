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
pub mod refusal;
pub mod scan;
pub mod sdk_starts;
pub mod spec;
mod started;
pub mod summary;
mod texts;
pub mod values;
pub mod view_settings;
pub mod world;

use glasshouse_formats::Limits;

use crate::constants::Constants;
use crate::framework::Framework;
use crate::gates::{Gates, Words};
use crate::hierarchy::Hierarchy;
use crate::ir::{Code, DefId, Insn, MethodId};
use crate::known::Known;
use crate::paths::Paths;
use crate::program::Program;
use crate::reach::{Graph, Outside};
use crate::reads::Reads;
use crate::refusal::Consequence;
use crate::scan::Scan;
use crate::sdk_starts::SdkStart;
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
    /// What a refusal leads to.
    pub consequences: Vec<Consequence>,
    /// Where the app starts code of others.
    pub starts: Vec<SdkStart>,
    /// Permissions asked for before anybody touched anything: where, and which.
    pub requests: Vec<Request>,
}

/// Permissions asked for at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// In which method.
    pub def: DefId,
    /// Place in it.
    pub offset: u32,
    /// Names that are known to be asked for.
    pub names: Vec<Vec<u8>>,
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
        let requests: Vec<DefId> = requesting(program, &scan).filter(|def| paths.sureness(*def).is_some()).collect();
        let start = (!gates.agree.is_empty() || !requests.is_empty())
            .then(|| Graph::untouched(program, &hierarchy, &scan, spec, edges, outside, limits));
        let at_start = |def: DefId| start.as_ref().is_some_and(|start| start.is_reached(def));
        // A question that comes up only when something was touched is one about a function, not about the app.
        let asks = !gates.agree.is_empty() && gates.places.iter().any(|(def, _)| at_start(*def));
        let world =
            asks.then(|| World::without(&gates.agree, program, &hierarchy, &scan, spec, edges, outside, limits));
        if world.is_none() {
            gates = Gates::default();
        }
        let consequences = refusal::consequences(program, &hierarchy, &gates, &paths);
        let starts = sdk_starts::find(program, &scan, &paths, &words.homes);
        let mut constants = Constants::new(program, &hierarchy, &scan, &spec.services);
        let requests = requests.into_iter().filter(|def| at_start(*def));
        let requests = requests.flat_map(|def| requests_in(program, def, &mut constants)).collect();
        Consent { gates, world, consequences, starts, requests }
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

fn asks_permissions(program: &Program, method: MethodId) -> bool {
    program.str(program.method(method).name) == b"requestPermissions"
}

/// Methods that ask for permissions.
fn requesting<'a>(program: &'a Program, scan: &'a Scan) -> impl Iterator<Item = DefId> + 'a {
    let all = (0..).take(program.def_count()).map(DefId);
    all.filter(move |def| scan.calls(*def).iter().any(|call| asks_permissions(program, call.method)))
}

/// The permissions that a method asks for, at each place.
fn requests_in(program: &Program, def: DefId, constants: &mut Constants<'_>) -> Vec<Request> {
    let mut found = Vec::new();
    let mut code = Code::default();
    if !matches!(program.decode(def, &mut code), Ok(true)) {
        return found;
    }
    for (at, insn) in (0_u32..).zip(&code.insns) {
        let Insn::Invoke { method, .. } = insn else { continue };
        let texts: &[u8] = b"[Ljava/lang/String;";
        let position = program.params(*method).iter().position(|ty| program.type_name(*ty) == texts);
        let (true, Some(position)) = (asks_permissions(program, *method), position) else { continue };
        let explicit = program.params(*method).len();
        let count = constants.argument_count(def, at);
        let names = constants.array_argument(def, at, position + count.saturating_sub(explicit));
        let names = names.known.into_iter().filter_map(|known| match known {
            Known::Text(name) => Some(name),
            _ => None,
        });
        let offset = code.offsets.get(at as usize).copied().unwrap_or(0);
        found.push(Request { def, offset, names: names.collect() });
    }
    found
}
