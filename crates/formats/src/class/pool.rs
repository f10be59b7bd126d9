//! The constant pool.

use crate::cursor::Cursor;
use crate::error::{Error, Result};

const STRUCTURE: &str = "constant_pool";

/// What a member reference refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefKind {
    /// `CONSTANT_Fieldref`
    Field,
    /// `CONSTANT_Methodref`
    Method,
    /// `CONSTANT_InterfaceMethodref`
    InterfaceMethod,
}

/// One constant. Indices are indices of the pool and not checked yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// Index 0, and the second place of a long or double.
    Empty,
    /// Modified UTF-8: first byte in the file, length.
    Utf8(u32, u16),
    /// Integer, or the bits of a float.
    Int(i32),
    /// Long, or the bits of a double.
    Long(i64),
    /// A class by its internal name.
    Class(u16),
    /// A string.
    String(u16),
    /// A member: class, name and type.
    Ref(RefKind, u16, u16),
    /// Name, descriptor.
    NameAndType(u16, u16),
    /// Reference kind (1 to 9), member.
    MethodHandle(u8, u16),
    /// A call site: row of the bootstrap methods, name and type.
    InvokeDynamic(u16, u16),
    /// A method type, a dynamic constant, a module, a package.
    Other,
}

/// The constant pool of one class file.
#[derive(Debug, Clone)]
pub struct Pool<'a> {
    data: &'a [u8],
    entries: Vec<Entry>,
}

impl<'a> Pool<'a> {
    pub(super) fn read(data: &'a [u8], cursor: &mut Cursor<'a>) -> Result<Self> {
        cursor.enter(STRUCTURE);
        let count = usize::from(cursor.u16_be()?);
        let mut entries = Vec::with_capacity(count.min(cursor.remaining() / 3 + 1));
        entries.push(Entry::Empty);
        while entries.len() < count {
            let entry = read_entry(cursor)?;
            let two = matches!(entry, Entry::Long(_));
            entries.push(entry);
            if two {
                entries.push(Entry::Empty);
            }
        }
        Ok(Self { data, entries })
    }

    /// All entries; the index is the place.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry at `index`; [`Entry::Empty`] past the end.
    #[must_use]
    pub fn get(&self, index: u16) -> Entry {
        self.entries.get(usize::from(index)).copied().unwrap_or(Entry::Empty)
    }

    /// The bytes of a `CONSTANT_Utf8`.
    pub fn utf8(&self, index: u16) -> Result<&'a [u8]> {
        if let Entry::Utf8(start, len) = self.get(index) {
            let start = start as usize;
            if let Some(text) = self.data.get(start..start + usize::from(len)) {
                return Ok(text);
            }
        }
        Err(Error::new(STRUCTURE, 0, format!("no text at index {index}"), "CONSTANT_Utf8"))
    }

    /// The internal name of a class entry, e.g. `java/lang/String` or `[I`, as index of its text.
    #[must_use]
    pub fn class_name(&self, index: u16) -> Option<u16> {
        match self.get(index) {
            Entry::Class(name) => Some(name),
            _ => None,
        }
    }
}

fn read_entry(cursor: &mut Cursor<'_>) -> Result<Entry> {
    let tag = cursor.u8()?;
    Ok(match tag {
        1 => {
            let len = cursor.u16_be()?;
            let start = cursor.position();
            cursor.skip(len.into())?;
            Entry::Utf8(u32::try_from(start).map_err(|_| cursor.error("a file past 4 GiB", "less"))?, len)
        }
        3 | 4 => Entry::Int(cursor.u32_be()?.cast_signed()),
        5 | 6 => Entry::Long(cursor.u64_be()?.cast_signed()),
        7 => Entry::Class(cursor.u16_be()?),
        8 => Entry::String(cursor.u16_be()?),
        9 => Entry::Ref(RefKind::Field, cursor.u16_be()?, cursor.u16_be()?),
        10 => Entry::Ref(RefKind::Method, cursor.u16_be()?, cursor.u16_be()?),
        11 => Entry::Ref(RefKind::InterfaceMethod, cursor.u16_be()?, cursor.u16_be()?),
        12 => Entry::NameAndType(cursor.u16_be()?, cursor.u16_be()?),
        15 => Entry::MethodHandle(cursor.u8()?, cursor.u16_be()?),
        17 => {
            cursor.skip(4)?;
            Entry::Other
        }
        18 => Entry::InvokeDynamic(cursor.u16_be()?, cursor.u16_be()?),
        16 | 19 | 20 => {
            cursor.skip(2)?;
            Entry::Other
        }
        _ => return Err(cursor.error(format!("tag {tag}"), "a known tag")),
    })
}
