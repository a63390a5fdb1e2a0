"""Rules that options keep together: what differs, what comes once, what comes later."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tsi_eval.designs.rules import apart, filled, later, months, once_each, period_of
from tsi_eval.errors import Problem
from tsi_eval.language import Text
from tsi_eval.options import Options

REASON = Text(sv="skäl", en="reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Some(Options):
    """Options of every shape that the rules know."""

    names: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    name: str = ""
    start: str = ""
    since: str = ""
    jumps: tuple[str, ...] = ()
    reason: Text = REASON


def told(problem: Problem, *names: str) -> tuple[object, ...]:
    return (problem.code, problem.params["key"], *(problem.params[name] for name in names))


def test_each_value_that_stands_twice_is_named_once() -> None:
    options = Some(names=("a", "b", "a", "c", "a", "b"), others=("a", "b"))

    assert [("E293", "names", "a"), ("E293", "names", "b")] == [
        told(problem, "value") for problem in once_each(options, "names", "others")
    ]


@pytest.mark.parametrize(
    ("options", "key", "other", "shared"),
    [
        (Some(names=("a", "b"), others=("b", "c")), "names", "others", ["b"]),
        (Some(names=("a", "b"), name="a"), "names", "name", ["a"]),
        (Some(name="x", start="x"), "name", "start", ["x"]),
        (Some(name="x", start="y"), "name", "start", []),
        (Some(), "name", "start", []),
        (Some(), "names", "others", []),
    ],
)
def test_what_two_options_share_is_named(options: Some, key: str, other: str, shared: list[str]) -> None:
    assert [("E292", key, other, value) for value in shared] == [
        told(problem, "other", "value") for problem in apart(options, key, other)
    ]


@pytest.mark.parametrize("name", ["aug 2023", "HT2023", "2023-8", "2023-13", "0000-08", "9999-12", "2023/24", " "])
def test_what_is_no_month_as_months_are_written_is_refused(name: str) -> None:
    assert [("E233", "start", name)] == [told(problem, "name") for problem in months(Some(start=name), "start")]


def test_months_in_a_list_and_no_limit_at_all() -> None:
    options = Some(start="", since="2023-08", jumps=("2022-01", "VT2022"))

    assert [("E233", "jumps", "VT2022")] == [
        told(problem, "name") for problem in months(options, "start", "since", "jumps")
    ]


@pytest.mark.parametrize(
    ("start", "since", "codes"),
    [
        ("2023-08", "2023-07", []),
        ("2023-08", "2023-08", ["E294"]),
        ("2023-08", "2023-09", ["E294"]),
        ("2023-08", "", []),
        ("", "2023-08", []),
        ("hösten", "2023-08", []),
        ("2023-08", "hösten", []),
    ],
)
def test_later_month_is_later(start: str, since: str, codes: list[str]) -> None:
    assert codes == [problem.code for problem in later(Some(start=start, since=since), "start", "since")]


def test_each_month_of_a_list_is_held_against_the_limit() -> None:
    options = Some(jumps=("2022-01", "2023-01", "2021-12"), since="2022-01")

    assert ["2022-01", "2021-12"] == [problem.params["value"] for problem in later(options, "jumps", "since")]


def test_words_are_filled_in_both_languages() -> None:
    assert ["reason.sv", "reason.en"] == [
        problem.params["key"] for problem in filled(Some(reason=Text(sv=" ", en="")), "reason")
    ]
    assert [] == list(filled(Some(), "reason"))


def test_period_outside_the_calendar_is_none() -> None:
    assert period_of("HT0000") is None
    period = period_of("HT2023")
    assert period is not None
    assert "term" == period.kind
