//! What is compiled, and what is refused.

use super::*;
use contract::{help::Index, problem::ErrorCode};

fn source(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.to_owned() }
}

/// A small help without a fault.
fn sound() -> Vec<Source> {
    vec![
        source("topics.toml", "[[topic]]\nid = \"money\"\nzh = \"资金\"\nen = \"Money\"\n"),
        source(
            "faq/money/rate.zh-CN.md",
            "---\ntitle: 如何选择税率？\nkeywords: 增值税\nrelated: payout\nroutes: /sales/incentives\ncodes: CBC.99000035\n---\n一般纳税人选择 **6%**。\n",
        ),
        source(
            "faq/money/rate.en-US.md",
            "---\ntitle: How do I choose the tax rate?\nrelated: payout\nroutes: /sales/incentives\ncodes: CBC.99000035\n---\n- Choose **6 %**.\n- See [incentives](/sales/incentives?tab=a).\n",
        ),
        source("faq/money/payout.zh-CN.md", "---\ntitle: 何时到账？\n---\n见[税率](faq:rate)。\n"),
        source("faq/money/payout.en-US.md", "---\ntitle: When is it paid?\n---\nSee [rates](faq:rate).\n"),
        source(
            "release-notes/139.zh-CN.md",
            "---\ndate: 2023-05-29\n---\n- [激励](/sales/incentives)：新增。\n",
        ),
        source(
            "release-notes/139.en-US.md",
            "---\ndate: 2023-05-29\n---\n- [Incentives](/sales/incentives): new.\n",
        ),
    ]
}

fn site() -> Site {
    Site { pages: vec!["/sales/incentives".to_owned(), "/a/:id".to_owned()], documents: BTreeMap::new() }
}

/// What is said when `text` takes the place of the file at `path`; no text takes the file away.
fn told(path: &str, text: Option<&str>) -> Wrong {
    let mut sources: Vec<Source> = sound().into_iter().filter(|source| source.path != path).collect();
    sources.extend(text.map(|text| source(path, text)));
    compile(&sources, Some(&site())).err().unwrap_or_default()
}

#[test]
fn both_languages_are_compiled_and_searched_by_pinyin_initials() {
    let [zh, en] = compile(&sound(), Some(&site())).unwrap();
    assert_eq!((zh.entries.len(), en.entries.len()), (2, 2));
    let found = Index::new(&zh.entries).find("xzsl");
    assert_eq!(zh.entries[found[0].entry].id.as_str(), "rate");
    assert_eq!(zh.for_code(ErrorCode::NotASubCustomer).len(), 1);
    assert_eq!(zh.release_notes[0].ordinal, 139);
}

#[test]
fn a_missing_language_is_told() {
    let told_of = |path| told(path, None).join("; ");
    assert!(told_of("faq/money/payout.en-US.md").contains("payout.en-US.md: there is none"));
    assert!(told_of("release-notes/139.en-US.md").contains("139.en-US.md: there is none"));
}

#[test]
fn links_and_pages_lead_somewhere() {
    let entry = |body: &str| format!("---\ntitle: When is it paid?\n---\n{body}\n");
    let path = "faq/money/payout.en-US.md";
    for lost in
        ["[a](/nowhere)", "[a](/a/:id)", "[a](faq:nothing)", "[a](https://x.example)", "[a](//x.example)"]
    {
        assert!(!told(path, Some(&entry(lost))).is_empty(), "{lost}");
    }
    assert!(told(path, Some(&entry("[a](/sales/incentives#b)"))).is_empty());
}

#[test]
fn what_is_not_known_is_told() {
    let path = "faq/money/payout.zh-CN.md";
    for (text, what) in [
        ("---\ntitle: 何时？\ncodes: CBC.0\n---\n答。\n", "has no code CBC.0"),
        ("---\ntitle: 何时？\nroutes: /nowhere\n---\n答。\n", "has no page /nowhere"),
        ("---\ntitle: 何时？\nrelated: nothing\n---\n答。\n", "no question has the id nothing"),
        ("---\ntitle: 何时？\nauthor: x\n---\n答。\n", "`author` is none of"),
        ("---\ntitle: 何时？\n---\n\n", "there is no answer"),
        ("title: 何时？\n", "the first line is not ---"),
        ("---\ntitle: 如何选择税率？\n---\n答。\n", "two questions are the same"),
    ] {
        let told = told(path, Some(text));
        assert!(told.iter().any(|told| told.contains(what)), "{what}: {told:?}");
    }
    assert!(
        told("faq/other/more.zh-CN.md", Some("---\ntitle: 别的？\n---\n答。\n"))
            .iter()
            .any(|told| told.contains("has no topic other"))
    );
}

#[test]
fn nothing_but_the_markdown_that_is_shown_is_taken() {
    let path = "faq/money/payout.en-US.md";
    for refused in [
        "<b>x</b>",
        "<script>",
        "# Title",
        "```\ncode\n```",
        "> said",
        "**open",
        "- a\n  - b",
        "|a|b|\n|---|---|\n|1|",
    ] {
        let text = format!("---\ntitle: When is it paid?\n---\n{refused}\n");
        assert!(!told(path, Some(&text)).is_empty(), "{refused}");
    }
    let text = "---\ntitle: When is it paid?\n---\nIf 3 < 5 and `<b>`:\n\n1. one\n   more\n2. two\n\n| a | b |\n|---|---|\n| 1 | **2** |\n";
    assert!(told(path, Some(text)).is_empty());
}

#[test]
fn lines_are_joined_as_their_language_is_written() {
    let lines = |text| markdown::blocks(text).unwrap().iter().map(Block::text).collect::<Vec<_>>();
    assert_eq!(lines("第一行\n第二行"), ["第一行第二行"]);
    assert_eq!(lines("one line\nand another"), ["one line and another"]);
}

#[test]
fn former_addresses_are_no_pages() {
    let app = "<Route path=path!(\"/a\") />\n<Route path=path!(\"/b\") view=|| view! { <Redirect path=\"/a\" /> } />";
    assert_eq!(pages(app), ["/a"]);
}

#[test]
fn a_document_is_listed_with_its_file() {
    let mut site = site();
    site.documents.insert("a.csv".to_owned(), Published { href: "/help/a-1.csv".to_owned(), bytes: 3 });
    let mut sources = sound();
    assert!(compile(&sources, Some(&site)).is_ok());
    sources.push(source("documents.toml", "# nothing\n"));
    assert!(compile(&sources, Some(&site)).is_err(), "a file that is not listed");
    sources.pop();
    let row = "[[document]]\nid = \"a\"\ncategory = \"TEMPLATE\"\nfile = \"a.csv\"\nformat = \"CSV\"\nupdated = \"2026-11-20\"\nzh = \"模板\"\nen = \"Template\"\nzh_description = \"说明\"\nen_description = \"What for\"\nlanguage = \"both\"\n";
    sources.push(source("documents.toml", row));
    let [zh, _] = compile(&sources, Some(&site)).unwrap();
    assert_eq!((zh.documents[0].title.as_str(), zh.documents[0].href.as_str()), ("模板", "/help/a-1.csv"));
}

#[test]
fn the_help_that_is_shipped_is_sound() {
    assert_eq!(compile(&embedded(), None).err(), None);
}
