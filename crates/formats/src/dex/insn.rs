//! Instructions and payloads.

use super::{u16_at, u32_at};

/// Code units (two bytes each) of one method.
#[derive(Debug, Clone, Copy)]
pub struct Units<'a>(&'a [u8]);

/// Layout of an instruction, named as in the specification: units, registers, what else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
#[rustfmt::skip]
pub enum Format {
    F10x, F12x, F11n, F11x, F10t, F20t, F22x, F21t, F21s, F21h, F21c, F23x, F22b, F22t, F22s, F22c, F32x, F30t, F31t,
    F31i, F31c, F35c, F3rc, F45cc, F4rcc, F51l,
    /// No instruction has this opcode.
    Unused,
}

/// A decoded instruction. What a format does not have is 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Insn {
    /// Opcode.
    pub op: u8,
    /// Code units taken.
    pub units: u8,
    /// vA or vAA; for calls the number of argument words.
    pub a: u16,
    /// vB or vBB; for ranges the first register; for 35c and 45cc the packed registers vF vE vD vC.
    pub b: u16,
    /// vC or vCC; for 35c and 45cc vG.
    pub c: u16,
    /// Row of a table; for 45cc and 4rcc of `method_ids`.
    pub index: u32,
    /// 45cc and 4rcc: row of `proto_ids`.
    pub proto: u16,
    /// A literal, or a branch offset in code units.
    pub literal: i64,
}

/// The three tables that stand among the instructions.
#[derive(Debug, Clone, Copy)]
pub enum Payload<'a> {
    /// `packed-switch-payload` and `sparse-switch-payload`: branch offsets, four bytes each.
    Switch(&'a [u8]),
    /// `fill-array-data-payload`: bytes of an element, and the elements.
    Array(u16, &'a [u8]),
}

impl<'a> Units<'a> {
    /// Code units from bytes; an odd last byte is never read.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len() / 2
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn unit(&self, at: usize) -> Option<u16> {
        u16_at(self.0, at * 2)
    }

    fn word(&self, at: usize) -> Option<u32> {
        u32_at(self.0, at * 2)
    }

    /// Units of the payload at `at`, or `None` when an instruction (also a plain `nop`) stands there.
    #[must_use]
    pub fn payload_len(&self, at: usize) -> Option<usize> {
        match self.unit(at)? {
            0x0100 => Some(4 + usize::from(self.unit(at + 1)?) * 2),
            0x0200 => Some(2 + usize::from(self.unit(at + 1)?) * 4),
            0x0300 => {
                let bytes = u64::from(self.unit(at + 1)?) * u64::from(self.word(at + 2)?);
                usize::try_from(bytes.div_ceil(2)).ok()?.checked_add(4)
            }
            _ => None,
        }
    }

    /// The payload at `at`, if it lies inside the method.
    #[must_use]
    pub fn payload(&self, at: usize) -> Option<Payload<'a>> {
        let size = usize::from(self.unit(at + 1)?);
        let bytes = |from: usize, len: usize| self.0.get((at + from) * 2..)?.get(..len);
        match self.unit(at)? {
            0x0100 => Some(Payload::Switch(bytes(4, size * 4)?)),
            0x0200 => Some(Payload::Switch(bytes(2 + size * 2, size * 4)?)),
            0x0300 => {
                let length = u64::from(self.word(at + 2)?) * size as u64;
                Some(Payload::Array(u16::try_from(size).ok()?, bytes(4, usize::try_from(length).ok()?)?))
            }
            _ => None,
        }
    }

    /// The value that leads to a row of the switch payload at `at`.
    #[must_use]
    pub fn switch_key(&self, at: usize, row: usize) -> Option<i32> {
        match self.unit(at)? {
            0x0100 => self.word(at + 2)?.cast_signed().checked_add(i32::try_from(row).ok()?),
            0x0200 => self.word(at + 2 + row * 2).map(u32::cast_signed),
            _ => None,
        }
    }

    /// The instruction at `at`; `None` when it is unknown or runs past the end.
    #[must_use]
    pub fn decode(&self, at: usize) -> Option<Insn> {
        let first = self.unit(at)?;
        let [op, high] = first.to_le_bytes();
        let wide = u16::from(high);
        let (low4, high4) = (wide & 0xf, wide >> 4);
        let base = Insn { op, ..Insn::default() };
        Some(match format_of(op) {
            Format::F10x => Insn { units: 1, ..base },
            Format::F12x => Insn { units: 1, a: low4, b: high4, ..base },
            Format::F11n => Insn { units: 1, a: low4, literal: i64::from(high.cast_signed() >> 4), ..base },
            Format::F11x => Insn { units: 1, a: wide, ..base },
            Format::F10t => Insn { units: 1, literal: i64::from(high.cast_signed()), ..base },
            Format::F20t => Insn { units: 2, literal: self.signed(at + 1)?, ..base },
            Format::F22x => Insn { units: 2, a: wide, b: self.unit(at + 1)?, ..base },
            Format::F21t | Format::F21s => Insn { units: 2, a: wide, literal: self.signed(at + 1)?, ..base },
            Format::F21h => {
                let shift = if op == 0x19 { 48 } else { 16 };
                Insn { units: 2, a: wide, literal: self.signed(at + 1)? << shift, ..base }
            }
            Format::F21c => Insn { units: 2, a: wide, index: self.unit(at + 1)?.into(), ..base },
            Format::F23x => {
                let [b, c] = self.unit(at + 1)?.to_le_bytes();
                Insn { units: 2, a: wide, b: b.into(), c: c.into(), ..base }
            }
            Format::F22b => {
                let [b, c] = self.unit(at + 1)?.to_le_bytes();
                Insn { units: 2, a: wide, b: b.into(), literal: c.cast_signed().into(), ..base }
            }
            Format::F22t | Format::F22s => Insn { units: 2, a: low4, b: high4, literal: self.signed(at + 1)?, ..base },
            Format::F22c => Insn { units: 2, a: low4, b: high4, index: self.unit(at + 1)?.into(), ..base },
            Format::F32x => Insn { units: 3, a: self.unit(at + 1)?, b: self.unit(at + 2)?, ..base },
            Format::F30t => Insn { units: 3, literal: self.word(at + 1)?.cast_signed().into(), ..base },
            Format::F31t | Format::F31i => {
                Insn { units: 3, a: wide, literal: self.word(at + 1)?.cast_signed().into(), ..base }
            }
            Format::F31c => Insn { units: 3, a: wide, index: self.word(at + 1)?, ..base },
            Format::F35c => self.list(at, 3, base, wide)?,
            Format::F3rc => Insn { units: 3, a: wide, index: self.unit(at + 1)?.into(), b: self.unit(at + 2)?, ..base },
            Format::F45cc => Insn { proto: self.unit(at + 3)?, ..self.list(at, 4, base, wide)? },
            Format::F4rcc => Insn {
                units: 4,
                a: wide,
                index: self.unit(at + 1)?.into(),
                b: self.unit(at + 2)?,
                proto: self.unit(at + 3)?,
                ..base
            },
            Format::F51l => {
                let low = u64::from(self.word(at + 1)?);
                let literal = (u64::from(self.word(at + 3)?) << 32 | low).cast_signed();
                Insn { units: 5, a: wide, literal, ..base }
            }
            Format::Unused => return None,
        })
    }

    /// Formats 35c and 45cc: up to five registers in nibbles.
    fn list(&self, at: usize, units: u8, base: Insn, wide: u16) -> Option<Insn> {
        let count = wide >> 4;
        (count <= 5).then_some(())?;
        Some(Insn { units, a: count, index: self.unit(at + 1)?.into(), b: self.unit(at + 2)?, c: wide & 0xf, ..base })
    }

    fn signed(&self, at: usize) -> Option<i64> {
        Some(self.unit(at)?.cast_signed().into())
    }
}

impl Insn {
    /// Argument word `i` of a call or a filled array of format 35c or 45cc.
    #[must_use]
    pub fn listed(&self, i: u16) -> u16 {
        if i < 4 { self.b >> (4 * i) & 0xf } else { self.c }
    }
}

/// The layout of an opcode.
#[must_use]
pub fn format_of(op: u8) -> Format {
    FORMATS.get(usize::from(op)).copied().unwrap_or(Format::Unused)
}

/// One look-up instead of a chain of range comparisons for each instruction.
static FORMATS: [Format; 256] = {
    let mut table = [Format::Unused; 256];
    let mut op: u8 = 0;
    loop {
        #[allow(clippy::indexing_slicing)] // evaluated by the compiler
        {
            table[op as usize] = layout(op);
        }
        if op == 255 {
            break table;
        }
        op += 1;
    }
};

/// Source: "Dalvik bytecode", the table of opcodes.
const fn layout(op: u8) -> Format {
    match op {
        0x00 | 0x0e => Format::F10x,
        0x01 | 0x04 | 0x07 | 0x21 | 0x7b..=0x8f | 0xb0..=0xcf => Format::F12x,
        0x02 | 0x05 | 0x08 => Format::F22x,
        0x03 | 0x06 | 0x09 => Format::F32x,
        0x0a..=0x0d | 0x0f..=0x11 | 0x1d | 0x1e | 0x27 => Format::F11x,
        0x12 => Format::F11n,
        0x13 | 0x16 => Format::F21s,
        0x14 | 0x17 => Format::F31i,
        0x15 | 0x19 => Format::F21h,
        0x18 => Format::F51l,
        0x1a | 0x1c | 0x1f | 0x22 | 0x60..=0x6d | 0xfe | 0xff => Format::F21c,
        0x1b => Format::F31c,
        0x20 | 0x23 | 0x52..=0x5f => Format::F22c,
        0x24 | 0x6e..=0x72 | 0xfc => Format::F35c,
        0x25 | 0x74..=0x78 | 0xfd => Format::F3rc,
        0x26 | 0x2b | 0x2c => Format::F31t,
        0x28 => Format::F10t,
        0x29 => Format::F20t,
        0x2a => Format::F30t,
        0x2d..=0x31 | 0x44..=0x51 | 0x90..=0xaf => Format::F23x,
        0x32..=0x37 => Format::F22t,
        0x38..=0x3d => Format::F21t,
        0xd0..=0xd7 => Format::F22s,
        0xd8..=0xe2 => Format::F22b,
        0xfa => Format::F45cc,
        0xfb => Format::F4rcc,
        _ => Format::Unused,
    }
}
