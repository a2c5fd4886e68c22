//! A disk of a megabyte or two that one process sees, to be filled and emptied. Linux: a
//! tmpfs in a mount namespace of the process, gone with it; needs no rights and leaves
//! nothing behind.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A command line that runs `program` with a small disk on `folder`, which holds at first
/// what the folder `before` holds.
#[must_use]
pub fn on_small_disk(folder: &Path, before: &Path, kibibytes: u32, program: &Path) -> Command {
    let script = format!(
        "mount -t tmpfs -o size={kibibytes}k tmpfs \"$0\" && cp -r \"$1/.\" \"$0\" && shift && exec \"$@\""
    );
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", &script]);
    command.arg(folder).arg(before).arg(program);
    command
}

/// The disk that a process sees, from outside.
pub struct SmallDisk {
    root: PathBuf,
}

impl SmallDisk {
    /// The one mounted on `folder` for process number `process`.
    #[must_use]
    pub fn of(process: u32, folder: &Path) -> Self {
        let inside = folder.strip_prefix("/").expect("an absolute path");
        Self { root: Path::new("/proc").join(process.to_string()).join("root").join(inside) }
    }

    /// Fills it to the last byte but `left`.
    pub fn fill(&self, left: usize) {
        let mut ballast = File::create(self.root.join("ballast")).expect("a file on the disk");
        let block = [0x5A; 1024];
        while ballast.write_all(&block).is_ok() {}
        let full = ballast.metadata().expect("its length").len();
        ballast.set_len(full.saturating_sub(left as u64)).expect("a shorter file");
    }

    /// Gives the space back.
    pub fn free(&self) {
        std::fs::remove_file(self.root.join("ballast")).expect("the ballast");
    }

    /// Copies what the disk holds to a folder.
    pub fn save(&self, to: &Path) {
        super::hall::copy_folder(&self.root, to);
    }
}
