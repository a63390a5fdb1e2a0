"""What the words of a command mean: pilots, languages, formats; and doing something for each pilot."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tsi_eval.cli.saying import fail
from tsi_eval.errors import Problem, TsiError, UsageError
from tsi_eval.language import LANGUAGES, Message, say
from tsi_eval.making.processes import Unexpected
from tsi_eval.making.request import USUAL
from tsi_eval.project import Project, find_project


def words_of(values: Sequence[str]) -> tuple[str, ...]:
    """Return names that were written with commas, blanks or both between them."""
    return tuple(word for value in values for word in value.replace(",", " ").split())


def each(arguments: argparse.Namespace, work: Callable[[str, str], object]) -> int:
    """Do the work for every pilot named; one that fails does not stop the others, and its exit code is kept."""
    language = language_of(arguments)
    code = 0
    for pilot in pilots_of(arguments):
        try:
            work(pilot, language)
        except (TsiError, Unexpected) as error:
            code = code or fail(error, language)
            print(say(Message("progress.failed", {"pilot": pilot}), language), file=sys.stderr)
    return code


def pilots_of(arguments: argparse.Namespace) -> tuple[str, ...]:
    """Return the pilots that are named, or all.

    Raises:
        UsageError: None is (E193).
    """
    known = find_project().pilots()
    named = known if arguments.all else tuple(_pilot_name(word) for word in arguments.pilots)
    if not named:
        raise UsageError(Problem(code="E193", params={"known": ", ".join(known) or "–"}))
    return tuple(dict.fromkeys(named))


def _pilot_name(word: str) -> str:
    """Return a pilot's name, also when its folder is given, as a shell completes it."""
    path = Path(word)
    return path.name if path.parent.name == "data_raw" else word


def language_of(arguments: argparse.Namespace) -> str:
    """Return the language.

    Raises:
        UsageError: It is none that we have (E191).
    """
    language: str = arguments.language
    if language not in LANGUAGES:
        raise UsageError(Problem(code="E191", params={"name": language}))
    return language


def formats_of(arguments: argparse.Namespace) -> tuple[str, ...]:
    """Return the formats, each once.

    Raises:
        UsageError: One is none that we have (E194).
    """
    names = tuple(dict.fromkeys(words_of(arguments.formats)))
    for name in names:
        if name not in USUAL.formats:
            raise UsageError(Problem(code="E194", params={"name": name, "known": ", ".join(USUAL.formats)}))
    return names


def within(project: Project, path: Path) -> str:
    """Return a path as seen from the project's folder."""
    return path.relative_to(project.root).as_posix()
