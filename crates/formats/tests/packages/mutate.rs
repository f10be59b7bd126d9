//! Broken copies of good inputs: every reader ends, without a panic, in bounded time.

use std::time::{Duration, Instant};

use glasshouse_formats::arsc::{Resources, Table};
use glasshouse_formats::proto::{ProtoTable, read_xml};
use glasshouse_formats::sign::{pairs, pkcs7, signers};
use glasshouse_formats::zip::Archive;
use glasshouse_formats::{Limits, axml};

use super::build::{archive, document, entry, manifest, stored};

const ROUNDS: u64 = 20_000;

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    /// One to four changes: a byte, a word of an extreme value, a cut, a repeat, a hole.
    fn broken(&mut self, good: &[u8]) -> Vec<u8> {
        const WORDS: [u32; 8] = [0, 1, 0x7f, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0x0100_0000];
        let mut data = good.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(data.len());
            match self.below(6) {
                0 | 1 => {
                    if let Some(byte) = data.get_mut(at) {
                        *byte = self.next() as u8;
                    }
                }
                2 | 3 => {
                    let word = WORDS[self.below(WORDS.len())].to_le_bytes();
                    let width = [2, 4][self.below(2)];
                    data.iter_mut().skip(at & !1).zip(&word[..width]).for_each(|(b, w)| *b = *w);
                }
                4 => data.truncate(at.max(1)),
                _ => {
                    let len = self.below(64).min(data.len() - at);
                    let piece = data[at..at + len].to_vec();
                    let to = self.below(data.len());
                    data.splice(to..to, piece);
                }
            }
        }
        data
    }
}

fn storm(seed: u64, good: &[u8], read: impl Fn(Vec<u8>)) {
    let mut random = Random(seed);
    for round in 0..ROUNDS {
        let data = random.broken(good);
        let began = Instant::now();
        read(data);
        assert!(began.elapsed() < Duration::from_secs(5), "round {round} took {:?}", began.elapsed());
    }
}

fn small() -> Limits {
    Limits { entry_bytes: 1 << 20, total_bytes: 4 << 20, items: 20_000, ..Limits::default() }
}

#[test]
fn zip() {
    let block = super::sign::block(&[(0x7109_871a, b"two"), (0xf053_68c0, b"three")]);
    let files = [
        entry("AndroidManifest.xml", &document(&manifest())),
        stored("a", b"12345"),
        entry("META-INF/A.RSA", &super::sign::pkcs7(&[0x30, 1, 0])),
    ];
    storm(1, &archive(&files, b"", &block), |data| {
        for open in [Archive::open, Archive::salvage] {
            if let Ok(a) = open(data.clone(), &small()) {
                a.entries().iter().for_each(|e| drop(a.read(e)));
                signers(&a, &small());
                drop(a.forgiven());
            }
        }
    });
}

#[test]
fn binary_xml() {
    storm(2, &document(&manifest()), |data| {
        let _ = axml::is_binary_xml(&data);
        if let Ok(doc) = axml::read(&data, &small()) {
            for (i, element) in doc.elements.iter().enumerate() {
                assert!(element.parent.is_none_or(|p| (p as usize) < i));
                element.attrs.iter().for_each(|a| drop(a.text()));
            }
        }
    });
}

#[test]
fn resource_table() {
    storm(3, &super::arsc::sample(), |data| {
        if let Ok(t) = Table::parse(data, &small()) {
            for kind in t.types() {
                for (id, _) in t.of_type(&kind).into_iter().take(50) {
                    t.follow(id);
                    t.name(id);
                }
            }
            t.id("string/link");
        }
    });
}

#[test]
fn protobuf() {
    storm(4, &super::proto::xml(), |data| drop(read_xml(&data, &small())));
    storm(5, &super::proto::table(), |data| {
        if let Ok(t) = ProtoTable::parse(&data, &small()) {
            t.follow(0x7f01_0003);
            t.id("string/link");
        }
    });
}

#[test]
fn signatures() {
    storm(6, &super::sign::pkcs7(&[0x30, 2, 1, 2]), |data| drop(pkcs7(&data)));
    storm(7, &super::sign::block(&[(0x7109_871a, b"two")]), |data| drop(pairs(&data, 0)));
}
