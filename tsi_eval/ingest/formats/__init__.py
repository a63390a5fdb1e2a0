"""How each format of file is read: from its name to rows of text.

A reader yields one grid, or several where the file may be read in several ways. Which of them it is
decides who knows the declared columns (`choice.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from tsi_eval.ingest.formats.delimited import delimited
from tsi_eval.ingest.formats.grid import Grid, UnreadableError
from tsi_eval.ingest.formats.ods import ods
from tsi_eval.ingest.formats.old_workbook import xls, xlsb
from tsi_eval.ingest.formats.spss import spss
from tsi_eval.ingest.formats.xlsx import xlsx
from tsi_eval.pilot.source import FileFormat

Reader: TypeAlias = "Callable[[Path, FileFormat], Iterator[Grid | UnreadableError]]"
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format of file.

    Attributes:
        read: Its reader.
        begins: The bytes that such a file begins with, in any of several ways; () for text, which
            begins as it likes, but as none of the others.
    """

    read: Reader
    begins: tuple[bytes, ...] = ()


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        ".csv": Format(read=delimited),
        ".tsv": Format(read=delimited),
        ".txt": Format(read=delimited),
        ".xlsx": Format(read=xlsx, begins=(ZIP,)),
        ".ods": Format(read=ods, begins=(ZIP,)),
        ".xlsb": Format(read=xlsb, begins=(ZIP,)),
        ".xls": Format(read=xls, begins=(OLE,)),
        ".sav": Format(read=spss, begins=(b"$FL2", b"$FL3")),
        ".zsav": Format(read=spss, begins=(b"$FL2", b"$FL3")),
    }
)
