//! The one typeface of exported PDF files: Chinese and Latin. What a text measures, and where its lines break.

use crate::problem::Fault;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::{
    FontRef, MetadataProvider,
    instance::{LocationRef, Size},
};
use std::collections::HashMap;

/// `backend/fonts/README.md` says where it comes from.
pub(crate) const FILE: &[u8] = include_bytes!("../../../fonts/wqy-microhei.ttc");
/// Stands for a character that the font does not have.
const UNKNOWN: char = '□';

/// The typeface.
pub(super) struct Face {
    pub font: Font,
    /// Of characters that were asked for: glyph, and width as a part of the size.
    known: HashMap<char, (GlyphId, f32)>,
    source: FontRef<'static>,
}

/// A text that fits on one line.
pub(super) struct Line {
    pub text: String,
    pub glyphs: Vec<KrillaGlyph>,
    /// At size 1.
    pub width: f32,
}

impl Face {
    pub fn load() -> Result<Self, Fault> {
        let source = FontRef::from_index(FILE, 0).map_err(|_| Fault::new("the font cannot be read"))?;
        let font = Font::new(FILE.into(), 0).ok_or_else(|| Fault::new("the font cannot be used"))?;
        Ok(Self { font, known: HashMap::new(), source })
    }

    /// The character that is drawn for one, with its glyph and width: control characters are spaces.
    fn drawn(&mut self, asked: char) -> (char, GlyphId, f32) {
        let wanted = if asked.is_control() { ' ' } else { asked };
        let (found, glyph) = self.glyph(wanted).map_or_else(
            || (UNKNOWN, self.glyph(UNKNOWN).unwrap_or((GlyphId::new(0), 0.0))),
            |glyph| (wanted, glyph),
        );
        (found, glyph.0, glyph.1)
    }

    fn glyph(&mut self, character: char) -> Option<(GlyphId, f32)> {
        if let Some(known) = self.known.get(&character) {
            return Some(*known);
        }
        let id = self.source.charmap().map(character).filter(|id| id.to_u32() != 0)?;
        let metrics = self.source.glyph_metrics(Size::new(1.0), LocationRef::default());
        let glyph = (GlyphId::new(id.to_u32()), metrics.advance_width(id).unwrap_or(1.0));
        self.known.insert(character, glyph);
        Some(glyph)
    }

    /// The text as one line.
    pub fn line(&mut self, text: &str) -> Line {
        let mut line = Line { text: String::new(), glyphs: Vec::new(), width: 0.0 };
        for character in text.chars() {
            let (drawn, glyph, width) = self.drawn(character);
            let begin = line.text.len();
            line.text.push(drawn);
            let range = begin..line.text.len();
            line.glyphs.push(KrillaGlyph::new(glyph, width, 0.0, 0.0, 0.0, range, None));
            line.width += width;
        }
        line
    }

    /// The text in lines of at most this width (at size 1): broken after a space where there is one, else anywhere, as Chinese
    /// and order numbers are.
    pub fn wrap(&mut self, text: &str, width: f32) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut rest = text.trim();
        loop {
            let mut wide = 0.0;
            let mut after_space = None;
            let mut end = rest.len();
            for (at, character) in rest.char_indices() {
                wide += self.drawn(character).2;
                if wide > width && at > 0 {
                    end = after_space.unwrap_or(at);
                    break;
                }
                if character == ' ' {
                    after_space = Some(at + 1);
                }
            }
            let (head, tail) = rest.split_at(end);
            lines.push(self.line(head.trim_end()));
            rest = tail.trim_start();
            if rest.is_empty() {
                return lines;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, width: f32) -> Vec<String> {
        Face::load().unwrap().wrap(text, width).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn lines_break_after_spaces_and_chinese_anywhere_and_nothing_is_lost() {
        assert_eq!(texts("云服务器", 2.1), ["云服", "务器"]);
        assert_eq!(texts("Elastic cloud", 4.5), ["Elastic", "cloud"]);
        assert_eq!(texts("", 1.0), [""]);
        assert_eq!(texts("a\tb\u{1F600}", 9.0), ["a b□"]);
        let number = "DD202610230000000001";
        assert_eq!(texts(number, 4.0).concat(), number);
    }
}
