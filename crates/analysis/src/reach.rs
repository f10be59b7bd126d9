//! The call graph, grown from the entry points: which methods can run, given the classes that reached code makes.
//!
//! Rapid type analysis: a virtual call reaches the methods of those subclasses only that some reached method makes.
//! A class that reached code makes can be called back by Android through each method that overrides one of Android's,
//! once an object of that kind is handed to Android anywhere in reached code; threads and their like must be started.
//! [`crate::paths`] then looks for the shortest way to each method.

use std::rc::Rc;

use glasshouse_formats::Limits;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::hierarchy::{Hierarchy, Node, Origin, Selector, Target, selector_of};
use crate::ir::{ClassId, DefId, InvokeKind, MethodId, StrId, TypeId};
use crate::program::{Program, access};
use crate::reads::ReflectiveEdge;
use crate::scan::{Call, How, Make, Scan};
use crate::spec::Spec;
use crate::started::{Started, by_base};

/// Fuel used between two looks at the clock.
const CLOCK_STEP: u64 = 1 << 16;

/// Steps of growing one graph: classes below a call's receiver, methods of made classes, methods looked up. The largest
/// real apps take a fiftieth.
const FUEL: u64 = 100_000_000;

/// Which methods of a class start something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Starts {
    /// Those of these names.
    Named(Vec<Vec<u8>>),
    /// Every method that Android may call, the constructor and the class initialiser.
    Lifecycle,
    /// Every public method: a library, whose callers are elsewhere.
    Public,
}

/// An entry point; the order of the list is the order in which Android runs them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Descriptor of the class.
    pub class: Vec<u8>,
    /// Which of its methods.
    pub starts: Starts,
}

/// What the package tells about calls that no code makes.
#[derive(Debug, Clone, Default)]
pub struct Outside {
    /// Entry points in Android's order.
    pub entries: Vec<Entry>,
    /// Method names that layouts give for clicks.
    pub click_handlers: Vec<Vec<u8>>,
}

/// A method that Android calls on an object of a class, and the framework classes that declare it.
#[derive(Debug, Clone)]
pub struct Callback {
    /// The app's method.
    pub def: DefId,
    /// Who declares it; empty when it is always live.
    pub declared: Vec<Node>,
}

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
    pub entries: Vec<(DefId, u32)>,
    work: Vec<DefId>,
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
        let mut graph = Self::empty(program, hierarchy, scan, spec, outside);
        graph.limits = limits.clone();
        for edge in reflective {
            graph.reflective.entry(edge.from).or_default().push(*edge);
        }
        if let Some(object) = hierarchy.node_named(program, b"Ljava/lang/Object;") {
            graph.set_live(object);
        }
        for (number, entry) in (0_u32..).zip(&outside.entries) {
            graph.enter(number, entry);
        }
        graph.settle();
        if graph.fuel == 0 {
            graph.cut = graph.cut.max(1);
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

    /// Methods that Android calls on objects of a class, those that are live.
    pub fn live_callbacks(&self, node: Node) -> impl Iterator<Item = &Callback> {
        self.callbacks.get(&node).into_iter().flatten().filter(move |callback| self.is_called_back(node, callback))
    }

    fn is_called_back(&self, node: Node, callback: &Callback) -> bool {
        let declared = &callback.declared;
        declared.is_empty()
            || declared.iter().any(|n| self.is_live(*n))
            || (declared.iter().any(|n| self.started.waits(*n)) && self.started.is_started(node))
    }

    fn is_live(&self, node: Node) -> bool {
        self.live.get(node.0 as usize).copied().unwrap_or(false)
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

    fn enter(&mut self, number: u32, entry: &Entry) {
        let Some(node) = self.hierarchy.node_named(self.program, &entry.class) else { return };
        let Some(class) = self.hierarchy.app_class(node) else { return };
        match &entry.starts {
            Starts::Public => {
                for def in self.program.members(class) {
                    if self.program.access_of(def) & access::PUBLIC != 0 && self.program.has_code(def) {
                        self.entry(number, def);
                    }
                }
                if self.program.class_access(class) & (access::INTERFACE | access::ABSTRACT) == 0 {
                    self.make(node);
                    self.live_class(node);
                }
            }
            Starts::Named(names) => {
                self.make(node);
                for name in names {
                    self.enter_named(number, node, name);
                }
            }
            Starts::Lifecycle => {
                self.make(node);
                self.live_class(node);
                for name in [b"<clinit>".as_slice(), b"<init>"] {
                    self.enter_named(number, node, name);
                }
                let called: Vec<DefId> = self.live_callbacks(node).map(|c| c.def).collect();
                for def in called {
                    self.entry(number, def);
                }
            }
        }
    }

    /// Methods of a name in a class or the nearest super class of the app that has them.
    fn enter_named(&mut self, number: u32, node: Node, name: &[u8]) {
        let inherited = name != b"<init>";
        for class in self.hierarchy.chain(node) {
            let Some(id) = self.hierarchy.app_class(class) else { break };
            let mut found = false;
            for def in self.program.members(id) {
                if self.program.def_name(def) == name && self.program.has_code(def) {
                    self.entry(number, def);
                    found = true;
                }
            }
            // Every class initialiser of the chain runs; of other methods only the nearest.
            if !inherited || (found && name != b"<clinit>") {
                break;
            }
        }
    }

    fn entry(&mut self, number: u32, def: DefId) {
        self.entries.push((def, number));
        self.reach(def);
    }

    fn reach(&mut self, def: DefId) {
        if let Some(flag) = self.reached.get_mut(def.index())
            && !*flag
        {
            *flag = true;
            self.work.push(def);
        }
    }

    fn settle(&mut self) {
        while let Some(def) = self.work.pop() {
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
                if let Some(ty) = edge.makes {
                    self.make(Node(ty.0));
                    if self.started.free(Node(ty.0)) {
                        self.call_back(Node(ty.0), true);
                    }
                }
                if let Some(to) = edge.to {
                    self.reach(to);
                }
            }
        }
    }

    fn made_here(&mut self, def: DefId, made: &Make) {
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
        self.reach(def);
        if self.program.def_name(def) == b"<init>" {
            self.make(class);
        } else if self.program.access_of(def) & access::STATIC != 0 {
            self.initialise(class);
        } else if self.program.access_of(def) & access::PRIVATE == 0 {
            self.virtual_call(method);
        }
    }

    fn call(&mut self, call: &Call) {
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

    /// Reach what is called back on a class, and remember what will be.
    fn call_back(&mut self, node: Node, is_free: bool) {
        let callbacks = self.callbacks_of(self.hierarchy.ancestors(node), is_free);
        for callback in &callbacks {
            if self.is_called_back(node, callback) {
                self.reach(callback.def);
            } else {
                for node in &callback.declared {
                    self.waiting.entry(*node).or_default().push(callback.def);
                }
            }
        }
        self.callbacks.insert(node, callbacks);
    }

    /// Methods of a class or its super classes that something outside the app calls; `ancestors` begins with the class.
    fn callbacks_of(&mut self, ancestors: &[Node], is_free: bool) -> Vec<Callback> {
        let is_held = !is_free && self.started.must_be(ancestors);
        let missing = ancestors.iter().any(|n| self.hierarchy.origin(*n) == Origin::Missing);
        let android: Vec<Node> =
            ancestors.iter().copied().filter(|n| self.hierarchy.origin(*n) == Origin::Framework).collect();
        let mut found = Vec::new();
        let mut seen: FxHashSet<Selector> = FxHashSet::default();
        for ancestor in ancestors {
            let Some(class) = self.hierarchy.app_class(*ancestor) else { continue };
            let candidates = self.candidates_of(class, missing);
            if !self.spend(1 + candidates.len() * (1 + android.len())) {
                return found;
            }
            for def in candidates.iter().copied() {
                let Some(info) = self.program.def(def) else { continue };
                let selector = selector_of(self.program, info.method);
                if !seen.insert(selector) {
                    continue;
                }
                let mut declared: Vec<Node> =
                    android.iter().copied().filter(|n| self.hierarchy.declares(*n, selector)).collect();
                if is_held && !declared.is_empty() {
                    self.started.hold(ancestors, &mut declared);
                }
                let clicked = self.clicks.contains(&selector.name) && Some(selector.proto) == self.click_proto;
                let by_library =
                    self.library.iter().any(|(base, names)| names.contains(&selector.name) && ancestors.contains(base));
                if !declared.is_empty() {
                    found.push(Callback { def, declared });
                } else if missing || clicked || by_library {
                    found.push(Callback { def, declared: Vec::new() });
                } else if self.program.is_javascript_interface(def) {
                    found.push(Callback { def, declared: vec![self.javascript] });
                }
            }
        }
        found
    }

    /// Methods of a class that something outside may call on it or on a class below: nearly all have names of their own.
    fn candidates_of(&mut self, class: ClassId, is_missing: bool) -> Rc<[DefId]> {
        if let Some(known) = self.candidates.get(&(class, is_missing)) {
            return Rc::clone(known);
        }
        let may_be = |def: &DefId| {
            let Some(info) = self.program.def(*def) else { return false };
            if !info.has_code() || info.access & (access::STATIC | access::PRIVATE) != 0 {
                return false;
            }
            let selector = selector_of(self.program, info.method);
            let is_outside = self.hierarchy.is_declared(selector)
                || self.clicks.contains(&selector.name)
                || self.library.iter().any(|(_, names)| names.contains(&selector.name))
                || self.bridges.contains(&selector);
            (is_missing || is_outside) && !self.program.str(selector.name).starts_with(b"<")
        };
        let found: Rc<[DefId]> = self.program.members(class).filter(may_be).collect();
        self.candidates.insert((class, is_missing), Rc::clone(&found));
        found
    }

    fn initialise(&mut self, node: Node) {
        for class in self.hierarchy.chain(node) {
            let Some(id) = self.hierarchy.app_class(class) else { break };
            match self.initialised.get_mut(class.0 as usize) {
                Some(flag) if !*flag => *flag = true,
                _ => break,
            }
            if let Some(def) = self.program.class_initialiser(id) {
                self.reach(def);
            }
        }
    }

    /// A method of Android is called: what it is handed can be called back.
    fn outside(&mut self, method: MethodId) {
        if !self.called_outside.insert(method) {
            return;
        }
        let reference = self.program.method(method);
        for param in self.program.params(method) {
            self.live_upwards(Node(param.0));
        }
        if self.program.str(reference.name) == b"addJavascriptInterface" {
            self.set_live(self.javascript);
        }
        if self.program.str(reference.name) == b"<init>" {
            self.live_class(Node(reference.class.0));
        }
    }

    /// A framework class is subclassed and made: Android calls it, unless it must be started first.
    fn live_class(&mut self, node: Node) {
        let ancestors = self.hierarchy.ancestors(node);
        if self.started.must_be(ancestors) {
            return;
        }
        for ancestor in ancestors.iter().copied() {
            if self.hierarchy.origin(ancestor) == Origin::Framework {
                self.set_live(ancestor);
            }
        }
    }

    fn live_upwards(&mut self, node: Node) {
        for ancestor in self.hierarchy.ancestors(node).iter().copied() {
            if self.hierarchy.origin(ancestor) == Origin::Framework {
                self.set_live(ancestor);
            }
        }
    }

    /// A method is called on an object of a class, exactly that or perhaps one below: it may be a start.
    fn activate(&mut self, node: Node, is_exact: bool, method: MethodId) {
        if !self.started.may_start(method) || !self.spend(8) || !self.started.starts(method, node) {
            return;
        }
        if self.hierarchy.app_class(node).is_none() {
            // A thread of Android's own runs what it was given, which is live since then.
            if !is_exact {
                for base in self.started.bases_of(node).collect::<Vec<_>>() {
                    self.set_live(base);
                }
            }
            return;
        }
        if !self.started.start(node) {
            return;
        }
        self.each_made_below(node, |graph, class| {
            let called: Vec<DefId> = graph.live_callbacks(class).map(|callback| callback.def).collect();
            for def in called {
                graph.reach(def);
            }
            true
        });
    }

    fn set_live(&mut self, node: Node) {
        match self.live.get_mut(node.0 as usize) {
            Some(flag) if !*flag => *flag = true,
            _ => return,
        }
        for def in self.waiting.remove(&node).unwrap_or_default() {
            self.reach(def);
        }
    }

    /// Framework types of which a method call hands objects to Android.
    pub fn handed_over(&self, method: MethodId) -> impl Iterator<Item = Node> {
        let params = if self.called_outside.contains(&method) { self.program.params(method) } else { &[] };
        params.iter().map(|ty| Node(ty.0)).filter(|node| {
            self.hierarchy.origin(*node) == Origin::Framework
                && self.program.type_name(TypeId(node.0)) != b"Ljava/lang/Object;"
        })
    }

    /// Whether methods of this name start something: `start` of a thread, `execute` of a task.
    #[must_use]
    pub fn may_start(&self, method: MethodId) -> bool {
        self.started.may_start(method)
    }

    /// Whether a call starts an object of its receiver's class.
    #[must_use]
    pub fn starts(&self, method: MethodId, node: Node) -> bool {
        let receiver = Node(self.program.method(method).class.0);
        self.hierarchy.is_subtype(node, receiver) && self.started.starts(method, node)
    }
}

/// How many methods of the app with a body of some kind define each selector.
fn defined_in(program: &Program) -> FxHashMap<Selector, u32> {
    let mut count: FxHashMap<Selector, u32> = FxHashMap::default();
    for def in program.defs().iter().filter(|def| def.access & access::ABSTRACT == 0) {
        *count.entry(selector_of(program, def.method)).or_default() += 1;
    }
    count
}
