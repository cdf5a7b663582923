//! The way on which a customer comes: an online invitation or an offline link, and whether it works.

use super::store::{self, Inviter};
use crate::{
    app::App,
    filings::{self, store::FilingRow},
    invitation_links::{self, store::LinkRow},
    invitations::{self, store::InvitationRow, token},
    problem::{Fault, Refused, sentence},
};
use contract::{
    associations::AssociationType,
    invitation_links::USES_PER_DAY,
    invitations::{InvitationKind, InvitationStatus},
    joining::{LinkState, Offer, Token},
    problem::{ErrorCode, Problem},
    session::Language,
    time::Timestamp,
};
use sqlx::AnyConnection;

use crate::masking;

/// An online invitation with its filing, or an offline link.
pub(super) enum Kind {
    Online(Box<InvitationRow>, Box<FilingRow>),
    Offline(Box<LinkRow>),
}

/// A link that exists, and who invites by it.
pub(super) struct Way {
    pub kind: Kind,
    pub inviter: Inviter,
}

impl Way {
    /// What the token opens, and whether it works; `None` for nonsense.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(
        conn: &mut AnyConnection,
        app: &App,
        token: &Token,
        now: Timestamp,
    ) -> Result<Option<(Self, LinkState)>, Fault> {
        let kind = match token::link_of(&app.pepper, token.secret()) {
            Some(link_id) => {
                invitation_links::store::find(conn, &link_id).await?.map(|link| Kind::Offline(Box::new(link)))
            }
            None => online(conn, token).await?,
        };
        let Some(kind) = kind else { return Ok(None) };
        let inviter = store::inviter(conn, kind.partner_id(), kind.inviter_user_id()).await?;
        let state = kind.state(now);
        Ok(Some((Self { kind, inviter }, state)))
    }

    /// The same where nothing but a link that works will do.
    ///
    /// # Errors
    /// `LinkDead` with its state.
    pub async fn open(
        conn: &mut AnyConnection,
        app: &App,
        token: &Token,
        now: Timestamp,
    ) -> Result<Self, Refused> {
        match Self::find(conn, app, token, now).await? {
            Some((way, LinkState::Valid)) => Ok(way),
            Some((_, state)) => Err(dead(state)),
            None => Err(dead(LinkState::Unknown)),
        }
    }

    pub const fn association_type(&self) -> AssociationType {
        match &self.kind {
            Kind::Online(invitation, _) => invitation.association_type,
            Kind::Offline(link) => link.association_type,
        }
    }

    /// The number that must be used.
    pub fn filed_phone(&self) -> Option<&str> {
        match &self.kind {
            Kind::Online(_, filing) => Some(filing.mobile_phone.as_str()),
            Kind::Offline(_) => None,
        }
    }

    /// Tag that the customer gets.
    pub fn tag(&self) -> Option<&str> {
        match &self.kind {
            Kind::Online(..) => None,
            Kind::Offline(link) => Some(&link.tag),
        }
    }

    /// Language of messages to somebody who has no account yet: that of the invitation, else that of the partner's site.
    pub fn language(&self) -> Language {
        match &self.kind {
            Kind::Online(invitation, _) => invitation.language,
            Kind::Offline(_) if self.inviter.international() => Language::EnUs,
            Kind::Offline(_) => Language::ZhCn,
        }
    }

    /// For the audit.
    pub fn object(&self) -> String {
        match &self.kind {
            Kind::Online(invitation, _) => invitation.invitation_id.to_string(),
            Kind::Offline(link) => link.link_id.to_string(),
        }
    }

    pub fn offer(&self) -> Offer {
        let (kind, mobile_masked, expire_at) = match &self.kind {
            Kind::Online(invitation, filing) => {
                let masked = masking::telephone(filing.mobile_phone.as_str());
                (InvitationKind::Online, Some(masked), invitation.expire_at)
            }
            Kind::Offline(_) => (InvitationKind::Offline, None, None),
        };
        Offer {
            partner_name: self.inviter.partner_name.clone(),
            inviter: self.inviter.name.clone(),
            kind,
            association_type: self.association_type(),
            mobile_masked,
            expire_at,
            notes_needed: self.association_type().settles_for_customer(),
        }
    }
}

impl Kind {
    fn partner_id(&self) -> &str {
        match self {
            Self::Online(invitation, _) => &invitation.partner_id,
            Self::Offline(link) => &link.partner_id,
        }
    }

    fn inviter_user_id(&self) -> &str {
        match self {
            Self::Online(invitation, _) => &invitation.inviter_user_id,
            Self::Offline(link) => &link.creator_user_id,
        }
    }

    /// By the clock, whether or not a job has written it down yet (D5.1).
    fn state(&self, now: Timestamp) -> LinkState {
        match self {
            Self::Online(invitation, _) => match invitation.status {
                InvitationStatus::Associated => LinkState::Used,
                InvitationStatus::Revoked => LinkState::Revoked,
                InvitationStatus::Replaced => LinkState::Replaced,
                InvitationStatus::LinkExpired => LinkState::Expired,
                InvitationStatus::Invited | InvitationStatus::Failed => {
                    let over = invitation.expire_at.is_some_and(|end| now >= end);
                    if over { LinkState::Expired } else { LinkState::Valid }
                }
            },
            Self::Offline(link) if link.disabled => LinkState::Revoked,
            Self::Offline(link) if link.uses_today(now) >= USES_PER_DAY => LinkState::Exhausted,
            Self::Offline(_) => LinkState::Valid,
        }
    }
}

async fn online(conn: &mut AnyConnection, token: &Token) -> Result<Option<Kind>, Fault> {
    let Some(invitation) = invitations::store::by_hash(conn, &token::hash(token.secret())).await? else {
        return Ok(None);
    };
    let filing = match &invitation.filing_id {
        Some(filing_id) => filings::store::find_any(conn, filing_id).await?,
        None => None,
    };
    let filing = filing.ok_or_else(|| Fault::new("an online invitation without its filing"))?;
    Ok(Some(Kind::Online(Box::new(invitation), Box::new(filing))))
}

fn dead(state: LinkState) -> Refused {
    let mut problem = Problem::new(ErrorCode::LinkDead, sentence(ErrorCode::LinkDead));
    problem.link_state = Some(state);
    problem.into()
}
