//! Our own test apps: DEX and class files of the same sources become the same program.

use std::collections::BTreeMap;
use std::path::Path;

use glasshouse_analysis::ir::{Code, DefId, Insn};
use glasshouse_analysis::program::{Lost, Program, Unit};
use glasshouse_formats::Limits;
use glasshouse_formats::zip::Archive;

use super::label;

/// The code of a file of the repository: the first DEX of an `.apk`, the class files of a `.jar`.
pub(crate) fn unit(path: &str) -> Unit {
    let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)).unwrap();
    let archive = Archive::open(bytes, &Limits::default()).unwrap();
    if let Some(dex) = archive.find("classes.dex") {
        return Unit::dex("classes.dex", archive.read(dex).unwrap());
    }
    let classes = archive
        .entries()
        .iter()
        .filter(|entry| Path::new(&entry.name).extension().is_some_and(|ending| ending == "class"));
    Unit::classes("classes.jar", classes.map(|entry| (entry.name.clone(), archive.read(entry).unwrap())))
}

/// For each method its calls and lambdas, sorted: what a call graph is made of.
fn calls(program: &Program) -> BTreeMap<String, Vec<String>> {
    let (mut code, mut found) = (Code::default(), BTreeMap::new());
    for (id, def) in (0..).map(DefId).zip(program.defs()) {
        program.decode(id, &mut code).unwrap();
        let mut calls = Vec::new();
        for insn in &code.insns {
            match *insn {
                Insn::Invoke { kind, method, args, .. } => {
                    calls.push(format!("{kind:?} {} {}", label(program, method), code.args(args).len()));
                }
                Insn::Lambda { ty, name, kind, target, captured, .. } => {
                    let (ty, name) = (program.type_name(ty).escape_ascii(), program.str(name).escape_ascii());
                    calls.push(format!("lambda {ty} {name} {kind:?} {} {}", label(program, target), captured.len));
                }
                _ => {}
            }
        }
        calls.sort();
        found.insert(label(program, def.method), calls);
    }
    found
}

#[test]
fn lambdas_are_the_same_from_dex_and_from_class_files() {
    let dex = Program::link(vec![unit("tests/apps/lambda/lambda.apk")], &Limits::default());
    let jar = Program::link(vec![unit("tests/apps/lambda/lambda.jar")], &Limits::default());
    assert_eq!((dex.lost(), jar.lost()), (Lost::default(), Lost::default()));
    let (dex, jar) = (calls(&dex), calls(&jar));
    let lambdas = dex.values().flatten().filter(|call| call.starts_with("lambda")).count();
    assert!(lambdas >= 5, "{lambdas}");
    for (method, expected) in &jar {
        assert_eq!(dex.get(method), Some(expected), "{method}");
    }
}

#[test]
fn dispatch_is_the_same_from_dex_and_from_class_files() {
    let dex = Program::link(vec![unit("tests/apps/dispatch/dispatch.apk")], &Limits::default());
    let jar = Program::link(vec![unit("tests/apps/dispatch/dispatch.jar")], &Limits::default());
    assert_eq!((dex.lost(), jar.lost()), (Lost::default(), Lost::default()));
    let (dex, jar) = (calls(&dex), calls(&jar));
    assert!(jar.len() > 10);
    for (method, expected) in &jar {
        assert_eq!(dex.get(method), Some(expected), "{method}");
    }
}

#[test]
fn the_map_app_reads_what_its_sources_say() {
    let program = Program::link(vec![unit("examples/maplike/MapLike.apk")], &Limits::default());
    assert_eq!((program.lost(), program.problems().len()), (Lost::default(), 0));
    let calls = calls(&program);
    let all: Vec<_> = calls.values().flatten().collect();
    assert!(all.iter().any(|call| call.contains("Landroid/telephony/TelephonyManager;")), "{all:#?}");
}
