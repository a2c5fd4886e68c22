//! `camtay-leaflets`: pages from a content folder, for those who print, teach and check.

#![forbid(unsafe_code)]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use camtay_content::{ContentFiles, Loaded, Pack, Problem, Problems, lint};
use camtay_leaflets::{
    Label, Listed, Paper, Sheet, Words, cards, html, index, leaflets, pdf, preview, slides,
};
use clap::{Args, Parser, Subcommand};

#[derive(Parser)]
#[command(name = "camtay-leaflets", about = "Leaflets, cards, slides and a preview of the guides")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// One page of everything as it will look, in both languages
    Preview(Guides),
    /// Leaflets (A4, A5) and cards to cut out, for a browser and as PDF
    Leaflets(Printed),
    /// Every skill for the projector of a class
    Slides(Printed),
    /// All of it
    All(Printed),
}

#[derive(Args)]
struct Guides {
    /// The content folder; - for the guides inside this program
    content: String,
    /// The folder to write into; made when it is not there
    out: PathBuf,
    /// A commune's folder, laid over the guides
    #[arg(long)]
    commune: Option<PathBuf>,
}

#[derive(Args)]
struct Printed {
    #[command(flatten)]
    from: Guides,
    /// Language of the words: vi, en, or another that the guides have
    #[arg(long, default_value = "vi")]
    language: String,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Preview(from) => Job::load(&from).and_then(|job| job.preview()),
        Command::Leaflets(printed) => printed_only(&printed, |job, language| {
            let listed = job.leaflets(language)?;
            job.index(language, &listed)
        }),
        Command::Slides(printed) => printed_only(&printed, |job, language| {
            let listed = job.slides(language)?;
            job.index(language, &listed)
        }),
        Command::All(printed) => printed_only(&printed, |job, language| {
            job.preview()?;
            let mut listed = job.leaflets(language)?;
            listed.extend(job.slides(language)?);
            job.index(language, &listed)
        }),
    };
    match done {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// What is handed to people is made only from guides that keep the rules.
fn printed_only(
    printed: &Printed,
    make: impl Fn(&Job<'_>, &str) -> Result<String, String>,
) -> Result<String, String> {
    let job = Job::load(&printed.from)?;
    if !job.problems.is_empty() {
        return Err(Problems(job.problems).to_string());
    }
    make(&job, &printed.language)
}

/// A pack, and where its pages go.
struct Job<'f> {
    pack: Pack,
    problems: Vec<Problem>,
    out: &'f Path,
}

impl<'f> Job<'f> {
    fn load(from: &'f Guides) -> Result<Self, String> {
        let told = |problems: Problems| problems.to_string();
        let mut files = match from.content.as_str() {
            "-" => ContentFiles::built_in(),
            folder => ContentFiles::of_folder(Path::new(folder)).map_err(told)?,
        };
        if let Some(commune) = &from.commune {
            files = files.with_commune(commune).map_err(told)?;
        }
        let loaded: Loaded = files.load().map_err(told)?;
        let problems = lint(&loaded);
        Ok(Self { pack: loaded.into_pack(), problems, out: &from.out })
    }

    fn preview(&self) -> Result<String, String> {
        let page = preview(&self.pack, &self.problems).map_err(|error| error.to_string())?;
        let file = self.write("preview.html", page.as_bytes())?;
        let skills = self.pack.skills.len();
        Ok(format!("{skills} guides as they will look: {}", file.display()))
    }

    fn leaflets(&self, language: &str) -> Result<Vec<Listed>, String> {
        let told = |error: camtay_leaflets::Error| error.to_string();
        let large = leaflets(&self.pack, language, Paper::A4).map_err(told)?;
        let small = leaflets(&self.pack, language, Paper::A5).map_err(told)?;
        let mut listed = Vec::new();
        for (large, small) in large.iter().zip(&small) {
            let mut files = self.sheet(large, "A4", language)?;
            files.extend(self.sheet(small, "A5", language)?);
            listed.push(Listed { kind: Label::Leaflets, title: large.title.clone(), files });
        }
        for sheet in &cards(&self.pack, language).map_err(told)? {
            let files = self.sheet(sheet, "A4", language)?;
            listed.push(Listed { kind: Label::Cards, title: sheet.title.clone(), files });
        }
        Ok(listed)
    }

    /// Both files of a sheet, and the words of their links.
    fn sheet(
        &self,
        sheet: &Sheet,
        paper: &str,
        language: &str,
    ) -> Result<Vec<(String, String)>, String> {
        let told = |error: camtay_leaflets::Error| error.to_string();
        let words = Words::new(&self.pack, language);
        let page = html(sheet, words).map_err(told)?;
        let printed = pdf(sheet).map_err(told)?;
        let (page_file, pdf_file) =
            (format!("leaflets/{}.html", sheet.name), format!("leaflets/{}.pdf", sheet.name));
        self.write(&page_file, page.as_bytes())?;
        self.write(&pdf_file, &printed)?;
        let pages = sheet.pages();
        let unit = words.label(Label::Page);
        Ok(vec![
            (pdf_file, format!("{paper} PDF ({pages} {unit})")),
            (page_file, format!("{paper} HTML")),
        ])
    }

    fn slides(&self, language: &str) -> Result<Vec<Listed>, String> {
        let words = Words::new(&self.pack, language);
        let mut listed = Vec::new();
        for skill in &self.pack.skills {
            let page =
                slides(&self.pack, &skill.slug, language).map_err(|error| error.to_string())?;
            let file = format!("slides/{}.html", skill.slug);
            self.write(&file, page.as_bytes())?;
            let title = words.say(&skill.title);
            let files = vec![(file, "HTML".to_owned())];
            listed.push(Listed { kind: Label::Slides, title, files });
        }
        Ok(listed)
    }

    fn index(&self, language: &str, listed: &[Listed]) -> Result<String, String> {
        let words = Words::new(&self.pack, language);
        let title = words.of_commune("commune.name").unwrap_or_else(|| "Cầm Tay".to_owned());
        let page = index(words, &title, listed).map_err(|error| error.to_string())?;
        let file = self.write("index.html", page.as_bytes())?;
        let files: usize = listed.iter().map(|listed| listed.files.len()).sum();
        Ok(format!("{files} files, listed in {}", file.display()))
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, String> {
        let file = self.out.join(name);
        let told = |error: std::io::Error| format!("{}: {error}", file.display());
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(told)?;
        }
        std::fs::write(&file, bytes).map_err(told)?;
        Ok(file)
    }
}
