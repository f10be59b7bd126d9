use glasshouse_formats::Limits;
use glasshouse_formats::arsc::Resources;
use glasshouse_formats::axml::{ANDROID, Kind};
use glasshouse_formats::proto::{ProtoTable, is_xml, read_xml};

use super::build::{field, number};

pub(crate) fn xml() -> Vec<u8> {
    let reference = field(6, &field(1, &field(3, b"string/app_name")));
    let label = [field(1, ANDROID.as_bytes()), field(2, b"label"), number(5, 0x0101_0001), reference].concat();
    let package = [field(2, b"package"), field(3, b"com.example")].concat();
    let bool_item = field(6, &field(7, &number(8, 1)));
    let exported = [field(1, ANDROID.as_bytes()), field(2, b"exported"), field(3, b"true"), bool_item].concat();
    let application = [field(3, b"application"), field(4, &label), field(4, &exported)].concat();
    let child = [field(1, &application), field(3, &number(1, 7))].concat();
    let text = field(5, &field(2, b" \n"));
    let root = [field(3, b"manifest"), field(4, &package), text, field(5, &child)].concat();
    [field(1, &root), field(3, &[number(1, 2), number(2, 5)].concat())].concat()
}

pub(crate) fn table() -> Vec<u8> {
    let value = |text: &[u8]| field(2, &field(4, &field(2, &field(1, text))));
    let french = field(1, &[field(3, b"fr-CA"), number(24, 21), number(17, 1)].concat());
    let configs = [field(6, &value(b"Glass")), field(6, &[french, value(b"Verre")].concat())].concat();
    let name = [field(1, &number(1, 0)), field(2, b"app_name"), configs].concat();
    let link = field(6, &field(2, &field(4, &field(1, &number(2, 0x7f01_0000)))));
    let link = [field(1, &number(1, 3)), field(2, b"link"), link].concat();
    let kind = [field(1, &number(1, 1)), field(2, b"string"), field(3, &name), field(3, &link)].concat();
    let package = [field(1, &number(1, 0x7f)), field(2, b"com.example"), field(3, &kind)].concat();
    [field(1, b"\x0a\x00"), field(2, &package), field(4, b"")].concat()
}

#[test]
fn a_manifest_reads_like_its_binary_form() {
    let data = xml();
    assert!(is_xml(&data));
    let doc = read_xml(&data, &Limits::default()).unwrap();
    let names: Vec<_> = doc.elements.iter().map(|e| (&*e.name, e.depth, e.parent, e.line)).collect();
    assert_eq!(names, [("manifest", 0, None, 2), ("application", 1, Some(0), 7)]);
    let attrs = &doc.elements[1].attrs;
    assert_eq!((&*attrs[0].text(), attrs[0].value.kind), ("@string/app_name", Kind::Reference));
    assert_eq!((&*attrs[1].text(), attrs[1].value.kind), ("true", Kind::Bool));
    assert_eq!(&*doc.elements[0].attrs[0].text(), "com.example");
}

#[test]
fn resources_are_looked_up_by_id_and_name() {
    let t = ProtoTable::parse(&table(), &Limits::default()).unwrap();
    let texts: Vec<_> = t.follow(0x7f01_0003).into_iter().map(|(c, v)| format!("{c}={}", v.shown())).collect();
    assert_eq!(texts, ["=Glass"]);
    assert_eq!(t.resolve(0x7f01_0000)[1].config, "fr-rCA-night-v21");
    assert_eq!(t.id("@com.example:string/link"), Some(0x7f01_0003));
    assert_eq!(t.name(0x7f01_0003).as_deref(), Some("com.example:string/link"));
}

#[test]
fn deep_nesting_ends() {
    let mut data = field(3, b"a");
    for _ in 0..2_000 {
        data = [field(3, b"a"), field(5, &field(1, &data))].concat();
    }
    let doc = read_xml(&field(1, &data), &Limits::default()).unwrap();
    assert!(doc.partial && doc.elements.len() == Limits::default().depth);
}

#[test]
fn damage_keeps_what_was_read() {
    let mut data = xml();
    data.truncate(data.len() - 4);
    data.extend([0x1a, 0x7f]);
    assert!(!is_xml(&data));
    assert!(read_xml(b"\x0a\x7f", &Limits::default()).is_err());
    assert!(ProtoTable::parse(b"", &Limits::default()).is_err());
}
