//! One entry as a phone stores it: devices by a small number that the store gives each,
//! since eight bytes for every mention would cost more than everything else together.
//! The entry's own id is not in the row: it is the row's key.

use super::columns::{read_body, read_sealed};
use super::{CodecError, Reader, Writer};
use crate::clock::Hlc;
use crate::entry::{
    Body, Entry, Guided, MAX_STEPS, Outcome, Personal, PersonalHash, StepMark, Steps,
};
use crate::ids::{DeviceId, EntryId, ResidentId, SessionId, SkillId};
use crate::vietnamese::Day;

/// A store's own small numbers for devices.
pub trait DeviceNumbers {
    /// The number of a device, given now if it has none.
    fn number(&mut self, device: DeviceId) -> u32;
    /// The device of a number.
    fn device(&self, number: u32) -> Option<DeviceId>;
}

const GUIDED: u8 = 0;
const OTHER: u8 = 1;

/// The bytes of an entry without its id.
///
/// # Errors
/// None that an [`Entry`] can cause; postcard's signature has one.
pub fn encode(entry: &Entry, numbers: &mut dyn DeviceNumbers) -> Result<Vec<u8>, CodecError> {
    let mut writer = Writer::default();
    writer.varint(entry.at.packed());
    match &entry.body {
        Body::Guided(it) => {
            writer.u8(GUIDED | personal_form(&entry.personal) << 4);
            write_guided(&mut writer, it, numbers);
        }
        body => {
            writer.u8(OTHER | personal_form(&entry.personal) << 4);
            writer.u8(body.kind());
            writer.sized(&body.payload().map_err(|_| CodecError::Malformed("payload"))?);
        }
    }
    match &entry.personal {
        Personal::None => {}
        Personal::Here(sealed) => {
            writer.raw(&postcard::to_stdvec(sealed).map_err(|_| CodecError::Malformed("part"))?)
        }
        Personal::Gone(hash) => writer.raw(&hash.0),
    }
    Ok(writer.into_vec())
}

fn personal_form(personal: &Personal) -> u8 {
    match personal {
        Personal::None => 0,
        Personal::Here(_) => 1,
        Personal::Gone(_) => 2,
    }
}

/// Reads an entry back.
///
/// # Errors
/// [`CodecError`] for anything that [`encode`] wouldn't have written.
pub fn decode(id: EntryId, bytes: &[u8], numbers: &dyn DeviceNumbers) -> Result<Entry, CodecError> {
    let mut reader = Reader::new(bytes);
    let at = Hlc::from_packed(reader.varint()?);
    let form = reader.u8()?;
    let body = match form & 0x0F {
        GUIDED => Body::Guided(read_guided(&mut reader, numbers)?),
        OTHER => {
            let kind = reader.u8()?;
            read_body(kind, reader.sized()?)
        }
        _ => return Err(CodecError::Malformed("row")),
    };
    let rest = reader.raw(reader.remaining())?;
    let personal = match (form >> 4, rest) {
        (0, []) => Personal::None,
        (1, part) => Personal::Here(read_sealed(part)?),
        (2, hash) => {
            Personal::Gone(PersonalHash::try_from(hash).map_err(|_| CodecError::Malformed("part"))?)
        }
        _ => return Err(CodecError::Malformed("row")),
    };
    Ok(Entry { id, at, body, personal })
}

fn write_id(writer: &mut Writer, id: EntryId, numbers: &mut dyn DeviceNumbers) {
    writer.varint(u64::from(numbers.number(id.device)));
    writer.varint(id.seq);
}

fn read_id(reader: &mut Reader<'_>, numbers: &dyn DeviceNumbers) -> Result<EntryId, CodecError> {
    let number = u32::try_from(reader.varint()?).map_err(|_| CodecError::Malformed("device"))?;
    let device = numbers.device(number).ok_or(CodecError::Malformed("device"))?;
    EntryId::new(device, reader.varint()?).ok_or(CodecError::Malformed("entry"))
}

fn write_guided(writer: &mut Writer, it: &Guided, numbers: &mut dyn DeviceNumbers) {
    writer.varint(u64::from(it.skill.0));
    writer.varint(u64::from(it.pack));
    writer.u8(it.steps.marks().len() as u8);
    for mark in it.steps.marks() {
        writer.u8(mark.byte());
    }
    let flags = u8::from(it.session.is_some())
        | u8::from(it.whole.is_some()) << 1
        | u8::from(it.come_back.is_some()) << 2;
    writer.u8(flags);
    if let Some(session) = it.session {
        write_id(writer, session.0, numbers);
    }
    if let Some(whole) = it.whole {
        writer.u8(StepMark::from(whole).byte());
    }
    if let Some(day) = it.come_back {
        writer.signed(i64::from(day.number()));
    }
    writer.varint(it.residents.len() as u64);
    for resident in &it.residents {
        write_id(writer, resident.0, numbers);
    }
}

fn read_guided(reader: &mut Reader<'_>, numbers: &dyn DeviceNumbers) -> Result<Guided, CodecError> {
    let skill = u16::try_from(reader.varint()?).map_err(|_| CodecError::Malformed("skill"))?;
    let pack = u32::try_from(reader.varint()?).map_err(|_| CodecError::Malformed("pack"))?;
    let steps = usize::from(reader.u8()?);
    if steps > MAX_STEPS {
        return Err(CodecError::TooLarge("steps"));
    }
    let steps =
        Steps::from_bytes(reader.raw(steps)?).map_err(|_| CodecError::Malformed("steps"))?;
    let flags = reader.u8()?;
    if flags > 7 {
        return Err(CodecError::Malformed("guide"));
    }
    let session = if flags & 1 != 0 { Some(SessionId(read_id(reader, numbers)?)) } else { None };
    let whole = if flags & 2 != 0 { Some(read_outcome(reader)?) } else { None };
    let come_back = if flags & 4 != 0 {
        let day = i32::try_from(reader.signed()?).map_err(|_| CodecError::Malformed("day"))?;
        Some(Day::from_number(day).ok_or(CodecError::Malformed("day"))?)
    } else {
        None
    };
    let mut residents = Vec::new();
    for _ in 0..reader.varint()? {
        residents.push(ResidentId(read_id(reader, numbers)?));
    }
    Ok(Guided { session, residents, skill: SkillId(skill), pack, steps, whole, come_back })
}

fn read_outcome(reader: &mut Reader<'_>) -> Result<Outcome, CodecError> {
    StepMark::from_byte(reader.u8()?)
        .and_then(StepMark::outcome)
        .ok_or(CodecError::Malformed("outcome"))
}
