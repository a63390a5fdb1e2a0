"""What is printed: neither what lies behind a fold, nor chapters for the screen."""

from __future__ import annotations

import json
from typing import Any

from documents_by_hand import document

from tsi_eval.report.formats.pandoc import read
from tsi_eval.report.formats.printed import printed

TABLE = "::: {{.table{fold} #table-{name}}}\n| a | b |\n| --- | ---: |\n| x | 1 |\n:::"


def names(markdown: str) -> list[str]:
    """Return the ids of headings and boxes that are printed."""
    blocks: list[dict[str, Any]] = json.loads(read(document(markdown)).printed)["blocks"]
    place = {"Header": 1, "Div": 0}
    return [block["c"][place[block["t"]]][0] for block in blocks if block["t"] in place]


def test_a_table_behind_a_fold_is_not_printed_and_others_are() -> None:
    shown = TABLE.format(fold="", name="shown") + "\n\n" + TABLE.format(fold=" .fold", name="folded")

    assert ["a", "table-shown"] == names(f"# A\n\n{shown}")


def test_a_box_of_that_name_without_a_table_is_somebodys_text() -> None:
    assert ["a", "b"] == names("# A\n\n::: {.table .fold #b}\nord\n:::")


def test_a_chapter_for_the_screen_ends_with_the_next_chapter() -> None:
    assert ["a", "d"] == names("# A\n\n# B {.screen}\n\n## C\n\n# D")


def test_a_box_for_the_screen_is_not_printed_nor_a_source_that_is_cited_there_alone() -> None:
    cites = "[@wilcoxon1945]\n\n::: {.methods .onScreen #b}\n[@hedges1981]\n:::\n\n::: {#refs .refs}\n:::"
    blocks = json.loads(read(document(f"# A\n\n{cites}")).printed)["blocks"]

    (sources,) = (block for block in blocks if block["t"] == "Div")
    assert ["ref-wilcoxon1945"] == [entry["c"][0][0] for entry in sources["c"][1]]


def test_nothing_is_printed_of_nothing() -> None:
    assert [] == printed([])
