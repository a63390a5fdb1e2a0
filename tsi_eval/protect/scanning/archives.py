"""What is packed: zip (Word and Excel too), gzip, bzip2, xz, and streams of zlib.

Everything is unpacked in memory, part by part, within the limits of `limits.py`.

Worked example. A document of Word of 12 parts gives 12 parts, "part 3 (word/document.xml)" among
them, and the names and notes of its parts as one text. A name that is not one of Word's own may be
a person's, and is called by its place only: "part 5".
"""

from __future__ import annotations

import bz2
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from typing import Protocol

from tsi_eval.protect.scanning.limits import Budget, NotLookedInto
from tsi_eval.protect.scanning.part import Part, Step

# Names that every document of an office has, and that may be said.
_OWN = ("word/document.xml", "word/comments.xml", "word/footnotes.xml", "docProps/core.xml", "docProps/app.xml")
_OWN_PARTS = frozenset((*_OWN, "docProps/custom.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "word/header1.xml"))
_ENCRYPTED = 1
_GZIP, _ZLIB = 31, 15
# What these libraries raise of damaged content.
_DAMAGED = (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, zipfile.BadZipFile, NotImplementedError)


class _Unpacker(Protocol):
    """What unpacks one stream of bytes."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...


def gzip_parts(content: bytes, budget: Budget) -> Iterator[Part]:
    """Yield what a gzip file holds.

    Raises:
        NotLookedInto: It is damaged ("damaged") or grows ("grows").
    """
    while content:
        unpacker = zlib.decompressobj(_GZIP)
        yield Part(Step("packed"), _unpacked(unpacker, content, budget))
        content = unpacker.unused_data.lstrip(b"\0")


def bzip2_parts(content: bytes, budget: Budget) -> Iterator[Part]:
    """Yield what a bzip2 file holds; raises as `gzip_parts`."""
    while content:
        unpacker = bz2.BZ2Decompressor()
        yield Part(Step("packed"), _unpacked(unpacker, content, budget))
        content = unpacker.unused_data


def xz_parts(content: bytes, budget: Budget) -> Iterator[Part]:
    """Yield what an xz file holds; raises as `gzip_parts`."""
    while content:
        unpacker = lzma.LZMADecompressor(memlimit=budget.size)
        yield Part(Step("packed"), _unpacked(unpacker, content, budget))
        content = unpacker.unused_data.lstrip(b"\0")


def inflated(content: bytes, budget: Budget) -> bytes:
    """Return a stream of zlib unpacked; raises as `gzip_parts`."""
    return _unpacked(zlib.decompressobj(_ZLIB), content, budget)


def _unpacked(unpacker: _Unpacker, content: bytes, budget: Budget) -> bytes:
    try:
        made = budget.unpacked(len(content), lambda most: unpacker.decompress(content, most))  # type: ignore[attr-defined]
    except _DAMAGED:
        raise NotLookedInto("damaged") from None
    if not unpacker.eof:
        raise NotLookedInto("damaged")
    return bytes(made)


def zip_parts(content: bytes, budget: Budget) -> Iterator[Part]:
    """Yield the members of a zip file, and their names and notes as one text.

    Raises:
        NotLookedInto: It is damaged ("damaged"), has a password ("password"), or grows ("grows").
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            notes = [archive.comment, *(note for item in members for note in (item.comment, item.extra))]
            names = "\n".join(item.filename for item in members).encode("utf-8", errors="replace")
            yield Part(Step("names"), names + b"\n" + b"\n".join(notes))
            # What stands before the first member belongs to no member.
            yield Part(Step("names"), content[: min((item.header_offset for item in members), default=0)])
            for place, item in enumerate(members, start=1):
                name = item.filename if item.filename in _OWN_PARTS else ""
                yield Part(Step("part", place, name), _member(archive, item, budget))
    except _DAMAGED:
        raise NotLookedInto("damaged") from None


def _member(archive: zipfile.ZipFile, item: zipfile.ZipInfo, budget: Budget) -> bytes:
    if item.flag_bits & _ENCRYPTED:
        raise NotLookedInto("password")
    with archive.open(item) as stream:
        return budget.unpacked(item.compress_size, stream.read)
