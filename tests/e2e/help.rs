//! Help by whom it concerns: somebody without a network who searches by pinyin initials and reads the answer, and a suggestion
//! that the vendor answers.

use harness::{Person, Product};

/// What the screens say.
struct Words {
    tag: &'static str,
    help: &'static str,
    close: &'static str,
    about_page: &'static str,
    support: &'static str,
    search: &'static str,
    typed: &'static str,
    question: &'static str,
    answer: &'static str,
    topics: &'static str,
    suggest: &'static str,
    said: &'static str,
    send: &'static str,
    sent: &'static str,
    waits: &'static str,
    partner_row: &'static str,
    complete: &'static str,
    vendors_answer: &'static str,
    completed: &'static str,
    taken_up: &'static str,
}

const ZH: Words = Words {
    tag: "zh-CN",
    help: "帮助",
    close: "关闭帮助",
    about_page: "关于此页面",
    support: "支持",
    search: "搜索帮助",
    typed: "syxxrz",
    question: "商业信息认证时，税率怎么选择？",
    answer: "小规模纳税人 3%",
    topics: "全部主题",
    suggest: "建议内容",
    said: "资金明细请一次多显示几条",
    send: "提交",
    sent: "建议已提交。",
    waits: "待答复",
    partner_row: "答复建议",
    complete: "完成",
    vendors_answer: "答复",
    completed: "事项已完成",
    taken_up: "已采纳",
};

const EN: Words = Words {
    tag: "en-US",
    help: "Help",
    close: "Close help",
    about_page: "About this page",
    support: "Support",
    search: "Search the help",
    typed: "TAX RATE certification",
    question: "Which tax rate do I choose in the business certification?",
    answer: "Small-scale taxpayer 3 %",
    topics: "All topics",
    suggest: "What you would like to say",
    said: "Show more funds details at once",
    send: "Send",
    sent: "Your suggestion was sent.",
    waits: "Waits for an answer",
    partner_row: "Answer a suggestion",
    complete: "Complete",
    vendors_answer: "Answer",
    completed: "The item is completed",
    taken_up: "Taken up",
};

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_found_by_pinyin_initials_without_a_network_in_chinese() {
    without_a_network(&ZH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_found_without_a_network_in_english() {
    without_a_network(&EN).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suggestion_is_answered_by_the_vendor_in_chinese() {
    suggestion(&ZH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suggestion_is_answered_by_the_vendor_in_english() {
    suggestion(&EN).await;
}

async fn without_a_network(words: &Words) {
    let product = Product::start();
    let person = Person::signed_in(&product, words.tag, "yunfan-finance").await;
    person.go("/sales/incentives").await;
    // Both languages have come: the part of the app that shows them came first. A browser remembers 250 files by itself.
    let come = "performance.setResourceTimingBufferSize(2000) ?? performance.getEntriesByType('resource').filter((file) => \
         /\\/help\\/(zh-CN|en-US)/.test(new URL(file.name).pathname) && file.responseEnd > 0).length >= 2";
    person.until(come).await;
    person.lose_network(true).await;

    person.press(words.help).await;
    person.reads(words.about_page).await;
    person.fill(words.search, words.typed).await;
    person.press(words.question).await;
    person.reads(words.answer).await;
    person.press(words.close).await;

    person.press(words.support).await;
    person.reads(words.topics).await;
    person.fill(words.search, words.typed).await;
    person.press(words.question).await;
    person.reads(words.answer).await;
    person.lose_network(false).await;
    person.leave().await;
}

async fn suggestion(words: &Words) {
    let product = Product::start();
    let member = Person::signed_in(&product, words.tag, "yunfan-finance").await;
    member.go("/support/suggestions?about=/sales/funds").await;
    member.fill(words.suggest, words.said).await;
    member.press(words.send).await;
    member.reads(words.sent).await;
    member.reads(words.waits).await;

    let operator = Person::signed_in(&product, words.tag, "vendor-operator").await;
    operator.go("/operations/work-queue?kind=ANSWER_SUGGESTION").await;
    operator.press_in_row(words.partner_row, words.complete).await;
    operator.reads(words.said).await;
    operator.fill(words.vendors_answer, "下个版本会改进").await;
    operator.press(words.complete).await;
    operator.reads(words.completed).await;
    operator.leave().await;

    member.go("/support/suggestions").await;
    member.reads(words.taken_up).await;
    member.reads("下个版本会改进").await;
    member.leave().await;
}
