//! The one pass over all instructions: who calls, makes and touches what.
//!
//! Each body is decoded once; what the call graph needs of it stays as a few words, repeats within a method left out.

use glasshouse_formats::Limits;
use rustc_hash::FxHashMap;

use crate::ir::{Args, Code, Const, DefId, FieldId, Insn, InvokeKind, MethodId, Reg, TypeId};
use crate::live;
use crate::program::Program;
use crate::spec::Matches;

/// A call site: the first of its kind in the method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Call {
    /// What the instruction names.
    pub method: MethodId,
    /// Where, in the unit of [`Code::offsets`].
    pub offset: u32,
    /// The class of the receiver, where it was made in the same block.
    pub exact: Option<TypeId>,
    /// How the target is chosen.
    pub kind: InvokeKind,
}

/// An object that the method makes or names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Make {
    /// Of which class; for a lambda the interface it implements, for a handle the class that it names.
    pub ty: TypeId,
    /// Where.
    pub offset: u32,
    /// How.
    pub how: How,
}

/// How an object comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// `new`
    New,
    /// A class constant: something may make it by reflection.
    Named,
    /// A lambda or a method reference that calls the method.
    Lambda(MethodId),
    /// No object: a method handle, which anybody can call who holds it.
    Handle(MethodId),
}

/// A place that matters to the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Site {
    /// In which method.
    pub def: DefId,
    /// Instruction index.
    pub insn: u32,
    /// Place.
    pub offset: u32,
    /// What it touches.
    pub what: Touched,
}

/// What a site touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Touched {
    /// A call of a method with interests.
    Method(MethodId),
    /// A read of a field with rows.
    Field(FieldId),
}

/// A store into a field that may hold an address, a name or a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Put {
    /// In which method.
    pub def: DefId,
    /// Instruction index.
    pub insn: u32,
}

/// What one pass over a program found, by definition.
#[derive(Debug, Default)]
pub struct Scan {
    calls: Vec<Call>,
    call_start: Vec<u32>,
    makes: Vec<Make>,
    make_start: Vec<u32>,
    statics: Vec<TypeId>,
    static_start: Vec<u32>,
    /// Sites in file order.
    pub sites: Vec<Site>,
    /// Stores by field.
    pub puts: FxHashMap<FieldId, Vec<Put>>,
    /// Methods whose body could not be decoded.
    pub broken: Vec<(DefId, glasshouse_formats::Error)>,
    /// Instructions decoded.
    pub instructions: u64,
    /// Whether the budget of instructions or of time ran out.
    pub cut: bool,
}

/// Methods between two looks at the clock: about a tenth of a millisecond.
const CLOCK_STEP: usize = 256;

fn slice<'a, T>(items: &'a [T], starts: &[u32], def: DefId) -> &'a [T] {
    match (starts.get(def.index()), starts.get(def.index() + 1)) {
        (Some(from), Some(to)) => items.get(*from as usize..*to as usize).unwrap_or(&[]),
        _ => &[],
    }
}

impl Scan {
    /// Calls of a method, first of each kind.
    #[must_use]
    pub fn calls(&self, def: DefId) -> &[Call] {
        slice(&self.calls, &self.call_start, def)
    }

    /// Objects that a method makes or names.
    #[must_use]
    pub fn makes(&self, def: DefId) -> &[Make] {
        slice(&self.makes, &self.make_start, def)
    }

    /// Classes whose static members a method uses.
    #[must_use]
    pub fn statics(&self, def: DefId) -> &[TypeId] {
        slice(&self.statics, &self.static_start, def)
    }

    /// Decode every method of a program once, within the budgets of instructions and of time.
    #[must_use]
    pub fn new(program: &Program, matches: &Matches, limits: &Limits) -> Self {
        let mut pass = Pass::new(program, Some(matches));
        let mut code = Code::default();
        for at in 0..program.def_count() {
            pass.mark();
            let Ok(def) = u32::try_from(at).map(DefId) else { break };
            pass.out.cut |= pass.out.instructions >= limits.instructions || (at % CLOCK_STEP == 0 && limits.is_late());
            if pass.out.cut {
                continue;
            }
            match program.decode(def, &mut code) {
                Ok(true) => pass.body(def, &code, None),
                Ok(false) => {}
                Err(error) => pass.out.broken.push((def, error)),
            }
        }
        pass.mark();
        pass.out
    }

    /// The same of instructions that are known to run, and of nothing else: no sites.
    #[must_use]
    pub(crate) fn of_live(program: &Program, live: &FxHashMap<DefId, Vec<bool>>) -> Self {
        let mut pass = Pass::new(program, None);
        let mut code = Code::default();
        for def in (0..).take(program.def_count()).map(DefId) {
            pass.mark();
            if let Some(live) = live.get(&def)
                && matches!(program.decode(def, &mut code), Ok(true))
            {
                pass.body(def, &code, Some(live));
            }
        }
        pass.mark();
        pass.out
    }
}

struct Pass<'a> {
    program: &'a Program,
    matches: Option<&'a Matches>,
    out: Scan,
    /// Per method reference: the definition that recorded it last, and for which receiver.
    seen_call: Vec<(u32, u32)>,
    seen_make: Vec<u32>,
    seen_static: Vec<u32>,
    holds_address: Vec<bool>,
    /// The class made last in a register, and the stretch of code that it holds for: clearing a frame of 65,535
    /// registers at each join would cost more than the code.
    exact: Vec<(u32, Option<TypeId>)>,
    stretch: u32,
    joins: Vec<bool>,
}

const NONE: u32 = u32::MAX;

impl<'a> Pass<'a> {
    fn new(program: &'a Program, matches: Option<&'a Matches>) -> Self {
        let holder = |name: &[u8]| {
            matches!(
                name,
                b"Ljava/lang/String;"
                    | b"Landroid/net/Uri;"
                    | b"Ljava/lang/Class;"
                    | b"Ljava/lang/Object;"
                    | b"Ljava/lang/CharSequence;"
                    | b"Ljava/lang/reflect/Method;"
            )
        };
        let holds_address = (0_u32..).map(TypeId).take(program.types()).map(|t| holder(program.type_name(t))).collect();
        Self {
            program,
            matches,
            out: Scan::default(),
            seen_call: vec![(NONE, NONE); program.methods()],
            seen_make: vec![NONE; program.types()],
            seen_static: vec![NONE; program.types()],
            holds_address,
            exact: Vec::new(),
            stretch: 0,
            joins: Vec::new(),
        }
    }

    fn mark(&mut self) {
        let len = |n: usize| u32::try_from(n).unwrap_or(NONE);
        self.out.call_start.push(len(self.out.calls.len()));
        self.out.make_start.push(len(self.out.makes.len()));
        self.out.static_start.push(len(self.out.statics.len()));
    }

    fn body(&mut self, def: DefId, code: &Code, only: Option<&[bool]>) {
        self.out.instructions += code.insns.len() as u64;
        if self.exact.len() < usize::from(code.registers) {
            self.exact.resize(usize::from(code.registers), (0, None));
        }
        self.next_stretch();
        self.find_joins(code);
        let reached = self.leaves_some_out(code).then(|| live::reached(code));
        let first_site = self.out.sites.len();
        for (at, insn) in code.insns.iter().enumerate() {
            if self.joins.get(at).copied().unwrap_or(false) {
                self.next_stretch();
            }
            if reached.as_ref().is_some_and(|reached| !reached.get(at).copied().unwrap_or(true))
                || only.is_some_and(|only| !only.get(at).copied().unwrap_or(false))
            {
                continue;
            }
            let offset = code.offsets.get(at).copied().unwrap_or(0);
            self.step(def, code, u32::try_from(at).unwrap_or(NONE), offset, *insn);
        }
        // Unreached code that jumps to itself does not show at first sight; where a finding hangs on it, look twice.
        if reached.is_none() && self.out.sites.len() > first_site && code.insns.iter().rev().skip(1).any(live::leaves) {
            let reached = live::reached(code);
            let mut here = self.out.sites.split_off(first_site);
            here.retain(|site| reached.get(site.insn as usize).copied().unwrap_or(true));
            self.out.sites.extend(here);
        }
    }

    /// Whether an instruction stands where nothing falls through to and nothing jumps to.
    fn leaves_some_out(&self, code: &Code) -> bool {
        let pairs = code.insns.iter().zip(code.insns.iter().zip(&self.joins).skip(1));
        let mut off = false;
        for (before, (insn, join)) in pairs {
            off = !join && (live::leaves(before) || (off && *before == Insn::Nop));
            if off && *insn != Insn::Nop {
                return true;
            }
        }
        false
    }

    fn find_joins(&mut self, code: &Code) {
        self.joins.clear();
        self.joins.resize(code.insns.len(), false);
        let branch = code.insns.iter().filter_map(|insn| match insn {
            Insn::Goto { target } | Insn::If { target, .. } => Some(*target),
            _ => None,
        });
        let handlers = code.tries.iter().flat_map(|t| t.handlers.iter().map(|(_, at)| *at));
        for target in branch.chain(code.targets.iter().copied()).chain(handlers) {
            if let Some(join) = self.joins.get_mut(target as usize) {
                *join = true;
            }
        }
    }

    fn set(&mut self, reg: Reg, ty: Option<TypeId>) {
        if let Some(slot) = self.exact.get_mut(usize::from(reg)) {
            *slot = (self.stretch, ty);
        }
    }

    fn known(&self, reg: Option<&Reg>) -> Option<TypeId> {
        let (stretch, ty) = self.exact.get(usize::from(*reg?)).copied()?;
        ty.filter(|_| stretch == self.stretch)
    }

    /// Forget all registers.
    fn next_stretch(&mut self) {
        self.stretch = self.stretch.checked_add(1).unwrap_or_else(|| {
            self.exact.fill((0, None));
            1
        });
    }

    fn step(&mut self, def: DefId, code: &Code, at: u32, offset: u32, insn: Insn) {
        match insn {
            Insn::New { dst, ty } => {
                self.make(def, Make { ty, offset, how: How::New });
                self.touch(def, ty);
                self.set(dst, Some(ty));
            }
            Insn::Const { dst, value } => {
                match value {
                    Const::Class(ty) => self.make(def, Make { ty, offset, how: How::Named }),
                    Const::Handle(method) => self.handle(method, offset),
                    _ => {}
                }
                self.set(dst, None);
            }
            Insn::Move { dst, src } => {
                let ty = self.known(Some(&src));
                self.set(dst, ty);
            }
            Insn::Invoke { kind, method, args, dst } => {
                self.call(def, code, Call { method, offset, exact: None, kind }, args, at);
                if let Some(dst) = dst {
                    self.set(dst, None);
                }
            }
            Insn::Lambda { dst, ty, target, .. } => {
                self.out.makes.push(Make { ty, offset, how: How::Lambda(target) });
                if let Some(dst) = dst {
                    self.set(dst, None);
                }
            }
            Insn::Dynamic { dst, handles, .. } => {
                for method in code.handles(handles) {
                    self.handle(*method, offset);
                }
                if let Some(dst) = dst {
                    self.set(dst, None);
                }
            }
            Insn::Get { dst, object, field } => {
                self.read(def, at, offset, object, field);
                self.set(dst, None);
            }
            Insn::Put { object, field, .. } => self.write(def, at, object, field),
            Insn::Caught { dst }
            | Insn::NewArray { dst, .. }
            | Insn::ArrayGet { dst, .. }
            | Insn::InstanceOf { dst, .. }
            | Insn::Compute { dst, .. }
            | Insn::FilledArray { dst: Some(dst), .. } => self.set(dst, None),
            _ => {}
        }
    }

    fn call(&mut self, def: DefId, code: &Code, mut call: Call, args: Args, at: u32) {
        if matches!(call.kind, InvokeKind::Virtual | InvokeKind::Interface) {
            call.exact = self.known(code.args(args).first());
        }
        if call.kind == InvokeKind::Static {
            self.touch(def, self.program.method(call.method).class);
        }
        if self.matches.is_some_and(|matches| !matches.of_method(call.method).is_empty()) {
            self.out.sites.push(Site { def, insn: at, offset: call.offset, what: Touched::Method(call.method) });
        }
        let stamp = (def.0, call.exact.map_or(NONE, |t| t.0));
        if let Some(seen) = self.seen_call.get_mut(call.method.index())
            && *seen != stamp
        {
            *seen = stamp;
            self.out.calls.push(call);
        }
    }

    fn read(&mut self, def: DefId, at: u32, offset: u32, object: Option<Reg>, field: FieldId) {
        if object.is_none() {
            self.touch(def, self.program.field(field).class);
        }
        if self.matches.is_some_and(|matches| !matches.of_field(field).is_empty()) {
            self.out.sites.push(Site { def, insn: at, offset, what: Touched::Field(field) });
        }
    }

    fn write(&mut self, def: DefId, at: u32, object: Option<Reg>, field: FieldId) {
        let reference = self.program.field(field);
        if object.is_none() {
            self.touch(def, reference.class);
        }
        if self.holds_address.get(reference.ty.index()).copied().unwrap_or(false) {
            self.out.puts.entry(field).or_default().push(Put { def, insn: at });
        }
    }

    fn make(&mut self, def: DefId, make: Make) {
        // One record a class and method; `new` after a class constant is recorded again, it says more.
        let stamp = def.0 << 1 | u32::from(make.how == How::New);
        if let Some(seen) = self.seen_make.get_mut(make.ty.index())
            && *seen != stamp
        {
            *seen = stamp;
            self.out.makes.push(make);
        }
    }

    fn handle(&mut self, method: MethodId, offset: u32) {
        let ty = self.program.method(method).class;
        self.out.makes.push(Make { ty, offset, how: How::Handle(method) });
    }

    fn touch(&mut self, def: DefId, ty: TypeId) {
        if let Some(seen) = self.seen_static.get_mut(ty.index())
            && *seen != def.0
        {
            *seen = def.0;
            if self.program.class_of(ty).is_some() {
                self.out.statics.push(ty);
            }
        }
    }
}
