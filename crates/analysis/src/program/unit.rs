//! The code files that a program is linked from.

use std::ops::Range;

/// What a unit holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// A DEX file, perhaps a container of several.
    Dex,
    /// JVM class files.
    Class,
}

/// One code file, or all class files of one archive. Owns its bytes; the program refers into them.
#[derive(Debug)]
pub struct Unit {
    name: String,
    kind: UnitKind,
    bytes: Vec<u8>,
    parts: Vec<(String, Range<usize>)>,
}

impl Unit {
    /// A DEX file, e.g. `classes2.dex`.
    #[must_use]
    pub fn dex(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { name: name.into(), kind: UnitKind::Dex, bytes, parts: Vec::new() }
    }

    /// A single class file.
    #[must_use]
    pub fn class(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        let all = 0..bytes.len();
        Self { name: name.into(), kind: UnitKind::Class, bytes, parts: vec![(String::new(), all)] }
    }

    /// The class files of an archive as (entry name, bytes), in the order of the class path.
    ///
    /// They are laid end to end in one buffer: thousands of classes cost one allocation.
    #[must_use]
    pub fn classes<B: AsRef<[u8]>>(name: impl Into<String>, files: impl IntoIterator<Item = (String, B)>) -> Self {
        let mut unit = Self { name: name.into(), kind: UnitKind::Class, bytes: Vec::new(), parts: Vec::new() };
        for (entry, file) in files {
            let start = unit.bytes.len();
            unit.bytes.extend_from_slice(file.as_ref());
            unit.parts.push((entry, start..unit.bytes.len()));
        }
        unit
    }

    /// Its name in the package.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it holds.
    #[must_use]
    pub fn kind(&self) -> UnitKind {
        self.kind
    }

    /// Its bytes; for archives all class files end to end.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The class files as (entry name, range of [`Unit::bytes`]); the entry name of a single class file is empty.
    #[must_use]
    pub fn parts(&self) -> &[(String, Range<usize>)] {
        &self.parts
    }
}

/// Something of a unit that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitProblem {
    /// Index of the unit.
    pub unit: u16,
    /// Name of the structure in its specification.
    pub structure: &'static str,
    /// Byte offset inside the unit (inside the class file for archives; `text` begins with the entry's name then).
    pub offset: u64,
    /// What stood there.
    pub text: String,
}

/// What was lost while linking. All zero: everything was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lost {
    /// Units of which nothing could be read.
    pub units: u32,
    /// Class definitions left out or cut short.
    pub classes: u32,
    /// Methods left out, or kept without their code.
    pub methods: u32,
    /// Rows of strings, types, prototypes, members that could not be read.
    pub rows: u32,
    /// Notes beyond the limit of notes kept.
    pub unlisted: u32,
}
