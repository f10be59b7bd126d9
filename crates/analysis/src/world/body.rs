//! One method, evaluated with given arguments: which of its instructions can run, what they call, write and return.
//!
//! A branch whose condition is known is followed on one side only; code behind a call that cannot return does not run.

use crate::blocks::{Blocks, block_starts};
use crate::ir::{Code, Const, Insn, Op, Reg};
use crate::world::calls::{Reply, Surroundings};
use crate::world::value::{Val, decide, merge};

/// Registers times blocks past which all of a method is taken to run, with unknown values.
const MAX_CELLS: usize = 400_000;
/// Rounds over one method.
const MAX_ROUNDS: usize = 40;

/// What came of it.
#[derive(Debug, Default)]
pub(crate) struct Run {
    /// For each instruction whether it can run.
    pub(crate) live: Vec<bool>,
    /// What it returns; nothing when it cannot.
    pub(crate) returns: Option<Val>,
    /// Branches of which one side is never taken.
    pub(crate) guards: Vec<u32>,
    /// Instructions evaluated.
    pub(crate) work: u64,
}

struct Walk<'c, 's, S: Surroundings> {
    code: &'c Code,
    around: &'s mut S,
    registers: Vec<Option<Val>>,
    out: Run,
}

/// Evaluate a decoded body. `args` are those of [`Code::params`], receiver first.
pub(crate) fn run<S: Surroundings>(code: &Code, args: &[Val], around: &mut S) -> Run {
    let starts = block_starts(code);
    let too_large = usize::from(code.registers).saturating_mul(starts.len()) > MAX_CELLS;
    let blocks = if too_large { None } else { Blocks::of(code, starts) };
    let mut walk = Walk { code, around, registers: Vec::new(), out: Run::default() };
    walk.out.live = vec![false; code.insns.len()];
    match blocks {
        Some(blocks) => walk.settle(&blocks, args),
        None => walk.anything(),
    }
    walk.out
}

impl<S: Surroundings> Walk<'_, '_, S> {
    fn settle(&mut self, blocks: &Blocks, args: &[Val]) {
        let count = blocks.starts.len();
        let mut entry: Vec<Option<Vec<Option<Val>>>> = vec![None; count];
        let mut start = vec![Some(Val::Top); usize::from(self.code.registers)];
        for (reg, value) in self.code.params.iter().zip(args) {
            if let Some(slot) = start.get_mut(usize::from(*reg)) {
                *slot = Some(*value);
            }
        }
        if let Some(first) = entry.first_mut() {
            *first = Some(start);
        }
        let mut changed = vec![true; count];
        for round in 0..=MAX_ROUNDS {
            let mut any = false;
            for block in 0..count {
                if !changed.get_mut(block).is_some_and(std::mem::take) {
                    continue;
                }
                let Some(state) = entry.get(block).and_then(Clone::clone) else { continue };
                any = true;
                self.registers = state;
                self.block(block, blocks, &mut entry, &mut changed);
            }
            if !any {
                break;
            }
            if round == MAX_ROUNDS {
                self.anything();
            }
        }
        self.guards();
    }

    fn block(&mut self, block: usize, blocks: &Blocks, entry: &mut [Option<Vec<Option<Val>>>], changed: &mut [bool]) {
        let (from, to) = blocks.range(block, self.code);
        let handlers = blocks.handlers(block);
        for handler in handlers {
            join(entry, changed, *handler, &self.registers);
        }
        let mut goes_on = true;
        for at in from..to {
            self.out.work += 1;
            if let Some(slot) = self.out.live.get_mut(at as usize) {
                *slot = true;
            }
            goes_on = self.step(at);
            for handler in handlers {
                join(entry, changed, *handler, &self.registers);
            }
            if !goes_on {
                break;
            }
        }
        if !goes_on {
            return;
        }
        let last = to.checked_sub(1).and_then(|at| self.code.insns.get(at as usize)).copied();
        let only = last.and_then(|insn| self.only_ways(insn, to));
        for next in blocks.successors(block) {
            let start = blocks.starts.get(*next as usize);
            if only.as_ref().is_none_or(|only| start.is_some_and(|start| only.contains(start))) {
                join(entry, changed, *next, &self.registers);
            }
        }
    }

    /// The instructions that a branch leads to, where its condition is known; none where nothing is known yet.
    fn only_ways(&self, insn: Insn, falls_to: u32) -> Option<Vec<u32>> {
        match insn {
            Insn::If { cond, a, b, target } => {
                let a = self.get(a);
                let b = b.map_or(Some(Val::Int(0)), |b| self.get(b));
                let (Some(a), Some(b)) = (a, b) else { return Some(Vec::new()) };
                decide(cond, a, b).map(|holds| vec![if holds { target } else { falls_to }])
            }
            Insn::Switch { on, start, len } => {
                let case = |n: i64| self.code.case(start, len, n).unwrap_or(falls_to);
                match self.get(on) {
                    None => Some(Vec::new()),
                    Some(Val::Int(n)) => Some(vec![case(n)]),
                    Some(Val::Few(few)) => Some(few.each().map(case).to_vec()),
                    Some(_) => None,
                }
            }
            _ => None,
        }
    }

    fn get(&self, reg: Reg) -> Option<Val> {
        self.registers.get(usize::from(reg)).copied().flatten()
    }

    fn set(&mut self, reg: Reg, value: Option<Val>) {
        if let Some(slot) = self.registers.get_mut(usize::from(reg)) {
            *slot = value;
        }
    }

    /// Run one instruction; false when nothing runs after it.
    fn step(&mut self, at: u32) -> bool {
        let Some(insn) = self.code.insns.get(at as usize).copied() else { return true };
        match insn {
            Insn::Const { dst, value } => {
                let value = match value {
                    Const::Int(n) => Val::Int(n),
                    Const::Null => Val::Int(0),
                    Const::Str(id) => {
                        self.around.names(id);
                        Val::Str(id)
                    }
                    Const::Class(ty) => {
                        self.around.names_class(ty);
                        Val::Top
                    }
                    Const::Handle(_) | Const::Other => Val::Top,
                };
                self.set(dst, Some(value));
            }
            Insn::Move { dst, src } => {
                let value = self.get(src);
                self.set(dst, value);
            }
            Insn::Get { dst, object, field } => {
                let value = self.around.get(field, object.is_none());
                self.set(dst, value);
                return value.is_some();
            }
            Insn::Put { src, object, field } => {
                if let Some(value) = self.get(src) {
                    self.around.put(field, object.is_none(), value);
                }
            }
            Insn::Compute { dst, op, a, b, literal } => {
                let value = self.compute(op, a, b, literal);
                self.set(dst, value);
            }
            Insn::Invoke { kind, method, args, dst } => {
                let registers = self.code.args(args);
                let values: Option<Vec<Val>> = registers.iter().map(|reg| self.get(*reg)).collect();
                let Some(values) = values else { return false };
                let Reply { returns, receiver } = self.around.call(at, kind, method, &values);
                if let (Some(value), Some(first)) = (receiver, registers.first()) {
                    self.set(*first, Some(value));
                }
                if let Some(dst) = dst {
                    self.set(dst, returns);
                }
                return returns.is_some();
            }
            Insn::New { dst, ty } | Insn::Lambda { dst: Some(dst), ty, .. } => self.set(dst, Some(Val::New(ty))),
            Insn::ArrayGet { dst, array, .. } => {
                let value = match self.get(array) {
                    Some(Val::Each(n)) => Val::Int(n),
                    _ => Val::Top,
                };
                self.set(dst, Some(value));
            }
            Insn::Caught { dst }
            | Insn::NewArray { dst, .. }
            | Insn::InstanceOf { dst, .. }
            | Insn::FilledArray { dst: Some(dst), .. }
            | Insn::Dynamic { dst: Some(dst), .. } => self.set(dst, Some(Val::Top)),
            Insn::Return { src } => {
                let value = src.map_or(Some(Val::Top), |reg| self.get(reg));
                merge(&mut self.out.returns, value);
                return false;
            }
            Insn::Throw { .. } => return false,
            _ => {}
        }
        true
    }

    fn compute(&self, op: Op, a: Reg, b: Option<Reg>, literal: i32) -> Option<Val> {
        let b = b.map_or(Some(Val::Int(literal.into())), |b| self.get(b))?;
        let a = self.get(a)?;
        if matches!((a, op), (Val::Each(_), Op::Other)) {
            return Some(Val::Int(1)); // the length of an array whose cells are known: there is one at least
        }
        let (Val::Int(a), Val::Int(b)) = (a, b) else { return Some(Val::Top) };
        Some(match op {
            Op::Add => Val::Int(a.wrapping_add(b)),
            Op::Sub => Val::Int(a.wrapping_sub(b)),
            Op::ReverseSub => Val::Int(b.wrapping_sub(a)),
            Op::Mul => Val::Int(a.wrapping_mul(b)),
            Op::And => Val::Int(a & b),
            Op::Or => Val::Int(a | b),
            Op::Xor => Val::Int(a ^ b),
            Op::Shl | Op::Shr | Op::Other => Val::Top,
        })
    }

    /// Take every instruction to run, with unknown values.
    fn anything(&mut self) {
        self.out.live.fill(true);
        self.registers = vec![Some(Val::Top); usize::from(self.code.registers)];
        for at in (0_u32..).take(self.code.insns.len()) {
            self.out.work += 1;
            if let Some(Insn::Put { object, field, .. }) = self.code.insns.get(at as usize).copied() {
                self.around.put(field, object.is_none(), Val::Top);
                continue;
            }
            self.registers.fill(Some(Val::Top));
            self.step(at);
        }
        self.out.returns = Some(Val::Top);
    }

    /// Branches that run of which a side does not.
    fn guards(&mut self) {
        let is_live = |at: u32| self.out.live.get(at as usize).copied().unwrap_or(false);
        for (at, insn) in (0_u32..).zip(&self.code.insns) {
            let ways: &[u32] = match insn {
                Insn::If { target, .. } => &[*target],
                Insn::Switch { start, len, .. } => {
                    let start = *start as usize;
                    self.code.targets.get(start..start + *len as usize).unwrap_or(&[])
                }
                _ => continue,
            };
            if is_live(at) && (!is_live(at + 1) || ways.iter().any(|way| !is_live(*way))) {
                self.out.guards.push(at);
            }
        }
    }
}

fn join(entry: &mut [Option<Vec<Option<Val>>>], changed: &mut [bool], block: u32, registers: &[Option<Val>]) {
    let at = block as usize;
    let (Some(slot), Some(flag)) = (entry.get_mut(at), changed.get_mut(at)) else { return };
    match slot {
        None => {
            *slot = Some(registers.to_vec());
            *flag = true;
        }
        Some(held) => {
            for (mine, other) in held.iter_mut().zip(registers) {
                *flag |= merge(mine, *other);
            }
        }
    }
}
