//! Where contents lie: what partners attach, and exports. Never in the database. [`FileStore`] is the interface; a folder and
//! any service that speaks S3 stand behind it (decision 0060). A place is made of ids and numbers, never of a name that a user
//! gave.

mod folder;
pub mod s3;

pub use folder::Folder;
pub use s3::S3;

use crate::{config::Config, problem::Fault};
use contract::ids::{AttachmentId, ExportId};
use futures_util::{StreamExt, TryStreamExt, future::BoxFuture, stream};
use std::sync::Arc;

/// Objects that are read at once when a content is put together.
const AT_ONCE: usize = 8;

/// What names a content: an id, whose characters need no escaping in a path.
pub trait FileId: Sync {
    fn as_file_name(&self) -> &str;
}

impl FileId for AttachmentId {
    fn as_file_name(&self) -> &str {
        self.as_str()
    }
}

impl FileId for ExportId {
    fn as_file_name(&self) -> &str {
        self.as_str()
    }
}

/// Where one content lies in the store: `id`, or something in the folder `id/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place(String);

impl Place {
    /// A content that is the only one of its id.
    #[must_use]
    pub fn of(id: &impl FileId) -> Self {
        Self(id.as_file_name().to_owned())
    }

    /// The part with this number of a content on its way.
    #[must_use]
    pub fn part(id: &impl FileId, number: u32) -> Self {
        Self(format!("{}/{number}", id.as_file_name()))
    }

    /// The whole of a content with this hash: another content never takes its place.
    #[must_use]
    pub fn whole(id: &impl FileId, sha256: &str) -> Self {
        Self(format!("{}/{sha256}", id.as_file_name()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a store can do. Every node reaches the same one. A store that does not answer is [`Fault::overload`]: nothing was
/// done, and the same again later may succeed.
pub trait FileStore: Send + Sync {
    /// Puts a content into its place. Whoever reads sees all of it, or what was there before.
    fn put<'a>(&'a self, place: &'a Place, content: Vec<u8>) -> BoxFuture<'a, Result<(), Fault>>;
    /// All of it; `None` when there is nothing.
    fn get<'a>(&'a self, place: &'a Place) -> BoxFuture<'a, Result<Option<Vec<u8>>, Fault>>;
    /// Removes it; what is not there is fine.
    fn remove<'a>(&'a self, place: &'a Place) -> BoxFuture<'a, Result<(), Fault>>;
    /// What lies at an id, or in its folder.
    fn list<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Vec<Place>, Fault>>;
    /// Whether it can be reached and may be used.
    fn check(&self) -> BoxFuture<'_, Result<(), Fault>>;
}

/// The store of this process.
#[derive(Clone)]
pub struct Files(Arc<dyn FileStore>);

impl Files {
    #[must_use]
    pub fn new(store: impl FileStore + 'static) -> Self {
        Self(Arc::new(store))
    }

    /// The one that is configured: S3 where it is set up, else the folder.
    #[must_use]
    pub fn configured(config: &Config) -> Self {
        match &config.s3 {
            Some(s3) => Self::new(s3.clone()),
            None => Self::new(Folder::at(&config.files_dir)),
        }
    }

    /// Puts a content into a place.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn put(&self, place: &Place, content: Vec<u8>) -> Result<(), Fault> {
        self.0.put(place, content).await
    }

    /// Puts the only content of an id, in the place of what was there.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn replace(&self, id: &impl FileId, content: Vec<u8>) -> Result<(), Fault> {
        self.0.put(&Place::of(id), content).await
    }

    /// What lies in a place.
    ///
    /// # Errors
    /// When the store fails, or nothing is there.
    pub async fn get(&self, place: &Place) -> Result<Vec<u8>, Fault> {
        self.0.get(place).await?.ok_or_else(|| Fault::new("a content is not in the store"))
    }

    /// The only content of an id.
    ///
    /// # Errors
    /// When the store fails, or nothing is there.
    pub async fn read(&self, id: &impl FileId) -> Result<Vec<u8>, Fault> {
        self.get(&Place::of(id)).await
    }

    /// The first parts of a content, one behind the other.
    ///
    /// # Errors
    /// When the store fails, or one of them is not there.
    pub async fn parts(&self, id: &impl FileId, count: u32) -> Result<Vec<u8>, Fault> {
        let read = |place: Place| -> BoxFuture<'static, Result<Vec<u8>, Fault>> {
            let files = self.clone();
            Box::pin(async move { files.get(&place).await })
        };
        let reads: Vec<_> = (0..count).map(|number| read(Place::part(id, number))).collect();
        let mut parts = stream::iter(reads).buffered(AT_ONCE);
        let mut whole = Vec::new();
        while let Some(part) = parts.try_next().await? {
            whole.extend(part);
        }
        Ok(whole)
    }

    /// Removes the only content of an id; nothing there is fine.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn remove(&self, id: &impl FileId) -> Result<(), Fault> {
        self.0.remove(&Place::of(id)).await
    }

    /// Removes everything of an id but what lies in the place `kept`.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn remove_all_but(&self, id: &impl FileId, kept: Option<&Place>) -> Result<(), Fault> {
        let mut places = self.0.list(id.as_file_name()).await?;
        places.retain(|place| Some(place) != kept);
        let remove = |place: Place| -> BoxFuture<'static, Result<(), Fault>> {
            let store = Arc::clone(&self.0);
            Box::pin(async move { store.remove(&place).await })
        };
        let removals: Vec<_> = places.into_iter().map(remove).collect();
        stream::iter(removals).buffer_unordered(AT_ONCE).try_collect::<()>().await
    }

    /// Whether the store can be used.
    ///
    /// # Errors
    /// Why not.
    pub async fn check(&self) -> Result<(), Fault> {
        self.0.check().await
    }
}
