//! Configurations of resources, as the qualifier text of a resource folder: `zh-rCN`, `land-v21`, empty for the default.
//!
//! Source: `ResTable_config` in Android's `ResourceTypes.h`, its `toString` for the order of the qualifiers.

use std::fmt::Write as _;

use crate::cursor::Cursor;
use crate::error::Result;

/// What distinguishes one configuration; 0 or empty means *any*.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    pub(crate) mcc: u32,
    pub(crate) mnc: u32,
    pub(crate) locale: String,
    pub(crate) direction: u32,
    pub(crate) smallest_width: u32,
    pub(crate) width_dp: u32,
    pub(crate) height_dp: u32,
    pub(crate) size: u32,
    pub(crate) long: u32,
    pub(crate) round: u32,
    pub(crate) gamut: u32,
    pub(crate) hdr: u32,
    pub(crate) orientation: u32,
    pub(crate) mode: u32,
    pub(crate) night: u32,
    pub(crate) density: u32,
    pub(crate) touch: u32,
    pub(crate) keys_hidden: u32,
    pub(crate) keyboard: u32,
    pub(crate) nav_hidden: u32,
    pub(crate) navigation: u32,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) sdk: u32,
}

impl Config {
    /// Read a `ResTable_config`; fields that a short one lacks are *any*.
    pub fn read(c: &mut Cursor<'_>) -> Result<Self> {
        let start = c.clone();
        let size = (c.u32()? as usize).clamp(4, 64);
        let mut out = Self::default();
        let mut fields = Cursor::new(start.clone().bytes(size.min(start.remaining()))?, "resource_config");
        fields.skip(4)?;
        // A short configuration ends early; what was read stands.
        let _ = out.fill(&mut fields);
        Ok(out)
    }

    fn fill(&mut self, c: &mut Cursor<'_>) -> Result<()> {
        self.mcc = c.u16()?.into();
        self.mnc = c.u16()?.into();
        let language = [c.u8()?, c.u8()?];
        let region = [c.u8()?, c.u8()?];
        self.locale = locale(language, region, "", "");
        self.orientation = c.u8()?.into();
        self.touch = c.u8()?.into();
        self.density = c.u16()?.into();
        self.keyboard = c.u8()?.into();
        self.navigation = c.u8()?.into();
        let input = u32::from(c.u8()?);
        self.keys_hidden = input & 3;
        self.nav_hidden = input >> 2 & 3;
        c.skip(1)?;
        self.width = c.u16()?.into();
        self.height = c.u16()?.into();
        self.sdk = c.u16()?.into();
        c.skip(2)?;
        let layout = u32::from(c.u8()?);
        self.size = layout & 15;
        self.long = layout >> 4 & 3;
        self.direction = layout >> 6 & 3;
        let mode = u32::from(c.u8()?);
        self.mode = mode & 15;
        self.night = mode >> 4 & 3;
        self.smallest_width = c.u16()?.into();
        self.width_dp = c.u16()?.into();
        self.height_dp = c.u16()?.into();
        let script = ascii(c.bytes(4)?);
        let variant = ascii(c.bytes(8)?);
        self.locale = locale(language, region, &script, &variant);
        self.round = u32::from(c.u8()?) & 3;
        let colour = u32::from(c.u8()?);
        self.gamut = colour & 3;
        self.hdr = colour >> 2 & 3;
        Ok(())
    }

    /// Whether this is the configuration without qualifiers.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// The qualifiers, joined by hyphens.
    #[must_use]
    pub fn qualifiers(&self) -> String {
        let mut out = Qualifiers(String::new());
        out.number("mcc", self.mcc, "");
        out.number("mnc", if self.mnc == 0xffff { 0 } else { self.mnc }, "");
        out.word(&self.locale);
        out.choice(self.direction, &["", "ldltr", "ldrtl"]);
        out.number("sw", self.smallest_width, "dp");
        out.number("w", self.width_dp, "dp");
        out.number("h", self.height_dp, "dp");
        out.choice(self.size, &["", "small", "normal", "large", "xlarge"]);
        out.choice(self.long, &["", "notlong", "long"]);
        out.choice(self.round, &["", "notround", "round"]);
        out.choice(self.gamut, &["", "nowidecg", "widecg"]);
        out.choice(self.hdr, &["", "lowdr", "highdr"]);
        out.choice(self.orientation, &["", "port", "land", "square"]);
        out.choice(self.mode, &["", "", "desk", "car", "television", "appliance", "watch", "vrheadset"]);
        out.choice(self.night, &["", "notnight", "night"]);
        out.density(self.density);
        out.choice(self.touch, &["", "notouch", "stylus", "finger"]);
        out.choice(self.keys_hidden, &["", "keysexposed", "keyshidden", "keyssoft"]);
        out.choice(self.keyboard, &["", "nokeys", "qwerty", "12key"]);
        out.choice(self.nav_hidden, &["", "navexposed", "navhidden"]);
        out.choice(self.navigation, &["", "nonav", "dpad", "trackball", "wheel"]);
        if self.width != 0 || self.height != 0 {
            out.word(&format!("{}x{}", self.width, self.height));
        }
        out.number("v", self.sdk, "");
        out.0
    }
}

struct Qualifiers(String);

impl Qualifiers {
    fn word(&mut self, word: &str) {
        if !word.is_empty() {
            if !self.0.is_empty() {
                self.0.push('-');
            }
            self.0.push_str(word);
        }
    }

    fn number(&mut self, before: &str, n: u32, after: &str) {
        if n != 0 {
            self.word(&format!("{before}{n}{after}"));
        }
    }

    fn choice(&mut self, n: u32, words: &[&str]) {
        self.word(words.get(n as usize).copied().unwrap_or("other"));
    }

    fn density(&mut self, n: u32) {
        match n {
            0 => {}
            120 => self.word("ldpi"),
            160 => self.word("mdpi"),
            213 => self.word("tvdpi"),
            240 => self.word("hdpi"),
            320 => self.word("xhdpi"),
            480 => self.word("xxhdpi"),
            640 => self.word("xxxhdpi"),
            0xfffe => self.word("anydpi"),
            0xffff => self.word("nodpi"),
            other => self.number("", other, "dpi"),
        }
    }
}

fn ascii(bytes: &[u8]) -> String {
    bytes.iter().take_while(|b| b.is_ascii_alphanumeric()).map(|b| char::from(*b)).collect()
}

/// Two letters, or three packed into fifteen bits.
fn unpack([a, b]: [u8; 2], base: u8) -> String {
    if a & 0x80 == 0 {
        return ascii(&[a, b]);
    }
    let parts = [b & 0x1f, (b >> 5) + ((a & 3) << 3), (a & 0x7c) >> 2];
    parts.iter().map(|n| char::from(base.saturating_add(*n))).collect()
}

fn locale(language: [u8; 2], region: [u8; 2], script: &str, variant: &str) -> String {
    let (language, region) = (unpack(language, b'a'), unpack(region, b'0'));
    let mut out = language;
    if script.is_empty() && variant.is_empty() {
        if !region.is_empty() {
            let _ = write!(out, "{}r{region}", if out.is_empty() { "" } else { "-" });
        }
        return out;
    }
    let parts = [script, &region, variant];
    parts.iter().filter(|part| !part.is_empty()).fold(format!("b+{out}"), |text, part| format!("{text}+{part}"))
}
