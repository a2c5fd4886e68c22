//! The disks as SQLite sees them: its own files of the default VFS, with the functions
//! replaced that change something.
//!
//! A file of SQLite is a block of memory that begins with a pointer to a table of
//! functions. Ours is the real one's block, a pointer to [`Ours`] behind it, and a copy of
//! the real table with some functions of our own: all others find the real file where they
//! expect it.

use std::ffi::{CStr, OsStr, c_char, c_int, c_void};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::ptr;
use std::slice;
use std::sync::OnceLock;

use rusqlite::ffi::{
    SQLITE_FULL, SQLITE_IOERR_DELETE, SQLITE_IOERR_FSYNC, SQLITE_IOERR_READ, SQLITE_IOERR_TRUNCATE,
    SQLITE_IOERR_WRITE, SQLITE_OK, SQLITE_OPEN_MEMORY, sqlite3_file, sqlite3_filename,
    sqlite3_int64, sqlite3_io_methods, sqlite3_vfs, sqlite3_vfs_find, sqlite3_vfs_register,
};

use super::{Unsynced, Verdict, disks};

/// What a file of ours needs besides the real one.
struct Ours {
    /// The real table with our functions.
    methods: sqlite3_io_methods,
    real: *const sqlite3_io_methods,
    path: PathBuf,
}

/// The default VFS, as it was before ours.
struct Real(*mut sqlite3_vfs);

// SAFETY: SQLite never changes or frees a registered VFS, and its functions may be called
// from any thread.
unsafe impl Send for Real {}
// SAFETY: as above.
unsafe impl Sync for Real {}

static REAL: OnceLock<Real> = OnceLock::new();

/// Where in a file's memory the pointer to [`Ours`] stands.
fn place(real: &sqlite3_vfs) -> usize {
    usize::try_from(real.szOsFile).unwrap_or_default().next_multiple_of(align_of::<*mut Ours>())
}

pub(super) fn install() -> io::Result<()> {
    if REAL.get().is_some() {
        return Ok(());
    }
    // SAFETY: a null name asks for the default VFS.
    let real = unsafe { sqlite3_vfs_find(ptr::null()) };
    // SAFETY: SQLite gives a registered VFS or null.
    let Some(default) = (unsafe { real.as_ref() }) else {
        return Err(io::Error::other("SQLite has no default VFS"));
    };
    let mut ours = *default;
    ours.szOsFile = c_int::try_from(place(default) + size_of::<*mut Ours>()).unwrap_or(c_int::MAX);
    ours.zName = c"camtay-simulated".as_ptr();
    ours.pNext = ptr::null_mut();
    ours.xOpen = Some(open);
    ours.xDelete = Some(delete);
    if REAL.set(Real(real)).is_err() {
        return Ok(());
    }
    // SAFETY: the VFS lives for ever; all its functions but two are the default's, which
    // find in it what they find in the default.
    match unsafe { sqlite3_vfs_register(Box::into_raw(Box::new(ours)), 1) } {
        SQLITE_OK => Ok(()),
        code => Err(io::Error::other(format!("SQLite takes no VFS: {code}"))),
    }
}

fn real_vfs() -> Option<&'static sqlite3_vfs> {
    // SAFETY: see `Real`.
    REAL.get().and_then(|real| unsafe { real.0.as_ref() })
}

/// # Safety
/// `name` is null or a C string.
unsafe fn path_of(name: *const c_char) -> Option<PathBuf> {
    if name.is_null() {
        return None;
    }
    // SAFETY: not null, so a C string.
    let name = unsafe { CStr::from_ptr(name) };
    Some(Path::new(OsStr::from_bytes(name.to_bytes())).to_owned())
}

unsafe extern "C" fn open(
    vfs: *mut sqlite3_vfs,
    name: sqlite3_filename,
    file: *mut sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    let Some(real) = real_vfs() else { return SQLITE_IOERR_READ };
    // SAFETY: SQLite passes a name that lives as long as the file, or null.
    let path = unsafe { path_of(name) }.filter(|_| flags & SQLITE_OPEN_MEMORY == 0);
    let is_dead = |path: &PathBuf| disks().machine(path).is_some_and(|machine| machine.dead);
    if path.as_ref().is_some_and(is_dead) {
        // SAFETY: SQLite gives memory of `szOsFile` bytes; a null table says "not open".
        unsafe { (*file).pMethods = ptr::null() };
        return SQLITE_IOERR_READ;
    }
    let Some(real_open) = real.xOpen else { return SQLITE_IOERR_READ };
    // SAFETY: the arguments are SQLite's own; the real file finds its room at the front.
    let code = unsafe { real_open(vfs, name, file, flags, out_flags) };
    // SAFETY: an open file has a table.
    let methods = unsafe { (*file).pMethods };
    // SAFETY: a table lives for ever once it is given out.
    let Some(table) = (unsafe { methods.as_ref() }) else { return code };
    let mut ours = Box::new(Ours { methods: *table, real: methods, path: PathBuf::new() });
    ours.path = path.unwrap_or_default();
    ours.methods.xClose = Some(close);
    ours.methods.xRead = Some(read);
    ours.methods.xWrite = Some(write);
    ours.methods.xTruncate = Some(truncate);
    ours.methods.xSync = Some(sync);
    disks().deleted.remove(&ours.path);
    let ours = Box::into_raw(ours);
    // SAFETY: behind the real file there is room for one aligned pointer.
    unsafe {
        file.cast::<u8>().add(place(real)).cast::<*mut Ours>().write(ours);
        (*file).pMethods = &raw const (*ours).methods;
    }
    code
}

/// What [`open`] put behind a file.
///
/// # Safety
/// `file` was opened by [`open`] and is not closed.
unsafe fn ours<'a>(file: *mut sqlite3_file) -> Option<&'a Ours> {
    let place = place(real_vfs()?);
    // SAFETY: by the condition, `open` wrote a pointer there that `close` frees.
    unsafe { (*file.cast::<u8>().add(place).cast::<*mut Ours>()).as_ref() }
}

impl Ours {
    fn real(&self) -> Option<&sqlite3_io_methods> {
        // SAFETY: the table of an open file lives for ever.
        unsafe { self.real.as_ref() }
    }

    /// How long the file is, and what of it stands at a place.
    ///
    /// # Safety
    /// `file` is this file.
    unsafe fn there(
        &self,
        file: *mut sqlite3_file,
        at: u64,
        most: Option<usize>,
    ) -> Option<(u64, Vec<u8>)> {
        let real = self.real()?;
        let mut length: sqlite3_int64 = 0;
        // SAFETY: the real file stands at the front of `file`.
        if unsafe { real.xFileSize?(file, &raw mut length) } != SQLITE_OK {
            return None;
        }
        let length = u64::try_from(length).ok()?;
        let rest = usize::try_from(length.saturating_sub(at)).ok()?;
        let mut old = vec![0; most.map_or(rest, |most| rest.min(most))];
        if !old.is_empty() {
            let count = c_int::try_from(old.len()).ok()?;
            let at = sqlite3_int64::try_from(at).ok()?;
            // SAFETY: as above; `old` has room for `count` bytes.
            if unsafe { real.xRead?(file, old.as_mut_ptr().cast(), count, at) } != SQLITE_OK {
                return None;
            }
        }
        Some((length, old))
    }

    fn note(&self, change: Unsynced) {
        let mut disks = disks();
        if disks.machine(&self.path).is_some() {
            disks.files.entry(self.path.clone()).or_default().push(change);
        }
    }
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    let Some(real) = real_vfs() else { return SQLITE_OK };
    // SAFETY: SQLite closes an open file, once.
    unsafe {
        let ours = *file.cast::<u8>().add(place(real)).cast::<*mut Ours>();
        let ours = Box::from_raw(ours);
        (*file).pMethods = ours.real;
        ours.real().and_then(|it| it.xClose).map_or(SQLITE_OK, |close| close(file))
    }
}

unsafe extern "C" fn read(
    file: *mut sqlite3_file,
    into: *mut c_void,
    count: c_int,
    at: sqlite3_int64,
) -> c_int {
    // SAFETY: SQLite reads from open files.
    let Some(ours) = (unsafe { ours(file) }) else { return SQLITE_IOERR_READ };
    if disks().machine(&ours.path).is_some_and(|machine| machine.dead) {
        return SQLITE_IOERR_READ;
    }
    match ours.real().and_then(|it| it.xRead) {
        // SAFETY: the arguments are SQLite's own.
        Some(read) => unsafe { read(file, into, count, at) },
        None => SQLITE_IOERR_READ,
    }
}

unsafe extern "C" fn write(
    file: *mut sqlite3_file,
    from: *const c_void,
    count: c_int,
    at: sqlite3_int64,
) -> c_int {
    // SAFETY: SQLite writes to open files.
    let Some(ours) = (unsafe { ours(file) }) else { return SQLITE_IOERR_WRITE };
    let verdict = disks().judge(&ours.path, false);
    match verdict {
        Verdict::Dead => return SQLITE_IOERR_WRITE,
        Verdict::NoRoom => return SQLITE_FULL,
        Verdict::Good | Verdict::Last | Verdict::SyncFails => {}
    }
    let (Ok(place), Ok(length)) = (u64::try_from(at), usize::try_from(count)) else {
        return SQLITE_IOERR_WRITE;
    };
    // SAFETY: `file` is the file of `ours`.
    let Some((before, old)) = (unsafe { ours.there(file, place, Some(length)) }) else {
        return SQLITE_IOERR_WRITE;
    };
    // SAFETY: SQLite gives `count` bytes to be written.
    let new = unsafe { slice::from_raw_parts(from.cast::<u8>(), length) }.to_vec();
    let Some(write) = ours.real().and_then(|it| it.xWrite) else { return SQLITE_IOERR_WRITE };
    // SAFETY: the arguments are SQLite's own.
    let code = unsafe { write(file, from, count, at) };
    if code == SQLITE_OK {
        ours.note(Unsynced { length: before, at: place, old, new: Some(new) });
    }
    if verdict == Verdict::Last { SQLITE_IOERR_WRITE } else { code }
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, size: sqlite3_int64) -> c_int {
    // SAFETY: SQLite cuts off open files.
    let Some(ours) = (unsafe { ours(file) }) else { return SQLITE_IOERR_TRUNCATE };
    let verdict = disks().judge(&ours.path, false);
    if verdict == Verdict::Dead {
        return SQLITE_IOERR_TRUNCATE;
    }
    let Ok(place) = u64::try_from(size) else { return SQLITE_IOERR_TRUNCATE };
    // SAFETY: `file` is the file of `ours`.
    let Some((before, old)) = (unsafe { ours.there(file, place, None) }) else {
        return SQLITE_IOERR_TRUNCATE;
    };
    let Some(truncate) = ours.real().and_then(|it| it.xTruncate) else {
        return SQLITE_IOERR_TRUNCATE;
    };
    // SAFETY: the arguments are SQLite's own.
    let code = unsafe { truncate(file, size) };
    if code == SQLITE_OK {
        ours.note(Unsynced { length: before, at: place, old, new: None });
    }
    if verdict == Verdict::Last { SQLITE_IOERR_TRUNCATE } else { code }
}

/// The real disk is memory: there is nothing to be synced there.
unsafe extern "C" fn sync(file: *mut sqlite3_file, _flags: c_int) -> c_int {
    // SAFETY: SQLite syncs open files.
    let Some(ours) = (unsafe { ours(file) }) else { return SQLITE_IOERR_FSYNC };
    let mut disks = disks();
    match disks.judge(&ours.path, true) {
        Verdict::Good => {
            disks.files.remove(&ours.path);
            SQLITE_OK
        }
        _ => SQLITE_IOERR_FSYNC,
    }
}

unsafe extern "C" fn delete(
    vfs: *mut sqlite3_vfs,
    name: *const c_char,
    sync_folder: c_int,
) -> c_int {
    // SAFETY: SQLite passes a C string.
    let path = unsafe { path_of(name) }.unwrap_or_default();
    let verdict = disks().judge(&path, false);
    if verdict == Verdict::Dead {
        return SQLITE_IOERR_DELETE;
    }
    let before = if sync_folder == 0 { std::fs::read(&path).ok() } else { None };
    let Some(delete) = real_vfs().and_then(|it| it.xDelete) else { return SQLITE_IOERR_DELETE };
    // SAFETY: the arguments are SQLite's own.
    let code = unsafe { delete(vfs, name, sync_folder) };
    if code == SQLITE_OK {
        let mut disks = disks();
        disks.files.remove(&path);
        if let Some(before) = before
            && disks.machine(&path).is_some()
        {
            disks.deleted.insert(path, before);
        }
    }
    if verdict == Verdict::Last { SQLITE_IOERR_DELETE } else { code }
}
