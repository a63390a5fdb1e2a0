"""A pilot's own designs are loaded, and what is wrong with one is said with its file."""

from __future__ import annotations

import hashlib
import importlib
import os
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from own_design import FILE, block, pilot_with, written

from tsi_eval import TsiError, load_pilot
from tsi_eval.pilot import own_designs
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.own_designs import code_of, design_files, is_own

CODE = block("python")
# A second design of the same name, and one that can't say what it uses.
AGAIN = "\n\n@dataclass(frozen=True, slots=True, kw_only=True)\nclass Again(AtLeast):\n    pass\n"
USES = "\n    @property\n    def uses(self):\n        return self.nothing\n"


def load(tmp_path: Path, code: str | None = None, question: str | None = None) -> Pilot:
    return load_pilot(written(tmp_path / "tiny", pilot_with(code, question)))


def codes(tmp_path: Path, code: str, question: str | None = None) -> list[str]:
    with pytest.raises(TsiError) as error:
        load(tmp_path, code, question)
    assert all(str(tmp_path) not in text for text in str(error.value).splitlines())
    assert "811228" not in str(error.value)
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


def test_what_was_written_is_what_is_run_and_nothing_is_left_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert 20 == load(tmp_path).question("many").design.limit  # type: ignore[attr-defined]
    file = tmp_path / "tiny" / FILE
    time = file.stat().st_mtime_ns
    # As long as it was, and written at the same time, so that Python's cache would not see it.
    file.write_text(CODE.replace("limit: float", "limit: bytes").replace("bytes", "bool "), encoding="utf-8")
    os.utime(file, ns=(time, time))

    with pytest.raises(TsiError) as error:
        load_pilot(tmp_path / "tiny")

    assert ["E155"] == [problem.code for problem in error.value.problems]
    assert [file] == list(file.parent.iterdir())


def test_code_is_named_by_its_file_or_by_where_it_is_imported_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = hashlib.sha256(CODE.encode()).hexdigest()
    pilot = load(tmp_path)
    assert {FILE: digest} == code_of(pilot.folder, [question.design for question in pilot.questions])

    (tmp_path / "their_designs.py").write_text(CODE, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    kind = importlib.import_module("their_designs").AtLeast
    designs = [kind(outcome="score", occasion="T0", limit=2.0)]
    assert {"their_designs:AtLeast": digest} == code_of(tmp_path / "no_folder", designs)
    sys.modules.pop("their_designs")


def test_code_that_a_design_may_load_is_hashed_and_is_no_design(tmp_path: Path) -> None:
    before = load(tmp_path)
    (tmp_path / "tiny" / "designs" / "_shared.py").write_text("1 / 0", encoding="utf-8")
    after = load(tmp_path)

    assert before.declaration_sha256 != after.declaration_sha256
    assert {FILE, "designs/_shared.py"} == code_of(after.folder, ()).keys()
    assert 1 == len(design_files(after.folder))


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
        (CODE.replace('en="share with at least the limit"', "en=3"), "E463"),
        (CODE.replace("{value}", "{valeu}"), "E463"),
        (CODE.replace("words: ClassVar = {", "words: ClassVar = []\n    unused: ClassVar = {"), "E463"),
        (CODE.replace('"note.at_least"', '"method.wilson.name"'), "E464"),
        ("import sys\nsys.exit(3)", "E460"),
        (CODE.replace("limit: float", "limit: 'Nowhere'"), "E460"),
        (CODE.replace("@dataclass", "class Odd: ...\n\n\n@dataclass").replace("limit: float", "limit: Odd"), "E461"),
        (CODE + AGAIN, "E462"),
        (CODE.replace("return Needs(", "raise ValueError('811228-9874')\n        return Needs("), "E466"),
        (CODE.replace("return Needs(", "return None and Needs("), "E466"),
        (CODE + USES, "E466"),
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
