"""A new pilot's folder: with rows it runs, and without them it says so.

What is refused leaves nothing behind.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tsi_eval import analyse, load_pilot, open_study, release
from tsi_eval.errors import DataError, TsiError, UsageError
from tsi_eval.findings import Answerable
from tsi_eval.language import LANGUAGES
from tsi_eval.pilot.declaration import TEXT_SLOTS, Pilot
from tsi_eval.pilot.new.folder import add_files, new_pilot
from tsi_eval.pilot.new.templates import QUESTIONS
from tsi_eval.pilot.new.texts import template_name

DAY = date(2026, 11, 22)
CHOICES = [*((name,) for name in QUESTIONS), QUESTIONS]
Make = Callable[..., Path]
Fill = Callable[[Pilot], None]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("questions", CHOICES, ids=lambda names: "+".join(names) if len(names) == 1 else "all")
class TestEveryChoice:
    def test_filled_in_it_is_answered_or_refused_for_a_stated_reason(
        self, questions: tuple[str, ...], language: str, make: Make, fill: Fill
    ) -> None:
        pilot = load_pilot(make(questions=questions, language=language))
        fill(pilot)

        findings = analyse(open_study(pilot))

        assert questions == tuple(finding.design for finding in findings.findings[:-1])
        for finding in findings.findings:
            refused = finding.feasibility.answerable is Answerable.REFUSED
            assert refused == (finding.feasibility.reason is not None)
            assert refused or finding.estimates
        assert set(release(findings).frame()["question"]) == {*questions, "receipt"}

    def test_empty_templates_have_no_rows(self, questions: tuple[str, ...], language: str, make: Make) -> None:
        pilot = load_pilot(make(questions=questions, language=language))

        with pytest.raises(DataError) as error:
            open_study(pilot)

        assert len(pilot.sources) == len(error.value.problems)
        assert {"E105"} == {problem.code for problem in error.value.problems}

    def test_each_source_has_one_template_with_its_headings(
        self, questions: tuple[str, ...], language: str, make: Make
    ) -> None:
        pilot = load_pilot(make(questions=questions, language=language))

        assert {template_name(s) for s in pilot.sources} == {path.name for path in pilot.folder.glob("*.xlsx")}
        for source in pilot.sources:
            book = openpyxl.load_workbook(pilot.folder / template_name(source))
            assert 1 == len(book.worksheets)
            assert source.their_columns() == tuple(cell.value for cell in book.active[1])
            assert 1 == book.active.max_row
            assert "A2" == book.active.freeze_panes

    def test_everything_that_the_read_me_names_exists(
        self, questions: tuple[str, ...], language: str, make: Make
    ) -> None:
        folder = make(questions=questions, language=language)
        text = next(folder.glob("*.md")).read_text(encoding="utf-8")
        named = set(re.findall(r"`([^`]+)`", text))
        commands = {"python run.py check ny", "python run.py report ny", "py run.py"}
        later = {f"{slot}.md" for slot in TEXT_SLOTS} | {f"texts/{each}/" for each in LANGUAGES}
        later |= {"reports/ny/draft/sv", "reports/ny/sv"}
        files = {name for name in named if re.fullmatch(r"[^/]+\.(toml|xlsx)", name)}
        next_term = {name for name in files if "_VT2027" in name}

        assert named == commands | later | files
        assert {name.replace("_VT2027", "") for name in files} == {path.name for path in folder.iterdir()} - {
            path.name for path in folder.glob("*.md")
        }
        assert 1 == len(next_term)

    def test_holds_only_what_its_questions_need(self, questions: tuple[str, ...], language: str, make: Make) -> None:
        folder = make(questions=questions, language=language)
        pilot = load_pilot(folder)
        needs = [question.design.needs for question in pilot.questions]

        assert {name for need in needs for name in need.outcomes} == {*pilot.outcomes}
        assert bool(pilot.units) == any(need.units for need in needs)
        assert (2 if pilot.units else 0) == len(pilot.units)
        assert ("columns.gender" in (folder / "sources.toml").read_text(encoding="utf-8")) == (
            "participation" in questions
        )


def test_a_real_draft_by_the_default_policy(make: Make) -> None:
    pilot = load_pilot(make())

    assert ("real", "draft", "default", DAY, DAY) == (
        pilot.data, pilot.status, pilot.policy, pilot.report_date, pilot.declared
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "options", "codes"),
    [
        ("gammal", {}, ["E240"]),
        ("Min pilot", {}, ["E161"]),
        ("../ut", {}, ["E161"]),
        ("ny", {"questions": ("prepost", "absense")}, ["E241", "E241"]),
        ("ny", {"questions": ()}, ["E241"]),
    ],
)
def test_refuses_and_leaves_nothing(
    name: str, options: dict[str, Any], codes: list[str], tmp_path: Path, make: Make
) -> None:
    (tmp_path / "gammal").mkdir()

    with pytest.raises(UsageError) as error:
        make(name, **options)

    assert codes == [problem.code for problem in error.value.problems]
    assert ["gammal"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_suggests_the_question_that_was_meant(language: str, make: Make) -> None:
    with pytest.raises(TsiError) as error:
        make(questions=("prepost",))

    assert re.search(r"[”']pre_post[”']\?", error.value.text(language))


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        new_pilot(tmp_path / "absent", "ny", day=DAY)

    assert "E242" == error.value.problems[0].code


def test_a_failure_halfway_leaves_nothing(tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UsageError) as error:
        make()

    assert "E242" == error.value.problems[0].code
    assert [] == list(tmp_path.iterdir())


def test_files_are_added_to_a_folder_and_one_that_is_there_stays(tmp_path: Path) -> None:
    folder = tmp_path / "ny"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"own")

    add_files(folder, {"a.txt": b"ours", "b.txt": b"ours"})

    assert {"a.txt": b"own", "b.txt": b"ours"} == {path.name: path.read_bytes() for path in folder.iterdir()}
    assert ["ny"] == [path.name for path in tmp_path.iterdir()]


def test_files_that_cannot_be_added_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        add_files(tmp_path / "absent" / "ny", {"a.txt": b""})

    assert "E242" == error.value.problems[0].code
