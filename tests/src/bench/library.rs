//! The size of the core's library as it ships in a phone.

use std::path::Path;

use crate::row::{Row, Target};
use crate::{Bench, Failure, failed};

const MEGABYTE: f64 = 1_000_000.0;

/// Built with the profile `phone`, stripped, for this machine's processor.
pub fn measure(bench: &Bench) -> Result<Vec<Row>, Failure> {
    let library = bench.target.join("phone/libcamtay_core.so");
    let size = size_of(&library)?;
    Ok(vec![Row::new("core library for one processor, stripped", size, "MB", Target::AtMost(6.0))])
}

fn size_of(file: &Path) -> Result<f64, Failure> {
    Ok(std::fs::metadata(file).map_err(failed)?.len() as f64 / MEGABYTE)
}
