use glasshouse_formats::Limits;
use glasshouse_formats::arsc::{Item, Resources, Table};

use super::build::{Out, chunk, pool};

#[derive(Clone, Copy, PartialEq)]
enum Layout {
    Plain,
    Sparse,
    Short,
}

fn simple(key: u32, kind: u8, data: u32) -> Vec<u8> {
    let mut out = Out::new();
    out.u16(8).u16(0).u32(key).u16(8).u8(0).u8(kind).u32(data);
    out.0
}

fn kind_chunk(id: u8, layout: Layout, config: &[u8], entries: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let (mut offsets, mut body) = (Out::new(), Out::new());
    let count = entries.last().map_or(0, |(n, _)| n + 1);
    let at = |n: u16| {
        let before: usize = entries.iter().take_while(|(m, _)| *m != n).map(|(_, e)| e.len()).sum();
        entries.iter().any(|(m, _)| *m == n).then_some(before as u32)
    };
    for (_, e) in entries {
        body.bytes(e);
    }
    let slots = match layout {
        Layout::Sparse => {
            for (n, _) in entries {
                offsets.u16(*n).u16((at(*n).unwrap() / 4) as u16);
            }
            entries.len() as u32
        }
        Layout::Short => {
            for n in 0..count {
                offsets.u16(at(n).map_or(0xffff, |o| (o / 4) as u16));
            }
            if count % 2 == 1 {
                offsets.u16(0);
            }
            count.into()
        }
        Layout::Plain => {
            for n in 0..count {
                offsets.u32(at(n).unwrap_or(0xffff_ffff));
            }
            count.into()
        }
    };
    let mut header = Out::new();
    let size = 20 + config.len() + offsets.0.len();
    header.u8(id).u8(layout as u8).u16(0).u32(slots).u32(size as u32).bytes(config);
    chunk(0x0201, &header.0, &[offsets.0, body.0].concat())
}

fn config(language: [u8; 2], sdk: u16) -> Vec<u8> {
    let mut out = Out::new();
    out.u32(28).u32(0).bytes(&language).u16(0).u32(0).u32(0).u32(0).u16(sdk).u16(0);
    out.0
}

fn table(chunks: &[Vec<u8>]) -> Vec<u8> {
    let types = pool(&["string", "style"], false);
    let keys = pool(&["app_name", "link", "ring", "Theme"], true);
    let mut header = Out::new();
    header.u32(0x7f);
    for unit in "com.example".encode_utf16() {
        header.u16(unit);
    }
    header.bytes(&vec![0; 256 - 22]);
    header.u32(288).u32(0).u32((288 + types.len()) as u32).u32(0).u32(0);
    let package = chunk(0x0200, &header.0, &[types, keys, chunks.concat()].concat());
    chunk(2, &[1, 0, 0, 0], &[pool(&["Glass", "Verre"], true), package].concat())
}

pub(crate) fn sample() -> Vec<u8> {
    sample_in(Layout::Plain)
}

fn sample_in(layout: Layout) -> Vec<u8> {
    let default = config([0, 0], 0);
    let mut style = Out::new();
    style.u16(16).u16(1).u32(3).u32(0x7f02_0009).u32(1).u32(0x0101_0098).u16(8).u8(0).u8(0x1c).u32(0xff00_00ff);
    table(&[
        kind_chunk(
            1,
            layout,
            &default,
            &[(0, simple(0, 3, 0)), (2, simple(1, 1, 0x7f01_0000)), (5, simple(2, 1, 0x7f01_0005))],
        ),
        kind_chunk(1, layout, &config(*b"fr", 21), &[(0, simple(0, 3, 1))]),
        kind_chunk(2, layout, &default, &[(0, style.0)]),
    ])
}

#[test]
fn three_layouts_read_the_same() {
    for layout in [Layout::Plain, Layout::Sparse, Layout::Short] {
        let t = Table::parse(sample_in(layout), &Limits::default()).unwrap();
        assert_eq!((t.forgiven(), t.is_partial()), (&[][..], false));
        let texts: Vec<_> = t.follow(0x7f01_0000).into_iter().map(|(c, v)| format!("{c}={}", v.shown())).collect();
        assert_eq!(texts, ["=Glass", "fr-v21=Verre"]);
        assert_eq!(t.name(0x7f01_0000).as_deref(), Some("com.example:string/app_name"));
        assert_eq!(t.id("@string/link"), Some(0x7f01_0002));
        assert_eq!(t.id("com.other:string/link"), None);
        assert!(
            t.resolve(0x7f01_0001).is_empty() && t.resolve(0x7f01_0099).is_empty() && t.name(0x7f09_0000).is_none()
        );
        assert_eq!(
            t.of_type("string").iter().map(|(_, n)| n.as_str()).collect::<Vec<_>>(),
            ["app_name", "link", "ring"]
        );
    }
}

#[test]
fn references_are_followed_and_rings_end() {
    let t = Table::parse(sample(), &Limits::default()).unwrap();
    assert_eq!(&*t.follow(0x7f01_0002)[0].1.shown(), "Glass");
    assert_eq!(&*t.follow(0x7f01_0005)[0].1.shown(), "@0x7f010005");
}

#[test]
fn styles_keep_parent_and_values() {
    let t = Table::parse(sample(), &Limits::default()).unwrap();
    let Item::Bag { parent, values } = &t.resolve(0x7f02_0000)[0].item else { panic!("no bag") };
    assert_eq!((*parent, values[0].0, &*values[0].1.shown()), (0x7f02_0009, 0x0101_0098, "#ff0000ff"));
}

#[test]
fn compact_entries_and_staged_ids() {
    let mut compact = Out::new();
    compact.u16(1).u8(8).u8(3).u32(1);
    let mut staged = Out::new();
    staged.u32(0x7fff_0001).u32(0x7f01_0000);
    let chunks = [
        kind_chunk(1, Layout::Plain, &config([0, 0], 0), &[(0, compact.0)]),
        chunk(0x0206, &[1, 0, 0, 0], &staged.0),
        chunk(0x0204, &[0; 8], &[0; 16]),
    ];
    let t = Table::parse(table(&chunks), &Limits::default()).unwrap();
    assert_eq!(&*t.follow(0x7fff_0001)[0].1.shown(), "Verre");
    assert_eq!(t.name(0x7f01_0000).as_deref(), Some("com.example:string/link"));
    assert_eq!(t.forgiven(), []);
}

#[test]
fn a_cut_table_keeps_what_stands_before() {
    let mut data = sample();
    data.truncate(data.len() - 90);
    let t = Table::parse(data, &Limits::default()).unwrap();
    assert_eq!(&*t.follow(0x7f01_0000)[0].1.shown(), "Glass");
    assert!(!t.forgiven().is_empty());
}

#[test]
fn what_is_no_table_says_so() {
    for data in [&b""[..], b"\x03\0\x08\0\0\0\0\0", b"\x02\0\x0c\0\x0c\0\0\0\x01\0\0\0"] {
        assert!(Table::parse(data.to_vec(), &Limits::default()).is_err());
    }
    assert!(Table::parse(b"\x02\0\x0c\0\x0c\0\0\0\0\0\0\0".to_vec(), &Limits::default()).is_ok());
}
