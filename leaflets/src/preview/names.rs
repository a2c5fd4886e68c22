//! Names of what the pack's files write as a code.

use camtay_content::Channel;
use camtay_journal::entry::{PhoneKind, Segment};

/// How a situation arrives.
pub(super) fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Call => "Có người gọi",
        Channel::Sms => "Tin nhắn",
        Channel::Chat => "Tin nhắn trong ứng dụng",
        Channel::Post => "Bài trên mạng",
        Channel::Qr => "Mã QR trên giấy",
        Channel::Slip => "Ảnh chuyển tiền",
        Channel::Visit => "Có người tới nhà",
    }
}

/// Whom a session is aimed at.
pub(super) fn segment(segment: Segment) -> &'static str {
    match segment {
        Segment::OlderPeople => "người cao tuổi",
        Segment::PeopleWithDisabilities => "người khuyết tật",
        Segment::EthnicMinorities => "đồng bào dân tộc thiểu số",
        Segment::Poor => "hộ nghèo, cận nghèo",
        Segment::SmallTraders => "tiểu thương",
        Segment::Farmers => "nông dân",
        Segment::FreeWorkers => "lao động tự do",
        Segment::Workers => "người lao động ở doanh nghiệp, hợp tác xã",
        Segment::CooperativeOwners => "chủ hợp tác xã, người làm sản phẩm OCOP",
        Segment::HouseholdBusinesses => "hộ kinh doanh",
        Segment::Pupils => "học sinh, sinh viên",
        Segment::Officials => "cán bộ, công chức",
        Segment::Teachers => "giáo viên",
        Segment::PartyMembers => "đảng viên",
        Segment::RemoteVillages => "người ở nơi xa, khó đi lại",
    }
}

/// What phone somebody has.
pub(super) fn phone(kind: PhoneKind) -> &'static str {
    match kind {
        PhoneKind::Own => "điện thoại thông minh của mình",
        PhoneKind::Shared => "dùng chung trong nhà",
        PhoneKind::Keypad => "điện thoại phím bấm",
        PhoneKind::None => "không có điện thoại",
    }
}
