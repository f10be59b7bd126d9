//! The class hierarchy: who is above whom, and what a reference means.

use glasshouse_analysis::hierarchy::{Hierarchy, Node, Origin, Selector, Target};

use crate::world::{World, class, empty};

fn node(world: &World, hierarchy: &Hierarchy, name: &str) -> Node {
    hierarchy.node_named(&world.program, name.as_bytes()).unwrap_or_else(|| panic!("no {name}"))
}

/// What `name()V`, called on an object of `class`, means: a method of the app, the class outside, or nothing.
fn meaning(world: &World, class: &str, name: &str) -> String {
    let hierarchy = world.hierarchy();
    let id = |text: &str| world.program.str_named(text.as_bytes()).unwrap();
    let (name, proto) = name.split_at(name.find('(').unwrap());
    let selector = Selector { name: id(name), proto: id(proto) };
    match hierarchy.resolve(&world.program, node(world, &hierarchy, class), selector) {
        Target::App(def) => world.name(def),
        Target::Outside(node) => format!("outside {}", String::from_utf8_lossy(hierarchy.name(&world.program, node))),
        Target::None => "nothing".to_owned(),
    }
}

#[test]
fn the_framework_wins_over_a_copy_in_the_app() {
    let copy = class("Landroid/os/Handler;", "", &empty("mine()V"));
    let own = class("Lown/Handler;", "", &empty("mine()V"));
    let world = World::new(&(copy + &own));
    let hierarchy = world.hierarchy();
    assert_eq!(hierarchy.origin(node(&world, &hierarchy, "Landroid/os/Handler;")), Origin::Framework);
    assert!(hierarchy.app_class(node(&world, &hierarchy, "Lown/Handler;")).is_some());
    assert_eq!(meaning(&world, "Landroid/os/Handler;", "mine()V"), "outside Landroid/os/Handler;");
    assert_eq!(meaning(&world, "Lown/Handler;", "mine()V"), "Lown/Handler;->mine()V");
}

#[test]
fn ancestors_reach_through_the_framework() {
    let world = World::new(&class("LA;", ".super Landroid/app/Activity;", ""));
    let hierarchy = world.hierarchy();
    let a = node(&world, &hierarchy, "LA;");
    // Context is named by no file: it is known from the framework alone.
    let context = node(&world, &hierarchy, "Landroid/content/Context;");
    assert!(hierarchy.is_subtype(a, context));
    assert!(!hierarchy.is_subtype(context, a));
    let names: Vec<_> = hierarchy.ancestors(a).iter().map(|n| hierarchy.name(&world.program, *n).to_vec()).collect();
    assert_eq!(names, [&b"LA;"[..], b"Landroid/app/Activity;", b"Landroid/content/Context;", b"Ljava/lang/Object;"]);
}

#[test]
fn cycles_end() {
    let text = class("LA;", ".super LB;", "") + &class("LB;", ".super LA;", "") + &class("LSelf;", ".super LSelf;", "");
    let world = World::new(&(text + ".class public interface LI;\n.super Ljava/lang/Object;\n.implements LI;\n"));
    let hierarchy = world.hierarchy();
    let (a, b) = (node(&world, &hierarchy, "LA;"), node(&world, &hierarchy, "LB;"));
    assert!(hierarchy.is_subtype(a, b) && hierarchy.is_subtype(b, a));
    assert_eq!(hierarchy.ancestors(a).len(), 2);
    assert_eq!(hierarchy.ancestors(node(&world, &hierarchy, "LSelf;")).len(), 1);
    assert_eq!(hierarchy.ancestors(node(&world, &hierarchy, "LI;")).len(), 2);
    assert_eq!(meaning(&world, "LA;", "<init>()V"), "LA;-><init>()V");
}

#[test]
fn the_nearest_super_class_counts() {
    let text = class("LTop;", "", &(empty("one()V") + &empty("two()V")))
        + &class("LMid;", ".super LTop;", &empty("two()V"))
        + &class("LLow;", ".super LMid;", "");
    let world = World::new(&text);
    assert_eq!(meaning(&world, "LLow;", "one()V"), "LTop;->one()V");
    assert_eq!(meaning(&world, "LLow;", "two()V"), "LMid;->two()V");
    assert_eq!(meaning(&world, "LTop;", "two()V"), "LTop;->two()V");
}

#[test]
fn default_methods_come_after_classes() {
    let interface = ".class public interface abstract LI;\n.super Ljava/lang/Object;\n".to_owned()
        + &empty("given()V")
        + ".method public abstract wanted()V\n.end method\n";
    let text = interface
        + &class("LPlain;", ".implements LI;", "")
        + &class("LOwn;", ".implements LI;", &empty("given()V"))
        + &class("LBelow;", ".super LOwn;\n.implements LI;", "");
    let world = World::new(&text);
    assert_eq!(meaning(&world, "LPlain;", "given()V"), "LI;->given()V");
    assert_eq!(meaning(&world, "LOwn;", "given()V"), "LOwn;->given()V");
    assert_eq!(meaning(&world, "LBelow;", "given()V"), "LOwn;->given()V");
    // Abstract is no body.
    assert_eq!(meaning(&world, "LPlain;", "wanted()V"), "outside Ljava/lang/Object;");
}

#[test]
fn a_missing_super_class_may_define_anything() {
    let text = class("LA;", ".super Lgone/Base;", &empty("here()V")) + &class("LB;", "", &empty("there()V"));
    let world = World::new(&text);
    let hierarchy = world.hierarchy();
    assert_eq!(hierarchy.origin(node(&world, &hierarchy, "Lgone/Base;")), Origin::Missing);
    assert_eq!(meaning(&world, "LA;", "here()V"), "LA;->here()V");
    assert_eq!(meaning(&world, "LA;", "there()V"), "outside Lgone/Base;");
    assert_eq!(meaning(&world, "LB;", "here()V"), "outside Ljava/lang/Object;");
}

#[test]
fn arrays_and_primitives_are_no_classes() {
    let world = World::new(&class("LA;", "", ".method public m([LA;I)V\nreturn-void\n.end method\n"));
    let hierarchy = world.hierarchy();
    for name in ["[LA;", "I", "V"] {
        assert_eq!(hierarchy.origin(node(&world, &hierarchy, name)), Origin::NotAClass);
    }
}

#[test]
fn a_chain_longer_than_any_compiler_writes_ends() {
    let mut text = class("LC0;", "", &empty("top()V"));
    for at in 1..3000 {
        text += &format!(".class public LC{at};\n.super LC{};\n", at - 1);
    }
    let world = World::new(&text);
    assert_eq!(meaning(&world, "LC20;", "top()V"), "LC0;->top()V");
    let hierarchy = world.hierarchy();
    assert!(hierarchy.ancestors(node(&world, &hierarchy, "LC2999;")).len() > 200);
}
