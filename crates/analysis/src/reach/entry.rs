//! Where Android starts an app, and the methods that this makes entry points.

use super::Graph;
use crate::hierarchy::Node;
use crate::ir::DefId;
use crate::program::access;

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
    /// Class descriptors and texts of which code has to name one before Android starts it: the app alone can ask for it.
    /// Empty where Android or other apps may start it by themselves.
    pub needs: Vec<Vec<u8>>,
}

/// A method that Android calls first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryMethod {
    /// The method.
    pub def: DefId,
    /// Number of its [`Entry`].
    pub number: u32,
    /// Whether Android calls it by itself; a setter that the app overrides may be called by the app alone.
    pub is_sure: bool,
}

/// What the package tells about calls that no code makes.
#[derive(Debug, Clone, Default)]
pub struct Outside {
    /// Entry points in Android's order.
    pub entries: Vec<Entry>,
    /// Method names that layouts give for clicks.
    pub click_handlers: Vec<Vec<u8>>,
}

impl Graph<'_> {
    pub(crate) fn enter(&mut self, number: u32, entry: &Entry) {
        let Some(node) = self.hierarchy.node_named(self.program, &entry.class) else { return };
        let Some(class) = self.hierarchy.app_class(node) else { return };
        match &entry.starts {
            Starts::Public => {
                for def in self.program.members(class) {
                    if self.program.access_of(def) & access::PUBLIC != 0 && self.program.has_code(def) {
                        self.entry(number, def, true);
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
                // What the class overrides of the kind that Android starts is called; an interface that it takes on
                // besides is called only by whoever is handed the object.
                let android = self.hierarchy.chain(node).find(|class| self.hierarchy.app_class(*class).is_none());
                let kind = android.map_or(&[][..], |class| self.hierarchy.ancestors(class));
                let is_own = |declared: &[Node]| declared.is_empty() || declared.iter().any(|n| kind.contains(n));
                let called: Vec<(DefId, bool)> =
                    self.live_callbacks(node).map(|c| (c.def, c.is_sure && is_own(&c.declared))).collect();
                for (def, is_sure) in called {
                    self.entry(number, def, is_sure);
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
                    self.entry(number, def, true);
                    found = true;
                }
            }
            // Every class initialiser of the chain runs; of other methods only the nearest.
            if !inherited || (found && name != b"<clinit>") {
                break;
            }
        }
    }

    fn entry(&mut self, number: u32, def: DefId, is_sure: bool) {
        self.entries.push(EntryMethod { def, number, is_sure });
        self.open(def);
    }
}
