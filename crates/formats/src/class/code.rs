//! The `Code` attribute. Instructions are read where they are lowered: their meaning depends on the stack before them.

use crate::cursor::Cursor;
use crate::error::Result;

/// `Code_attribute`
#[derive(Debug, Clone, Copy)]
pub struct Body<'a> {
    /// Depth of the operand stack, in words.
    pub max_stack: u16,
    /// Local variables, in words.
    pub max_locals: u16,
    /// The instructions.
    pub code: &'a [u8],
    /// Offset of the instructions.
    pub code_off: usize,
    table: &'a [u8],
}

/// A row of the exception table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guard {
    /// First guarded byte of the code.
    pub start_pc: u16,
    /// First byte no longer guarded.
    pub end_pc: u16,
    /// First byte of the handler.
    pub handler_pc: u16,
    /// Class in the pool, 0 for everything.
    pub catch_type: u16,
}

impl<'a> Body<'a> {
    /// Read the attribute whose contents start at `offset`.
    pub fn read(data: &'a [u8], offset: usize) -> Result<Self> {
        let mut cursor = Cursor::at(data, offset, "Code_attribute")?;
        let (max_stack, max_locals, length) = (cursor.u16_be()?, cursor.u16_be()?, cursor.u32_be()? as usize);
        if length > usize::from(u16::MAX) {
            return Err(cursor.error(format!("{length} bytes of code"), "at most 65,535"));
        }
        let code_off = cursor.position();
        let code = cursor.bytes(length)?;
        let guards = usize::from(cursor.u16_be()?);
        Ok(Self { max_stack, max_locals, code, code_off, table: cursor.bytes(guards * 8)? })
    }

    /// The exception table in order.
    #[must_use]
    pub fn guards(&self) -> impl ExactSizeIterator<Item = Guard> + use<'a> {
        let word =
            |row: &[u8], at: usize| row.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |b| u16::from_be_bytes(*b));
        self.table.chunks_exact(8).map(move |row| Guard {
            start_pc: word(row, 0),
            end_pc: word(row, 2),
            handler_pc: word(row, 4),
            catch_type: word(row, 6),
        })
    }
}
