//! A document of pages, tagged, so that a screen reader reads the table as a table (PDF/UA-1).
//! Longer than most files, because the layout of a page, its tags and its breaks are one thing.

mod face;

pub(crate) use face::FILE as FONT;

use super::{Cell, Kind, Sheet, Words};
use crate::problem::Fault;
use contract::session::Language;
use face::{Face, Line};
use krilla::{
    Document, SerializeSettings,
    color::rgb,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{PathBuilder, Point, Rect},
    metadata::Metadata,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::Fill,
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, Node, SpanTag, TableHeaderScope, Tag, TagGroup, TagTree},
};
use std::num::NonZeroU16;

/// A4, lying; points.
const WIDTH: f32 = 841.89;
const HEIGHT: f32 = 595.28;
const MARGIN: f32 = 40.0;
const TITLE: f32 = 18.0;
const TEXT: f32 = 9.0;
/// From one line to the next, as a part of the size.
const LEADING: f32 = 1.45;
/// Around the content of a cell.
const PADDING: f32 = 4.0;

/// A whole document at once: for what is read as one, such as an opinion.
///
/// # Errors
/// When the font or the document fails.
pub fn document(sheet: &Sheet, words: Words, rows: Vec<Vec<Cell>>) -> Result<Vec<u8>, Fault> {
    let mut file = PdfFile::begin(sheet, words)?;
    for row in rows {
        file.row(row);
    }
    file.finish()
}

/// A document on its way. Rows are laid out at the end: there are few.
pub(super) struct PdfFile {
    sheet: Sheet,
    words: Words,
    rows: Vec<Vec<Cell>>,
}

impl PdfFile {
    pub fn begin(sheet: &Sheet, words: Words) -> Result<Self, Fault> {
        if sheet.columns.is_empty() {
            return Err(Fault::new("a table without columns"));
        }
        Ok(Self { sheet: sheet.clone(), words, rows: Vec::new() })
    }

    pub fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    pub fn finish(self) -> Result<Vec<u8>, Fault> {
        let configuration = ConfigurationBuilder::new()
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .map_err(|error| Fault::new(format!("a document: {error:?}")))?;
        let settings =
            SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() };
        let mut document = Document::new_with(settings);
        let language = match self.words.0 {
            Language::ZhCn => "zh-CN",
            Language::EnUs => "en-US",
        };
        let title = self.sheet.title.clone();
        document.set_metadata(Metadata::new().title(title.clone()).language(language.to_owned()));
        let mut outline = Outline::new();
        outline.push_child(OutlineNode::new(title, XyzDestination::new(0, Point::from_xy(MARGIN, MARGIN))));
        let tree = Layout::of(self)?.draw(&mut document)?;
        document.set_outline(outline);
        document.set_tag_tree(tree.with_lang(Some(language.to_owned())));
        document.finish().map_err(|error| Fault::new(format!("a document: {error:?}")))
    }
}

/// A row, broken into lines.
struct Laid {
    cells: Vec<Vec<Line>>,
    height: f32,
}

/// Where everything stands, before pages are begun.
struct Layout {
    face: Face,
    title: Line,
    /// Each in as many lines as it takes.
    facts: Vec<Vec<Line>>,
    kinds: Vec<Kind>,
    /// Left edges of the columns, and the right edge of the last.
    edges: Vec<f32>,
    header: Laid,
    rows: Vec<Laid>,
}

impl Layout {
    fn of(file: PdfFile) -> Result<Self, Fault> {
        let PdfFile { sheet, words, rows } = file;
        let mut face = Face::load()?;
        let edges = edges(&sheet);
        let colon = words.or("：", ": ");
        let room = (WIDTH - 2.0 * MARGIN) / TEXT;
        let facts =
            sheet.facts.iter().map(|(name, value)| face.wrap(&[name, colon, value].concat(), room)).collect();
        let names: Vec<String> = sheet.columns.iter().map(|column| column.name.to_owned()).collect();
        let header = laid(&mut face, &edges, &names);
        let rows = rows
            .iter()
            .map(|row| laid(&mut face, &edges, &row.iter().map(Cell::shown).collect::<Vec<_>>()))
            .collect();
        let kinds = sheet.columns.iter().map(|column| column.kind).collect();
        Ok(Self { title: face.line(&sheet.title), facts, kinds, edges, header, rows, face })
    }

    /// Rows of each page: as many as fit.
    fn pages(&self) -> Vec<std::ops::Range<usize>> {
        let mut pages = Vec::new();
        let mut begin = 0;
        let mut left = self.room(0);
        for (nth, row) in self.rows.iter().enumerate() {
            if row.height > left && nth > begin {
                pages.push(begin..nth);
                begin = nth;
                left = self.room(pages.len());
            }
            left -= row.height;
        }
        pages.push(begin..self.rows.len());
        pages
    }

    /// Where the table begins on a page.
    fn top(&self, page: usize) -> f32 {
        if page > 0 {
            return MARGIN;
        }
        #[expect(clippy::cast_precision_loss, reason = "a handful of facts")]
        let facts = self.facts.iter().map(Vec::len).sum::<usize>() as f32;
        MARGIN + TITLE * LEADING + facts * TEXT * LEADING + TEXT
    }

    /// Height for rows on a page; the last line is its number.
    fn room(&self, page: usize) -> f32 {
        HEIGHT - MARGIN - TEXT * LEADING - self.top(page) - self.header.height
    }

    fn draw(mut self, document: &mut Document) -> Result<TagTree, Fault> {
        let pages = self.pages();
        let mut tree = TagTree::new();
        let mut head = TagGroup::new(Tag::THead);
        let mut body = TagGroup::new(Tag::TBody);
        for (number, rows) in pages.iter().enumerate() {
            let size =
                PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| Fault::new("no page of this size"))?;
            let mut page = document.start_page_with(size);
            let mut surface = page.surface();
            if number == 0 {
                self.draw_opening(&mut surface, &mut tree);
            }
            let mut y = self.top(number);
            let header = self.draw_row(&mut surface, &self.header, y, Some(number == 0));
            if number == 0 {
                head.push(header);
            }
            y += self.header.height;
            for row in &self.rows[rows.clone()] {
                body.push(self.draw_row(&mut surface, row, y, None));
                y += row.height;
            }
            self.draw_number(&mut surface, number + 1, pages.len());
            surface.finish();
            page.finish();
        }
        let mut table = TagGroup::new(Tag::Table);
        table.push(head);
        table.push(body);
        tree.push(table);
        Ok(tree)
    }

    fn draw_opening(&self, surface: &mut Surface<'_>, tree: &mut TagTree) {
        let level = NonZeroU16::MIN;
        let mut y = MARGIN + TITLE;
        let mut heading = TagGroup::new(Tag::Hn(level, Some(self.title.text.clone())));
        heading.push(self.draw_line(surface, &self.title, MARGIN, y, TITLE));
        tree.push(heading);
        y = MARGIN + TITLE * LEADING + TEXT;
        for fact in &self.facts {
            let mut paragraph = TagGroup::new(Tag::P);
            for line in fact {
                paragraph.push(self.draw_line(surface, line, MARGIN, y, TEXT));
                y += TEXT * LEADING;
            }
            tree.push(paragraph);
        }
    }

    /// `heads` says that it is the header, and whether for the first time: repeated, it is only seen.
    fn draw_row(&self, surface: &mut Surface<'_>, row: &Laid, top: f32, heads: Option<bool>) -> TagGroup {
        let ruled = Rect::from_xywh(MARGIN, top + row.height - 0.5, WIDTH - 2.0 * MARGIN, 0.5);
        Self::fill(surface, ruled, rgb::Color::new(190, 198, 210));
        let mut group = TagGroup::new(Tag::TR);
        let repeated = heads == Some(false);
        if repeated {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)));
        }
        for (nth, lines) in row.cells.iter().enumerate() {
            let mut cell = match heads {
                Some(_) => TagGroup::new(Tag::TH(TableHeaderScope::Column)),
                None => TagGroup::new(Tag::TD),
            };
            let mut y = top + PADDING + TEXT;
            for line in lines {
                let x = if self.kinds[nth] == Kind::Text {
                    self.edges[nth] + PADDING
                } else {
                    self.edges[nth + 1] - PADDING - line.width * TEXT
                };
                if repeated {
                    self.put(surface, line, x, y, TEXT);
                } else {
                    cell.push(self.draw_line(surface, line, x, y, TEXT));
                }
                y += TEXT * LEADING;
            }
            group.push(cell);
        }
        if repeated {
            surface.end_tagged();
        }
        group
    }

    fn draw_number(&mut self, surface: &mut Surface<'_>, number: usize, of: usize) {
        let line = self.face.line(&[number.to_string(), of.to_string()].join(" / "));
        let x = WIDTH - MARGIN - line.width * TEXT;
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::PageNumber)));
        self.put(surface, &line, x, HEIGHT - MARGIN + TEXT, TEXT);
        surface.end_tagged();
    }

    fn draw_line(&self, surface: &mut Surface<'_>, line: &Line, x: f32, y: f32, size: f32) -> Node {
        let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        self.put(surface, line, x, y, size);
        surface.end_tagged();
        Node::Leaf(id)
    }

    fn put(&self, surface: &mut Surface<'_>, line: &Line, x: f32, y: f32, size: f32) {
        surface.set_fill(Some(Fill { paint: rgb::Color::black().into(), ..Fill::default() }));
        surface.draw_glyphs(
            Point::from_xy(x, y),
            &line.glyphs,
            self.face.font.clone(),
            &line.text,
            size,
            false,
        );
    }

    fn fill(surface: &mut Surface<'_>, area: Option<Rect>, color: rgb::Color) {
        let mut path = PathBuilder::new();
        let Some(area) = area else { return };
        path.push_rect(area);
        let Some(path) = path.finish() else { return };
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        surface.set_fill(Some(Fill { paint: color.into(), ..Fill::default() }));
        surface.draw_path(&path);
        surface.end_tagged();
    }
}

/// The page's width, shared among the columns by what they want.
fn edges(sheet: &Sheet) -> Vec<f32> {
    let wanted: f32 = sheet.columns.iter().map(|column| f32::from(column.width)).sum();
    let unit = (WIDTH - 2.0 * MARGIN) / wanted.max(1.0);
    let mut edges = vec![MARGIN];
    let mut x = MARGIN;
    for column in &sheet.columns {
        x += f32::from(column.width) * unit;
        edges.push(x);
    }
    edges
}

fn laid(face: &mut Face, edges: &[f32], texts: &[String]) -> Laid {
    let cell = |(nth, text): (usize, &String)| {
        let room = edges.get(nth..nth + 2).map_or(0.0, |pair| pair[1] - pair[0]) - 2.0 * PADDING;
        face.wrap(text, room / TEXT)
    };
    let cells: Vec<Vec<Line>> = texts.iter().enumerate().map(cell).collect();
    let most = cells.iter().map(Vec::len).max().unwrap_or(1);
    #[expect(clippy::cast_precision_loss, reason = "lines of a cell")]
    let height = most as f32 * TEXT * LEADING + 2.0 * PADDING;
    Laid { cells, height }
}
