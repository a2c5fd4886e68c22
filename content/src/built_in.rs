//! The guides inside the program, so that a hall and a phone have some from the first
//! minute.

use std::sync::OnceLock;

use crate::{Pack, PackError, SourceFile, load};

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        /// Every file of the content folder; a test compares this list with the folder.
        pub const BUILT_IN_FILES: &[SourceFile<'static>] = &[$(SourceFile {
            name: $name,
            bytes: include_bytes!(concat!("../", $name)),
        }),+];
    };
}

files![
    "check-questions.toml",
    "consent.toml",
    "groups.toml",
    "help-lines.toml",
    "pack.toml",
    "practice.toml",
    "scam-kinds.toml",
    "settings.toml",
    "situations.toml",
    "skills/after-scam.toml",
    "skills/never-share.toml",
    "skills/pay-by-qr.toml",
    "skills/portal-send.toml",
    "skills/portal-sign-in.toml",
    "skills/recognise-scam.toml",
    "skills/vneid-activate.toml",
    "skills/vneid-install.toml",
];

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
