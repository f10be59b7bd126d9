//! The one way to read bytes: every read is checked and knows which structure it serves.

use crate::error::{Error, Result};

/// A position in a byte slice, with the name of the structure being read for its errors.
///
/// `base` is added to the offsets of errors, so that a cursor over a part still reports file offsets.
#[derive(Debug, Clone)]
pub struct Cursor<'a> {
    data: &'a [u8],
    pos: usize,
    base: u64,
    structure: &'static str,
}

impl<'a> Cursor<'a> {
    /// A cursor at the start of `data`.
    #[must_use]
    pub fn new(data: &'a [u8], structure: &'static str) -> Self {
        Self { data, pos: 0, base: 0, structure }
    }

    /// A cursor at `offset` of `data`; fails when that lies past the end.
    pub fn at(data: &'a [u8], offset: usize, structure: &'static str) -> Result<Self> {
        let mut cursor = Self::new(data, structure);
        cursor.seek(offset)?;
        Ok(cursor)
    }

    /// The same cursor, whose errors report offsets from `base` on.
    #[must_use]
    pub fn with_base(mut self, base: u64) -> Self {
        self.base = base;
        self
    }

    /// Name the structure that the next reads serve.
    pub fn enter(&mut self, structure: &'static str) {
        self.structure = structure;
    }

    /// Offset from the start of the slice.
    #[must_use]
    pub fn position(&self) -> usize {
        self.pos
    }

    /// Offset that errors report: base plus position.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.base + self.pos as u64
    }

    /// Bytes left.
    #[must_use]
    pub fn remaining(&self) -> usize {
        self.data.len() - self.pos
    }

    /// Whether all bytes are read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.remaining() == 0
    }

    /// An error of this structure at the present position.
    #[must_use]
    pub fn error(&self, found: impl Into<String>, expected: impl Into<String>) -> Error {
        Error::new(self.structure, self.offset(), found, expected)
    }

    /// Go to an offset of the slice; the end itself is allowed.
    pub fn seek(&mut self, offset: usize) -> Result<()> {
        if offset > self.data.len() {
            return Err(Error::new(
                self.structure,
                self.base + offset as u64,
                format!("an offset past the end ({} bytes in all)", self.data.len()),
                "an offset inside the file",
            ));
        }
        self.pos = offset;
        Ok(())
    }

    /// Take `n` bytes.
    pub fn bytes(&mut self, n: usize) -> Result<&'a [u8]> {
        let data = self.data;
        match self.pos.checked_add(n).and_then(|end| data.get(self.pos..end)) {
            Some(found) => {
                self.pos += n;
                Ok(found)
            }
            None => Err(self.error(format!("the end ({} bytes left)", self.remaining()), format!("{n} bytes"))),
        }
    }

    /// Pass over `n` bytes.
    pub fn skip(&mut self, n: usize) -> Result<()> {
        self.bytes(n).map(|_| ())
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let mut out = [0; N];
        out.copy_from_slice(self.bytes(N)?);
        Ok(out)
    }

    /// One byte.
    pub fn u8(&mut self) -> Result<u8> {
        Ok(u8::from_le_bytes(self.array()?))
    }

    /// Two bytes, little-endian.
    pub fn u16(&mut self) -> Result<u16> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    /// Four bytes, little-endian.
    pub fn u32(&mut self) -> Result<u32> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    /// Eight bytes, little-endian.
    pub fn u64(&mut self) -> Result<u64> {
        Ok(u64::from_le_bytes(self.array()?))
    }

    /// Two bytes, big-endian (class files).
    pub fn u16_be(&mut self) -> Result<u16> {
        Ok(u16::from_be_bytes(self.array()?))
    }

    /// Four bytes, big-endian (class files).
    pub fn u32_be(&mut self) -> Result<u32> {
        Ok(u32::from_be_bytes(self.array()?))
    }

    /// Eight bytes, big-endian (class files).
    pub fn u64_be(&mut self) -> Result<u64> {
        Ok(u64::from_be_bytes(self.array()?))
    }

    /// Unsigned LEB128 of at most five bytes, as DEX uses it.
    pub fn uleb128(&mut self) -> Result<u32> {
        let mut value = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.u8()?;
            value |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(self.error("a uleb128 of more than five bytes", "at most five"))
    }

    /// Signed LEB128 of at most five bytes.
    pub fn sleb128(&mut self) -> Result<i32> {
        let mut value = 0_u32;
        for shift in [0_u32, 7, 14, 21, 28] {
            let byte = self.u8()?;
            value |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                let unused = 32_u32.saturating_sub(shift + 7);
                return Ok(value.wrapping_shl(unused).cast_signed() >> unused);
            }
        }
        Err(self.error("a sleb128 of more than five bytes", "at most five"))
    }
}
