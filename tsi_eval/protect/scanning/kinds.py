"""What kind of file some bytes are, told by how they begin, and what is done with each kind.

- What is opened: zip (Word, Excel), gzip, bzip2, xz, PDF, PNG.
- What no report holds, and what can't be opened without running it or without a library that the
  package does not have: pickles, parquet, HDF5, SQLite, 7z, rar, zstd, Excel and Word of before
  2007. It is searched as bytes, and counts as not looked into.
- What is only a picture's points or a letter's shape: JPEG, GIF, WebP, fonts. It is searched as
  bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tsi_eval.protect.scanning.archives import bzip2_parts, gzip_parts, xz_parts, zip_parts
from tsi_eval.protect.scanning.limits import Budget
from tsi_eval.protect.scanning.part import Part
from tsi_eval.protect.scanning.pdf import pdf_parts
from tsi_eval.protect.scanning.pictures import PNG, png_parts

Opener = Callable[[bytes, Budget], Iterator[Part]]
OPENERS: dict[bytes, Opener] = {
    b"PK\x03\x04": zip_parts,
    b"PK\x05\x06": zip_parts,
    b"\x1f\x8b\x08": gzip_parts,
    b"BZh": bzip2_parts,
    b"\xfd7zXZ\x00": xz_parts,
    b"%PDF-": pdf_parts,
    PNG: png_parts,
}
# Of pickles only the protocols that have a mark of their own are told.
CLOSED = (
    *(b"\x80" + bytes([protocol]) for protocol in range(2, 6)),
    *(b"PAR1", b"\x89HDF\r\n\x1a\n", b"SQLite format 3\0", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07"),
    *(b"\x28\xb5\x2f\xfd", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x93NUMPY", b"ARROW1", b"\x04\x22\x4d\x18"),
)
SHAPES = (b"\xff\xd8\xff", b"GIF8", b"RIFF", b"wOF2", b"wOFF", b"\0\1\0\0", b"OTTO", b"true")


def kind_of(content: bytes) -> Opener | str | None:
    """Return how bytes are opened; "closed", "shape", or None where no kind is known."""
    for start, opener in OPENERS.items():
        if content.startswith(start):
            return opener
    if content.startswith(CLOSED):
        return "closed"
    return "shape" if content.startswith(SHAPES) else None
