//! A ZIP archive, read from its table of contents without trusting it: what it declares is summed up before anything is
//! unpacked, and what comes out is counted while it does. Two entries that share bytes, sizes that lie, and headers that
//! contradict the table are how bombs and smugglers are made, and are refused. Archives in archives are not opened.

use contract::file_rules::{Flaw, MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED_BYTES, UNSUSPICIOUS_BYTES};
use flate2::{Crc, Decompress, FlushDecompress, Status};

const END_BYTES: usize = 22;
const TABLE_ROW_BYTES: usize = 46;
const HEADER_BYTES: usize = 30;
/// Encrypted, strongly encrypted, with an encrypted table of contents.
const ENCRYPTED: u16 = 0x0001 | 0x0040 | 0x2000;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// What is unpacked at once.
const BUFFER_BYTES: usize = 64 * 1024;

/// One file in it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// As it is written: old programs write no UTF-8.
    pub name: Vec<u8>,
    method: u16,
    crc: u32,
    packed: u64,
    unpacked: u64,
    /// Where its header begins.
    header: u64,
}

/// An archive whose table of contents is sound.
#[derive(Debug)]
pub struct Archive<'a> {
    content: &'a [u8],
    pub entries: Vec<Entry>,
}

fn bytes_at(content: &[u8], at: usize, length: usize) -> Result<&[u8], Flaw> {
    at.checked_add(length).and_then(|end| content.get(at..end)).ok_or(Flaw::Content)
}

fn u16_at(content: &[u8], at: usize) -> Result<u16, Flaw> {
    let bytes = bytes_at(content, at, 2)?;
    bytes.try_into().map(u16::from_le_bytes).map_err(|_| Flaw::Content)
}

fn u32_at(content: &[u8], at: usize) -> Result<u32, Flaw> {
    let bytes = bytes_at(content, at, 4)?;
    bytes.try_into().map(u32::from_le_bytes).map_err(|_| Flaw::Content)
}

fn index(number: impl Into<u64>) -> Result<usize, Flaw> {
    usize::try_from(number.into()).map_err(|_| Flaw::Content)
}

/// Where the end record begins: the one whose comment ends with the file.
fn end_record(content: &[u8]) -> Result<usize, Flaw> {
    let last = content.len().checked_sub(END_BYTES).ok_or(Flaw::Content)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    let is_end = |at: &usize| {
        let comment = u16_at(content, at + 20).map(usize::from);
        content.get(*at..).is_some_and(|rest| rest.starts_with(b"PK\x05\x06"))
            && comment == Ok(content.len() - at - END_BYTES)
    };
    (first..=last).rev().find(is_end).ok_or(Flaw::Content)
}

/// A name that would be unpacked where it belongs: no root, no drive, no way up.
fn stays_inside(name: &[u8]) -> bool {
    let is_slash = |byte: &u8| matches!(byte, b'/' | b'\\');
    let up = name.split(is_slash).any(|part| part == b"..");
    let rooted = name.first().is_none_or(is_slash) || name.get(1) == Some(&b':');
    !up && !rooted && !name.contains(&0)
}

impl<'a> Archive<'a> {
    /// Reads the table of contents.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(content: &'a [u8]) -> Result<Self, Flaw> {
        let end = end_record(content)?;
        let on_this_disk = u16_at(content, end + 8)?;
        let count = u16_at(content, end + 10)?;
        if u32::from(count) > MAX_ENTRIES {
            return Err(Flaw::Entries);
        }
        let (size, start) = (index(u32_at(content, end + 12)?)?, index(u32_at(content, end + 16)?)?);
        if on_this_disk != count || count == 0 || start.checked_add(size) != Some(end) {
            return Err(Flaw::Content);
        }
        let mut entries = Vec::with_capacity(usize::from(count));
        let mut at = start;
        for _ in 0..count {
            let (entry, next) = row(content, at)?;
            entries.push(entry);
            at = next;
        }
        if at != end {
            return Err(Flaw::Content);
        }
        let archive = Self { content, entries };
        archive.check_declared()?;
        archive.check_places(start)?;
        Ok(archive)
    }

    fn check_declared(&self) -> Result<(), Flaw> {
        let unpacked: u64 = self.entries.iter().map(|entry| entry.unpacked).sum();
        let packed = u64::try_from(self.content.len()).unwrap_or(u64::MAX);
        let swells = unpacked > UNSUSPICIOUS_BYTES && unpacked / packed.max(1) >= MAX_RATIO;
        if unpacked > MAX_UNPACKED_BYTES || swells { Err(Flaw::Unpacked) } else { Ok(()) }
    }

    /// Entries lie one behind the other from the first byte on, and share none.
    fn check_places(&self, table: usize) -> Result<(), Flaw> {
        let mut places = Vec::with_capacity(self.entries.len());
        for entry in &self.entries {
            let start = self.start_of(entry)?;
            let end = start.checked_add(index(entry.packed)?).ok_or(Flaw::Content)?;
            places.push((index(entry.header)?, end));
        }
        places.sort_unstable();
        let mut free = 0;
        for (position, (start, end)) in places.into_iter().enumerate() {
            if position == 0 && start != 0 || end > table {
                return Err(Flaw::Content);
            }
            if start < free {
                return Err(Flaw::Unpacked);
            }
            free = end;
        }
        Ok(())
    }

    /// Where the bytes of an entry begin; its own header must agree with the table.
    fn start_of(&self, entry: &Entry) -> Result<usize, Flaw> {
        let header = index(entry.header)?;
        if bytes_at(self.content, header, 4)? != b"PK\x03\x04"
            || u16_at(self.content, header + 8)? != entry.method
        {
            return Err(Flaw::Content);
        }
        let name = usize::from(u16_at(self.content, header + 26)?);
        let extra = usize::from(u16_at(self.content, header + 28)?);
        if bytes_at(self.content, header + HEADER_BYTES, name)? != entry.name {
            return Err(Flaw::Content);
        }
        Ok(header + HEADER_BYTES + name + extra)
    }

    /// Unpacks every entry, keeping nothing.
    ///
    /// # Errors
    /// The first flaw of one.
    pub fn unpack_all(&self) -> Result<(), Flaw> {
        self.entries.iter().try_for_each(|entry| self.unpack(entry, |_| ()))
    }

    /// Unpacks one entry, stretch by stretch.
    ///
    /// # Errors
    /// When it is more than it says, or not what it says.
    pub fn unpack(&self, entry: &Entry, mut each: impl FnMut(&[u8])) -> Result<(), Flaw> {
        let packed = bytes_at(self.content, self.start_of(entry)?, index(entry.packed)?)?;
        let mut crc = Crc::new();
        let mut take = |stretch: &[u8]| {
            crc.update(stretch);
            each(stretch);
        };
        let unpacked = if entry.method == STORED {
            take(packed);
            entry.packed
        } else {
            inflate(packed, entry.unpacked, &mut take)?
        };
        if unpacked == entry.unpacked && crc.sum() == entry.crc { Ok(()) } else { Err(Flaw::Content) }
    }
}

/// One row of the table, and where the next begins.
fn row(content: &[u8], at: usize) -> Result<(Entry, usize), Flaw> {
    if bytes_at(content, at, 4)? != b"PK\x01\x02" {
        return Err(Flaw::Content);
    }
    if u16_at(content, at + 8)? & ENCRYPTED != 0 {
        return Err(Flaw::Protected);
    }
    let method = u16_at(content, at + 10)?;
    let lengths = [28, 30, 32].map(|of| u16_at(content, at + of).map(usize::from));
    let [name, extra, comment] = lengths;
    let (name, rest) = (name?, extra? + comment?);
    let text = bytes_at(content, at + TABLE_ROW_BYTES, name)?;
    if !matches!(method, STORED | DEFLATED) || !stays_inside(text) {
        return Err(Flaw::Content);
    }
    let entry = Entry {
        name: text.to_vec(),
        method,
        crc: u32_at(content, at + 16)?,
        packed: u32_at(content, at + 20)?.into(),
        unpacked: u32_at(content, at + 24)?.into(),
        header: u32_at(content, at + 42)?.into(),
    };
    Ok((entry, at + TABLE_ROW_BYTES + name + rest))
}

/// Inflates, and stops as soon as there is more than `most`.
fn inflate(packed: &[u8], most: u64, each: &mut impl FnMut(&[u8])) -> Result<u64, Flaw> {
    let mut inflating = Decompress::new(false);
    let mut buffer = vec![0; BUFFER_BYTES];
    loop {
        let (taken, given) = (inflating.total_in(), inflating.total_out());
        let rest = packed.get(index(taken)?..).unwrap_or_default();
        let status =
            inflating.decompress(rest, &mut buffer, FlushDecompress::None).map_err(|_| Flaw::Content)?;
        let length = index(inflating.total_out() - given)?;
        if inflating.total_out() > most {
            return Err(Flaw::Unpacked);
        }
        each(buffer.get(..length).unwrap_or_default());
        match status {
            Status::StreamEnd => return Ok(inflating.total_out()),
            // Neither took nor gave anything: it broke off.
            _ if length == 0 && inflating.total_in() == taken => return Err(Flaw::Content),
            Status::Ok | Status::BufError => {}
        }
    }
}
