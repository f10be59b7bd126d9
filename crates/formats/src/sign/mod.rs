//! Certificates of a package, as stated.
//!
//! Nothing is verified here: neither digests, nor signatures, nor chains. A certificate tells who *says* to have signed.
//!
//! | scheme | where |
//! |---|---|
//! | v1 | PKCS #7 in `META-INF/*.RSA`, `.DSA`, `.EC` |
//! | v2, v3, v3.1 | APK signing block in front of the central directory |
//!
//! Source: source.android.com, "APK Signature Scheme v2" and "v3"; RFC 2315 section 9.

mod der;

use crate::cursor::Cursor;
use crate::error::{Error, Forgiven, Result};
use crate::limits::Limits;
use crate::notes::Notes;
use crate::zip::{Archive, ReadAt};

const MAGIC: &[u8; 16] = b"APK Sig Block 42";
/// Blocks seen hold a few kilobytes; channel marks and padding make some larger.
const BLOCK_BYTES: u64 = 16 << 20;
const CERTIFICATES: usize = 256;

/// A certificate and the scheme it was found in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// `v1`, `v2`, `v3` or `v3.1`.
    pub scheme: &'static str,
    /// X.509 in DER.
    pub der: Vec<u8>,
}

/// What a package says about its signers.
#[derive(Debug, Clone, Default)]
pub struct Signers {
    /// By scheme from v1 up, in file order.
    pub certificates: Vec<Certificate>,
    /// Signatures that could not be read.
    pub forgiven: Vec<Forgiven>,
}

/// The certificates of all schemes.
pub fn signers<R: ReadAt>(archive: &Archive<R>, limits: &Limits) -> Signers {
    let mut notes = Notes::new(limits);
    let mut certificates = Vec::new();
    for entry in archive.entries().iter().filter(|e| is_signature(&e.name)).take(CERTIFICATES) {
        match archive.read(entry).and_then(|data| pkcs7(&data)) {
            Ok(found) => certificates.extend(found.into_iter().map(|der| Certificate { scheme: "v1", der })),
            Err(error) => {
                notes.add("pkcs7", entry.local_offset, format!("{}: {}", crate::zip::shown(&entry.name), error.found));
            }
        }
    }
    match block(archive) {
        Ok(found) => certificates.extend(found),
        Err(error) => notes.add(error.structure, error.offset, format!("signing block not read: {}", error.found)),
    }
    certificates.truncate(CERTIFICATES);
    Signers { certificates, forgiven: notes.list() }
}

fn is_signature(name: &str) -> bool {
    let Some(file) = name.strip_prefix("META-INF/") else { return false };
    let end = file.rsplit_once('.').map(|(_, end)| end.to_ascii_uppercase());
    !file.contains('/') && matches!(end.as_deref(), Some("RSA" | "DSA" | "EC"))
}

/// The certificates of a PKCS #7 `SignedData`.
pub fn pkcs7(data: &[u8]) -> Result<Vec<Vec<u8>>> {
    let mut outer = der::expect(&mut Cursor::new(data, "pkcs7"), der::SEQUENCE)?;
    der::read(&mut outer)?;
    let mut explicit = der::expect(&mut outer, der::CONTEXT_0)?;
    let mut signed = der::expect(&mut explicit, der::SEQUENCE)?;
    der::expect(&mut signed, der::INTEGER)?;
    der::expect(&mut signed, der::SET)?;
    der::expect(&mut signed, der::SEQUENCE)?;
    let mut list = der::expect(&mut signed, der::CONTEXT_0)?;
    let mut out = Vec::new();
    while !list.is_empty() && out.len() < CERTIFICATES {
        let found = der::read(&mut list)?;
        if found.tag == der::SEQUENCE {
            out.push(found.whole.to_vec());
        }
    }
    Ok(out)
}

fn block<R: ReadAt>(archive: &Archive<R>) -> Result<Vec<Certificate>> {
    let Some(end) = archive.directory_offset().filter(|end| *end >= 32) else { return Ok(Vec::new()) };
    let mut foot = [0; 24];
    let io =
        |offset: u64| move |e: std::io::Error| Error::new("apk_signing_block", offset, e.to_string(), "readable bytes");
    archive.source().read_at(end - 24, &mut foot).map_err(io(end - 24))?;
    let mut c = Cursor::new(&foot, "apk_signing_block").with_base(end - 24);
    let size = c.u64()?;
    if c.bytes(16)? != MAGIC {
        return Ok(Vec::new());
    }
    let start = size.checked_add(8).and_then(|all| end.checked_sub(all)).filter(|_| (24..=BLOCK_BYTES).contains(&size));
    let start =
        start.ok_or_else(|| Error::new("apk_signing_block", end - 24, format!("size {size}"), "a block that fits"))?;
    let mut data = vec![0; usize::try_from(size - 16).unwrap_or(0)];
    archive.source().read_at(start, &mut data).map_err(io(start))?;
    pairs(&data, start)
}

/// The id-value pairs of a signing block, from its first size field up to the second one.
pub fn pairs(data: &[u8], base: u64) -> Result<Vec<Certificate>> {
    let mut c = Cursor::at(data, 8, "apk_signing_block")?.with_base(base);
    let mut found = Vec::new();
    while c.remaining() >= 12 {
        let size = usize::try_from(c.u64()?).unwrap_or(usize::MAX);
        let at = c.offset();
        let mut pair = Cursor::new(c.bytes(size)?, "apk_signing_block").with_base(at);
        let (order, scheme) = match pair.u32()? {
            0x7109_871a => (2, "v2"),
            0xf053_68c0 => (3, "v3"),
            0x1b93_ad61 => (4, "v3.1"),
            _ => continue,
        };
        for der in signer_certificates(&mut pair)? {
            found.push((order, Certificate { scheme, der }));
        }
    }
    found.sort_by_key(|(order, _)| *order);
    Ok(found.into_iter().map(|(_, certificate)| certificate).collect())
}

/// Signers, of each the signed data, of that the second part: certificates. The same in all three schemes.
fn signer_certificates(c: &mut Cursor<'_>) -> Result<Vec<Vec<u8>>> {
    let mut out = Vec::new();
    let mut all = part(c)?;
    while !all.is_empty() {
        let mut signer = part(&mut all)?;
        let mut data = part(&mut signer)?;
        part(&mut data)?;
        let mut list = part(&mut data)?;
        while !list.is_empty() && out.len() < CERTIFICATES {
            let mut der = part(&mut list)?;
            out.push(der.bytes(der.remaining())?.to_vec());
        }
    }
    Ok(out)
}

/// Bytes with their length in front.
fn part<'a>(c: &mut Cursor<'a>) -> Result<Cursor<'a>> {
    let size = c.u32()? as usize;
    let at = c.offset();
    Ok(Cursor::new(c.bytes(size)?, "apk_signing_block").with_base(at))
}
