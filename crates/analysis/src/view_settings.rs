//! What code sets on views that it finds by a constant id: a box that is ticked, a text, a size.

use rustc_hash::FxHashMap;

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

/// A setter that a method calls on a view that it is given. Numbers are arguments, receiver first.
struct Helper {
    view: u16,
    /// The argument that is set, where it is one.
    given: Option<u16>,
    setting: Setting,
}

/// Find the settings of a program.
#[must_use]
pub fn find(program: &Program) -> Vec<Setting> {
    let sets: Vec<bool> = (0..)
        .take(program.methods())
        .map(|at| SETTERS.contains(&program.str(program.method(MethodId(at)).name)))
        .collect();
    let mut found = Vec::new();
    let mut helpers: FxHashMap<MethodId, Vec<Helper>> = FxHashMap::default();
    each(program, &sets, |def, code, frame| {
        let (here, given) = settings(program, code, frame, &sets);
        found.extend(here);
        if let (Some(method), false) = (program.method_of(def), given.is_empty()) {
            helpers.insert(method, given);
        }
    });
    // One call deep: a view that is found here and set there.
    let hands_over: Vec<bool> = (0..).take(program.methods()).map(|at| helpers.contains_key(&MethodId(at))).collect();
    each(program, &hands_over, |_, code, frame| {
        for (_, method, args) in frame.calls() {
            for helper in helpers.get(&method).into_iter().flatten() {
                let view = args.get(usize::from(helper.view));
                let Some(id) = view.and_then(|view| view_id(program, code, frame, view)) else { continue };
                let given = helper.given.and_then(|given| constant(program, args.get(usize::from(given))?));
                let value = given.or_else(|| helper.setting.value.clone());
                found.push(Setting { id, call: helper.setting.call.clone(), value });
            }
        }
    });
    found.truncate(MOST);
    found
}

/// Evaluate the methods that call one of the wanted ones.
fn each(program: &Program, wanted: &[bool], mut visit: impl FnMut(DefId, &Code, &Frame)) {
    let mut code = Code::default();
    let mut left = MOST;
    for def in (0..).take(program.def_count()).map(DefId) {
        if left == 0 || !matches!(program.decode(def, &mut code), Ok(true)) {
            continue;
        }
        let calls = code.insns.iter().any(|insn| match insn {
            Insn::Invoke { method, .. } => wanted.get(method.index()).copied().unwrap_or(false),
            _ => false,
        });
        if calls {
            left -= 1;
            visit(def, &code, &evaluate(program, &code));
        }
    }
}

fn settings(program: &Program, code: &Code, frame: &Frame, sets: &[bool]) -> (Vec<Setting>, Vec<Helper>) {
    let (mut found, mut given) = (Vec::new(), Vec::new());
    for (_, method, args) in frame.calls() {
        if !sets.get(method.index()).copied().unwrap_or(false) {
            continue;
        }
        let Some(view) = args.first() else { continue };
        let value = args.get(1).and_then(|set| constant(program, set));
        let call = program.str(program.method(method).name).to_vec();
        if let Some(id) = view_id(program, code, frame, view) {
            found.push(Setting { id, call, value });
        } else if let [Value::Param(view)] = view.values() {
            let from = args.get(1).and_then(|set| match set.values() {
                [Value::Param(from)] => Some(*from),
                _ => None,
            });
            given.push(Helper { view: *view, given: from, setting: Setting { id: 0, call, value } });
        }
    }
    (found, given)
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
