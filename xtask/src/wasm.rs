//! Wasm files as far as the release looks into them: sections, names of functions, exports. The format is
//! <https://webassembly.github.io/spec/core/binary/modules.html>; what is not understood yields `None`.

mod reader;

use reader::{Reader, write_number};
use std::collections::{BTreeMap, BTreeSet};

const HEADER: usize = 8;
const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
const ELEMENTS: u8 = 9;
const DATA: u8 = 11;
const DATA_COUNT: u8 = 12;
/// Of an import or an export: a function.
const FUNCTION: u8 = 0;

/// The module without names and other notes, which don't change what it does.
pub fn without_custom_sections(wasm: &[u8]) -> Option<Vec<u8>> {
    let mut kept = wasm.get(..HEADER)?.to_vec();
    for (id, content) in sections(wasm)?.into_iter().filter(|(id, _)| *id != CUSTOM) {
        write_section(&mut kept, id, content);
    }
    Some(kept)
}

/// The functions that a module defines itself, by name; none where it carries no names.
pub fn defined_functions(wasm: &[u8]) -> Option<BTreeMap<String, usize>> {
    let sections = sections(wasm)?;
    let imported = match sections.iter().find(|(id, _)| *id == IMPORTS) {
        Some((_, content)) => imported_functions(content)?,
        None => 0,
    };
    let mut found = BTreeMap::new();
    for (_, content) in sections.iter().filter(|(id, _)| *id == CUSTOM) {
        let mut reader = Reader(content);
        if reader.text()? != b"name" {
            continue;
        }
        while !reader.0.is_empty() {
            let kind = reader.byte()?;
            let size = reader.number()?;
            let mut names = Reader(reader.take(size)?);
            // Of functions; the other kinds are names of locals, types and so on.
            if kind == 1 {
                for _ in 0..names.number()? {
                    let (index, name) = (names.number()?, names.text()?);
                    if index >= imported {
                        found.insert(String::from_utf8_lossy(name).into_owned(), index);
                    }
                }
            }
        }
    }
    Some(found)
}

/// The module with these functions exported too, each under `prefix` and a number.
pub fn with_exports(wasm: &[u8], functions: &BTreeSet<usize>, prefix: &str) -> Option<Vec<u8>> {
    map_exports(wasm, |mut exports| {
        for (number, function) in functions.iter().enumerate() {
            let mut export = Vec::new();
            let name = format!("{prefix}{number}");
            write_number(&mut export, name.len());
            export.extend_from_slice(name.as_bytes());
            export.push(FUNCTION);
            write_number(&mut export, *function);
            exports.push((name.into_bytes(), export));
        }
        exports
    })
}

/// The module without the exports whose names begin so.
pub fn without_exports(wasm: &[u8], prefix: &str) -> Option<Vec<u8>> {
    map_exports(wasm, |mut exports| {
        exports.retain(|(name, _)| !name.starts_with(prefix.as_bytes()));
        exports
    })
}

/// Data segments: how many, and their bytes.
pub type Data<'a> = (usize, &'a [u8]);

/// The data of a module of which nobody can call anything: nothing is exported and nothing stands in the table.
pub fn only_data(wasm: &[u8]) -> Option<Data<'_>> {
    let sections = sections(wasm)?;
    let count = |wanted: u8| match sections.iter().find(|(id, _)| *id == wanted) {
        Some((_, content)) => Reader(content).number(),
        None => Some(0),
    };
    if count(EXPORTS)? + count(ELEMENTS)? > 0 {
        return None;
    }
    let (_, content) = sections.iter().find(|(id, _)| *id == DATA)?;
    let mut reader = Reader(content);
    Some((reader.number()?, reader.0))
}

/// The module with more data, which has its places in the same memory.
pub fn with_data(wasm: &[u8], more: &[Data<'_>]) -> Option<Vec<u8>> {
    let added = more.iter().map(|(count, _)| count).sum::<usize>();
    let mut written = wasm.get(..HEADER)?.to_vec();
    for (id, content) in sections(wasm)? {
        let mut reader = Reader(content);
        let mut section = Vec::new();
        if id == DATA || id == DATA_COUNT {
            write_number(&mut section, reader.number()? + added);
        }
        section.extend_from_slice(reader.0);
        if id == DATA {
            section.extend(more.iter().flat_map(|(_, bytes)| bytes.iter().copied()));
        }
        write_section(&mut written, id, &section);
    }
    Some(written)
}

/// Name and bytes of an export.
type Export = (Vec<u8>, Vec<u8>);

fn map_exports(wasm: &[u8], change: impl FnOnce(Vec<Export>) -> Vec<Export>) -> Option<Vec<u8>> {
    let mut written = wasm.get(..HEADER)?.to_vec();
    let mut change = Some(change);
    for (id, content) in sections(wasm)? {
        match change.take_if(|_| id == EXPORTS) {
            None => write_section(&mut written, id, content),
            Some(change) => {
                let exports = change(exports(content)?);
                let mut section = Vec::new();
                write_number(&mut section, exports.len());
                section.extend(exports.into_iter().flat_map(|(_, bytes)| bytes));
                write_section(&mut written, id, &section);
            }
        }
    }
    Some(written)
}

fn exports(section: &[u8]) -> Option<Vec<Export>> {
    let mut reader = Reader(section);
    let count = reader.number()?;
    let mut exports = Vec::new();
    for _ in 0..count {
        let before = reader.0;
        let name = reader.text()?.to_vec();
        reader.byte()?;
        reader.number()?;
        exports.push((name, before.get(..before.len() - reader.0.len())?.to_vec()));
    }
    Some(exports)
}

/// How many of the imports are functions: they come first when functions are counted.
fn imported_functions(section: &[u8]) -> Option<usize> {
    let mut reader = Reader(section);
    let mut functions = 0;
    for _ in 0..reader.number()? {
        reader.text()?;
        reader.text()?;
        match reader.byte()? {
            FUNCTION => {
                reader.number()?;
                functions += 1;
            }
            // A table: what it holds, then its limits; a memory: its limits.
            kind @ (1 | 2) => {
                if kind == 1 {
                    reader.byte()?;
                }
                let has_most = reader.byte()? & 1 == 1;
                reader.number()?;
                if has_most {
                    reader.number()?;
                }
            }
            // A global: its type and whether it changes. A tag: an attribute and its type.
            3 => {
                reader.take(2)?;
            }
            4 => {
                reader.byte()?;
                reader.number()?;
            }
            _ => return None,
        }
    }
    Some(functions)
}

fn sections(wasm: &[u8]) -> Option<Vec<(u8, &[u8])>> {
    let mut reader = Reader(wasm.get(HEADER..)?);
    let mut sections = Vec::new();
    while !reader.0.is_empty() {
        let id = reader.byte()?;
        let size = reader.number()?;
        sections.push((id, reader.take(size)?));
    }
    Some(sections)
}

fn write_section(wasm: &mut Vec<u8>, id: u8, content: &[u8]) {
    wasm.push(id);
    write_number(wasm, content.len());
    wasm.extend_from_slice(content);
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: &[u8] = b"\0asm\x01\0\0\0";

    fn module(sections: &[(u8, &[u8])]) -> Vec<u8> {
        let mut wasm = START.to_vec();
        for (id, content) in sections {
            write_section(&mut wasm, *id, content);
        }
        wasm
    }

    /// Imports one function, exports `run`, and names both functions.
    fn named() -> Vec<u8> {
        module(&[
            (IMPORTS, b"\x01\x01m\x01f\x00\x00"),
            (EXPORTS, b"\x01\x03run\x00\x01"),
            (CUSTOM, b"\x04name\x01\x0d\x02\x00\x04host\x01\x04mine"),
        ])
    }

    #[test]
    fn only_custom_sections_are_left_out() {
        let kept = without_custom_sections(&named());
        let wanted = module(&[(IMPORTS, b"\x01\x01m\x01f\x00\x00"), (EXPORTS, b"\x01\x03run\x00\x01")]);
        assert_eq!(kept, Some(wanted));
    }

    #[test]
    fn what_is_imported_is_not_defined() {
        assert_eq!(defined_functions(&named()), Some(BTreeMap::from([("mine".to_owned(), 1)])));
    }

    #[test]
    fn exports_are_added_and_taken_away_again() {
        let more = with_exports(&named(), &BTreeSet::from([1]), "pin").unwrap();
        assert!(more.windows(4).any(|bytes| bytes == b"pin0"));
        assert_eq!(without_exports(&more, "pin"), Some(named()));
    }

    #[test]
    fn data_of_a_module_without_anything_to_call_goes_over_into_another() {
        let data = |text: &[u8]| [b"\x01\x00\x41\x08\x0b\x02".as_slice(), text].concat();
        let from = module(&[(EXPORTS, b"\x00"), (DATA, &data(b"hi"))]);
        let moved = only_data(&from).unwrap();
        let to = module(&[(DATA_COUNT, b"\x01"), (DATA, &data(b"ho"))]);
        let both = [b"\x02".as_slice(), &data(b"ho")[1..], &data(b"hi")[1..]].concat();
        assert_eq!(with_data(&to, &[moved]), Some(module(&[(DATA_COUNT, b"\x02"), (DATA, &both)])));
        assert_eq!(only_data(&named()), None, "something of it can be called");
    }

    #[test]
    fn a_truncated_module_is_refused() {
        assert_eq!(without_custom_sections(b"\0asm\x01\0\0\0\x01\x7f"), None);
    }
}
