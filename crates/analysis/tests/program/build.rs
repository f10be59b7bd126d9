//! A DEX writer for tests: tables in order of first use, no sorting, no checksum - what the reader must not rely on.

type Handlers = Vec<(&'static str, u32)>;

/// A method of a [`ClassSpec`].
#[derive(Clone, Default)]
pub(crate) struct MethodSpec {
    pub(crate) name: &'static str,
    /// Return type first, then parameters.
    pub(crate) shape: &'static [&'static str],
    pub(crate) access: u32,
    pub(crate) registers: u16,
    pub(crate) ins: u16,
    /// `None`: no code.
    pub(crate) code: Option<Vec<u16>>,
    /// (first unit, units, [(type, handler)])
    pub(crate) tries: Vec<(u32, u16, Handlers)>,
}

#[derive(Clone, Default)]
pub(crate) struct ClassSpec {
    pub(crate) name: &'static str,
    pub(crate) superclass: Option<&'static str>,
    pub(crate) interfaces: &'static [&'static str],
    /// (name, type, access, encoded value)
    pub(crate) statics: Vec<(&'static str, &'static str, u32, Vec<u8>)>,
    pub(crate) methods: Vec<MethodSpec>,
    /// Methods (by place) that carry `JavascriptInterface`.
    pub(crate) javascript: Vec<usize>,
}

#[derive(Default)]
pub(crate) struct Writer {
    strings: Vec<&'static str>,
    types: Vec<&'static str>,
    protos: Vec<&'static [&'static str]>,
    fields: Vec<(&'static str, &'static str, &'static str)>,
    methods: Vec<(&'static str, &'static str, &'static [&'static str])>,
}

fn place<T: PartialEq>(list: &mut Vec<T>, item: T) -> u16 {
    let at = list.iter().position(|known| *known == item).unwrap_or_else(|| {
        list.push(item);
        list.len() - 1
    });
    at as u16
}

impl Writer {
    pub(crate) fn string(&mut self, text: &'static str) -> u16 {
        place(&mut self.strings, text)
    }

    pub(crate) fn ty(&mut self, name: &'static str) -> u16 {
        self.string(name);
        place(&mut self.types, name)
    }

    pub(crate) fn proto(&mut self, shape: &'static [&'static str]) -> u16 {
        for ty in shape {
            self.ty(ty);
        }
        place(&mut self.protos, shape)
    }

    pub(crate) fn field(&mut self, class: &'static str, name: &'static str, ty: &'static str) -> u16 {
        self.ty(class);
        self.string(name);
        self.ty(ty);
        place(&mut self.fields, (class, name, ty))
    }

    pub(crate) fn method(&mut self, class: &'static str, name: &'static str, shape: &'static [&'static str]) -> u16 {
        self.ty(class);
        self.string(name);
        self.proto(shape);
        place(&mut self.methods, (class, name, shape))
    }

    /// Write the file.
    pub(crate) fn finish(mut self, classes: &[ClassSpec]) -> Vec<u8> {
        for class in classes {
            self.ty(class.name);
            for ty in class.superclass.iter().chain(class.interfaces) {
                self.ty(ty);
            }
            for (name, ty, ..) in &class.statics {
                self.field(class.name, name, ty);
            }
            for method in &class.methods {
                self.method(class.name, method.name, method.shape);
            }
            if !class.javascript.is_empty() {
                self.ty("Landroid/webkit/JavascriptInterface;");
            }
            for (_, _, handlers) in class.methods.iter().flat_map(|method| &method.tries) {
                for (ty, _) in handlers.iter().filter(|handler| !handler.0.is_empty()) {
                    self.ty(ty);
                }
            }
        }
        let mut out = vec![0_u8; 0x70];
        let counts = [
            self.strings.len(),
            self.types.len(),
            self.protos.len(),
            self.fields.len(),
            self.methods.len(),
            classes.len(),
        ];
        let sizes = [4, 4, 12, 8, 8, 32];
        let mut starts = [0; 6];
        for (start, (count, size)) in starts.iter_mut().zip(counts.iter().zip(sizes)) {
            *start = out.len();
            out.resize(out.len() + count * size, 0);
        }
        put(&mut out, 0, b"dex\n035\0");
        put(&mut out, 0x24, &0x70_u32.to_le_bytes());
        put(&mut out, 0x28, &0x1234_5678_u32.to_le_bytes());
        for (i, (count, start)) in counts.iter().zip(starts).enumerate() {
            put(&mut out, 0x38 + 8 * i, &(*count as u32).to_le_bytes());
            put(&mut out, 0x3c + 8 * i, &(start as u32).to_le_bytes());
        }
        for (i, text) in self.strings.clone().into_iter().enumerate() {
            let at = out.len() as u32;
            put(&mut out, starts[0] + 4 * i, &at.to_le_bytes());
            uleb(&mut out, text.chars().count() as u32);
            out.extend_from_slice(text.as_bytes());
            out.push(0);
        }
        for (i, ty) in self.types.clone().into_iter().enumerate() {
            let text = u32::from(self.string(ty));
            put(&mut out, starts[1] + 4 * i, &text.to_le_bytes());
        }
        for (i, shape) in self.protos.clone().into_iter().enumerate() {
            let row = starts[2] + 12 * i;
            let returns = u32::from(self.ty(shape[0]));
            put(&mut out, row + 4, &returns.to_le_bytes());
            let list = self.type_list(&mut out, &shape[1..]);
            put(&mut out, row + 8, &list.to_le_bytes());
        }
        for (i, (class, name, ty)) in self.fields.clone().into_iter().enumerate() {
            let (class, ty, name) = (self.ty(class), self.ty(ty), u32::from(self.string(name)));
            put(
                &mut out,
                starts[3] + 8 * i,
                &[&class.to_le_bytes()[..], &ty.to_le_bytes(), &name.to_le_bytes()].concat(),
            );
        }
        for (i, (class, name, shape)) in self.methods.clone().into_iter().enumerate() {
            let (class, proto, name) = (self.ty(class), self.proto(shape), u32::from(self.string(name)));
            put(
                &mut out,
                starts[4] + 8 * i,
                &[&class.to_le_bytes()[..], &proto.to_le_bytes(), &name.to_le_bytes()].concat(),
            );
        }
        for (i, class) in classes.iter().enumerate() {
            self.class(&mut out, starts[5] + 32 * i, class);
        }
        let size = out.len() as u32;
        put(&mut out, 0x20, &size.to_le_bytes());
        out
    }

    fn type_list(&mut self, out: &mut Vec<u8>, types: &[&'static str]) -> u32 {
        if types.is_empty() {
            return 0;
        }
        align(out);
        let at = out.len() as u32;
        out.extend((types.len() as u32).to_le_bytes());
        for ty in types {
            out.extend(self.ty(ty).to_le_bytes());
        }
        at
    }

    fn class(&mut self, out: &mut Vec<u8>, row: usize, class: &ClassSpec) {
        let mut words = [0_u32; 8];
        words[0] = self.ty(class.name).into();
        words[1] = 1;
        words[2] = class.superclass.map_or(u32::MAX, |ty| self.ty(ty).into());
        words[3] = self.type_list(out, class.interfaces);
        words[4] = u32::MAX;
        if !class.javascript.is_empty() {
            words[5] = self.annotations(out, class);
        }
        if !class.statics.is_empty() {
            words[7] = out.len() as u32;
            uleb(out, class.statics.len() as u32);
            class.statics.iter().for_each(|field| out.extend_from_slice(&field.3));
        }
        let bodies: Vec<u32> = class.methods.iter().map(|method| self.code(out, method)).collect();
        words[6] = out.len() as u32;
        // All methods as direct ones: whether they are is nothing the reader asks.
        for count in [class.statics.len(), 0, class.methods.len(), 0] {
            uleb(out, count as u32);
        }
        let mut last = 0;
        for (name, ty, access, _) in &class.statics {
            let index = u32::from(self.field(class.name, name, ty));
            uleb(out, index - last);
            uleb(out, *access);
            last = index;
        }
        last = 0;
        for (method, code) in class.methods.iter().zip(bodies) {
            let index = u32::from(self.method(class.name, method.name, method.shape));
            uleb(out, index - last);
            uleb(out, method.access);
            uleb(out, code);
            last = index;
        }
        let row_bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        put(out, row, &row_bytes);
    }

    fn annotations(&mut self, out: &mut Vec<u8>, class: &ClassSpec) -> u32 {
        let ty = self.ty("Landroid/webkit/JavascriptInterface;");
        let item = out.len() as u32;
        out.push(1);
        uleb(out, ty.into());
        uleb(out, 0);
        align(out);
        let set = out.len() as u32;
        out.extend(1_u32.to_le_bytes());
        out.extend(item.to_le_bytes());
        let at = out.len() as u32;
        for word in [0, 0, class.javascript.len() as u32, 0] {
            out.extend(word.to_le_bytes());
        }
        let rows: Vec<u16> = class.methods.iter().map(|m| self.method(class.name, m.name, m.shape)).collect();
        for method in &class.javascript {
            out.extend(u32::from(rows[*method]).to_le_bytes());
            out.extend(set.to_le_bytes());
        }
        at
    }

    fn code(&mut self, out: &mut Vec<u8>, method: &MethodSpec) -> u32 {
        let Some(code) = &method.code else { return 0 };
        align(out);
        let at = out.len() as u32;
        for half in [method.registers, method.ins, 0, method.tries.len() as u16] {
            out.extend(half.to_le_bytes());
        }
        out.extend(0_u32.to_le_bytes());
        out.extend((code.len() as u32).to_le_bytes());
        out.extend(code.iter().flat_map(|unit| unit.to_le_bytes()));
        if method.tries.is_empty() {
            return at;
        }
        align(out);
        let mut lists = vec![method.tries.len() as u8];
        for (start, count, handlers) in &method.tries {
            out.extend(start.to_le_bytes());
            out.extend(count.to_le_bytes());
            out.extend((lists.len() as u16).to_le_bytes());
            let typed = handlers.iter().filter(|h| !h.0.is_empty()).count() as u8;
            // One byte of sleb128 each: small numbers only. An empty type is the catch-all and comes last.
            lists.push(if usize::from(typed) == handlers.len() { typed } else { 0x80_u8.wrapping_sub(typed) & 0x7f });
            for (ty, addr) in handlers {
                if !ty.is_empty() {
                    uleb(&mut lists, self.ty(ty).into());
                }
                uleb(&mut lists, *addr);
            }
        }
        out.extend(lists);
        at
    }
}

fn put(out: &mut [u8], at: usize, bytes: &[u8]) {
    out[at..at + bytes.len()].copy_from_slice(bytes);
}

fn align(out: &mut Vec<u8>) {
    out.resize(out.len().next_multiple_of(4), 0);
}

fn uleb(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}
