//! Packages and the XML inside them.

use std::collections::HashMap;
use std::fs::File;
use std::sync::{Arc, OnceLock};

use glasshouse_formats::axml::{self, Attr, Document, Kind};
use glasshouse_formats::zip::{Archive, FileSource, ReadAt};
use glasshouse_formats::{Error, Forgiven, Limits as CoreLimits, Result, proto, sign};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList, PyString, PyTuple};

use crate::error::detached;
use crate::limits::{Limits, or_default};

type Source = Box<dyn ReadAt>;
type Note = (&'static str, u64, String);

pub(crate) fn notes(list: Vec<Forgiven>) -> Vec<Note> {
    list.into_iter().map(|note| (note.structure, note.offset, note.what)).collect()
}

/// A zip archive, read as Android reads it.
#[pyclass(frozen, module = "glasshouse._core")]
pub(crate) struct Package {
    pub(crate) archive: Archive<Source>,
    pub(crate) limits: CoreLimits,
    signers: OnceLock<sign::Signers>,
}

impl Package {
    fn build(source: Source, limits: CoreLimits, salvage: bool) -> Result<Self> {
        let open = if salvage { Archive::salvage } else { Archive::open };
        Ok(Self { archive: open(source, &limits)?, limits, signers: OnceLock::new() })
    }

    fn signers(&self, py: Python<'_>) -> PyResult<&sign::Signers> {
        detached(py, || Ok(self.signers.get_or_init(|| sign::signers(&self.archive, &self.limits))))
    }
}

#[pymethods]
impl Package {
    #[staticmethod]
    #[pyo3(signature = (path, limits=None, *, salvage=false))]
    fn open(py: Python<'_>, path: std::path::PathBuf, limits: Option<&Limits>, salvage: bool) -> PyResult<Self> {
        let limits = or_default(limits);
        let file = FileSource::new(File::open(path)?)?;
        detached(py, || Self::build(Box::new(file), limits, salvage))
    }

    #[staticmethod]
    #[pyo3(signature = (data, limits=None, *, salvage=false))]
    fn from_bytes(py: Python<'_>, data: &[u8], limits: Option<&Limits>, salvage: bool) -> PyResult<Self> {
        let limits = or_default(limits);
        let data = data.to_vec();
        detached(py, || Self::build(Box::new(data), limits, salvage))
    }

    /// Name, method, compressed size, size of each entry, in the order of the directory.
    fn entries(&self) -> Vec<(&str, u16, u64, u64)> {
        self.archive
            .entries()
            .iter()
            .map(|e| (e.name.as_str(), e.method, e.compressed_size, e.size.unwrap_or(0)))
            .collect()
    }

    /// How many entries have this name.
    fn count(&self, name: &str) -> usize {
        self.archive.find_all(name).count()
    }

    fn __contains__(&self, name: &str) -> bool {
        self.archive.find(name).is_some()
    }

    /// The bytes of an entry; `copy` tells several of one name apart.
    #[pyo3(signature = (name, copy=0))]
    fn read<'py>(&self, py: Python<'py>, name: &str, copy: usize) -> PyResult<Bound<'py, PyBytes>> {
        let entry = self.archive.find_all(name).nth(copy);
        let entry = entry.ok_or_else(|| pyo3::exceptions::PyKeyError::new_err(name.to_owned()))?;
        let data = detached(py, || self.archive.read(entry))?;
        // `PyBytes::new` panics where memory runs out; this raises `MemoryError`.
        PyBytes::new_with(py, data.len(), |into| {
            into.copy_from_slice(&data);
            Ok(())
        })
    }

    /// Scheme and DER of each certificate, as stated: no signature is verified.
    fn certificates<'py>(&self, py: Python<'py>) -> PyResult<Vec<(&'static str, Bound<'py, PyBytes>)>> {
        let found = self.signers(py)?.certificates.iter();
        Ok(found.map(|c| (c.scheme, PyBytes::new(py, &c.der))).collect())
    }

    /// Structure, offset and description of what was read past so far.
    fn forgiven(&self) -> Vec<Note> {
        let mut list = self.archive.forgiven();
        list.extend(self.signers.get().into_iter().flat_map(|s| s.forgiven.iter().cloned()));
        notes(list)
    }

    /// Whether entries are known or likely to be missing.
    #[getter]
    fn partial(&self) -> bool {
        self.archive.is_partial()
    }

    fn __repr__(&self) -> String {
        format!("<Package of {} entries>", self.archive.entries().len())
    }
}

/// A flat XML document.
#[pyclass(frozen, module = "glasshouse._core")]
pub(crate) struct Xml(Document);

#[pymethods]
impl Xml {
    /// Depth, name, line, attributes and text of each element, in document order.
    fn elements<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let mut shared = Shared::default();
        let out = PyList::empty(py);
        for element in &self.0.elements {
            let attrs = PyList::empty(py);
            for attr in &element.attrs {
                attrs.append((
                    shared.text(py, &attr.namespace),
                    shared.text(py, &attr.name),
                    attr.res_id,
                    shared.text(py, &attr.text()),
                    PyString::intern(py, attr.value.kind.word()),
                    attr.value.data,
                ))?;
            }
            out.append((element.depth, shared.text(py, &element.name), element.line, attrs, element.text.as_str()))?;
        }
        Ok(out)
    }

    /// Structure, offset and description of what was read past.
    fn forgiven(&self) -> Vec<Note> {
        notes(self.0.forgiven.clone())
    }

    /// Whether the reader lost a part of the document.
    #[getter]
    fn partial(&self) -> bool {
        self.0.partial
    }
}

/// Python strings made so far, so that a name used a thousand times is made once.
#[derive(Default)]
struct Shared<'py>(HashMap<Arc<str>, Bound<'py, PyString>>);

impl<'py> Shared<'py> {
    fn text(&mut self, py: Python<'py>, text: &Arc<str>) -> Bound<'py, PyString> {
        self.0.entry(text.clone()).or_insert_with(|| PyString::new(py, text)).clone()
    }
}

/// Read binary or protobuf XML. Text XML raises: Python's own parser reads that.
#[pyfunction]
#[pyo3(signature = (data, limits=None))]
pub(crate) fn read_xml(py: Python<'_>, data: &[u8], limits: Option<&Limits>) -> PyResult<Xml> {
    let limits = or_default(limits);
    detached(py, || document(data, &limits)).map(Xml)
}

fn document(data: &[u8], limits: &CoreLimits) -> Result<Document> {
    if data.first() == Some(&0x0a) && proto::is_xml(data) {
        proto::read_xml(data, limits)
    } else {
        axml::read(data, limits)
    }
}

/// File, kind of fact, value and line.
type Fact = (String, &'static str, String, u32);
/// File, structure, offset and message of a layout that could not be read.
type Loss = (String, &'static str, u64, String);

/// Class names, fragment names and click handlers in all XML of `names`; files that cannot be read are listed.
#[pyfunction]
pub(crate) fn layout_facts<'py>(
    py: Python<'py>,
    package: &Package,
    names: Vec<String>,
) -> PyResult<Bound<'py, PyTuple>> {
    let (facts, losses): (Vec<Fact>, Vec<Loss>) = detached(py, || {
        let mut facts = Vec::new();
        let mut losses = Vec::new();
        for name in names {
            match facts_of(package, &name, &mut facts) {
                Ok(()) => {}
                Err(e) => {
                    losses.push((name, e.structure, e.offset, format!("found {}, expected {}", e.found, e.expected)));
                }
            }
        }
        Ok((facts, losses))
    })?;
    (facts, losses).into_pyobject(py)
}

fn facts_of(package: &Package, name: &str, facts: &mut Vec<Fact>) -> Result<()> {
    let Some(entry) = package.archive.find(name) else {
        return Err(Error::new("zip_archive", 0, "no entry of this name", "an entry"));
    };
    let data = package.archive.read(entry)?;
    let found = document(&data, &package.limits)?;
    for element in &found.elements {
        if element.name.contains('.') {
            facts.push((name.to_owned(), "class", element.name.to_string(), element.line));
        }
        for attr in &element.attrs {
            let kind = match (&*attr.name, &*element.name) {
                ("onClick", _) => "on_click",
                ("name", "fragment" | "androidx.fragment.app.FragmentContainerView") => "fragment",
                ("class", "view" | "fragment") => "class",
                (
                    "name"
                    | "fragment"
                    | "actionViewClass"
                    | "actionProviderClass"
                    | "layout_behavior"
                    | "layoutManager",
                    _,
                ) => "name",
                _ => continue,
            };
            let text = attr.text();
            if !text.is_empty() && (kind != "name" || text.contains('.')) {
                facts.push((name.to_owned(), kind, text.to_string(), element.line));
            }
        }
    }
    if found.partial {
        let note = found.forgiven.first();
        let (structure, offset) = note.map_or(("xml", 0), |note| (note.structure, note.offset));
        let what = note.map_or_else(|| "a part that could not be read".to_owned(), |note| note.what.clone());
        return Err(Error::new(structure, offset, what, "a whole document"));
    }
    Ok(())
}

/// File, id of the view, text resource (0 for none), text, click handler.
type Written = (String, u32, u32, String, String);

/// Views with a text in all XML of `names`; files that cannot be read have none (`layout_facts` lists them).
#[pyfunction]
#[allow(clippy::needless_pass_by_value)] // the boundary hands over its own
pub(crate) fn layout_texts(py: Python<'_>, package: &Package, names: Vec<String>) -> PyResult<Vec<Written>> {
    detached(py, || Ok(names.iter().flat_map(|name| texts_of(package, name)).collect()))
}

fn texts_of(package: &Package, name: &str) -> Vec<Written> {
    let data = package.archive.find(name).and_then(|entry| package.archive.read(entry).ok());
    let Some(found) = data.and_then(|data| document(&data, &package.limits).ok()) else { return Vec::new() };
    let number = |attr: &Attr| if attr.value.kind == Kind::Reference { attr.value.data } else { 0 };
    let mut rows = Vec::new();
    for element in &found.elements {
        let named = |name: &str| element.attrs.iter().find(|attr| &*attr.name == name);
        let Some(text) = named("text") else { continue };
        let click = named("onClick").map_or_else(String::new, |attr| attr.text().to_string());
        let literal = if text.value.kind == Kind::String { text.text().to_string() } else { String::new() };
        rows.push((name.to_owned(), named("id").map_or(0, number), number(text), literal, click));
    }
    rows
}
