//! `ClassFile`: the class and its members.

use std::ops::Range;

use super::pool::Pool;
use crate::cursor::Cursor;
use crate::error::{Error, Forgiven, Result};

const STRUCTURE: &str = "ClassFile";
const MAGIC: u32 = 0xcafe_babe;

/// A field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Access flags.
    pub access_flags: u16,
    /// Name in the pool.
    pub name_index: u16,
    /// Descriptor in the pool.
    pub descriptor_index: u16,
    /// Initial value in the pool.
    pub constant_value: Option<u16>,
}

/// A method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Method {
    /// Access flags.
    pub access_flags: u16,
    /// Name in the pool.
    pub name_index: u16,
    /// Descriptor in the pool.
    pub descriptor_index: u16,
    /// Offset of the contents of the `Code` attribute.
    pub code: Option<usize>,
    /// The contents of the visible and the invisible annotations: start and end in the file, both 0 for none.
    pub annotations: [(usize, usize); 2],
}

/// A class file, read up to the first defect: see [`ClassFile::defect`].
#[derive(Debug, Clone)]
pub struct ClassFile<'a> {
    data: &'a [u8],
    /// Major version.
    pub major: u16,
    /// Constants.
    pub pool: Pool<'a>,
    /// Access flags.
    pub access_flags: u16,
    /// This class in the pool.
    pub this_class: u16,
    /// The super class in the pool, 0 for none.
    pub super_class: u16,
    /// Interfaces in the pool.
    pub interfaces: Vec<u16>,
    /// Fields.
    pub fields: Vec<Field>,
    /// Methods.
    pub methods: Vec<Method>,
    /// For each bootstrap method its handle in the pool and its second argument (a lambda's body), 0 for none.
    pub bootstraps: Vec<(u16, u16)>,
    /// What ended the reading early; members before it are there.
    pub defect: Option<Error>,
}

impl<'a> ClassFile<'a> {
    /// Read a class file. Fails when the class itself cannot be named; later defects keep what comes before them.
    pub fn parse(data: &'a [u8], forgiven: &mut Vec<Forgiven>) -> Result<Self> {
        let mut cursor = Cursor::new(data, STRUCTURE);
        let magic = cursor.u32_be()?;
        if magic != MAGIC {
            return Err(Error::new(STRUCTURE, 0, format!("magic {magic:#010x}"), "0xcafebabe"));
        }
        let (_minor, major) = (cursor.u16_be()?, cursor.u16_be()?);
        if !(45..=69).contains(&major) {
            forgiven.push(Forgiven::new(STRUCTURE, 6, format!("version {major}, read like 69")));
        }
        let pool = Pool::read(data, &mut cursor)?;
        cursor.enter(STRUCTURE);
        let mut class = Self {
            data,
            major,
            pool,
            access_flags: cursor.u16_be()?,
            this_class: cursor.u16_be()?,
            super_class: cursor.u16_be()?,
            interfaces: Vec::new(),
            fields: Vec::new(),
            methods: Vec::new(),
            bootstraps: Vec::new(),
            defect: None,
        };
        class.defect = class.rest(&mut cursor).err();
        Ok(class)
    }

    /// The whole file.
    #[must_use]
    pub fn data(&self) -> &'a [u8] {
        self.data
    }

    fn rest(&mut self, cursor: &mut Cursor<'a>) -> Result<()> {
        for _ in 0..cursor.u16_be()? {
            let interface = cursor.u16_be()?;
            self.interfaces.push(interface);
        }
        cursor.enter("field_info");
        for _ in 0..cursor.u16_be()? {
            let field = self.field(cursor)?;
            self.fields.push(field);
        }
        cursor.enter("method_info");
        for _ in 0..cursor.u16_be()? {
            let method = self.method(cursor)?;
            self.methods.push(method);
        }
        cursor.enter("attribute_info");
        for _ in 0..cursor.u16_be()? {
            let (name, place) = self.attribute(cursor)?;
            if name == b"BootstrapMethods" {
                self.bootstraps = bootstraps(self.data, place)?;
            }
        }
        Ok(())
    }

    /// Pass over an attribute: its name and where its contents stand.
    fn attribute(&self, cursor: &mut Cursor<'a>) -> Result<(&'a [u8], Range<usize>)> {
        let name = cursor.u16_be()?;
        let len = cursor.u32_be()? as usize;
        let start = cursor.position();
        cursor.skip(len)?;
        Ok((self.pool.utf8(name).unwrap_or(b""), start..start + len))
    }

    fn field(&self, cursor: &mut Cursor<'a>) -> Result<Field> {
        let mut field = Field {
            access_flags: cursor.u16_be()?,
            name_index: cursor.u16_be()?,
            descriptor_index: cursor.u16_be()?,
            constant_value: None,
        };
        for _ in 0..cursor.u16_be()? {
            let (name, place) = self.attribute(cursor)?;
            if name == b"ConstantValue" {
                field.constant_value = Some(Cursor::at(self.data, place.start, "ConstantValue_attribute")?.u16_be()?);
            }
        }
        Ok(field)
    }

    fn method(&self, cursor: &mut Cursor<'a>) -> Result<Method> {
        let mut method = Method {
            access_flags: cursor.u16_be()?,
            name_index: cursor.u16_be()?,
            descriptor_index: cursor.u16_be()?,
            code: None,
            annotations: [(0, 0); 2],
        };
        let [visible, invisible] = &mut method.annotations;
        for _ in 0..cursor.u16_be()? {
            let (name, place) = self.attribute(cursor)?;
            match name {
                b"Code" => method.code = Some(place.start),
                b"RuntimeVisibleAnnotations" => *visible = (place.start, place.end),
                b"RuntimeInvisibleAnnotations" => *invisible = (place.start, place.end),
                _ => {}
            }
        }
        Ok(method)
    }
}

/// `BootstrapMethods_attribute`
fn bootstraps(data: &[u8], place: Range<usize>) -> Result<Vec<(u16, u16)>> {
    let inside = data.get(..place.end).unwrap_or(data);
    let mut cursor = Cursor::at(inside, place.start, "BootstrapMethods_attribute")?;
    let mut found = Vec::new();
    for _ in 0..cursor.u16_be()? {
        let (handle, arguments) = (cursor.u16_be()?, cursor.u16_be()?);
        let mut second = 0;
        for place in 0..arguments {
            let argument = cursor.u16_be()?;
            if place == 1 {
                second = argument;
            }
        }
        found.push((handle, second));
    }
    Ok(found)
}
