"""What people read beside the code: lines that a screen holds, and places that exist."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import PAGES

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "tsi_eval"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *PAGES, ROOT / "tests" / "README.md"])
WIDEST = 100
CODE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
QUOTED = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#]+)[^)]*\)")
# A path of this repository: words with a slash between, or a file of Python.
PLACE = re.compile(r"[\w.-]+(?:/[\w.-]+)+/?|\w+\.py")
# Made when a report is made, or by whoever follows the text; or no place, such as 2023/24.
MADE = re.compile(r"^reports/(?!README|sample)|^data_raw/mypilot|^docs/(?:_build|made)/|^\.|^texts/|/NN-|^[\d/]+$")


def prose(document: Path) -> str:
    return CODE.sub("", document.read_text(encoding="utf-8"))


def places(document: Path) -> Iterator[str]:
    """Yield what a document names as a place in the repository."""
    for quoted in QUOTED.findall(prose(document)):
        if PLACE.fullmatch(quoted) and not MADE.search(quoted):
            yield quoted
    for link in LINK.findall(prose(document)):
        # Pages that are made from the code are there when the documentation is built.
        if "://" not in link and not link.startswith("/made/"):
            yield link


def exists(place: str, document: Path) -> bool:
    # DESIGN tells of `release` by the files of its own folder.
    roots = (ROOT, PACKAGE, PACKAGE / "protect" / "disclosure", ROOT / "tests", document.parent)
    return any((root / place).exists() for root in roots) or ("/" not in place and any(ROOT.rglob(f"*/{place}")))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
class TestEveryDocument:
    def test_has_no_line_that_is_too_wide(self, document: Path) -> None:
        lines = prose(document).splitlines()

        assert [] == [line for line in lines if len(line) > WIDEST and not line.startswith(("|", "<img"))]

    def test_names_only_places_that_exist(self, document: Path) -> None:
        assert [] == [place for place in places(document) if not exists(place, document)]


def rows_of(document: str) -> list[list[str]]:
    """Return the cells of every row of a document's tables."""
    lines = (ROOT / "docs" / document).read_text(encoding="utf-8").splitlines()
    return [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")]


def lines_to_write(document: str) -> list[list[str]]:
    """Return what each row of a document's tables tells a project lead to write."""
    return [[code for code in QUOTED.findall(cells[-1]) if " = " in code] for cells in rows_of(document)]


class TestAPilotsFiles:
    """The project lead's own document, which is there in two languages."""

    def test_says_the_same_in_both_languages(self) -> None:
        swedish, english = (lines_to_write(document) for document in ("en_pilots_filer.md", "a_pilots_files.md"))

        assert swedish == english
        assert 45 < len(swedish)

    @pytest.mark.parametrize("document", ["en_pilots_filer.md", "a_pilots_files.md"])
    def test_every_line_to_write_is_one_that_can_be_written(self, document: str) -> None:
        lines = [code for row in lines_to_write(document) for code in row]
        blocks = re.findall(
            r"^```toml\n(.*?)^```", (ROOT / "docs" / document).read_text("utf-8"), re.DOTALL | re.MULTILINE
        )

        assert 30 < len(lines)
        assert 4 <= len(blocks)
        for text in [*lines, *blocks]:
            assert tomllib.loads(text)
