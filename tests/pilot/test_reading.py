"""Reading a pilot's files as records."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tsi_eval.designs import PrePost
from tsi_eval.errors import DeclarationError, Problem
from tsi_eval.pilot.files import PilotFile, SourcesFile
from tsi_eval.pilot.load import load_pilot
from tsi_eval.pilot.reading import record_of, toml_of
from tsi_eval.written_file import LARGEST_FILE

Write = Callable[..., Path]


def test_misspelt_key_gets_a_suggestion(files: dict[str, str], write: Write) -> None:
    broken = files["pilot.toml"].replace("municipality", "municipalty")

    with pytest.raises(DeclarationError) as error:
        load_pilot(write(files | {"pilot.toml": broken}))

    suggestions = {problem.params.get("suggestion") for problem in error.value.problems}
    assert "municipality" in suggestions


@pytest.mark.parametrize(("language", "said"), [("sv", "Väntat: ett heltal."), ("en", "a whole number")])
def test_a_value_of_the_wrong_form_is_said_in_the_readers_language(
    files: dict[str, str], write: Callable[..., Path], language: str, said: str
) -> None:
    files["pilot.toml"] += '\n[[unit]]\nid = "a"\nkind = "school"\nlabel = { sv = "A", en = "A" }\npupils = "many"\n'

    with pytest.raises(DeclarationError) as error:
        load_pilot(write(files))

    assert said in error.value.text(language)


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (None, "E150", None),
        (b"#" * (LARGEST_FILE + 1), "E151", None),
        (b"a = 1\nb = \n", "E152", "2"),
        (b"a = 1\nb = '\xff'\n", "E388", "2"),
    ],
    ids=["missing", "too large", "broken", "no text"],
)
def test_file_that_is_no_toml_is_said_with_its_name(
    content: bytes | None, code: str, line: str | None, tmp_path: Path
) -> None:
    path, problems = tmp_path / "pilot.toml", list[Problem]()
    if content is not None:
        path.write_bytes(content)

    assert toml_of(path, problems) is None
    (problem,) = problems
    assert (code, "pilot.toml", line) == (problem.code, problem.params["file"], problem.params.get("line"))


def test_byte_order_mark_is_no_part_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "pilot.toml").write_bytes("\ufeffa = 1".encode())

    assert {"a": 1} == toml_of(tmp_path / "pilot.toml", [])


def faults(kind: type, raw: dict[str, Any], prefix: str = "") -> list[tuple[Any, ...]]:
    problems: list[Problem] = []
    assert record_of(kind, raw, "a.toml", problems, prefix) is None
    return [(problem.code, problem.params["key"]) for problem in problems]


OUTCOME = {"label": {"sv": "x", "en": "x"}, "unit": {"sv": "x", "en": "x"}}


def test_every_fault_is_said_once_at_its_own_key() -> None:
    raw = {
        "source": [{"id": "a", "table": "persons", "files": "a.csv"}, {"table": "nowhere", "files": []}],
        "outcome": {"str": OUTCOME | {"minimum": "0"}, "y": OUTCOME | {"step": float("nan"), "minimun": 1}},
    }

    assert sorted(faults(SourcesFile, raw)) == [
        ("E153", "outcome.y.minimun"),
        ("E154", "source.2.id"),
        ("E155", "outcome.str.minimum"),
        ("E155", "outcome.y.step"),
        ("E155", "source.2.files"),
        ("E155", "source.2.table"),
        ("E155", "source.a.files"),
    ]


def test_value_that_fits_none_of_its_forms_is_one_fault_with_all_of_them() -> None:
    problems: list[Problem] = []

    record_of(PilotFile, {"windows": {"strong": 3}}, "pilot.toml", problems)

    (problem,) = (problem for problem in problems if problem.code == "E155")
    assert "windows.strong" == problem.params["key"]
    assert "text in quotation marks, or a table with keys" in problem.text("en")
    assert "text inom citattecken, eller en tabell med nycklar" in problem.text("sv")


def test_fault_inside_one_form_is_said_and_not_that_it_is_not_the_other() -> None:
    raw = {"windows": {"T0": {"start": "2024-01-01", "en": "2024-02-01"}}}

    found = [fault for fault in faults(PilotFile, raw) if "windows" in fault[1]]

    assert [("E153", "windows.T0.en")] == found


def test_misspelt_key_is_held_against_the_keys_of_its_own_table() -> None:
    problems: list[Problem] = []

    record_of(SourcesFile, {"source": [], "outcome": {"y": OUTCOME | {"lable": "x"}}}, "a.toml", problems)

    assert [("outcome.y.lable", "label")] == [(p.params["key"], p.params["suggestion"]) for p in problems]


def test_prefix_stands_before_every_key() -> None:
    assert [("E155", "question.q.options.level")] == faults(
        PrePost, {"outcome": "y", "before": "T0", "after": "T1", "level": 95}, "question.q.options."
    )


def test_nothing_to_read_is_nothing_read() -> None:
    problems: list[Problem] = []

    assert record_of(PilotFile, None, "pilot.toml", problems) is None
    assert [] == problems


def test_scale_that_ends_below_its_beginning_is_said_at_its_key() -> None:
    raw = {"source": [], "outcome": {"y": OUTCOME | {"minimum": 4, "maximum": 4}, "z": OUTCOME | {"sd": 0}}}

    assert [("E291", "outcome.y.maximum"), ("E155", "outcome.z.sd")] == faults(SourcesFile, raw)
