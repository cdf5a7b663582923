//! The product as its users meet it.

use harness::{Browser, Product};

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_script_is_404_and_not_the_page() {
    let (product, browser) = (Product::start(), Browser::start().await);
    browser.goto(product.url("/")).await.expect("open");
    let status = "const done = arguments[0]; fetch('/nothing-0123456789abcdef.js').then((answer) => done(answer.status))";
    let status = browser.execute_async(status, Vec::new()).await.expect("fetch");
    assert_eq!(status.json(), 404);
    browser.quit().await;
}
