use glasshouse_formats::Limits;
use glasshouse_formats::sign::signers;
use glasshouse_formats::zip::Archive;

use super::build::{archive, entry};

fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag, 0x82, (content.len() >> 8) as u8, content.len() as u8];
    out.extend(content);
    out
}

pub(crate) fn pkcs7(certificate: &[u8]) -> Vec<u8> {
    let parts = [tlv(2, &[1]), tlv(0x31, &[]), tlv(0x30, &[]), tlv(0xa0, certificate), tlv(0x31, &[])];
    tlv(0x30, &[tlv(6, &[1, 2, 3]), tlv(0xa0, &tlv(0x30, &parts.concat()))].concat())
}

fn sized(bytes: &[u8]) -> Vec<u8> {
    [&(bytes.len() as u32).to_le_bytes(), bytes].concat()
}

pub(crate) fn block(pairs: &[(u32, &[u8])]) -> Vec<u8> {
    let mut inside = Vec::new();
    for (id, certificate) in pairs {
        let data = [sized(b""), sized(&sized(certificate)), sized(b"")].concat();
        let signer = [sized(&data), sized(b""), sized(b"")].concat();
        let value = sized(&sized(&signer));
        inside.extend((value.len() as u64 + 4).to_le_bytes());
        inside.extend(id.to_le_bytes());
        inside.extend(value);
    }
    let size = (inside.len() as u64 + 24).to_le_bytes();
    [&size[..], &inside, &size, b"APK Sig Block 42"].concat()
}

#[test]
fn certificates_of_all_schemes() {
    let der = tlv(0x30, b"certificate");
    let between =
        block(&[(0xf053_68c0, b"three"), (0x4272_6577, b"padding"), (0x7109_871a, b"two"), (0x1b93_ad61, b"31")]);
    let files = [entry("META-INF/CERT.RSA", &pkcs7(&der)), entry("META-INF/sub/X.RSA", b"no"), entry("a", b"x")];
    let a = Archive::open(archive(&files, b"", &between), &Limits::default()).unwrap();
    let found = signers(&a, &Limits::default());
    let pairs: Vec<_> = found.certificates.iter().map(|c| (c.scheme, c.der.as_slice())).collect();
    assert_eq!(pairs, [("v1", &der[..]), ("v2", b"two"), ("v3", b"three"), ("v3.1", b"31")]);
    assert_eq!(found.forgiven, []);
    // With data in front of the archive the block still stands before the directory.
    let a = Archive::open(archive(&files, b"junk", &between), &Limits::default()).unwrap();
    assert_eq!(signers(&a, &Limits::default()).certificates.len(), 4);
}

#[test]
fn broken_signatures_are_listed_not_raised() {
    let mut between = block(&[(0x7109_871a, b"two")]);
    between[20] = 0xff;
    let files = [entry("META-INF/A.RSA", b"\x30\x05abc"), entry("META-INF/B.EC", b"")];
    let a = Archive::open(archive(&files, b"", &between), &Limits::default()).unwrap();
    let found = signers(&a, &Limits::default());
    assert!(found.certificates.is_empty());
    assert_eq!(found.forgiven.len(), 3);
}
