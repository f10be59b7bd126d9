//! `class_data_item`: the fields and methods that a class defines.

use super::Dex;
use crate::cursor::Cursor;
use crate::error::{Error, Result};

const STRUCTURE: &str = "class_data_item";

/// `encoded_field`, its index made absolute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EncodedField {
    /// Row of `field_ids`.
    pub field_idx: u32,
    /// Access flags.
    pub access_flags: u32,
}

/// `encoded_method`, its index made absolute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EncodedMethod {
    /// Row of `method_ids`.
    pub method_idx: u32,
    /// Access flags.
    pub access_flags: u32,
    /// Offset of the `code_item`, 0 for native and abstract methods.
    pub code_off: u32,
}

/// A reader that hands out one member after the other, without storing them.
///
/// Ask in the order of the file: static fields, instance fields, direct methods, virtual methods. What is not asked for
/// is passed over.
#[derive(Debug, Clone)]
pub struct ClassData<'a> {
    cursor: Cursor<'a>,
    left: [u32; 4],
    group: usize,
    index: u32,
}

impl<'a> Dex<'a> {
    /// The `class_data_item` at `offset`.
    pub fn class_data(&self, offset: u32) -> Result<ClassData<'a>> {
        let mut cursor = Cursor::at(self.data, offset as usize, STRUCTURE)?;
        let left = [cursor.uleb128()?, cursor.uleb128()?, cursor.uleb128()?, cursor.uleb128()?];
        let members: u64 = left.iter().map(|n| u64::from(*n)).sum();
        // A member takes at least two bytes.
        if members > cursor.remaining() as u64 / 2 {
            let found = format!("{members} members in {} bytes", cursor.remaining());
            return Err(Error::new(STRUCTURE, u64::from(offset), found, "members inside the file"));
        }
        Ok(ClassData { cursor, left, group: 0, index: 0 })
    }
}

impl ClassData<'_> {
    /// Members not handed out yet.
    #[must_use]
    pub fn members_left(&self) -> usize {
        self.left.iter().map(|n| *n as usize).sum()
    }

    /// Offset of the next byte to be read.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.cursor.offset()
    }

    /// Begin the next member of a group, if one is left; indices start again at each group.
    fn begin(&mut self, group: usize) -> Result<Option<u32>> {
        match self.left.get_mut(group) {
            Some(left) if *left > 0 => *left -= 1,
            _ => return Ok(None),
        }
        if self.group != group {
            self.group = group;
            self.index = 0;
        }
        let step = self.cursor.uleb128()?;
        self.index =
            self.index.checked_add(step).ok_or_else(|| self.cursor.error("an index past 2^32", "a smaller step"))?;
        Ok(Some(self.index))
    }

    fn field(&mut self, group: usize) -> Result<Option<EncodedField>> {
        let Some(field_idx) = self.begin(group)? else { return Ok(None) };
        Ok(Some(EncodedField { field_idx, access_flags: self.cursor.uleb128()? }))
    }

    fn method(&mut self, group: usize) -> Result<Option<EncodedMethod>> {
        let Some(method_idx) = self.begin(group)? else { return Ok(None) };
        Ok(Some(EncodedMethod { method_idx, access_flags: self.cursor.uleb128()?, code_off: self.cursor.uleb128()? }))
    }

    /// The next static field.
    pub fn static_field(&mut self) -> Result<Option<EncodedField>> {
        self.field(0)
    }

    /// The next instance field.
    pub fn instance_field(&mut self) -> Result<Option<EncodedField>> {
        while self.field(0)?.is_some() {}
        self.field(1)
    }

    /// The next method: direct ones first, then virtual ones.
    pub fn next_method(&mut self) -> Result<Option<EncodedMethod>> {
        while self.instance_field()?.is_some() {}
        match self.method(2)? {
            Some(found) => Ok(Some(found)),
            None => self.method(3),
        }
    }
}
