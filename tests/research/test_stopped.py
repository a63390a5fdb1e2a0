"""A notebook that stops shows words, and nothing of the code that noticed it."""

from __future__ import annotations

import pytest
from IPython.core.interactiveshell import InteractiveShell

from tsi_eval.errors import NotEstimable, Problem
from tsi_eval.research.stopped import Stopped, said_alone

STOP = "from tsi_eval.errors import Problem\nfrom tsi_eval.research.stopped import Stopped\nraise Stopped(Problem(code='E161'))"


def test_whatever_is_meant_for_the_user_stops_it() -> None:
    problem = Problem(code="E161")

    with pytest.raises(Stopped) as error, said_alone():
        raise NotEstimable(problem)
    assert (problem,) == error.value.problems


def test_a_fault_of_the_package_stays_what_it_is() -> None:
    with pytest.raises(KeyError), said_alone():
        raise KeyError("x")


def test_a_cell_shows_its_lines_only(capsys: pytest.CaptureFixture[str]) -> None:
    shell = InteractiveShell.instance(colors="nocolor")
    try:
        shell.run_cell(STOP)
    finally:
        InteractiveShell.clear_instance()

    shown = capsys.readouterr()
    assert 3 == len((shown.out + shown.err).strip().splitlines())
    assert "E161" in shown.out + shown.err
