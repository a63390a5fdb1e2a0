"""Decisions are files of one form, and their index says of each what the file says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "decisions"
INDEX = FOLDER / "README.md"
FILES = sorted(FOLDER.glob("[0-9]*.md"))
WIDEST = 100

FORM = re.compile(
    r"# (?P<title>[^\n]+[^\n.])\n"
    r"\n"
    r"date: (?P<date>\d{4}-\d\d-\d\d)(?: \(first written down\))?\n"
    r"status: (?P<status>accepted|replaced by \d\d+|amended by \d\d+)\n"
    r"\n## What\n\n(?P<what>.+?)"
    r"\n## Why\n\n(?P<why>.+?)"
    r"(?:\n## What else was weighed\n\n(?P<weighed>.+?))?",
    re.DOTALL,
)
ENTRY = re.compile(r"^- \[(\d+)\]\(([^)]+)\) (.+) · ([^·\n]+)$", re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)]+)\)")
QUOTED = re.compile(r"`([^`]+)`")
PLACE = re.compile(r"[\w.-]+(?:/[\w.-]+)+/?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the index says of one decision."""

    file: str
    title: str
    status: str


def number_of(path: Path) -> str:
    return path.name.split("-")[0]


def form_of(path: Path) -> re.Match[str]:
    found = FORM.fullmatch(path.read_text(encoding="utf-8"))
    assert found is not None, f"{path.name} has another form than a decision"
    return found


def index() -> dict[str, Entry]:
    """Return number → what the index says; an entry may go on in the next, indented line."""
    text = INDEX.read_text(encoding="utf-8").replace("\n  ", " ")
    return {number: Entry(file=file, title=title, status=status) for number, file, title, status in ENTRY.findall(text)}


def places_named(text: str) -> Iterator[str]:
    """Yield what stands in backticks and looks like a path of the repository.

    It has a slash, and its first part is a folder of the repository.
    """
    for quoted in QUOTED.findall(text):
        if PLACE.fullmatch(quoted) and (ROOT / quoted.split("/")[0]).is_dir():
            yield quoted


def test_there_are_decisions() -> None:
    assert len(FILES) >= 66


def test_every_number_is_used_once() -> None:
    numbers = [number_of(path) for path in FILES]

    assert sorted(set(numbers)) == numbers
    assert all(len(number) >= 2 for number in numbers)


def test_index_names_every_file_once_with_its_title_and_status() -> None:
    said = {path.name: form_of(path) for path in FILES}
    kept = {
        number_of(path): Entry(file=path.name, title=said[path.name]["title"], status=said[path.name]["status"])
        for path in FILES
    }

    assert kept == index()
    assert len(FILES) == INDEX.read_text(encoding="utf-8").count("\n- [")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
class TestEveryDecision:
    def test_has_the_form_of_a_decision(self, path: Path) -> None:
        found = form_of(path)

        assert date(2026, 11, 22) <= date.fromisoformat(found["date"])
        assert all("\n## " not in found[part] for part in ("what", "why"))
        assert "\n## " not in (found["weighed"] or "")

    def test_is_called_by_its_number_and_words(self, path: Path) -> None:
        assert re.fullmatch(r"\d\d+(-[a-z0-9]+)+", path.stem)

    def test_that_is_replaced_or_amended_names_another_decision(self, path: Path) -> None:
        status = form_of(path)["status"]
        other = status.rpartition(" ")[2]

        numbers = {number_of(file) for file in FILES} - {number_of(path)}
        assert status == "accepted" or other in numbers


@pytest.mark.parametrize("path", [INDEX, *FILES], ids=lambda path: path.stem)
class TestEveryFile:
    def test_has_no_line_that_is_too_wide(self, path: Path) -> None:
        lines = path.read_text(encoding="utf-8").splitlines()

        assert [] == [line for line in lines if len(line) > WIDEST]

    def test_links_to_files_that_exist(self, path: Path) -> None:
        links = LINK.findall(path.read_text(encoding="utf-8"))

        assert [] == [link for link in links if "://" not in link and not (FOLDER / link).is_file()]

    def test_names_places_of_the_repository_that_exist(self, path: Path) -> None:
        named = places_named(path.read_text(encoding="utf-8"))

        assert [] == [place for place in named if not (ROOT / place).exists()]


def test_places_are_told_from_other_words_in_backticks() -> None:
    text = "`tsi_eval/gone.py`, `pre_post`, `reports/<pilot>/.lock`, `tests/goldens`, `and/or`"

    assert ["tsi_eval/gone.py", "tests/goldens"] == list(places_named(text))
