//! The store as a folder on a disk of this machine: one file for each place.

use super::{FileStore, Place};
use crate::{problem::Fault, secret::random_id};
use futures_util::future::BoxFuture;
use std::{
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};
use tokio::fs;

/// A folder.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    fn path(&self, place: &Place) -> PathBuf {
        self.0.join(place.as_str())
    }
}

/// What there is of it; nothing where the file system says that it is not there.
fn unless_missing<T>(settled: std::io::Result<T>) -> Result<Option<T>, Fault> {
    match settled {
        Ok(there) => Ok(Some(there)),
        // A file where a folder was looked for, or the other way round: nothing is there.
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

fn write(path: &Path, unfinished: &Path, content: &[u8]) -> std::io::Result<()> {
    let mut file = std::fs::File::create(unfinished)?;
    file.write_all(content)?;
    file.sync_data()?;
    std::fs::rename(unfinished, path)
}

impl FileStore for Folder {
    fn put<'a>(&'a self, place: &'a Place, content: Vec<u8>) -> BoxFuture<'a, Result<(), Fault>> {
        Box::pin(async move {
            let path = self.path(place);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent).await?;
            }
            let unfinished = path.with_extension(format!("{}.new", random_id()?));
            let work = move || {
                write(&path, &unfinished, &content).inspect_err(|_| {
                    // The disk may be full: what was begun is no use to anybody.
                    let _ = std::fs::remove_file(&unfinished);
                })
            };
            tokio::task::spawn_blocking(work).await.map_err(|_| Fault::new("writing a file panicked"))??;
            Ok(())
        })
    }

    fn get<'a>(&'a self, place: &'a Place) -> BoxFuture<'a, Result<Option<Vec<u8>>, Fault>> {
        Box::pin(async move { unless_missing(fs::read(self.path(place)).await) })
    }

    fn remove<'a>(&'a self, place: &'a Place) -> BoxFuture<'a, Result<(), Fault>> {
        Box::pin(async move {
            let path = self.path(place);
            unless_missing(fs::remove_file(&path).await)?;
            // The folder of an id is gone with the last thing in it, and kept while there is one.
            if let Some(parent) = path.parent().filter(|parent| *parent != self.0) {
                let _ = fs::remove_dir(parent).await;
            }
            Ok(())
        })
    }

    fn list<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Vec<Place>, Fault>> {
        Box::pin(async move {
            let path = self.0.join(id);
            if fs::metadata(&path).await.is_ok_and(|found| found.is_file()) {
                return Ok(vec![Place(id.to_owned())]);
            }
            let Some(mut folder) = unless_missing(fs::read_dir(path).await)? else {
                return Ok(Vec::new());
            };
            let mut places = Vec::new();
            while let Some(entry) = folder.next_entry().await? {
                if let Some(name) = entry.file_name().to_str() {
                    places.push(Place(format!("{id}/{name}")));
                }
            }
            Ok(places)
        })
    }

    fn check(&self) -> BoxFuture<'_, Result<(), Fault>> {
        Box::pin(async move { Ok(fs::create_dir_all(&self.0).await?) })
    }
}
