//! DEX bodies to the intermediate form, in one pass over the instructions and one over the jumps.
//!
//! `move-result` joins the call before it, payloads become switch targets; neither leaves an instruction. The order is
//! the file's: Android's verifier, too, reads straight through, so data that a jump would pass over cannot hide there.

use glasshouse_formats::dex::{CodeItem, Dex, Insn as Raw, Payload};
use glasshouse_formats::{Error, Result};

use super::link_dex::{has_receiver, lookup};
use super::tables::{Proto, Tables, is_wide};
use super::{CallSite, Def, DexPart};
use crate::ir::{Args, Code, Cond, Const, FieldId, Insn, InvokeKind, MethodId, Op, Reg, StrId, Try, TypeId};

/// Handlers of one method for each of its guarded ranges, on average, before the rest is left out.
const HANDLERS: usize = 16;

/// Lower the body of `def` into `out`, which is empty.
pub(super) fn lower(tables: &Tables, part: &DexPart, dex: &Dex<'_>, def: &Def, out: &mut Code) -> Result<()> {
    let item = dex.code_item(def.code)?;
    // Instructions without registers name v0, so a frame has one at least.
    out.registers = item.registers_size.max(1);
    parameters(tables, def, &item, out);
    let mut lowering = Lowering { tables, part, item, out, after_call: usize::MAX };
    let read = lowering.instructions();
    lowering.settle();
    read.and(lowering.tries())
}

/// The last `ins_size` registers hold the receiver and the parameters.
fn parameters(tables: &Tables, def: &Def, item: &CodeItem<'_>, out: &mut Code) {
    let mut reg = item.registers_size.saturating_sub(item.ins_size);
    let Some(proto) = tables.proto_of_method(def.method) else { return };
    let words = proto.params.iter().map(|ty| if is_wide(*ty) { 2 } else { 1 });
    for words in has_receiver(def).then_some(1).into_iter().chain(words) {
        if reg >= item.registers_size {
            break;
        }
        out.params.push(reg);
        reg = reg.saturating_add(words);
    }
}

struct Lowering<'l, 'd> {
    tables: &'l Tables,
    part: &'l DexPart,
    item: CodeItem<'d>,
    out: &'l mut Code,
    /// Code unit right behind the last call, where its `move-result` stands.
    after_call: usize,
}

impl Lowering<'_, '_> {
    fn fail(&self, at: usize, found: impl Into<String>, expected: &str) -> Error {
        Error::new("code_item", self.item.insns_off as u64 + at as u64 * 2, found, expected)
    }

    /// First pass: jumps keep code units as targets.
    fn instructions(&mut self) -> Result<()> {
        let units = self.item.insns;
        let mut at = 0;
        while at < units.len() {
            if let Some(len) = units.payload_len(at) {
                at = at.saturating_add(len);
                continue;
            }
            let Some(raw) = units.decode(at) else {
                return Err(self.fail(at, "no instruction", "a known opcode inside the method"));
            };
            if let Some(insn) = self.lower(&raw, at)? {
                self.out.offsets.push(u32::try_from(at).unwrap_or(u32::MAX));
                self.out.insns.push(insn);
            }
            at += usize::from(raw.units);
        }
        Ok(())
    }

    fn lower(&mut self, raw: &Raw, at: usize) -> Result<Option<Insn>> {
        if let Some(call) = self.call(raw, at)? {
            self.after_call = at + usize::from(raw.units);
            return Ok(Some(call));
        }
        let (a, b, c) = (raw.a, raw.b, raw.c);
        if a.max(b).max(c) >= self.out.registers {
            return Err(self.fail(at, format!("register {}", a.max(b).max(c)), "one of the frame"));
        }
        let compute = |op, a: Reg, b: Option<Reg>, literal: i32| Insn::Compute { dst: raw.a, op, a, b, literal };
        let literal = i32::try_from(raw.literal).unwrap_or(0);
        Ok(Some(match raw.op {
            0x01..=0x09 => Insn::Move { dst: a, src: b },
            0x0a..=0x0c => return Ok(self.move_result(a, at)),
            0x0d => Insn::Caught { dst: a },
            0x0e => Insn::Return { src: None },
            0x0f..=0x11 => Insn::Return { src: Some(a) },
            0x12..=0x19 => Insn::Const { dst: a, value: Const::Int(raw.literal) },
            0x1a | 0x1b => {
                Insn::Const { dst: a, value: Const::Str(StrId(self.find(&self.part.strings, raw.index, at)?)) }
            }
            0x1c => Insn::Const { dst: a, value: Const::Class(self.ty(raw, at)?) },
            0x1f => Insn::Cast { reg: a, ty: self.ty(raw, at)? },
            0x20 => Insn::InstanceOf { dst: a, src: b, ty: self.ty(raw, at)? },
            0x21 | 0x7b..=0x8f => compute(Op::Other, b, None, 0),
            0x22 => Insn::New { dst: a, ty: self.ty(raw, at)? },
            0x23 => Insn::NewArray { dst: a, ty: self.ty(raw, at)?, size: b },
            0x27 => Insn::Throw { src: a },
            0x28..=0x2a => Insn::Goto { target: self.target(raw.literal, at)? },
            0x2b | 0x2c => self.switch(a, raw.literal, at)?,
            0x2d..=0x31 => compute(Op::Other, b, Some(c), 0),
            0x32..=0x37 => Insn::If { cond: cond(raw.op - 0x32), a, b: Some(b), target: self.target(raw.literal, at)? },
            0x38..=0x3d => Insn::If { cond: cond(raw.op - 0x38), a, b: None, target: self.target(raw.literal, at)? },
            0x44..=0x4a => Insn::ArrayGet { dst: a, array: b, index: c },
            0x4b..=0x51 => Insn::ArrayPut { src: a, array: b, index: c },
            0x52..=0x58 => Insn::Get { dst: a, object: Some(b), field: self.field(raw, at)? },
            0x59..=0x5f => Insn::Put { src: a, object: Some(b), field: self.field(raw, at)? },
            0x60..=0x66 => Insn::Get { dst: a, object: None, field: self.field(raw, at)? },
            0x67..=0x6d => Insn::Put { src: a, object: None, field: self.field(raw, at)? },
            0x90..=0xaf => compute(binary(raw.op - 0x90), b, Some(c), 0),
            0xb0..=0xcf => compute(binary(raw.op - 0xb0), a, Some(b), 0),
            0xd0..=0xd7 => compute(with_literal(raw.op - 0xd0), b, None, literal),
            0xd8..=0xe2 => compute(with_literal(raw.op - 0xd8), b, None, literal),
            0xfe => {
                let method = lookup(&self.part.handles, raw.index).map(MethodId);
                Insn::Const { dst: a, value: method.map_or(Const::Other, Const::Handle) }
            }
            0xff => Insn::Const { dst: a, value: Const::Other },
            _ => Insn::Nop,
        }))
    }

    /// Calls and filled arrays: what a `move-result` may follow.
    fn call(&mut self, raw: &Raw, at: usize) -> Result<Option<Insn>> {
        let kind = match raw.op {
            0x6e | 0x74 => InvokeKind::Virtual,
            0x6f | 0x75 => InvokeKind::Super,
            0x70 | 0x76 => InvokeKind::Direct,
            0x71 | 0x77 => InvokeKind::Static,
            0x72 | 0x78 => InvokeKind::Interface,
            0xfa | 0xfb => InvokeKind::Polymorphic,
            0xfc | 0xfd => return self.custom(raw, at).map(Some),
            0x24 | 0x25 => {
                let items = self.words(raw, at)?;
                return Ok(Some(Insn::FilledArray { dst: None, ty: self.ty(raw, at)?, items }));
            }
            _ => return Ok(None),
        };
        let method = MethodId(self.find(&self.part.methods, raw.index, at)?);
        let proto = if kind == InvokeKind::Polymorphic {
            self.tables.proto(self.find(&self.part.protos, raw.proto.into(), at)?)
        } else {
            self.tables.proto_of_method(method)
        };
        let args = self.args(raw, at, proto, kind != InvokeKind::Static)?;
        Ok(Some(Insn::Invoke { kind, method, args, dst: None }))
    }

    fn custom(&mut self, raw: &Raw, at: usize) -> Result<Insn> {
        let site = self.part.call_sites.get(raw.index as usize).copied().unwrap_or(CallSite::Broken);
        Ok(match site {
            CallSite::Lambda { proto, ty, name, kind, target } => {
                let captured = self.args(raw, at, self.tables.proto(proto), false)?;
                Insn::Lambda { dst: None, ty, name, kind, target, captured }
            }
            CallSite::Dynamic { proto, handles } => {
                let args = self.args(raw, at, self.tables.proto(proto), false)?;
                Insn::Dynamic { dst: None, args, handles: self.handles(handles) }
            }
            CallSite::Broken => Insn::Dynamic { dst: None, args: self.words(raw, at)?, handles: Args::default() },
        })
    }

    /// The handles of a call site: at most a few dozen for each instruction.
    fn handles(&mut self, (start, len): (u32, u16)) -> Args {
        let start = start as usize;
        let methods = self.part.site_handles.get(start..start + usize::from(len)).unwrap_or(&[]);
        let first = u32::try_from(self.out.handles.len()).unwrap_or(u32::MAX);
        self.out.handles.extend_from_slice(methods);
        Args { start: first, len }
    }

    /// Register of argument word `i`.
    fn word(raw: &Raw, i: u16) -> Reg {
        if matches!(raw.op, 0x25 | 0x74..=0x78 | 0xfb | 0xfd) { raw.b.saturating_add(i) } else { raw.listed(i) }
    }

    fn push(&mut self, reg: Reg, at: usize) -> Result<()> {
        if reg >= self.out.registers {
            return Err(self.fail(at, format!("register {reg}"), "one of the frame"));
        }
        self.out.args.push(reg);
        Ok(())
    }

    /// All argument words as they stand.
    fn words(&mut self, raw: &Raw, at: usize) -> Result<Args> {
        let start = self.out.args.len();
        if start > self.item.insns.len() * 8 + 1024 {
            return Err(self.fail(at, "calls with more arguments than the method has room for", "fewer"));
        }
        for i in 0..raw.a {
            self.push(Self::word(raw, i), at)?;
        }
        Ok(self.since(start))
    }

    /// Arguments by the prototype, so that a wide one counts once.
    fn args(&mut self, raw: &Raw, at: usize, proto: Option<Proto<'_>>, receiver: bool) -> Result<Args> {
        let Some(proto) = proto.filter(|proto| proto.wide) else { return self.words(raw, at) };
        let start = self.out.args.len();
        if start > self.item.insns.len() * 8 + 1024 {
            return Err(self.fail(at, "calls with more arguments than the method has room for", "fewer"));
        }
        let mut i = 0;
        if receiver && raw.a > 0 {
            self.push(Self::word(raw, 0), at)?;
            i = 1;
        }
        for ty in proto.params {
            if i >= raw.a {
                break;
            }
            self.push(Self::word(raw, i), at)?;
            i += if is_wide(*ty) { 2 } else { 1 };
        }
        Ok(self.since(start))
    }

    fn since(&self, start: usize) -> Args {
        let len = u16::try_from(self.out.args.len() - start).unwrap_or(u16::MAX);
        Args { start: u32::try_from(start).unwrap_or(u32::MAX), len }
    }

    /// Give the call before its result register; without a call before it the value is unknown.
    fn move_result(&mut self, reg: Reg, at: usize) -> Option<Insn> {
        if self.after_call == at
            && let Some(
                Insn::Invoke { dst, .. }
                | Insn::FilledArray { dst, .. }
                | Insn::Lambda { dst, .. }
                | Insn::Dynamic { dst, .. },
            ) = self.out.insns.last_mut()
        {
            *dst = Some(reg);
            return None;
        }
        Some(Insn::Const { dst: reg, value: Const::Other })
    }

    fn find(&self, map: &[u32], index: u32, at: usize) -> Result<u32> {
        lookup(map, index).ok_or_else(|| self.fail(at, format!("index {index}"), "a readable row of its table"))
    }

    fn ty(&self, raw: &Raw, at: usize) -> Result<TypeId> {
        self.find(&self.part.types, raw.index, at).map(TypeId)
    }

    fn field(&self, raw: &Raw, at: usize) -> Result<FieldId> {
        self.find(&self.part.fields, raw.index, at).map(FieldId)
    }

    /// A jump's target in code units.
    fn target(&self, literal: i64, at: usize) -> Result<u32> {
        let target = i64::try_from(at).unwrap_or(i64::MAX).saturating_add(literal);
        let inside = usize::try_from(target).is_ok_and(|target| target < self.item.insns.len());
        match u32::try_from(target) {
            Ok(target) if inside => Ok(target),
            _ => Err(self.fail(at, format!("a jump to {target}"), "a target inside the method")),
        }
    }

    fn switch(&mut self, on: Reg, literal: i64, at: usize) -> Result<Insn> {
        let table = self.target(literal, at)?;
        let Some(Payload::Switch(targets)) = self.item.insns.payload(table as usize) else {
            return Err(self.fail(at, "no switch table", "a table inside the method"));
        };
        let start = self.out.targets.len();
        let len = targets.len() / 4;
        // A table of its own takes more code units than it has targets.
        if start + len > self.item.insns.len() {
            return Err(self.fail(at, "switches that share their tables", "a table each"));
        }
        for (number, row) in targets.chunks_exact(4).enumerate() {
            let step = row.first_chunk().map_or(0, |bytes| i32::from_le_bytes(*bytes));
            let target = self.target(step.into(), at)?;
            self.out.targets.push(target);
            self.out.keys.push(self.item.insns.switch_key(table as usize, number).map_or(i64::MIN, i64::from));
        }
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Ok(Insn::Switch { on, start: count(start), len: count(len) })
    }

    /// Second pass: code units to indices. A target in what could not be read leads to a `Nop` put at the end.
    fn settle(&mut self) {
        let Code { insns, offsets, targets, .. } = &mut *self.out;
        let mut past = false;
        let mut settle = |target: &mut u32| {
            let index = offsets.partition_point(|offset| *offset < *target);
            past |= index == offsets.len();
            *target = u32::try_from(index).unwrap_or(u32::MAX);
        };
        for insn in insns.iter_mut() {
            if let Insn::Goto { target } | Insn::If { target, .. } = insn {
                settle(target);
            }
        }
        targets.iter_mut().for_each(&mut settle);
        if past {
            self.pad();
        }
    }

    fn pad(&mut self) {
        self.out.insns.push(Insn::Nop);
        self.out.offsets.push(u32::try_from(self.item.insns.len()).unwrap_or(u32::MAX));
    }

    fn index_of(&self, unit: u32) -> usize {
        self.out.offsets.partition_point(|offset| *offset < unit)
    }

    fn tries(&mut self) -> Result<()> {
        let mut room = usize::from(self.item.tries_size) * HANDLERS + 256;
        let item = self.item;
        for guard in item.tries() {
            let start = self.index_of(guard.start_addr);
            let end = self.index_of(guard.start_addr.saturating_add(guard.insn_count.into()));
            let mut handlers = Vec::new();
            let mut wrong = false;
            item.handlers(guard, room, |handler| {
                let ty = handler.type_idx.map(|ty| lookup(&self.part.types, ty).map(TypeId));
                wrong |= ty == Some(None);
                handlers.push((ty.flatten(), handler.addr));
            })?;
            room = room.saturating_sub(handlers.len());
            if wrong {
                return Err(self.fail(0, "a handler of an unreadable type", "a readable one"));
            }
            for (_, addr) in &mut handlers {
                let index = self.index_of(*addr);
                if index == self.out.insns.len() {
                    self.pad();
                }
                *addr = u32::try_from(index).unwrap_or(u32::MAX);
            }
            if start < end {
                let bound = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                self.out.tries.push(Try { start: bound(start), end: bound(end), handlers });
            }
        }
        Ok(())
    }
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

/// int operations, then the same of long, then float and double.
fn binary(step: u8) -> Op {
    if step >= 22 {
        return Op::Other;
    }
    match step % 11 {
        0 => Op::Add,
        1 => Op::Sub,
        2 => Op::Mul,
        5 => Op::And,
        6 => Op::Or,
        7 => Op::Xor,
        8 => Op::Shl,
        9 | 10 => Op::Shr,
        _ => Op::Other,
    }
}

/// The order of `lit16` and `lit8` operations.
fn with_literal(step: u8) -> Op {
    match step {
        0 => Op::Add,
        1 => Op::ReverseSub,
        2 => Op::Mul,
        5 => Op::And,
        6 => Op::Or,
        7 => Op::Xor,
        8 => Op::Shl,
        9 | 10 => Op::Shr,
        _ => Op::Other,
    }
}
