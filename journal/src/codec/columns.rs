//! Many entries, small: each field is a column of its own, with what it usually says
//! learnt while it is coded ([`super::range`]). Guides, which are nearly all of a journal,
//! have a column for every field; other kinds go as their payload.
//!
//! Layout: a number of entries, then the coded columns, interleaved, and an end mark. The format is what
//! [`Columns::entry`] does, in that order; it is described once for both directions.

use std::collections::HashMap;

use super::range::{Coder, Context, RangeReader, RangeWriter};
use super::{CodecError, Reader, Writer};
use crate::clock::Hlc;
use crate::entry::{
    Body, Entry, Guided, MAX_STEPS, Outcome, Personal, PersonalHash, SALT_LENGTH, Sealed, StepMark,
    Steps,
};
use crate::ids::{DeviceId, EntryId, ResidentId, Seq, SessionId, SkillId, VillageId};
use crate::vietnamese::Day;

/// The most entries that are coded together.
pub const MAX_ENTRIES: usize = 5_000;
/// The most bytes that entries coded together may come to when unpacked.
pub const MAX_UNPACKED: usize = 4 << 20;

/// Packs entries.
///
/// # Errors
/// [`CodecError::TooLarge`] for more than [`MAX_ENTRIES`] entries or [`MAX_UNPACKED`] bytes.
pub fn encode(entries: &[Entry]) -> Result<Vec<u8>, CodecError> {
    if entries.len() > MAX_ENTRIES {
        return Err(CodecError::TooLarge("entries"));
    }
    let mut columns = Columns::new(RangeWriter::new());
    for entry in entries {
        columns.entry(Some(entry))?;
    }
    columns.end()?;
    let mut writer = Writer::default();
    writer.varint(entries.len() as u64);
    writer.raw(&columns.coder.finish());
    Ok(writer.into_vec())
}

/// Unpacks entries.
///
/// # Errors
/// [`CodecError`] for anything that [`encode`] wouldn't have written. Changed bytes may
/// also read as other entries: whether they are the right ones is what signature and
/// chain say.
pub fn decode(bytes: &[u8]) -> Result<Vec<Entry>, CodecError> {
    let mut reader = Reader::new(bytes);
    let count = reader.varint()?;
    if count > MAX_ENTRIES as u64 {
        return Err(CodecError::TooLarge("entries"));
    }
    let mut columns = Columns::new(RangeReader::new(reader.raw(reader.remaining())?));
    let mut entries = Vec::new();
    for _ in 0..count {
        entries.push(columns.entry(None)?);
    }
    columns.end()?;
    columns.coder.end()?;
    Ok(entries)
}

/// The columns; a number of the format.
mod column {
    pub const KIND: u8 = 0;
    pub const ENTRY_DEVICE: u8 = 1;
    pub const ENTRY_SEQ: u8 = 2;
    pub const SECONDS: u8 = 3;
    pub const COUNTER: u8 = 4;
    pub const BY_FIELD: u8 = 5;
    pub const PAYLOAD_LENGTH: u8 = 6;
    pub const PAYLOAD_AT: u8 = 7;
    pub const PAYLOAD_AFTER: u8 = 8;
    pub const PERSONAL_FORM: u8 = 9;
    pub const PART_LENGTH: u8 = 10;
    pub const PART_AT: u8 = 11;
    pub const PART_AFTER: u8 = 12;
    pub const SESSION: u8 = 13;
    pub const SESSION_DEVICE: u8 = 14;
    pub const SESSION_SEQ: u8 = 15;
    pub const RESIDENTS: u8 = 16;
    pub const RESIDENT: u8 = 17;
    pub const RESIDENT_NEAR: u8 = 18;
    pub const RESIDENT_DEVICE: u8 = 19;
    pub const RESIDENT_HIGH: u8 = 20;
    pub const SKILL: u8 = 21;
    pub const SAME_PACK: u8 = 22;
    pub const PACK: u8 = 23;
    pub const STEP_COUNT: u8 = 24;
    pub const MARK: u8 = 25;
    pub const WHOLE: u8 = 26;
    pub const COME_BACK: u8 = 27;
    pub const COME_BACK_DAY: u8 = 28;
    pub const REASON: u8 = 29;
}

/// Bits of a number of steps.
const STEPS_WIDTH: u32 = 5;
/// Bits of a mark without its reason.
const MARK_WIDTH: u32 = 3;
/// Stands for every mark with a reason.
const STUCK: u8 = 7;
/// The byte of a mark with the first reason.
const FIRST_REASON: u8 = 16;
/// Bits of a reason.
const REASON_WIDTH: u32 = 4;
/// Bits of a resident's seq in which neighbours of one village differ.
const NEIGHBOURS: u32 = 8;
/// How far back or forward from the resident before is near.
const NEAR: i64 = 32;

/// Stands after the last entry.
const END: u64 = 0xCA7A;
/// Bits of [`END`].
const END_WIDTH: u32 = 16;
/// From so many bytes on the place in a payload says nothing.
const FAR: usize = 63;

const GUIDED_KIND: u8 = 30;

/// What was coded so far, as far as it foretells what comes.
struct Columns<C> {
    coder: C,
    /// How much memory the unpacked entries may still take.
    left: usize,
    devices: Vec<Device>,
    numbers: HashMap<DeviceId, usize>,
    /// The number of the entry's device.
    device: usize,
    at: Hlc,
    kind: u8,
    session: Option<SessionId>,
    /// Where that session is, if its opening was among the entries.
    village: Option<VillageId>,
    resident: Option<ResidentId>,
    pack: u32,
}

#[derive(Clone, Copy)]
struct Device {
    id: DeviceId,
    next_seq: Seq,
}

fn alone(column: u8) -> Context {
    Context::new(column, 0, 0)
}

fn given(column: u8, what: u64) -> Context {
    Context::new(column, what, 0)
}

impl<C: Coder> Columns<C> {
    fn new(coder: C) -> Self {
        Self {
            coder,
            left: MAX_UNPACKED,
            devices: Vec::new(),
            numbers: HashMap::new(),
            device: 0,
            at: Hlc::default(),
            kind: 0,
            session: None,
            village: None,
            resident: None,
            pack: 0,
        }
    }

    fn spend(&mut self, bytes: usize) -> Result<(), CodecError> {
        self.left = self.left.checked_sub(bytes).ok_or(CodecError::TooLarge("entries"))?;
        Ok(())
    }

    /// Codes one entry: `entry` when writing, `None` when reading.
    fn entry(&mut self, entry: Option<&Entry>) -> Result<Entry, CodecError> {
        let kind = entry.map_or(0, |entry| entry.body.kind());
        self.kind = self.kind(kind)?;
        let id = self.entry_id(entry.map(|entry| entry.id))?;
        let at = self.moment(entry.map(|entry| entry.at))?;
        let body = self.body(entry.map(|entry| &entry.body))?;
        let personal = self.personal(entry.map(|entry| &entry.personal))?;
        if let Body::SessionOpened(opened) = &body {
            self.session = Some(SessionId(id));
            self.village = Some(opened.village);
        }
        self.spend(size_of::<Entry>() / 4)?;
        Ok(Entry { id, at, body, personal })
    }

    /// After the last entry: bytes that were cut off or changed hardly ever end so.
    fn end(&mut self) -> Result<(), CodecError> {
        if self.coder.even(END_WIDTH, END)? == END { Ok(()) } else { Err(CodecError::Truncated) }
    }

    /// A guide, mostly.
    fn kind(&mut self, kind: u8) -> Result<u8, CodecError> {
        let before = given(column::KIND, u64::from(self.kind));
        if self.coder.bit(before, 0, kind == GUIDED_KIND)? {
            return Ok(GUIDED_KIND);
        }
        Ok(self.coder.symbol(before, 8, u64::from(kind))? as u8)
    }

    fn entry_id(&mut self, id: Option<EntryId>) -> Result<EntryId, CodecError> {
        let context = given(column::ENTRY_DEVICE, self.device as u64);
        self.device = self.device(context, id.map(|id| id.device))?;
        let device = self.devices.get_mut(self.device).ok_or(CodecError::Malformed("device"))?;
        let moved = id.map_or(0, |id| id.seq.wrapping_sub(device.next_seq) as i64);
        let moved = self.coder.signed(alone(column::ENTRY_SEQ), 4, moved)?;
        let seq = device.next_seq.wrapping_add(moved as u64);
        device.next_seq = seq.wrapping_add(1);
        EntryId::new(device.id, seq).ok_or(CodecError::Malformed("entry"))
    }

    /// A device, as its number in order of appearance; a new one's bytes follow.
    fn device(&mut self, context: Context, id: Option<DeviceId>) -> Result<usize, CodecError> {
        let next = self.devices.len();
        let known = id.and_then(|id| self.numbers.get(&id).copied());
        let number = self.coder.number(context, 8, known.unwrap_or(next) as u64)?;
        let number = usize::try_from(number).map_err(|_| CodecError::Malformed("device"))?;
        if number == next {
            let id = DeviceId(self.coder.random(id.unwrap_or(DeviceId([0; 8])).0)?);
            self.spend(4 * size_of::<Device>())?;
            self.devices.push(Device { id, next_seq: 1 });
            self.numbers.insert(id, number);
        } else if number > next {
            return Err(CodecError::Malformed("device"));
        }
        Ok(number)
    }

    /// An entry elsewhere: its device, then its seq as `seq` codes it.
    fn id(
        &mut self,
        column: u8,
        id: Option<EntryId>,
        seq: impl FnOnce(&mut Self, Seq) -> Result<Seq, CodecError>,
    ) -> Result<EntryId, CodecError> {
        let device = self.device(alone(column), id.map(|id| id.device))?;
        let device = self.devices.get(device).ok_or(CodecError::Malformed("device"))?.id;
        let seq = seq(self, id.map_or(0, |id| id.seq))?;
        EntryId::new(device, seq).ok_or(CodecError::Malformed("entry"))
    }

    fn moment(&mut self, at: Option<Hlc>) -> Result<Hlc, CodecError> {
        let before = self.at;
        let moved = at.map_or(0, |at| at.seconds() - before.seconds());
        let kind = u64::from(self.kind);
        let moved = self.coder.signed(given(column::SECONDS, kind), 4, moved)?;
        let seconds = before
            .seconds()
            .checked_add(moved)
            .filter(|seconds| (0..=Hlc::MAX_SECONDS as i64).contains(seconds))
            .ok_or(CodecError::Malformed("moment"))?;
        let expected = if moved == 0 { before.counter().wrapping_add(1) } else { 0 };
        let off = at.map_or(0, |at| at.counter().wrapping_sub(expected));
        let off = self.coder.number(given(column::COUNTER, kind), 4, u64::from(off))?;
        let off = u16::try_from(off).map_err(|_| CodecError::Malformed("moment"))?;
        self.at = Hlc::new(seconds, expected.wrapping_add(off));
        Ok(self.at)
    }

    fn body(&mut self, body: Option<&Body>) -> Result<Body, CodecError> {
        if self.kind == GUIDED_KIND {
            let guided = match body {
                Some(Body::Guided(guided)) => Some(guided),
                _ => None,
            };
            // Bytes that are not a guide's, under its number, go as they came.
            if self.coder.bit(alone(column::BY_FIELD), 0, guided.is_some())? {
                return self.guided(guided).map(Body::Guided);
            }
        }
        let payload = match body {
            Some(body) => body.payload().map_err(|_| CodecError::Malformed("payload"))?,
            None => Vec::new(),
        };
        let columns = [column::PAYLOAD_LENGTH, column::PAYLOAD_AT, column::PAYLOAD_AFTER];
        let payload = self.bytes(columns, &payload)?;
        Ok(read_body(self.kind, &payload))
    }

    /// Bytes after their length: each in the light of its place and what stands there if
    /// the payload begins with the session, as many do, and in the light of the two bytes
    /// before.
    fn bytes(
        &mut self,
        [length, by_place, after]: [u8; 3],
        bytes: &[u8],
    ) -> Result<Vec<u8>, CodecError> {
        let kind = u64::from(self.kind);
        let length = self.coder.number(given(length, kind), 8, bytes.len() as u64)?;
        let length = usize::try_from(length).map_err(|_| CodecError::TooLarge("entries"))?;
        self.spend(length)?;
        let session = self.session.map(|session| postcard::to_stdvec(&session)).transpose();
        let session = session.map_err(|_| CodecError::Malformed("session"))?.unwrap_or_default();
        let mut read: Vec<u8> = Vec::new();
        for at in 0..length {
            let [one, two] = match read.as_slice() {
                [.., two, one] => [*one, *two],
                [one] => [*one, 0],
                [] => [0; 2],
            };
            let hint = session.get(at).map_or(u64::from(one) << 8, |byte| u64::from(*byte));
            let contexts = [
                Context::new(by_place, kind << 8 | at.min(FAR) as u64, hint),
                Context::new(after, kind << 8 | u64::from(one), u64::from(two)),
            ];
            read.push(self.coder.byte(contexts, bytes.get(at).copied().unwrap_or(0))?);
        }
        Ok(read)
    }

    fn personal(&mut self, personal: Option<&Personal>) -> Result<Personal, CodecError> {
        let form = match personal {
            None | Some(Personal::None) => 0,
            Some(Personal::Here(_)) => 1,
            Some(Personal::Gone(_)) => 2,
        };
        let context = given(column::PERSONAL_FORM, u64::from(self.kind));
        match self.coder.symbol(context, 2, form)? {
            0 => Ok(Personal::None),
            1 => {
                let bytes = match personal {
                    Some(Personal::Here(sealed)) => {
                        postcard::to_stdvec(sealed).map_err(|_| CodecError::Malformed("part"))?
                    }
                    _ => Vec::new(),
                };
                let (salt, part) = bytes.split_first_chunk().unwrap_or((&[0; SALT_LENGTH], &[]));
                let salt = self.coder.random(*salt)?;
                let columns = [column::PART_LENGTH, column::PART_AT, column::PART_AFTER];
                let part = self.bytes(columns, part)?;
                read_sealed(&[&salt[..], &part].concat()).map(Personal::Here)
            }
            2 => {
                let hash = match personal {
                    Some(Personal::Gone(hash)) => hash.0,
                    _ => [0; 32],
                };
                Ok(Personal::Gone(PersonalHash(self.coder.random(hash)?)))
            }
            _ => Err(CodecError::Malformed("part")),
        }
    }

    fn guided(&mut self, it: Option<&Guided>) -> Result<Guided, CodecError> {
        let session = self.session(it.map(|it| it.session))?;
        let residents = self.residents(it.map_or(&[], |it| &it.residents))?;
        let skill = it.map_or(0, |it| u64::from(it.skill.0));
        let skill = self.coder.number(alone(column::SKILL), 8, skill)?;
        let skill = u16::try_from(skill).map_err(|_| CodecError::Malformed("skill"))?;
        let pack = self.pack(it.map(|it| it.pack))?;
        let steps = self.steps(skill, it.map_or(&[], |it| it.steps.marks()))?;
        let whole = self.whole(it.and_then(|it| it.whole))?;
        let come_back = self.come_back(it.map(|it| it.come_back))?;
        Ok(Guided { session, residents, skill: SkillId(skill), pack, steps, whole, come_back })
    }

    /// None, the last one that was opened or named, or another.
    fn session(
        &mut self,
        session: Option<Option<SessionId>>,
    ) -> Result<Option<SessionId>, CodecError> {
        let session = session.flatten();
        let form = match session {
            None => 0,
            Some(_) if session == self.session => 1,
            Some(_) => 2,
        };
        match self.coder.symbol(alone(column::SESSION), 2, form)? {
            0 => Ok(None),
            1 => Ok(Some(self.session.ok_or(CodecError::Malformed("session"))?)),
            2 => {
                let id = session.map(|session| session.0);
                let id = self.id(column::SESSION_DEVICE, id, |it, seq| {
                    it.coder.number(alone(column::SESSION_SEQ), 3, seq)
                })?;
                self.session = Some(SessionId(id));
                self.village = None;
                Ok(self.session)
            }
            _ => Err(CodecError::Malformed("session")),
        }
    }

    fn residents(&mut self, residents: &[ResidentId]) -> Result<Vec<ResidentId>, CodecError> {
        let count = self.coder.number(alone(column::RESIDENTS), 4, residents.len() as u64)?;
        let mut read = Vec::new();
        let mut left = count;
        while left > 0 {
            self.spend(size_of::<ResidentId>())?;
            read.push(self.resident(residents.get(read.len()).copied(), read.is_empty())?);
            left -= 1;
        }
        Ok(read)
    }

    /// The same as before, one near it (a neighbour on the hall's list), or any.
    fn resident(
        &mut self,
        resident: Option<ResidentId>,
        first: bool,
    ) -> Result<ResidentId, CodecError> {
        let before = self.resident;
        let near = resident.zip(before).and_then(|(resident, before)| {
            let moved = resident.0.seq.wrapping_sub(before.0.seq) as i64;
            let near = resident.0.device == before.0.device && (-NEAR..=NEAR).contains(&moved);
            near.then_some(moved)
        });
        let form = match near {
            Some(0) => 0,
            Some(_) => 1,
            None => 2,
        };
        let form = self.coder.symbol(given(column::RESIDENT, u64::from(first)), 2, form)?;
        let id = match (form, before) {
            (0, Some(before)) => before.0,
            (1, Some(before)) => {
                let context = given(column::RESIDENT_NEAR, u64::from(first));
                let moved = self.coder.signed(context, 8, near.unwrap_or_default())?;
                let seq = before.0.seq.wrapping_add(moved as u64);
                EntryId::new(before.0.device, seq).ok_or(CodecError::Malformed("resident"))?
            }
            (2, _) => {
                let id = resident.map(|resident| resident.0);
                self.id(column::RESIDENT_DEVICE, id, Self::resident_seq)?
            }
            _ => return Err(CodecError::Malformed("resident")),
        };
        self.resident = Some(ResidentId(id));
        Ok(ResidentId(id))
    }

    /// Who is met in a session lives in its village, and so does who is met after
    /// somebody: the hall's list has a village's people together.
    fn resident_seq(&mut self, seq: Seq) -> Result<Seq, CodecError> {
        let place = match (self.village, self.resident) {
            (Some(village), _) => Context::new(column::RESIDENT_HIGH, 1, village.0.seq),
            (None, Some(before)) => {
                Context::new(column::RESIDENT_HIGH, 2, before.0.seq >> NEIGHBOURS)
            }
            (None, None) => alone(column::RESIDENT_HIGH),
        };
        let high = self.coder.number(place, 10, seq >> NEIGHBOURS)?;
        if high >> (u64::BITS - NEIGHBOURS) != 0 {
            return Err(CodecError::Malformed("resident"));
        }
        let low = self.coder.even(NEIGHBOURS, seq & ((1 << NEIGHBOURS) - 1))?;
        Ok(high << NEIGHBOURS | low)
    }

    fn pack(&mut self, pack: Option<u32>) -> Result<u32, CodecError> {
        let same = pack == Some(self.pack);
        if !self.coder.bit(alone(column::SAME_PACK), 0, same)? {
            let pack = self.coder.number(alone(column::PACK), 4, pack.unwrap_or(0).into())?;
            self.pack = u32::try_from(pack).map_err(|_| CodecError::Malformed("pack"))?;
        }
        Ok(self.pack)
    }

    fn steps(&mut self, skill: u16, marks: &[StepMark]) -> Result<Steps, CodecError> {
        let context = given(column::STEP_COUNT, u64::from(skill));
        let count = self.coder.symbol(context, STEPS_WIDTH, marks.len() as u64)? as usize;
        let mut read = [StepMark::NOTHING; MAX_STEPS];
        let mut before = StepMark::NOTHING;
        for (at, read) in read.iter_mut().enumerate().take(count) {
            let mark = marks.get(at).copied().unwrap_or_default();
            before = self.mark(given(column::MARK, u64::from(before.byte())), mark)?;
            *read = before;
        }
        Steps::new(&read[..count]).map_err(|_| CodecError::Malformed("steps"))
    }

    /// A mark; a reason follows [`STUCK`].
    fn mark(&mut self, context: Context, mark: StepMark) -> Result<StepMark, CodecError> {
        let byte = mark.byte();
        let symbol = self.coder.symbol(context, MARK_WIDTH, u64::from(byte.min(STUCK)))? as u8;
        let byte = if symbol == STUCK {
            let reason = u64::from(byte.saturating_sub(FIRST_REASON));
            let reason = self.coder.symbol(alone(column::REASON), REASON_WIDTH, reason)?;
            FIRST_REASON + reason as u8
        } else {
            symbol
        };
        StepMark::from_byte(byte).ok_or(CodecError::Malformed("mark"))
    }

    fn whole(&mut self, whole: Option<Outcome>) -> Result<Option<Outcome>, CodecError> {
        let context = alone(column::WHOLE);
        if !self.coder.bit(context, 0, whole.is_some())? {
            return Ok(None);
        }
        let mark = self.mark(context, whole.map_or(StepMark::NOTHING, StepMark::from))?;
        mark.outcome().map(Some).ok_or(CodecError::Malformed("outcome"))
    }

    /// A day to come back, counted from the entry's own.
    fn come_back(&mut self, day: Option<Option<Day>>) -> Result<Option<Day>, CodecError> {
        let day = day.flatten();
        if !self.coder.bit(alone(column::COME_BACK), 0, day.is_some())? {
            return Ok(None);
        }
        let today = i64::from(Day::of_unix(self.at.seconds()).number());
        let later = day.map_or(0, |day| i64::from(day.number()) - today);
        let later = self.coder.signed(alone(column::COME_BACK_DAY), 8, later)?;
        let day = today.checked_add(later).and_then(|day| i32::try_from(day).ok());
        day.and_then(Day::from_number).map(Some).ok_or(CodecError::Malformed("day"))
    }
}

/// Reads a part with its salt, to the last byte.
pub(super) fn read_sealed(bytes: &[u8]) -> Result<Sealed, CodecError> {
    match postcard::take_from_bytes::<Sealed>(bytes) {
        Ok((sealed, [])) => Ok(sealed),
        _ => Err(CodecError::Malformed("part")),
    }
}

/// Reads a body; bytes that its kind can't read back are kept as they came, so that the
/// chain still holds and the hall can set the entry aside.
pub(super) fn read_body(kind: u8, payload: &[u8]) -> Body {
    match Body::read(kind, payload) {
        Ok(body) if body.payload().is_ok_and(|again| again == payload) => body,
        _ => Body::Unknown { kind, payload: payload.to_vec() },
    }
}
