//! Bodies of class files: the stack becomes registers.

use glasshouse_analysis::ir::{Code, Cond, Const, DefId, Insn, InvokeKind, Op};
use glasshouse_analysis::program::{Lost, Program, Unit};
use glasshouse_formats::Limits;

use super::class_build::{Body, Pool, class};
use super::{body, label};

const STATIC: u16 = 9;

fn method(stack: u16, locals: u16, code: &[u8]) -> Body {
    Body { name: "m", ty: "()V", access: STATIC, stack, locals, code: code.to_vec(), guards: Vec::new() }
}

fn program(pool: Pool, method: Body) -> Program {
    Program::link(vec![Unit::class("A.class", class(pool, &[method]))], &Limits::default())
}

fn insns(stack: u16, locals: u16, code: &[u8]) -> Vec<Insn> {
    body(&program(Pool::default(), method(stack, locals, code)), "LA;.m:()V").insns
}

fn moved(dst: u16, src: u16) -> Insn {
    Insn::Move { dst, src }
}

#[test]
fn slots_follow_the_locals() {
    // iload_1 iconst_2 iadd istore_0 return: locals v0, v1; slots v2, v3
    let found = insns(2, 2, &[0x1b, 0x05, 0x60, 0x3b, 0xb1]);
    let expected = [
        moved(2, 1),
        Insn::Const { dst: 3, value: Const::Int(2) },
        Insn::Compute { dst: 2, op: Op::Add, a: 2, b: Some(3), literal: 0 },
        moved(0, 2),
        Insn::Return { src: None },
    ];
    assert_eq!(found, expected);
}

#[test]
fn wide_values_take_two_slots_and_one_name() {
    let mut pool = Pool::default();
    let call = pool.member(10, "B", "f", "(JIJ)D").to_be_bytes();
    let number = pool.long(-5).to_be_bytes();
    // ldc2_w, iconst_1, lload_0, invokestatic, dstore_0, return
    let code = [0x14, number[0], number[1], 0x04, 0x1e, 0xb8, call[0], call[1], 0x47, 0xb1];
    let program = program(pool, method(5, 2, &code));
    let code = body(&program, "LA;.m:()V");
    assert_eq!(code.insns[0], Insn::Const { dst: 2, value: Const::Int(-5) });
    assert_eq!(code.insns[2], moved(5, 0));
    let Insn::Invoke { kind: InvokeKind::Static, method, args, dst: Some(2) } = code.insns[3] else { panic!() };
    assert_eq!((label(&program, method).as_str(), code.args(args)), ("LB;.f:(JIJ)D", &[2, 4, 5][..]));
    assert_eq!(code.insns[4], moved(0, 2));
}

#[test]
fn duplicates_copy_before_they_overwrite() {
    // iconst_1 iconst_2 dup_x1 return: 1 2 -> 2 1 2
    let found = insns(3, 0, &[0x04, 0x05, 0x5a, 0xb1]);
    assert_eq!(found[2..5], [moved(2, 1), moved(1, 0), moved(0, 2)]);
    // lconst_0 dup2 return: the second word is not named
    assert_eq!(insns(4, 0, &[0x09, 0x5c, 0xb1])[1..2], [moved(2, 0)]);
    // iconst_1 lconst_0 dup2_x1: 1 L -> L 1 L
    assert_eq!(insns(5, 0, &[0x04, 0x09, 0x5d, 0xb1])[2..5], [moved(3, 1), moved(2, 0), moved(0, 3)]);
    // iconst_1 iconst_2 swap: through the register behind the stack
    assert_eq!(insns(2, 0, &[0x04, 0x05, 0x5f, 0xb1])[2..5], [moved(2, 1), moved(1, 0), moved(0, 2)]);
}

#[test]
fn ways_join_and_dead_code_is_left_out() {
    // 0 iload_0; 1 ifeq 8; 4 iconst_1; 5 goto 9; 8 iconst_2; 9 istore_0; 10 return; 11 athrow (dead)
    let found = insns(1, 1, &[0x1a, 0x99, 0, 7, 0x04, 0xa7, 0, 4, 0x05, 0x3b, 0xb1, 0xbf]);
    assert_eq!(found[1], Insn::If { cond: Cond::Eq, a: 1, b: None, target: 4 });
    assert_eq!(found[3], Insn::Goto { target: 5 });
    assert_eq!(found[5], moved(0, 1));
    assert_eq!(found.len(), 7);
}

#[test]
fn code_met_backwards_comes_out_in_the_order_of_the_file() {
    // 0 goto 5; 3 iconst_1; 4 return... 5 goto 3
    let program = program(Pool::default(), method(1, 0, &[0xa7, 0, 5, 0x04, 0xb1, 0xa7, 0xff, 0xfe]));
    let code = body(&program, "LA;.m:()V");
    assert_eq!(code.offsets, [0, 3, 4, 5]);
    assert_eq!((code.insns[0], code.insns[3]), (Insn::Goto { target: 3 }, Insn::Goto { target: 1 }));
}

#[test]
fn handlers_catch_into_the_first_slot() {
    let mut pool = Pool::default();
    let ty = pool.class("E");
    // 0 iconst_1; 1 pop; 2 return; 3 astore_0; 4 return
    let mut spec = method(1, 1, &[0x04, 0x57, 0xb1, 0x4b, 0xb1]);
    spec.guards = vec![[0, 2, 3, ty], [0, 2, 3, 0]];
    let program = program(pool, spec);
    let code = body(&program, "LA;.m:()V");
    let handler = code.insns.iter().position(|insn| *insn == Insn::Caught { dst: 1 }).unwrap() as u32;
    assert_eq!(code.tries.len(), 1);
    assert_eq!(code.tries[0].handlers, [(program.type_named(b"LE;"), handler), (None, handler)]);
    assert_eq!(code.insns[handler as usize + 1], moved(0, 1));
}

#[test]
fn switches_fall_to_their_default() {
    // 0 iload_0; 1 tableswitch default 26, 0..1: 24, 25; 24 return; 25 return; 26 return
    let mut code = vec![0x1a, 0xaa, 0, 0];
    for word in [25_i32, 0, 1, 23, 24] {
        code.extend(word.to_be_bytes());
    }
    code.extend([0xb1; 3]);
    let program = program(Pool::default(), method(1, 1, &code));
    let code = body(&program, "LA;.m:()V");
    assert_eq!(code.insns[1..3], [Insn::Switch { on: 1, start: 0, len: 2 }, Insn::Goto { target: 5 }]);
    assert_eq!(code.targets, [3, 4]);
}

#[test]
fn subroutines_of_old_compilers_are_a_branch() {
    // 0 jsr 4; 3 return; 4 astore_0; 5 ret 0
    let found = insns(1, 1, &[0xa8, 0, 4, 0xb1, 0x4b, 0xa9, 0]);
    assert_eq!(found[1], Insn::If { cond: Cond::Eq, a: 1, b: None, target: 3 });
    assert_eq!((found[2], found[4]), (Insn::Return { src: None }, Insn::Return { src: None }));
}

#[test]
fn constructors_and_own_methods_are_direct_calls() {
    let mut pool = Pool::default();
    let calls: Vec<u16> = [("B", "<init>"), ("A", "p"), ("B", "m")].map(|(c, n)| pool.member(10, c, n, "()V")).to_vec();
    let mut code = Vec::new();
    for call in calls {
        code.extend([0x01, 0xb7, 0, call as u8]);
    }
    code.push(0xb1);
    let code = body(&program(pool, method(1, 0, &code)), "LA;.m:()V");
    let kinds = code.insns.iter().filter_map(|insn| match insn {
        Insn::Invoke { kind, .. } => Some(*kind),
        _ => None,
    });
    assert_eq!(kinds.collect::<Vec<_>>(), [InvokeKind::Direct, InvokeKind::Direct, InvokeKind::Super]);
}

#[test]
fn arrays_have_the_types_of_their_instructions() {
    let mut pool = Pool::default();
    let ty = pool.class("java/lang/String") as u8;
    let string = pool.string("x") as u8;
    // iconst_1 anewarray; dup iconst_0 ldc aastore; pop; iconst_1 newarray byte; pop; return
    let code = [0x04, 0xbd, 0, ty, 0x59, 0x03, 0x12, string, 0x53, 0x57, 0x04, 0xbc, 8, 0x57, 0xb1];
    let program = program(pool, method(4, 0, &code));
    let code = body(&program, "LA;.m:()V");
    let arrays = code.insns.iter().filter_map(|insn| match insn {
        Insn::NewArray { ty, .. } => Some(program.type_name(*ty)),
        _ => None,
    });
    assert_eq!(arrays.collect::<Vec<_>>(), [&b"[Ljava/lang/String;"[..], b"[B"]);
    assert!(code.insns.contains(&Insn::ArrayPut { src: 3, array: 1, index: 2 }));
}

#[test]
fn broken_bodies_keep_what_came_before() {
    let cases: [(&str, u16, &[u8]); 7] = [
        ("an empty stack", 2, &[0x04, 0x60]),
        ("a full stack", 1, &[0x04, 0x04, 0xb1]),
        ("a local past the frame", 1, &[0x04, 0x3c, 0xb1]),
        ("no such field", 1, &[0x00, 0xb2, 0, 200]),
        ("a jump out of the code", 1, &[0x00, 0xa7, 0x7f, 0xff]),
        ("the end of the code", 1, &[0x00]),
        ("an unknown opcode", 1, &[0x00, 0xfe]),
    ];
    for (what, stack, code) in cases {
        let program = program(Pool::default(), method(stack, 1, code));
        let mut out = Code::default();
        let error = program.decode(DefId(0), &mut out).unwrap_err();
        assert_eq!(error.structure, "Code_attribute", "{what}");
        assert!(!out.insns.is_empty(), "{what}");
        super::hostile::sound(&out);
    }
}

#[test]
fn a_broken_class_does_not_lose_its_neighbours() {
    let good = class(Pool::default(), &[method(0, 0, &[0xb1])]);
    let files = vec![("a/Bad.class".to_owned(), good[..40].to_vec()), ("A.class".to_owned(), good)];
    let program = Program::link(vec![Unit::classes("lib.jar", files)], &Limits::default());
    assert_eq!(program.lost(), Lost { classes: 1, ..Lost::default() });
    assert!(program.problems()[0].text.starts_with("a/Bad.class: found "), "{:?}", program.problems());
    assert_eq!(program.classes().len(), 1);
}
