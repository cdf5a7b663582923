//! Text as outlines, so that a badge looks the same wherever it is shown, with whatever fonts.

use crate::{exports::FONT, problem::Fault};
use skrifa::{
    FontRef, GlyphId, MetadataProvider,
    instance::{LocationRef, Size},
    outline::{DrawSettings, OutlinePen},
};

/// Stands for a character that the font does not have.
const UNKNOWN: char = '□';

/// A step of an outline, in the coordinates of the badge: y grows downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step {
    Move([f32; 2]),
    Line([f32; 2]),
    Quad([f32; 4]),
    Cubic([f32; 6]),
    Close,
}

/// Where glyphs are put, and how they turn out.
struct Pen {
    x: f32,
    y: f32,
    steps: Vec<Step>,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> [f32; 2] {
        [self.x + x, self.y - y]
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.steps.push(Step::Move(self.at(x, y)));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.steps.push(Step::Line(self.at(x, y)));
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let ([cx, cy], [x, y]) = (self.at(cx, cy), self.at(x, y));
        self.steps.push(Step::Quad([cx, cy, x, y]));
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let ([ax, ay], [bx, by], [x, y]) = (self.at(ax, ay), self.at(bx, by), self.at(x, y));
        self.steps.push(Step::Cubic([ax, ay, bx, by, x, y]));
    }
    fn close(&mut self) {
        self.steps.push(Step::Close);
    }
}

/// Letters of one typeface.
pub(super) struct Lettering(FontRef<'static>);

impl Lettering {
    pub fn load() -> Result<Self, Fault> {
        FontRef::from_index(FONT, 0).map(Self).map_err(|_| Fault::new("the font cannot be read"))
    }

    fn glyph(&self, character: char) -> Option<GlyphId> {
        let wanted = if character.is_control() { ' ' } else { character };
        let charmap = self.0.charmap();
        charmap.map(wanted).filter(|id| id.to_u32() != 0).or_else(|| charmap.map(UNKNOWN))
    }

    fn width(&self, text: &str) -> f32 {
        let metrics = self.0.glyph_metrics(Size::new(1.0), LocationRef::default());
        text.chars().filter_map(|c| self.glyph(c)).map(|id| metrics.advance_width(id).unwrap_or(1.0)).sum()
    }

    /// A text whose line stands on `y`, as large as asked for, or smaller where it would be wider than `room`.
    pub fn set(&self, text: &str, [x, y]: [f32; 2], size: f32, room: f32) -> Result<Vec<Step>, Fault> {
        let size = size.min(room / self.width(text).max(0.01));
        let metrics = self.0.glyph_metrics(Size::new(size), LocationRef::default());
        let outlines = self.0.outline_glyphs();
        let mut pen = Pen { x, y, steps: Vec::new() };
        for id in text.chars().filter_map(|character| self.glyph(character)) {
            if let Some(outline) = outlines.get(id) {
                let settings = DrawSettings::unhinted(Size::new(size), LocationRef::default());
                outline.draw(settings, &mut pen).map_err(|_| Fault::new("a glyph cannot be drawn"))?;
            }
            pen.x += metrics.advance_width(id).unwrap_or(size);
        }
        Ok(pen.steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn right_edge(steps: &[Step]) -> f32 {
        steps.iter().fold(0.0, |edge, step| match step {
            Step::Move([x, _]) | Step::Line([x, _]) => edge.max(*x),
            Step::Quad([a, _, b, _]) => edge.max(*a).max(*b),
            Step::Cubic([a, _, b, _, c, _]) => edge.max(*a).max(*b).max(*c),
            Step::Close => edge,
        })
    }

    #[test]
    fn a_long_name_is_set_smaller_and_stays_in_its_room() {
        let lettering = Lettering::load().unwrap();
        let long = "云".repeat(60);
        let steps = lettering.set(&long, [40.0, 100.0], 60.0, 500.0).unwrap();
        assert!(!steps.is_empty() && right_edge(&steps) <= 541.0, "{}", right_edge(&steps));
    }

    #[test]
    fn a_character_that_the_font_lacks_is_a_box_and_no_hole() {
        let lettering = Lettering::load().unwrap();
        let missing = lettering.set("\u{1F600}", [0.0, 50.0], 20.0, 500.0).unwrap();
        assert_eq!(missing, lettering.set("□", [0.0, 50.0], 20.0, 500.0).unwrap());
        assert!(!missing.is_empty());
    }
}
