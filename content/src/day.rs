//! Calendar days, written `"2026-11-23"`.

use std::fmt;

use chrono::NaiveDate;
use serde::de::{Error, Visitor};
use serde::{Deserializer, Serializer};

const FORM: &str = "%Y-%m-%d";

/// For `#[serde(with = "crate::day")]`.
pub(crate) fn serialize<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&day.format(FORM))
}

/// For `#[serde(with = "crate::day")]`.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<NaiveDate, D::Error> {
    struct Day;
    impl Visitor<'_> for Day {
        type Value = NaiveDate;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a day that exists, between quotes: \"2026-11-23\"")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<NaiveDate, E> {
            // chrono also takes "2026-1-3"; one day has one spelling here.
            NaiveDate::parse_from_str(text, FORM)
                .ok()
                .filter(|_| text.len() == "2026-11-23".len())
                .ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
        }
    }
    deserializer.deserialize_str(Day)
}

/// The same for a day that may be missing.
pub(crate) mod option {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Day(#[serde(with = "crate::day")] NaiveDate);

    pub(crate) fn serialize<S: Serializer>(
        day: &Option<NaiveDate>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        day.map(Day).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<NaiveDate>, D::Error> {
        Ok(Option::<Day>::deserialize(deserializer)?.map(|day| day.0))
    }
}
