//! Short questions to a [`Program`] that the analyses ask all the time.

use crate::ir::{ClassId, DefId, MethodId, StrId, TypeId};
use crate::program::{Class, Def, Program};

impl Program {
    /// How many methods are defined.
    #[must_use]
    pub fn def_count(&self) -> usize {
        self.defs().len()
    }

    /// The method that a class itself defines under this name and descriptor.
    #[must_use]
    pub fn def_named(&self, class: TypeId, name: StrId, proto: StrId) -> Option<DefId> {
        self.def_of(self.method_named(class, name, proto)?)
    }

    /// Whether a method is defined and has a body.
    #[must_use]
    pub fn has_code(&self, def: DefId) -> bool {
        self.def(def).is_some_and(Def::has_code)
    }

    /// Access flags of a method, 0 for an id that is not of this program.
    #[must_use]
    pub fn access_of(&self, def: DefId) -> u32 {
        self.def(def).map_or(0, |def| def.access)
    }

    /// Access flags of a class, 0 for an id that is not of this program.
    #[must_use]
    pub fn class_access(&self, class: ClassId) -> u32 {
        self.class(class).map_or(0, |class| class.access)
    }

    /// The reference that a definition defines.
    #[must_use]
    pub fn method_of(&self, def: DefId) -> Option<MethodId> {
        self.def(def).map(|def| def.method)
    }

    /// The simple name of a defined method.
    #[must_use]
    pub fn def_name(&self, def: DefId) -> &[u8] {
        self.method_of(def).map_or(b"", |method| self.str(self.method(method).name))
    }

    /// The methods of a class.
    pub fn members(&self, class: ClassId) -> impl Iterator<Item = DefId> + use<'_> {
        self.class(class).into_iter().flat_map(|class: &Class| self.defs_of(class))
    }

    /// The class initialiser of a class.
    #[must_use]
    pub fn class_initialiser(&self, class: ClassId) -> Option<DefId> {
        let (name, proto) = (self.str_named(b"<clinit>")?, self.str_named(b"()V")?);
        self.def_named(self.class(class)?.ty, name, proto).filter(|def| self.has_code(*def))
    }

    /// Parameter types of a method reference, without receiver.
    #[must_use]
    pub fn params(&self, method: MethodId) -> &[TypeId] {
        self.proto_of(method).map_or(&[], |proto| proto.params)
    }
}
