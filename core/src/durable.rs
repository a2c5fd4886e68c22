//! Small files that survive a power cut.

use std::io::Write;
use std::path::Path;

/// Writes a file so that after a power cut it is the old or the new one.
pub(crate) fn write_durably(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let draft = folder.join(format!("{name}.new"));
    let mut file = std::fs::File::create(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&draft, folder.join(name))?;
    // A folder can't be opened as a file everywhere; where it can, this makes the rename
    // durable.
    if let Ok(folder) = std::fs::File::open(folder) {
        folder.sync_all()?;
    }
    Ok(())
}
