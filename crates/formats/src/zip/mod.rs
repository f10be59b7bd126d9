//! Zip archives as Android reads them.
//!
//! The central directory wins over the local headers, the encryption bit is ignored, an unknown compression method
//! means *stored*, data in front of the archive is passed over. Each of these is listed as [forgiven](Archive::forgiven).
//! Names are only reported: nothing here ever writes a file.
//!
//! Source: Android's `system/libziparchive` (the behaviour), APPNOTE.TXT (the layout).

mod directory;
mod inflate;
mod oddities;
mod read_at;
mod salvage;

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use flate2::Crc;

pub use read_at::{FileSource, ReadAt};

use crate::cursor::Cursor;
use crate::error::{Error, Forgiven, Result};
use crate::limits::Limits;
use crate::notes::SharedNotes;

const LOCAL: u32 = 0x0403_4b50;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// Below this size no ratio is asked about: small files of one repeated byte are common.
const RATIO_FROM: u64 = 1 << 20;

/// One entry of the directory, as stated there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Name, bytes that are not UTF-8 replaced.
    pub name: String,
    /// Compression method: 0 stored, 8 deflated, anything else is read as stored.
    pub method: u16,
    /// General purpose flags; bit 0 (encrypted) is ignored.
    pub flags: u16,
    /// Check sum, when one is stated.
    pub crc: Option<u32>,
    /// Bytes in the archive.
    pub compressed_size: u64,
    /// Bytes when read; `None` in a salvaged archive that states it only after the data.
    pub size: Option<u64>,
    /// Where the directory header stands in the file.
    pub header_offset: u64,
    /// Where the local header stands in the file.
    pub local_offset: u64,
    name_len: u16,
}

/// An open archive; reading it from several threads is allowed.
pub struct Archive<R> {
    source: R,
    entries: Vec<Entry>,
    /// Entry numbers by name, then by place in the directory.
    by_name: Vec<u32>,
    charged: Vec<AtomicBool>,
    spent: AtomicU64,
    limits: Limits,
    notes: SharedNotes,
    partial: bool,
    prefix: u64,
    directory_offset: Option<u64>,
}

impl<R: ReadAt> Archive<R> {
    /// Read the directory. Fails when there is none or none can be found; see [`Archive::salvage`] for that case.
    pub fn open(source: R, limits: &Limits) -> Result<Self> {
        let notes = SharedNotes::new(limits);
        let end = directory::find_end(&source, &notes)?;
        let (entries, partial) = directory::read_directory(&source, &end, limits, &notes)?;
        let mut archive = Self::build(source, entries, limits, notes, partial);
        archive.prefix = end.prefix;
        archive.directory_offset = Some(end.directory_offset);
        Ok(archive)
    }

    /// Find entries by their local headers, for an archive whose end is missing. The result is always partial.
    pub fn salvage(source: R, limits: &Limits) -> Result<Self> {
        let notes = SharedNotes::new(limits);
        let entries = salvage::scan(&source, limits)?;
        notes.add("central_directory", source.len(), "directory missing; entries found by their local headers");
        Ok(Self::build(source, entries, limits, notes, true))
    }

    fn build(source: R, entries: Vec<Entry>, limits: &Limits, notes: SharedNotes, partial: bool) -> Self {
        let mut by_name: Vec<u32> = (0..u32::try_from(entries.len()).unwrap_or(u32::MAX)).collect();
        let name = |i: u32| entries.get(i as usize).map_or("", |e| e.name.as_str());
        by_name.sort_by(|a, b| name(*a).cmp(name(*b)).then(a.cmp(b)));
        oddities::report(&entries, &by_name, source.len(), &notes);
        let charged = entries.iter().map(|_| AtomicBool::new(false)).collect();
        Self {
            source,
            entries,
            by_name,
            charged,
            spent: AtomicU64::new(0),
            limits: limits.clone(),
            notes,
            partial,
            prefix: 0,
            directory_offset: None,
        }
    }

    /// All entries in the order of the directory, duplicates included.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The bytes below the archive.
    #[must_use]
    pub fn source(&self) -> &R {
        &self.source
    }

    /// Bytes in front of the archive.
    #[must_use]
    pub fn prefix(&self) -> u64 {
        self.prefix
    }

    /// Where the central directory starts; `None` in a salvaged archive.
    #[must_use]
    pub fn directory_offset(&self) -> Option<u64> {
        self.directory_offset
    }

    /// Whether entries are known or likely to be missing.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.partial
    }

    /// What was forgiven so far; reading entries adds to it.
    #[must_use]
    pub fn forgiven(&self) -> Vec<Forgiven> {
        self.notes.list()
    }

    /// The entry of this name. Of several, the first of the directory: the one Android's class loader used as long as
    /// it still accepted duplicates (today it refuses such a package).
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Entry> {
        self.range_of(name).iter().find_map(|i| self.entries.get(*i as usize))
    }

    /// All entries of this name, in the order of the directory.
    pub fn find_all(&self, name: &str) -> impl Iterator<Item = &Entry> + use<'_, R> {
        self.range_of(name).iter().filter_map(|i| self.entries.get(*i as usize))
    }

    fn range_of(&self, name: &str) -> &[u32] {
        let named = |i: &u32| self.entries.get(*i as usize).map_or("", |e| e.name.as_str());
        let from = self.by_name.partition_point(|i| named(i) < name);
        let to = self.by_name.partition_point(|i| named(i) <= name);
        self.by_name.get(from..to).unwrap_or_default()
    }

    /// The bytes of an entry. A wrong size or check sum is forgiven; a limit passed or data outside the file is not.
    pub fn read(&self, entry: &Entry) -> Result<Vec<u8>> {
        let start = self.data_offset(entry)?;
        let room = self.source.len().saturating_sub(start);
        let stored = entry.method != DEFLATED;
        let mut in_file = entry.compressed_size;
        if stored {
            in_file = self.stored_size(entry);
        }
        if in_file > room {
            self.note(entry, "local_file_data", start, format!("{in_file} bytes stated, {room} left in the file"));
            in_file = room;
        }
        let ceiling = self.ceiling(entry, in_file)?;
        let data = if stored {
            if in_file > ceiling {
                return Err(over(entry, start, in_file, ceiling));
            }
            read_vec(&self.source, start, in_file, "local_file_data")?
        } else {
            let read = inflate::inflate(&self.source, start, in_file, entry.size.unwrap_or(in_file * 3), ceiling)
                .map_err(|e| Error { found: format!("{} in {}", e.found, shown(&entry.name)), ..e })?;
            if let Some(why) = read.cut {
                if read.data.is_empty() {
                    let found = format!("{why} in {}", shown(&entry.name));
                    return Err(Error::new("local_file_data", start, found, "deflated data"));
                }
                self.note(entry, "local_file_data", start, format!("{why}; {} bytes kept", read.data.len()));
            }
            read.data
        };
        self.charge(entry, data.len() as u64);
        self.check(entry, start, &data);
        Ok(data)
    }

    /// Of an entry that is not deflated, Android maps the uncompressed size; unknown methods were noted on opening.
    fn stored_size(&self, entry: &Entry) -> u64 {
        let size = entry.size.unwrap_or(entry.compressed_size);
        if size != entry.compressed_size {
            let what = format!("stored with size {size} and compressed size {}", entry.compressed_size);
            self.note(entry, "central_directory_header", entry.header_offset, what);
        }
        size
    }

    fn check(&self, entry: &Entry, start: u64, data: &[u8]) {
        if let Some(size) = entry.size.filter(|size| *size != data.len() as u64) {
            self.note(entry, "local_file_data", start, format!("size {size} stated, {} read", data.len()));
        }
        if let Some(stated) = entry.crc {
            let mut crc = Crc::new();
            crc.update(data);
            if crc.sum() != stated {
                self.note(entry, "local_file_data", start, "check sum differs".to_owned());
            }
        }
    }

    /// How many bytes this entry may come to, by its own limit, by ratio and by what is left for the package.
    fn ceiling(&self, entry: &Entry, in_file: u64) -> Result<u64> {
        let left = self.limits.total_bytes.saturating_sub(self.spent.load(Ordering::Relaxed));
        if left == 0 && !self.is_charged(entry) {
            let found = format!("{} bytes read from this package already", self.limits.total_bytes);
            return Err(Error::over_limit(
                "zip_archive",
                entry.local_offset,
                found,
                "a package within the limit of inflated bytes",
            ));
        }
        let left = if self.is_charged(entry) { u64::MAX } else { left };
        let ratio = in_file.saturating_mul(self.limits.inflate_ratio).max(RATIO_FROM);
        Ok(self.limits.entry_bytes.min(left).min(ratio))
    }

    fn index_of(&self, entry: &Entry) -> Option<usize> {
        let at = self.entries.partition_point(|e| e.header_offset < entry.header_offset);
        self.entries.get(at).filter(|e| e.header_offset == entry.header_offset).map(|_| at)
    }

    fn is_charged(&self, entry: &Entry) -> bool {
        self.index_of(entry).and_then(|i| self.charged.get(i)).is_some_and(|c| c.load(Ordering::Relaxed))
    }

    fn charge(&self, entry: &Entry, bytes: u64) {
        let before = self.index_of(entry).and_then(|i| self.charged.get(i)).map(|c| c.swap(true, Ordering::Relaxed));
        if before != Some(true) {
            self.spent.fetch_add(bytes, Ordering::Relaxed);
        }
    }

    fn note(&self, entry: &Entry, structure: &'static str, offset: u64, what: impl std::fmt::Display) {
        self.notes.add(structure, offset, format!("{}: {what}", shown(&entry.name)));
    }

    /// Where the data of an entry starts. Only the lengths of name and extra field come from the local header.
    pub fn data_offset(&self, entry: &Entry) -> Result<u64> {
        let head = read_vec(&self.source, entry.local_offset, 30, "local_header")
            .map_err(|e| Error { found: format!("{} for {}", e.found, shown(&entry.name)), ..e })?;
        let mut c = Cursor::new(&head, "local_header").with_base(entry.local_offset);
        let after_head = entry.local_offset.saturating_add(30);
        if c.u32()? != LOCAL {
            self.note(
                entry,
                "local_header",
                entry.local_offset,
                "no local header; data taken to start after the name".to_owned(),
            );
            return Ok(after_head.saturating_add(entry.name_len.into()));
        }
        c.skip(22)?;
        let (name, extra) = (c.u16()?, c.u16()?);
        if name != entry.name_len {
            self.note(
                entry,
                "local_header",
                entry.local_offset,
                "local header has a name of another length".to_owned(),
            );
        }
        Ok(after_head.saturating_add(name.into()).saturating_add(extra.into()))
    }
}

fn over(entry: &Entry, start: u64, size: u64, ceiling: u64) -> Error {
    Error::over_limit(
        "local_file_data",
        start,
        format!("{size} bytes in {}", shown(&entry.name)),
        format!("at most {ceiling}"),
    )
}

/// A name as it may stand in a message: short, without control characters.
pub(crate) fn shown(name: &str) -> String {
    name.chars().take(120).flat_map(|c| if c.is_control() { c.escape_default().collect() } else { vec![c] }).collect()
}

/// `len` bytes at `offset`; memory is taken only when the source has that many.
fn read_vec(source: &dyn ReadAt, offset: u64, len: u64, structure: &'static str) -> Result<Vec<u8>> {
    let inside = offset.checked_add(len).is_some_and(|end| end <= source.len());
    let size = usize::try_from(len).ok().filter(|_| inside).ok_or_else(|| {
        let left = source.len().saturating_sub(offset);
        Error::new(structure, offset, format!("the end of the file ({left} bytes left)"), format!("{len} bytes"))
    })?;
    let mut out = vec![0; size];
    source
        .read_at(offset, &mut out)
        .map_err(|e| Error::new(structure, offset, e.to_string(), format!("{len} readable bytes")))?;
    Ok(out)
}
