//! Bodies of class files to the intermediate form: the operand stack becomes registers.
//!
//! What a slot holds depends on the way to an instruction, so code is followed along its jumps, each instruction once
//! and with the first stack it is met with (the verifier demands that all agree). Instructions that no way leads to are
//! left out. Several instructions may come from one of the file and share its offset.
//!
//! The old subroutines (`jsr`, `ret`: compilers of before 2005) become a branch to the subroutine or past it.

use std::collections::BTreeMap;

use glasshouse_formats::class::Body;
use glasshouse_formats::{Error, Result};

use super::link_class::{ClassPart, Item};
use super::stack::{Stack, Wrong};
use super::tables::is_wide;
use super::{CallSite, Def, Program};
use crate::ir::{Args, Code, Cond, Const, Insn, InvokeKind, Op, Reg, Try, TypeId};

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

    fn constant(&mut self, words: usize, value: Const) -> Result<()> {
        let dst = self.push(words)?;
        self.emit(Insn::Const { dst, value });
        Ok(())
    }

    fn load(&mut self, words: usize, local: u16) -> Result<()> {
        let (src, dst) = (self.local(local)?, self.push(words)?);
        self.emit(Insn::Move { dst, src });
        Ok(())
    }

    fn store(&mut self, words: usize, local: u16) -> Result<()> {
        let (src, dst) = (self.pop(words)?, self.local(local)?);
        self.emit(Insn::Move { dst, src });
        Ok(())
    }

    /// Pop `operands` words, the second operand taking `second` of them (0: there is none), push `result`.
    fn compute(&mut self, op: Op, first: usize, second: usize, result: usize) -> Result<()> {
        let b = if second > 0 { Some(self.pop(second)?) } else { None };
        let a = self.pop(first)?;
        let dst = self.push(result)?;
        self.emit(Insn::Compute { dst, op, a, b, literal: 0 });
        Ok(())
    }

    fn duplicate(&mut self, n: usize, m: usize) -> Result<()> {
        let mut moves = Vec::new();
        self.stack
            .duplicate(n, m, |dst, src| moves.push(Insn::Move { dst, src }))
            .map_err(|wrong| self.wrong(wrong))?;
        for insn in moves {
            self.emit(insn);
        }
        Ok(())
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

    fn constants(&mut self, op: u8) -> Result<usize> {
        let (words, value, len) = match op {
            0x00 => return Ok(1),
            0x01 => (1, Const::Null, 1),
            0x02..=0x08 => (1, Const::Int(i64::from(op) - 3), 1),
            0x09 | 0x0a => (2, Const::Int(i64::from(op) - 9), 1),
            0x0b => (1, Const::Int(0), 1),
            0x0c => (1, Const::Int(1.0_f32.to_bits().into()), 1),
            0x0d => (1, Const::Int(2.0_f32.to_bits().into()), 1),
            0x0e => (2, Const::Int(0), 1),
            0x0f => (2, Const::Int(1.0_f64.to_bits().cast_signed()), 1),
            0x10 => (1, Const::Int(self.u8(1)?.cast_signed().into()), 2),
            0x11 => (1, Const::Int(self.u16(1)?.cast_signed().into()), 3),
            0x12 => (1, self.pool_constant(self.u8(1)?.into()), 2),
            0x13 => (1, self.pool_constant(self.u16(1)?), 3),
            _ => (2, self.pool_constant(self.u16(1)?), 3),
        };
        self.constant(words, value)?;
        Ok(len)
    }

    fn pool_constant(&self, index: u16) -> Const {
        match self.part.item(index) {
            Item::Int(value) => Const::Int(value.into()),
            Item::Long(at) => self.part.longs.get(at as usize).map_or(Const::Other, |value| Const::Int(*value)),
            Item::Str(text) => Const::Str(text),
            Item::Type(ty) => Const::Class(ty),
            _ => Const::Other,
        }
    }

    fn variables(&mut self, op: u8) -> Result<usize> {
        match op {
            0x15..=0x19 => self.load(words_of(op - 0x15), self.u8(1)?.into()).map(|()| 2),
            0x1a..=0x2d => self.load(words_of((op - 0x1a) / 4), u16::from((op - 0x1a) % 4)).map(|()| 1),
            0x2e..=0x35 => {
                let (index, array) = (self.pop(1)?, self.pop(1)?);
                let dst = self.push(words_of(op - 0x2e))?;
                self.emit(Insn::ArrayGet { dst, array, index });
                Ok(1)
            }
            0x36..=0x3a => self.store(words_of(op - 0x36), self.u8(1)?.into()).map(|()| 2),
            0x3b..=0x4e => self.store(words_of((op - 0x3b) / 4), u16::from((op - 0x3b) % 4)).map(|()| 1),
            _ => {
                let src = self.pop(words_of(op - 0x4f))?;
                let (index, array) = (self.pop(1)?, self.pop(1)?);
                self.emit(Insn::ArrayPut { src, array, index });
                Ok(1)
            }
        }
    }

    fn stack_op(&mut self, op: u8) -> Result<usize> {
        match op {
            0x57 => self.pop(1).map(|_| ())?,
            0x58 => self.pop(2).map(|_| ())?,
            0x59 => self.duplicate(1, 0)?,
            0x5a => self.duplicate(1, 1)?,
            0x5b => self.duplicate(1, 2)?,
            0x5c => self.duplicate(2, 0)?,
            0x5d => self.duplicate(2, 1)?,
            0x5e => self.duplicate(2, 2)?,
            _ => {
                self.pop(2)?;
                let (low, high, spare) = (self.push(1)?, self.push(1)?, self.stack.spare());
                for (dst, src) in [(spare, high), (high, low), (low, spare)] {
                    self.emit(Insn::Move { dst, src });
                }
            }
        }
        Ok(1)
    }

    fn arithmetic(&mut self, op: u8) -> Result<usize> {
        // int, long, float, double in turn.
        let words = |step: u8| if step % 2 == 1 { 2 } else { 1 };
        let integer = |step: u8, op: Op| if step % 4 < 2 { op } else { Op::Other };
        match op {
            0x60..=0x73 => {
                let step = op - 0x60;
                let what = match step / 4 {
                    0 => Op::Add,
                    1 => Op::Sub,
                    2 => Op::Mul,
                    _ => Op::Other,
                };
                self.compute(integer(step, what), words(step), words(step), words(step))?;
            }
            0x74..=0x77 => self.compute(Op::Other, words(op - 0x74), 0, words(op - 0x74))?,
            0x78..=0x7d => {
                let what = if op < 0x7a { Op::Shl } else { Op::Shr };
                self.compute(what, words(op - 0x78), 1, words(op - 0x78))?;
            }
            0x7e..=0x83 => {
                let what = match op {
                    0x7e | 0x7f => Op::And,
                    0x80 | 0x81 => Op::Or,
                    _ => Op::Xor,
                };
                self.compute(what, words(op - 0x7e), words(op - 0x7e), words(op - 0x7e))?;
            }
            0x84 => {
                let (local, literal) = (self.local(self.u8(1)?.into())?, self.u8(2)?.cast_signed().into());
                self.emit(Insn::Compute { dst: local, op: Op::Add, a: local, b: None, literal });
                return Ok(3);
            }
            0x85..=0x93 => {
                let (from, to) = match op {
                    0x85 | 0x87 | 0x8c | 0x8d => (1, 2),
                    0x88 | 0x89 | 0x8e | 0x90 => (2, 1),
                    0x8a | 0x8f => (2, 2),
                    _ => (1, 1),
                };
                self.compute(Op::Other, from, 0, to)?;
            }
            _ => {
                let from = if matches!(op, 0x95 | 0x96) { 1 } else { 2 };
                self.compute(Op::Other, from, from, 1)?;
            }
        }
        Ok(1)
    }

    fn control(&mut self, op: u8) -> Result<(Next, usize)> {
        let near = |lowering: &Self| lowering.u16(1).map(|step| i32::from(step.cast_signed()));
        match op {
            0x99..=0x9e | 0xc6 | 0xc7 => {
                let a = self.pop(1)?;
                let cond = cond(if op < 0xc6 { op - 0x99 } else { op - 0xc6 });
                let target = self.jump(near(self)?)?;
                self.emit(Insn::If { cond, a, b: None, target });
                Ok((Next::On, 3))
            }
            0x9f..=0xa6 => {
                let (b, a) = (self.pop(1)?, self.pop(1)?);
                let cond = cond(if op < 0xa5 { op - 0x9f } else { op - 0xa5 });
                let target = self.jump(near(self)?)?;
                self.emit(Insn::If { cond, a, b: Some(b), target });
                Ok((Next::On, 3))
            }
            0xa7 | 0xc8 => {
                let target = self.jump(if op == 0xa7 { near(self)? } else { self.i32(1)? })?;
                self.emit(Insn::Goto { target });
                Ok((Next::Off, 0))
            }
            0xa8 | 0xc9 => {
                let (step, len) = if op == 0xa8 { (near(self)?, 3) } else { (self.i32(1)?, 5) };
                self.constant(1, Const::Other)?;
                let target = self.jump(step)?;
                let a = self.pop(1)?;
                self.emit(Insn::If { cond: Cond::Eq, a, b: None, target });
                Ok((Next::On, len))
            }
            0xaa | 0xab => self.switch(op == 0xaa).map(|()| (Next::Off, 0)),
            0xac..=0xb0 => {
                let src = self.pop(words_of(op - 0xac))?;
                self.emit(Insn::Return { src: Some(src) });
                Ok((Next::Off, 0))
            }
            0xbf => {
                let src = self.pop(1)?;
                self.emit(Insn::Throw { src });
                Ok((Next::Off, 0))
            }
            _ => {
                self.emit(Insn::Return { src: None });
                Ok((Next::Off, 0))
            }
        }
    }

    fn switch(&mut self, is_table: bool) -> Result<()> {
        let on = self.pop(1)?;
        let base = 4 - self.at % 4;
        let default = self.i32(base)?;
        let (first, stride, count) = if is_table {
            let (low, high) = (i64::from(self.i32(base + 4)?), i64::from(self.i32(base + 8)?));
            (base + 12, 4, high - low + 1)
        } else {
            (base + 12, 8, i64::from(self.i32(base + 4)?))
        };
        let room = self.body.code.len() / 4;
        let count = usize::try_from(count).ok().filter(|count| *count <= room);
        let count = count.ok_or_else(|| self.fail("a switch longer than the code", "a shorter one"))?;
        // Reading an operand again as another switch is no way to make the targets many.
        if self.out.targets.len() + count > self.body.code.len() {
            return Err(self.fail("switches that share their tables", "a table each"));
        }
        let start = self.out.targets.len();
        for row in 0..count {
            let step = self.i32(first + row * stride)?;
            let target = self.jump(step)?;
            self.out.targets.push(target);
        }
        let bound = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.emit(Insn::Switch { on, start: bound(start), len: bound(count) });
        let target = self.jump(default)?;
        self.emit(Insn::Goto { target });
        Ok(())
    }

    /// Fields and calls.
    fn member(&mut self, op: u8) -> Result<usize> {
        let item = self.part.item(self.u16(1)?);
        if op < 0xb6 {
            let Item::Field(field) = item else { return Err(self.fail("no field", "a field of the pool")) };
            let words = if is_wide(self.program.field(field).ty) { 2 } else { 1 };
            let put = op == 0xb3 || op == 0xb5;
            let src = if put { self.pop(words)? } else { 0 };
            let object = if op >= 0xb4 { Some(self.pop(1)?) } else { None };
            let insn = if put {
                Insn::Put { src, object, field }
            } else {
                Insn::Get { dst: self.push(words)?, object, field }
            };
            self.emit(insn);
            return Ok(3);
        }
        if op == 0xba {
            return self.dynamic(item);
        }
        let Item::Method(method) = item else { return Err(self.fail("no method", "a method of the pool")) };
        let reference = self.program.method(method);
        let kind = match op {
            0xb6 => InvokeKind::Virtual,
            0xb8 => InvokeKind::Static,
            0xb9 => InvokeKind::Interface,
            _ if reference.class == self.part.this || self.program.str(reference.name) == b"<init>" => {
                InvokeKind::Direct
            }
            _ => InvokeKind::Super,
        };
        let (params, returns) = self.program.proto_of(method).map_or((&[][..], TypeId(0)), |p| (p.params, p.returns));
        let args = self.args(params, kind != InvokeKind::Static)?;
        let dst = self.result(returns)?;
        self.emit(Insn::Invoke { kind, method, args, dst });
        Ok(if op == 0xb9 { 5 } else { 3 })
    }

    fn dynamic(&mut self, item: Item) -> Result<usize> {
        let Item::Site(at) = item else { return Err(self.fail("no call site", "a call site of the pool")) };
        let site = self.part.sites.get(at as usize).copied().unwrap_or(CallSite::Broken);
        let (CallSite::Lambda { proto, .. } | CallSite::Dynamic { proto }) = site else {
            return Err(self.fail("a call site of unreadable type", "a readable one"));
        };
        let (params, returns) =
            self.program.tables.proto(proto).map_or((&[][..], TypeId(0)), |p| (p.params, p.returns));
        let args = self.args(params, false)?;
        let dst = self.result(returns)?;
        self.emit(match site {
            CallSite::Lambda { ty, name, kind, target, .. } => {
                Insn::Lambda { dst, ty, name, kind, target, captured: args }
            }
            _ => Insn::Dynamic { dst, args },
        });
        Ok(5)
    }

    /// Pop the arguments of a call.
    fn args(&mut self, params: &[TypeId], receiver: bool) -> Result<Args> {
        let words: usize = params.iter().map(|ty| if is_wide(*ty) { 2 } else { 1 }).sum();
        let mut reg = self.pop(words + usize::from(receiver))?;
        let start = self.out.args.len();
        if receiver {
            self.out.args.push(reg);
            reg = reg.saturating_add(1);
        }
        for ty in params {
            self.out.args.push(reg);
            reg = reg.saturating_add(if is_wide(*ty) { 2 } else { 1 });
        }
        let len = u16::try_from(self.out.args.len() - start).unwrap_or(u16::MAX);
        Ok(Args { start: u32::try_from(start).unwrap_or(u32::MAX), len })
    }

    /// Push what a call returns; type 0 is `void`.
    fn result(&mut self, returns: TypeId) -> Result<Option<Reg>> {
        match returns {
            TypeId(0) => Ok(None),
            ty if is_wide(ty) => self.push(2).map(Some),
            _ => self.push(1).map(Some),
        }
    }

    fn object(&mut self, op: u8) -> Result<usize> {
        match op {
            0xbc => {
                let ty = self.primitive_array(self.u8(1)?)?;
                let (size, dst) = (self.pop(1)?, self.push(1)?);
                self.emit(Insn::NewArray { dst, ty, size });
                return Ok(2);
            }
            0xbe => {
                self.compute(Op::Other, 1, 0, 1)?;
                return Ok(1);
            }
            0xc2 | 0xc3 => {
                self.pop(1)?;
                return Ok(1);
            }
            _ => {}
        }
        let Item::Type(ty) = self.part.item(self.u16(1)?) else {
            return Err(self.fail("no class", "a class of the pool"));
        };
        match op {
            0xbb => {
                let dst = self.push(1)?;
                self.emit(Insn::New { dst, ty });
            }
            0xbd => {
                let ty = self.array_of(ty)?;
                let (size, dst) = (self.pop(1)?, self.push(1)?);
                self.emit(Insn::NewArray { dst, ty, size });
            }
            0xc0 => {
                self.pop(1)?;
                let reg = self.push(1)?;
                self.emit(Insn::Cast { reg, ty });
            }
            0xc1 => {
                let (src, dst) = (self.pop(1)?, self.push(1)?);
                self.emit(Insn::InstanceOf { dst, src, ty });
            }
            _ => {
                let dimensions = usize::from(self.u8(3)?);
                let size = self.pop(dimensions)?;
                let dst = self.push(1)?;
                self.emit(Insn::NewArray { dst, ty, size });
                return Ok(4);
            }
        }
        Ok(3)
    }

    fn primitive_array(&self, code: u8) -> Result<TypeId> {
        let names = [b"[Z", b"[C", b"[F", b"[D", b"[B", b"[S", b"[I", b"[J"];
        let name = code.checked_sub(4).and_then(|at| names.get(usize::from(at)));
        let ty = name.and_then(|name| self.program.type_named(*name));
        ty.ok_or_else(|| self.fail(format!("element type {code}"), "4 to 11"))
    }

    fn array_of(&self, element: TypeId) -> Result<TypeId> {
        let name = [b"[", self.program.type_name(element)].concat();
        self.program.type_named(&name).ok_or_else(|| self.fail("an array type left out by the budget", "a known type"))
    }

    fn wide(&mut self) -> Result<(Next, usize)> {
        let (op, local) = (self.u8(1)?, self.u16(2)?);
        match op {
            0x15..=0x19 => self.load(words_of(op - 0x15), local)?,
            0x36..=0x3a => self.store(words_of(op - 0x36), local)?,
            0x84 => {
                let (local, literal) = (self.local(local)?, self.u16(4)?.cast_signed().into());
                self.emit(Insn::Compute { dst: local, op: Op::Add, a: local, b: None, literal });
                return Ok((Next::On, 6));
            }
            0xa9 => {
                self.emit(Insn::Return { src: None });
                return Ok((Next::Off, 0));
            }
            _ => return Err(self.fail(format!("wide opcode {op:#x}"), "a load, a store, iinc or ret")),
        }
        Ok((Next::On, 4))
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

fn cond(step: u8) -> Cond {
    match step {
        0 => Cond::Eq,
        1 => Cond::Ne,
        2 => Cond::Lt,
        3 => Cond::Ge,
        4 => Cond::Gt,
        _ => Cond::Le,
    }
}
