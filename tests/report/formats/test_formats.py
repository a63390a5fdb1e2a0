"""The formats of a report: each has a name, a file of its own, and a function that makes it."""

from __future__ import annotations

import pytest
from documents_by_hand import document

from tsi_eval.making.request import EVERY_FORMAT, USUAL
from tsi_eval.report.formats import FORMATS, Format
from tsi_eval.report.formats.pandoc import read

BEGINS = {"html": b"<!DOCTYPE html>", "pdf": b"%PDF-", "docx": b"PK", "brief": b"%PDF-"}


def test_every_format_can_be_asked_for() -> None:
    assert tuple(item.name for item in FORMATS) == EVERY_FORMAT


def test_every_format_has_a_file_of_its_own_named_by_its_kind() -> None:
    assert [item.file for item in FORMATS] == [*(f"follow_up_report.{name}" for name in USUAL.formats), "brief.pdf"]


@pytest.mark.parametrize("made", FORMATS, ids=lambda item: item.name)
def test_the_same_document_gives_the_same_bytes_of_its_kind(made: Format) -> None:
    wanted = document("# A\n\nord\n\n# B\n\nord")
    tree = read(wanted)

    first, again = made.make(wanted, tree), made.make(wanted, tree)

    assert first.startswith(BEGINS[made.name])
    assert first == again
