//! The call graph, grown from the entry points: which methods can run, given the classes that reached code makes.
//!
//! Rapid type analysis: a virtual call reaches the methods of those subclasses only that some reached method makes.
//! A class that reached code makes can be called back by Android through each method that overrides one of Android's,
//! once an object of that kind is handed to Android anywhere in reached code; threads and their like must be started.
//! [`crate::paths`] then looks for the shortest way to each method.

mod callback;
mod entry;

use std::rc::Rc;

use glasshouse_formats::Limits;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::hierarchy::{Hierarchy, Node, Selector, Target, selector_of};
use crate::ir::{ClassId, DefId, InvokeKind, MethodId, StrId, TypeId};
use crate::program::{Program, access};
use crate::reads::ReflectiveEdge;
use crate::scan::{Call, How, Make, Scan};
use crate::spec::Spec;
use crate::started::{Started, by_base};

pub use self::callback::Callback;
use self::callback::defined_in;
pub use self::entry::{Entry, EntryMethod, Outside, Starts};

/// Fuel used between two looks at the clock.
const CLOCK_STEP: u64 = 1 << 16;

/// Steps of growing one graph: classes below a call's receiver, methods of made classes, methods looked up. The largest
/// real apps take a fiftieth.
const FUEL: u64 = 100_000_000;

/// The grown graph.
pub struct Graph<'a> {
    pub(crate) program: &'a Program,
    pub(crate) hierarchy: &'a Hierarchy,
    pub(crate) scan: &'a Scan,
    reached: Vec<bool>,
    made: Vec<bool>,
    /// Types with a made class at or below them, and those just below each.
    above_made: Vec<bool>,
    made_below: FxHashMap<Node, Vec<Node>>,
    live: Vec<bool>,
    targets: FxHashMap<MethodId, Vec<DefId>>,
    target_set: FxHashSet<(MethodId, DefId)>,
    /// Methods called on a class whose targets are not all found.
    called_on: FxHashMap<Node, Vec<MethodId>>,
    /// How many methods of the app define a selector: a call has no more targets.
    defined: FxHashMap<Selector, u32>,
    /// Types that some lambda has: its body is no target, but may be what a call means.
    by_lambda: Vec<bool>,
    called: Vec<bool>,
    exact_targets: FxHashMap<(TypeId, MethodId), Target>,
    called_outside: FxHashSet<MethodId>,
    callbacks: FxHashMap<Node, Vec<Callback>>,
    candidates: FxHashMap<(ClassId, bool), Rc<[DefId]>>,
    waiting: FxHashMap<Node, Vec<DefId>>,
    initialised: Vec<bool>,
    resolved: Vec<Option<Target>>,
    started: Started<'a>,
    /// Bases of libraries whose methods the library calls once a class is made or named.
    library: Vec<(Node, Vec<StrId>)>,
    clicks: FxHashSet<StrId>,
    /// Methods that carry the annotation for web pages, and those that override them.
    bridges: FxHashSet<Selector>,
    click_proto: Option<StrId>,
    /// Stands for "a web page may call it": live once any code hands an object to a page.
    javascript: Node,
    pub(crate) reflective: FxHashMap<DefId, Vec<ReflectiveEdge>>,
    /// Entry methods in Android's order, each with the number of its [`Entry`].
    pub entries: Vec<EntryMethod>,
    work: Vec<DefId>,
    /// What is called from outside, by reflection or as a callback, in the order met; each time, not the first only.
    pub(crate) opened: Vec<DefId>,
    /// Targets that a virtual call got since they were last looked at.
    pub(crate) fresh: Vec<(MethodId, DefId)>,
    /// Whether somebody is there to touch things; else handlers of touches do not run.
    is_touched: bool,
    fuel: u64,
    limits: Limits,
    /// Methods that were reached but not looked into, once the graph cost too much.
    pub cut: usize,
}

impl<'a> Graph<'a> {
    /// Grow the graph of a program.
    #[must_use]
    pub fn grow(
        program: &'a Program,
        hierarchy: &'a Hierarchy,
        scan: &'a Scan,
        spec: &Spec,
        reflective: &[ReflectiveEdge],
        outside: &Outside,
        limits: &Limits,
    ) -> Self {
        let mut graph = Self::ready(program, hierarchy, scan, spec, reflective, outside, limits);
        for (number, entry) in (0_u32..).zip(&outside.entries) {
            graph.enter(number, entry);
        }
        graph.settle();
        if graph.fuel == 0 {
            graph.cut = graph.cut.max(1);
        }
        graph
    }

    /// A graph that nothing has entered yet.
    pub(crate) fn ready(
        program: &'a Program,
        hierarchy: &'a Hierarchy,
        scan: &'a Scan,
        spec: &Spec,
        reflective: &[ReflectiveEdge],
        outside: &Outside,
        limits: &Limits,
    ) -> Self {
        let mut graph = Self::empty(program, hierarchy, scan, spec, outside);
        graph.limits = limits.clone();
        for edge in reflective {
            graph.reflective.entry(edge.from).or_default().push(*edge);
        }
        if let Some(object) = hierarchy.node_named(program, b"Ljava/lang/Object;") {
            graph.set_live(object);
        }
        graph
    }

    fn empty(program: &'a Program, hierarchy: &'a Hierarchy, scan: &'a Scan, spec: &Spec, outside: &Outside) -> Self {
        Self {
            program,
            hierarchy,
            scan,
            reached: vec![false; program.def_count()],
            made: vec![false; hierarchy.len()],
            above_made: vec![false; hierarchy.len()],
            made_below: FxHashMap::default(),
            live: vec![false; hierarchy.len() + 1],
            targets: FxHashMap::default(),
            target_set: FxHashSet::default(),
            called_on: FxHashMap::default(),
            defined: defined_in(program),
            by_lambda: vec![false; hierarchy.len()],
            called: vec![false; program.methods()],
            exact_targets: FxHashMap::default(),
            called_outside: FxHashSet::default(),
            callbacks: FxHashMap::default(),
            candidates: FxHashMap::default(),
            waiting: FxHashMap::default(),
            initialised: vec![false; hierarchy.len()],
            resolved: vec![None; program.methods()],
            started: Started::new(program, hierarchy, spec),
            library: spec.library_callbacks.iter().filter_map(|row| by_base(program, hierarchy, row)).collect(),
            clicks: outside.click_handlers.iter().filter_map(|name| program.str_named(name)).collect(),
            bridges: program
                .javascript_interfaces()
                .iter()
                .filter_map(|def| program.method_of(*def))
                .map(|method| selector_of(program, method))
                .collect(),
            click_proto: program.str_named(b"(Landroid/view/View;)V"),
            javascript: Node(u32::try_from(hierarchy.len()).unwrap_or(u32::MAX)),
            reflective: FxHashMap::default(),
            entries: Vec::new(),
            work: Vec::new(),
            opened: Vec::new(),
            fresh: Vec::new(),
            is_touched: true,
            fuel: FUEL,
            limits: Limits::default(),
            cut: 0,
        }
    }

    /// Whether a method can run.
    #[must_use]
    pub fn is_reached(&self, def: DefId) -> bool {
        self.reached.get(def.index()).copied().unwrap_or(false)
    }

    /// Targets of a virtual call.
    #[must_use]
    pub fn targets(&self, method: MethodId) -> &[DefId] {
        self.targets.get(&method).map_or(&[], Vec::as_slice)
    }

    /// Whether a call may run the body of a lambda: some lambda is of the type that it names, and it is no default method.
    pub fn may_be_lambda(&mut self, method: MethodId) -> bool {
        let class = self.program.method(method).class;
        self.by_lambda.get(class.index()).copied().unwrap_or(false)
            && match self.resolve(method) {
                Target::App(def) => self.program.access_of(def) & access::ABSTRACT != 0,
                Target::Outside(_) | Target::None => true,
            }
    }

    /// Whether all targets that a call can have are found.
    fn is_settled(&self, method: MethodId) -> bool {
        let most = self.defined.get(&selector_of(self.program, method)).copied().unwrap_or(0);
        self.targets(method).len() >= most as usize && !self.started.may_start(method)
    }

    /// The method that a reference names, found once.
    pub fn resolve(&mut self, method: MethodId) -> Target {
        if let Some(Some(found)) = self.resolved.get(method.index()) {
            return *found;
        }
        let node = Node(self.program.method(method).class.0);
        let found = self.hierarchy.resolve(self.program, node, selector_of(self.program, method));
        if let Some(slot) = self.resolved.get_mut(method.index()) {
            *slot = Some(found);
        }
        found
    }

    /// The method that a call on an object of exactly this class runs, found once.
    pub fn resolve_exact(&mut self, ty: TypeId, method: MethodId) -> Target {
        let (program, hierarchy) = (self.program, self.hierarchy);
        let find = || hierarchy.resolve(program, Node(ty.0), selector_of(program, method));
        *self.exact_targets.entry((ty, method)).or_insert_with(find)
    }

    /// Pay for a step; false when nothing is left.
    fn spend(&mut self, cost: usize) -> bool {
        let before = self.fuel;
        self.fuel = self.fuel.saturating_sub(cost as u64);
        // The clock is looked at whenever a whole step of fuel is used up.
        if before / CLOCK_STEP != self.fuel / CLOCK_STEP && self.limits.is_late() {
            self.fuel = 0;
        }
        self.fuel > 0
    }

    fn reach(&mut self, def: DefId) {
        if let Some(flag) = self.reached.get_mut(def.index())
            && !*flag
        {
            *flag = true;
            self.work.push(def);
        }
    }

    /// Reach a method that something other than a call of the package runs.
    pub(crate) fn open(&mut self, def: DefId) {
        if !self.is_touched && self.by_touch(def) {
            return;
        }
        self.opened.push(def);
        self.reach(def);
    }

    fn by_touch(&self, def: DefId) -> bool {
        let Some(method) = self.program.method_of(def) else { return false };
        let name = self.program.method(method).name;
        self.clicks.contains(&name) || is_touch(self.program.str(name))
    }

    /// What runs by itself, with nobody there to touch anything: a part of the app is started only where code that runs
    /// names it.
    #[must_use]
    pub fn untouched(
        program: &'a Program,
        hierarchy: &'a Hierarchy,
        scan: &'a Scan,
        spec: &Spec,
        reflective: &[ReflectiveEdge],
        outside: &Outside,
        limits: &Limits,
    ) -> Self {
        let mut named: FxHashSet<Vec<u8>> = FxHashSet::default();
        loop {
            let mut graph = Self::ready(program, hierarchy, scan, spec, reflective, outside, limits);
            graph.is_touched = false;
            for (number, entry) in (0_u32..).zip(&outside.entries) {
                if entry.needs.is_empty() || named.contains(&entry.class) {
                    graph.enter(number, entry);
                }
            }
            graph.settle();
            let before = named.len();
            for def in (0..).take(program.def_count()).map(DefId).filter(|def| graph.is_reached(*def)) {
                let made = scan.makes(def).iter().filter(|made| made.how == How::Named);
                named.extend(made.map(|made| program.type_name(made.ty).to_vec()));
            }
            let is_entry = |entry: &Entry| !entry.needs.is_empty() && named.contains(&entry.class);
            if named.len() == before || !outside.entries.iter().any(is_entry) || graph.fuel == 0 {
                return graph;
            }
        }
    }

    /// Forget the methods that wait to be looked into: somebody else looks into them.
    pub(crate) fn take_no_work(&mut self) {
        self.work.clear();
    }

    fn settle(&mut self) {
        while let Some(def) = self.work.pop() {
            self.opened.clear();
            self.fresh.clear();
            let scan = self.scan;
            if !self.spend(1 + scan.calls(def).len() + scan.makes(def).len()) {
                self.cut += 1;
                continue;
            }
            for call in scan.calls(def) {
                self.call(call);
            }
            for made in scan.makes(def) {
                self.made_here(def, made);
            }
            for ty in scan.statics(def) {
                self.initialise(Node(ty.0));
            }
            for edge in self.reflective.get(&def).cloned().unwrap_or_default() {
                self.reflect(edge);
            }
        }
    }

    /// A call by reflection whose target is known.
    pub(crate) fn reflect(&mut self, edge: ReflectiveEdge) {
        if let Some(ty) = edge.makes {
            self.make(Node(ty.0));
            if self.started.free(Node(ty.0)) {
                self.call_back(Node(ty.0), true);
            }
        }
        if let Some(to) = edge.to {
            self.open(to);
        }
    }

    pub(crate) fn made_here(&mut self, def: DefId, made: &Make) {
        let node = Node(made.ty.0);
        match made.how {
            How::New => {
                self.make(node);
                if self.started.frees(def, node) {
                    self.call_back(node, true);
                }
            }
            How::Named => {
                let concrete = self.hierarchy.app_class(node).is_some_and(|class| {
                    self.program.class_access(class) & (access::INTERFACE | access::ABSTRACT) == 0
                });
                if concrete {
                    self.make(node);
                    if self.started.free(node) {
                        self.call_back(node, true);
                    }
                }
            }
            How::Lambda(method) => {
                // Default methods of the interface run on the lambda as on any object.
                self.make(node);
                for above in self.hierarchy.ancestors(node) {
                    if let Some(flag) = self.by_lambda.get_mut(above.0 as usize) {
                        *flag = true;
                    }
                }
                self.point(method);
            }
            How::Handle(method) => self.point(method),
        }
    }

    /// A method is handed around to be called by others, on a receiver that they choose.
    fn point(&mut self, method: MethodId) {
        let class = Node(self.program.method(method).class.0);
        let Target::App(def) = self.resolve(method) else { return self.virtual_call(method) };
        self.open(def);
        if self.program.def_name(def) == b"<init>" {
            self.make(class);
        } else if self.program.access_of(def) & access::STATIC != 0 {
            self.initialise(class);
        } else if self.program.access_of(def) & access::PRIVATE == 0 {
            self.virtual_call(method);
        }
    }

    pub(crate) fn call(&mut self, call: &Call) {
        match (call.kind, call.exact) {
            (InvokeKind::Polymorphic, _) => {}
            (InvokeKind::Virtual | InvokeKind::Interface, Some(ty)) => {
                match self.resolve_exact(ty, call.method) {
                    Target::App(def) => self.reach(def),
                    _ => self.outside(call.method),
                }
                self.activate(Node(ty.0), true, call.method);
            }
            (InvokeKind::Virtual | InvokeKind::Interface, None) => self.virtual_call(call.method),
            (InvokeKind::Super | InvokeKind::Direct | InvokeKind::Static, _) => match self.resolve(call.method) {
                Target::App(def) => self.reach(def),
                _ => self.outside(call.method),
            },
        }
    }

    fn virtual_call(&mut self, method: MethodId) {
        let node = Node(self.program.method(method).class.0);
        match self.called.get_mut(method.index()) {
            Some(flag) if !*flag => *flag = true,
            _ => return,
        }
        if !matches!(self.resolve(method), Target::App(_)) {
            self.outside(method);
        }
        self.activate(node, false, method);
        if self.is_settled(method) {
            return;
        }
        self.called_on.entry(node).or_default().push(method);
        self.each_made_below(node, |graph, receiver| {
            graph.add_target(method, receiver);
            !graph.is_settled(method)
        });
    }

    /// Visit the classes at or below a node of which objects are made, until told to stop.
    fn each_made_below(&mut self, node: Node, mut visit: impl FnMut(&mut Self, Node) -> bool) {
        let mut below = vec![node];
        let mut seen: FxHashSet<Node> = FxHashSet::default();
        while let Some(at) = below.pop() {
            if !seen.insert(at) {
                continue;
            }
            if !self.spend(1) || (self.is_made(at) && !visit(self, at)) {
                break;
            }
            below.extend(self.made_below.get(&at).into_iter().flatten());
        }
    }

    fn is_made(&self, node: Node) -> bool {
        self.made.get(node.0 as usize).copied().unwrap_or(false)
    }

    /// Note above a class that is made where it can be found.
    fn note_above(&mut self, made: Node) {
        let mut work = vec![made];
        while let Some(node) = work.pop() {
            match self.above_made.get_mut(node.0 as usize) {
                Some(flag) if !*flag => *flag = true,
                _ => continue,
            }
            for parent in self.hierarchy.parents(node) {
                self.made_below.entry(parent).or_default().push(node);
                work.push(parent);
            }
        }
    }

    fn add_target(&mut self, method: MethodId, receiver: Node) {
        if !self.spend(16 + self.hierarchy.ancestors(receiver).len()) {
            return;
        }
        let selector = selector_of(self.program, method);
        match self.hierarchy.resolve(self.program, receiver, selector) {
            Target::App(def) => {
                let is_abstract = self.program.access_of(def) & access::ABSTRACT != 0;
                if !is_abstract && self.target_set.insert((method, def)) {
                    self.targets.entry(method).or_default().push(def);
                    self.fresh.push((method, def));
                    self.reach(def);
                }
            }
            // The call may name an interface of the app's own that says nothing of threads.
            _ => self.activate(receiver, true, method),
        }
    }

    /// A class is made: its methods become targets and callbacks.
    fn make(&mut self, node: Node) {
        if self.hierarchy.app_class(node).is_none() {
            return;
        }
        match self.made.get_mut(node.0 as usize) {
            Some(flag) if !*flag => *flag = true,
            _ => return,
        }
        self.note_above(node);
        let ancestors = self.hierarchy.ancestors(node);
        for ancestor in ancestors {
            let Some(mut methods) = self.called_on.remove(ancestor) else { continue };
            methods.retain(|method| {
                self.add_target(*method, node);
                !self.is_settled(*method)
            });
            if !methods.is_empty() {
                self.called_on.insert(*ancestor, methods);
            }
        }
        self.initialise(node);
        self.call_back(node, false);
    }

    pub(crate) fn initialise(&mut self, node: Node) {
        for class in self.hierarchy.chain(node) {
            let Some(id) = self.hierarchy.app_class(class) else { break };
            match self.initialised.get_mut(class.0 as usize) {
                Some(flag) if !*flag => *flag = true,
                _ => break,
            }
            if let Some(def) = self.program.class_initialiser(id) {
                self.open(def);
            }
        }
    }
}

/// Names of methods that Android runs when somebody touches something.
fn is_touch(name: &[u8]) -> bool {
    const PARTS: [&[u8]; 8] =
        [b"Click", b"Touch", b"Selected", b"CheckedChange", b"onKey", b"onTap", b"onMenu", b"onEditorAction"];
    name.starts_with(b"on") && PARTS.iter().any(|part| name.windows(part.len()).any(|window| window == *part))
}
