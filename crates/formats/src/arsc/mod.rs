//! Resource tables (`resources.arsc`).
//!
//! Opening one only notes where its chunks stand; entries are read when asked for. An id is `0xPPTTEEEE`: package,
//! type (from 1), entry. A type has one chunk for each configuration, in one of three layouts: offsets of 32 bits,
//! offsets of 16 bits, or sparse pairs of index and offset.
//!
//! Source: `ResTable` in Android's `ResourceTypes.h` and `LoadedArsc.cpp`.

mod config;
mod entry;
mod item;

use std::collections::BTreeMap;

pub use config::Config;
pub(crate) use item::split_name;
pub use item::{Item, Resource, Resources, Simple};

use crate::axml::STRING_POOL;
use crate::axml::pool::Pool;
use crate::cursor::Cursor;
use crate::error::{Error, Forgiven, Result};
use crate::limits::Limits;
use crate::notes::Notes;

const TABLE: u16 = 0x0002;
const PACKAGE: u16 = 0x0200;
const TYPE: u16 = 0x0201;
const TYPE_SPEC: u16 = 0x0202;
const LIBRARY: u16 = 0x0203;
const OVERLAYABLE: u16 = 0x0204;
const POLICY: u16 = 0x0205;
const STAGED_ALIAS: u16 = 0x0206;
/// Text that one answer may hold; a pool can name the same bytes many times.
const TEXT_BYTES: usize = 64 << 20;

/// A stretch of the table.
#[derive(Debug, Clone, Copy, Default)]
struct Span {
    start: usize,
    stop: usize,
}

#[derive(Debug)]
struct Package {
    id: u32,
    name: String,
    types: Span,
    keys: Span,
    /// Chunks of each type id.
    chunks: BTreeMap<u8, Vec<entry::TypeChunk>>,
    type_offset: u32,
}

/// A resource table over its own bytes.
#[derive(Debug)]
pub struct Table {
    data: Vec<u8>,
    limits: Limits,
    strings: Span,
    packages: Vec<Package>,
    staged: BTreeMap<u32, u32>,
    forgiven: Vec<Forgiven>,
    partial: bool,
}

/// A chunk header inside `within`.
struct Chunk {
    kind: u16,
    header: usize,
    span: Span,
}

impl Table {
    /// Index the chunks of a table. Fails when no package can be found.
    pub fn parse(data: Vec<u8>, limits: &Limits) -> Result<Self> {
        let mut notes = Notes::new(limits);
        let mut c = Cursor::new(&data, "resource_table");
        let (kind, header, size) = (c.u16()?, usize::from(c.u16()?), c.u32()? as usize);
        if kind != TABLE {
            return Err(Error::new(
                "resource_table",
                0,
                format!("chunk type 0x{kind:04x}"),
                "a resource table (0x0002)",
            ));
        }
        let stated = c.u32().unwrap_or(1);
        if size != data.len() {
            notes.add("resource_table", 4, format!("size {size} stated, {} bytes there", data.len()));
        }
        let start = if header < 8 || header > data.len() || !header.is_multiple_of(4) { 12 } else { header };
        if header != 12 {
            notes.add("resource_table", 2, format!("header size 0x{header:x} instead of 12"));
        }
        let mut table = Self {
            strings: Span::default(),
            packages: Vec::new(),
            staged: BTreeMap::new(),
            forgiven: Vec::new(),
            partial: false,
            limits: limits.clone(),
            data: Vec::new(),
        };
        let whole = Span { start, stop: data.len() };
        table.partial |= each_chunk(&data, whole, &mut notes, |chunk, notes| match chunk.kind {
            STRING_POOL if table.strings.stop == 0 => table.strings = chunk.span,
            PACKAGE => {
                if let Err(error) = table.package(&data, &chunk, notes) {
                    notes.add(error.structure, error.offset, format!("{}; the package was passed over", error.found));
                    table.partial = true;
                }
            }
            other => notes.add("resource_chunk", chunk.span.start as u64, format!("chunk 0x{other:04x} passed over")),
        });
        if table.packages.is_empty() && stated > 0 {
            return Err(Error::new("resource_table", start as u64, "no package", "a table with a package"));
        }
        table.forgiven = notes.list();
        table.data = data;
        Ok(table)
    }

    /// What was read past while the chunks were indexed.
    #[must_use]
    pub fn forgiven(&self) -> &[Forgiven] {
        &self.forgiven
    }

    /// Whether a part of the table could not be indexed.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.partial
    }

    fn package(&mut self, data: &[u8], chunk: &Chunk, notes: &mut Notes) -> Result<()> {
        let at = chunk.span.start;
        let body = data.get(at..chunk.span.stop).unwrap_or_default();
        let mut c = Cursor::at(body, 8, "resource_package")?.with_base(at as u64);
        let id = c.u32()?;
        let name = utf16z(c.bytes(256)?);
        let type_strings = c.u32()? as usize;
        c.skip(4)?;
        let key_strings = c.u32()? as usize;
        c.skip(4)?;
        let type_offset = if chunk.header >= 288 { c.u32()? } else { 0 };
        let mut package =
            Package { id, name, types: Span::default(), keys: Span::default(), chunks: BTreeMap::new(), type_offset };
        let header = if chunk.header < 284 || !chunk.header.is_multiple_of(4) { 284 } else { chunk.header };
        let inside = Span { start: at.saturating_add(header).min(chunk.span.stop), stop: chunk.span.stop };
        let mut pools = Vec::new();
        let mut aliased = BTreeMap::new();
        let cut = each_chunk(data, inside, notes, |chunk, notes| {
            let from = chunk.span.start;
            match chunk.kind {
                STRING_POOL => pools.push(chunk.span),
                TYPE => match entry::TypeChunk::read(data, from, chunk.span.stop, chunk.header) {
                    Ok(found) => package.chunks.entry(found.id).or_default().push(found),
                    Err(error) => notes.add(error.structure, error.offset, format!("{}; passed over", error.found)),
                },
                STAGED_ALIAS => {
                    let _ = aliases(data, chunk.span, &mut aliased);
                }
                TYPE_SPEC | LIBRARY | OVERLAYABLE | POLICY => {}
                other => notes.add("resource_chunk", from as u64, format!("unknown chunk 0x{other:04x} passed over")),
            }
        });
        let pool_at = |offset: usize, nth: usize| {
            let stated = pools.iter().find(|pool| pool.start == at.saturating_add(offset));
            stated.or(pools.get(nth)).copied().unwrap_or_default()
        };
        package.types = pool_at(type_strings, 0);
        package.keys = pool_at(key_strings, 1);
        self.partial |= cut;
        self.staged.append(&mut aliased);
        self.packages.push(package);
        Ok(())
    }

    fn pool(&self, span: Span) -> Option<Pool<'_>> {
        let chunk = self.data.get(span.start..span.stop)?;
        let mut notes = Notes::new(&Limits { forgiven: 0, ..self.limits.clone() });
        Pool::read(chunk, span.start as u64, &self.limits, &mut notes).ok()
    }

    fn string(&self, span: Span, index: u32) -> Option<String> {
        self.pool(span)?.get(index).ok()
    }

    /// The places where an id may stand: packages of its id, and that type's chunks.
    fn chunks(&self, id: u32) -> impl Iterator<Item = (&Package, &entry::TypeChunk)> {
        let (package, kind) = (id >> 24, (id >> 16) & 0xff);
        // A shared library has package id 0 until it is loaded.
        let named = self.packages.iter().filter(move |p| p.id == package);
        named.flat_map(move |p| {
            let kind = u8::try_from(kind.saturating_sub(p.type_offset)).unwrap_or(0);
            p.chunks.get(&kind).into_iter().flatten().map(move |chunk| (p, chunk))
        })
    }

    fn real_id(&self, id: u32) -> u32 {
        self.staged.get(&id).copied().unwrap_or(id)
    }

    /// Ids and names of all resources of a type such as `string`, by id.
    #[must_use]
    pub fn of_type(&self, wanted: &str) -> Vec<(u32, String)> {
        let mut out = BTreeMap::new();
        let mut text = 0_usize;
        for package in &self.packages {
            let Some(types) = self.pool(package.types) else { continue };
            let Some(keys) = self.pool(package.keys) else { continue };
            for (kind, chunks) in &package.chunks {
                if types.get(u32::from(*kind).saturating_sub(1)).ok().as_deref() != Some(wanted) {
                    continue;
                }
                for chunk in chunks {
                    for (number, at) in chunk.offsets(&self.data, self.limits.items.saturating_sub(out.len())) {
                        let id = package.id << 24 | u32::from(*kind).wrapping_add(package.type_offset) << 16 | number;
                        out.entry(id).or_insert_with(|| {
                            let name = chunk.key(&self.data, at).filter(|_| text < TEXT_BYTES);
                            let name = name.and_then(|key| keys.get(key).ok()).unwrap_or_default();
                            text += name.len();
                            name
                        });
                    }
                }
            }
        }
        out.into_iter().collect()
    }

    /// Names of the types that the table holds.
    #[must_use]
    pub fn types(&self) -> Vec<String> {
        let mut out = Vec::new();
        for package in &self.packages {
            if let Some(pool) = self.pool(package.types) {
                out.extend(package.chunks.keys().filter_map(|kind| pool.get(u32::from(*kind).saturating_sub(1)).ok()));
            }
        }
        out.sort();
        out.dedup();
        out
    }

    /// Id and name of each package.
    #[must_use]
    pub fn packages(&self) -> Vec<(u32, String)> {
        self.packages.iter().map(|p| (p.id, p.name.clone())).collect()
    }
}

impl Resources for Table {
    fn resolve(&self, id: u32) -> Vec<Resource> {
        let id = self.real_id(id);
        let Some(strings) = self.pool(self.strings).or_else(|| Some(Pool::default())) else { return Vec::new() };
        let mut out = Vec::new();
        for (_, chunk) in self.chunks(id) {
            let Some(at) = chunk.find(&self.data, id & 0xffff) else { continue };
            let Ok(item) = chunk.item(&self.data, at, &strings, self.limits.items) else { continue };
            out.push(Resource { config: chunk.config(&self.data).qualifiers(), item });
        }
        out.sort_by_key(|resource| !resource.config.is_empty());
        out
    }

    fn name(&self, id: u32) -> Option<String> {
        let id = self.real_id(id);
        let (package, chunk, at) =
            self.chunks(id).find_map(|(p, chunk)| Some((p, chunk, chunk.find(&self.data, id & 0xffff)?)))?;
        let kind = self.string(package.types, u32::from(chunk.id).checked_sub(1)?)?;
        let key = self.string(package.keys, chunk.key(&self.data, at)?)?;
        Some(format!("{}:{kind}/{key}", package.name))
    }

    fn id(&self, name: &str) -> Option<u32> {
        let (package, kind, entry) = split_name(name)?;
        let found = self.of_type(kind).into_iter().filter(|(_, name)| name == entry);
        let inside = |id: u32| self.packages.iter().any(|p| p.id == id >> 24 && Some(p.name.as_str()) == package);
        let mut ids = found.map(|(id, _)| id).filter(|id| package.is_none() || inside(*id));
        ids.next()
    }
}

/// Call `visit` for each chunk of a stretch. True when the stretch ended in something that is no chunk.
fn each_chunk(data: &[u8], within: Span, notes: &mut Notes, mut visit: impl FnMut(Chunk, &mut Notes)) -> bool {
    let mut pos = within.start;
    while within.stop.saturating_sub(pos) >= 8 {
        let header = || -> Result<(u16, u16, u32)> {
            let mut c = Cursor::at(data, pos, "resource_chunk")?;
            Ok((c.u16()?, c.u16()?, c.u32()?))
        };
        let Ok((kind, header, size)) = header() else { return true };
        let (size, room) = (size as usize, within.stop - pos);
        if size < 8 {
            notes.add(
                "resource_chunk",
                pos as u64,
                format!("chunk 0x{kind:04x} of size {size}; the rest was not read"),
            );
            return true;
        }
        if size > room {
            notes.add("resource_chunk", pos as u64, format!("chunk 0x{kind:04x} of size {size}, {room} bytes left"));
        }
        let stop = pos + size.min(room);
        visit(Chunk { kind, header: header.into(), span: Span { start: pos, stop } }, notes);
        pos = stop;
    }
    false
}

fn aliases(data: &[u8], span: Span, out: &mut BTreeMap<u32, u32>) -> Result<()> {
    let body = data.get(span.start..span.stop).unwrap_or_default();
    let mut c = Cursor::at(body, 8, "staged_alias")?;
    let count = c.u32()?;
    for _ in 0..count {
        let (staged, real) = (c.u32()?, c.u32()?);
        out.insert(staged, real);
    }
    Ok(())
}

fn utf16z(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|pair| pair.iter().rev().fold(0_u16, |n, b| n << 8 | u16::from(*b)));
    let units = units.take_while(|unit| *unit != 0);
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}
