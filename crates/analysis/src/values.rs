//! What a register can hold: a flow-sensitive evaluation of one method, with small sets of symbolic values.
//!
//! The values are constants, parameters, fields, results of calls, and texts put together from constants. A set that
//! grows past [`MAX_SET`] becomes unknown. Only methods whose arguments matter are evaluated.
//!
//! A method that costs too much - thousands of blocks over tens of thousands of registers, as no compiler writes them -
//! is walked once, straight through, each block for itself: what is constant within a block stays known.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::blocks::{Blocks, block_starts};
use crate::ir::{Code, Const, FieldId, Insn, MethodId, Op, Reg, StrId, TypeId};
use crate::program::Program;

/// One thing that a register can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// An integer.
    Int(i64),
    /// `null`.
    Null,
    /// A string constant of the program.
    Str(StrId),
    /// A text put together here; see [`Frame::text`].
    Text(u32),
    /// A string builder made at an instruction, and what it holds so far.
    Builder(u32, u32),
    /// A class constant.
    Class(TypeId),
    /// An object made at an instruction; of a lambda the type is its interface.
    New(TypeId, u32),
    /// A parameter, receiver first.
    Param(u16),
    /// What a field holds.
    Field(FieldId),
    /// What the call at an instruction returns.
    Result(u32),
}

/// How many values a set holds before it is given up.
pub const MAX_SET: usize = 6;
/// Rounds over one method before its loops are given up.
const MAX_ROUNDS: usize = 24;
/// Registers times blocks past which a method is walked straight through.
const MAX_CELLS: usize = 1_000_000;
/// Register values copied or joined in one method before the same.
const MAX_WORK: u64 = 8_000_000;
/// Arguments noted of one method; calls past them have unknown ones.
const MAX_ARGUMENTS: usize = 500_000;

/// What a register can hold: a few values, and whether something unknown besides.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Set {
    values: Vec<Value>,
    /// Whether it can hold something that is not in the list.
    pub open: bool,
}

impl Set {
    /// Exactly this.
    #[must_use]
    pub fn one(value: Value) -> Self {
        Self { values: vec![value], open: false }
    }

    /// Anything.
    #[must_use]
    pub fn unknown() -> Self {
        Self { values: Vec::new(), open: true }
    }

    /// The known ones, sorted.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    fn merge(&mut self, other: &Self) -> bool {
        let mut changed = other.open && !self.open;
        self.open |= other.open;
        for value in &other.values {
            if let Err(at) = self.values.binary_search(value) {
                if self.values.len() >= MAX_SET {
                    changed |= !self.open;
                    self.open = true;
                } else {
                    self.values.insert(at, *value);
                    changed = true;
                }
            }
        }
        changed
    }
}

/// A piece of a text put together.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Part {
    /// Constant bytes.
    Fixed(Vec<u8>),
    /// Whatever the value turns out to be.
    Hole(Value),
}

/// A method, evaluated: the arguments at each call and the value at each store and return.
#[derive(Debug, Default)]
pub struct Frame {
    calls: Vec<(u32, MethodId, Vec<Set>)>,
    stores: Vec<(u32, Set)>,
    /// What it returns.
    pub returns: Set,
    pub(crate) texts: Vec<Vec<Part>>,
    arrays: BTreeMap<u32, Set>,
    /// Whether it cost too much: what is not noted here may happen all the same.
    pub is_coarse: bool,
    /// Register values copied, joined and noted.
    pub work: u64,
    /// Arguments noted.
    pub arguments: usize,
}

impl Frame {
    /// The call at an instruction, and its arguments, receiver first.
    #[must_use]
    pub fn call(&self, insn: u32) -> Option<(MethodId, &[Set])> {
        let at = self.calls.binary_search_by_key(&insn, |call| call.0).ok()?;
        self.calls.get(at).map(|(_, method, args)| (*method, args.as_slice()))
    }

    /// All calls: instruction, method, arguments.
    pub fn calls(&self) -> impl Iterator<Item = (u32, MethodId, &[Set])> {
        self.calls.iter().map(|(at, method, args)| (*at, *method, args.as_slice()))
    }

    /// What the store at an instruction writes.
    #[must_use]
    pub fn store(&self, insn: u32) -> Option<&Set> {
        let at = self.stores.binary_search_by_key(&insn, |store| store.0).ok()?;
        self.stores.get(at).map(|store| &store.1)
    }

    /// The pieces of a text put together in this method.
    #[must_use]
    pub fn text(&self, index: u32) -> &[Part] {
        self.texts.get(index as usize).map_or(&[], Vec::as_slice)
    }

    /// What is stored in the array made at an instruction, all cells taken together.
    #[must_use]
    pub fn array(&self, insn: u32) -> Option<&Set> {
        self.arrays.get(&insn)
    }
}

/// Evaluate a decoded body.
#[must_use]
pub fn evaluate(program: &Program, code: &Code) -> Frame {
    let starts = block_starts(code);
    if let Some(frame) = Blocks::of(code, starts.clone()).and_then(|blocks| settled(program, code, &blocks)) {
        return frame;
    }
    let mut machine = Machine::new(program, code, vec![Set::unknown(); usize::from(code.registers)]);
    machine.touched = Some(Vec::new());
    machine.frame.is_coarse = true;
    machine.frame.work = MAX_WORK;
    machine.straight_through(&starts);
    machine.frame.returns = Set::unknown();
    machine.frame
}

/// Evaluate to the fixed point; nothing when that costs too much.
fn settled(program: &Program, code: &Code, blocks: &Blocks) -> Option<Frame> {
    let registers = usize::from(code.registers);
    if registers.saturating_mul(blocks.starts.len()) > MAX_CELLS {
        return None;
    }
    let mut machine = Machine::new(program, code, Vec::new());
    let mut entry: Vec<Option<Vec<Set>>> = vec![None; blocks.starts.len()];
    let mut start = vec![Set::unknown(); registers];
    for (number, reg) in (0_u16..).zip(&code.params) {
        if let Some(slot) = start.get_mut(usize::from(*reg)) {
            *slot = Set::one(Value::Param(number));
        }
    }
    if let Some(first) = entry.first_mut() {
        *first = Some(start);
    }
    let mut changed = vec![true; blocks.starts.len()];
    for _ in 0..=MAX_ROUNDS {
        let mut any = false;
        for block in 0..blocks.starts.len() {
            if !changed.get_mut(block).is_some_and(std::mem::take) {
                continue;
            }
            let Some(state) = entry.get(block).and_then(Clone::clone) else { continue };
            any = true;
            machine.registers = state;
            let (from, to) = blocks.range(block, code);
            // A handler sees the registers as they are before any guarded instruction: all that they hold on the way.
            let mut held = (!blocks.handlers(block).is_empty()).then(|| machine.registers.clone());
            for at in from..to {
                machine.step(at);
                if let (Some(held), Some(reg)) = (&mut held, code.insns.get(at as usize).and_then(written)) {
                    machine.hold(held, reg);
                }
            }
            for next in blocks.successors(block) {
                join(&mut entry, &mut changed, *next, &machine.registers);
            }
            if let Some(mut held) = held {
                for (mine, last) in held.iter_mut().zip(&machine.registers) {
                    mine.merge(last);
                }
                for handler in blocks.handlers(block) {
                    join(&mut entry, &mut changed, *handler, &held);
                }
            }
            let ways = 1 + blocks.successors(block).len() + 2 * blocks.handlers(block).len();
            machine.frame.work += (registers as u64) * (ways as u64) + u64::from(to - from);
            if machine.frame.work > MAX_WORK {
                return None;
            }
        }
        if !any {
            machine.collect(blocks, &entry);
            return Some(machine.frame);
        }
    }
    None
}

/// The register that an instruction writes.
fn written(insn: &Insn) -> Option<Reg> {
    match insn {
        Insn::Const { dst, .. }
        | Insn::Move { dst, .. }
        | Insn::Caught { dst }
        | Insn::New { dst, .. }
        | Insn::NewArray { dst, .. }
        | Insn::ArrayGet { dst, .. }
        | Insn::Get { dst, .. }
        | Insn::InstanceOf { dst, .. }
        | Insn::Compute { dst, .. } => Some(*dst),
        Insn::FilledArray { dst, .. }
        | Insn::Invoke { dst, .. }
        | Insn::Lambda { dst, .. }
        | Insn::Dynamic { dst, .. } => *dst,
        _ => None,
    }
}

fn join(entry: &mut [Option<Vec<Set>>], changed: &mut [bool], block: u32, registers: &[Set]) {
    let at = block as usize;
    let (Some(slot), Some(flag)) = (entry.get_mut(at), changed.get_mut(at)) else { return };
    match slot {
        None => {
            *slot = Some(registers.to_vec());
            *flag = true;
        }
        Some(state) => {
            for (mine, theirs) in state.iter_mut().zip(registers) {
                *flag |= mine.merge(theirs);
            }
        }
    }
}

/// The registers of one method while it is walked.
pub(crate) struct Machine<'a> {
    pub(crate) program: &'a Program,
    pub(crate) code: &'a Code,
    pub(crate) registers: Vec<Set>,
    pub(crate) frame: Frame,
    pub(crate) text_at: FxHashMap<Vec<Part>, u32>,
    pub(crate) text_bytes: usize,
    /// Walking straight through: the registers to forget at the next block.
    pub(crate) touched: Option<Vec<Reg>>,
}

impl<'a> Machine<'a> {
    fn new(program: &'a Program, code: &'a Code, registers: Vec<Set>) -> Self {
        let (frame, text_at) = (Frame::default(), FxHashMap::default());
        Self { program, code, registers, frame, text_at, text_bytes: 0, touched: None }
    }

    pub(crate) fn get(&self, reg: Reg) -> Set {
        self.registers.get(usize::from(reg)).cloned().unwrap_or_else(Set::unknown)
    }

    pub(crate) fn set(&mut self, reg: Reg, value: Set) {
        if let Some(slot) = self.registers.get_mut(usize::from(reg)) {
            *slot = value;
            if let Some(touched) = &mut self.touched {
                touched.push(reg);
            }
        }
    }

    /// Add what a register holds now to what it may hold when something is thrown.
    fn hold(&self, held: &mut [Set], reg: Reg) {
        if let (Some(slot), Some(now)) = (held.get_mut(usize::from(reg)), self.registers.get(usize::from(reg))) {
            slot.merge(now);
        }
    }

    fn step(&mut self, at: u32) {
        let Some(insn) = self.code.insns.get(at as usize).copied() else { return };
        match insn {
            Insn::Const { dst, value } => self.set(dst, constant(value)),
            Insn::Move { dst, src } => {
                let value = self.get(src);
                self.set(dst, value);
            }
            Insn::New { dst, ty } | Insn::NewArray { dst, ty, .. } | Insn::Lambda { dst: Some(dst), ty, .. } => {
                self.set(dst, Set::one(Value::New(ty, at)));
            }
            Insn::Get { dst, field, .. } => self.set(dst, Set::one(Value::Field(field))),
            Insn::Invoke { method, args, dst, .. } => self.invoke(at, method, args, dst),
            Insn::Compute { dst, op, a, b, literal } => {
                let value = self.compute(op, a, b, literal);
                self.set(dst, value);
            }
            Insn::FilledArray { dst: Some(dst), ty, items } => {
                self.set(dst, Set::one(Value::New(ty, at)));
                for item in self.code.args(items) {
                    let value = self.get(*item);
                    self.frame.arrays.entry(at).or_default().merge(&value);
                }
            }
            Insn::ArrayPut { src, array, .. } => {
                self.let_go(src);
                self.fill(src, array);
            }
            Insn::Put { src, .. } => self.let_go(src),
            Insn::Caught { dst }
            | Insn::ArrayGet { dst, .. }
            | Insn::InstanceOf { dst, .. }
            | Insn::Dynamic { dst: Some(dst), .. } => self.set(dst, Set::unknown()),
            _ => {}
        }
    }

    fn fill(&mut self, src: Reg, array: Reg) {
        let value = self.get(src);
        for made in self.get(array).values() {
            if let Value::New(_, at) = made {
                self.frame.arrays.entry(*at).or_default().merge(&value);
            }
        }
    }

    fn compute(&self, op: Op, a: Reg, b: Option<Reg>, literal: i32) -> Set {
        let int = |set: &Set| match set.values() {
            [Value::Int(n)] if !set.open => Some(*n),
            _ => None,
        };
        let left = int(&self.get(a));
        let right = b.map_or(Some(i64::from(literal)), |b| int(&self.get(b)));
        let (Some(left), Some(right)) = (left, right) else { return Set::unknown() };
        let result = match op {
            Op::Add => left.checked_add(right),
            Op::Sub => left.checked_sub(right),
            Op::ReverseSub => right.checked_sub(left),
            Op::Mul => left.checked_mul(right),
            Op::And => Some(left & right),
            Op::Or => Some(left | right),
            Op::Xor => Some(left ^ right),
            Op::Shl | Op::Shr | Op::Other => None,
        };
        result.map_or_else(Set::unknown, |n| Set::one(Value::Int(n)))
    }

    /// Walk all blocks as if anything could be in every register at their start.
    fn straight_through(&mut self, starts: &[u32]) {
        let mut starts = starts.iter().peekable();
        for at in (0_u32..).take(self.code.insns.len()) {
            // A block with many strings put together would have its registers searched each time.
            let is_long = self.touched.as_ref().is_some_and(|touched| touched.len() > 4096);
            if starts.next_if_eq(&&at).is_some() || is_long {
                for reg in self.touched.as_mut().map(std::mem::take).unwrap_or_default() {
                    if let Some(slot) = self.registers.get_mut(usize::from(reg)) {
                        *slot = Set::unknown();
                    }
                }
            }
            self.walk(at);
        }
        self.frame.work += self.code.insns.len() as u64 * 4 + self.registers.len() as u64;
    }

    /// One last walk with the settled states, noting arguments, stores and results.
    fn collect(&mut self, blocks: &Blocks, entry: &[Option<Vec<Set>>]) {
        for (block, state) in entry.iter().enumerate() {
            let Some(state) = state else { continue };
            self.registers.clone_from(state);
            let (from, to) = blocks.range(block, self.code);
            for at in from..to {
                self.walk(at);
            }
        }
    }

    /// Note what an instruction is given, then take it.
    fn walk(&mut self, at: u32) {
        match self.code.insns.get(at as usize).copied() {
            Some(Insn::Invoke { method, args, .. }) => {
                self.frame.arguments += 1 + usize::from(args.len);
                if self.frame.arguments > MAX_ARGUMENTS {
                    self.frame.is_coarse = true;
                } else {
                    let sets = self.code.args(args).iter().map(|reg| self.get(*reg)).collect();
                    self.frame.calls.push((at, method, sets));
                }
            }
            Some(Insn::Put { src, .. }) => {
                let set = self.get(src);
                self.frame.stores.push((at, set));
            }
            Some(Insn::Return { src: Some(src) }) => {
                let set = self.get(src);
                self.frame.returns.merge(&set);
            }
            _ => {}
        }
        self.step(at);
    }
}

fn constant(value: Const) -> Set {
    match value {
        Const::Int(n) => Set::one(Value::Int(n)),
        Const::Null => Set::one(Value::Null),
        Const::Str(id) => Set::one(Value::Str(id)),
        Const::Class(ty) => Set::one(Value::Class(ty)),
        Const::Handle(_) | Const::Other => Set::unknown(),
    }
}
