"""What the words of a command mean: its pilots, its language, its formats.

It also does a piece of work for each of the pilots.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tsi_eval.cli.saying import fail
from tsi_eval.errors import Problem, TsiError, UsageError
from tsi_eval.language import LANGUAGES, Message, say
from tsi_eval.making.request import EVERY_FORMAT
from tsi_eval.making.worker import Unexpected
from tsi_eval.project import Project, find_project


def words_of(values: Sequence[str]) -> tuple[str, ...]:
    """Return names that were written with commas, blanks or both between them."""
    return tuple(word for value in values for word in value.replace(",", " ").split())


def each(arguments: argparse.Namespace, work: Callable[[str, str], object]) -> int:
    """Do the work for every pilot named, and return the exit code.

    A pilot that fails does not stop the others. The exit code is that of the first that failed, or
    0.
    """
    language = language_of(arguments)
    code = 0
    for pilot in pilots_of(arguments):
        try:
            work(pilot, language)
        except (TsiError, Unexpected) as error:
            failed = fail(error, language)
            code = code or failed
            print(say(Message("progress.failed", {"pilot": pilot}), language), file=sys.stderr)
    return code


def pilots_of(arguments: argparse.Namespace) -> tuple[str, ...]:
    """Return the pilots that are named, each once, or all of them.

    Raises:
        UsageError: None is named (E193).
    """
    known = find_project().pilots()
    named = known if arguments.all else tuple(_pilot_name(word) for word in arguments.pilots)
    if not named:
        raise UsageError(Problem(code="E193", params={"known": ", ".join(known) or "–"}))
    return tuple(dict.fromkeys(named))


def _pilot_name(word: str) -> str:
    """Return a pilot's name, also when its folder is given, since a shell completes that."""
    path = Path(word)
    return path.name if path.parent.name == "data_raw" else word


def language_of(arguments: argparse.Namespace) -> str:
    """Return the language of reports and messages.

    Raises:
        UsageError: There is no such language (E191).
    """
    language: str = arguments.language
    if language not in LANGUAGES:
        raise UsageError(Problem(code="E191", params={"name": language}))
    return language


def formats_of(arguments: argparse.Namespace) -> tuple[str, ...]:
    """Return the formats, each once.

    Raises:
        UsageError: There is no such format (E194).
    """
    names = tuple(dict.fromkeys(words_of(arguments.formats)))
    for name in names:
        if name not in EVERY_FORMAT:
            raise UsageError(Problem(code="E194", params={"name": name, "known": ", ".join(EVERY_FORMAT)}))
    return names


def within(project: Project, path: Path) -> str:
    """Return a path as seen from the project's folder."""
    return path.relative_to(project.root).as_posix()
