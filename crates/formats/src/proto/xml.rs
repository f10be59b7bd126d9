//! `XmlNode`: a document, told apart from other protobuf by having exactly one root element with a name.

use super::value;
use super::wire::{Field, each, next};
use crate::arsc::Simple;
use crate::axml::{Attr, Document, Element, Kind, Text, Value};
use crate::cursor::Cursor;
use crate::error::{Error, Result};
use crate::limits::Limits;
use crate::notes::Notes;

/// Whether these bytes are an `XmlNode` with an element.
#[must_use]
pub fn is_xml(data: &[u8]) -> bool {
    // Field 1, length-delimited, and nothing but the fields of XmlNode.
    if data.first() != Some(&0x0a) {
        return false;
    }
    let mut c = Cursor::new(data, "xml_node");
    loop {
        match next(&mut c) {
            Ok(Some((1..=3, Field::Bytes(_)))) => {}
            Ok(None) => return true,
            _ => return false,
        }
    }
}

/// Read `AndroidManifest.xml` or a layout of a bundle.
pub fn read_xml(data: &[u8], limits: &Limits) -> Result<Document> {
    let mut reader = Reader { limits, notes: Notes::new(limits), elements: Vec::new(), items: 0, partial: false };
    let node = Cursor::new(data, "xml_node");
    if let Err(error) = reader.node(node, None, 0) {
        if reader.elements.is_empty() {
            return Err(error);
        }
        reader.partial = true;
        reader.notes.add(error.structure, error.offset, format!("{}; the rest was not read", error.found));
    }
    if reader.elements.is_empty() {
        return Err(Error::new("xml_node", 0, "no element", "a document with a root element"));
    }
    Ok(Document { elements: reader.elements, forgiven: reader.notes.list(), partial: reader.partial })
}

struct Reader<'l> {
    limits: &'l Limits,
    notes: Notes,
    elements: Vec<Element>,
    items: usize,
    partial: bool,
}

impl Reader<'_> {
    /// `XmlNode`: element 1, text 2, source 3.
    fn node(&mut self, message: Cursor<'_>, parent: Option<u32>, depth: u32) -> Result<()> {
        let (mut element, mut line) = (None, 0);
        each(message, |number, field| {
            match number {
                1 => element = Some(field.message()),
                2 => {
                    let text = field.text();
                    if let Some(parent) = parent.and_then(|i| self.elements.get_mut(i as usize)) {
                        parent.text.push_str(&text);
                    }
                }
                3 => line = line_of(field.message())?,
                _ => {}
            }
            Ok(())
        })?;
        match element {
            Some(element) => self.element(element, parent, depth, line),
            None => Ok(()),
        }
    }

    /// `XmlElement`: namespace declarations 1, namespace 2, name 3, attributes 4, children 5.
    fn element(&mut self, message: Cursor<'_>, parent: Option<u32>, depth: u32, line: u32) -> Result<()> {
        self.items += 1;
        if depth as usize >= self.limits.depth || self.items > self.limits.items {
            self.partial = true;
            self.notes.add("xml_element", message.offset(), "more or deeper elements than the limit; passed over");
            return Ok(());
        }
        let index = self.elements.len();
        let place = u32::try_from(index).ok();
        let (empty, attrs, text): (Text, _, _) = ("".into(), Vec::new(), String::new());
        self.elements.push(Element { depth, parent, namespace: empty.clone(), name: empty, line, attrs, text });
        // Children may stand before the name in a hostile file, so the element is filled while it is read.
        each(message, |number, field| {
            match (number, self.elements.get_mut(index)) {
                (2, Some(element)) => element.namespace = field.text().into(),
                (3, Some(element)) => element.name = field.text().into(),
                (4, Some(element)) => {
                    self.items += 1;
                    if self.items <= self.limits.items {
                        element.attrs.push(attribute(field.message())?);
                    }
                }
                (5, _) => self.node(field.message(), place, depth + 1)?,
                _ => {}
            }
            Ok(())
        })
    }
}

/// `XmlAttribute`: namespace 1, name 2, value 3, resource id 5, compiled item 6.
fn attribute(message: Cursor<'_>) -> Result<Attr> {
    let (mut namespace, mut name, mut raw, mut res_id) = (String::new(), String::new(), String::new(), 0);
    let mut compiled: Option<Simple> = None;
    each(message, |number, field| {
        match number {
            1 => namespace = field.text(),
            2 => name = field.text(),
            3 => raw = field.text(),
            5 => res_id = field.number(),
            6 => compiled = Some(value::item(field.message())?),
            _ => {}
        }
        Ok(())
    })?;
    let (kind, data, text) = match compiled {
        Some(item) => (item.kind, item.data, item.text),
        None => (Kind::String, 0, None),
    };
    let raw = text.or_else(|| (kind == Kind::String || !raw.is_empty()).then(|| raw.into()));
    Ok(Attr { namespace: namespace.into(), name: name.into(), res_id, raw, value: Value { kind, data } })
}

/// `SourcePosition`: line 1, column 2.
fn line_of(message: Cursor<'_>) -> Result<u32> {
    let mut line = 0;
    each(message, |number, field| {
        if number == 1 {
            line = field.number();
        }
        Ok(())
    })?;
    Ok(line)
}
