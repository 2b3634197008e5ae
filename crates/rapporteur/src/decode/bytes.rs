//! Opening what was named, packed or not, with a bound on what it unpacks to.

use super::Options;
use super::error::Kind;
use super::files::ends_in;
use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// News text packs to a third, JSON of it to a tenth, a ring of machine-made posts to a fortieth; deflate's own limit
/// is a thousandth.
pub(super) const MAX_RATIO: u64 = 200;

/// An open file, unpacked.
pub struct Source {
    pub reader: Box<dyn BufRead>,
    packed: bool,
}

impl Source {
    /// What an error of the reader means.
    pub fn trouble(&self, error: io::Error) -> Kind {
        match error.kind() {
            _ if error.get_ref().is_some_and(|inner| inner.is::<Bomb>()) => Kind::Bomb,
            io::ErrorKind::UnexpectedEof if self.packed => Kind::Truncated(error),
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData if self.packed => Kind::Corrupt(error),
            _ => Kind::Unreadable(error),
        }
    }
}

/// Opens a file or standard input (`-`); gzip is known by its first bytes, whatever the name.
pub fn open(path: &Path, options: &Options) -> Result<Source, Kind> {
    let inner: Box<dyn Read> = match path.as_os_str() == "-" {
        true => Box::new(io::stdin().lock()),
        false => Box::new(File::open(path).map_err(Kind::Unreadable)?),
    };
    let mut raw = Counted { inner, meter: options.meter.clone() };
    let mut first = Vec::with_capacity(2);
    raw.by_ref().take(2).read_to_end(&mut first).map_err(Kind::Unreadable)?;
    let packed = first == [0x1f, 0x8b];
    if !packed && ends_in(path, &["gz"]) {
        return Err(Kind::NotGzip);
    }
    let whole = BufReader::with_capacity(1 << 16, Cursor::new(first).chain(raw));
    let reader: Box<dyn BufRead> = match packed {
        true => Box::new(BufReader::with_capacity(1 << 16, Unpacking::new(whole, options.max_bytes))),
        false => Box::new(whole),
    };
    Ok(Source { reader, packed })
}

/// Unpacks gzip of any number of members until it has become suspiciously much.
struct Unpacking<R: BufRead> {
    decoder: MultiGzDecoder<Counted<R>>,
    packed: Arc<AtomicU64>,
    unpacked: u64,
    /// Less than this is never too much.
    harmless: u64,
}

impl<R: BufRead> Unpacking<R> {
    fn new(inner: R, harmless: u64) -> Self {
        let packed: Arc<AtomicU64> = Arc::default();
        let decoder = MultiGzDecoder::new(Counted { inner, meter: packed.clone() });
        Unpacking { decoder, packed, unpacked: 0, harmless }
    }
}

impl<R: BufRead> Read for Unpacking<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.decoder.read(buffer)?;
        self.unpacked += n as u64;
        if self.unpacked > self.harmless && self.unpacked / MAX_RATIO > self.packed.load(Relaxed) {
            return Err(io::Error::other(Bomb));
        }
        Ok(n)
    }
}

/// Counts the bytes that were taken from a reader.
struct Counted<R> {
    inner: R,
    meter: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.meter.fetch_add(n as u64, Relaxed);
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        self.meter.fetch_add(n as u64, Relaxed);
        self.inner.consume(n);
    }
}

#[derive(Debug, thiserror::Error)]
#[error("unpacks to too much")]
struct Bomb;
