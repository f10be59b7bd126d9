//! Broken copies and crafted files: linking and decoding end, without a panic, in time bounded by the file's length.

use std::time::{Duration, Instant};

use glasshouse_analysis::ir::{Code, Const, DefId, Insn, Reg};
use glasshouse_analysis::program::{Program, Unit, UnitKind};
use glasshouse_formats::Limits;

use super::apps::unit;
use super::build::{ClassSpec, MethodSpec, Writer};

/// What takes longer is not bounded at all; a busy machine is no failure.
const LONG: Duration = Duration::from_secs(60);

/// What decoding promises even of broken bodies: targets are instructions, registers are of the frame.
pub(crate) fn sound(code: &Code) {
    let insns = code.insns.len() as u32;
    assert_eq!(code.insns.len(), code.offsets.len());
    assert!(code.offsets.is_sorted());
    assert!(code.targets.iter().all(|target| *target < insns));
    for guard in &code.tries {
        assert!(guard.start < guard.end && guard.end <= insns);
        assert!(guard.handlers.iter().all(|(_, handler)| *handler < insns));
    }
    let mut regs: Vec<Reg> = code.args.clone();
    regs.extend(&code.params);
    for insn in &code.insns {
        match *insn {
            Insn::Const { dst, .. } | Insn::Caught { dst } | Insn::New { dst, .. } => regs.push(dst),
            Insn::Move { dst, src } | Insn::InstanceOf { dst, src, .. } => regs.extend([dst, src]),
            Insn::ArrayGet { dst: a, array, index } | Insn::ArrayPut { src: a, array, index } => {
                regs.extend([a, array, index]);
            }
            Insn::Get { dst: a, object, .. } | Insn::Put { src: a, object, .. } => {
                regs.extend([a].into_iter().chain(object));
            }
            Insn::Compute { dst, a, b, .. } => regs.extend([dst, a].into_iter().chain(b)),
            Insn::If { a, b, target, .. } => {
                assert!(target < insns);
                regs.extend([a].into_iter().chain(b));
            }
            Insn::Goto { target } => assert!(target < insns),
            Insn::Switch { on, start, len } => {
                assert!((start + len) as usize <= code.targets.len());
                regs.push(on);
            }
            Insn::Invoke { args, dst, .. }
            | Insn::Dynamic { args, dst, .. }
            | Insn::FilledArray { items: args, dst, .. }
            | Insn::Lambda { captured: args, dst, .. } => {
                assert_eq!(code.args(args).len(), usize::from(args.len));
                regs.extend(dst);
            }
            Insn::Return { src } => regs.extend(src),
            Insn::NewArray { dst, size, .. } => regs.extend([dst, size]),
            Insn::Cast { reg, .. } | Insn::Throw { src: reg } => regs.push(reg),
            Insn::Nop => {}
        }
    }
    assert!(regs.iter().all(|reg| *reg < code.registers), "{regs:?} of {}", code.registers);
}

/// Link, decode all, ask for all: the number of instructions.
fn exercise(units: Vec<Unit>) -> usize {
    let program = Program::link(units, &Limits::default());
    let mut code = Code::default();
    let mut total = 0;
    for id in 0..program.defs().len() as u32 {
        let _ = program.decode(DefId(id), &mut code);
        sound(&code);
        total += code.insns.len();
        for insn in &code.insns {
            if let Insn::Const { value: Const::Str(text), .. } = insn {
                let _ = program.str(*text);
            }
        }
    }
    for class in program.classes() {
        let _ = (program.type_name(class.ty), program.interfaces(class));
        assert!(program.defs_of(class).all(|def| program.def(def).is_some()));
    }
    total
}

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    /// One to four changes: a byte, an extreme word, a word copied from elsewhere, a cut.
    fn broken(&mut self, good: &[u8]) -> Vec<u8> {
        const WORDS: [u32; 6] = [0, 1, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];
        let mut data = good.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(data.len());
            match self.below(8) {
                0..=2 => data[at] = self.next() as u8,
                3 | 4 => {
                    let word = WORDS[self.below(WORDS.len())].to_le_bytes();
                    data.iter_mut().skip(at & !3).zip(word).for_each(|(byte, new)| *byte = new);
                }
                5 | 6 => {
                    let from = self.below(data.len()) & !3;
                    let word: Vec<u8> = data.iter().skip(from).take(4).copied().collect();
                    data.iter_mut().skip(at & !3).zip(word).for_each(|(byte, new)| *byte = new);
                }
                _ => data.truncate(at.max(1)),
            }
        }
        data
    }
}

fn storm(path: &str, rounds: usize) {
    let good = unit(path);
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    for round in 0..rounds {
        let data = random.broken(good.bytes());
        let broken = match good.kind() {
            UnitKind::Dex => Unit::dex("classes.dex", data),
            // Ranges stay, so that a change in one class leaves the others whole; a cut empties the last ones.
            UnitKind::Class => {
                let part = |range: &std::ops::Range<usize>| data.get(range.clone()).unwrap_or(&[]).to_vec();
                Unit::classes("lib.jar", good.parts().iter().map(|(name, range)| (name.clone(), part(range))))
            }
        };
        let start = Instant::now();
        exercise(vec![broken]);
        assert!(start.elapsed() < LONG, "round {round} of {path} took {:?}", start.elapsed());
    }
}

#[test]
fn broken_dex_files_end() {
    storm("examples/maplike/MapLike.apk", 6_000);
    storm("tests/apps/lambda/lambda.apk", 4_000);
    storm("tests/apps/odd/odd.apk", 4_000);
}

#[test]
fn broken_class_files_end() {
    storm("tests/apps/lambda/lambda.jar", 4_000);
    storm("tests/apps/dispatch/dispatch.jar", 2_000);
}

#[test]
fn results_do_not_depend_on_the_run() {
    let shape = |_| {
        let program = Program::link(vec![unit("tests/apps/lambda/lambda.apk")], &Limits::default());
        let mut code = Code::default();
        let bodies = (0..program.defs().len() as u32).map(|id| {
            program.decode(DefId(id), &mut code).unwrap();
            format!("{:?}", code.insns)
        });
        let bodies: Vec<_> = bodies.collect();
        (bodies, program.strings(), format!("{:?}", program.classes()))
    };
    assert_eq!(shape(0), shape(1));
}

fn timed(what: &str, data: Vec<u8>) -> Program {
    let len = data.len();
    let start = Instant::now();
    let program = Program::link(vec![Unit::dex("classes.dex", data)], &Limits::default());
    let mut code = Code::default();
    for id in 0..program.defs().len() as u32 {
        let _ = program.decode(DefId(id), &mut code);
    }
    let took = start.elapsed();
    assert!(took < LONG, "{what}: {took:?} for {len} bytes");
    program
}

/// Rows of a table made to point at one thing: `n` copies, `field` of each set to `value`.
fn repeat_rows(data: &mut Vec<u8>, header: usize, size: usize, n: usize) {
    let at = u32::from_le_bytes(data[header + 4..header + 8].try_into().unwrap()) as usize;
    let row = data[at..at + size].to_vec();
    let start = data.len().next_multiple_of(4);
    data.resize(start, 0);
    data.extend(row.repeat(n));
    data[header..header + 4].copy_from_slice(&(n as u32).to_le_bytes());
    data[header + 4..header + 8].copy_from_slice(&(start as u32).to_le_bytes());
}

#[test]
fn classes_that_share_their_members_cost_what_they_weigh() {
    let methods = (0..2_000).map(|_| MethodSpec {
        name: "m",
        shape: &["V"],
        access: 9,
        registers: 1,
        code: Some(vec![0x0e]),
        ..Default::default()
    });
    let class = ClassSpec { name: "LA;", methods: methods.collect(), ..Default::default() };
    // Classes of different types, all with the members of the first.
    let mut writer = Writer::default();
    for at in 0..3_000_u32 {
        writer.ty(Box::leak(format!("LC{at};").into_boxed_str()));
    }
    let mut data = writer.finish(&[class]);
    repeat_rows(&mut data, 0x60, 32, 3_000);
    let at = u32::from_le_bytes(data[0x64..0x68].try_into().unwrap()) as usize;
    for row in 0..3_000_usize {
        data[at + 32 * row..at + 32 * row + 4].copy_from_slice(&(row as u32).to_le_bytes());
    }
    let len = data.len();
    let program = timed("shared members", data);
    assert!(program.defs().len() <= len, "{} definitions from {len} bytes", program.defs().len());
    assert!(program.lost().classes > 2_000);
}

#[test]
fn methods_that_share_one_long_body_cost_what_they_weigh() {
    let long = MethodSpec {
        name: "m",
        shape: &["V"],
        access: 9,
        registers: 1,
        code: Some(vec![0x0000; 400_000]),
        ..Default::default()
    };
    let small = (0..5_000).map(|_| MethodSpec { code: Some(vec![0x0e]), ..long.clone() });
    let class =
        ClassSpec { name: "LA;", methods: [long.clone()].into_iter().chain(small).collect(), ..Default::default() };
    let mut data = Writer::default().finish(&[class]);
    // The short bodies lie behind the long one: stretch each over what follows it.
    let first = data.windows(16).position(|window| window[12..16] == 400_000_u32.to_le_bytes()).unwrap();
    let mut at = first + 16 + 800_000;
    while data.get(at..at + 16).is_some_and(|head| head[12..16] == 1_u32.to_le_bytes()) {
        let fits = ((data.len() - at - 16) / 2) as u32;
        data[at + 12..at + 16].copy_from_slice(&fits.to_le_bytes());
        at += 20;
    }
    let len = data.len() as u64;
    let program = timed("shared bodies", data);
    let units: u64 = program.defs().iter().map(|def| u64::from(def.code_units)).sum();
    assert!(units <= 4 * len + (1 << 16), "{units} code units from {len} bytes");
}

#[test]
fn strings_that_overlap_cost_what_they_weigh() {
    let mut data = Writer::default().finish(&[]);
    let text = data.len() as u32;
    data.resize(data.len() + 400_000, b'a');
    data.push(0);
    let table = data.len() as u32;
    for at in 0..100_000_u32 {
        data.extend((text + at).to_le_bytes());
    }
    data[0x38..0x3c].copy_from_slice(&100_000_u32.to_le_bytes());
    data[0x3c..0x40].copy_from_slice(&table.to_le_bytes());
    let program = timed("overlapping strings", data);
    assert!(program.lost().rows > 0 && program.strings() < 1_000);
}

#[test]
fn strings_without_end_cost_what_they_weigh() {
    let mut data = Writer::default().finish(&[]);
    let table = data.len() as u32;
    data.extend(0x7070_7070_u32.to_le_bytes().repeat(200_000));
    for row in 0..100_000_usize {
        let at = table as usize + 4 * row;
        let offset = (table + 400_000).to_le_bytes().map(|byte| byte.max(1));
        data[at..at + 4].copy_from_slice(&offset);
    }
    data[0x38..0x3c].copy_from_slice(&100_000_u32.to_le_bytes());
    data[0x3c..0x40].copy_from_slice(&table.to_le_bytes());
    timed("strings without end", data);
}

#[test]
fn containers_that_share_their_tables_cost_what_they_weigh() {
    let mut head = Writer::default().finish(&[]);
    head.truncate(0x70);
    head[4..7].copy_from_slice(b"041");
    head[0x20..0x24].copy_from_slice(&0x70_u32.to_le_bytes());
    let (files, rows) = (900_u32, 200_000_u32);
    for table in [0x38, 0x50, 0x58] {
        head[table..table + 4].copy_from_slice(&rows.to_le_bytes());
        head[table + 4..table + 8].copy_from_slice(&(files * 0x70).to_le_bytes());
    }
    let mut data = head.repeat(files as usize);
    data.resize(data.len() + 8 * rows as usize, 0);
    let program = timed("shared tables", data);
    assert!(program.lost().units > 800, "{:?}", program.lost());
}

#[test]
fn classes_that_share_their_annotations_cost_what_they_weigh() {
    let method = MethodSpec { name: "m", shape: &["V"], access: 1, ..Default::default() };
    let class = ClassSpec { name: "LA;", methods: vec![method], javascript: vec![0; 50_000], ..Default::default() };
    let mut writer = Writer::default();
    for at in 0..10_000_u32 {
        writer.ty(Box::leak(format!("LC{at};").into_boxed_str()));
    }
    let mut data = writer.finish(&[class]);
    repeat_rows(&mut data, 0x60, 32, 10_000);
    let at = u32::from_le_bytes(data[0x64..0x68].try_into().unwrap()) as usize;
    for row in 0..10_000_usize {
        data[at + 32 * row..at + 32 * row + 4].copy_from_slice(&(row as u32).to_le_bytes());
    }
    let program = timed("shared annotations", data);
    assert!(program.problems().iter().any(|problem| problem.structure == "annotations_directory_item"));
}
