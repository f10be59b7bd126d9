//! The world as one method sees it: what its calls run, and what fields and stores hold.

use super::calls::{Effect, Kind, Reply, Surroundings, equal, file_name, parsed};
use super::cells::{Cell, Cells};
use super::engine::Engine;
use super::value::{Val, merge};
use crate::hierarchy::Target;
use crate::ir::{DefId, FieldId, InvokeKind, MethodId, StrId, TypeId};
use crate::scan::Call;

/// The engine as one unit sees it.
pub(super) struct Around<'e, 'a> {
    pub(super) engine: &'e mut Engine<'a>,
    pub(super) unit: u32,
}

impl Around<'_, '_> {
    fn read(&mut self, cell: Cell, begins: Val) -> Option<Val> {
        self.engine.cells.read(cell, self.unit, |_| Some(begins))
    }

    fn write(&mut self, cell: Cell, value: Val, begins: Val) {
        let woken = self.engine.cells.write(cell, value, |_| Some(begins));
        self.engine.wake(&woken);
    }

    /// What a store holds under a key, where nothing stored gives the default.
    fn stored(&mut self, kind: Kind, key: Option<Val>, default: Val) -> Option<Val> {
        let Some(Val::Str(key)) = key else { return Some(Val::Top) };
        let own = self.engine.cells.read(Cell::Store(kind, key), self.unit, |_| None);
        let any = self.engine.cells.read(Cell::AnyKey(kind), self.unit, |_| None);
        let mut value = Some(default);
        merge(&mut value, own);
        merge(&mut value, any);
        value
    }

    fn store(&mut self, kind: Kind, key: Option<Val>, value: Val) {
        let cell = match key {
            Some(Val::Str(key)) => {
                if kind == Kind::Lasting && !self.engine.keys.contains(&key) {
                    self.engine.keys.push(key);
                    for def in self.engine.watchers.clone() {
                        self.engine.watch(def, key);
                    }
                }
                Cell::Store(kind, key)
            }
            _ => Cell::AnyKey(kind),
        };
        let woken = self.engine.cells.write(cell, value, |_| None);
        self.engine.wake(&woken);
    }

    /// What is known of a call by what it does outside the package.
    fn outside(&mut self, effect: Effect, args: &[Val]) -> Option<Reply> {
        let arg = |at: usize| args.get(at).copied();
        let bit = |known: Option<bool>| Some(Reply::of(Some(known.map_or(Val::Top, |is| Val::Int(is.into())))));
        match effect {
            Effect::StoreGet { kind, key, default } => {
                let default = default.map_or(Some(Val::Int(0)), arg).unwrap_or(Val::Top);
                Some(Reply::of(self.stored(kind, arg(key), default)))
            }
            Effect::StorePut { kind, key, value } => {
                self.store(kind, arg(key), arg(value).unwrap_or(Val::Top));
                None
            }
            Effect::StoreHas { kind, key } => {
                let held = self.stored(kind, arg(key), Val::Int(0));
                Some(Reply::of(Some(if held == Some(Val::Int(0)) && self.is_empty(kind, arg(key)) {
                    Val::Int(0)
                } else {
                    Val::Top
                })))
            }
            Effect::Box => Some(Reply::of(Some(match arg(0) {
                Some(Val::Int(n)) => Val::Boxed(n),
                _ => Val::Top,
            }))),
            Effect::Unbox => Some(Reply::of(Some(match arg(0) {
                Some(Val::Boxed(n) | Val::Int(n)) => Val::Int(n),
                _ => Val::Top,
            }))),
            Effect::Spell => Some(Reply::of(Some(match arg(0) {
                Some(Val::Int(n) | Val::Boxed(n)) => Val::Spelt(n),
                Some(text @ (Val::Str(_) | Val::Spelt(_))) => text,
                _ => Val::Top,
            }))),
            Effect::Parse => {
                let known = arg(0).and_then(|text| parsed(self.engine.program, text));
                Some(Reply::of(Some(known.map_or(Val::Top, Val::Int))))
            }
            Effect::Equals => bit(arg(0).zip(arg(1)).and_then(|(a, b)| equal(a, b))),
            Effect::IsEmpty => bit(match arg(0) {
                Some(Val::Int(0)) => Some(true),
                Some(Val::Str(text)) => Some(self.engine.program.str(text).is_empty()),
                _ => None,
            }),
            Effect::FileNamed => {
                let receiver = Some(file_name(args).map_or(Val::Top, Val::File));
                Some(Reply { returns: Some(Val::Top), receiver })
            }
            Effect::FileExists => Some(Reply::of(match arg(0) {
                Some(Val::File(name)) => self.read(Cell::File(name), Val::Int(0)),
                _ => Some(Val::Top),
            })),
            Effect::FileMade { name } => {
                if let Some(Val::File(name) | Val::Str(name)) = arg(name) {
                    self.write(Cell::File(name), Val::Int(1), Val::Int(0));
                }
                None
            }
            Effect::Leaves => Some(Reply::of(None)),
            Effect::Result => {
                self.write(Cell::Result, arg(1).unwrap_or(Val::Top), Val::Int(0));
                self.engine.tell_result();
                None
            }
            Effect::StartsForResult | Effect::AsksPermissions => {
                self.engine.ask(effect);
                self.strangers();
                None
            }
            Effect::ImplicitIntent => {
                self.engine.asked.insert(effect);
                self.strangers();
                None
            }
            Effect::ViewId => match arg(0) {
                Some(Val::NotView(id)) => Some(Reply::of(Some(Val::Not(id)))),
                _ => None,
            },
            Effect::Nothing => None,
        }
    }

    fn is_empty(&mut self, kind: Kind, key: Option<Val>) -> bool {
        let Some(Val::Str(key)) = key else { return false };
        let unit = self.unit;
        self.engine.cells.read(Cell::Store(kind, key), unit, |_| None).is_none()
            && self.engine.cells.read(Cell::AnyKey(kind), unit, |_| None).is_none()
    }

    /// Other apps may answer what the app starts by an action: with any result.
    fn strangers(&mut self) {
        if self.engine.asked.contains(&Effect::StartsForResult) && self.engine.asked.contains(&Effect::ImplicitIntent) {
            self.write(Cell::Result, Val::Top, Val::Int(0));
            self.engine.tell_result();
        }
    }

    /// The methods that a call can run, and whether others than those in the package can be meant.
    fn targets(&mut self, call: &Call, args: &[Val]) -> (Vec<DefId>, bool) {
        let graph = &mut self.engine.graph;
        let resolved = |target| match target {
            Target::App(def) => (vec![def], false),
            Target::Outside(_) | Target::None => (Vec::new(), true),
        };
        match (call.kind, call.exact) {
            (InvokeKind::Polymorphic, _) => (Vec::new(), true),
            (InvokeKind::Virtual | InvokeKind::Interface, Some(ty)) => resolved(graph.resolve_exact(ty, call.method)),
            (InvokeKind::Virtual | InvokeKind::Interface, None) => {
                let is_own = matches!(graph.resolve(call.method), Target::App(_));
                let is_lambda = graph.may_be_lambda(call.method);
                let targets = graph.targets(call.method).to_vec();
                let known = (args.iter().map(|value| value.constant()).collect(), self.unit);
                self.engine.virtual_calls.entry(call.method).or_default().insert(known);
                let open = !is_own || is_lambda || targets.is_empty();
                (targets, open)
            }
            _ => resolved(graph.resolve(call.method)),
        }
    }
}

impl Surroundings for Around<'_, '_> {
    fn call(&mut self, at: u32, kind: InvokeKind, method: MethodId, args: &[Val]) -> Reply {
        let exact = match (kind, args.first()) {
            (InvokeKind::Virtual | InvokeKind::Interface, Some(Val::New(ty))) => Some(*ty),
            _ => None,
        };
        let call = Call { method, offset: at, exact, kind };
        self.engine.graph.call(&call);
        let effect = self.engine.effect(method);
        if let Some(reply) = self.outside(effect, args) {
            return reply;
        }
        let (targets, open) = self.targets(&call, args);
        let mut returns = open.then_some(Val::Top);
        for def in targets {
            let unit = self.engine.unit(def, args, Some(self.unit));
            let value = self.engine.returns_of(unit);
            merge(&mut returns, value);
        }
        Reply::of(returns)
    }

    fn get(&mut self, field: FieldId, is_static: bool) -> Option<Val> {
        let program = self.engine.program;
        let reference = program.field(field);
        if program.class_of(reference.class).is_none() {
            let value = match (program.type_name(reference.class), program.str(reference.name)) {
                (b"Ljava/lang/Boolean;", b"TRUE") => Val::Boxed(1),
                (b"Ljava/lang/Boolean;", b"FALSE") => Val::Boxed(0),
                _ => Val::Top,
            };
            return Some(value);
        }
        self.engine.cells.read(Cell::Field(field), self.unit, |cells| cells.begin_field(program, field, is_static))
    }

    fn put(&mut self, field: FieldId, is_static: bool, value: Val) {
        let program = self.engine.program;
        let begins = |cells: &mut Cells| cells.begin_field(program, field, is_static);
        let woken = self.engine.cells.write(Cell::Field(field), value, begins);
        self.engine.wake(&woken);
    }

    fn names(&mut self, text: StrId) {
        self.engine.enter_by_text(text);
    }

    fn names_class(&mut self, ty: TypeId) {
        self.engine.enter_by_class(ty);
    }
}
