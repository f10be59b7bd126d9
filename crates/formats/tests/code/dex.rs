//! Header, tables and values of DEX.

use glasshouse_formats::dex::{Dex, NO_INDEX, Value, logical_files};

/// A header with a single table entry at `field` (offset in the header): `count` rows at `offset`.
fn header(magic: &[u8], tables: &[(usize, u32, u32)], body: &[u8]) -> Vec<u8> {
    let mut data = vec![0; 0x70];
    data[..8].copy_from_slice(magic);
    let mut put = |at: usize, value: u32| data[at..at + 4].copy_from_slice(&value.to_le_bytes());
    put(0x20, 0x70 + body.len() as u32);
    put(0x24, 0x70);
    put(0x28, 0x1234_5678);
    for (field, count, offset) in tables {
        put(*field, *count);
        put(*field + 4, *offset);
    }
    data.extend_from_slice(body);
    data
}

const MAGIC: &[u8; 8] = b"dex\n035\0";

#[test]
fn magic_and_version_are_forgiven_when_the_rest_is_a_header() {
    let mut forgiven = Vec::new();
    let good = header(MAGIC, &[], b"");
    assert_eq!(Dex::parse(&good, 0, &mut forgiven).unwrap().header().version, 35);
    assert!(forgiven.is_empty());
    let odd = header(b"dey\n035\0", &[], b"");
    assert!(Dex::parse(&odd, 0, &mut forgiven).is_ok());
    assert_eq!(forgiven.len(), 1);
    let mut neither = odd;
    neither[0x28] = 0;
    let error = Dex::parse(&neither, 0, &mut Vec::new()).unwrap_err();
    assert_eq!((error.structure, error.offset), ("header_item", 0));
    assert!(Dex::parse(&good[..0x60], 0, &mut Vec::new()).is_err(), "cut");
}

#[test]
fn tables_are_cut_at_the_end_of_the_file() {
    let data = header(MAGIC, &[(0x38, 0xffff_ffff, 0x70), (0x60, 5, 0x7000)], &[0; 9]);
    let mut forgiven = Vec::new();
    let dex = Dex::parse(&data, 0, &mut forgiven).unwrap();
    assert_eq!(dex.string_offsets().count(), 2);
    assert_eq!(dex.class_defs().count(), 0);
    assert_eq!(forgiven.len(), 2);
}

#[test]
fn strings_end_at_the_first_zero_whatever_length_they_claim() {
    let data = header(MAGIC, &[], b"\x7fabc\0\x01xyz");
    let dex = Dex::parse(&data, 0, &mut Vec::new()).unwrap();
    assert_eq!(dex.string_data(0x70).unwrap(), (0x71, &b"abc"[..]));
    assert!(dex.string_data(0x75).is_err(), "no zero before the end");
    assert!(dex.string_data(0xffff_ffff).is_err());
}

#[test]
fn values_are_extended_as_their_types_say() {
    let array = [
        9, 0x00, 0xff, // byte -1
        0x23, 0xff, 0xff, // char 0xffff
        0x04, 0xfe, // int -2
        0x66, 1, 0, 0, 0x80, // long 0xffffffff80000001
        0x30, 0x80, 0x3f, // float 1.0
        0x31, 0xf0, 0x3f, // double 1.0
        0x17, 5,    // string 5
        0x1e, // null
        0x3f, // true
    ];
    let data = header(MAGIC, &[], &array);
    let dex = Dex::parse(&data, 0, &mut Vec::new()).unwrap();
    let mut values = dex.encoded_array(0x70, 0).unwrap();
    let mut found = Vec::new();
    while let Some(value) = values.next_value().unwrap() {
        found.push(value);
    }
    let expected = [
        Value::Int(-1),
        Value::Int(0xffff),
        Value::Int(-2),
        Value::Int(-0x7fff_ffff),
        Value::Int(1.0_f32.to_bits().into()),
        Value::Int(1.0_f64.to_bits().cast_signed()),
        Value::String(5),
        Value::Null,
        Value::Int(1),
    ];
    assert_eq!(found, expected);
}

#[test]
fn values_nest_no_deeper_than_asked() {
    let deep: Vec<u8> = [1].into_iter().chain([0x1c, 1].repeat(10_000)).collect();
    let data = header(MAGIC, &[], &deep);
    let dex = Dex::parse(&data, 0, &mut Vec::new()).unwrap();
    assert!(dex.encoded_array(0x70, 64).unwrap().next_value().unwrap_err().found.contains("nested"));
    let shallow = header(MAGIC, &[], &[1, 0x1c, 1, 0x1c, 0]);
    let dex = Dex::parse(&shallow, 0, &mut Vec::new()).unwrap();
    assert_eq!(dex.encoded_array(0x70, 2).unwrap().next_value().unwrap(), Some(Value::Other));
}

#[test]
fn members_cannot_outnumber_the_bytes() {
    let data = header(MAGIC, &[], &[0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0, 0]);
    let dex = Dex::parse(&data, 0, &mut Vec::new()).unwrap();
    assert!(dex.class_data(0x70).is_err());
    // One static field 2, two instance fields 3 and 5, a direct method 1 and a virtual method 4.
    let data = header(MAGIC, &[], &[1, 2, 1, 1, 2, 8, 3, 0, 2, 0, 1, 0, 0, 4, 1, 0x70]);
    let dex = Dex::parse(&data, 0, &mut Vec::new()).unwrap();
    let mut class = dex.class_data(0x70).unwrap();
    assert_eq!(class.members_left(), 5);
    assert_eq!(class.static_field().unwrap().unwrap().field_idx, 2);
    assert_eq!(class.instance_field().unwrap().unwrap().field_idx, 3);
    assert_eq!(class.instance_field().unwrap().unwrap().field_idx, 5);
    assert_eq!(class.next_method().unwrap().unwrap().method_idx, 1);
    let last = class.next_method().unwrap().unwrap();
    assert_eq!((last.method_idx, last.access_flags, last.code_off), (4, 1, 0x70));
    assert!(class.next_method().unwrap().is_none());
    let mut late = dex.class_data(0x70).unwrap();
    assert_eq!(late.next_method().unwrap().unwrap().method_idx, 1, "fields not asked for are passed over");
}

#[test]
fn rows_without_super_class_say_so() {
    let mut row = [0_u8; 32];
    row[8..12].copy_from_slice(&NO_INDEX.to_le_bytes());
    let data = header(MAGIC, &[(0x60, 1, 0x70)], &row);
    let dex = Dex::parse(&data, 0, &mut Vec::new()).unwrap();
    let class = dex.class_defs().next().unwrap();
    assert_eq!((class.superclass_idx, class.offset), (NO_INDEX, 0x70));
}

#[test]
fn containers_hold_several_files() {
    let one = header(b"dex\n041\0", &[], &[0; 8]);
    let both = [one.clone(), one.clone()].concat();
    assert_eq!(logical_files(&both, 10), [0, one.len()]);
    assert_eq!(logical_files(&both, 1), [0]);
    let plain = header(MAGIC, &[], b"");
    assert_eq!(logical_files(&[plain.clone(), plain].concat(), 10), [0], "only version 041 is a container");
    let mut endless = one;
    endless[0x20..0x24].copy_from_slice(&0_u32.to_le_bytes());
    assert_eq!(logical_files(&endless, 10), [0]);
}
