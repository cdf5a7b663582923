//! Who may do what, as a page to read: generated from the contract, so that it is what both sides ask.

use super::access;
use contract::{
    permissions::{DefaultPermission, Identity, Permission, Role, allows},
    registry,
};
use schemars::SchemaGenerator;
use std::fmt::Write;

/// The page, as it is checked in.
#[must_use]
pub fn text() -> String {
    let mut page = String::from(HEAD);
    row(&mut page, "Permission", Role::ALL.iter().map(|role| role.as_str()).chain(["identities"]));
    row(&mut page, "---", [":-:"; Role::ALL.len()].into_iter().chain(["---"]));
    for permission in Permission::ALL {
        let held =
            Role::ALL.iter().map(|role| if role.permissions().contains(&permission) { "yes" } else { "" });
        row(&mut page, &format!("{permission:?}"), held.chain([identities(permission).as_str()]));
    }
    page.push_str(DEFAULTS);
    row(&mut page, "Default permission", ["identities"].into_iter());
    row(&mut page, "---", ["---"].into_iter());
    for permission in DefaultPermission::ALL {
        let of: Vec<Identity> = Identity::ALL.into_iter().filter(|one| permission.is_of(*one)).collect();
        row(&mut page, &format!("{permission:?}"), [named(&of).as_str()].into_iter());
    }
    page.push_str(ENDPOINTS);
    row(&mut page, "Endpoint", ["address", "changes", "who"].into_iter());
    row(&mut page, "---", ["---", ":-:", "---"].into_iter());
    for endpoint in registry::all(&mut SchemaGenerator::default()) {
        let spec = endpoint.spec;
        let address = format!("`{} {}`", spec.method.as_str(), spec.path);
        let changes = if spec.changes { "yes" } else { "" };
        row(&mut page, spec.id, [address.as_str(), changes, &access(spec.access)].into_iter());
    }
    page
}

const HEAD: &str = "# Who may do what

Written by `cargo xtask openapi` from `contract/src/permissions.rs` and the list of endpoints; not edited by hand.
`backend/tests/api/permissions.rs` calls every endpoint as every kind of caller and compares.

## Permissions

Roles add up. A permission also needs an identity that has it. `ChannelOnly` takes `DevelopCustomers` away. What only the
administrator has cannot be given to a role that a partner makes for itself; everything else can (`J9` in `docs/rules.md`).

";

const DEFAULTS: &str = "
## Default permissions

Every member has them, whatever its roles.

";

const ENDPOINTS: &str = "
## Endpoints

Whoever has an initial password may call ShowSession, SignOut, SignOutEverywhere and ChangePassword only.
Account managers and directors see their own customers, filings, links and invitations, all others those of the whole
partner. What somebody does not see is answered as what does not exist.

";

fn row<'a>(page: &mut String, first: &str, cells: impl Iterator<Item = &'a str>) {
    let cells: Vec<&str> = cells.collect();
    // Writing to a text does not fail.
    let _ = writeln!(page, "| {first} | {} |", cells.join(" | "));
}

fn identities(permission: Permission) -> String {
    let of = |identity: &Identity| allows(*identity, &[], &[Role::Administrator], permission);
    named(&Identity::ALL.into_iter().filter(|identity| of(identity)).collect::<Vec<_>>())
}

fn named(identities: &[Identity]) -> String {
    if identities.len() == Identity::ALL.len() {
        return "all".to_owned();
    }
    identities.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(", ")
}
