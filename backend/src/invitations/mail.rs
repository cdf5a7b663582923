//! The mail that invites a customer: text and HTML, in the language of its reader. What is shown before sending is this
//! very mail with a sample in place of the link.

use crate::{
    masking,
    outbox::{
        Letter,
        mail::{self, escaped},
    },
};
use contract::{
    associations::AssociationType, invitations::LINK_VALID_S, session::Language, time::Timestamp,
};

/// What the mail says.
pub struct Facts<'a> {
    /// Masked: a member types the address, and it may be somebody else's.
    pub customer_name: String,
    pub partner_name: &'a str,
    /// Display name of the member who invites.
    pub inviter: &'a str,
    /// In full; the mail shows it masked.
    pub mobile_phone: &'a str,
    pub association_type: AssociationType,
    pub invited_at: Timestamp,
}

/// The words of one language.
struct Words {
    subject: String,
    greeting: String,
    invited: String,
    meaning: &'static str,
    steps: [String; 3],
    button: &'static str,
    fallback: &'static str,
    valid: String,
    warning: &'static str,
}

/// The mail in one language, with the address of the link.
#[must_use]
pub fn letter(facts: &Facts<'_>, language: Language, url: &str) -> Letter {
    let words = match language {
        Language::ZhCn => zh(facts),
        Language::EnUs => en(facts),
    };
    let html = html(&words, language, url);
    let body = text(&words, url);
    Letter { subject: words.subject, body, html: Some(html) }
}

/// Until when the link works: day and time in China.
fn until(facts: &Facts<'_>) -> String {
    let end = facts.invited_at.plus_seconds(LINK_VALID_S);
    let in_china = end.plus_seconds(8 * 3_600).to_string();
    let (day, time) = (&in_china[..10], &in_china[11..16]);
    format!("{day} {time}")
}

fn zh(facts: &Facts<'_>) -> Words {
    let Facts { customer_name, partner_name, inviter, mobile_phone, .. } = facts;
    let (kind, meaning) = match facts.association_type {
        AssociationType::Referral => ("顾问销售", "关联后您仍直接向云厂商付费，合作伙伴为您提供咨询和支持。"),
        AssociationType::Consignment => {
            ("代售", "关联后由合作伙伴代您结算云资源费用，您的账户余额和代金券将由合作伙伴管理。")
        }
        AssociationType::Resale => ("转售", "关联后您向合作伙伴购买云资源，由合作伙伴与您结算。"),
    };
    let phone = masking::telephone(mobile_phone);
    Words {
        subject: format!("{partner_name} 邀请您关联（{kind}）"),
        greeting: format!("尊敬的 {customer_name}："),
        invited: format!("{partner_name} 的 {inviter} 邀请您的云账号关联为其客户，关联类型：{kind}。"),
        meaning,
        steps: [
            "打开下面的链接，阅读关联说明。".to_owned(),
            format!("用报备的手机号 {phone} 注册新账号，或登录该手机号已有的账号。"),
            "输入短信验证码并确认，即完成关联。".to_owned(),
        ],
        button: "查看邀请",
        fallback: "如果按钮无法打开，请将以下地址复制到浏览器：",
        valid: format!("链接仅可使用一次，有效期 7 天，至 {}（GMT+08:00）。", until(facts)),
        warning: "请勿将此链接转发给他人。如果您不认识这家合作伙伴，请忽略本邮件，您的账号不会有任何变化。",
    }
}

fn en(facts: &Facts<'_>) -> Words {
    let Facts { customer_name, partner_name, inviter, mobile_phone, .. } = facts;
    let (kind, meaning) = match facts.association_type {
        AssociationType::Referral => (
            "referral",
            "After that you still pay the cloud vendor directly; the partner advises and supports you.",
        ),
        AssociationType::Consignment => (
            "consignment",
            "After that the partner settles your cloud bills and manages your account balance and vouchers.",
        ),
        AssociationType::Resale => {
            ("resale", "After that you buy cloud resources from the partner, who settles the bills with you.")
        }
    };
    let phone = masking::telephone(mobile_phone);
    Words {
        subject: format!("{partner_name} invites you to associate ({kind})"),
        greeting: format!("Dear {customer_name},"),
        invited: format!(
            "{inviter} of {partner_name} invites your cloud account to become its customer ({kind})."
        ),
        meaning,
        steps: [
            "Open the link below and read what associating means.".to_owned(),
            format!(
                "Register with the mobile number {phone}, for which you were filed, or sign in to the account that has it."
            ),
            "Enter the code of the text message and confirm.".to_owned(),
        ],
        button: "See the invitation",
        fallback: "If the button does not open, copy this address into your browser:",
        valid: format!("The link works once, for 7 days, until {} (GMT+08:00).", until(facts)),
        warning: "Do not pass this link on. If you do not know this partner, ignore this mail: nothing happens to your account.",
    }
}

fn text(words: &Words, url: &str) -> String {
    let Words { greeting, invited, meaning, steps, valid, warning, .. } = words;
    let steps: Vec<String> =
        steps.iter().enumerate().map(|(number, step)| format!("{}. {step}", number + 1)).collect();
    format!("{greeting}\n\n{invited}\n{meaning}\n\n{}\n\n{url}\n\n{valid}\n{warning}\n", steps.join("\n"))
}

fn html(words: &Words, language: Language, url: &str) -> String {
    let [greeting, invited, meaning, fallback, valid, warning] =
        [&words.greeting, &words.invited, words.meaning, words.fallback, &words.valid, words.warning]
            .map(escaped);
    let steps = words.steps.each_ref().map(|step| format!("<li>{}</li>", escaped(step))).concat();
    let (button, url) = (mail::button(url, words.button), escaped(url));
    let paragraphs = format!(
        "<p>{greeting}</p><p>{invited}</p><p>{meaning}</p><ol>{steps}</ol>{button}\
         <p style=\"font-size:14px\">{fallback}<br>\
         <a href=\"{url}\" style=\"color:#0b57d0;word-break:break-all\">{url}</a></p>\
         <p style=\"font-size:14px\">{valid}</p><p style=\"font-size:14px;color:#59636e\">{warning}</p>"
    );
    mail::sheet(language, &paragraphs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> Facts<'static> {
        Facts {
            customer_name: "<b>*".to_owned(),
            partner_name: "<script>alert(1)</script> & Söhne",
            inviter: "王晓",
            mobile_phone: "+86 13800138000",
            association_type: AssociationType::Consignment,
            invited_at: Timestamp::from_seconds(1_795_420_800),
        }
    }

    #[test]
    fn what_was_typed_is_text_in_both_parts() {
        for language in Language::ALL {
            let letter = letter(&facts(), language, "https://partner.example/i#t=abc");
            let html = letter.html.unwrap();
            assert!(!html.contains("<script"), "{html}");
            assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; Söhne"));
            assert!(html.contains("href=\"https://partner.example/i#t=abc\""));
            assert!(letter.body.contains("https://partner.example/i#t=abc"));
            assert!(!letter.body.contains("13800138000") && !html.contains("13800138000"));
        }
    }

    #[test]
    fn the_end_is_told_in_china_time() {
        // 2026-11-23T08:00:00Z and seven days.
        let letter = letter(&facts(), Language::ZhCn, "x");
        assert!(letter.body.contains("2026-11-30 16:00"), "{}", letter.body);
    }
}
