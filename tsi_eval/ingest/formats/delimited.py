"""Files of text with a sign between fields: csv and its kin."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from tsi_eval.ingest.formats.grid import Grid, Row, UnreadableError
from tsi_eval.pilot.source import FileFormat

DELIMITERS = (";", "\t", ",", "|")
LARGEST_ROWS = 2_000_000
# Titles, headers and rows of sums may stand beside the rows that count.
_BESIDE_ROWS = 1_000
# UTF-8 read as cp1252, and the sign that stands for what could not be read.
_MOJIBAKE = re.compile(
    "Ã[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|\ufffd"
)
_BLANK = b" ;,|\t\r\n"
_LINE_END = re.compile("\r\n|\r|\n")
_OUR_LETTERS = re.compile("[åäöÅÄÖ]")
# What an old Mac's å, ä, ö, Ä and Ö are in cp1252: Œ, Š, š, € and …. They stand there as vowels do,
# which they never are: a capital after a small letter ("HŠr"), "š" with no vowel beside it
# ("Malmš"), a sign of euro before letters ("€rende"), three points before half a word ("…rebro").
_CONSONANT = "[b-df-hj-np-tv-xz]"
_MAC = re.compile(
    rf"[a-zé][ŒŠ]|{_CONSONANT}š(?:{_CONSONANT}|(?!\w))|€[a-z]{{2}}"
    r"|…(?:r[b-df-hj-np-tv-z]|rebro|pp|ns|vri|vre\b|stra\b|ster(?:\b|sund))"
)


def delimited(path: Path, form: FileFormat) -> Iterator[Grid | UnreadableError]:
    """Yield what the file gives with the declared delimiter, or with each of the usual ones.

    A delimiter that gives no rows yields its error instead.

    Raises:
        UnreadableError: The text can't be decoded (E117, E118, E393), or holds what no text
            does (E119).
    """
    text, found = _decoded(path, form)
    _check_letters(text, found)
    if form.delimiter != "auto":
        rows = _split(text, form.delimiter)
        yield Grid(rows=rows, found=found, faults=(*_swallowed(rows, form.delimiter),))
        return
    # A sign that the text does not have divides nothing; one is tried even so.
    for delimiter in [sign for sign in DELIMITERS if sign in text] or DELIMITERS[:1]:
        name = "tab" if delimiter == "\t" else delimiter
        try:
            rows = _split(text, delimiter)
            yield Grid(rows=rows, found={**found, "delimiter": name}, faults=(*_swallowed(rows, delimiter),))
        except UnreadableError as error:
            if error.code == "E111":
                raise
            yield error


def _decoded(path: Path, form: FileFormat) -> tuple[str, Mapping[str, str]]:
    content = path.read_bytes()
    tried = _encodings(content) if form.encoding == "auto" else (form.encoding,)
    # Without quotation marks every line is a row. A byte is a letter in all of these but UTF-16,
    # so that lines can be counted before anything else costs time.
    if (
        tried != ("utf-16",)
        and b'"' not in content
        and content.rstrip(_BLANK).count(b"\n") > LARGEST_ROWS + _BESIDE_ROWS
    ):
        raise UnreadableError("E111")
    for encoding in tried:
        try:
            text = content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
        except UnicodeDecodeError:
            continue
        return text, {"encoding": encoding} if form.encoding == "auto" else {}
    raise UnreadableError("E117", encoding=form.encoding)


def _encodings(content: bytes) -> tuple[str, ...]:
    """Return the encodings that a file may have, as it begins."""
    return ("utf-16",) if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8", "cp1252")


def _check_letters(text: str, found: Mapping[str, str]) -> None:
    """Refuse signs that no text has (E119), and letters that were read as others (E118, E393)."""
    if "\0" in text:
        raise UnreadableError("E119")
    if _MOJIBAKE.search(text):
        raise UnreadableError("E118")
    if found.get("encoding") == "cp1252" and _is_from_a_mac(text):
        raise UnreadableError("E393")


def _is_from_a_mac(text: str) -> bool:
    """Tell whether a text that was read as cp1252 is an old Mac's.

    A text with an å, ä or ö that is right as it stands is none.

    Example:
        >>> _is_from_a_mac("Malmš"), _is_from_a_mac("Miloš")
        (True, False)
    """
    return _MAC.search(text) is not None and _OUR_LETTERS.search(text) is None


def _split(text: str, delimiter: str) -> tuple[Row, ...]:
    """Return the rows of a text. Equal fields are one object, since most words stand in many rows.

    Raises:
        UnreadableError: A quotation mark is not closed (E122), or the rows are too many (E111).
    """
    most = LARGEST_ROWS + _BESIDE_ROWS
    text = _without_blank_end(text, delimiter)
    # Without quotation marks every line is a row, and they can be counted before they are divided.
    if '"' not in text and text.count("\n") > most:
        raise UnreadableError("E111")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    same = dict[str, str]().setdefault
    try:
        rows = tuple((reader.line_num, tuple(map(same, fields, fields))) for fields in islice(reader, most + 1))
    except csv.Error:
        raise UnreadableError("E122", count=1, of="?", columns="?") from None
    if len(rows) > most:
        raise UnreadableError("E111")
    return rows


def _without_blank_end(text: str, delimiter: str) -> str:
    """Return a text without the lines after its last row, of which a program may leave a million.

    A line of nothing but delimiters is blank too. The last row keeps all its fields.
    """
    end = len(text.rstrip(f"{delimiter} \t\r\n"))
    after = _LINE_END.search(text, end)
    return text if after is None else text[: after.end()]


def _swallowed(rows: tuple[Row, ...], delimiter: str) -> Iterator[UnreadableError]:
    """Yield a fault (E122) where a field in quotation marks holds whole rows of the file.

    Two quotation marks that nobody closed, some rows apart, make everything between them one field.
    A text of several lines is no fault. A line of it is a row if it has as many fields as the
    file's rows, and its first field looks like theirs: as many letters and figures.
    """
    spanning = [(number, field) for number, fields in rows for field in fields if "\n" in field]
    if not spanning:
        return
    width = max(Counter(len(fields) for _, fields in rows).items(), key=lambda item: item[1])[0]
    firsts = _shapes_of_firsts(rows, width)
    wrong = tuple(number for number, field in spanning if _holds_a_row(field, delimiter, width, firsts))
    if wrong and width > 1:
        yield UnreadableError("E122", rows=wrong, count=len(wrong), of=len(rows), columns=width)


def _shapes_of_firsts(rows: tuple[Row, ...], width: int) -> set[str]:
    return {_shape(fields[0]) for _, fields in rows if len(fields) == width}


def _holds_a_row(field: str, delimiter: str, width: int, firsts: set[str]) -> bool:
    return any(_is_row(line, delimiter, width, firsts) for line in field.splitlines()[1:])


def _is_row(line: str, delimiter: str, width: int, firsts: set[str]) -> bool:
    return line.count(delimiter) == width - 1 and _shape(line.split(delimiter, maxsplit=1)[0]) in firsts


def _shape(field: str) -> str:
    return re.sub(r"[^\W\d_]", "a", re.sub(r"\d", "9", field.strip()))
