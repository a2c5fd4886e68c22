//! The pack's words as a commune shows them, and the few words that only paper has.

use camtay_content::{Pack, Text};
use unicode_normalization::UnicodeNormalization as _;

/// A pack's words in one language, with the commune's blanks filled.
#[derive(Debug, Clone, Copy)]
pub struct Words<'p> {
    pack: &'p Pack,
    language: &'p str,
}

impl<'p> Words<'p> {
    /// The words of `pack` in `language` (`vi`, `en`, `bru`…); Vietnamese where there
    /// are none.
    #[must_use]
    pub fn new(pack: &'p Pack, language: &'p str) -> Self {
        Self { pack, language }
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> &'p str {
        self.language
    }

    /// The words of `text`. A blank that the commune left open has the pack's own words.
    #[must_use]
    pub fn say(&self, text: &Text) -> String {
        let settings = &self.pack.settings;
        let filled = text.filled(self.language, |key| {
            let setting = settings.iter().find(|setting| setting.key == key)?;
            Some(setting.words().in_language(self.language))
        });
        filled.nfc().collect()
    }

    /// What the commune itself wrote for a blank; `None` leaves room to write by hand.
    #[must_use]
    pub fn of_commune(&self, key: &str) -> Option<String> {
        let setting = self.pack.settings.iter().find(|setting| setting.key == key)?;
        setting.value.as_ref().map(|value| self.say(value))
    }

    /// Words that only paper has, in this language.
    #[must_use]
    pub fn label(&self, label: Label) -> &'static str {
        let (vi, en) = label.words();
        if self.language == "en" { en } else { vi }
    }
}

macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident: $vi:literal, $en:literal;)+) => {
        /// Words that only paper has; those of the guides stand in the pack.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Label {
            $($(#[$doc])* $name,)+
        }

        impl Label {
            /// In Vietnamese and in English.
            #[must_use]
            pub fn words(self) -> (&'static str, &'static str) {
                match self {
                    $(Self::$name => ($vi, $en),)+
                }
            }
        }
    };
}

labels! {
    /// Over what must lie ready.
    Ready: "Cần có sẵn", "Have ready";
    /// Before the name of an app that pictures cannot have.
    App: "“Ứng dụng của tỉnh” ở xã mình là", "“Ứng dụng của tỉnh”, the province's app, is here";
    /// Over the list of skills.
    Contents: "Trong tờ này", "In this leaflet";
    /// Over a number to call.
    Call: "Gọi ai khi cần", "Whom to call";
    /// Over what is given to nobody.
    Never: "Không bao giờ đưa cho ai", "Never give these to anyone";
    /// Beside the code of a video.
    Video: "Xem video", "Watch the video";
    /// In the empty place for the code of a video.
    VideoHere: "Dán mã QR của video vào đây", "Put the QR code of a video here";
    /// Under the code of a video.
    VideoHow: "Đưa máy ảnh điện thoại vào mã này để xem làm từng bước.", "Hold the phone's camera over this code to see each step.";
    /// Before an open line for a commune's name.
    Commune: "Xã", "Commune";
    /// Over a skill's steps on a card that somebody takes home.
    Again: "Hẹn gặp lại", "Until next time";
    /// What was practised.
    Practised: "Hôm nay đã tập", "Practised today";
    /// What to bring.
    Bring: "Lần tới cần có", "Have ready next time";
    /// When.
    NextTime: "Hẹn lại ngày", "Next appointment";
    /// Who guides.
    Guide: "Người hướng dẫn", "Guided by";
    /// Where to reach them.
    GuidePhone: "Số điện thoại", "Telephone";
    /// Why there is a card.
    AgainWhy: "Giữ thẻ này, lần tới đưa lại cho người hướng dẫn xem.", "Keep this card and show it next time.";
    /// Skills without a group.
    Others: "Bài khác", "Other guides";
    /// Of a page in a footer.
    Page: "trang", "page";
    /// Of a pack in a footer.
    Version: "bộ hướng dẫn số", "guides no.";
    /// To the next slide.
    Next: "Tới", "Next";
    /// To the slide before.
    Back: "Lui", "Back";
    /// The whole screen.
    Large: "Toàn màn hình", "Full screen";
    /// On the last slide.
    Done: "Xong bài", "Done";
    /// What a class does then.
    Practise: "Bây giờ từng người làm lại trên máy của mình.", "Now everyone does it on their own phone.";
    /// Before the first step.
    Step: "Bước", "Step";
    /// What the screen shows.
    See: "Sẽ thấy", "You will see";
    /// What to do when it does not.
    IfNot: "Nếu chưa được", "If it does not work";
    /// Prints the page.
    Print: "In", "Print";
    /// A list of what was made.
    Leaflets: "Tờ rơi", "Leaflets";
    /// The same.
    Cards: "Thẻ nhỏ", "Cards";
    /// The same.
    Slides: "Trình chiếu cho lớp", "Slides for a class";
}

/// A part of a sentence: the name of a thing on the screen, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'w> {
    /// The words; a name keeps its “ ”.
    pub words: &'w str,
    /// Whether it is the name of a thing on the screen, set apart in bold.
    pub name: bool,
}

/// Splits a sentence at the names of things on the screen. A long quotation is something
/// to say, no name, and stays as it is.
#[must_use]
pub fn parts(sentence: &str) -> Vec<Part<'_>> {
    const LONGEST_NAME: usize = 40;
    let mut parts = Vec::new();
    let mut rest = sentence;
    let mut from = 0;
    while let Some((before, name, after)) = next_name(rest, from) {
        if name.chars().count() > LONGEST_NAME {
            from = rest.len() - after.len();
            continue;
        }
        if !before.is_empty() {
            parts.push(Part { words: before, name: false });
        }
        parts.push(Part { words: name, name: true });
        rest = after;
        from = 0;
    }
    if !rest.is_empty() {
        parts.push(Part { words: rest, name: false });
    }
    parts
}

/// The next “name” from byte `from` on: what stands before it, the name, what follows.
fn next_name(text: &str, from: usize) -> Option<(&str, &str, &str)> {
    let start = from + text.get(from..)?.find('“')?;
    let end = start + text.get(start..)?.find('”')? + '”'.len_utf8();
    Some((text.get(..start)?, text.get(start..end)?, text.get(end..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_on_the_screen_are_set_apart_and_speech_is_not() {
        let part = |words, name| Part { words, name };
        assert_eq!(
            parts("Bấm “Quét QR”, chờ."),
            [part("Bấm ", false), part("“Quét QR”", true), part(", chờ.", false)]
        );
        assert_eq!(parts("“Mở”"), [part("“Mở”", true)]);
        assert_eq!(parts(""), []);
        assert_eq!(parts("dấu “ lẻ"), [part("dấu “ lẻ", false)]);
        let long = format!("Nói: “{}” rồi bấm “A”", "a".repeat(60));
        assert_eq!(parts(&long).len(), 2);
        assert_eq!(parts(&long).concat_words(), long);
    }

    trait Concat {
        fn concat_words(&self) -> String;
    }

    impl Concat for Vec<Part<'_>> {
        fn concat_words(&self) -> String {
            self.iter().map(|part| part.words).collect()
        }
    }
}
