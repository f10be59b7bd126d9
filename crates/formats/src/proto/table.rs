//! `ResourceTable` (`resources.pb`), read whole.

use std::collections::BTreeMap;

use super::wire::each;
use super::{config, value};
use crate::arsc::{Item, Resource, Resources, Simple, split_name};
use crate::axml::Kind;
use crate::cursor::Cursor;
use crate::error::{Error, Forgiven, Result};
use crate::limits::Limits;
use crate::notes::Notes;

/// aapt2 numbers the elements of an array from here in the binary table.
const ARRAY_KEY: u32 = 0x0100_0001;

#[derive(Debug, Default)]
struct Entry {
    name: String,
    values: Vec<Resource>,
}

/// The resources of a bundle's module.
#[derive(Debug, Default)]
pub struct ProtoTable {
    /// Name of each package by its id.
    packages: BTreeMap<u32, String>,
    /// Name of each type by the upper half of its ids.
    types: BTreeMap<u32, String>,
    entries: BTreeMap<u32, Entry>,
    ids: BTreeMap<(String, String), u32>,
    items: usize,
    forgiven: Vec<Forgiven>,
    partial: bool,
}

impl ProtoTable {
    /// Read a table. Fails when no package can be read.
    pub fn parse(data: &[u8], limits: &Limits) -> Result<Self> {
        let mut table = Self::default();
        let mut notes = Notes::new(limits);
        let most = limits.items;
        let read = each(Cursor::new(data, "resource_table"), |number, field| match number {
            2 => table.package(field.message(), most),
            _ => Ok(()),
        });
        if let Err(error) = read {
            if table.packages.is_empty() {
                return Err(error);
            }
            notes.add(error.structure, error.offset, format!("{}; the rest was not read", error.found));
            table.partial = true;
        }
        if table.packages.is_empty() {
            return Err(Error::new("resource_table", 0, "no package", "a protobuf resource table"));
        }
        if table.items > most {
            notes.add("resource_table", 0, format!("more than {most} values; the rest was not read"));
            table.partial = true;
        }
        table.forgiven = notes.list();
        Ok(table)
    }

    /// What was read past.
    #[must_use]
    pub fn forgiven(&self) -> &[Forgiven] {
        &self.forgiven
    }

    /// Whether a part could not be read.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.partial
    }

    /// Id and name of each package.
    #[must_use]
    pub fn packages(&self) -> Vec<(u32, String)> {
        self.packages.iter().map(|(id, name)| (*id, name.clone())).collect()
    }

    /// Names of the types that the table holds.
    #[must_use]
    pub fn types(&self) -> Vec<String> {
        let mut out: Vec<String> = self.types.values().cloned().collect();
        out.sort();
        out.dedup();
        out
    }

    /// Ids and names of all resources of a type such as `string`, by id.
    #[must_use]
    pub fn of_type(&self, wanted: &str) -> Vec<(u32, String)> {
        let of = |id: &u32| self.types.get(&(id >> 16)).is_some_and(|name| name == wanted);
        self.entries.iter().filter(|(id, _)| of(id)).map(|(id, entry)| (*id, entry.name.clone())).collect()
    }

    /// `Package`: id 1 (number 1), name 2, types 3.
    fn package(&mut self, message: Cursor<'_>, most: usize) -> Result<()> {
        let (mut id, mut name) = (0, String::new());
        each(message.clone(), |number, field| {
            match number {
                1 => id = inner_number(field.message())?,
                2 => name = field.text(),
                _ => {}
            }
            Ok(())
        })?;
        self.packages.insert(id, name);
        each(message, |number, field| match number {
            3 => self.kind(field.message(), id, most),
            _ => Ok(()),
        })
    }

    /// `Type`: id 1 (number 1), name 2, entries 3.
    fn kind(&mut self, message: Cursor<'_>, package: u32, most: usize) -> Result<()> {
        let (mut id, mut name) = (0, String::new());
        each(message.clone(), |number, field| {
            match number {
                1 => id = inner_number(field.message())?,
                2 => name = field.text(),
                _ => {}
            }
            Ok(())
        })?;
        let front = (package & 0xff) << 8 | (id & 0xff);
        self.types.insert(front, name.clone());
        each(message, |number, field| match number {
            3 => self.entry(field.message(), (front, &name), most),
            _ => Ok(()),
        })
    }

    /// `Entry`: id 1 (number 1), name 2, values 6.
    fn entry(&mut self, message: Cursor<'_>, (front, kind): (u32, &str), most: usize) -> Result<()> {
        let (mut number_of, mut entry) = (0, Entry::default());
        each(message, |number, field| {
            match number {
                1 => number_of = inner_number(field.message())?,
                2 => entry.name = field.text(),
                6 => {
                    self.items += 1;
                    if self.items <= most {
                        entry.values.extend(config_value(field.message(), &mut self.items, most)?);
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        entry.values.sort_by_key(|resource| !resource.config.is_empty());
        let id = front << 16 | (number_of & 0xffff);
        self.ids.entry((kind.to_owned(), entry.name.clone())).or_insert(id);
        self.entries.insert(id, entry);
        Ok(())
    }
}

impl Resources for ProtoTable {
    fn resolve(&self, id: u32) -> Vec<Resource> {
        self.entries.get(&id).map(|entry| entry.values.clone()).unwrap_or_default()
    }

    fn name(&self, id: u32) -> Option<String> {
        let entry = self.entries.get(&id)?;
        let package = self.packages.get(&(id >> 24)).map_or("", String::as_str);
        Some(format!("{package}:{}/{}", self.types.get(&(id >> 16))?, entry.name))
    }

    fn id(&self, name: &str) -> Option<u32> {
        let (package, kind, entry) = split_name(name)?;
        let id = *self.ids.get(&(kind.to_owned(), entry.to_owned()))?;
        let inside = package.is_none_or(|name| self.packages.get(&(id >> 24)).is_some_and(|own| own == name));
        inside.then_some(id)
    }
}

/// `PackageId`, `TypeId` and `EntryId` keep their number in field 1.
fn inner_number(message: Cursor<'_>) -> Result<u32> {
    let mut out = 0;
    each(message, |number, field| {
        if number == 1 {
            out = field.number();
        }
        Ok(())
    })?;
    Ok(out)
}

/// `ConfigValue`: config 1, value 2; `Value`: item 4, compound value 5.
fn config_value(message: Cursor<'_>, items: &mut usize, most: usize) -> Result<Option<Resource>> {
    let (mut qualifiers, mut item) = (String::new(), None);
    each(message, |number, field| {
        match number {
            1 => qualifiers = config::config(field.message())?.qualifiers(),
            2 => each(field.message(), |number, field| {
                match number {
                    4 => item = Some(Item::Simple(value::item(field.message())?)),
                    5 => item = Some(compound(field.message(), items, most)?),
                    _ => {}
                }
                Ok(())
            })?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(item.map(|item| Resource { config: qualifiers, item }))
}

/// `CompoundValue`: style 2 (parent 1, entries 3), array 4 (elements 1), plural 5 (entries 1).
fn compound(message: Cursor<'_>, items: &mut usize, most: usize) -> Result<Item> {
    let (mut parent, mut values) = (0, Vec::new());
    each(message, |kind, field| {
        each(field.message(), |number, field| {
            match (kind, number) {
                (2, 1) => parent = value::reference(field.message())?.data,
                (2, 3) | (4 | 5, 1) => {
                    *items += 1;
                    if *items <= most {
                        let position = ARRAY_KEY.saturating_add(u32::try_from(values.len()).unwrap_or(u32::MAX));
                        values.push(bag_entry(field.message(), kind == 2, position)?);
                    }
                }
                _ => {}
            }
            Ok(())
        })
    })?;
    Ok(Item::Bag { parent, values })
}

/// Entry of a style (key 3, item 4), element of an array (item 3), quantity of a plural (item 4).
fn bag_entry(message: Cursor<'_>, style: bool, position: u32) -> Result<(u32, Simple)> {
    let (mut key, mut out) = (position, Simple { kind: Kind::Null, data: 0, text: None });
    each(message, |number, field| {
        match number {
            3 if style => key = value::reference(field.message())?.data,
            // Of a plural, 3 is the quantity: a number, hence an empty message here.
            3 => {
                let message = field.message();
                if !message.is_empty() {
                    out = value::item(message)?;
                }
            }
            4 => out = value::item(field.message())?,
            _ => {}
        }
        Ok(())
    })?;
    Ok((key, out))
}
