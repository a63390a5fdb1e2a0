"""What each design's question needs of a pilot's files: one data file a design, and pieces that several of them share."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TypeVar

from pydantic import TypeAdapter

from tsi_eval.errors import Problem, UsageError, did_you_mean
from tsi_eval.pilot.new import QUESTIONS
from tsi_eval.strict import STRICT

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Lines that questions share, by the section that they stand in.

    Attributes:
        needs: Pieces that go before it, from any design's file.
        windows: Lines under `[windows]` of pilot.toml.
        units: `[[unit]]` of pilot.toml.
        labels: Lines under `[labels]` of pilot.toml.
        outcomes: `[outcome.…]` of sources.toml.
        sources: Source id → its `[[source]]`, or further lines of one that another piece begins.
        beside: Source id → what stands instead of `sources` where another piece gives that source: further lines of it.
        rows: Source id → what a row is, for the read-me.
    """

    __pydantic_config__ = STRICT

    needs: tuple[str, ...] = ()
    windows: str = ""
    units: str = ""
    labels: str = ""
    outcomes: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """One design's data file.

    Attributes:
        design: Its name.
        needs: Pieces that its question needs.
        question: `[[question]]` of questions.toml.
        piece: The pieces that this file gives; an id is given by one file only.
    """

    __pydantic_config__ = STRICT

    design: str
    needs: tuple[str, ...]
    question: str
    piece: Mapping[str, Piece] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around the questions: headings, comments and the read-me."""

    __pydantic_config__ = STRICT

    sheet: str
    readme_name: str
    readme: str
    pilot: str
    windows: str
    units: str
    labels: str
    sources: str
    questions: str


def chosen(names: Iterable[str]) -> tuple[Fragment, ...]:
    """Return the fragments of the named questions, in the order of `QUESTIONS`.

    Raises:
        UsageError: A question is unknown, or none is named (E241); all of them at once.
    """
    wanted = tuple(dict.fromkeys(names))
    wrong = [name for name in wanted if name not in QUESTIONS] or ([] if wanted else ["–"])
    if wrong:
        raise UsageError(Problem(code="E241", params=_unknown(name)) for name in wrong)
    return tuple(_fragments()[name] for name in QUESTIONS if name in wanted)


def pieces_of(fragments: Iterable[Fragment]) -> tuple[Piece, ...]:
    """Return the pieces that fragments need, each once, after those that it needs itself."""
    known = {name: piece for fragment in _fragments().values() for name, piece in fragment.piece.items()}
    found: dict[str, Piece] = {}
    for fragment in fragments:
        for name in _in_order(fragment.needs, known):
            found.setdefault(name, known[name])
    return tuple(found.values())


@cache
def frame() -> Frame:
    """Return what stands around the questions."""
    return _read(__package__, "frame.toml", Frame)


def _in_order(needs: tuple[str, ...], known: Mapping[str, Piece]) -> Iterator[str]:
    for name in needs:
        yield from _in_order(known[name].needs, known)
        yield name


@cache
def _fragments() -> Mapping[str, Fragment]:
    return {name: _read(f"tsi_eval.designs.{name}", "template.toml", Fragment) for name in QUESTIONS}


def _read(package: str, name: str, kind: type[T]) -> T:
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    return TypeAdapter(kind).validate_json(json.dumps(tomllib.loads(text)), strict=True)


def _unknown(name: str) -> dict[str, str | int]:
    known = ", ".join(QUESTIONS)
    return {"name": name, "suggestion": did_you_mean(name, QUESTIONS) or known, "known": known}
