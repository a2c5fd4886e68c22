//! What counts never un-counts.

use camtay_journal::entry::*;
use camtay_journal::ids::SkillId;
use camtay_journal::vietnamese::Day;
use proptest::prelude::*;

use super::support::bodies::{any_guided, any_steps, people_body, session_body, unknown_body};
use super::support::commune::{Act, MORNING, Writers, any_history, fold, resident};
use super::support::views::best;

fn days() -> impl Iterator<Item = Option<Day>> {
    (-4..9).map(|days| Some(Day::of_unix(MORNING).plus(days))).chain([None])
}

/// Anything that is neither a correction nor a decision of the hall.
fn later_acts() -> impl Strategy<Value = Vec<Act>> {
    let body = prop_oneof![
        4 => people_body(),
        2 => any_guided().prop_map(Body::from),
        1 => session_body(),
        1 => unknown_body(),
    ];
    let act = (0..4usize, -90_000..400_000i64, body).prop_map(|(author, after, body)| Act {
        author,
        after,
        body,
        part: None,
    });
    prop::collection::vec(act, 1..30)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn nothing_written_later_lowers_an_indicator(writers in any_history(30), acts in later_acts()) {
        let before = fold(&writers.entries);
        let mut more = writers.clone();
        more.write_all(&acts);
        let after = fold(&more.entries);
        for as_of in days() {
            let (before, after) = (best(&before, as_of), best(&after, as_of));
            for (whose, was) in before {
                let is = after.get(&whose).copied();
                prop_assert!(
                    is.is_some_and(|is| is.first <= was.first && is.how <= was.how),
                    "{:?} was {:?} and is {:?}", whose, was, is
                );
            }
        }
    }

    #[test]
    fn a_new_pack_never_undoes_a_skill(
        first in any_guided(),
        later in prop::collection::vec((1..3usize, 2..9u32, any_steps()), 1..6),
    ) {
        let mut writers = Writers::after_prelude();
        let guided = Guided {
            residents: vec![resident(0)],
            pack: 1,
            steps: Steps::new(&[Outcome::Alone.into(), Outcome::Helped.into()]).unwrap(),
            whole: None,
            session: None,
            ..first
        };
        writers.write(1, MORNING + 60, guided.clone());
        let practised = best(&fold(&writers.entries), None);
        prop_assert!(practised.contains_key(&(resident(0), guided.skill)));
        for (phone, pack, steps) in later {
            let now = writers.later();
            writers.write(phone, now, Guided { pack, steps, ..guided.clone() });
            let now = best(&fold(&writers.entries), None);
            let (was, is) = (practised.values().next().unwrap(), now.values().next().unwrap());
            prop_assert!(is.first == was.first && is.how <= was.how);
        }
    }

    #[test]
    fn the_first_day_says_from_when_on_a_skill_counts(writers in any_history(50)) {
        let state = fold(&writers.entries);
        let ever = best(&state, None);
        for as_of in days().flatten() {
            let then = best(&state, Some(as_of));
            for (whose, ever) in &ever {
                prop_assert_eq!(ever.first <= as_of, then.contains_key(whose));
            }
            for (whose, then) in then {
                prop_assert_eq!(then.first, ever[&whose].first);
                prop_assert!(ever[&whose].how <= then.how);
            }
        }
    }
}

#[test]
fn a_skill_begun_on_one_day_and_finished_on_another_is_practised_on_the_second() {
    let mut writers = Writers::after_prelude();
    let guided = |marks: [Option<Outcome>; 3]| Guided {
        session: None,
        residents: vec![resident(0)],
        skill: SkillId(1),
        pack: 1,
        steps: Steps::new(&marks.map(|mark| mark.map_or(StepMark::NOTHING, StepMark::from)))
            .unwrap(),
        whole: None,
        come_back: None,
    };
    writers.write(1, MORNING, guided([Some(Outcome::Alone), Some(Outcome::NotApplicable), None]));
    assert!(best(&fold(&writers.entries), None).is_empty());
    writers.write(
        1,
        MORNING + 86_400,
        guided([Some(Outcome::Refused), None, Some(Outcome::Helped)]),
    );
    let best = best(&fold(&writers.entries), None);
    let found = best[&(resident(0), SkillId(1))];
    assert_eq!(found.first, Day::of_unix(MORNING + 86_400));
    assert_eq!(found.how, camtay_journal::fold::How::Helped);
}
