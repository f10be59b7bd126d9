//! Linking of class files: each class's constants to shared numbers, once, as every body uses them.

use glasshouse_formats::class::{ClassFile, Entry, Field, Method, RefKind};
use glasshouse_formats::{Error, Result};

use super::build::{Builder, JAVASCRIPT_INTERFACE, LAMBDA_FACTORY, NO_CODE, shown, spend};
use super::intern::{NONE, number};
use super::tables::FieldRef;
use super::{CallSite, Class, Def, Part, Unit};
use crate::ir::{ClassId, Const, FieldId, InvokeKind, MethodId, StrId, TypeId};

const ANEWARRAY: u8 = 0xbd;

/// One class file after linking.
#[derive(Debug)]
pub(super) struct ClassPart {
    /// Where the class file starts in its unit.
    pub(super) start: u32,
    /// What is defined: calls with `invokespecial` on it are private ones.
    pub(super) this: TypeId,
    /// The constant pool.
    pub(super) items: Box<[Item]>,
    /// Longs and doubles of the pool.
    pub(super) longs: Box<[i64]>,
    /// Call sites of the pool.
    pub(super) sites: Box<[CallSite]>,
    /// Backing store of [`CallSite::Dynamic`].
    pub(super) handles: Box<[MethodId]>,
}

impl ClassPart {
    /// Errors count from the start of the class file, bodies are read from the whole unit.
    pub(super) fn relative(&self, mut error: Error) -> Error {
        error.offset = error.offset.saturating_sub(self.start.into());
        error
    }

    pub(super) fn item(&self, index: u16) -> Item {
        self.items.get(usize::from(index)).copied().unwrap_or(Item::None)
    }
}

/// A constant that instructions can name.
#[derive(Debug, Clone, Copy)]
pub(super) enum Item {
    /// Nothing that an instruction can use, or unreadable.
    None,
    Int(i32),
    /// Place in [`ClassPart::longs`].
    Long(u32),
    Str(StrId),
    Type(TypeId),
    Method(MethodId),
    Handle(MethodId),
    Field(FieldId),
    /// Place in [`ClassPart::sites`].
    Site(u32),
}

/// What linking one class file keeps at hand.
struct Image<'a> {
    unit: u16,
    start: usize,
    file: ClassFile<'a>,
    /// The shared number of each text and each class of the pool, once asked for.
    known: Vec<u32>,
}

impl Builder<'_> {
    /// Link all class files of a unit.
    pub(super) fn link_classes(&mut self, unit: u16, whole: &Unit) {
        for primitive in ["[Z", "[C", "[F", "[D", "[B", "[S", "[I", "[J"] {
            let text = self.tables.strings.intern(self.units, primitive.as_bytes());
            self.tables.type_for(text);
        }
        let mut any = false;
        for (entry, range) in whole.parts() {
            let noted = self.problems.len();
            let mut forgiven = Vec::new();
            let data = whole.bytes().get(range.clone()).unwrap_or(&[]);
            let read =
                ClassFile::parse(data, &mut forgiven).and_then(|file| self.link_class_file(unit, range.start, file));
            self.forgiven(unit, forgiven);
            match read {
                Ok(()) => any = true,
                Err(error) => {
                    self.lost.classes = self.lost.classes.saturating_add(1);
                    self.error(unit, &error);
                }
            }
            if !entry.is_empty() {
                for problem in self.problems.iter_mut().skip(noted) {
                    problem.text = format!("{entry}: {}", problem.text);
                }
            }
        }
        if !any && !whole.parts().is_empty() {
            self.lost.units += 1;
        }
    }

    fn link_class_file(&mut self, unit: u16, start: usize, file: ClassFile<'_>) -> Result<()> {
        let known = vec![NONE; file.pool.entries().len()];
        let mut image = Image { unit, start, file, known };
        let this_class = image.file.this_class;
        let this = self.class_type(&mut image, this_class)?;
        let superclass = match image.file.super_class {
            0 => None,
            index => self.class_type(&mut image, index).map_err(|error| self.error(unit, &error)).ok(),
        };
        let first = number(self.interfaces.len());
        for at in 0..image.file.interfaces.len() {
            let Some(index) = image.file.interfaces.get(at).copied() else { break };
            match self.class_type(&mut image, index) {
                Ok(ty) => self.interfaces.push(ty),
                Err(error) => self.error(unit, &error),
            }
        }
        let class = Class {
            ty: this,
            superclass,
            access: image.file.access_flags.into(),
            unit,
            duplicate: false,
            interfaces: (first, number(self.interfaces.len())),
            defs: (0, 0),
        };
        let defect = image.file.defect.take();
        if let Some(id) = self.add_class(class) {
            let part = self.link_pool(&mut image, this);
            let fields = std::mem::take(&mut image.file.fields);
            for field in fields {
                self.link_class_field(&mut image, &part, &field);
            }
            let methods = std::mem::take(&mut image.file.methods);
            for method in methods {
                if let Err(error) = self.link_class_method(&mut image, id, this, &method) {
                    self.lost.methods = self.lost.methods.saturating_add(1);
                    self.error(unit, &error);
                }
            }
            self.parts.push(Part::Class(Box::new(part)));
        }
        defect.map_or(Ok(()), Err)
    }

    /// The shared number of a text of the pool.
    fn text(&mut self, image: &mut Image<'_>, index: u16) -> Result<StrId> {
        let Some(slot) = image.known.get_mut(usize::from(index)) else { return Err(no_entry(index)) };
        if *slot == NONE {
            let text = image.file.pool.utf8(index)?;
            let Entry::Utf8(at, _) = image.file.pool.get(index) else { return Err(no_entry(index)) };
            *slot = self.tables.strings.intern_span(self.units, image.unit, image.start + at as usize, text).0;
        }
        Ok(StrId(*slot))
    }

    /// The type of a class entry, whose name is `java/lang/String` or already the descriptor of an array.
    fn class_type(&mut self, image: &mut Image<'_>, index: u16) -> Result<TypeId> {
        match image.known.get(usize::from(index)).copied() {
            None => return Err(no_entry(index)),
            Some(NONE) => {}
            Some(known) => return Ok(TypeId(known)),
        }
        let name = image.file.pool.class_name(index).ok_or_else(|| no_entry(index))?;
        let name = image.file.pool.utf8(name)?;
        self.spend_text(name.len())?;
        let text = if name.starts_with(b"[") {
            self.tables.strings.intern(self.units, name)
        } else {
            let mut descriptor = Vec::with_capacity(name.len() + 2);
            descriptor.push(b'L');
            descriptor.extend_from_slice(name);
            descriptor.push(b';');
            self.tables.strings.intern(self.units, &descriptor)
        };
        let ty = self.tables.type_for(text);
        if let Some(slot) = image.known.get_mut(usize::from(index)) {
            *slot = ty.0;
        }
        Ok(ty)
    }

    fn spend_text(&mut self, len: usize) -> Result<()> {
        if spend(&mut self.budget.descriptor_bytes, len) {
            return Ok(());
        }
        Err(Error::new("constant_pool", 0, "names longer than the file", "shorter ones"))
    }

    /// The prototype with this descriptor.
    fn descriptor(&mut self, text: StrId) -> Result<u32> {
        if let Some(known) = self.tables.proto_of(text) {
            return Ok(known);
        }
        self.spend_text(self.tables.strings.get(self.units, text).len())?;
        let bytes = self.tables.strings.get(self.units, text).to_vec();
        let wrong = || Error::new("constant_pool", 0, format!("descriptor {}", shown(&bytes)), "a method descriptor");
        let mut rest = bytes.strip_prefix(b"(").ok_or_else(wrong)?;
        let mut params = Vec::new();
        while !rest.starts_with(b")") {
            let (one, more) = rest.split_at_checked(field_descriptor(rest).ok_or_else(wrong)?).ok_or_else(wrong)?;
            params.push(self.type_text(one));
            rest = more;
            if params.len() > 255 {
                return Err(wrong());
            }
        }
        let returns = rest
            .get(1..)
            .filter(|rest| field_descriptor(rest) == Some(rest.len()) || *rest == b"V")
            .ok_or_else(wrong)?;
        let returns = self.type_text(returns);
        Ok(self.tables.proto_for(text, returns, &params))
    }

    fn type_text(&mut self, descriptor: &[u8]) -> TypeId {
        let text = self.tables.strings.intern(self.units, descriptor);
        self.tables.type_for(text)
    }

    fn link_pool(&mut self, image: &mut Image<'_>, this: TypeId) -> ClassPart {
        let count = image.file.pool.entries().len();
        let (mut longs, mut sites, mut handles) = (Vec::new(), Vec::new(), Vec::new());
        let mut items = Vec::with_capacity(count);
        for index in 0..count {
            let index = u16::try_from(index).unwrap_or(u16::MAX);
            let item = match image.file.pool.get(index) {
                Entry::Int(value) => Ok(Item::Int(value)),
                Entry::Long(value) => {
                    longs.push(value);
                    Ok(Item::Long(number(longs.len() - 1)))
                }
                Entry::String(text) => self.text(image, text).map(Item::Str),
                Entry::Class(_) => self.class_type(image, index).map(Item::Type),
                Entry::Ref(kind, class, member) => self.member(image, kind, class, member),
                Entry::InvokeDynamic(bootstrap, member) => {
                    sites.push(self.site(image, bootstrap, member, &mut handles).unwrap_or(CallSite::Broken));
                    Ok(Item::Site(number(sites.len() - 1)))
                }
                Entry::MethodHandle(..) => self
                    .handle(image, index)
                    .map(|handle| handle.map_or(Item::None, |(_, method)| Item::Handle(method))),
                _ => Ok(Item::None),
            };
            items.push(item.unwrap_or_else(|error| {
                self.lost.rows = self.lost.rows.saturating_add(1);
                self.error(image.unit, &error);
                Item::None
            }));
        }
        ClassPart {
            start: number(image.start),
            this,
            items: items.into(),
            longs: longs.into(),
            sites: sites.into(),
            handles: handles.into(),
        }
    }

    fn member(&mut self, image: &mut Image<'_>, kind: RefKind, class: u16, member: u16) -> Result<Item> {
        let class = self.class_type(image, class)?;
        let Entry::NameAndType(name, ty) = image.file.pool.get(member) else { return Err(no_entry(member)) };
        let (name, ty) = (self.text(image, name)?, self.text(image, ty)?);
        Ok(match kind {
            RefKind::Field => {
                let ty = self.tables.type_for(ty);
                Item::Field(self.tables.field_for(FieldRef { class, name, ty }))
            }
            RefKind::Method | RefKind::InterfaceMethod => {
                let proto = self.descriptor(ty)?;
                Item::Method(self.tables.method_for(class, name, proto))
            }
        })
    }

    /// A handle of the pool as call: its kind and the method, `None` when it is of a field.
    fn handle(&mut self, image: &mut Image<'_>, index: u16) -> Result<Option<(InvokeKind, MethodId)>> {
        let Entry::MethodHandle(kind, member) = image.file.pool.get(index) else { return Err(no_entry(index)) };
        let kind = match kind {
            5 => InvokeKind::Virtual,
            6 => InvokeKind::Static,
            7 | 8 => InvokeKind::Direct,
            9 => InvokeKind::Interface,
            _ => return Ok(None),
        };
        let Entry::Ref(what, class, name) = image.file.pool.get(member) else { return Err(no_entry(member)) };
        match self.member(image, what, class, name)? {
            Item::Method(method) => Ok(Some((kind, method))),
            _ => Ok(None),
        }
    }

    fn site(
        &mut self,
        image: &mut Image<'_>,
        bootstrap: u16,
        member: u16,
        handles: &mut Vec<MethodId>,
    ) -> Result<CallSite> {
        let Entry::NameAndType(name, ty) = image.file.pool.get(member) else { return Err(no_entry(member)) };
        let (name, ty) = (self.text(image, name)?, self.text(image, ty)?);
        let proto = self.descriptor(ty)?;
        let Some((factory, body)) = image.file.bootstraps.get(usize::from(bootstrap)).copied() else {
            return Ok(CallSite::Dynamic { proto, handles: (0, 0) });
        };
        let start = number(handles.len());
        let Some((_, factory)) = self.handle(image, factory)? else {
            return Ok(CallSite::Dynamic { proto, handles: (0, 0) });
        };
        handles.push(factory);
        // Another bootstrap may have anything there.
        let body = if body == 0 { None } else { self.handle(image, body).ok().flatten() };
        let text = self.tables.type_text(self.tables.method(factory).class);
        if let (true, Some((kind, target))) = (self.tables.strings.get(self.units, text) == LAMBDA_FACTORY, body) {
            let ty = self.tables.proto(proto).map_or(TypeId(0), |proto| proto.returns);
            return Ok(CallSite::Lambda { proto, ty, name, kind, target });
        }
        handles.extend(body.map(|(_, method)| method));
        let len = u16::try_from(handles.len() - start as usize).unwrap_or(0);
        Ok(CallSite::Dynamic { proto, handles: (start, len) })
    }

    fn link_class_field(&mut self, image: &mut Image<'_>, part: &ClassPart, field: &Field) {
        let Some(value) = field.constant_value else { return };
        let value = match part.items.get(usize::from(value)) {
            Some(Item::Int(value)) => Const::Int((*value).into()),
            Some(Item::Long(at)) => part.longs.get(*at as usize).map_or(Const::Other, |value| Const::Int(*value)),
            Some(Item::Str(text)) => Const::Str(*text),
            _ => return,
        };
        if let (Ok(name), Ok(ty)) = (self.text(image, field.name_index), self.text(image, field.descriptor_index)) {
            let ty = self.tables.type_for(ty);
            let id = self.tables.field_for(FieldRef { class: part.this, name, ty });
            self.add_static(id, field.access_flags.into(), value);
        }
    }

    fn link_class_method(
        &mut self,
        image: &mut Image<'_>,
        class: ClassId,
        this: TypeId,
        method: &Method,
    ) -> Result<()> {
        let (name, ty) = (self.text(image, method.name_index)?, self.text(image, method.descriptor_index)?);
        let proto = self.descriptor(ty)?;
        let id = self.tables.method_for(this, name, proto);
        let (mut code, mut code_units) = (NO_CODE, 0);
        let mut read = Ok(());
        if let Some(offset) = method.code {
            match image.file.body(offset) {
                Ok(body) if self.allow_code(body.code.len() as u64, body.guards().len() as u64) => {
                    (code, code_units) = (number(image.start + offset), number(body.code.len()));
                    self.name_arrays(image, body.code);
                }
                Ok(_) => {
                    read = Err(Error::new("Code_attribute", offset as u64, "more code than the budget allows", "less"));
                }
                Err(error) => read = Err(error),
            }
        }
        let (part, access) = (number(self.parts.len()), method.access_flags.into());
        let def = self.add_def(Def { method: id, class, access, code_units, unit: image.unit, part, code });
        for place in method.annotations {
            let mut types = Vec::new();
            image.file.annotation_types(place, self.limits.depth, |ty| types.push(ty))?;
            if types.into_iter().any(|ty| image.file.pool.utf8(ty) == Ok(JAVASCRIPT_INTERFACE)) {
                self.javascript.push(def);
            }
        }
        read
    }

    /// Bodies are lowered when the tables are closed, so the array types that they make are named here. Bytes that only
    /// look like the instruction name a type that is never used.
    fn name_arrays(&mut self, image: &mut Image<'_>, code: &[u8]) {
        for window in code.windows(3) {
            let &[ANEWARRAY, high, low] = window else { continue };
            let index = u16::from_be_bytes([high, low]);
            if image.file.pool.class_name(index).is_none() {
                continue;
            }
            let Ok(element) = self.class_type(image, index) else { continue };
            let name = self.tables.strings.get(self.units, self.tables.type_text(element));
            if spend(&mut self.budget.descriptor_bytes, name.len()) {
                let array = [b"[", name].concat();
                self.type_text(&array);
            }
        }
    }
}

/// Bytes of the field descriptor at the start of `text`.
fn field_descriptor(text: &[u8]) -> Option<usize> {
    let dimensions = text.iter().take_while(|byte| **byte == b'[').count();
    match text.get(dimensions)? {
        b'B' | b'C' | b'D' | b'F' | b'I' | b'J' | b'S' | b'Z' => Some(dimensions + 1),
        b'L' => Some(text.iter().position(|byte| *byte == b';')? + 1),
        _ => None,
    }
}

fn no_entry(index: u16) -> Error {
    Error::new("constant_pool", 0, format!("nothing fit at index {index}"), "an entry of the right kind")
}
