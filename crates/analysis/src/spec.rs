//! What to look for: the vocabulary's API entries, as the Python side hands them over.
//!
//! A `tag` is the row number in the vocabulary; this crate knows no kinds of data.

use rustc_hash::FxHashMap;

use crate::hierarchy::{Hierarchy, Node, Origin, Target, selector_of};
use crate::ir::{FieldId, MethodId, StrId, TypeId};
use crate::program::Program;

/// A constant that decides whether a call counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// The text of a string, or the content of a `content://` address.
    Text(Vec<u8>),
    /// An integer.
    Int(i64),
}

/// A condition on one argument: receiver not counted, the first argument is 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Which argument.
    pub arg: u8,
    /// Any one of these.
    pub equals: Vec<Wanted>,
    /// Whether a value that is not constant is worth a note: nearly every app filters intents by a computed action.
    pub noted: bool,
}

/// A method to look for. `class` is a descriptor.
#[derive(Debug, Clone)]
pub struct MethodSpec {
    /// Declaring class.
    pub class: Vec<u8>,
    /// Simple name.
    pub name: Vec<u8>,
    /// Parameter part of the descriptor, `(I)`; absent means every overload.
    pub params: Option<Vec<u8>>,
    /// Condition on a constant argument.
    pub when: Option<Condition>,
    /// Row of the vocabulary.
    pub tag: u32,
}

/// A field whose value is wanted.
#[derive(Debug, Clone)]
pub struct FieldSpec {
    /// Declaring class, a descriptor.
    pub class: Vec<u8>,
    /// Simple name.
    pub name: Vec<u8>,
    /// Row of the vocabulary.
    pub tag: u32,
}

/// A content address: everything below `uri`, and the framework fields that hold it.
#[derive(Debug, Clone)]
pub struct UriSpec {
    /// `content://sms`
    pub uri: Vec<u8>,
    /// Fields that hold it, as class descriptor and name.
    pub constants: Vec<(Vec<u8>, Vec<u8>)>,
    /// Row of the vocabulary.
    pub tag: u32,
}

/// A method whose data is decided by a content address among its arguments.
#[derive(Debug, Clone)]
pub struct ResolverSpec {
    /// Declaring class, a descriptor.
    pub class: Vec<u8>,
    /// Simple name.
    pub name: Vec<u8>,
    /// Parameter part of the descriptor; absent means every overload.
    pub params: Option<Vec<u8>>,
    /// Which argument, receiver not counted.
    pub uri_arg: u8,
}

/// Methods that set a framework object going: until one is called, the object's callbacks do not run.
#[derive(Debug, Clone)]
pub struct Activation {
    /// Base class, a descriptor: `Ljava/lang/Thread;`.
    pub base: Vec<u8>,
    /// Names of the methods that start it.
    pub by: Vec<Vec<u8>>,
}

/// Everything to look for in one program.
#[derive(Debug, Clone, Default)]
pub struct Spec {
    /// Calls.
    pub methods: Vec<MethodSpec>,
    /// Field reads.
    pub fields: Vec<FieldSpec>,
    /// Methods that the app defines and the system calls with data.
    pub callbacks: Vec<MethodSpec>,
    /// Content addresses.
    pub uris: Vec<UriSpec>,
    /// Methods that take them.
    pub resolvers: Vec<ResolverSpec>,
    /// System services: name and class descriptor.
    pub services: Vec<(Vec<u8>, Vec<u8>)>,
    /// Objects that must be started.
    pub activations: Vec<Activation>,
    /// Methods that a library calls on classes of the app that are made or named: `Worker.doWork`.
    pub library_callbacks: Vec<Activation>,
}

/// Why a call's arguments are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interest {
    /// Row of [`Spec::methods`] without a condition.
    Plain(u32),
    /// Row of [`Spec::methods`] with a condition.
    Conditional(u32),
    /// Row of [`Spec::resolvers`].
    Resolver(u32),
    /// `Method.invoke`, `Constructor.newInstance`, `Class.newInstance`, `Field.get`.
    Reflective(Reflective),
}

/// A call of the reflection API that acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reflective {
    /// `java.lang.reflect.Method.invoke`
    Invoke,
    /// `Class.newInstance`, `Constructor.newInstance`
    Instance,
    /// `java.lang.reflect.Field.get` and its typed forms
    Field,
}

/// The specification, matched against the references of one program.
#[derive(Debug)]
pub struct Matches {
    methods: FxHashMap<MethodId, Vec<Interest>>,
    fields: FxHashMap<FieldId, Vec<u32>>,
    flagged: Vec<bool>,
    flagged_fields: Vec<bool>,
}

impl Matches {
    /// Match every method and field reference once; look-ups by instruction are then an index.
    #[must_use]
    pub fn new(program: &Program, hierarchy: &Hierarchy, spec: &Spec) -> Self {
        let names = Names::new(program, spec);
        let mut built = Self {
            methods: FxHashMap::default(),
            fields: FxHashMap::default(),
            flagged: vec![false; program.methods()],
            flagged_fields: vec![false; program.fields()],
        };
        for at in 0..program.methods() {
            let Ok(id) = u32::try_from(at).map(MethodId) else { break };
            let interests = names.interests(program, hierarchy, spec, id);
            if !interests.is_empty() {
                if let Some(flag) = built.flagged.get_mut(at) {
                    *flag = true;
                }
                built.methods.insert(id, interests);
            }
        }
        built.match_fields(program, hierarchy, spec);
        built
    }

    fn match_fields(&mut self, program: &Program, hierarchy: &Hierarchy, spec: &Spec) {
        let mut by_name: FxHashMap<StrId, Vec<usize>> = FxHashMap::default();
        for (row, field) in spec.fields.iter().enumerate() {
            if let Some(name) = program.str_named(&field.name) {
                by_name.entry(name).or_default().push(row);
            }
        }
        for at in 0..program.fields() {
            let Ok(id) = u32::try_from(at).map(FieldId) else { break };
            let field = program.field(id);
            let Some(rows) = by_name.get(&field.name) else { continue };
            for row in rows.iter().filter_map(|row| spec.fields.get(*row)) {
                let declared = hierarchy.node_named(program, &row.class);
                if declared.is_some_and(|node| hierarchy.is_subtype(Node(field.class.0), node)) {
                    self.fields.entry(id).or_default().push(row.tag);
                    if let Some(flag) = self.flagged_fields.get_mut(at) {
                        *flag = true;
                    }
                }
            }
        }
    }

    /// Why a call matters; empty for nearly all.
    #[must_use]
    pub fn of_method(&self, method: MethodId) -> &[Interest] {
        if self.flagged.get(method.index()).copied().unwrap_or(false) {
            self.methods.get(&method).map_or(&[], Vec::as_slice)
        } else {
            &[]
        }
    }

    /// Rows whose value a field read hands over.
    #[must_use]
    pub fn of_field(&self, field: FieldId) -> &[u32] {
        if self.flagged_fields.get(field.index()).copied().unwrap_or(false) {
            self.fields.get(&field).map_or(&[], Vec::as_slice)
        } else {
            &[]
        }
    }
}

/// Rows of the specification by interned method name.
struct Names {
    methods: FxHashMap<StrId, Vec<u32>>,
    resolvers: FxHashMap<StrId, Vec<u32>>,
    reflective: FxHashMap<StrId, Vec<(TypeId, Reflective)>>,
}

const REFLECTIVE: &[(&[u8], &[u8], Reflective)] = &[
    (b"Ljava/lang/reflect/Method;", b"invoke", Reflective::Invoke),
    (b"Ljava/lang/Class;", b"newInstance", Reflective::Instance),
    (b"Ljava/lang/reflect/Constructor;", b"newInstance", Reflective::Instance),
    (b"Ljava/lang/reflect/Field;", b"get", Reflective::Field),
    (b"Ljava/lang/reflect/Field;", b"getInt", Reflective::Field),
    (b"Ljava/lang/reflect/Field;", b"getLong", Reflective::Field),
];

impl Names {
    fn new(program: &Program, spec: &Spec) -> Self {
        let mut built =
            Self { methods: FxHashMap::default(), resolvers: FxHashMap::default(), reflective: FxHashMap::default() };
        for (row, method) in (0_u32..).zip(&spec.methods) {
            if let Some(name) = program.str_named(&method.name) {
                built.methods.entry(name).or_default().push(row);
            }
        }
        for (row, resolver) in (0_u32..).zip(&spec.resolvers) {
            if let Some(name) = program.str_named(&resolver.name) {
                built.resolvers.entry(name).or_default().push(row);
            }
        }
        for (class, name, what) in REFLECTIVE {
            if let (Some(class), Some(name)) = (program.type_named(class), program.str_named(name)) {
                built.reflective.entry(name).or_default().push((class, *what));
            }
        }
        built
    }

    fn interests(&self, program: &Program, hierarchy: &Hierarchy, spec: &Spec, id: MethodId) -> Vec<Interest> {
        let reference = program.method(id);
        let mut found = Vec::new();
        for row in self.methods.get(&reference.name).into_iter().flatten() {
            let Some(wanted) = spec.methods.get(*row as usize) else { continue };
            if means(program, hierarchy, id, &wanted.class, wanted.params.as_deref()) {
                found.push(match wanted.when {
                    None => Interest::Plain(*row),
                    Some(_) => Interest::Conditional(*row),
                });
            }
        }
        for row in self.resolvers.get(&reference.name).into_iter().flatten() {
            let Some(wanted) = spec.resolvers.get(*row as usize) else { continue };
            if means(program, hierarchy, id, &wanted.class, wanted.params.as_deref()) {
                found.push(Interest::Resolver(*row));
            }
        }
        for (class, what) in self.reflective.get(&reference.name).into_iter().flatten() {
            if *class == reference.class {
                found.push(Interest::Reflective(*what));
            }
        }
        found
    }
}

/// Whether a reference means the method that `class` declares: named there, or inherited by a subclass of it.
fn means(program: &Program, hierarchy: &Hierarchy, id: MethodId, class: &[u8], params: Option<&[u8]>) -> bool {
    let selector = selector_of(program, id);
    if params.is_some_and(|params| !program.str(selector.proto).starts_with(params)) {
        return false;
    }
    let node = Node(program.method(id).class.0);
    if hierarchy.name(program, node) == class {
        return true;
    }
    let Some(wanted) = hierarchy.node_named(program, class) else { return false };
    if !hierarchy.is_subtype(node, wanted) {
        return false;
    }
    match hierarchy.origin(wanted) {
        // An app class that overrides the framework's method is not the framework's method.
        Origin::Framework | Origin::Missing => !matches!(hierarchy.resolve(program, node, selector), Target::App(_)),
        // A library's interface inside the app: every implementor of it.
        Origin::App(_) => true,
        Origin::NotAClass => false,
    }
}
