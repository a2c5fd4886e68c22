//! Files written by this SQLite: encrypted, in SQLCipher 4's own format.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use camtay_sqlcipher::SQLCIPHER;
use rusqlite::{Connection, ErrorCode};

const KEY: &str = "x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'";

fn open(file: &Path, key: &str) -> Connection {
    let conn = Connection::open(file).unwrap();
    conn.execute_batch(&format!("PRAGMA cipher_log_level = NONE; PRAGMA key = \"{key}\";"))
        .unwrap();
    conn
}

fn pragma(conn: &Connection, name: &str) -> String {
    conn.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0)).unwrap()
}

fn filled(file: &Path, key: &str) -> Connection {
    let conn = open(file, key);
    conn.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE word (text TEXT)").unwrap();
    for n in 0..2_000 {
        conn.execute("INSERT INTO word VALUES (?1)", [format!("nguyễn văn {n}")]).unwrap();
    }
    conn
}

#[test]
fn it_is_the_sqlcipher_that_it_says_with_the_ciphers_that_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let conn = open(&folder.path().join("a.db"), KEY);
    assert!(pragma(&conn, "cipher_version").starts_with(SQLCIPHER));
    assert_eq!(pragma(&conn, "cipher_provider"), "rustcrypto");
}

#[test]
fn every_page_opens_again_and_nothing_lies_in_clear() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.db");
    let conn = filled(&file, KEY);
    let word = "nguyễn".as_bytes();
    for name in ["a.db", "a.db-wal"] {
        let bytes = std::fs::read(folder.path().join(name)).unwrap();
        assert!(!bytes.windows(word.len()).any(|it| it == word), "{name}");
        assert!(!bytes.starts_with(b"SQLite format 3"), "{name}");
    }
    drop(conn);
    let conn = open(&file, KEY);
    let count: i64 = conn.query_row("SELECT count(*) FROM word", [], |row| row.get(0)).unwrap();
    assert_eq!(count, 2_000);
    let wrong: Vec<String> = conn
        .prepare("PRAGMA cipher_integrity_check")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_wrong_key_and_a_changed_byte_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.db");
    drop(filled(&file, KEY));
    let read = |key: &str| {
        let conn = open(&file, key);
        conn.query_row("SELECT count(*) FROM word", [], |row| row.get::<_, i64>(0))
    };
    assert_eq!(read(KEY).unwrap(), 2_000);
    let wrong = read(&KEY.replace("00", "ff")).unwrap_err();
    assert_eq!(wrong.sqlite_error_code(), Some(ErrorCode::NotADatabase));

    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    assert!(read(KEY).is_err());
}

/// A file made by SQLCipher 4 with OpenSSL, with a passphrase: 256,000 rounds of PBKDF2.
#[test]
fn a_file_of_another_sqlcipher_opens() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.db");
    std::fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/openssl.db"), &file).unwrap();
    let conn = open(&file, "cầm tay chỉ việc");
    let text: String = conn.query_row("SELECT text FROM word", [], |row| row.get(0)).unwrap();
    assert_eq!(text, "Viết bằng SQLCipher với OpenSSL");
}
