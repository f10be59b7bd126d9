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
    pub(super) fn enter(&mut self, number: u32, entry: &Entry) {
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
    pub(super) fn enter_named(&mut self, number: u32, node: Node, name: &[u8]) {
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

    pub(super) fn entry(&mut self, number: u32, def: DefId) {
        self.entries.push((def, number));
        self.reach(def);
    }
}
