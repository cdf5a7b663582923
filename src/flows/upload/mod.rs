//! Files that are attached to something: looked at in the browser, sent in parts, and gone on with after the network
//! was lost, from where the backend is.

mod control;
mod files;
mod transfer;
mod uploads;
mod way;

pub use control::{FileUpload, file_size};
pub use files::{FilesOf, file, files};
pub use transfer::{Event, Refusal, Stage, Step, Transfer, examine};
pub use uploads::{Arrived, Uploads};

crate::i18n::words!("flows/upload");
