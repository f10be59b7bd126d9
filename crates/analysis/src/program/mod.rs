//! A program: all code files of a package under one numbering of strings, types, methods and fields.
//!
//! [`Program::link`] reads the tables and class definitions of every unit once, eagerly, as every question needs them;
//! bodies are lowered one at a time by [`Program::decode`] into a buffer that the caller keeps. Of a type defined twice
//! the first definition in unit order counts, as on Android; later ones are listed as duplicates and contribute no
//! methods.
//!
//! Nothing here fails as a whole: what could not be read is counted in [`Program::lost`] and noted in
//! [`Program::problems`]. Work is bounded by the length of the units, however much their structures overlap.

mod build;
mod intern;
mod link_class;
mod link_dex;
mod lower_class;
mod lower_dex;
mod stack;
mod tables;
mod unit;

use glasshouse_formats::class::Body;
use glasshouse_formats::dex::{Dex, Header};
use glasshouse_formats::{Error, Limits};

use self::build::{Builder, NO_CODE};
use self::intern::NONE;
use self::link_class::ClassPart;
use self::tables::Tables;
pub use self::tables::{FieldRef, MethodRef, Proto};
pub use self::unit::{Lost, Unit, UnitKind, UnitProblem};
use crate::ir::{ClassId, Code, Const, DefId, FieldId, InvokeKind, MethodId, StrId, TypeId};

/// Access flags that analyses ask for; the same in DEX and class files.
pub mod access {
    /// `public`
    pub const PUBLIC: u32 = 0x1;
    /// `private`
    pub const PRIVATE: u32 = 0x2;
    /// `static`
    pub const STATIC: u32 = 0x8;
    /// `final`
    pub const FINAL: u32 = 0x10;
    /// `native`, of methods
    pub const NATIVE: u32 = 0x100;
    /// `interface`, of classes
    pub const INTERFACE: u32 = 0x200;
    /// `abstract`
    pub const ABSTRACT: u32 = 0x400;
}

/// A class that a unit defines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Class {
    /// The type defined.
    pub ty: TypeId,
    /// Its super class; `None` for `java.lang.Object` and damaged files.
    pub superclass: Option<TypeId>,
    /// Access flags.
    pub access: u32,
    /// Unit that defines it.
    pub unit: u16,
    /// A unit before this one defines the type: this definition never runs, and its methods are left out.
    pub duplicate: bool,
    interfaces: (u32, u32),
    defs: (u32, u32),
}

/// A method that a unit defines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Def {
    /// What it defines.
    pub method: MethodId,
    /// The class that it belongs to.
    pub class: ClassId,
    /// Access flags.
    pub access: u32,
    /// Size of its body: DEX code units, or bytes of a class file's code. 0 without body.
    pub code_units: u32,
    /// Unit that defines it.
    pub unit: u16,
    part: u32,
    code: u32,
}

impl Def {
    /// Whether there is a body to decode.
    #[must_use]
    pub fn has_code(&self) -> bool {
        self.code != NO_CODE
    }

    /// Whether it has no receiver.
    #[must_use]
    pub fn is_static(&self) -> bool {
        self.access & access::STATIC != 0
    }
}

/// Where the numbers of one DEX lead.
#[derive(Debug, Default)]
struct DexPart {
    header: Header,
    strings: Vec<u32>,
    types: Vec<u32>,
    protos: Vec<u32>,
    fields: Vec<u32>,
    methods: Vec<u32>,
    call_sites: Vec<CallSite>,
    /// Methods of the method handle table, [`NONE`] for those of fields.
    handles: Vec<u32>,
    /// Backing store of [`CallSite::Dynamic`].
    site_handles: Vec<MethodId>,
}

/// A call site with its bootstrap understood.
#[derive(Debug, Clone, Copy)]
enum CallSite {
    /// `LambdaMetafactory`: an object of interface `ty` whose method `name` calls `target`.
    Lambda { proto: u32, ty: TypeId, name: StrId, kind: InvokeKind, target: MethodId },
    /// Any other bootstrap: it and the handles that it is given are a slice of the part's handles.
    Dynamic { proto: u32, handles: (u32, u16) },
    /// It could not be read.
    Broken,
}

#[derive(Debug)]
enum Part {
    Dex(Box<DexPart>),
    Class(Box<ClassPart>),
}

/// See the [module](self).
#[derive(Debug)]
pub struct Program {
    units: Vec<Unit>,
    tables: Tables,
    parts: Vec<Part>,
    classes: Vec<Class>,
    interfaces: Vec<TypeId>,
    class_of: Vec<u32>,
    defs: Vec<Def>,
    def_of: Vec<u32>,
    statics: Vec<(FieldId, bool, Const)>,
    javascript: Vec<DefId>,
    problems: Vec<UnitProblem>,
    lost: Lost,
}

impl Program {
    /// Read all units. Units past 65,535 are left out and counted as lost.
    #[must_use]
    pub fn link(units: Vec<Unit>, limits: &Limits) -> Self {
        let mut program = Builder::new(&units, limits).link();
        program.units = units;
        program
    }

    /// The units, in the order given.
    #[must_use]
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// What could not be read, at most [`Limits::forgiven`] notes, in unit order.
    #[must_use]
    pub fn problems(&self) -> &[UnitProblem] {
        &self.problems
    }

    /// How much could not be read.
    #[must_use]
    pub fn lost(&self) -> Lost {
        self.lost
    }

    /// The bytes of a string: MUTF-8, never checked.
    #[must_use]
    pub fn str(&self, id: StrId) -> &[u8] {
        self.tables.strings.get(&self.units, id)
    }

    /// How many strings there are; ids are the numbers below.
    #[must_use]
    pub fn strings(&self) -> usize {
        self.tables.strings.len()
    }

    /// How many types there are; ids are the numbers below.
    #[must_use]
    pub fn types(&self) -> usize {
        self.tables.type_count()
    }

    /// How many method references there are; ids are the numbers below.
    #[must_use]
    pub fn methods(&self) -> usize {
        self.tables.method_count()
    }

    /// How many field references there are; ids are the numbers below.
    #[must_use]
    pub fn fields(&self) -> usize {
        self.tables.field_count()
    }

    /// The descriptor of a type as a string.
    #[must_use]
    pub fn type_str(&self, ty: TypeId) -> StrId {
        self.tables.type_text(ty)
    }

    /// The descriptor of a type, e.g. `Ljava/lang/String;`.
    #[must_use]
    pub fn type_name(&self, ty: TypeId) -> &[u8] {
        self.str(self.type_str(ty))
    }

    /// A method reference.
    #[must_use]
    pub fn method(&self, id: MethodId) -> MethodRef {
        self.tables.method(id)
    }

    /// A field reference.
    #[must_use]
    pub fn field(&self, id: FieldId) -> FieldRef {
        self.tables.field(id)
    }

    /// Parameters and return type of a method. Cheap: the prototype was taken apart when linking.
    #[must_use]
    pub fn proto_of(&self, method: MethodId) -> Option<Proto<'_>> {
        self.tables.proto_of_method(method)
    }

    /// A prototype by its descriptor.
    #[must_use]
    pub fn proto(&self, descriptor: StrId) -> Option<Proto<'_>> {
        self.tables.proto(self.tables.proto_of(descriptor)?)
    }

    /// The string with these bytes.
    #[must_use]
    pub fn str_named(&self, text: &[u8]) -> Option<StrId> {
        self.tables.strings.find(&self.units, text)
    }

    /// The type with this descriptor.
    #[must_use]
    pub fn type_named(&self, descriptor: &[u8]) -> Option<TypeId> {
        self.tables.type_of(self.str_named(descriptor)?)
    }

    /// The method reference of exactly this class, name and descriptor.
    #[must_use]
    pub fn method_named(&self, class: TypeId, name: StrId, proto: StrId) -> Option<MethodId> {
        self.tables.method_of(class, name, proto)
    }

    /// The field reference of exactly this class, name and type.
    #[must_use]
    pub fn field_named(&self, class: TypeId, name: StrId, ty: TypeId) -> Option<FieldId> {
        self.tables.field_of(FieldRef { class, name, ty })
    }

    /// All class definitions, duplicates included, in unit order.
    #[must_use]
    pub fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// The class definition with this id.
    #[must_use]
    pub fn class(&self, id: ClassId) -> Option<&Class> {
        self.classes.get(id.index())
    }

    /// Interfaces that a class names, in order.
    #[must_use]
    pub fn interfaces(&self, class: &Class) -> &[TypeId] {
        let (start, end) = class.interfaces;
        self.interfaces.get(start as usize..end as usize).unwrap_or(&[])
    }

    /// The definition of a type that counts.
    #[must_use]
    pub fn class_of(&self, ty: TypeId) -> Option<ClassId> {
        self.class_of.get(ty.index()).filter(|id| **id != NONE).map(|id| ClassId(*id))
    }

    /// All method definitions, those of a class next to each other.
    #[must_use]
    pub fn defs(&self) -> &[Def] {
        &self.defs
    }

    /// The method definition with this id.
    #[must_use]
    pub fn def(&self, id: DefId) -> Option<&Def> {
        self.defs.get(id.index())
    }

    /// Ids of the methods that a class defines.
    pub fn defs_of(&self, class: &Class) -> impl ExactSizeIterator<Item = DefId> + use<> {
        (class.defs.0..class.defs.1).map(DefId)
    }

    /// The definition of exactly this reference: not that of a super class.
    #[must_use]
    pub fn def_of(&self, method: MethodId) -> Option<DefId> {
        self.def_of.get(method.index()).filter(|id| **id != NONE).map(|id| DefId(*id))
    }

    /// The value that the file gives a static field before any code runs, if it gives one.
    ///
    /// Fields that are not final may hold something else later: see [`Program::is_constant`].
    #[must_use]
    pub fn static_value(&self, field: FieldId) -> Option<Const> {
        self.static_row(field).map(|(_, _, value)| *value)
    }

    /// Whether a static field is final and has its value from the file.
    #[must_use]
    pub fn is_constant(&self, field: FieldId) -> bool {
        self.static_row(field).is_some_and(|(_, is_final, _)| *is_final)
    }

    fn static_row(&self, field: FieldId) -> Option<&(FieldId, bool, Const)> {
        let at = self.statics.binary_search_by_key(&field, |(id, _, _)| *id).ok()?;
        self.statics.get(at)
    }

    /// Methods that carry `android.webkit.JavascriptInterface`, ascending.
    #[must_use]
    pub fn javascript_interfaces(&self) -> &[DefId] {
        &self.javascript
    }

    /// Whether a method carries `android.webkit.JavascriptInterface`.
    #[must_use]
    pub fn is_javascript_interface(&self, def: DefId) -> bool {
        self.javascript.binary_search(&def).is_ok()
    }

    /// Lower the body of a method into `out`. `Ok(false)`: it has none, `out` is empty.
    ///
    /// On an error `out` holds what comes before the place that could not be read, and is fit for use: all targets
    /// are indices of instructions and all registers are below [`Code::registers`].
    pub fn decode(&self, def: DefId, out: &mut Code) -> Result<bool, Error> {
        out.clear();
        let Some(def) = self.def(def).filter(|def| def.has_code()) else { return Ok(false) };
        let (Some(unit), Some(part)) = (self.units.get(usize::from(def.unit)), self.parts.get(def.part as usize))
        else {
            return Ok(false);
        };
        match part {
            Part::Dex(part) => {
                let dex = Dex::with_header(unit.bytes(), part.header);
                lower_dex::lower(&self.tables, part, &dex, def, out)?;
            }
            Part::Class(part) => {
                let body = Body::read(unit.bytes(), def.code as usize).map_err(|error| part.relative(error))?;
                lower_class::lower(self, part, body, def, out).map_err(|error| part.relative(error))?;
            }
        }
        Ok(true)
    }
}
