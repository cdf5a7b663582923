//! What was typed and not sent.

use crate::world::World;
use contract::{
    drafts::{Draft, SAVE, SHOW},
    ids::FormId,
};

#[tokio::test]
async fn an_emptied_form_keeps_nothing() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let form = "opportunity-new".parse::<FormId>().unwrap();
    for (typed, kept) in [("a clue", Some("a clue")), ("", None)] {
        let draft = Draft { text: typed.to_owned().try_into().unwrap() };
        wang.submit(&SAVE, (form.clone(),), &draft).await.ok();
        let shown = wang.fetch(&SHOW, (form.clone(),), &()).await.ok();
        assert_eq!(shown.text.as_ref().map(contract::drafts::DraftText::as_str), kept);
        assert_eq!(shown.saved_at.is_some(), kept.is_some());
    }
}
