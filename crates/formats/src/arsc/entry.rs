//! One type in one configuration, and its entries.
//!
//! | structure | layout |
//! |---|---|
//! | type chunk | header 8, id 1, flags 1 (1 sparse, 2 short offsets), reserved 2, `entryCount` 4, `entriesStart` 4, configuration |
//! | entry | size 2, flags 2 (1 bag, 8 compact), key 4, then value 8 or bag |
//! | compact entry | key 2, flags 1 + type 1, data 4 |
//! | bag | parent 4, count 4, then name 4 + value 8 each |

use std::collections::HashMap;

use super::config::Config;
use super::item::{Item, Simple};
use crate::axml::pool::Pool;
use crate::axml::{Kind, Text};
use crate::cursor::Cursor;
use crate::error::Result;

const SPARSE: u8 = 1;
const SHORT: u8 = 2;
const BAG: u16 = 1;
const COMPACT: u16 = 8;
const NO_ENTRY: u32 = 0xffff_ffff;
const TEXT_BYTES: usize = 4 << 20;

/// Where a type chunk stands and what its header says.
#[derive(Debug, Clone)]
pub(super) struct TypeChunk {
    pub(super) id: u8,
    flags: u8,
    start: usize,
    stop: usize,
    header: usize,
    count: u32,
    entries: usize,
}

impl TypeChunk {
    pub(super) fn read(data: &[u8], start: usize, stop: usize, header: usize) -> Result<Self> {
        let mut c = Cursor::at(data, start, "resource_type")?;
        c.skip(8)?;
        let (id, flags) = (c.u8()?, c.u8()?);
        c.skip(2)?;
        let (count, entries) = (c.u32()?, c.u32()? as usize);
        if header < 20 || start.saturating_add(header) > stop {
            return Err(c.error(format!("header size {header}"), "at least 20, inside the chunk"));
        }
        Ok(Self { id, flags, start, stop, header, count, entries })
    }

    fn body<'a>(&self, data: &'a [u8]) -> &'a [u8] {
        data.get(self.start..self.stop).unwrap_or_default()
    }

    fn at<'a>(&self, data: &'a [u8], offset: usize) -> Option<Cursor<'a>> {
        let c = Cursor::at(self.body(data), offset, "resource_entry").ok()?;
        Some(c.with_base(self.start as u64))
    }

    pub(super) fn config(&self, data: &[u8]) -> Config {
        self.at(data, 20).and_then(|mut c| Config::read(&mut c).ok()).unwrap_or_default()
    }

    /// Where entry `number` starts, from the start of the chunk.
    pub(super) fn find(&self, data: &[u8], number: u32) -> Option<usize> {
        if self.flags & SPARSE != 0 {
            let (mut low, mut high) = (0, self.count);
            while low < high {
                let middle = low + (high - low) / 2;
                if self.slot(data, middle)?.0 < number { low = middle + 1 } else { high = middle }
            }
            return self.slot(data, low).filter(|(found, _)| low < self.count && *found == number)?.1;
        }
        if number >= self.count {
            return None;
        }
        self.slot(data, number)?.1
    }

    /// Entry number and offset of a slot of the offset table; no offset means no entry.
    fn slot(&self, data: &[u8], index: u32) -> Option<(u32, Option<usize>)> {
        let index_size = index as usize;
        let (number, offset) = if self.flags & SPARSE != 0 {
            let mut c = self.at(data, self.header.checked_add(index_size.checked_mul(4)?)?)?;
            (u32::from(c.u16().ok()?), Some(u32::from(c.u16().ok()?) * 4))
        } else if self.flags & SHORT != 0 {
            let mut c = self.at(data, self.header.checked_add(index_size.checked_mul(2)?)?)?;
            let short = c.u16().ok()?;
            (index, (short != 0xffff).then_some(u32::from(short) * 4))
        } else {
            let mut c = self.at(data, self.header.checked_add(index_size.checked_mul(4)?)?)?;
            let offset = c.u32().ok()?;
            (index, (offset != NO_ENTRY).then_some(offset))
        };
        Some((number, offset.and_then(|offset| self.entries.checked_add(offset as usize))))
    }

    /// Number and offset of all entries that are there, at most `most`.
    pub(super) fn offsets<'a>(&'a self, data: &'a [u8], most: usize) -> impl Iterator<Item = (u32, usize)> + 'a {
        let slots = (0..self.count).map_while(move |index| self.slot(data, index));
        slots.filter_map(|(number, offset)| Some((number & 0xffff, offset?))).take(most)
    }

    /// Index of the entry's name in the pool of keys.
    pub(super) fn key(&self, data: &[u8], at: usize) -> Option<u32> {
        let mut c = self.at(data, at)?;
        let (size, flags) = (c.u16().ok()?, c.u16().ok()?);
        if flags & COMPACT != 0 { Some(size.into()) } else { c.u32().ok() }
    }

    pub(super) fn item(&self, data: &[u8], at: usize, strings: &Pool<'_>, most: usize) -> Result<Item> {
        let mut c = Cursor::at(self.body(data), at, "resource_entry")?.with_base(self.start as u64);
        let (size, flags) = (c.u16()?, c.u16()?);
        if flags & COMPACT != 0 {
            let code = flags.to_le_bytes()[1];
            let data = c.u32()?;
            return Ok(Item::Simple(Texts::new(strings).simple(code, data)));
        }
        c.seek(at.saturating_add(size.max(8).into()))?;
        if flags & BAG == 0 {
            return Ok(Item::Simple(Texts::new(strings).value(&mut c)?));
        }
        c.seek(at.saturating_add(8))?;
        let (parent, count) = (c.u32()?, c.u32()? as usize);
        c.seek(at.saturating_add(size.max(16).into()))?;
        let mut values = Vec::new();
        let mut texts = Texts::new(strings);
        for _ in 0..count.min(most).min(c.remaining() / 12) {
            values.push((c.u32()?, texts.value(&mut c)?));
        }
        Ok(Item::Bag { parent, values })
    }
}

/// Strings of one entry: each is decoded once, all together within a budget.
struct Texts<'p, 'a> {
    strings: &'p Pool<'a>,
    known: HashMap<u32, Text>,
    left: usize,
}

impl<'p, 'a> Texts<'p, 'a> {
    fn new(strings: &'p Pool<'a>) -> Self {
        Self { strings, known: HashMap::new(), left: TEXT_BYTES }
    }

    fn value(&mut self, c: &mut Cursor<'_>) -> Result<Simple> {
        c.skip(3)?;
        let (code, data) = (c.u8()?, c.u32()?);
        Ok(self.simple(code, data))
    }

    fn simple(&mut self, code: u8, data: u32) -> Simple {
        let kind = Kind::of(code);
        let text = (kind == Kind::String).then(|| self.text(data));
        Simple { kind, data, text }
    }

    fn text(&mut self, index: u32) -> Text {
        if let Some(text) = self.known.get(&index) {
            return text.clone();
        }
        let text: Text = self.strings.get(index).ok().filter(|text| text.len() <= self.left).unwrap_or_default().into();
        self.left -= text.len();
        self.known.insert(index, text.clone());
        text
    }
}
