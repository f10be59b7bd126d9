//! What code sets on views that it finds by a constant id: a box that is ticked, a text, a size.

use crate::ir::{Code, DefId, Insn, MethodId};
use crate::program::Program;
use crate::values::{Frame, Set, Value, evaluate};

/// A setter called on a view.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// Resource id of the view.
    pub id: i64,
    /// Name of the setter.
    pub call: Vec<u8>,
    /// What is set, where it is one constant.
    pub value: Option<SettingValue>,
}

/// A constant that is set.
#[derive(Debug, Clone, PartialEq)]
pub enum SettingValue {
    /// A number: truth values, ids, colours, and the bits of a float.
    Int(i64),
    /// A text.
    Text(Vec<u8>),
}

const SETTERS: [&[u8]; 8] = [
    b"setChecked",
    b"setText",
    b"setTextSize",
    b"setTextColor",
    b"setAlpha",
    b"setVisibility",
    b"setEnabled",
    b"check",
];
/// Rows kept, and methods evaluated.
const MOST: usize = 20_000;

/// Find the settings of a program.
#[must_use]
pub fn find(program: &Program) -> Vec<Setting> {
    let wanted: Vec<bool> = (0..)
        .take(program.methods())
        .map(|at| SETTERS.contains(&program.str(program.method(MethodId(at)).name)))
        .collect();
    let mut found = Vec::new();
    let mut code = Code::default();
    let mut evaluated = 0;
    for def in (0..).take(program.def_count()).map(DefId) {
        if found.len() >= MOST || evaluated >= MOST || !matches!(program.decode(def, &mut code), Ok(true)) {
            continue;
        }
        let sets = code.insns.iter().any(|insn| match insn {
            Insn::Invoke { method, .. } => wanted.get(method.index()).copied().unwrap_or(false),
            _ => false,
        });
        if sets {
            evaluated += 1;
            let frame = evaluate(program, &code);
            found.extend(settings(program, &code, &frame, &wanted));
        }
    }
    found
}

fn settings(program: &Program, code: &Code, frame: &Frame, wanted: &[bool]) -> Vec<Setting> {
    let mut found = Vec::new();
    for (_, method, args) in frame.calls() {
        if !wanted.get(method.index()).copied().unwrap_or(false) {
            continue;
        }
        let Some(id) = args.first().and_then(|view| view_id(program, code, frame, view)) else { continue };
        let value = args.get(1).and_then(|set| constant(program, set));
        found.push(Setting { id, call: program.str(program.method(method).name).to_vec(), value });
    }
    found
}

fn constant(program: &Program, set: &Set) -> Option<SettingValue> {
    match set.values() {
        [Value::Int(n)] if !set.open => Some(SettingValue::Int(*n)),
        [Value::Str(id)] if !set.open => Some(SettingValue::Text(program.str(*id).to_vec())),
        _ => None,
    }
}

/// The id that a view was found by in this method.
pub(crate) fn view_id(program: &Program, code: &Code, frame: &Frame, set: &Set) -> Option<i64> {
    set.values().iter().find_map(|value| match value {
        Value::Result(at) => {
            let Some(Insn::Invoke { method, .. }) = code.insns.get(*at as usize) else { return None };
            let name = program.str(program.method(*method).name);
            let (_, args) = frame.call(*at)?;
            let finds = matches!(name, b"findViewById" | b"requireViewById" | b"findChildViewById");
            args.last().filter(|_| finds)?.values().iter().find_map(|value| match value {
                Value::Int(id) => Some(*id),
                _ => None,
            })
        }
        _ => None,
    })
}
