//! Just enough DER to walk to the certificates of a PKCS #7 signature.

use crate::cursor::Cursor;
use crate::error::Result;

pub(super) const INTEGER: u8 = 0x02;
pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const SET: u8 = 0x31;
pub(super) const CONTEXT_0: u8 = 0xa0;

/// One element.
pub(super) struct Tlv<'a> {
    pub(super) tag: u8,
    pub(super) content: Cursor<'a>,
    /// Tag, length and content.
    pub(super) whole: &'a [u8],
}

/// The element at the cursor.
pub(super) fn read<'a>(c: &mut Cursor<'a>) -> Result<Tlv<'a>> {
    let mut start = c.clone();
    let from = c.position();
    let tag = c.u8()?;
    if tag & 0x1f == 0x1f {
        return Err(c.error("a tag of several bytes", "a short tag"));
    }
    let first = c.u8()?;
    let mut size = usize::from(first);
    if first & 0x80 != 0 {
        let bytes = usize::from(first & 0x7f);
        if bytes == 0 || bytes > 4 {
            return Err(c.error(format!("a length of {bytes} bytes"), "1 to 4"));
        }
        size = c.bytes(bytes)?.iter().fold(0, |n, b| n << 8 | usize::from(*b));
    }
    let at = c.offset();
    let content = Cursor::new(c.bytes(size)?, "der").with_base(at);
    let whole = start.bytes(c.position() - from)?;
    Ok(Tlv { tag, content, whole })
}

/// The content of the element at the cursor, which must have this tag.
pub(super) fn expect<'a>(c: &mut Cursor<'a>, tag: u8) -> Result<Cursor<'a>> {
    let error = c.error("another element", format!("tag 0x{tag:02x}"));
    let found = read(c)?;
    if found.tag == tag { Ok(found.content) } else { Err(error) }
}
