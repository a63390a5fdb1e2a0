"""The texts of a new pilot: in one language, of the chosen questions, with its own terms."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tsi_eval.pilot.new.folder import new_pilot

DAY = date(2026, 11, 22)
Make = Callable[..., Path]


@pytest.mark.parametrize(("language", "other"), [("sv", "The questions"), ("en", "Frågorna")])
def test_speaks_one_language(language: str, other: str, make: Make) -> None:
    for path in make(language=language).iterdir():
        if path.suffix in {".toml", ".md"}:
            text = path.read_text(encoding="utf-8")
            assert other not in text
            assert not re.search("[«¦»$]", text)


def test_every_line_of_questions_is_explained_once_in_a_line(make: Make) -> None:
    lines = (make() / "questions.toml").read_text(encoding="utf-8").splitlines()
    plain = ("[[", "id", "role", "direction", "text.", "#")
    seen = {line.split("#")[0].split("=")[0].strip() for line in lines if "#" in line}
    chosen = {line.split("=")[0].strip() for line in lines if "=" in line and not line.startswith(plain)}

    assert chosen <= seen


def test_order_and_repetition_of_questions_do_not_matter(make: Make) -> None:
    first = make("ett", questions=("pre_post", "participation"))
    second = make("tva", questions=("participation", "pre_post", "participation"))

    assert (first / "questions.toml").read_bytes() == (second / "questions.toml").read_bytes()


@pytest.mark.parametrize(
    ("day", "autumn", "start"),
    [(date(2026, 6, 30), "HT2025", "2025-08"), (date(2026, 7, 1), "HT2026", "2026-08")],
)
def test_example_terms_are_those_of_the_school_year(day: date, autumn: str, start: str, tmp_path: Path) -> None:
    folder, _ = new_pilot(tmp_path, "ny", day=day)

    assert autumn == tomllib.loads((folder / "pilot.toml").read_text(encoding="utf-8"))["windows"]["T0"]
    assert f'options.start = "{start}"' in (folder / "questions.toml").read_text(encoding="utf-8")
