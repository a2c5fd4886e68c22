//! The guides inside the program, so that a hall and a phone have some from the first
//! minute.

use std::sync::OnceLock;

use crate::{Pack, PackError, SourceFile, load};

/// Every file of the content folder, listed by `build.rs`; a test compares this list with
/// the folder.
pub const BUILT_IN_FILES: &[SourceFile<'static>] =
    include!(concat!(env!("OUT_DIR"), "/files.rs"));

impl Pack {
    /// The guides inside the program, read once in a process.
    ///
    /// # Errors
    /// [`PackError::BuiltIn`] when a file of this program's own content is wrong; the
    /// tests see to it that none is.
    pub fn built_in() -> Result<Self, PackError> {
        static READ: OnceLock<Pack> = OnceLock::new();
        if let Some(pack) = READ.get() {
            return Ok(pack.clone());
        }
        let pack = load(BUILT_IN_FILES).map_err(PackError::BuiltIn)?.into_pack();
        pack.check()?;
        Ok(READ.get_or_init(|| pack).clone())
    }
}
