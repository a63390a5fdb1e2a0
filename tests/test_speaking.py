"""Errors and records speak the language that was chosen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import tsi_eval as tsi
from tsi_eval.language.chosen import choose
from tsi_eval.speaking import known, set_language


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    choose("")


def refusal() -> str:
    with pytest.raises(tsi.TsiError) as error:
        tsi.stats.wilson(11, 10)
    return str(error.value)


def test_errors_are_said_in_the_chosen_language() -> None:
    swedish = refusal()
    set_language("en")
    english = refusal()

    assert "  var: " in swedish
    assert "  where: " in english
    assert refusal() == english


def test_language_that_is_asked_for_wins() -> None:
    set_language("en")

    assert ("sv", "en") == (known("sv"), known(None))


@pytest.mark.parametrize("name", ["fr", "", "EN", 7])
def test_unknown_language_is_refused(name: object) -> None:
    with pytest.raises(tsi.TsiError) as error:
        set_language(name)  # type: ignore[arg-type]

    assert "E191" == error.value.problems[0].code
