//! Binary XML as Android reads it.
//!
//! A document is a chunk that holds chunks: string pool, resource ids of the attribute names, then nodes. Android goes
//! by chunk types and sizes and ignores what it does not know, so the type of the outer chunk, odd header sizes and
//! unknown chunks between known ones are read past and listed. Attributes go by their resource id: names can be
//! stripped or false.
//!
//! Source: `ResXMLTree` and `ResXMLParser` in Android's `libs/androidfw/ResourceTypes.cpp`.

mod document;
mod nodes;
pub mod pool;
pub mod value;

pub use document::{ANDROID, Attr, Document, Element, Text, Value, android_attr};
pub use pool::Pool;
pub use value::{Kind, render};

use crate::cursor::Cursor;
use crate::error::{Error, Result};
use crate::limits::Limits;
use crate::notes::Notes;
use nodes::Builder;

pub(crate) const STRING_POOL: u16 = 0x0001;
const XML: u16 = 0x0003;
const RESOURCE_MAP: u16 = 0x0180;
const START_NAMESPACE: u16 = 0x0100;
const END_NAMESPACE: u16 = 0x0101;
const START_ELEMENT: u16 = 0x0102;
const END_ELEMENT: u16 = 0x0103;
const CDATA: u16 = 0x0104;
/// How far a reader looks for the string pool when the outer header is false.
const SEARCH: usize = 64 << 10;

/// Header of a chunk.
#[derive(Debug, Clone, Copy)]
struct Chunk {
    start: usize,
    kind: u16,
    header: usize,
    size: usize,
}

/// Whether these bytes look like binary XML, also with a false type in front.
#[must_use]
pub fn is_binary_xml(data: &[u8]) -> bool {
    outer(data).is_some_and(|chunk| chunk.kind == XML) || first_chunk(data).is_some()
}

fn outer(data: &[u8]) -> Option<Chunk> {
    let mut c = Cursor::new(data, "xml_header");
    let (kind, header, size) = (c.u16().ok()?, usize::from(c.u16().ok()?), c.u32().ok()? as usize);
    Some(Chunk { start: 0, kind, header, size })
}

/// Where the string pool starts: where the header says, at byte 8, or at the first place that looks like one.
fn first_chunk(data: &[u8]) -> Option<usize> {
    let looks = |at: usize| {
        let Ok(mut c) = Cursor::at(data, at, "string_pool") else { return false };
        let (Ok(kind), Ok(header), Ok(size)) = (c.u16(), c.u16(), c.u32()) else { return false };
        let (Ok(count), Ok(_), Ok(flags), Ok(start)) = (c.u32(), c.u32(), c.u32(), c.u32()) else { return false };
        let shape = header >= 28 && size as usize >= 28 && flags & !0x101 == 0;
        kind == STRING_POOL && shape && (count == 0 || start >= 28)
    };
    let stated = outer(data).map(|chunk| chunk.header).filter(|header| *header >= 8);
    stated
        .into_iter()
        .chain([8])
        .find(|at| looks(*at))
        .or_else(|| (0..data.len().min(SEARCH)).step_by(4).find(|at| looks(*at)))
}

/// Read a binary XML document. Fails only when no string pool or no element can be found.
pub fn read(data: &[u8], limits: &Limits) -> Result<Document> {
    let mut notes = Notes::new(limits);
    let top = outer(data).ok_or_else(|| Error::new("xml_header", 0, format!("{} bytes", data.len()), "binary XML"))?;
    let start = first_chunk(data).ok_or_else(|| {
        Error::new("xml_header", 0, format!("chunk type 0x{:04x} and no string pool", top.kind), "binary XML")
    })?;
    if top.kind != XML {
        notes.add("xml_header", 0, format!("chunk type 0x{:04x} instead of 0x0003", top.kind));
    }
    if start != 8 || top.header != 8 {
        notes.add("xml_header", 2, format!("header size 0x{:x}; first chunk read at 0x{start:x}", top.header));
    }
    if top.size != data.len() {
        notes.add("xml_header", 4, format!("size {} stated, {} bytes there", top.size, data.len()));
    }
    let mut builder = Builder::new(limits, notes);
    walk(data, start, &mut builder);
    let document = builder.finish();
    if document.elements.is_empty() {
        return Err(Error::new("xml_start_element", start as u64, "no element", "a document with a root element"));
    }
    Ok(document)
}

fn walk<'a>(data: &'a [u8], start: usize, builder: &mut Builder<'a>) {
    let mut pos = start;
    while data.len().saturating_sub(pos) >= 8 {
        let Some(chunk) = next_chunk(data, pos, builder) else { return };
        let stop = chunk.start + chunk.size;
        let Some(body) = data.get(chunk.start..stop) else { return };
        let at = chunk.start as u64;
        let done = match chunk.kind {
            STRING_POOL => builder.pool(body, at),
            RESOURCE_MAP => builder.resource_map(body, at, chunk.header),
            START_NAMESPACE | END_NAMESPACE => Ok(()),
            START_ELEMENT => builder.start(body, at, chunk.header),
            END_ELEMENT => {
                builder.end();
                Ok(())
            }
            CDATA => builder.text(body, at, chunk.header),
            other => {
                builder.notes.add("xml_chunk", at, format!("unknown chunk 0x{other:04x} passed over"));
                Ok(())
            }
        };
        if let Err(error) = done {
            builder.lose(error.structure, error.offset, format!("{}; the chunk was passed over", error.found));
        }
        if builder.full {
            return;
        }
        pos = stop;
    }
}

/// The chunk at `pos`, or the next one that can be read when that one has an impossible size.
fn next_chunk(data: &[u8], pos: usize, builder: &mut Builder<'_>) -> Option<Chunk> {
    let read = |at: usize| {
        let mut c = Cursor::at(data, at, "xml_chunk").ok()?;
        Some(Chunk { start: at, kind: c.u16().ok()?, header: c.u16().ok()?.into(), size: c.u32().ok()? as usize })
    };
    let chunk = read(pos)?;
    let room = data.len() - pos;
    if chunk.size >= 8 && chunk.size <= room {
        return Some(chunk);
    }
    let node = |chunk: &Chunk| (START_NAMESPACE..=CDATA).contains(&chunk.kind) && chunk.header == 16;
    if chunk.size > room && node(&chunk) {
        builder.lose("xml_chunk", pos as u64, format!("size {} with {room} bytes left; read to the end", chunk.size));
        return Some(Chunk { size: room, ..chunk });
    }
    let whole = |chunk: &Chunk| node(chunk) && chunk.size >= 16 && chunk.size <= data.len() - chunk.start;
    let next = (pos + 4..data.len()).step_by(4).filter_map(read).find(whole);
    let what = format!("chunk 0x{:04x} of size {}", chunk.kind, chunk.size);
    match next {
        Some(next) => builder.lose("xml_chunk", pos as u64, format!("{what}; read on at 0x{:x}", next.start)),
        None => builder.lose("xml_chunk", pos as u64, format!("{what}; the rest was not read")),
    }
    next
}
