"""Reading a pilot's files as records.

What is no TOML is a problem, and so is every key and value that a record can't have.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from tsi_eval.errors import DeclarationError, Problem, did_you_mean
from tsi_eval.language import LANGUAGES, Message, Text
from tsi_eval.options import OptionError
from tsi_eval.pilot.fault_place import Place, place_of
from tsi_eval.strict import FILLED, expected, parsed
from tsi_eval.written_file import toml_in

T = TypeVar("T")
UNKNOWN = frozenset({"unexpected_keyword_argument", "extra_forbidden"})
MISSING = frozenset({"missing", "missing_argument", "missing_keyword_only_argument"})


def toml_of(path: Path, problems: list[Problem]) -> dict[str, Any] | None:
    """Return a file's content as plain values.

    None after adding why there is none: it is missing (E150), or can't be read as `toml_in` says.
    """
    if not path.exists() and not path.is_symlink():
        problems.append(Problem(code="E150", params={"file": path.name, "pilot": path.parent.name}))
        return None
    try:
        return toml_in(path)
    except DeclarationError as error:
        problems.extend(error.problems)
        return None


def blank_words(words: Text, file: str, key: str) -> Iterator[Problem]:
    """Yield a problem (E155) for each language in which words for a reader say nothing."""
    for language in LANGUAGES:
        if re.search(FILLED, words.in_language(language)) is None:
            where = {"file": file, "key": f"{key}.{language}"}
            yield Problem(code="E155", params={**where, "expected": Message("expected.filled")})


def record_of(
    kind: type[T], raw: Mapping[str, Any] | None, file: str, problems: list[Problem], prefix: str = ""
) -> T | None:
    """Return plain values as a record; None after adding every fault, or where there are no values.

    Args:
        kind: The record.
        raw: The values.
        file: Where they come from.
        problems: What was found; unknown keys (E153), missing ones (E154), values of the wrong
            form (E155), and what options can't mean together are added.
        prefix: What stands before every key, such as "question.changed.options.".
    """
    if raw is None:
        return None
    try:
        return parsed(kind, raw)
    except ValidationError as error:
        problems.extend(_problems(kind, raw, error, file, prefix))
        return None


def _problems(kind: type, raw: Mapping[str, Any], error: ValidationError, file: str, prefix: str) -> Iterator[Problem]:
    """Yield one problem a key, in the order in which they were found."""
    found: defaultdict[Place, list[Mapping[str, Any]]] = defaultdict(list)
    for item in error.errors(include_input=False):
        found[place_of(kind, raw, item["loc"])].append(item)
    for place, items in found.items():
        # A value that fits none of its forms has a fault for each. The fault that lies inside one
        # form says more than that it is not the other.
        if not any(_inside(place, other) for other in found):
            yield from _of_options(place, items, file, prefix) or (_problem(place, items, file, prefix),)


def _of_options(place: Place, items: list[Mapping[str, Any]], file: str, prefix: str) -> tuple[Problem, ...]:
    """Return what a record of options can't mean, named by the file's keys."""
    refused = [item.get("ctx", {}).get("error") for item in items]
    return tuple(
        _in_file(problem, place, file, prefix)
        for error in refused
        if isinstance(error, OptionError)
        for problem in error.problems
    )


def _in_file(problem: Problem, place: Place, file: str, prefix: str) -> Problem:
    """Return a problem of a record, named by its key in the file.

    A record inside a design's options begins its keys with its own name, which the place ends in:
    "matters.reason" at ("matters",) is one key.
    """
    own = str(problem.params["key"])
    if place.keys:
        own = own.removeprefix(f"{place.keys[-1]}.")
    key = prefix + ".".join((*place.keys, own))
    return replace(problem, params={**problem.params, "file": file, "key": key, "place": f"{file}, {key}"})


def _inside(place: Place, other: Place) -> bool:
    length = len(place.keys)
    return len(other.keys) > length and other.keys[:length] == place.keys


def _problem(place: Place, items: list[Mapping[str, Any]], file: str, prefix: str) -> Problem:
    where = {"file": file, "key": prefix + ".".join(place.keys)}
    kinds = {item["type"] for item in items}
    if kinds & UNKNOWN:
        suggestion = did_you_mean(place.keys[-1], place.known)
        return Problem(code="E153", params={**where, "suggestion": suggestion or ", ".join(place.known) or "–"})
    if kinds & MISSING:
        return Problem(code="E154", params=where)
    forms: list[str | Message] = []
    for item in items:
        if (form := expected(item)) not in forms:
            forms.append(form)
    return Problem(code="E155", params={**where, "expected": reduce(_either, forms)})


def _either(first: str | Message, second: str | Message) -> Message:
    return Message("expected.either", {"one": first, "other": second})
