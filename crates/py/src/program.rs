//! Code files in, one analysis out: a call each, worth milliseconds.

use std::borrow::Cow;
use std::cell::Cell;
use std::time::{Duration, Instant};

use glasshouse_analysis::framework::Framework as Table;
use glasshouse_analysis::gates::Words;
use glasshouse_analysis::ir::{DefId, MethodId, StrId};
use glasshouse_analysis::known::descriptor;
use glasshouse_analysis::paths::{Hop, MAX_HOPS, Sureness, Via};
use glasshouse_analysis::program::{Program as Linked, Unit};
use glasshouse_analysis::reach::{Entry, Outside, Starts};
use glasshouse_analysis::reads::{Api, Read, Undecided};
use glasshouse_analysis::spec::{Activation, Condition, FieldSpec, MethodSpec, ResolverSpec, Spec, UriSpec, Wanted};
use glasshouse_analysis::view_settings::{self, Setting, SettingValue};
use glasshouse_analysis::{Analysis, analyse};
use glasshouse_formats::Limits;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::consent::{Asking, Columns, GateRows, PlaceRow, TimeRow};
use crate::error::detached;
use crate::text::decode;

/// What Android itself defines; parsed once from the bytes of `framework.txt`.
#[pyclass(frozen, module = "glasshouse._core")]
pub struct Framework {
    table: Table,
}

#[pymethods]
impl Framework {
    #[new]
    fn new(text: Vec<u8>) -> Self {
        Self { table: Table::new(text) }
    }

    fn __len__(&self) -> usize {
        self.table.len()
    }
}

/// The bytes of a code file: one DEX file, or the class files of an archive.
#[derive(FromPyObject)]
enum Code {
    Dex(Vec<u8>),
    Classes(Vec<(String, Vec<u8>)>),
}

#[derive(FromPyObject)]
enum Constant {
    Int(i64),
    Text(String),
}

type MethodRow = (String, String, Option<String>, Option<(u8, Vec<Constant>, bool)>, u32);
type FieldRow = (String, String, u32);
type UriRow = (String, Vec<(String, String)>, u32);
type ResolverRow = (String, String, Option<String>, u8);
/// Class, kind, methods, and what code has to name before Android starts it.
type EntryRow = (String, String, Vec<String>, Vec<String>);

/// What to look for and where the app starts: rows of the vocabulary and of the manifest. Class names are dotted.
#[derive(FromPyObject)]
struct Question {
    methods: Vec<MethodRow>,
    fields: Vec<FieldRow>,
    callbacks: Vec<MethodRow>,
    uris: Vec<UriRow>,
    resolvers: Vec<ResolverRow>,
    services: Vec<(String, String)>,
    activations: Vec<(String, Vec<String>)>,
    library_callbacks: Vec<(String, Vec<String>)>,
    entries: Vec<EntryRow>,
    click_handlers: Vec<String>,
    asking: Option<Asking>,
}

fn method_spec(row: MethodRow) -> MethodSpec {
    let (class, name, params, when, tag) = row;
    let wanted = |constant| match constant {
        Constant::Int(n) => Wanted::Int(n),
        Constant::Text(text) => Wanted::Text(text.into_bytes()),
    };
    MethodSpec {
        class: descriptor(class.as_bytes()),
        name: name.into_bytes(),
        params: params.map(String::into_bytes),
        when: when.map(|(arg, equals, noted)| Condition {
            arg,
            equals: equals.into_iter().map(wanted).collect(),
            noted,
        }),
        tag,
    }
}

impl Question {
    fn split(self) -> PyResult<(Spec, Outside, Option<Words>)> {
        let names = |list: Vec<String>| list.into_iter().map(String::into_bytes).collect::<Vec<_>>();
        let by_base =
            |(base, by): (String, Vec<String>)| Activation { base: descriptor(base.as_bytes()), by: names(by) };
        let spec = Spec {
            methods: self.methods.into_iter().map(method_spec).collect(),
            fields: self
                .fields
                .into_iter()
                .map(|(class, name, tag)| FieldSpec {
                    class: descriptor(class.as_bytes()),
                    name: name.into_bytes(),
                    tag,
                })
                .collect(),
            callbacks: self.callbacks.into_iter().map(method_spec).collect(),
            uris: self
                .uris
                .into_iter()
                .map(|(uri, constants, tag)| UriSpec {
                    uri: uri.into_bytes(),
                    constants: constants
                        .into_iter()
                        .map(|(class, name)| (descriptor(class.as_bytes()), name.into_bytes()))
                        .collect(),
                    tag,
                })
                .collect(),
            resolvers: self
                .resolvers
                .into_iter()
                .map(|(class, name, params, uri_arg)| ResolverSpec {
                    class: descriptor(class.as_bytes()),
                    name: name.into_bytes(),
                    params: params.map(String::into_bytes),
                    uri_arg,
                })
                .collect(),
            services: self
                .services
                .into_iter()
                .map(|(name, class)| (name.into_bytes(), descriptor(class.as_bytes())))
                .collect(),
            activations: self.activations.into_iter().map(by_base).collect(),
            library_callbacks: self.library_callbacks.into_iter().map(by_base).collect(),
        };
        let mut entries = Vec::with_capacity(self.entries.len());
        for (class, kind, methods, needs) in self.entries {
            let starts = match kind.as_str() {
                "named" => Starts::Named(names(methods)),
                "lifecycle" => Starts::Lifecycle,
                "public" => Starts::Public,
                other => {
                    return Err(PyValueError::new_err(format!(
                        "entry kind {other:?} is not named, lifecycle or public"
                    )));
                }
            };
            entries.push(Entry { class: descriptor(class.as_bytes()), starts, needs: names(needs) });
        }
        let outside = Outside { entries, click_handlers: names(self.click_handlers) };
        Ok((spec, outside, self.asking.map(Asking::words)))
    }
}

/// Id, setter, number, text.
type SettingRow = (i64, String, Option<i64>, Option<String>);
/// Unit, class descriptor, method with descriptor.
pub(crate) type Member = (String, String, String);
/// Member, offset of the call that leads on, how it was reached, number of the entry.
pub(crate) type HopRow = (String, String, String, Option<u32>, &'static str, Option<u32>);
/// Tag, member, offset, api, detail, certain, reflective, reach (0 no way found, 1 likely, 2 sure), way.
type ReadRow = (u32, String, String, String, u32, String, String, bool, bool, u8, Vec<HopRow>);
/// Name, classes, methods, code units, platform calls, methods that can run.
type PackageRow = (String, u32, u32, u64, u32, u32);
/// Unit, structure, offset, what stood there.
type ProblemRow = (String, String, u64, String);

/// All code of a package, linked under one numbering.
#[pyclass(frozen, module = "glasshouse._core")]
pub struct Program {
    linked: Linked,
    limits: Limits,
}

#[pymethods]
impl Program {
    /// Link code files in class path order; each is a name and its bytes, or a name and (entry, bytes) pairs.
    #[staticmethod]
    fn link(py: Python<'_>, units: Vec<(String, Code)>) -> PyResult<Self> {
        let limits = Limits::default();
        let units = units
            .into_iter()
            .map(|(name, code)| match code {
                Code::Dex(bytes) => Unit::dex(name, bytes),
                Code::Classes(files) => Unit::classes(name, files),
            })
            .collect();
        let linked = detached(py, || Ok(Linked::link(units, &limits)))?;
        Ok(Self { linked, limits })
    }

    /// Classes, methods and code bytes, by name.
    fn counts(&self) -> (usize, usize, usize) {
        let bytes = self.linked.units().iter().map(|unit| unit.bytes().len()).sum();
        (self.linked.classes().len(), self.linked.defs().iter().filter(|def| def.has_code()).count(), bytes)
    }

    /// What could not be read while linking, and how many units, classes, methods and rows were lost.
    fn problems(&self) -> (Vec<ProblemRow>, (u32, u32, u32, u32)) {
        let unit =
            |at: u16| self.linked.units().get(usize::from(at)).map_or_else(String::new, |unit| unit.name().to_owned());
        let rows = self.linked.problems().iter();
        let rows = rows.map(|p| (unit(p.unit), p.structure.to_owned(), p.offset, p.text.clone())).collect();
        let lost = self.linked.lost();
        (rows, (lost.units, lost.classes, lost.methods, lost.rows))
    }

    /// For each dotted class name whether the package defines the class.
    fn defines(&self, names: Vec<String>) -> Vec<bool> {
        let defined = |name: String| {
            let ty = self.linked.type_named(&descriptor(name.as_bytes()));
            ty.is_some_and(|ty| self.linked.class_of(ty).is_some())
        };
        names.into_iter().map(defined).collect()
    }

    /// Dotted names of all classes, in the order of the files.
    fn class_names(&self) -> Vec<String> {
        let classes = self.linked.classes().iter().filter(|class| !class.duplicate);
        let dotted = |name: &[u8]| {
            let name = decode(name);
            name.trim_start_matches('L').trim_end_matches(';').replace('/', ".")
        };
        classes.map(|class| dotted(self.linked.type_name(class.ty))).collect()
    }

    /// Which of the wanted texts occur in a string constant, and which of the wanted domains are named in one.
    fn strings(
        &self,
        py: Python<'_>,
        texts: Vec<String>,
        domains: Vec<String>,
    ) -> PyResult<(Vec<String>, Vec<String>)> {
        detached(py, move || {
            Ok((crate::hosts::words(&self.linked, &texts), crate::hosts::named(&self.linked, &domains)))
        })
    }

    /// What code sets on views found by a constant id: id, setter, number, text; neither where it is no constant.
    fn view_settings(&self, py: Python<'_>) -> PyResult<Vec<SettingRow>> {
        detached(py, || {
            let row = |setting: Setting| {
                let (number, text) = match setting.value {
                    Some(SettingValue::Int(n)) => (Some(n), None),
                    Some(SettingValue::Text(text)) => (None, Some(decode(&text).into_owned())),
                    None => (None, None),
                };
                (setting.id, decode(&setting.call).into_owned(), number, text)
            };
            Ok(view_settings::find(&self.linked).into_iter().map(row).collect())
        })
    }

    /// Answer the question: who reads what, from where, and on which way from an entry point.
    ///
    /// Past `seconds` it stops with what it has, and says what is left.
    #[pyo3(signature = (framework, question, seconds=None))]
    fn analyse(
        &self,
        py: Python<'_>,
        framework: &Framework,
        question: Question,
        seconds: Option<f64>,
    ) -> PyResult<Answer> {
        let (spec, outside, words) = question.split()?;
        let mut limits = self.limits.clone();
        // A time that no clock can hold is no limit.
        let time = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds.max(0.0)).ok());
        limits.deadline = time.and_then(|time| Instant::now().checked_add(time));
        detached(py, || {
            let analysis = analyse(&self.linked, &framework.table, &spec, &outside, words.as_ref(), &limits);
            Ok(Answer::new(&self.linked, &analysis))
        })
    }
}

/// What the analysis found, as columns ready to hand over.
#[pyclass(frozen, get_all, module = "glasshouse._core")]
pub(crate) struct Answer {
    reads: Vec<ReadRow>,
    undecided: Vec<(String, String, String, u32, String)>,
    hidden: Vec<(String, String, String, u32, String)>,
    packages: Vec<PackageRow>,
    broken: Vec<(String, String, String, String)>,
    instructions: u64,
    cut: bool,
    /// For each read when it runs, the branch or handler that it waits for, and the way without an agreement.
    times: Vec<TimeRow>,
    /// What an agreement runs, what a refusal runs, and where they are handed over; nothing when it was not asked.
    gates: Option<GateRows>,
    /// What a refusal leads to: word, handler, place.
    refusals: Vec<(&'static str, Member, PlaceRow)>,
    /// Where SDKs are started: tag, place, api, time.
    starts: Vec<(u32, PlaceRow, String, TimeRow)>,
    /// Permissions asked for before anybody touched anything: place, names.
    requests: Vec<(PlaceRow, Vec<String>)>,
    given_up: Vec<(&'static str, u32)>,
}

impl Answer {
    fn new(program: &Linked, analysis: &Analysis) -> Self {
        let names = Names { program, hops: Cell::new(0) };
        let columns = Columns::of(&names, analysis);
        let places = |list: &[Undecided]| {
            let row = |place: &Undecided| {
                let (unit, class, method) = names.def(place.def);
                (unit, class, method, place.offset, names.method(place.method))
            };
            list.iter().map(row).collect()
        };
        Self {
            reads: analysis.reads.reads.iter().map(|read| names.read(analysis, read)).collect(),
            undecided: places(&analysis.reads.undecided),
            hidden: places(&analysis.reads.hidden),
            packages: analysis
                .packages
                .iter()
                .map(|p| {
                    (decode(&p.name).into_owned(), p.classes, p.methods, p.code_units, p.platform_calls, p.reached)
                })
                .collect(),
            broken: analysis
                .broken
                .iter()
                .map(|(def, error)| {
                    let (unit, class, method) = names.def(*def);
                    (unit, class, method, error.to_string())
                })
                .collect(),
            instructions: analysis.instructions,
            cut: analysis.cut,
            times: columns.times,
            gates: columns.gates,
            refusals: columns.refusals,
            starts: columns.starts,
            requests: columns.requests,
            given_up: analysis.given_up.clone(),
        }
    }
}

/// Ids turned into text.
pub(crate) struct Names<'a> {
    pub(crate) program: &'a Linked,
    /// Hops told so far.
    hops: Cell<usize>,
}

/// Hops of all ways together that are told whole, and of each way after them.
const ALL_HOPS: usize = 500_000;
const FEW_HOPS: usize = 4;

impl Names<'_> {
    fn str(&self, id: StrId) -> Cow<'_, str> {
        decode(self.program.str(id))
    }

    pub(crate) fn def(&self, def: DefId) -> Member {
        let Some(info) = self.program.def(def) else { return Member::default() };
        let unit = self.program.units().get(usize::from(info.unit)).map_or("", Unit::name);
        let reference = self.program.method(info.method);
        (
            unit.to_owned(),
            decode(self.program.type_name(reference.class)).into_owned(),
            format!("{}{}", self.str(reference.name), self.str(reference.proto)),
        )
    }

    pub(crate) fn method(&self, method: MethodId) -> String {
        let reference = self.program.method(method);
        let class = decode(self.program.type_name(reference.class));
        format!("{class}->{}{}", self.str(reference.name), self.str(reference.proto))
    }

    fn read(&self, analysis: &Analysis, read: &Read) -> ReadRow {
        let (unit, class, method) = self.def(read.def);
        let api = match read.api {
            Api::Method(id) => self.method(id),
            Api::Field(id) => {
                let field = self.program.field(id);
                format!("{}->{}", decode(self.program.type_name(field.class)), self.str(field.name))
            }
            Api::Callback => format!("{class}->{method}"),
        };
        let reach = match analysis.paths.sureness(read.def) {
            None => 0,
            Some(Sureness::Likely) => 1,
            Some(Sureness::Sure) => 2,
        };
        // Ways of tens of thousands of steps to tens of thousands of reads would be more than memory holds.
        let most = if self.hops.get() < ALL_HOPS { MAX_HOPS } else { FEW_HOPS };
        let way: Vec<HopRow> = analysis.paths.to(read.def, most).iter().map(|hop| self.hop(hop)).collect();
        self.hops.set(self.hops.get() + way.len());
        let detail = decode(&read.detail).into_owned();
        (read.tag, unit, class, method, read.offset, api, detail, read.certain, read.reflective, reach, way)
    }

    pub(crate) fn hop(&self, hop: &Hop) -> HopRow {
        let (unit, class, method) = self.def(hop.def);
        let (how, entry) = match hop.via {
            Via::Entry(number) => ("entry", Some(number)),
            Via::Call => ("call", None),
            Via::Dispatch => ("dispatch", None),
            Via::Callback => ("callback", None),
            Via::ClassInit => ("class_init", None),
            Via::Reflection => ("reflection", None),
        };
        (unit, class, method, hop.next, how, entry)
    }
}
