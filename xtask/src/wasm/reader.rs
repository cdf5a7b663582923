//! Bytes, numbers and texts of a wasm file.

/// LEB128.
pub fn write_number(wasm: &mut Vec<u8>, mut number: usize) {
    loop {
        let [low, ..] = (number & 0x7f).to_le_bytes();
        number >>= 7;
        if number == 0 {
            return wasm.push(low);
        }
        wasm.push(low | 0x80);
    }
}

/// What is left to read.
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*byte)
    }

    pub fn take(&mut self, size: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(size)?;
        self.0 = rest;
        Some(taken)
    }

    pub fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for index in 0..5 {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << (7 * index);
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    pub fn text(&mut self) -> Option<&'a [u8]> {
        let size = self.number()?;
        self.take(size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_several_bytes_are_read_as_they_are_written() {
        for number in [0, 0x7f, 0x80, 0x765, 3_000_000] {
            let mut written = Vec::new();
            write_number(&mut written, number);
            assert_eq!(Reader(&written).number(), Some(number));
        }
    }
}
