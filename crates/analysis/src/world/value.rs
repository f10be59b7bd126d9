//! What a register can hold in the world in which nobody agreed: one known thing, or anything.

use crate::ir::{Cond, StrId, TypeId};

/// The most integers that are told apart.
const MOST: usize = 4;

/// Two to four integers, ascending; the rest of the array repeats the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Few([i64; MOST]);

impl Few {
    /// The integers, some of them more than once.
    pub(crate) fn each(self) -> [i64; MOST] {
        self.0
    }

    fn of(all: impl Iterator<Item = i64>) -> Option<Self> {
        let mut all: Vec<i64> = all.collect();
        all.sort_unstable();
        all.dedup();
        let last = *all.last()?;
        all.resize(all.len().max(MOST), last);
        all.try_into().ok().map(Self)
    }
}

/// A known value. "Nothing yet" is `None` around it: code that would need it has not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Val {
    /// An integer; `null` is 0, as in DEX.
    Int(i64),
    /// One of a few integers.
    Few(Few),
    /// An integer, but not this one.
    Not(i64),
    /// A boxed integer: never `null`.
    Boxed(i64),
    /// A string constant.
    Str(StrId),
    /// An integer or a truth value, spelt out as a text.
    Spelt(i64),
    /// An object of exactly this class, made in the method; of a lambda the type is its interface.
    New(TypeId),
    /// A file of this name.
    File(StrId),
    /// An array of this integer.
    Each(i64),
    /// A view, but not the one with this id.
    NotView(i64),
    /// Anything.
    Top,
}

impl Val {
    /// What holds of both.
    pub(crate) fn join(self, other: Self) -> Self {
        match (self, other) {
            _ if self == other => self,
            (Self::Not(k), Self::Int(n)) | (Self::Int(n), Self::Not(k)) if n != k => Self::Not(k),
            _ => match (self.integers(), other.integers()) {
                (Some(a), Some(b)) => Few::of(a.into_iter().chain(b)).map_or(Self::Top, Self::Few),
                _ => Self::Top,
            },
        }
    }

    fn integers(self) -> Option<[i64; MOST]> {
        match self {
            Self::Int(n) => Some([n; MOST]),
            Self::Few(few) => Some(few.each()),
            _ => None,
        }
    }

    /// The same as an argument that a call is told apart by: constants only.
    pub(crate) fn constant(self) -> Self {
        match self {
            Self::New(_) => Self::Top,
            _ => self,
        }
    }

    fn is_object(self) -> bool {
        matches!(self, Self::Boxed(_) | Self::Str(_) | Self::Spelt(_) | Self::New(_) | Self::File(_) | Self::NotView(_))
    }
}

/// Add what another way brings; whether that says something new.
pub(crate) fn merge(slot: &mut Option<Val>, other: Option<Val>) -> bool {
    let joined = match (*slot, other) {
        (Some(a), Some(b)) => Some(a.join(b)),
        (a, None) => a,
        (None, b) => b,
    };
    let changed = *slot != joined;
    *slot = joined;
    changed
}

/// Whether a condition holds; nothing where both may be.
pub(crate) fn decide(cond: Cond, a: Val, b: Val) -> Option<bool> {
    if let (Some(a), Some(b)) = (a.integers(), b.integers()) {
        let mut ways = a.iter().flat_map(|a| b.iter().map(|b| holds(cond, *a, *b)));
        let first = ways.next()?;
        return ways.all(|way| way == first).then_some(first);
    }
    match (a, b) {
        (Val::Not(k), Val::Int(n)) | (Val::Int(n), Val::Not(k)) if n == k => equality(cond, false),
        (object, Val::Int(0)) | (Val::Int(0), object) if object.is_object() => equality(cond, false),
        _ => None,
    }
}

fn holds(cond: Cond, a: i64, b: i64) -> bool {
    match cond {
        Cond::Eq => a == b,
        Cond::Ne => a != b,
        Cond::Lt => a < b,
        Cond::Ge => a >= b,
        Cond::Gt => a > b,
        Cond::Le => a <= b,
    }
}

fn equality(cond: Cond, equal: bool) -> Option<bool> {
    match cond {
        Cond::Eq => Some(equal),
        Cond::Ne => Some(!equal),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_is_not_agree_never_equals_it() {
        assert_eq!(decide(Cond::Eq, Val::Not(-1), Val::Int(-1)), Some(false));
        assert_eq!(decide(Cond::Ne, Val::Not(-1), Val::Int(-1)), Some(true));
        assert_eq!(decide(Cond::Eq, Val::Not(-1), Val::Int(-2)), None);
    }

    #[test]
    fn a_boxed_zero_is_not_null() {
        assert_eq!(decide(Cond::Eq, Val::Boxed(0), Val::Int(0)), Some(false));
        assert_eq!(decide(Cond::Eq, Val::Int(0), Val::Int(0)), Some(true));
    }

    #[test]
    fn a_few_constants_are_told_apart_and_many_are_anything() {
        let mut slot = Some(Val::Int(0));
        assert!(merge(&mut slot, Some(Val::Int(1))));
        let few = slot.unwrap_or(Val::Top);
        assert_eq!(decide(Cond::Eq, few, Val::Int(2)), Some(false));
        assert_eq!(decide(Cond::Eq, few, Val::Int(1)), None);
        assert_eq!(decide(Cond::Lt, few, Val::Int(2)), Some(true));
        assert!(!merge(&mut slot, Some(Val::Int(1))));
        for n in 2..6 {
            merge(&mut slot, Some(Val::Int(n)));
        }
        assert_eq!(slot, Some(Val::Top));
    }
}
