//! `encoded_value` and `encoded_array`.

use super::Dex;
use crate::cursor::Cursor;
use crate::error::Result;

const STRUCTURE: &str = "encoded_value";

/// A constant of the file; arrays and annotations are passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// byte, short, char, int, long, boolean, and the bits of float (sign-extended) and double.
    Int(i64),
    /// Row of `string_ids`.
    String(u32),
    /// Row of `type_ids`.
    Type(u32),
    /// Row of `proto_ids`.
    MethodType(u32),
    /// Row of `method_handles`.
    MethodHandle(u32),
    /// `null`
    Null,
    /// A field, method, enum constant, array or annotation.
    Other,
}

/// A reader of the values of an `encoded_array`, one after the other.
#[derive(Debug, Clone)]
pub struct EncodedArray<'a> {
    cursor: Cursor<'a>,
    left: u32,
    depth: usize,
}

impl<'a> Dex<'a> {
    /// The `encoded_array_item` at `offset`; values nest at most `depth` levels.
    pub fn encoded_array(&self, offset: u32, depth: usize) -> Result<EncodedArray<'a>> {
        let mut cursor = Cursor::at(self.data, offset as usize, "encoded_array")?;
        let left = cursor.uleb128()?;
        Ok(EncodedArray { cursor, left, depth })
    }
}

impl EncodedArray<'_> {
    /// The next value, `None` at the end.
    pub fn next_value(&mut self) -> Result<Option<Value>> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        read(&mut self.cursor, self.depth).map(Some)
    }

    /// Offset of the next byte to be read.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.cursor.offset()
    }
}

/// Read one value; `depth` is how far arrays and annotations may nest below it.
pub(super) fn read(cursor: &mut Cursor<'_>, depth: usize) -> Result<Value> {
    cursor.enter(STRUCTURE);
    let head = cursor.u8()?;
    let (kind, arg) = (head & 0x1f, head >> 5);
    let bytes = usize::from(arg) + 1;
    Ok(match kind {
        0x00 => Value::Int(signed(cursor, 1)?),
        0x02 | 0x04 | 0x06 => Value::Int(signed(cursor, bytes)?),
        0x03 => Value::Int(unsigned(cursor, bytes)?.cast_signed()),
        0x10 => {
            let bits = unsigned(cursor, bytes.min(4))? << (32 - 8 * bytes.min(4));
            Value::Int((bits << 32).cast_signed() >> 32)
        }
        0x11 => Value::Int((unsigned(cursor, bytes)? << (64 - 8 * bytes)).cast_signed()),
        0x15 => Value::MethodType(index(cursor, bytes)?),
        0x16 => Value::MethodHandle(index(cursor, bytes)?),
        0x17 => Value::String(index(cursor, bytes)?),
        0x18 => Value::Type(index(cursor, bytes)?),
        0x19..=0x1b => {
            cursor.skip(bytes)?;
            Value::Other
        }
        0x1c => {
            let below = deeper(cursor, depth)?;
            for _ in 0..cursor.uleb128()? {
                read(cursor, below)?;
            }
            Value::Other
        }
        0x1d => {
            skip_annotation(cursor, depth)?;
            Value::Other
        }
        0x1e => Value::Null,
        0x1f => Value::Int(i64::from(arg & 1)),
        _ => return Err(cursor.error(format!("value type {kind:#x}"), "a known value type")),
    })
}

/// Pass over an `encoded_annotation`.
fn skip_annotation(cursor: &mut Cursor<'_>, depth: usize) -> Result<()> {
    let below = deeper(cursor, depth)?;
    cursor.uleb128()?;
    for _ in 0..cursor.uleb128()? {
        cursor.uleb128()?;
        read(cursor, below)?;
    }
    Ok(())
}

fn deeper(cursor: &Cursor<'_>, depth: usize) -> Result<usize> {
    depth.checked_sub(1).ok_or_else(|| cursor.error("values nested too deep", "a shallower nesting"))
}

/// Little-endian bytes, zero-extended; `bytes` is at most eight.
fn unsigned(cursor: &mut Cursor<'_>, bytes: usize) -> Result<u64> {
    Ok(cursor.bytes(bytes)?.iter().rev().fold(0, |value, byte| value << 8 | u64::from(*byte)))
}

/// Little-endian bytes, sign-extended.
fn signed(cursor: &mut Cursor<'_>, bytes: usize) -> Result<i64> {
    let unused = 64 - 8 * bytes;
    Ok((unsigned(cursor, bytes)? << unused).cast_signed() >> unused)
}

fn index(cursor: &mut Cursor<'_>, bytes: usize) -> Result<u32> {
    let value = unsigned(cursor, bytes)?;
    u32::try_from(value).map_err(|_| cursor.error(format!("index {value}"), "an index of four bytes"))
}
