"""Skolfam: a few children tested twice, two years apart, in scores that are normed by age."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

import numpy as np

from tsi_eval.simulate.draws import between, stream
from tsi_eval.simulate.files import csv_file
from tsi_eval.simulate.times import working_day

FILES = {"T0": "kartlaggning_1.csv", "T1": "kartlaggning_2.csv"}
HEADER = ("Barn", "Datum", "Resonemangsindex", "Läsning (stanine)", "Matematik (stanine)", "SDQ lärare", "Anteckning")
# Five are lost: had it been fewer, both counts would be hidden, and with them every answer.
_CHILDREN, _TWICE, _STRENGTHS_TWICE = 17, 12, 7
_DAYS = {"T0": (date(2022, 9, 5), 70), "T1": (date(2024, 9, 2), 70)}
_NORM_SD = 15.0
_INDEX_MEAN, _INDEX_SD, _INDEX_RETEST = 92.0, 12.0, 0.85
_INDEX_CHANGE, _PRACTICE = 4.0, 2.0
_INDEX_LIMITS = (40.0, 160.0)
_STANINE_MEAN, _STANINE_SD, _STANINE_CORRELATION, _STANINE_CHANGE = 4.0, 1.6, 0.75, 0.6
_STRENGTHS_MEAN, _STRENGTHS_SD, _STRENGTHS_CORRELATION, _STRENGTHS_CHANGE = 11.0, 5.5, 0.7, -1.0
_DOUBLED = {"T0": 1, "T1": 0}
_ENCODING = {"T0": "cp1252", "T1": "utf-8"}
_NOTES, _NOTED = ("Två tillfällen", "Paus mitt i", "Omplanerat datum"), 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class SkolfamTruth:
    """What was planted and drawn; occasions are "T0" and "T1".

    Attributes:
        seed: Of the delivery.
        children: Children tested at T0.
        twice: Of them, those tested at T1 too.
        strengths_twice: Of them, those whose teacher answered both times.
        norm_sd: The index's standard deviation at each age; its mean is 100.
        index_mean: Expected index at T0.
        index_sd: Its standard deviation among these children.
        index_retest: Correlation of T0 and T1.
        index_change: Expected T1 − T0.
        practice: What of it comes from having met the test before.
        reading_change: Expected T1 − T0 in reading, before it is rounded to a stanine.
        doubled: Rows that repeat another, by file.
        drawn_index: Index by (child, occasion), in half points.
        drawn_reading: Stanine by (child, occasion).
        drawn_strengths: The teacher's SDQ total by (child, occasion), where there is one.
    """

    seed: int
    children: tuple[str, ...]
    twice: tuple[str, ...]
    strengths_twice: tuple[str, ...]
    norm_sd: float
    index_mean: float
    index_sd: float
    index_retest: float
    index_change: float
    practice: float
    reading_change: float
    doubled: Mapping[str, int]
    drawn_index: Mapping[tuple[str, str], float]
    drawn_reading: Mapping[tuple[str, str], int]
    drawn_strengths: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkolfamDelivery:
    """What arrives, and what only the simulator knows.

    Attributes:
        files: File name → content.
        truth: What was planted and drawn; it is in no file.
    """

    files: Mapping[str, bytes]
    truth: SkolfamTruth


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scores:
    index: np.ndarray
    reading: np.ndarray
    maths: np.ndarray
    strengths: np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    children: tuple[str, ...]
    tested: Mapping[str, tuple[int, ...]]
    rated: tuple[int, ...]


def simulate_skolfam(seed: int = 1) -> SkolfamDelivery:
    """Simulate the pilot's files: same seed, same bytes. Everything is invented.

    Args:
        seed: Any whole number from 0.

    Returns:
        The files, and the truth behind them.

    Example:
        >>> sorted(simulate_skolfam().files)
        ['kartlaggning_1.csv', 'kartlaggning_2.csv']
    """
    rng = stream(seed, "skolfam")
    group, scores = _group(rng), _scores(rng)
    files = {FILES[at]: _file(stream(seed, "skolfam", at), at, place, group, scores) for place, at in enumerate(FILES)}
    return SkolfamDelivery(files=files, truth=_truth(seed, group, scores))


def _group(rng: np.random.Generator) -> _Group:
    """Choose who is tested twice, and whose teacher answers: for the same children both times, since a few more would hide all counts."""
    order = rng.permutation(_CHILDREN).tolist()
    return _Group(
        children=tuple(f"B{place + 1:03d}" for place in range(_CHILDREN)),
        tested={"T0": tuple(range(_CHILDREN)), "T1": tuple(sorted(order[:_TWICE]))},
        rated=tuple(sorted(order[:_STRENGTHS_TWICE])),
    )


def _scores(rng: np.random.Generator) -> _Scores:
    return _Scores(
        index=np.clip(
            np.rint(2 * _pairs(rng, _INDEX_MEAN, _INDEX_SD, _INDEX_RETEST, _INDEX_CHANGE)) / 2, *_INDEX_LIMITS
        ),
        reading=_stanines(rng),
        maths=_stanines(rng),
        strengths=np.clip(
            np.rint(_pairs(rng, _STRENGTHS_MEAN, _STRENGTHS_SD, _STRENGTHS_CORRELATION, _STRENGTHS_CHANGE)), 0, 40
        ).astype(int),
    )


def _stanines(rng: np.random.Generator) -> np.ndarray:
    drawn = _pairs(rng, _STANINE_MEAN, _STANINE_SD, _STANINE_CORRELATION, _STANINE_CHANGE)
    stanines: np.ndarray = np.clip(np.rint(drawn), 1, 9).astype(int)
    return stanines


def _pairs(rng: np.random.Generator, mean: float, sd: float, correlation: float, change: float) -> np.ndarray:
    first = rng.normal(0, sd, _CHILDREN)
    second = correlation * first + rng.normal(0, sd * sqrt(1 - correlation**2), _CHILDREN) + change
    pairs: np.ndarray = mean + np.column_stack([first, second])
    return pairs


def _file(rng: np.random.Generator, at: str, place: int, group: _Group, scores: _Scores) -> bytes:
    earliest, longest = _DAYS[at]
    rows = []
    for child in group.tested[at]:
        day = working_day(earliest + timedelta(days=between(rng, 0, longest)))
        strengths = str(scores.strengths[child, place]) if child in group.rated else ""
        note = str(rng.choice(_NOTES)) if rng.random() < _NOTED else ""
        tests = (str(scores.reading[child, place]), str(scores.maths[child, place]))
        index = f"{scores.index[child, place]:.1f}".replace(".", ",")
        rows.append((group.children[child], day.isoformat(), index, *tests, strengths, note))
    again = rng.choice(len(rows), _DOUBLED[at], replace=False)
    rows += [rows[row] for row in again.tolist()]
    return csv_file([HEADER, *rows], encoding=_ENCODING[at])


def _truth(seed: int, group: _Group, scores: _Scores) -> SkolfamTruth:
    tested = [(child, at, place) for place, at in enumerate(FILES) for child in group.tested[at]]
    rated = [(child, at, place) for place, at in enumerate(FILES) for child in group.rated]
    names = group.children
    return SkolfamTruth(
        seed=seed,
        children=names,
        twice=tuple(names[child] for child in group.tested["T1"]),
        strengths_twice=tuple(names[child] for child in group.rated),
        norm_sd=_NORM_SD,
        index_mean=_INDEX_MEAN,
        index_sd=_INDEX_SD,
        index_retest=_INDEX_RETEST,
        index_change=_INDEX_CHANGE,
        practice=_PRACTICE,
        reading_change=_STANINE_CHANGE,
        doubled={FILES[at]: n for at, n in _DOUBLED.items()},
        drawn_index={(names[child], at): float(scores.index[child, place]) for child, at, place in tested},
        drawn_reading={(names[child], at): int(scores.reading[child, place]) for child, at, place in tested},
        drawn_strengths={(names[child], at): int(scores.strengths[child, place]) for child, at, place in rated},
    )
