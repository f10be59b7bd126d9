//! What calls of Android and of key/value stores mean for values. Everything else outside the package returns anything.

use crate::ir::{FieldId, InvokeKind, MethodId, StrId, TypeId};
use crate::program::{Program, access};
use crate::world::value::Val;

/// What a call gives back: its value (nothing when it does not return), and what the receiver is from then on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reply {
    pub(crate) returns: Option<Val>,
    pub(crate) receiver: Option<Val>,
}

impl Reply {
    pub(crate) const fn of(returns: Option<Val>) -> Self {
        Self { returns, receiver: None }
    }
}

/// What a method asks of the world around it.
pub(crate) trait Surroundings {
    fn call(&mut self, at: u32, kind: InvokeKind, method: MethodId, args: &[Val]) -> Reply;
    fn get(&mut self, field: FieldId, is_static: bool) -> Option<Val>;
    fn put(&mut self, field: FieldId, is_static: bool, value: Val);
    fn names(&mut self, text: StrId);
    fn names_class(&mut self, ty: TypeId);
}

/// Which kind of store a key belongs to: preferences and their like, or a map in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Lasting,
    Memory,
}

/// What a method outside does, as far as values go. Numbers are arguments, receiver first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Effect {
    Nothing,
    StoreGet { kind: Kind, key: usize, default: Option<usize> },
    StorePut { kind: Kind, key: usize, value: usize },
    StoreHas { kind: Kind, key: usize },
    Box,
    Unbox,
    Spell,
    Parse,
    Equals,
    IsEmpty,
    FileNamed,
    FileExists,
    FileMade { name: usize },
    Leaves,
    Result,
    StartsForResult,
    AsksPermissions,
    ViewId,
    ImplicitIntent,
}

const BOXES: [&[u8]; 5] =
    [b"Ljava/lang/Boolean;", b"Ljava/lang/Integer;", b"Ljava/lang/Long;", b"Ljava/lang/Byte;", b"Ljava/lang/Short;"];
const MAPS: [&[u8]; 6] = [
    b"Ljava/util/Map;",
    b"Ljava/util/HashMap;",
    b"Ljava/util/LinkedHashMap;",
    b"Ljava/util/TreeMap;",
    b"Ljava/util/concurrent/ConcurrentHashMap;",
    b"Ljava/util/Properties;",
];

/// What a call of this method does. Of methods that the package defines only key/value stores are known.
pub(crate) fn effect(program: &Program, method: MethodId) -> Effect {
    let reference = program.method(method);
    let class = program.type_name(reference.class);
    let name = program.str(reference.name);
    let params = program.params(method).len();
    match class {
        b"Landroid/content/SharedPreferences;" => match name {
            b"contains" => Effect::StoreHas { kind: Kind::Lasting, key: 1 },
            _ if name.starts_with(b"get") && params == 2 => {
                Effect::StoreGet { kind: Kind::Lasting, key: 1, default: Some(2) }
            }
            _ => Effect::Nothing,
        },
        b"Landroid/content/SharedPreferences$Editor;" if name.starts_with(b"put") && params == 2 => {
            Effect::StorePut { kind: Kind::Lasting, key: 1, value: 2 }
        }
        b"Lcom/tencent/mmkv/MMKV;" => match name {
            b"containsKey" | b"contains" => Effect::StoreHas { kind: Kind::Lasting, key: 1 },
            _ if (name.starts_with(b"decode") || name.starts_with(b"get")) && params <= 2 && params > 0 => {
                Effect::StoreGet { kind: Kind::Lasting, key: 1, default: (params == 2).then_some(2) }
            }
            _ if (name == b"encode" || name.starts_with(b"put")) && params == 2 => {
                Effect::StorePut { kind: Kind::Lasting, key: 1, value: 2 }
            }
            _ => Effect::Nothing,
        },
        _ if MAPS.contains(&class) => match (name, params) {
            (b"get" | b"getProperty", 1) => Effect::StoreGet { kind: Kind::Memory, key: 1, default: None },
            (b"getOrDefault" | b"getProperty", 2) => Effect::StoreGet { kind: Kind::Memory, key: 1, default: Some(2) },
            (b"put" | b"setProperty" | b"putIfAbsent", 2) => Effect::StorePut { kind: Kind::Memory, key: 1, value: 2 },
            (b"containsKey", 1) => Effect::StoreHas { kind: Kind::Memory, key: 1 },
            _ => Effect::Nothing,
        },
        _ if BOXES.contains(&class) && name.starts_with(b"parse") => Effect::Parse,
        _ if BOXES.contains(&class) && name == b"toString" => Effect::Spell,
        b"Ljava/lang/String;" if name == b"valueOf" && params == 1 => Effect::Spell,
        _ if BOXES.contains(&class) && name == b"valueOf" && params == 1 => Effect::Box,
        _ if name.ends_with(b"Value") && params == 0 && (BOXES.contains(&class) || class == b"Ljava/lang/Number;") => {
            Effect::Unbox
        }
        b"Landroid/text/TextUtils;" if name == b"isEmpty" => Effect::IsEmpty,
        b"Landroid/text/TextUtils;" | b"Ljava/util/Objects;" | b"Lkotlin/jvm/internal/Intrinsics;"
            if name == b"equals" || name == b"areEqual" =>
        {
            Effect::Equals
        }
        b"Ljava/io/File;" => match name {
            b"<init>" => Effect::FileNamed,
            b"exists" | b"isFile" => Effect::FileExists,
            b"createNewFile" | b"mkdir" | b"mkdirs" => Effect::FileMade { name: 0 },
            _ => Effect::Nothing,
        },
        b"Ljava/io/FileOutputStream;" | b"Ljava/io/FileWriter;" if name == b"<init>" => Effect::FileMade { name: 1 },
        b"Ljava/lang/System;" if name == b"exit" => Effect::Leaves,
        b"Landroid/os/Process;" if name == b"killProcess" => Effect::Leaves,
        b"Landroid/content/Intent;" if name == b"<init>" => {
            let first = program.params(method).first().map(|ty| program.type_name(*ty));
            if first == Some(b"Ljava/lang/String;") { Effect::ImplicitIntent } else { Effect::Nothing }
        }
        _ => by_name(name, params),
    }
}

/// Methods that subclasses of the package are named by as well.
fn by_name(name: &[u8], params: usize) -> Effect {
    match (name, params) {
        (b"equals", 1) => Effect::Equals,
        (b"openFileOutput", 2) => Effect::FileMade { name: 1 },
        (b"setResult", 1 | 2) => Effect::Result,
        (b"startActivityForResult", _) => Effect::StartsForResult,
        (b"requestPermissions", _) => Effect::AsksPermissions,
        (b"getId", 0) => Effect::ViewId,
        _ => Effect::Nothing,
    }
}

/// Whether two values are equal as objects; nothing where that is not known.
pub(crate) fn equal(a: Val, b: Val) -> Option<bool> {
    match (a, b) {
        (Val::Str(a), Val::Str(b)) => Some(a == b),
        (Val::Int(a), Val::Int(b)) | (Val::Boxed(a), Val::Boxed(b)) | (Val::Spelt(a), Val::Spelt(b)) => Some(a == b),
        (Val::Str(_) | Val::Spelt(_) | Val::Boxed(_), Val::Int(0))
        | (Val::Int(0), Val::Str(_) | Val::Spelt(_) | Val::Boxed(_)) => Some(false),
        _ => None,
    }
}

/// The number or truth value that a text spells out.
pub(crate) fn parsed(program: &Program, value: Val) -> Option<i64> {
    match value {
        Val::Spelt(n) => Some(n),
        Val::Int(0) => Some(0), // no text at all is no "true"
        Val::Str(id) => match program.str(id) {
            b"true" | b"TRUE" | b"True" => Some(1),
            text => Some(std::str::from_utf8(text).ok().and_then(|text| text.parse().ok()).unwrap_or(0)),
        },
        _ => None,
    }
}

/// The string among the arguments of a `File` that names it: the last one.
pub(crate) fn file_name(args: &[Val]) -> Option<StrId> {
    args.iter().skip(1).rev().find_map(|value| match value {
        Val::Str(id) => Some(*id),
        _ => None,
    })
}

/// Whether a method of the package has a body to evaluate.
pub(crate) fn has_body(program: &Program, def: crate::ir::DefId) -> bool {
    program.has_code(def) && program.access_of(def) & (access::NATIVE | access::ABSTRACT) == 0
}
