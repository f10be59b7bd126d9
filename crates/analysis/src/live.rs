//! Which instructions of a body some path from its start leads to.
//!
//! Conditions are not evaluated: both ways of a branch count, and each guarded instruction can throw. What is left over
//! (behind a return, behind a jump) never runs, and what stands there is no finding.

use crate::ir::{Code, Insn};

/// Rounds over the guarded ranges before everything counts as reached: no compiler nests handlers that deep.
const MAX_ROUNDS: usize = 64;

/// Whether control never goes on to the next instruction.
#[must_use]
pub fn leaves(insn: &Insn) -> bool {
    matches!(insn, Insn::Return { .. } | Insn::Throw { .. } | Insn::Goto { .. })
}

/// For each instruction whether a path leads to it.
#[must_use]
pub fn reached(code: &Code) -> Vec<bool> {
    let mut walk = Walk { code, seen: vec![false; code.insns.len()], work: vec![0] };
    walk.settle();
    let mut waiting: Vec<_> = code.tries.iter().collect();
    for _ in 0..MAX_ROUNDS {
        // How many instructions before each place are reached: a range is guarded in earnest if one inside it is.
        let mut before = Vec::with_capacity(walk.seen.len() + 1);
        let mut sum = 0_u32;
        before.push(sum);
        before.extend(walk.seen.iter().map(|seen| {
            sum += u32::from(*seen);
            sum
        }));
        let at = |place: u32| before.get(place as usize).copied().unwrap_or(sum);
        let left = waiting.len();
        waiting.retain(|guard| {
            let inert = at(guard.start) == at(guard.end);
            if !inert {
                walk.work.extend(guard.handlers.iter().map(|(_, handler)| *handler));
            }
            inert
        });
        if waiting.len() == left {
            return walk.seen;
        }
        walk.settle();
    }
    vec![true; code.insns.len()]
}

struct Walk<'a> {
    code: &'a Code,
    seen: Vec<bool>,
    work: Vec<u32>,
}

impl Walk<'_> {
    fn settle(&mut self) {
        while let Some(mut at) = self.work.pop() {
            while let (Some(flag), Some(insn)) =
                (self.seen.get_mut(at as usize).filter(|flag| !**flag), self.code.insns.get(at as usize))
            {
                *flag = true;
                match insn {
                    Insn::Goto { target } | Insn::If { target, .. } => self.work.push(*target),
                    Insn::Switch { start, len, .. } => {
                        let start = *start as usize;
                        self.work.extend(self.code.targets.get(start..start + *len as usize).unwrap_or(&[]));
                    }
                    _ => {}
                }
                if leaves(insn) {
                    break;
                }
                at += 1;
            }
        }
    }
}
