//! `code_item`, its tries and handlers. Debug information is never read.

use super::{Dex, Units, u16_at, u32_at};
use crate::cursor::Cursor;
use crate::error::Result;

const STRUCTURE: &str = "code_item";

/// `code_item`
#[derive(Debug, Clone, Copy)]
pub struct CodeItem<'a> {
    /// Registers of the frame.
    pub registers_size: u16,
    /// Words of the parameters, in the last registers.
    pub ins_size: u16,
    /// `try_item`s.
    pub tries_size: u16,
    /// The instructions.
    pub insns: Units<'a>,
    /// Offset of the instructions.
    pub insns_off: usize,
    data: &'a [u8],
}

/// `try_item`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TryItem {
    /// First guarded code unit.
    pub start_addr: u32,
    /// Guarded code units.
    pub insn_count: u16,
    /// Handlers, from the start of the handler list.
    pub handler_off: u16,
}

/// One `encoded_type_addr_pair`, or the catch-all when there is no type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handler {
    /// Row of `type_ids`.
    pub type_idx: Option<u32>,
    /// First code unit of the handler.
    pub addr: u32,
}

impl<'a> Dex<'a> {
    /// The `code_item` at `offset`.
    pub fn code_item(&self, offset: u32) -> Result<CodeItem<'a>> {
        let data = self.data;
        let mut cursor = Cursor::at(data, offset as usize, STRUCTURE)?;
        let (registers_size, ins_size, _outs_size, tries_size) =
            (cursor.u16()?, cursor.u16()?, cursor.u16()?, cursor.u16()?);
        cursor.skip(4)?;
        let insns_size = cursor.u32()? as usize;
        if insns_size > cursor.remaining() / 2 {
            let found = format!("{insns_size} code units in {} bytes", cursor.remaining());
            return Err(cursor.error(found, "code inside the file"));
        }
        let insns_off = cursor.position();
        let insns = Units::new(cursor.bytes(insns_size * 2)?);
        Ok(CodeItem { registers_size, ins_size, tries_size, insns, insns_off, data })
    }
}

impl<'a> CodeItem<'a> {
    fn tries_off(&self) -> usize {
        let end = self.insns_off + self.insns.len() * 2;
        if self.insns.len() % 2 == 1 { end + 2 } else { end }
    }

    /// The tries that lie inside the file.
    pub fn tries(&self) -> impl Iterator<Item = TryItem> + use<'a> {
        let bytes = usize::from(self.tries_size) * 8;
        let rest = self.data.get(self.tries_off()..).unwrap_or(&[]);
        let table = rest.get(..bytes).unwrap_or(rest);
        table.chunks_exact(8).map(|row| TryItem {
            start_addr: u32_at(row, 0).unwrap_or(0),
            insn_count: u16_at(row, 4).unwrap_or(0),
            handler_off: u16_at(row, 6).unwrap_or(0),
        })
    }

    /// Call `found` with the handlers of a try, in order, at most `limit` of them.
    pub fn handlers(&self, item: TryItem, limit: usize, mut found: impl FnMut(Handler)) -> Result<()> {
        let list = self.tries_off() + usize::from(self.tries_size) * 8;
        let mut cursor = Cursor::at(self.data, list + usize::from(item.handler_off), "encoded_catch_handler")?;
        let size = cursor.sleb128()?;
        let typed = size.unsigned_abs() as usize;
        if typed >= limit {
            return Err(cursor.error(format!("{typed} handlers"), "fewer"));
        }
        for _ in 0..typed {
            found(Handler { type_idx: Some(cursor.uleb128()?), addr: cursor.uleb128()? });
        }
        if size <= 0 {
            found(Handler { type_idx: None, addr: cursor.uleb128()? });
        }
        Ok(())
    }
}
