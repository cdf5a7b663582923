//! What came to and went from the cash account, out of the book.

use super::store;
use crate::{http::change::Read, problem::Refused, session::principal::Member, store::conditions::Page};
use contract::{
    funds::{FundsDetailQuery, FundsDetails},
    text::Rule,
};

pub(super) async fn list(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: FundsDetailQuery,
) -> Result<FundsDetails, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    if query.from.zip(query.to).is_some_and(|(from, to)| from > to) {
        return Err(Refused::field("to", Rule::OutOfRange));
    }
    let (entries, total_count) = store::entries(&mut cx.conn, who.partner_id.as_str(), &query, page).await?;
    Ok(FundsDetails { entries, total_count })
}
