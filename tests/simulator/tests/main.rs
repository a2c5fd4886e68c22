//! Plans that are kept are played for ever; a plan played twice tells the same.

use std::path::Path;

use camtay_simulator::Simulator;
use camtay_simulator::plan::Plan;

/// All in one test: the disks under SQLite are one for the process.
#[test]
fn kept_plans_hold_and_a_plan_played_twice_tells_the_same() {
    let simulator = Simulator::new().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("plans");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        let plan: Plan = std::fs::read_to_string(&file).unwrap().parse().unwrap();
        assert_eq!(plan.to_string().parse(), Ok(plan.clone()), "{}", file.display());
        let outcome = simulator.play(&plan).unwrap();
        assert_eq!(outcome.broken, None, "{}: {:#?}", file.display(), outcome.told);
    }
    for seed in 0..4 {
        let plan = Plan::of_seed(seed);
        let (one, other) = (simulator.play(&plan).unwrap(), simulator.play(&plan).unwrap());
        assert_eq!(one.told, other.told, "seed {seed}");
        assert_eq!(one.trace, other.trace, "seed {seed}");
        assert_eq!(one.broken, None, "seed {seed}: {:#?}", one.told);
    }
}
