//! Link DEX files and folders of class files, decode all methods, and say how fast that was.
//!
//!     cargo run --release -p glasshouse-analysis --example decode -- classes.dex unpacked-jar/
#![allow(clippy::print_stdout)] // a measuring program

use std::path::Path;
use std::time::Instant;

use glasshouse_analysis::ir::{Code, DefId};
use glasshouse_analysis::program::{Program, Unit};
use glasshouse_formats::Limits;

fn main() -> std::io::Result<()> {
    let mut units = Vec::new();
    for name in std::env::args().skip(1) {
        if Path::new(&name).is_dir() {
            let mut files = Vec::new();
            class_files(Path::new(&name), &mut files)?;
            units.push(Unit::classes(name, files));
        } else {
            let bytes = std::fs::read(&name)?;
            units.push(Unit::dex(name, bytes));
        }
    }
    let bytes: usize = units.iter().map(|unit| unit.bytes().len()).sum();
    let start = Instant::now();
    let program = Program::link(units, &Limits::default());
    let linked = start.elapsed();
    let (mut code, mut insns, mut failed) = (Code::default(), 0, 0);
    for id in 0..u32::try_from(program.defs().len()).unwrap_or(0) {
        if let Err(error) = program.decode(DefId(id), &mut code) {
            failed += 1;
            if failed <= 5 {
                println!("  {error}");
            }
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

fn class_files(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) -> std::io::Result<()> {
    let mut entries = std::fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            class_files(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "class") {
            found.push((path.display().to_string(), std::fs::read(&path)?));
        }
    }
    Ok(())
}
