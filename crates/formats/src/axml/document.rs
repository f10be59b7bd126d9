//! A flat XML document, the same whether it was binary XML or protobuf.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::value::{self, Kind};
use crate::error::Forgiven;

/// The namespace of Android's own attributes.
pub const ANDROID: &str = "http://schemas.android.com/apk/res/android";

/// A string of a document; cloning shares it.
pub type Text = Arc<str>;

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// What `data` means.
    pub kind: Kind,
    /// The 32 bits.
    pub data: u32,
}

/// One attribute of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attr {
    /// Namespace address; empty for none.
    pub namespace: Text,
    /// Name; of an attribute with a known resource id, the name that belongs to the id.
    pub name: Text,
    /// Resource id of the name, 0 for none. Android finds its own attributes by this id alone.
    pub res_id: u32,
    /// The text as written, where it is kept.
    pub raw: Option<Text>,
    /// The typed value.
    pub value: Value,
}

impl Attr {
    /// The value as text: as written for strings, in source notation for all else.
    #[must_use]
    pub fn text(&self) -> Text {
        match &self.raw {
            Some(raw) if matches!(self.value.kind, Kind::String | Kind::Null) => raw.clone(),
            // Protobuf XML names what it refers to.
            Some(raw) if matches!(self.value.kind, Kind::Reference | Kind::Attribute) && self.value.data == 0 => {
                raw.clone()
            }
            _ => value::render(self.value.kind, self.value.data).into(),
        }
    }
}

/// One element, in document order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// 0 for the root.
    pub depth: u32,
    /// Index of the element that contains this one.
    pub parent: Option<u32>,
    /// Namespace address; empty for none.
    pub namespace: Text,
    /// Name without prefix.
    pub name: Text,
    /// Line in the source file, 0 when unknown.
    pub line: u32,
    /// Attributes in file order.
    pub attrs: Vec<Attr>,
    /// The text directly inside, pieces joined.
    pub text: String,
}

/// An XML document.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Elements in document order, each after its parent.
    pub elements: Vec<Element>,
    /// What was read past.
    pub forgiven: Vec<Forgiven>,
    /// Whether the reader stopped before the end.
    pub partial: bool,
}

impl Document {
    /// The first element.
    #[must_use]
    pub fn root(&self) -> Option<&Element> {
        self.elements.first()
    }
}

/// Name of a public Android attribute.
///
/// Source: the constants of `android.R.attr` at API level 34, in `android_attrs.tsv`.
#[must_use]
pub fn android_attr(id: u32) -> Option<&'static Text> {
    static TABLE: OnceLock<HashMap<u32, Text>> = OnceLock::new();
    if id >> 16 != 0x0101 {
        return None;
    }
    let rows = || {
        let lines = include_str!("android_attrs.tsv").lines().filter(|line| !line.starts_with('#'));
        lines
            .filter_map(|line| line.split_once('\t'))
            .filter_map(|(id, name)| Some((u32::from_str_radix(id, 16).ok()?, name.into())))
            .collect()
    };
    TABLE.get_or_init(rows).get(&id)
}
