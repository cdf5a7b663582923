//! What mails look like: the one template, as HTML beside the text. Nothing that somebody typed becomes markup.

use contract::session::Language;

/// Text as HTML.
#[must_use]
pub fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, character| {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
        out
    })
}

/// The sheet round a mail's paragraphs, which are HTML already.
#[must_use]
pub fn sheet(language: Language, paragraphs: &str) -> String {
    let lang = language.as_str();
    format!(
        "<div lang=\"{lang}\" style=\"max-width:36em;margin:0 auto;padding:24px;font-family:sans-serif;font-size:16px;\
         line-height:1.6;color:#1f2328\">{paragraphs}</div>"
    )
}

/// A link that looks like a button.
#[must_use]
pub fn button(url: &str, label: &str) -> String {
    let (url, label) = (escaped(url), escaped(label));
    format!(
        "<p><a href=\"{url}\" style=\"display:inline-block;padding:12px 24px;border-radius:6px;background:#0b57d0;\
         color:#ffffff;text-decoration:none\">{label}</a></p>"
    )
}

/// A mail of which only subject and text are written: its text with a link and why it came, and the same as HTML.
pub struct Plain<'a> {
    pub subject: &'a str,
    pub text: &'a str,
    /// Address of the notification; `None` where the site's own address is not known.
    pub link: Option<String>,
    /// Whether its reader chose to get such mails, and so can choose otherwise.
    pub chosen: bool,
}

impl Plain<'_> {
    /// Text and HTML.
    #[must_use]
    pub fn parts(&self, language: Language) -> (String, String) {
        let (open, why) = match language {
            Language::ZhCn => (
                "查看详情",
                "您收到此邮件，是因为您在伙伴中心有账号。可在“消息 > 消息接收设置”中选择接收方式、语言和时区。请勿回复本邮件。",
            ),
            Language::EnUs => (
                "Open",
                "You get this mail because you have an account at the Partner Center. Choose channels, language and time zone in Messages > Message settings. Please do not reply.",
            ),
        };
        let mut text = self.text.to_owned();
        let paragraphs = self.text.split("\n\n").map(|paragraph| {
            let lines: Vec<String> = paragraph.lines().map(escaped).collect();
            format!("<p>{}</p>", lines.join("<br>"))
        });
        let mut html = format!("<p style=\"font-size:20px\"><b>{}</b></p>", escaped(self.subject));
        html.extend(paragraphs);
        if let Some(link) = &self.link {
            text = format!("{text}\n\n{open}: {link}");
            html.push_str(&button(link, open));
        }
        if self.chosen {
            text = format!("{text}\n\n{why}");
            html.extend(["<p style=\"font-size:14px;color:#59636e\">", &escaped(why), "</p>"]);
        }
        (text, sheet(language, &html))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_text_in_both_parts() {
        let mail = Plain {
            subject: "<b>",
            text: "Answer: <script>alert(1)</script>\n\nsecond & last",
            link: Some("https://partner.example/messages/n-1".to_owned()),
            chosen: true,
        };
        for language in Language::ALL {
            let (text, html) = mail.parts(language);
            assert!(!html.contains("<script") && html.contains("&lt;b&gt;"), "{html}");
            assert!(html.contains("<p>second &amp; last</p>"), "{html}");
            assert!(html.contains("href=\"https://partner.example/messages/n-1\""));
            assert!(
                text.starts_with("Answer: <script>") && text.contains("https://partner.example/messages/n-1")
            );
            assert!(html.contains(&format!("lang=\"{}\"", language.as_str())));
        }
    }

    #[test]
    fn a_code_has_neither_link_nor_footer() {
        let mail = Plain { subject: "Code", text: "Code 123456\n\n@host #123456", link: None, chosen: false };
        let (text, html) = mail.parts(Language::EnUs);
        assert_eq!(text, "Code 123456\n\n@host #123456");
        assert!(!html.contains("<a "));
    }
}
