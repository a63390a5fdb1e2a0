"""A pilot's own designs are loaded, and what is wrong with one is said with its file."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from own_design import FILE, block, pilot_with, written

from tsi_eval import TsiError, load_pilot
from tsi_eval.pilot import own_designs
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.own_designs import design_files, is_own

CODE = block("python")


def load(tmp_path: Path, code: str | None = None, question: str | None = None) -> Pilot:
    return load_pilot(written(tmp_path / "tiny", pilot_with(code, question)))


def codes(tmp_path: Path, code: str, question: str | None = None) -> list[str]:
    with pytest.raises(TsiError) as error:
        load(tmp_path, code, question)
    assert all(str(tmp_path) not in text for text in str(error.value).splitlines())
    return [problem.code for problem in error.value.problems]


def test_its_question_has_its_options_and_its_words(tmp_path: Path) -> None:
    question = load(tmp_path).question("many")

    assert is_own(type(question.design))
    assert ("at_least", 20) == (question.design.name, question.design.limit)  # type: ignore[attr-defined]
    assert "note.at_least" in question.design.words
    assert not is_own(type(load(tmp_path).questions[0].design))


def test_its_options_are_checked_as_any_design_s(tmp_path: Path) -> None:
    question = block("toml").replace("limit = 20", 'limit = "many"')

    assert "E155" in codes(tmp_path, CODE, question)


def test_its_code_is_part_of_what_was_declared(tmp_path: Path) -> None:
    before = load(tmp_path).declaration_sha256
    after = load(tmp_path, CODE.replace("AtLeast", "AtLeastSoMuch")).declaration_sha256

    assert before != after


def test_a_pilot_without_has_none(tmp_path: Path) -> None:
    written(tmp_path / "tiny", {"pilot.toml": ""})

    assert () == design_files(tmp_path / "tiny")


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("def broken(:", "E460"),
        ("1 / 0", "E460"),
        ("import no_such_module", "E460"),
        ("raise ValueError('811228-9874')", "E460"),
        ("x = 1", "E461"),
        (CODE.replace("frozen=True, ", ""), "E461"),
        (CODE.replace('"at_least"', '"pre_post"', 1), "E462"),
        (CODE.replace('"at_least"', '"At least"', 1), "E462"),
        (CODE.replace('en="share with at least the limit"', 'en=""'), "E463"),
        (CODE.replace('en="share with at least the limit"', 'en="{share}"'), "E463"),
        (CODE.replace('"note.at_least"', '"method.wilson.name"'), "E464"),
    ],
)
def test_what_is_no_design_is_refused_with_its_file(tmp_path: Path, code: str, found: str) -> None:
    assert [found] == codes(tmp_path, code)


def test_line_of_an_error_is_said_and_its_text_is_not(tmp_path: Path) -> None:
    with pytest.raises(TsiError) as error:
        load(tmp_path, "x = 1\n\nraise ValueError('811228-9874')\n")

    first = next(problem for problem in error.value.problems if problem.code == "E460")
    assert "3" == first.params["line"]
    assert FILE in first.text("en")
    assert "811228" not in str(error.value)


def entry(value: str) -> EntryPoint:
    return EntryPoint(name="at_least", value=value, group="tsi_eval.designs")


def test_installed_design_is_found_by_its_entry_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "our_designs.py").write_text(CODE, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(own_designs, "entry_points", lambda group: [entry("our_designs:AtLeast")] * (group != ""))
    files = {name: text for name, text in pilot_with().items() if name != FILE}

    assert "at_least" == load_pilot(written(tmp_path / "tiny", files)).question("many").design.name
    sys.modules.pop("our_designs")


@pytest.mark.parametrize(("value", "code"), [("no_such:Design", "E460"), ("json:JSONDecoder", "E461")])
def test_broken_entry_point_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, code: str) -> None:
    monkeypatch.setattr(own_designs, "entry_points", lambda group: [entry(value)] * (group != ""))
    files = {name: text for name, text in pilot_with().items() if name != FILE}

    with pytest.raises(TsiError) as error:
        load_pilot(written(tmp_path / "tiny", files))

    assert code in {problem.code for problem in error.value.problems}
