//! What the documents say about the guides is so.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use camtay_content::scene::{Drawing, Icon, Kind};
use camtay_content::{Pack, Skill};

const CONTENT: &str = include_str!("../../docs/content.md");
const README: &str = include_str!("../README.md");

/// What stands between ` ` in the last column of a table's line.
fn named_in(line: &str) -> impl Iterator<Item = &str> {
    let last = line.trim_end_matches(['|', ' ']).rsplit('|').next().unwrap_or_default();
    last.split('`').skip(1).step_by(2)
}

#[test]
fn every_system_of_the_five_documents_has_its_skill_and_no_skill_is_forgotten() {
    let table = CONTENT.lines().filter(|line| line.starts_with("| "));
    let named: BTreeSet<&str> = table.flat_map(named_in).collect();
    let pack = Pack::built_in().unwrap();
    let skills: BTreeSet<&str> = pack.skills.iter().map(|skill| skill.slug.as_str()).collect();
    assert_eq!(named, skills);
}

#[test]
fn both_tables_of_pieces_name_every_piece_and_all_that_it_can_show() {
    let (vi, en) = README.split_once("## Drawing a picture for a step").unwrap();
    let vi = vi.split_once("## Vẽ hình cho một bước").unwrap().1;
    let first = |line: &str| {
        let cell = line.strip_prefix("| `")?.split('`').next()?;
        Some(cell.to_owned())
    };
    let pieces: BTreeSet<String> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    for half in [vi, en] {
        let table = half.split_once("| `is` |").unwrap().1;
        let table = table.lines().take_while(|line| !line.is_empty());
        let told: BTreeSet<String> = table.filter_map(first).collect();
        assert_eq!(told, pieces);
        for drawing in Drawing::ALL {
            assert!(half.contains(&format!("`{}`", drawing.name())), "{drawing:?}");
        }
    }
    for icon in Icon::ALL {
        assert!(vi.contains(&format!("`{}`", icon.name())), "{icon:?}");
    }
}

#[test]
fn what_the_guides_of_the_papers_share_is_worded_alike() {
    let pack = Pack::built_in().unwrap();
    let papers: Vec<_> =
        pack.skills.iter().filter(|skill| skill.slug.starts_with("paper-")).collect();
    for id in ["open-wallet", "look-first", "integrate", "new-request", "confirm"] {
        let shared = |paper: &Skill| {
            let mut step = paper.step(id).unwrap().clone();
            // Its picture shows the paper itself.
            step.picture = None;
            step
        };
        let first = shared(papers[0]);
        for paper in &papers {
            assert_eq!(shared(paper), first, "{} {id}", paper.slug);
        }
    }
}
