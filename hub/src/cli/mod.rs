//! What an operator types. Each command is one file with its `Args` and one `run`.

use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand};

use crate::hall::ClockSource;
use crate::place::Place;
use crate::{Hall, HubError};

pub mod addresses;
pub mod approve;
pub mod backup;
pub mod bundle;
pub mod check;
pub mod decide;
pub mod doctor;
pub mod enrol;
pub mod erase;
pub mod import;
pub mod init;
pub mod pack;
pub mod phones;
pub mod receive;
pub mod report;
pub mod restore;
pub mod resume;
pub mod revoke;
pub mod serve;
pub mod settings;
pub mod suspend;

/// What a command gets from the edge of the program.
pub struct Edge {
    /// The clock, Unix seconds.
    pub clock: ClockSource,
    /// Fresh random bytes.
    pub seed: [u8; 32],
    /// The folder of the hall's keys where it isn't beside the data.
    pub keys: Option<PathBuf>,
}

impl Edge {
    /// The hall whose data are in `folder`.
    #[must_use]
    pub fn place(&self, folder: &Path) -> Place {
        Place::new(folder, self.keys.as_deref())
    }

    /// Opens the hall whose data are in `folder`.
    ///
    /// # Errors
    /// As [`Hall::open`].
    pub fn open(self, folder: &Path) -> Result<Hall, HubError> {
        Hall::open(&self.place(folder), self.clock, self.seed)
    }
}

/// The commune hall of Cầm Tay: collects what volunteers recorded, and counts the report.
#[derive(Debug, Parser)]
#[command(
    name = "camtay-hub",
    version,
    after_help = "Exit codes: 0 done · 1 refused, nothing changed · 2 wrong command line · \
                  3 check or doctor found something · 4 store or file can't be used now"
)]
pub struct Cli {
    /// The folder of the hall's keys; otherwise beside its data folder, with .keys behind
    /// the name.
    #[arg(long, global = true, value_name = "FOLDER", env = "CAMTAY_KEYS")]
    pub keys: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a new hall in an empty folder.
    Init(init::Args),
    /// Answer phones until stopped.
    Serve(serve::Args),
    /// Show an invitation for a volunteer's phone: once, for ten minutes.
    Enrol(enrol::Args),
    /// Let a phone in whose safety code is the same on both screens.
    Approve(approve::Args),
    /// Show or change where phones find the hall.
    Addresses(addresses::Args),
    /// List the phones: who holds each, how it stands, when it was last here.
    Phones(phones::Args),
    /// A phone gets nothing for the time being.
    Suspend(suspend::Args),
    /// A suspended phone gets everything again.
    Resume(resume::Args),
    /// A phone is out for good.
    Revoke(revoke::Args),
    /// List, take or refuse what suspended and revoked phones handed in.
    Bundle(bundle::Args),
    /// Bring in the commune's lists.
    Import(import::Args),
    /// Decide what only an officer decides: merge, separate, set aside, take up.
    Decide(decide::Args),
    /// Take in what phones gave away as files.
    Receive(receive::Args),
    /// Forget somebody for good, and see which phones have done so too.
    Erase(erase::Args),
    /// Show or publish the guides that phones get, and list where a screen differs from them.
    Pack(pack::Args),
    /// Count the report.
    Report(report::Args),
    /// Show or change what the report's figures depend on.
    Settings(settings::Args),
    /// Check everything that is stored against the signed journals.
    Check(check::Args),
    /// Look whether disk, keys, clock, port and backups are as they should be.
    Doctor(doctor::Args),
    /// Copy the hall to another disk, sealed to its recovery key, while it goes on.
    Backup(backup::Args),
    /// Make the hall again from a backup and the recovery key.
    Restore(restore::Args),
}

/// Runs what was typed.
///
/// # Errors
/// [`HubError`]; its `exit_code` is the program's.
pub fn run(cli: &Cli, edge: Edge) -> Result<(), HubError> {
    match &cli.command {
        Command::Init(args) => init::run(args, edge),
        Command::Serve(args) => serve::run(args, edge),
        Command::Enrol(args) => enrol::run(args, edge),
        Command::Approve(args) => approve::run(args, edge),
        Command::Addresses(args) => addresses::run(args, edge),
        Command::Phones(args) => phones::run(args, edge),
        Command::Suspend(args) => suspend::run(args, edge),
        Command::Resume(args) => resume::run(args, edge),
        Command::Revoke(args) => revoke::run(args, edge),
        Command::Bundle(args) => bundle::run(args, edge),
        Command::Import(args) => import::run(args, edge),
        Command::Decide(args) => decide::run(args, edge),
        Command::Receive(args) => receive::run(args, edge),
        Command::Erase(args) => erase::run(args, edge),
        Command::Pack(args) => pack::run(args, edge),
        Command::Report(args) => report::run(args, edge),
        Command::Settings(args) => settings::run(args, edge),
        Command::Check(args) => check::run(args, &edge),
        Command::Doctor(args) => doctor::run(args, &edge),
        Command::Backup(args) => backup::run(args, edge),
        Command::Restore(args) => restore::run(args, edge),
    }
}

/// Prints lines to the screen; a reader who went away (a closed pipe) is no error.
pub fn print(text: &str) -> Result<(), HubError> {
    use std::io::{ErrorKind, Write};
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(HubError::file("the output")(error))
        }
        _ => Ok(()),
    }
}

/// Reads a file of at most `most` bytes: what is no such file fills no memory.
fn read_at_most(path: &Path, most: u64) -> std::io::Result<Vec<u8>> {
    use std::io::Read;
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(std::io::Error::other(format!("it is larger than {most} bytes")));
    }
    Ok(bytes)
}
