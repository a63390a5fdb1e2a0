"""From answers by item number to scores by scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from tsi_eval.errors import DataError, Problem
from tsi_eval.instruments.key import InstrumentKey, Scale

Answers = npt.NDArray[np.float64]
Fault = Literal["", "shifted", "outside"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Scored:
    """Scores of persons; never prints them.

    Attributes:
        values: A row a person in the order they came, a column a scale; NaN where too few items are
            answered.
        answered: How many of the scale's items were answered, in the same shape.
    """

    values: pd.DataFrame
    answered: pd.DataFrame


def score(key: InstrumentKey, items: pd.DataFrame) -> Scored:
    """Score a questionnaire.

    A sum of items is the mean of those answered times its number of items, rounded as `key.missing`
    says; it is missing when fewer than `key.missing.least_answered` are answered. A count is 1 when
    at least `threshold` answers are among those counted, however few are answered, and 0 when they
    are not and enough items are answered. A sum of scales is missing when any of its parts is.

    Args:
        key: The instrument.
        items: A row a person, columns 1, 2, … with the answers as they were given, NaN where there
            is none. Other columns are not read.

    Returns:
        The scores and the numbers of answers, with the index of `items`.

    Raises:
        DataError: An item's column is missing (E126) or there twice (E123); the answers are shifted
            by a step (E211); or an answer is not a whole number within the limits (E212).
    """
    answers = _answers(key, items)
    if fault := _fault(key, answers):
        params = {"file": "items", "instrument": key.id, "low": str(key.item_minimum), "high": str(key.item_maximum)}
        raise DataError(Problem(code="E211" if fault == "shifted" else "E212", params=params))
    values: dict[str, Answers] = {}
    answered: dict[str, npt.NDArray[np.int64]] = {}
    for scale in key.scales:
        if scale.parts:
            values[scale.id] = np.sum([values[part] for part in scale.parts], axis=0)
            answered[scale.id] = np.sum([answered[part] for part in scale.parts], axis=0)
        else:
            chosen = answers[:, [item - 1 for item in scale.items]]
            turned = np.where(
                np.isin(scale.items, scale.reversed), key.item_minimum + key.item_maximum - chosen, chosen
            )
            answered[scale.id] = np.sum(~np.isnan(turned), axis=1)
            values[scale.id] = _counted(turned, scale, key) if scale.rule == "count" else _pro_rated(turned, key)
    return Scored(values=pd.DataFrame(values, index=items.index), answered=pd.DataFrame(answered, index=items.index))


def coding_fault(key: InstrumentKey, items: pd.DataFrame) -> Fault:
    """Tell what is wrong with the coding of all answers together.

    Answers that are shifted by a step can't be told from right ones when nobody gave the end that
    would show it, nor can answers that are turned round: see `key.coding`.

    Args:
        key: The instrument.
        items: As for `score`.

    Returns:
        "shifted" when they run from one above the lowest to one above the highest answer, such as
        1–3 for 0–2, or from 0 to one below the highest for a key that begins at 1, such as 0–4 for
        1–5; "outside" when any other answer is not a whole number within the limits; else "".

    Raises:
        DataError: An item's column is missing (E126) or there twice (E123).
    """
    return _fault(key, _answers(key, items))


def _answers(key: InstrumentKey, items: pd.DataFrame) -> Answers:
    """Return the answers in the order of the items, shape (persons, items).

    What is not a number becomes infinite.
    """
    numbers = range(1, key.n_items + 1)
    columns: list[object] = list(items.columns)
    problems = [
        Problem(code="E123" if item in columns else "E126", params={"file": key.id, "column": item, "found": ""})
        for item in numbers
        if columns.count(item) != 1
    ]
    if problems:
        raise DataError(problems)
    given = items[list(numbers)]
    is_numeric = all(pd.api.types.is_numeric_dtype(kind) for kind in given.dtypes)
    as_numbers = given if is_numeric else given.apply(pd.to_numeric, errors="coerce")
    read = as_numbers.to_numpy(dtype=np.float64, na_value=np.nan)
    return np.where(given.notna().to_numpy() & np.isnan(read), np.inf, read)


def _fault(key: InstrumentKey, answers: Answers) -> Fault:
    given = answers[~np.isnan(answers)]
    if not _wrong(key, given).any():
        return ""
    ends = (given.min(), given.max())
    # A key that begins at 0 has no lower neighbour: -1 is a code of its own.
    steps = (1,) if key.item_minimum == 0 else (1, -1)
    is_shifted = any(ends == (key.item_minimum + step, key.item_maximum + step) for step in steps)
    return "shifted" if is_shifted and bool((given == np.floor(given)).all()) else "outside"


def _wrong(key: InstrumentKey, answers: Answers) -> npt.NDArray[np.bool_]:
    """Tell which answers are given and not a whole number within the limits."""
    allowed = np.arange(key.item_minimum, key.item_maximum + 1)
    return ~np.isin(answers, allowed) & ~np.isnan(answers)


def _pro_rated(turned: Answers, key: InstrumentKey) -> Answers:
    answered = np.sum(~np.isnan(turned), axis=1)
    total: Answers = np.nansum(turned, axis=1) * turned.shape[1]
    empty = np.full(len(turned), np.nan)
    mean: Answers = np.divide(total, answered, out=empty, where=answered >= max(1, key.missing.least_answered))
    # Half up: Python and numpy would round 2.5 to 2.
    return np.floor(mean + 0.5) if key.missing.rounding == "half_up" else mean


def _counted(turned: Answers, scale: Scale, key: InstrumentKey) -> Answers:
    reached = np.sum(np.isin(turned, scale.counted), axis=1) >= scale.threshold
    known = reached | (np.sum(~np.isnan(turned), axis=1) >= key.missing.least_answered)
    return np.where(known, reached.astype(np.float64), np.nan)
