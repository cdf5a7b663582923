//! Of Markdown what an answer needs: paragraphs, headings below the title, lists of one level, tables, **bold**, `code`, and
//! links to pages and questions. Everything else is refused, so that nothing is shown otherwise than it was meant.

use contract::help::{Block, Inline, Table};

/// Reads a text.
pub fn blocks(text: &str) -> Result<Vec<Block>, String> {
    let mut blocks = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line.trim().is_empty() {
            continue;
        }
        if let Some(title) = line.strip_prefix("## ").or_else(|| line.strip_prefix("### ")) {
            blocks.push(Block::Heading(title.trim().to_owned()));
        } else if line.starts_with('#') {
            return Err(format!("`{line}`: headings are ## or ###"));
        } else if line.starts_with('|') {
            let mut rows = vec![line];
            while let Some(row) = lines.next_if(|next| next.starts_with('|')) {
                rows.push(row);
            }
            blocks.push(Block::Table(table(&rows)?));
        } else if let Some((ordered, first)) = item(line) {
            let mut items = vec![first.to_owned()];
            while let Some(next) = lines.next_if(|next| !next.trim().is_empty()) {
                match item(next) {
                    Some((same, text)) if same == ordered => items.push(text.to_owned()),
                    Some(_) => return Err(format!("`{next}`: a list of both kinds")),
                    None if item(next.trim_start()).is_some() => {
                        return Err(format!("`{next}`: lists have one level"));
                    }
                    None => join(items.last_mut().ok_or("a list without items")?, next),
                }
            }
            let items = items.iter().map(|item| inline(item)).collect::<Result<Vec<_>, _>>()?;
            match (blocks.last_mut(), ordered) {
                // Empty lines between items make no other list.
                (Some(Block::Ordered(before)), true) | (Some(Block::Unordered(before)), false) => {
                    before.extend(items);
                }
                (_, true) => blocks.push(Block::Ordered(items)),
                (_, false) => blocks.push(Block::Unordered(items)),
            }
        } else if line.starts_with("```") || line.starts_with('>') || line.starts_with("    ") {
            return Err(format!("`{line}`: neither code blocks nor quotations"));
        } else {
            let mut whole = line.trim().to_owned();
            let goes_on = |next: &&str| {
                !next.trim().is_empty() && item(next).is_none() && !next.starts_with(['|', '#', '>'])
            };
            while let Some(next) = lines.next_if(goes_on) {
                join(&mut whole, next);
            }
            blocks.push(Block::Paragraph(inline(&whole)?));
        }
    }
    Ok(blocks)
}

/// An item of a list: whether it has a number, and its text.
fn item(line: &str) -> Option<(bool, &str)> {
    if let Some(text) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        return Some((false, text));
    }
    let (number, text) = line.split_once(". ")?;
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some((true, text))
}

/// A line that goes on: with a space, but not between Chinese characters.
fn join(whole: &mut String, next: &str) {
    let next = next.trim();
    let is_wide = |character: Option<char>| character.is_some_and(|c| u32::from(c) >= 0x2e80);
    if !(is_wide(whole.chars().next_back()) && is_wide(next.chars().next())) {
        whole.push(' ');
    }
    whole.push_str(next);
}

fn table(rows: &[&str]) -> Result<Table, String> {
    let cells = |row: &str| {
        let row = row.trim().trim_start_matches('|');
        let row = row.strip_suffix('|').unwrap_or(row);
        row.split('|').map(|cell| inline(cell.trim())).collect::<Result<Vec<_>, _>>()
    };
    let (head, rest) = rows.split_first().ok_or("an empty table")?;
    let (rule, body) = rest.split_first().ok_or_else(|| format!("`{head}`: a table without rows"))?;
    if !rule.chars().all(|c| "|-: ".contains(c)) {
        return Err(format!("`{rule}`: the second line of a table is |---|"));
    }
    let head = cells(head)?;
    let rows = body.iter().map(|row| cells(row)).collect::<Result<Vec<_>, _>>()?;
    if let Some(row) = rows.iter().find(|row| row.len() != head.len()) {
        return Err(format!("a row has {} cells, the head of its table {}", row.len(), head.len()));
    }
    Ok(Table { head, rows })
}

/// Reads one line.
pub fn inline(text: &str) -> Result<Vec<Inline>, String> {
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let flush = |plain: &mut String, parts: &mut Vec<Inline>| {
            if !plain.is_empty() {
                parts.push(Inline::Text(std::mem::take(plain)));
            }
        };
        if let Some(after) = rest.strip_prefix("**") {
            let (inner, after) =
                after.split_once("**").ok_or_else(|| format!("`{text}`: ** is not closed"))?;
            flush(&mut plain, &mut parts);
            parts.extend(inline(inner)?.into_iter().map(|part| match part {
                Inline::Text(text) => Inline::Strong(text),
                other => other,
            }));
            rest = after;
        } else if let Some(after) = rest.strip_prefix('`') {
            let (code, after) =
                after.split_once('`').ok_or_else(|| format!("`{text}`: a ` is not closed"))?;
            flush(&mut plain, &mut parts);
            parts.push(Inline::Code(code.to_owned()));
            rest = after;
        } else if let Some((link, after)) = link(rest) {
            flush(&mut plain, &mut parts);
            parts.push(link?);
            rest = after;
        } else if let Some(escaped) =
            rest.strip_prefix('\\').and_then(|after| after.chars().next()).filter(char::is_ascii_punctuation)
        {
            plain.push(escaped);
            rest = rest.get(1 + escaped.len_utf8()..).unwrap_or_default();
        } else {
            let after = rest.get(first.len_utf8()..).unwrap_or_default();
            if first == '<' && after.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)) {
                return Err(format!("`{text}`: no HTML"));
            }
            plain.push(first);
            rest = after;
        }
    }
    if !plain.is_empty() {
        parts.push(Inline::Text(plain));
    }
    Ok(parts)
}

/// `[text](target)` at the beginning, and what follows it.
fn link(text: &str) -> Option<(Result<Inline, String>, &str)> {
    let (label, after) = text.strip_prefix('[')?.split_once("](")?;
    if label.contains(['[', ']']) {
        return None;
    }
    let (target, after) = after.split_once(')')?;
    let label = label.to_owned();
    let link = if let Some(id) = target.strip_prefix("faq:") {
        id.parse().map(|id| Inline::Faq { id, text: label }).map_err(|_| format!("`{id}` is no id"))
    } else if target.starts_with('/') && !target.starts_with("//") && !target.contains(['\\', ' ']) {
        Ok(Inline::Page { href: target.to_owned(), text: label })
    } else {
        Err(format!("`{target}`: links lead to /page or faq:entry"))
    };
    Some((link, after))
}
