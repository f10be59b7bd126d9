//! What fields and stores hold in this world: nothing but what code that runs here writes, and what they begin with.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::ir::{ClassId, Code, Const, FieldId, Insn, StrId};
use crate::program::Program;
use crate::world::calls::Kind;
use crate::world::value::{Val, merge};

/// A place that outlives a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Cell {
    /// A field; of all objects of a class together.
    Field(FieldId),
    /// The value under a key.
    Store(Kind, StrId),
    /// Values under keys that are not known.
    AnyKey(Kind),
    /// Whether a file of the name is there.
    File(StrId),
    /// What a screen of the app hands back to the one that started it.
    Result,
}

/// All cells, and who has read them.
#[derive(Default)]
pub(crate) struct Cells {
    held: FxHashMap<Cell, Option<Val>>,
    readers: FxHashMap<Cell, FxHashSet<u32>>,
    set_when_made: FxHashMap<ClassId, FxHashSet<FieldId>>,
}

impl Cells {
    /// What a cell holds; the reader is told when that changes.
    pub(crate) fn read(
        &mut self,
        cell: Cell,
        reader: u32,
        begins: impl FnOnce(&mut Self) -> Option<Val>,
    ) -> Option<Val> {
        self.readers.entry(cell).or_default().insert(reader);
        if let Some(held) = self.held.get(&cell) {
            return *held;
        }
        let first = begins(self);
        self.held.insert(cell, first);
        first
    }

    /// What a cell holds now; nothing where nobody looked or wrote.
    pub(crate) fn held(&self, cell: Cell) -> Option<Val> {
        self.held.get(&cell).copied().flatten()
    }

    /// Write to a cell; who has read it and must run again. `begins` is what it holds before anything is written.
    pub(crate) fn write(&mut self, cell: Cell, value: Val, begins: impl FnOnce(&mut Self) -> Option<Val>) -> Vec<u32> {
        if !self.held.contains_key(&cell) {
            let first = begins(self);
            self.held.insert(cell, first);
        }
        let slot = self.held.entry(cell).or_default();
        if merge(slot, Some(value)) { self.readers_of(cell) } else { Vec::new() }
    }

    fn readers_of(&self, cell: Cell) -> Vec<u32> {
        let mut found: Vec<u32> = self.readers.get(&cell).into_iter().flatten().copied().collect();
        found.sort_unstable();
        found
    }

    /// Fields that were read, and that nothing will write: they hold zero. Who has read them runs again.
    pub(crate) fn give_up_waiting(&mut self) -> Vec<u32> {
        let is_empty = |(cell, value): &(&Cell, &Option<Val>)| value.is_none() && matches!(cell, Cell::Field(_));
        let empty: Vec<Cell> = self.held.iter().filter(is_empty).map(|(cell, _)| *cell).collect();
        let mut woken = Vec::new();
        for cell in empty {
            self.held.insert(cell, Some(Val::Int(0)));
            woken.extend(self.readers_of(cell));
        }
        woken.sort_unstable();
        woken.dedup();
        woken
    }

    /// What a field begins with: nothing yet where each object (or the class) writes it first thing.
    pub(crate) fn begin_field(&mut self, program: &Program, field: FieldId, is_static: bool) -> Option<Val> {
        let Some(class) = program.class_of(program.field(field).class) else { return Some(Val::Top) };
        if self.written_when_made(program, class).contains(&field) {
            return None;
        }
        let value = if is_static { program.static_value(field) } else { None };
        Some(match value {
            None | Some(Const::Null) => Val::Int(0),
            Some(Const::Int(n)) => Val::Int(n),
            Some(Const::Str(id)) => Val::Str(id),
            Some(_) => Val::Top,
        })
    }

    fn written_when_made(&mut self, program: &Program, class: ClassId) -> &FxHashSet<FieldId> {
        self.set_when_made.entry(class).or_insert_with(|| {
            let mut found = FxHashSet::default();
            let mut code = Code::default();
            for def in program.members(class) {
                if program.def_name(def).starts_with(b"<") && matches!(program.decode(def, &mut code), Ok(true)) {
                    found.extend(code.insns.iter().filter_map(|insn| match insn {
                        Insn::Put { field, .. } => Some(*field),
                        _ => None,
                    }));
                }
            }
            found
        })
    }
}
