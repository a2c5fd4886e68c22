//! A device's clock, and the days of records.

use camtay_journal::clock::{Clock, Hlc, MAX_AHEAD};
use proptest::prelude::*;

#[derive(Debug, Clone)]
enum Event {
    Write { now: i64 },
    Hear { heard: (i64, u16), now: i64 },
    Restart,
}

fn any_event() -> impl Strategy<Value = Event> {
    let seconds = || prop_oneof![0..3_000_000_000i64, 1_000_000..1_000_010i64, any::<i64>()];
    prop_oneof![
        4 => seconds().prop_map(|now| Event::Write { now }),
        2 => (seconds(), any::<u16>(), seconds())
            .prop_map(|(heard, counter, now)| Event::Hear { heard: (heard, counter), now }),
        1 => Just(Event::Restart),
    ]
}

proptest! {
    #[test]
    fn moments_never_go_back_on_one_device(events in prop::collection::vec(any_event(), 0..60)) {
        let mut clock = Clock::default();
        let mut last: Option<Hlc> = None;
        for event in events {
            match event {
                Event::Write { now } => {
                    let before = clock.last();
                    let at = clock.tick(now);
                    let full = before == Hlc::from_packed(u64::MAX);
                    prop_assert!(full || last.is_none_or(|last| last < at));
                    prop_assert!(at.seconds() >= now.clamp(0, Hlc::MAX_SECONDS as i64));
                    last = Some(at);
                }
                Event::Hear { heard: (seconds, counter), now } => {
                    let heard = Hlc::new(seconds, counter);
                    let before = clock.last();
                    clock.observe(heard, now);
                    let believed = heard.seconds() <= now.saturating_add(MAX_AHEAD);
                    let expected = if believed { before.max(heard) } else { before };
                    prop_assert_eq!(clock.last(), expected);
                }
                Event::Restart => clock = Clock::resume(clock.last()),
            }
        }
    }

    #[test]
    fn packed_moments_come_back_in_order(one: (u32, u16), other: (u32, u16)) {
        let hlc = |(seconds, counter): (u32, u16)| Hlc::new(i64::from(seconds), counter);
        prop_assert_eq!(Hlc::from_packed(hlc(one).packed()), hlc(one));
        prop_assert_eq!((hlc(one).seconds(), hlc(one).counter()), (i64::from(one.0), one.1));
        prop_assert_eq!(hlc(one).cmp(&hlc(other)), one.cmp(&other));
    }
}
