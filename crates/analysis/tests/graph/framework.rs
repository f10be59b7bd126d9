//! The table of framework classes.

use glasshouse_analysis::framework::{Framework, slash_form};

fn table() -> Framework {
    let text = "#glasshouse-framework 1 test\na/Plain java/lang/Object - -\n\
                a/I java/lang/Object - i\t!run()V\tname(I)Ljava/lang/String;\n\
                a/Many a/Plain a/I,a/J af\nshort\nonly two\n\njava/lang/Object - - -";
    Framework::new(text.as_bytes().to_vec())
}

#[test]
fn a_line_is_read() {
    let table = table();
    let class = table.class(b"a/I").unwrap();
    assert_eq!(class.superclass, b"java/lang/Object");
    assert!(class.is_interface());
    assert_eq!(class.interfaces().count(), 0);
    let methods: Vec<_> = class.methods().collect();
    assert_eq!(methods, [(&b"run"[..], &b"()V"[..], true), (b"name", b"(I)Ljava/lang/String;", false)]);
}

#[test]
fn several_interfaces_none_and_no_super_class() {
    let table = table();
    let class = table.class(b"a/Many").unwrap();
    assert_eq!(class.interfaces().collect::<Vec<_>>(), [b"a/I", b"a/J"]);
    assert!(!class.is_interface());
    assert_eq!(class.methods().count(), 0);
    assert_eq!(table.class(b"java/lang/Object").unwrap().superclass, b"-");
}

#[test]
fn comments_and_broken_lines_are_no_classes() {
    let table = table();
    for name in [&b"#glasshouse-framework"[..], b"short", b"only", b"a", b"a/Pla", b""] {
        assert!(table.class(name).is_none(), "{}", name.escape_ascii());
    }
    assert!(!table.is_empty());
    assert!(Framework::new(Vec::new()).is_empty());
}

#[test]
fn descriptors_and_slash_forms() {
    assert!(table().defines(b"La/I;"));
    assert!(!table().defines(b"a/I"));
    assert!(!table().defines(b"[La/I;"));
    assert_eq!(slash_form(b"La/I;"), Some(&b"a/I"[..]));
    assert_eq!(slash_form(b"I"), None);
}
