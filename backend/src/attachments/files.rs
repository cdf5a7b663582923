//! Where contents lie: one file for each id in one folder. The name that a user gave is never part of a path.

use crate::problem::Fault;
use contract::ids::AttachmentId;
use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};
use tokio::fs;

/// A folder.
#[derive(Clone, Debug)]
pub struct Files(PathBuf);

impl Files {
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    fn path(&self, id: &AttachmentId) -> PathBuf {
        self.0.join(id.as_str())
    }

    /// Puts a part at its place. What lies behind it, of a part that was cut off, is thrown away.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn put(&self, id: &AttachmentId, offset: u64, part: Vec<u8>) -> Result<(), Fault> {
        fs::create_dir_all(&self.0).await?;
        let path = self.path(id);
        let write = move || -> std::io::Result<()> {
            use std::io::{Seek, SeekFrom, Write};
            let mut file = std::fs::OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
            file.set_len(offset)?;
            file.seek(SeekFrom::Start(offset))?;
            file.write_all(&part)?;
            file.sync_data()
        };
        tokio::task::spawn_blocking(write).await.map_err(|_| Fault::new("writing a file panicked"))??;
        Ok(())
    }

    /// All of it.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn read(&self, id: &AttachmentId) -> Result<Vec<u8>, Fault> {
        Ok(fs::read(self.path(id)).await?)
    }

    /// Removes it; one that is not there is fine.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn remove(&self, id: &AttachmentId) -> Result<(), Fault> {
        match fs::remove_file(self.path(id)).await {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}
