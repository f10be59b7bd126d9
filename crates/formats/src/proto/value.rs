//! `Item`: one value.

use super::wire::{Field, each};
use crate::arsc::Simple;
use crate::axml::Kind;
use crate::cursor::Cursor;
use crate::error::Result;

/// Read an `Item`: ref 1, str 2, `raw_str` 3, `styled_str` 4, file 5, id 6, prim 7.
pub(super) fn item(message: Cursor<'_>) -> Result<Simple> {
    let mut out = Simple { kind: Kind::Null, data: 0, text: None };
    each(message, |number, field| {
        match number {
            1 => out = reference(field.message())?,
            2..=5 => {
                out = Simple { kind: Kind::String, data: 0, text: Some(first_text(field.message())?.into()) };
            }
            7 => out = primitive(field.message())?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(out)
}

/// `String`, `RawString`, `StyledString` and `FileReference` keep their text in field 1.
fn first_text(message: Cursor<'_>) -> Result<String> {
    let mut out = String::new();
    each(message, |number, field| {
        if number == 1 {
            out = field.text();
        }
        Ok(())
    })?;
    Ok(out)
}

/// `Reference`: type 1 (0 resource, 1 attribute), id 2, name 3.
pub(super) fn reference(message: Cursor<'_>) -> Result<Simple> {
    let (mut attribute, mut id, mut name) = (false, 0, String::new());
    each(message, |number, field| {
        match number {
            1 => attribute = field.number() == 1,
            2 => id = field.number(),
            3 => name = field.text(),
            _ => {}
        }
        Ok(())
    })?;
    let mark = if attribute { '?' } else { '@' };
    let text = (id == 0 && !name.is_empty()).then(|| format!("{mark}{name}").into());
    Ok(Simple { kind: if attribute { Kind::Attribute } else { Kind::Reference }, data: id, text })
}

/// `Primitive`: one of null 1, empty 2, float 3, int 6, hex 7, bool 8, colours 9-12, dimension 13, fraction 14.
fn primitive(message: Cursor<'_>) -> Result<Simple> {
    let mut out = Simple { kind: Kind::Null, data: 0, text: None };
    each(message, |number, field: Field<'_>| {
        out.data = field.number();
        out.kind = match number {
            3 => Kind::Float,
            6 => Kind::Int,
            7 => Kind::Hex,
            8 => Kind::Bool,
            9..=12 => Kind::Colour,
            13 => Kind::Dimension,
            14 => Kind::Fraction,
            _ => Kind::Null,
        };
        Ok(())
    })?;
    Ok(out)
}
