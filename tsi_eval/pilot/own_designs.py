"""Designs that are no part of the package: a pilot's own, and installed ones.

A pilot's lie in `data_raw/<pilot>/designs/<name>.py`. They are code, and run where the rows are
read; whoever puts a file there answers for it. Its hash is part of the declaration's. An installed
one is named by an entry point of the group `tsi_eval.designs`, and is looked for only where a
question names a design that is neither the package's nor the pilot's.

Worked example. `designs/at_least.py` defines a frozen dataclass `AtLeast(StandardDesign)` of the
name "at_least". A question with `design = "at_least"` gets its options as those of any design.
"""

from __future__ import annotations

import hashlib
import inspect
import re
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

from pydantic import TypeAdapter
from pydantic.errors import PydanticUserError

from tsi_eval.designs import DESIGNS
from tsi_eval.designs.contract import Design, StandardDesign
from tsi_eval.designs.needs import Needs
from tsi_eval.errors import Param, Problem
from tsi_eval.findings import Claim
from tsi_eval.language import Message
from tsi_eval.pilot.words_of_designs import faults_of_words

FOLDER, GROUP = "designs", "tsi_eval.designs"
_NAME = re.compile(r"[a-z][a-z0-9_]*")
Kind = type[Any]
# Whatever somebody's code may raise. One that ends the program would end the report without a word.
CRASHES = (Exception, SystemExit)


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
        problems: What was found: a file that can't be run (E460), that defines no design, or one
            whose options nothing can be held to (E461); a name that is taken (E462); words that
            can't be said in both languages (E463) or are the package's (E464).
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


def code_files(folder: Path) -> tuple[Path, ...]:
    """Return every file of code beside a pilot's designs, also what a design may load itself."""
    return tuple(sorted((folder / FOLDER).glob("*.py")))


def code_of(folder: Path, designs: Iterable[Design]) -> Mapping[str, str]:
    """Return the hash of each piece of code that runs with a pilot's rows and is not the package's.

    It is named by its file in the folder, or by where an installed design is imported from. Of an
    installed one the file is hashed in which it is defined, and nothing that this imports.
    """
    code = {f"{FOLDER}/{path.name}": _sha256(path) for path in code_files(folder)}
    for kind in dict.fromkeys(map(type, designs)):
        path = Path(getattr(sys.modules[kind.__module__], "__file__", None) or "")
        if is_own(kind) and path.parent != folder / FOLDER:
            code[f"{kind.__module__}:{kind.__qualname__}"] = _sha256(path) if path.is_file() else ""
    return code


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def is_own(kind: Kind) -> bool:
    """Tell whether a design is none of the package's."""
    return kind not in DESIGNS


def faults_in_use(question: str, design: Design) -> Iterator[Problem]:
    """Yield what an own design can't say of itself with these options (E466)."""
    if is_own(type(design)):
        for name, kind in (("needs", Needs), ("claim", Claim), ("uses", tuple)):
            try:
                said = getattr(design, name)
            except CRASHES as error:
                yield broken(question, design, error)
            else:
                if not isinstance(said, kind):
                    yield wrong(question, design, said, name)


def broken(question: str, design: Design, error: BaseException) -> Problem:
    """Return the problem that a design failed: the error's class and place, and never its text."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    return _failed(question, design, type(error).__name__, place)


def wrong(question: str, design: Design, said: object, place: str) -> Problem:
    """Return the problem that a design gave something else than it must."""
    return _failed(question, design, type(said).__name__, place)


def _failed(question: str, design: Design, kind: str, place: str) -> Problem:
    return Problem(code="E466", params={"question": question, "design": design.name, "kind": kind, "place": place})


def _defined_in(path: Path, problems: list[Problem]) -> tuple[Kind, ...]:
    name = f"tsi_eval_own_{path.parent.parent.name}_{path.stem}"
    module = ModuleType(name)
    module.__file__ = str(path)
    # Types that stand as text in the file are looked up by the module's name.
    sys.modules[name] = module
    try:
        # What is run is what was hashed: Python's own cache of compiled code goes by a file's time
        # and size, and would be a file more in the pilot's folder.
        exec(compile(path.read_bytes(), str(path), "exec"), vars(module))  # noqa: S102  DESIGN.md: own code is run
    except CRASHES as error:
        problems.append(_problem("E460", f"{FOLDER}/{path.name}", kind=type(error).__name__, line=_line(error, path)))
        return ()
    found = tuple(_designs_in(module))
    if not found:
        problems.append(_problem("E461", f"{FOLDER}/{path.name}", why=Message("own_design.none")))
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
    except CRASHES as error:
        problems.append(_problem("E460", entry.value, kind=type(error).__name__, line="–"))
        return ()
    if not (isinstance(loaded, type) and _is_design(loaded)):
        problems.append(_problem("E461", entry.value, why=Message("own_design.none")))
        return ()
    return (loaded,)


def _add(known: dict[str, Kind], kinds: tuple[Kind, ...], file: str, problems: list[Problem]) -> None:
    for kind in kinds:
        name = str(getattr(kind, "name", ""))
        faults = [] if _NAME.fullmatch(name) and name not in known else [_problem("E462", file, name=name or "–")]
        faults += faults_of_words(kind.words, file)
        faults += _faults_of_options(kind, file)
        problems.extend(faults)
        if not faults:
            known[name] = kind


def _faults_of_options(kind: Kind, file: str) -> Iterator[Problem]:
    """Yield the options whose type nothing in `questions.toml` can be held to."""
    try:
        hints = get_type_hints(kind, include_extras=True)
    except CRASHES as error:
        yield _problem("E460", file, kind=type(error).__name__, line="–")
        return
    for item in fields(kind):
        try:
            TypeAdapter(hints[item.name])
        except PydanticUserError:
            yield _problem("E461", file, why=Message("own_design.option", {"name": item.name}))


def _line(error: BaseException, path: Path) -> str:
    """Return the line of the file at which its code failed."""
    if isinstance(error, SyntaxError) and error.lineno:
        return str(error.lineno)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename) == path]
    return str(frames[-1].lineno) if frames else "–"


def _problem(code: str, file: str, **params: Param) -> Problem:
    return Problem(code=code, params={"file": file, **params})
