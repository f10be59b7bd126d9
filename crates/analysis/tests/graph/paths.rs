//! The way that is told: sure before likely, short before long, Android's order of entries.

use crate::world::{World, class, empty, from, main_doing, new, nothing};

fn way(lines: &str, rest: &str, to: &str) -> String {
    let world = World::new(&main_doing(lines, rest));
    world.way(&world.run(&nothing()), to)
}

fn calling(head: &str, target: &str) -> String {
    format!(".method public {head}\ninvoke-static {{}}, {target}()V\nreturn-void\n.end method\n")
}

#[test]
fn the_shortest_way() {
    let helper = class(
        "LH;",
        "",
        &(calling("static a()V", "LH;->b") + &calling("static b()V", "LH;->c") + &empty("static c()V")),
    );
    let long = "invoke-static {}, LH;->a()V";
    assert_eq!(way(long, &helper, "LH;->c"), "entry0 LMain;->onCreate > call LH;->a > call LH;->b > call LH;->c");
    let both = format!("{long}\ninvoke-static {{}}, LH;->c()V");
    assert_eq!(way(&both, &helper, "LH;->c"), "entry0 LMain;->onCreate > call LH;->c");
}

#[test]
fn a_sure_way_is_told_before_a_shorter_likely_one() {
    let target = class("LT;", "", &empty("static t()V"));
    let handle = "const-method-handle v0, invoke-static@LT;->t()V\n";
    let helper = target + &class("LH;", "", &(calling("static a()V", "LH;->b") + &calling("static b()V", "LT;->t")));
    assert_eq!(way(handle, &helper, "LT;->t"), "entry0 LMain;->onCreate > reflection LT;->t");
    let both = format!("{handle}invoke-static {{}}, LH;->a()V");
    assert_eq!(way(&both, &helper, "LT;->t"), "entry0 LMain;->onCreate > call LH;->a > call LH;->b > call LT;->t");
}

#[test]
fn of_two_entries_the_one_that_android_runs_first() {
    let text = main_doing("invoke-static {}, LT;->t()V", "")
        + &main_doing("invoke-static {}, LT;->t()V", "").replace("LMain;", "LSecond;")
        + &class("LT;", "", &empty("static t()V"));
    let world = World::new(&text);
    let told = |order: &[&str]| world.way(&world.analyse(&nothing(), &from(order)), "LT;->t");
    assert_eq!(told(&["LMain;", "LSecond;"]), "entry0 LMain;->onCreate > call LT;->t");
    assert_eq!(told(&["LSecond;", "LMain;"]), "entry0 LSecond;->onCreate > call LT;->t");
}

#[test]
fn one_target_is_a_call_and_several_are_a_choice() {
    let text = class("LBase;", "", "")
        + &class("LOne;", ".super LBase;", &empty("m()V"))
        + &class("LTwo;", ".super LBase;", &empty("m()V"));
    let call = "invoke-virtual {p1}, LBase;->m()V";
    let one = new("LOne;") + call;
    assert_eq!(way(&one, &text, "LOne;->m"), "entry0 LMain;->onCreate > call LOne;->m");
    let world = World::new(&main_doing(&one, &text));
    world.expect(&world.run(&nothing()), &[("LOne;->m", "sure")]);
    let two = new("LTwo;") + &new("LOne;") + call;
    assert_eq!(way(&two, &text, "LOne;->m"), "entry0 LMain;->onCreate > dispatch LOne;->m");
    let world = World::new(&main_doing(&two, &text));
    world.expect(&world.run(&nothing()), &[("LOne;->m", "likely"), ("LTwo;->m", "likely")]);
}

#[test]
fn a_receiver_that_may_come_from_android_is_a_choice() {
    let own = class("LList;", ".super Ljava/util/ArrayList;", &empty("add(Ljava/lang/Object;)Z"));
    let call = "invoke-interface {p1, p1}, Ljava/util/List;->add(Ljava/lang/Object;)Z";
    let text = new("LList;") + "const v0, 0\n" + call;
    assert_eq!(way(&text, &own, "LList;->add"), "entry0 LMain;->onCreate > dispatch LList;->add");
}

#[test]
fn what_lies_behind_a_choice_is_likely_too() {
    let text = class("LBase;", "", "")
        + &class("LOne;", ".super LBase;", &calling("m()V", "LT;->t"))
        + &class("LTwo;", ".super LBase;", &empty("m()V"))
        + &class("LT;", "", &empty("static t()V"));
    let lines = new("LTwo;") + &new("LOne;") + "invoke-virtual {p1}, LBase;->m()V";
    let world = World::new(&main_doing(&lines, &text));
    let analysis = world.run(&nothing());
    world.expect(&analysis, &[("LT;->t", "likely")]);
    assert_eq!(world.way(&analysis, "LT;->t"), "entry0 LMain;->onCreate > dispatch LOne;->m > call LT;->t");
}

const SHOW: &str =
    "invoke-virtual {v9, v0}, Landroid/view/View;->setOnClickListener(Landroid/view/View$OnClickListener;)V\n";

fn listener(name: &str) -> String {
    class(name, ".implements Landroid/view/View$OnClickListener;", &empty("onClick(Landroid/view/View;)V"))
}

#[test]
fn made_and_handed_over_in_one_method_is_sure() {
    let text = listener("LL;");
    let world = World::new(&main_doing(&(new("LL;") + SHOW), &text));
    let analysis = world.run(&nothing());
    world.expect(&analysis, &[("LL;->onClick", "sure")]);
    assert_eq!(world.way(&analysis, "LL;->onClick"), "entry0 LMain;->onCreate > callback LL;->onClick");
}

#[test]
fn made_here_and_handed_over_elsewhere_is_likely() {
    let other = format!(
        ".method public static show(Landroid/view/View$OnClickListener;)V\nmove-object v0, p0\n{SHOW}return-void\n.end method"
    );
    let text = listener("LL;") + &class("LH;", "", &other);
    let lines = new("LL;") + "invoke-static {v0}, LH;->show(Landroid/view/View$OnClickListener;)V";
    let world = World::new(&main_doing(&lines, &text));
    world.expect(&world.run(&nothing()), &[("LL;->onClick", "likely")]);
}

#[test]
fn where_two_could_be_the_one_handed_over_neither_is_sure() {
    let text = listener("LL;") + &listener("LNot;");
    let world = World::new(&main_doing(&(new("LNot;") + &new("LL;") + SHOW), &text));
    world.expect(&world.run(&nothing()), &[("LL;->onClick", "likely"), ("LNot;->onClick", "likely")]);
}

#[test]
fn an_object_merely_passed_on_to_the_app_is_never_sure() {
    // Made and handed to a helper that keeps it; somebody else calls the only method of its kind.
    let text = ".class public interface abstract LLazy;\n.super Ljava/lang/Object;\n.method public abstract value()V\n.end method\n".to_owned()
        + &class("LAsked;", ".implements LLazy;", &empty("value()V"))
        + &class("LNeverAsked;", ".implements LLazy;", &empty("value()V"))
        + &class("LH;", "", ".method public static keep(LLazy;)V\nreturn-void\n.end method");
    let keep = "invoke-static {v0}, LH;->keep(LLazy;)V\n";
    let both = new("LAsked;") + keep + &new("LNeverAsked;") + keep;
    let world = World::new(&main_doing(&both, &text));
    world.expect(&world.run(&nothing()), &[("LAsked;->value", "no"), ("LNeverAsked;->value", "no")]);
    let world = World::new(&main_doing(&(both + "invoke-interface {p1}, LLazy;->value()V"), &text));
    world.expect(&world.run(&nothing()), &[("LAsked;->value", "likely"), ("LNeverAsked;->value", "likely")]);
}

#[test]
fn class_initialisers_are_hops_of_their_own() {
    let held = class("LHeld;", ".field public static f:I", &calling("static <clinit>()V", "LT;->t"));
    let text = held + &class("LT;", "", &empty("static t()V"));
    let told = way("sget v0, LHeld;->f:I", &text, "LT;->t");
    assert_eq!(told, "entry0 LMain;->onCreate > classinit LHeld;-><clinit> > call LT;->t");
}

#[test]
fn what_nothing_leads_to_has_no_way() {
    let text = class("LT;", "", &empty("static t()V"));
    assert_eq!(way("nop", &text, "LT;->t"), "");
}

#[test]
fn the_place_of_the_call_is_told() {
    let text = class("LT;", "", &empty("static t()V"));
    let world = World::new(&main_doing("const v0, 1\nconst v1, 2\ninvoke-static {}, LT;->t()V", &text));
    let analysis = world.run(&nothing());
    let hops = analysis.paths.to(world.def("LT;->t"), 256);
    // Two instructions of three code units come before the call.
    assert_eq!(hops.iter().map(|hop| hop.next).collect::<Vec<_>>(), [Some(6), None]);
}

#[test]
fn of_a_long_way_the_ends_are_told() {
    let members: String = (0..40).map(|n| calling(&format!("static m{n}()V"), &format!("LH;->m{}", n + 1))).collect();
    let text = class("LH;", "", &(members + &empty("static m40()V")));
    let world = World::new(&main_doing("invoke-static {}, LH;->m0()V", &text));
    let analysis = world.run(&nothing());
    assert_eq!(analysis.paths.to(world.def("LH;->m40"), 256).len(), 42);
    let short = analysis.paths.to(world.def("LH;->m40"), 10);
    assert_eq!(short.len(), 10);
    assert_eq!(world.name(short[0].def), "LMain;->onCreate(Landroid/os/Bundle;)V");
    assert_eq!(world.name(short[9].def), "LH;->m40()V");
}

#[test]
fn what_android_has_for_the_app_to_call_is_no_sure_entry() {
    let pane = ".super Landroid/view/Pane;\n";
    let body = [empty("setLabel(Ljava/lang/String;)V"), empty("onShown()V"), empty("measure()I")].concat();
    let world = World::new(&class("LMain;", pane, &body));
    world.expect(
        &world.run(&nothing()),
        &[("LMain;->setLabel", "likely"), ("LMain;->onShown", "sure"), ("LMain;->measure", "sure")],
    );
}

#[test]
fn a_likely_way_goes_by_where_the_object_is_made() {
    let maker =
        ".method public static make()V\n.registers 2\n".to_owned() + &new("LTask;") + "return-void\n.end method\n";
    let rest = class("LTask;", ".implements Ljava/lang/Runnable;", &empty("run()V")) + &class("LH;", "", &maker);
    let some = "invoke-interface {p1}, Ljava/lang/Runnable;->run()V
        invoke-virtual {v9, p1}, Landroid/os/Handler;->post(Ljava/lang/Runnable;)Z\n";
    let both = format!("{some}invoke-static {{}}, LH;->make()V");
    assert_eq!(way(&both, &rest, "LTask;->run"), "entry0 LMain;->onCreate > call LH;->make > callback LTask;->run");
}
