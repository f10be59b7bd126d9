//! The shortest way from an entry point to each method, over sure edges first.
//!
//! An edge is *sure* when the call has one possible target, or when the object that Android calls back is made and
//! handed over in the same method. What can only be reached over other edges is *likely*.

use crate::hierarchy::{Node, Target, selector_of};
use crate::ir::{DefId, InvokeKind};
use crate::reach::Graph;
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

/// Ways to all reached methods.
pub struct Paths {
    marks: Vec<Option<Mark>>,
}

struct Edge {
    to: DefId,
    offset: u32,
    via: Via,
    sure: bool,
}

impl Paths {
    /// Search the graph breadth first, in Android's order of entry points.
    #[must_use]
    pub fn search(graph: &mut Graph<'_>) -> Self {
        let mut search = Search { paths: Self { marks: vec![None; graph.program.def_count()] }, queue: Vec::new() };
        for (def, number) in graph.entries.clone() {
            search.mark(def, Mark { from: def, offset: 0, via: Via::Entry(number), sure: Sureness::Sure });
        }
        let mut at = 0;
        let mut later: Vec<(DefId, Edge)> = Vec::new();
        let mut edges = Vec::new();
        while let Some(def) = search.queue.get(at).copied() {
            at += 1;
            edges_of(graph, def, &mut edges);
            for edge in edges.drain(..) {
                if edge.sure {
                    search.mark(edge.to, Mark { from: def, offset: edge.offset, via: edge.via, sure: Sureness::Sure });
                } else {
                    later.push((def, edge));
                }
            }
        }
        search.queue.clear();
        for (def, edge) in later {
            search.mark(edge.to, Mark { from: def, offset: edge.offset, via: edge.via, sure: Sureness::Likely });
        }
        at = 0;
        while let Some(def) = search.queue.get(at).copied() {
            at += 1;
            edges_of(graph, def, &mut edges);
            for edge in edges.drain(..) {
                search.mark(edge.to, Mark { from: def, offset: edge.offset, via: edge.via, sure: Sureness::Likely });
            }
        }
        search.paths
    }

    /// How surely a method is reached; nothing when no way was found.
    #[must_use]
    pub fn sureness(&self, def: DefId) -> Option<Sureness> {
        self.marks.get(def.index()).copied().flatten().map(|mark| mark.sure)
    }

    /// The way to a method, entry point first.
    #[must_use]
    pub fn to(&self, def: DefId) -> Vec<Hop> {
        let mut hops = Vec::new();
        let mut next = None;
        let mut at = def;
        while let Some(mark) = self.marks.get(at.index()).copied().flatten() {
            hops.push(Hop { def: at, via: mark.via, next });
            if matches!(mark.via, Via::Entry(_)) || hops.len() > self.marks.len() {
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
    queue: Vec<DefId>,
}

impl Search {
    fn mark(&mut self, def: DefId, mark: Mark) {
        if let Some(slot) = self.paths.marks.get_mut(def.index())
            && slot.is_none()
        {
            *slot = Some(mark);
            self.queue.push(def);
        }
    }
}

fn edges_of(graph: &mut Graph<'_>, def: DefId, out: &mut Vec<Edge>) {
    let scan = graph.scan;
    for call in scan.calls(def) {
        let virtual_call = matches!(call.kind, InvokeKind::Virtual | InvokeKind::Interface);
        if let (true, Some(ty)) = (virtual_call, call.exact) {
            let selector = selector_of(graph.program, call.method);
            if let Target::App(to) = graph.hierarchy.resolve(graph.program, Node(ty.0), selector) {
                out.push(Edge { to, offset: call.offset, via: Via::Call, sure: true });
            }
        } else if virtual_call {
            let targets = graph.targets(call.method);
            let sure = targets.len() == 1;
            let via = if sure { Via::Call } else { Via::Dispatch };
            out.extend(targets.iter().map(|to| Edge { to: *to, offset: call.offset, via, sure }));
        } else if call.kind != InvokeKind::Polymorphic
            && let Target::App(to) = graph.resolve(call.method)
        {
            out.push(Edge { to, offset: call.offset, via: Via::Call, sure: true });
        }
    }
    for ty in scan.statics(def) {
        initialisers(graph, Node(ty.0), out);
    }
    makes(graph, def, out);
    for edge in graph.reflective.get(&def).into_iter().flatten() {
        if let Some(to) = edge.to {
            out.push(Edge { to, offset: edge.offset, via: Via::Reflection, sure: false });
        }
    }
    out.retain(|edge| graph.is_reached(edge.to));
}

fn initialisers(graph: &Graph<'_>, node: Node, out: &mut Vec<Edge>) {
    for class in graph.hierarchy.chain(node) {
        let Some(id) = graph.hierarchy.app_class(class) else { break };
        if let Some(to) = graph.program.class_initialiser(id) {
            out.push(Edge { to, offset: 0, via: Via::ClassInit, sure: true });
        }
    }
}

fn makes(graph: &mut Graph<'_>, def: DefId, out: &mut Vec<Edge>) {
    let scan = graph.scan;
    for made in scan.makes(def) {
        if let How::Lambda(method) | How::Handle(method) = made.how {
            let lambda = matches!(made.how, How::Lambda(_));
            let node = Node(made.ty.0);
            let sure = lambda && scan.calls(def).iter().any(|call| graph.hands_over(call.method, node));
            let via = if lambda { Via::Callback } else { Via::Reflection };
            if let Target::App(to) = graph.resolve(method) {
                out.push(Edge { to, offset: made.offset, via, sure });
            }
            let others = graph.targets(method).iter();
            out.extend(others.map(|to| Edge { to: *to, offset: made.offset, via, sure: false }));
            continue;
        }
        let node = Node(made.ty.0);
        if graph.live_callbacks(node).next().is_none() {
            continue;
        }
        let here = made.how == How::New
            && scan
                .calls(def)
                .iter()
                .any(|call| graph.hands_over(call.method, node) || graph.starts(call.method, node));
        out.extend(graph.live_callbacks(node).map(|callback| Edge {
            to: callback.def,
            offset: made.offset,
            via: Via::Callback,
            sure: here && !callback.declared.is_empty(),
        }));
    }
}
