//! What can run: each rule of the call graph, and the twin that it must not reach.

use glasshouse_analysis::reach::{Entry, Outside, Starts};
use glasshouse_analysis::spec::{Activation, Spec};

use crate::world::{World, class, empty, from, main_doing, new, nothing};

/// Claims about a program whose `onCreate` does this.
fn expect(lines: &str, rest: &str, claims: &[(&str, &str)]) {
    expect_from(&nothing(), &from(&["LMain;"]), lines, rest, claims);
}

fn expect_from(spec: &Spec, outside: &Outside, lines: &str, rest: &str, claims: &[(&str, &str)]) {
    let world = World::new(&main_doing(lines, rest));
    world.expect(&world.analyse(spec, outside), claims);
}

fn runnable(name: &str) -> String {
    class(name, ".implements Ljava/lang/Runnable;", &empty("run()V"))
}

fn interface(name: &str, members: &str) -> String {
    format!(".class public interface abstract {name}\n.super Ljava/lang/Object;\n{members}\n")
}

fn wanted(head: &str) -> String {
    format!(".method public abstract {head}\n.end method\n")
}

const POST: &str = "invoke-virtual {v9, v0}, Landroid/os/Handler;->post(Ljava/lang/Runnable;)Z\n";

#[test]
fn a_virtual_call_reaches_made_classes_only() {
    let text = class("LBase;", "", &empty("m()V"))
        + &class("LMade;", ".super LBase;", &empty("m()V"))
        + &class("LNotMade;", ".super LBase;", &empty("m()V"))
        + &class("LOther;", "", &empty("m()V"));
    let lines = new("LMade;") + &new("LOther;") + "invoke-virtual {p1}, LBase;->m()V";
    expect(&lines, &text, &[("LMade;->m", "sure"), ("LNotMade;->m", "no"), ("LBase;->m", "no"), ("LOther;->m", "no")]);
}

#[test]
fn a_class_made_in_code_that_does_not_run_is_not_made() {
    let text = class("LBase;", "", "")
        + &class("LLate;", ".super LBase;", &empty("m()V"))
        + &class("LNever;", "", &format!(".method public static make()V\n{}return-void\n.end method", new("LLate;")));
    expect("invoke-virtual {p1}, LBase;->m()V", &text, &[("LLate;->m", "no")]);
    let lines = "invoke-virtual {p1}, LBase;->m()V\ninvoke-static {}, LNever;->make()V";
    expect(lines, &text, &[("LLate;->m", "sure")]);
}

#[test]
fn the_class_of_an_object_just_made_is_known() {
    let text = class("LBase;", "", &empty("m()V"))
        + &class("LOne;", ".super LBase;", &empty("m()V"))
        + &class("LTwo;", ".super LBase;", &empty("m()V"));
    let lines = new("LTwo;") + &new("LOne;") + "invoke-virtual {v0}, LBase;->m()V";
    expect(&lines, &text, &[("LOne;->m", "sure"), ("LTwo;->m", "no")]);
}

#[test]
fn through_an_interface() {
    let text = interface("LI;", &wanted("m()V"))
        + &class("LMade;", ".implements LI;", &empty("m()V"))
        + &class("LNotMade;", ".implements LI;", &empty("m()V"))
        + &class("LNoI;", "", &empty("m()V"));
    let lines = new("LMade;") + &new("LNoI;") + "invoke-interface {p1}, LI;->m()V";
    expect(&lines, &text, &[("LMade;->m", "sure"), ("LNotMade;->m", "no"), ("LNoI;->m", "no")]);
}

#[test]
fn super_is_exactly_one() {
    let own = ".method public m()V\ninvoke-super {p0}, LBase;->m()V\nreturn-void\n.end method";
    let text = class("LBase;", "", &empty("m()V"))
        + &class("LSub;", ".super LBase;", own)
        + &class("LSubSub;", ".super LSub;", &empty("m()V"));
    let lines = new("LSubSub;") + &new("LSub;") + "invoke-virtual {v0}, LSub;->m()V";
    expect(&lines, &text, &[("LSub;->m", "sure"), ("LBase;->m", "sure"), ("LSubSub;->m", "no")]);
}

const LAMBDA: &str = "invoke-custom {}, site LAMBDA run ()Ljava/lang/Runnable; ()V invoke-static@LBody;->body()V ()V\nmove-result-object v0\n";

#[test]
fn a_lambda_and_what_it_calls() {
    let text = class("LBody;", "", &(empty("static body()V") + &empty("static not()V")));
    expect(&(LAMBDA.to_owned() + POST), &text, &[("LBody;->body", "sure"), ("LBody;->not", "no")]);
    // Made, and handed to nothing that is known.
    expect(LAMBDA, &text, &[("LBody;->body", "likely")]);
    let never = text + &class("LNever;", "", &format!(".method public m()V\n{LAMBDA}return-void\n.end method"));
    expect("nop", &never, &[("LBody;->body", "no")]);
}

#[test]
fn default_methods_run_on_lambdas() {
    let text = interface("LI;", &(wanted("one()V") + &empty("twice()V") + &empty("not()V")))
        + &class("LBody;", "", &empty("static body()V"));
    let make = "invoke-custom {}, site LAMBDA one ()LI; ()V invoke-static@LBody;->body()V ()V\nmove-result-object v0\n";
    let lines = make.to_owned() + "invoke-interface {v0}, LI;->twice()V";
    expect(&lines, &text, &[("LI;->twice", "sure"), ("LI;->not", "no"), ("LBody;->body", "likely")]);
}

#[test]
fn a_reference_to_a_virtual_method_reaches_its_overrides() {
    let text = class("LBase;", "", &empty("m()V")) + &class("LSub;", ".super LBase;", &empty("m()V"));
    let refer = "invoke-custom {p0}, site LAMBDA run (LBase;)Ljava/lang/Runnable; ()V invoke-instance@LBase;->m()V ()V";
    expect(&(new("LSub;") + refer), &text, &[("LSub;->m", "likely")]);
    expect(refer, &text, &[("LSub;->m", "no")]);
}

#[test]
fn a_class_constant_may_make_an_object() {
    let text = interface("LI;", &wanted("m()V"))
        + &class("LNamed;", ".implements LI;", &empty("m()V"))
        + &class("LNotNamed;", ".implements LI;", &empty("m()V"))
        + &class("LOther;", "", "");
    let lines = "const-class v0, LNamed;\ninvoke-interface {p1}, LI;->m()V";
    expect(lines, &text, &[("LNamed;->m", "sure"), ("LNotNamed;->m", "no")]);
}

#[test]
fn static_initialisers_run_with_their_class() {
    let clinit = empty("static <clinit>()V");
    let text = class("LTop;", "", &clinit)
        + &class("LUsed;", ".super LTop;", &(clinit.clone() + &empty("static m()V")))
        + &class("LUnused;", "", &clinit)
        + &class("LHeld;", ".field public static f:I", &clinit);
    let lines = "invoke-static {}, LUsed;->m()V\nsget v0, LHeld;->f:I";
    let claims = [
        ("LTop;-><clinit>", "sure"),
        ("LUsed;-><clinit>", "sure"),
        ("LHeld;-><clinit>", "sure"),
        ("LUnused;-><clinit>", "no"),
    ];
    expect(lines, &text, &claims);
}

#[test]
fn a_static_initialiser_makes_what_later_calls_reach() {
    let clinit = format!(".method public static <clinit>()V\n{}return-void\n.end method", new("LMade;"));
    let text = interface("LI;", &wanted("m()V"))
        + &class("LMade;", ".implements LI;", &empty("m()V"))
        + &class("LHolder;", ".field public static f:I", &clinit);
    // The call comes first in the file, the class is made later.
    let lines = "invoke-interface {p1}, LI;->m()V\nsget v0, LHolder;->f:I";
    expect(lines, &text, &[("LMade;->m", "sure")]);
    expect("invoke-interface {p1}, LI;->m()V", &text, &[("LMade;->m", "no")]);
}

#[test]
fn what_is_handed_to_android_is_called_back() {
    let claims = [("LGiven;->run", "sure"), ("LGiven;->other", "no")];
    let given = class("LGiven;", ".implements Ljava/lang/Runnable;", &(empty("run()V") + &empty("other()V")));
    expect(&(new("LGiven;") + POST), &given, &claims);
}

#[test]
fn what_is_made_but_handed_to_nothing_stays() {
    expect(&new("LLonely;"), &runnable("LLonely;"), &[("LLonely;->run", "no")]);
    // Another one is handed over: objects are told apart by class, and which one it was is not followed.
    let handing = class(
        "LElsewhere;",
        "",
        &format!(".method public static m()V\n{}{POST}return-void\n.end method", new("LGiven;")),
    );
    let text = runnable("LLonely;") + &runnable("LGiven;") + &handing;
    let lines = new("LLonely;") + "invoke-static {}, LElsewhere;->m()V";
    expect(&lines, &text, &[("LLonely;->run", "likely"), ("LGiven;->run", "sure")]);
}

#[test]
fn what_is_handed_to_the_app_itself_is_not_called_back() {
    let text = runnable("LGiven;")
        + &class("LHelper;", "", ".method public static take(Ljava/lang/Runnable;)V\nreturn-void\n.end method");
    let lines = new("LGiven;") + "invoke-static {v0}, LHelper;->take(Ljava/lang/Runnable;)V";
    expect(&lines, &text, &[("LGiven;->run", "no"), ("LHelper;->take", "sure")]);
}

fn thread(name: &str) -> String {
    class(name, ".super Ljava/lang/Thread;", &empty("run()V")).replace(
        "return-void\n        .end method",
        "invoke-direct {p0}, Ljava/lang/Thread;-><init>()V\nreturn-void\n.end method",
    )
}

#[test]
fn a_thread_runs_when_it_is_started() {
    let start = new("LT;") + "invoke-virtual {v0}, LT;->start()V\n";
    expect(&start, &thread("LT;"), &[("LT;->run", "sure")]);
    expect(&new("LT;"), &thread("LT;"), &[("LT;->run", "no")]);
    let by_base = "invoke-virtual {p1}, Ljava/lang/Thread;->start()V";
    expect(&(new("LT;") + by_base), &thread("LT;"), &[("LT;->run", "sure")]);
}

#[test]
fn a_page_may_call_what_is_added_to_it() {
    let bridge = class(
        "LBridge;",
        "",
        ".method public marked()V\n.javascript\nreturn-void\n.end method\n.method public plain()V\nreturn-void\n.end method",
    );
    let add = "invoke-virtual {v1, v0, v2}, Landroid/webkit/WebView;->addJavascriptInterface(Ljava/lang/Object;Ljava/lang/String;)V";
    expect(&(new("LBridge;") + add), &bridge, &[("LBridge;->marked", "likely"), ("LBridge;->plain", "no")]);
    expect(&new("LBridge;"), &bridge, &[("LBridge;->marked", "no")]);
    expect(add, &bridge, &[("LBridge;->marked", "no")]);
}

#[test]
fn layouts_name_handlers_of_clicks() {
    let handler = ".method public tapped(Landroid/view/View;)V\nreturn-void\n.end method\n\
        .method public tapped(I)V\nreturn-void\n.end method\n.method public other(Landroid/view/View;)V\nreturn-void\n.end method";
    let named = Outside { click_handlers: vec![b"tapped".to_vec()], ..from(&["LMain;"]) };
    let claims =
        [("LMain;->tapped(Landroid/view/View;)V", "sure"), ("LMain;->tapped(I)V", "no"), ("LMain;->other", "no")];
    expect_from(&nothing(), &named, "nop", handler, &claims);
    expect("nop", handler, &[("LMain;->tapped(Landroid/view/View;)V", "no")]);
}

#[test]
fn libraries_call_back_what_is_named() {
    let work = Activation { base: b"Landroidx/work/Worker;".to_vec(), by: vec![b"doWork".to_vec()] };
    let spec = Spec { library_callbacks: vec![work], ..nothing() };
    let members = empty("doWork()V") + &empty("other()V");
    let text = class("Landroidx/work/Worker;", "", "")
        + &class("LJob;", ".super Landroidx/work/Worker;", &members)
        + &class("LNotNamed;", ".super Landroidx/work/Worker;", &members)
        + &class("LNoWorker;", "", &members);
    let claims = [
        ("LJob;->doWork", "likely"),
        ("LJob;->other", "no"),
        ("LNotNamed;->doWork", "no"),
        ("LNoWorker;->doWork", "no"),
    ];
    expect_from(&spec, &from(&["LMain;"]), "const-class v0, LJob;\nconst-class v0, LNoWorker;", &text, &claims);
}

#[test]
fn a_class_below_something_that_is_missing_may_be_called() {
    let text = class("LBelow;", ".super Lgone/Base;", &empty("m()V")) + &class("LPlain;", "", &empty("m()V"));
    let lines = new("LBelow;") + &new("LPlain;");
    expect(&lines, &text, &[("LBelow;->m", "likely"), ("LPlain;->m", "no")]);
}

#[test]
fn lifecycle_methods_of_entries_run_and_others_do_not() {
    let text = empty("onPause()V")
        + &empty("onNothing()V")
        + &class("LSecond;", ".super Landroid/app/Activity;", &empty("onPause()V"));
    let claims = [("LMain;->onPause", "sure"), ("LMain;->onNothing", "no"), ("LSecond;->onPause", "no")];
    expect("nop", &text, &claims);
    let both = from(&["LMain;", "LSecond;"]);
    expect_from(&nothing(), &both, "nop", &text, &[("LSecond;->onPause", "sure")]);
}

#[test]
fn named_and_public_entries() {
    let members = empty("go()V") + &empty("other()V") + ".method private hidden()V\nreturn-void\n.end method\n";
    let text = class("LLib;", "", &members);
    let entry = |starts| Outside {
        entries: vec![Entry { class: b"LLib;".to_vec(), starts, needs: Vec::new() }],
        click_handlers: Vec::new(),
    };
    let named = entry(Starts::Named(vec![b"go".to_vec()]));
    expect_from(&nothing(), &named, "nop", &text, &[("LLib;->go", "sure"), ("LLib;->other", "no")]);
    let public = entry(Starts::Public);
    expect_from(&nothing(), &public, "nop", &text, &[("LLib;->other", "sure"), ("LLib;->hidden", "no")]);
}
