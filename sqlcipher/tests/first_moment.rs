//! The first moment of a process, in which several threads want a file of their own at once.

#![allow(clippy::unwrap_used)]

use std::sync::Barrier;

use camtay_sqlcipher as _;
use rusqlite::Connection;

const THREADS: usize = 16;

#[test]
fn threads_that_open_the_first_files_of_a_process_at_once_all_can() {
    let folder = tempfile::tempdir().unwrap();
    let all_are_here = Barrier::new(THREADS);
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let (folder, all_are_here) = (folder.path(), &all_are_here);
            scope.spawn(move || {
                all_are_here.wait();
                let conn = Connection::open(folder.join(format!("{thread}.db"))).unwrap();
                conn.execute_batch("PRAGMA key = 'k'; CREATE TABLE word (text TEXT)").unwrap();
            });
        }
    });
}
