//! Typed values of attributes and resources.
//!
//! Source: `Res_value` in Android's `libs/androidfw/include/androidfw/ResourceTypes.h`.

use std::fmt::Write as _;

/// What the 32 bits of a value mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Undefined or empty.
    Null,
    /// Id of another resource.
    Reference,
    /// Id of an attribute of the theme.
    Attribute,
    /// Text; `data` is an index that only the reader uses.
    String,
    /// 32-bit float.
    Float,
    /// Length with a unit.
    Dimension,
    /// Share of a whole or of the parent.
    Fraction,
    /// Integer written in decimal.
    Int,
    /// Integer written in hexadecimal: flags.
    Hex,
    /// 0 is false, all else true.
    Bool,
    /// Colour as `0xAARRGGBB`.
    Colour,
    /// A type code that is not known.
    Unknown(u8),
}

impl Kind {
    /// The kind of a type code.
    #[must_use]
    pub fn of(code: u8) -> Self {
        match code {
            0x00 => Self::Null,
            0x01 | 0x07 => Self::Reference,
            0x02 | 0x08 => Self::Attribute,
            0x03 => Self::String,
            0x04 => Self::Float,
            0x05 => Self::Dimension,
            0x06 => Self::Fraction,
            0x11 => Self::Hex,
            0x12 => Self::Bool,
            0x1c..=0x1f => Self::Colour,
            0x10 | 0x13..=0x1b => Self::Int,
            other => Self::Unknown(other),
        }
    }

    /// A word for the kind, stable across releases.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Reference => "reference",
            Self::Attribute => "attribute",
            Self::String => "string",
            Self::Float => "float",
            Self::Dimension => "dimension",
            Self::Fraction => "fraction",
            Self::Int => "int",
            Self::Hex => "hex",
            Self::Bool => "bool",
            Self::Colour => "colour",
            Self::Unknown(_) => "unknown",
        }
    }
}

/// The text of a value that is not a string, in the notation of source XML.
#[must_use]
pub fn render(kind: Kind, data: u32) -> String {
    match kind {
        Kind::Null | Kind::String => String::new(),
        Kind::Reference if data == 0 => "@null".to_owned(),
        Kind::Reference => format!("@0x{data:08x}"),
        Kind::Attribute => format!("?0x{data:08x}"),
        Kind::Float => f32::from_bits(data).to_string(),
        Kind::Dimension => with_unit(data, &["px", "dp", "sp", "pt", "in", "mm"], 1.0),
        Kind::Fraction => with_unit(data, &["%", "%p"], 100.0),
        Kind::Int => data.cast_signed().to_string(),
        Kind::Hex => format!("0x{data:x}"),
        Kind::Bool => (data != 0).to_string(),
        Kind::Colour => format!("#{data:08x}"),
        Kind::Unknown(code) => format!("type 0x{code:02x} 0x{data:08x}"),
    }
}

/// A complex value: 24-bit mantissa, radix in bits 4 and 5, unit in the low four bits.
#[must_use]
pub fn complex(data: u32) -> f64 {
    let shift = match (data >> 4) & 3 {
        0 => 0,
        1 => 7,
        2 => 15,
        _ => 23,
    };
    f64::from((data & 0xffff_ff00).cast_signed() >> 8) / f64::from(1_u32 << shift)
}

fn with_unit(data: u32, units: &[&str], scale: f64) -> String {
    let unit = units.get((data & 15) as usize).copied().unwrap_or("?");
    let rounded = (complex(data) * scale * 10_000.0).round() / 10_000.0;
    let mut out = String::new();
    let _ = write!(out, "{rounded}{unit}");
    out
}
