//! Money in and out, as the finance member sees it: topped up at the test gateway, found in the details, taken out with a
//! code, paid by the vendor's operator. And what a gateway can do to an order.

use harness::{CodeWords, Person, Product};

/// What the screens say.
struct Words {
    tag: &'static str,
    top_up: &'static str,
    amount: &'static str,
    order: &'static str,
    pending: &'static str,
    pay: &'static str,
    gateway: &'static str,
    confirm_payment: &'static str,
    paid_here: &'static str,
    back: &'static str,
    credited: &'static str,
    details: &'static str,
    topped_up: &'static str,
    came: &'static str,
    withdraw_amount: &'static str,
    next: &'static str,
    taken_from: &'static str,
    confirm: &'static str,
    code: CodeWords,
    requested: &'static str,
    complete: &'static str,
    answer: &'static str,
    completed: &'static str,
    done: &'static str,
    withdrawn: &'static str,
    went: &'static str,
}

const ZH: Words = Words {
    tag: "zh-CN",
    top_up: "充值",
    amount: "充值金额（CNY）",
    order: "提交充值订单",
    pending: "请在截止时间前完成支付",
    pay: "去支付",
    gateway: "测试支付网关",
    confirm_payment: "确认支付",
    paid_here: "支付已提交",
    back: "返回合作伙伴中心",
    credited: "款项已计入充值账户",
    details: "收支明细",
    topped_up: "在线充值",
    came: "+¥1,234.56",
    withdraw_amount: "提现金额（CNY）",
    next: "下一步",
    taken_from: "本次提现",
    confirm: "确认提现",
    code: CodeWords {
        get: "获取验证码", sent: "验证码已发送至", field: "验证码", ok: "确定"
    },
    requested: "申请已提交，款项已冻结",
    complete: "完成",
    answer: "答复",
    completed: "事项已完成",
    done: "已完成",
    withdrawn: "提现冻结",
    went: "-¥1,000.00",
};

const EN: Words = Words {
    tag: "en-US",
    top_up: "Top up",
    amount: "Amount (CNY)",
    order: "Order",
    pending: "Pay before the time runs out",
    pay: "Pay now",
    gateway: "Test payment gateway",
    confirm_payment: "Confirm",
    paid_here: "It was paid",
    back: "Back to the partner center",
    credited: "The money is in your top-up account",
    details: "Funds details",
    topped_up: "Topped up online",
    came: "+CN¥1,234.56",
    withdraw_amount: "Amount (CNY)",
    next: "Next",
    taken_from: "Taken back",
    confirm: "Confirm withdrawal",
    code: CodeWords { get: "Get code", sent: "The code was sent to", field: "Code", ok: "OK" },
    requested: "Requested; the money is held",
    complete: "Complete",
    answer: "Answer",
    completed: "The item is completed",
    done: "Paid",
    withdrawn: "Withdrawal",
    went: "-CN¥1,000.00",
};

#[tokio::test(flavor = "multi_thread")]
async fn money_comes_in_by_the_gateway_and_goes_out_with_a_code_in_chinese() {
    in_and_out(&ZH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_comes_in_by_the_gateway_and_goes_out_with_a_code_in_english() {
    in_and_out(&EN).await;
}

async fn in_and_out(words: &Words) {
    let product = Product::start();
    let finance = Person::signed_in(&product, words.tag, "yunfan-finance").await;
    finance.go("/sales/funds").await;
    finance.press(words.top_up).await;
    // Three decimals are no amount: it is said at the field, and what was typed stays.
    finance.fill(words.amount, "1234.567").await;
    finance.press(words.order).await;
    finance.see("input[aria-invalid='true']").await;
    finance.has(words.amount, "1234.567").await;
    finance.fill(words.amount, "1234.56").await;
    finance.press(words.order).await;
    finance.reads(words.pending).await;
    finance.press(words.pay).await;
    finance.reads(words.gateway).await;
    finance.press(words.confirm_payment).await;
    finance.reads(words.paid_here).await;
    finance.press(words.back).await;
    // Nobody presses anything: the page hears of it.
    finance.reads(words.credited).await;
    finance.go("/sales/funds?kind=TOPPED_UP").await;
    finance.reads(words.came).await;
    finance.reads(words.topped_up).await;
    assert!(finance.sees(words.details).await);

    finance.go("/sales/funds/withdraw").await;
    finance.fill(words.withdraw_amount, "1,000").await;
    finance.press(words.next).await;
    // The last payment first: the one of a minute ago.
    finance.reads(words.taken_from).await;
    finance.reads("1,234.56").await;
    finance.press(words.confirm).await;
    finance.give_code(&words.code).await;
    finance.reads(words.requested).await;

    let operator = Person::signed_in(&product, words.tag, "vendor-operator").await;
    operator.go("/operations/work-queue?kind=PAY_WITHDRAWAL").await;
    operator.press_in_row("1000.00 CNY", words.complete).await;
    operator.fill(words.answer, "已原路退回").await;
    operator.press(words.complete).await;
    operator.reads(words.completed).await;
    operator.leave().await;

    finance.go("/sales/funds?tab=withdrawals&status=PAID").await;
    finance.reads("1,000.00").await;
    finance.reads("已原路退回").await;
    assert!(finance.sees(words.done).await);
    finance.go("/sales/funds?kind=WITHDRAWAL_HELD").await;
    finance.reads(words.went).await;
    finance.reads(words.withdrawn).await;
    finance.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_of_another_amount_waits_for_the_vendor_and_one_that_is_late_is_credited_all_the_same() {
    let product = Product::start();
    let finance = Person::signed_in(&product, "en-US", "yunfan-finance").await;
    for (way, standing) in [
        ("One cent less than ordered is paid", "In review"),
        ("It succeeds, and the notice comes twice", "Paid"),
        ("The bank refuses", "Refused"),
    ] {
        finance.go("/sales/funds/top-up").await;
        finance.fill("Amount (CNY)", "50").await;
        finance.press("Order").await;
        finance.press("Pay now").await;
        finance.tick(way).await;
        finance.press("Confirm").await;
        if way == "The bank refuses" {
            finance.reads("The bank refused. You can try again.").await;
        } else {
            finance.reads("It was paid").await;
        }
        finance.press("Back to the partner center").await;
        finance.until(&format!("document.querySelector('.badge')?.innerText === '{standing}'")).await;
    }
    finance.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_without_the_permission_has_orders_and_no_records_and_another_identity_has_nothing() {
    let product = Product::start();
    let operator = Person::signed_in(&product, "en-US", "yunfan-operator").await;
    operator.go("/sales/funds").await;
    operator.reads("You may not see the fund records").await;
    operator.press("Top-ups").await;
    operator.reads("50,000.00").await;
    operator.leave().await;
    let procurement = Person::signed_in(&product, "en-US", "caizhi-admin").await;
    procurement.go("/sales/funds/withdraw").await;
    procurement.reads("Your kind of partner has no funds here").await;
    procurement.leave().await;
}
