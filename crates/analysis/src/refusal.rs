//! What a refusal leads to, and what is asked for before anybody touched anything.
//!
//! A handler is evaluated with the answer that it is given - the number of the button, a permission denied - and what it
//! calls is followed a few calls deep. What a grant would run too says nothing of the refusal.

use rustc_hash::FxHashSet;

use crate::gates::Gates;
use crate::hierarchy::{Hierarchy, Node, Target, selector_of};
use crate::ir::{Code, DefId, FieldId, InvokeKind, MethodId, StrId, TypeId};
use crate::paths::Paths;
use crate::program::{Program, access};
use crate::world::{Answered, Handler, Reply, Surroundings, Val, run};

/// Something that follows a refusal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Consequence {
    /// What.
    pub kind: Follows,
    /// The handler.
    pub handler: DefId,
    /// Where it is done.
    pub def: DefId,
    /// Place in that method.
    pub offset: u32,
}

/// What follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Follows {
    /// The app is closed: it leaves the process, or all its screens.
    Exit,
    /// The screen that asked is closed; of the first screen that is the app.
    Finish,
    /// The same question is put again at once.
    AskAgain,
    /// Permissions are asked for again at once.
    RequestAgain,
    /// Another screen is opened.
    Opens,
}

/// Calls followed from a handler, and methods looked into.
const MAX_DEPTH: usize = 5;
const MAX_METHODS: usize = 200;

/// What the refuse handlers of the gates, and the handlers of denied permissions, lead to.
#[must_use]
pub fn consequences(program: &Program, hierarchy: &Hierarchy, gates: &Gates, paths: &Paths) -> Vec<Consequence> {
    let asking: FxHashSet<DefId> = gates.places.iter().map(|(def, _)| *def).collect();
    let mut found = Vec::new();
    for handler in &gates.refuse {
        let steps = follow(program, hierarchy, handler.def, &answered(program, *handler), false);
        for step in &steps {
            let asks = asking.contains(&step.def) && step.def != handler.def;
            let kind = if asks { Some(Follows::AskAgain) } else { step.kind };
            found.extend(kind.map(|kind| Consequence {
                kind,
                handler: handler.def,
                def: step.at.0,
                offset: step.at.1,
            }));
        }
    }
    for def in (0..).take(program.def_count()).map(DefId) {
        if program.def_name(def) == b"onRequestPermissionsResult" && paths.sureness(def).is_some() {
            found.extend(denied(program, hierarchy, def));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn answered(program: &Program, handler: Handler) -> Vec<Val> {
    let mut args = vec![Val::Top; arity(program, handler.def)];
    if let Some(Answered::Which(n)) = handler.when
        && let Some(slot) = args.get_mut(2)
    {
        *slot = Val::Int(n);
    }
    args
}

fn arity(program: &Program, def: DefId) -> usize {
    let explicit = program.method_of(def).map_or(0, |method| program.params(method).len());
    explicit + usize::from(program.access_of(def) & access::STATIC == 0)
}

/// What a denied permission runs and a granted one does not.
fn denied(program: &Program, hierarchy: &Hierarchy, def: DefId) -> Vec<Consequence> {
    let with = |result: i64| {
        let mut args = vec![Val::Top; arity(program, def)];
        if let Some(slot) = args.last_mut() {
            *slot = Val::Each(result);
        }
        follow(program, hierarchy, def, &args, result != 0)
    };
    let granted: FxHashSet<(DefId, u32)> = with(0).iter().map(|step| step.at).collect();
    let only = with(-1).into_iter().filter(|step| !granted.contains(&step.at));
    only.filter_map(|step| step.kind.map(|kind| Consequence { kind, handler: def, def: step.at.0, offset: step.at.1 }))
        .collect()
}

/// A call met on the way: the method called, where, and what it does.
struct Step {
    def: DefId,
    at: (DefId, u32),
    kind: Option<Follows>,
}

fn follow(program: &Program, hierarchy: &Hierarchy, start: DefId, args: &[Val], is_denied: bool) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut work = vec![(start, args.to_vec(), 0)];
    let mut seen: FxHashSet<(DefId, Vec<Val>)> = FxHashSet::default();
    let mut code = Code::default();
    while let Some((def, args, depth)) = work.pop() {
        if seen.len() >= MAX_METHODS
            || !seen.insert((def, args.clone()))
            || !matches!(program.decode(def, &mut code), Ok(true))
        {
            continue;
        }
        let mut around = Around { program, hierarchy, is_denied, calls: Vec::new() };
        let live = run(&code, &args, &mut around).live;
        for (at, method, values) in around.calls {
            if !live.get(at as usize).copied().unwrap_or(false) {
                continue;
            }
            let place = (def, code.offsets.get(at as usize).copied().unwrap_or(0));
            let node = Node(program.method(method).class.0);
            let target = match hierarchy.resolve(program, node, selector_of(program, method)) {
                Target::App(target) => Some(target),
                _ => None,
            };
            steps.push(Step { def: target.unwrap_or(def), at: place, kind: kind_of(program, method) });
            if let Some(target) = target.filter(|_| depth < MAX_DEPTH) {
                work.push((target, values.iter().map(|value| value.constant()).collect(), depth + 1));
            }
        }
    }
    steps
}

fn kind_of(program: &Program, method: MethodId) -> Option<Follows> {
    let reference = program.method(method);
    let class = program.type_name(reference.class);
    let params = program.params(method).len();
    match (program.str(reference.name), params) {
        (b"exit", 1) if class == b"Ljava/lang/System;" => Some(Follows::Exit),
        (b"killProcess", 1) if class == b"Landroid/os/Process;" => Some(Follows::Exit),
        (b"finishAffinity" | b"finishAndRemoveTask", 0) | (b"moveTaskToBack", 1) => Some(Follows::Exit),
        (b"finish", 0) => Some(Follows::Finish),
        (b"requestPermissions", _) => Some(Follows::RequestAgain),
        (b"startActivity", _) => Some(Follows::Opens),
        _ => None,
    }
}

struct Around<'a> {
    program: &'a Program,
    hierarchy: &'a Hierarchy,
    /// Whether permissions are denied.
    is_denied: bool,
    calls: Vec<(u32, MethodId, Vec<Val>)>,
}

impl Surroundings for Around<'_> {
    fn call(&mut self, at: u32, _kind: InvokeKind, method: MethodId, args: &[Val]) -> Reply {
        let _ = self.hierarchy;
        if !self.calls.iter().any(|(known, _, values)| *known == at && values == args) {
            self.calls.push((at, method, args.to_vec()));
        }
        let name = self.program.str(self.program.method(method).name);
        let checks = matches!(name, b"checkSelfPermission" | b"checkCallingOrSelfPermission" | b"checkPermission");
        let value = if self.is_denied && checks { Val::Int(-1) } else { Val::Top };
        Reply::of(Some(value))
    }

    fn get(&mut self, _field: FieldId, _is_static: bool) -> Option<Val> {
        Some(Val::Top)
    }

    fn put(&mut self, _field: FieldId, _is_static: bool, _value: Val) {}

    fn names(&mut self, _text: StrId) {}

    fn names_class(&mut self, _ty: TypeId) {}
}
