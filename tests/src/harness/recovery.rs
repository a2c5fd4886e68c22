//! What becomes of a hall: backups, a disk that dies, a hall restored.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use camtay_journal::recovery;

use super::hall::{Hall, Said, path, wall_clock};
use super::program::hub_program;
use super::stored::{has_text, personal_texts};

/// The paper with the recovery key on it.
#[derive(Debug, Clone)]
pub struct RecoveryKey(String);

impl RecoveryKey {
    /// Finds it in what `init` printed.
    #[must_use]
    pub fn in_print(printed: &str) -> Option<Self> {
        let words: Vec<_> = printed.split_whitespace().collect();
        let groups = recovery::LETTERS / 4;
        let texts = words.windows(groups).map(|words| words.join(" "));
        texts.into_iter().find(|text| recovery::from_text(text).is_ok()).map(Self)
    }

    /// What stands on it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl Hall {
    /// Makes a backup in a folder, while it serves or not; the backup's own folder.
    pub fn backup(&self, to: &Path) -> PathBuf {
        let said = self.run(&["backup", path(&self.data()), "--to", path(to)]);
        let line = said.lines().next().and_then(|line| line.strip_prefix("backup "));
        PathBuf::from(line.expect("it says where the backup is"))
    }

    /// Makes a backup on a stick of so many kibibytes; in the end its output is what lies on
    /// the stick.
    #[must_use]
    pub fn backup_to_small_disk(&self, to: &Path, kibibytes: u32) -> Said {
        let script = format!(
            "mount -t tmpfs -o size={kibibytes}k tmpfs \"$1\" || exit 99; \
             \"$0\" backup \"$2\" --to \"$1\" >/dev/null; code=$?; ls -A \"$1\"; exit $code"
        );
        let done = Command::new("unshare")
            .args(["--user", "--map-root-user", "--mount", "sh", "-c", &script])
            .args([hub_program().as_path(), to, &self.data()])
            .output()
            .expect("unshare starts");
        Said {
            code: done.status.code().unwrap_or(-1),
            out: String::from_utf8(done.stdout).expect("its output is text"),
            err: String::from_utf8_lossy(&done.stderr).into_owned(),
        }
    }

    /// Makes a backup say that it was made so many seconds earlier than it was.
    pub fn age_backup(&self, backup: &Path, seconds: i64) {
        const MADE: std::ops::Range<usize> = 12..20;
        let file = backup.join("keys.sealed");
        let mut bytes = std::fs::read(&file).expect("a backup");
        let made = i64::from_le_bytes(bytes[MADE].try_into().expect("8 bytes"));
        bytes[MADE].copy_from_slice(&(made - seconds).to_le_bytes());
        std::fs::write(&file, bytes).expect("a backup");
    }

    /// The disk with data and keys dies, in the middle of whatever it did.
    pub fn lose(&mut self) {
        self.kill();
        std::fs::remove_dir_all(self.data()).expect("data");
        std::fs::remove_dir_all(self.keys()).expect("keys");
    }

    /// Tries to restore the hall here from a backup; the recovery key is typed.
    #[must_use]
    pub fn try_restore(&self, backup: &Path, typed: &str) -> Said {
        self.say_with_input(&["restore", path(backup), path(&self.data())], typed)
    }

    /// Restores the hall here; what it said.
    pub fn restore(&self, backup: &Path, key: &RecoveryKey) -> String {
        let said = self.try_restore(backup, key.text());
        assert_eq!(said.code, 0, "{}{}", said.out, said.err);
        said.out
    }

    /// Another computer on which the hall is restored too, in a later second than on any
    /// other; it will listen at `address`.
    #[must_use]
    pub fn restored(backup: &Path, key: &RecoveryKey, address: SocketAddr) -> Self {
        let now = wall_clock();
        while wall_clock() == now {
            std::thread::sleep(Duration::from_millis(10));
        }
        let mut hall = Self::nowhere();
        hall.restore(backup, key);
        hall.listen_at(address);
        hall
    }

    /// Whether anything stored, once it is decrypted, has this text.
    #[must_use]
    pub fn has_name(&self, name: &str) -> bool {
        let store = self.store_by_hand(&self.data());
        personal_texts(&store).iter().any(|text| has_text(text, name))
    }

    /// How many entries are stored.
    #[must_use]
    pub fn entries(&self) -> u64 {
        let store = self.store_by_hand(&self.data());
        let count: i64 =
            store.query_row("SELECT sum(count) FROM chunk", [], |row| row.get(0)).expect("a sum");
        u64::try_from(count).expect("a count")
    }
}
