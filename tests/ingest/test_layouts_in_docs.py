"""The page on layouts: each file that it shows is read, by its lines, to the same numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pages import DOCS, blocks
from small_files import taken
from small_pilot import SCHOOLS

SHOWN = [block for block in blocks(DOCS / "how_to" / "layouts.md") if block.language in {"text", "toml"}]
WAYS = list(zip(SHOWN[::2], SHOWN[1::2], strict=True))


def test_each_file_is_followed_by_its_lines() -> None:
    assert 4 == len(WAYS)
    assert {("text", "toml")} == {(file.language, lines.language) for file, lines in WAYS}


@pytest.mark.parametrize("way", range(len(WAYS)))
def test_every_way_gives_the_same_numbers(way: int, files: dict[str, str], write: Callable[..., Path]) -> None:
    file, lines = WAYS[way]
    outcome = files["sources.toml"].partition("[[source]]")[0]

    intake = taken(
        write(
            {
                "pilot.toml": files["pilot.toml"] + SCHOOLS,
                "sources.toml": outcome + lines.code,
                "questions.toml": "declared = 2023-01-01\nquestion = []\n",
                "orosanmalningar.csv": file.code,
            }
        )
    )

    assert not intake.problems
    rows = intake.tables["counts"][["unit", "month", "series", "n"]]
    assert [
        ("a", "2023-08", "reports", 4.0),
        ("a", "2023-09", "reports", 7.0),
        ("b", "2023-08", "reports", 5.0),
        ("b", "2023-09", "reports", 8.0),
    ] == sorted(rows.itertuples(index=False, name=None))
