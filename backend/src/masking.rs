//! How personal data looks before somebody asks for it (C6): enough to tell rows apart, too little to use.
//!
//! The list and the records carry nothing but these; the full values leave the backend only through
//! [`contract::customers::REVEAL`].

/// A filed name, of which nobody said whether it is a company: most are, and a short one is masked as a person's
/// either way.
#[must_use]
pub fn filed_name(filed: &str) -> String {
    const COMPANY: i64 = 1;
    name(filed, COMPANY)
}

/// A real name: of a person the first character (`张*`), of a company two at each end (`上海****公司`).
#[must_use]
pub fn name(name: &str, customer_type: i64) -> String {
    const COMPANY: i64 = 1;
    let chars: Vec<char> = name.chars().collect();
    match chars.as_slice() {
        [] => String::new(),
        [first, second, .., before_last, last] if customer_type == COMPANY && chars.len() > 4 => {
            format!("{first}{second}****{before_last}{last}")
        }
        [first, ..] => format!("{first}*"),
    }
}

/// A login name: `hw***56`.
#[must_use]
pub fn account_name(account_name: &str) -> String {
    let chars: Vec<char> = account_name.chars().collect();
    match chars.as_slice() {
        [first, second, .., before_last, last] if chars.len() > 4 => {
            format!("{first}{second}***{before_last}{last}")
        }
        [first, ..] => format!("{first}***"),
        [] => String::new(),
    }
}

/// A telephone number: `138****1234`; one of fewer than eight characters disappears altogether.
#[must_use]
pub fn telephone(telephone: &str) -> String {
    let chars: Vec<char> = telephone.chars().collect();
    if chars.len() < 8 {
        return "****".to_owned();
    }
    let head: String = chars[..3].iter().collect();
    let tail: String = chars[chars.len() - 4..].iter().collect();
    format!("{head}****{tail}")
}

/// An e-mail address: `z***@d***.com`.
#[must_use]
pub fn email(email: &str) -> String {
    let Some((local, domain)) = email.split_once('@') else { return "***".to_owned() };
    let first = |text: &str| text.chars().next().map(String::from).unwrap_or_default();
    let suffix = domain.rsplit_once('.').map_or("", |(_, suffix)| suffix);
    format!("{}***@{}***.{suffix}", first(local), first(domain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_tells_rows_apart_and_no_more() {
        assert_eq!(name("张伟", 0), "张*");
        assert_eq!(name("上海云帆科技有限公司", 1), "上海****公司");
        assert_eq!(name("云帆", 1), "云*");
        assert_eq!(name("", -1), "");
        assert_eq!(account_name("hw_yunfan56"), "hw***56");
        assert_eq!(account_name("hw1"), "h***");
        assert_eq!(telephone("13800001234"), "138****1234");
        assert_eq!(telephone("1234567"), "****");
        assert_eq!(email("zhang@demo.example.com"), "z***@d***.com");
        assert_eq!(email("no address"), "***");
    }
}
