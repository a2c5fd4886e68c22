//! What stands under the table: the rules by which it was counted.

use camtay_content::Text;
use camtay_journal::vietnamese::format_day;

use super::document::{Basis, Refusals, SkillLine, Supplement, text};
use super::figures::Counting;
use super::words;

impl Counting<'_> {
    /// What the figures rest on.
    #[must_use]
    pub fn basis(&self) -> Basis {
        Basis {
            essential_skills: self
                .settings
                .essential_skills
                .iter()
                .map(|skill| SkillLine { skill: *skill, title: self.names.skill(*skill) })
                .collect(),
            counting: self.settings.counting,
            weekly_lesson_share: self.settings.weekly_lesson_share,
            population: self.request.typed.population.clone(),
            workers: self.request.typed.workers.clone(),
        }
    }

    /// The notes under the table.
    #[must_use]
    pub fn notes(&self, basis: &Basis, refusals: &Refusals) -> Vec<Text> {
        let word = &self.settings.village_word;
        let titles = |language: &str| {
            let titles = basis.essential_skills.iter().map(|it| it.title.in_language(language));
            titles.collect::<Vec<_>>().join("; ")
        };
        let skills = if basis.essential_skills.is_empty() {
            text(
                "Bộ kỹ năng thiết yếu (dòng 3.3, 3.5): chưa chọn, nên hai dòng ấy chưa tính được.",
                "Essential skills (rows 3.3, 3.5): not chosen yet, so these rows cannot be counted.",
            )
        } else {
            text(
                format!("Bộ kỹ năng thiết yếu (dòng 3.3, 3.5): {}.", titles("vi")),
                format!("Essential skills (rows 3.3, 3.5): {}.", titles("en")),
            )
        };
        let counting = words::counting(basis.counting);
        let share = basis.weekly_lesson_share;
        let mut notes = vec![
            skills,
            text(
                format!(
                    "Một kỹ năng tính là đã thực hành khi mọi bước áp dụng được đều có kết quả: {}. Mỗi người tính một lần, theo kết quả tốt nhất. Đây là “đã thực hành”, chưa phải xác nhận phổ cập trên VNeID.",
                    counting.vi
                ),
                format!(
                    "A skill counts as practised when every step that applies ended in: {}. Each person counts once, by the best outcome. This says \"practised\"; it is no confirmation in VNeID.",
                    counting.en
                ),
            ),
            text(
                "Người trưởng thành: năm tính đến trừ năm sinh từ 18 trở lên; người chưa rõ năm sinh chỉ tính khi tình nguyện viên xác nhận.",
                "Adult: year of the as-of date minus birth year is at least 18; a person of unknown year counts only by the volunteer's word.",
            ),
        ];
        notes.push(source_note(
            basis.population.as_ref(),
            ("Tổng số người trưởng thành (dòng 3.3)", "Number of adults (row 3.3)"),
        ));
        notes.push(source_note(
            basis.workers.as_ref(),
            (
                "Tổng số người lao động ở doanh nghiệp, hợp tác xã (dòng 3.5)",
                "Number of workers of companies and cooperatives (row 3.5)",
            ),
        ));
        notes.extend([
            text(
                format!(
                    "Dòng 2.10: {word} đều đặn là nơi có ít nhất một buổi học cộng đồng trong từ {share}% số tuần của kỳ trở lên (tuần từ thứ Hai đến Chủ nhật, kể cả tuần chưa trọn ở đầu và cuối kỳ); {word} mới lập tính từ tuần bắt đầu. Tỉ lệ làm tròn đến phần trăm, từ nửa phần trăm thì làm tròn lên."
                ),
                format!(
                    "Row 2.10: a regular village held at least one community lesson in {share}% or more of the period's weeks (Monday to Sunday, incomplete weeks at both ends included); a new village is judged from its first week. Whole percent, half up."
                ),
            ),
            text(
                "Dòng 2.9, 2.13, 2.14: mỗi buổi tính một lần; số lượt người gồm cả người không ghi tên, một người dự nhiều buổi thì tính nhiều lượt.",
                "Rows 2.9, 2.13, 2.14: each session counts once; attendances include heads without a name, and somebody who came twice counts twice.",
            ),
            text(
                format!(
                    "Dòng 2.12: người và hộ được gặp trong bất kỳ loại buổi nào, mỗi người, mỗi hộ tính một lần; khách từ nơi khác không tính là người dân của xã. Ngoài ra có {} hộ có người chưa đồng ý ghi tên, mỗi hộ tính một đầu người, không cộng vào dòng này.",
                    words::number(refusals.heads).vi
                ),
                format!(
                    "Row 2.12: people and households met in any kind of session, each once; guests from elsewhere are no residents of the commune. Besides, in {} households somebody did not want a name written: one head a household, not added to this row.",
                    words::number(refusals.heads).en
                ),
            ),
            text(
                "Mỗi bản ghi tính theo ngày của buổi (giờ Việt Nam). Người chuyển đi, đã mất, khách không tính ở dòng 3.3, 3.5. Số liệu bổ sung từ nguồn khác ghi bên cạnh, không cộng vào.",
                "A record counts by the day of its session (Vietnam time). Those who moved away, died or are guests do not count in rows 3.3 and 3.5. Supplements from elsewhere stand beside a figure and are never added to it.",
            ),
        ]);
        notes
    }
}

fn source_note(source: Option<&Supplement>, (vi, en): (&str, &str)) -> Text {
    match source {
        Some(it) => {
            let n = words::number(it.number);
            text(
                format!("{vi}: {}; nguồn: {}, ngày {}.", n.vi, it.source, format_day(it.date)),
                format!("{en}: {}; source: {}, {}.", n.en, it.source, it.date),
            )
        }
        None => text(format!("{vi}: chưa nhập."), format!("{en}: not entered.")),
    }
}
