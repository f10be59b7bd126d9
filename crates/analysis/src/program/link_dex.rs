//! Linking of DEX units: tables to shared numbers, class definitions to classes and methods.

use glasshouse_formats::dex::{
    self, ClassData, ClassDef, Dex, EncodedMethod, HandleKind, MemberRow, NO_INDEX, ProtoRow, Value, logical_files,
};
use glasshouse_formats::{Error, Result};
use hashbrown::HashMap;

use super::build::{Builder, JAVASCRIPT_INTERFACE, LAMBDA_FACTORY, LOGICAL_FILES, NO_CODE, spend};
use super::intern::{NONE, number};
use super::tables::FieldRef;
use super::{CallSite, Class, Def, DexPart, Part, access};
use crate::ir::{ClassId, Const, FieldId, InvokeKind, MethodId, StrId, TypeId};

/// Parameters that a method can have on Android, in words.
const PARAMETERS: usize = 255;

/// A number of the file in one of the shared tables.
pub(super) fn lookup(map: &[u32], index: u32) -> Option<u32> {
    map.get(index as usize).copied().filter(|id| *id != NONE)
}

/// What linking one DEX keeps at hand.
struct Image<'a> {
    dex: Dex<'a>,
    unit: u16,
    part: DexPart,
    /// Interface lists by offset: classes share them.
    lists: HashMap<u32, (u32, u32)>,
    /// Type number of the annotation that is looked for.
    annotation: Option<u32>,
}

impl Builder<'_> {
    /// Link a physical file: one DEX, or the several of a container.
    pub(super) fn link_dex(&mut self, unit: u16, data: &[u8]) {
        let before = self.parts.len();
        for header in logical_files(data, LOGICAL_FILES) {
            let mut forgiven = Vec::new();
            match Dex::parse(data, header, &mut forgiven) {
                Ok(dex) => {
                    self.forgiven(unit, forgiven);
                    self.link_image(unit, dex);
                }
                Err(error) => self.error(unit, &error),
            }
        }
        if self.parts.len() == before {
            self.lost.units += 1;
        }
    }

    fn link_image(&mut self, unit: u16, dex: Dex<'_>) {
        let mut part = DexPart { header: *dex.header(), ..DexPart::default() };
        let header = &part.header;
        let tables = [header.strings, header.types, header.protos, header.fields, header.methods, header.call_sites];
        if !spend(&mut self.budget.rows, tables.iter().map(|table| table.count as usize).sum()) {
            self.lost.units = self.lost.units.saturating_add(1);
            self.problem(unit, "header_item", header.offset.into(), || "tables that overlap, left unread".to_owned());
            return;
        }
        part.strings = self.link_strings(unit, &dex);
        part.types = dex.type_rows().map(|row| self.link_type(&part, row)).collect();
        part.protos = self.link_protos(unit, &dex, &part);
        part.fields = dex.field_rows().map(|row| self.link_field(&part, row)).collect();
        part.methods = dex.method_rows().map(|row| self.link_method(&part, row)).collect();
        part.handles = (0..part.header.method_handles.count).map(|index| handle_in(&dex, &part, index)).collect();
        for index in 0..part.header.call_sites.count {
            let site = self.link_call_site(unit, &dex, &mut part, index);
            part.call_sites.push(site);
        }
        let annotation = self.annotation_in(&part);
        let mut image = Image { dex, unit, part, lists: HashMap::new(), annotation };
        for class in dex.class_defs() {
            self.link_class_def(&mut image, &class);
        }
        self.parts.push(Part::Dex(Box::new(image.part)));
    }

    fn row_lost(&mut self) -> u32 {
        self.lost.rows = self.lost.rows.saturating_add(1);
        NONE
    }

    fn link_strings(&mut self, unit: u16, dex: &Dex<'_>) -> Vec<u32> {
        let offsets = dex.string_offsets();
        let count = offsets.len();
        let mut map = Vec::with_capacity(count);
        for offset in offsets {
            let read = dex.string_data(offset);
            // A string without end was searched up to the end of the file.
            let cost = read.as_ref().map_or(dex.data().len().saturating_sub(offset as usize), |(_, text)| text.len());
            if !spend(&mut self.budget.string_bytes, cost) {
                self.problem(unit, "string_ids", offset.into(), || {
                    "overlapping strings, the rest left unread".to_owned()
                });
                self.lost.rows = self.lost.rows.saturating_add(number(count - map.len()));
                break;
            }
            map.push(match read {
                Ok((start, text)) => self.tables.strings.intern_span(self.units, unit, start, text).0,
                Err(error) => {
                    self.error(unit, &error);
                    self.row_lost()
                }
            });
        }
        map
    }

    fn link_type(&mut self, part: &DexPart, string: u32) -> u32 {
        match lookup(&part.strings, string) {
            Some(text) => self.tables.type_for(StrId(text)).0,
            None => self.row_lost(),
        }
    }

    fn link_protos(&mut self, unit: u16, dex: &Dex<'_>, part: &DexPart) -> Vec<u32> {
        let (mut params, mut text) = (Vec::new(), Vec::new());
        let rows = dex.proto_rows();
        let mut map = Vec::with_capacity(rows.len());
        for row in rows {
            let id = match self.link_proto(dex, part, row, &mut params, &mut text) {
                Ok(id) => id,
                Err(error) => {
                    self.error(unit, &error);
                    self.row_lost()
                }
            };
            map.push(id);
        }
        map
    }

    fn link_proto(
        &mut self,
        dex: &Dex<'_>,
        part: &DexPart,
        row: ProtoRow,
        params: &mut Vec<TypeId>,
        text: &mut Vec<u8>,
    ) -> Result<u32> {
        let wrong =
            |found: String, expected| Error::new("proto_id_item", u64::from(row.parameters_off), found, expected);
        params.clear();
        text.clear();
        text.push(b'(');
        let list = dex.type_list(row.parameters_off)?;
        if list.len() > PARAMETERS {
            return Err(wrong(format!("{} parameters", list.len()), "at most 255"));
        }
        let mut add = |ty: u32, text: &mut Vec<u8>| -> Result<TypeId> {
            let ty =
                lookup(&part.types, ty).map(TypeId).ok_or_else(|| wrong(format!("type {ty}"), "a readable type"))?;
            let name = self.tables.strings.get(self.units, self.tables.type_text(ty));
            if !spend(&mut self.budget.descriptor_bytes, name.len()) {
                return Err(wrong("descriptors longer than the file".to_owned(), "shorter ones"));
            }
            text.extend_from_slice(name);
            Ok(ty)
        };
        for ty in list.iter() {
            params.push(add(ty.into(), text)?);
        }
        text.push(b')');
        let returns = add(row.return_type_idx, text)?;
        let text = self.tables.strings.intern(self.units, text);
        Ok(self.tables.proto_for(text, returns, params))
    }

    fn link_field(&mut self, part: &DexPart, row: MemberRow) -> u32 {
        let types = (lookup(&part.types, row.class_idx.into()), lookup(&part.types, row.type_or_proto_idx.into()));
        match (types, lookup(&part.strings, row.name_idx)) {
            ((Some(class), Some(ty)), Some(name)) => {
                self.tables.field_for(FieldRef { class: TypeId(class), name: StrId(name), ty: TypeId(ty) }).0
            }
            _ => self.row_lost(),
        }
    }

    fn link_method(&mut self, part: &DexPart, row: MemberRow) -> u32 {
        let (class, proto) =
            (lookup(&part.types, row.class_idx.into()), lookup(&part.protos, row.type_or_proto_idx.into()));
        match (class, proto, lookup(&part.strings, row.name_idx)) {
            (Some(class), Some(proto), Some(name)) => self.tables.method_for(TypeId(class), StrId(name), proto).0,
            _ => self.row_lost(),
        }
    }

    fn link_call_site(&mut self, unit: u16, dex: &Dex<'_>, part: &mut DexPart, index: u32) -> CallSite {
        match dex.call_site(index).and_then(|site| self.understand(dex, part, &site)) {
            Ok(site) => site,
            Err(error) => {
                self.error(unit, &error);
                self.row_lost();
                CallSite::Broken
            }
        }
    }

    fn understand(&self, dex: &Dex<'_>, part: &mut DexPart, site: &dex::CallSite) -> Result<CallSite> {
        let wrong = || Error::new("call_site_item", 0, "indices past their tables", "readable rows");
        let proto = lookup(&part.protos, site.proto).ok_or_else(wrong)?;
        let bootstrap = lookup(&part.handles, site.bootstrap).map(MethodId).ok_or_else(wrong)?;
        let factory = self.tables.type_text(self.tables.method(bootstrap).class);
        let is_lambda = self.tables.strings.get(self.units, factory) == LAMBDA_FACTORY;
        let (true, Some(target)) = (is_lambda, site.handles.first()) else {
            return Ok(dynamic(part, proto, bootstrap, &site.handles));
        };
        let handle = dex.method_handle(*target)?;
        let kind = match handle.kind {
            HandleKind::Field => return Ok(dynamic(part, proto, bootstrap, &site.handles)),
            HandleKind::Static => InvokeKind::Static,
            HandleKind::Instance => InvokeKind::Virtual,
            HandleKind::Constructor | HandleKind::Direct => InvokeKind::Direct,
            HandleKind::Interface => InvokeKind::Interface,
        };
        let target = lookup(&part.methods, handle.member_idx).map(MethodId).ok_or_else(wrong)?;
        let name = lookup(&part.strings, site.name).map(StrId).ok_or_else(wrong)?;
        let ty = self.tables.proto(proto).ok_or_else(wrong)?.returns;
        Ok(CallSite::Lambda { proto, ty, name, kind, target })
    }

    /// The number that this file gives to the annotation looked for.
    fn annotation_in(&self, part: &DexPart) -> Option<u32> {
        let ty = self.tables.type_of(self.tables.strings.find(self.units, JAVASCRIPT_INTERFACE)?)?;
        part.types.iter().position(|id| *id == ty.0).map(number)
    }

    fn link_class_def(&mut self, image: &mut Image<'_>, row: &ClassDef) {
        let unit = image.unit;
        let Some(ty) = lookup(&image.part.types, row.class_idx).map(TypeId) else {
            self.lost.classes = self.lost.classes.saturating_add(1);
            self.problem(unit, "class_def_item", row.offset, || format!("class of unreadable type {}", row.class_idx));
            return;
        };
        let superclass = lookup(&image.part.types, row.superclass_idx).map(TypeId);
        if superclass.is_none() && row.superclass_idx != NO_INDEX {
            self.problem(unit, "class_def_item", row.offset, || {
                format!("super class of unreadable type {}", row.superclass_idx)
            });
        }
        let interfaces = self.link_interfaces(image, row);
        let class =
            Class { ty, superclass, access: row.access_flags, unit, duplicate: false, interfaces, defs: (0, 0) };
        let Some(class) = self.add_class(class) else { return };
        if row.class_data_off == 0 {
            return;
        }
        let read = image.dex.class_data(row.class_data_off).and_then(|mut data| {
            if !spend(&mut self.budget.members, data.members_left()) {
                let found = "members that overlap those of other classes";
                return Err(Error::new("class_data_item", row.class_data_off.into(), found, "members of its own"));
            }
            let read = self.link_members(image, row, class, &mut data);
            if read.is_err() {
                self.lost.methods = self.lost.methods.saturating_add(number(data.members_left()));
            }
            read
        });
        if let Err(error) = read {
            self.error(unit, &error);
            self.lost.classes = self.lost.classes.saturating_add(1);
        }
        self.link_annotations(image, row, class);
    }

    fn link_interfaces(&mut self, image: &mut Image<'_>, row: &ClassDef) -> (u32, u32) {
        if row.interfaces_off == 0 {
            return (0, 0);
        }
        if let Some(range) = image.lists.get(&row.interfaces_off) {
            return *range;
        }
        let start = number(self.interfaces.len());
        match image.dex.type_list(row.interfaces_off) {
            Ok(list) if spend(&mut self.budget.members, list.len()) => {
                let types = list.iter().filter_map(|ty| lookup(&image.part.types, ty.into()));
                self.interfaces.extend(types.map(TypeId));
            }
            Ok(_) => self
                .problem(image.unit, "type_list", row.interfaces_off.into(), || "interface lists overlap".to_owned()),
            Err(error) => self.error(image.unit, &error),
        }
        let range = (start, number(self.interfaces.len()));
        image.lists.insert(row.interfaces_off, range);
        range
    }

    fn link_members(
        &mut self,
        image: &Image<'_>,
        row: &ClassDef,
        class: ClassId,
        data: &mut ClassData<'_>,
    ) -> Result<()> {
        // Arrays and annotations cannot be initial values, so nothing may nest.
        let mut values = match row.static_values_off {
            0 => None,
            offset => image.dex.encoded_array(offset, 0).map_err(|error| self.error(image.unit, &error)).ok(),
        };
        while let Some(field) = data.static_field()? {
            let Some(array) = values.as_mut() else { continue };
            match array.next_value() {
                Ok(Some(value)) => {
                    if let Some(id) = lookup(&image.part.fields, field.field_idx) {
                        self.add_static(FieldId(id), field.access_flags, constant(&image.part, value));
                    }
                }
                Ok(None) => values = None,
                Err(error) => {
                    self.error(image.unit, &error);
                    values = None;
                }
            }
        }
        while let Some(method) = data.next_method()? {
            self.link_def(image, class, method);
        }
        Ok(())
    }

    fn link_def(&mut self, image: &Image<'_>, class: ClassId, method: EncodedMethod) {
        let unit = image.unit;
        let Some(id) = lookup(&image.part.methods, method.method_idx).map(MethodId) else {
            self.lost.methods = self.lost.methods.saturating_add(1);
            self.problem(unit, "encoded_method", method.code_off.into(), || {
                format!("unreadable method {}", method.method_idx)
            });
            return;
        };
        let (mut code, mut code_units) = (NO_CODE, 0);
        if method.code_off != 0 {
            match image.dex.code_item(method.code_off) {
                Ok(item) if self.allow_code(item.insns.len() as u64, item.tries_size.into()) => {
                    (code, code_units) = (method.code_off, number(item.insns.len()));
                }
                Ok(_) => {
                    self.lost.methods = self.lost.methods.saturating_add(1);
                    self.problem(unit, "code_item", method.code_off.into(), || {
                        "more code than the budget allows".to_owned()
                    });
                }
                Err(error) => {
                    self.lost.methods = self.lost.methods.saturating_add(1);
                    self.error(unit, &error);
                }
            }
        } else if method.access_flags & (access::ABSTRACT | access::NATIVE) == 0 {
            // Packers take the code out and put it back while the app runs.
            self.lost.methods = self.lost.methods.saturating_add(1);
            self.problem(unit, "encoded_method", image.part.header.methods.offset.into(), || {
                format!("method {} without code, neither abstract nor native", method.method_idx)
            });
        }
        let part = number(self.parts.len());
        self.add_def(Def { method: id, class, access: method.access_flags, code_units, unit, part, code });
    }

    fn link_annotations(&mut self, image: &Image<'_>, row: &ClassDef, class: ClassId) {
        let Some(annotation) = image.annotation else { return };
        let mut methods = Vec::new();
        let read = dex::methods_with_annotation(&image.dex, row, annotation, &mut self.budget.annotations, |method| {
            methods.extend(lookup(&image.part.methods, method).map(MethodId));
        });
        match read {
            Ok(true) => {}
            Ok(false) => {
                let text = || "annotation sets overlap, the rest left unread".to_owned();
                self.problem(image.unit, "annotations_directory_item", row.annotations_off.into(), text);
            }
            Err(error) => self.error(image.unit, &error),
        }
        let defs: Vec<_> = methods.into_iter().filter_map(|method| self.def_in(class, method)).collect();
        self.javascript.extend(defs);
    }
}

/// The method of a method handle, [`NONE`] when it is of a field or cannot be read.
fn handle_in(dex: &Dex<'_>, part: &DexPart, index: u32) -> u32 {
    match dex.method_handle(index) {
        Ok(handle) if handle.kind != HandleKind::Field => lookup(&part.methods, handle.member_idx).unwrap_or(NONE),
        _ => NONE,
    }
}

/// A call site that is no lambda: its bootstrap runs and can call what it is given.
fn dynamic(part: &mut DexPart, proto: u32, bootstrap: MethodId, handles: &[u32]) -> CallSite {
    let start = number(part.site_handles.len());
    part.site_handles.push(bootstrap);
    part.site_handles.extend(handles.iter().filter_map(|index| lookup(&part.handles, *index)).map(MethodId));
    let len = part.site_handles.len() - start as usize;
    CallSite::Dynamic { proto, handles: (start, u16::try_from(len).unwrap_or(u16::MAX)) }
}

fn constant(part: &DexPart, value: Value) -> Const {
    let known = match value {
        Value::Int(bits) => Some(Const::Int(bits)),
        Value::Null => Some(Const::Null),
        Value::String(index) => lookup(&part.strings, index).map(|id| Const::Str(StrId(id))),
        Value::Type(index) => lookup(&part.types, index).map(|id| Const::Class(TypeId(id))),
        Value::MethodHandle(index) => lookup(&part.handles, index).map(|id| Const::Handle(MethodId(id))),
        Value::MethodType(_) | Value::Other => None,
    };
    known.unwrap_or(Const::Other)
}

/// Whether a method takes its receiver as first parameter.
pub(super) fn has_receiver(def: &Def) -> bool {
    def.access & access::STATIC == 0
}
