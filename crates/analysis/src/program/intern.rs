//! Interned strings and rows: one number for the same thing in every unit.
//!
//! Strings are spans of the units' bytes, so that interning copies nothing; only what no unit contains as such (a
//! prototype's descriptor, an array type's name) goes to an arena. Numbers are given in order of first sight and never
//! depend on the hash, which is seeded anew in each process against crafted collisions.

use std::hash::{BuildHasher, Hash};

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

use super::unit::Unit;
use crate::ir::StrId;

/// No entry.
pub(super) const NONE: u32 = u32::MAX;
/// [`Span::source`] of the arena; others are unit indices.
const ARENA: u32 = u32::MAX;

#[derive(Debug, Clone, Copy)]
struct Span {
    source: u32,
    start: u32,
    len: u32,
}

fn bytes_of<'a>(units: &'a [Unit], arena: &'a [u8], span: Span) -> &'a [u8] {
    let whole = if span.source == ARENA { arena } else { units.get(span.source as usize).map_or(&[][..], Unit::bytes) };
    let start = span.start as usize;
    whole.get(start..start + span.len as usize).unwrap_or(&[])
}

/// Strings of all units.
#[derive(Debug, Default)]
pub(super) struct Strings {
    spans: Vec<Span>,
    arena: Vec<u8>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Strings {
    /// Make room for about `count` more strings.
    pub(super) fn reserve(&mut self, units: &[Unit], count: usize) {
        let Self { spans, arena, table, hasher } = self;
        spans.reserve(count);
        table.reserve(count, |id| hasher.hash_one(span_bytes(units, arena, spans, *id)));
    }

    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    pub(super) fn get<'a>(&'a self, units: &'a [Unit], id: StrId) -> &'a [u8] {
        span_bytes(units, &self.arena, &self.spans, id.0)
    }

    pub(super) fn find(&self, units: &[Unit], text: &[u8]) -> Option<StrId> {
        let hash = self.hasher.hash_one(text);
        self.table.find(hash, |id| span_bytes(units, &self.arena, &self.spans, *id) == text).copied().map(StrId)
    }

    /// Intern `text`, which stands at `start` of unit `source`.
    pub(super) fn intern_span(&mut self, units: &[Unit], source: u16, start: usize, text: &[u8]) -> StrId {
        let (Ok(start), Ok(len)) = (u32::try_from(start), u32::try_from(text.len())) else {
            return self.intern(units, text);
        };
        self.enter(units, text, |_| Span { source: source.into(), start, len })
    }

    /// Intern `text`, copying it to the arena when it is new.
    pub(super) fn intern(&mut self, units: &[Unit], text: &[u8]) -> StrId {
        self.enter(units, text, |arena| {
            // An arena past 4 GiB cannot come about: its growth is budgeted by the length of the units.
            let start = u32::try_from(arena.len()).unwrap_or(u32::MAX);
            arena.extend_from_slice(text);
            Span { source: ARENA, start, len: u32::try_from(text.len()).unwrap_or(0) }
        })
    }

    fn enter(&mut self, units: &[Unit], text: &[u8], span: impl FnOnce(&mut Vec<u8>) -> Span) -> StrId {
        let Self { spans, arena, table, hasher } = self;
        let hash = hasher.hash_one(text);
        let entry = table.entry(
            hash,
            |id| span_bytes(units, arena, spans, *id) == text,
            |id| hasher.hash_one(span_bytes(units, arena, spans, *id)),
        );
        match entry {
            Entry::Occupied(found) => StrId(*found.get()),
            Entry::Vacant(place) => {
                let id = number(spans.len());
                place.insert(id);
                let span = span(arena);
                spans.push(span);
                StrId(id)
            }
        }
    }

    pub(super) fn shrink(&mut self, units: &[Unit]) {
        let Self { spans, arena, table, hasher } = self;
        spans.shrink_to_fit();
        arena.shrink_to_fit();
        table.shrink_to_fit(|id| hasher.hash_one(span_bytes(units, arena, spans, *id)));
    }
}

fn span_bytes<'a>(units: &'a [Unit], arena: &'a [u8], spans: &[Span], id: u32) -> &'a [u8] {
    spans.get(id as usize).map_or(&[], |span| bytes_of(units, arena, *span))
}

/// Rows that are equal only to themselves: methods, fields.
#[derive(Debug)]
pub(super) struct Rows<T> {
    items: Vec<T>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { items: Vec::new(), table: HashTable::new(), hasher: DefaultHashBuilder::default() }
    }
}

impl<T: Copy + Eq + Hash> Rows<T> {
    pub(super) fn reserve(&mut self, count: usize) {
        let Self { items, table, hasher } = self;
        items.reserve(count);
        table.reserve(count, |id| hasher.hash_one(items.get(*id as usize)));
    }

    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    pub(super) fn get(&self, id: u32) -> Option<&T> {
        self.items.get(id as usize)
    }

    pub(super) fn find(&self, row: T) -> Option<u32> {
        let hash = self.hasher.hash_one(Some(&row));
        self.table.find(hash, |id| self.items.get(*id as usize) == Some(&row)).copied()
    }

    pub(super) fn intern(&mut self, row: T) -> u32 {
        let Self { items, table, hasher } = self;
        let hash = hasher.hash_one(Some(&row));
        let entry = table.entry(
            hash,
            |id| items.get(*id as usize) == Some(&row),
            |id| hasher.hash_one(items.get(*id as usize)),
        );
        match entry {
            Entry::Occupied(found) => *found.get(),
            Entry::Vacant(place) => {
                let id = number(items.len());
                place.insert(id);
                items.push(row);
                id
            }
        }
    }

    pub(super) fn shrink(&mut self) {
        let Self { items, table, hasher } = self;
        items.shrink_to_fit();
        table.shrink_to_fit(|id| hasher.hash_one(items.get(*id as usize)));
    }
}

/// A table's length as the next id. Units hold fewer than 2^32 - 1 rows of anything: each takes bytes.
pub(super) fn number(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(NONE)
}
