"""A report of own frames is made as a pilot's is, and is always a draft."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from tsi_eval import Study, TsiError, make_report
from tsi_eval.designs import Participation
from tsi_eval.findings import Finding

DAY = date(2026, 5, 4)
SCRIPT = """
import sys, pandas as pd, tsi_eval as tsi
rows = [(f"p{i}", "start") for i in range(40)] + [(f"p{i}", "end") for i in range(18)]
study = tsi.Study.from_frames(enrolment=pd.DataFrame(rows, columns=["person", "stage"]))
tsi.make_report(tsi.designs.Participation(stages=("start", "end")).answer(study), title="S", folder=sys.argv[1])
"""


@pytest.fixture(scope="module")
def folder(finished: Finding, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("reporting") / "report"
    return make_report({"How many finished?": finished}, title="My study", folder=place, language="en", day=DAY)


def test_its_files_are_those_of_a_report(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}

    assert {"follow_up_report.html", "follow_up_report.ipynb", "released.json", "estimates.csv"} <= names
    html = (folder / "follow_up_report.html").read_text(encoding="utf-8")
    assert "author has put together" in html
    assert "pseudonyms before anything is computed" not in html
    assert all(words in html for words in ("My study", "How many finished?", "45", "Draft", "4 May 2026"))


def test_a_report_that_was_made_here_is_replaced_and_nothing_else_is(finished: Finding, folder: Path) -> None:
    before = (folder / "released.json").read_bytes()
    make_report({"How many finished?": finished}, title="My study", folder=folder, language="en", day=DAY)
    assert before == (folder / "released.json").read_bytes()

    theirs = folder.parent / "theirs"
    theirs.mkdir()
    (theirs / "mine.txt").write_text("mine")
    with pytest.raises(TsiError) as error:
        make_report(finished, title="T", folder=theirs)
    assert "E474" == error.value.problems[0].code
    assert ["mine.txt"] == [path.name for path in theirs.iterdir()]


def test_a_report_that_holds_a_person_does_not_appear(own_study: Study, tmp_path: Path) -> None:
    table = own_study.table("enrolment")[["person", "stage"]]
    named = Study.from_frames(enrolment=table, labels={"end": "person-001 kom"})
    finding = Participation(stages=("start", "end")).answer(named)

    with pytest.raises(TsiError) as error:
        make_report(finding, title="T", folder=tmp_path / "r")

    assert "E420" in {problem.code for problem in error.value.problems}
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("given", "code"), [({"formats": ["rtf"]}, "E471"), ({"language": "fr"}, "E191")])
def test_wrong_argument_is_refused_by_its_name(
    finished: Finding, tmp_path: Path, given: dict[str, object], code: str
) -> None:
    with pytest.raises(TsiError) as error:
        make_report(finished, title="T", folder=tmp_path / "r", **given)  # type: ignore[arg-type]

    assert code == error.value.problems[0].code
    assert not list(tmp_path.iterdir())


def test_a_script_without_a_guard_makes_one_report(tmp_path: Path) -> None:
    script = tmp_path / "mine.py"
    script.write_text(SCRIPT, encoding="utf-8")

    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "r")], capture_output=True, text=True, check=False
    )

    assert (0, "") == (done.returncode, done.stderr)
    assert (tmp_path / "r" / "follow_up_report.html").exists()


def test_persons_are_looked_for_in_every_study(finding: Finding, frame: pd.DataFrame) -> None:
    from tsi_eval.research.reporting import _persons

    other = Participation(stages=("a", "b")).answer(
        Study.from_frames(enrolment=pd.DataFrame({"person": ["other-0001", "other-0002"], "stage": ["a", "b"]}))
    )

    one, two = _persons(finding), _persons([finding, other])
    assert len(one.marks) < len(two.marks)
    assert frame["person"].nunique() * 2 <= len(one.marks)
