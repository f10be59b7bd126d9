//! Annotations, only as far as asked: their types.

use crate::cursor::Cursor;
use crate::error::Result;

const STRUCTURE: &str = "annotation";

/// Call `found` with the type of each annotation of an annotations attribute.
pub(super) fn types(data: &[u8], offset: usize, depth: usize, mut found: impl FnMut(u16)) -> Result<()> {
    let mut cursor = Cursor::at(data, offset, STRUCTURE)?;
    for _ in 0..cursor.u16_be()? {
        found(annotation(&mut cursor, depth)?);
    }
    Ok(())
}

/// Pass over an annotation; its type.
fn annotation(cursor: &mut Cursor<'_>, depth: usize) -> Result<u16> {
    let ty = cursor.u16_be()?;
    for _ in 0..cursor.u16_be()? {
        cursor.skip(2)?;
        value(cursor, depth)?;
    }
    Ok(ty)
}

fn value(cursor: &mut Cursor<'_>, depth: usize) -> Result<()> {
    let below = depth.checked_sub(1).ok_or_else(|| cursor.error("values nested too deep", "a shallower nesting"))?;
    match cursor.u8()? {
        b'e' => cursor.skip(4),
        b'@' => annotation(cursor, below).map(|_| ()),
        b'[' => {
            for _ in 0..cursor.u16_be()? {
                value(cursor, below)?;
            }
            Ok(())
        }
        _ => cursor.skip(2),
    }
}
