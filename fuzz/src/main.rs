//! libFuzzer's program, started by `cargo xtask fuzz`. Which target it tries stands in
//! `CAMTAY_FUZZ_TARGET`, everything else in libFuzzer's own options. With
//! `CAMTAY_FUZZ_SEEDS` it only writes the inputs to start from into that folder, one
//! folder a target, and `targets.txt`: name and longest input of each.

// unsafe: libFuzzer calls exported C functions, which its macro makes; none of our own.
#![no_main]
#![allow(clippy::expect_used)]

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;
use std::{env, fs, io, process};

use camtay_fuzz::{TARGETS, seeds};
use libfuzzer_sys::fuzz_target;

static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = env::var("CAMTAY_FUZZ_TARGET").expect("CAMTAY_FUZZ_TARGET names a target");
    camtay_fuzz::target(&name).expect("CAMTAY_FUZZ_TARGET names a known target").run
});

fn begin() {
    if let Some(folder) = env::var_os("CAMTAY_FUZZ_SEEDS") {
        write_seeds(&folder).expect("the inputs can be written");
        process::exit(0);
    }
    LazyLock::force(&TARGET);
}

fn write_seeds(folder: &OsStr) -> io::Result<()> {
    let folder = Path::new(folder);
    let mut targets = String::new();
    for target in TARGETS {
        let _ = writeln!(targets, "{} {}", target.name, target.longest);
        let folder = folder.join(target.name);
        fs::create_dir_all(&folder)?;
        for (number, input) in seeds::of(target.name).iter().enumerate() {
            fs::write(folder.join(format!("{number:03}")), input)?;
        }
    }
    fs::write(folder.join("targets.txt"), targets)
}

fuzz_target!(init: begin(), |bytes: &[u8]| {
    (*TARGET)(bytes);
});
