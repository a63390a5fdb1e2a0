"""An outcome, as a pilot declares it or as a researcher leaves it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest
from own_frames import SCORE
from pydantic import TypeAdapter, ValidationError

from tsi_eval.study import Outcome

WORDS = {"sv": "poäng", "en": "score"}


def test_outcome_of_which_nothing_is_declared_has_its_name_and_no_range() -> None:
    outcome = Outcome.plain("score")

    assert ("score", "score", "") == (outcome.label.sv, outcome.label.en, outcome.unit.sv)
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
