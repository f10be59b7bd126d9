use glasshouse_formats::Limits;
use glasshouse_formats::zip::Archive;

use super::build::{Entry, archive, deflate, entry, stored};

fn open(data: Vec<u8>) -> Archive<Vec<u8>> {
    Archive::open(data, &Limits::default()).unwrap()
}

fn read(archive: &Archive<Vec<u8>>, name: &str) -> Vec<u8> {
    archive.read(archive.find(name).unwrap()).unwrap()
}

fn forgave(archive: &Archive<Vec<u8>>, words: &str) -> bool {
    archive.forgiven().iter().any(|note| note.what.contains(words))
}

#[test]
fn reads_what_is_plain_and_forgives_nothing() {
    let a = open(archive(&[entry("a", b"one"), stored("b/c", b"two"), entry("empty", b"")], b"", b""));
    assert_eq!((read(&a, "a"), read(&a, "b/c"), read(&a, "empty")), (b"one".to_vec(), b"two".to_vec(), vec![]));
    assert!(a.find("b").is_none() && !a.is_partial());
    assert_eq!(a.forgiven(), []);
}

#[test]
fn ignores_the_encryption_bit() {
    let a = open(archive(&[Entry { flags: 1, ..entry("classes.dex", b"dex") }], b"", b""));
    assert_eq!(read(&a, "classes.dex"), b"dex");
    assert!(forgave(&a, "encryption bit"));
}

#[test]
fn takes_an_unknown_method_for_stored() {
    let lie = Entry { method: Some(0x2f31), packed: Some(1), ..stored("AndroidManifest.xml", b"content") };
    let a = open(archive(&[lie], b"", b""));
    assert_eq!(read(&a, "AndroidManifest.xml"), b"content");
    assert!(forgave(&a, "unknown compression method"));
}

#[test]
fn directory_wins_over_local_header() {
    let mut data = archive(&[entry("a", b"hello hello hello")], b"", b"");
    data[8] = 99; // method of the local header
    data[18..26].fill(0xee); // its sizes
    assert_eq!(read(&open(data), "a"), b"hello hello hello");
}

#[test]
fn adjusts_to_data_in_front() {
    let a = open(archive(&[entry("a", b"one")], b"dex\n035\0 something else", b""));
    assert_eq!(read(&a, "a"), b"one");
    assert_eq!(a.prefix(), 23);
    assert!(forgave(&a, "23 bytes before the archive"));
}

#[test]
fn uses_the_first_of_two_entries_and_keeps_both() {
    let a = open(archive(&[entry("AndroidManifest.xml", b"1"), entry("AndroidManifest.xml", b"2")], b"", b""));
    assert_eq!(read(&a, "AndroidManifest.xml"), b"1");
    assert_eq!(a.find_all("AndroidManifest.xml").count(), 2);
    assert!(forgave(&a, "2 entries of this name"));
}

#[test]
fn names_that_climb_are_noted() {
    for name in ["../x", "/x", "C:\\x", "a\\..\\b", "a\0b", ""] {
        let a = open(archive(&[entry(name, b"x")], b"", b""));
        assert!(forgave(&a, "outside the package"), "{name:?}");
    }
}

#[test]
fn wrong_sizes_and_sums_are_forgiven() {
    let long = Entry { size: Some(3), crc: Some(1), ..entry("a", b"0123456789") };
    let a = open(archive(&[long], b"", b""));
    assert_eq!(read(&a, "a"), b"0123456789");
    assert!(forgave(&a, "size 3 stated, 10 read") && forgave(&a, "check sum differs"));
}

#[test]
fn a_size_past_the_file_takes_no_memory() {
    let a = open(archive(&[Entry { size: Some(0xffff_fff0), ..stored("a", b"abc") }], b"", b""));
    assert!(a.read(a.find("a").unwrap()).is_ok_and(|data| data.starts_with(b"abc") && data.len() < 200));
}

#[test]
fn bombs_stop_at_the_limits() {
    let zeros = vec![0; 8 << 20];
    let data = archive(&[entry("a", &zeros), Entry { size: Some(10), ..entry("b", &zeros) }], b"", b"");
    for limits in [
        Limits { entry_bytes: 1 << 20, ..Limits::default() },
        Limits { total_bytes: 1 << 20, ..Limits::default() },
        Limits { inflate_ratio: 10, ..Limits::default() },
    ] {
        let a = Archive::open(data.clone(), &limits).unwrap();
        for name in ["a", "b"] {
            assert!(a.read(a.find(name).unwrap()).is_err(), "{name} {limits:?}");
        }
    }
}

#[test]
fn an_entry_read_twice_is_charged_once() {
    let limits = Limits { total_bytes: 1_000, ..Limits::default() };
    let a = Archive::open(archive(&[entry("a", &[7; 900]), entry("b", &[7; 900])], b"", b""), &limits).unwrap();
    for _ in 0..3 {
        assert_eq!(a.read(a.find("a").unwrap()).unwrap().len(), 900);
    }
    assert!(a.read(a.find("b").unwrap()).is_err());
}

#[test]
fn overlapping_entries_are_noted() {
    let data = archive(&[entry("a", b"one"), Entry { offset: Some(0), ..entry("b", b"one") }], b"", b"");
    let a = open(data);
    assert_eq!(read(&a, "b"), b"one");
    assert!(forgave(&a, "overlap"));
}

#[test]
fn too_many_entries_keep_the_first_ones() {
    let many: Vec<Entry> = (0..50).map(|_| entry("a", b"x")).collect();
    let limits = Limits { zip_entries: 10, ..Limits::default() };
    let a = Archive::open(archive(&many, b"", b""), &limits).unwrap();
    assert!(a.entries().len() == 10 && a.is_partial());
}

#[test]
fn a_truncated_archive_is_an_error_and_can_be_salvaged() {
    let mut data = archive(&[entry("a", b"one"), stored("b", b"two"), entry("c", &[9; 5000])], b"", b"");
    let directory = data.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    data.truncate(directory - 5);
    let error = Archive::open(data.clone(), &Limits::default()).err().unwrap();
    assert_eq!(error.structure, "end_of_central_directory");
    let a = Archive::salvage(data, &Limits::default()).unwrap();
    assert!(a.is_partial());
    assert_eq!((read(&a, "a"), read(&a, "b")), (b"one".to_vec(), b"two".to_vec()));
    let cut = a.read(a.find("c").unwrap()).unwrap();
    assert!(cut.iter().all(|b| *b == 9) && forgave(&a, "ends early"));
}

#[test]
fn salvage_finds_the_end_of_entries_with_a_descriptor() {
    let mut data = archive(&[Entry { flags: 8, ..entry("a", b"hello") }, entry("b", b"two")], b"", b"");
    data[14..26].fill(0);
    let directory = data.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    data.truncate(directory);
    let a = Archive::salvage(data, &Limits::default()).unwrap();
    assert_eq!((read(&a, "a"), read(&a, "b")), (b"hello".to_vec(), b"two".to_vec()));
}

#[test]
fn what_is_no_archive_says_so() {
    for data in [&b""[..], b"PK", b"<html>", &[0; 100]] {
        assert!(Archive::open(data.to_vec(), &Limits::default()).is_err());
        assert!(Archive::salvage(data.to_vec(), &Limits::default()).is_err());
    }
}

#[test]
fn sixty_four_bit_sizes_come_from_the_extra_field() {
    let packed = deflate(b"hello");
    let mut data = archive(&[entry("a", b"hello")], b"", b"");
    let at = data.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    data[at + 20..at + 28].fill(0xff);
    data[at + 30] = 20; // length of the extra field
    let mut extra = vec![1, 0, 16, 0];
    extra.extend(5_u64.to_le_bytes());
    extra.extend((packed.len() as u64).to_le_bytes());
    data.splice(at + 47..at + 47, extra);
    let end = data.len() - 22;
    data[end + 12] += 20;
    assert_eq!(read(&open(data), "a"), b"hello");
}
