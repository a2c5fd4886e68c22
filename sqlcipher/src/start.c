/*
 * SQLite starts when its first file is opened, and calls itself ready a moment before
 * SQLCipher is: a second thread that opens a file in that moment is told that its key is
 * none. So both start when the program or library is loaded, while there is one thread.
 * (SQLITE_EXTRA_INIT_MUTEXED, SQLite's own way out, would wait for a mutex that SQLCipher
 * holds.)
 */
int sqlite3_initialize(void);

__attribute__((constructor)) static void camtay_sqlcipher_start(void) {
  sqlite3_initialize();
}
