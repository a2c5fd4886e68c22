//! The words of the report: reasons, audiences, kinds of session, numbers, in Vietnamese
//! and English.

use std::collections::BTreeMap;

use camtay_content::{GroupId, Pack, Text};
use camtay_journal::entry::{Outcomes, Reason, Segment, SessionKind};
use camtay_journal::ids::SkillId;

use super::document::text;

/// Names out of the pack: titles of skills, and platform groups.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackNames {
    skills: BTreeMap<SkillId, Text>,
    /// Place in `groups`, by the skill's number.
    group_of: Vec<Option<usize>>,
    groups: Vec<Text>,
}

impl PackNames {
    /// The names of a pack.
    #[must_use]
    pub fn of(pack: &Pack) -> Self {
        let mut names = Self {
            groups: pack.groups.iter().map(|group| group.name.clone()).collect(),
            ..Self::default()
        };
        for skill in &pack.skills {
            names.skills.insert(skill.id, skill.title.clone());
            let group = skill.group.as_ref();
            let platform =
                |id: &GroupId| pack.groups.iter().position(|it| it.id == *id && it.platform);
            let at = group.and_then(platform);
            let place = usize::from(skill.id.0);
            if names.group_of.len() <= place {
                names.group_of.resize(place + 1, None);
            }
            if let Some(known) = names.group_of.get_mut(place) {
                *known = at;
            }
        }
        names
    }

    /// A skill's title, or its number where the pack doesn't know it.
    #[must_use]
    pub fn skill(&self, skill: SkillId) -> Text {
        let known = self.skills.get(&skill).cloned();
        known.unwrap_or_else(|| text(format!("kỹ năng {skill}"), format!("skill {skill}")))
    }

    /// The place of a skill's platform group in [`PackNames::groups`]; `None` for a group
    /// that is no platform, as staying safe is none (row 2.3).
    #[must_use]
    pub fn group_of(&self, skill: SkillId) -> Option<usize> {
        self.group_of.get(usize::from(skill.0)).copied().flatten()
    }

    /// Every skill that has a platform group, with the group's place.
    pub fn grouped_skills(&self) -> impl Iterator<Item = (SkillId, usize)> {
        let places = self.group_of.iter().enumerate();
        places.filter_map(|(skill, at)| Some((SkillId(u16::try_from(skill).ok()?), (*at)?)))
    }

    /// The platform groups, in the pack's order.
    #[must_use]
    pub fn groups(&self) -> &[Text] {
        &self.groups
    }
}

/// A number as each language writes it: 33.600 and 33,600.
pub(super) fn number(value: u64) -> Text {
    text(grouped(value, '.'), grouped(value, ','))
}

fn grouped(value: u64, mark: char) -> String {
    let digits = value.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(mark);
        }
        grouped.push(digit);
    }
    grouped
}

pub(super) fn reason(reason: Reason) -> Text {
    match reason {
        Reason::NoSmartphone => text("chưa có điện thoại thông minh", "no smartphone"),
        Reason::SharedPhone => text("dùng chung máy hoặc máy phím", "shared or keypad phone"),
        Reason::OldPhone => text("máy cũ hoặc đầy bộ nhớ", "old or full phone"),
        Reason::NoNetwork => text("chỗ này không có mạng", "no network"),
        Reason::NoSim => text("chưa có sim chính chủ", "no SIM in own name"),
        Reason::NoChipCard => text("chưa có thẻ căn cước gắn chip", "no chip ID card"),
        Reason::AtPolice => {
            text("phải làm tài khoản ở công an", "account must be made at the police")
        }
        Reason::ForgotPassword => text("quên mật khẩu hoặc mã khoá", "forgot password or passcode"),
        Reason::ScreenDiffers => {
            text("màn hình khác với hướng dẫn", "screen differs from the guide")
        }
        Reason::AfraidOfScams => text("sợ bị lừa", "afraid of scams"),
        Reason::Other => text("lý do khác", "other"),
    }
}

pub(super) fn segment(segment: Segment) -> Text {
    match segment {
        Segment::OlderPeople => text("người cao tuổi", "older people"),
        Segment::PeopleWithDisabilities => text("người khuyết tật", "people with disabilities"),
        Segment::EthnicMinorities => text("đồng bào dân tộc thiểu số", "ethnic minorities"),
        Segment::Poor => text("hộ nghèo, cận nghèo", "poor and near-poor"),
        Segment::SmallTraders => text("tiểu thương", "small traders"),
        Segment::Farmers => text("nông dân", "farmers"),
        Segment::FreeWorkers => text("lao động tự do", "free workers"),
        Segment::Workers => text("người lao động ở doanh nghiệp, hợp tác xã", "workers"),
        Segment::CooperativeOwners => {
            text("chủ hợp tác xã, cơ sở OCOP", "cooperative owners and OCOP makers")
        }
        Segment::HouseholdBusinesses => text("hộ kinh doanh", "household businesses"),
        Segment::Pupils => text("học sinh, sinh viên", "pupils and students"),
        Segment::Officials => text("cán bộ, công chức", "officials"),
        Segment::Teachers => text("giáo viên", "teachers"),
        Segment::PartyMembers => text("đảng viên", "party members"),
        Segment::RemoteVillages => text("người ở nơi xa, khó đi lại", "remote villages"),
    }
}

pub(super) fn kind(kind: SessionKind) -> Text {
    match kind {
        SessionKind::HomeVisit => text("Đến nhà", "Home visit"),
        SessionKind::Class => text("Lớp học", "Class"),
        SessionKind::WeeklyLesson => text("Buổi học cộng đồng", "Community lesson"),
        SessionKind::CampaignDay => text("Ngày ra quân", "Campaign day"),
        SessionKind::PublicServiceWeek => text("Tuần lễ dịch vụ công", "Week of public services"),
        SessionKind::Conference => text("Hội nghị", "Conference"),
        SessionKind::OneStopDesk => text("Bàn hỗ trợ tại bộ phận một cửa", "One-stop desk"),
    }
}

/// The outcomes that count, in words.
pub(super) fn counting(outcomes: Outcomes) -> Text {
    let all = [
        (outcomes.alone, "tự làm được", "alone"),
        (outcomes.helped, "làm được khi có hỗ trợ", "with help"),
        (outcomes.already, "đã có từ trước", "could do it before"),
    ];
    let counting = || all.iter().filter(|(counts, ..)| *counts);
    text(
        counting().map(|(_, vi, _)| *vi).collect::<Vec<_>>().join(", "),
        counting().map(|(_, _, en)| *en).collect::<Vec<_>>().join(", "),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_three() {
        for (value, vi) in [(0, "0"), (999, "999"), (1_000, "1.000"), (1_234_567, "1.234.567")] {
            assert_eq!(number(value).vi, vi);
        }
    }
}
