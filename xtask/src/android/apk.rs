//! The APK: shrunk by R8, aligned, signed with a key of the moment, looked into.

use std::path::{Path, PathBuf};

use xshell::cmd;

use super::shrink::Into;
use super::{Android, MIN_SDK, archive};
use crate::project::{Failed, run};
use crate::tools;

/// The processor whose folder this machine's own library lies in.
pub(super) const STAND_IN: &str =
    if cfg!(target_arch = "aarch64") { "arm64-v8a" } else { "x86_64" };

impl Android<'_> {
    /// Packs, looks into what came of it, and tells what it weighs.
    pub(super) fn apk(&self) -> Result<(), Failed> {
        let apk = self.pack()?;
        self.inspect(&apk)?;
        self.try_shrunk()?;
        println!("| part of the APK | measured | target | holds |\n|---|---|---|---|");
        for part in self.parts()? {
            println!("{part}");
        }
        println!(
            "\nThe core in it is this machine's, a stand-in for a phone's; the key is thrown away.\n{}",
            apk.display()
        );
        Ok(())
    }

    /// Makes the APK.
    pub(super) fn pack(&self) -> Result<PathBuf, Failed> {
        tools::install(self.project, tools::FOR_PACKING)?;
        let dex = self.shrink(Into::Dex)?;
        run(crate::bench::phone_library(self.project))?;
        self.libraries()?;
        let shell = &self.project.shell;
        let (loose, aligned) = (self.built("loose.apk"), self.built("aligned.apk"));
        shell.copy_file(self.built("resources.apk"), &loose)?;
        {
            let _in_dex = shell.push_dir(dex);
            cmd!(shell, "zip -q -9 -X -j {loose} classes.dex").run()?;
            let _in_package = shell.push_dir(self.built("package"));
            // Libraries lie uncompressed: the system maps them where they are.
            cmd!(shell, "zip -q -0 -X -D -r {loose} lib").run()?;
        }
        std::fs::write(&aligned, archive::aligned(&std::fs::read(&loose)?)?)?;
        self.sign(&aligned)
    }

    /// The core and what libraries bring for this processor, as they lie in a package.
    fn libraries(&self) -> Result<(), Failed> {
        let shell = &self.project.shell;
        let folder = self.built("package/lib").join(STAND_IN);
        shell.remove_path(self.built("package"))?;
        shell.create_dir(&folder)?;
        shell.copy_file(self.core(), folder.join("libcamtay_core.so"))?;
        for archive in self.artefacts.archives("app") {
            let theirs = archive.join("jni").join(STAND_IN);
            if theirs.is_dir() {
                for library in shell.read_dir(theirs)? {
                    shell.copy_file(&library, &folder)?;
                    let copy = folder.join(library.file_name().unwrap_or_default());
                    // As the Android plugin does it: JNA's library comes with its symbols.
                    cmd!(shell, "strip --strip-unneeded {copy}").run()?;
                }
            }
        }
        Ok(())
    }

    /// The core as it ships, for this machine.
    pub(super) fn core(&self) -> PathBuf {
        self.project.target().join("phone/libcamtay_core.so")
    }

    /// Signed so that it is a whole package; with a key that nobody keeps.
    fn sign(&self, aligned: &Path) -> Result<PathBuf, Failed> {
        let shell = &self.project.shell;
        let (keys, apk) = (self.built("throw-away.keys"), self.built("camtay.apk"));
        shell.remove_path(&keys)?;
        cmd!(
            shell,
            "keytool -genkeypair -keystore {keys} -storepass throw-away -alias camtay
             -keyalg EC -groupname secp256r1 -validity 30 -dname CN=throw-away"
        )
        .quiet()
        .ignore_stderr()
        .run()?;
        cmd!(
            shell,
            "apksigner sign --ks {keys} --ks-pass pass:throw-away --min-sdk-version {MIN_SDK}
             --v1-signing-enabled false --out {apk} {aligned}"
        )
        .quiet()
        .run()?;
        shell.remove_path(&keys)?;
        Ok(apk)
    }
}
