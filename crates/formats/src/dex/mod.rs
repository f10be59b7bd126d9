//! Dalvik executables: versions 035 to 041, read on demand.
//!
//! [`Dex::parse`] reads the header and fits each table to the bytes that are there; everything else is read when asked
//! for, with each index checked. Nothing is verified beyond what reading needs: checksums and signatures are ignored,
//! as an attacker writes them as he likes. Strings stay byte ranges of the file (MUTF-8).
//!
//! Counts that a file may lie about are bounded by its length here; costs that arise because structures are shared
//! (many classes with one `class_data_item`) are bounded by the caller, who sees all of them.
//!
//! Source: "Dalvik executable format" and "Dalvik bytecode" of the Android Open Source Project.

mod annotation;
mod class_data;
mod code;
mod handle;
mod header;
mod insn;
mod tables;
mod value;

pub use annotation::methods_with_annotation;
pub use class_data::{ClassData, EncodedField, EncodedMethod};
pub use code::{CodeItem, Handler, TryItem};
pub use handle::{CallSite, HandleKind, MethodHandle};
pub use header::{Header, Table, logical_files};
pub use insn::{Format, Insn, Payload, Units, format_of};
pub use tables::{ClassDef, MemberRow, NO_INDEX, ProtoRow, TypeList};
pub use value::{EncodedArray, Value};

use crate::error::{Forgiven, Result};

/// One (logical) DEX file.
#[derive(Debug, Clone, Copy)]
pub struct Dex<'a> {
    data: &'a [u8],
    header: Header,
}

impl<'a> Dex<'a> {
    /// Read the header at `header_offset` of the physical file (0 but for later parts of a container).
    pub fn parse(data: &'a [u8], header_offset: usize, forgiven: &mut Vec<Forgiven>) -> Result<Self> {
        let header = Header::read(data, header_offset, forgiven)?;
        Ok(Self { data, header })
    }

    /// The same file again from a header read earlier.
    #[must_use]
    pub fn with_header(data: &'a [u8], header: Header) -> Self {
        Self { data, header }
    }

    /// The header.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The physical file: what all offsets count from.
    #[must_use]
    pub fn data(&self) -> &'a [u8] {
        self.data
    }
}

/// Two bytes, little-endian, at an offset that is checked.
pub(crate) fn u16_at(data: &[u8], offset: usize) -> Option<u16> {
    data.get(offset..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

/// Four bytes, little-endian, at an offset that is checked.
pub(crate) fn u32_at(data: &[u8], offset: usize) -> Option<u32> {
    data.get(offset..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}
