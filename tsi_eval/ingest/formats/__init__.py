"""How each format of file is read: from its name to rows of text.

A reader yields one grid, or several where the file may be read in several ways. Which of them it is
decides who knows the declared columns (`read.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from tsi_eval.ingest.formats.delimited import delimited
from tsi_eval.ingest.formats.grid import Grid, UnreadableError
from tsi_eval.ingest.formats.workbook import workbook
from tsi_eval.pilot.source import FileFormat

Reader: TypeAlias = "Callable[[Path, FileFormat], Iterator[Grid | UnreadableError]]"
READERS: Mapping[str, Reader] = {".csv": delimited, ".xlsx": workbook}
