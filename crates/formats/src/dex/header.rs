//! `header_item`, the container of version 041, and the two tables that only the map names.

use super::{u16_at, u32_at};
use crate::cursor::Cursor;
use crate::error::{Error, Forgiven, Result};

const STRUCTURE: &str = "header_item";
const HEADER_SIZE: u32 = 0x70;
const CONTAINER_HEADER_SIZE: u32 = 0x78;
const ENDIAN_CONSTANT: u32 = 0x1234_5678;
const TYPE_CALL_SITE_ID: u16 = 0x0007;
const TYPE_METHOD_HANDLE: u16 = 0x0008;
/// Item types that a map may name; a longer map is cut.
const MAP_ITEMS: u32 = 64;

/// A table of rows of one size: where it starts and how many rows lie inside the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Table {
    /// Offset of the first row.
    pub offset: u32,
    /// Rows; never more than fit between `offset` and the end of the file.
    pub count: u32,
}

/// What later reading needs of `header_item` and `map_list`.
///
/// | offset | size | field |
/// |---|---|---|
/// | 0x00 | 8 | magic, `dex\n` and three digits |
/// | 0x20 | 4 | `file_size`: to the next header in a container |
/// | 0x24 | 4 | `header_size` |
/// | 0x28 | 4 | `endian_tag` |
/// | 0x34 | 4 | `map_off` |
/// | 0x38 | 8 each | size and offset of strings, types, protos, fields, methods, classes |
/// | 0x70 | 8 | `container_size`, `header_offset` (041 only) |
#[derive(Debug, Clone, Copy, Default)]
pub struct Header {
    /// 35 to 41, or what the magic says; 0 when it says nothing.
    pub version: u16,
    /// Where this header starts.
    pub offset: u32,
    /// `file_size` as written.
    pub file_size: u32,
    /// `string_ids`
    pub strings: Table,
    /// `type_ids`
    pub types: Table,
    /// `proto_ids`
    pub protos: Table,
    /// `field_ids`
    pub fields: Table,
    /// `method_ids`
    pub methods: Table,
    /// `class_defs`
    pub classes: Table,
    /// `call_site_ids`
    pub call_sites: Table,
    /// `method_handles`
    pub method_handles: Table,
}

impl Header {
    /// Read the header at `offset`. Odd magic, sizes and endian tags are forgiven, tables are cut at the end of the file.
    pub(super) fn read(data: &[u8], offset: usize, forgiven: &mut Vec<Forgiven>) -> Result<Self> {
        let at = offset as u64;
        let mut cursor = Cursor::at(data, offset, STRUCTURE)?;
        let magic = cursor.bytes(8)?;
        let version = version_of(magic);
        let known = version.is_some_and(|v| (35..=41).contains(&v) && v != 36);
        cursor.seek(offset.saturating_add(0x20))?;
        let (file_size, header_size, endian_tag) = (cursor.u32()?, cursor.u32()?, cursor.u32()?);
        let plain =
            (header_size == HEADER_SIZE || header_size == CONTAINER_HEADER_SIZE) && endian_tag == ENDIAN_CONSTANT;
        if !known && !plain {
            return Err(Error::new(
                STRUCTURE,
                at,
                format!("the bytes {}", magic.escape_ascii()),
                "the magic dex\\n035 to dex\\n041",
            ));
        }
        if !known {
            forgiven.push(Forgiven::new(STRUCTURE, at, format!("magic {}", magic.escape_ascii())));
        }
        if !plain {
            let what = format!("header_size {header_size:#x}, endian_tag {endian_tag:#x}");
            forgiven.push(Forgiven::new(STRUCTURE, at + 0x24, what));
        }
        cursor.skip(8)?;
        let map_off = cursor.u32()?;
        let mut table = |name: &str, row: usize| -> Result<Table> {
            let (count, start) = (cursor.u32()?, cursor.u32()?);
            Ok(fit(data, name, count, start, row, forgiven))
        };
        let mut header = Self {
            version: version.unwrap_or(0),
            offset: u32::try_from(offset).unwrap_or(u32::MAX),
            file_size,
            strings: table("string_ids", 4)?,
            types: nameable(table("type_ids", 4)?),
            protos: nameable(table("proto_ids", 12)?),
            fields: table("field_ids", 8)?,
            methods: table("method_ids", 8)?,
            classes: table("class_defs", 32)?,
            ..Self::default()
        };
        header.read_map(data, map_off, forgiven);
        Ok(header)
    }

    /// Call sites and method handles are in no header field, only in `map_list`; without a map there are none.
    fn read_map(&mut self, data: &[u8], map_off: u32, forgiven: &mut Vec<Forgiven>) {
        let map = map_off as usize;
        let Some(size) = u32_at(data, map).filter(|_| map != 0) else {
            if map != 0 {
                forgiven.push(Forgiven::new(
                    "map_list",
                    u64::from(map_off),
                    "map past the end of the file, done without",
                ));
            }
            return;
        };
        for item in 0..size.min(MAP_ITEMS) as usize {
            let row = map + 4 + item * 12;
            let (Some(kind), Some(count), Some(start)) =
                (u16_at(data, row), u32_at(data, row + 4), u32_at(data, row + 8))
            else {
                break;
            };
            match kind {
                TYPE_CALL_SITE_ID => self.call_sites = fit(data, "call_site_ids", count, start, 4, forgiven),
                TYPE_METHOD_HANDLE => self.method_handles = fit(data, "method_handles", count, start, 8, forgiven),
                _ => {}
            }
        }
    }
}

/// The number in `dex\nNNN\0`.
fn version_of(magic: &[u8]) -> Option<u16> {
    let digits = magic.strip_prefix(b"dex\n")?.get(..3)?;
    let text = std::str::from_utf8(digits).ok()?;
    text.parse().ok()
}

/// Types and prototypes are named by 16 bits wherever it matters; more rows than that serve nothing.
fn nameable(table: Table) -> Table {
    Table { count: table.count.min(1 << 16), ..table }
}

/// Cut a table to the rows that the file holds.
fn fit(data: &[u8], name: &str, count: u32, offset: u32, row: usize, forgiven: &mut Vec<Forgiven>) -> Table {
    let room = data.len().saturating_sub(offset as usize) / row;
    let fitting = u32::try_from(room).unwrap_or(u32::MAX).min(count);
    if fitting < count {
        let what = format!("{name} of {count} rows cut to the {fitting} that the file holds");
        forgiven.push(Forgiven::new(STRUCTURE, u64::from(offset), what));
    }
    Table { offset, count: fitting }
}

/// Offsets of the headers of a physical file: one, or several for a container (version 041).
///
/// All offsets inside a container count from its start, so the logical files share data. At most `limit` are given.
#[must_use]
pub fn logical_files(data: &[u8], limit: usize) -> Vec<usize> {
    let mut found = vec![0];
    let mut at = 0_usize;
    while found.len() < limit {
        let container = data.get(at..).and_then(|rest| rest.get(..8)).and_then(version_of).is_some_and(|v| v >= 41);
        let size = u32_at(data, at.saturating_add(0x20)).unwrap_or(0);
        if !container || size < HEADER_SIZE {
            break;
        }
        at = at.saturating_add(size as usize);
        if data.get(at..).is_none_or(|rest| !rest.starts_with(b"dex\n")) {
            break;
        }
        found.push(at);
    }
    found
}
