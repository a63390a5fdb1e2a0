"""An outcome, as a pilot declares it or as a researcher leaves it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest
from own_frames import SCORE
from pydantic import TypeAdapter, ValidationError

from tsi_eval.errors import UsageError
from tsi_eval.language import Text
from tsi_eval.study import Outcome

WORDS = {"sv": "poäng", "en": "score"}


def test_outcome_of_which_nothing_is_declared_has_its_name_and_no_range() -> None:
    outcome = Outcome.plain("score")

    assert ("score", "score", "enheter") == (outcome.label.sv, outcome.label.en, outcome.unit.sv)
    assert (None, None, 1.0, None, None) == (
        outcome.minimum,
        outcome.maximum,
        outcome.step,
        outcome.sd,
        outcome.reliability,
    )


def test_outcome_can_not_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        SCORE.step = 2.0  # type: ignore[misc]

    assert 2.0 == replace(SCORE, step=2.0).step


def test_outcome_is_read_from_a_declaration() -> None:
    outcome = TypeAdapter(Outcome).validate_python({"label": WORDS, "unit": WORDS, "minimum": 0, "maximum": 40})

    assert (0, 40, 1.0) == (outcome.minimum, outcome.maximum, outcome.step)


@pytest.mark.parametrize("more", [{"minimun": 0}, {"maximum": "forty"}])
def test_key_or_value_that_an_outcome_does_not_have_is_refused(more: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Outcome).validate_python({"label": WORDS, "unit": WORDS} | more)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("step", 0),
        ("step", -1),
        ("step", float("nan")),
        ("step", float("inf")),
        ("sd", 0),
        ("sd", -2.0),
        ("reliability", 0),
        ("reliability", 1.2),
        ("minimum", float("-inf")),
        ("maximum", 0),
        ("maximum", -1),
        ("label", "poäng"),
        ("step", "1"),
    ],
)
def test_outcome_refuses_a_scale_that_it_can_not_have(option: str, value: object) -> None:
    given = {"label": Text(**WORDS), "unit": Text(**WORDS), "minimum": 0, "maximum": 40}

    with pytest.raises(UsageError) as error:
        Outcome(**given | {option: value})  # type: ignore[arg-type]

    (problem,) = error.value.problems
    assert ("E291", option) == (problem.code, problem.params["key"])
    assert f"Outcome({option}=…)" in error.value.text("en")


def test_an_outcome_is_a_wait_where_it_says_from_what_to_what() -> None:
    assert not SCORE.is_wait
    assert replace(SCORE, waits=Text(sv="från förfrågan", en="")).is_wait
