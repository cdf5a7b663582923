//! How well a new password resists guessing, said while it is typed. Only its length is a rule (the contract's); the rest
//! is advice. Pure.

use contract::joining::NewPassword;

/// From bad to good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// So many characters are missing.
    TooShort(u32),
    /// Long, but easy to guess: few different characters, a row of the keyboard, or what others know of the account.
    Weak,
    Fair,
    Strong,
}

/// Fewer different characters than this are a pattern.
const FEW: usize = 6;
const MANY: usize = 10;
const LONG: usize = 20;
/// A shorter name would be found in any sentence.
const SHORTEST_NAME: usize = 4;

/// Says nothing of an empty password. `known` is what others know: the login name, the number.
pub fn strength(password: &str, known: &[&str]) -> Option<Strength> {
    let characters: Vec<char> = password.to_lowercase().chars().collect();
    if characters.is_empty() {
        return None;
    }
    let count = u32::try_from(password.chars().count()).unwrap_or(u32::MAX);
    if count < NewPassword::MIN_CHARS {
        return Some(Strength::TooShort(NewPassword::MIN_CHARS - count));
    }
    let text: String = characters.iter().collect();
    let names_something = known.iter().any(|word| {
        let word = word.trim().to_lowercase();
        word.chars().count() >= SHORTEST_NAME && text.contains(&word)
    });
    let mut different = characters.clone();
    different.sort_unstable();
    different.dedup();
    let steps =
        characters.windows(2).filter(|pair| u32::from(pair[0]).abs_diff(u32::from(pair[1])) <= 1).count();
    Some(if names_something || different.len() < FEW || steps * 2 > characters.len() {
        Strength::Weak
    } else if different.len() >= MANY && characters.len() >= LONG {
        Strength::Strong
    } else {
        Strength::Fair
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_counted_in_characters() {
        assert_eq!(strength("", &[]), None);
        assert_eq!(strength("ten chars!", &[]), Some(Strength::TooShort(5)));
        assert_eq!(strength("云帆云帆云帆云", &[]), Some(Strength::TooShort(8)));
    }

    #[test]
    fn length_alone_is_not_strength() {
        for weak in
            ["aaaaaaaaaaaaaaaaaaaa", "1234567890123456789", "abababababababababab", "abcdefghijklmnopqrst"]
        {
            assert_eq!(strength(weak, &[]), Some(Strength::Weak), "{weak}");
        }
    }

    #[test]
    fn what_others_know_is_weak() {
        let password = "qingfeng keeps a grey parrot";
        assert_eq!(strength(password, &["Qingfeng", ""]), Some(Strength::Weak));
        assert_eq!(strength(password, &["hw", "13800001234"]), Some(Strength::Strong));
        assert_eq!(strength("a grey parrot 9", &[]), Some(Strength::Fair));
    }
}
