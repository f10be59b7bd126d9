//! Constants, local variables, the operand stack, arithmetic.

use glasshouse_formats::Result;

use super::super::link_class::Item;
use super::{Lowering, words_of};
use crate::ir::{Const, Insn, Op};

impl Lowering<'_, '_> {
    pub(super) fn constant(&mut self, words: usize, value: Const) -> Result<()> {
        let dst = self.push(words)?;
        self.emit(Insn::Const { dst, value });
        Ok(())
    }

    pub(super) fn load(&mut self, words: usize, local: u16) -> Result<()> {
        let (src, dst) = (self.local(local)?, self.push(words)?);
        self.emit(Insn::Move { dst, src });
        Ok(())
    }

    pub(super) fn store(&mut self, words: usize, local: u16) -> Result<()> {
        let (src, dst) = (self.pop(words)?, self.local(local)?);
        self.emit(Insn::Move { dst, src });
        Ok(())
    }

    /// Pop `operands` words, the second operand taking `second` of them (0: there is none), push `result`.
    pub(super) fn compute(&mut self, op: Op, first: usize, second: usize, result: usize) -> Result<()> {
        let b = if second > 0 { Some(self.pop(second)?) } else { None };
        let a = self.pop(first)?;
        let dst = self.push(result)?;
        self.emit(Insn::Compute { dst, op, a, b, literal: 0 });
        Ok(())
    }

    pub(super) fn duplicate(&mut self, n: usize, m: usize) -> Result<()> {
        let mut moves = Vec::new();
        self.stack
            .duplicate(n, m, |dst, src| moves.push(Insn::Move { dst, src }))
            .map_err(|wrong| self.wrong(wrong))?;
        for insn in moves {
            self.emit(insn);
        }
        Ok(())
    }

    pub(super) fn constants(&mut self, op: u8) -> Result<usize> {
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

    pub(super) fn pool_constant(&self, index: u16) -> Const {
        match self.part.item(index) {
            Item::Int(value) => Const::Int(value.into()),
            Item::Long(at) => self.part.longs.get(at as usize).map_or(Const::Other, |value| Const::Int(*value)),
            Item::Str(text) => Const::Str(text),
            Item::Type(ty) => Const::Class(ty),
            Item::Handle(method) => Const::Handle(method),
            _ => Const::Other,
        }
    }

    pub(super) fn variables(&mut self, op: u8) -> Result<usize> {
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

    pub(super) fn stack_op(&mut self, op: u8) -> Result<usize> {
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

    pub(super) fn arithmetic(&mut self, op: u8) -> Result<usize> {
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
}
