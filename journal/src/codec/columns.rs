//! Many entries, small: each field in a column of its own, each column compressed by
//! itself. Guides, which are nearly all of a journal, have columns for every field;
//! other kinds go as their payload.
//!
//! Layout: a number of entries, then [`COLUMNS`] columns, each `form (0 plain, 1 zstd) ‖
//! length ‖ bytes`.

use std::collections::HashMap;
use std::io::Read;

use super::{CodecError, Reader, Writer};
use crate::clock::Hlc;
use crate::entry::{
    Body, Entry, Guided, MAX_STEPS, Outcome, Personal, PersonalHash, Sealed, StepMark, Steps,
};
use crate::ids::{DeviceId, EntryId, ResidentId, SessionId, SkillId};
use crate::vietnamese::Day;

/// The most entries that are coded together.
pub const MAX_ENTRIES: usize = 5_000;
/// The most bytes that the columns of one set may come to when unpacked.
pub const MAX_UNPACKED: usize = 4 << 20;

const LEVEL: i32 = 9;

/// Number of columns; the order of the fields of [`Columns`].
pub const COLUMNS: usize = 19;

#[derive(Default)]
struct Columns {
    devices: Writer,
    entry_device: Writer,
    entry_seq: Writer,
    seconds_low: Writer,
    seconds_high: Writer,
    counter: Writer,
    kind: Writer,
    raw_kind: Writer,
    payload: Writer,
    personal_form: Writer,
    personal: Writer,
    guided_flags: Writer,
    guided_session: Writer,
    resident_device: Writer,
    resident_low: Writer,
    resident_high: Writer,
    skill_and_count: Writer,
    marks: Writer,
    rare: Writer,
}

impl Columns {
    fn into_array(self) -> [Writer; COLUMNS] {
        [
            self.devices,
            self.entry_device,
            self.entry_seq,
            self.seconds_low,
            self.seconds_high,
            self.counter,
            self.kind,
            self.raw_kind,
            self.payload,
            self.personal_form,
            self.personal,
            self.guided_flags,
            self.guided_session,
            self.resident_device,
            self.resident_low,
            self.resident_high,
            self.skill_and_count,
            self.marks,
            self.rare,
        ]
    }
}

/// In the column `kind`: a payload follows whose kind stands in `raw_kind`, because it
/// isn't one that this kind can read.
const RAW: u8 = 0;

/// In `resident_device`: the same resident as in the guide before.
const SAME_RESIDENT: u8 = u8::MAX;

mod flag {
    pub const SESSION: u8 = 1;
    pub const SAME_SESSION: u8 = 2;
    pub const ONE_RESIDENT: u8 = 4;
    pub const SAME_PACK: u8 = 8;
    pub const WHOLE: u8 = 16;
    pub const COME_BACK: u8 = 32;
    pub const ALL: u8 = 63;
}

/// Which number each device got, in order of appearance.
#[derive(Default)]
struct Devices(HashMap<DeviceId, usize>);

impl Devices {
    fn number(&mut self, device: DeviceId, columns: &mut Columns) -> usize {
        let next = self.0.len();
        *self.0.entry(device).or_insert_with(|| {
            columns.devices.raw(&device.0);
            next
        })
    }
}

/// Packs entries.
///
/// # Errors
/// [`CodecError::TooLarge`] for more than [`MAX_ENTRIES`] entries or [`MAX_UNPACKED`] bytes.
pub fn encode(entries: &[Entry]) -> Result<Vec<u8>, CodecError> {
    if entries.len() > MAX_ENTRIES {
        return Err(CodecError::TooLarge("entries"));
    }
    let mut columns = Columns::default();
    let mut devices = Devices::default();
    let mut next_seq: HashMap<DeviceId, u64> = HashMap::new();
    let mut before = Hlc::default();
    let mut guided = GuidedBefore::default();
    for entry in entries {
        let device = devices.number(entry.id.device, &mut columns);
        columns.entry_device.varint(device as u64);
        let expected = next_seq.entry(entry.id.device).or_default();
        columns.entry_seq.signed(entry.id.seq.wrapping_sub(*expected) as i64);
        *expected = entry.id.seq.wrapping_add(1);
        write_moment(&mut columns, before, entry.at);
        before = entry.at;
        match &entry.body {
            Body::Guided(it) => {
                columns.kind.u8(entry.body.kind());
                write_guided(&mut columns, &mut devices, &mut guided, it);
            }
            body => {
                let payload = body.payload().map_err(|_| CodecError::Malformed("payload"))?;
                if matches!(body, Body::Unknown { .. }) || body.kind() == RAW {
                    columns.kind.u8(RAW);
                    columns.raw_kind.u8(body.kind());
                } else {
                    columns.kind.u8(body.kind());
                }
                columns.payload.sized(&payload);
            }
        }
        match &entry.personal {
            Personal::None => columns.personal_form.u8(0),
            Personal::Here(sealed) => {
                columns.personal_form.u8(1);
                let bytes =
                    postcard::to_stdvec(sealed).map_err(|_| CodecError::Malformed("part"))?;
                columns.personal.sized(&bytes);
            }
            Personal::Gone(hash) => {
                columns.personal_form.u8(2);
                columns.personal.raw(&hash.0);
            }
        }
    }
    let columns = columns.into_array();
    if columns.iter().map(|column| column.as_slice().len()).sum::<usize>() > MAX_UNPACKED {
        return Err(CodecError::TooLarge("entries"));
    }
    let mut writer = Writer::default();
    writer.varint(entries.len() as u64);
    for column in columns {
        write_column(&mut writer, column.as_slice())?;
    }
    Ok(writer.into_vec())
}

fn write_column(writer: &mut Writer, plain: &[u8]) -> Result<(), CodecError> {
    let packed = zstd::bulk::compress(plain, LEVEL).map_err(|_| CodecError::Malformed("column"))?;
    if packed.len() < plain.len() {
        writer.u8(1);
        writer.sized(&packed);
    } else {
        writer.u8(0);
        writer.sized(plain);
    }
    Ok(())
}

/// Seconds since the entry before, in two columns (two bytes low, the rest high), and
/// the counter where it isn't the expected one.
fn write_moment(columns: &mut Columns, before: Hlc, at: Hlc) {
    let mut moved = Writer::default();
    moved.signed(at.seconds() - before.seconds());
    split_number(
        Reader::new(moved.as_slice()).varint().unwrap_or_default(),
        &mut columns.seconds_low,
        &mut columns.seconds_high,
    );
    let expected = expected_counter(before, at.seconds());
    columns.counter.varint(u64::from(at.counter().wrapping_sub(expected)));
}

fn expected_counter(before: Hlc, seconds: i64) -> u16 {
    if seconds == before.seconds() { before.counter().wrapping_add(1) } else { 0 }
}

/// The lowest byte in one column, the rest in another: mixed, neither would compress.
fn split_number(number: u64, low: &mut Writer, high: &mut Writer) {
    low.u8(number as u8);
    high.varint(number >> 8);
}

fn join_number(low: &mut Reader<'_>, high: &mut Reader<'_>) -> Result<u64, CodecError> {
    let low = u64::from(low.u8()?);
    let high = high.varint()?;
    if high >> 56 != 0 {
        return Err(CodecError::Malformed("number"));
    }
    Ok(high << 8 | low)
}

/// What the guide before said; most fields repeat it.
#[derive(Default)]
struct GuidedBefore {
    session: Option<SessionId>,
    resident: Option<ResidentId>,
    pack: u32,
}

fn write_guided(
    columns: &mut Columns,
    devices: &mut Devices,
    before: &mut GuidedBefore,
    it: &Guided,
) {
    let mut flags = 0;
    match it.session {
        None => {}
        Some(_) if it.session == before.session => flags |= flag::SESSION | flag::SAME_SESSION,
        Some(session) => {
            flags |= flag::SESSION;
            let device = devices.number(session.0.device, columns);
            columns.guided_session.varint(device as u64);
            columns.guided_session.varint(session.0.seq);
            before.session = it.session;
        }
    }
    if it.residents.len() == 1 {
        flags |= flag::ONE_RESIDENT;
    } else {
        columns.rare.varint(it.residents.len() as u64);
    }
    for resident in &it.residents {
        let device = devices.number(resident.0.device, columns);
        if before.resident == Some(*resident) {
            columns.resident_device.u8(SAME_RESIDENT);
        } else {
            if device < usize::from(SAME_RESIDENT - 1) {
                columns.resident_device.u8(device as u8);
            } else {
                columns.resident_device.u8(SAME_RESIDENT - 1);
                columns.rare.varint(device as u64);
            }
            split_number(resident.0.seq, &mut columns.resident_low, &mut columns.resident_high);
            before.resident = Some(*resident);
        }
    }
    columns.skill_and_count.varint(u64::from(it.skill.0));
    columns.skill_and_count.u8(it.steps.marks().len() as u8);
    for mark in it.steps.marks() {
        columns.marks.u8(mark.byte());
    }
    if it.pack == before.pack {
        flags |= flag::SAME_PACK;
    } else {
        columns.rare.varint(u64::from(it.pack));
        before.pack = it.pack;
    }
    if let Some(whole) = it.whole {
        flags |= flag::WHOLE;
        columns.marks.u8(StepMark::from(whole).byte());
    }
    if let Some(day) = it.come_back {
        flags |= flag::COME_BACK;
        columns.rare.signed(i64::from(day.number()));
    }
    columns.guided_flags.u8(flags);
}

/// Unpacks entries.
///
/// # Errors
/// [`CodecError`] for anything that [`encode`] wouldn't have written, except that other
/// compressed forms of the same columns are read too.
pub fn decode(bytes: &[u8]) -> Result<Vec<Entry>, CodecError> {
    let mut reader = Reader::new(bytes);
    let count = reader.varint()?;
    if count > MAX_ENTRIES as u64 {
        return Err(CodecError::TooLarge("entries"));
    }
    let mut left = MAX_UNPACKED;
    let mut columns: [Vec<u8>; COLUMNS] = Default::default();
    for column in &mut columns {
        *column = read_column(&mut reader, &mut left)?;
    }
    reader.end()?;
    let mut columns = ReadColumns::new(&columns)?;
    let mut entries = Vec::new();
    for _ in 0..count {
        entries.push(columns.entry()?);
    }
    columns.end()?;
    Ok(entries)
}

fn read_column(reader: &mut Reader<'_>, left: &mut usize) -> Result<Vec<u8>, CodecError> {
    let form = reader.u8()?;
    let bytes = reader.sized()?;
    let plain = match form {
        0 => bytes.to_vec(),
        1 => {
            let mut plain = Vec::new();
            zstd::stream::read::Decoder::new(bytes)
                .and_then(|decoder| decoder.take(*left as u64 + 1).read_to_end(&mut plain))
                .map_err(|_| CodecError::Malformed("column"))?;
            plain
        }
        _ => return Err(CodecError::Malformed("column")),
    };
    *left = left.checked_sub(plain.len()).ok_or(CodecError::TooLarge("entries"))?;
    Ok(plain)
}

struct ReadColumns<'a> {
    columns: [Reader<'a>; COLUMNS - 1],
    devices: Vec<DeviceId>,
    next_seq: HashMap<DeviceId, u64>,
    before: Hlc,
    guided: GuidedBefore,
}

/// Positions in [`ReadColumns::columns`]: the columns without `devices`.
mod at {
    pub const ENTRY_DEVICE: usize = 0;
    pub const ENTRY_SEQ: usize = 1;
    pub const SECONDS_LOW: usize = 2;
    pub const SECONDS_HIGH: usize = 3;
    pub const COUNTER: usize = 4;
    pub const KIND: usize = 5;
    pub const RAW_KIND: usize = 6;
    pub const PAYLOAD: usize = 7;
    pub const PERSONAL_FORM: usize = 8;
    pub const PERSONAL: usize = 9;
    pub const GUIDED_FLAGS: usize = 10;
    pub const GUIDED_SESSION: usize = 11;
    pub const RESIDENT_DEVICE: usize = 12;
    pub const RESIDENT_LOW: usize = 13;
    pub const RESIDENT_HIGH: usize = 14;
    pub const SKILL_AND_COUNT: usize = 15;
    pub const MARKS: usize = 16;
    pub const RARE: usize = 17;
}

impl<'a> ReadColumns<'a> {
    fn new(columns: &'a [Vec<u8>; COLUMNS]) -> Result<Self, CodecError> {
        let [devices, rest @ ..] = columns;
        let (devices, []) = devices.as_chunks::<8>() else {
            return Err(CodecError::Malformed("devices"));
        };
        Ok(Self {
            columns: rest.each_ref().map(|column| Reader::new(column)),
            devices: devices.iter().map(|id| DeviceId(*id)).collect(),
            next_seq: HashMap::new(),
            before: Hlc::default(),
            guided: GuidedBefore::default(),
        })
    }

    fn end(self) -> Result<(), CodecError> {
        self.columns.into_iter().try_for_each(Reader::end)
    }

    fn device(&self, number: u64) -> Result<DeviceId, CodecError> {
        let number = usize::try_from(number).map_err(|_| CodecError::Malformed("device"))?;
        self.devices.get(number).copied().ok_or(CodecError::Malformed("device"))
    }

    fn entry(&mut self) -> Result<Entry, CodecError> {
        let number = self.columns[at::ENTRY_DEVICE].varint()?;
        let device = self.device(number)?;
        let moved = self.columns[at::ENTRY_SEQ].signed()?;
        let next = self.next_seq.entry(device).or_default();
        let seq = next.wrapping_add(moved as u64);
        *next = seq.wrapping_add(1);
        let at = self.moment()?;
        let body = match self.columns[at::KIND].u8()? {
            kind if kind == GUIDED_KIND => Body::Guided(self.guided()?),
            kind => {
                let kind = if kind == RAW { self.columns[at::RAW_KIND].u8()? } else { kind };
                let payload = self.columns[at::PAYLOAD].sized()?;
                read_body(kind, payload)
            }
        };
        let personal = match self.columns[at::PERSONAL_FORM].u8()? {
            0 => Personal::None,
            1 => {
                let bytes = self.columns[at::PERSONAL].sized()?;
                match postcard::take_from_bytes::<Sealed>(bytes) {
                    Ok((sealed, [])) => Personal::Here(sealed),
                    _ => return Err(CodecError::Malformed("part")),
                }
            }
            2 => Personal::Gone(PersonalHash(self.columns[at::PERSONAL].array()?)),
            _ => return Err(CodecError::Malformed("part")),
        };
        Ok(Entry { id: EntryId { device, seq }, at, body, personal })
    }

    fn moment(&mut self) -> Result<Hlc, CodecError> {
        let [low, high] = self
            .columns
            .get_disjoint_mut([at::SECONDS_LOW, at::SECONDS_HIGH])
            .map_err(|_| CodecError::Malformed("moment"))?;
        let zigzag = join_number(low, high)?;
        let moved = (zigzag >> 1) as i64 ^ -((zigzag & 1) as i64);
        let seconds = self
            .before
            .seconds()
            .checked_add(moved)
            .filter(|seconds| (0..=Hlc::MAX_SECONDS as i64).contains(seconds))
            .ok_or(CodecError::Malformed("moment"))?;
        let off = u16::try_from(self.columns[at::COUNTER].varint()?)
            .map_err(|_| CodecError::Malformed("moment"))?;
        let counter = expected_counter(self.before, seconds).wrapping_add(off);
        self.before = Hlc::new(seconds, counter);
        Ok(self.before)
    }

    fn guided(&mut self) -> Result<Guided, CodecError> {
        let flags = self.columns[at::GUIDED_FLAGS].u8()?;
        if flags & !flag::ALL != 0 {
            return Err(CodecError::Malformed("guide"));
        }
        let session = match (flags & flag::SESSION != 0, flags & flag::SAME_SESSION != 0) {
            (false, false) => None,
            (true, true) => {
                Some(self.guided.session.ok_or(CodecError::Malformed("guide's session"))?)
            }
            (true, false) => {
                let device = self.columns[at::GUIDED_SESSION].varint()?;
                let seq = self.columns[at::GUIDED_SESSION].varint()?;
                let session = SessionId(EntryId { device: self.device(device)?, seq });
                self.guided.session = Some(session);
                Some(session)
            }
            (false, true) => return Err(CodecError::Malformed("guide's session")),
        };
        let count =
            if flags & flag::ONE_RESIDENT != 0 { 1 } else { self.columns[at::RARE].varint()? };
        let mut residents = Vec::new();
        for _ in 0..count {
            residents.push(self.resident()?);
        }
        let skill = u16::try_from(self.columns[at::SKILL_AND_COUNT].varint()?)
            .map_err(|_| CodecError::Malformed("skill"))?;
        let steps = usize::from(self.columns[at::SKILL_AND_COUNT].u8()?);
        if steps > MAX_STEPS {
            return Err(CodecError::TooLarge("steps"));
        }
        let steps = Steps::from_bytes(self.columns[at::MARKS].raw(steps)?)
            .map_err(|_| CodecError::Malformed("steps"))?;
        let pack = if flags & flag::SAME_PACK != 0 {
            self.guided.pack
        } else {
            u32::try_from(self.columns[at::RARE].varint()?)
                .map_err(|_| CodecError::Malformed("pack"))?
        };
        self.guided.pack = pack;
        let whole = if flags & flag::WHOLE != 0 { Some(self.whole()?) } else { None };
        let come_back = if flags & flag::COME_BACK != 0 {
            let day = i32::try_from(self.columns[at::RARE].signed()?)
                .map_err(|_| CodecError::Malformed("day"))?;
            Some(Day::from_number(day).ok_or(CodecError::Malformed("day"))?)
        } else {
            None
        };
        Ok(Guided { session, residents, skill: SkillId(skill), pack, steps, whole, come_back })
    }

    fn whole(&mut self) -> Result<Outcome, CodecError> {
        StepMark::from_byte(self.columns[at::MARKS].u8()?)
            .and_then(StepMark::outcome)
            .ok_or(CodecError::Malformed("outcome"))
    }

    fn resident(&mut self) -> Result<ResidentId, CodecError> {
        let device = match self.columns[at::RESIDENT_DEVICE].u8()? {
            SAME_RESIDENT => {
                return self.guided.resident.ok_or(CodecError::Malformed("resident"));
            }
            device if device == SAME_RESIDENT - 1 => self.columns[at::RARE].varint()?,
            device => u64::from(device),
        };
        let [low, high] = self
            .columns
            .get_disjoint_mut([at::RESIDENT_LOW, at::RESIDENT_HIGH])
            .map_err(|_| CodecError::Malformed("resident"))?;
        let seq = join_number(low, high)?;
        let resident = ResidentId(EntryId { device: self.device(device)?, seq });
        self.guided.resident = Some(resident);
        Ok(resident)
    }
}

const GUIDED_KIND: u8 = 30;

/// Reads a body; bytes that its kind can't read back are kept as they came, so that the
/// chain still holds and the hall can set the entry aside.
pub(super) fn read_body(kind: u8, payload: &[u8]) -> Body {
    match Body::read(kind, payload) {
        Ok(body) if body.payload().is_ok_and(|again| again == payload) => body,
        _ => Body::Unknown { kind, payload: payload.to_vec() },
    }
}
