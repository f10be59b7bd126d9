//! The work list: methods with arguments, evaluated again when what they read has changed.

use glasshouse_formats::Limits;
use rustc_hash::{FxHashMap, FxHashSet};

use super::around::Around;
use super::body::run;
use super::calls::{Effect, effect, has_body};
use super::cells::{Cell, Cells};
use super::value::{Val, merge};
use super::{Answered, Handler};
use crate::hierarchy::{Hierarchy, Node};
use crate::ir::{Code, Const, DefId, Insn, InvokeKind, MethodId, StrId, TypeId};
use crate::known::descriptor;
use crate::program::{Program, access};
use crate::reach::{Entry, Graph, Outside};
use crate::reads::ReflectiveEdge;
use crate::scan::{How, Make, Scan};
use crate::spec::Spec;

/// Sets of constant arguments that one method is told apart by; with more it is evaluated once for any.
const MAX_CONTEXTS: usize = 24;
/// Instructions evaluated.
const FUEL: u64 = 60_000_000;
/// Methods with arguments.
const MAX_UNITS: usize = 300_000;

/// A method with arguments.
struct Unit {
    def: DefId,
    args: Vec<Val>,
    returns: Option<Val>,
    live: Vec<bool>,
    guards: Vec<u32>,
    /// Who called it, and waits for what it returns.
    callers: FxHashSet<u32>,
    queued: bool,
}

/// What came of it.
pub(crate) struct Outcome {
    pub(crate) live: FxHashMap<DefId, Vec<u32>>,
    pub(crate) guards: FxHashMap<DefId, Vec<u32>>,
    pub(crate) scan: Scan,
    pub(crate) outside: Outside,
    pub(crate) cut: bool,
}

/// See the [module](self).
pub(crate) struct Engine<'a> {
    pub(super) program: &'a Program,
    pub(super) graph: Graph<'a>,
    outside: &'a Outside,
    limits: &'a Limits,
    agree: FxHashMap<DefId, Vec<Option<Answered>>>,
    pub(super) cells: Cells,
    units: Vec<Unit>,
    index: FxHashMap<DefId, Vec<(Vec<Val>, u32)>>,
    opened: FxHashSet<DefId>,
    queue: Vec<u32>,
    effects: FxHashMap<MethodId, Effect>,
    /// Virtual calls seen: with which arguments, and by whom.
    pub(super) virtual_calls: FxHashMap<MethodId, FxHashSet<(Vec<Val>, u32)>>,
    /// Entries that code has to name first.
    by_class: FxHashMap<TypeId, Vec<usize>>,
    by_text: FxHashMap<StrId, Vec<usize>>,
    entered: Vec<bool>,
    /// Callbacks that run only after something was asked for, by what.
    waiting: FxHashMap<Effect, Vec<DefId>>,
    pub(super) asked: FxHashSet<Effect>,
    /// Listeners of preferences, and the keys that were written.
    pub(super) watchers: Vec<DefId>,
    /// What is told of the result of a screen.
    told: Vec<DefId>,
    pub(super) keys: Vec<StrId>,
    fuel: u64,
    cut: bool,
}

impl<'a> Engine<'a> {
    #[allow(clippy::too_many_arguments)] // see World::without
    pub(crate) fn new(
        agree: &[Handler],
        program: &'a Program,
        hierarchy: &'a Hierarchy,
        scan: &'a Scan,
        spec: &Spec,
        reflective: &[ReflectiveEdge],
        outside: &'a Outside,
        limits: &'a Limits,
    ) -> Self {
        let mut handlers: FxHashMap<DefId, Vec<Option<Answered>>> = FxHashMap::default();
        for handler in agree {
            handlers.entry(handler.def).or_default().push(handler.when);
        }
        let mut engine = Self {
            program,
            graph: Graph::ready(program, hierarchy, scan, spec, reflective, outside, limits),
            outside,
            limits,
            agree: handlers,
            cells: Cells::default(),
            units: Vec::new(),
            index: FxHashMap::default(),
            opened: FxHashSet::default(),
            queue: Vec::new(),
            effects: FxHashMap::default(),
            virtual_calls: FxHashMap::default(),
            by_class: FxHashMap::default(),
            by_text: FxHashMap::default(),
            entered: vec![false; outside.entries.len()],
            waiting: FxHashMap::default(),
            asked: FxHashSet::default(),
            watchers: Vec::new(),
            told: Vec::new(),
            keys: Vec::new(),
            fuel: FUEL,
            cut: false,
        };
        for (number, entry) in outside.entries.iter().enumerate() {
            engine.note_needs(number, entry);
        }
        engine
    }

    fn note_needs(&mut self, number: usize, entry: &Entry) {
        if entry.needs.is_empty() {
            return self.enter(number);
        }
        for need in &entry.needs {
            if let Some(text) = self.program.str_named(need) {
                self.by_text.entry(text).or_default().push(number);
            }
            if let Some(ty) = self.program.type_named(&descriptor(need)) {
                self.by_class.entry(ty).or_default().push(number);
            }
        }
    }

    fn enter(&mut self, number: usize) {
        let (Some(flag), Some(entry)) = (self.entered.get_mut(number), self.outside.entries.get(number)) else {
            return;
        };
        if !std::mem::replace(flag, true) {
            self.graph.enter(u32::try_from(number).unwrap_or(u32::MAX), entry);
        }
    }

    /// Run until nothing changes.
    pub(crate) fn settle(&mut self) {
        let mut code = Code::default();
        loop {
            self.take_in();
            if let Some(unit) = self.queue.pop() {
                self.evaluate(unit, &mut code);
                if self.fuel == 0 || self.units.len() > MAX_UNITS || self.limits.is_late() {
                    self.cut = true;
                    return;
                }
                continue;
            }
            let woken = self.cells.give_up_waiting();
            if woken.is_empty() {
                return;
            }
            self.wake(&woken);
        }
    }

    /// What the graph found besides calls: callbacks, and new targets of virtual calls.
    fn take_in(&mut self) {
        loop {
            self.graph.take_no_work();
            let opened = std::mem::take(&mut self.graph.opened);
            let fresh = std::mem::take(&mut self.graph.fresh);
            if opened.is_empty() && fresh.is_empty() {
                return;
            }
            for def in opened {
                self.open(def);
            }
            for (method, def) in fresh {
                for (args, caller) in self.virtual_calls.get(&method).cloned().into_iter().flatten() {
                    self.unit(def, &args, Some(caller));
                    self.push(caller);
                }
            }
        }
    }

    /// A method that something other than a call runs: with any arguments, unless the answer is what runs it.
    fn open(&mut self, def: DefId) {
        if self.opened.contains(&def) {
            return;
        }
        let name = self.program.def_name(def);
        let waits_for = match name {
            b"onActivityResult" => Some(Effect::StartsForResult),
            b"onRequestPermissionsResult" => Some(Effect::AsksPermissions),
            _ => None,
        };
        if let Some(cause) = waits_for.filter(|cause| !self.asked.contains(cause)) {
            self.waiting.entry(cause).or_default().push(def);
            return;
        }
        self.opened.insert(def);
        if name == b"onSharedPreferenceChanged" {
            self.watchers.push(def);
            for key in self.keys.clone() {
                self.watch(def, key);
            }
            return;
        }
        if name == b"onActivityResult" {
            self.told.push(def);
            return self.tell_result();
        }
        let Some(args) = self.open_args(def) else { return };
        self.unit_of_any(def, args);
    }

    /// Hand the result of a screen to whoever is told of it: the second of three arguments.
    pub(super) fn tell_result(&mut self) {
        let result = self.cells.held(Cell::Result).unwrap_or(Val::Int(0));
        for def in self.told.clone() {
            let mut args = vec![Val::Top; self.arity(def)];
            set(&mut args, 2, result);
            self.unit(def, &args, None);
        }
    }

    /// Arguments of a callback; nothing for one that only an agreement runs.
    fn open_args(&self, def: DefId) -> Option<Vec<Val>> {
        let mut args = vec![Val::Top; self.arity(def)];
        for when in self.agree.get(&def).into_iter().flatten() {
            match when {
                None => return None,
                // The number is the second of a dialog's arguments, the view the first; the receiver comes before.
                Some(Answered::Which(n)) => set(&mut args, 2, Val::Not(*n)),
                Some(Answered::View(id)) => set(&mut args, 1, Val::NotView(*id)),
            }
        }
        Some(args)
    }

    fn arity(&self, def: DefId) -> usize {
        let explicit = self.program.method_of(def).map_or(0, |method| self.program.params(method).len());
        explicit + usize::from(self.program.access_of(def) & access::STATIC == 0)
    }

    pub(super) fn watch(&mut self, def: DefId, key: StrId) {
        let mut args = vec![Val::Top; self.arity(def)];
        set(&mut args, 2, Val::Str(key));
        self.unit(def, &args, None);
    }

    fn push(&mut self, unit: u32) {
        if let Some(slot) = self.units.get_mut(unit as usize)
            && !slot.queued
        {
            slot.queued = true;
            self.queue.push(unit);
        }
    }

    pub(super) fn wake(&mut self, units: &[u32]) {
        for unit in units {
            self.push(*unit);
        }
    }

    /// The method with these arguments, of which only constants tell apart; evaluated when it is new.
    pub(super) fn unit(&mut self, def: DefId, args: &[Val], caller: Option<u32>) -> u32 {
        let constant: Vec<Val> = args.iter().map(|value| value.constant()).collect();
        let known = self.index.get(&def).map_or(0, Vec::len);
        let any = vec![Val::Top; constant.len()];
        let args = if known >= MAX_CONTEXTS && !self.has(def, &constant) { any } else { constant };
        let unit = self.unit_of_any(def, args);
        if let (Some(caller), Some(slot)) = (caller, self.units.get_mut(unit as usize)) {
            slot.callers.insert(caller);
        }
        unit
    }

    /// What a unit returns, as far as it is known.
    pub(super) fn returns_of(&self, unit: u32) -> Option<Val> {
        self.units.get(unit as usize).and_then(|unit| unit.returns)
    }

    /// Entries that code names by a class, or by a text.
    pub(super) fn enter_by_class(&mut self, ty: TypeId) {
        for number in self.by_class.get(&ty).cloned().unwrap_or_default() {
            self.enter(number);
        }
    }

    pub(super) fn enter_by_text(&mut self, text: StrId) {
        for number in self.by_text.get(&text).cloned().unwrap_or_default() {
            self.enter(number);
        }
    }

    fn has(&self, def: DefId, args: &[Val]) -> bool {
        self.index.get(&def).is_some_and(|list| list.iter().any(|(known, _)| known == args))
    }

    fn unit_of_any(&mut self, def: DefId, args: Vec<Val>) -> u32 {
        if let Some((_, unit)) = self.index.get(&def).and_then(|list| list.iter().find(|(known, _)| *known == args)) {
            return *unit;
        }
        let unit = u32::try_from(self.units.len()).unwrap_or(u32::MAX);
        let returns = if has_body(self.program, def) { None } else { Some(Val::Top) };
        self.index.entry(def).or_default().push((args.clone(), unit));
        self.units.push(Unit {
            def,
            args,
            returns,
            live: Vec::new(),
            guards: Vec::new(),
            callers: FxHashSet::default(),
            queued: false,
        });
        if returns.is_none() {
            self.push(unit);
        }
        unit
    }

    fn evaluate(&mut self, unit: u32, code: &mut Code) {
        let Some(slot) = self.units.get_mut(unit as usize) else { return };
        slot.queued = false;
        let (def, args) = (slot.def, slot.args.clone());
        if !matches!(self.program.decode(def, code), Ok(true)) {
            // What cannot be read may do anything; its calls are unknown to everybody.
            return self.returned(unit, Some(Val::Top));
        }
        let outcome = run(code, &args, &mut Around { engine: self, unit });
        self.fuel = self.fuel.saturating_sub(outcome.work.max(1));
        self.apply(def, code, &outcome.live);
        if let Some(slot) = self.units.get_mut(unit as usize) {
            slot.live = outcome.live;
            slot.guards = outcome.guards;
        }
        self.returned(unit, outcome.returns);
    }

    fn returned(&mut self, unit: u32, value: Option<Val>) {
        let Some(slot) = self.units.get_mut(unit as usize) else { return };
        if merge(&mut slot.returns, value) {
            let mut callers: Vec<u32> = slot.callers.iter().copied().collect();
            callers.sort_unstable();
            self.wake(&callers);
        }
    }

    /// What live instructions make and first use.
    fn apply(&mut self, def: DefId, code: &Code, live: &[bool]) {
        for (at, insn) in code.insns.iter().enumerate().filter(|(at, _)| live.get(*at).copied().unwrap_or(false)) {
            let offset = code.offsets.get(at).copied().unwrap_or(0);
            if let Some(make) = made(insn, offset) {
                self.graph.made_here(def, &make);
            }
            if let Insn::Dynamic { handles, .. } = insn {
                for method in code.handles(*handles) {
                    self.graph.made_here(def, &handle(self.program, *method, offset));
                }
            }
            if let Some(ty) = first_use(self.program, insn) {
                self.graph.initialise(Node(ty.0));
            }
        }
        for edge in self.graph.reflective.get(&def).cloned().unwrap_or_default() {
            let at = code.offsets.iter().position(|offset| *offset == edge.offset);
            if at.is_some_and(|at| live.get(at).copied().unwrap_or(false)) {
                self.graph.reflect(edge);
            }
        }
    }

    /// Something was asked for; callbacks that waited for it run from now on.
    pub(super) fn ask(&mut self, cause: Effect) {
        if self.asked.insert(cause) {
            for def in self.waiting.remove(&cause).unwrap_or_default() {
                self.open(def);
            }
        }
    }

    pub(super) fn effect(&mut self, method: MethodId) -> Effect {
        let program = self.program;
        *self.effects.entry(method).or_insert_with(|| effect(program, method))
    }

    /// Live instructions, and a scan of them alone.
    pub(crate) fn finish(self) -> Outcome {
        let mut by_def: FxHashMap<DefId, Vec<bool>> = FxHashMap::default();
        let mut guards: FxHashMap<DefId, FxHashMap<u32, usize>> = FxHashMap::default();
        let mut evaluated: FxHashMap<DefId, usize> = FxHashMap::default();
        for unit in self.units.iter().filter(|unit| !unit.live.is_empty()) {
            let live = by_def.entry(unit.def).or_insert_with(|| vec![false; unit.live.len()]);
            for (mine, other) in live.iter_mut().zip(&unit.live) {
                *mine |= other;
            }
            *evaluated.entry(unit.def).or_default() += 1;
            for at in &unit.guards {
                *guards.entry(unit.def).or_default().entry(*at).or_default() += 1;
            }
        }
        let mut code = Code::default();
        let mut places: FxHashMap<DefId, Vec<u32>> = FxHashMap::default();
        let mut guard_places: FxHashMap<DefId, Vec<u32>> = FxHashMap::default();
        for (def, live) in &by_def {
            if !matches!(self.program.decode(*def, &mut code), Ok(true)) {
                continue;
            }
            let offset = |at: usize| code.offsets.get(at).copied().unwrap_or(0);
            let mut found: Vec<u32> =
                live.iter().enumerate().filter(|(_, live)| **live).map(|(at, _)| offset(at)).collect();
            found.sort_unstable();
            places.insert(*def, found);
            let times = evaluated.get(def).copied().unwrap_or(0);
            let decided = guards.get(def).into_iter().flatten().filter(|(_, count)| **count == times);
            let mut found: Vec<u32> = decided.map(|(at, _)| offset(*at as usize)).collect();
            found.sort_unstable();
            guard_places.insert(*def, found);
        }
        let scan = Scan::of_live(self.program, &by_def);
        let entries = self.outside.entries.iter().zip(&self.entered).filter(|(_, entered)| **entered);
        let outside = Outside {
            entries: entries.map(|(entry, _)| entry.clone()).collect(),
            click_handlers: self.outside.click_handlers.clone(),
        };
        Outcome { live: places, guards: guard_places, scan, outside, cut: self.cut }
    }
}

fn set(args: &mut [Val], at: usize, value: Val) {
    if let Some(slot) = args.get_mut(at) {
        *slot = value;
    }
}

/// The object that an instruction makes or names.
pub(crate) fn made(insn: &Insn, offset: u32) -> Option<Make> {
    match insn {
        Insn::New { ty, .. } => Some(Make { ty: *ty, offset, how: How::New }),
        Insn::Const { value: Const::Class(ty), .. } => Some(Make { ty: *ty, offset, how: How::Named }),
        Insn::Lambda { ty, target, .. } => Some(Make { ty: *ty, offset, how: How::Lambda(*target) }),
        _ => None,
    }
}

pub(crate) fn handle(program: &Program, method: MethodId, offset: u32) -> Make {
    Make { ty: program.method(method).class, offset, how: How::Handle(method) }
}

/// The class whose static members an instruction uses.
pub(crate) fn first_use(program: &Program, insn: &Insn) -> Option<TypeId> {
    match insn {
        Insn::New { ty, .. } => Some(*ty),
        Insn::Get { object: None, field, .. } | Insn::Put { object: None, field, .. } => {
            Some(program.field(*field).class)
        }
        Insn::Invoke { kind: InvokeKind::Static, method, .. } => Some(program.method(*method).class),
        _ => None,
    }
}
