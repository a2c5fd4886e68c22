//! Some rounds of `cargo xtask kill`: hall and phones killed at random instants under load.

use camtay_tests::harness::Hall;
use camtay_tests::kill;

#[test]
fn killed_at_random_instants_under_load_nothing_is_lost_or_doubled() {
    let figures = kill::run(Hall::start(&kill::LISTS), 2026, 0, 8, |_, _| {});
    assert_eq!(figures.hall_kills + figures.phone_kills, 8);
    assert!(figures.hall_kills > 0 && figures.phone_kills > 0, "{figures}");
    assert!(figures.acknowledged > 0, "{figures}");
}
