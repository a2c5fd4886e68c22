//! The small drawings that pieces use: icons, and what a photo shows.

use serde::{Deserialize, Serialize};

use super::kebab;

kinds! {
    /// Icons.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    Icon {
        /// A bank.
        Bank => "hình ngân hàng", "bank";
        /// A bell.
        Bell => "hình chuông", "bell";
        /// A bell crossed out.
        BellOff => "hình chuông gạch chéo", "crossed bell";
        /// A book.
        Book => "hình quyển sách", "book";
        /// A calendar.
        Calendar => "hình tờ lịch", "calendar";
        /// A camera.
        Camera => "hình máy ảnh", "camera";
        /// A cart.
        Cart => "hình xe hàng", "cart";
        /// A speech balloon.
        Chat => "hình tin nhắn", "speech balloon";
        /// A tick.
        Check => "dấu tích", "tick";
        /// A clock.
        Clock => "hình đồng hồ", "clock";
        /// A cross.
        Cross => "dấu nhân", "cross";
        /// An arrow down to a line.
        Download => "mũi tên xuống", "arrow down";
        /// An eye.
        Eye => "hình con mắt", "eye";
        /// A face in a frame.
        Face => "hình khuôn mặt", "face";
        /// A fingerprint.
        Finger => "hình vân tay", "fingerprint";
        /// A cogwheel.
        Gear => "hình bánh răng", "cogwheel";
        /// A heart.
        Heart => "hình trái tim", "heart";
        /// A house.
        Home => "hình ngôi nhà", "house";
        /// A picture.
        Image => "hình bức ảnh", "picture";
        /// A lock.
        Lock => "hình ổ khoá", "lock";
        /// Three dots.
        Menu => "ba chấm", "three dots";
        /// A microphone.
        Mic => "hình mi-crô", "microphone";
        /// Banknotes.
        Money => "hình tiền", "money";
        /// A newspaper.
        News => "hình tờ báo", "newspaper";
        /// A sheet of paper.
        Paper => "hình tờ giấy", "sheet of paper";
        /// A pencil.
        Pencil => "hình bút chì", "pencil";
        /// People.
        People => "hình nhiều người", "people";
        /// A person.
        Person => "hình người", "person";
        /// A telephone.
        Phone => "hình ống nghe", "telephone";
        /// A telephone laid down.
        HangUp => "nút đỏ", "red button";
        /// A pin on a map.
        Pin => "hình ghim vị trí", "map pin";
        /// A triangle.
        Play => "hình tam giác", "triangle";
        /// A plus.
        Plus => "dấu cộng", "plus";
        /// A QR code.
        Qr => "hình mã QR", "QR code";
        /// A cloud with rain.
        Rain => "hình mây mưa", "rain cloud";
        /// An arrow back around ten seconds.
        Rewind => "mũi tên tua lại", "arrow back";
        /// A magnifying glass.
        Search => "hình kính lúp", "magnifying glass";
        /// A paper plane.
        Send => "hình mũi tên gửi", "send arrow";
        /// An arrow out of a box.
        Share => "mũi tên chia sẻ", "share arrow";
        /// A shield.
        Shield => "hình cái khiên", "shield";
        /// A star.
        Star => "hình ngôi sao", "star";
        /// A dustbin.
        Trash => "hình thùng rác", "dustbin";
        /// A vehicle.
        Vehicle => "hình xe", "vehicle";
        /// A film camera.
        VideoCall => "hình máy quay", "film camera";
        /// A wallet.
        Wallet => "hình cái ví", "wallet";
        /// A triangle with an exclamation mark.
        Warning => "hình cảnh báo", "warning sign";
    }
}

kinds! {
    /// What a photo shows.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    Drawing {
        /// An ID card.
        IdCard => "thẻ căn cước", "ID card";
        /// The back of a phone on an ID card.
        CardAtPhone => "thẻ căn cước áp vào lưng máy", "ID card at the back of the phone";
        /// A face within a ring.
        Face => "khuôn mặt trong vòng tròn", "face within a ring";
        /// A jar of something to sell.
        Product => "món hàng", "product";
        /// The jar from near.
        ProductNear => "món hàng chụp gần", "product from near";
        /// Hands at work.
        Hands => "đôi tay đang làm", "hands at work";
        /// A written paper.
        Document => "tờ giấy có chữ", "written paper";
        /// A road.
        Road => "con đường", "road";
        /// A QR code.
        Qr => "mã QR", "QR code";
        /// Flowers.
        Flower => "bông hoa", "flower";
        /// A parcel.
        Parcel => "hộp hàng", "parcel";
        /// A phone at its charging cable.
        Charging => "điện thoại đang cắm sạc", "phone at its charging cable";
        /// The power button of a computer.
        Power => "nút nguồn của máy tính", "power button of a computer";
        /// A computer's mouse, to be moved.
        Mouse => "chuột máy tính, đưa qua lại", "computer mouse, moved to and fro";
        /// The wheel of a computer's mouse.
        MouseWheel => "bánh xe giữa chuột máy tính", "wheel of a computer mouse";
    }
}
