//! Annotations, only as far as asked: which methods of a class carry one of a given type.

use super::{ClassDef, Dex};
use crate::cursor::Cursor;
use crate::error::Result;

const STRUCTURE: &str = "annotations_directory_item";

/// Call `found` with the row of `method_ids` of each method of `class` that carries the annotation `type_idx`.
///
/// `budget` counts methods and annotations looked at and is shared between calls: past it the rest is left unread and the answer is
/// `false`. (Files may share annotation sets between methods, so their length does not bound the work.)
pub fn methods_with_annotation(
    dex: &Dex<'_>,
    class: &ClassDef,
    type_idx: u32,
    budget: &mut usize,
    mut found: impl FnMut(u32),
) -> Result<bool> {
    if class.annotations_off == 0 {
        return Ok(true);
    }
    let mut cursor = Cursor::at(dex.data(), class.annotations_off as usize, STRUCTURE)?;
    cursor.skip(4)?;
    let (fields, methods, _parameters) = (cursor.u32()?, cursor.u32()?, cursor.u32()?);
    cursor.skip((fields as usize).saturating_mul(8))?;
    for _ in 0..methods {
        let (method_idx, set_off) = (cursor.u32()?, cursor.u32()?);
        let mut set = Cursor::at(dex.data(), set_off as usize, "annotation_set_item")?;
        let mut hit = false;
        let size = set.u32()?;
        match budget.checked_sub(size as usize + 1) {
            Some(left) => *budget = left,
            None => return Ok(false),
        }
        for _ in 0..size {
            let mut item = Cursor::at(dex.data(), set.u32()? as usize, "annotation_item")?;
            item.skip(1)?;
            hit |= item.uleb128()? == type_idx;
        }
        if hit {
            found(method_idx);
        }
    }
    Ok(true)
}
