"""What stands in the way of an approved report: told of a draft, and refused of an approved one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tsi_eval import load_pilot
from tsi_eval.errors import Problem, ReportError
from tsi_eval.ingest import ingest
from tsi_eval.making.approval import obstacles, refuse_any

Write = Callable[..., Path]


def codes(folder: Path) -> list[str]:
    intake = ingest(load_pilot(folder))
    return [problem.code for problem in obstacles(intake.pilot, intake.tables)]


def test_a_whole_pilot_has_nothing_in_its_way(files: dict[str, str], write: Write) -> None:
    assert [] == codes(write(files | {"texts/sv/background.md": "# Bakgrund\n\nText med $x^2$ och [@wilson1927].\n"}))


def test_all_of_it_is_told_at_once(files: dict[str, str], write: Write) -> None:
    about = files["pilot.toml"].replace("Testkommun", "Kommunens namn").replace('en = "autumn"', 'en = ""')
    forms = "".join(line for line in files["forms.csv"].splitlines(keepends=True) if "2024-05" not in line)
    text = {"texts/sv/background.md": "Text.", "texts/sv/lessons.md": "a\x00b"}

    assert ["E373", "E377", "E375", "E376"] == codes(write(files | {"pilot.toml": about, "forms.csv": forms} | text))


def test_nothing_in_the_way_refuses_nothing_and_anything_refuses_with_all_of_it() -> None:
    refuse_any(())
    with pytest.raises(ReportError) as error:
        refuse_any(Problem(code=code) for code in ("E373", "E378"))
    assert ["E373", "E378"] == [problem.code for problem in error.value.problems]
