//! End record and central directory.
//!
//! | structure | bytes | what it says |
//! |---|---|---|
//! | end of central directory | 22 + comment | number of entries, size and offset of the directory |
//! | zip64 end record, locator | 56, 20 | the same in 64 bits |
//! | central directory header | 46 + name + extra + comment | one entry |
//!
//! Source: APPNOTE.TXT 6.3.10, sections 4.3 and 4.4; Android's `system/libziparchive/zip_archive.cc`.

use super::read_at::ReadAt;
use super::{Entry, read_vec};
use crate::cursor::Cursor;
use crate::error::{Error, Result};
use crate::limits::Limits;
use crate::notes::SharedNotes;

const END: u32 = 0x0605_4b50;
const END64: u32 = 0x0606_4b50;
const LOCATOR64: u32 = 0x0706_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END_SIZE: u64 = 22;
const LOCATOR_SIZE: u64 = 20;
const CENTRAL_SIZE: u64 = 46;
/// The directory of a package with 200,000 long names takes about 40 MB.
const DIRECTORY_BYTES: u64 = 128 << 20;

/// What the end record says.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    offset: u64,
    pub(super) entries: u64,
    pub(super) directory_size: u64,
    pub(super) directory_offset: u64,
    /// Bytes in front of the archive that its offsets do not count.
    pub(super) prefix: u64,
}

/// Find the end record, the last one in the file, and settle where the directory starts.
pub(super) fn find_end(source: &dyn ReadAt, notes: &SharedNotes) -> Result<End> {
    let len = source.len();
    let tail_len = len.min(END_SIZE + 0xffff);
    let tail_start = len - tail_len;
    let tail = read_vec(source, tail_start, tail_len, "end_of_central_directory")?;
    let at =
        tail.windows(4).rposition(|w| w == END.to_le_bytes()).filter(|at| tail.len() - at >= 22).ok_or_else(|| {
            Error::new(
                "end_of_central_directory",
                len,
                "no end record in the last 65,557 bytes",
                "a complete zip archive",
            )
        })?;
    let mut c = Cursor::at(&tail, at, "end_of_central_directory")?.with_base(tail_start);
    let offset = c.offset();
    c.skip(4)?;
    let (disk, start_disk, on_disk) = (c.u16()?, c.u16()?, c.u16()?);
    let entries = u64::from(c.u16()?);
    let directory_size = u64::from(c.u32()?);
    let directory_offset = u64::from(c.u32()?);
    let comment = u64::from(c.u16()?);
    if disk != 0 || start_disk != 0 || u64::from(on_disk) != entries {
        notes.add("end_of_central_directory", offset, "several disks are stated; read as one");
    }
    let end_of_file = offset + END_SIZE + comment;
    if end_of_file < len {
        notes.add("end_of_central_directory", end_of_file, format!("{} bytes after the archive", len - end_of_file));
    } else if end_of_file > len {
        notes.add("end_of_central_directory", offset, "the comment runs past the end of the file");
    }
    let mut end = End { offset, entries, directory_size, directory_offset, prefix: 0 };
    read_end64(source, &mut end, notes)?;
    settle(source, &mut end, notes)?;
    Ok(end)
}

fn read_end64(source: &dyn ReadAt, end: &mut End, notes: &SharedNotes) -> Result<()> {
    let Some(at) = end.offset.checked_sub(LOCATOR_SIZE) else { return Ok(()) };
    let locator = read_vec(source, at, LOCATOR_SIZE, "zip64_locator")?;
    let mut c = Cursor::new(&locator, "zip64_locator").with_base(at);
    if c.u32()? != LOCATOR64 {
        return Ok(());
    }
    c.skip(4)?;
    let stated = c.u64()?;
    let inside = |offset: u64| offset.checked_add(56).is_some_and(|stop| stop <= at);
    let record = [Some(stated), at.checked_sub(56)].into_iter().flatten().filter(|o| inside(*o)).find_map(|offset| {
        let bytes = read_vec(source, offset, 56, "zip64_end").ok()?;
        let mut c = Cursor::new(&bytes, "zip64_end").with_base(offset);
        (c.u32().ok()? == END64).then_some((offset, bytes))
    });
    let Some((offset, bytes)) = record else {
        notes.add("zip64_locator", at, "points to no zip64 end record; the plain one is used");
        return Ok(());
    };
    let mut c = Cursor::at(&bytes, 32, "zip64_end")?.with_base(offset);
    end.entries = c.u64()?;
    end.directory_size = c.u64()?;
    end.directory_offset = c.u64()?;
    end.offset = offset;
    Ok(())
}

/// Decide whether offsets count from the start of the file or from the start of the archive.
fn settle(source: &dyn ReadAt, end: &mut End, notes: &SharedNotes) -> Result<()> {
    let starts = |offset: u64| {
        let mut found = [0; 4];
        source.read_at(offset, &mut found).is_ok() && u32::from_le_bytes(found) == CENTRAL
    };
    if end.entries == 0 && end.directory_size == 0 {
        return Ok(());
    }
    let whole = end.directory_offset.checked_add(end.directory_size);
    if whole.is_some_and(|stop| stop <= end.offset) && starts(end.directory_offset) {
        return Ok(());
    }
    if let Some(prefix) = whole.and_then(|stop| end.offset.checked_sub(stop))
        && prefix > 0
        && starts(end.directory_offset + prefix)
    {
        end.prefix = prefix;
        end.directory_offset += prefix;
        notes.add("end_of_central_directory", 0, format!("{prefix} bytes before the archive; offsets adjusted"));
        return Ok(());
    }
    if end.directory_offset < end.offset && starts(end.directory_offset) {
        notes.add(
            "end_of_central_directory",
            end.offset,
            "the size of the directory is false; read up to the end record",
        );
        end.directory_size = end.offset - end.directory_offset;
        return Ok(());
    }
    if let Some(start) = end.offset.checked_sub(end.directory_size).filter(|start| starts(*start)) {
        notes.add("end_of_central_directory", end.offset, "the offset of the directory is false; found by its size");
        end.directory_offset = start;
        return Ok(());
    }
    Err(Error::new(
        "central_directory",
        end.directory_offset,
        format!("no directory header (directory of {} bytes stated)", end.directory_size),
        "the first entry's header PK\\1\\2",
    ))
}

/// The entries of the directory, in its order. The flag tells whether some were lost.
pub(super) fn read_directory(
    source: &dyn ReadAt,
    end: &End,
    limits: &Limits,
    notes: &SharedNotes,
) -> Result<(Vec<Entry>, bool)> {
    let room = source.len().saturating_sub(end.directory_offset);
    let size = end.directory_size.min(room).min(DIRECTORY_BYTES);
    let bytes = read_vec(source, end.directory_offset, size, "central_directory")?;
    let mut partial = false;
    let mut entries = Vec::with_capacity(bytes.len().div_ceil(64).min(limits.zip_entries));
    let mut c = Cursor::new(&bytes, "central_directory").with_base(end.directory_offset);
    while c.remaining() as u64 >= CENTRAL_SIZE {
        let at = c.offset();
        if entries.len() >= limits.zip_entries {
            notes.add(
                "central_directory",
                at,
                format!("more than {} entries; the rest was not read", limits.zip_entries),
            );
            partial = true;
            break;
        }
        match read_header(&mut c, end.prefix, notes) {
            Ok(Some(entry)) => entries.push(entry),
            Ok(None) => {
                partial |= (entries.len() as u64) < end.entries;
                if partial {
                    notes.add("central_directory", at, "no header where one should start; the rest was not read");
                }
                break;
            }
            Err(error) => {
                notes.add("central_directory", at, format!("cut header ({}); the rest was not read", error.found));
                partial = true;
                break;
            }
        }
    }
    let read = entries.len() as u64;
    if read != end.entries && !partial && end.entries != read & 0xffff {
        notes.add("end_of_central_directory", end.offset, format!("{} entries stated, {read} found", end.entries));
        partial = read < end.entries;
    }
    Ok((entries, partial))
}

fn read_header(c: &mut Cursor<'_>, prefix: u64, notes: &SharedNotes) -> Result<Option<Entry>> {
    let header_offset = c.offset();
    c.enter("central_directory_header");
    if c.u32()? != CENTRAL {
        return Ok(None);
    }
    c.skip(4)?;
    let (flags, method) = (c.u16()?, c.u16()?);
    c.skip(4)?;
    let crc = c.u32()?;
    let mut compressed_size = u64::from(c.u32()?);
    let mut size = u64::from(c.u32()?);
    let (name_len, extra_len, comment_len) = (c.u16()?, c.u16()?, c.u16()?);
    c.skip(8)?;
    let mut local_offset = u64::from(c.u32()?);
    let raw = c.bytes(name_len.into())?;
    let extra = c.bytes(extra_len.into())?;
    if c.skip(comment_len.into()).is_err() {
        notes.add("central_directory_header", header_offset, "the comment runs past the directory");
        c.skip(c.remaining())?;
    }
    let wanted = [&mut size, &mut compressed_size, &mut local_offset];
    if wanted.iter().any(|v| **v == 0xffff_ffff) && read_extra64(extra, wanted).is_err() {
        notes.add("central_directory_header", header_offset, "64-bit sizes are missing");
    }
    Ok(Some(Entry {
        name: String::from_utf8_lossy(raw).into_owned(),
        method,
        flags,
        crc: Some(crc),
        compressed_size,
        size: Some(size),
        header_offset,
        local_offset: local_offset.saturating_add(prefix),
        name_len,
    }))
}

/// Fill the values that read `0xffffffff` from the zip64 extra field, in its order.
fn read_extra64(extra: &[u8], wanted: [&mut u64; 3]) -> Result<()> {
    let mut c = Cursor::new(extra, "zip64_extra");
    loop {
        let (id, len) = (c.u16()?, c.u16()?);
        let body = c.bytes(len.into())?;
        if id != 1 {
            continue;
        }
        let mut values = Cursor::new(body, "zip64_extra");
        for value in wanted {
            if *value == 0xffff_ffff {
                *value = values.u64()?;
            }
        }
        return Ok(());
    }
}
