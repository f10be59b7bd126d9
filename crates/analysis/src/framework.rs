//! What Android itself defines: class names, super classes and the methods an app may override.
//!
//! An app's files name framework classes but do not contain them. Without this table neither a call through a subclass
//! (`MainActivity.getContentResolver`) nor a method that the system calls later (`onLocationChanged`) can be told.
//! Format and source: `docs/data/framework.md`. Lines are indexed once and read only when an app names their class.

use std::collections::HashSet;

use rustc_hash::{FxBuildHasher, FxHashMap};

/// One class of the framework, as its line says it.
#[derive(Debug, Clone, Copy)]
pub struct FrameworkClass<'a> {
    /// Super class in slash form, `-` for none.
    pub superclass: &'a [u8],
    interfaces: &'a [u8],
    flags: &'a [u8],
    methods: &'a [u8],
}

impl<'a> FrameworkClass<'a> {
    /// Interfaces in slash form.
    pub fn interfaces(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        self.interfaces.split(|b| *b == b',').filter(|name| !name.is_empty() && *name != b"-")
    }

    /// Whether it is an interface.
    #[must_use]
    pub fn is_interface(&self) -> bool {
        self.flags.contains(&b'i')
    }

    /// Name and descriptor of each method that a subclass may define, `onCreate(Landroid/os/Bundle;)V`, split in two,
    /// and whether it must: the class leaves the method abstract.
    pub fn methods(&self) -> impl Iterator<Item = (&'a [u8], &'a [u8], bool)> + use<'a> {
        self.methods.split(|b| *b == b'\t').filter_map(|text| {
            let left_open = text.strip_prefix(b"!");
            let text = left_open.unwrap_or(text);
            let open = text.iter().position(|b| *b == b'(')?;
            text.split_at_checked(open).map(|(name, proto)| (name, proto, left_open.is_some()))
        })
    }
}

/// The table of framework classes.
#[derive(Debug, Default)]
pub struct Framework {
    text: Vec<u8>,
    lines: FxHashMap<u64, (u32, u32)>,
}

impl Framework {
    /// Index the table; lines that do not have four columns are passed over.
    #[must_use]
    pub fn new(text: Vec<u8>) -> Self {
        let mut lines = FxHashMap::with_capacity_and_hasher(16_384, FxBuildHasher);
        let mut start = 0_usize;
        for line in text.split(|b| *b == b'\n') {
            let end = start + line.len();
            if let (Some(space), false) = (line.iter().position(|b| *b == b' '), line.starts_with(b"#"))
                && let (Some(name), Ok(from), Ok(to)) = (line.get(..space), u32::try_from(start), u32::try_from(end))
            {
                lines.insert(hash(name), (from, to));
            }
            start = end + 1;
        }
        Self { text, lines }
    }

    /// How many classes it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The class of a name in slash form, `android/app/Activity`.
    #[must_use]
    pub fn class(&self, name: &[u8]) -> Option<FrameworkClass<'_>> {
        let (from, to) = *self.lines.get(&hash(name))?;
        let line = self.text.get(from as usize..to as usize)?;
        let rest = line.strip_prefix(name)?.strip_prefix(b" ")?;
        let tab = rest.iter().position(|b| *b == b'\t').unwrap_or(rest.len());
        let (head, methods) = rest.split_at_checked(tab)?;
        let mut columns = head.split(|b| *b == b' ');
        Some(FrameworkClass {
            superclass: columns.next()?,
            interfaces: columns.next()?,
            flags: columns.next()?,
            methods,
        })
    }

    /// Whether a type descriptor names one of its classes.
    #[must_use]
    pub fn defines(&self, descriptor: &[u8]) -> bool {
        slash_form(descriptor).is_some_and(|name| self.class(name).is_some())
    }
}

/// `Landroid/app/Activity;` without its `L` and `;`; nothing for primitives and arrays.
#[must_use]
pub fn slash_form(descriptor: &[u8]) -> Option<&[u8]> {
    descriptor.strip_prefix(b"L")?.strip_suffix(b";")
}

fn hash(name: &[u8]) -> u64 {
    use std::hash::BuildHasher;
    FxBuildHasher.hash_one(name)
}

/// Names of methods, for set look-ups by callers that hold interned ids.
pub type Selectors<T> = HashSet<T, FxBuildHasher>;
