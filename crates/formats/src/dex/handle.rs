//! Method handles and call sites: what `invoke-custom` needs.

use super::{Dex, Value, u16_at, u32_at};
use crate::error::{Error, Result};

/// What a method handle does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandleKind {
    /// Read or write a field.
    Field,
    /// `invoke-static`
    Static,
    /// `invoke-virtual`
    Instance,
    /// `new` and its constructor
    Constructor,
    /// `invoke-direct`
    Direct,
    /// `invoke-interface`
    Interface,
}

/// `method_handle_item`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MethodHandle {
    /// What it does.
    pub kind: HandleKind,
    /// Row of `field_ids` or `method_ids`.
    pub member_idx: u32,
}

/// The head of a `call_site_item`; indices are rows of their tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallSite {
    /// The bootstrap, in `method_handles`.
    pub bootstrap: u32,
    /// The name to link, in `string_ids`.
    pub name: u32,
    /// The type of the call site, in `proto_ids`.
    pub proto: u32,
    /// Method handles among the bootstrap's own arguments, in order; a lambda's first one is its body.
    pub handles: Vec<u32>,
}

/// Bootstrap arguments looked at for [`CallSite::handles`].
const ARGUMENTS: usize = 32;

impl Dex<'_> {
    /// Row `index` of `method_handles`.
    pub fn method_handle(&self, index: u32) -> Result<MethodHandle> {
        let missing = || no_row("method_handle_item", index, self.header.method_handles.count);
        let row = Self::row(self.header.method_handles, index, 8).ok_or_else(missing)?;
        let kind = match u16_at(self.data, row).ok_or_else(missing)? {
            0..=3 => HandleKind::Field,
            4 => HandleKind::Static,
            5 => HandleKind::Instance,
            6 => HandleKind::Constructor,
            7 => HandleKind::Direct,
            8 => HandleKind::Interface,
            other => {
                return Err(Error::new("method_handle_item", row as u64, format!("type {other}"), "a type below 9"));
            }
        };
        Ok(MethodHandle { kind, member_idx: u16_at(self.data, row + 4).ok_or_else(missing)?.into() })
    }

    /// Row `index` of `call_site_ids`, followed to its `call_site_item`.
    pub fn call_site(&self, index: u32) -> Result<CallSite> {
        let missing = || no_row("call_site_id_item", index, self.header.call_sites.count);
        let row = Self::row(self.header.call_sites, index, 4).ok_or_else(missing)?;
        let offset = u32_at(self.data, row).ok_or_else(missing)?;
        // Arrays cannot be arguments of a bootstrap, so nothing may nest.
        let mut array = self.encoded_array(offset, 0)?;
        let wrong = || {
            Error::new("call_site_item", u64::from(offset), "other values", "a method handle, a string, a method type")
        };
        let (Some(Value::MethodHandle(bootstrap)), Some(Value::String(name)), Some(Value::MethodType(proto))) =
            (array.next_value()?, array.next_value()?, array.next_value()?)
        else {
            return Err(wrong());
        };
        let mut handles = Vec::new();
        for _ in 0..ARGUMENTS {
            match array.next_value() {
                Ok(Some(Value::MethodHandle(handle))) => handles.push(handle),
                Ok(Some(_)) => {}
                Ok(None) | Err(_) => break,
            }
        }
        Ok(CallSite { bootstrap, name, proto, handles })
    }
}

fn no_row(structure: &'static str, index: u32, count: u32) -> Error {
    Error::new(structure, 0, format!("row {index}"), format!("a row below {count}"))
}
