//! What is found, in which order, and what is offered where.

use super::*;

fn entry(id: &str, title: &str, sound: &str, keyword: (&str, &str), answer: &str) -> Entry {
    let keywords = if keyword.0.is_empty() { Vec::new() } else { vec![keyword.0.to_owned()] };
    Entry {
        id: id.parse().unwrap(),
        parent: "incentives".parse().unwrap(),
        title: title.to_owned(),
        keyword_sounds: keywords.iter().map(|_| keyword.1.to_owned()).collect(),
        keywords,
        title_sound: sound.to_owned(),
        related: Vec::new(),
        routes: Vec::new(),
        codes: Vec::new(),
        answer: vec![Block::Paragraph(vec![Inline::Text(answer.to_owned())])],
    }
}

fn entries() -> Vec<Entry> {
    vec![
        entry(
            "rate",
            "如何选择税率？",
            "ru he xuan ze/zhai shui lv/shuai/lu",
            ("", ""),
            "在商业信息认证中填写 VAT 税率。",
        ),
        entry(
            "certify",
            "为什么要进行商业信息认证？",
            "wei shen/shi me yao jin xing/hang shang ye xin xi ren zheng",
            ("", ""),
            "认证后才能发放激励。",
        ),
        entry(
            "payout",
            "激励何时到账？",
            "ji li he shi dao zhang",
            ("商业信息认证", "shang ye xin xi ren zheng"),
            "十五天内。",
        ),
    ]
}

fn found(wanted: &str) -> Vec<String> {
    let entries = entries();
    let found = Index::new(&entries).find(wanted);
    found.into_iter().map(|found| entries[found.entry].id.to_string()).collect()
}

#[test]
fn pinyin_initials_find_a_question_before_a_keyword() {
    assert_eq!(found("syxx"), ["certify", "payout"]);
    assert_eq!(found("SYXXRZ"), ["certify", "payout"]);
}

#[test]
fn whole_pinyin_initials_and_a_begun_syllable_mix() {
    assert_eq!(found("shangyexinxi"), ["certify", "payout"]);
    assert_eq!(found("shangyxxi"), ["certify", "payout"]);
    assert_eq!(found("shangyexinx"), ["certify", "payout"]);
    assert_eq!(found("shangyexinq"), [""; 0]);
}

#[test]
fn a_character_is_found_by_each_of_its_readings() {
    assert_eq!(found("shuilv"), ["rate"]);
    assert_eq!(found("shuilu"), ["rate"]);
    assert_eq!(found("shuilü"), ["rate"]);
}

#[test]
fn the_question_counts_more_than_a_keyword_and_that_more_than_the_answer() {
    assert_eq!(found("商业信息认证"), ["certify", "payout", "rate"]);
}

#[test]
fn a_code_that_is_typed_finds_what_is_said_about_it() {
    let mut entries = entries();
    entries[2].codes = vec![ErrorCode::NotASubCustomer];
    let found = Index::new(&entries).find("cbc.99000035");
    assert_eq!(found.iter().map(|found| found.entry).collect::<Vec<_>>(), [2]);
}

#[test]
fn every_word_must_be_found_somewhere() {
    assert_eq!(found("税率 VAT"), ["rate"]);
    assert_eq!(found("税率 激励"), [""; 0]);
}

#[test]
fn case_and_width_make_no_difference() {
    assert_eq!(found("ｖａｔ"), ["rate"]);
    assert_eq!(found("　Vat　"), ["rate"]);
}

#[test]
fn a_question_in_other_words_finds_what_shares_most_of_it() {
    assert_eq!(found("激励到账慢"), ["payout"]);
    assert_eq!(found("完全无关的问题"), [""; 0]);
}

#[test]
fn one_letter_does_not_sound_like_everything() {
    assert_eq!(found("s"), [""; 0]);
    assert_eq!(found(" "), [""; 0]);
}

#[test]
fn hits_are_marked_by_character_also_when_they_were_found_by_sound() {
    let sound = "wei shen me yao jin xing shang ye xin xi ren zheng";
    assert_eq!(marks("为什么要进行商业信息认证？", sound, "syxx"), vec![6..10]);
    assert_eq!(marks("What is VAT, and why vat?", "", "ＶＡＴ"), vec![8..11, 21..24]);
    assert_eq!(marks("激励", "ji li", "nothing"), vec![]);
}

#[test]
fn what_was_typed_never_breaks_the_search() {
    for wanted in ["\u{0}", "a/b", "%", "－－", "💡💡💡", "a a a a a a", &"a".repeat(500)] {
        let _ = found(wanted);
        let _ = marks("💡 如何选择税率？", "ru he xuan ze shui lv", wanted);
    }
}

#[test]
fn an_entry_is_offered_on_its_page_and_below_it_when_nothing_closer_is() {
    let mut entries = entries();
    entries[0].routes = vec!["/sales/incentives".to_owned()];
    entries[1].routes = vec!["/sales/incentives/bills/:incentive_id".to_owned()];
    let pages = ["/sales/incentives", "/sales/incentives/apply", "/sales/incentives/bills/:incentive_id"];
    let book = Book {
        language: Language::ZhCn,
        topics: Vec::new(),
        entries,
        release_notes: Vec::new(),
        documents: Vec::new(),
        pages: pages.map(str::to_owned).to_vec(),
    };
    let offered =
        |path: &str| book.for_page(path).into_iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>();
    assert_eq!(offered("/sales/incentives"), ["rate"]);
    assert_eq!(offered("/sales/incentives/apply"), ["rate"]);
    assert_eq!(offered("/sales/incentives/bills/in-1"), ["certify"]);
    assert_eq!(offered("/"), [""; 0]);
    assert_eq!(book.page("/sales/incentives/bills/in-1"), Some("/sales/incentives/bills/:incentive_id"));
    assert_eq!(book.page("/elsewhere"), None);
}
