//! The pass over the code: what runs at all, and method handles.

use crate::world::{World, class, empty, from, main_doing, method, nothing};
use glasshouse_analysis::spec::Spec;

fn wanted() -> Spec {
    Spec { methods: vec![method(7, "Ldata/Source;", "read")], ..nothing() }
}

/// Reads in the only method of `LMain;`, whose body this is.
fn reads_in(body: &str) -> usize {
    let text = format!(
        ".class public LMain;\n.super Landroid/app/Activity;\n.method public onCreate(Landroid/os/Bundle;)V\n{body}\n.end method"
    );
    let world = World::new(&text);
    world.run(&wanted()).reads.reads.len()
}

const READ: &str = "invoke-static {}, Ldata/Source;->read()V";

#[test]
fn what_follows_a_return_does_not_run() {
    assert_eq!(reads_in(&format!("{READ}\nreturn-void")), 1);
    assert_eq!(reads_in(&format!("return-void\n{READ}\nreturn-void")), 0);
    assert_eq!(reads_in(&format!("return-void\nnop\n{READ}\nreturn-void")), 0);
    assert_eq!(reads_in(&format!("const v0, 0\nthrow v0\n{READ}\nreturn-void")), 0);
    assert_eq!(reads_in(&format!("goto :end\n{READ}\n:end\nreturn-void")), 0);
}

#[test]
fn what_something_jumps_to_runs() {
    assert_eq!(reads_in(&format!("goto :set\n:use\n{READ}\nreturn-void\n:set\nnop\ngoto :use")), 1);
    assert_eq!(reads_in(&format!("if-eqz p1, :use\nreturn-void\n:use\n{READ}\nreturn-void")), 1);
    assert_eq!(reads_in(&format!("packed-switch v0, :a :b\nreturn-void\n:a\nreturn-void\n:b\n{READ}\nreturn-void")), 1);
}

#[test]
fn unreached_code_that_jumps_to_itself_stays_unreached() {
    assert_eq!(reads_in(&format!("return-void\n:again\n{READ}\ngoto :again")), 0);
    assert_eq!(reads_in(&format!("if-eqz p1, :again\nreturn-void\n:again\n{READ}\ngoto :again")), 1);
}

#[test]
fn a_handler_runs_if_what_it_guards_does() {
    let guarded = |before: &str| {
        format!(
            "{before}\n:from\ninvoke-virtual {{p0}}, LMain;->hashCode()I\n:to\n.catchall {{:from .. :to}} :caught\n\
             return-void\n:caught\nmove-exception v0\n{READ}\nreturn-void"
        )
    };
    assert_eq!(reads_in(&guarded("nop")), 1);
    assert_eq!(reads_in(&guarded("return-void")), 0);
}

#[test]
fn calls_in_unreached_code_lead_nowhere() {
    let helper = class("LHelper;", "", &(empty("static one()V") + &empty("static two()V")));
    let lines = "invoke-static {}, LHelper;->one()V\nreturn-void\ninvoke-static {}, LHelper;->two()V";
    let world = World::new(&main_doing(lines, &helper));
    world.expect(&world.run(&nothing()), &[("LHelper;->one", "sure"), ("LHelper;->two", "no")]);
}

#[test]
fn a_method_handle_can_be_called() {
    let members = empty("static handled()V") + &empty("static other()V") + &empty("own()V");
    let helper = class("LHelper;", "", &members) + &class("LMade;", "", &empty("own()V"));
    let lines = "const-method-handle v0, invoke-static@LHelper;->handled()V
        invoke-polymorphic {v0}, Ljava/lang/invoke/MethodHandle;->invokeExact([Ljava/lang/Object;)Ljava/lang/Object; ()V
        const-method-handle v0, invoke-constructor@LMade;-><init>()V
        const-method-handle v0, invoke-instance@LMade;->own()V";
    let world = World::new(&main_doing(lines, &helper));
    let analysis = world.run(&nothing());
    let claims = [
        ("LHelper;->handled", "likely"),
        ("LHelper;->other", "no"),
        ("LHelper;->own", "no"),
        ("LMade;-><init>", "likely"),
        ("LMade;->own", "likely"),
    ];
    world.expect(&analysis, &claims);
    assert_eq!(world.way(&analysis, "LHelper;->handled"), "entry0 LMain;->onCreate > reflection LHelper;->handled");
}

#[test]
fn a_bootstrap_of_the_app_runs_and_can_call_what_it_is_given() {
    let helper =
        class("LHelper;", "", &(empty("static boot()V") + &empty("static given()V") + &empty("static not()V")));
    let lines = "invoke-custom {}, site LHelper;->boot()V go ()V invoke-static@LHelper;->given()V 7";
    let world = World::new(&main_doing(lines, &helper));
    let claims = [("LHelper;->boot", "likely"), ("LHelper;->given", "likely"), ("LHelper;->not", "no")];
    world.expect(&world.run(&nothing()), &claims);
}

#[test]
fn a_handle_nobody_takes_is_no_call() {
    let text = main_doing(
        "nop",
        ".method public never()V\nconst-method-handle v0, invoke-static@LH;->m()V\nreturn-void\n.end method",
    );
    let world = World::new(&(text + &class("LH;", "", &empty("static m()V"))));
    world.expect(&world.analyse(&nothing(), &from(&["LMain;"])), &[("LH;->m", "no"), ("LMain;->never", "no")]);
}
