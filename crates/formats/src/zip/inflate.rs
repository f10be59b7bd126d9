//! Inflation with a ceiling: memory is taken as output arrives, never because a header promises it.

use flate2::{Decompress, FlushDecompress, Status};

use super::read_at::ReadAt;
use crate::error::{Error, Result};

const BLOCK: usize = 256 << 10;
const FIRST: u64 = 16 << 20;

/// How an inflated entry ended.
pub(super) struct Inflated {
    pub(super) data: Vec<u8>,
    /// Why the stream stopped early, if it did.
    pub(super) cut: Option<String>,
}

/// Inflate `compressed` bytes at `offset` to at most `ceiling` bytes. `hint` is the size that the directory states.
pub(super) fn inflate(source: &dyn ReadAt, offset: u64, compressed: u64, hint: u64, ceiling: u64) -> Result<Inflated> {
    let mut stream = Decompress::new(false);
    let first = hint.min(ceiling).min(FIRST.max(compressed.saturating_mul(8)));
    let mut out: Vec<u8> = Vec::with_capacity(to_usize(first).saturating_add(1));
    let mut block = vec![0; BLOCK.min(to_usize(compressed))];
    let mut done = 0_u64;
    let mut cut = None;
    'blocks: while done < compressed {
        let take = to_usize((compressed - done).min(BLOCK as u64));
        let input = block.get_mut(..take).unwrap_or_default();
        if let Err(error) = source.read_at(offset + done, input) {
            return Err(Error::new(
                "local_file_data",
                offset + done,
                error.to_string(),
                format!("{compressed} compressed bytes"),
            ));
        }
        done += take as u64;
        let mut input: &[u8] = input;
        loop {
            if out.len() == out.capacity() {
                let grow = out
                    .len()
                    .clamp(64 << 10, 64 << 20)
                    .min(to_usize(ceiling).saturating_sub(out.len()).saturating_add(1));
                out.reserve_exact(grow);
            }
            let (before_in, before_out) = (stream.total_in(), out.len());
            let status = stream.decompress_vec(input, &mut out, FlushDecompress::None);
            let used = to_usize(stream.total_in() - before_in);
            input = input.get(used..).unwrap_or_default();
            if out.len() as u64 > ceiling {
                return Err(Error::over_limit(
                    "local_file_data",
                    offset,
                    format!("more than {ceiling} bytes out of {compressed} compressed"),
                    "an entry within the limits of size and ratio",
                ));
            }
            match status {
                Ok(Status::StreamEnd) => break 'blocks,
                Ok(_) if used == 0 && out.len() == before_out && out.len() < out.capacity() => break,
                Ok(_) if input.is_empty() && out.len() < out.capacity() => break,
                Ok(_) => {}
                Err(error) => {
                    cut = Some(error.to_string());
                    break 'blocks;
                }
            }
        }
        if done == compressed {
            cut = Some("the compressed data ends early".to_owned());
        }
    }
    Ok(Inflated { data: out, cut })
}

fn to_usize(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}
