//! `Configuration`: the numbers of its enums are those of the binary table, with few exceptions.

use super::wire::each;
use crate::arsc::Config;
use crate::cursor::Cursor;
use crate::error::Result;

/// Fields in the order of the message: mcc 1 ... sdk 24.
pub(super) fn config(message: Cursor<'_>) -> Result<Config> {
    let mut out = Config::default();
    each(message, |number, field| {
        let n = field.number();
        match number {
            1 => out.mcc = n,
            2 => out.mnc = n,
            3 => out.locale = folder_locale(&field.text()),
            4 => out.direction = n,
            5 => out.width = n,
            6 => out.height = n,
            7 => out.width_dp = n,
            8 => out.height_dp = n,
            9 => out.smallest_width = n,
            10 => out.size = n,
            // The proto says 1 long, 2 not long; the table the other way round.
            11 => out.long = swapped(n),
            12 => out.round = swapped(n),
            13 => out.gamut = swapped(n),
            14 => out.hdr = swapped(n),
            15 => out.orientation = n,
            16 => out.mode = n,
            17 => out.night = swapped(n),
            18 => out.density = n,
            19 => out.touch = n,
            20 => out.keys_hidden = n,
            21 => out.keyboard = n,
            22 => out.nav_hidden = n,
            23 => out.navigation = n,
            24 => out.sdk = n,
            _ => {}
        }
        Ok(())
    })?;
    Ok(out)
}

fn swapped(n: u32) -> u32 {
    match n {
        1 => 2,
        2 => 1,
        other => other,
    }
}

/// `zh-CN` as the folder qualifier `zh-rCN`.
fn folder_locale(tag: &str) -> String {
    let parts: Vec<&str> = tag.split('-').collect();
    match parts.as_slice() {
        [language, region] if region.len() < 4 => format!("{language}-r{region}"),
        [_] | [] => tag.to_owned(),
        _ => format!("b+{}", parts.join("+")),
    }
}
