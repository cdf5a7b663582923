//! When two names mean the same: full-width forms, case, spacing, punctuation and company suffixes do not count, and a
//! name in Chinese sounds like its pinyin.

use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;

/// Legal forms at the end of a Chinese name, the longest first.
const SUFFIXES_ZH: [&str; 7] =
    ["股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "集团公司", "集团", "公司"];
/// The same as words at the end of a Latin one.
const SUFFIXES_LATIN: [&str; 12] = [
    "co",
    "ltd",
    "limited",
    "inc",
    "corp",
    "corporation",
    "company",
    "llc",
    "plc",
    "gmbh",
    "group",
    "holdings",
];

/// The name as it is compared. Empty only when the name says nothing.
#[must_use]
pub fn folded(name: &str) -> String {
    let plain: String = name.nfkc().flat_map(char::to_lowercase).collect();
    let mut words: Vec<&str> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    while words.len() > 1 && words.last().is_some_and(|word| SUFFIXES_LATIN.contains(word)) {
        words.pop();
    }
    let mut joined = words.concat();
    while let Some(shorter) = SUFFIXES_ZH.iter().find_map(|suffix| joined.strip_suffix(suffix))
        && !shorter.is_empty()
    {
        joined = shorter.to_owned();
    }
    joined
}

/// How a folded name sounds: Chinese characters as their pinyin without tones, everything else as it is.
#[must_use]
pub fn sound(folded: &str) -> String {
    folded.chars().fold(String::new(), |mut sounds, character| {
        match character.to_pinyin() {
            Some(pinyin) => sounds.push_str(pinyin.plain()),
            None => sounds.push(character),
        }
        sounds
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_spacing_and_legal_form_do_not_count() {
        for name in
            ["ＬＡＮＴＩＡＮ　Tech Co., Ltd.", "lantian tech", "Lantian-Tech Inc", "LanTian Tech Limited"]
        {
            assert_eq!(folded(name), "lantiantech", "{name}");
        }
        for name in ["蓝天科技有限公司", "蓝天科技股份有限公司", "蓝天科技（集团）有限公司", " 蓝天 科技"]
        {
            assert_eq!(folded(name), "蓝天科技", "{name}");
        }
    }

    #[test]
    fn a_name_that_is_nothing_but_a_legal_form_keeps_it() {
        assert_eq!(folded("Group Ltd"), "group");
        assert_eq!(folded("集团公司"), "集团公司");
        assert_eq!(folded("Zinc"), "zinc");
        assert_eq!(folded("…"), "");
    }

    #[test]
    fn chinese_and_its_pinyin_sound_alike() {
        assert_eq!(sound(&folded("蓝天科技有限公司")), sound(&folded("Lan Tian Ke Ji")));
        assert_eq!(sound(&folded("兰田科技")), sound(&folded("蓝天科技")));
        assert_ne!(sound(&folded("海川科技")), sound(&folded("蓝天科技")));
    }
}
