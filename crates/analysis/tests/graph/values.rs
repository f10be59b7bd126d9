//! What a register can hold at a call: `take(x)` is the question of each test, the answer its possible values in words.

use glasshouse_analysis::ir::{Code, Insn, MethodId};
use glasshouse_analysis::program::Program;
use glasshouse_analysis::values::{Frame, MAX_SET, Part, Set, Value, evaluate};

use crate::world::World;

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn called(program: &Program, method: MethodId) -> String {
    text(program.str(program.method(method).name))
}

fn value(program: &Program, frame: &Frame, value: Value) -> String {
    match value {
        Value::Int(n) => n.to_string(),
        Value::Null => "null".to_owned(),
        Value::Str(id) => format!("{:?}", text(program.str(id))),
        Value::Text(at) => {
            let part = |part: &Part| match part {
                Part::Fixed(bytes) => text(bytes),
                Part::Hole(hole) => format!("<{}>", value_of_hole(program, frame, *hole)),
            };
            format!("{:?}", frame.text(at).iter().map(part).collect::<String>())
        }
        Value::Builder(..) => "builder".to_owned(),
        Value::Class(ty) => format!("class {}", text(program.type_name(ty))),
        Value::New(ty, at) => match frame.array(at) {
            None => format!("new {}", text(program.type_name(ty))),
            Some(cells) => format!("new {} of {}", text(program.type_name(ty)), set(program, frame, cells)),
        },
        Value::Param(n) => format!("param {n}"),
        Value::Field(id) => format!("field {}", text(program.str(program.field(id).name))),
        Value::Result(at) => {
            let (method, _) = frame.call(at).expect("a call");
            format!("result of {}", called(program, method))
        }
    }
}

fn value_of_hole(program: &Program, frame: &Frame, hole: Value) -> String {
    value(program, frame, hole)
}

fn set(program: &Program, frame: &Frame, of: &Set) -> String {
    let mut words: Vec<String> = of.values().iter().map(|v| value(program, frame, *v)).collect();
    words.sort();
    if of.open {
        words.push("anything".to_owned());
    }
    words.join(" | ")
}

/// The method `m` with this body and these parameters; what `take` is given, call by call.
fn taken_of(params: &str, body: &str) -> Vec<String> {
    let text = format!(
        ".class public LA;\n.super Ljava/lang/Object;\n.method public static m({params})Ljava/lang/Object;\n{body}\n.end method"
    );
    let world = World::new(&text);
    let mut code = Code::default();
    world.program.decode(world.def("LA;->m"), &mut code).unwrap();
    let frame = evaluate(&world.program, &code);
    let take = |at: usize| match code.insns[at] {
        Insn::Invoke { method, .. } => called(&world.program, method) == "take",
        _ => false,
    };
    let calls = (0..code.insns.len()).filter(|at| take(*at));
    let found = calls.filter_map(|at| frame.call(at as u32));
    found.map(|(_, args)| set(&world.program, &frame, &args[0])).collect()
}

fn taken(body: &str) -> String {
    let body = format!("{body}\n{TAKE}\nreturn-object v0");
    taken_of("Ljava/lang/String;I", &body).join(", ")
}

const TAKE: &str = "invoke-static {v0}, LA;->take(Ljava/lang/Object;)V";

#[test]
fn constants() {
    assert_eq!(taken("const-string v0, \"a b\""), "\"a b\"");
    assert_eq!(taken("const v0, -7"), "-7");
    assert_eq!(taken("const-class v0, LX;"), "class LX;");
    assert_eq!(taken("new-instance v0, LX;"), "new LX;");
    assert_eq!(taken("sget-object v0, LX;->F:LX;"), "field F");
    assert_eq!(taken("move-object v0, p0"), "param 0");
    assert_eq!(taken("const v1, 5\nmove v0, v1"), "5");
    assert_eq!(taken("nop"), "anything");
}

#[test]
fn a_wide_parameter_counts_once() {
    let body = format!("move-object v0, p2\n{TAKE}\nreturn-object v0");
    assert_eq!(taken_of("JLjava/lang/String;", &body), ["param 1"]);
}

#[test]
fn sums() {
    assert_eq!(taken("const v1, 40\nadd-int/lit8 v0, v1, 2"), "42");
    assert_eq!(taken("const v1, 40\nrsub-int/lit8 v0, v1, 2"), "-38");
    assert_eq!(taken("const v1, 6\nconst v2, 7\nmul-int v0, v1, v2"), "42");
    assert_eq!(taken("const v1, 6\nadd-int v0, v1, p1"), "anything");
}

#[test]
fn branches_join() {
    let body = "const-string v0, \"a\"\nif-eqz p1, :b\nconst-string v0, \"b\"\n:b";
    assert_eq!(taken(body), "\"a\" | \"b\"");
    let body = "const-string v0, \"a\"\nif-eqz p1, :b\nconst-string v1, \"b\"\n:b";
    assert_eq!(taken(body), "\"a\"");
    let body = "if-eqz p1, :b\nconst-string v0, \"b\"\n:b";
    assert_eq!(taken(body), "\"b\" | anything");
}

#[test]
fn a_loop_sees_what_it_makes() {
    let body = "const v0, 0\n:again\nif-eqz p1, :out\nconst v0, 9\ngoto :again\n:out";
    assert_eq!(taken(body), "0 | 9");
}

#[test]
fn a_loop_that_counts_becomes_open() {
    let found = taken("const v0, 0\n:again\nif-eqz p1, :out\nadd-int/lit8 v0, v0, 1\ngoto :again\n:out");
    assert!(found.ends_with("anything"), "{found}");
}

#[test]
fn a_set_past_the_most_is_open() {
    let arms = |n: usize| {
        let labels: String = (0..n).map(|at| format!(" :l{at}")).collect();
        let arms: String = (0..n).map(|at| format!(":l{at}\nconst v0, {at}\ngoto :out\n")).collect();
        format!("const v0, 0\npacked-switch p1,{labels}\ngoto :out\n{arms}:out")
    };
    let words = |found: &str| found.split(" | ").count();
    let exact = taken(&arms(MAX_SET));
    assert!(!exact.contains("anything") && words(&exact) == MAX_SET, "{exact}");
    let open = taken(&arms(MAX_SET + 1));
    assert!(open.ends_with("anything") && words(&open) == MAX_SET + 1, "{open}");
}

#[test]
fn a_handler_sees_the_registers_as_they_were() {
    let body = "const v0, 1\n:from\ninvoke-static {}, LX;->may()V\nconst v0, 2\n\
        invoke-static {}, LX;->may()V\n:to\nconst v0, 3\n:out\n.catchall {:from .. :to} :caught";
    let rest = format!("{TAKE}\nreturn-object v0\n:caught\nmove-exception v1\n{TAKE}\nreturn-object v0");
    let found = taken_of("Ljava/lang/String;I", &format!("{body}\n{rest}"));
    assert_eq!(found, ["3", "1 | 2"]);
}

#[test]
fn what_nothing_leads_to_is_not_evaluated() {
    let body = format!("const v0, 1\nreturn-object v0\n{TAKE}\nreturn-object v0");
    assert!(taken_of("", &body).is_empty());
}

const NEW_BUILDER: &str =
    "new-instance v1, Ljava/lang/StringBuilder;\ninvoke-direct {v1}, Ljava/lang/StringBuilder;-><init>()V\n";

fn append(reg: &str) -> String {
    format!(
        "invoke-virtual {{v1, {reg}}}, Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;\n"
    )
}

const TO_STRING: &str =
    "invoke-virtual {v1}, Ljava/lang/StringBuilder;->toString()Ljava/lang/String;\nmove-result-object v0\n";

#[test]
fn a_builder_whose_results_are_ignored() {
    // What d8 makes: the register of the builder is used again.
    let body = [
        NEW_BUILDER,
        "const-string v2, \"content:\"\n",
        &append("v2"),
        "const-string v2, \"//sms\"\n",
        &append("v2"),
        TO_STRING,
    ];
    assert_eq!(taken(&body.concat()), "\"content://sms\"");
}

#[test]
fn a_builder_called_in_a_chain() {
    // What javac makes: each call on the result of the one before.
    let chained = |reg: &str| append(reg) + "move-result-object v1\n";
    let body = [
        NEW_BUILDER,
        "const-string v2, \"content:\"\n",
        &chained("v2"),
        "const-string v2, \"//sms\"\n",
        &chained("v2"),
        TO_STRING,
    ];
    assert_eq!(taken(&body.concat()), "\"content://sms\"");
}

#[test]
fn a_builder_with_what_is_not_constant_keeps_a_hole() {
    let body = [NEW_BUILDER, "const-string v2, \"a/\"\n", &append("v2"), &append("p0"), TO_STRING];
    assert_eq!(taken(&body.concat()), "\"a/<param 0>\"");
    let number =
        "const v2, 12\ninvoke-virtual {v1, v2}, Ljava/lang/StringBuilder;->append(I)Ljava/lang/StringBuilder;\n";
    assert_eq!(taken(&[NEW_BUILDER, number, TO_STRING].concat()), "\"12\"");
}

#[test]
fn two_builders_are_two() {
    let other = NEW_BUILDER.replace("v1", "v3");
    let body = [NEW_BUILDER, &other, "const-string v2, \"mine\"\n", &append("v2"), TO_STRING];
    assert_eq!(taken(&body.concat()), "\"mine\"");
    let body = [NEW_BUILDER, &other, "const-string v2, \"mine\"\n", &append("v2"), &TO_STRING.replace("v1", "v3")];
    assert_eq!(taken(&body.concat()), "\"\"");
}

#[test]
fn a_builder_filled_on_one_way_only_is_not_constant() {
    let body = [NEW_BUILDER, "const-string v2, \"x\"\nif-eqz p1, :out\n", &append("v2"), ":out\n", TO_STRING];
    let found = taken(&body.concat());
    assert!(!found.contains('"'), "{found}");
}

#[test]
fn texts_joined() {
    let concat = "const-string v1, \"a\"\nconst-string v2, \"b\"\n\
        invoke-virtual {v1, v2}, Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;\nmove-result-object v0";
    assert_eq!(taken(concat), "\"ab\"");
    let own = concat.replace("Ljava/lang/String;->", "LMine;->");
    assert_eq!(taken(&own), "result of concat");
}

#[test]
fn arrays() {
    let put = "const v1, 1\nnew-array v0, v1, [Ljava/lang/Object;\nconst-string v2, \"x\"\naput-object v2, v0, v1";
    assert_eq!(taken(put), "new [Ljava/lang/Object; of \"x\"");
    let filled = "const-string v1, \"x\"\nconst-string v2, \"y\"\nfilled-new-array {v1, v2}, [Ljava/lang/String;\nmove-result-object v0";
    assert_eq!(taken(filled), "new [Ljava/lang/String; of \"x\" | \"y\"");
    let empty = "const v1, 1\nnew-array v0, v1, [Ljava/lang/Object;";
    assert_eq!(taken(empty), "new [Ljava/lang/Object;");
    assert_eq!(taken("aget-object v0, p0, p1"), "anything");
}
