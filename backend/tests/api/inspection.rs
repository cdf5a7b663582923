//! What is seen in a content (R3–R6): honest files pass, and each of those that mean harm is refused by its own name.

use crate::documents::{Packed, office, packed, pdf, pdf_of, zip, zip_at};
use backend::inspection::{Facts, inspect};
use contract::{
    file_rules::{Flaw, MAX_ENTRIES, MAX_PAGES},
    file_types::FileType,
};

fn seen(file_type: FileType, content: &[u8]) -> Result<Facts, Flaw> {
    inspect(file_type, content)
}

fn some_text() -> Packed {
    packed("readme.txt", b"as agreed on the telephone")
}

#[test]
fn honest_files_of_every_type_pass() {
    let honest: [(FileType, Vec<u8>); 7] = [
        (FileType::Pdf, pdf(1)),
        (FileType::Png, b"\x89PNG\r\n\x1a\n....".to_vec()),
        (FileType::Jpeg, b"\xff\xd8\xff\xe0....".to_vec()),
        (FileType::Docx, office("word/", &[])),
        (FileType::Xlsx, office("xl/", &[])),
        (FileType::Pptx, office("ppt/", &[some_text()])),
        (FileType::Zip, zip(&[some_text(), packed("folder/", b"")])),
    ];
    for (file_type, content) in honest {
        let pages = (file_type == FileType::Pdf).then_some(1);
        assert_eq!(seen(file_type, &content), Ok(Facts { pages }), "{file_type:?}");
    }
}

#[test]
fn pages_are_counted_whatever_the_document_says_of_itself() {
    assert_eq!(seen(FileType::Pdf, &pdf(12)), Ok(Facts { pages: Some(12) }));
    let most = usize::try_from(MAX_PAGES).unwrap();
    assert_eq!(seen(FileType::Pdf, &pdf(most)), Ok(Facts { pages: Some(MAX_PAGES) }));
    assert_eq!(seen(FileType::Pdf, &pdf(most + 1)), Err(Flaw::Pages));
    let lies = String::from_utf8(pdf(most + 1)).unwrap().replace("/Count 301", "/Count 001");
    assert_eq!(seen(FileType::Pdf, lies.as_bytes()), Err(Flaw::Pages));
}

#[test]
fn what_only_begins_like_a_document_is_none() {
    for content in [&b"%PDF-1.7\nnothing behind it"[..], b"%PDF-1.7\nstartxref\n0\n%%EOF", b"MZ\x90\0"] {
        assert_eq!(seen(FileType::Pdf, content), Err(Flaw::Content));
    }
    let whole = pdf_of(1, 10_000);
    assert_eq!(seen(FileType::Pdf, &whole[..whole.len() / 2]), Err(Flaw::Content), "broken off");
    assert_eq!(seen(FileType::Zip, b"PK\x03\x04 and nothing"), Err(Flaw::Content));
}

#[test]
fn what_is_encrypted_cannot_be_checked_and_is_refused() {
    for key in ["/Encrypt 9 0 R", "/Encr#79pt 9 0 R", "/Encrypt << /Filter /Standard >>"] {
        let text = String::from_utf8(pdf(1)).unwrap().replace("/Root 1 0 R", &format!("/Root 1 0 R {key}"));
        assert_eq!(seen(FileType::Pdf, text.as_bytes()), Err(Flaw::Protected), "{key}");
    }
    let locked = Packed { flags: 1, ..some_text() };
    assert_eq!(seen(FileType::Zip, &zip(&[locked])), Err(Flaw::Protected));
}

#[test]
fn a_document_that_would_be_unpacked_without_end_is_not_begun() {
    let mut text = pdf(1);
    let streams = "<< /Type /Obj#53tm >>\n".repeat(1_025);
    text.splice(9..9, format!("%{}\n", streams.replace('\n', " ")).into_bytes());
    assert_eq!(seen(FileType::Pdf, &text), Err(Flaw::Unpacked));
}

#[test]
fn an_archive_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() {
    let bomb = packed("zeroes", &vec![0; 20 * 1024 * 1024]);
    assert_eq!(seen(FileType::Zip, &zip(std::slice::from_ref(&bomb))), Err(Flaw::Unpacked), "a thousandfold");
    let huge = Packed { unpacked: u32::MAX - 1, ..some_text() };
    assert_eq!(seen(FileType::Zip, &zip(&[huge])), Err(Flaw::Unpacked), "by what it declares");
    assert_eq!(seen(FileType::Xlsx, &office("xl/", &[bomb])), Err(Flaw::Unpacked), "in an Office file too");
}

#[test]
fn an_archive_that_lies_about_its_sizes_is_found_out_while_it_is_unpacked() {
    let lies = Packed { unpacked: 10, ..packed("zeroes", &vec![0; 20 * 1024 * 1024]) };
    assert_eq!(seen(FileType::Zip, &zip(&[lies])), Err(Flaw::Unpacked));
    let short = Packed { unpacked: 1_000, ..some_text() };
    assert_eq!(seen(FileType::Zip, &zip(&[short])), Err(Flaw::Content));
    let bent = Packed { crc: 1, ..some_text() };
    assert_eq!(seen(FileType::Zip, &zip(&[bent])), Err(Flaw::Content));
}

#[test]
fn entries_that_share_their_bytes_are_a_bomb() {
    let files = [some_text(), some_text(), some_text()];
    assert_eq!(seen(FileType::Zip, &zip_at(&files, |_| 0)), Err(Flaw::Unpacked));
}

#[test]
fn too_many_entries_are_not_even_read() {
    let most = usize::try_from(MAX_ENTRIES).unwrap();
    assert_eq!(seen(FileType::Zip, &zip(&vec![packed("a", b""); most + 1])), Err(Flaw::Entries));
}

#[test]
fn entries_that_lead_out_of_the_folder_are_refused() {
    for name in ["../../etc/passwd", "/etc/passwd", "..\\a.txt", "C:\\a.txt", "a/../../b"] {
        assert_eq!(seen(FileType::Zip, &zip(&[packed(name, b"x")])), Err(Flaw::Content), "{name}");
    }
    assert!(seen(FileType::Zip, &zip(&[packed("a..b/..c.txt", b"x")])).is_ok());
}

#[test]
fn names_of_old_programs_are_read_too() {
    let chinese = Packed { name: b"\xba\xcf\xcd\xac.txt".to_vec(), ..some_text() };
    assert!(seen(FileType::Zip, &zip(&[chinese])).is_ok());
}

#[test]
fn an_office_file_has_its_parts_and_no_macros() {
    assert_eq!(seen(FileType::Docx, &zip(&[some_text()])), Err(Flaw::Content), "an archive by another name");
    assert_eq!(seen(FileType::Docx, &office("xl/", &[])), Err(Flaw::Content), "a table by another name");
    let macros = packed("word/vbaProject.bin", b"code");
    assert_eq!(seen(FileType::Docx, &office("word/", &[macros])), Err(Flaw::Macros));
    let types = b"<Override ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/>";
    let hidden = zip(&[packed("[Content_Types].xml", types), packed("word/document.xml", b"<d/>")]);
    assert_eq!(seen(FileType::Docx, &hidden), Err(Flaw::Macros));
}

#[test]
fn an_archive_in_an_archive_is_a_file_like_any_other() {
    let inner = zip(&[packed("zeroes", &vec![0; 20 * 1024 * 1024])]);
    assert!(seen(FileType::Zip, &zip(&[packed("inner.zip", &inner)])).is_ok());
}

mod whatever_comes {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_damage_to_an_archive_is_a_flaw_or_none_and_never_a_crash(
            at in 0..400_usize, byte in any::<u8>(), cut in 0..400_usize
        ) {
            let mut archive = office("word/", &[some_text()]);
            let length = archive.len();
            archive[at % length] = byte;
            archive.truncate(length - cut % length);
            let _ = seen(FileType::Docx, &archive);
        }

        #[test]
        fn any_damage_to_a_document_is_a_flaw_or_none_and_never_a_crash(
            at in 0..700_usize, byte in any::<u8>()
        ) {
            let mut document = pdf(3);
            let length = document.len();
            document[at % length] = byte;
            let _ = seen(FileType::Pdf, &document);
        }
    }
}
