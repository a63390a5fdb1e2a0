"""Norms and bands of a scale, from a file that the user wrote and that names its source.

None is shipped.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
from pydantic import Field, ValidationError

from tsi_eval.errors import DataError, DeclarationError, Problem, UsageError, did_you_mean
from tsi_eval.instruments.key import instrument
from tsi_eval.language import Text
from tsi_eval.strict import STRICT, parsed

LARGEST_FILE = 1_000_000
Filled = Annotated[str, Field(pattern=r"\S")]
_MISSING, _UNKNOWN = {"missing", "missing_argument"}, {"extra_forbidden", "unexpected_keyword_argument"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A stretch of a scale with a name.

    Attributes:
        scale: The instrument's scale.
        name: Its name for readers.
        low: Lowest score of it; `from` in the file.
        high: Highest score; `to` in the file.
        group: Whom it holds for, or "" for all.
    """

    __pydantic_config__ = STRICT

    scale: str
    name: Text
    low: Annotated[int, Field(alias="from")]
    high: Annotated[int, Field(alias="to")]
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """A scale's mean and spread in a population.

    Attributes:
        scale: The instrument's scale.
        mean: Mean, in points.
        sd: Standard deviation, in points.
        group: Whom it holds for, or "" for all.
    """

    __pydantic_config__ = STRICT

    scale: str
    mean: Annotated[float, Field(allow_inf_nan=False)]
    sd: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Norms:
    """A user's norms; whatever shows them shows `source` and `population` too.

    Attributes:
        file: Name of the file.
        instrument: The instrument and version that they hold for.
        source: Where the numbers come from.
        population: Who was measured.
        bands: (scale, group) → bands from the lowest, without gaps.
        norms: (scale, group) → mean and spread.
    """

    file: str
    instrument: str
    source: str
    population: Text
    bands: Mapping[tuple[str, str], tuple[Band, ...]]
    norms: Mapping[tuple[str, str], Norm]


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
        DeclarationError: The file is missing (E150), too large (E151) or not TOML (E152); it has no
            source (E263); a key or a scale is unknown (E153), a key is missing (E154) or has the
            wrong form (E155); bands leave a gap, overlap or are turned round (E264); two norms of a
            scale and group (E158).
        UsageError: There is no such instrument (E210).
    """
    read = _parse(path)
    key = instrument(read.instrument)
    known = {scale.id for scale in key.scales}
    problems = [
        Problem(code="E153", params={"file": path.name, "key": f"{kind}.scale", "suggestion": _near(each.scale, known)})
        for kind, entries in (("band", read.band), ("norm", read.norm))
        for each in entries
        if each.scale not in known
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


def band_of(
    scores: Sequence[float] | npt.NDArray[np.float64], norms: Norms, *, scale: str, group: str = ""
) -> tuple[Band | None, ...]:
    """Return the band of each score.

    A score between two whole points, as after replaced answers, belongs to the point it is rounded
    to, a half upwards.

    Args:
        scores: A scale's scores, shape (persons,); NaN where there is none.
        norms: From `load_norms`.
        scale: The scale that they are scores of.
        group: Whom the bands are to hold for, or "".

    Returns:
        A band a person, None where there is no score.

    Raises:
        UsageError: The norms have no bands for that scale and group (E138).
        DataError: A score lies outside all bands (E136).
    """
    bands = norms.bands.get((scale, group))
    if bands is None:
        known = ", ".join(sorted(" ".join(each).strip() for each in norms.bands)) or "–"
        raise UsageError(Problem(code="E138", params={"name": f"{scale} {group}".strip(), "known": known}))
    given = np.asarray(scores, dtype=np.float64)
    points = np.floor(given + 0.5)
    outside = ~np.isnan(points) & ~((points >= bands[0].low) & (points <= bands[-1].high))
    if outside.any():
        params: dict[str, str | int] = {
            "file": norms.file,
            "column": scale,
            "low": bands[0].low,
            "high": bands[-1].high,
        }
        raise DataError(Problem(code="E136", params=params | {"count": int(outside.sum()), "of": given.size}))
    place = np.searchsorted([band.low for band in bands], points, side="right") - 1
    return tuple(
        None if math.isnan(score) else bands[index]
        for score, index in zip(points.tolist(), place.tolist(), strict=True)
    )


def _breaks(bands: tuple[Band, ...], file: str, scale: str) -> Iterator[Problem]:
    """Yield where sorted bands are turned round, or leave a gap.

    Each must begin one above the end of the one before.
    """
    for band in bands:
        if band.low > band.high:
            yield Problem(code="E264", params={"file": file, "scale": scale, "at": f"{band.low}–{band.high}"})
    for one, other in pairwise(bands):
        if other.low != one.high + 1:
            at = f"{one.low}–{one.high}, {other.low}–{other.high}"
            yield Problem(code="E264", params={"file": file, "scale": scale, "at": at})


def _parse(path: Path) -> NormsFile:
    raw = _toml(path)
    try:
        return parsed(NormsFile, raw)
    except ValidationError as error:
        raise DeclarationError(_problem(path.name, item) for item in error.errors(include_input=False)) from None


def _toml(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise DeclarationError(Problem(code="E151", params={"file": path.name}))
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise DeclarationError(Problem(code="E150", params={"file": path.name})) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise DeclarationError(
            Problem(code="E152", params={"file": path.name, "line": line[1] if line else "?"})
        ) from None


def _problem(file: str, item: Mapping[str, Any]) -> Problem:
    loc = [part + 1 if isinstance(part, int) else part for part in item["loc"]]
    params: dict[str, str | int] = {"file": file, "key": ".".join(map(str, loc))}
    name, kind = str(loc[-1]) if loc else "", item["type"]
    if loc == ["source"] and kind in {*_MISSING, "string_pattern_mismatch"}:
        return Problem(code="E263", params=params)
    if kind in _MISSING:
        return Problem(code="E154", params=params)
    if kind in _UNKNOWN:
        known = [
            "instrument",
            "source",
            "population",
            "band",
            "norm",
            "scale",
            "name",
            "from",
            "to",
            "group",
            "mean",
            "sd",
        ]
        return Problem(code="E153", params=params | {"suggestion": _near(name, known)})
    return Problem(code="E155", params=params | {"expected": str(item["msg"])})


def _near(word: str, known: Sequence[str] | set[str]) -> str:
    return did_you_mean(word, known) or "–"
