//! Threads and their like: called back once started, or once they are treated as what they are only through their base.

use crate::world::{World, class, empty, main_doing, new, nothing};

fn thread(name: &str) -> String {
    class(name, ".super Ljava/lang/Thread;", &empty("run()V")).replacen(
        "return-void",
        "invoke-direct {p0}, Ljava/lang/Thread;-><init>()V\nreturn-void",
        1,
    )
}

fn runnable(name: &str) -> String {
    class(name, ".implements Ljava/lang/Runnable;", &empty("run()V"))
}

const POST: &str = "invoke-virtual {v9, v0}, Landroid/os/Handler;->post(Ljava/lang/Runnable;)Z\n";

/// How surely `LT;->run` runs, with a thread `LT;` and another, `LOther;`, and a runnable `LR;` beside it.
fn run_of(lines: &str, rest: &str) -> &'static str {
    let text = main_doing(lines, &(thread("LT;") + &thread("LOther;") + &runnable("LR;") + rest));
    let world = World::new(&text);
    let analysis = world.run(&nothing());
    world.how(&analysis, "LT;->run")
}

#[test]
fn another_runnable_that_is_handed_over_does_not_count() {
    assert_eq!(run_of(&(new("LT;") + &new("LR;") + POST), ""), "no");
    // A lambda is known to be no thread.
    let lambda = "invoke-custom {}, site LAMBDA run ()Ljava/lang/Runnable; ()V invoke-static@LBody;->body()V ()V\nmove-result-object v0\n";
    let body = class("LBody;", "", &empty("static body()V"));
    assert_eq!(run_of(&(new("LT;") + lambda + POST), &body), "no");
}

#[test]
fn a_thread_that_is_handed_over_as_runnable_counts() {
    assert_eq!(run_of(&(new("LT;") + POST), ""), "sure");
}

#[test]
fn a_class_that_says_itself_that_it_is_a_runnable_counts() {
    let both = thread("LT;").replacen(
        ".super Ljava/lang/Thread;",
        ".super Ljava/lang/Thread;\n.implements Ljava/lang/Runnable;",
        1,
    );
    let text = main_doing(&(new("LT;") + &new("LR;") + POST), &(both + &runnable("LR;")));
    let world = World::new(&text);
    world.expect(&world.run(&nothing()), &[("LT;->run", "likely")]);
}

/// A helper that hands the `Runnable` that it is given, whatever it is, to Android.
fn helper() -> String {
    class(
        "LH;",
        ".field public static r:Ljava/lang/Runnable;\n.field public static o:Ljava/lang/Object;",
        &format!(
            ".method public static take(Ljava/lang/Runnable;)V\nmove-object v0, p0\n{POST}return-void\n.end method"
        ),
    )
}

const TAKE: &str = "invoke-static {v0}, LH;->take(Ljava/lang/Runnable;)V\n";

#[test]
fn a_thread_that_the_app_hands_on_as_runnable_counts() {
    assert_eq!(run_of(&(new("LT;") + TAKE), &helper()), "likely");
    assert_eq!(run_of(&(new("LT;") + &new("LR;") + TAKE), &helper()), "no");
}

#[test]
fn a_thread_that_is_kept_as_runnable_counts() {
    let other = new("LR;") + TAKE;
    let field = "sput-object v0, LH;->r:Ljava/lang/Runnable;\n";
    assert_eq!(run_of(&(new("LT;") + field + &other), &helper()), "likely");
    let array = "const v1, 1\nfilled-new-array {v0}, [Ljava/lang/Runnable;\nmove-result-object v2\n";
    assert_eq!(run_of(&(new("LT;") + array + &other), &helper()), "likely");
    let object = "sput-object v0, LH;->o:Ljava/lang/Object;\n";
    assert_eq!(run_of(&(new("LT;") + object + &other), &helper()), "no");
}

#[test]
fn a_thread_that_is_returned_as_runnable_counts() {
    let maker = |result: &str| {
        class(
            "LMaker;",
            "",
            &format!(".method public static make(){result}\n{}return-object v0\n.end method", new("LT;")),
        ) + &helper()
    };
    let lines = |result: &str| format!("invoke-static {{}}, LMaker;->make(){result}\n") + &new("LR;") + TAKE;
    assert_eq!(run_of(&lines("Ljava/lang/Runnable;"), &maker("Ljava/lang/Runnable;")), "likely");
    assert_eq!(run_of(&lines("LT;"), &maker("LT;")), "no");
}

#[test]
fn a_thread_that_reflection_may_make_counts() {
    assert_eq!(run_of(&("const-class v1, LT;\n".to_owned() + &new("LR;") + POST), ""), "likely");
}

#[test]
fn starting_another_one_does_not_count() {
    let start_other = new("LOther;") + "invoke-virtual {v0}, LOther;->start()V\n";
    assert_eq!(run_of(&(new("LT;") + &start_other), ""), "no");
    let plain = new("LR;")
        + "new-instance v1, Ljava/lang/Thread;\ninvoke-direct {v1, v0}, Ljava/lang/Thread;-><init>(Ljava/lang/Runnable;)V\n\
           invoke-virtual {v1}, Ljava/lang/Thread;->start()V\n";
    assert_eq!(run_of(&(new("LT;") + &plain), ""), "no");
}

#[test]
fn starting_one_that_may_be_it_counts() {
    let text = new("LT;") + &new("LOther;") + "invoke-virtual {p1}, Ljava/lang/Thread;->start()V\n";
    assert_eq!(run_of(&text, ""), "likely");
}

#[test]
fn a_class_below_the_one_that_is_started_counts() {
    let own = ".method public go()V\ninvoke-virtual {p0}, LBase;->start()V\nreturn-void\n.end method";
    let base = class("LBase;", ".super Ljava/lang/Thread;", own);
    let low = thread("LLow;").replace("Ljava/lang/Thread;", "LBase;");
    let lines = new("LLow;") + "invoke-virtual {v0}, LBase;->go()V";
    let world = World::new(&main_doing(&lines, &(base.clone() + &low)));
    world.expect(&world.run(&nothing()), &[("LLow;->run", "likely")]);
    let world = World::new(&main_doing(&new("LLow;"), &(base + &low)));
    world.expect(&world.run(&nothing()), &[("LLow;->run", "no")]);
}

#[test]
fn started_before_it_is_made() {
    let low = thread("LLow;").replace("Ljava/lang/Thread;", "LBase;");
    let base = class("LBase;", ".super Ljava/lang/Thread;", "");
    let lines = "invoke-virtual {p1}, LBase;->start()V\n".to_owned() + &new("LLow;");
    let world = World::new(&main_doing(&lines, &(base + &low)));
    world.expect(&world.run(&nothing()), &[("LLow;->run", "sure")]);
}

#[test]
fn started_through_an_interface_of_the_app() {
    let face = ".class public interface abstract LStartable;\n.super Ljava/lang/Object;\n.method public abstract start()V\n.end method\n";
    let both =
        thread("LT;").replacen(".super Ljava/lang/Thread;", ".super Ljava/lang/Thread;\n.implements LStartable;", 1);
    let run = |lines: &str| {
        let world = World::new(&main_doing(lines, &(both.clone() + face)));
        world.how(&world.run(&nothing()), "LT;->run")
    };
    assert_ne!(run(&(new("LT;") + "invoke-interface {p1}, LStartable;->start()V")), "no");
    assert_eq!(run(&new("LT;")), "no");
}
