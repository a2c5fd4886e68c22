//! The provider: the table of functions that SQLCipher asks for its arithmetic. The order
//! of its fields, and what each function is given, is `struct sqlcipher_provider` of
//! SQLCipher 4.19.
//!
//! Only what SQLCipher 4's own format needs is here: AES-256-CBC, HMAC and PBKDF2 with
//! SHA-512. Files of SQLCipher 1 to 3 (SHA-1) are refused with an error.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr;
use std::slice;

use aes::Aes256;
use aes::cipher::{Array, BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha512;

const OK: c_int = 0;
const ERROR: c_int = 1;

/// SQLCipher's number for SHA-512, in HMAC and PBKDF2 alike.
const SHA512: c_int = 2;
const SHA512_BYTES: c_int = 64;
const ENCRYPT: c_int = 1;
const KEY_BYTES: usize = 32;
const BLOCK_BYTES: usize = 16;

/// `struct sqlcipher_provider`.
#[repr(C)]
pub struct Provider {
    init: Option<extern "C" fn() -> c_int>,
    shutdown: Option<extern "C" fn()>,
    get_provider_name: extern "C" fn(*mut c_void) -> *const c_char,
    add_random: extern "C" fn(*mut c_void, *const c_void, c_int) -> c_int,
    random: unsafe extern "C" fn(*mut c_void, *mut c_void, c_int) -> c_int,
    hmac: unsafe extern "C" fn(
        *mut c_void,
        c_int,
        *const u8,
        c_int,
        *const u8,
        c_int,
        *const u8,
        c_int,
        *mut u8,
    ) -> c_int,
    kdf: unsafe extern "C" fn(
        *mut c_void,
        c_int,
        *const u8,
        c_int,
        *const u8,
        c_int,
        c_int,
        c_int,
        *mut u8,
    ) -> c_int,
    cipher: unsafe extern "C" fn(
        *mut c_void,
        c_int,
        *const u8,
        c_int,
        *const u8,
        *const u8,
        c_int,
        *mut u8,
    ) -> c_int,
    get_cipher: extern "C" fn(*mut c_void) -> *const c_char,
    get_key_sz: extern "C" fn(*mut c_void) -> c_int,
    get_iv_sz: extern "C" fn(*mut c_void) -> c_int,
    get_block_sz: extern "C" fn(*mut c_void) -> c_int,
    get_hmac_sz: extern "C" fn(*mut c_void, c_int) -> c_int,
    ctx_init: extern "C" fn(*mut *mut c_void) -> c_int,
    ctx_free: extern "C" fn(*mut *mut c_void) -> c_int,
    fips_status: extern "C" fn(*mut c_void) -> c_int,
    get_provider_version: extern "C" fn(*mut c_void) -> *const c_char,
    next: *mut Provider,
}

/// Called by SQLCipher once, when SQLite starts, to fill its table.
///
/// # Safety
/// `provider` is a `sqlcipher_provider` of SQLCipher 4.19 that nobody else uses meanwhile.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn camtay_sqlcipher_provider(provider: *mut Provider) -> c_int {
    let table = Provider {
        init: None,
        shutdown: None,
        get_provider_name: name,
        add_random,
        random,
        hmac,
        kdf,
        cipher,
        get_cipher: cipher_name,
        get_key_sz: key_size,
        get_iv_sz: block_size,
        get_block_sz: block_size,
        get_hmac_sz: hmac_size,
        ctx_init: no_context,
        ctx_free: no_context,
        fips_status: no_fips,
        get_provider_version: version,
        next: ptr::null_mut(),
    };
    // SAFETY: the caller's promise.
    unsafe { provider.write(table) };
    OK
}

extern "C" fn name(_: *mut c_void) -> *const c_char {
    const NAME: &CStr = c"rustcrypto";
    NAME.as_ptr()
}

extern "C" fn version(_: *mut c_void) -> *const c_char {
    const VERSION: &CStr = c"aes 0.9, sha2 0.11";
    VERSION.as_ptr()
}

extern "C" fn cipher_name(_: *mut c_void) -> *const c_char {
    const NAME: &CStr = c"aes-256-cbc";
    NAME.as_ptr()
}

extern "C" fn key_size(_: *mut c_void) -> c_int {
    KEY_BYTES as c_int
}

extern "C" fn block_size(_: *mut c_void) -> c_int {
    BLOCK_BYTES as c_int
}

extern "C" fn hmac_size(_: *mut c_void, algorithm: c_int) -> c_int {
    if algorithm == SHA512 { SHA512_BYTES } else { 0 }
}

extern "C" fn no_context(_: *mut *mut c_void) -> c_int {
    OK
}

extern "C" fn no_fips(_: *mut c_void) -> c_int {
    0
}

/// The system's random numbers need nothing added.
extern "C" fn add_random(_: *mut c_void, _: *const c_void, _: c_int) -> c_int {
    OK
}

/// The `length` bytes at `start`; none where there are none.
///
/// # Safety
/// Where `length` is above 0, so many bytes can be read at `start` for `'a`.
unsafe fn bytes<'a>(start: *const u8, length: c_int) -> &'a [u8] {
    match usize::try_from(length) {
        // SAFETY: the caller's promise.
        Ok(length) if length > 0 && !start.is_null() => unsafe {
            slice::from_raw_parts(start, length)
        },
        _ => &[],
    }
}

/// As [`bytes`], to write. Nobody has written there yet: they are set to zero first.
///
/// # Safety
/// Where `length` is above 0, so many bytes can be written at `start` for `'a`, by nobody else.
unsafe fn room<'a>(start: *mut u8, length: c_int) -> &'a mut [u8] {
    match usize::try_from(length) {
        // SAFETY: the caller's promise; after the first line the bytes have a value.
        Ok(length) if length > 0 && !start.is_null() => unsafe {
            start.write_bytes(0, length);
            slice::from_raw_parts_mut(start, length)
        },
        _ => &mut [],
    }
}

unsafe extern "C" fn random(_: *mut c_void, buffer: *mut c_void, length: c_int) -> c_int {
    // SAFETY: SQLCipher gives a buffer of `length` bytes.
    let buffer = unsafe { room(buffer.cast(), length) };
    if getrandom::fill(buffer).is_ok() { OK } else { ERROR }
}

unsafe extern "C" fn hmac(
    _: *mut c_void,
    algorithm: c_int,
    key: *const u8,
    key_length: c_int,
    first: *const u8,
    first_length: c_int,
    second: *const u8,
    second_length: c_int,
    out: *mut u8,
) -> c_int {
    if algorithm != SHA512 || first.is_null() {
        return ERROR;
    }
    // SAFETY: SQLCipher gives each with its length; `out` has room for the digest.
    let (key, first, second, out) = unsafe {
        (
            bytes(key, key_length),
            bytes(first, first_length),
            bytes(second, second_length),
            room(out, SHA512_BYTES),
        )
    };
    let Ok(mut mac) = Hmac::<Sha512>::new_from_slice(key) else { return ERROR };
    mac.update(first);
    mac.update(second);
    out.copy_from_slice(&mac.finalize().into_bytes());
    OK
}

unsafe extern "C" fn kdf(
    _: *mut c_void,
    algorithm: c_int,
    pass: *const u8,
    pass_length: c_int,
    salt: *const u8,
    salt_length: c_int,
    rounds: c_int,
    key_length: c_int,
    key: *mut u8,
) -> c_int {
    let (Ok(rounds), SHA512) = (u32::try_from(rounds), algorithm) else { return ERROR };
    // SAFETY: SQLCipher gives each with its length.
    let (pass, salt, key) =
        unsafe { (bytes(pass, pass_length), bytes(salt, salt_length), room(key, key_length)) };
    pbkdf2::pbkdf2_hmac::<Sha512>(pass, salt, rounds, key);
    OK
}

unsafe extern "C" fn cipher(
    _: *mut c_void,
    mode: c_int,
    key: *const u8,
    key_length: c_int,
    iv: *const u8,
    input: *const u8,
    length: c_int,
    out: *mut u8,
) -> c_int {
    let Ok(size) = usize::try_from(length) else { return ERROR };
    if input.is_null() || out.is_null() {
        return ERROR;
    }
    // SAFETY: SQLCipher gives `length` bytes at both, which may be the same ones; the key
    // has `key_length` bytes, the IV as many as `get_iv_sz` says.
    let (key, iv, out) = unsafe {
        ptr::copy(input, out, size);
        (
            bytes(key, key_length),
            bytes(iv, BLOCK_BYTES as c_int),
            slice::from_raw_parts_mut(out, size),
        )
    };
    let (blocks, rest) = Array::slice_as_chunks_mut(out);
    if !rest.is_empty() {
        return ERROR;
    }
    if mode == ENCRYPT {
        let Ok(mut cipher) = cbc::Encryptor::<Aes256>::new_from_slices(key, iv) else {
            return ERROR;
        };
        cipher.encrypt_blocks(blocks);
    } else {
        let Ok(mut cipher) = cbc::Decryptor::<Aes256>::new_from_slices(key, iv) else {
            return ERROR;
        };
        cipher.decrypt_blocks(blocks);
    }
    OK
}
