//! Fields, calls, objects and arrays.

use glasshouse_formats::Result;

use super::super::CallSite;
use super::super::link_class::Item;
use super::super::tables::is_wide;
use super::Lowering;
use crate::ir::{Args, Insn, InvokeKind, Op, Reg, TypeId};

impl Lowering<'_, '_> {
    /// Fields and calls.
    pub(super) fn member(&mut self, op: u8) -> Result<usize> {
        let item = self.part.item(self.u16(1)?);
        if op < 0xb6 {
            let Item::Field(field) = item else { return Err(self.fail("no field", "a field of the pool")) };
            let words = if is_wide(self.program.field(field).ty) { 2 } else { 1 };
            let put = op == 0xb3 || op == 0xb5;
            let src = if put { self.pop(words)? } else { 0 };
            let object = if op >= 0xb4 { Some(self.pop(1)?) } else { None };
            let insn = if put {
                Insn::Put { src, object, field }
            } else {
                Insn::Get { dst: self.push(words)?, object, field }
            };
            self.emit(insn);
            return Ok(3);
        }
        if op == 0xba {
            return self.dynamic(item);
        }
        let Item::Method(method) = item else { return Err(self.fail("no method", "a method of the pool")) };
        let reference = self.program.method(method);
        let kind = match op {
            0xb6 => InvokeKind::Virtual,
            0xb8 => InvokeKind::Static,
            0xb9 => InvokeKind::Interface,
            _ if reference.class == self.part.this || self.program.str(reference.name) == b"<init>" => {
                InvokeKind::Direct
            }
            _ => InvokeKind::Super,
        };
        let (params, returns) = self.program.proto_of(method).map_or((&[][..], TypeId(0)), |p| (p.params, p.returns));
        let args = self.args(params, kind != InvokeKind::Static)?;
        let dst = self.result(returns)?;
        self.emit(Insn::Invoke { kind, method, args, dst });
        Ok(if op == 0xb9 { 5 } else { 3 })
    }

    pub(super) fn dynamic(&mut self, item: Item) -> Result<usize> {
        let Item::Site(at) = item else { return Err(self.fail("no call site", "a call site of the pool")) };
        let site = self.part.sites.get(at as usize).copied().unwrap_or(CallSite::Broken);
        let (CallSite::Lambda { proto, .. } | CallSite::Dynamic { proto, .. }) = site else {
            return Err(self.fail("a call site of unreadable type", "a readable one"));
        };
        let (params, returns) =
            self.program.tables.proto(proto).map_or((&[][..], TypeId(0)), |p| (p.params, p.returns));
        let args = self.args(params, false)?;
        let dst = self.result(returns)?;
        let insn = match site {
            CallSite::Lambda { ty, name, kind, target, .. } => {
                Insn::Lambda { dst, ty, name, kind, target, captured: args }
            }
            CallSite::Dynamic { handles: (start, len), .. } => {
                let first = u32::try_from(self.out.handles.len()).unwrap_or(u32::MAX);
                let start = start as usize;
                let methods = self.part.handles.get(start..start + usize::from(len)).unwrap_or(&[]);
                self.out.handles.extend_from_slice(methods);
                Insn::Dynamic { dst, args, handles: Args { start: first, len } }
            }
            CallSite::Broken => Insn::Dynamic { dst, args, handles: Args::default() },
        };
        self.emit(insn);
        Ok(5)
    }

    /// Pop the arguments of a call.
    pub(super) fn args(&mut self, params: &[TypeId], receiver: bool) -> Result<Args> {
        let words: usize = params.iter().map(|ty| if is_wide(*ty) { 2 } else { 1 }).sum();
        let mut reg = self.pop(words + usize::from(receiver))?;
        let start = self.out.args.len();
        if receiver {
            self.out.args.push(reg);
            reg = reg.saturating_add(1);
        }
        for ty in params {
            self.out.args.push(reg);
            reg = reg.saturating_add(if is_wide(*ty) { 2 } else { 1 });
        }
        let len = u16::try_from(self.out.args.len() - start).unwrap_or(u16::MAX);
        Ok(Args { start: u32::try_from(start).unwrap_or(u32::MAX), len })
    }

    /// Push what a call returns; type 0 is `void`.
    pub(super) fn result(&mut self, returns: TypeId) -> Result<Option<Reg>> {
        match returns {
            TypeId(0) => Ok(None),
            ty if is_wide(ty) => self.push(2).map(Some),
            _ => self.push(1).map(Some),
        }
    }

    pub(super) fn object(&mut self, op: u8) -> Result<usize> {
        match op {
            0xbc => {
                let ty = self.primitive_array(self.u8(1)?)?;
                let (size, dst) = (self.pop(1)?, self.push(1)?);
                self.emit(Insn::NewArray { dst, ty, size });
                return Ok(2);
            }
            0xbe => {
                self.compute(Op::Other, 1, 0, 1)?;
                return Ok(1);
            }
            0xc2 | 0xc3 => {
                self.pop(1)?;
                return Ok(1);
            }
            _ => {}
        }
        let Item::Type(ty) = self.part.item(self.u16(1)?) else {
            return Err(self.fail("no class", "a class of the pool"));
        };
        match op {
            0xbb => {
                let dst = self.push(1)?;
                self.emit(Insn::New { dst, ty });
            }
            0xbd => {
                let ty = self.array_of(ty)?;
                let (size, dst) = (self.pop(1)?, self.push(1)?);
                self.emit(Insn::NewArray { dst, ty, size });
            }
            0xc0 => {
                self.pop(1)?;
                let reg = self.push(1)?;
                self.emit(Insn::Cast { reg, ty });
            }
            0xc1 => {
                let (src, dst) = (self.pop(1)?, self.push(1)?);
                self.emit(Insn::InstanceOf { dst, src, ty });
            }
            _ => {
                let dimensions = usize::from(self.u8(3)?);
                let size = self.pop(dimensions)?;
                let dst = self.push(1)?;
                self.emit(Insn::NewArray { dst, ty, size });
                return Ok(4);
            }
        }
        Ok(3)
    }

    pub(super) fn primitive_array(&self, code: u8) -> Result<TypeId> {
        let names = [b"[Z", b"[C", b"[F", b"[D", b"[B", b"[S", b"[I", b"[J"];
        let name = code.checked_sub(4).and_then(|at| names.get(usize::from(at)));
        let ty = name.and_then(|name| self.program.type_named(*name));
        ty.ok_or_else(|| self.fail(format!("element type {code}"), "4 to 11"))
    }

    pub(super) fn array_of(&self, element: TypeId) -> Result<TypeId> {
        let name = [b"[", self.program.type_name(element)].concat();
        self.program.type_named(&name).ok_or_else(|| self.fail("an array type left out by the budget", "a known type"))
    }
}
