//! A program with a small platform around it, and questions to it in words.

use glasshouse_analysis::framework::Framework;
use glasshouse_analysis::hierarchy::Hierarchy;
use glasshouse_analysis::ir::DefId;
use glasshouse_analysis::paths::{Sureness, Via};
use glasshouse_analysis::program::{Program, Unit};
use glasshouse_analysis::reach::{Entry, Outside, Starts};
use glasshouse_analysis::reads::Api;
use glasshouse_analysis::spec::{Activation, FieldSpec, MethodSpec, ResolverSpec, Spec, UriSpec};
use glasshouse_analysis::{Analysis, analyse};
use glasshouse_formats::Limits;

use crate::asm::dex;

/// The platform of these tests. Fields of a line are parted by `|` here and by tabs in the table.
const PLATFORM: &str = "\
#glasshouse-framework 1 test
java/lang/Object - - -|equals(Ljava/lang/Object;)Z|hashCode()I|toString()Ljava/lang/String;
java/lang/Runnable java/lang/Object - i|!run()V
java/lang/Thread java/lang/Object java/lang/Runnable -|run()V|start()V
java/util/Comparator java/lang/Object - i|!compare(Ljava/lang/Object;Ljava/lang/Object;)I
java/util/List java/lang/Object - i|!add(Ljava/lang/Object;)Z
java/util/ArrayList java/lang/Object java/util/List -|add(Ljava/lang/Object;)Z
java/lang/String java/lang/Object - f
java/lang/Class java/lang/Object - f
android/app/Activity android/content/Context - -|onCreate(Landroid/os/Bundle;)V|onPause()V|getContentResolver()Landroid/content/ContentResolver;
android/content/Context java/lang/Object - a|!getContentResolver()Landroid/content/ContentResolver;
android/content/ContentResolver java/lang/Object - a
android/os/Handler java/lang/Object - -
android/os/Bundle java/lang/Object - f
android/view/View java/lang/Object - -
android/view/Pane android/view/View - a|setLabel(Ljava/lang/String;)V|onShown()V|!measure()I
android/view/View$OnClickListener java/lang/Object - i|!onClick(Landroid/view/View;)V
android/webkit/WebView android/view/View - -
android/location/LocationListener java/lang/Object - i|!onLocationChanged(Landroid/location/Location;)V
android/location/LocationManager java/lang/Object - -
android/telephony/TelephonyManager java/lang/Object - -|getDeviceId()Ljava/lang/String;|getDeviceId(I)Ljava/lang/String;
android/provider/Settings$Secure java/lang/Object - f
";

pub(crate) struct World {
    pub(crate) program: Program,
    pub(crate) framework: Framework,
}

/// `LA;->m` or `LA;->m(I)V` against a full name.
fn fits(full: &str, short: &str) -> bool {
    full.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with('('))
}

impl World {
    pub(crate) fn new(text: &str) -> Self {
        Self::of(&[text])
    }

    /// Several files, in this order.
    pub(crate) fn of(texts: &[&str]) -> Self {
        let units = texts.iter().enumerate().map(|(at, text)| Unit::dex(format!("{at}.dex"), dex(text))).collect();
        let program = Program::link(units, &Limits::default());
        assert_eq!(program.problems(), &[], "the test's own file is broken");
        Self { program, framework: Framework::new(PLATFORM.replace('|', "\t").into_bytes()) }
    }

    pub(crate) fn hierarchy(&self) -> Hierarchy {
        Hierarchy::new(&self.program, &self.framework)
    }

    pub(crate) fn name(&self, def: DefId) -> String {
        let method = self.program.method(self.program.def(def).unwrap().method);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let class = text(self.program.type_name(method.class));
        format!("{class}->{}{}", text(self.program.str(method.name)), text(self.program.str(method.proto)))
    }

    pub(crate) fn def(&self, name: &str) -> DefId {
        let all = (0..self.program.defs().len()).map(|at| DefId(at as u32));
        let found: Vec<DefId> = all.filter(|def| fits(&self.name(*def), name)).collect();
        assert_eq!(found.len(), 1, "methods named {name}");
        found[0]
    }

    pub(crate) fn analyse(&self, spec: &Spec, outside: &Outside) -> Analysis {
        let found = analyse(&self.program, &self.framework, spec, outside, None, &Limits::default());
        assert_eq!(found.broken, [], "the test's own code is broken");
        assert!(!found.cut && found.given_up.is_empty());
        found
    }

    /// From `LMain;`, the only activity.
    pub(crate) fn run(&self, spec: &Spec) -> Analysis {
        self.analyse(spec, &from(&["LMain;"]))
    }

    pub(crate) fn how(&self, analysis: &Analysis, name: &str) -> &'static str {
        match analysis.paths.sureness(self.def(name)) {
            None => "no",
            Some(Sureness::Likely) => "likely",
            Some(Sureness::Sure) => "sure",
        }
    }

    /// Claims such as `LA;->m: sure`.
    pub(crate) fn expect(&self, analysis: &Analysis, claims: &[(&str, &str)]) {
        let found: Vec<(&str, &str)> = claims.iter().map(|(name, _)| (*name, self.how(analysis, name))).collect();
        assert_eq!(found, claims);
    }

    /// `entry0 LMain;->onCreate > call LA;->m`
    pub(crate) fn way(&self, analysis: &Analysis, name: &str) -> String {
        let hops = analysis.paths.to(self.def(name), 256).into_iter().map(|hop| {
            let full = self.name(hop.def);
            let via = match hop.via {
                Via::Entry(number) => format!("entry{number}"),
                other => format!("{other:?}").to_lowercase(),
            };
            format!("{via} {}", full.split('(').next().unwrap())
        });
        hops.collect::<Vec<_>>().join(" > ")
    }

    /// `tag LA;->m api detail certain`, in order of place.
    pub(crate) fn reads(&self, analysis: &Analysis) -> Vec<String> {
        let rows = analysis.reads.reads.iter().map(|read| {
            let name = self.name(read.def);
            let api = match read.api {
                Api::Callback => "callback",
                Api::Field(_) => "field",
                Api::Method(_) if read.reflective => "reflective",
                Api::Method(_) => "call",
            };
            let certain = if read.certain { "certain" } else { "perhaps" };
            let detail = String::from_utf8_lossy(&read.detail).into_owned();
            let line = format!("{} {} {api} {certain} {detail}", read.tag, name.split('(').next().unwrap());
            line.trim_end().to_owned()
        });
        rows.collect()
    }

    pub(crate) fn undecided(&self, analysis: &Analysis) -> Vec<String> {
        let names = analysis.reads.undecided.iter().map(|place| self.name(place.def));
        names.map(|name| name.split('(').next().unwrap().to_owned()).collect()
    }

    pub(crate) fn hidden(&self, analysis: &Analysis) -> Vec<String> {
        let names = analysis.reads.hidden.iter().map(|place| self.name(place.def));
        names.map(|name| name.split('(').next().unwrap().to_owned()).collect()
    }
}

/// Lifecycle entries, in this order.
pub(crate) fn from(classes: &[&str]) -> Outside {
    let entry = |class: &&str| Entry { class: class.as_bytes().to_vec(), starts: Starts::Lifecycle, needs: Vec::new() };
    Outside { entries: classes.iter().map(entry).collect(), click_handlers: Vec::new() }
}

/// What must be started in these tests.
pub(crate) fn nothing() -> Spec {
    let thread = Activation { base: b"Ljava/lang/Thread;".to_vec(), by: vec![b"start".to_vec(), b"run".to_vec()] };
    Spec { activations: vec![thread], ..Spec::default() }
}

pub(crate) fn method(tag: u32, class: &str, name: &str) -> MethodSpec {
    MethodSpec { class: class.as_bytes().to_vec(), name: name.as_bytes().to_vec(), params: None, when: None, tag }
}

pub(crate) fn field(tag: u32, class: &str, name: &str) -> FieldSpec {
    FieldSpec { class: class.as_bytes().to_vec(), name: name.as_bytes().to_vec(), tag }
}

pub(crate) fn uri(tag: u32, uri: &str, constants: &[(&str, &str)]) -> UriSpec {
    let constants = constants.iter().map(|(class, name)| (class.as_bytes().to_vec(), name.as_bytes().to_vec()));
    UriSpec { uri: uri.as_bytes().to_vec(), constants: constants.collect(), tag }
}

pub(crate) fn query() -> ResolverSpec {
    ResolverSpec {
        class: b"Landroid/content/ContentResolver;".to_vec(),
        name: b"query".to_vec(),
        params: None,
        uri_arg: 0,
    }
}

/// `LMain;`, an activity whose `onCreate` does this, and then the rest of the file.
pub(crate) fn main_doing(lines: &str, rest: &str) -> String {
    format!(
        ".class public LMain;
        .super Landroid/app/Activity;
        .method public onCreate(Landroid/os/Bundle;)V
            .registers 10
            {lines}
            return-void
        .end method
        {rest}\n"
    )
}

/// A class with a constructor of no arguments, and then the rest of its members.
pub(crate) fn class(name: &str, heads: &str, rest: &str) -> String {
    let parent = if heads.contains(".super") { "" } else { ".super Ljava/lang/Object;" };
    format!(
        ".class public {name}
        {parent}
        {heads}
        .method public <init>()V
            .registers 1
            return-void
        .end method
        {rest}\n"
    )
}

/// A method that does nothing.
pub(crate) fn empty(head: &str) -> String {
    let result = if head.ends_with('V') { "return-void" } else { "const v0, 0\nreturn v0" };
    format!(".method public {head}\n{result}\n.end method\n")
}

/// Lines that make an object into `v0`.
pub(crate) fn new(class: &str) -> String {
    format!("new-instance v0, {class}\ninvoke-direct {{v0}}, {class}-><init>()V\n")
}
