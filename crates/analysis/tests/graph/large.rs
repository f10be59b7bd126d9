//! Programs that no compiler writes: many classes below one interface, many calls, deep hierarchies, long chains.
//!
//! Each ends, finds what it can, and says so where it stopped. The sizes keep a debug build below a second each;
//! `GLASSHOUSE_LARGE=10` multiplies them for a measurement in a release build.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use glasshouse_analysis::Analysis;
use glasshouse_analysis::analyse;
use glasshouse_formats::Limits;

use crate::world::{World, from, main_doing, method, nothing};

const INTERFACE: &str = ".class public interface abstract LI;\n.super Ljava/lang/Object;\n";

fn scale(n: usize) -> usize {
    n * std::env::var("GLASSHOUSE_LARGE").ok().and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// Analyse several files; what it says, and that it took no minutes.
fn run(texts: &[String]) -> (World, Analysis) {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let world = World::of(&texts);
    let mut spec = nothing();
    spec.methods.push(method(1, "Ldata/Source;", "read"));
    let start = Instant::now();
    let analysis = analyse(&world.program, &world.framework, &spec, &from(&["LMain;"]), None, &Limits::default());
    let took = start.elapsed();
    assert!(took < Duration::from_secs(60), "{took:?}");
    if std::env::var_os("GLASSHOUSE_LARGE").is_some() {
        let name = std::thread::current().name().unwrap_or_default().to_owned();
        let note = format!("{name}: {took:?}, given up: {:?}\n", analysis.given_up);
        std::io::Write::write_all(&mut std::io::stderr(), note.as_bytes()).unwrap();
    }
    (world, analysis)
}

const READ: &str = "invoke-static {}, Ldata/Source;->read()V";

#[test]
fn many_implementations_and_many_calls() {
    let (classes, calls) = (scale(5_000), scale(2_000));
    let mut text = INTERFACE.to_owned();
    for n in 0..classes {
        writeln!(text, ".class public LC{n};\n.super Ljava/lang/Object;\n.implements LI;\n.method public m0()V\n{READ}\nreturn-void\n.end method").unwrap();
    }
    let makes: String = (0..classes).map(|n| format!("new-instance v0, LC{n};\n")).collect();
    let invokes: String = (0..calls).map(|n| format!("invoke-interface {{p1}}, LI;->m{n}()V\n")).collect();
    let (world, analysis) = run(&[main_doing(&(makes + &invokes), ""), text]);
    assert_eq!(world.how(&analysis, "LC7;->m0"), "likely");
    assert_eq!(analysis.reads.reads.len(), classes.min(50_000));
}

#[test]
fn many_callers_of_many_targets() {
    let (classes, callers) = (scale(2_000), scale(2_000));
    let mut text = INTERFACE.to_owned();
    for n in 0..classes {
        writeln!(text, ".class public LC{n};\n.super Ljava/lang/Object;\n.implements LI;\n.method public m()V\n{READ}\nreturn-void\n.end method").unwrap();
    }
    let mut more = ".class public LCallers;\n.super Ljava/lang/Object;\n".to_owned();
    for n in 0..callers {
        writeln!(more, ".method public static c{n}()V\ninvoke-interface {{v0}}, LI;->m()V\nreturn-void\n.end method")
            .unwrap();
    }
    let makes: String = (0..classes).map(|n| format!("new-instance v0, LC{n};\n")).collect();
    let invokes: String = (0..callers).map(|n| format!("invoke-static {{}}, LCallers;->c{n}()V\n")).collect();
    let (world, analysis) = run(&[main_doing(&(makes + &invokes), ""), text, more]);
    assert!(world.way(&analysis, "LC7;->m").starts_with("entry0 LMain;->onCreate > call LCallers;->c"));
    assert_eq!(analysis.given_up, []);
}

#[test]
fn inherited_methods_of_many_classes() {
    let (classes, methods) = (scale(3_000), scale(1_000));
    let mut text = ".class public LBase;\n.super Landroid/view/View;\n".to_owned();
    for n in 0..methods {
        writeln!(text, ".method public m{n}()V\nreturn-void\n.end method").unwrap();
    }
    for n in 0..classes {
        writeln!(text, ".class public LC{n};\n.super LBase;").unwrap();
    }
    let makes: String = (0..classes).map(|n| format!("new-instance v0, LC{n};\n")).collect();
    let invokes: String = (0..methods).map(|n| format!("invoke-virtual {{p1}}, LBase;->m{n}()V\n")).collect();
    let (world, analysis) = run(&[main_doing(&(makes + &invokes), ""), text]);
    // Every class has the same one: whether the budget lasts or not, it is found.
    assert_ne!(world.how(&analysis, "LBase;->m3()V"), "no");
}

#[test]
fn a_hierarchy_deeper_than_is_followed() {
    let depth = scale(3_000);
    let mut text = format!(
        ".class public LC0;\n.super Landroid/app/Activity;\n.method public m()V\n{READ}\nreturn-void\n.end method\n"
    );
    for n in 1..depth {
        writeln!(text, ".class public LC{n};\n.super LC{};", n - 1).unwrap();
    }
    let near = "new-instance v0, LC99;\ninvoke-virtual {v0}, LC99;->m()V";
    let (world, analysis) = run(&[main_doing(near, ""), text]);
    world.expect(&analysis, &[("LC0;->m", "sure")]);
    assert!(analysis.given_up.iter().any(|(what, _)| what.contains("super classes")), "{:?}", analysis.given_up);
}

#[test]
fn threads_made_in_many_places() {
    let (threads, places) = (50, scale(1_000));
    let mut text = String::new();
    for n in 0..threads {
        writeln!(
            text,
            ".class public LT{n};\n.super Ljava/lang/Thread;\n.method public run()V\n{READ}\nreturn-void\n.end method"
        )
        .unwrap();
    }
    text += ".class public LMakers;\n.super Ljava/lang/Object;\n";
    for n in 0..places {
        let makes: String = (0..threads).map(|t| format!("new-instance v0, LT{t};\n")).collect();
        writeln!(text, ".method public static c{n}()V\n{makes}return-void\n.end method").unwrap();
    }
    let invokes: String = (0..places).map(|n| format!("invoke-static {{}}, LMakers;->c{n}()V\n")).collect();
    let (world, analysis) = run(&[main_doing(&invokes, ""), text]);
    assert_ne!(world.how(&analysis, "LT3;->run"), "sure");
}

#[test]
fn guarded_ranges_in_each_other() {
    let tries = scale(300);
    let mut body = String::new();
    for n in 0..tries {
        writeln!(body, ":from{n}\ninvoke-static {{}}, LX;->may()V").unwrap();
    }
    body += ":to\nreturn-void\n";
    for n in 0..tries {
        writeln!(body, ".catchall {{:from{n} .. :to}} :h{n}\n:h{n}\nmove-exception v0\n{READ}\nreturn-void").unwrap();
    }
    let text = format!(
        ".class public LMain;\n.super Landroid/app/Activity;\n.method public onCreate(Landroid/os/Bundle;)V\n{body}\n.end method"
    );
    let (_, analysis) = run(&[text]);
    assert_eq!(analysis.reads.reads.len(), tries);
}
