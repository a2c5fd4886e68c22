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
    "leaflets.toml",
    "pack.toml",
    "practice.toml",
    "scam-kinds.toml",
    "settings.toml",
    "situations.toml",
    "skills/after-scam.toml",
    "skills/ai-basics.toml",
    "skills/bank-app.toml",
    "skills/bank-transfer.toml",
    "skills/computer-first-steps.toml",
    "skills/e-wallet.toml",
    "skills/health-book.toml",
    "skills/health-insurance-look-up.toml",
    "skills/learn-course.toml",
    "skills/learn-digital.toml",
    "skills/lock-and-update.toml",
    "skills/look-up-and-judge.toml",
    "skills/never-share.toml",
    "skills/orders-and-accounts.toml",
    "skills/paper-driving-licence.toml",
    "skills/paper-health-insurance.toml",
    "skills/paper-land.toml",
    "skills/paper-social-insurance.toml",
    "skills/paper-tax.toml",
    "skills/paper-vehicle.toml",
    "skills/party-handbook.toml",
    "skills/pay-by-qr.toml",
    "skills/portal-look-up.toml",
    "skills/portal-send.toml",
    "skills/portal-sign-in.toml",
    "skills/product-pictures.toml",
    "skills/province-app.toml",
    "skills/receive-by-qr.toml",
    "skills/recognise-scam.toml",
    "skills/safe-shopping.toml",
    "skills/sell-online.toml",
    "skills/vneid-activate.toml",
    "skills/vneid-install.toml",
    "skills/vneid-level-2.toml",
    "skills/vneid-lost-phone.toml",
    "skills/vneid-new-phone.toml",
    "skills/vneid-social-security.toml",
    "skills/zalo-account.toml",
    "skills/zalo-security.toml",
    "skills/zalo-village.toml",
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
