//! Files as people send them, and as somebody might who means harm: each is made here, byte by byte.

use flate2::{Compress, Compression, Crc, FlushCompress};
use std::fmt::Write;

/// A PDF that readers open, with so many empty pages.
pub fn pdf(pages: usize) -> Vec<u8> {
    pdf_of(pages, 0)
}

/// The same with a remark, so that it has at least so many bytes.
pub fn pdf_of(pages: usize, at_least: usize) -> Vec<u8> {
    let kids: Vec<String> = (0..pages).map(|page| format!("{} 0 R", page + 3)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {pages} >>", kids.join(" ")),
    ];
    objects.extend((0..pages).map(|_| "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>".to_owned()));
    let size = objects.len() + 1;
    let mut text = format!("%PDF-1.7\n%{}\n", "x".repeat(at_least));
    let mut table = format!("xref\n0 {size}\n0000000000 65535 f \n");
    for (object, number) in objects.iter().zip(1..) {
        writeln!(table, "{:010} 00000 n ", text.len()).unwrap();
        writeln!(text, "{number} 0 obj\n{object}\nendobj").unwrap();
    }
    let start = text.len();
    let trailer = format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    [text, table, trailer].concat().into_bytes()
}

/// One file of an archive.
#[derive(Clone)]
pub struct Packed {
    pub name: Vec<u8>,
    pub flags: u16,
    pub method: u16,
    pub crc: u32,
    pub bytes: Vec<u8>,
    /// What the table of contents says.
    pub unpacked: u32,
}

/// A file as it is packed by every program.
pub fn packed(name: &str, content: &[u8]) -> Packed {
    let mut crc = Crc::new();
    crc.update(content);
    Packed {
        name: name.as_bytes().to_vec(),
        flags: 0,
        method: 8,
        crc: crc.sum(),
        bytes: deflated(content),
        unpacked: u32::try_from(content.len()).unwrap(),
    }
}

fn deflated(content: &[u8]) -> Vec<u8> {
    let mut compress = Compress::new(Compression::best(), false);
    let mut bytes = Vec::with_capacity(content.len() / 100 + 1_024);
    loop {
        let taken = usize::try_from(compress.total_in()).unwrap();
        bytes.reserve(1_024);
        let status = compress.compress_vec(&content[taken..], &mut bytes, FlushCompress::Finish).unwrap();
        if status == flate2::Status::StreamEnd {
            return bytes;
        }
    }
}

/// An archive of these.
pub fn zip(files: &[Packed]) -> Vec<u8> {
    zip_at(files, |place| place)
}

/// The same whose table of contents says otherwise where each begins.
pub fn zip_at(files: &[Packed], place: impl Fn(u32) -> u32) -> Vec<u8> {
    let (mut archive, mut table) = (Vec::new(), Vec::new());
    for file in files {
        let at = u32::try_from(archive.len()).unwrap();
        let name = u16::try_from(file.name.len()).unwrap();
        let size = u32::try_from(file.bytes.len()).unwrap();
        let head = |to: &mut Vec<u8>| {
            to.extend(20_u16.to_le_bytes());
            to.extend(file.flags.to_le_bytes());
            to.extend(file.method.to_le_bytes());
            to.extend(0_u32.to_le_bytes());
            to.extend(file.crc.to_le_bytes());
            to.extend(size.to_le_bytes());
            to.extend(file.unpacked.to_le_bytes());
            to.extend(name.to_le_bytes());
            to.extend(0_u16.to_le_bytes());
        };
        archive.extend(b"PK\x03\x04");
        head(&mut archive);
        archive.extend(&file.name);
        archive.extend(&file.bytes);
        table.extend(b"PK\x01\x02\x14\x00");
        head(&mut table);
        table.extend([0; 10]);
        table.extend(place(at).to_le_bytes());
        table.extend(&file.name);
    }
    let (count, start) = (u16::try_from(files.len()).unwrap(), u32::try_from(archive.len()).unwrap());
    let size = u32::try_from(table.len()).unwrap();
    archive.extend(table);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    archive.extend([size.to_le_bytes(), start.to_le_bytes()].concat());
    archive.extend([0, 0]);
    archive
}

/// An Office file with these parts besides those that each has.
pub fn office(folder: &str, parts: &[Packed]) -> Vec<u8> {
    let mut files = vec![
        packed("[Content_Types].xml", b"<?xml version=\"1.0\"?><Types></Types>"),
        packed(&format!("{folder}document.xml"), b"<document/>"),
    ];
    files.extend_from_slice(parts);
    zip(&files)
}
