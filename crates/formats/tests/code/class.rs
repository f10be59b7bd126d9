//! Constant pool, members and attributes of class files.

use glasshouse_formats::class::{ClassFile, Entry, RefKind};

/// A class file with the constants of `pool` (count included) and what follows.
fn class(pool: &[u8], rest: &[u8]) -> Vec<u8> {
    [&[0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52][..], pool, rest].concat()
}

#[test]
fn constants_keep_their_places() {
    let pool = [
        0, 15, // count
        1, 0, 1, b'A', // 1
        7, 0, 1, // 2
        5, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe, // 3, 4
        3, 0xff, 0xff, 0xff, 0xfd, // 5
        8, 0, 1, // 6
        10, 0, 2, 0, 8, // 7
        12, 0, 1, 0, 1, // 8
        15, 6, 0, 7, // 9
        16, 0, 1, // 10
        17, 0, 0, 0, 8, // 11
        18, 0, 0, 0, 8, // 12
        19, 0, 1, // 13
        20, 0, 1, // 14
    ];
    let data = class(&pool, &[0, 1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let mut forgiven = Vec::new();
    let file = ClassFile::parse(&data, &mut forgiven).unwrap();
    assert_eq!((file.defect.as_ref(), forgiven.len()), (None, 0));
    let pool = &file.pool;
    assert_eq!(pool.utf8(1).unwrap(), b"A");
    assert_eq!(pool.class_name(2), Some(1));
    assert_eq!((pool.get(3), pool.get(4)), (Entry::Long(-2), Entry::Empty));
    assert_eq!(pool.get(5), Entry::Int(-3));
    assert_eq!(pool.get(7), Entry::Ref(RefKind::Method, 2, 8));
    assert_eq!(pool.get(9), Entry::MethodHandle(6, 7));
    assert_eq!((pool.get(11), pool.get(12)), (Entry::Other, Entry::InvokeDynamic(0, 8)));
    assert_eq!(pool.get(0xffff), Entry::Empty);
    assert!(pool.utf8(2).is_err());
}

#[test]
fn what_comes_before_a_defect_is_kept() {
    let pool = [0, 4, 1, 0, 1, b'A', 7, 0, 1, 1, 0, 4, b'C', b'o', b'd', b'e'];
    // Two methods, the second one cut.
    let members = [0, 1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 2, 0, 9, 0, 1, 0, 1, 0, 1, 0, 3, 0, 0, 0, 1, 7, 0, 9, 0];
    let data = class(&pool, &members);
    let file = ClassFile::parse(&data, &mut Vec::new()).unwrap();
    assert_eq!(file.methods.len(), 1);
    assert!(file.methods[0].code.is_some());
    let defect = file.defect.as_ref().unwrap();
    assert_eq!((defect.structure, defect.offset), ("method_info", data.len() as u64 - 1));
    assert!(file.body(file.methods[0].code.unwrap()).is_err());
}

#[test]
fn unknown_tags_end_the_reading_and_new_versions_do_not() {
    assert!(ClassFile::parse(&class(&[0, 2, 2, 0], &[]), &mut Vec::new()).unwrap_err().found.contains("tag 2"));
    assert!(ClassFile::parse(b"\xca\xfe\xba\xbf", &mut Vec::new()).is_err());
    let mut data = class(&[0, 1], &[0; 14]);
    data[7] = 99;
    let mut forgiven = Vec::new();
    assert!(ClassFile::parse(&data, &mut forgiven).is_ok());
    assert_eq!(forgiven.len(), 1);
}
