//! Basic blocks of one method, for the evaluation of registers.

use crate::ir::{Code, Insn};

/// Ways into handlers; with more the blocks are not worth linking.
const MAX_GUARDS: usize = 500_000;

/// Basic blocks with their successors.
pub(crate) struct Blocks {
    /// First instruction of each block, sorted.
    pub(crate) starts: Vec<u32>,
    next: Vec<Vec<u32>>,
    guard: Vec<Vec<u32>>,
}

/// Where blocks start, sorted.
pub(crate) fn block_starts(code: &Code) -> Vec<u32> {
    let len = u32::try_from(code.insns.len()).unwrap_or(u32::MAX);
    let mut starts = vec![0];
    for (at, insn) in (0_u32..).zip(&code.insns) {
        match insn {
            Insn::Goto { target } | Insn::If { target, .. } => starts.extend([*target, at + 1]),
            Insn::Switch { .. } | Insn::Return { .. } | Insn::Throw { .. } => starts.push(at + 1),
            _ => {}
        }
    }
    starts.extend(&code.targets);
    for guarded in &code.tries {
        starts.extend([guarded.start, guarded.end]);
        starts.extend(guarded.handlers.iter().map(|(_, at)| *at));
    }
    starts.sort_unstable();
    starts.dedup();
    starts.retain(|at| *at < len);
    starts
}

impl Blocks {
    /// Nothing when guarded ranges make more ways than are followed.
    pub(crate) fn of(code: &Code, starts: Vec<u32>) -> Option<Self> {
        let mut built = Self { next: vec![Vec::new(); starts.len()], guard: vec![Vec::new(); starts.len()], starts };
        for block in 0..built.starts.len() {
            let next = built.leaves(block, code);
            if let Some(slot) = built.next.get_mut(block) {
                *slot = next;
            }
        }
        let mut ways = 0;
        for guarded in &code.tries {
            let from = built.starts.partition_point(|at| *at < guarded.start);
            let to = built.starts.partition_point(|at| *at < guarded.end);
            let handlers: Vec<u32> = guarded.handlers.iter().filter_map(|(_, at)| built.block_at(*at)).collect();
            ways += to.saturating_sub(from) * (handlers.len() + 1);
            if ways > MAX_GUARDS {
                return None;
            }
            for slot in built.guard.get_mut(from..to).unwrap_or_default() {
                slot.extend(&handlers);
            }
        }
        Some(built)
    }

    fn leaves(&self, block: usize, code: &Code) -> Vec<u32> {
        let (_, to) = self.range(block, code);
        let last = to.checked_sub(1).and_then(|at| code.insns.get(at as usize));
        let mut places = match last {
            Some(Insn::Goto { target }) => vec![*target],
            Some(Insn::If { target, .. }) => vec![to, *target],
            Some(Insn::Switch { start, len, .. }) => {
                let mut places = targets(code, *start, *len);
                places.push(to);
                places
            }
            Some(Insn::Return { .. } | Insn::Throw { .. }) => Vec::new(),
            _ => vec![to],
        };
        places.sort_unstable();
        places.dedup();
        places.into_iter().filter_map(|at| self.block_at(at)).collect()
    }

    fn block_at(&self, insn: u32) -> Option<u32> {
        self.starts.binary_search(&insn).ok().and_then(|at| u32::try_from(at).ok())
    }

    pub(crate) fn range(&self, block: usize, code: &Code) -> (u32, u32) {
        let len = u32::try_from(code.insns.len()).unwrap_or(u32::MAX);
        let from = self.starts.get(block).copied().unwrap_or(len);
        (from, self.starts.get(block + 1).copied().unwrap_or(len))
    }

    pub(crate) fn successors(&self, block: usize) -> &[u32] {
        self.next.get(block).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn handlers(&self, block: usize) -> &[u32] {
        self.guard.get(block).map_or(&[], Vec::as_slice)
    }
}

fn targets(code: &Code, start: u32, len: u32) -> Vec<u32> {
    let start = start as usize;
    code.targets.get(start..start + len as usize).unwrap_or(&[]).to_vec()
}
