//! What Android calls later: methods of made classes that override its own, once it was handed such an object.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Graph;
use crate::hierarchy::{Node, Origin, Selector, selector_of};
use crate::ir::{ClassId, DefId, MethodId, TypeId};
use crate::program::{Program, access};

/// A method that Android calls on an object of a class, and the framework classes that declare it.
#[derive(Debug, Clone)]
pub struct Callback {
    /// The app's method.
    pub def: DefId,
    /// Who declares it; empty when it is always live.
    pub declared: Vec<Node>,
    /// Whether who declares it also calls it: it leaves the method open, or the name says that it is told of something.
    /// Others, such as setters, may be overridden for the app's own calls alone.
    pub is_sure: bool,
}

/// Names of methods that frameworks call: `onCreate`, `doInBackground`, `handleMessage`, `dispatchTouchEvent`.
fn is_told(name: &[u8]) -> bool {
    const PREFIXES: [&[u8]; 5] = [b"on", b"do", b"handle", b"dispatch", b"instantiate"];
    const WHOLE: [&[u8]; 4] = [b"run", b"call", b"attachBaseContext", b"attachInfo"];
    let follows = |rest: &[u8]| rest.first().is_some_and(u8::is_ascii_uppercase);
    WHOLE.contains(&name) || PREFIXES.iter().any(|prefix| name.strip_prefix(*prefix).is_some_and(follows))
}

impl Graph<'_> {
    /// Methods that Android calls on objects of a class, those that are live.
    pub fn live_callbacks(&self, node: Node) -> impl Iterator<Item = &Callback> {
        self.callbacks.get(&node).into_iter().flatten().filter(move |callback| self.is_called_back(node, callback))
    }

    pub(super) fn is_called_back(&self, node: Node, callback: &Callback) -> bool {
        let declared = &callback.declared;
        declared.is_empty()
            || declared.iter().any(|n| self.is_live(*n))
            || (declared.iter().any(|n| self.started.waits(*n)) && self.started.is_started(node))
    }

    pub(super) fn is_live(&self, node: Node) -> bool {
        self.live.get(node.0 as usize).copied().unwrap_or(false)
    }

    /// Reach what is called back on a class, and remember what will be.
    pub(super) fn call_back(&mut self, node: Node, is_free: bool) {
        let callbacks = self.callbacks_of(self.hierarchy.ancestors(node), is_free);
        for callback in &callbacks {
            if self.is_called_back(node, callback) {
                self.open(callback.def);
            } else {
                for node in &callback.declared {
                    self.waiting.entry(*node).or_default().push(callback.def);
                }
            }
        }
        self.callbacks.insert(node, callbacks);
    }

    /// Methods of a class or its super classes that something outside the app calls; `ancestors` begins with the class.
    pub(super) fn callbacks_of(&mut self, ancestors: &[Node], is_free: bool) -> Vec<Callback> {
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
                let is_sure = clicked
                    || by_library
                    || is_told(self.program.str(selector.name))
                    || declared.iter().any(|n| self.hierarchy.leaves_open(*n, selector));
                if !declared.is_empty() {
                    found.push(Callback { def, declared, is_sure });
                } else if missing || clicked || by_library {
                    found.push(Callback { def, declared: Vec::new(), is_sure });
                } else if self.program.is_javascript_interface(def) {
                    found.push(Callback { def, declared: vec![self.javascript], is_sure: true });
                }
            }
        }
        found
    }

    /// Methods of a class that something outside may call on it or on a class below: nearly all have names of their own.
    pub(super) fn candidates_of(&mut self, class: ClassId, is_missing: bool) -> Rc<[DefId]> {
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

    /// A method of Android is called: what it is handed can be called back.
    pub(super) fn outside(&mut self, method: MethodId) {
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
    pub(super) fn live_class(&mut self, node: Node) {
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

    pub(super) fn live_upwards(&mut self, node: Node) {
        for ancestor in self.hierarchy.ancestors(node).iter().copied() {
            if self.hierarchy.origin(ancestor) == Origin::Framework {
                self.set_live(ancestor);
            }
        }
    }

    /// A method is called on an object of a class, exactly that or perhaps one below: it may be a start.
    pub(super) fn activate(&mut self, node: Node, is_exact: bool, method: MethodId) {
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
                graph.open(def);
            }
            true
        });
    }

    pub(super) fn set_live(&mut self, node: Node) {
        match self.live.get_mut(node.0 as usize) {
            Some(flag) if !*flag => *flag = true,
            _ => return,
        }
        for def in self.waiting.remove(&node).unwrap_or_default() {
            self.open(def);
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
pub(super) fn defined_in(program: &Program) -> FxHashMap<Selector, u32> {
    let mut count: FxHashMap<Selector, u32> = FxHashMap::default();
    for def in program.defs().iter().filter(|def| def.access & access::ABSTRACT == 0) {
        *count.entry(selector_of(program, def.method)).or_default() += 1;
    }
    count
}
