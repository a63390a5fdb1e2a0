"""Norms and bands of a scale, and the band of each score."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

import numpy as np
import numpy.typing as npt
from pydantic import Field

from tsi_eval.errors import DataError, Problem, UsageError
from tsi_eval.language import Text
from tsi_eval.strict import STRICT


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
