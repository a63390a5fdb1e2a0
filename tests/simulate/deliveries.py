"""The plainest readers of a delivery's files, for tests that must not use the package's own."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping

import openpyxl

from tsi_eval.simulate import Delivery

Rows = list[list[str]]
Records = list[dict[str, str]]
DIGEST = """
import hashlib, sys
from tsi_eval.simulate import simulate
files = simulate(sys.argv[1], 1, messy=sys.argv[2] == "messy").files
print(hashlib.sha256(b"".join(name.encode() + files[name] for name in sorted(files))).hexdigest())
"""


def decoded(content: bytes) -> str:
    """Return the text of a file that is UTF-8, with or without a mark, or else old Windows text."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def rows_of(delivery: Delivery, name: str) -> Rows:
    """Return every cell of a file as text."""
    content = delivery.files[name]
    if name.endswith(".csv"):
        return list(csv.reader(io.StringIO(decoded(content), newline=""), delimiter=";", strict=True))
    page = openpyxl.load_workbook(io.BytesIO(content)).active
    assert page is not None
    return [["" if cell is None else str(cell) for cell in row] for row in page.iter_rows(values_only=True)]


def records_of(delivery: Delivery, name: str) -> Records:
    """Return the rows of a file whose first line is its heading."""
    header, *rows = rows_of(delivery, name)
    return [dict(zip(header, row, strict=True)) for row in rows]


def once(records: Records) -> Records:
    """Return records without those that stand there again."""
    return list({tuple(record.values()): record for record in records}.values())


def digest(files: Mapping[str, bytes]) -> str:
    """Return one hash of all files and their names."""
    return hashlib.sha256(b"".join(name.encode() + files[name] for name in sorted(files))).hexdigest()


def digest_elsewhere(pilot: str, form: str) -> str:
    """Return the hash of seed 1 from a process with another time zone and another hash seed."""
    env = {**os.environ, "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7"}
    words = [sys.executable, "-c", DIGEST, pilot, form]
    return subprocess.run(words, env=env, capture_output=True, text=True, check=True).stdout.strip()
