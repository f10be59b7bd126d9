//! Entries of an archive whose directory is missing, found by their local headers.

use super::read_at::ReadAt;
use super::{Entry, LOCAL, read_vec};
use crate::cursor::Cursor;
use crate::error::{Error, Result};
use crate::limits::Limits;

const BLOCK: usize = 1 << 20;
const DESCRIPTOR_FLAG: u16 = 8;

/// Walk the file for local headers; an entry of unknown size reaches to the next one.
pub(super) fn scan(source: &dyn ReadAt, limits: &Limits) -> Result<Vec<Entry>> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut pos = 0;
    while entries.len() < limits.zip_entries {
        let Some(at) = next_signature(source, pos)? else { break };
        if let Some(last) = entries.last_mut().filter(|last| last.size.is_none()) {
            let start = last.local_offset + 30 + u64::from(last.name_len);
            last.compressed_size = at.saturating_sub(start);
        }
        match read_local(source, at) {
            Ok((entry, data)) => {
                pos = data;
                if entry.size.is_some() {
                    pos = data.saturating_add(entry.compressed_size).min(source.len());
                }
                entries.push(entry);
            }
            Err(_) => pos = at + 4,
        }
    }
    if entries.is_empty() {
        return Err(Error::new(
            "local_header",
            0,
            "no local header in the file",
            "a zip archive, even a truncated one",
        ));
    }
    for entry in &mut entries {
        let start = entry.local_offset + 30 + u64::from(entry.name_len);
        let room = source.len().saturating_sub(start);
        if entry.compressed_size > room || (entry.size.is_none() && entry.compressed_size == 0) {
            entry.compressed_size = room;
        }
    }
    Ok(entries)
}

fn next_signature(source: &dyn ReadAt, from: u64) -> Result<Option<u64>> {
    let mut pos = from;
    while source.len().saturating_sub(pos) >= 30 {
        let size = (source.len() - pos).min(BLOCK as u64);
        let block = read_vec(source, pos, size, "local_header")?;
        if let Some(at) = block.windows(4).position(|w| w == LOCAL.to_le_bytes()) {
            return Ok(Some(pos + at as u64));
        }
        pos += size - 3;
    }
    Ok(None)
}

fn read_local(source: &dyn ReadAt, at: u64) -> Result<(Entry, u64)> {
    let head = read_vec(source, at, 30, "local_header")?;
    let mut c = Cursor::at(&head, 6, "local_header")?.with_base(at);
    let (flags, method) = (c.u16()?, c.u16()?);
    c.skip(4)?;
    let crc = c.u32()?;
    let (compressed, size) = (c.u32()?, c.u32()?);
    let (name_len, extra_len) = (c.u16()?, c.u16()?);
    let raw = read_vec(source, at + 30, name_len.into(), "local_header")?;
    let known = compressed != 0xffff_ffff && (flags & DESCRIPTOR_FLAG == 0 || compressed != 0);
    let entry = Entry {
        name: String::from_utf8_lossy(&raw).into_owned(),
        method,
        flags,
        crc: known.then_some(crc),
        compressed_size: if known { compressed.into() } else { 0 },
        size: known.then_some(size.into()),
        header_offset: at,
        local_offset: at,
        name_len,
    };
    Ok((entry, at + 30 + u64::from(name_len) + u64::from(extra_len)))
}
