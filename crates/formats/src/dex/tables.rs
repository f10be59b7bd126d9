//! Rows of the id tables, strings, type lists and class definitions.

use std::ffi::CStr;

use super::{Dex, Table, u16_at, u32_at};
use crate::cursor::Cursor;
use crate::error::{Error, Result};

/// `NO_INDEX`: no super class, no source file.
pub const NO_INDEX: u32 = 0xffff_ffff;

/// `proto_id_item`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProtoRow {
    /// Type of what is returned.
    pub return_type_idx: u32,
    /// Offset of the `type_list` of the parameters, 0 for none.
    pub parameters_off: u32,
}

/// `field_id_item` or `method_id_item`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemberRow {
    /// Type that the reference names as the owner.
    pub class_idx: u16,
    /// Type of a field, prototype of a method.
    pub type_or_proto_idx: u16,
    /// Name.
    pub name_idx: u32,
}

/// `class_def_item`, without the source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassDef {
    /// Type defined.
    pub class_idx: u32,
    /// Access flags.
    pub access_flags: u32,
    /// Super class or [`NO_INDEX`].
    pub superclass_idx: u32,
    /// Offset of the `type_list` of the interfaces, 0 for none.
    pub interfaces_off: u32,
    /// Offset of the `annotations_directory_item`, 0 for none.
    pub annotations_off: u32,
    /// Offset of the `class_data_item`, 0 for none.
    pub class_data_off: u32,
    /// Offset of the `encoded_array_item` of static values, 0 for none.
    pub static_values_off: u32,
    /// Offset of this row.
    pub offset: u64,
}

/// `type_list`: type indices.
#[derive(Debug, Clone, Copy)]
pub struct TypeList<'a>(&'a [u8]);

impl TypeList<'_> {
    /// Types in the list.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len() / 2
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The type indices in order.
    pub fn iter(&self) -> impl Iterator<Item = u16> + '_ {
        self.0.chunks_exact(2).filter_map(|row| u16_at(row, 0))
    }
}

impl<'a> Dex<'a> {
    /// The rows of a table, `N` bytes each.
    fn rows<const N: usize>(&self, table: Table) -> impl ExactSizeIterator<Item = &'a [u8]> + use<'a, N> {
        let start = table.offset as usize;
        let bytes = self.data.get(start..).and_then(|rest| rest.get(..table.count as usize * N)).unwrap_or(&[]);
        bytes.chunks_exact(N)
    }

    /// Offset of row `index` of a table, if there is such a row.
    pub(super) fn row(table: Table, index: u32, size: usize) -> Option<usize> {
        (index < table.count).then(|| table.offset as usize + index as usize * size)
    }

    /// `string_data_off` of each string.
    #[must_use]
    pub fn string_offsets(&self) -> impl ExactSizeIterator<Item = u32> + use<'a> {
        self.rows::<4>(self.header.strings).map(|row| u32_at(row, 0).unwrap_or(0))
    }

    /// The MUTF-8 bytes of the `string_data_item` at `offset` and where they start.
    ///
    /// The length in the item counts UTF-16 units and is not trusted: the string ends at the first zero byte.
    pub fn string_data(&self, offset: u32) -> Result<(usize, &'a [u8])> {
        let mut cursor = Cursor::at(self.data, offset as usize, "string_data_item")?;
        cursor.uleb128()?;
        let start = cursor.position();
        let rest = self.data.get(start..).unwrap_or(&[]);
        match CStr::from_bytes_until_nul(rest) {
            Ok(text) => Ok((start, text.to_bytes())),
            Err(_) => Err(cursor.error("no zero byte before the end", "a string that ends with one")),
        }
    }

    /// `descriptor_idx` of each type.
    #[must_use]
    pub fn type_rows(&self) -> impl ExactSizeIterator<Item = u32> + use<'a> {
        self.rows::<4>(self.header.types).map(|row| u32_at(row, 0).unwrap_or(NO_INDEX))
    }

    /// Prototypes.
    #[must_use]
    pub fn proto_rows(&self) -> impl ExactSizeIterator<Item = ProtoRow> + use<'a> {
        self.rows::<12>(self.header.protos).map(|row| ProtoRow {
            return_type_idx: u32_at(row, 4).unwrap_or(NO_INDEX),
            parameters_off: u32_at(row, 8).unwrap_or(0),
        })
    }

    /// Field references.
    pub fn field_rows(&self) -> impl ExactSizeIterator<Item = MemberRow> + use<'a> {
        self.rows::<8>(self.header.fields).map(member)
    }

    /// Method references.
    pub fn method_rows(&self) -> impl ExactSizeIterator<Item = MemberRow> + use<'a> {
        self.rows::<8>(self.header.methods).map(member)
    }

    /// Class definitions.
    pub fn class_defs(&self) -> impl Iterator<Item = ClassDef> + use<'a> {
        let first = u64::from(self.header.classes.offset);
        let place = (0_u64..).map(move |index| first + index * 32);
        let field = |row: &[u8], at| u32_at(row, at).unwrap_or(0);
        self.rows::<32>(self.header.classes).zip(place).map(move |(row, offset)| ClassDef {
            class_idx: field(row, 0),
            access_flags: field(row, 4),
            superclass_idx: field(row, 8),
            interfaces_off: field(row, 12),
            annotations_off: field(row, 20),
            class_data_off: field(row, 24),
            static_values_off: field(row, 28),
            offset,
        })
    }

    /// The `type_list` at `offset`; 0 is the empty list.
    pub fn type_list(&self, offset: u32) -> Result<TypeList<'a>> {
        if offset == 0 {
            return Ok(TypeList(&[]));
        }
        let mut cursor = Cursor::at(self.data, offset as usize, "type_list")?;
        let size = cursor.u32()? as usize;
        if size > cursor.remaining() / 2 {
            let found = format!("{size} types in {} bytes", cursor.remaining());
            return Err(Error::new("type_list", u64::from(offset), found, "a list inside the file"));
        }
        cursor.bytes(size * 2).map(TypeList)
    }
}

/// `field_id_item` and `method_id_item` have the same shape.
fn member(row: &[u8]) -> MemberRow {
    MemberRow {
        class_idx: u16_at(row, 0).unwrap_or(u16::MAX),
        type_or_proto_idx: u16_at(row, 2).unwrap_or(u16::MAX),
        name_idx: u32_at(row, 4).unwrap_or(NO_INDEX),
    }
}
