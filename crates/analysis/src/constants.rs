//! Constants across methods: what an argument is, followed through fields, parameters, helper methods and reflection.
//!
//! The answer is a set of known things and whether there can be others. Depth, callers and frames are bounded; past a
//! bound the answer is open, never wrong.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::address::is_bare;
use crate::callers::Callers;
use crate::hierarchy::{Hierarchy, Node, Origin, Target, selector_of};
use crate::ir::{Code, Const, DefId, FieldId, MethodId, StrId, TypeId};
use crate::known::{Answer, Known, MAX_KNOWN, MAX_TEXT, as_text, beginning, classes, dotted, map, members, passes_on};
use crate::program::{Program, access};
use crate::scan::Scan;
use crate::texts::trimmed;
use crate::values::{Frame, Part, Set, Value, evaluate};

const MAX_DEPTH: usize = 6;
const MAX_CALLERS: usize = 24;
/// References that one method is called through.
const MAX_NAMES: usize = 64;
/// Frames kept, and the arguments that they hold together.
const MAX_CACHED: usize = 4096;
const MAX_CACHED_ARGUMENTS: usize = 2_000_000;
/// Frames evaluated for one program; each costs about as much as decoding its method ten times.
const MAX_FRAMES: usize = 60_000;
/// What evaluating them may cost together: register values copied or joined.
const MAX_WORK: u64 = 400_000_000;
/// Values followed for one question, and for all. A question with a real answer takes a few dozen.
const QUESTION: u32 = 20_000;
const ALL_QUESTIONS: u64 = 40_000_000;

/// Follows constants through one program.
pub struct Constants<'a> {
    program: &'a Program,
    hierarchy: &'a Hierarchy,
    scan: &'a Scan,
    services: FxHashMap<Vec<u8>, Vec<u8>>,
    callers: Option<Rc<Callers>>,
    /// Fields that are written, by name and type.
    written: Option<FxHashMap<(StrId, TypeId), Vec<FieldId>>>,
    frames: FxHashMap<DefId, Rc<Frame>>,
    targets: FxHashMap<MethodId, Option<DefId>>,
    evaluated: usize,
    cached_arguments: usize,
    work: u64,
    left: u32,
    all_left: u64,
    code: Code,
    busy: FxHashSet<Asked>,
    /// Questions left open because following them cost too much.
    pub given_up: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Asked {
    Param(DefId, u16),
    Field(FieldId),
    Returns(DefId),
}

impl<'a> Constants<'a> {
    /// A follower of constants; `services` maps system service names to class descriptors.
    #[must_use]
    pub fn new(
        program: &'a Program,
        hierarchy: &'a Hierarchy,
        scan: &'a Scan,
        services: &[(Vec<u8>, Vec<u8>)],
    ) -> Self {
        Self {
            program,
            hierarchy,
            scan,
            services: services.iter().cloned().collect(),
            callers: None,
            written: None,
            frames: FxHashMap::default(),
            targets: FxHashMap::default(),
            evaluated: 0,
            cached_arguments: 0,
            work: MAX_WORK,
            left: 0,
            all_left: ALL_QUESTIONS,
            code: Code::default(),
            busy: FxHashSet::default(),
            given_up: 0,
        }
    }

    /// Begin a question; what it may cost is what is left of the whole.
    fn begin(&mut self) {
        self.left = QUESTION.min(u32::try_from(self.all_left).unwrap_or(u32::MAX));
    }

    /// Pay for a step. The last one of a question is counted, and everything after it is unknown.
    fn spend(&mut self, cost: usize) -> bool {
        if self.left == 0 {
            return false;
        }
        let cost = u32::try_from(cost).unwrap_or(u32::MAX).min(self.left);
        self.left -= cost;
        self.all_left = self.all_left.saturating_sub(cost.into());
        if self.left == 0 {
            self.given_up = self.given_up.saturating_add(1);
        }
        self.left > 0
    }

    /// What an argument of the call at an instruction can be; the receiver, if any, is argument 0.
    pub fn argument(&mut self, def: DefId, insn: u32, arg: usize) -> Answer {
        self.begin();
        let Some(frame) = self.frame(def) else { return Answer::unknown() };
        match frame.call(insn) {
            Some((_, args)) => args.get(arg).map_or_else(Answer::unknown, |set| self.set(def, &frame, set, 0)),
            None if frame.is_coarse => Answer::unknown(),
            // The instruction was never reached by the evaluation: dead code.
            None => Answer::default(),
        }
    }

    /// How many arguments the call at an instruction has, receiver included.
    pub fn argument_count(&mut self, def: DefId, insn: u32) -> usize {
        self.frame(def).and_then(|frame| frame.call(insn).map(|(_, args)| args.len())).unwrap_or(0)
    }

    fn frame(&mut self, def: DefId) -> Option<Rc<Frame>> {
        if let Some(frame) = self.frames.get(&def) {
            return Some(Rc::clone(frame));
        }
        if self.evaluated >= MAX_FRAMES || self.work == 0 {
            self.given_up = self.given_up.saturating_add(1);
            return None;
        }
        if !self.program.decode(def, &mut self.code).ok()? {
            return None;
        }
        self.evaluated += 1;
        let frame = Rc::new(evaluate(self.program, &self.code));
        self.work = self.work.saturating_sub(frame.work);
        self.cached_arguments += frame.arguments;
        if self.frames.len() >= MAX_CACHED || self.cached_arguments > MAX_CACHED_ARGUMENTS {
            self.frames.clear();
            self.cached_arguments = frame.arguments;
        }
        self.frames.insert(def, Rc::clone(&frame));
        Some(frame)
    }

    fn set(&mut self, def: DefId, frame: &Frame, set: &Set, depth: usize) -> Answer {
        let mut answer = Answer { known: Vec::new(), open: set.open };
        for value in set.values() {
            answer.merge(self.value(def, frame, *value, depth));
        }
        answer
    }

    fn value(&mut self, def: DefId, frame: &Frame, value: Value, depth: usize) -> Answer {
        let one = |known| Answer { known: vec![known], open: false };
        if depth > MAX_DEPTH || !self.spend(1) {
            return Answer::unknown();
        }
        match value {
            Value::Int(n) => one(Known::Int(n)),
            Value::Null => one(Known::Null),
            Value::Str(id) => one(Known::Text(self.program.str(id).to_vec())),
            Value::Text(at) => self.text(def, frame, at, depth),
            Value::Builder(..) => Answer::unknown(),
            Value::Class(ty) => one(Known::Class(self.program.type_name(ty).to_vec())),
            Value::New(ty, _) => one(Known::Object(self.program.type_name(ty).to_vec())),
            Value::Param(number) => self.guarded(Asked::Param(def, number), |me| me.param(def, number, depth)),
            Value::Field(field) => self.guarded(Asked::Field(field), |me| me.field(field, depth)),
            Value::Result(insn) => self.result(def, frame, insn, depth),
        }
    }

    /// A text put together: every combination of what its holes can be, up to the first that is open.
    fn text(&mut self, def: DefId, frame: &Frame, at: u32, depth: usize) -> Answer {
        let mut texts: Vec<Vec<u8>> = vec![Vec::new()];
        for part in frame.text(at) {
            let endings: Vec<Vec<u8>> = match part {
                Part::Fixed(bytes) => vec![bytes.clone()],
                Part::Hole(value) => {
                    let answer = self.value(def, frame, *value, depth + 1);
                    let known: Option<Vec<Vec<u8>>> = answer.known.iter().map(as_text).collect();
                    match known {
                        Some(known) if !answer.open && !known.is_empty() => known,
                        _ => return Answer { known: texts.into_iter().map(Known::Beginning).collect(), open: true },
                    }
                }
            };
            texts = texts.iter().flat_map(|text| endings.iter().map(|end| [text.as_slice(), end].concat())).collect();
            if texts.len() > MAX_KNOWN {
                return Answer::unknown();
            }
            // Texts of texts of texts: each level multiplies.
            if texts.iter().any(|text| text.len() > MAX_TEXT) {
                return Answer { known: texts.into_iter().map(beginning).collect(), open: true };
            }
        }
        Answer { known: texts.into_iter().map(Known::Text).collect(), open: false }
    }

    /// What is stored in an array argument of the call at an instruction, all cells taken together.
    pub fn array_argument(&mut self, def: DefId, insn: u32, arg: usize) -> Answer {
        self.begin();
        let Some(frame) = self.frame(def) else { return Answer::unknown() };
        let Some(set) = frame.call(insn).and_then(|(_, args)| args.get(arg)) else { return Answer::unknown() };
        let mut answer = Answer { known: Vec::new(), open: set.open };
        for value in set.values() {
            match value {
                Value::New(_, made) => {
                    answer.open |= frame.is_coarse;
                    answer.merge(
                        frame.array(*made).map_or_else(Answer::default, |cells| self.set(def, &frame, cells, 0)),
                    );
                }
                Value::Null | Value::Int(0) => {}
                _ => answer.open = true,
            }
        }
        answer
    }

    /// A question that is already being asked adds nothing to its own answer.
    fn guarded(&mut self, asked: Asked, ask: impl FnOnce(&mut Self) -> Answer) -> Answer {
        if !self.busy.insert(asked) {
            return Answer::default();
        }
        let answer = ask(self);
        self.busy.remove(&asked);
        answer
    }

    /// The references that a call of `def` can be made through, and whether code that is not here can call it.
    fn names_of(&self, def: DefId, callers: &Callers) -> (Vec<MethodId>, bool) {
        let mut names = callers.refs.get(&def).cloned().unwrap_or_default();
        let Some(info) = self.program.def(def) else { return (names, true) };
        let selector = selector_of(self.program, info.method);
        let is_exact =
            info.access & (access::STATIC | access::PRIVATE) != 0 || self.program.str(selector.name).starts_with(b"<");
        let mut open = false;
        for ancestor in self.hierarchy.ancestors(Node(self.program.method(info.method).class.0)).iter().skip(1) {
            if is_exact {
                break;
            }
            open |= match self.hierarchy.origin(*ancestor) {
                Origin::Framework => self.hierarchy.declares(*ancestor, selector),
                Origin::Missing => true,
                Origin::App(_) | Origin::NotAClass => false,
            };
            // A call through an interface or a super class names the method there.
            let there = self.program.method_named(TypeId(ancestor.0), selector.name, selector.proto);
            names.extend(there.filter(|method| !names.contains(method)));
        }
        open |= names.len() > MAX_NAMES;
        names.truncate(MAX_NAMES);
        (names, open)
    }

    fn param(&mut self, def: DefId, number: u16, depth: usize) -> Answer {
        let (program, hierarchy, scan) = (self.program, self.hierarchy, self.scan);
        let index = self.callers.take().unwrap_or_else(|| Rc::new(Callers::new(program, hierarchy, scan)));
        self.callers = Some(Rc::clone(&index));
        let (names, open) = self.names_of(def, &index);
        let mut callers: Vec<DefId> =
            names.iter().flat_map(|name| index.of(*name).iter().take(MAX_CALLERS + 1)).copied().collect();
        callers.sort_unstable();
        callers.dedup();
        let mut answer = Answer { known: Vec::new(), open: open || callers.is_empty() || callers.len() > MAX_CALLERS };
        for caller in callers.into_iter().take(MAX_CALLERS) {
            let Some(frame) = self.frame(caller) else {
                answer.open = true;
                continue;
            };
            answer.open |= frame.is_coarse;
            if !self.spend(1 + frame.arguments / 64) {
                answer.open = true;
                break;
            }
            for (_, method, args) in frame.calls() {
                if names.contains(&method) {
                    answer.merge(
                        args.get(usize::from(number))
                            .map_or_else(Answer::unknown, |set| self.set(caller, &frame, set, depth + 1)),
                    );
                }
            }
        }
        answer
    }

    fn target(&mut self, method: MethodId) -> Option<DefId> {
        let (program, hierarchy) = (self.program, self.hierarchy);
        *self.targets.entry(method).or_insert_with(|| {
            let node = Node(program.method(method).class.0);
            match hierarchy.resolve(program, node, selector_of(program, method)) {
                Target::App(def) => Some(def),
                _ => None,
            }
        })
    }

    fn field(&mut self, field: FieldId, depth: usize) -> Answer {
        let declared = self.hierarchy.chain(Node(self.program.field(field).class.0));
        let outside = declared.map(|n| self.hierarchy.origin(n)).find(|o| !matches!(o, Origin::App(_)));
        let own = matches!(self.hierarchy.origin(Node(self.program.field(field).class.0)), Origin::App(_));
        if !own && matches!(outside, Some(Origin::Framework | Origin::Missing)) {
            return Answer { known: vec![Known::OutsideField(field)], open: false };
        }
        let mut answer = Answer::default();
        let declared = std::iter::once(field).chain(self.declared_above(field));
        if let Some(value) = declared.into_iter().find_map(|field| self.program.static_value(field)) {
            match value {
                Const::Int(0) | Const::Null => {}
                Const::Int(n) => answer.add(Known::Int(n)),
                Const::Str(id) => answer.add(Known::Text(self.program.str(id).to_vec())),
                Const::Class(ty) => answer.add(Known::Class(self.program.type_name(ty).to_vec())),
                Const::Handle(_) | Const::Other => answer.open = true,
            }
        }
        let scan = self.scan;
        let names = self.same_field(field);
        let puts: Vec<_> =
            names.iter().filter_map(|name| scan.puts.get(name)).flatten().take(MAX_CALLERS + 1).collect();
        answer.open |= puts.len() > MAX_CALLERS || (puts.is_empty() && answer.known.is_empty());
        for put in puts.into_iter().take(MAX_CALLERS) {
            let Some(frame) = self.frame(put.def) else {
                answer.open = true;
                continue;
            };
            match frame.store(put.insn) {
                Some(set) => answer.merge(self.set(put.def, &frame, set, depth + 1)),
                None => answer.open |= frame.is_coarse,
            }
        }
        answer
    }

    /// The field and the written ones that can be the same: code may name it by a subclass of the one that declares it.
    fn same_field(&mut self, field: FieldId) -> Vec<FieldId> {
        let (program, hierarchy, scan) = (self.program, self.hierarchy, self.scan);
        let written = self.written.get_or_insert_with(|| {
            let mut by_name: FxHashMap<(StrId, TypeId), Vec<FieldId>> = FxHashMap::default();
            for field in scan.puts.keys() {
                let reference = program.field(*field);
                by_name.entry((reference.name, reference.ty)).or_default().push(*field);
            }
            for fields in by_name.values_mut() {
                fields.sort_unstable();
            }
            by_name
        });
        let own = program.field(field);
        let class = Node(own.class.0);
        let named = written.get(&(own.name, own.ty)).map_or(&[][..], Vec::as_slice);
        let is_same = |other: &FieldId| {
            let node = Node(program.field(*other).class.0);
            hierarchy.is_subtype(class, node) || hierarchy.is_subtype(node, class)
        };
        let found = named.iter().copied().filter(is_same).take(MAX_CALLERS).collect();
        let looked_at = named.len() / 64;
        self.spend(looked_at);
        found
    }

    /// The fields of this name in super classes and interfaces.
    fn declared_above(&self, field: FieldId) -> Vec<FieldId> {
        let own = self.program.field(field);
        let above = self.hierarchy.ancestors(Node(own.class.0)).iter().skip(1);
        above.filter_map(|node| self.program.field_named(TypeId(node.0), own.name, own.ty)).collect()
    }

    fn result(&mut self, def: DefId, frame: &Frame, insn: u32, depth: usize) -> Answer {
        let Some((method, args)) = frame.call(insn) else { return Answer::unknown() };
        if let Some(callee) = self.target(method) {
            return self.guarded(Asked::Returns(callee), |me| me.returned(def, frame, callee, args, depth));
        }
        let reference = self.program.method(method);
        let class = self.program.type_name(reference.class).to_vec();
        let name = self.program.str(reference.name).to_vec();
        self.library(def, frame, (&class, &name), args, depth)
    }

    /// What a method of the app returns, its parameters bound to this call's arguments.
    fn returned(&mut self, def: DefId, frame: &Frame, callee: DefId, args: &[Set], depth: usize) -> Answer {
        let Some(inner) = self.frame(callee) else { return Answer::unknown() };
        let mut answer = Answer { known: Vec::new(), open: inner.returns.open };
        for value in inner.returns.values() {
            answer.merge(match value {
                Value::Param(number) => args
                    .get(usize::from(*number))
                    .map_or_else(Answer::unknown, |set| self.set(def, frame, set, depth + 1)),
                other => self.value(callee, &inner, *other, depth + 1),
            });
        }
        answer
    }

    /// What a library method returns, for the few that pass constants on.
    fn library(&mut self, def: DefId, frame: &Frame, called: (&[u8], &[u8]), args: &[Set], depth: usize) -> Answer {
        let arg = |me: &mut Self, at: usize| {
            args.get(at).map_or_else(Answer::unknown, |set| me.set(def, frame, set, depth + 1))
        };
        if passes_on(called) {
            // What is appended to an address says which it is only where nothing stood there before.
            return map(arg(self, 0), |known| match known {
                Known::Text(text) if is_bare(&text) && called.1 != b"parse" => None,
                other => Some(other),
            });
        }
        match called {
            (b"Ljava/lang/String;", b"trim") => map(arg(self, 0), |known| match known {
                Known::Text(text) => Some(Known::Text(trimmed(&text).to_vec())),
                _ => None,
            }),
            (b"Ljava/lang/Class;", b"forName") => classes(arg(self, 0)),
            (b"Ljava/lang/ClassLoader;" | b"Ldalvik/system/PathClassLoader;", b"loadClass") => classes(arg(self, 1)),
            (b"Ljava/lang/Class;", b"getMethod" | b"getDeclaredMethod") => {
                members(&arg(self, 0), &arg(self, 1), Known::Method)
            }
            (b"Ljava/lang/Class;", b"getField" | b"getDeclaredField") => {
                members(&arg(self, 0), &arg(self, 1), Known::FieldObject)
            }
            (b"Ljava/lang/Class;" | b"Ljava/lang/reflect/Constructor;", b"newInstance") => {
                map(arg(self, 0), |known| match known {
                    Known::Class(name) => Some(Known::Object(name)),
                    _ => None,
                })
            }
            (b"Ljava/lang/Class;", b"getName" | b"getCanonicalName") => map(arg(self, 0), |known| match known {
                Known::Class(name) => dotted(&name).map(Known::Text),
                _ => None,
            }),
            (_, b"getClass") => map(arg(self, 0), |known| match known {
                Known::Object(name) => Some(Known::Class(name)),
                _ => None,
            }),
            (_, b"getSystemService") => {
                let at = args.len().saturating_sub(1);
                let names = arg(self, at);
                map(names, |known| match known {
                    Known::Text(name) => self.services.get(&name).cloned().map(Known::Object),
                    Known::Class(name) => Some(Known::Object(name)),
                    _ => None,
                })
            }
            _ => Answer::unknown(),
        }
    }
}
