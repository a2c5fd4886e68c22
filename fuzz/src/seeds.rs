//! The inputs that every target starts from: the golden files of the formats, and small
//! real files. Made anew from what this version writes, so they never go stale.

use std::fmt::Write as _;

use camtay_content::Pack;
use camtay_core::store::{SESSION_PREFIX, SessionCard};
use camtay_journal::base32;
use camtay_journal::bytes::from_hex;
use camtay_journal::codec::columns;
use camtay_journal::entry::SessionKind;
use camtay_journal::ids::{EntryId, SessionId, VillageId};
use camtay_journal::keys::Signature;
use camtay_journal::seal::OpeningKey;
use camtay_journal::vietnamese::Day;
use camtay_journal::wire::{INVITATION_PREFIX, path};
use serde_json::Value;

use crate::keys::{HALL, hall, phone};
use crate::targets::hall::{sheet, sheet_parts};
use crate::targets::http::TOKEN;
use crate::targets::journal::golden_entries;

const VOICE: &[u8] = include_bytes!("../../content/tests/other-language/voices/tone-1.opus");

/// One of the journal's golden files.
pub(crate) fn golden(name: &str) -> Value {
    let text = match name {
        "batches.json" => include_str!("../../journal/tests/golden/batches.json"),
        "courier.json" => include_str!("../../journal/tests/golden/courier.json"),
        "guides.json" => include_str!("../../journal/tests/golden/guides.json"),
        "sealed.json" => include_str!("../../journal/tests/golden/sealed.json"),
        "signed.json" => include_str!("../../journal/tests/golden/signed.json"),
        other => panic!("no golden file {other}"),
    };
    serde_json::from_str(text).unwrap()
}

fn bytes(value: &Value) -> Vec<u8> {
    from_hex(value.as_str().unwrap()).unwrap()
}

/// `rest` after the byte by which a target chooses how to try it.
fn chosen(choice: u8, rest: &[u8]) -> Vec<u8> {
    [&[choice], rest].concat()
}

/// The inputs for the target of this name.
#[must_use]
pub fn of(target: &str) -> Vec<Vec<u8>> {
    match target {
        "columns" | "fold" | "pull" => packed(),
        "row" => golden("guides.json")["rows"].as_array().unwrap().iter().map(bytes).collect(),
        "body" => bodies(),
        "batch" => {
            let golden = golden("batches.json");
            let batches = golden["batches"].as_array().unwrap().iter();
            batches.map(|it| bytes(&it["batch"])).chain(packed()).collect()
        }
        "page" => [vec![bytes(&golden("signed.json")["page"])], packed()].concat(),
        "receipt" => {
            let receipt = bytes(&golden("signed.json")["receipt"]);
            let content = receipt[..receipt.len() - Signature::LENGTH].to_vec();
            vec![receipt, content]
        }
        "seal" => vec![chosen(4, &bytes(&golden("sealed.json")["sealed"]))],
        "parcel" => carried("parcel", "opening_key_of_the_hall", "camtay/parcel/1"),
        "reply" => carried("reply", "opening_key_of_the_phone", "camtay/reply/1"),
        "frames" => frames(),
        "invitation" => {
            let text = golden("sealed.json")["text"].as_str().unwrap().to_owned();
            let bytes = base32::decode(&text[INVITATION_PREFIX.len()..]).unwrap();
            vec![chosen(0, text.as_bytes()), chosen(1, &bytes[..bytes.len() - 4])]
        }
        "session" => {
            let text = session().to_text().unwrap();
            let bytes = from_hex(&text[SESSION_PREFIX.len()..]).unwrap();
            vec![chosen(0, text.as_bytes()), chosen(1, &bytes)]
        }
        "vietnamese" => TEXTS.iter().map(|text| text.as_bytes().to_vec()).collect(),
        "messages" => {
            (0..).zip(MESSAGES).map(|(choice, json)| chosen(choice, json.as_bytes())).collect()
        }
        "pack" => packs(),
        "voice" => [0, 1].map(|choice| chosen(choice, VOICE)).to_vec(),
        "csv" => (0..).zip(LISTS).map(|(list, text)| chosen(list, text.as_bytes())).collect(),
        "xlsx" => [vec![chosen(0, &sheet()[4..])], sheet_parts()].concat(),
        "typed" => vec![TYPED.as_bytes().to_vec()],
        "template" => vec![include_bytes!("../../hub/src/report/template.toml").to_vec()],
        "http" => requests(),
        other => panic!("no inputs for {other}"),
    }
}

/// Entries as columns: one of each kind alone, all together, guides.
fn packed() -> Vec<Vec<u8>> {
    let entries = golden_entries();
    let mut inputs: Vec<_> =
        entries.iter().map(|it| columns::encode(std::slice::from_ref(it)).unwrap()).collect();
    inputs.push(columns::encode(&entries).unwrap());
    // The same by a phone: nearly all is not its to write.
    let mut by_phone = entries;
    for entry in &mut by_phone {
        entry.id.device = phone();
    }
    inputs.extend(by_phone.iter().map(|it| columns::encode(std::slice::from_ref(it)).unwrap()));
    inputs.push(columns::encode(&by_phone).unwrap());
    inputs.push(bytes(&golden("guides.json")["columns"]));
    inputs
}

fn bodies() -> Vec<Vec<u8>> {
    let golden = golden("batches.json");
    let batches = golden["batches"].as_array().unwrap().iter();
    batches
        .map(|it| {
            chosen(u8::try_from(it["kind"].as_u64().unwrap()).unwrap(), &bytes(&it["payload"]))
        })
        .collect()
}

/// A golden file that is carried, and what is sealed in it.
fn carried(name: &str, key: &str, info: &str) -> Vec<Vec<u8>> {
    let golden = golden("courier.json");
    let file = bytes(&golden[name]);
    let key: [u8; 32] = bytes(&golden[key]).try_into().unwrap();
    let key = OpeningKey::from_bytes(&key).unwrap();
    let front = file.windows(3).position(|piece| piece == b"CTS").unwrap();
    let (header, sealed) = file.split_at(front);
    let mut content = key.open(info, header, sealed).unwrap();
    content.truncate(content.len() - Signature::LENGTH);
    vec![file, content]
}

fn frames() -> Vec<Vec<u8>> {
    let golden = golden("courier.json");
    let frames: Vec<_> =
        golden["frames"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
    let last = base32::decode(&frames[frames.len() - 1][5..]).unwrap();
    vec![chosen(0, frames.join("\n").as_bytes()), chosen(1, &last[..last.len() - 4])]
}

fn session() -> SessionCard {
    SessionCard {
        session: SessionId(EntryId { device: phone(), seq: 4 }),
        village: VillageId(EntryId { device: hall(), seq: 1 }),
        kind: SessionKind::HomeVisit,
        day: Day::from_ymd(2026, 11, 20).unwrap(),
        place: Some("nhà văn hoá".to_owned()),
    }
}

fn packs() -> Vec<Vec<u8>> {
    let mut pack = Pack::built_in().unwrap();
    pack.skills.truncate(1);
    pack.situations.truncate(1);
    pack.check_questions.truncate(1);
    let file = pack.sign(&*HALL).unwrap();
    let words = serde_json::to_vec(&pack).unwrap();
    vec![chosen(0, &file), chosen(1, &file), chosen(2, &words)]
}

/// Requests of every route, as a phone sends them.
fn requests() -> Vec<Vec<u8>> {
    let token = String::from_utf8(TOKEN.to_vec()).unwrap();
    let village = VillageId(EntryId { device: hall(), seq: 1 });
    let mut asked = vec![
        format!("GET {} HTTP/1.1\r\nhost: x\r\n\r\n", path::NONCE),
        "POST /nowhere HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}".to_owned(),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
    ];
    for path in [
        path::STANDING.to_owned(),
        format!("{}?control=3", path::STANDING),
        path::WATERMARK.to_owned(),
        format!("{}?log=control&from=2", path::PAGES),
        format!("{}?log={village}&from=0", path::PAGES),
        format!("{}?from=9", path::PACK),
    ] {
        asked.push(format!(
            "GET {path} HTTP/1.1\r\nhost: x\r\nauthorization: camtay {token}\r\n\r\n"
        ));
    }
    for (path, message) in [(path::ENROL, MESSAGES[0]), (path::TOKEN, MESSAGES[1])] {
        asked.push(with_body("", path, message));
        let mut chunked =
            format!("POST {path} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n");
        let _ = write!(chunked, "\r\n{:x}\r\n{message}\r\n0\r\n\r\n", message.len());
        asked.push(chunked);
    }
    let mut inputs: Vec<_> = asked.iter().map(|it| chosen(1, it.as_bytes())).collect();
    let golden = golden("batches.json");
    let batch = bytes(&golden["batches"][0]["batch"]);
    let authorization = format!("authorization: camtay {token}\r\n");
    for (path, body) in
        [(path::BATCHES, batch), ("/v1/parcels", bytes(&self::golden("courier.json")["parcel"]))]
    {
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: x\r\n{authorization}content-length: {}\r\n\r\n",
            body.len()
        );
        inputs.push(chosen(1, &[head.as_bytes(), &body].concat()));
    }
    // HTTP/2: the preface, empty settings, and a request for `/` by the static table.
    let frames = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\
        \x00\x00\x00\x04\x00\x00\x00\x00\x00\
        \x00\x00\x04\x01\x05\x00\x00\x00\x01\x82\x87\x84\x86";
    inputs.push(chosen(2, frames));
    inputs
}

fn with_body(more: &str, path: &str, body: &str) -> String {
    let length = body.len();
    format!("POST {path} HTTP/1.1\r\nhost: x\r\n{more}content-length: {length}\r\n\r\n{body}")
}

/// Names, numbers and dates as people write them.
const TEXTS: &[&str] = &[
    "Nguyễn Thị Hoà",
    "H’Hen Niê, thuỷ lợi, Ủy ban",
    "Y Bhin Ayŭn  Đắk  Lắk",
    "0912 345 678",
    "+84 (0) 912.345.678",
    "0084-1234-567-890",
    "046 058 001 234",
    "CCCD 046058001234, sinh 20/11/1958",
    "20/11/2026",
    "20-11",
    "2026-11-20",
    "ngày 5 tháng 9 năm 2025",
    "０９１２３４５６７８",
    "hẹn 8 giờ 30 ngày 2/9, gọi 0912345678 hoặc 0987654321",
    "a\u{323}\u{302} ỗ \u{200b}x\u{ad}\u{feff}",
];

/// Every message of the protocol, in the order in which the target `messages` chooses.
const MESSAGES: &[&str] = &[
    r#"{"code":"abababababababababababababababab","key":"026ff03b949241ce1dadd43519e6960e0a85b41a69a05c328103aa2bce1594ca16","proof":"00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"}"#,
    r#"{"device":"dbdb99c64b3d511f","nonce":"00000000000000000000000000000000","now":1795140000,"proof":"00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"}"#,
    r#"{"standing":"approved","villages":["dbdb99c64b3d511f-1"],"pack":3,"pack_bytes":40000,"pack_digest":"","control_next":12,"report":1}"#,
    r#"{"next_seq":7,"head":"89e175f91cd145c4ec49853c9a01031bec103ddebc5aad5f62884cfb2e11aa00"}"#,
    r#"{"kind":"gap","message":"entries are missing before these","wanted_seq":4,"retry_after":2,"request":9}"#,
    r#"{"nonce":"00000000000000000000000000000000","now":1795140000}"#,
    r#"{"token":"00000000000000000000000000000000","good_for":600}"#,
    r#"{"hall":"dbdb99c64b3d511f","sealing":"daad0b6b12eee68fc375e9670ec6bb56e9839d835fa0ebfc309055eb8bae0000","device":"bbb47e396351524a"}"#,
];

/// A list of each kind, in the order of `List::ALL`.
const LISTS: &[&str] = &[
    "ma_thon,ten_thon,tu_ngay,den_ngay,thon_ke_thua\nT1,Suối Môn,01/07/2025,,\nT3,Cũ,1/7/2020,30/6/2025,T1\n",
    "ma_to;ten_to;ma_thon\nTO1;Tổ Suối Môn;T0\nTO2;Tổ liên thôn;T0|T1\n",
    "Mã TNV,Họ tên,Loại,Điện thoại,Mã tổ,Ngày vào tổ\nV1,Lê Văn Tư,tổ viên,0912 345 678,TO1,1/8/2025\nV2,H'Hen Niê,Sinh viên,,,\n",
    "\u{feff}ma_ho\tma_thon\tchu_ho\tcho_o\nH1\tT0\tNguyễn Văn Bình\tcạnh \"nhà văn hoá\"\nH2\tT9\t\t\n",
    "DANH SÁCH\n\nma_nguoi,ma_ho,ho_ten,nam_sinh,nguoi_lon,dien_thoai,loai_may,nghe,tinh_trang\nN1,H1,Nguyễn Văn Bình,1958,,+84 912 345 678,riêng,,\nN2,H1,Hoa,,có,,phím,công nhân,khách\n",
];

const TYPED: &str = r#"{"schema":"camtay/typed-rows/1","population":{"number":1000,"source":"UBND xã","date":"2026-11-01"},"rows":{"1.1":{"result":"Có","evidence":["Quyết định số 12"]},"2.2":{"numerator":1,"denominator":2,"sessions":["dbdb99c64b3d511f-3"]},"2.7":null,"2.5":{"outside_authority":true}}}"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_has_inputs_and_takes_them() {
        for target in crate::TARGETS {
            let inputs = of(target.name);
            assert!(!inputs.is_empty(), "{}", target.name);
            for input in inputs {
                (target.run)(&input);
            }
        }
    }
}
