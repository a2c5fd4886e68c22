//! The pack of guides in use: the last good one of the hall, or the one that came with the
//! app.

use std::sync::OnceLock;

use camtay_content::{Pack, PackError};

use crate::error::CoreError;
use crate::store::Store;

/// Why the guides that came with the app can't be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum AppGuidesError {
    /// The app's package has no such file, or it can't be read.
    #[error("the file of the app's guides can't be read")]
    Unreadable,
}

/// The guides that came with the app, what `cargo xtask content build` wrote: a file beside
/// the core's library, once for all processors, where the platform keeps an app's files.
#[uniffi::export(with_foreign)]
pub trait AppGuides: Send + Sync {
    /// The whole file. Asked for when a guide is first looked at, and only while there is
    /// none of a hall.
    fn read(&self) -> Result<Vec<u8>, AppGuidesError>;
}

/// The guides inside this program, for tests, simulations and scripted phones. An app links
/// none of it.
#[derive(Debug, Clone, Copy)]
pub struct BuiltInGuides;

impl AppGuides for BuiltInGuides {
    fn read(&self) -> Result<Vec<u8>, AppGuidesError> {
        static FILE: OnceLock<Result<Vec<u8>, PackError>> = OnceLock::new();
        let file = FILE.get_or_init(|| Pack::built_in()?.unsigned());
        file.clone().map_err(|_| AppGuidesError::Unreadable)
    }
}

/// The hall's pack, where one came: it knows what the commune laid over the guides, and
/// those of a newer app don't. One that can't be read any more gives way to the app's.
pub(crate) fn in_use(store: &Store, own: &dyn AppGuides) -> Result<Pack, CoreError> {
    let kept = match (store.pack_bytes()?, store.hall()?) {
        (Some(bytes), Some(hall)) => Pack::open(&bytes, &hall.key).ok(),
        _ => None,
    };
    match kept {
        Some(pack) => Ok(pack),
        None => Pack::open_unsigned(&own.read()?).map_err(CoreError::BadAppGuides),
    }
}
