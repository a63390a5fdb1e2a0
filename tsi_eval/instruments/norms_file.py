"""Reading norms and bands from a file that the user wrote and that names its source.

None is shipped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from tsi_eval.errors import DeclarationError, Problem, did_you_mean
from tsi_eval.instruments.key import instrument
from tsi_eval.instruments.norms import Band, Norm, Norms
from tsi_eval.language import Text
from tsi_eval.strict import STRICT, parsed
from tsi_eval.written_file import toml_in

KEYS = ("instrument", "source", "population", "band", "norm", "scale", "name", "from", "to", "group", "mean", "sd")
Filled = Annotated[str, Field(pattern=r"\S")]
_MISSING, _UNKNOWN = {"missing", "missing_argument"}, {"extra_forbidden", "unexpected_keyword_argument"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NormsFile:
    """The file, as a person writes it."""

    __pydantic_config__ = STRICT

    instrument: Filled
    source: Filled
    population: Text
    band: tuple[Band, ...] = ()
    norm: tuple[Norm, ...] = field(default_factory=tuple)


def load_norms(path: Path) -> Norms:
    """Read a user's norms.

        instrument = "sdq_parent"
        source = "Author (year), journal, pages, table"
        population = { sv = "…", en = "…" }

        [[band]]
        scale = "total"
        name = { sv = "…", en = "…" }
        from = 0
        to = 13

        [[norm]]
        scale = "total"
        group = "girls"
        mean = 8.4
        sd = 5.8

    Bands are whole points, each from one step above the one before it, for a scale and, where
    given, a group.

    Args:
        path: The TOML file.

    Raises:
        DeclarationError: The file is missing (E150) or can't be read as `toml_in` says; it has no
            source (E263); a key or a scale is unknown (E153), a key is missing (E154) or has the
            wrong form (E155); bands leave a gap, overlap or are turned round (E264); two norms of a
            scale and group (E158).
        UsageError: There is no such instrument (E210).
    """
    read = _parse(path)
    key = instrument(read.instrument)
    known = {scale.id for scale in key.scales}
    problems = [
        *_unknown_scales("band", read.band, known, path.name),
        *_unknown_scales("norm", read.norm, known, path.name),
    ]
    bands: dict[tuple[str, str], tuple[Band, ...]] = {}
    for band in sorted(read.band, key=lambda each: (each.low, each.high)):
        bands[band.scale, band.group] = (*bands.get((band.scale, band.group), ()), band)
    for (scale, group), each in bands.items():
        problems.extend(_breaks(each, path.name, f"{scale} {group}".strip()))
    norms = {(norm.scale, norm.group): norm for norm in read.norm}
    if len(norms) < len(read.norm):
        problems.append(Problem(code="E158", params={"file": path.name, "id": "norm"}))
    if problems:
        raise DeclarationError(problems)
    return Norms(
        file=path.name,
        instrument=key.id,
        source=read.source,
        population=read.population,
        bands=bands,
        norms=norms,
    )


def _unknown_scales(kind: str, entries: Sequence[Band | Norm], known: set[str], file: str) -> Iterator[Problem]:
    """Yield the bands or norms of scales that the instrument does not have."""
    for entry in entries:
        if entry.scale not in known:
            params = {"file": file, "key": f"{kind}.scale", "suggestion": _near(entry.scale, known)}
            yield Problem(code="E153", params=params)


def _breaks(bands: tuple[Band, ...], file: str, scale: str) -> Iterator[Problem]:
    """Yield where sorted bands are turned round, or leave a gap.

    Each must begin one above the end of the one before.
    """
    for band in bands:
        if band.low > band.high:
            yield Problem(code="E264", params={"file": file, "scale": scale, "at": f"{band.low}–{band.high}"})
    for below, above in pairwise(bands):
        if above.low != below.high + 1:
            at = f"{below.low}–{below.high}, {above.low}–{above.high}"
            yield Problem(code="E264", params={"file": file, "scale": scale, "at": at})


def _parse(path: Path) -> NormsFile:
    if not path.exists():
        raise DeclarationError(Problem(code="E150", params={"file": path.name}))
    raw = toml_in(path, anywhere=True)
    try:
        return parsed(NormsFile, raw)
    except ValidationError as error:
        raise DeclarationError(_problem(path.name, item) for item in error.errors(include_input=False)) from None


def _problem(file: str, item: Mapping[str, Any]) -> Problem:
    loc = [part + 1 if isinstance(part, int) else part for part in item["loc"]]
    params: dict[str, str | int] = {"file": file, "key": ".".join(map(str, loc))}
    name, kind = str(loc[-1]) if loc else "", item["type"]
    if loc == ["source"] and kind in {*_MISSING, "string_pattern_mismatch"}:
        return Problem(code="E263", params=params)
    if kind in _MISSING:
        return Problem(code="E154", params=params)
    if kind in _UNKNOWN:
        return Problem(code="E153", params=params | {"suggestion": _near(name, KEYS)})
    return Problem(code="E155", params=params | {"expected": str(item["msg"])})


def _near(word: str, known: Sequence[str] | set[str]) -> str:
    return did_you_mean(word, known) or "–"
