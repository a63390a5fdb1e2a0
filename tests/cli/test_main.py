"""One command from its words to its exit code."""

from __future__ import annotations

import argparse
from collections.abc import Callable

import pytest

from tsi_eval.cli import main, pilots

Run = Callable[[argparse.Namespace], int]


def instead(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.setattr(pilots, "list_", run)


def test_the_commands_exit_code_is_returned(monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, lambda arguments: 3 if arguments.language == "en" else 0)

    assert 3 == main(["list", "--language", "en"])
    assert 0 == main(["list"])


def test_an_interrupt_has_a_code_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: argparse.Namespace) -> int:
        raise KeyboardInterrupt

    instead(monkeypatch, interrupted)

    assert 130 == main(["list"])
    assert "" == capsys.readouterr().err


@pytest.mark.parametrize(
    ("language", "words"), [("en", "An unexpected error"), ("sv", "Ett oväntat fel"), ("fi", "Ett")]
)
def test_an_unexpected_error_is_said_in_a_language_that_we_have(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: str, words: str
) -> None:
    def broken(_: argparse.Namespace) -> int:
        raise RuntimeError("20120319-2030")

    instead(monkeypatch, broken)

    assert 70 == main(["list", "--language", language])

    printed = capsys.readouterr().err
    assert printed.startswith(f"E999 {words}")
    assert "2030" not in printed
    assert "Traceback" not in printed
