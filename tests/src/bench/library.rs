//! What an app carries: the core's library, and the guides beside it.

use std::path::Path;

use camtay_content::Pack;

use crate::row::{Row, Target};
use crate::{Bench, Failure, failed};

const MEGABYTE: f64 = 1_000_000.0;

/// The library built with the profile `phone`, stripped, for this machine's processor, and
/// the guides as `camtay-content build` writes them.
pub fn measure(bench: &Bench) -> Result<Vec<Row>, Failure> {
    let library = bench.target.join("phone/libcamtay_core.so");
    let size = size_of(&library)?;
    let guides = Pack::built_in().and_then(|pack| pack.unsigned()).map_err(failed)?;
    let guides = guides.len() as f64 / MEGABYTE;
    Ok(vec![
        Row::new("core library for one processor, stripped", size, "MB", Target::AtMost(6.0)),
        Row::new("guides beside it, once for all processors", guides, "MB", Target::AtMost(2.0)),
    ])
}

fn size_of(file: &Path) -> Result<f64, Failure> {
    Ok(std::fs::metadata(file).map_err(failed)?.len() as f64 / MEGABYTE)
}
