//! Which places read what is looked for.

use glasshouse_analysis::spec::{Condition, MethodSpec, ResolverSpec, Spec, Wanted};

use crate::world::{World, class, empty, field, main_doing, method, nothing, query, uri};

const MANAGER: &str = "Landroid/telephony/TelephonyManager;";

fn telephony() -> Spec {
    Spec { methods: vec![method(1, MANAGER, "getDeviceId")], ..nothing() }
}

fn reads(spec: &Spec, lines: &str, rest: &str) -> Vec<String> {
    let world = World::new(&main_doing(lines, rest));
    let analysis = world.run(spec);
    world.reads(&analysis)
}

fn get(class: &str) -> String {
    format!("invoke-virtual {{v0}}, {class}->getDeviceId()Ljava/lang/String;")
}

#[test]
fn a_call_by_name() {
    assert_eq!(reads(&telephony(), &get(MANAGER), ""), ["1 LMain;->onCreate call certain"]);
    assert!(reads(&telephony(), &get("Lown/Manager;"), "").is_empty());
    assert!(reads(&telephony(), &get(MANAGER).replace("getDeviceId", "getNothing"), "").is_empty());
}

#[test]
fn overloads() {
    let only = |params: &str| {
        let row = MethodSpec { params: Some(params.as_bytes().to_vec()), ..method(1, MANAGER, "getDeviceId") };
        Spec { methods: vec![row], ..nothing() }
    };
    assert_eq!(reads(&only("()"), &get(MANAGER), "").len(), 1);
    assert!(reads(&only("(I)"), &get(MANAGER), "").is_empty());
}

#[test]
fn through_a_subclass_unless_it_has_its_own() {
    let own = |members: &str| class("LSub;", &format!(".super {MANAGER}"), members);
    assert_eq!(reads(&telephony(), &get("LSub;"), &own("")).len(), 1);
    assert!(reads(&telephony(), &get("LSub;"), &own(&empty("getDeviceId()Ljava/lang/String;"))).is_empty());
}

#[test]
fn a_library_interface_inside_the_app() {
    let spec = Spec { methods: vec![method(1, "Lsdk/Api;", "id")], ..nothing() };
    let text = ".class public interface abstract Lsdk/Api;\n.super Ljava/lang/Object;\n".to_owned()
        + ".method public abstract id()V\n.end method\n"
        + &class("Lsdk/Impl;", ".implements Lsdk/Api;", &empty("id()V"))
        + &class("LOther;", "", &empty("id()V"));
    assert_eq!(reads(&spec, "invoke-virtual {v0}, Lsdk/Impl;->id()V", &text).len(), 1);
    assert!(reads(&spec, "invoke-virtual {v0}, LOther;->id()V", &text).is_empty());
}

#[test]
fn fields() {
    let spec = Spec { fields: vec![field(4, "Landroid/os/Build;", "SERIAL")], ..nothing() };
    let lines = |name: &str| format!("sget-object v0, Landroid/os/Build;->{name}:Ljava/lang/String;");
    assert_eq!(reads(&spec, &lines("SERIAL"), ""), ["4 LMain;->onCreate field certain"]);
    assert!(reads(&spec, &lines("MODEL"), "").is_empty());
    // Writing a field is no read.
    assert!(reads(&spec, &lines("SERIAL").replace("sget", "sput"), "").is_empty());
}

#[test]
fn a_condition_on_an_argument_of_an_object() {
    let mut row = method(5, "Lapi/Api;", "get");
    row.when = Some(Condition { arg: 0, equals: vec![Wanted::Text(b"key".to_vec())], noted: false });
    let spec = Spec { methods: vec![row], ..nothing() };
    // The receiver is not counted.
    let lines = |text: &str| {
        format!("const-string v1, \"{text}\"\ninvoke-virtual {{v0, v1}}, Lapi/Api;->get(Ljava/lang/String;)V")
    };
    assert_eq!(reads(&spec, &lines("key"), ""), ["5 LMain;->onCreate call certain key"]);
    assert!(reads(&spec, &lines("other"), "").is_empty());
    // What is not constant is no read, and this row wants no note of it.
    let open = "invoke-virtual {v0, p1}, Lapi/Api;->get(Ljava/lang/String;)V";
    let world = World::new(&main_doing(open, ""));
    let analysis = world.run(&spec);
    assert!(world.reads(&analysis).is_empty() && world.undecided(&analysis).is_empty());
}

#[test]
fn the_longest_address_decides() {
    let contacts = ("Landroid/provider/Contacts;", "CONTENT_URI");
    let spec = Spec {
        uris: vec![uri(1, "content://com.android", &[]), uri(2, "content://com.android/data", &[contacts])],
        resolvers: vec![ResolverSpec { name: b"query".to_vec(), ..query() }],
        ..nothing()
    };
    let ask = |text: &str| {
        format!(
            "const-string v0, \"{text}\"\ninvoke-static {{v0}}, Landroid/net/Uri;->parse(Ljava/lang/String;)Landroid/net/Uri;\n\
             move-result-object v0\ninvoke-virtual {{v1, v0}}, Landroid/content/ContentResolver;->query(Landroid/net/Uri;)V"
        )
    };
    let tag = |text: &str| reads(&spec, &ask(text), "").first().map(|line| line.split(' ').next().unwrap().to_owned());
    assert_eq!(tag("content://com.android/data/phones").as_deref(), Some("2"));
    assert_eq!(tag("content://com.android/data?limit=1").as_deref(), Some("2"));
    assert_eq!(tag("content://com.android/raw").as_deref(), Some("1"));
    assert_eq!(tag("content://com.androidx"), None);
    // The name of an authority alone, as providers are asked for by it.
    assert_eq!(tag("com.android").as_deref(), Some("1"));
    let by_field = "sget-object v0, Landroid/provider/Contacts;->CONTENT_URI:Landroid/net/Uri;\n\
        invoke-virtual {v1, v0}, Landroid/content/ContentResolver;->query(Landroid/net/Uri;)V";
    assert_eq!(
        reads(&spec, by_field, ""),
        ["2 LMain;->onCreate call certain Landroid/provider/Contacts;->CONTENT_URI"]
    );
}

#[test]
fn an_address_that_is_not_constant_is_undecided() {
    let spec = Spec { uris: vec![uri(1, "content://sms", &[])], resolvers: vec![query()], ..nothing() };
    let world = World::new(&main_doing(
        "invoke-virtual {v1, v0}, Landroid/content/ContentResolver;->query(Landroid/net/Uri;)V",
        "",
    ));
    let analysis = world.run(&spec);
    assert!(world.reads(&analysis).is_empty());
    assert_eq!(world.undecided(&analysis), ["LMain;->onCreate"]);
}

#[test]
fn a_method_that_the_system_calls_with_data() {
    let spec =
        Spec { callbacks: vec![method(6, "Landroid/location/LocationListener;", "onLocationChanged")], ..nothing() };
    let member = empty("onLocationChanged(Landroid/location/Location;)V");
    let listener = class("LListener;", ".implements Landroid/location/LocationListener;", &member);
    assert_eq!(reads(&spec, "nop", &listener), ["6 LListener;->onLocationChanged callback certain"]);
    assert!(reads(&spec, "nop", &class("LOther;", "", &member)).is_empty());
}

#[test]
fn one_place_is_one_read_of_a_kind() {
    let spec =
        Spec { methods: vec![method(1, MANAGER, "getDeviceId"), method(1, MANAGER, "getDeviceId")], ..nothing() };
    assert_eq!(reads(&spec, &get(MANAGER), "").len(), 1);
    let twice = format!("{}\n{}", get(MANAGER), get(MANAGER));
    assert_eq!(reads(&spec, &twice, "").len(), 2);
}
