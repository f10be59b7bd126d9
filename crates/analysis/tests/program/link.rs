//! Tables, classes and what is said about them.

use glasshouse_analysis::ir::{Const, TypeId};
use glasshouse_analysis::program::{Lost, Program, Unit, access};
use glasshouse_formats::Limits;

use super::build::{ClassSpec, MethodSpec, Writer};
use super::{def, label};

fn small(name: &'static str, method: &'static str) -> Vec<u8> {
    let method = MethodSpec {
        name: method,
        shape: &["V"],
        access: 9,
        registers: 1,
        code: Some(vec![0x0e]),
        ..Default::default()
    };
    let class = ClassSpec { name, superclass: Some("Ljava/lang/Object;"), methods: vec![method], ..Default::default() };
    Writer::default().finish(&[class])
}

fn link(units: Vec<Unit>) -> Program {
    Program::link(units, &Limits::default())
}

#[test]
fn units_share_one_numbering() {
    let units = vec![Unit::dex("classes.dex", small("LA;", "m")), Unit::dex("classes2.dex", small("LB;", "m"))];
    let program = link(units);
    assert_eq!(program.lost(), Lost::default());
    assert_eq!(program.problems(), []);
    let names: Vec<_> = program.defs().iter().map(|def| label(&program, def.method)).collect();
    assert_eq!(names, ["LA;.m:()V", "LB;.m:()V"]);
    assert_eq!(program.defs()[1].unit, 1);
    let object = program.type_named(b"Ljava/lang/Object;").unwrap();
    assert!(program.classes().iter().all(|class| class.superclass == Some(object)));
    let (name, proto) = (program.str_named(b"m").unwrap(), program.str_named(b"()V").unwrap());
    let b = program.type_named(b"LB;").unwrap();
    let method = program.method_named(b, name, proto).unwrap();
    assert_eq!(program.def_of(method), Some(def(&program, "LB;.m:()V")));
    assert_eq!(program.class_of(object), None);
    assert_eq!(program.str_named(b"nothing of the kind"), None);
}

#[test]
fn the_first_definition_of_a_type_counts() {
    let units =
        vec![Unit::dex("classes.dex", small("LA;", "first")), Unit::dex("classes2.dex", small("LA;", "second"))];
    let program = link(units);
    let duplicates: Vec<_> = program.classes().iter().map(|class| class.duplicate).collect();
    assert_eq!(duplicates, [false, true]);
    assert_eq!(program.defs().len(), 1);
    assert_eq!(label(&program, program.defs()[0].method), "LA;.first:()V");
    assert_eq!(program.defs_of(&program.classes()[1]).len(), 0);
}

#[test]
fn prototypes_are_taken_apart() {
    let mut writer = Writer::default();
    writer.method("LA;", "m", &["[I", "J", "Ljava/lang/String;", "[D", "D"]);
    let program = link(vec![Unit::dex("classes.dex", writer.finish(&[]))]);
    let proto = program.proto(program.str_named(b"(JLjava/lang/String;[DD)[I").unwrap()).unwrap();
    let names: Vec<_> = proto.params.iter().map(|ty: &TypeId| program.type_name(*ty)).collect();
    assert_eq!(names, [&b"J"[..], b"Ljava/lang/String;", b"[D", b"D"]);
    assert_eq!(program.type_name(proto.returns), b"[I");
}

#[test]
fn static_values_and_annotations_reach_their_members() {
    let method = |name| MethodSpec {
        name,
        shape: &["V"],
        access: 1,
        registers: 1,
        ins: 1,
        code: Some(vec![0x0e]),
        ..Default::default()
    };
    let mut writer = Writer::default();
    let text = writer.string("hello") as u8;
    let class = ClassSpec {
        name: "LA;",
        interfaces: &["LI;", "LJ;"],
        statics: vec![
            ("TEXT", "Ljava/lang/String;", access::STATIC | access::FINAL, vec![0x17, text]),
            ("number", "I", access::STATIC, vec![0x04, 0xf0]),
        ],
        methods: vec![method("a"), method("b")],
        javascript: vec![1],
        ..Default::default()
    };
    let program = link(vec![Unit::dex("classes.dex", writer.finish(&[class]))]);
    let field = |name: &[u8], ty: &[u8]| {
        let named = |text: &[u8]| program.type_named(text).unwrap();
        program.field_named(named(b"LA;"), program.str_named(name).unwrap(), named(ty)).unwrap()
    };
    let (text, number) = (field(b"TEXT", b"Ljava/lang/String;"), field(b"number", b"I"));
    assert_eq!(program.static_value(text), Some(Const::Str(program.str_named(b"hello").unwrap())));
    assert_eq!(program.static_value(number), Some(Const::Int(-16)));
    assert_eq!((program.is_constant(text), program.is_constant(number)), (true, false));
    assert_eq!(program.javascript_interfaces(), [def(&program, "LA;.b:()V")]);
    let interfaces = program.interfaces(&program.classes()[0]);
    assert_eq!(interfaces.iter().map(|ty| program.type_name(*ty)).collect::<Vec<_>>(), [b"LI;", b"LJ;"]);
}

#[test]
fn a_unit_that_is_no_code_is_lost_and_said() {
    let units = vec![Unit::dex("junk.dex", b"PK\x03\x04".repeat(40)), Unit::dex("classes.dex", small("LA;", "m"))];
    let program = link(units);
    assert_eq!(program.lost(), Lost { units: 1, ..Lost::default() });
    assert_eq!(program.problems()[0].structure, "header_item");
    assert_eq!(program.defs().len(), 1);
}

#[test]
fn containers_are_read_whole() {
    // Offsets of a container count from its start, so a copy behind another file needs its own.
    let mut first = small("LA;", "m");
    first[4..7].copy_from_slice(b"041");
    let shift = first.len() as u32;
    let mut second = small("LB;", "m");
    second[4..7].copy_from_slice(b"041");
    for at in (0x3c..0x70).step_by(8) {
        let offset = u32::from_le_bytes(second[at..at + 4].try_into().unwrap()) + shift;
        second[at..at + 4].copy_from_slice(&offset.to_le_bytes());
    }
    let strings = u32::from_le_bytes(second[0x3c..0x40].try_into().unwrap()) - shift;
    for row in 0..u32::from_le_bytes(second[0x38..0x3c].try_into().unwrap()) {
        let at = (strings + 4 * row) as usize;
        let offset = u32::from_le_bytes(second[at..at + 4].try_into().unwrap()) + shift;
        second[at..at + 4].copy_from_slice(&offset.to_le_bytes());
    }
    let program = link(vec![Unit::dex("classes.dex", [first, second].concat())]);
    let names: Vec<_> = program.classes().iter().map(|class| program.type_name(class.ty)).collect();
    assert_eq!(names, [b"LA;", b"LB;"]);
}

#[test]
fn limits_are_kept_and_said() {
    let limits = Limits { classes: 1, ..Limits::default() };
    let units = vec![Unit::dex("a", small("LA;", "m")), Unit::dex("b", small("LB;", "m"))];
    let program = Program::link(units, &limits);
    assert_eq!((program.classes().len(), program.lost().classes), (1, 1));
    let limits = Limits { instructions: 0, ..Limits::default() };
    let program = Program::link(vec![Unit::dex("a", small("LA;", "m"))], &limits);
    assert_eq!((program.defs()[0].has_code(), program.lost().methods), (false, 1));
}
