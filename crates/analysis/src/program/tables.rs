//! The tables that all units share: strings, types, prototypes, methods, fields.

use hashbrown::HashMap;

use super::intern::{NONE, Rows, Strings, number};
use super::unit::Unit;
use crate::ir::{FieldId, MethodId, StrId, TypeId};

/// A method reference: what an instruction names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MethodRef {
    /// The type it is named on, which need not be the one that defines it.
    pub class: TypeId,
    /// Its name.
    pub name: StrId,
    /// Its descriptor, e.g. `(Ljava/lang/String;I)V`.
    pub proto: StrId,
}

/// A field reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FieldRef {
    /// The type it is named on.
    pub class: TypeId,
    /// Its name.
    pub name: StrId,
    /// Its type.
    pub ty: TypeId,
}

/// A prototype taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proto<'a> {
    /// The descriptor.
    pub text: StrId,
    /// What is returned.
    pub returns: TypeId,
    /// The parameters, without receiver.
    pub params: &'a [TypeId],
    /// Whether a parameter is long or double.
    pub(super) wide: bool,
}

#[derive(Debug, Clone, Copy)]
struct ProtoRow {
    text: StrId,
    returns: TypeId,
    start: u32,
    len: u16,
    wide: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct MethodRow {
    class: TypeId,
    name: StrId,
    proto: u32,
}

/// Interned first, so that their ids are known: see [`is_wide`].
const PRIMITIVES: [&[u8]; 9] = [b"V", b"Z", b"B", b"S", b"C", b"I", b"F", b"J", b"D"];

/// Whether values of the type take two registers.
pub(super) fn is_wide(ty: TypeId) -> bool {
    ty.0 == 7 || ty.0 == 8
}

/// What all units share. The units themselves are handed in where bytes are needed.
#[derive(Debug, Default)]
pub(super) struct Tables {
    pub(super) strings: Strings,
    types: Vec<StrId>,
    type_of_str: Vec<u32>,
    protos: Vec<ProtoRow>,
    params: Vec<TypeId>,
    proto_of_str: HashMap<u32, u32>,
    methods: Rows<MethodRow>,
    fields: Rows<FieldRef>,
}

impl Tables {
    pub(super) fn new() -> Self {
        let mut tables = Self::default();
        for name in PRIMITIVES {
            let text = tables.strings.intern(&[], name);
            tables.type_for(text);
        }
        tables
    }

    pub(super) fn reserve(&mut self, units: &[Unit], strings: usize, methods: usize, fields: usize) {
        self.strings.reserve(units, strings);
        self.methods.reserve(methods);
        self.fields.reserve(fields);
    }

    pub(super) fn shrink(&mut self, units: &[Unit]) {
        self.strings.shrink(units);
        self.types.shrink_to_fit();
        self.type_of_str.shrink_to_fit();
        self.protos.shrink_to_fit();
        self.params.shrink_to_fit();
        self.methods.shrink();
        self.fields.shrink();
    }

    pub(super) fn type_count(&self) -> usize {
        self.types.len()
    }

    pub(super) fn method_count(&self) -> usize {
        self.methods.len()
    }

    pub(super) fn field_count(&self) -> usize {
        self.fields.len()
    }

    /// The type whose descriptor is `text`, made if new.
    pub(super) fn type_for(&mut self, text: StrId) -> TypeId {
        if self.type_of_str.len() <= text.index() {
            self.type_of_str.resize(self.strings.len().max(text.index() + 1), NONE);
        }
        match self.type_of_str.get_mut(text.index()) {
            Some(slot) if *slot == NONE => {
                *slot = number(self.types.len());
                self.types.push(text);
                TypeId(*slot)
            }
            Some(slot) => TypeId(*slot),
            None => TypeId(0),
        }
    }

    pub(super) fn type_of(&self, text: StrId) -> Option<TypeId> {
        self.type_of_str.get(text.index()).filter(|id| **id != NONE).map(|id| TypeId(*id))
    }

    pub(super) fn type_text(&self, ty: TypeId) -> StrId {
        self.types.get(ty.index()).copied().unwrap_or(StrId(0))
    }

    /// The prototype with this descriptor and these types, made if new.
    pub(super) fn proto_for(&mut self, text: StrId, returns: TypeId, params: &[TypeId]) -> u32 {
        let next = number(self.protos.len());
        let id = *self.proto_of_str.entry(text.0).or_insert(next);
        if id == next {
            let wide = params.iter().any(|ty| is_wide(*ty));
            let len = u16::try_from(params.len()).unwrap_or(u16::MAX);
            self.protos.push(ProtoRow { text, returns, start: number(self.params.len()), len, wide });
            self.params.extend_from_slice(params);
        }
        id
    }

    pub(super) fn proto_of(&self, text: StrId) -> Option<u32> {
        self.proto_of_str.get(&text.0).copied()
    }

    pub(super) fn proto(&self, id: u32) -> Option<Proto<'_>> {
        let row = self.protos.get(id as usize)?;
        let start = row.start as usize;
        let params = self.params.get(start..start + usize::from(row.len))?;
        Some(Proto { text: row.text, returns: row.returns, params, wide: row.wide })
    }

    pub(super) fn method_for(&mut self, class: TypeId, name: StrId, proto: u32) -> MethodId {
        MethodId(self.methods.intern(MethodRow { class, name, proto }))
    }

    pub(super) fn method_of(&self, class: TypeId, name: StrId, proto: StrId) -> Option<MethodId> {
        self.methods.find(MethodRow { class, name, proto: self.proto_of(proto)? }).map(MethodId)
    }

    pub(super) fn method(&self, id: MethodId) -> MethodRef {
        match self.methods.get(id.0) {
            Some(row) => {
                let proto = self.protos.get(row.proto as usize).map_or(StrId(0), |proto| proto.text);
                MethodRef { class: row.class, name: row.name, proto }
            }
            None => MethodRef { class: TypeId(0), name: StrId(0), proto: StrId(0) },
        }
    }

    pub(super) fn proto_of_method(&self, id: MethodId) -> Option<Proto<'_>> {
        self.proto(self.methods.get(id.0)?.proto)
    }

    pub(super) fn field_for(&mut self, row: FieldRef) -> FieldId {
        FieldId(self.fields.intern(row))
    }

    pub(super) fn field_of(&self, row: FieldRef) -> Option<FieldId> {
        self.fields.find(row).map(FieldId)
    }

    pub(super) fn field(&self, id: FieldId) -> FieldRef {
        let nothing = FieldRef { class: TypeId(0), name: StrId(0), ty: TypeId(0) };
        self.fields.get(id.0).copied().unwrap_or(nothing)
    }
}
