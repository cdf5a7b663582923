//! Pages of a PDF as far as they can be told by looking at its bytes, one stretch after the other: page objects that do
//! not lie in a compressed stream. The browser warns by it before anything is sent; the backend reads the document.

use std::collections::BTreeSet;

/// So much of the end of a stretch is looked at again with the next one: `/Type /Page` cut in two is one page.
const OVERLAP: usize = 64;

/// Counts while the content passes by.
#[derive(Clone, Debug, Default)]
pub struct PdfPages {
    tail: Vec<u8>,
    /// The byte before it.
    before: Option<u8>,
    /// Number of the object that was begun last.
    object: u64,
    pages: BTreeSet<u64>,
}

impl PdfPages {
    /// The next stretch.
    pub fn feed(&mut self, stretch: &[u8]) {
        let text = [self.tail.as_slice(), stretch].concat();
        let mut at = 0;
        // What begins in the overlap is looked at with the next stretch.
        let end = text.len().saturating_sub(OVERLAP);
        while at < end {
            at = self.step(&text, at);
        }
        self.before = at.checked_sub(1).map_or(self.before, |last| text.get(last).copied());
        self.tail = text.get(at..).unwrap_or_default().to_vec();
    }

    /// Pages that were seen in all of it. An object that was written again is one page.
    #[must_use]
    pub fn count(mut self) -> u32 {
        let text = std::mem::take(&mut self.tail);
        let mut at = 0;
        while at < text.len() {
            at = self.step(&text, at);
        }
        u32::try_from(self.pages.len()).unwrap_or(u32::MAX)
    }

    fn follows_space(&self, text: &[u8], at: usize) -> bool {
        let before = at.checked_sub(1).map_or(self.before, |before| text.get(before).copied());
        before.is_none_or(|byte| byte.is_ascii_whitespace())
    }

    /// Looks at one place and says where to go on.
    fn step(&mut self, text: &[u8], at: usize) -> usize {
        let rest = text.get(at..).unwrap_or_default();
        if self.follows_space(text, at)
            && let Some((number, length)) = object_head(rest)
        {
            self.object = number;
            return at + length;
        }
        if let Some(after) = rest.strip_prefix(b"/Type") {
            let after = after.trim_ascii_start();
            if let Some(next) = after.strip_prefix(b"/Page")
                && !next.first().is_some_and(u8::is_ascii_alphanumeric)
            {
                self.pages.insert(self.object);
            }
            return at + b"/Type".len();
        }
        at + 1
    }
}

/// `12 0 obj`: the number, and how long this is.
fn object_head(text: &[u8]) -> Option<(u64, usize)> {
    let (number, first) = digits(text)?;
    let rest = text.get(first..)?.strip_prefix(b" ")?;
    let (_, second) = digits(rest)?;
    rest.get(second..)?.strip_prefix(b" obj")?;
    Some((number, first + second + 5))
}

fn digits(text: &[u8]) -> Option<(u64, usize)> {
    let length = text.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let number = std::str::from_utf8(text.get(..length)?).ok()?.parse().ok()?;
    Some((number, length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn document(pages: u32) -> Vec<u8> {
        let mut text = b"%PDF-1.7\n1 0 obj\n<< /Type /Pages /Count 9 >>\nendobj\n".to_vec();
        for page in 0..pages {
            text.extend(format!("{} 0 obj\n<</Type/Page /Parent 1 0 R>>\nendobj\n", page + 2).bytes());
        }
        text
    }

    fn pages_of(stretches: &[&[u8]]) -> u32 {
        let mut pages = PdfPages::default();
        for stretch in stretches {
            pages.feed(stretch);
        }
        pages.count()
    }

    #[test]
    fn page_objects_are_counted_and_the_tree_above_them_is_not() {
        assert_eq!(pages_of(&[&document(3)]), 3);
    }

    #[test]
    fn a_page_that_was_written_again_is_one_page() {
        let twice = [document(2), document(2)].concat();
        assert_eq!(pages_of(&[&twice]), 2);
    }

    proptest! {
        #[test]
        fn wherever_the_content_is_cut_the_count_is_the_same(pages in 0..20_u32, cut in 0..700_usize) {
            let text = document(pages);
            let (head, tail) = text.split_at(cut.min(text.len()));
            prop_assert_eq!(pages_of(&[head, tail]), pages);
        }

        #[test]
        fn any_bytes_can_be_looked_at(text in proptest::collection::vec(any::<u8>(), 0..400)) {
            pages_of(&[&text]);
        }
    }
}
