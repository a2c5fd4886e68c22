//! What photos and viewfinders show.

use camtay_content::scene::Drawing;

use crate::page::{Area, Page, colour, n};

/// Draws into `area`, its middle in the middle.
pub(crate) fn draw(page: &mut Page, drawing: Drawing, area: Area) {
    let (w, h) = size(drawing);
    let scale = (area.w / w).min(area.h / h);
    let (x, y) =
        (area.x + w.mul_add(-scale, area.w) / 2.0, area.y + h.mul_add(-scale, area.h) / 2.0);
    page.sign(Area::new(x, y, w * scale, h * scale, 0.0));
    page.raw(&format!(
        "<g transform=\"translate({} {}) scale({:.3})\" fill=\"none\" stroke=\"{}\" stroke-width=\"3\" \
         stroke-linecap=\"round\" stroke-linejoin=\"round\">",
        n(x), n(y), scale, colour::INK
    ));
    if drawing == Drawing::Qr {
        qr(page, Area::new(0.0, 0.0, w, h, 0.0));
    } else {
        page.raw(&svg(drawing));
    }
    page.raw("</g>");
}

/// The size that a drawing is written in.
fn size(drawing: Drawing) -> (f32, f32) {
    match drawing {
        Drawing::IdCard => (152.0, 98.0),
        Drawing::Qr => (105.0, 105.0),
        _ => (140.0, 110.0),
    }
}

fn svg(drawing: Drawing) -> String {
    let (skin, blue, pale, paper, amber) =
        (colour::SKIN, colour::BLUE, colour::BLUE_BOX, colour::PAPER, colour::AMBER_BOX);
    match drawing {
        Drawing::IdCard => format!(
            "<rect x=\"2\" y=\"2\" width=\"148\" height=\"94\" rx=\"9\" fill=\"{paper}\"/>\
             <rect x=\"14\" y=\"16\" width=\"24\" height=\"18\" rx=\"4\" fill=\"{amber}\"/>\
             <rect x=\"14\" y=\"44\" width=\"34\" height=\"42\" fill=\"{pale}\"/>\
             <circle cx=\"31\" cy=\"58\" r=\"8\" fill=\"{skin}\"/><path d=\"M18 86c1-18 25-18 26 0M60 22h74M62 48h76M62 64h60M62 80h70\"/>"
        ),
        Drawing::CardAtPhone => format!(
            "<rect x=\"48\" y=\"2\" width=\"62\" height=\"106\" rx=\"10\" fill=\"{pale}\"/>\
             <circle cx=\"63\" cy=\"17\" r=\"6\" fill=\"{paper}\"/><circle cx=\"63\" cy=\"34\" r=\"6\" fill=\"{paper}\"/>\
             <rect x=\"10\" y=\"52\" width=\"78\" height=\"50\" rx=\"6\" fill=\"{paper}\"/>\
             <rect x=\"18\" y=\"60\" width=\"16\" height=\"12\" rx=\"3\" fill=\"{amber}\"/><path d=\"M44 66h32M20 82h54M20 92h40\"/>\
             <path d=\"M96 46a14 14 0 0 1 0 20M103 40a24 24 0 0 1 0 32M89 52a6 6 0 0 1 0 8\" stroke=\"{blue}\" stroke-width=\"4\"/>"
        ),
        Drawing::Face => format!(
            "<circle cx=\"70\" cy=\"55\" r=\"52\" stroke=\"{blue}\" stroke-width=\"5\" stroke-dasharray=\"14 9\" fill=\"{paper}\"/>\
             <path d=\"M36 95c6-16 62-16 68 0\" fill=\"{blue}\"/>\
             <ellipse cx=\"70\" cy=\"52\" rx=\"22\" ry=\"28\" fill=\"{skin}\"/><path d=\"M48 46c0-32 44-32 44 0-8-10-36-10-44 0z\" fill=\"#13202E\"/>\
             <path d=\"M62 54v1M78 54v1M63 66c4 4 10 4 14 0\"/>"
        ),
        Drawing::Product => format!(
            "<path d=\"M2 98h136\"/><rect x=\"46\" y=\"14\" width=\"48\" height=\"16\" rx=\"4\" fill=\"{blue}\"/>\
             <path d=\"M48 30h44c8 6 10 12 10 20v40c0 5-3 8-8 8H46c-5 0-8-3-8-8V50c0-8 2-14 10-20z\" fill=\"{amber}\"/>\
             <rect x=\"46\" y=\"54\" width=\"48\" height=\"28\" fill=\"{paper}\"/><path d=\"M54 64h32M58 73h24\"/>"
        ),
        Drawing::ProductNear => format!(
            "<path d=\"M4 2h132v106H4z\" fill=\"{amber}\" stroke=\"none\"/>\
             <path d=\"M24 108V40h92v68\" fill=\"{paper}\"/><path d=\"M40 60h60M46 76h48M40 92h60\"/>\
             <path d=\"M4 20h132\" stroke=\"{blue}\" stroke-width=\"10\"/>"
        ),
        Drawing::Hands => format!(
            "<path d=\"M30 74h80l-10 30H40z\" fill=\"{amber}\"/><path d=\"M42 74c4-14 52-14 56 0\" fill=\"{paper}\"/>\
             <path d=\"M2 30l34 8c10 3 18 12 24 22 3 6-4 10-9 5L38 54 2 52z\" fill=\"{skin}\"/>\
             <path d=\"M138 30l-34 8c-10 3-18 12-24 22-3 6 4 10 9 5l13-11 36-2z\" fill=\"{skin}\"/>"
        ),
        Drawing::Document => format!(
            "<path d=\"M30 2h60l20 20v86H30z\" fill=\"{paper}\"/><path d=\"M90 2v20h20M44 26h30M44 44h52M44 60h52M44 76h52M44 92h30\"/>"
        ),
        Drawing::Road => format!(
            "<path d=\"M2 44c20-18 40-18 60 0 20-22 50-22 76 0v64H2z\" fill=\"{pale}\"/>\
             <path d=\"M62 44h12l44 64H14z\" fill=\"{paper}\"/><path d=\"M68 52v8M67 70v12M66 92v14\"/>\
             <path d=\"M52 84c8-8 22-6 26 2-6 8-20 8-26-2z\" fill=\"#52616F\"/><path d=\"M116 44V14h-14\"/>"
        ),
        Drawing::Flower => format!(
            "<path d=\"M70 58v48M70 92c-8-14-20-14-26-10 4 10 14 16 26 10\" />\
             <circle cx=\"70\" cy=\"20\" r=\"14\" fill=\"{skin}\"/><circle cx=\"50\" cy=\"36\" r=\"14\" fill=\"{skin}\"/>\
             <circle cx=\"90\" cy=\"36\" r=\"14\" fill=\"{skin}\"/><circle cx=\"58\" cy=\"56\" r=\"14\" fill=\"{skin}\"/>\
             <circle cx=\"82\" cy=\"56\" r=\"14\" fill=\"{skin}\"/><circle cx=\"70\" cy=\"40\" r=\"10\" fill=\"{blue}\"/>"
        ),
        Drawing::Parcel => format!(
            "<path d=\"M20 38h100v66H20z\" fill=\"{amber}\"/><path d=\"M20 38L36 12h68l16 26zM70 12v26\" fill=\"{paper}\"/>\
             <path d=\"M58 38v20h24V38M32 90h26\"/>"
        ),
        Drawing::Charging => format!(
            "<rect x=\"42\" y=\"2\" width=\"56\" height=\"84\" rx=\"9\" fill=\"{paper}\"/>\
             <path d=\"M56 34h28v18H56zM84 40h4v6h-4M60 38h12v10H60z\"/><path d=\"M74 18l-8 10h10l-8 10\" stroke=\"{blue}\" transform=\"translate(0 34)\"/>\
             <path d=\"M70 86v12c0 8 8 10 16 10h46M124 100v16M62 86h16v8H62z\" stroke-width=\"4\"/>"
        ),
        Drawing::Power => format!(
            "<rect x=\"6\" y=\"6\" width=\"88\" height=\"62\" rx=\"6\" fill=\"{paper}\"/><path d=\"M50 68v18M30 88h40\"/>\
             <rect x=\"104\" y=\"14\" width=\"32\" height=\"76\" rx=\"4\" fill=\"{pale}\"/>\
             <path d=\"M112 78h16\"/><circle cx=\"120\" cy=\"36\" r=\"10\" fill=\"{paper}\"/><path d=\"M120 30v6M116 34a6 6 0 1 0 8 0\" stroke-width=\"2\"/>"
        ),
        Drawing::Mouse | Drawing::MouseWheel => format!(
            "<path d=\"M70 40V20c0-12 14-10 20-16\"/><rect x=\"44\" y=\"30\" width=\"52\" height=\"76\" rx=\"26\" fill=\"{paper}\"/>\
             <path d=\"M44 64h52M70 30v34\"/><path d=\"M45 62c-1-22 10-31 24-31v31z\" fill=\"{pale}\"/>\
             <rect x=\"66\" y=\"40\" width=\"8\" height=\"16\" rx=\"4\" fill=\"{blue}\"/>{}",
            if drawing == Drawing::Mouse {
                "<path d=\"M28 68H4M14 58L4 68l10 10M112 68h24M126 58l10 10-10 10\" stroke=\"#E88B00\" stroke-width=\"6\"/>"
            } else {
                "<circle cx=\"70\" cy=\"48\" r=\"19\" stroke=\"#E88B00\" stroke-width=\"6\"/>\
                 <path d=\"M120 90V34M110 44l10-10 10 10M110 80l10 10 10-10\" stroke=\"#E88B00\" stroke-width=\"6\"/>"
            }
        ),
        Drawing::Qr => String::new(),
    }
}

/// Something that looks like a QR code and says nothing.
pub(crate) fn qr(page: &mut Page, area: Area) {
    const SIDE: usize = 15;
    let cell = area.w / SIDE as f32;
    page.raw(&format!(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\" stroke=\"none\"/>",
        n(area.x - cell),
        n(area.y - cell),
        n(2.0f32.mul_add(cell, area.w)),
        n(2.0f32.mul_add(cell, area.h)),
        colour::PAPER
    ));
    let mut path = String::new();
    for (row, column) in (0..SIDE).flat_map(|row| (0..SIDE).map(move |column| (row, column))) {
        let corner = |row: usize, column: usize| row < 6 && column < 6;
        let in_corner =
            corner(row, column) || corner(row, SIDE - 1 - column) || corner(SIDE - 1 - row, column);
        if !in_corner && (row * 7 + column * 5 + row * column * 3) % 8 < 4 {
            path += &format!(
                "M{} {}h{c}v{c}h-{c}z",
                n(cell.mul_add(column as f32, area.x)),
                n(cell.mul_add(row as f32, area.y)),
                c = n(cell)
            );
        }
    }
    page.raw(&format!("<path d=\"{path}\" fill=\"{}\" stroke=\"none\"/>", colour::INK));
    for (row, column) in [(0.0, 0.0), (0.0, 10.0), (10.0, 0.0)] {
        let (x, y) = (cell.mul_add(column, area.x), cell.mul_add(row, area.y));
        page.rect(
            Area::new(x + cell / 2.0, y + cell / 2.0, cell * 4.0, cell * 4.0, 0.0),
            colour::PAPER,
            colour::INK,
            cell,
        );
        page.raw(&format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{w}\" height=\"{w}\" fill=\"{}\" stroke=\"none\"/>",
            n(1.75f32.mul_add(cell, x)),
            n(1.75f32.mul_add(cell, y)),
            colour::INK,
            w = n(cell * 1.5)
        ));
    }
}
