//! What a badge looks like: one list of coloured shapes, written as SVG or painted as PNG.

use super::lettering::{Lettering, Step};
use crate::{outbox::mail::escaped, problem::Fault};
use contract::{
    capability_labels::{BADGE_PNG_WIDTH, CapabilityLabel},
    session::Language,
};
use std::fmt::Write as _;
use tiny_skia::{Color, FillRule, Paint, Path, PathBuilder, Pixmap, Transform};

const WIDTH: f32 = 960.0;
const HEIGHT: f32 = 480.0;
/// Left of it is the mark, right of it the words.
const SPLIT: f32 = 300.0;
const MARGIN: f32 = 48.0;

const PAPER: [u8; 3] = [255, 255, 255];
const PANEL: [u8; 3] = [11, 87, 208];
const INK: [u8; 3] = [31, 35, 40];
const SOFT: [u8; 3] = [89, 99, 110];

/// An outline in one colour.
struct Shape {
    colour: [u8; 3],
    steps: Vec<Step>,
}

/// What a badge says.
pub(super) struct Badge {
    language: Language,
    partner: String,
    label: String,
    /// Level-2 labels that are included.
    sublabels: String,
    number: String,
    valid: String,
}

impl Badge {
    pub fn of(partner_name: &str, label: &CapabilityLabel, language: Language) -> Self {
        let (separator, until) = match language {
            Language::ZhCn => ("、", "有效期至"),
            Language::EnUs => (", ", "Valid through"),
        };
        let passed = label.sublabels.iter().filter(|sublabel| sublabel.passed == Some(true));
        let names: Vec<&str> = passed.map(|sublabel| sublabel.name.of(language)).collect();
        // The end is midnight: the last day is the one before.
        let last_day = label.valid_until.plus_seconds(-1).china_day();
        Self {
            language,
            partner: partner_name.to_owned(),
            label: label.name.of(language).to_owned(),
            sublabels: names.join(separator),
            number: label.certification_no.clone(),
            valid: format!("{until} {last_day}"),
        }
    }

    const fn heading(&self) -> &'static str {
        match self.language {
            Language::ZhCn => "伙伴中心 · 能力标签",
            Language::EnUs => "Partner Center · Capability label",
        }
    }

    fn shapes(&self) -> Result<Vec<Shape>, Fault> {
        let lettering = Lettering::load()?;
        let left = SPLIT + MARGIN;
        let room = WIDTH - left - MARGIN;
        let words = |text: &str, y: f32, size: f32, colour| {
            lettering.set(text, [left, y], size, room).map(|steps| Shape { colour, steps })
        };
        Ok(vec![
            Shape { colour: PAPER, steps: rectangle(0.0, 0.0, WIDTH, HEIGHT) },
            Shape { colour: PANEL, steps: rectangle(0.0, 0.0, SPLIT, HEIGHT) },
            Shape { colour: PAPER, steps: shield() },
            Shape { colour: PANEL, steps: tick() },
            words(self.heading(), 96.0, 26.0, SOFT)?,
            words(&self.label, 176.0, 56.0, INK)?,
            words(&self.sublabels, 232.0, 28.0, PANEL)?,
            words(&self.partner, 324.0, 34.0, INK)?,
            words(&self.number, 386.0, 22.0, SOFT)?,
            words(&self.valid, 424.0, 22.0, SOFT)?,
        ])
    }

    /// As SVG. Words are outlines; what a screen reader says stands in title and description, where nothing becomes markup.
    pub fn svg(&self) -> Result<String, Fault> {
        let lang = self.language.as_str();
        let title = said(&[self.partner.as_str(), &self.label].concat_with(" · "));
        let description =
            said(&[self.heading(), &self.sublabels, &self.number, &self.valid].concat_with(" · "));
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
             role=\"img\" lang=\"{lang}\" aria-labelledby=\"title description\">\n<title id=\"title\">{title}</title>\n\
             <desc id=\"description\">{description}</desc>\n"
        );
        for Shape { colour: [red, green, blue], steps } in self.shapes()? {
            let _ = writeln!(svg, "<path fill=\"#{red:02x}{green:02x}{blue:02x}\" d=\"{}\"/>", data(&steps));
        }
        svg.push_str("</svg>\n");
        Ok(svg)
    }

    /// As PNG.
    pub fn png(&self) -> Result<Vec<u8>, Fault> {
        #[expect(clippy::cast_precision_loss, reason = "some hundred pixels")]
        let scale = BADGE_PNG_WIDTH as f32 / WIDTH;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "some hundred pixels, above zero"
        )]
        let height = (HEIGHT * scale) as u32;
        let mut image =
            Pixmap::new(BADGE_PNG_WIDTH, height).ok_or_else(|| Fault::new("no image of this size"))?;
        for Shape { colour: [red, green, blue], steps } in self.shapes()? {
            let Some(path) = path(&steps) else { continue };
            let mut paint = Paint { anti_alias: true, ..Paint::default() };
            paint.set_color(Color::from_rgba8(red, green, blue, 255));
            image.fill_path(&path, &paint, FillRule::Winding, Transform::from_scale(scale, scale), None);
        }
        image.encode_png().map_err(|error| Fault::new(format!("an image: {error}")))
    }
}

/// Joins what there is.
trait ConcatWith {
    fn concat_with(&self, separator: &str) -> String;
}

impl ConcatWith for [&str] {
    fn concat_with(&self, separator: &str) -> String {
        let there: Vec<&str> = self.iter().copied().filter(|text| !text.is_empty()).collect();
        there.join(separator)
    }
}

/// Text for an XML document: no markup, and none of the characters that XML does not have.
fn said(text: &str) -> String {
    let spoken: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    escaped(&spoken)
}

fn rectangle(left: f32, top: f32, right: f32, bottom: f32) -> Vec<Step> {
    vec![
        Step::Move([left, top]),
        Step::Line([right, top]),
        Step::Line([right, bottom]),
        Step::Line([left, bottom]),
        Step::Close,
    ]
}

fn shield() -> Vec<Step> {
    vec![
        Step::Move([150.0, 130.0]),
        Step::Line([230.0, 160.0]),
        Step::Line([230.0, 240.0]),
        Step::Cubic([230.0, 300.0, 190.0, 334.0, 150.0, 350.0]),
        Step::Cubic([110.0, 334.0, 70.0, 300.0, 70.0, 240.0]),
        Step::Line([70.0, 160.0]),
        Step::Close,
    ]
}

fn tick() -> Vec<Step> {
    vec![
        Step::Move([108.0, 236.0]),
        Step::Line([124.0, 220.0]),
        Step::Line([143.0, 239.0]),
        Step::Line([180.0, 196.0]),
        Step::Line([197.0, 211.0]),
        Step::Line([144.0, 272.0]),
        Step::Close,
    ]
}

/// The `d` of a path, to a tenth of a unit.
fn data(steps: &[Step]) -> String {
    let mut data = String::new();
    for step in steps {
        let (letter, numbers): (char, &[f32]) = match step {
            Step::Move(to) => ('M', to),
            Step::Line(to) => ('L', to),
            Step::Quad(to) => ('Q', to),
            Step::Cubic(to) => ('C', to),
            Step::Close => ('Z', &[]),
        };
        data.push(letter);
        for (nth, number) in numbers.iter().enumerate() {
            let _ = write!(data, "{}{number:.1}", if nth > 0 { " " } else { "" });
        }
    }
    data
}

fn path(steps: &[Step]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for step in steps {
        match *step {
            Step::Move([x, y]) => path.move_to(x, y),
            Step::Line([x, y]) => path.line_to(x, y),
            Step::Quad([cx, cy, x, y]) => path.quad_to(cx, cy, x, y),
            Step::Cubic([x1, y1, x2, y2, x, y]) => path.cubic_to(x1, y1, x2, y2, x, y),
            Step::Close => path.close(),
        }
    }
    path.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn badge(partner: &str) -> Badge {
        Badge {
            language: Language::EnUs,
            partner: partner.to_owned(),
            label: "Cloud Migration".to_owned(),
            sublabels: "Server migration".to_owned(),
            number: "CC-20261127-4F7A21".to_owned(),
            valid: "Valid through 2027-11-26".to_owned(),
        }
    }

    #[test]
    fn what_a_company_calls_itself_never_becomes_markup() {
        let svg = badge("<script>alert(1)</script> & \"Sons\"\u{7}").svg().unwrap();
        assert!(!svg.contains("<script") && !svg.contains('\u{7}'), "{svg}");
        assert!(svg.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Sons&quot;"));
        assert_eq!(svg.matches('<').count(), svg.matches('>').count());
        assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"));
    }

    #[test]
    fn the_image_is_a_png_of_the_promised_size_with_the_panel_and_ink_in_it() {
        let png = badge("云帆数智科技（上海）有限公司").png().unwrap();
        let image = Pixmap::decode_png(&png).unwrap();
        assert_eq!((image.width(), image.height()), (960, 480));
        let colour = |x, y| image.pixel(x, y).map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]);
        assert_eq!((colour(10, 10), colour(900, 460)), (Some(PANEL), Some(PAPER)));
        let inked = image.pixels().iter().filter(|pixel| pixel.red() == INK[0] && pixel.blue() == INK[2]);
        assert!(inked.count() > 500);
    }
}
