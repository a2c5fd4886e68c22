//! A pack written out as content files again, so that whoever publishes one that came as a
//! file can hold it against every rule.

use crate::commune::{FILE, FOLDER, OWN_NUMBERS};
use crate::load::Lists;
use crate::{ContentFiles, Pack, Problem, Rule, lint};

impl Pack {
    /// What the linter has against this pack; empty for one that was built from good files.
    /// Lines are those of no file that anybody has, so none is told.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let files = match self.written_out() {
            Ok(files) => files,
            Err(error) => return vec![in_pack(Rule::Unreadable(error.to_string()))],
        };
        let problems = match files.load() {
            Ok(loaded) => lint(&loaded),
            Err(problems) => problems.0,
        };
        problems.into_iter().map(|problem| Problem { line: None, ..problem }).collect()
    }

    fn written_out(&self) -> Result<ContentFiles, toml::ser::Error> {
        let own = self.skills.iter().any(|skill| skill.id.0 >= OWN_NUMBERS);
        let mut files = Vec::new();
        let mut add = |name: String, text: String| files.push((name, text.into_bytes()));
        for skill in &self.skills {
            let folder = if skill.id.0 >= OWN_NUMBERS { FOLDER } else { "" };
            add(format!("{folder}skills/{}.toml", skill.slug), toml::to_string(skill)?);
        }
        // A commune's skills are laid over a pack of a version before.
        let version = if own { self.version.saturating_sub(1) } else { self.version };
        let lists = Lists {
            version: Some(version),
            made: Some(self.made),
            groups: self.groups.clone(),
            settings: self.settings.clone(),
            consent: self.consent.clone(),
            help_lines: self.help_lines.clone(),
            areas: self.areas.clone(),
            check_questions: self.check_questions.clone(),
            scam_kinds: self.scam_kinds.clone(),
            situations: self.situations.clone(),
            practice: self.practice.clone(),
            leaflets: self.leaflets.clone(),
        };
        add("pack.toml".to_owned(), toml::to_string(&lists)?);
        if own {
            add(FILE.to_owned(), format!("version = {}\nmade = \"{}\"\n", self.version, self.made));
        }
        files.extend(self.files.iter().map(|(name, file)| (name.clone(), file.clone())));
        Ok(ContentFiles::of_files(files))
    }
}

fn in_pack(rule: Rule) -> Problem {
    Problem { file: "pack.toml".to_owned(), line: None, place: String::new(), rule }
}
