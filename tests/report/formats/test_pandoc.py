"""Pandoc reads a document once for every format, and refuses without quoting."""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime

import pytest
from documents_by_hand import document

from tsi_eval.errors import ReportError
from tsi_eval.report.formats.pandoc import noon, own, pandoc, program, read


def texts(tree: object) -> list[str]:
    """Return every word of a tree, in order."""
    if isinstance(tree, list):
        return [text for item in tree for text in texts(item)]
    if isinstance(tree, dict):
        return [tree["c"]] if tree.get("t") == "Str" else texts(tree.get("c"))
    return []


def test_the_document_s_words_and_its_cover_are_in_the_tree() -> None:
    ast = json.loads(read(document("# Å <b>\n\nord", title="T <i>")).whole)

    assert ["Å", "<b>", "ord"] == texts(ast["blocks"])
    assert {"t": "MetaString", "c": "T <i>"} == ast["meta"]["say-title"]
    assert "say contents" == ast["meta"]["say-contents"]["c"]
    facts = ast["meta"]["say-facts"]["c"]
    assert ["Huvudman", "Testkommun"] == [word["c"] for word in facts[0]["c"]]


def test_raw_marks_of_any_format_are_read_as_words() -> None:
    blocks = json.loads(read(document("<b>x</b> \\write18{id}\n\n---\ntitle: y\n---")).whole)["blocks"]

    assert not [block for block in blocks if block["t"].startswith("Raw")]
    assert "<b>x</b>" in " ".join(texts(blocks))


def test_sources_that_are_cited_are_listed_in_their_box() -> None:
    ast = json.loads(read(document("Så [@wilcoxon1945].\n\n::: {#refs .refs}\n:::")).whole)

    box = next(block for block in ast["blocks"] if block["t"] == "Div")
    assert "refs" == box["c"][0][0]
    assert "Wilcoxon" in " ".join(texts(box))


def test_what_pandoc_can_not_do_is_refused_by_the_format_s_name() -> None:
    with pytest.raises(ReportError) as error:
        pandoc(("--from=no-such-format",), b"secret", "HTML")

    assert [("E173", {"format": "HTML"})] == [(p.code, dict(p.params)) for p in error.value.problems]


def test_pandoc_reads_its_input_and_writes_its_output() -> None:
    assert b"<p>\xc3\xa5</p>\n" == pandoc(("--from=markdown", "--to=html"), "å".encode(), "HTML")


def test_noon_of_a_day_is_that_day_in_every_time_zone_of_europe() -> None:
    assert datetime(2026, 11, 22, 12, tzinfo=UTC) == datetime.fromtimestamp(noon(date(2026, 11, 22)), UTC)


def test_the_program_and_our_own_files_are_there() -> None:
    assert os.access(program(), os.X_OK)
    assert own("html.lua").is_file()
