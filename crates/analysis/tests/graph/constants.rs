//! Constants followed across methods: is the key of `Api.get(key)` known, perhaps the one, or open?

use glasshouse_analysis::spec::{Condition, Spec, Wanted};

use crate::world::{World, class, main_doing, method, nothing, query, uri};

fn wanted() -> Spec {
    let mut get = method(1, "Lapi/Api;", "get");
    get.when = Some(Condition { arg: 0, equals: vec![Wanted::Text(b"key".to_vec()), Wanted::Int(7)], noted: true });
    Spec {
        methods: vec![get],
        uris: vec![uri(2, "content://sms", &[("Landroid/provider/Sms;", "CONTENT_URI")])],
        resolvers: vec![query()],
        services: vec![(b"phone".to_vec(), b"Landroid/telephony/TelephonyManager;".to_vec())],
        ..nothing()
    }
}

const GET: &str = "invoke-static {v0}, Lapi/Api;->get(Ljava/lang/String;)V\n";

/// `certain`, `perhaps`, `undecided` or `no` for `Api.get(v0)` at the end of these lines of `onCreate`.
fn key(lines: &str, rest: &str) -> String {
    asked(&format!("{lines}\n{GET}"), rest)
}

fn asked(lines: &str, rest: &str) -> String {
    let world = World::new(&main_doing(lines, rest));
    let analysis = world.run(&wanted());
    if let Some(read) = world.reads(&analysis).first() {
        return read.split(' ').nth(3).unwrap().to_owned();
    }
    if world.undecided(&analysis).is_empty() { "no".to_owned() } else { "undecided".to_owned() }
}

fn helper(members: &str) -> String {
    class("LHelper;", "", members)
}

#[test]
fn in_the_same_method() {
    assert_eq!(key("const-string v0, \"key\"", ""), "certain");
    assert_eq!(key("const-string v0, \"other\"", ""), "no");
    assert_eq!(key("const-string v0, \"key\"\nif-eqz p1, :l\nconst-string v0, \"other\"\n:l", ""), "perhaps");
    assert_eq!(key("invoke-static {}, Lgone/Away;->text()Ljava/lang/String;\nmove-result-object v0", ""), "undecided");
}

#[test]
fn through_a_static_value() {
    let field = |value: &str| helper(&format!(".field public static final K:Ljava/lang/String; = \"{value}\""));
    let lines = "sget-object v0, LHelper;->K:Ljava/lang/String;";
    assert_eq!(key(lines, &field("key")), "certain");
    assert_eq!(key(lines, &field("other")), "no");
}

#[test]
fn through_a_field_that_is_written() {
    let put = |text: &str| {
        format!(
            ".field public k:Ljava/lang/String;\n.method public set()V\nconst-string v0, \"{text}\"\n\
             iput-object v0, p0, LHelper;->k:Ljava/lang/String;\nreturn-void\n.end method"
        )
    };
    let lines = "new-instance v1, LHelper;\niget-object v0, v1, LHelper;->k:Ljava/lang/String;";
    assert_eq!(key(lines, &helper(&put("key"))), "certain");
    assert_eq!(key(lines, &helper(&put("other"))), "no");
    let both = put("key") + &put("other").replace(".field public k:Ljava/lang/String;", "").replace("set()", "reset()");
    assert_eq!(key(lines, &helper(&both)), "perhaps");
    assert_eq!(key(lines, &helper(".field public k:Ljava/lang/String;")), "undecided");
}

#[test]
fn through_a_parameter_of_a_helper() {
    let ask = helper(&format!(
        ".method public static ask(Ljava/lang/String;)V\nmove-object v0, p0\n{GET}return-void\n.end method"
    ));
    let call =
        |text: &str| format!("const-string v0, \"{text}\"\ninvoke-static {{v0}}, LHelper;->ask(Ljava/lang/String;)V\n");
    assert_eq!(asked(&call("key"), &ask), "certain");
    assert_eq!(asked(&call("other"), &ask), "no");
    assert_eq!(asked(&(call("key") + &call("other")), &ask), "perhaps");
    // Nobody calls it: nothing is known of its parameter.
    assert_eq!(asked("nop", &ask), "undecided");
}

#[test]
fn through_the_result_of_a_helper() {
    let given = |lines: &str| {
        helper(&format!(".method public static key(Ljava/lang/String;)Ljava/lang/String;\n{lines}\n.end method"))
    };
    let lines = "const-string v0, \"key\"\ninvoke-static {v0}, LHelper;->key(Ljava/lang/String;)Ljava/lang/String;\nmove-result-object v0";
    assert_eq!(key(lines, &given("return-object p0")), "certain");
    assert_eq!(key(lines, &given("const-string v0, \"other\"\nreturn-object v0")), "no");
    let either = "if-eqz p0, :l\nreturn-object p0\n:l\nconst-string v0, \"other\"\nreturn-object v0";
    assert_eq!(key(lines, &given(either)), "perhaps");
}

#[test]
fn recursion_ends() {
    let call = "invoke-static {v0}, LHelper;->key(Ljava/lang/String;)Ljava/lang/String;\nmove-result-object v0\n";
    let deep = helper(&format!(
        ".method public static key(Ljava/lang/String;)Ljava/lang/String;\nif-eqz p0, :l\nmove-object v0, p0\n{call}return-object v0\n\
         :l\nconst-string v0, \"key\"\nreturn-object v0\n.end method"
    ));
    assert_eq!(key(&format!("const-string v0, \"x\"\n{call}"), &deep), "certain");
    let endless = helper(&format!(
        ".method public static key(Ljava/lang/String;)Ljava/lang/String;\nmove-object v0, p0\n{call}return-object v0\n.end method"
    ));
    assert_eq!(key(&format!("const-string v0, \"x\"\n{call}"), &endless), "no");
}

#[test]
fn numbers_decide_too() {
    let get = "invoke-static {v0}, Lapi/Api;->get(I)V";
    assert_eq!(asked(&format!("const v1, 3\nadd-int/lit8 v0, v1, 4\n{get}"), ""), "certain");
    assert_eq!(asked(&format!("const v0, 8\n{get}"), ""), "no");
}

/// The same words for `resolver.query(v0)`.
fn address(lines: &str, rest: &str) -> String {
    let query = "invoke-virtual {v5, v0}, Landroid/content/ContentResolver;->query(Landroid/net/Uri;)V\n";
    asked(&format!("{lines}\n{query}"), rest)
}

fn parse(text: &str) -> String {
    format!(
        "const-string v0, \"{text}\"\ninvoke-static {{v0}}, Landroid/net/Uri;->parse(Ljava/lang/String;)Landroid/net/Uri;\nmove-result-object v0\n"
    )
}

#[test]
fn an_address_from_a_text() {
    assert_eq!(address(&parse("content://sms"), ""), "certain");
    assert_eq!(address(&parse("content://sms/inbox"), ""), "certain");
    assert_eq!(address(&parse("content://smsx"), ""), "no");
    assert_eq!(address(&parse("content://other"), ""), "no");
}

#[test]
fn an_address_from_a_constant_field() {
    assert_eq!(address("sget-object v0, Landroid/provider/Sms;->CONTENT_URI:Landroid/net/Uri;", ""), "certain");
    // Nothing here defines the class: what its other fields hold is not known.
    assert_eq!(address("sget-object v0, Landroid/provider/Sms;->OTHER_URI:Landroid/net/Uri;", ""), "undecided");
}

#[test]
fn an_address_with_a_path_behind_it() {
    let appended = |base: &str| {
        parse(base)
            + "invoke-static {v0, p0}, Landroid/net/Uri;->withAppendedPath(Landroid/net/Uri;Ljava/lang/String;)Landroid/net/Uri;\n\
               move-result-object v0"
    };
    assert_eq!(address(&appended("content://sms"), ""), "certain");
    assert_eq!(address(&appended("content://other"), ""), "no");
}

#[test]
fn a_beginning_must_end_with_a_whole_segment() {
    let joined = |start: &str| {
        format!(
            "const-string v1, \"{start}\"\niget-object v2, p0, LMain;->x:Ljava/lang/String;\n\
             invoke-virtual {{v1, v2}}, Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;\nmove-result-object v0\n\
             invoke-static {{v0}}, Landroid/net/Uri;->parse(Ljava/lang/String;)Landroid/net/Uri;\nmove-result-object v0"
        )
    };
    let field = ".field public x:Ljava/lang/String;";
    assert_eq!(address(&joined("content://sms/"), field), "perhaps");
    assert_eq!(address(&joined("content://sms"), field), "undecided");
    assert_eq!(address(&joined("content://other/"), field), "undecided");
}

/// `Class.forName(name).getMethod(method).invoke(null)` with the rest of the file.
fn reflection(name: &str, rest: &str) -> (World, glasshouse_analysis::Analysis) {
    let lines = format!(
        "const-string v0, \"{name}\"\ninvoke-static {{v0}}, Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;\n\
         move-result-object v0\nconst-string v1, \"get\"\nconst v2, 0\n\
         invoke-virtual {{v0, v1, v2}}, Ljava/lang/Class;->getMethod(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;\n\
         move-result-object v0\nconst v1, 0\n\
         invoke-virtual {{v0, v1, v2}}, Ljava/lang/reflect/Method;->invoke(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;\n"
    );
    let world = World::new(&main_doing(&lines, rest));
    let plain = Spec { methods: vec![method(3, "Lapi/Plain;", "get")], ..nothing() };
    let analysis = world.run(&plain);
    (world, analysis)
}

#[test]
fn a_chain_of_reflection() {
    let (world, analysis) = reflection("api.Plain", "");
    assert_eq!(world.reads(&analysis), ["3 LMain;->onCreate reflective certain Lapi/Plain;->get"]);
    let (world, analysis) = reflection("api.Other", "");
    assert!(world.reads(&analysis).is_empty() && world.hidden(&analysis).is_empty());
}

#[test]
fn reflection_into_the_app_is_a_call() {
    let own = class(
        "Lown/Target;",
        "",
        ".method public static get()V\nreturn-void\n.end method\n.method public static not()V\nreturn-void\n.end method",
    );
    let (world, analysis) = reflection("own.Target", &own);
    world.expect(&analysis, &[("Lown/Target;->get", "likely"), ("Lown/Target;->not", "no")]);
    let (world, analysis) = reflection("own.Elsewhere", &own);
    world.expect(&analysis, &[("Lown/Target;->get", "no")]);
}

#[test]
fn reflection_of_a_name_that_is_not_constant_is_hidden() {
    let lines = "invoke-static {}, Lgone/Away;->method()Ljava/lang/reflect/Method;\nmove-result-object v0\nconst v1, 0\n\
        invoke-virtual {v0, v1, v1}, Ljava/lang/reflect/Method;->invoke(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;\n";
    let world = World::new(&main_doing(lines, ""));
    assert_eq!(world.hidden(&world.run(&nothing())), ["LMain;->onCreate"]);
}

#[test]
fn many_callers_or_deep_chains_are_open_not_wrong() {
    let ask = helper(&format!(".method public static h0(Ljava/lang/String;)V\nmove-object v0, p0\n{GET}return-void\n.end method\n{}",
        (1..12).map(|n| format!(
            ".method public static h{n}(Ljava/lang/String;)V\nmove-object v0, p0\ninvoke-static {{v0}}, LHelper;->h{}(Ljava/lang/String;)V\nreturn-void\n.end method\n", n - 1
        )).collect::<String>()));
    let call =
        |n: usize| format!("const-string v0, \"key\"\ninvoke-static {{v0}}, LHelper;->h{n}(Ljava/lang/String;)V\n");
    // Short enough to be followed to its only caller.
    let short = ask.replace("LHelper;->h2(Ljava/lang/String;)V\nreturn", "LHelper;->away(Ljava/lang/String;)V\nreturn");
    assert_eq!(asked(&call(2), &short), "certain");
    assert_eq!(asked(&call(11), &ask), "undecided");
}
