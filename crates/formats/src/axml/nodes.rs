//! Builds the flat document out of the chunks.

use super::document::{ANDROID, Attr, Document, Element, Text, Value, android_attr};
use super::pool::Pool;
use super::value::Kind;
use crate::cursor::Cursor;
use crate::error::Result;
use crate::limits::Limits;
use crate::notes::Notes;

const NONE: u32 = 0xffff_ffff;
const ATTRIBUTE_SIZE: usize = 20;
/// Text that one document may decode to; pools can name the same bytes many times.
const TEXT_BYTES: usize = 64 << 20;

/// Takes chunks in file order.
pub(super) struct Builder<'a> {
    pub(super) notes: Notes,
    /// Set when a limit ends the reading.
    pub(super) full: bool,
    limits: &'a Limits,
    pool: Pool<'a>,
    texts: Vec<Option<Text>>,
    decoded: usize,
    ids: Vec<u32>,
    elements: Vec<Element>,
    open: Vec<u32>,
    attributes: usize,
    partial: bool,
    empty: Text,
    android: Text,
}

impl<'a> Builder<'a> {
    pub(super) fn new(limits: &'a Limits, notes: Notes) -> Self {
        Self {
            notes,
            full: false,
            limits,
            pool: Pool::default(),
            texts: Vec::new(),
            decoded: 0,
            ids: Vec::new(),
            elements: Vec::new(),
            open: Vec::new(),
            attributes: 0,
            partial: false,
            empty: "".into(),
            android: ANDROID.into(),
        }
    }

    pub(super) fn finish(self) -> Document {
        Document { elements: self.elements, forgiven: self.notes.list(), partial: self.partial }
    }

    /// Note a defect that may have cost a part of the document.
    pub(super) fn lose(&mut self, structure: &'static str, offset: u64, what: impl Into<String>) {
        self.partial = true;
        self.notes.add(structure, offset, what);
    }

    pub(super) fn pool(&mut self, body: &'a [u8], at: u64) -> Result<()> {
        if self.pool.base() != 0 {
            self.notes.add("string_pool", at, "a second string pool; the first is used");
            return Ok(());
        }
        self.pool = Pool::read(body, at, self.limits, &mut self.notes)?;
        self.texts = vec![None; self.pool.len() as usize];
        Ok(())
    }

    pub(super) fn resource_map(&mut self, body: &[u8], at: u64, header: usize) -> Result<()> {
        let mut c = Cursor::at(body, header.max(8), "xml_resource_map")?.with_base(at);
        self.ids.clear();
        while c.remaining() >= 4 && self.ids.len() < self.limits.items {
            self.ids.push(c.u32()?);
        }
        Ok(())
    }

    fn string(&mut self, index: u32, at: u64) -> Text {
        if index == NONE {
            return self.empty.clone();
        }
        if let Some(Some(text)) = self.texts.get(index as usize) {
            return text.clone();
        }
        let text: Text = match self.pool.get(index) {
            Ok(text) if self.decoded + text.len() <= TEXT_BYTES => text.into(),
            Ok(_) => {
                self.lose("string_pool", at, format!("more than {TEXT_BYTES} bytes of text; string left empty"));
                self.empty.clone()
            }
            Err(error) => {
                self.notes.add("string_pool", at, format!("{}; string left empty", error.found));
                self.empty.clone()
            }
        };
        self.decoded += text.len();
        if let Some(slot) = self.texts.get_mut(index as usize) {
            *slot = Some(text.clone());
        }
        text
    }

    pub(super) fn start(&mut self, body: &[u8], at: u64, header: usize) -> Result<()> {
        let header = self.node_header(header, at);
        let mut c = Cursor::at(body, 8, "xml_start_element")?.with_base(at);
        let line = c.u32()?;
        c.seek(header)?;
        let (namespace, name) = (c.u32()?, c.u32()?);
        let start = usize::from(c.u16()?);
        let stride = usize::from(c.u16()?);
        let count = usize::from(c.u16()?);
        if self.elements.len() >= self.limits.items || self.open.len() >= self.limits.depth {
            self.full = true;
            self.lose("xml_start_element", at, "more or deeper elements than the limit; the rest was not read");
            return Ok(());
        }
        let first = self.attribute_start(header, start, at);
        let attrs = self.attrs(body, at, (first, stride, count));
        let index = u32::try_from(self.elements.len()).unwrap_or(NONE);
        let element = Element {
            depth: u32::try_from(self.open.len()).unwrap_or(NONE),
            parent: self.open.last().copied(),
            namespace: self.string(namespace, at),
            name: self.string(name, at),
            line,
            attrs,
            text: String::new(),
        };
        self.elements.push(element);
        self.open.push(index);
        Ok(())
    }

    fn node_header(&mut self, header: usize, at: u64) -> usize {
        if header != 16 {
            self.notes.add("xml_node", at + 2, format!("header size 0x{header:x} instead of 16"));
        }
        if header < 16 || !header.is_multiple_of(4) { 16 } else { header }
    }

    fn attribute_start(&mut self, header: usize, start: usize, at: u64) -> usize {
        if start != ATTRIBUTE_SIZE {
            self.notes.add("xml_start_element", at, format!("attributes start at {start} instead of 20"));
        }
        header + start
    }

    fn attrs(&mut self, body: &[u8], at: u64, (first, mut stride, count): (usize, usize, usize)) -> Vec<Attr> {
        if count > 0 && stride != ATTRIBUTE_SIZE {
            self.notes.add("xml_attribute", at, format!("attribute size {stride} instead of 20"));
            stride = stride.max(ATTRIBUTE_SIZE);
        }
        let room = body.len().saturating_sub(first) / stride.max(ATTRIBUTE_SIZE);
        if count > room {
            self.lose("xml_attribute", at, format!("{count} attributes stated, room for {room}"));
        }
        let mut out = Vec::with_capacity(count.min(room));
        for i in 0..count.min(room) {
            self.attributes += 1;
            if self.attributes > self.limits.items {
                self.full = true;
                self.lose("xml_attribute", at, "more attributes than the limit; the rest was not read");
                break;
            }
            let Ok(mut c) = Cursor::at(body, first + i * stride, "xml_attribute") else { break };
            let Ok(attr) = self.attr(&mut c, at) else { break };
            out.push(attr);
        }
        out
    }

    fn attr(&mut self, c: &mut Cursor<'_>, at: u64) -> Result<Attr> {
        let (namespace, name, raw) = (c.u32()?, c.u32()?, c.u32()?);
        c.skip(3)?;
        let (code, data) = (c.u8()?, c.u32()?);
        let kind = Kind::of(code);
        let res_id = self.ids.get(name as usize).copied().unwrap_or(0);
        let mut namespace = self.string(namespace, at);
        let mut name = self.string(name, at);
        if let Some(known) = android_attr(res_id) {
            if *name != **known {
                let what =
                    format!("attribute named '{}' has the resource id of android:{known}", crate::zip::shown(&name));
                self.notes.add("xml_attribute", at, what);
                name = known.clone();
            }
            if *namespace != *ANDROID {
                namespace = self.android.clone();
            }
        } else if name.is_empty() && res_id != 0 {
            name = format!("attr_0x{res_id:08x}").into();
        }
        let raw = match (raw, kind) {
            (NONE, Kind::String) => Some(self.string(data, at)),
            (NONE, _) => None,
            // Android takes the typed value; the raw text can say something else.
            (raw, Kind::String) if raw != data => {
                self.notes.add("xml_attribute", at, format!("two different texts for {name}; the typed one is used"));
                Some(self.string(data, at))
            }
            (raw, _) => Some(self.string(raw, at)),
        };
        Ok(Attr { namespace, name, res_id, raw, value: Value { kind, data } })
    }

    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    pub(super) fn text(&mut self, body: &[u8], at: u64, header: usize) -> Result<()> {
        let header = self.node_header(header, at);
        let mut c = Cursor::at(body, header, "xml_cdata")?.with_base(at);
        let index = c.u32()?;
        let text = self.string(index, at);
        self.decoded += text.len();
        if self.decoded > TEXT_BYTES {
            self.full = true;
            self.lose("xml_cdata", at, "more text than the limit; the rest was not read");
            return Ok(());
        }
        if let Some(element) = self.open.last().and_then(|i| self.elements.get_mut(*i as usize)) {
            element.text.push_str(&text);
        }
        Ok(())
    }
}
