"""Each text of the notebooks is in both languages and shown, and each language is one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tsi_eval.designs import DESIGNS
from tsi_eval.language import LANGUAGES
from tsi_eval.research.passages import EVERY, passage, passages

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NAMES = [design.name for design in DESIGNS]
SHOWN = re.compile(r'lesson\.(?:text|table)\("(\w+)"|lesson\.text_of\("\w+", "\w+", "(\w+)"')
DIGITS = re.compile(r"\d+")


def shown_in(name: str) -> set[str]:
    cells = json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells)
    return {first or second for first, second in SHOWN.findall(text)}


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_shows_each_of_its_passages_and_no_other(name: str) -> None:
    own, shared = (passages(of, "sv").keys() for of in (name, EVERY))

    assert own == shown_in(name) - shared
    assert shared <= shown_in(name)
    assert not own & shared


@pytest.mark.parametrize("name", [*NAMES, EVERY])
def test_the_languages_have_the_same_passages_with_the_same_numbers(name: str) -> None:
    swedish, english = (passages(name, language) for language in LANGUAGES)

    assert list(swedish) == list(english)
    for key, text in swedish.items():
        assert sorted(DIGITS.findall(text)) == sorted(DIGITS.findall(english[key])), key


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_as_many_columns_and_rows_in_either_language(name: str) -> None:
    for key in (key for key in passages(name, "sv") if key.endswith("_table")):
        sizes = {tuple(line.count("|") for line in passage(name, key, language).splitlines()) for language in LANGUAGES}
        assert 1 == len(sizes), key


def test_an_own_passage_stands_before_one_of_all_notebooks() -> None:
    assert "Wilson" in passage("participation", "method", "en")
    assert "disclosure control" in passage("participation", "released", "en")
    with pytest.raises(KeyError):
        passage("participation", "nobody", "en")
