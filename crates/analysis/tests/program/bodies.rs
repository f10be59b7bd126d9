//! DEX bodies: what becomes of calls, jumps, switches, guarded ranges and broken code.

use glasshouse_analysis::ir::{Code, Cond, Const, DefId, Insn, InvokeKind, Op};
use glasshouse_analysis::program::{Program, Unit};
use glasshouse_formats::Limits;

use super::build::{ClassSpec, MethodSpec, Writer};
use super::{body, label};

const STATIC: u32 = 9;

fn program(writer: Writer, methods: Vec<MethodSpec>) -> Program {
    let class = ClassSpec { name: "LA;", methods, ..Default::default() };
    Program::link(vec![Unit::dex("classes.dex", writer.finish(&[class]))], &Limits::default())
}

fn method(registers: u16, code: Vec<u16>) -> MethodSpec {
    MethodSpec { name: "m", shape: &["V"], access: STATIC, registers, code: Some(code), ..Default::default() }
}

#[test]
fn results_join_their_calls_and_wide_arguments_count_once() {
    let mut writer = Writer::default();
    let call = writer.method("LB;", "f", &["J", "I", "J", "I"]);
    // invoke-virtual {v0, v1, v2, v3, v4}, f(I J I); move-result-wide v5; nop; return-void
    let code = vec![0x546e, call, 0x3210, 0x050b, 0x0000, 0x000e];
    let program = program(writer, vec![method(7, code)]);
    let code = body(&program, "LA;.m:()V");
    let Insn::Invoke { kind: InvokeKind::Virtual, method, args, dst: Some(5) } = code.insns[0] else {
        panic!("{:?}", code.insns)
    };
    assert_eq!(label(&program, method), "LB;.f:(IJI)J");
    assert_eq!(code.args(args), [0, 1, 2, 4]);
    assert_eq!(code.insns[1..], [Insn::Nop, Insn::Return { src: None }]);
    assert_eq!(code.offsets, [0, 4, 5]);
}

#[test]
fn parameters_are_the_last_registers() {
    let spec = MethodSpec { shape: &["V", "J", "I"], access: 1, ins: 4, ..method(6, vec![0x0e]) };
    let program = program(Writer::default(), vec![spec]);
    assert_eq!(body(&program, "LA;.m:(JI)V").params, [2, 3, 5]);
    let spec = MethodSpec { shape: &["V", "J", "I"], ins: 3, ..method(3, vec![0x0e]) };
    let program = self::program(Writer::default(), vec![spec]);
    assert_eq!(body(&program, "LA;.m:(JI)V").params, [0, 2]);
}

#[test]
fn a_result_without_call_is_unknown() {
    let program = program(Writer::default(), vec![method(1, vec![0x0000, 0x000a, 0x000e])]);
    assert_eq!(body(&program, "LA;.m:()V").insns[1], Insn::Const { dst: 0, value: Const::Other });
}

#[test]
fn jumps_lead_to_instructions() {
    // 0: if-eqz v0, +3   2: goto +2   3: const/4 v0, 1   4: goto -1   5: return-void
    let code = vec![0x0038, 0x0003, 0x0328, 0x1012, 0xff28, 0x000e];
    let program = program(Writer::default(), vec![method(1, code)]);
    let code = body(&program, "LA;.m:()V");
    assert_eq!(code.insns[0], Insn::If { cond: Cond::Eq, a: 0, b: None, target: 2 });
    assert_eq!(code.insns[1], Insn::Goto { target: 4 });
    assert_eq!(code.insns[3], Insn::Goto { target: 2 });
}

#[test]
fn switch_tables_become_targets() {
    // 0: packed-switch v0, +6   3: return-void   4: return-void   5: nop   6: table of 2: +3, +4
    let code = vec![0x002b, 6, 0, 0x000e, 0x000e, 0x0000, 0x0100, 2, 0, 0, 3, 0, 4, 0];
    let program = program(Writer::default(), vec![method(1, code)]);
    let code = body(&program, "LA;.m:()V");
    assert_eq!(code.insns[0], Insn::Switch { on: 0, start: 0, len: 2 });
    assert_eq!((code.targets.as_slice(), code.insns.len()), (&[1, 2][..], 4));
}

#[test]
fn guarded_ranges_keep_their_handlers_in_order() {
    // 0: nop  1: nop  2: return-void  3: move-exception v0  4: throw v0
    let spec = MethodSpec {
        tries: vec![(0, 2, vec![("LE;", 3), ("", 4)]), (1, 1, vec![("LE;", 3)])],
        ..method(1, vec![0, 0, 0x0e, 0x0d, 0x27])
    };
    let program = program(Writer::default(), vec![spec]);
    let code = body(&program, "LA;.m:()V");
    let e = program.type_named(b"LE;");
    assert_eq!((code.tries[0].start, code.tries[0].end), (0, 2));
    assert_eq!(code.tries[0].handlers, [(e, 3), (None, 4)]);
    assert_eq!(code.tries[1].handlers, [(e, 3)]);
    assert_eq!(code.insns[3], Insn::Caught { dst: 0 });
}

#[test]
fn arithmetic_is_told_apart_as_far_as_constants_need() {
    let cases: [(&[u16], Op, Option<u16>, i32); 6] = [
        (&[0x0090, 0x0201], Op::Add, Some(2), 0),
        (&[0x10b1, 0x000e], Op::Sub, Some(1), 0),
        (&[0x00d8, 0xff01], Op::Add, None, -1),
        (&[0x10d1, 0x0100], Op::ReverseSub, None, 256),
        (&[0x009d, 0x0201], Op::Mul, Some(2), 0),
        (&[0x00a6, 0x0201], Op::Other, Some(2), 0),
    ];
    for (units, expected, second, number) in cases {
        let mut code = units.to_vec();
        code.push(0x0e);
        let program = program(Writer::default(), vec![method(3, code)]);
        let Insn::Compute { op, b, literal, .. } = body(&program, "LA;.m:()V").insns[0] else { panic!("{units:x?}") };
        assert_eq!((op, b, literal), (expected, second, number), "{units:x?}");
    }
}

/// What is before the broken place stays, and can be used: targets and registers are inside.
#[test]
fn broken_bodies_keep_what_came_before() {
    let cases: [(&str, Vec<u16>); 8] = [
        ("an unused opcode", vec![0x0338, 2, 0x003e]),
        ("a register past the frame", vec![0x0000, 0x0901]),
        ("a jump out of the method", vec![0x0000, 0x7f28]),
        ("a string past the table", vec![0x0000, 0x001a, 0xffff]),
        ("a method past the table", vec![0x0000, 0x0071, 0xffff, 0]),
        ("a table past the end", vec![0x0000, 0x002b, 4, 0, 0x0000, 0x0100, 0xffff]),
        ("cut in the middle", vec![0x0000, 0x0014, 0]),
        ("a jump into what is not read", vec![0x0328, 0x003e, 0x0000, 0x000e]),
    ];
    for (what, units) in cases {
        let program = program(Writer::default(), vec![method(4, units)]);
        let mut code = Code::default();
        let error = program.decode(DefId(0), &mut code).unwrap_err();
        assert_eq!(error.structure, "code_item", "{what}");
        assert!(!code.insns.is_empty() && code.insns.len() == code.offsets.len(), "{what}");
        super::hostile::sound(&code);
    }
}

#[test]
fn methods_without_body_say_so() {
    let native = MethodSpec { name: "n", shape: &["V"], access: 0x109, ..Default::default() };
    let program = program(Writer::default(), vec![native]);
    let mut code = Code::default();
    assert!(!program.decode(DefId(0), &mut code).unwrap());
    assert!(!program.decode(DefId(7), &mut code).unwrap(), "an id that is not of the program");
}

#[test]
fn switches_that_share_a_table_are_refused() {
    // Many switches, one table: each would repeat all targets.
    let mut code: Vec<u16> = Vec::new();
    for at in 0..100_u16 {
        code.extend([0x002b, 300 - 3 * at, 0]);
    }
    code.extend([0x0100, 90, 0, 0]);
    code.extend([3, 0].repeat(90));
    let program = program(Writer::default(), vec![method(1, code)]);
    let mut code = Code::default();
    let error = program.decode(DefId(0), &mut code).unwrap_err();
    assert!(error.found.contains("share"), "{error}");
}
