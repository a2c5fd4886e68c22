//! How large a picture is, read from the first bytes of its file: a leaf is measured many
//! times, and to decode its pictures for that would take most of the time.

/// Width and height in dots; `None` for what is no WebP.
pub(crate) fn size_of(webp: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize, bytes: usize| -> Option<u32> {
        let little = webp.get(at..at + bytes)?.iter().rev();
        Some(little.fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
    };
    if webp.get(..4)? != b"RIFF" || webp.get(8..12)? != b"WEBP" {
        return None;
    }
    match webp.get(12..16)? {
        b"VP8L" => {
            let sides = number(21, 4)?;
            Some(((sides & 0x3fff) + 1, (sides >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => Some((number(26, 2)? & 0x3fff, number(28, 2)? & 0x3fff)),
        b"VP8X" => Some((number(24, 3)? + 1, number(27, 3)? + 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_is_that_of_the_decoded_picture() {
        let pack = camtay_content::Pack::built_in().unwrap();
        let pictures: Vec<&[u8]> = pack
            .skills
            .iter()
            .flat_map(|skill| &skill.steps)
            .filter_map(|step| pack.file(&step.picture.as_ref()?.file))
            .collect();
        assert!(pictures.len() > 300, "{}", pictures.len());
        for webp in pictures {
            let decoder = image_webp::WebPDecoder::new(std::io::Cursor::new(webp)).unwrap();
            assert_eq!(size_of(webp), Some(decoder.dimensions()));
        }
    }

    #[test]
    fn every_kind_of_webp_has_its_size_and_what_is_none_has_not() {
        let file =
            |kind: &[u8], rest: &[u8]| [b"RIFF\0\0\0\0WEBP", kind, b"\0\0\0\0", rest].concat();
        let lossy = [0, 0, 0, 0x9d, 0x01, 0x2a, 0x1c, 0x02, 0x90, 0x01];
        assert_eq!(size_of(&file(b"VP8 ", &lossy)), Some((540, 400)));
        let wide = [0, 0, 0, 0, 0x1b, 0x02, 0, 0x8f, 0x01, 0];
        assert_eq!(size_of(&file(b"VP8X", &wide)), Some((540, 400)));
        assert_eq!(size_of(&file(b"VP8L", &[0x2f, 0])), None);
        assert_eq!(size_of(b"\x89PNG"), None);
    }
}
