//! Objects that Android calls back only once they are started: threads, tasks, timers.
//!
//! A class below such a base is often a `Runnable` too, but only because the base is one. Handing over some other
//! `Runnable` says nothing about it: what counts is that an object of its class, or one that may be of its class, is
//! started - or that the method that makes one treats it as a `Runnable`: hands it over, keeps or returns it as such.
//! Not seen: a field or parameter of the class's own type that another method hands over as `Runnable`.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::hierarchy::{Hierarchy, Node};
use crate::ir::{Code, DefId, Insn, MethodId, StrId, TypeId};
use crate::program::Program;
use crate::spec::{Activation, Spec};
use crate::values::{Frame, Set, Value, evaluate};

/// Methods evaluated to see what they do with an object that they make; past it anything is supposed.
const FRAMES: u32 = 4_096;

/// What must be started, and what was.
pub(crate) struct Started<'a> {
    program: &'a Program,
    hierarchy: &'a Hierarchy,
    bases: FxHashMap<Node, Vec<StrId>>,
    names: FxHashSet<StrId>,
    object: Option<Node>,
    /// Classes of the app on which a starting method is called.
    classes: FxHashSet<Node>,
    /// Classes called back only when started, and the types that they have through their base alone.
    held: FxHashMap<Node, Vec<Node>>,
    code: Code,
    frames: u32,
}

/// What of a base and its names the program knows.
pub(crate) fn by_base(program: &Program, hierarchy: &Hierarchy, row: &Activation) -> Option<(Node, Vec<StrId>)> {
    let base = hierarchy.node_named(program, &row.base)?;
    Some((base, row.by.iter().filter_map(|name| program.str_named(name)).collect()))
}

impl<'a> Started<'a> {
    pub(crate) fn new(program: &'a Program, hierarchy: &'a Hierarchy, spec: &Spec) -> Self {
        let bases: FxHashMap<Node, Vec<StrId>> =
            spec.activations.iter().filter_map(|row| by_base(program, hierarchy, row)).collect();
        Self {
            program,
            hierarchy,
            names: bases.values().flatten().copied().collect(),
            bases,
            object: hierarchy.node_named(program, b"Ljava/lang/Object;"),
            classes: FxHashSet::default(),
            held: FxHashMap::default(),
            code: Code::default(),
            frames: FRAMES,
        }
    }

    /// Whether objects of the class, whose ancestors these are, must be started.
    pub(crate) fn must_be(&self, ancestors: &[Node]) -> bool {
        !self.bases.is_empty() && ancestors.iter().any(|node| self.bases.contains_key(node))
    }

    /// Whether methods of this name start something: `start` of a thread, `execute` of a task.
    pub(crate) fn may_start(&self, method: MethodId) -> bool {
        self.names.contains(&self.program.method(method).name)
    }

    /// Whether a method of this name, called on an object of a class, starts it.
    pub(crate) fn starts(&self, method: MethodId, node: Node) -> bool {
        let name = self.program.method(method).name;
        self.names.contains(&name)
            && self.hierarchy.ancestors(node).iter().any(|n| self.bases.get(n).is_some_and(|by| by.contains(&name)))
    }

    /// The bases of a class.
    pub(crate) fn bases_of(&self, node: Node) -> impl Iterator<Item = Node> + use<'_> {
        self.hierarchy.ancestors(node).iter().copied().filter(|n| self.bases.contains_key(n))
    }

    /// A starting method is called on an object of this class of the app, or one below; whether that is new.
    pub(crate) fn start(&mut self, node: Node) -> bool {
        self.classes.insert(node)
    }

    /// Whether an object of this class may have been started.
    pub(crate) fn is_started(&self, node: Node) -> bool {
        !self.classes.is_empty() && self.hierarchy.ancestors(node).iter().any(|n| self.classes.contains(n))
    }

    /// Whether a callback that a type declares waits for the start: the type is a base or below one.
    pub(crate) fn waits(&self, declared: Node) -> bool {
        !self.bases.is_empty() && self.bases_of(declared).next().is_some()
    }

    /// Put the base in the place of types that a class has through its base alone.
    pub(crate) fn hold(&mut self, ancestors: &[Node], declared: &mut Vec<Node>) {
        let Some(class) = ancestors.first().copied() else { return };
        let elsewhere = self.without_bases(class);
        let only_by_base = |node: &Node| !self.waits(*node) && Some(*node) != self.object && !elsewhere.contains(node);
        if !declared.iter().any(only_by_base) {
            return;
        }
        let held: Vec<Node> = declared.iter().copied().filter(only_by_base).collect();
        declared.retain(|node| !held.contains(node));
        for base in ancestors.iter().filter(|node| self.bases.contains_key(node)) {
            if !declared.contains(base) && held.iter().any(|node| self.hierarchy.is_subtype(*base, *node)) {
                declared.push(*base);
            }
        }
        let known = self.held.entry(class).or_default();
        known.extend(held);
        known.sort_unstable();
        known.dedup();
    }

    /// What is above a class on ways that pass no base.
    fn without_bases(&self, class: Node) -> FxHashSet<Node> {
        let mut seen: FxHashSet<Node> = FxHashSet::default();
        let mut work = vec![class];
        while let Some(node) = work.pop() {
            if !self.bases.contains_key(&node) && seen.len() < 256 && seen.insert(node) {
                work.extend(self.hierarchy.superclass(node));
                work.extend(self.hierarchy.interfaces(node));
            }
        }
        seen
    }

    /// A method makes an object of a held class: whether the class is free from now on.
    pub(crate) fn frees(&mut self, def: DefId, class: Node) -> bool {
        let Some(types) = self.held.get(&class).cloned() else { return false };
        let is_free = self.is_seen_as(def, class, &types);
        if is_free {
            self.held.remove(&class);
        }
        is_free
    }

    /// Code that is not here makes one: whether the class was held and is free from now on.
    pub(crate) fn free(&mut self, class: Node) -> bool {
        self.held.remove(&class).is_some()
    }

    /// Whether a method lets an object of a class that it makes go as one of these types.
    fn is_seen_as(&mut self, def: DefId, class: Node, types: &[Node]) -> bool {
        if self.frames == 0 || !matches!(self.program.decode(def, &mut self.code), Ok(true)) {
            return true;
        }
        self.frames -= 1;
        let frame = evaluate(self.program, &self.code);
        let holds =
            |set: &Set| set.open || set.values().iter().any(|v| matches!(v, Value::New(ty, _) if ty.0 == class.0));
        let among = |ty: TypeId| types.contains(&Node(ty.0));
        let returned = self.program.method_of(def).and_then(|method| self.program.proto_of(method));
        frame.is_coarse
            || frame.calls().any(|(_, method, args)| {
                let params = self.program.params(method);
                let explicit = args.get(args.len().saturating_sub(params.len())..).unwrap_or(&[]);
                params.iter().zip(explicit).any(|(ty, set)| among(*ty) && holds(set))
            })
            || returned.is_some_and(|proto| among(proto.returns) && holds(&frame.returns))
            || self.is_stored_as(&frame, types, holds)
    }

    fn is_stored_as(&self, frame: &Frame, types: &[Node], holds: impl Fn(&Set) -> bool) -> bool {
        let is_array_of = |array: TypeId, node: &Node| {
            self.program.type_name(array).strip_prefix(b"[") == Some(self.hierarchy.name(self.program, *node))
        };
        (0_u32..).zip(&self.code.insns).any(|(at, insn)| match insn {
            Insn::Put { field, .. } => {
                types.contains(&Node(self.program.field(*field).ty.0)) && frame.store(at).is_some_and(&holds)
            }
            Insn::NewArray { ty, .. } | Insn::FilledArray { ty, .. } => {
                frame.array(at).is_some_and(|cells| holds(cells) && types.iter().any(|node| is_array_of(*ty, node)))
            }
            _ => false,
        })
    }
}
