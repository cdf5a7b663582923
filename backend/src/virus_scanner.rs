//! The hook for a virus scanner: clamd, asked over TCP with its INSTREAM command, or whatever speaks the same. It fails closed:
//! a scanner that does not answer lets nothing pass, and loses nothing (R7).

use crate::problem::Fault;
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// A scan that takes longer is given up; the call round it has thirty seconds.
const WITHIN: Duration = Duration::from_secs(20);
/// Bytes that are sent at once.
const STRETCH: usize = 64 * 1024;
/// An answer is one line.
const MOST_ANSWERED: u64 = 4_096;

/// What a scanner says of a content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Clean,
    /// With the name of what was found.
    Infected(String),
}

/// Has the scanner at `host:port` look at a content.
///
/// # Errors
/// When it does not answer, or with anything but a verdict: to be tried again.
pub async fn scan(scanner: &str, content: &[u8]) -> Result<Verdict, Fault> {
    let answer = tokio::time::timeout(WITHIN, ask(scanner, content)).await;
    let answer = answer.map_err(|_| unavailable("no answer in time"))?;
    read(&answer.map_err(|error| unavailable(&error.to_string()))?)
}

fn unavailable(why: &str) -> Fault {
    Fault::overload(format!("the virus scanner does not answer: {why}"))
}

async fn ask(scanner: &str, content: &[u8]) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(scanner).await?;
    stream.write_all(b"zINSTREAM\0").await?;
    for stretch in content.chunks(STRETCH) {
        let length = u32::try_from(stretch.len()).map_err(std::io::Error::other)?;
        stream.write_all(&length.to_be_bytes()).await?;
        stream.write_all(stretch).await?;
    }
    stream.write_all(&0_u32.to_be_bytes()).await?;
    let mut answer = Vec::new();
    stream.take(MOST_ANSWERED).read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

/// `stream: OK`, `stream: Name FOUND`, or why it did not scan.
fn read(answer: &str) -> Result<Verdict, Fault> {
    let said = answer.trim_end_matches(['\0', '\n', '\r']);
    let verdict = said.strip_prefix("stream: ").unwrap_or_default();
    if verdict == "OK" {
        return Ok(Verdict::Clean);
    }
    match verdict.strip_suffix(" FOUND") {
        Some(name) => Ok(Verdict::Infected(name.to_owned())),
        None => Err(unavailable(said)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_verdict_is_a_verdict() {
        assert_eq!(read("stream: OK\0").unwrap(), Verdict::Clean);
        let found = read("stream: Win.Test.EICAR_HDB-1 FOUND\0").unwrap();
        assert_eq!(found, Verdict::Infected("Win.Test.EICAR_HDB-1".to_owned()));
        for nothing in ["", "INSTREAM size limit exceeded. ERROR\0", "stream: OKAY", "OK"] {
            assert!(read(nothing).unwrap_err().is_overload(), "{nothing}");
        }
    }
}
