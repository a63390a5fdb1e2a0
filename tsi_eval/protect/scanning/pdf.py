r"""What a PDF holds: the text of its pages, its properties, its attached files, and its streams.

The pages are read by pdfium, which knows what letter each drawn sign stands for. All else is read
from the file itself: every stream that is no picture and no font is unpacked, and the texts in it,
`(\376\377\0002…)` or `<FEFF0032…>`, are read as the letters that they stand for.

Worked example. A report of 30 pages gives 30 parts "page 1" … "page 30", one of its properties,
and one for each stream, where titles, notes, forms and files that are attached stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tsi_eval.protect.scanning.archives import inflated
from tsi_eval.protect.scanning.decoding import is_utf8, texts_in
from tsi_eval.protect.scanning.limits import Budget, NotLookedInto
from tsi_eval.protect.scanning.part import Part, Step

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_NO_TEXT = re.compile(rb"/Subtype\s*/Image|/Length1\b|/Subtype\s*/(?:Type1C|CIDFontType0C|OpenType)|/Type\s*/XRef")
_WORDS = re.compile(rb"\((?P<literal>(?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*)\)|<(?P<hex>[0-9A-Fa-f\s]{8,})>", re.DOTALL)
# A stream that draws, and what may stand in it beside: notes, and texts of marked content.
_DRAWN = re.compile(rb"(?:^|\s)(?:BT|re|cm|Do|gs|rg|cs|q)\s")
_BESIDE = re.compile(rb"%[^\r\n]*|<<(?:[^<>]|<[^<>]*>)*>>\s*(?:BDC|DP)")
# Notes, names and long numbers; the table of places at the end has ten digits a line.
_NAMED = re.compile(rb"%[^\r\n]*|/[^\s/<>\[\]()%]{6,}|(?<![\d/])\d{10,12}(?![\d]| \d{5} [nf])")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_TWO_BYTES = (b"\xfe\xff", b"\xff\xfe")


def pdf_parts(content: bytes, budget: Budget) -> Iterator[Part]:
    """Yield the parts of a PDF.

    Raises:
        NotLookedInto: It is damaged ("damaged") or has a password ("password").
    """
    beside = _without_streams(content)
    yield Part(Step("about"), "\n".join(texts_in(b"\n".join(dict.fromkeys(_NAMED.findall(beside))))))
    yield Part(Step("about"), _words(beside))
    for place, (head, packed) in enumerate(_streams(content), start=1):
        if not _NO_TEXT.search(head):
            yield from _stream(place, head, packed, budget)
    yield from _read(content)


def _read(content: bytes) -> Iterator[Part]:
    """Yield pages, properties and attached files, as pdfium reads them."""
    import pypdfium2  # noqa: PLC0415  loaded where there is a PDF

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise NotLookedInto("password" if "assword" in str(error) else "damaged") from None
    try:
        yield Part(Step("about"), "\n".join(document.get_metadata_dict().values()))
        for place, page in enumerate(document, start=1):
            yield Part(Step("page", place), _text(page))
        for place in range(document.count_attachments()):
            attached = document.get_attachment(place)
            yield Part(Step("names"), attached.get_name())
            yield Part(Step("attached", place + 1), bytes(attached.get_data()))
    except pypdfium2.PdfiumError:
        raise NotLookedInto("damaged") from None
    finally:
        document.close()


def _text(page: Any) -> str:
    read = page.get_textpage()
    # A letter of its own, where a word is divided at the end of a line.
    text = str(read.get_text_range()).replace("\ufffe", "")
    read.close()
    page.close()
    return text


def _streams(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield what is said of each stream, and the stream as it stands."""
    end = 0
    while match := _STREAM.search(content, end):
        head = content[end : match.start()]
        end = content.find(b"endstream", match.end())
        if end < 0:
            end = len(content)
        yield head[head.rfind(b"obj") + 1 :], content[match.end() : end]


def _without_streams(content: bytes) -> bytes:
    return re.sub(rb"(?<!end)stream\r?\n.*?endstream", b"", content, flags=re.DOTALL)


def _stream(place: int, head: bytes, packed: bytes, budget: Budget) -> Iterator[Part]:
    if b"/FlateDecode" in head:
        try:
            packed = inflated(packed, budget)
        except NotLookedInto as error:
            if error.why != "damaged":
                raise
            # What pdfium can't read either is drawn nowhere: it is searched as it stands.
    step = Step("stream", place)
    if _DRAWN.search(packed):
        # What is drawn was read on its page; the rest says what is drawn, or nothing.
        packed = b"\n".join(match[0] for match in _BESIDE.finditer(packed))
    yield Part(step, packed)
    yield Part(step, _words(packed))


def _words(content: bytes) -> str:
    """Return the texts among the signs of a PDF, a line each."""
    # A document says the same of each of its rows and cells.
    return "\n".join(
        _letters(bytes.fromhex(_even(digits)) if digits else _plain(literal))
        for literal, digits in dict.fromkeys(_WORDS.findall(content))
    )


def _even(digits: bytes) -> str:
    bare = b"".join(digits.split()).decode()
    return bare + "0" * (len(bare) % 2)


def _plain(literal: bytes) -> bytes:
    return _ESCAPE.sub(_sign, literal) if b"\\" in literal else literal


def _sign(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    if code.isdigit():
        return bytes([int(code, 8) & 255])
    return b"" if code.strip() == b"" else _SIGNS.get(code, code)


def _letters(raw: bytes) -> str:
    if raw[:2] in _TWO_BYTES:
        return raw.decode("utf-16", errors="replace")
    return raw.decode("utf-8", errors="ignore") if raw.isascii() or is_utf8(raw) else raw.decode("latin-1")
