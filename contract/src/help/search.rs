//! Searching the help without a network: over questions, keywords and answers, folded (case, full width), and in Chinese also
//! by how a question sounds. The sounds are computed when the help is compiled, so that nobody loads a table of them.
//!
//! A sound is written token by token, a space between them: one token for each letter, digit or Chinese character of the text.
//! A character that is read in several ways has them all, a slash between them: `shang ye xin xi ren zheng`.

use super::Entry;
use std::ops::Range;

/// What a word that is found in the question counts, against keywords and the answer: a better place always wins.
const IN_TITLE: u32 = 1_000;
const TITLE_SOUNDS: u32 = 800;
const IN_KEYWORD: u32 = 500;
const KEYWORD_SOUNDS: u32 = 400;
const IN_ANSWER: u32 = 100;
/// For a question that begins with what was typed.
const AT_BEGINNING: u32 = 100;
/// One letter sounds like half of everything.
const LEAST_LETTERS: usize = 2;

/// An entry that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its place among the entries.
    pub entry: usize,
    pub score: u32,
}

/// The entries as they are searched. Made once.
#[derive(Clone, Debug)]
pub struct Index(Vec<Folded>);

#[derive(Clone, Debug)]
struct Folded {
    title: String,
    title_sound: String,
    keywords: Vec<(String, String)>,
    answer: String,
}

/// Upper and lower case, full and half width alike; as many characters as before.
#[must_use]
pub fn fold(text: &str) -> String {
    text.chars().map(fold_character).collect()
}

fn fold_character(character: char) -> char {
    let half = match character {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        'ü' | 'Ü' => 'v',
        other => other,
    };
    half.to_lowercase().next().unwrap_or(half)
}

/// The words of a question, folded.
fn words(wanted: &str) -> Vec<String> {
    fold(wanted).split_whitespace().map(str::to_owned).collect()
}

impl Index {
    #[must_use]
    pub fn new(entries: &[Entry]) -> Self {
        let folded = entries.iter().map(|entry| {
            let sounds = entry.keyword_sounds.iter().map(String::as_str).chain(std::iter::repeat(""));
            Folded {
                title: fold(&entry.title),
                title_sound: entry.title_sound.clone(),
                keywords: entry
                    .keywords
                    .iter()
                    .zip(sounds)
                    .map(|(keyword, sound)| (fold(keyword), sound.to_owned()))
                    // Who has a code before the eyes types it.
                    .chain(entry.codes.iter().map(|code| (fold(code.as_str()), String::new())))
                    .collect(),
                answer: entry.answer.iter().map(|block| fold(&block.text()) + "\n").collect(),
            }
        });
        Self(folded.collect())
    }

    /// Entries in which every word is found, best first. A question in Chinese, which nothing separates into words,
    /// finds those that share half of it when none holds the whole.
    #[must_use]
    pub fn find(&self, wanted: &str) -> Vec<Found> {
        let words = words(wanted);
        if words.is_empty() {
            return Vec::new();
        }
        let all = |folded: &Folded| words.iter().map(|word| folded.score(word)).sum::<Option<u32>>();
        let found = self.ranked(all);
        // Who types several words has chosen them.
        if !found.is_empty() || words.len() > 1 {
            return found;
        }
        let fragments: Vec<String> = words.iter().flat_map(|word| fragments(word)).collect();
        self.ranked(|folded| {
            let scores: Vec<u32> = fragments.iter().filter_map(|part| folded.score(part)).collect();
            (!scores.is_empty() && scores.len() * 2 >= fragments.len()).then(|| scores.iter().sum())
        })
    }

    fn ranked(&self, score: impl Fn(&Folded) -> Option<u32>) -> Vec<Found> {
        let scored = self
            .0
            .iter()
            .enumerate()
            .filter_map(|(entry, folded)| Some(Found { entry, score: score(folded)? }));
        let mut found: Vec<Found> = scored.collect();
        // Stable: equals stay in the order of their topics.
        found.sort_by_key(|found| std::cmp::Reverse(found.score));
        found
    }
}

impl Folded {
    /// What one word counts here; `None` when it is nowhere.
    fn score(&self, word: &str) -> Option<u32> {
        if self.title.contains(word) {
            return Some(IN_TITLE + if self.title.starts_with(word) { AT_BEGINNING } else { 0 });
        }
        if let Some(tokens) = sounds_like(&self.title_sound, word) {
            return Some(TITLE_SOUNDS + if tokens.start == 0 { AT_BEGINNING } else { 0 });
        }
        if self.keywords.iter().any(|(keyword, _)| keyword.contains(word)) {
            return Some(IN_KEYWORD);
        }
        if self.keywords.iter().any(|(_, sound)| sounds_like(sound, word).is_some()) {
            return Some(KEYWORD_SOUNDS);
        }
        self.answer.contains(word).then_some(IN_ANSWER)
    }
}

/// Two neighbouring Chinese characters at a time, since nothing separates words; other words whole.
fn fragments(word: &str) -> Vec<String> {
    let characters: Vec<char> = word.chars().collect();
    if word.is_ascii() || characters.len() < 3 {
        return vec![word.to_owned()];
    }
    characters.windows(2).map(|two| two.iter().collect()).collect()
}

/// The tokens that sound like `word`: each by a whole reading or by its first letter, the last by any beginning.
fn sounds_like(sound: &str, word: &str) -> Option<Range<usize>> {
    if sound.is_empty() || word.len() < LEAST_LETTERS || !word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    let tokens: Vec<&str> = sound.split(' ').collect();
    (0..tokens.len()).find_map(|begin| {
        let length = heard(tokens.get(begin..)?, word)?;
        Some(begin..begin + length)
    })
}

/// How many of the first tokens are what was typed.
fn heard(tokens: &[&str], wanted: &str) -> Option<usize> {
    let (first, rest) = tokens.split_first()?;
    first.split('/').find_map(|reading| {
        if reading.starts_with(wanted) {
            return Some(1);
        }
        let initial = reading.get(..1)?;
        let go_on = |part: &str| Some(heard(rest, wanted.strip_prefix(part)?)? + 1);
        go_on(reading).or_else(|| if initial == reading { None } else { go_on(initial) })
    })
}

/// Characters of `text` in which words of `wanted` are found, as ranges that don't touch, in order.
#[must_use]
pub fn marks(text: &str, sound: &str, wanted: &str) -> Vec<Range<usize>> {
    let folded: Vec<char> = text.chars().map(fold_character).collect();
    let mut marked = vec![false; folded.len()];
    let mut mark = |range: Range<usize>| {
        if let Some(part) = marked.get_mut(range) {
            part.fill(true);
        }
    };
    for word in words(wanted) {
        let word: Vec<char> = word.chars().collect();
        let mut found = false;
        for (at, _) in folded.windows(word.len().max(1)).enumerate().filter(|(_, part)| **part == word) {
            mark(at..at + word.len());
            found = true;
        }
        if found {
            continue;
        }
        let places: Vec<usize> =
            text.chars().enumerate().filter(|(_, c)| c.is_alphanumeric()).map(|(at, _)| at).collect();
        let tokens = sounds_like(sound, &word.iter().collect::<String>());
        if let Some(tokens) = tokens.and_then(|tokens| places.get(tokens))
            && let (Some(first), Some(last)) = (tokens.first(), tokens.last())
        {
            mark(*first..last + 1);
        }
    }
    ranges(&marked)
}

fn ranges(marked: &[bool]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for at in marked.iter().enumerate().filter(|(_, marked)| **marked).map(|(at, _)| at) {
        match ranges.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => ranges.push(at..at + 1),
        }
    }
    ranges
}
