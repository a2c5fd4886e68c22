//! SQLite with SQLCipher, whose ciphers are RustCrypto's: what phone and hall store in.
//!
//! The file format is SQLCipher 4's own (AES-256-CBC, a random IV and an HMAC-SHA-512 for
//! each page); any SQLCipher opens such a file with the right key. Only the library that
//! does the arithmetic is another one: OpenSSL would be most of the phone's library, and
//! would have to be built for each processor (ADR 0007).
//!
//! A crate that uses `rusqlite` names this one with `use camtay_sqlcipher as _;`: `rusqlite`
//! brings no SQLite along and the linker takes this one.

// unsafe: SQLCipher is C and calls the provider with pointers; that file alone has them.

mod provider;

/// The version of SQLCipher that this is.
pub const SQLCIPHER: &str = "4.19.0";
