"""What is said on the console: never a traceback, never the text of an unexpected error."""

from __future__ import annotations

import pytest

from tsi_eval.cli.saying import fail, teller
from tsi_eval.errors import DataError, Problem, ProtectionError, TsiError, UsageError
from tsi_eval.language import Message
from tsi_eval.making.worker import Unexpected


def test_progress_is_said_on_standard_error_in_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    teller("sv")(Message("error.where"))
    teller("en")(Message("error.where"))

    printed = capsys.readouterr()
    assert ("", "var\nwhere\n") == (printed.out, printed.err)


@pytest.mark.parametrize(("kind", "code"), [(UsageError, 2), (DataError, 4), (ProtectionError, 5)])
def test_a_problem_is_its_three_lines_and_that_nothing_was_written(
    kind: type[TsiError], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code == fail(kind(Problem(code="E192")), "en")

    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("E192 ")
    assert lines[1].startswith("  where: ")
    assert lines[2].startswith("  do: ")
    assert ["Nothing was written. An earlier report is untouched."] == lines[3:]


def test_an_unexpected_error_is_said_by_kind_and_place_without_its_text(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="2030") as error:
        int("20120319-2030")

    assert 70 == fail(error.value, "en")

    printed = capsys.readouterr().err
    assert printed.startswith("E999 An unexpected error of type ValueError in test_saying.py:")
    assert "2030" not in printed


def test_a_fault_in_a_process_apart_keeps_the_place_that_it_had_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert 70 == fail(Unexpected("KeyError", "door.py:7"), "sv")
    assert "KeyError i door.py:7" in capsys.readouterr().err
