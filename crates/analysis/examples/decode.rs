//! Link the given DEX and class files, decode all methods, and say how fast that was.
//!
//!     cargo run --release -p glasshouse-analysis --example decode -- classes.dex classes2.dex
#![allow(clippy::print_stdout)] // a measuring program

use std::time::Instant;

use glasshouse_analysis::ir::{Code, DefId};
use glasshouse_analysis::program::{Program, Unit};
use glasshouse_formats::Limits;

fn main() -> std::io::Result<()> {
    let mut units = Vec::new();
    for name in std::env::args().skip(1) {
        let bytes = std::fs::read(&name)?;
        units.push(Unit::dex(name, bytes));
    }
    let bytes: usize = units.iter().map(|unit| unit.bytes().len()).sum();
    let start = Instant::now();
    let program = Program::link(units, &Limits::default());
    let linked = start.elapsed();
    let (mut code, mut insns, mut failed) = (Code::default(), 0, 0);
    for id in 0..u32::try_from(program.defs().len()).unwrap_or(0) {
        if program.decode(DefId(id), &mut code).is_err() {
            failed += 1;
        }
        insns += code.insns.len();
    }
    let decoded = start.elapsed().saturating_sub(linked);
    #[allow(clippy::cast_precision_loss)]
    let megabytes = bytes as f64 / 1e6;
    println!(
        "{megabytes:.2} MB: link {:.1} ms, decode {:.1} ms, {:.0} MB/s in all",
        linked.as_secs_f64() * 1e3,
        decoded.as_secs_f64() * 1e3,
        megabytes / (linked + decoded).as_secs_f64()
    );
    println!(
        "{} strings, {} types, {} methods, {} fields, {} classes, {} definitions, {insns} instructions",
        program.strings(),
        program.types(),
        program.methods(),
        program.fields(),
        program.classes().len(),
        program.defs().len()
    );
    println!("{failed} bodies failed, {:?}, {} problems", program.lost(), program.problems().len());
    for problem in program.problems().iter().take(5) {
        println!("  {problem:?}");
    }
    Ok(())
}
