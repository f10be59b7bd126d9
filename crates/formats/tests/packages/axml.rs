use glasshouse_formats::Limits;
use glasshouse_formats::axml::{self, Document, Kind};

use super::build::{chunk, document, end, manifest, map, node, pool, start};

fn read(data: &[u8]) -> Document {
    axml::read(data, &Limits::default()).unwrap()
}

fn check(doc: &Document) {
    let names: Vec<_> = doc.elements.iter().map(|e| (&*e.name, e.depth, e.parent, e.line)).collect();
    let wanted = [("manifest", 0, None, 2), ("application", 1, Some(0), 3), ("activity", 2, Some(1), 4)];
    assert_eq!(names, wanted);
    assert_eq!(&*doc.elements[0].attrs[0].text(), "com.example.app");
    let activity = &doc.elements[2].attrs;
    assert_eq!((&*activity[0].name, &*activity[0].text(), activity[0].res_id), ("name", ".Main", 0x0101_0003));
    assert_eq!((&*activity[1].name, &*activity[1].text(), activity[1].value.kind), ("exported", "true", Kind::Bool));
}

#[test]
fn reads_a_manifest_in_both_encodings() {
    let doc = read(&document(&manifest()));
    check(&doc);
    assert!(doc.forgiven.is_empty() && !doc.partial);
    let mut chunks = manifest();
    chunks[0] = pool(
        &[
            "name",
            "exported",
            axml::ANDROID,
            "manifest",
            "application",
            "activity",
            "package",
            "com.example.app",
            ".Main",
        ],
        true,
    );
    check(&read(&document(&chunks)));
}

#[test]
fn the_outer_header_may_lie() {
    for (at, value) in [(0, 0_u16), (0, 0x0108), (2, 0x1c01), (2, 0), (4, 0xffff)] {
        let mut data = document(&manifest());
        data[at..at + 2].copy_from_slice(&value.to_le_bytes());
        let doc = read(&data);
        check(&doc);
        assert!(!doc.forgiven.is_empty(), "{at} {value:x}");
    }
}

#[test]
fn unknown_chunks_are_passed_over() {
    let mut chunks = manifest();
    for at in [2, 0, 5] {
        chunks.insert(at, chunk(0x7777, &[], &[1; 12]));
    }
    let doc = read(&document(&chunks));
    check(&doc);
    assert!(doc.forgiven.iter().any(|n| n.what.contains("unknown chunk 0x7777")) && !doc.partial);
}

#[test]
fn names_go_by_resource_id() {
    let mut chunks = manifest();
    chunks[0] =
        pool(&["", "label", "", "manifest", "application", "activity", "package", "com.example.app", ".Main"], false);
    let doc = read(&document(&chunks));
    check(&doc);
    assert_eq!(&*doc.elements[2].attrs[0].namespace, axml::ANDROID);
    assert!(doc.forgiven.iter().any(|n| n.what.contains("android:exported")));
}

#[test]
fn a_larger_attribute_size_and_a_later_start_are_honoured() {
    let mut body = vec![0xff; 4];
    body.extend(3_u32.to_le_bytes());
    for n in [24_u16, 28, 2, 0, 0, 0] {
        body.extend(n.to_le_bytes());
    }
    body.extend([0xee; 4]);
    for value in [7_u32, 5] {
        body.extend([0xff; 4]);
        body.extend(6_u32.to_le_bytes());
        body.extend([0xff; 4]);
        body.extend([8, 0, 0, 0x10]);
        body.extend(value.to_le_bytes());
        body.extend([0xdd; 8]);
    }
    let mut chunks = manifest();
    chunks[2] = node(0x0102, 2, &body);
    let texts: Vec<_> = read(&document(&chunks)).elements[0].attrs.iter().map(|a| a.text().to_string()).collect();
    assert_eq!(texts, ["7", "5"]);
}

#[test]
fn cut_attributes_lose_only_themselves() {
    let mut chunks = manifest();
    let mut broken = start(2, 3, &[(0xffff_ffff, 6, 7, 3, 7)]);
    broken[28] = 200; // attribute count
    chunks[2] = broken;
    let doc = read(&document(&chunks));
    check(&doc);
    assert!(doc.partial);
}

#[test]
fn a_chunk_of_no_size_is_searched_past() {
    let mut chunks = manifest();
    chunks.insert(3, vec![0x05, 0x01, 0x10, 0, 0, 0, 0, 0, 1, 2, 3, 4]);
    let doc = read(&document(&chunks));
    check(&doc);
    assert!(doc.partial && doc.forgiven.iter().any(|n| n.what.contains("of size 0; read on")));
}

#[test]
fn string_offsets_past_the_end_are_empty() {
    let mut chunks = manifest();
    chunks[0][28 + 7 * 4..28 + 8 * 4].copy_from_slice(&0x00ff_0000_u32.to_le_bytes());
    let doc = read(&document(&chunks));
    assert_eq!(&*doc.elements[0].attrs[0].text(), "");
    assert!(doc.forgiven.iter().any(|n| n.structure == "string_pool"));
}

#[test]
fn values_are_written_as_in_source() {
    let attrs: Vec<_> = [
        (0x00, 0),
        (0x01, 0x7f01_0002),
        (0x02, 0x7f01_0003),
        (0x04, 1.5_f32.to_bits()),
        (0x05, 0x0000_1001),
        (0x06, 0x4000_0030),
        (0x10, 0xffff_fffe),
        (0x11, 0x30),
        (0x1d, 0xff11_2233),
        (0x01, 0),
    ]
    .iter()
    .map(|(kind, data)| (0xffff_ffff, 6, 0xffff_ffff, *kind, *data))
    .collect();
    let mut chunks = manifest();
    chunks[2] = start(2, 3, &attrs);
    let doc = read(&document(&chunks));
    let texts: Vec<_> = doc.elements[0].attrs.iter().map(|a| a.text().to_string()).collect();
    let wanted = ["", "@0x7f010002", "?0x7f010003", "1.5", "16dp", "50%", "-2", "0x30", "#ff112233", "@null"];
    assert_eq!(texts, wanted);
}

#[test]
fn depth_and_number_of_elements_are_bounded() {
    let mut chunks = vec![pool(&["a"], true), map(&[])];
    chunks.extend((0..10_000).map(|_| start(1, 0, &[])));
    let doc = read(&document(&chunks));
    assert!(doc.partial && doc.elements.len() == Limits::default().depth);
    let wide = [vec![start(1, 0, &[])], (0..100).flat_map(|_| [start(1, 0, &[]), end()]).collect()].concat();
    let chunks = [vec![pool(&["a"], true)], wide].concat();
    let limits = Limits { items: 20, ..Limits::default() };
    assert_eq!(axml::read(&document(&chunks), &limits).unwrap().elements.len(), 20);
}

#[test]
fn what_is_no_xml_says_so() {
    for data in [&b""[..], b"<manifest/>", &[3, 0, 8, 0, 8, 0, 0, 0], &[0; 200]] {
        assert!(axml::read(data, &Limits::default()).is_err());
    }
}
