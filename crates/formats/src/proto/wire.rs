//! The protobuf wire format: fields of varints, fixed words and length-delimited bytes.
//!
//! Source: protobuf.dev, "Encoding".

use crate::cursor::Cursor;
use crate::error::Result;

/// The value of one field.
#[derive(Debug, Clone)]
pub(super) enum Field<'a> {
    /// Wire type 0.
    Varint(u64),
    /// Wire type 1.
    Eight(u64),
    /// Wire type 2; the cursor covers exactly the bytes.
    Bytes(Cursor<'a>),
    /// Wire type 5.
    Four(u32),
}

impl<'a> Field<'a> {
    /// The low 32 bits of a number; 0 for bytes.
    pub(super) fn number(&self) -> u32 {
        match self {
            Self::Varint(n) | Self::Eight(n) => (n & 0xffff_ffff) as u32,
            Self::Four(n) => *n,
            Self::Bytes(_) => 0,
        }
    }

    /// A nested message; an empty one for numbers.
    pub(super) fn message(self) -> Cursor<'a> {
        match self {
            Self::Bytes(c) => c,
            _ => Cursor::new(&[], "protobuf"),
        }
    }

    /// Text; empty for numbers.
    pub(super) fn text(self) -> String {
        let mut c = self.message();
        let n = c.remaining();
        c.bytes(n).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
    }
}

fn varint(c: &mut Cursor<'_>) -> Result<u64> {
    let mut value = 0_u64;
    for shift in (0..70).step_by(7) {
        let byte = c.u8()?;
        value |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
        if byte & 0x80 == 0 {
            return Ok(value);
        }
    }
    Err(c.error("a varint of more than ten bytes", "at most ten"))
}

/// The next field and its number; `None` at the end of the message.
pub(super) fn next<'a>(c: &mut Cursor<'a>) -> Result<Option<(u32, Field<'a>)>> {
    if c.is_empty() {
        return Ok(None);
    }
    let tag = varint(c)?;
    let number = u32::try_from(tag >> 3).unwrap_or(0);
    let field = match tag & 7 {
        0 => Field::Varint(varint(c)?),
        1 => Field::Eight(c.u64()?),
        2 => {
            let size = usize::try_from(varint(c)?).unwrap_or(usize::MAX);
            let at = c.offset();
            Field::Bytes(Cursor::new(c.bytes(size)?, "protobuf").with_base(at))
        }
        5 => Field::Four(c.u32()?),
        other => return Err(c.error(format!("wire type {other}"), "0, 1, 2 or 5")),
    };
    Ok(Some((number, field)))
}

/// Call `visit` for each field of a message.
pub(super) fn each<'a>(mut c: Cursor<'a>, mut visit: impl FnMut(u32, Field<'a>) -> Result<()>) -> Result<()> {
    while let Some((number, field)) = next(&mut c)? {
        visit(number, field)?;
    }
    Ok(())
}
