//! `camtay-hub import`: bring in the commune's lists.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use camtay_journal::vietnamese::Day;
use serde_json::json;

use super::{Edge, print, read_at_most};
use crate::HubError;
use crate::hall::Hall;
use crate::import::{
    BadRow, Ground, ImportError, Keys, List, ListFile, MAX_LIST, Plan, plan, rejected_rows,
};

/// What `import` takes. Every list is a CSV (UTF-8; comma, semicolon or tab) or an XLSX
/// file with a header row; `docs/import.md` has the columns.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The hall's folder.
    pub folder: PathBuf,
    /// List of villages.
    #[arg(long, value_name = "FILE")]
    pub villages: Option<PathBuf>,
    /// List of teams.
    #[arg(long, value_name = "FILE")]
    pub teams: Option<PathBuf>,
    /// List of volunteers.
    #[arg(long, value_name = "FILE")]
    pub volunteers: Option<PathBuf>,
    /// List of households.
    #[arg(long, value_name = "FILE")]
    pub households: Option<PathBuf>,
    /// List of residents.
    #[arg(long, value_name = "FILE")]
    pub residents: Option<PathBuf>,
    /// Only say what would be done, and every bad row with its reason.
    #[arg(long)]
    pub dry_run: bool,
    /// Import the good rows although others are bad.
    #[arg(long, requires = "rejected")]
    pub skip_bad: bool,
    /// Where the bad rows go: the same columns and the reason. When rows of several lists
    /// are bad, each list's name is put into the file's name.
    #[arg(long, value_name = "FILE")]
    pub rejected: Option<PathBuf>,
    /// What is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Language of the reasons.
    #[arg(long, value_enum, default_value_t = Language::Vi)]
    pub language: Language,
}

/// What is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Lines to read.
    Text,
    /// One JSON object.
    Json,
}

/// A language of the hall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

impl Language {
    fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

impl From<ImportError> for HubError {
    fn from(error: ImportError) -> Self {
        match std::error::Error::source(&error) {
            Some(why) => Self::Refused(format!("{error}: {why}")),
            None => Self::Refused(error.to_string()),
        }
    }
}

/// Runs it.
///
/// # Errors
/// [`HubError::Refused`] for a file that is no list, and when rows are bad and weren't to
/// be skipped: nothing is imported then. [`HubError::File`], [`HubError::Unavailable`].
pub fn run(args: &Args, edge: Edge) -> Result<(), HubError> {
    let files = read_files(args)?;
    let hall = edge.open(&args.folder)?;
    let today = Day::of_unix(hall.now());
    let first = planned(&hall, &files, today)?;
    let bad_rows: u32 = first.counts.values().map(|counts| counts.bad).sum();
    let writes = !args.dry_run && (bad_rows == 0 || args.skip_bad);

    let mut rejected = Vec::new();
    if writes {
        rejected = write_rejected(args, &files, &first.bad)?;
        hall.write_with(|own| {
            let keys: Keys = hall.import_keys()?.into_iter().collect();
            let state = hall.state();
            let ground = Ground { state: &state, keys: &keys, today, next: own.next() };
            let again = plan(&ground, &files);
            drop(state);
            if again.bad != first.bad {
                return Err(HubError::Refused(
                    "the hall's lists changed meanwhile; run the import again".to_owned(),
                ));
            }
            for entry in again.entries {
                own.add(entry.body, Some(entry.part));
            }
            again.keys.into_iter().for_each(|key| own.keep_key(key));
            Ok(())
        })?;
        hall.save_checkpoint()?;
    }
    print(&match args.format {
        Format::Text => as_text(args, &files, &first, writes, &rejected),
        Format::Json => as_json(&files, &first, writes, &rejected),
    })?;
    if bad_rows > 0 && !writes {
        return Err(HubError::Refused(format!(
            "{bad_rows} rows can't be imported and nothing was; correct them, or import the \
             others with --skip-bad --rejected FILE"
        )));
    }
    Ok(())
}

fn read_files(args: &Args) -> Result<Vec<ListFile>, HubError> {
    let given = [
        (List::Villages, &args.villages),
        (List::Teams, &args.teams),
        (List::Volunteers, &args.volunteers),
        (List::Households, &args.households),
        (List::Residents, &args.residents),
    ];
    let mut files = Vec::new();
    for (list, path) in given {
        if let Some(path) = path {
            // What is somewhat too large is refused as a list, with what to do.
            let bytes = read_at_most(path, 2 * MAX_LIST as u64)
                .map_err(HubError::file(format!("the list of {list}")))?;
            files.push(ListFile::read(list, &bytes)?);
        }
    }
    if files.is_empty() {
        return Err(HubError::Refused(
            "no list was named; give at least one of --villages, --teams, --volunteers, \
             --households, --residents"
                .to_owned(),
        ));
    }
    Ok(files)
}

fn planned(hall: &Hall, files: &[ListFile], today: Day) -> Result<Plan, HubError> {
    let keys: Keys = hall.import_keys()?.into_iter().collect();
    let device = hall.writer();
    let next = camtay_journal::ids::EntryId { device, seq: hall.mark(device)?.next_seq };
    let state = hall.state();
    Ok(plan(&Ground { state: &state, keys: &keys, today, next }, files))
}

/// Writes the bad rows before anything is imported: they must not get lost.
fn write_rejected(
    args: &Args,
    files: &[ListFile],
    bad: &[BadRow],
) -> Result<Vec<PathBuf>, HubError> {
    let Some(path) = &args.rejected else { return Ok(Vec::new()) };
    let rejected: BTreeMap<List, Vec<u8>> = files
        .iter()
        .filter_map(|file| Some((file.list, rejected_rows(file, bad, args.language.code())?)))
        .collect();
    let several = rejected.len() > 1;
    let mut written = Vec::new();
    for (list, rows) in rejected {
        let path = if several { with_list_name(path, list) } else { path.clone() };
        // Never over an older file: somebody may still be correcting it.
        let file = fs::OpenOptions::new().write(true).create_new(true).open(&path);
        let mut file = file.map_err(HubError::file("the file for bad rows"))?;
        file.write_all(&rows).map_err(HubError::file("the file for bad rows"))?;
        written.push(path);
    }
    Ok(written)
}

fn with_list_name(path: &Path, list: List) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let extension = path.extension().map_or("csv".into(), |it| it.to_string_lossy());
    path.with_file_name(format!("{stem}-{list}.{extension}"))
}

fn as_text(
    args: &Args,
    files: &[ListFile],
    plan: &Plan,
    written: bool,
    rejected: &[PathBuf],
) -> String {
    let mut text = String::new();
    for (list, counts) in &plan.counts {
        let _ = write!(
            text,
            "{list}: {} new, {} changed, {} same, {} bad",
            counts.new, counts.changed, counts.same, counts.bad
        );
        if counts.erased > 0 {
            let _ = write!(text, ", {} passed over (erased)", counts.erased);
        }
        text.push('\n');
    }
    for change in &plan.changes {
        let _ = writeln!(
            text,
            "changed: {} line {}: {}",
            change.list,
            change.line,
            change.columns.join(", ")
        );
    }
    for bad in &plan.bad {
        let sentence = bad.sentence(args.language.code());
        let _ = writeln!(text, "bad: {} line {}, {}: {sentence}", bad.list, bad.line, bad.column);
    }
    for file in files {
        let unread = file.unread_columns();
        if !unread.is_empty() {
            let _ = writeln!(text, "not read: {} {}", file.list, unread.join(", "));
        }
    }
    for path in rejected {
        let _ = writeln!(text, "bad rows are in {}", path.display());
    }
    text.push_str(match (written, args.dry_run) {
        (true, _) if plan.entries.is_empty() => "nothing to write\n",
        (true, _) => "written\n",
        (false, true) => "dry run: nothing was written\n",
        (false, false) => "nothing was written\n",
    });
    text
}

fn as_json(files: &[ListFile], plan: &Plan, written: bool, rejected: &[PathBuf]) -> String {
    let bad: Vec<_> = plan
        .bad
        .iter()
        .map(|bad| {
            json!({
                "list": bad.list,
                "line": bad.line,
                "column": bad.column,
                "problem": bad.problem,
                "vi": bad.sentence("vi"),
                "en": bad.sentence("en"),
            })
        })
        .collect();
    let counts: BTreeMap<_, _> =
        plan.counts.iter().map(|(list, counts)| (list.name(), counts)).collect();
    let unread: BTreeMap<_, _> =
        files.iter().map(|file| (file.list.name(), file.unread_columns())).collect();
    let rejected: Vec<_> = rejected.iter().map(|path| path.display().to_string()).collect();
    let all = json!({
        "counts": counts,
        "changes": plan.changes,
        "bad": bad,
        "not_read": unread,
        "rejected": rejected,
        "written": written,
    });
    format!("{all:#}\n")
}
