//! A class file writer for tests: a pool that grows as it is asked, methods with code given in bytes.

#[derive(Default)]
pub(crate) struct Pool {
    bytes: Vec<u8>,
    entries: u16,
    known: Vec<(Vec<u8>, u16)>,
}

impl Pool {
    fn add(&mut self, entry: Vec<u8>) -> u16 {
        if let Some((_, at)) = self.known.iter().find(|(known, _)| *known == entry) {
            return *at;
        }
        self.entries += 1;
        let at = self.entries;
        self.bytes.extend_from_slice(&entry);
        if matches!(entry[0], 5 | 6) {
            self.entries += 1;
        }
        self.known.push((entry, at));
        at
    }

    fn pair(&mut self, tag: u8, a: u16, b: u16) -> u16 {
        self.add([&[tag][..], &a.to_be_bytes(), &b.to_be_bytes()].concat())
    }

    pub(crate) fn utf8(&mut self, text: &str) -> u16 {
        self.add([&[1][..], &(text.len() as u16).to_be_bytes(), text.as_bytes()].concat())
    }

    pub(crate) fn class(&mut self, name: &str) -> u16 {
        let name = self.utf8(name);
        self.add([&[7][..], &name.to_be_bytes()].concat())
    }

    pub(crate) fn string(&mut self, text: &str) -> u16 {
        let text = self.utf8(text);
        self.add([&[8][..], &text.to_be_bytes()].concat())
    }

    pub(crate) fn long(&mut self, value: i64) -> u16 {
        self.add([&[5][..], &value.to_be_bytes()].concat())
    }

    fn named(&mut self, name: &str, ty: &str) -> u16 {
        let (name, ty) = (self.utf8(name), self.utf8(ty));
        self.pair(12, name, ty)
    }

    /// `tag` 9: field, 10: method, 11: interface method.
    pub(crate) fn member(&mut self, tag: u8, class: &str, name: &str, ty: &str) -> u16 {
        let (class, named) = (self.class(class), self.named(name, ty));
        self.pair(tag, class, named)
    }
}

pub(crate) struct Body {
    pub(crate) name: &'static str,
    pub(crate) ty: &'static str,
    pub(crate) access: u16,
    pub(crate) stack: u16,
    pub(crate) locals: u16,
    pub(crate) code: Vec<u8>,
    /// start, end, handler, class in the pool
    pub(crate) guards: Vec<[u16; 4]>,
}

/// The class `A` with these methods, all static unless they say otherwise.
pub(crate) fn class(mut pool: Pool, methods: &[Body]) -> Vec<u8> {
    let (this, object, code) = (pool.class("A"), pool.class("java/lang/Object"), pool.utf8("Code"));
    let mut rest = Vec::new();
    let half = |rest: &mut Vec<u8>, value: u16| rest.extend(value.to_be_bytes());
    for value in [0x21, this, object, 0, 0, methods.len() as u16] {
        half(&mut rest, value);
    }
    for method in methods {
        for value in [method.access, pool.utf8(method.name), pool.utf8(method.ty), 1, code] {
            half(&mut rest, value);
        }
        rest.extend((12 + method.code.len() as u32 + 8 * method.guards.len() as u32).to_be_bytes());
        half(&mut rest, method.stack);
        half(&mut rest, method.locals);
        rest.extend((method.code.len() as u32).to_be_bytes());
        rest.extend_from_slice(&method.code);
        half(&mut rest, method.guards.len() as u16);
        method.guards.iter().flatten().for_each(|value| half(&mut rest, *value));
        half(&mut rest, 0);
    }
    half(&mut rest, 0);
    let head = [&[0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52][..], &(pool.entries + 1).to_be_bytes()].concat();
    [head, pool.bytes, rest].concat()
}
