//! Takes the rows of a file one by one, and tells how far it has come.

use super::{Cell, Sheet, Words, csv::CsvFile, pdf::PdfFile, store, xlsx::XlsxFile};
use crate::{app::App, problem::Fault};
use contract::{exports::ExportFormat, ids::ExportId};

/// Rows after which the progress is noted.
const EVERY: u32 = 1_000;

/// A file in one of its forms, as far as it is written.
enum Form {
    Csv(CsvFile),
    Xlsx(Box<XlsxFile>),
    Pdf(Box<PdfFile>),
}

/// Where rows go.
pub struct Sink {
    form: Form,
    app: App,
    export_id: ExportId,
    rows: u32,
}

impl Sink {
    pub(super) fn begin(
        app: &App,
        export_id: &ExportId,
        format: ExportFormat,
        sheet: &Sheet,
        words: Words,
    ) -> Result<Self, Fault> {
        let form = match format {
            ExportFormat::Csv => Form::Csv(CsvFile::begin(sheet)),
            ExportFormat::Xlsx => Form::Xlsx(Box::new(XlsxFile::begin(sheet)?)),
            ExportFormat::Pdf => Form::Pdf(Box::new(PdfFile::begin(sheet, words)?)),
        };
        Ok(Self { form, app: app.clone(), export_id: export_id.clone(), rows: 0 })
    }

    /// Adds a row, as many cells as there are columns.
    ///
    /// # Errors
    /// When the file or the database fails.
    pub async fn row(&mut self, cells: Vec<Cell>) -> Result<(), Fault> {
        match &mut self.form {
            Form::Csv(file) => file.row(&cells),
            Form::Xlsx(file) => file.row(&cells)?,
            Form::Pdf(file) => file.row(cells),
        }
        self.rows += 1;
        if self.rows.is_multiple_of(EVERY) {
            self.tell().await?;
        }
        Ok(())
    }

    async fn tell(&self) -> Result<(), Fault> {
        let mut tx = self.app.store.write().await?;
        store::set_progress(&mut tx, &self.export_id, self.rows).await?;
        tx.commit().await
    }

    /// The finished file, and how many rows it has. Laying pages out and packing takes a while: not on a thread that answers
    /// calls.
    pub(super) async fn finish(self) -> Result<(Vec<u8>, u32), Fault> {
        let (form, rows) = (self.form, self.rows);
        let finish = move || match form {
            Form::Csv(file) => Ok(file.finish()),
            Form::Xlsx(file) => file.finish(),
            Form::Pdf(file) => file.finish(),
        };
        let bytes = tokio::task::spawn_blocking(finish)
            .await
            .map_err(|_| Fault::new("finishing a file panicked"))??;
        Ok((bytes, rows))
    }
}
