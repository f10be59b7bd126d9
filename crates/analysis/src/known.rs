//! What is known of a value once it was followed to its end, and what library methods make of it.

use crate::ir::FieldId;

/// Possibilities kept of one value.
pub(crate) const MAX_KNOWN: usize = 12;
/// Bytes of one text put together across methods.
pub(crate) const MAX_TEXT: usize = 4_096;

/// Something that a value is known to be.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Known {
    /// A text, or an address made from one.
    Text(Vec<u8>),
    /// A text that begins so; what follows is not constant.
    Beginning(Vec<u8>),
    /// An integer.
    Int(i64),
    /// `null`.
    Null,
    /// A class object; its descriptor.
    Class(Vec<u8>),
    /// An object of a class; its descriptor.
    Object(Vec<u8>),
    /// A field of Android or of a library that is not in the package: `ContactsContract.Contacts.CONTENT_URI`.
    OutsideField(FieldId),
    /// A method object: class descriptor and name.
    Method(Vec<u8>, Vec<u8>),
    /// A field object: class descriptor and name.
    FieldObject(Vec<u8>, Vec<u8>),
}

/// What a value can be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The known possibilities, in the order found.
    pub known: Vec<Known>,
    /// Whether there may be others.
    pub open: bool,
}

impl Answer {
    pub(crate) fn add(&mut self, known: Known) {
        if self.known.len() >= MAX_KNOWN {
            self.open = true;
        } else if !self.known.contains(&known) {
            self.known.push(known);
        }
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.open |= other.open;
        for known in other.known {
            self.add(known);
        }
    }

    pub(crate) fn unknown() -> Self {
        Self { known: Vec::new(), open: true }
    }
}

pub(crate) fn beginning(mut text: Vec<u8>) -> Known {
    text.truncate(MAX_TEXT);
    Known::Beginning(text)
}

/// Library methods whose result says what their receiver or first argument says.
pub(crate) fn passes_on((class, name): (&[u8], &[u8])) -> bool {
    match class {
        b"Landroid/net/Uri;" => {
            matches!(name, b"parse" | b"withAppendedPath" | b"buildUpon" | b"toString" | b"normalizeScheme")
        }
        b"Landroid/content/ContentUris;" => matches!(name, b"withAppendedId" | b"appendId"),
        b"Landroid/net/Uri$Builder;" => matches!(
            name,
            b"build" | b"appendPath" | b"appendEncodedPath" | b"appendQueryParameter" | b"encodedQuery" | b"toString"
        ),
        b"Ljava/util/Objects;" => name == b"requireNonNull",
        b"Ljava/lang/String;" => name == b"valueOf",
        b"Ljava/lang/Class;" => matches!(name, b"getConstructor" | b"getDeclaredConstructor"),
        _ => false,
    }
}

pub(crate) fn as_text(known: &Known) -> Option<Vec<u8>> {
    match known {
        Known::Text(text) => Some(text.clone()),
        Known::Int(int) => Some(int.to_string().into_bytes()),
        _ => None,
    }
}

pub(crate) fn map(answer: Answer, each: impl Fn(Known) -> Option<Known>) -> Answer {
    let mut mapped = Answer { known: Vec::new(), open: answer.open };
    for known in answer.known {
        match each(known) {
            Some(known) => mapped.add(known),
            None => mapped.open = true,
        }
    }
    mapped
}

pub(crate) fn classes(names: Answer) -> Answer {
    map(names, |known| match known {
        Known::Text(name) => Some(Known::Class(descriptor(&name))),
        _ => None,
    })
}

pub(crate) fn members(classes: &Answer, names: &Answer, make: fn(Vec<u8>, Vec<u8>) -> Known) -> Answer {
    let mut answer = Answer { known: Vec::new(), open: classes.open || names.open };
    for class in &classes.known {
        for name in &names.known {
            match (class, name) {
                (Known::Class(class), Known::Text(name)) => answer.add(make(class.clone(), name.clone())),
                _ => answer.open = true,
            }
        }
    }
    answer
}

/// `com.x.Y` as `Lcom/x/Y;`.
#[must_use]
pub fn descriptor(dotted: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(dotted.len() + 2);
    out.push(b'L');
    out.extend(dotted.iter().map(|b| if *b == b'.' { b'/' } else { *b }));
    out.push(b';');
    out
}

pub(crate) fn dotted(descriptor: &[u8]) -> Option<Vec<u8>> {
    let inner = descriptor.strip_prefix(b"L")?.strip_suffix(b";")?;
    Some(inner.iter().map(|b| if *b == b'/' { b'.' } else { *b }).collect())
}
