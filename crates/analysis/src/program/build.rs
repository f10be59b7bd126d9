//! What linking collects, and the budgets that keep overlapping structures from costing more than their bytes.

use glasshouse_formats::dex::Dex;
use glasshouse_formats::{Error, Forgiven, Limits};

use super::intern::{NONE, number};
use super::tables::Tables;
use super::{Class, Def, Lost, Part, Program, Unit, UnitKind, UnitProblem, access};
use crate::ir::{ClassId, Const, DefId, FieldId, MethodId, TypeId};

/// [`Def::code`] of a method without body. Not 0, as the code of a class file may start anywhere.
pub(super) const NO_CODE: u32 = u32::MAX;
/// Marks methods that web pages may call.
pub(super) const JAVASCRIPT_INTERFACE: &[u8] = b"Landroid/webkit/JavascriptInterface;";
/// The bootstrap of lambdas and method references.
pub(super) const LAMBDA_FACTORY: &[u8] = b"Ljava/lang/invoke/LambdaMetafactory;";
/// Headers read of one container.
pub(super) const LOGICAL_FILES: usize = 1_000;

/// What one unit may cost, by its length. A file whose structures do not overlap stays far below.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budget {
    /// Rows of tables, of all logical files together.
    pub(super) rows: usize,
    /// Bytes of strings scanned.
    pub(super) string_bytes: usize,
    /// Bytes of descriptors put together.
    pub(super) descriptor_bytes: usize,
    /// Members and interfaces of classes.
    pub(super) members: usize,
    /// Annotations looked at.
    pub(super) annotations: usize,
    /// Code units and tries.
    pub(super) code: u64,
}

impl Budget {
    fn of(len: usize, instructions: u64) -> Self {
        Self {
            rows: len,
            string_bytes: len.saturating_mul(8).saturating_add(1 << 16),
            descriptor_bytes: len.saturating_mul(2).saturating_add(1 << 16),
            members: len,
            annotations: len,
            code: (len as u64).saturating_mul(4).saturating_add(1 << 16).min(instructions),
        }
    }
}

/// Take `cost` from a budget; false when it is spent.
pub(super) fn spend(budget: &mut usize, cost: usize) -> bool {
    match budget.checked_sub(cost) {
        Some(left) => {
            *budget = left;
            true
        }
        None => false,
    }
}

/// The start of a text of the file, for a note.
pub(super) fn shown(text: &[u8]) -> String {
    match text.split_at_checked(80) {
        Some((start, rest)) if !rest.is_empty() => format!("{}...", start.escape_ascii()),
        _ => text.escape_ascii().to_string(),
    }
}

/// The program while it is being linked. Borrows the units, which move into the program at the end.
pub(super) struct Builder<'u> {
    pub(super) units: &'u [Unit],
    pub(super) limits: &'u Limits,
    pub(super) tables: Tables,
    pub(super) parts: Vec<Part>,
    pub(super) classes: Vec<Class>,
    pub(super) interfaces: Vec<TypeId>,
    pub(super) class_of: Vec<u32>,
    pub(super) defs: Vec<Def>,
    pub(super) def_of: Vec<u32>,
    pub(super) statics: Vec<(FieldId, bool, Const)>,
    pub(super) javascript: Vec<DefId>,
    pub(super) problems: Vec<UnitProblem>,
    pub(super) lost: Lost,
    pub(super) budget: Budget,
    instructions: u64,
}

impl<'u> Builder<'u> {
    pub(super) fn new(units: &'u [Unit], limits: &'u Limits) -> Self {
        Self {
            units,
            limits,
            tables: Tables::new(),
            parts: Vec::new(),
            classes: Vec::new(),
            interfaces: Vec::new(),
            class_of: Vec::new(),
            defs: Vec::new(),
            def_of: Vec::new(),
            statics: Vec::new(),
            javascript: Vec::new(),
            problems: Vec::new(),
            lost: Lost::default(),
            budget: Budget::of(0, 0),
            instructions: limits.instructions,
        }
    }

    /// Link all units; the program comes without them.
    pub(super) fn link(mut self) -> Program {
        self.reserve();
        for (index, unit) in self.units.iter().enumerate() {
            let Ok(id) = u16::try_from(index) else {
                self.lost.units += 1;
                continue;
            };
            self.budget = Budget::of(unit.bytes().len(), self.instructions);
            let code = self.budget.code;
            match unit.kind() {
                UnitKind::Dex => self.link_dex(id, unit.bytes()),
                UnitKind::Class => self.link_classes(id, unit),
            }
            self.instructions = self.instructions.saturating_sub(code - self.budget.code);
        }
        self.finish()
    }

    /// Size the shared tables once, by what the headers say and the files can hold.
    fn reserve(&mut self) {
        let (mut strings, mut methods, mut fields, mut classes) = (0, 0, 0, 0);
        for unit in self.units.iter().filter(|unit| unit.kind() == UnitKind::Dex) {
            if let Ok(dex) = Dex::parse(unit.bytes(), 0, &mut Vec::new()) {
                let header = dex.header();
                strings += header.strings.count as usize + header.protos.count as usize;
                methods += header.methods.count as usize;
                fields += header.fields.count as usize;
                classes += header.classes.count as usize;
            }
        }
        let most = self.limits.items;
        self.tables.reserve(self.units, strings.min(most), methods.min(most), fields.min(most));
        self.classes.reserve(classes.min(most));
    }

    fn finish(mut self) -> Program {
        // The first definition of a type is the one that counts; sorting is stable.
        self.statics.sort_by_key(|(field, _, _)| *field);
        self.statics.dedup_by_key(|(field, _, _)| *field);
        self.statics.shrink_to_fit();
        self.javascript.sort_unstable();
        self.javascript.dedup();
        self.class_of.resize(self.tables.type_count(), NONE);
        self.def_of.resize(self.tables.method_count(), NONE);
        self.tables.shrink(self.units);
        self.defs.shrink_to_fit();
        self.classes.shrink_to_fit();
        Program {
            units: Vec::new(),
            tables: self.tables,
            parts: self.parts,
            classes: self.classes,
            interfaces: self.interfaces,
            class_of: self.class_of,
            defs: self.defs,
            def_of: self.def_of,
            statics: self.statics,
            javascript: self.javascript,
            problems: self.problems,
            lost: self.lost,
        }
    }

    /// Note what could not be read.
    pub(super) fn problem(&mut self, unit: u16, structure: &'static str, offset: u64, text: impl FnOnce() -> String) {
        if self.problems.len() < self.limits.forgiven {
            self.problems.push(UnitProblem { unit, structure, offset, text: text() });
        } else {
            self.lost.unlisted = self.lost.unlisted.saturating_add(1);
        }
    }

    pub(super) fn error(&mut self, unit: u16, error: &Error) {
        self.problem(unit, error.structure, error.offset, || {
            format!("found {}, expected {}", error.found, error.expected)
        });
    }

    pub(super) fn forgiven(&mut self, unit: u16, notes: Vec<Forgiven>) {
        for note in notes {
            self.problem(unit, note.structure, note.offset, || note.what);
        }
    }

    /// Add a class; `None` when the limit is reached or the type is defined already (the duplicate is listed).
    pub(super) fn add_class(&mut self, mut class: Class) -> Option<ClassId> {
        if self.classes.len() >= self.limits.classes {
            self.lost.classes = self.lost.classes.saturating_add(1);
            return None;
        }
        if self.class_of.len() <= class.ty.index() {
            self.class_of.resize(self.tables.type_count(), NONE);
        }
        let id = number(self.classes.len());
        if let Some(slot) = self.class_of.get_mut(class.ty.index()) {
            class.duplicate = *slot != NONE;
            if !class.duplicate {
                *slot = id;
            }
        }
        let defs = number(self.defs.len());
        class.defs = (defs, defs);
        self.classes.push(class);
        (!class.duplicate).then_some(ClassId(id))
    }

    /// Add a method to the class added last.
    pub(super) fn add_def(&mut self, def: Def) -> DefId {
        if self.def_of.len() <= def.method.index() {
            self.def_of.resize(self.tables.method_count(), NONE);
        }
        let id = number(self.defs.len());
        if let Some(slot) = self.def_of.get_mut(def.method.index()).filter(|slot| **slot == NONE) {
            *slot = id;
        }
        self.defs.push(def);
        if let Some(class) = self.classes.get_mut(def.class.index()) {
            class.defs.1 = number(self.defs.len());
        }
        DefId(id)
    }

    /// The definition of `method` in `class`.
    pub(super) fn def_in(&self, class: ClassId, method: MethodId) -> Option<DefId> {
        let id = self.def_of.get(method.index()).copied()?;
        self.defs.get(id as usize).filter(|def| def.class == class).map(|_| DefId(id))
    }

    /// Keep the initial value of a static field.
    pub(super) fn add_static(&mut self, field: FieldId, flags: u32, value: Const) {
        self.statics.push((field, flags & access::FINAL != 0, value));
    }

    /// Whether a body of this size may be decoded: bodies that overlap cost more than the bytes of the file.
    pub(super) fn allow_code(&mut self, units: u64, tries: u64) -> bool {
        // A guarded range costs its row and its handlers.
        match self.budget.code.checked_sub(units + tries * 4) {
            Some(left) => {
                self.budget.code = left;
                true
            }
            None => false,
        }
    }
}
