//! Texts that a method puts together: string builders, and the few methods of `String` that pass a constant on.
//!
//! What a builder holds is followed only while nothing else can change it. A method that is not known here, and a builder
//! that is handed to other code or stored, make it unknown: a key told wrong would hide a read.

use crate::ir::{Args, MethodId, Reg};
use crate::values::{Machine, Part, Set, Value};

/// Most pieces, and longest piece, of a text put together.
const MAX_PARTS: usize = 24;
const MAX_TEXT: usize = 4096;
/// Texts put together in one method, and their bytes.
const MAX_TEXTS: usize = 4_096;
const MAX_TEXT_BYTES: usize = 1 << 20;

/// Methods of a builder that leave it as it is.
fn only_reads(name: &[u8]) -> bool {
    matches!(
        name,
        b"toString"
            | b"length"
            | b"capacity"
            | b"ensureCapacity"
            | b"trimToSize"
            | b"charAt"
            | b"indexOf"
            | b"lastIndexOf"
            | b"substring"
            | b"subSequence"
            | b"isEmpty"
            | b"equals"
            | b"hashCode"
            | b"getClass"
    )
}

impl Machine<'_> {
    pub(crate) fn invoke(&mut self, at: u32, method: MethodId, args: Args, dst: Option<Reg>) {
        let program = self.program;
        let reference = program.method(method);
        let name = program.str(reference.name);
        let code = self.code;
        let regs = code.args(args);
        let result = match program.type_name(reference.class) {
            b"Ljava/lang/StringBuilder;" | b"Ljava/lang/StringBuffer;" => self.builder_call(at, method, name, regs),
            b"Ljava/lang/String;" => self.string_call(method, name, regs),
            _ => {
                for reg in regs {
                    self.let_go(*reg);
                }
                None
            }
        };
        if let Some(dst) = dst {
            self.set(dst, result.unwrap_or_else(|| Set::one(Value::Result(at))));
        }
    }

    fn builder_call(&mut self, at: u32, method: MethodId, name: &[u8], regs: &[Reg]) -> Option<Set> {
        let [object, rest @ ..] = regs else { return None };
        match (name, rest) {
            (b"<init>", []) => self.rebuild(*object, Some(Vec::new())),
            (b"<init>", [first]) => {
                // A number is how much room to make.
                let text = match self.kind(method, 0) {
                    b"I" => Some(Vec::new()),
                    kind => self.shown(*first, kind),
                };
                self.rebuild(*object, text);
            }
            (b"append", [part]) => {
                let unknown = || Some(vec![Part::Hole(Value::Result(at))]);
                let part = self.shown(*part, self.kind(method, 0)).or_else(unknown);
                let text = self.builder_text(*object).zip(part);
                self.rebuild(*object, text.and_then(|(whole, part)| joined(whole, part)));
                return Some(self.get(*object));
            }
            (b"append", _) => {
                let text = self.builder_text(*object);
                self.rebuild(*object, text.and_then(|whole| joined(whole, vec![Part::Hole(Value::Result(at))])));
                return Some(self.get(*object));
            }
            (b"toString", []) => return self.builder_text(*object).map(|text| self.intern(text)),
            _ if only_reads(name) => {}
            _ => self.rebuild(*object, None),
        }
        None
    }

    fn string_call(&mut self, method: MethodId, name: &[u8], regs: &[Reg]) -> Option<Set> {
        match (name, regs) {
            (b"toString" | b"intern", [object]) => Some(self.get(*object)),
            (b"trim", [object]) => match self.shown(*object, b"Ljava/lang/String;")?.as_slice() {
                [] => Some(self.intern(Vec::new())),
                [Part::Fixed(text)] => Some(self.intern(vec![Part::Fixed(trimmed(text).to_vec())])),
                _ => None,
            },
            (b"valueOf", [object]) => {
                let text = self.shown(*object, self.kind(method, 0))?;
                Some(self.intern(text))
            }
            (b"concat", [left, right]) => {
                let kind = b"Ljava/lang/String;";
                let both = self.shown(*left, kind).zip(self.shown(*right, kind));
                both.and_then(|(left, right)| joined(left, right)).map(|text| self.intern(text))
            }
            _ => None,
        }
    }

    /// The descriptor of a parameter, receiver not counted.
    fn kind(&self, method: MethodId, at: usize) -> &[u8] {
        self.program.params(method).get(at).map_or(b"", |ty| self.program.type_name(*ty))
    }

    /// The text that a register of this kind becomes, if it holds one value.
    fn shown(&self, reg: Reg, kind: &[u8]) -> Option<Vec<Part>> {
        let fixed = |text: &[u8]| Some(vec![Part::Fixed(text.to_vec())]);
        let set = self.get(reg);
        let value = match set.values() {
            [value] if !set.open => *value,
            _ => return None,
        };
        match (kind, value) {
            (b"I" | b"J" | b"S" | b"B", Value::Int(n)) => fixed(n.to_string().as_bytes()),
            (b"Z", Value::Int(n)) => fixed(if n == 0 { b"false" } else { b"true" }),
            // Other characters would need the surrogates of the file's own encoding.
            (b"C", Value::Int(n)) => u8::try_from(n).ok().filter(|n| (1..0x80).contains(n)).and_then(|n| fixed(&[n])),
            (b"" | b"C" | b"Z" | b"F" | b"D" | b"[C", _) => None,
            (_, Value::Int(0) | Value::Null) => fixed(b"null"),
            (_, Value::Str(id)) => fixed(self.program.str(id)),
            (_, Value::Text(at)) => Some(self.frame.text(at).to_vec()),
            (_, Value::Param(_) | Value::Field(_) | Value::Result(_)) => Some(vec![Part::Hole(value)]),
            _ => None,
        }
    }

    fn builder_text(&self, reg: Reg) -> Option<Vec<Part>> {
        let set = self.get(reg);
        match set.values() {
            [Value::Builder(_, text)] if !set.open => Some(self.frame.text(*text).to_vec()),
            _ => None,
        }
    }

    /// A builder goes to code that may change it: from here on its content is unknown.
    pub(crate) fn let_go(&mut self, reg: Reg) {
        let holds = |set: &Set| set.values().iter().any(|value| matches!(value, Value::Builder(..)));
        if self.registers.get(usize::from(reg)).is_some_and(holds) {
            self.rebuild(reg, None);
        }
    }

    /// Give every register that holds the same builder its new content, or none when that is not constant.
    fn rebuild(&mut self, reg: Reg, text: Option<Vec<Part>>) {
        let place = |value: &Value| match value {
            Value::New(_, made) | Value::Builder(made, _) => Some(*made),
            _ => None,
        };
        let old = self.get(reg);
        let made: Vec<u32> = old.values().iter().filter_map(place).collect();
        let new = match (made.as_slice(), text.and_then(|text| self.intern_index(text))) {
            ([made], Some(index)) if old.values().len() == 1 => Set::one(Value::Builder(*made, index)),
            _ => Set::unknown(),
        };
        // Where a register can hold another object as well, nothing is known of it any more.
        let update = |set: &mut Set| {
            if set.values().iter().filter_map(place).any(|at| made.contains(&at)) {
                *set = if set.values().len() == 1 { new.clone() } else { Set::unknown() };
            }
        };
        let Self { registers, touched, frame, .. } = self;
        match touched {
            None => {
                frame.work += registers.len() as u64 / 8;
                registers.iter_mut().for_each(update);
            }
            Some(touched) => {
                frame.work += touched.len() as u64;
                for reg in touched {
                    if let Some(set) = registers.get_mut(usize::from(*reg)) {
                        update(set);
                    }
                }
            }
        }
    }

    fn intern(&mut self, text: Vec<Part>) -> Set {
        self.intern_index(text).map_or_else(Set::unknown, |at| Set::one(Value::Text(at)))
    }

    fn intern_index(&mut self, text: Vec<Part>) -> Option<u32> {
        if let Some(at) = self.text_at.get(&text) {
            return Some(*at);
        }
        let size = |part: &Part| match part {
            Part::Fixed(bytes) => bytes.len(),
            Part::Hole(_) => 16,
        };
        let bytes = self.text_bytes + text.iter().map(size).sum::<usize>();
        if self.frame.texts.len() >= MAX_TEXTS || bytes > MAX_TEXT_BYTES {
            return None;
        }
        self.text_bytes = bytes;
        let at = u32::try_from(self.frame.texts.len()).ok()?;
        self.text_at.insert(text.clone(), at);
        self.frame.texts.push(text);
        Some(at)
    }
}

/// One text after the other, neighbouring constants made one; nothing when it grows too long.
fn joined(mut left: Vec<Part>, right: Vec<Part>) -> Option<Vec<Part>> {
    for part in right {
        match (left.last_mut(), part) {
            (Some(Part::Fixed(end)), Part::Fixed(more)) if end.len() + more.len() <= MAX_TEXT => {
                end.extend_from_slice(&more);
            }
            (Some(Part::Fixed(_)), Part::Fixed(_)) => return None,
            (_, part) => left.push(part),
        }
    }
    (left.len() <= MAX_PARTS).then_some(left)
}

/// Without what `String.trim` takes off: everything up to the space at both ends.
pub(crate) fn trimmed(text: &[u8]) -> &[u8] {
    let start = text.iter().position(|b| *b > b' ').unwrap_or(text.len());
    let end = text.iter().rposition(|b| *b > b' ').map_or(start, |at| at + 1);
    text.get(start..end).unwrap_or(&[])
}
