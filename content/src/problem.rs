//! What is wrong with a content file, where, and what to write instead.
//!
//! Whoever edits the guides reads these sentences, so each has a Vietnamese and an
//! English form.

use std::fmt;

/// One thing wrong in a content file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, from the content folder: `skills/pay-by-qr.toml`.
    pub file: String,
    /// Its line, from 1, where the file says so.
    pub line: Option<u32>,
    /// The place in the file: `steps[2].say.vi`; empty for the whole file.
    pub place: String,
    /// What is wrong.
    pub rule: Rule,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if !self.place.is_empty() {
            write!(f, " ({})", self.place)?;
        }
        let (vi, en) = self.rule.words();
        write!(f, "\n  {vi}\n  {en}")
    }
}

/// Everything that is wrong; never empty when it is an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident $(($($field:ident: $type:ty),+))? => $vi:literal, $en:literal;)+) => {
        /// A rule that a content file broke.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Rule {
            $($(#[$doc])* $name $(($($type),+))?,)+
        }

        impl Rule {
            /// The sentence in Vietnamese and in English: what is so, what to write instead.
            #[must_use]
            pub fn words(&self) -> (String, String) {
                match self {
                    $(Self::$name $(($($field),+))? => (format!($vi), format!($en)),)+
                }
            }
        }
    };
}

rules! {
    /// The file cannot be read from the disk.
    Unreadable(why: String) =>
        "Không đọc được tệp: {why}.",
        "The file cannot be read: {why}.";
    /// The file is no TOML.
    NotToml(why: String) =>
        "Dòng này viết chưa đúng mẫu: {why}. Xem lại dấu ngoặc kép và dấu bằng.",
        "This line does not have the right form: {why}. Look at the quotes and the equals sign.";
    /// A line is missing that every file of this kind has.
    Missing(key: &'static str) =>
        "Thiếu dòng “{key}”. Thêm vào theo mẫu của tệp khác, ví dụ skills/pay-by-qr.toml.",
        "The line “{key}” is missing. Add it as in another file, for example skills/pay-by-qr.toml.";
    /// A key that means nothing here, most often a typing mistake.
    Unknown(key: String) =>
        "Không có mục nào tên “{key}”. Xem lại chính tả theo mẫu trong README.md.",
        "Nothing is called “{key}” here. Compare the spelling with README.md.";
    /// A value of the wrong kind, a day that does not exist.
    WrongValue(why: String) =>
        "Giá trị ở đây chưa đúng: {why}.",
        "The value here is not right: {why}.";
    /// The same list stands in two files.
    ListTwice(list: String) =>
        "Danh sách “{list}” đã có trong một tệp khác. Gộp vào một tệp.",
        "The list “{list}” already stands in another file. Put it into one file.";
    /// No words in a language that every text has.
    NoWords(language: &'static str) =>
        "Thiếu chữ cho ngôn ngữ “{language}”. Viết cả tiếng Việt (vi) và tiếng Anh (en).",
        "There are no words for “{language}”. Write both Vietnamese (vi) and English (en).";
    /// A language tag that is none.
    BadLanguage(tag: String) =>
        "“{tag}” không phải mã ngôn ngữ. Dùng vi, en, bru, hre…",
        "“{tag}” is no language tag. Use vi, en, bru, hre…";
    /// Marks typed apart from their letters.
    NotComposed =>
        "Dấu tiếng Việt ở đây là dấu rời. Gõ lại bằng bảng mã Unicode dựng sẵn.",
        "The marks are typed apart from their letters here. Type it again in composed Unicode (NFC).";
    /// White space at an end, twice in a row.
    Spaces =>
        "Có dấu cách thừa. Bỏ dấu cách ở đầu, ở cuối và dấu cách đôi.",
        "There is a space too many. Remove spaces at the ends and double ones.";
    /// An instruction that does not fit two short lines.
    TooLong(lines: usize) =>
        "Câu hướng dẫn dài {lines} dòng. Viết lại trong 2 dòng, mỗi dòng 45 chữ cái.",
        "The instruction takes {lines} lines. Say it in 2 lines of 45 letters each.";
    /// Two actions in one step.
    TwoActions(word: String) =>
        "Bước này có hai việc (chữ “{word}”). Tách thành hai bước.",
        "This step has two actions (the word “{word}”). Make two steps of it.";
    /// A pronoun in an instruction.
    Pronoun(word: String) =>
        "Câu hướng dẫn có chữ “{word}”. Bắt đầu ngay bằng việc làm: “Bấm…”, “Mở…”.",
        "The instruction says “{word}”. Begin with the verb: “Tap…”, “Open…”.";
    /// The commune's version is not above the pack's.
    NotNewer(pack: u32) =>
        "Bộ hướng dẫn gốc đã là bản {pack}. Ghi số lớn hơn, và lớn hơn mọi bản xã đã phát hành.",
        "The pack itself is version {pack}. Write a higher one, above all that the commune published.";
    /// A number of the pack in the commune's folder, or the other way round.
    WhoseNumber(first: u16) =>
        "Bài của riêng xã mang số từ {first} trở lên, bài của bộ gốc mang số nhỏ hơn.",
        "A commune's own skills have numbers from {first}, those of the pack have smaller ones.";
    /// A file in the commune's folder that nothing reads.
    NotOfCommune =>
        "Thư mục của xã chỉ có commune.toml, steps/, skills/, scenes/, pictures/, voices/. Chuyển tệp này vào đúng chỗ.",
        "A commune's folder has commune.toml, steps/, skills/, scenes/, pictures/, voices/. Move this file to its place.";
    /// A run of 9, 12 or more digits looks like a number of an ID card.
    LooksLikeIdNumber =>
        "Dãy số ở đây giống số căn cước. Bỏ đi hoặc viết ngắn lại.",
        "The digits here look like an ID number. Remove or shorten them.";
    /// A blank that no setting fills.
    UnknownBlank(key: String) =>
        "Không có mục cài đặt “{{{key}}}”. Các mục có sẵn nằm trong settings.toml.",
        "No setting is called “{{{key}}}”. Those that exist stand in settings.toml.";
    /// More than a sentence of reason.
    NotOneSentence =>
        "Lý do nên là một câu. Giữ câu có ích nhất cho người dân.",
        "The reason should be one sentence. Keep the one that helps the resident most.";
    /// A skill with no source.
    NoSource =>
        "Chưa có nguồn. Ghi ít nhất một nguồn trong “sources”.",
        "There is no source. Name at least one in “sources”.";
    /// A source that says nothing.
    EmptySource =>
        "Nguồn này để trống. Ghi tên văn bản hoặc trang đã xem.",
        "This source is empty. Name the document or page that was read.";
    /// Common knowledge without a day.
    NoDay =>
        "Điều ai cũng biết thì phải có ngày ghi: on = \"2026-11-23\".",
        "Common knowledge needs the day it was written down: on = \"2026-11-23\".";
    /// A day after the pack's own.
    DayAfterPack =>
        "Ngày này sau ngày làm bộ hướng dẫn (“made” trong pack.toml). Xem lại năm.",
        "This day is after the pack's own (“made” in pack.toml). Look at the year again.";
    /// An id with other characters than `a-z`, `0-9` and dashes.
    BadId(id: String) =>
        "Mã “{id}” chỉ được có chữ thường không dấu, số và gạch nối: pay-by-qr.",
        "The id “{id}” may only have lower-case letters, digits and dashes: pay-by-qr.";
    /// A skill's file has another name than its id.
    FileName(id: String) =>
        "Tên tệp phải trùng với mã: skills/{id}.toml.",
        "The file must be named after the id: skills/{id}.toml.";
    /// A number or id given twice.
    Twice(what: String, other: String) =>
        "“{what}” đã dùng ở {other}. Số và mã không bao giờ dùng lại.",
        "“{what}” is already used in {other}. Numbers and ids are never used again.";
    /// Number 0.
    NumberZero =>
        "Số phải từ 1 trở lên.",
        "Numbers begin at 1.";
    /// Something is named that does not exist.
    NotThere(what: String) =>
        "Không có “{what}”. Xem lại chính tả.",
        "There is no “{what}”. Look at the spelling.";
    /// Skills that wait for each other.
    Cycle(path: String) =>
        "Các bài chờ nhau thành vòng: {path}. Bỏ bớt một “prerequisites”.",
        "These skills wait for each other: {path}. Remove one of the “prerequisites”.";
    /// Longer than anybody listens.
    TooLongToRead(seconds: usize, most: usize) =>
        "Đọc cả bài mất {seconds} giây. Viết ngắn lại cho dưới {most} giây, hoặc tách thành hai bài.",
        "Reading the skill aloud takes {seconds} seconds. Shorten it to less than {most}, or make two skills of it.";
    /// No step, or more than a visit can hold.
    StepCount(count: usize) =>
        "Bài có {count} bước. Mỗi bài từ 1 đến 24 bước; dài hơn thì tách bài.",
        "The skill has {count} steps. A skill has 1 to 24; make two skills of a longer one.";
    /// Not two or three answers, or no right one.
    Answers =>
        "Câu hỏi cần 2 hoặc 3 câu trả lời, và “right” là vị trí câu đúng tính từ 0.",
        "A question has 2 or 3 answers, and “right” is the place of the right one, from 0.";
    /// A text that takes more lines than a phone shows at once.
    LongerThan(lines: usize, most: usize) =>
        "Chỗ này dài {lines} dòng. Viết lại trong {most} dòng, mỗi dòng 45 chữ cái.",
        "This takes {lines} lines. Say it in {most}, of 45 letters each.";
    /// A scam that says not of which kind it is.
    NoKind =>
        "Tình huống lừa đảo cần “kind”: một mã trong scam-kinds.toml.",
        "A scam needs its “kind”: an id of scam-kinds.toml.";
    /// A kind of scam that nobody can practise.
    NoSituation(kind: String) =>
        "Chưa có tình huống nào cho kiểu “{kind}”. Viết một tình huống trong situations.toml.",
        "No situation shows the kind “{kind}”. Write one in situations.toml.";
    /// Nearly all are scams, or nearly all are genuine.
    Balance(genuine: usize, all: usize) =>
        "{genuine} trong {all} tình huống là thật. Giữ khoảng một phần ba, để bà con không sợ mọi thứ.",
        "{genuine} of {all} situations are genuine. Keep about a third, so that people do not fear everything.";
    /// An address that may belong to somebody.
    RealLink(link: String) =>
        "“{link}” có thể là trang có thật. Viết địa chỉ bịa có đuôi .example.",
        "“{link}” may be somebody's page. Write an invented address that ends in .example.";
    /// A phone number that may belong to somebody.
    RealNumber(number: String) =>
        "“{number}” có thể là số của người thật. Viết số bắt đầu bằng 04, không ai dùng.",
        "“{number}” may be somebody's. Write a number that begins with 04; nobody has those.";
    /// A check that asks too many questions or too few.
    CheckSize(asked: usize, wanted: usize) =>
        "Các dòng “asks” cộng lại là {asked} câu. Một lần kiểm tra hỏi {wanted} câu.",
        "The lines “asks” add up to {asked} questions. A check asks {wanted}.";
    /// Before and after would have to ask the same question.
    TooFewQuestions(level: u8, wanted: usize) =>
        "Phần này cần ít nhất {wanted} câu mức {level}, để lần sau hỏi câu khác lần trước.",
        "This area needs at least {wanted} questions of level {level}, so that the second check asks others.";
    /// A question of an area and level of which no check asks.
    NeverAsked(level: u8) =>
        "Không lần kiểm tra nào hỏi câu mức {level} của phần này. Xem lại “level” và “asks”.",
        "No check asks for level {level} in this area. Look at “level” and “asks”.";
    /// Easier to guess than its like.
    UnevenAnswers(answers: usize, others: usize) =>
        "Câu này có {answers} câu trả lời, câu cùng phần cùng mức có {others}. Viết cho bằng nhau, để khó như nhau.",
        "This has {answers} answers, others of its area and level {others}. Give as many, so that all are as hard.";
    /// A help line without any way to reach it.
    NoNumber =>
        "Cần “number” (số gọi chung), “setting” (số riêng của xã) hoặc “find” (tìm ở đâu).",
        "Give “number” (the same everywhere), “setting” (the commune's own) or “find” (where to look).";
    /// A step on a screen without a picture.
    NoPicture(skill: String) =>
        "Bước này chưa có hình. Vẽ trong scenes/{skill}.toml, hoặc ghi mã bước vào “off_screen” nếu không làm trên máy.",
        "This step has no picture. Draw one in scenes/{skill}.toml, or name the step in “off_screen” if it happens on no screen.";
    /// A step that speaks of the screen is listed as off the screen.
    OnScreen(word: String) =>
        "Bước này làm trên máy (chữ “{word}”), nên cần có hình. Bỏ khỏi “off_screen” và vẽ hình.",
        "This step happens on a screen (the word “{word}”), so it has a picture. Take it out of “off_screen” and draw one.";
    /// The place to touch is none of the pieces.
    NoSuchPlace(place: String) =>
        "Trong hình không có “{place}” để chỉ vào. Viết giống hệt chữ của một mảnh, hoặc tên hình nhỏ.",
        "Nothing in the picture is called “{place}”. Write the words of a piece as they stand there, or the name of an icon.";
    /// A piece that lacks what it is drawn from.
    PieceLacks(key: &'static str) =>
        "Mảnh này thiếu “{key}”. Xem bảng các mảnh trong README.md.",
        "This piece lacks “{key}”. Compare the table of pieces in README.md.";
    /// A label that does not fit its piece.
    LabelTooLong(lines: usize) =>
        "Chữ này không vừa {lines} dòng trong hình. Viết ngắn lại, giữ đúng chữ trên màn hình thật.",
        "These words do not fit {lines} lines of the picture. Shorten them, and keep the words of the real screen.";
    /// The hand, the eye or the ring around a place lies on letters.
    HidesWords(words: String) =>
        "Bàn tay, con mắt hoặc vòng cam che mất chữ “{words}”. Đổi thứ tự các mảnh, hoặc để mảnh “lines” dưới chỗ chỉ.",
        "The hand, the eye or their ring hides “{words}”. Change the order of the pieces, or put “lines” below the place.";
    /// More pieces than the picture holds.
    TooManyPieces =>
        "Hình không chứa hết các mảnh. Bỏ mảnh không cần cho bước này.",
        "The picture does not hold all its pieces. Leave out what this step does not need.";
    /// A letter that the pictures' font lacks.
    NoGlyph(letter: char) =>
        "Phông chữ của hình không có ký tự “{letter}”. Viết cách khác.",
        "The pictures' font has no “{letter}”. Write it in another way.";
    /// The picture was not drawn since its scene changed.
    NotDrawn =>
        "Hình này chưa vẽ lại theo tệp mô tả. Chạy: cargo xtask content pictures.",
        "This picture was not drawn since its scene changed. Run: cargo xtask content pictures.";
    /// A picture or voice larger than a phone should carry.
    FileTooLarge(limit: usize) =>
        "Tệp này lớn quá. Giữ dưới {limit} byte.",
        "This file is too large. Keep it under {limit} bytes.";
    /// A voice in another format.
    NotOpus(file: String) =>
        "“{file}” không phải tiếng ghi kiểu Opus. Ghi hoặc đổi sang Opus (.opus), một kênh, rồi thay tệp.",
        "“{file}” is no Opus voice. Record or convert it to Opus (.opus), one channel, and replace the file.";
    /// A voice that was cut or damaged.
    VoiceDamaged(file: String) =>
        "“{file}” bị cắt ngang hoặc bị hỏng. Chép lại từ bản gốc.",
        "“{file}” was cut off or damaged. Copy it again from the original.";
    /// A voice without any sound.
    VoiceSilent(file: String) =>
        "“{file}” không có tiếng. Ghi lại.",
        "“{file}” has no sound. Record it again.";
    /// A picture or voice that nothing uses.
    Unused =>
        "Không bước nào dùng tệp này. Xoá đi hoặc ghi tên nó vào một bước.",
        "No step uses this file. Remove it, or name it in a step.";
}
