//! Names and constants as Python strings.

use std::borrow::Cow;

/// Decode modified UTF-8: zero in two bytes, characters past U+FFFF as two surrogates of three bytes each.
///
/// What is no valid text becomes U+FFFD; nothing is lost silently and nothing is refused.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(char::decode_utf16(units(bytes)).map(|c| c.unwrap_or('\u{fffd}')).collect()),
    }
}

fn units(bytes: &[u8]) -> Vec<u16> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        let (unit, used) = match rest {
            [] => return out,
            [a, ..] if *a < 0x80 => (u16::from(*a), 1),
            [a, b, ..] if a & 0xe0 == 0xc0 && b & 0xc0 == 0x80 => (u16::from(a & 0x1f) << 6 | u16::from(b & 0x3f), 2),
            [a, b, c, ..] if a & 0xf0 == 0xe0 && b & 0xc0 == 0x80 && c & 0xc0 == 0x80 => {
                (u16::from(a & 0x0f) << 12 | u16::from(b & 0x3f) << 6 | u16::from(c & 0x3f), 3)
            }
            _ => (0xfffd, 1),
        };
        out.push(unit);
        rest = rest.get(used..).unwrap_or(&[]);
    }
}
