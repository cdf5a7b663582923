//! How a Chinese text sounds, as `contract::help` searches it.

use pinyin::ToPinyinMulti;

/// Tokens of the letters, digits and characters of a text; empty where nothing of it is Chinese.
pub fn of(text: &str) -> String {
    let folded = contract::help::fold(text);
    let significant = folded.chars().filter(|character| character.is_alphanumeric());
    let mut is_chinese = false;
    let tokens: Vec<String> = significant
        .map(|character| {
            let Some(readings) = character.to_pinyin_multi() else { return character.to_string() };
            is_chinese = true;
            let mut spelled: Vec<String> = Vec::new();
            for reading in readings {
                let reading = reading.plain().replace('ü', "v");
                if reading.is_ascii() && !spelled.contains(&reading) {
                    spelled.push(reading);
                }
            }
            if spelled.is_empty() { character.to_string() } else { spelled.join("/") }
        })
        .collect();
    if is_chinese { tokens.join(" ") } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_for_each_character_and_every_reading_of_it() {
        assert_eq!(of("认证，VAT 6%"), "ren zheng v a t 6");
        let rate = of("税率");
        assert!(
            rate.split(' ').nth(1).is_some_and(|token| token.split('/').any(|reading| reading == "lv")),
            "{rate}"
        );
        assert_eq!(of("What is VAT?"), "");
    }
}
