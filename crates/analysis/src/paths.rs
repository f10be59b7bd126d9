//! The shortest way from an entry point to each method, over sure edges first.
//!
//! An edge is *sure* when no other method of the package can be meant:
//!
//! - a static, private, `super` or constructor call, and the initialiser of a class that is used;
//! - a call on an object made just before, in the same block;
//! - a call through a type of the app's own of which reached code makes objects with one implementation only;
//! - a callback on an object that is made, and handed over or started, in the same method, when nothing else that is
//!   made there could be the one, through a method that Android has only in order to call it: one that it leaves open, or
//!   whose name says that it is told of something (`onCreate`, `handleMessage`). The same holds for entry points.
//!
//! Everything else is *likely*: one of several targets, a call through a type of Android's (the object may come from
//! Android), an object made here and handed over elsewhere, reflection, method handles.
//!
//! *Sure* is said of the edge, not of an execution: conditions are not evaluated, an exception may come first, and the
//! user may never open the screen. Nor does it see implementations that are in no file of the package - code loaded
//! later, objects that native code or unresolved reflection makes; where there are such, the report says so.
//!
//! Among likely edges those whose object is made on the way come before those through a type of Android's, where any
//! implementation of the package could be meant: `run` of a runnable is looked for where the runnable is made first.
//!
//! The search is breadth first, so what a call with many targets leads to is marked when the first such call is met:
//! each set of targets is gone through once, whatever the number of its callers.

use std::collections::VecDeque;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::hierarchy::{Node, Target};
use crate::ir::{DefId, InvokeKind};
use crate::reach::{EntryMethod, Graph};
use crate::scan::How;

/// How a method is reached from the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// It is an entry point; the number of its entry.
    Entry(u32),
    /// A call with one target.
    Call,
    /// A call with several possible targets.
    Dispatch,
    /// Android calls it later.
    Callback,
    /// First use of its class.
    ClassInit,
    /// Reflection with constant names, or a method handle.
    Reflection,
}

/// How sure a way is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// Only sure edges.
    Sure,
    /// At least one edge is one of several possibilities.
    Likely,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    from: DefId,
    offset: u32,
    via: Via,
    sure: Sureness,
    /// The entry method that the way begins with.
    root: DefId,
}

/// One step of a way: the method, how it was reached, and where in it the next one is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hop {
    /// The method.
    pub def: DefId,
    /// How it was reached.
    pub via: Via,
    /// Place of the call that leads on; absent in the last hop.
    pub next: Option<u32>,
}

/// Starting calls of one method that are compared with what it makes.
const MAX_STARTS: usize = 64;
/// The longest way that is told whole; of a longer one the middle is left out.
pub const MAX_HOPS: usize = 256;

/// Ways to all reached methods.
pub struct Paths {
    marks: Vec<Option<Mark>>,
}

/// What speaks for an edge, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// Nothing else can be meant.
    Sure,
    /// The object is made here, or the type called is the app's own.
    Made,
    /// One of whatever implements a type of Android's, or reflection.
    Choice,
}

struct Edge {
    to: DefId,
    offset: u32,
    via: Via,
    kind: Kind,
}

impl Paths {
    /// Search the graph breadth first, in Android's order of entry points: all sure edges, then layer by layer the
    /// others, the better kind first.
    #[must_use]
    pub fn search(graph: &mut Graph<'_>) -> Self {
        let methods = graph.program.def_count();
        let mut search = Search {
            paths: Self { marks: vec![None; methods] },
            queue: VecDeque::new(),
            later: [Vec::new(), Vec::new()],
            waits: vec![Kind::Sure; methods],
        };
        for EntryMethod { def, number, is_sure } in graph.entries.clone() {
            let kind = if is_sure { Kind::Sure } else { Kind::Made };
            search.meet(def, Sureness::Sure, Edge { to: def, offset: 0, via: Via::Entry(number), kind });
        }
        let mut spread = Spread::new(graph);
        let mut edges = Vec::new();
        loop {
            while let Some(def) = search.queue.pop_front() {
                let sure = search.paths.sureness(def).unwrap_or(Sureness::Likely);
                edges_of(graph, def, &mut spread, &mut edges);
                for edge in edges.drain(..) {
                    search.meet(def, sure, edge);
                }
            }
            let Some(layer) = search.later.iter_mut().find(|layer| !layer.is_empty()) else { break };
            for (from, edge) in std::mem::take(layer) {
                search.mark(from, Sureness::Likely, &edge);
            }
        }
        search.paths
    }

    /// How surely a method is reached; nothing when no way was found.
    #[must_use]
    pub fn sureness(&self, def: DefId) -> Option<Sureness> {
        self.marks.get(def.index()).copied().flatten().map(|mark| mark.sure)
    }

    /// The way to a method, entry point first; of one with more than `most` hops the first and the last ones.
    #[must_use]
    pub fn to(&self, def: DefId, most: usize) -> Vec<Hop> {
        let mut hops = Vec::new();
        let mut next = None;
        let mut at = def;
        while let Some(mark) = self.marks.get(at.index()).copied().flatten() {
            if hops.len() + 1 >= most && !matches!(mark.via, Via::Entry(_)) {
                let via = self.marks.get(mark.root.index()).copied().flatten().map_or(mark.via, |root| root.via);
                hops.push(Hop { def: mark.root, via, next: Some(0) });
                break;
            }
            hops.push(Hop { def: at, via: mark.via, next });
            if matches!(mark.via, Via::Entry(_)) {
                break;
            }
            next = Some(mark.offset);
            at = mark.from;
        }
        hops.reverse();
        hops
    }
}

struct Search {
    paths: Paths,
    queue: VecDeque<DefId>,
    /// Edges of the two kinds that are not sure, in the order met.
    later: [Vec<(DefId, Edge)>; 2],
    /// For each method the best kind of edge that waits for it; [`Kind::Sure`] when none does.
    waits: Vec<Kind>,
}

impl Search {
    /// Follow an edge now when it is sure, else keep it: of several to one method the first of the best kind counts.
    fn meet(&mut self, from: DefId, sure: Sureness, edge: Edge) {
        let layer = match edge.kind {
            Kind::Sure => return self.mark(from, sure, &edge),
            Kind::Made => 0,
            Kind::Choice => 1,
        };
        let Some(waits) = self.waits.get_mut(edge.to.index()) else { return };
        if (*waits == Kind::Sure || edge.kind < *waits)
            && let Some(later) = self.later.get_mut(layer)
        {
            *waits = edge.kind;
            later.push((from, edge));
        }
    }

    fn mark(&mut self, from: DefId, sure: Sureness, edge: &Edge) {
        let root = match edge.via {
            Via::Entry(_) => edge.to,
            _ => self.paths.marks.get(from.index()).copied().flatten().map_or(edge.to, |from| from.root),
        };
        if let Some(slot) = self.paths.marks.get_mut(edge.to.index())
            && slot.is_none()
        {
            *slot = Some(Mark { from, offset: edge.offset, via: edge.via, sure, root });
            self.queue.push_back(edge.to);
        }
    }
}

/// What was gone through already. Marks are set in the order of the search, so going through it again adds nothing.
struct Spread {
    /// Calls with several targets, by method reference.
    calls: Vec<bool>,
    /// Class initialisers of a class and its super classes.
    initialisers: Vec<bool>,
    /// Callbacks of a class, over unsure edges and over sure ones.
    callbacks: Vec<(bool, bool)>,
}

impl Spread {
    fn new(graph: &Graph<'_>) -> Self {
        let nodes = graph.hierarchy.len();
        Self {
            calls: vec![false; graph.program.methods()],
            initialisers: vec![false; nodes],
            callbacks: vec![(false, false); nodes],
        }
    }
}

/// Whether a flag was not set before.
fn first(flags: &mut [bool], at: usize) -> bool {
    flags.get_mut(at).is_some_and(|flag| !std::mem::replace(flag, true))
}

fn edges_of(graph: &mut Graph<'_>, def: DefId, spread: &mut Spread, out: &mut Vec<Edge>) {
    let scan = graph.scan;
    for call in scan.calls(def) {
        let virtual_call = matches!(call.kind, InvokeKind::Virtual | InvokeKind::Interface);
        if let (true, Some(ty)) = (virtual_call, call.exact) {
            if let Target::App(to) = graph.resolve_exact(ty, call.method) {
                out.push(Edge { to, offset: call.offset, via: Via::Call, kind: Kind::Sure });
            }
        } else if virtual_call {
            // An object of a type of Android's can come from Android, or from code that is not here.
            let class = Node(graph.program.method(call.method).class.0);
            let is_only_of_app = graph.hierarchy.app_class(class).is_some() && !graph.may_be_lambda(call.method);
            let targets = graph.targets(call.method);
            let kind = match (targets.len(), is_only_of_app) {
                (1, true) => Kind::Sure,
                _ if graph.hierarchy.app_class(class).is_some() => Kind::Made,
                _ => Kind::Choice,
            };
            let via = if kind == Kind::Sure { Via::Call } else { Via::Dispatch };
            if kind == Kind::Sure || first(&mut spread.calls, call.method.index()) {
                out.extend(targets.iter().map(|to| Edge { to: *to, offset: call.offset, via, kind }));
            }
        } else if call.kind != InvokeKind::Polymorphic
            && let Target::App(to) = graph.resolve(call.method)
        {
            out.push(Edge { to, offset: call.offset, via: Via::Call, kind: Kind::Sure });
        }
    }
    for ty in scan.statics(def) {
        if first(&mut spread.initialisers, ty.index()) {
            initialisers(graph, Node(ty.0), out);
        }
    }
    makes(graph, def, spread, out);
    for edge in graph.reflective.get(&def).into_iter().flatten() {
        if let Some(to) = edge.to {
            out.push(Edge { to, offset: edge.offset, via: Via::Reflection, kind: Kind::Choice });
        }
    }
    out.retain(|edge| graph.is_reached(edge.to));
}

fn initialisers(graph: &Graph<'_>, node: Node, out: &mut Vec<Edge>) {
    for class in graph.hierarchy.chain(node) {
        let Some(id) = graph.hierarchy.app_class(class) else { break };
        if let Some(to) = graph.program.class_initialiser(id) {
            out.push(Edge { to, offset: 0, via: Via::ClassInit, kind: Kind::Sure });
        }
    }
}

fn makes(graph: &mut Graph<'_>, def: DefId, spread: &mut Spread, out: &mut Vec<Edge>) {
    let scan = graph.scan;
    if scan.makes(def).is_empty() {
        return;
    }
    let given: FxHashSet<Node> = scan.calls(def).iter().flat_map(|call| graph.handed_over(call.method)).collect();
    let starting = scan.calls(def).iter().filter(|call| graph.may_start(call.method));
    let starting: Vec<_> = starting.take(MAX_STARTS).collect();
    let objects = scan.makes(def).iter().filter(|made| !matches!(made.how, How::Handle(_)));
    let kinds: FxHashSet<Node> = objects.map(|made| Node(made.ty.0)).collect();
    // Of each type how many of the classes made here are of it: of the app, and all. Where two objects could be the one
    // that is handed over or started, neither surely is.
    let mut candidates: FxHashMap<Node, (u32, u32)> = FxHashMap::default();
    for kind in kinds {
        let own = u32::from(graph.hierarchy.app_class(kind).is_some());
        for ancestor in graph.hierarchy.ancestors(kind) {
            let (of_app, all) = candidates.entry(*ancestor).or_default();
            (*of_app, *all) = (*of_app + own, *all + 1);
        }
    }
    let is_only_of_app = |node: &Node| candidates.get(node).is_none_or(|(of_app, _)| *of_app <= 1);
    let is_only = |node: &Node| candidates.get(node).is_none_or(|(_, all)| *all <= 1);
    for made in scan.makes(def) {
        let node = Node(made.ty.0);
        let is_given =
            graph.hierarchy.ancestors(node).iter().any(|ancestor| given.contains(ancestor) && is_only_of_app(ancestor));
        if let How::Lambda(method) | How::Handle(method) = made.how {
            let is_lambda = matches!(made.how, How::Lambda(_));
            let via = if is_lambda { Via::Callback } else { Via::Reflection };
            if let Target::App(to) = graph.resolve(method) {
                let kind = if is_lambda && is_given { Kind::Sure } else { Kind::Made };
                out.push(Edge { to, offset: made.offset, via, kind });
            }
            if first(&mut spread.calls, method.index()) {
                let others = graph.targets(method).iter();
                out.extend(others.map(|to| Edge { to: *to, offset: made.offset, via, kind: Kind::Made }));
            }
            continue;
        }
        let here = made.how == How::New
            && (is_given
                || starting.iter().any(|call| {
                    let is_meant = match call.exact {
                        Some(ty) => Node(ty.0) == node,
                        None => is_only(&Node(graph.program.method(call.method).class.0)),
                    };
                    is_meant && graph.starts(call.method, node)
                }));
        let Some((unsure, sure)) = spread.callbacks.get_mut(node.0 as usize) else { continue };
        if *sure || (*unsure && !here) {
            continue;
        }
        (*unsure, *sure) = (true, here);
        out.extend(graph.live_callbacks(node).map(|callback| Edge {
            to: callback.def,
            offset: made.offset,
            via: Via::Callback,
            kind: if here && callback.is_sure && !callback.declared.is_empty() { Kind::Sure } else { Kind::Made },
        }));
    }
}
