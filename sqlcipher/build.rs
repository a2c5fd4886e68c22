//! Compiles SQLCipher, and with it SQLite, with nothing in it that the project doesn't use.

/// What SQLCipher itself wants. Temporary tables and sorts never touch the disk.
const FOR_SQLCIPHER: &[&str] = &[
    "SQLITE_HAS_CODEC",
    "SQLITE_TEMP_STORE=3",
    "SQLITE_EXTRA_INIT=sqlcipher_extra_init",
    "SQLITE_EXTRA_SHUTDOWN=sqlcipher_extra_shutdown",
    "SQLCIPHER_CRYPTO_CUSTOM=camtay_sqlcipher_provider",
    "HAVE_STDINT_H=1",
];

/// How SQLite is built. `SQLITE_DQS=0`: a misspelt column is an error, not a text.
const FOR_SQLITE: &[&str] = &[
    "SQLITE_CORE",
    "SQLITE_THREADSAFE=1",
    "SQLITE_DEFAULT_FOREIGN_KEYS=1",
    "SQLITE_DEFAULT_MEMSTATUS=0",
    "SQLITE_DQS=0",
    "SQLITE_LIKE_DOESNT_MATCH_BLOBS",
    "SQLITE_MAX_EXPR_DEPTH=100",
    "SQLITE_OMIT_DEPRECATED",
    "SQLITE_OMIT_LOAD_EXTENSION",
    "SQLITE_OMIT_SHARED_CACHE",
    "SQLITE_USE_URI",
    "HAVE_ISNAN",
    "HAVE_LOCALTIME_R",
    "HAVE_USLEEP=1",
];

/// Starts it before there is a second thread.
const START: &str = "src/start.c";

fn main() {
    let folder = sqlcipher_src::source_dir();
    let source = folder.join(sqlcipher_src::SOURCE_FILE);
    let mut build = cc::Build::new();
    build.file(&source).file(START).warnings(false);
    for flag in FOR_SQLCIPHER.iter().chain(FOR_SQLITE) {
        let (name, value) = flag.split_once('=').map_or((*flag, None), |(n, v)| (n, Some(v)));
        build.define(name, value);
    }
    // The symbols are asked for by another crate (libsqlite3-sys), wherever that stands on
    // the linker's line; what nobody calls is dropped again.
    build.cargo_metadata(false);
    build.compile("camtay_sqlcipher");
    let out = std::env::var("OUT_DIR").unwrap_or_default();
    println!("cargo:rustc-link-search=native={out}");
    println!("cargo:rustc-link-lib=static:+whole-archive=camtay_sqlcipher");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={START}");
    println!("cargo:rerun-if-changed={}", source.display());
}
