"""Designs that are no part of the package: a pilot's own, and installed ones.

A pilot's lie in `data_raw/<pilot>/designs/<name>.py`. They are code, and run where the rows are
read; whoever puts a file there answers for it. Its hash is part of the declaration's. An installed
one is named by an entry point of the group `tsi_eval.designs`, and is looked for only where a
question names a design that is neither the package's nor the pilot's.

Worked example. `designs/at_least.py` defines a frozen dataclass `AtLeast(StandardDesign)` of the
name "at_least". A question with `design = "at_least"` gets its options as those of any design.
"""

from __future__ import annotations

import inspect
import re
import sys
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from importlib.metadata import entry_points
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from string import Formatter
from types import ModuleType
from typing import Any

from tsi_eval.designs import DESIGNS
from tsi_eval.designs.contract import StandardDesign
from tsi_eval.errors import Param, Problem
from tsi_eval.language import LANGUAGES, Text, keys
from tsi_eval.strict import FILLED

FOLDER, GROUP = "designs", "tsi_eval.designs"
_NAME = re.compile(r"[a-z][a-z0-9_]*")
Kind = type[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """The designs that questions may name.

    Attributes:
        by_name: The designs by their names.
        whole: Whether they are all: whether every file of designs could be read.
    """

    by_name: Mapping[str, Kind] = field(default_factory=lambda: {design.name: design for design in DESIGNS})
    whole: bool = True


def designs_of(folder: Path, asked: set[str], problems: list[Problem]) -> Kinds:
    """Return every design that the questions of a pilot may name.

    Args:
        folder: The pilot's folder.
        asked: The names that its questions use.
        problems: What was found: a file that can't be imported (E460) or defines no design (E461),
            a name that is taken (E462), words that lack a language (E463) or are the package's
            (E464).
    """
    known, before = dict(Kinds().by_name), len(problems)
    for path in design_files(folder):
        _add(known, _defined_in(path, problems), f"{FOLDER}/{path.name}", problems)
    if asked - known.keys():
        for entry in entry_points(group=GROUP):
            if entry.name in asked - known.keys():
                _add(known, _installed(entry, problems), entry.value, problems)
    return Kinds(by_name=known, whole=len(problems) == before)


def design_files(folder: Path) -> tuple[Path, ...]:
    """Return the files in which a pilot's own designs are defined."""
    return tuple(sorted((folder / FOLDER).glob("[!_.]*.py")))


def is_own(kind: Kind) -> bool:
    """Tell whether a design is none of the package's."""
    return kind not in DESIGNS


def _defined_in(path: Path, problems: list[Problem]) -> tuple[Kind, ...]:
    name = f"tsi_eval_own_{path.parent.parent.name}_{path.stem}"
    spec = spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        return ()
    module = module_from_spec(spec)
    # Types that stand as text in the file are looked up by the module's name.
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # noqa: BLE001  anything may be wrong with somebody's code
        problems.append(_problem("E460", f"{FOLDER}/{path.name}", kind=type(error).__name__, line=_line(error, path)))
        return ()
    found = tuple(_designs_in(module))
    if not found:
        problems.append(_problem("E461", f"{FOLDER}/{path.name}"))
    return found


def _designs_in(module: ModuleType) -> Iterator[Kind]:
    for item in vars(module).values():
        if isinstance(item, type) and item.__module__ == module.__name__ and _is_design(item):
            yield item


def _is_design(item: Kind) -> bool:
    how: Any = getattr(item, "__dataclass_params__", None)
    is_frozen = is_dataclass(item) and how is not None and how.frozen
    return bool(issubclass(item, StandardDesign) and is_frozen and not inspect.isabstract(item))


def _installed(entry: Any, problems: list[Problem]) -> tuple[Kind, ...]:
    try:
        loaded = entry.load()
    except Exception as error:  # noqa: BLE001  anything may be wrong with somebody's code
        problems.append(_problem("E460", entry.value, kind=type(error).__name__, line="–"))
        return ()
    if not (isinstance(loaded, type) and _is_design(loaded)):
        problems.append(_problem("E461", entry.value))
        return ()
    return (loaded,)


def _add(known: dict[str, Kind], kinds: tuple[Kind, ...], file: str, problems: list[Problem]) -> None:
    for kind in kinds:
        name = str(getattr(kind, "name", ""))
        faults = [] if _NAME.fullmatch(name) and name not in known else [_problem("E462", file, name=name or "–")]
        faults += _faults_of_words(kind.words, file)
        problems.extend(faults)
        if not faults:
            known[name] = kind


def _faults_of_words(words: Mapping[str, Text], file: str) -> Iterator[Problem]:
    taken = keys(LANGUAGES[0])
    for key, text in words.items():
        if key in taken:
            yield _problem("E464", file, name=key)
        elif not isinstance(text, Text) or not _says_the_same(text):
            yield _problem("E463", file, name=key)


def _says_the_same(text: Text) -> bool:
    """Tell whether both languages say something, and of the same things."""
    said = [text.in_language(language) for language in LANGUAGES]
    try:
        places = [{place for _, place, _, _ in Formatter().parse(sentence) if place} for sentence in said]
    except ValueError:
        return False
    return all(re.search(FILLED, sentence) for sentence in said) and places[0] == places[1]


def _line(error: Exception, path: Path) -> str:
    """Return the line of the file at which its code failed."""
    if isinstance(error, SyntaxError) and error.lineno:
        return str(error.lineno)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename) == path]
    return str(frames[-1].lineno) if frames else "–"


def _problem(code: str, file: str, **params: Param) -> Problem:
    return Problem(code=code, params={"file": file, **params})
