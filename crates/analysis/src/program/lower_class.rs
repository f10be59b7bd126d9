//! Bodies of class files to the intermediate form: the operand stack becomes registers.
//!
//! What a slot holds depends on the way to an instruction, so code is followed along its jumps, each instruction once
//! and with the first stack it is met with (the verifier demands that all agree). Instructions that no way leads to are
//! left out. Several instructions may come from one of the file and share its offset.
//!
//! The old subroutines (`jsr`, `ret`: compilers of before 2005) become a branch to the subroutine or past it.

mod control;
mod objects;
mod values;

use std::collections::BTreeMap;

use glasshouse_formats::class::Body;
use glasshouse_formats::{Error, Result};

use super::link_class::{ClassPart, Item};
use super::stack::{Stack, Wrong};
use super::tables::is_wide;
use super::{Def, Program};
use crate::ir::{Code, Insn, Reg, Try};

/// Stack slots remembered for ways not yet followed.
const REMEMBERED: usize = 4 << 20;

/// Lower a body into `out`, which is empty.
pub(super) fn lower(program: &Program, part: &ClassPart, body: Body<'_>, def: &Def, out: &mut Code) -> Result<()> {
    let at_start =
        |found: String| Error::new("Code_attribute", body.code_off as u64, found, "a frame of 65,535 words at most");
    let registers = u32::from(body.max_locals) + u32::from(body.max_stack) + 1;
    out.registers = u16::try_from(registers).map_err(|_| at_start(format!("{registers} words")))?;
    let mut reg = 0_u16;
    let params = program.proto_of(def.method).map_or(&[][..], |proto| proto.params);
    let words = params.iter().map(|ty| if is_wide(*ty) { 2 } else { 1 });
    for words in (!def.is_static()).then_some(1).into_iter().chain(words) {
        if reg >= body.max_locals {
            break;
        }
        out.params.push(reg);
        reg = reg.saturating_add(words);
    }
    let stack = Stack::new(body.max_locals, body.max_stack);
    let mut lowering = Lowering {
        program,
        part,
        body,
        out,
        stack,
        at: 0,
        visited: vec![false; body.code.len()],
        waiting: BTreeMap::new(),
        remembered: 0,
    };
    let read = lowering.follow();
    lowering.order();
    lowering.settle();
    lowering.tries();
    read
}

struct Lowering<'l, 'd> {
    program: &'l Program,
    part: &'l ClassPart,
    body: Body<'d>,
    out: &'l mut Code,
    stack: Stack,
    /// Offset of the instruction being lowered.
    at: usize,
    visited: Vec<bool>,
    /// Places to go on from, with the stack there and whether an exception is caught there.
    waiting: BTreeMap<usize, (Vec<bool>, bool)>,
    remembered: usize,
}

/// Where control goes after an instruction.
enum Next {
    /// To the next one.
    On,
    /// Elsewhere, or nowhere.
    Off,
}

impl Lowering<'_, '_> {
    fn fail(&self, found: impl Into<String>, expected: &str) -> Error {
        Error::new("Code_attribute", (self.body.code_off + self.at) as u64, found, expected)
    }

    fn wrong(&self, wrong: Wrong) -> Error {
        match wrong {
            Wrong::Underflow => self.fail("an empty stack", "a value on it"),
            Wrong::Overflow => self.fail("a full stack", "at most max_stack words on it"),
        }
    }

    /// Follow all ways, the one that is first in the file first: compilers write code so that little is out of order.
    fn follow(&mut self) -> Result<()> {
        self.waiting.insert(0, (Vec::new(), false));
        for guard in self.body.guards() {
            self.waiting.entry(guard.handler_pc.into()).or_insert_with(|| (vec![false], true));
        }
        let mut outcome = Ok(());
        while let Some((start, (shape, caught))) = self.waiting.pop_first() {
            self.remembered = self.remembered.saturating_sub(shape.len());
            self.at = start;
            self.stack.restore(&shape);
            if caught && self.visited.get(start) == Some(&false) {
                self.emit(Insn::Caught { dst: self.stack.reg(0) });
            }
            let way = self.straight();
            outcome = outcome.and(way);
        }
        outcome
    }

    /// Lower from the present place on until control goes elsewhere or known code is met.
    fn straight(&mut self) -> Result<()> {
        loop {
            match self.visited.get_mut(self.at) {
                Some(visited) if *visited => return Ok(()),
                Some(visited) => *visited = true,
                None => return Err(self.fail("the end of the code", "an instruction")),
            }
            let before = self.out.insns.len();
            let (next, len) = self.one()?;
            if self.out.insns.len() == before {
                self.emit(Insn::Nop);
            }
            match next {
                Next::On => self.at += len,
                Next::Off => return Ok(()),
            }
        }
    }

    fn emit(&mut self, insn: Insn) {
        self.out.offsets.push(u32::try_from(self.at).unwrap_or(u32::MAX));
        self.out.insns.push(insn);
    }

    fn u8(&self, step: usize) -> Result<u8> {
        self.body.code.get(self.at + step).copied().ok_or_else(|| self.fail("the end of the code", "an operand"))
    }

    fn u16(&self, step: usize) -> Result<u16> {
        Ok(u16::from_be_bytes([self.u8(step)?, self.u8(step + 1)?]))
    }

    fn i32(&self, step: usize) -> Result<i32> {
        let bytes = self.body.code.get(self.at + step..).and_then(<[u8]>::first_chunk);
        bytes.map(|b| i32::from_be_bytes(*b)).ok_or_else(|| self.fail("the end of the code", "an operand"))
    }

    fn push(&mut self, words: usize) -> Result<Reg> {
        self.stack.push(words).map_err(|wrong| self.wrong(wrong))
    }

    fn pop(&mut self, words: usize) -> Result<Reg> {
        self.stack.pop(words).map_err(|wrong| self.wrong(wrong))
    }

    fn local(&self, index: u16) -> Result<Reg> {
        if index < self.body.max_locals {
            return Ok(index);
        }
        Err(self.fail(format!("local variable {index}"), "one of the frame"))
    }

    /// A jump's target as offset; it will be followed with the present stack.
    fn jump(&mut self, step: i32) -> Result<u32> {
        let target = i64::try_from(self.at).unwrap_or(i64::MAX).saturating_add(step.into());
        let inside = usize::try_from(target).ok().filter(|target| *target < self.body.code.len());
        let Some(target) = inside else {
            return Err(self.fail(format!("a jump to {target}"), "a target inside the method"));
        };
        if self.visited.get(target) == Some(&false) && !self.waiting.contains_key(&target) {
            self.remembered += self.stack.shape().len();
            if self.remembered > REMEMBERED {
                return Err(self.fail("too many ways with deep stacks", "fewer"));
            }
            self.waiting.insert(target, (self.stack.shape().to_vec(), false));
        }
        Ok(u32::try_from(target).unwrap_or(u32::MAX))
    }

    /// One instruction: where control goes, and its length.
    fn one(&mut self) -> Result<(Next, usize)> {
        let op = self.u8(0)?;
        let len = match op {
            0x00..=0x14 => self.constants(op)?,
            0x15..=0x56 => self.variables(op)?,
            0x57..=0x5f => self.stack_op(op)?,
            0x60..=0x98 => self.arithmetic(op)?,
            0x99..=0xb1 | 0xbf | 0xc6..=0xc9 => return self.control(op),
            0xb2..=0xba => self.member(op)?,
            0xbb..=0xbe | 0xc0..=0xc3 | 0xc5 => self.object(op)?,
            0xc4 => return self.wide(),
            _ => return Err(self.fail(format!("opcode {op:#x}"), "a known opcode")),
        };
        Ok((Next::On, len))
    }

    /// Into the order of the file. Ways are followed nearly in that order, so mostly there is nothing to do.
    fn order(&mut self) {
        if self.out.offsets.is_sorted() {
            return;
        }
        let mut pairs: Vec<(u32, Insn)> =
            self.out.offsets.iter().copied().zip(self.out.insns.iter().copied()).collect();
        pairs.sort_by_key(|(offset, _)| *offset);
        self.out.offsets.clear();
        self.out.insns.clear();
        for (offset, insn) in pairs {
            self.out.offsets.push(offset);
            self.out.insns.push(insn);
        }
    }

    fn index_of(&self, offset: u32) -> u32 {
        u32::try_from(self.out.offsets.partition_point(|at| *at < offset)).unwrap_or(u32::MAX)
    }

    /// Offsets of targets to indices. A target that could not be lowered leads to a `Nop` put at the end.
    fn settle(&mut self) {
        let end = self.out.insns.len();
        let Code { insns, offsets, targets, .. } = &mut *self.out;
        let mut past = false;
        let mut settle = |target: &mut u32| {
            let index = offsets.partition_point(|at| *at < *target);
            past |= index == end;
            *target = u32::try_from(index).unwrap_or(u32::MAX);
        };
        for insn in insns.iter_mut() {
            if let Insn::Goto { target } | Insn::If { target, .. } = insn {
                settle(target);
            }
        }
        targets.iter_mut().for_each(&mut settle);
        if past {
            self.at = self.body.code.len();
            self.emit(Insn::Nop);
        }
    }

    /// Guarded ranges; rows that follow each other with the same range share one.
    fn tries(&mut self) {
        for guard in self.body.guards() {
            let (start, end) = (self.index_of(guard.start_pc.into()), self.index_of(guard.end_pc.into()));
            let handler = self.index_of(guard.handler_pc.into());
            let known = handler as usize <= self.out.insns.len().saturating_sub(1);
            if start >= end || !known {
                continue;
            }
            let ty = match self.part.item(guard.catch_type) {
                Item::Type(ty) => Some(ty),
                _ => None,
            };
            match self.out.tries.last_mut() {
                Some(last) if last.start == start && last.end == end => last.handlers.push((ty, handler)),
                _ => self.out.tries.push(Try { start, end, handlers: vec![(ty, handler)] }),
            }
        }
    }
}

/// Words of the kinds int, long, float, double, reference; byte, char and short follow for arrays.
fn words_of(kind: u8) -> usize {
    if kind == 1 || kind == 3 { 2 } else { 1 }
}
