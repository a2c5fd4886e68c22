//! A picture in words, for those who cannot see it: made from its pieces, so that a
//! changed label changes both.

use crate::Text;
use crate::scene::{Drawing, Frame, Icon, Kind, Piece, Scene};

impl Scene {
    /// What the picture shows.
    #[must_use]
    pub fn words(&self) -> Text {
        if let Some(alt) = &self.alt {
            return alt.clone();
        }
        let (screen_vi, screen_en) = match self.frame {
            Frame::Phone => ("Màn hình điện thoại: ", "Screen of the phone: "),
            Frame::Computer => ("Màn hình máy tính: ", "Screen of the computer: "),
            Frame::None => ("", ""),
        };
        let pieces_vi: Vec<String> = self.screen.iter().map(|piece| piece.words().0).collect();
        let pieces_en: Vec<String> = self.screen.iter().map(|piece| piece.words().1).collect();
        let mut vi = format!("{screen_vi}{}.", pieces_vi.join("; "));
        let mut en = format!("{screen_en}{}.", pieces_en.join("; "));
        if let Some(place) = &self.touch {
            let (place_vi, place_en) = self.place(place);
            vi += &format!(" Bấm vào {place_vi}.");
            en += &format!(" Touch {place_en}.");
        }
        if let Some(place) = &self.look {
            let (place_vi, place_en) = self.place(place);
            vi += &format!(" Nhìn vào {place_vi}.");
            en += &format!(" Look at {place_en}.");
        }
        Text::new(upper_first(&vi), upper_first(&en))
    }

    /// The name of a place to touch: an icon's, a kind's, or words between quotes.
    fn place(&self, place: &str) -> (String, String) {
        let icon = self.screen.iter().flat_map(Piece::all_icons).find(|it| it.name() == place);
        let kind = self.screen.iter().map(|piece| piece.is).find(|it| it.name() == place);
        match (icon.map(Icon::called), kind.map(Kind::called)) {
            (Some((vi, en)), _) | (None, Some((vi, en))) => (vi.to_owned(), en.to_owned()),
            (None, None) => (quoted(place), quoted(place)),
        }
    }
}

impl Piece {
    /// Its icons.
    pub fn all_icons(&self) -> impl Iterator<Item = Icon> + '_ {
        self.icon.iter().chain(&self.icons).copied()
    }

    fn words(&self) -> (String, String) {
        let (kind_vi, kind_en) = self.is.called();
        let mut words: Vec<String> = Vec::new();
        words.extend((!self.says.is_empty()).then(|| quoted(&self.says)));
        words.extend(self.under.as_deref().map(quoted));
        let hidden = |value: &str| value.chars().all(|it| it == '•' || it == ' ');
        words.extend(self.value.as_deref().filter(|value| !hidden(value)).map(quoted));
        words.extend(self.names.iter().map(|name| quoted(name)));
        for row in &self.rows {
            let cells: Vec<&str> =
                row.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
            words.push(quoted(&cells.join(" · ")));
        }
        words.extend(self.action.as_deref().map(quoted));
        let (mut vi, mut en) = (kind_vi.to_owned(), kind_en.to_owned());
        if let Some((shows_vi, shows_en)) = self.shows.map(Drawing::called) {
            vi += &format!(" ({shows_vi})");
            en += &format!(" ({shows_en})");
        }
        if !words.is_empty() {
            vi += &format!(" {}", words.join(", "));
            en += &format!(" {}", words.join(", "));
        }
        if self.on {
            vi += ", đã bật";
            en += ", on";
        }
        (vi, en)
    }
}

fn quoted(words: &str) -> String {
    if words.starts_with('“') { words.to_owned() } else { format!("“{words}”") }
}

fn upper_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
