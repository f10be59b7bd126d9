//! Every instruction layout once, with the bit patterns of the specification's "Instruction formats" page.

use glasshouse_formats::dex::{Format, Insn, Payload, Units, format_of};

fn bytes(units: &[u16]) -> Vec<u8> {
    units.iter().flat_map(|unit| unit.to_le_bytes()).collect()
}

fn decode(units: &[u16]) -> Insn {
    Units::new(&bytes(units)).decode(0).unwrap()
}

#[test]
fn registers_and_literals_lie_where_the_format_says() {
    let none = Insn::default();
    let cases: [(&[u16], Insn); 22] = [
        (&[0x000e], Insn { op: 0x0e, units: 1, ..none }),
        (&[0xb201], Insn { op: 0x01, units: 1, a: 2, b: 11, ..none }),
        (&[0xf312], Insn { op: 0x12, units: 1, a: 3, literal: -1, ..none }),
        (&[0x7312], Insn { op: 0x12, units: 1, a: 3, literal: 7, ..none }),
        (&[0xfe0a], Insn { op: 0x0a, units: 1, a: 254, ..none }),
        (&[0xfd28], Insn { op: 0x28, units: 1, literal: -3, ..none }),
        (&[0x0029, 0x8000], Insn { op: 0x29, units: 2, literal: -0x8000, ..none }),
        (&[0x0502, 0x1234], Insn { op: 0x02, units: 2, a: 5, b: 0x1234, ..none }),
        (&[0x0538, 0xfffe], Insn { op: 0x38, units: 2, a: 5, literal: -2, ..none }),
        (&[0x0515, 0x8000], Insn { op: 0x15, units: 2, a: 5, literal: -0x8000_0000, ..none }),
        (&[0x0519, 0x4000], Insn { op: 0x19, units: 2, a: 5, literal: 0x4000 << 48, ..none }),
        (&[0x051a, 0x0102], Insn { op: 0x1a, units: 2, a: 5, index: 0x0102, ..none }),
        (&[0x0590, 0x0706], Insn { op: 0x90, units: 2, a: 5, b: 6, c: 7, ..none }),
        (&[0x05d8, 0xff06], Insn { op: 0xd8, units: 2, a: 5, b: 6, literal: -1, ..none }),
        (&[0x6532, 0x0010], Insn { op: 0x32, units: 2, a: 5, b: 6, literal: 16, ..none }),
        (&[0x6552, 0xffff], Insn { op: 0x52, units: 2, a: 5, b: 6, index: 0xffff, ..none }),
        (&[0x0003, 0x0102, 0x0304], Insn { op: 0x03, units: 3, a: 0x0102, b: 0x0304, ..none }),
        (&[0x002a, 0x0000, 0xffff], Insn { op: 0x2a, units: 3, literal: -0x10000, ..none }),
        (&[0x051b, 0x0001, 0x0002], Insn { op: 0x1b, units: 3, a: 5, index: 0x0002_0001, ..none }),
        (&[0x0374, 0x0009, 0x0100], Insn { op: 0x74, units: 3, a: 3, b: 0x0100, index: 9, ..none }),
        (&[0x03fb, 9, 0x0100, 4], Insn { op: 0xfb, units: 4, a: 3, b: 0x0100, index: 9, proto: 4, ..none }),
        (
            &[0x0518, 1, 2, 3, 0x8000],
            Insn { op: 0x18, units: 5, a: 5, literal: 0x8000_0003_0002_0001_u64.cast_signed(), ..none },
        ),
    ];
    for (units, expected) in cases {
        assert_eq!(decode(units), expected, "{units:04x?}");
    }
}

#[test]
fn calls_name_up_to_five_registers() {
    let call = decode(&[0x5a6e, 0x0007, 0x4321]);
    assert_eq!((call.units, call.a, call.index), (3, 5, 7));
    assert_eq!((0..5).map(|i| call.listed(i)).collect::<Vec<_>>(), [1, 2, 3, 4, 10]);
    let polymorphic = decode(&[0x20fa, 0x0007, 0x0021, 0x0003]);
    assert_eq!((polymorphic.units, polymorphic.a, polymorphic.proto), (4, 2, 3));
    assert!(Units::new(&bytes(&[0x6a6e, 0x0007, 0x4321])).decode(0).is_none(), "six registers do not fit");
}

#[test]
fn what_is_no_instruction_is_none() {
    for op in [0x3e, 0x43, 0x73, 0x79, 0x7a, 0xe3, 0xf9] {
        assert_eq!(format_of(op), Format::Unused);
        assert!(Units::new(&bytes(&[u16::from(op), 0, 0, 0, 0])).decode(0).is_none());
    }
    assert!(Units::new(&bytes(&[0x0518, 1, 2, 3])).decode(0).is_none(), "cut in the middle");
    assert!(Units::new(&[0x0e]).decode(0).is_none(), "half a unit");
}

#[test]
fn payloads_are_told_from_code() {
    let packed = bytes(&[0x0100, 2, 10, 0, 5, 0, 0xffff, 0xffff]);
    let units = Units::new(&packed);
    assert_eq!(units.payload_len(0), Some(8));
    assert!(matches!(units.payload(0), Some(Payload::Switch([5, 0, 0, 0, 255, 255, 255, 255]))));
    let sparse = bytes(&[0x0200, 1, 7, 0, 9, 0]);
    assert_eq!(Units::new(&sparse).payload_len(0), Some(6));
    assert!(matches!(Units::new(&sparse).payload(0), Some(Payload::Switch([9, 0, 0, 0]))));
    assert_eq!([0, 1].map(|row| units.switch_key(0, row)), [Some(10), Some(11)], "packed: one after the other");
    assert_eq!(Units::new(&sparse).switch_key(0, 0), Some(7), "sparse: each its own");
    let array = bytes(&[0x0300, 1, 3, 0, 0x2211, 0x0033]);
    assert_eq!(Units::new(&array).payload_len(0), Some(6), "odd byte counts are padded");
    assert!(matches!(Units::new(&array).payload(0), Some(Payload::Array(1, [0x11, 0x22, 0x33]))));
    let huge = bytes(&[0x0300, 0xffff, 0xffff, 0xffff]);
    assert_eq!(Units::new(&huge).payload_len(0), Some(4 + (0xffff * 0xffff_ffff_usize).div_ceil(2)));
    assert!(Units::new(&huge).payload(0).is_none(), "longer than the method");
    assert_eq!(Units::new(&bytes(&[0x0000])).payload_len(0), None, "a plain nop");
}
