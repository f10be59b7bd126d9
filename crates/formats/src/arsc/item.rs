//! What a resource is, whichever table it came from.

use crate::axml::{Kind, Text, render};

/// A typed value of a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Simple {
    /// What `data` means.
    pub kind: Kind,
    /// The 32 bits.
    pub data: u32,
    /// The string, of a string; the name, of a reference that states no id.
    pub text: Option<Text>,
}

impl Simple {
    /// The value as text.
    #[must_use]
    pub fn shown(&self) -> Text {
        self.text.clone().unwrap_or_else(|| render(self.kind, self.data).into())
    }
}

/// A value, or a bag of values: style, array, plurals, attribute definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// One value.
    Simple(Simple),
    /// Several values with the ids of their names.
    Bag {
        /// Id of the style this one inherits from, 0 for none.
        parent: u32,
        /// Attribute id, or position in an array, and value.
        values: Vec<(u32, Simple)>,
    },
}

/// A resource in one configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// Qualifiers such as `zh-rCN`; empty for the default.
    pub config: String,
    /// What it is there.
    pub item: Item,
}

/// Where ids of resources are looked up.
pub trait Resources {
    /// The resource in every configuration, the default first.
    fn resolve(&self, id: u32) -> Vec<Resource>;

    /// `package:type/name`; `None` for an id that is not here.
    fn name(&self, id: u32) -> Option<String>;

    /// The id of `type/name`, `@type/name` or `package:type/name`.
    fn id(&self, name: &str) -> Option<u32>;

    /// The values in every configuration with references followed, at most twenty steps as on Android.
    ///
    /// A reference is followed into the default configuration. One that leads nowhere or in a ring stays a reference.
    fn follow(&self, id: u32) -> Vec<(String, Simple)> {
        let mut out = Vec::new();
        for resource in self.resolve(id) {
            if let Item::Simple(value) = resource.item {
                out.push((resource.config, self.chase(value)));
            }
        }
        out
    }

    /// Follow one value while it is a reference.
    fn chase(&self, mut value: Simple) -> Simple {
        for _ in 0..20 {
            let id = match (value.kind, value.data, &value.text) {
                (Kind::Reference, 0, Some(name)) => self.id(name),
                (Kind::Reference, id, _) if id != 0 => Some(id),
                _ => None,
            };
            let next = id.and_then(|id| self.resolve(id).into_iter().next());
            match next.map(|resource| resource.item) {
                Some(Item::Simple(next)) => value = next,
                _ => break,
            }
        }
        value
    }
}

/// Split `@package:type/name` into its three parts; the package may be missing.
pub(crate) fn split_name(name: &str) -> Option<(Option<&str>, &str, &str)> {
    let name = name.trim_start_matches(['@', '?', '+', '*']);
    let (front, entry) = name.split_once('/')?;
    Some(match front.split_once(':') {
        Some((package, kind)) => (Some(package), kind, entry),
        None => (None, front, entry),
    })
}
