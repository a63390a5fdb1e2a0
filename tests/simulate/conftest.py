"""A delivery in both forms, and the plainest readers of its files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import openpyxl
import pytest

from tsi_eval.simulate import Delivery, simulate_familjeteamet

Rows = list[list[str]]


@pytest.fixture(scope="session")
def messy() -> Delivery:
    return simulate_familjeteamet(1)


@pytest.fixture(scope="session")
def clean() -> Delivery:
    return simulate_familjeteamet(1, messy=False)


def decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AssertionError


@pytest.fixture(scope="session")
def read() -> Callable[[Delivery, str], Rows]:
    """Return a function that gives every cell of a file as text."""

    def rows(delivery: Delivery, name: str) -> Rows:
        content = delivery.files[name]
        if name.endswith(".csv"):
            return list(csv.reader(io.StringIO(decoded(content), newline=""), delimiter=";"))
        page = openpyxl.load_workbook(io.BytesIO(content)).active
        assert page is not None
        return [["" if cell is None else str(cell) for cell in row] for row in page.iter_rows(values_only=True)]

    return rows


@pytest.fixture(scope="session")
def table(read: Callable[[Delivery, str], Rows]) -> Callable[[Delivery, str], list[dict[str, str]]]:
    """Return a function that gives a tidy file as records."""

    def records(delivery: Delivery, name: str) -> list[dict[str, str]]:
        header, *rows = read(delivery, name)
        return [dict(zip(header, row, strict=True)) for row in rows]

    return records
