"""Choosing the language of errors and records in Python."""

from __future__ import annotations

from tsi_eval.errors import Problem, UsageError
from tsi_eval.language import LANGUAGES
from tsi_eval.language.chosen import choose, chosen


def set_language(language: str) -> None:
    """Choose in which language errors are said, and records show themselves.

    The same is done by the environment variable TSI_EVAL_LANGUAGE. Reports are not touched: each is
    made in the language that it is asked for in.

    Args:
        language: "sv" or "en".

    Raises:
        UsageError: Another language (E191).
    """
    choose(known(language))


def known(language: str | None) -> str:
    """Return a language that was asked for, or the chosen one where none was.

    Raises:
        UsageError: There is no such language (E191).
    """
    if language is None:
        return chosen()
    if language not in LANGUAGES:
        raise UsageError(Problem(code="E191", params={"name": str(language)}))
    return language
