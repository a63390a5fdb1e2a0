"""What runs in a process apart, tried in this one: what it answers, and what never leaves it."""

from __future__ import annotations

import errno
from multiprocessing import Pipe

import pytest

from tsi_eval.errors import DataError, Problem, ReportError
from tsi_eval.language import Message, Tell
from tsi_eval.making.worker import _done, place_of


def twice(number: int, tell: Tell) -> int:
    tell(Message("x"))
    tell(Message("y"))
    return 2 * number


def fault(error: Exception, _: Tell) -> None:
    raise error


def answer_to(error: Exception) -> tuple[str, object]:
    ours, theirs = Pipe()
    with ours, theirs:
        return _done(theirs, fault, (error,))


def test_progress_is_sent_at_once_and_the_answer_returned() -> None:
    ours, theirs = Pipe()
    with ours, theirs:
        assert ("done", 14) == _done(theirs, twice, (7,))
        assert [("progress", Message("x")), ("progress", Message("y"))] == [ours.recv(), ours.recv()]


def test_a_problem_with_a_code_is_answered_by_its_kind_and_problems() -> None:
    problems = (Problem(code="E101"), Problem(code="E121"))

    assert ("problem", (DataError, problems)) == answer_to(DataError(problems))


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS])
def test_a_full_disk_is_a_problem_with_a_code(number: int) -> None:
    kind, (error, (problem,)) = answer_to(OSError(number, "x", "20120319-2030"))  # type: ignore[misc]

    assert ("problem", ReportError, "E199") == (kind, error, problem.code)
    assert "2030" not in problem.text("en")


@pytest.mark.parametrize("error", [ValueError("20120319-2030"), OSError(errno.EIO, "x", "20120319-2030")])
def test_any_other_error_is_answered_by_its_kind_and_place_only(error: Exception) -> None:
    kind, (name, place) = answer_to(error)  # type: ignore[misc]

    assert ("unexpected", type(error).__name__) == (kind, name)
    assert "test_worker.py:" in place
    assert "2030" not in place


def test_a_place_is_where_the_error_was_raised_not_where_it_was_caught() -> None:
    with pytest.raises(ZeroDivisionError) as error:
        fault(ZeroDivisionError(), print)

    assert f"test_worker.py:{fault.__code__.co_firstlineno + 1}" == place_of(error.value)
