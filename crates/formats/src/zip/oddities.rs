//! What a directory shows without reading any entry: duplicates, strange names, overlaps, encryption bits.

use super::{DEFLATED, Entry, STORED, shown};
use crate::notes::SharedNotes;

const STRUCTURE: &str = "central_directory_header";

/// Note every oddity once, the frequent ones with a count.
pub(super) fn report(entries: &[Entry], by_name: &[u32], file_len: u64, notes: &SharedNotes) {
    duplicates(entries, by_name, notes);
    names(entries, notes);
    encrypted(entries, notes);
    methods(entries, notes);
    overlaps(entries, file_len, notes);
}

fn duplicates(entries: &[Entry], by_name: &[u32], notes: &SharedNotes) {
    let get = |i: &u32| entries.get(*i as usize);
    let same = |a: &u32, b: &u32| get(a).map(|e| &e.name) == get(b).map(|e| &e.name);
    let mut others = 0_usize;
    for group in by_name.chunk_by(same).filter(|group| group.len() > 1) {
        let Some(first) = group.first().and_then(get) else { continue };
        if matters(&first.name) {
            let what = format!("{}: {} entries of this name; the first is used", shown(&first.name), group.len());
            notes.add(STRUCTURE, first.header_offset, what);
        } else {
            others += 1;
        }
    }
    if others > 0 {
        notes.add(STRUCTURE, 0, format!("{others} other names occur more than once"));
    }
}

fn matters(name: &str) -> bool {
    let code = name.strip_prefix("classes").and_then(|rest| rest.strip_suffix(".dex"));
    name == "AndroidManifest.xml"
        || name == "resources.arsc"
        || code.is_some_and(|n| n.chars().all(|c| c.is_ascii_digit()))
}

fn names(entries: &[Entry], notes: &SharedNotes) {
    let odd = |name: &str| {
        let drive = name.as_bytes().get(1) == Some(&b':');
        let climbs = name.split(['/', '\\']).any(|part| part == "..");
        name.starts_with(['/', '\\']) || drive || climbs || name.contains(['\\', '\0']) || name.is_empty()
    };
    count(entries, notes, |e| odd(&e.name), "names that point outside the package or hold NUL or backslash");
}

fn encrypted(entries: &[Entry], notes: &SharedNotes) {
    count(entries, notes, |e| e.flags & 1 != 0, "entries with the encryption bit, which Android ignores");
}

fn methods(entries: &[Entry], notes: &SharedNotes) {
    let unknown = |e: &Entry| e.method != STORED && e.method != DEFLATED;
    count(entries, notes, unknown, "entries with an unknown compression method, read as stored");
}

fn count(entries: &[Entry], notes: &SharedNotes, test: impl Fn(&Entry) -> bool, what: &str) {
    let mut found = entries.iter().filter(|e| test(e));
    if let Some(first) = found.next() {
        let number = 1 + found.count();
        notes.add(STRUCTURE, first.header_offset, format!("{number} {what} (first: {})", shown(&first.name)));
    }
}

/// Entries that share bytes of the file, as in archives that inflate one block many times.
fn overlaps(entries: &[Entry], file_len: u64, notes: &SharedNotes) {
    let mut spans: Vec<(u64, u64)> = entries
        .iter()
        .map(|e| {
            let head = e.local_offset.saturating_add(30).saturating_add(e.name_len.into());
            (e.local_offset, head.saturating_add(e.compressed_size))
        })
        .collect();
    spans.sort_unstable();
    let mut reached = 0;
    let mut shared = 0_usize;
    let mut first = None;
    for (start, stop) in spans {
        if start < reached {
            shared += 1;
            first = first.or(Some(start));
        }
        reached = reached.max(stop.min(file_len));
    }
    if let Some(at) = first {
        notes.add("local_header", at, format!("{shared} entries overlap others"));
    }
}
