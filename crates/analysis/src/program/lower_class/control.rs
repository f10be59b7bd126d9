//! Jumps, switches, returns, and the instructions with a wide operand.

use glasshouse_formats::Result;

use super::{Lowering, Next, words_of};
use crate::ir::{Cond, Const, Insn, Op};

impl Lowering<'_, '_> {
    pub(super) fn control(&mut self, op: u8) -> Result<(Next, usize)> {
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

    pub(super) fn switch(&mut self, is_table: bool) -> Result<()> {
        let on = self.pop(1)?;
        let base = 4 - self.at % 4;
        let default = self.i32(base)?;
        let (first, stride, count, low) = if is_table {
            let (low, high) = (i64::from(self.i32(base + 4)?), i64::from(self.i32(base + 8)?));
            (base + 12, 4, high - low + 1, Some(low))
        } else {
            (base + 12, 8, i64::from(self.i32(base + 4)?), None)
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
            // A pair is the value and where it leads; a table begins at its lowest value.
            let key = match low {
                Some(low) => low.saturating_add(i64::try_from(row).unwrap_or(i64::MAX)),
                None => i64::from(self.i32(first + row * stride - 4)?),
            };
            self.out.keys.push(key);
        }
        let bound = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.emit(Insn::Switch { on, start: bound(start), len: bound(count) });
        let target = self.jump(default)?;
        self.emit(Insn::Goto { target });
        Ok(())
    }

    pub(super) fn wide(&mut self) -> Result<(Next, usize)> {
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
