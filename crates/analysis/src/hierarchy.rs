//! Class hierarchy over app and framework, and the method that a reference means.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::framework::{Framework, Selectors, slash_form};
use crate::ir::{ClassId, DefId, MethodId, StrId, TypeId};
use crate::program::Program;

/// A type of the program, or a framework ancestor that the program does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node(pub u32);

/// Where a type is defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// In the app's files.
    App(ClassId),
    /// In Android itself. Where both define it, Android's wins, as its class loader does.
    Framework,
    /// Nowhere: a library that is not in the package, or a newer framework.
    Missing,
    /// A primitive or an array.
    NotAClass,
}

/// A method name with its descriptor, apart from any class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Selector {
    /// Simple name.
    pub name: StrId,
    /// Descriptor.
    pub proto: StrId,
}

/// What a method reference means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A method of the app.
    App(DefId),
    /// A method of Android, or of a class that is not in the package; the node is the first such class met.
    Outside(Node),
    /// An abstract method, or nothing at all.
    None,
}

const NO_NODE: u32 = u32::MAX;
/// Longer chains of super classes, and more ancestors, are cut: no compiler writes them, but a hostile file may.
const MAX_CHAIN: usize = 256;
/// Super classes and interfaces looked at for one node, repeats included.
const MAX_STEPS: usize = 4096;
/// The same for all nodes together, and what each still gets when it is used up.
const ALL_STEPS: usize = 32_000_000;
const FEW_STEPS: usize = 16;

/// Class hierarchy of one program.
#[derive(Debug)]
pub struct Hierarchy {
    origins: Vec<Origin>,
    supers: Vec<u32>,
    interface_start: Vec<u32>,
    interfaces: Vec<u32>,
    above_start: Vec<u32>,
    above: Vec<Node>,
    overridable: FxHashMap<u32, Selectors<Selector>>,
    any_overridable: Selectors<Selector>,
    left_open: FxHashSet<(u32, Selector)>,
    extra: FxHashMap<Vec<u8>, u32>,
    extra_names: Vec<Vec<u8>>,
    types: usize,
    /// Nodes with more ancestors than are looked at.
    pub cut: u32,
}

struct Builder<'a> {
    program: &'a Program,
    framework: &'a Framework,
    extra: FxHashMap<Vec<u8>, u32>,
    extra_names: Vec<Vec<u8>>,
    types: usize,
}

impl Builder<'_> {
    fn node(&mut self, slash: &[u8]) -> u32 {
        let mut descriptor = Vec::with_capacity(slash.len() + 2);
        descriptor.push(b'L');
        descriptor.extend_from_slice(slash);
        descriptor.push(b';');
        if let Some(ty) = self.program.type_named(&descriptor) {
            return ty.0;
        }
        if let Some(node) = self.extra.get(&descriptor) {
            return *node;
        }
        let node = u32::try_from(self.types + self.extra_names.len()).unwrap_or(NO_NODE);
        self.extra.insert(descriptor.clone(), node);
        self.extra_names.push(descriptor);
        node
    }
}

impl Hierarchy {
    /// Build the hierarchy of all types that the program names, and of their framework ancestors.
    #[must_use]
    pub fn new(program: &Program, framework: &Framework) -> Self {
        let types = program.types();
        let mut builder = Builder { program, framework, extra: FxHashMap::default(), extra_names: Vec::new(), types };
        let (mut origins, mut supers) = (Vec::with_capacity(types), Vec::with_capacity(types));
        let (mut interface_start, mut interfaces) = (vec![0], Vec::new());
        let mut node = 0_usize;
        while node < types + builder.extra_names.len() {
            let (origin, superclass) = builder.visit(node, &mut interfaces);
            origins.push(origin);
            supers.push(superclass);
            interface_start.push(u32::try_from(interfaces.len()).unwrap_or(u32::MAX));
            node += 1;
        }
        let mut hierarchy = Self {
            origins,
            supers,
            interface_start,
            interfaces,
            above_start: vec![0],
            above: Vec::new(),
            overridable: FxHashMap::default(),
            any_overridable: Selectors::default(),
            left_open: FxHashSet::default(),
            extra: builder.extra,
            extra_names: builder.extra_names,
            types,
            cut: 0,
        };
        hierarchy.index_ancestors();
        hierarchy.index_overridable(program, framework);
        hierarchy
    }

    /// Ancestors of every node, nearest first, each once. They are asked for all the time.
    fn index_ancestors(&mut self) {
        let mut seen = vec![u32::MAX; self.origins.len()];
        let mut steps = 0_usize;
        for node in (0_u32..).take(self.origins.len()) {
            let most = if steps < ALL_STEPS { MAX_STEPS } else { FEW_STEPS };
            let start = self.above.len();
            let (mut next, mut taken) = (start, 0);
            self.above.push(Node(node));
            if let Some(stamp) = seen.get_mut(node as usize) {
                *stamp = node;
            }
            let mut cut = false;
            while let Some(at) = self.above.get(next).copied() {
                next += 1;
                let parents: Vec<Node> = self.parents(at).take(most - taken + 1).collect();
                taken += parents.len();
                for parent in parents {
                    match seen.get_mut(parent.0 as usize) {
                        Some(stamp) if *stamp != node => *stamp = node,
                        _ => continue,
                    }
                    self.above.push(parent);
                }
                if taken > most || self.above.len() - start > MAX_CHAIN {
                    cut = true;
                    self.above.truncate(start + MAX_CHAIN);
                    break;
                }
            }
            steps += taken;
            self.cut += u32::from(cut);
            self.above_start.push(u32::try_from(self.above.len()).unwrap_or(u32::MAX));
        }
        self.above.shrink_to_fit();
    }

    /// Overridable methods of each framework class that an app class descends from, in interned form.
    fn index_overridable(&mut self, program: &Program, framework: &Framework) {
        let mut wanted: Vec<u32> = Vec::new();
        let mut seen = vec![false; self.origins.len()];
        for class in program.classes() {
            for ancestor in self.ancestors(Node(class.ty.0)).iter().copied() {
                let at = ancestor.0 as usize;
                if self.origin(ancestor) == Origin::Framework && !seen.get(at).copied().unwrap_or(true) {
                    if let Some(flag) = seen.get_mut(at) {
                        *flag = true;
                    }
                    wanted.push(ancestor.0);
                }
            }
        }
        for node in wanted {
            let name = self.name(program, Node(node)).to_vec();
            let Some(class) = slash_form(&name).and_then(|slash| framework.class(slash)) else { continue };
            let mut selectors = Selectors::default();
            for (name, proto, is_abstract) in class.methods() {
                let (Some(name), Some(proto)) = (program.str_named(name), program.str_named(proto)) else { continue };
                selectors.insert(Selector { name, proto });
                if is_abstract {
                    self.left_open.insert((node, Selector { name, proto }));
                }
            }
            self.any_overridable.extend(&selectors);
            self.overridable.insert(node, selectors);
        }
    }

    /// Descriptor of a node.
    #[must_use]
    pub fn name<'a>(&'a self, program: &'a Program, node: Node) -> &'a [u8] {
        let at = node.0 as usize;
        match at.checked_sub(self.types) {
            None => program.type_name(TypeId(node.0)),
            Some(extra) => self.extra_names.get(extra).map_or(b"", Vec::as_slice),
        }
    }

    /// The node of a descriptor, if the program or one of its ancestors names it.
    #[must_use]
    pub fn node_named(&self, program: &Program, descriptor: &[u8]) -> Option<Node> {
        if let Some(ty) = program.type_named(descriptor) {
            return Some(Node(ty.0));
        }
        self.extra.get(descriptor).copied().map(Node)
    }

    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.origins.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.origins.is_empty()
    }

    /// Where a node is defined.
    #[must_use]
    pub fn origin(&self, node: Node) -> Origin {
        self.origins.get(node.0 as usize).copied().unwrap_or(Origin::NotAClass)
    }

    /// The app class of a node.
    #[must_use]
    pub fn app_class(&self, node: Node) -> Option<ClassId> {
        match self.origin(node) {
            Origin::App(class) => Some(class),
            _ => None,
        }
    }

    /// The super class.
    #[must_use]
    pub fn superclass(&self, node: Node) -> Option<Node> {
        self.supers.get(node.0 as usize).copied().filter(|n| *n != NO_NODE).map(Node)
    }

    /// The interfaces that the class itself names.
    pub fn interfaces(&self, node: Node) -> impl Iterator<Item = Node> + '_ {
        let at = node.0 as usize;
        let range = match (self.interface_start.get(at), self.interface_start.get(at + 1)) {
            (Some(from), Some(to)) => *from as usize..*to as usize,
            _ => 0..0,
        };
        self.interfaces.get(range).unwrap_or(&[]).iter().map(|n| Node(*n))
    }

    /// The super class, then the interfaces.
    pub fn parents(&self, node: Node) -> impl Iterator<Item = Node> + '_ {
        self.superclass(node).into_iter().chain(self.interfaces(node))
    }

    /// The node and everything above it, nearest first, each once. Of a node with more than 256 only those are here.
    #[must_use]
    pub fn ancestors(&self, node: Node) -> &[Node] {
        let at = node.0 as usize;
        let range = match (self.above_start.get(at), self.above_start.get(at + 1)) {
            (Some(from), Some(to)) => *from as usize..*to as usize,
            _ => 0..0,
        };
        self.above.get(range).unwrap_or(&[])
    }

    /// Whether `node` is `ancestor` or below it.
    #[must_use]
    pub fn is_subtype(&self, node: Node, ancestor: Node) -> bool {
        node == ancestor || self.ancestors(node).contains(&ancestor)
    }

    /// The class and its super classes, itself first.
    pub fn chain(&self, node: Node) -> impl Iterator<Item = Node> + '_ {
        std::iter::successors(Some(node), |n| self.superclass(*n)).take(MAX_CHAIN)
    }

    /// Whether a framework class lets its subclasses define a method.
    #[must_use]
    pub fn declares(&self, framework_class: Node, selector: Selector) -> bool {
        self.overridable.get(&framework_class.0).is_some_and(|methods| methods.contains(&selector))
    }

    /// Whether a framework class leaves a method to its subclasses: it has it only in order to call it.
    #[must_use]
    pub fn leaves_open(&self, framework_class: Node, selector: Selector) -> bool {
        self.left_open.contains(&(framework_class.0, selector))
    }

    /// Whether any framework class above a class of the app does.
    #[must_use]
    pub fn is_declared(&self, selector: Selector) -> bool {
        self.any_overridable.contains(&selector)
    }

    /// The method that a call on an object of class `node` runs, or that a static or special call names.
    #[must_use]
    pub fn resolve(&self, program: &Program, node: Node, selector: Selector) -> Target {
        let mut outside = None;
        for class in self.chain(node) {
            match self.origin(class) {
                Origin::App(_) => {
                    if let Some(def) = defined(program, class, selector) {
                        return Target::App(def);
                    }
                }
                Origin::NotAClass => return Target::Outside(class),
                Origin::Framework | Origin::Missing => {
                    outside = Some(class);
                    break;
                }
            }
        }
        for class in self.ancestors(node).iter().copied() {
            match self.origin(class) {
                Origin::App(_) => {
                    if let Some(def) = defined(program, class, selector).filter(|def| program.has_code(*def)) {
                        return Target::App(def);
                    }
                }
                Origin::Framework if self.declares(class, selector) => return Target::Outside(class),
                _ => {}
            }
        }
        outside.map_or(Target::None, Target::Outside)
    }
}

fn defined(program: &Program, class: Node, selector: Selector) -> Option<DefId> {
    program.def_named(TypeId(class.0), selector.name, selector.proto)
}

impl Builder<'_> {
    fn visit(&mut self, node: usize, interfaces: &mut Vec<u32>) -> (Origin, u32) {
        let in_program = node < self.types;
        let ty = TypeId(u32::try_from(node).unwrap_or(NO_NODE));
        let descriptor = if in_program {
            self.program.type_name(ty).to_vec()
        } else {
            self.extra_names.get(node - self.types).cloned().unwrap_or_default()
        };
        let Some(slash) = slash_form(&descriptor) else { return (Origin::NotAClass, NO_NODE) };
        let framework = self.framework;
        if let Some(class) = framework.class(slash) {
            for interface in class.interfaces() {
                let node = self.node(interface);
                interfaces.push(node);
            }
            let superclass = if class.superclass == b"-" { NO_NODE } else { self.node(class.superclass) };
            return (Origin::Framework, superclass);
        }
        let defined = if in_program { self.program.class_of(ty) } else { None };
        let Some(id) = defined else { return (Origin::Missing, NO_NODE) };
        let Some(class) = self.program.class(id) else { return (Origin::Missing, NO_NODE) };
        interfaces.extend(self.program.interfaces(class).iter().map(|t| t.0));
        (Origin::App(id), class.superclass.map_or(NO_NODE, |t| t.0))
    }
}

/// A method reference as a selector.
#[must_use]
pub fn selector_of(program: &Program, method: MethodId) -> Selector {
    let reference = program.method(method);
    Selector { name: reference.name, proto: reference.proto }
}
