//! Gates: where an app puts the question, and which methods an answer runs.
//!
//! A gate needs wording of an agreement and a control whose label agrees, in one dialog, layout, or class with its inner
//! classes. Words are not known here: the question brings phrases and the ids of texts and views that carry them.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::hierarchy::{Hierarchy, Node, Target, selector_of};
use crate::ir::{Code, Const, DefId, FieldId, Insn, MethodId, TypeId};
use crate::program::Program;
use crate::scan::Scan;
use crate::values::{Frame, Set, Value, evaluate};
use crate::view_settings::view_id;
use crate::world::{Answered, Handler};

/// What a label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// Yes.
    Agree,
    /// No.
    Refuse,
}

/// A view of a layout with a label that answers.
#[derive(Debug, Clone)]
pub struct AnswerView {
    /// Its id; 0 for none.
    pub id: i64,
    /// What its label says.
    pub answer: Answer,
    /// The method that the layout names for clicks.
    pub on_click: Option<Vec<u8>>,
}

/// A layout with views that answer.
#[derive(Debug, Clone)]
pub struct AskingLayout {
    /// Resource id.
    pub id: i64,
    /// Whether it holds wording of an agreement; else the class that shows it has to.
    pub asks: bool,
    /// Views that answer.
    pub views: Vec<AnswerView>,
}

/// The words to look for.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Labels that answer, in lower case.
    pub labels: FxHashMap<Vec<u8>, Answer>,
    /// Parts of labels that refuse, and parts that agree; looked for in this order in short labels that are not listed.
    pub parts: Vec<(Vec<u8>, Answer)>,
    /// Text resources that are such labels.
    pub label_ids: FxHashMap<i64, Answer>,
    /// Phrases of agreement wording, in lower case.
    pub wording: Vec<Vec<u8>>,
    /// Words for personal data, and words for what is done with it: a text with one of each is such wording too.
    pub about: (Vec<Vec<u8>>, Vec<Vec<u8>>),
    /// Text resources that hold one.
    pub wording_ids: FxHashSet<i64>,
    /// Layouts that hold one.
    pub layouts: Vec<AskingLayout>,
    /// Packages of SDKs by their path (`com/example/ads`), with a tag: where they are started is looked for.
    pub homes: Vec<(Vec<u8>, u32)>,
}

/// A place where the question is put.
#[derive(Debug, Clone, Default)]
pub struct Gates {
    /// What an agreement runs.
    pub agree: Vec<Handler>,
    /// What a refusal runs.
    pub refuse: Vec<Handler>,
    /// Where the agree handlers were handed over: method and place.
    pub places: Vec<(DefId, u32)>,
    /// Places that a handler was handed over at: with several, it tells them apart.
    handed: FxHashMap<DefId, FxHashSet<(DefId, u32)>>,
}

/// Bytes of a label past which it is a sentence.
const LONG_LABEL: usize = 48;
/// Registrations looked at.
const MAX_SITES: usize = 20_000;
/// Methods read of one class with its inner classes.
const MAX_MEMBERS: usize = 4_000;

/// Find the gates of a program.
#[must_use]
pub fn find(program: &Program, hierarchy: &Hierarchy, scan: &Scan, words: &Words) -> Gates {
    let mut finder = Finder { program, hierarchy, words, groups: FxHashMap::default(), out: Gates::default() };
    finder.index();
    let mut code = Code::default();
    let mut sites = 0;
    for def in (0..).take(program.def_count()).map(DefId) {
        let registers = scan.calls(def).iter().any(|call| registration(program, call.method).is_some());
        if !registers || !matches!(program.decode(def, &mut code), Ok(true)) {
            continue;
        }
        sites += 1;
        if sites > MAX_SITES {
            break;
        }
        // Most listeners have nothing to do with an agreement: the costly part is for classes that ask, or whose buttons
        // may stand in a layout that does.
        let group = finder.group_name(def);
        finder.read(&group);
        if words.layouts.iter().all(|layout| !layout.asks) && !finder.asks(&group) {
            continue;
        }
        finder.read_fields(&group);
        let frame = evaluate(program, &code);
        for holder in holders(program, &frame) {
            finder.read_fields(&holder);
        }
        finder.registrations(def, &code, &frame);
    }
    finder.by_layout();
    finder.share();
    finder.out
}

/// How a call hands over a listener: the arguments with the label and the listener, and the number of the button.
struct Registration {
    label: Option<usize>,
    listener: usize,
    which: Option<i64>,
}

fn registration(program: &Program, method: MethodId) -> Option<Registration> {
    let params = program.params(method);
    let name = program.str(program.method(method).name);
    match (name, params.len()) {
        (b"setPositiveButton", 2) => Some(Registration { label: Some(1), listener: 2, which: Some(-1) }),
        (b"setNegativeButton", 2) => Some(Registration { label: Some(1), listener: 2, which: Some(-2) }),
        (b"setNeutralButton", 2) => Some(Registration { label: Some(1), listener: 2, which: Some(-3) }),
        (b"setButton", 3) => Some(Registration { label: Some(2), listener: 3, which: None }),
        (b"setOnClickListener", 1) => Some(Registration { label: None, listener: 1, which: None }),
        _ => None,
    }
}

/// A class with its inner classes: what texts and layouts it names, and what its fields hold.
#[derive(Default)]
struct Group {
    members: Vec<DefId>,
    read: bool,
    read_fields: bool,
    asks: bool,
    /// Layouts with wording that it names, and where first.
    layouts: FxHashMap<i64, (DefId, u32)>,
    fields: FxHashMap<FieldId, Set>,
    /// Of the views kept in fields, the ids that they were found by.
    views: FxHashMap<FieldId, i64>,
}

struct Finder<'a> {
    program: &'a Program,
    hierarchy: &'a Hierarchy,
    words: &'a Words,
    groups: FxHashMap<Vec<u8>, Group>,
    out: Gates,
}

impl Finder<'_> {
    fn index(&mut self) {
        for class in self.program.classes().iter().filter(|class| !class.duplicate) {
            let group = self.groups.entry(outermost(self.program.type_name(class.ty))).or_default();
            if group.members.len() < MAX_MEMBERS {
                group.members.extend(self.program.defs_of(class));
            }
        }
    }

    fn group_name(&self, def: DefId) -> Vec<u8> {
        let class = self.program.method_of(def).map(|method| self.program.method(method).class);
        class.map_or_else(Vec::new, |ty| outermost(self.program.type_name(ty)))
    }

    /// Read the constants and the kept views of a class with its inner classes, once.
    fn read(&mut self, name: &[u8]) {
        let Some(group) = self.groups.get_mut(name) else { return };
        if std::mem::replace(&mut group.read, true) {
            return;
        }
        let members = group.members.clone();
        let mut code = Code::default();
        for def in members {
            if !matches!(self.program.decode(def, &mut code), Ok(true)) {
                continue;
            }
            let asks = code.insns.iter().any(|insn| match insn {
                Insn::Const { value: Const::Str(id), .. } => self.is_wording(self.program.str(*id)),
                Insn::Const { value: Const::Int(n), .. } => self.words.wording_ids.contains(n),
                _ => false,
            });
            let layouts: Vec<(i64, (DefId, u32))> = code
                .insns
                .iter()
                .zip(&code.offsets)
                .filter_map(|(insn, offset)| match insn {
                    Insn::Const { value: Const::Int(n), .. } => {
                        self.words.layouts.iter().find(|l| l.id == *n).map(|l| (l.id, (def, *offset)))
                    }
                    _ => None,
                })
                .collect();
            let Some(group) = self.groups.get_mut(name) else { return };
            let shows_wording = |id: &i64| self.words.layouts.iter().any(|layout| layout.id == *id && layout.asks);
            group.asks |= asks || layouts.iter().any(|(id, _)| shows_wording(id));
            for (id, place) in layouts {
                group.layouts.entry(id).or_insert(place);
            }
        }
    }

    fn asks(&self, group: &[u8]) -> bool {
        self.groups.get(group).is_some_and(|group| group.asks)
    }

    /// Read what its fields keep, once.
    fn read_fields(&mut self, name: &[u8]) {
        let Some(group) = self.groups.get_mut(name) else { return };
        if std::mem::replace(&mut group.read_fields, true) {
            return;
        }
        let members = group.members.clone();
        let mut code = Code::default();
        let mut kept = Vec::new();
        for def in members {
            let read = matches!(self.program.decode(def, &mut code), Ok(true));
            if !read || !code.insns.iter().any(|insn| matches!(insn, Insn::Put { .. })) {
                continue;
            }
            let frame = evaluate(self.program, &code);
            for (at, insn) in (0_u32..).zip(&code.insns) {
                if let Insn::Put { field, .. } = insn
                    && let Some(set) = frame.store(at)
                {
                    kept.push((*field, set.clone(), self.view_in(&code, &frame, set)));
                }
            }
        }
        let Some(group) = self.groups.get_mut(name) else { return };
        for (field, set, view) in kept {
            group.fields.insert(field, set);
            group.views.extend(view.map(|id| (field, id)));
        }
    }

    fn is_wording(&self, text: &[u8]) -> bool {
        let text = text.to_ascii_lowercase();
        let holds = |phrases: &[Vec<u8>]| phrases.iter().any(|phrase| contains(&text, phrase));
        holds(&self.words.wording) || (holds(&self.words.about.0) && holds(&self.words.about.1))
    }

    fn answer(&self, label: &[u8]) -> Option<Answer> {
        let part = || self.words.parts.iter().find(|(part, _)| contains(label, part)).map(|(_, answer)| *answer);
        self.words.labels.get(label).copied().or_else(|| if label.len() <= LONG_LABEL { part() } else { None })
    }

    fn label(&self, set: &Set) -> Option<Answer> {
        set.values().iter().find_map(|value| match value {
            Value::Str(id) => self.answer(&trimmed(self.program.str(*id))),
            Value::Int(n) => self.words.label_ids.get(n).copied(),
            _ => None,
        })
    }

    fn view_in(&self, code: &Code, frame: &Frame, set: &Set) -> Option<i64> {
        view_id(self.program, code, frame, set)
    }

    fn registrations(&mut self, def: DefId, code: &Code, frame: &Frame) {
        let group = self.group_name(def);
        for (at, method, args) in frame.calls() {
            let Some(how) = registration(self.program, method) else { continue };
            let (answer, when, asks_itself) = match how.label.and_then(|label| args.get(label)) {
                Some(label) => {
                    let which = how.which.or_else(|| args.get(1).and_then(only_int));
                    (self.label(label), which.map(Answered::Which), false)
                }
                None => self.of_view(&group, code, frame, args.first()),
            };
            if !asks_itself && !self.asks(&group) {
                continue;
            }
            let Some(listener) = args.get(how.listener) else { continue };
            let takes_number = how.label.is_some();
            for handler in self.handlers(&group, def, code, listener, takes_number) {
                self.out.handed.entry(handler).or_default().insert((def, at));
                let Some(answer) = answer else { continue };
                self.add(answer, Handler { def: handler, when });
                if answer == Answer::Agree {
                    self.out.places.push((def, code.offsets.get(at as usize).copied().unwrap_or(0)));
                }
            }
        }
    }

    /// What a click on a view answers: by the label that its layout, or the method, gives it. Whether its layout asks.
    fn of_view(
        &self,
        group: &[u8],
        code: &Code,
        frame: &Frame,
        view: Option<&Set>,
    ) -> (Option<Answer>, Option<Answered>, bool) {
        let Some(view) = view else { return (None, None, false) };
        // Views are kept by the class itself, or by one that was made for its layout.
        let kept = |value: &Value| match value {
            Value::Field(field) => {
                let holder = outermost(self.program.type_name(self.program.field(*field).class));
                let own = self.groups.get(group).and_then(|group| group.views.get(field));
                own.or_else(|| self.groups.get(&holder).and_then(|group| group.views.get(field))).copied()
            }
            _ => None,
        };
        let id = self.view_in(code, frame, view).or_else(|| view.values().iter().find_map(kept));
        let of_id = id.and_then(|id| {
            let layouts = self.words.layouts.iter().filter(|layout| layout.views.iter().any(|view| view.id == id));
            let layout = layouts.max_by_key(|layout| layout.asks)?;
            let answer = layout.views.iter().find(|view| view.id == id).map(|view| view.answer);
            answer.map(|answer| (answer, layout.asks))
        });
        let when = id.map(Answered::View);
        if let Some((answer, asks)) = of_id {
            return (Some(answer), when, asks);
        }
        // Its text is set in code, on the same object.
        let same = |value: &&Value| matches!(value, Value::New(..) | Value::Result(..));
        let made: Vec<&Value> = view.values().iter().filter(same).collect();
        for (_, method, args) in frame.calls() {
            let is_text = self.program.str(self.program.method(method).name) == b"setText";
            let same = args.first().is_some_and(|first| first.values().iter().any(|value| made.contains(&value)));
            if is_text
                && same
                && let Some(answer) = args.get(1).and_then(|label| self.label(label))
            {
                return (Some(answer), when, false);
            }
        }
        (None, when, false)
    }

    /// The methods that a listener runs.
    fn handlers(&self, group: &[u8], def: DefId, code: &Code, listener: &Set, takes_number: bool) -> Vec<DefId> {
        let mut found = Vec::new();
        let own = self.program.method_of(def).map(|method| self.program.method(method).class);
        let fields = self.groups.get(group).map(|group| &group.fields);
        let kept = listener.values().iter().filter_map(|value| match value {
            Value::Field(field) => fields?.get(field),
            _ => None,
        });
        let values = listener.values().iter().chain(kept.flat_map(Set::values));
        for value in values {
            match value {
                Value::New(ty, at) => match code.insns.get(*at as usize) {
                    Some(Insn::Lambda { target, .. }) => found.extend(self.defined(*target)),
                    _ => found.extend(self.on_click(*ty, takes_number)),
                },
                Value::Param(0) if !self.program.def(def).is_some_and(crate::program::Def::is_static) => {
                    found.extend(own.and_then(|ty| self.on_click(ty, takes_number)));
                }
                // A listener without state that a class keeps for itself, as compilers make of lambdas.
                Value::Field(field) => {
                    found.extend(self.on_click(self.program.field(*field).ty, takes_number));
                }
                _ => {}
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn defined(&self, method: MethodId) -> Option<DefId> {
        let node = Node(self.program.method(method).class.0);
        match self.hierarchy.resolve(self.program, node, selector_of(self.program, method)) {
            Target::App(def) => Some(def),
            _ => None,
        }
    }

    fn on_click(&self, ty: TypeId, takes_number: bool) -> Option<DefId> {
        let proto: &[u8] =
            if takes_number { b"(Landroid/content/DialogInterface;I)V" } else { b"(Landroid/view/View;)V" };
        let (name, proto) = (self.program.str_named(b"onClick")?, self.program.str_named(proto)?);
        self.hierarchy.chain(Node(ty.0)).find_map(|node| self.program.def_named(TypeId(node.0), name, proto))
    }

    /// Methods that a layout with wording names for clicks, in the classes that show it; else wherever they are.
    fn by_layout(&mut self) {
        let words = self.words;
        let Some(proto) = self.program.str_named(b"(Landroid/view/View;)V") else { return };
        let names: Vec<Vec<u8>> = self.groups.keys().cloned().collect();
        for layout in &words.layouts {
            for view in &layout.views {
                let Some(name) = view.on_click.as_deref().and_then(|name| self.program.str_named(name)) else {
                    continue;
                };
                let mut found: Vec<(DefId, Option<(DefId, u32)>)> = Vec::new();
                for group in &names {
                    let members = self.groups.get(group).map_or_else(Vec::new, |group| group.members.clone());
                    let is_meant = |def: &DefId| {
                        self.program.method_of(*def).is_some_and(|method| {
                            let method = self.program.method(method);
                            method.name == name && method.proto == proto
                        })
                    };
                    let handlers: Vec<DefId> = members.into_iter().filter(is_meant).collect();
                    if !handlers.is_empty() {
                        self.read(group);
                        let asks = layout.asks || self.asks(group);
                        let shows = self.groups.get(group).and_then(|group| group.layouts.get(&layout.id)).copied();
                        let shows = shows.filter(|_| asks);
                        found.extend(handlers.into_iter().map(|def| (def, shows)));
                    }
                }
                let some_show = found.iter().any(|(_, shows)| shows.is_some());
                let anywhere = !some_show && layout.asks;
                for (def, shows) in found.into_iter().filter(|(_, shows)| shows.is_some() || anywhere) {
                    self.add(view.answer, Handler { def, when: Some(Answered::View(view.id)) });
                    if view.answer == Answer::Agree {
                        self.out.places.push(shows.unwrap_or((def, 0)));
                    }
                }
            }
        }
    }

    fn add(&mut self, answer: Answer, handler: Handler) {
        let list = if answer == Answer::Agree { &mut self.out.agree } else { &mut self.out.refuse };
        if !list.contains(&handler) {
            list.push(handler);
        }
    }

    /// A handler of one button is left out whole; one that serves several is told what was touched.
    fn share(&mut self) {
        let Gates { agree, refuse, handed, .. } = &mut self.out;
        for handler in agree.iter_mut().chain(refuse.iter_mut()) {
            if handed.get(&handler.def).is_none_or(|places| places.len() <= 1) {
                handler.when = None;
            }
        }
        for list in [agree, refuse] {
            list.sort_unstable();
            list.dedup();
        }
        self.out.places.sort_unstable();
        self.out.places.dedup();
    }
}

/// Classes whose fields are the receivers of calls: those that keep the views of a layout.
fn holders(program: &Program, frame: &Frame) -> FxHashSet<Vec<u8>> {
    let receivers = frame.calls().filter_map(|(_, method, args)| registration(program, method).and(args.first()));
    let fields = receivers.flat_map(|set| set.values().to_vec());
    let classes = fields.filter_map(|value| match value {
        Value::Field(field) => Some(outermost(program.type_name(program.field(field).class))),
        _ => None,
    });
    classes.collect()
}

fn only_int(set: &Set) -> Option<i64> {
    match set.values() {
        [Value::Int(n)] => Some(*n),
        _ => None,
    }
}

/// `La/B;` of `La/B$1;`.
fn outermost(descriptor: &[u8]) -> Vec<u8> {
    let end = descriptor.iter().position(|b| *b == b'$').unwrap_or(descriptor.len());
    let mut name = descriptor.get(..end).unwrap_or(descriptor).to_vec();
    if name.last() != Some(&b';') {
        name.push(b';');
    }
    name
}

/// A label as it is compared: lower case, without blanks and marks around it.
fn trimmed(text: &[u8]) -> Vec<u8> {
    let lower = text.to_ascii_lowercase();
    let is_edge = |b: &u8| b.is_ascii_whitespace() || b.is_ascii_punctuation();
    let from = lower.iter().position(|b| !is_edge(b)).unwrap_or(lower.len());
    let to = lower.iter().rposition(|b| !is_edge(b)).map_or(from, |at| at + 1);
    lower.get(from..to).unwrap_or(&[]).to_vec()
}

fn contains(text: &[u8], phrase: &[u8]) -> bool {
    !phrase.is_empty() && text.windows(phrase.len()).any(|window| window == phrase)
}
