//! Resource tables.

use glasshouse_formats::arsc::{Item, Resources as Lookup, Simple, Table};
use glasshouse_formats::proto::ProtoTable;
use pyo3::prelude::*;

use crate::error::detached;
use crate::limits::{Limits, or_default};
use crate::package::notes;

/// Text that one bulk answer may hold.
const TEXT_BYTES: usize = 256 << 20;

type Value = (String, &'static str, u32, String);
type BagValue = (u32, &'static str, u32, String);
type Row = (u32, String, String, &'static str, u32, String);

enum Any {
    Arsc(Table),
    Proto(ProtoTable),
}

impl Any {
    fn lookup(&self) -> &dyn Lookup {
        match self {
            Self::Arsc(table) => table,
            Self::Proto(table) => table,
        }
    }

    fn of_type(&self, kind: &str) -> Vec<(u32, String)> {
        match self {
            Self::Arsc(table) => table.of_type(kind),
            Self::Proto(table) => table.of_type(kind),
        }
    }
}

/// A resource table of an APK or a bundle.
#[pyclass(frozen, module = "glasshouse._core")]
pub(crate) struct Resources(Any);

fn simple(config: String, value: &Simple) -> Value {
    (config, value.kind.word(), value.data, value.shown().to_string())
}

#[pymethods]
impl Resources {
    #[staticmethod]
    #[pyo3(signature = (data, limits=None))]
    fn from_arsc(py: Python<'_>, data: &[u8], limits: Option<&Limits>) -> PyResult<Self> {
        let limits = or_default(limits);
        detached(py, || Table::parse(data.to_vec(), &limits).map(|table| Self(Any::Arsc(table))))
    }

    #[staticmethod]
    #[pyo3(signature = (data, limits=None))]
    fn from_proto(py: Python<'_>, data: &[u8], limits: Option<&Limits>) -> PyResult<Self> {
        let limits = or_default(limits);
        detached(py, || ProtoTable::parse(data, &limits).map(|table| Self(Any::Proto(table))))
    }

    /// Configuration, kind, data and text of a resource, the default first.
    #[pyo3(signature = (number, *, follow=true))]
    fn value(&self, py: Python<'_>, number: u32, follow: bool) -> PyResult<Vec<Value>> {
        detached(py, || {
            let table = self.0.lookup();
            let found = table.resolve(number).into_iter();
            Ok(found
                .map(|resource| match resource.item {
                    Item::Simple(value) if follow => simple(resource.config, &table.chase(value)),
                    Item::Simple(value) => simple(resource.config, &value),
                    Item::Bag { parent, .. } => (resource.config, "bag", parent, String::new()),
                })
                .collect())
        })
    }

    /// Configuration, parent and values of a style, array or plural.
    fn bag(&self, py: Python<'_>, number: u32) -> PyResult<Vec<(String, u32, Vec<BagValue>)>> {
        detached(py, || {
            let bags = self.0.lookup().resolve(number).into_iter().filter_map(|resource| match resource.item {
                Item::Bag { parent, values } => Some((resource.config, parent, values)),
                Item::Simple(_) => None,
            });
            let shown = |(name, value): (u32, Simple)| (name, value.kind.word(), value.data, value.shown().to_string());
            Ok(bags.map(|(config, parent, values)| (config, parent, values.into_iter().map(shown).collect())).collect())
        })
    }

    /// `package:type/name` of an id.
    fn name(&self, number: u32) -> Option<String> {
        self.0.lookup().name(number)
    }

    /// The id of `type/name`, with or without `@` and package.
    fn id(&self, name: &str) -> Option<u32> {
        self.0.lookup().id(name)
    }

    /// Id, name, configuration, kind, data and text of all resources of a type, by id.
    #[pyo3(signature = (kind, *, default_only=false))]
    fn of_type(&self, py: Python<'_>, kind: &str, default_only: bool) -> PyResult<Vec<Row>> {
        detached(py, || {
            let table = self.0.lookup();
            let mut out = Vec::new();
            let mut text = 0;
            for (id, name) in self.0.of_type(kind) {
                for resource in table.resolve(id).into_iter().take(if default_only { 1 } else { usize::MAX }) {
                    let value = match resource.item {
                        Item::Simple(value) => simple(resource.config, &value),
                        Item::Bag { parent, .. } => (resource.config, "bag", parent, String::new()),
                    };
                    text += name.len() + value.3.len();
                    if text > TEXT_BYTES {
                        return Ok(out);
                    }
                    out.push((id, name.clone(), value.0, value.1, value.2, value.3));
                }
            }
            Ok(out)
        })
    }

    /// Names of the types in the table.
    fn types(&self) -> Vec<String> {
        match &self.0 {
            Any::Arsc(table) => table.types(),
            Any::Proto(table) => table.types(),
        }
    }

    /// Id and name of each package.
    fn packages(&self) -> Vec<(u32, String)> {
        match &self.0 {
            Any::Arsc(table) => table.packages(),
            Any::Proto(table) => table.packages(),
        }
    }

    /// Structure, offset and description of what was read past.
    fn forgiven(&self) -> Vec<(&'static str, u64, String)> {
        notes(match &self.0 {
            Any::Arsc(table) => table.forgiven().to_vec(),
            Any::Proto(table) => table.forgiven().to_vec(),
        })
    }

    /// Whether a part of the table could not be read.
    #[getter]
    fn partial(&self) -> bool {
        match &self.0 {
            Any::Arsc(table) => table.is_partial(),
            Any::Proto(table) => table.is_partial(),
        }
    }
}
