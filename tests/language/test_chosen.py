"""One language is chosen for all of Python, by a call or by the environment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tsi_eval.language.chosen import SETTING, choose, chosen


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv(SETTING, raising=False)
    yield
    choose("")


def test_swedish_until_it_is_said_otherwise() -> None:
    assert "sv" == chosen()


@pytest.mark.parametrize(
    ("setting", "language"), [("en", "en"), ("EN_US", "en"), ("sv", "sv"), ("fr", "sv"), ("", "sv")]
)
def test_environment_says_it(monkeypatch: pytest.MonkeyPatch, setting: str, language: str) -> None:
    monkeypatch.setenv(SETTING, setting)

    assert language == chosen()


def test_call_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "sv")
    choose("en")

    assert "en" == chosen()
