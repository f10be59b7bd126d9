//! Smali-like text to a DEX file, so that a test says what its program is.
//!
//! ```text
//! .class public LA;
//! .super Landroid/app/Activity;
//! .implements LI;
//! .field static F:Ljava/lang/String; = "x"
//! .method public m(I)V
//!     .registers 4
//!     .javascript
//!     const-string v0, "text"
//!     invoke-custom {v0}, site LAMBDA run (Ljava/lang/String;)LI; invoke-static@LA;->body()V
//!     :label
//!     .catch LE; {:from .. :to} :label
//! .end method
//! ```
//!
//! Registers are `vN`, or `pN` counted from the first parameter. Written from the format's description, apart from the
//! reader that it tests. Tables are in the order of first use, not sorted as Android wants them: nothing may rely on that.

use std::collections::{BTreeMap, HashMap};

const NO_INDEX: u32 = 0xffff_ffff;

/// The file of a text.
pub(crate) fn dex(text: &str) -> Vec<u8> {
    let mut pool = Pool::default();
    let classes: Vec<Class> = parse(text);
    let laid: Vec<Laid> = classes.iter().map(|class| pool.class(class)).collect();
    pool.write(&laid)
}

struct Method {
    flags: u32,
    name: String,
    proto: String,
    lines: Vec<String>,
}

struct Field {
    flags: u32,
    name: String,
    ty: String,
    value: Option<String>,
}

#[derive(Default)]
struct Class {
    name: String,
    parent: Option<String>,
    flags: u32,
    interfaces: Vec<String>,
    fields: Vec<Field>,
    methods: Vec<Method>,
}

fn flag(word: &str) -> u32 {
    match word {
        "public" => 0x1,
        "private" => 0x2,
        "protected" => 0x4,
        "static" => 0x8,
        "final" => 0x10,
        "native" => 0x100,
        "interface" => 0x200,
        "abstract" => 0x400,
        other => panic!("flag {other}"),
    }
}

/// Flags, then the last word.
fn flagged(line: &str) -> (u32, &str) {
    let (flags, last) = line.rsplit_once(' ').unwrap_or(("", line));
    (flags.split_whitespace().map(flag).sum(), last)
}

fn split_proto(text: &str) -> (String, String) {
    let open = text.find('(').unwrap_or_else(|| panic!("no descriptor in {text}"));
    (text[..open].to_owned(), text[open..].to_owned())
}

fn parse(text: &str) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    let mut body = false;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        if word == ".class" {
            let (flags, name) = flagged(rest);
            classes.push(Class { name: name.to_owned(), flags, ..Class::default() });
            continue;
        }
        let class = classes.last_mut().expect(".class comes first");
        match word {
            ".super" => class.parent = Some(rest.to_owned()),
            ".implements" => class.interfaces.push(rest.to_owned()),
            ".field" => {
                let (head, value) =
                    rest.split_once(" = ").map_or((rest, None), |(head, value)| (head, Some(value.to_owned())));
                let (flags, member) = flagged(head);
                let (name, ty) = member.split_once(':').expect("name:type");
                class.fields.push(Field { flags, name: name.to_owned(), ty: ty.to_owned(), value });
            }
            ".method" => {
                let (flags, member) = flagged(rest);
                let (name, proto) = split_proto(member);
                class.methods.push(Method { flags, name, proto, lines: Vec::new() });
                body = true;
            }
            ".end" => body = false,
            _ if body => class.methods.last_mut().expect("in a method").lines.push(line.to_owned()),
            other => panic!("{other} outside of a method"),
        }
    }
    classes
}

/// Descriptors of the parameters, and the result.
fn parts(proto: &str) -> (Vec<String>, String) {
    let (inside, result) = proto[1..].split_once(')').expect("a descriptor");
    let (mut found, mut rest) = (Vec::new(), inside);
    while !rest.is_empty() {
        let array = rest.len() - rest.trim_start_matches('[').len();
        let end = if rest[array..].starts_with('L') { rest.find(';').expect("a ;") + 1 } else { array + 1 };
        found.push(rest[..end].to_owned());
        rest = &rest[end..];
    }
    (found, result.to_owned())
}

struct Table<T> {
    rows: Vec<T>,
    at: HashMap<T, u32>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), at: HashMap::new() }
    }
}

impl<T: Clone + Eq + std::hash::Hash> Table<T> {
    fn row(&mut self, row: T) -> u32 {
        let next = self.rows.len() as u32;
        *self.at.entry(row.clone()).or_insert_with(|| {
            self.rows.push(row);
            next
        })
    }
}

#[derive(Default)]
struct Pool {
    strings: Table<String>,
    types: Table<u32>,
    protos: Table<(Vec<u32>, u32)>,
    fields: Table<(u32, u32, u32)>,
    methods: Table<(u32, u32, u32)>,
    handles: Table<(u16, u32)>,
    sites: Table<Vec<u8>>,
}

struct Laid {
    head: [u32; 3],
    interfaces: Vec<u32>,
    statics: BTreeMap<u32, (u32, Option<Vec<u8>>)>,
    instance: BTreeMap<u32, u32>,
    methods: BTreeMap<u32, (u32, Option<Vec<u8>>)>,
    javascript: Vec<u32>,
}

impl Pool {
    fn ty(&mut self, name: &str) -> u32 {
        let string = self.strings.row(name.to_owned());
        self.types.row(string)
    }

    fn proto(&mut self, proto: &str) -> u32 {
        let (params, result) = parts(proto);
        let row = (params.iter().map(|p| self.ty(p)).collect(), self.ty(&result));
        self.strings.row("V".to_owned());
        self.protos.row(row)
    }

    fn member(&mut self, class: &str, name: &str, proto: &str) -> u32 {
        let row = (self.ty(class), self.proto(proto), self.strings.row(name.to_owned()));
        self.methods.row(row)
    }

    /// `LC;->name(I)V`
    fn method(&mut self, text: &str) -> u32 {
        let (class, rest) = text.split_once("->").unwrap_or_else(|| panic!("no method: {text}"));
        let (name, proto) = split_proto(rest);
        self.member(class, &name, &proto)
    }

    /// `LC;->name:I`
    fn field(&mut self, text: &str) -> u32 {
        let (class, rest) = text.split_once("->").unwrap_or_else(|| panic!("no field: {text}"));
        let (name, ty) = rest.split_once(':').expect("name:type");
        let row = (self.ty(class), self.ty(ty), self.strings.row(name.to_owned()));
        self.fields.row(row)
    }

    /// `invoke-static@LC;->name()V`
    fn handle(&mut self, text: &str) -> u32 {
        let (kind, method) = text.split_once('@').expect("kind@method");
        let kind = match kind {
            "invoke-static" => 4,
            "invoke-instance" => 5,
            "invoke-constructor" => 6,
            "invoke-direct" => 7,
            "invoke-interface" => 8,
            other => panic!("handle {other}"),
        };
        let row = (kind, self.method(method));
        self.handles.row(row)
    }

    fn value(&mut self, text: &str) -> Vec<u8> {
        let (kind, number) = if let Some(text) = text.strip_prefix('"') {
            (0x17, self.strings.row(text.trim_end_matches('"').to_owned()))
        } else if text.contains('@') {
            (0x16, self.handle(text))
        } else if text.starts_with('(') {
            (0x15, self.proto(text))
        } else if text.starts_with('L') || text.starts_with('[') {
            (0x18, self.ty(text))
        } else {
            (0x04, text.parse::<i32>().expect("a number") as u32)
        };
        let mut out = vec![3 << 5 | kind];
        out.extend(number.to_le_bytes());
        out
    }

    /// Words after `site`: bootstrap, name, type, arguments of the bootstrap.
    fn site(&mut self, words: &[String]) -> u32 {
        let boot = match words[0].as_str() {
            "LAMBDA" => "invoke-static@Ljava/lang/invoke/LambdaMetafactory;->metafactory()V".to_owned(),
            other => format!("invoke-static@{other}"),
        };
        let mut item = vec![words.len() as u8];
        item.extend(self.value(&boot));
        item.extend(self.value(&format!("\"{}\"", words[1])));
        for word in &words[2..] {
            item.extend(self.value(word));
        }
        self.sites.row(item)
    }

    fn class(&mut self, class: &Class) -> Laid {
        let parent = class.parent.as_deref().map_or(NO_INDEX, |parent| self.ty(parent));
        let mut laid = Laid {
            head: [self.ty(&class.name), class.flags, parent],
            interfaces: class.interfaces.iter().map(|name| self.ty(name)).collect(),
            statics: BTreeMap::new(),
            instance: BTreeMap::new(),
            methods: BTreeMap::new(),
            javascript: Vec::new(),
        };
        for field in &class.fields {
            let id = self.field(&format!("{}->{}:{}", class.name, field.name, field.ty));
            if field.flags & 8 == 0 {
                laid.instance.insert(id, field.flags);
            } else {
                let value = field.value.as_ref().map(|value| self.value(value));
                laid.statics.insert(id, (field.flags, value));
            }
        }
        for method in &class.methods {
            let id = self.member(&class.name, &method.name, &method.proto);
            if method.lines.iter().any(|line| line == ".javascript") {
                laid.javascript.push(id);
                self.ty("Landroid/webkit/JavascriptInterface;");
            }
            let has_code = method.flags & (0x100 | 0x400) == 0;
            let code = has_code.then(|| Body::assemble(self, method));
            laid.methods.insert(id, (method.flags, code));
        }
        laid
    }

    fn write(&mut self, classes: &[Laid]) -> Vec<u8> {
        let mut at = 0x70_u32;
        let mut section = |rows: usize, size: u32| {
            let start = at;
            at += rows as u32 * size;
            (rows as u32, start)
        };
        let (strings, types, protos) = (
            section(self.strings.rows.len(), 4),
            section(self.types.rows.len(), 4),
            section(self.protos.rows.len(), 12),
        );
        let (fields, methods) = (section(self.fields.rows.len(), 8), section(self.methods.rows.len(), 8));
        let (defs, sites, handles) =
            (section(classes.len(), 32), section(self.sites.rows.len(), 4), section(self.handles.rows.len(), 8));
        let mut data = Data { start: at, bytes: Vec::new() };
        let mut tables = Vec::new();
        for text in &self.strings.rows {
            let mut item = uleb(text.encode_utf16().count() as u32);
            item.extend(text.as_bytes());
            item.push(0);
            tables.extend(data.put(1, &item).to_le_bytes());
        }
        self.types.rows.iter().for_each(|string| tables.extend(string.to_le_bytes()));
        for (params, result) in &self.protos.rows {
            let list = if params.is_empty() { 0 } else { data.types(params) };
            tables.extend([self.strings.at["V"], *result, list].iter().flat_map(|n| n.to_le_bytes()));
        }
        for (class, second, name) in self.fields.rows.iter().chain(&self.methods.rows) {
            tables.extend((*class as u16).to_le_bytes());
            tables.extend((*second as u16).to_le_bytes());
            tables.extend(name.to_le_bytes());
        }
        let annotation = self.strings.at.get("Landroid/webkit/JavascriptInterface;").map(|s| self.types.at[s]);
        for class in classes {
            let row = data.class(class, annotation);
            tables.extend(row.iter().flat_map(|n| n.to_le_bytes()));
        }
        for item in &self.sites.rows {
            tables.extend(data.put(1, item).to_le_bytes());
        }
        for (kind, member) in &self.handles.rows {
            tables.extend([*kind, 0, *member as u16, 0].iter().flat_map(|n| n.to_le_bytes()));
        }
        let mut map = 2_u32.to_le_bytes().to_vec();
        for (kind, (count, start)) in [(7_u32, sites), (8, handles)] {
            map.extend([kind, count, start].iter().flat_map(|n| n.to_le_bytes()));
        }
        let map = data.put(4, &map);
        let mut out = b"dex\n039\0".to_vec();
        out.extend([0; 24]);
        let size = at + data.bytes.len() as u32;
        out.extend([size, 0x70, 0x1234_5678, 0, 0, map].iter().flat_map(|n| n.to_le_bytes()));
        for (count, start) in [strings, types, protos, fields, methods, defs] {
            out.extend([count, start].iter().flat_map(|n| n.to_le_bytes()));
        }
        out.extend([data.bytes.len() as u32, at].iter().flat_map(|n| n.to_le_bytes()));
        out.extend(tables);
        out.extend(data.bytes);
        out
    }
}

struct Data {
    start: u32,
    bytes: Vec<u8>,
}

impl Data {
    fn put(&mut self, align: usize, item: &[u8]) -> u32 {
        while (self.start as usize + self.bytes.len()) % align != 0 {
            self.bytes.push(0);
        }
        let at = self.start + self.bytes.len() as u32;
        self.bytes.extend(item);
        at
    }

    fn types(&mut self, list: &[u32]) -> u32 {
        let mut item = (list.len() as u32).to_le_bytes().to_vec();
        list.iter().for_each(|ty| item.extend((*ty as u16).to_le_bytes()));
        self.put(4, &item)
    }

    fn class(&mut self, class: &Laid, annotation: Option<u32>) -> [u32; 8] {
        let mut item = Vec::new();
        for count in [class.statics.len(), class.instance.len(), class.methods.len(), 0] {
            item.extend(uleb(count as u32));
        }
        let statics: Vec<(u32, u32)> = class.statics.iter().map(|(id, (flags, _))| (*id, *flags)).collect();
        let instance: Vec<(u32, u32)> = class.instance.iter().map(|(id, flags)| (*id, *flags)).collect();
        for group in [statics, instance] {
            let mut before = 0;
            for (id, flags) in group {
                item.extend(uleb(id - before));
                item.extend(uleb(flags));
                before = id;
            }
        }
        let mut before = 0;
        for (id, (flags, code)) in &class.methods {
            item.extend(uleb(id - before));
            before = *id;
            item.extend(uleb(*flags));
            let code = code.as_ref().map_or(0, |code| self.put(4, code));
            item.extend(uleb(code));
        }
        let members = self.put(1, &item);
        let mut values = uleb(class.statics.len() as u32);
        class.statics.values().for_each(|(_, value)| match value {
            Some(value) => values.extend(value),
            None => values.push(0x1e),
        });
        let values = self.put(1, &values);
        let interfaces = if class.interfaces.is_empty() { 0 } else { self.types(&class.interfaces) };
        let annotations = self.annotations(&class.javascript, annotation);
        let [ty, flags, parent] = class.head;
        [ty, flags, parent, interfaces, NO_INDEX, annotations, members, values]
    }

    fn annotations(&mut self, methods: &[u32], annotation: Option<u32>) -> u32 {
        let (Some(annotation), false) = (annotation, methods.is_empty()) else { return 0 };
        let mut item = vec![1];
        item.extend(uleb(annotation));
        item.push(0);
        let item = self.put(1, &item);
        let set = self.put(4, &[1_u32, item].iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<_>>());
        let mut directory: Vec<u8> = [0, 0, methods.len() as u32, 0].iter().flat_map(|n| n.to_le_bytes()).collect();
        methods.iter().for_each(|id| directory.extend([*id, set].iter().flat_map(|n| n.to_le_bytes())));
        self.put(4, &directory)
    }
}

fn uleb(mut value: u32) -> Vec<u8> {
    let mut out = Vec::new();
    while value > 0x7f {
        out.push(value as u8 & 0x7f | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
    out
}

#[derive(Clone, Copy)]
enum Form {
    Plain,
    /// One register of 8 bits.
    A,
    /// Two registers of 4 bits.
    Ab,
    /// A register and 32 bits.
    Int,
    Str,
    Type,
    /// Two registers and a type.
    Type2,
    Field1,
    Field2,
    Call,
    Range,
    Poly,
    Custom,
    Items,
    Handle,
    Goto,
    If1,
    If2,
    Abc,
    Lit8,
    Switch,
}

fn opcode(name: &str) -> (u8, Form) {
    use Form::*;
    match name {
        "nop" => (0x00, Plain),
        "move" => (0x01, Ab),
        "move-object" => (0x07, Ab),
        "move-result" => (0x0a, A),
        "move-result-object" => (0x0c, A),
        "move-exception" => (0x0d, A),
        "return-void" => (0x0e, Plain),
        "return" => (0x0f, A),
        "return-object" => (0x11, A),
        "const" => (0x14, Int),
        "const-string" => (0x1b, Str),
        "const-class" => (0x1c, Type),
        "check-cast" => (0x1f, Type),
        "instance-of" => (0x20, Type2),
        "new-instance" => (0x22, Type),
        "new-array" => (0x23, Type2),
        "filled-new-array" => (0x24, Items),
        "throw" => (0x27, A),
        "goto" => (0x2a, Goto),
        "packed-switch" => (0x2b, Switch),
        "if-eq" => (0x32, If2),
        "if-ne" => (0x33, If2),
        "if-eqz" => (0x38, If1),
        "if-nez" => (0x39, If1),
        "aget-object" => (0x46, Abc),
        "aput-object" => (0x4d, Abc),
        "iget-object" => (0x54, Field2),
        "iput-object" => (0x5b, Field2),
        "sget" => (0x60, Field1),
        "sget-object" => (0x62, Field1),
        "sput" => (0x67, Field1),
        "sput-object" => (0x69, Field1),
        "invoke-virtual" => (0x6e, Call),
        "invoke-super" => (0x6f, Call),
        "invoke-direct" => (0x70, Call),
        "invoke-static" => (0x71, Call),
        "invoke-interface" => (0x72, Call),
        "invoke-virtual/range" => (0x74, Range),
        "invoke-static/range" => (0x77, Range),
        "add-int" => (0x90, Abc),
        "sub-int" => (0x91, Abc),
        "mul-int" => (0x92, Abc),
        "add-int/lit8" => (0xd8, Lit8),
        "rsub-int/lit8" => (0xd9, Lit8),
        "invoke-polymorphic" => (0xfa, Poly),
        "invoke-custom" => (0xfc, Custom),
        "const-method-handle" => (0xfe, Handle),
        other => panic!("no instruction {other}"),
    }
}

/// Words of a line: parted by blanks and commas, texts and register lists kept whole.
fn words(line: &str) -> Vec<String> {
    let (mut found, mut rest) = (Vec::new(), line.trim());
    while !rest.is_empty() {
        let end = match rest.as_bytes()[0] {
            b'"' => rest[1..].find('"').expect("an end of the text") + 2,
            b'{' => rest.find('}').expect("an end of the list") + 1,
            _ => rest.find([' ', ',']).unwrap_or(rest.len()),
        };
        found.push(rest[..end].to_owned());
        rest = rest[end..].trim_start_matches([' ', ',']);
    }
    found
}

struct Body {
    registers: u16,
    ins: u16,
    units: Vec<u16>,
    labels: HashMap<String, usize>,
    /// Unit of the instruction, where the offset goes, its size in units, label.
    jumps: Vec<(usize, usize, u8, String)>,
    switches: Vec<(usize, Vec<String>)>,
    /// From, to, type or none, handler.
    catches: Vec<(String, String, Option<u32>, String)>,
}

impl Body {
    fn assemble(pool: &mut Pool, method: &Method) -> Vec<u8> {
        let wide = |ty: &String| if ty == "J" || ty == "D" { 2 } else { 1 };
        let ins = parts(&method.proto).0.iter().map(wide).sum::<u16>() + u16::from(method.flags & 8 == 0);
        let mut body = Self {
            registers: ins.max(8),
            ins,
            units: Vec::new(),
            labels: HashMap::new(),
            jumps: Vec::new(),
            switches: Vec::new(),
            catches: Vec::new(),
        };
        for line in &method.lines {
            let words = words(line);
            match words[0].as_str() {
                ".registers" => body.registers = words[1].parse().expect("a number"),
                ".javascript" => {}
                ".catch" => {
                    let ty = pool.ty(&words[1]);
                    body.catch(Some(ty), &words[2], &words[3]);
                }
                ".catchall" => body.catch(None, &words[1], &words[2]),
                label if label.starts_with(':') => {
                    body.labels.insert(label.to_owned(), body.units.len());
                }
                _ => body.instruction(pool, &words),
            }
        }
        body.finish()
    }

    fn catch(&mut self, ty: Option<u32>, range: &str, handler: &str) {
        let (from, to) = range.trim_matches(['{', '}']).split_once(" .. ").expect("{:from .. :to}");
        self.catches.push((from.to_owned(), to.to_owned(), ty, handler.to_owned()));
    }

    fn reg(&self, word: &str) -> u16 {
        let number: u16 = word[1..].parse().unwrap_or_else(|_| panic!("no register: {word}"));
        if word.starts_with('p') { self.registers - self.ins + number } else { number }
    }

    fn list(&self, word: &str) -> Vec<u16> {
        let inside = word.trim_matches(['{', '}']);
        if let Some((from, to)) = inside.split_once(" .. ") {
            return (self.reg(from)..=self.reg(to)).collect();
        }
        inside.split([' ', ',']).filter(|word| !word.is_empty()).map(|word| self.reg(word)).collect()
    }

    /// 35c: count and registers around an index.
    fn call(&mut self, op: u8, regs: &[u16], index: u32) {
        assert!(regs.len() <= 5, "more than five registers");
        let r = |i: usize| regs.get(i).copied().unwrap_or(0);
        self.units.push(u16::from(op) | (regs.len() as u16) << 12 | r(4) << 8);
        self.units.push(u16::try_from(index).expect("an index of 16 bits"));
        self.units.push(r(0) | r(1) << 4 | r(2) << 8 | r(3) << 12);
    }

    fn instruction(&mut self, pool: &mut Pool, w: &[String]) {
        let (op, form) = opcode(&w[0]);
        let start = self.units.len();
        let low = u16::from(op);
        let one = |body: &Self, i: usize| low | body.reg(&w[i]) << 8;
        let two = |body: &Self| low | body.reg(&w[1]) << 8 | body.reg(&w[2]) << 12;
        let index = |id: u32| u16::try_from(id).expect("an index of 16 bits");
        match form {
            Form::Plain => self.units.push(low),
            Form::A => self.units.push(one(self, 1)),
            Form::Ab => self.units.push(two(self)),
            Form::Int => {
                let n = w[2].parse::<i32>().expect("a number") as u32;
                self.units.extend([one(self, 1), n as u16, (n >> 16) as u16]);
            }
            Form::Str => {
                let id = pool.strings.row(w[2].trim_matches('"').to_owned());
                self.units.extend([one(self, 1), id as u16, (id >> 16) as u16]);
            }
            Form::Type => self.units.extend([one(self, 1), index(pool.ty(&w[2]))]),
            Form::Type2 => self.units.extend([two(self), index(pool.ty(&w[3]))]),
            Form::Field1 => self.units.extend([one(self, 1), index(pool.field(&w[2]))]),
            Form::Field2 => self.units.extend([two(self), index(pool.field(&w[3]))]),
            Form::Handle => self.units.extend([one(self, 1), index(pool.handle(&w[2]))]),
            Form::Call => {
                let (regs, id) = (self.list(&w[1]), pool.method(&w[2]));
                self.call(op, &regs, id);
            }
            Form::Items => {
                let (regs, id) = (self.list(&w[1]), pool.ty(&w[2]));
                self.call(op, &regs, id);
            }
            Form::Poly => {
                let (regs, id, proto) = (self.list(&w[1]), pool.method(&w[2]), pool.proto(&w[3]));
                self.call(op, &regs, id);
                self.units.push(index(proto));
            }
            Form::Custom => {
                assert_eq!(w[2], "site");
                let (regs, id) = (self.list(&w[1]), pool.site(&w[3..]));
                self.call(op, &regs, id);
            }
            Form::Range => {
                let (regs, id) = (self.list(&w[1]), pool.method(&w[2]));
                self.units.extend([low | (regs.len() as u16) << 8, index(id), regs.first().copied().unwrap_or(0)]);
            }
            Form::Goto => self.jump(start, &[low], 2, &w[1]),
            Form::If1 => self.jump(start, &[one(self, 1)], 1, &w[2]),
            Form::If2 => self.jump(start, &[two(self)], 1, &w[3]),
            Form::Abc => self.units.extend([one(self, 1), self.reg(&w[2]) | self.reg(&w[3]) << 8]),
            Form::Lit8 => {
                let n = w[3].parse::<i8>().expect("a small number") as u8;
                self.units.extend([one(self, 1), self.reg(&w[2]) | u16::from(n) << 8]);
            }
            Form::Switch => {
                self.switches.push((start, w[2..].to_vec()));
                self.units.extend([one(self, 1), 0, 0]);
            }
        }
    }

    fn jump(&mut self, start: usize, head: &[u16], size: u8, label: &str) {
        self.units.extend(head);
        self.jumps.push((start, self.units.len(), size, label.to_owned()));
        self.units.extend(vec![0; usize::from(size)]);
    }

    fn at(&self, label: &str) -> usize {
        *self.labels.get(label).unwrap_or_else(|| panic!("no label {label}"))
    }

    fn finish(mut self) -> Vec<u8> {
        for (start, place, size, label) in std::mem::take(&mut self.jumps) {
            let step = self.at(&label) as i32 - start as i32;
            self.units[place] = step as u16;
            if size == 2 {
                self.units[place + 1] = (step >> 16) as u16;
            }
        }
        for (start, labels) in std::mem::take(&mut self.switches) {
            if self.units.len() % 2 == 1 {
                self.units.push(0);
            }
            let step = (self.units.len() - start) as u32;
            self.units[start + 1] = step as u16;
            self.units[start + 2] = (step >> 16) as u16;
            self.units.extend([0x0100, labels.len() as u16, 0, 0]);
            for label in labels {
                let step = self.at(&label) as i32 - start as i32;
                self.units.extend([step as u16, (step >> 16) as u16]);
            }
        }
        let mut out = Vec::new();
        let tries = self.catches.len() as u16;
        out.extend([self.registers, self.ins, 5, tries].iter().flat_map(|n| n.to_le_bytes()));
        out.extend([0_u32, self.units.len() as u32].iter().flat_map(|n| n.to_le_bytes()));
        out.extend(self.units.iter().flat_map(|n| n.to_le_bytes()));
        if tries > 0 && self.units.len() % 2 == 1 {
            out.extend([0, 0]);
        }
        let mut handlers = uleb(u32::from(tries));
        for (from, to, ty, handler) in &self.catches {
            let (from, to) = (self.at(from) as u32, self.at(to) as u32);
            out.extend(from.to_le_bytes());
            out.extend([(to - from) as u16, handlers.len() as u16].iter().flat_map(|n| n.to_le_bytes()));
            let handler = self.at(handler) as u32;
            match ty {
                Some(ty) => {
                    handlers.push(1);
                    handlers.extend(uleb(*ty));
                    handlers.extend(uleb(handler));
                }
                None => {
                    handlers.push(0);
                    handlers.extend(uleb(handler));
                }
            }
        }
        if tries > 0 {
            out.extend(handlers);
        }
        out
    }
}
