//! The operand stack of a class file's method while it is lowered: which slots hold what, as registers.

use crate::ir::Reg;

/// The slots in use. A long or double takes two: its value lives in the first, the second is never named.
#[derive(Debug, Clone, Default)]
pub(super) struct Stack {
    /// For each slot whether it is the second one of a wide value.
    second: Vec<bool>,
    first_reg: Reg,
    max: usize,
}

/// The stack cannot be what the file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    Underflow,
    Overflow,
}

impl Stack {
    pub(super) fn new(first_reg: Reg, max: u16) -> Self {
        Self { second: Vec::new(), first_reg, max: max.into() }
    }

    /// The slots, to be taken up again by [`Stack::restore`].
    pub(super) fn shape(&self) -> &[bool] {
        &self.second
    }

    pub(super) fn restore(&mut self, shape: &[bool]) {
        self.second.clear();
        self.second.extend_from_slice(shape);
    }

    /// Register of a slot.
    pub(super) fn reg(&self, slot: usize) -> Reg {
        self.first_reg.saturating_add(Reg::try_from(slot).unwrap_or(Reg::MAX))
    }

    /// A register behind all slots, for exchanges.
    pub(super) fn spare(&self) -> Reg {
        self.reg(self.max)
    }

    /// Push a value of one or two words.
    pub(super) fn push(&mut self, words: usize) -> Result<Reg, Wrong> {
        let slot = self.second.len();
        if slot + words > self.max {
            return Err(Wrong::Overflow);
        }
        self.second.push(false);
        if words == 2 {
            self.second.push(true);
        }
        Ok(self.reg(slot))
    }

    /// Pop a value of one or two words; its register.
    pub(super) fn pop(&mut self, words: usize) -> Result<Reg, Wrong> {
        let slot = self.second.len().checked_sub(words).ok_or(Wrong::Underflow)?;
        self.second.truncate(slot);
        Ok(self.reg(slot))
    }

    /// `dup` and its kin: copy the top `n` words below the `m` words under them. Calls `moves(dst, src)` in an order in
    /// which no source is overwritten before it is read.
    pub(super) fn duplicate(&mut self, n: usize, m: usize, mut moves: impl FnMut(Reg, Reg)) -> Result<(), Wrong> {
        let len = self.second.len();
        let base = len.checked_sub(n + m).ok_or(Wrong::Underflow)?;
        if len + n > self.max {
            return Err(Wrong::Overflow);
        }
        let old: Vec<bool> = self.second.get(base..).unwrap_or(&[]).to_vec();
        let (under, top) = old.split_at_checked(m).ok_or(Wrong::Underflow)?;
        self.second.truncate(base);
        for part in [top, under, top] {
            self.second.extend_from_slice(part);
        }
        let mut copy = |dst: usize, src: usize| {
            if self.second.get(dst) == Some(&false) {
                moves(self.reg(dst), self.reg(src));
            }
        };
        for slot in (base + m..base + m + n).rev() {
            copy(slot + n, slot);
        }
        for slot in (base..base + m).rev() {
            copy(slot + n, slot);
        }
        if m > 0 {
            for slot in base..base + n {
                copy(slot, slot + m + n);
            }
        }
        Ok(())
    }
}
