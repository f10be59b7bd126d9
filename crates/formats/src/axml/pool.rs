//! String pools: shared by binary XML and resource tables.
//!
//! | offset | size | field |
//! |---|---|---|
//! | 0 | 8 | chunk header: type 0x0001, header size 28, chunk size |
//! | 8 | 4 | `stringCount` |
//! | 12 | 4 | `styleCount` |
//! | 16 | 4 | `flags`: 0x100 is UTF-8 |
//! | 20 | 4 | `stringsStart`, from the start of the chunk |
//! | 24 | 4 | `stylesStart` |
//! | header size | 4 x count | offsets from `stringsStart` |
//!
//! Source: `ResStringPool` in Android's `ResourceTypes.cpp`.

use crate::cursor::Cursor;
use crate::error::Result;
use crate::limits::Limits;
use crate::notes::Notes;

const UTF8: u32 = 0x100;
/// The size of the fixed fields.
pub(crate) const HEADER_SIZE: usize = 28;

/// A string pool over the bytes it stands in; strings are decoded on demand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pool<'a> {
    chunk: &'a [u8],
    base: u64,
    count: u32,
    offsets: usize,
    strings: usize,
    utf8: bool,
}

impl<'a> Pool<'a> {
    /// Read the header of the pool in `chunk`, which starts at `base` of the input.
    pub fn read(chunk: &'a [u8], base: u64, limits: &Limits, notes: &mut Notes) -> Result<Self> {
        let mut c = Cursor::new(chunk, "string_pool").with_base(base);
        c.skip(2)?;
        let mut header = usize::from(c.u16()?);
        c.skip(4)?;
        let mut count = c.u32()?;
        c.skip(4)?;
        let flags = c.u32()?;
        let mut strings = c.u32()? as usize;
        c.skip(4)?;
        if header < HEADER_SIZE || header > chunk.len() || !header.is_multiple_of(4) {
            notes.add("string_pool", base + 2, format!("header size 0x{header:x}; read as 28"));
            header = HEADER_SIZE;
        }
        let room = (chunk.len() - header.min(chunk.len())) / 4;
        let most = room.min(limits.items);
        if count as usize > most {
            notes.add("string_pool", base + 8, format!("{count} strings stated, room for {most}"));
            count = u32::try_from(most).unwrap_or(u32::MAX);
        }
        if strings > chunk.len() {
            notes.add("string_pool", base + 20, "the strings start past the end of the pool");
            strings = chunk.len();
        }
        Ok(Self { chunk, base, count, offsets: header, strings, utf8: flags & UTF8 != 0 })
    }

    /// Number of strings.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.count
    }

    /// Whether there are no strings.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Where the pool starts in the input.
    #[must_use]
    pub fn base(&self) -> u64 {
        self.base
    }

    /// The string of this index; what is broken becomes the replacement character.
    pub fn get(&self, index: u32) -> Result<String> {
        let slot = Cursor::at(self.chunk, self.offsets, "string_pool")?.with_base(self.base);
        if index >= self.count {
            return Err(slot.error(format!("string index {index}"), format!("one of {} strings", self.count)));
        }
        let mut slot = slot;
        slot.skip(index as usize * 4)?;
        let start = self.strings.saturating_add(slot.u32()? as usize);
        let mut c = Cursor::new(self.chunk, "string_pool").with_base(self.base);
        c.seek(start)?;
        if self.utf8 { Self::utf8(&mut c) } else { Self::utf16(&mut c) }
    }

    fn utf8(c: &mut Cursor<'a>) -> Result<String> {
        let length = |c: &mut Cursor<'a>| -> Result<usize> {
            let first = usize::from(c.u8()?);
            if first & 0x80 == 0 { Ok(first) } else { Ok((first & 0x7f) << 8 | usize::from(c.u8()?)) }
        };
        let chars = length(c)?;
        let mut bytes = length(c)?;
        // Above 32,767 bytes the stated length wraps; Android goes by the terminator then.
        if chars > bytes {
            let rest = c.clone().bytes(c.remaining())?;
            bytes = rest.iter().position(|b| *b == 0).unwrap_or(rest.len());
        }
        Ok(String::from_utf8_lossy(c.bytes(bytes)?).into_owned())
    }

    fn utf16(c: &mut Cursor<'a>) -> Result<String> {
        let mut units = usize::from(c.u16()?);
        if units & 0x8000 != 0 {
            units = (units & 0x7fff) << 16 | usize::from(c.u16()?);
        }
        let bytes = c.bytes(units.saturating_mul(2))?;
        let code = bytes.chunks_exact(2).map(|pair| pair.iter().rev().fold(0_u16, |n, b| n << 8 | u16::from(*b)));
        Ok(char::decode_utf16(code).map(|r| r.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    }
}
