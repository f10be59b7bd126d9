//! Which sites read what the specification asks for, and which could not be decided.

use glasshouse_formats::Limits;
use rustc_hash::FxHashMap;

use crate::address::{is_below, normal};
use crate::constants::Constants;
use crate::hierarchy::{Hierarchy, Node, Origin, Selector, Target};
use crate::ir::{DefId, FieldId, MethodId, StrId, TypeId};
use crate::known::{Answer, Known};
use crate::program::Program;
use crate::scan::{Scan, Site, Touched};
use crate::spec::{Condition, Interest, Matches, MethodSpec, Reflective, Spec, UriSpec, Wanted};

/// What a read goes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Api {
    /// A call.
    Method(MethodId),
    /// A field.
    Field(FieldId),
    /// The body of a method that the system calls.
    Callback,
}

/// A place that reads what a row of the vocabulary names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// Row of the vocabulary.
    pub tag: u32,
    /// In which method.
    pub def: DefId,
    /// Place in the method.
    pub offset: u32,
    /// Through what.
    pub api: Api,
    /// Whether the constants that decide it are known for sure.
    pub certain: bool,
    /// The name that reflection or an address gave: `android.telephony.TelephonyManager.getDeviceId`, `content://sms`.
    pub detail: Vec<u8>,
    /// Whether the call is made by reflection.
    pub reflective: bool,
}

/// A place whose meaning depends on a value that is not constant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undecided {
    /// In which method.
    pub def: DefId,
    /// Place in the method.
    pub offset: u32,
    /// The call.
    pub method: MethodId,
}

/// A call edge that reflection makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReflectiveEdge {
    /// From which method.
    pub from: DefId,
    /// Place in it.
    pub offset: u32,
    /// The method called, or none when only an object is made.
    pub to: Option<DefId>,
    /// The class made, if any.
    pub makes: Option<TypeId>,
}

/// Everything that the sites of a program came to.
#[derive(Debug, Default)]
pub struct Reads {
    /// What is read.
    pub reads: Vec<Read>,
    /// Addresses and keys that are not constant.
    pub undecided: Vec<Undecided>,
    /// Reflection whose target is not constant.
    pub hidden: Vec<Undecided>,
    /// Reflection whose target is known.
    pub edges: Vec<ReflectiveEdge>,
    /// Values that were not followed to their end, as it cost too much.
    pub given_up: u32,
    /// Reads and calls by reflection that were found but not kept.
    pub cut: u32,
    /// Sites left when the time was over.
    pub late: u32,
}

/// Sites between two looks at the clock.
const CLOCK_STEP: usize = 16;

/// Reads, undecided places and calls by reflection kept of one program, each; real apps have hundreds.
const MOST: usize = 50_000;

fn keep<T>(list: &mut Vec<T>, item: T, cut: &mut u32) {
    if list.len() < MOST {
        list.push(item);
    } else {
        *cut = cut.saturating_add(1);
    }
}

/// Decide every site of a scan.
#[must_use]
pub fn decide(
    program: &Program,
    hierarchy: &Hierarchy,
    scan: &Scan,
    matches: &Matches,
    spec: &Spec,
    limits: &Limits,
) -> Reads {
    let constants = Constants::new(program, hierarchy, scan, &spec.services);
    let mut decider = Decider { program, hierarchy, spec, constants, out: Reads::default() };
    for (at, site) in scan.sites.iter().enumerate() {
        if at % CLOCK_STEP == 0 && limits.is_late() {
            decider.out.late = u32::try_from(scan.sites.len() - at).unwrap_or(u32::MAX);
            break;
        }
        match site.what {
            Touched::Field(field) => {
                for tag in matches.of_field(field) {
                    decider.plain(*tag, site, Api::Field(field));
                }
            }
            Touched::Method(method) => decider.calls(site, method, matches.of_method(method)),
        }
    }
    decider.callbacks();
    let mut out = decider.out;
    out.given_up = decider.constants.given_up;
    out.reads.sort_by(|a, b| (a.def, a.offset, a.tag, &a.detail).cmp(&(b.def, b.offset, b.tag, &b.detail)));
    out.reads.dedup_by(|a, b| (a.def, a.offset, a.tag) == (b.def, b.offset, b.tag));
    out
}

struct Decider<'a> {
    program: &'a Program,
    hierarchy: &'a Hierarchy,
    spec: &'a Spec,
    constants: Constants<'a>,
    out: Reads,
}

impl Decider<'_> {
    fn plain(&mut self, tag: u32, site: &Site, api: Api) {
        self.read(tag, site, api, true, Vec::new(), false);
    }

    fn read(&mut self, tag: u32, site: &Site, api: Api, certain: bool, detail: Vec<u8>, reflective: bool) {
        let read = Read { tag, def: site.def, offset: site.offset, api, certain, detail, reflective };
        keep(&mut self.out.reads, read, &mut self.out.cut);
    }

    /// Conditions come first: a row without one is the fallback of those that stand beside it.
    fn calls(&mut self, site: &Site, method: MethodId, interests: &[Interest]) {
        let spec = self.spec;
        let mut held: Vec<&MethodSpec> = Vec::new();
        for interest in interests {
            let Interest::Conditional(row) = interest else { continue };
            if let Some((wanted, when)) = spec.methods.get(*row as usize).and_then(|m| Some((m, m.when.as_ref()?))) {
                let answer = self.explicit_argument(site, method, when.arg);
                if self.conditional(site, method, wanted, when, &answer, false) {
                    held.push(wanted);
                }
            }
        }
        for interest in interests {
            self.call(site, method, *interest, &held);
        }
    }

    fn call(&mut self, site: &Site, method: MethodId, interest: Interest, held: &[&MethodSpec]) {
        let spec = self.spec;
        match interest {
            Interest::Plain(row) => {
                if let Some(wanted) = spec.methods.get(row as usize).filter(|wanted| !is_fallback_of(wanted, held)) {
                    self.plain(wanted.tag, site, Api::Method(method));
                }
            }
            Interest::Conditional(_) => {}
            Interest::Resolver(row) => {
                if let Some(resolver) = spec.resolvers.get(row as usize) {
                    let answer = self.explicit_argument(site, method, resolver.uri_arg);
                    self.address(site, method, &answer);
                }
            }
            Interest::Reflective(what) => self.reflective(site, method, what),
        }
    }

    /// An argument counted without the receiver.
    fn explicit_argument(&mut self, site: &Site, method: MethodId, arg: u8) -> Answer {
        let params = self.program.params(method).len();
        let given = self.constants.argument_count(site.def, site.insn);
        self.constants.argument(site.def, site.insn, usize::from(arg) + given.saturating_sub(params))
    }

    fn undecided(&mut self, site: &Site, method: MethodId) {
        let place = Undecided { def: site.def, offset: site.offset, method };
        if self.out.undecided.last() != Some(&place) {
            keep(&mut self.out.undecided, place, &mut self.out.cut);
        }
    }

    /// Note the read if an argument meets a condition; whether it is met whatever the argument turns out to be.
    fn conditional(
        &mut self,
        site: &Site,
        method: MethodId,
        wanted: &MethodSpec,
        when: &Condition,
        answer: &Answer,
        reflective: bool,
    ) -> bool {
        let fits = |known: &Known| match known {
            Known::Text(text) => when.equals.iter().any(|w| matches!(w, Wanted::Text(t) if t == text)),
            Known::Int(int) => when.equals.iter().any(|w| matches!(w, Wanted::Int(n) if n == int)),
            _ => false,
        };
        let fitting = answer.known.iter().filter(|known| fits(known)).count();
        if fitting > 0 {
            // Of an array all cells are taken together: others than the deciding one hold something else.
            let certain = !answer.open && (reflective || fitting == answer.known.len());
            let detail = answer.known.iter().find(|known| fits(known)).map(text_of).unwrap_or_default();
            self.read(wanted.tag, site, Api::Method(method), certain, detail, reflective);
            return certain;
        }
        if when.noted && (answer.open || !answer.known.iter().all(is_said)) {
            self.undecided(site, method);
        }
        false
    }

    fn address(&mut self, site: &Site, method: MethodId, answer: &Answer) {
        let mut found: Vec<(u32, Vec<u8>)> = Vec::new();
        for known in &answer.known {
            if let Some((row, detail)) = self.address_row(known) {
                found.push((row.tag, detail));
            }
        }
        let certain = !answer.open && found.len() == answer.known.len();
        let is_unsaid = |known: &Known| match known {
            Known::Object(_) => true,
            Known::OutsideField(field) => {
                self.hierarchy.origin(Node(self.program.field(*field).class.0)) == Origin::Missing
            }
            _ => false,
        };
        let is_open = answer.open || answer.known.iter().any(is_unsaid);
        if found.is_empty() && is_open {
            self.undecided(site, method);
        }
        for (tag, detail) in found {
            self.read(tag, site, Api::Method(method), certain, detail, false);
        }
    }

    fn address_row(&self, known: &Known) -> Option<(&UriSpec, Vec<u8>)> {
        match known {
            Known::Text(given) => {
                let text: &[u8] = &normal(given);
                let below = |row: &&UriSpec| {
                    let authority = row.uri.strip_prefix(b"content://").unwrap_or(&row.uri);
                    is_below(text, &row.uri) || (!text.contains(&b':') && text == authority)
                };
                let row = self.spec.uris.iter().filter(below).max_by_key(|row| row.uri.len())?;
                Some((row, given.clone()))
            }
            // A whole segment must stand: `content://sms/` says enough, `content://sms` may go on as `content://smsx`.
            Known::Beginning(given) => {
                let text: &[u8] = &normal(given);
                let inside = |row: &&UriSpec| text.len() > row.uri.len() && is_below(text, &row.uri);
                let row = self.spec.uris.iter().filter(inside).max_by_key(|row| row.uri.len())?;
                Some((row, given.clone()))
            }
            Known::OutsideField(field) => {
                let reference = self.program.field(*field);
                let (class, name) = (self.program.type_name(reference.class), self.program.str(reference.name));
                let row =
                    self.spec.uris.iter().find(|row| row.constants.iter().any(|(c, n)| c == class && n == name))?;
                Some((row, member(class, name)))
            }
            _ => None,
        }
    }

    fn reflective(&mut self, site: &Site, method: MethodId, what: Reflective) {
        let answer = self.constants.argument(site.def, site.insn, 0);
        let is_nothing = |known: &&Known| matches!(known, Known::Null | Known::Int(0));
        let choices = answer.known.iter().filter(|known| !is_nothing(known)).count();
        // With several targets none is sure.
        let certain = !answer.open && choices == 1;
        let mut decided = false;
        for known in &answer.known {
            decided |= match (what, known) {
                (Reflective::Invoke, Known::Method(class, name)) => {
                    self.reflective_call(site, method, (class, name), certain)
                }
                (Reflective::Field, Known::FieldObject(class, name)) => {
                    self.reflective_field(site, method, (class, name), certain)
                }
                (Reflective::Instance, Known::Class(class)) => self.reflective_object(site, class),
                _ => false,
            };
        }
        if !decided && (answer.open || choices > 0) {
            let place = Undecided { def: site.def, offset: site.offset, method };
            keep(&mut self.out.hidden, place, &mut self.out.cut);
        }
    }

    fn reflective_call(&mut self, site: &Site, method: MethodId, (class, name): (&[u8], &[u8]), certain: bool) -> bool {
        let spec = self.spec;
        let mut held: Vec<&MethodSpec> = Vec::new();
        for wanted in spec.methods.iter().filter(|w| w.name == name && w.class == class) {
            if let Some(when) = &wanted.when {
                let answer = self.constants.array_argument(site.def, site.insn, 2);
                if self.conditional(site, method, wanted, when, &answer, true) {
                    held.push(wanted);
                }
            }
        }
        for wanted in spec.methods.iter().filter(|w| w.name == name && w.when.is_none()) {
            let meant = wanted.class == class || self.descends(class, &wanted.class);
            if meant && !is_fallback_of(wanted, &held) {
                self.read(wanted.tag, site, Api::Method(method), certain, member(class, name), true);
            }
        }
        let Some(node) = self.hierarchy.node_named(self.program, class) else { return true };
        for ancestor in self.hierarchy.chain(node) {
            if let Origin::App(id) = self.hierarchy.origin(ancestor) {
                for def in self.program.members(id) {
                    if self.program.def_name(def) == name {
                        let edge = ReflectiveEdge { from: site.def, offset: site.offset, to: Some(def), makes: None };
                        keep(&mut self.out.edges, edge, &mut self.out.cut);
                    }
                }
            }
        }
        true
    }

    fn descends(&self, class: &[u8], ancestor: &[u8]) -> bool {
        let nodes =
            self.hierarchy.node_named(self.program, class).zip(self.hierarchy.node_named(self.program, ancestor));
        nodes.is_some_and(|(class, ancestor)| self.hierarchy.is_subtype(class, ancestor))
    }

    fn reflective_field(
        &mut self,
        site: &Site,
        method: MethodId,
        (class, name): (&[u8], &[u8]),
        certain: bool,
    ) -> bool {
        for wanted in self.spec.fields.iter().filter(|w| w.name == name && w.class == class) {
            self.read(wanted.tag, site, Api::Method(method), certain, member(class, name), true);
        }
        true
    }

    fn reflective_object(&mut self, site: &Site, class: &[u8]) -> bool {
        let Some(ty) = self.program.type_named(class) else { return true };
        let Some(id) = self.program.class_of(ty) else { return true };
        for def in self.program.members(id) {
            if self.program.def_name(def) == b"<init>" {
                let edge = ReflectiveEdge { from: site.def, offset: site.offset, to: Some(def), makes: Some(ty) };
                keep(&mut self.out.edges, edge, &mut self.out.cut);
            }
        }
        true
    }

    /// Methods of the app that the system calls with data.
    fn callbacks(&mut self) {
        let spec = self.spec;
        let mut by_name: FxHashMap<StrId, Vec<(&MethodSpec, Node)>> = FxHashMap::default();
        for wanted in &spec.callbacks {
            let Some(name) = self.program.str_named(&wanted.name) else { continue };
            let Some(base) = self.hierarchy.node_named(self.program, &wanted.class) else { continue };
            by_name.entry(name).or_default().push((wanted, base));
        }
        for (at, info) in (0_u32..).zip(self.program.defs()) {
            let def = DefId(at);
            let reference = self.program.method(info.method);
            if !info.has_code() {
                continue;
            }
            let proto = self.program.str(reference.proto);
            for (wanted, base) in by_name.get(&reference.name).into_iter().flatten().copied() {
                if wanted.params.as_ref().is_some_and(|params| !proto.starts_with(params)) {
                    continue;
                }
                if self.hierarchy.is_subtype(Node(reference.class.0), base) && Node(reference.class.0) != base {
                    let site = Site { def, insn: 0, offset: 0, what: Touched::Method(info.method) };
                    self.plain(wanted.tag, &site, Api::Callback);
                }
            }
        }
    }
}

/// Whether a row without a condition only speaks for arguments that none of these conditions of the same method meets.
fn is_fallback_of(row: &MethodSpec, held: &[&MethodSpec]) -> bool {
    held.iter().any(|other| other.class == row.class && other.name == row.name)
}

/// Whether something known has its content known as well. A text made from bytes, or held by a field of Android, has not.
fn is_said(known: &Known) -> bool {
    matches!(known, Known::Text(_) | Known::Int(_) | Known::Null)
}

fn text_of(known: &Known) -> Vec<u8> {
    match known {
        Known::Text(text) | Known::Beginning(text) => text.clone(),
        Known::Int(int) => int.to_string().into_bytes(),
        _ => Vec::new(),
    }
}

fn member(class: &[u8], name: &[u8]) -> Vec<u8> {
    [class, b"->", name].concat()
}

/// The app method that a selector means on a class, for tests and callers outside this file.
#[must_use]
pub fn app_target(program: &Program, hierarchy: &Hierarchy, class: TypeId, selector: Selector) -> Option<DefId> {
    match hierarchy.resolve(program, Node(class.0), selector) {
        Target::App(def) => Some(def),
        _ => None,
    }
}
