"""Options are checked wherever a design is made, and kept so that nothing can change them."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np
import pandas as pd
import pytest

from tsi_eval.designs import Attendance, Participation, PrePost, TimeSeries
from tsi_eval.designs.pre_post.options import Benchmark, Matters
from tsi_eval.errors import Problem, UsageError
from tsi_eval.language import Text
from tsi_eval.options import Options
from tsi_eval.study import Outcome

WORDS = Text(sv="poäng", en="points")


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


@pytest.mark.parametrize("value", [1e151, -1e308, 1e-151, -1e-320, 10**160, float("inf"), float("nan"), 10**400])
def test_number_that_can_not_be_squared_is_refused(value: float) -> None:
    with pytest.raises(UsageError, match="E291"):
        Outcome(label=WORDS, unit=WORDS, minimum=value)


@pytest.mark.parametrize("value", [0, 1e150, -1e150, 1e-150, -1e-150])
def test_number_that_can_be_squared_is_taken(value: float) -> None:
    assert value == Outcome(label=WORDS, unit=WORDS, minimum=value).minimum


@pytest.mark.parametrize("words", [Text(sv=3, en="x"), Text(sv="x", en=None)])  # type: ignore[arg-type]
def test_words_that_were_made_elsewhere_are_looked_into(words: Text) -> None:
    with pytest.raises(UsageError, match="label"):
        Outcome(label=words, unit=WORDS)
    with pytest.raises(UsageError, match="reason"):
        Matters(change=2.0, reason=words)


def test_list_that_holds_itself_is_refused() -> None:
    names: list[Any] = []
    names.append(names)

    with pytest.raises(UsageError) as error:
        Participation(stages=names)  # type: ignore[arg-type]

    assert ["stages"] == [problem.params["key"] for problem in error.value.problems]


def test_name_from_a_mac_is_the_name_of_the_rows() -> None:
    assert PrePost(outcome="m\u00e5", before="T0", after="T1") == PrePost(outcome="ma\u030a", before="T0", after="T1")
    assert ("\u00e5",) == Participation(stages=["a\u030a", "b"]).stages[:1]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["", " ", "\u200b", "\ufeff", "\u00a0", "\x00", " \u200d "])
def test_name_that_nobody_sees_is_none(name: str) -> None:
    with pytest.raises(UsageError, match="E291"):
        PrePost(outcome=name, before="T0", after="T1")


def test_no_date_is_not_nothing() -> None:
    with pytest.raises(UsageError, match="datetime64"):
        Outcome(label=WORDS, unit=WORDS, minimum=np.datetime64("NaT"))  # type: ignore[arg-type]


def test_longer_number_of_numpy_is_kept_as_pythons() -> None:
    design = PrePost(outcome="y", before="T0", after="T1", level=np.longdouble(0.9))  # type: ignore[arg-type]

    assert (0.9, float) == (design.level, type(design.level))


def test_form_of_a_text_is_said_where_the_text_has_another() -> None:
    with pytest.raises(UsageError) as error:
        Benchmark(name="b", low=0.1, high=0.2, n=10, cite="X")

    assert "must be text of the form ^([a-z]+" in error.value.text("en")
    with pytest.raises(UsageError) as error:
        PrePost(outcome="\ud800", before="T0", after="T1")
    assert "must be text of whole characters, not" in error.value.text("en")


@pytest.mark.parametrize(
    ("made", "codes"),
    [
        (lambda: PrePost("score"), ["E487"]),  # type: ignore[call-arg,misc]
        (lambda: PrePost(outcom="score", before="T0", after="T1"), ["E488", "E489"]),  # type: ignore[call-arg]
        (lambda: PrePost(outcome="score", before="T0"), ["E489"]),  # type: ignore[call-arg]
        (lambda: Outcome(label=WORDS, unit=WORDS, minimun=0), ["E488"]),  # type: ignore[call-arg]
    ],
    ids=["without names", "misspelt", "lacking", "an outcome's"],
)
def test_names_of_options_are_refused_in_the_user_s_words(made: Callable[[], object], codes: list[str]) -> None:
    with pytest.raises(UsageError) as error:
        made()

    assert codes == [problem.code for problem in error.value.problems]


def test_a_misspelt_option_is_answered_by_the_closest_one() -> None:
    with pytest.raises(UsageError) as error:
        PrePost(outcom="score", before="T0", after="T1")  # type: ignore[call-arg]

    assert "PrePost(…) has no option 'outcom'. Did you mean 'outcome'?" in error.value.text("en")


def test_a_record_is_copied_and_pickled_though_nothing_is_given() -> None:
    design = PrePost(outcome="score", before="T0", after="T1")

    assert design == pickle.loads(pickle.dumps(design)) == copy.deepcopy(design)  # noqa: S301  our own
