"""Options are checked wherever a design is made, and kept so that nothing can change them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
import pandas as pd
import pytest

from tsi_eval.designs import Attendance, Participation, PrePost, TimeSeries
from tsi_eval.errors import Problem, UsageError
from tsi_eval.options import Options


def test_everything_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(UsageError) as error:
        PrePost(outcome="", before="T0", after="T1", level=95, scale="ordnal", also="mood")  # type: ignore[arg-type]

    assert ["outcome", "scale", "level", "also"] == [problem.params["key"] for problem in error.value.problems]


def test_refusal_says_what_was_expected_and_what_was_got() -> None:
    with pytest.raises(UsageError) as error:
        PrePost(outcome="score", before="T0", after="T1", level=95)

    assert error.value.text("en").splitlines() == [
        "E291 The option 'level' must be a number under 1, not 95.",
        "  where: PrePost(level=…)",
        "  do: correct the option.",
    ]


def test_refusal_never_shows_a_frame_that_was_given_for_an_option() -> None:
    column = pd.Series(["20120319-2030", "Anna"])

    with pytest.raises(UsageError) as error:
        Participation(stages=column)  # type: ignore[arg-type]

    assert "Series" in error.value.text("en")
    assert "Anna" not in error.value.text("en")


def test_changed_copy_is_checked_too() -> None:
    design = PrePost(outcome="score", before="T0", after="T1")

    with pytest.raises(UsageError, match="E292"):
        replace(design, after="T0")


def test_list_is_kept_as_a_tuple_so_that_the_design_stays_frozen() -> None:
    names = ["offered", "started"]
    design = Participation(stages=names)  # type: ignore[arg-type]

    names.append("completed")

    assert ("offered", "started") == design.stages
    assert design == Participation(stages=("offered", "started"))
    assert hash(design) == hash(Participation(stages=("offered", "started")))


def test_numbers_of_numpy_are_kept_as_pythons() -> None:
    design = TimeSeries(
        series=("self",),
        start="2023-08",
        level=np.float64(0.9),
        omit_months=(np.int64(7),),  # type: ignore[arg-type]
    )

    assert (0.9, (7,)) == (design.level, design.omit_months)
    assert (float, int) == (type(design.level), type(design.omit_months[0]))


def test_array_is_no_list() -> None:
    with pytest.raises(UsageError) as error:
        Attendance(sessions=np.array(["s1", "s2"]), of="started", completed=1)  # type: ignore[arg-type]

    (problem,) = error.value.problems
    assert ("sessions", "ndarray") == (problem.params["key"], problem.params["got"])


def test_record_is_no_dictionary() -> None:
    with pytest.raises(UsageError) as error:
        PrePost(outcome="y", before="T0", after="T1", matters={"change": 2.0})  # type: ignore[arg-type]

    assert "must be a Matters(…), not dict" in error.value.text("en")


def test_a_whole_number_is_a_number() -> None:
    design = PrePost(outcome="y", before="T0", after="T1", scale="binary", at_least=16)

    assert 16.0 == design.at_least


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Options):
    """A record inside a design's options."""

    option: ClassVar[str] = "pause"

    weeks: int
    reason: str = ""

    def contradictions(self) -> Iterator[Problem]:
        if self.weeks and not self.reason:
            yield self.refusal("E295", "weeks", needed="no reason")


def test_record_that_contradicts_nothing_is_made() -> None:
    assert Pause(weeks=0) == replace(Pause(weeks=3, reason="summer"), weeks=0, reason="")


def test_record_is_named_by_its_own_class_and_by_the_option_that_holds_it() -> None:
    with pytest.raises(UsageError) as error:
        Pause(weeks=2)

    (problem,) = error.value.problems
    assert {"key": "pause.weeks", "option": "pause.weeks", "place": "Pause(weeks=…)", "needed": "no reason"} == dict(
        problem.params
    )


def test_contradictions_are_looked_for_only_among_options_that_are_what_they_must_be() -> None:
    with pytest.raises(UsageError) as error:
        Pause(weeks=2.5)  # type: ignore[arg-type]

    assert ["E291"] == [problem.code for problem in error.value.problems]


def test_what_was_written_is_shown_in_short() -> None:
    with pytest.raises(UsageError) as error:
        PrePost(outcome="y", before="T0", after="T1", adjust="x" * 200)  # type: ignore[arg-type]

    assert "x" * 59 + "…" in error.value.text("en")
    assert "x" * 61 not in error.value.text("en")


def test_identity_number_that_was_written_is_withheld() -> None:
    with pytest.raises(UsageError) as error:
        PrePost(outcome="y", before="T0", after="T1", adjust="20120319-2030")  # type: ignore[arg-type]

    assert "2030" not in error.value.text("en")
