//! A QR code as data: its modules, a path of SVG, and files to download. Pure.

use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};
use std::fmt::Write;

/// White modules around the code, as the standard wants.
const QUIET: usize = 4;
/// Bytes of a block of zlib that is stored as it is.
const MAX_STORED: usize = 0xffff;

/// The dark and light modules of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrSymbol {
    /// Modules along a side, without the white around them.
    size: usize,
    /// Row by row.
    dark: Vec<bool>,
}

impl QrSymbol {
    /// `None` when the text is longer than 2,331 bytes. 15 % of the code may be dirty or torn.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let segments = [QrSegment::make_bytes(text.as_bytes())];
        let code = QrCode::encode_segments_advanced(
            &segments,
            QrCodeEcc::Medium,
            Version::MIN,
            Version::MAX,
            None,
            true,
        );
        let code = code.ok()?;
        let side = 0..code.size();
        let dark = side.clone().flat_map(|y| side.clone().map(move |x| (x, y)));
        let dark = dark.map(|(x, y)| code.get_module(x, y)).collect();
        Some(Self { size: usize::try_from(code.size()).ok()?, dark })
    }

    /// Modules along a side, with the white around them.
    #[must_use]
    pub const fn side(&self) -> usize {
        self.size + 2 * QUIET
    }

    fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.size && y < self.size && self.dark[y * self.size + x]
    }

    /// The dark modules as the `d` of an SVG path, one unit each: every run of a row is a rectangle.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for y in 0..self.size {
            let mut x = 0;
            while x < self.size {
                let run = (x..self.size).take_while(|x| self.is_dark(*x, y)).count();
                if run > 0 {
                    let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
                }
                x += run.max(1);
            }
        }
        path
    }

    /// A file of SVG; can be printed at any size.
    #[must_use]
    pub fn svg(&self) -> String {
        let (side, path) = (self.side(), self.path());
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{0}\" height=\"{0}\" \
             shape-rendering=\"crispEdges\"><rect width=\"100%\" height=\"100%\" fill=\"white\"/><path d=\"{path}\"/></svg>\n",
            side * 10
        )
    }

    /// A file of PNG, black and white, `pixels` along a side or a little less: each module is as large as the others.
    /// Not compressed: about `pixels`² ÷ 8 bytes.
    #[must_use]
    pub fn png(&self, pixels: usize) -> Vec<u8> {
        let scale = (pixels / self.side()).max(1);
        let width = self.side() * scale;
        let mut lines = Vec::with_capacity((width / 8 + 2) * width);
        for y in 0..self.side() {
            let mut line = vec![0xff_u8; width.div_ceil(8)];
            for x in (0..width).filter(|x| self.is_dark_in_frame(x / scale, y)) {
                line[x / 8] &= !(0x80 >> (x % 8));
            }
            for _ in 0..scale {
                // No filter.
                lines.push(0);
                lines.extend_from_slice(&line);
            }
        }
        let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
        let width = u32::try_from(width).unwrap_or(u32::MAX).to_be_bytes();
        // One bit of grey, the usual compression and filters, not interlaced.
        let header = [&width[..], &width, &[1, 0, 0, 0, 0]].concat();
        chunk(&mut file, *b"IHDR", &header);
        chunk(&mut file, *b"IDAT", &stored(&lines));
        chunk(&mut file, *b"IEND", &[]);
        file
    }

    /// Counted with the white around the code.
    fn is_dark_in_frame(&self, x: usize, y: usize) -> bool {
        x >= QUIET && y >= QUIET && self.is_dark(x - QUIET, y - QUIET)
    }
}

/// A part of a PNG file: length, name, data, check sum.
fn chunk(file: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    file.extend_from_slice(&u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes());
    let start = file.len();
    file.extend_from_slice(&name);
    file.extend_from_slice(data);
    let sum = crc32(&file[start..]);
    file.extend_from_slice(&sum.to_be_bytes());
}

/// Data as zlib (RFC 1950) without compression.
fn stored(data: &[u8]) -> Vec<u8> {
    let mut zlib = vec![0x78, 0x01];
    let blocks = data.len().div_ceil(MAX_STORED);
    for (number, block) in data.chunks(MAX_STORED).enumerate() {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        zlib.push(u8::from(number + 1 == blocks));
        zlib.extend_from_slice(&length.to_le_bytes());
        zlib.extend_from_slice(&(!length).to_le_bytes());
        zlib.extend_from_slice(block);
    }
    zlib.extend_from_slice(&adler32(data).to_be_bytes());
    zlib
}

fn crc32(data: &[u8]) -> u32 {
    let folded = data.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| {
                if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 }
            },
        )
    });
    !folded
}

fn adler32(data: &[u8]) -> u32 {
    const MODULUS: u32 = 65_521;
    let (low, high) = data.iter().fold((1, 0), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % MODULUS;
        (low, (high + low) % MODULUS)
    });
    high << 16 | low
}

/// `rqrr`, which scans the codes, is there for native tests only.
#[cfg(not(target_arch = "wasm32"))]
#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "https://partner.example.com/i#t=AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

    /// What a scanner reads where `is_dark` says so.
    fn scanned(side: usize, scale: usize, is_dark: impl Fn(usize, usize) -> bool) -> String {
        let shade = |x: usize, y: usize| if is_dark(x / scale, y / scale) { 0 } else { 255 };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side * scale, side * scale, shade);
        let found = image.detect_grids();
        assert_eq!(found.len(), 1, "one code");
        found[0].decode().unwrap().1
    }

    /// The modules that a path of this shape fills.
    fn filled(path: &str) -> Vec<(usize, usize)> {
        let numbers = |run: &str| -> Vec<usize> {
            run.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect()
        };
        path.split('M')
            .skip(1)
            .flat_map(|run| {
                let numbers = numbers(run);
                assert_eq!(numbers[2..], [numbers[2], 1, numbers[2]], "{run}");
                (0..numbers[2]).map(move |step| (numbers[0] + step, numbers[1]))
            })
            .collect()
    }

    #[test]
    fn a_scanner_reads_the_link_out_of_the_path() {
        for text in [LINK, "短", &"x".repeat(600)] {
            let symbol = QrSymbol::of(text).unwrap();
            let dark = filled(&symbol.path());
            assert_eq!(scanned(symbol.side(), 3, |x, y| dark.contains(&(x, y))), text);
        }
    }

    #[test]
    fn the_picture_is_a_png_of_the_same_code() {
        let symbol = QrSymbol::of(LINK).unwrap();
        let file = symbol.png(1_000);
        let scale = 1_000 / symbol.side();
        let width = symbol.side() * scale;
        assert_eq!(file[..8], *b"\x89PNG\r\n\x1a\n");
        assert_eq!(file[16..20], u32::try_from(width).unwrap().to_be_bytes());
        // Signature and header are 33 bytes, then length and name of the data, two bytes of zlib.
        let length = u32::from_be_bytes(file[33..37].try_into().unwrap()) as usize;
        let mut rest = &file[43..41 + length - 4];
        let mut lines = Vec::new();
        while let [_, low, high, _, _, after @ ..] = rest {
            let block = usize::from(u16::from_le_bytes([*low, *high]));
            lines.extend_from_slice(&after[..block]);
            rest = &after[block..];
        }
        let line = width.div_ceil(8) + 1;
        assert_eq!(lines.len(), line * width);
        let is_dark = |x: usize, y: usize| lines[y * line + 1 + x / 8] & (0x80 >> (x % 8)) == 0;
        assert_eq!(scanned(width, 1, is_dark), LINK);
    }

    #[test]
    fn check_sums_are_those_of_the_standards() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(adler32(b"Wikipedia"), 0x11e6_0398);
    }

    #[test]
    fn a_text_that_no_code_can_hold_is_none() {
        assert!(QrSymbol::of(&"x".repeat(2_331)).is_some());
        assert_eq!(QrSymbol::of(&"x".repeat(2_332)), None);
    }
}
