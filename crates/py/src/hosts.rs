//! Which domains and words the string constants of a program hold.

use std::collections::{BTreeSet, HashMap};

use aho_corasick::AhoCorasick;
use glasshouse_analysis::ir::StrId;
use glasshouse_analysis::program::Program;

/// The wanted domains that stand in a constant as a host or above one: `jpush.cn` for `https://s.jpush.cn/v1`.
pub(crate) fn named(program: &Program, domains: &[String]) -> Vec<String> {
    let wanted: HashMap<&[u8], usize> = domains.iter().enumerate().map(|(at, d)| (d.as_bytes(), at)).collect();
    let longest = domains.iter().map(String::len).max().unwrap_or(0);
    let mut found = BTreeSet::new();
    for id in (0_u32..).map(StrId).take(program.strings()) {
        let text = program.str(id);
        if text.len() < 4 || text.len() > 4096 || !text.contains(&b'.') || matches!(text.first(), Some(b'L' | b'(')) {
            continue;
        }
        for host in text.split(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))) {
            let mut rest = host;
            while let Some(dot) = rest.iter().position(|b| *b == b'.') {
                // A text of nothing but dots would be hashed once a dot.
                if rest.len() <= longest
                    && let Some(at) = wanted.get(rest)
                {
                    found.insert(*at);
                }
                rest = rest.get(dot + 1..).unwrap_or(&[]);
            }
        }
    }
    found.into_iter().filter_map(|at| domains.get(at).cloned()).collect()
}

/// The wanted words that occur inside a constant.
pub(crate) fn words(program: &Program, wanted: &[String]) -> Vec<String> {
    let Ok(searcher) = AhoCorasick::new(wanted) else { return Vec::new() };
    let mut found = BTreeSet::new();
    for id in (0_u32..).map(StrId).take(program.strings()) {
        for hit in searcher.find_overlapping_iter(program.str(id)) {
            found.insert(hit.pattern().as_usize());
        }
    }
    found.into_iter().filter_map(|at| wanted.get(at).cloned()).collect()
}
