//! Content addresses, compared as Android compares them.

use std::borrow::Cow;

const CONTENT: &[u8] = b"content://";

/// Whether an address lies at or below another, by whole path segments; a fragment of a longer name does not count.
pub(crate) fn is_below(text: &[u8], base: &[u8]) -> bool {
    text.strip_prefix(base)
        .is_some_and(|rest| rest.is_empty() || base.ends_with(b"/") || matches!(rest.first(), Some(b'/' | b'?' | b'#')))
}

/// The address with its authority as Android looks it up: `%73ms` and `0@sms` are `sms`.
///
/// Source: `Uri.getAuthority`, which decodes, and `ContentProvider.getAuthorityWithoutUserId`.
pub(crate) fn normal(text: &[u8]) -> Cow<'_, [u8]> {
    let Some(rest) = text.strip_prefix(CONTENT) else { return Cow::Borrowed(text) };
    let end = rest.iter().position(|b| matches!(b, b'/' | b'?' | b'#')).unwrap_or(rest.len());
    let Some((authority, path)) = rest.split_at_checked(end) else { return Cow::Borrowed(text) };
    if !authority.iter().any(|b| matches!(b, b'%' | b'@')) {
        return Cow::Borrowed(text);
    }
    let decoded = decoded(authority);
    let host = decoded.rsplit(|b| *b == b'@').next().unwrap_or(&decoded);
    Cow::Owned([CONTENT, host, path].concat())
}

/// Whether nothing stands for the authority yet: what is appended makes it.
pub(crate) fn is_bare(text: &[u8]) -> bool {
    matches!(text, b"content:" | b"content:/" | b"content://")
}

fn decoded(text: &[u8]) -> Vec<u8> {
    let digit = |b: &u8| char::from(*b).to_digit(16);
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, more)) = rest.split_first() {
        rest = more;
        if let (b'%', [high, low, after @ ..]) = (first, more)
            && let (Some(high), Some(low)) = (digit(high), digit(low))
        {
            out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
            rest = after;
        } else {
            out.push(*first);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{is_below, normal};

    #[test]
    fn an_authority_is_read_as_android_reads_it() {
        for text in
            ["content://sms/inbox", "content://0@sms/inbox", "content://%73ms/inbox", "content://10%40s%6ds/inbox"]
        {
            assert_eq!(&*normal(text.as_bytes()), b"content://sms/inbox", "{text}");
        }
        for text in ["content://sms/a@b", "content://sm%", "CONTENT://sms", "sms", "content://"] {
            assert_eq!(&*normal(text.as_bytes()), text.as_bytes());
        }
    }

    #[test]
    fn whole_segments_count() {
        assert!(is_below(b"content://sms/inbox", b"content://sms"));
        assert!(!is_below(b"content://smsx", b"content://sms"));
    }
}
