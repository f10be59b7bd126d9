//! Small writers of the formats, from their specifications; they share nothing with the readers.

use std::io::Write;

pub(crate) struct Out(pub(crate) Vec<u8>);

impl Out {
    pub(crate) fn new() -> Self {
        Self(Vec::new())
    }
    pub(crate) fn u8(&mut self, n: u8) -> &mut Self {
        self.0.push(n);
        self
    }
    pub(crate) fn u16(&mut self, n: u16) -> &mut Self {
        self.0.extend(n.to_le_bytes());
        self
    }
    pub(crate) fn u32(&mut self, n: u32) -> &mut Self {
        self.0.extend(n.to_le_bytes());
        self
    }
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.extend(bytes);
        self
    }
}

/// One entry of an archive; `lie` changes the directory's copy after the facts are filled in.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) name: &'static str,
    pub(crate) data: Vec<u8>,
    pub(crate) deflate: bool,
    pub(crate) method: Option<u16>,
    pub(crate) flags: u16,
    pub(crate) size: Option<u32>,
    pub(crate) packed: Option<u32>,
    pub(crate) crc: Option<u32>,
    pub(crate) offset: Option<u32>,
}

pub(crate) fn entry(name: &'static str, data: &[u8]) -> Entry {
    let data = data.to_vec();
    Entry { name, data, deflate: true, method: None, flags: 0, size: None, packed: None, crc: None, offset: None }
}

pub(crate) fn stored(name: &'static str, data: &[u8]) -> Entry {
    Entry { deflate: false, ..entry(name, data) }
}

pub(crate) fn deflate(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn crc(data: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(data);
    crc.sum()
}

/// An archive: `prefix` in front (not counted by offsets), `between` before the directory.
pub(crate) fn archive(entries: &[Entry], prefix: &[u8], between: &[u8]) -> Vec<u8> {
    let mut out = Out::new();
    let mut directory = Out::new();
    for e in entries {
        let packed = if e.deflate { deflate(&e.data) } else { e.data.clone() };
        let method = e.method.unwrap_or(if e.deflate { 8 } else { 0 });
        let at = out.0.len() as u32;
        let sum = e.crc.unwrap_or_else(|| crc(&e.data));
        let (in_file, size) = (packed.len() as u32, e.data.len() as u32);
        let name = e.name.as_bytes();
        out.u32(0x0403_4b50).u16(20).u16(e.flags).u16(method).u32(0).u32(sum).u32(in_file).u32(size);
        out.u16(name.len() as u16).u16(0).bytes(name).bytes(&packed);
        directory.u32(0x0201_4b50).u16(20).u16(20).u16(e.flags).u16(method).u32(0).u32(sum);
        directory.u32(e.packed.unwrap_or(in_file)).u32(e.size.unwrap_or(size)).u16(name.len() as u16);
        directory.u16(0).u16(0).u16(0).u16(0).u32(0).u32(e.offset.unwrap_or(at)).bytes(name);
    }
    out.bytes(between);
    let at = out.0.len() as u32;
    let count = entries.len() as u16;
    out.bytes(&directory.0).u32(0x0605_4b50).u16(0).u16(0).u16(count).u16(count);
    out.u32(directory.0.len() as u32).u32(at).u16(0);
    [prefix, &out.0].concat()
}

/// A chunk of a binary resource file.
pub(crate) fn chunk(kind: u16, header: &[u8], body: &[u8]) -> Vec<u8> {
    let mut out = Out::new();
    out.u16(kind).u16(8 + header.len() as u16).u32((8 + header.len() + body.len()) as u32).bytes(header).bytes(body);
    out.0
}

pub(crate) fn pool(strings: &[&str], utf8: bool) -> Vec<u8> {
    let (mut offsets, mut text) = (Out::new(), Out::new());
    for s in strings {
        offsets.u32(text.0.len() as u32);
        if utf8 {
            text.u8(s.chars().count() as u8).u8(s.len() as u8).bytes(s.as_bytes()).u8(0);
        } else {
            text.u16(s.encode_utf16().count() as u16);
            for unit in s.encode_utf16() {
                text.u16(unit);
            }
            text.u16(0);
        }
    }
    while text.0.len() % 4 != 0 {
        text.u8(0);
    }
    let mut header = Out::new();
    let start = 28 + offsets.0.len() as u32;
    header.u32(strings.len() as u32).u32(0).u32(if utf8 { 0x100 } else { 0 }).u32(start).u32(0);
    chunk(1, &header.0, &[offsets.0, text.0].concat())
}

pub(crate) fn node(kind: u16, line: u32, body: &[u8]) -> Vec<u8> {
    let mut header = Out::new();
    header.u32(line).u32(0xffff_ffff);
    chunk(kind, &header.0, body)
}

/// Namespace, name, raw text, type and data of an attribute.
pub(crate) type Attr = (u32, u32, u32, u8, u32);

pub(crate) fn start(line: u32, name: u32, attrs: &[Attr]) -> Vec<u8> {
    let mut body = Out::new();
    body.u32(0xffff_ffff).u32(name).u16(20).u16(20).u16(attrs.len() as u16).u16(0).u16(0).u16(0);
    for (ns, name, raw, kind, data) in attrs {
        body.u32(*ns).u32(*name).u32(*raw).u16(8).u8(0).u8(*kind).u32(*data);
    }
    node(0x0102, line, &body.0)
}

pub(crate) fn end() -> Vec<u8> {
    node(0x0103, 0, &[0xff; 8])
}

pub(crate) fn map(ids: &[u32]) -> Vec<u8> {
    let bytes: Vec<u8> = ids.iter().flat_map(|id| id.to_le_bytes()).collect();
    chunk(0x0180, &[], &bytes)
}

pub(crate) fn document(chunks: &[Vec<u8>]) -> Vec<u8> {
    chunk(3, &[], &chunks.concat())
}

/// A manifest with a package, one application and one activity; strings 0 and 1 have resource ids.
pub(crate) fn manifest() -> Vec<Vec<u8>> {
    let strings = [
        "name",
        "exported",
        "http://schemas.android.com/apk/res/android",
        "manifest",
        "application",
        "activity",
        "package",
        "com.example.app",
        ".Main",
    ];
    let none = 0xffff_ffff;
    vec![
        pool(&strings, false),
        map(&[0x0101_0003, 0x0101_0010]),
        start(2, 3, &[(none, 6, 7, 3, 7)]),
        start(3, 4, &[]),
        start(4, 5, &[(2, 0, 8, 3, 8), (2, 1, none, 0x12, 0xffff_ffff)]),
        end(),
        end(),
        end(),
    ]
}

/// A protobuf field of bytes.
pub(crate) fn field(number: u32, bytes: &[u8]) -> Vec<u8> {
    [varint(u64::from(number) << 3 | 2), varint(bytes.len() as u64), bytes.to_vec()].concat()
}

/// A protobuf field of a number.
pub(crate) fn number(field: u32, n: u64) -> Vec<u8> {
    [varint(u64::from(field) << 3), varint(n)].concat()
}

fn varint(mut n: u64) -> Vec<u8> {
    let mut out = Vec::new();
    while n >= 0x80 {
        out.push((n & 0x7f) as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
    out
}
