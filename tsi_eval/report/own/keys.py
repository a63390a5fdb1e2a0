"""Which released number is meant by a row of `report.released.frame()`.

A number's key is its question, its series ("" outside any) and its place there, from 0. A row of a
frame is known by all that it says: a row in which one number was changed is no released number.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, SupportsFloat

from tsi_eval.errors import Problem, UsageError
from tsi_eval.findings.released import COLUMNS, Released, ReleasedEstimate
from tsi_eval.language import Message

Key = tuple[str, str, int]
_EVERY = ("series", *COLUMNS)


def numbers(released: Released) -> dict[Key, ReleasedEstimate]:
    """Return every released number by its key, in the order of the frame."""
    found: dict[Key, ReleasedEstimate] = {}
    for finding in released.findings:
        for series, points in (("", finding.estimates), *finding.series.items()):
            found |= {(finding.question, series, place): item for place, item in enumerate(points)}
    return found


def keys_of(released: Released, rows: Any) -> tuple[Key, ...]:
    """Return the keys of rows.

    Args:
        released: The released values.
        rows: Rows of the released frame: a frame, one row of it, mappings, or estimates.

    Raises:
        UsageError: A row is no released number, has another column, or there is none (E455).
    """
    known: dict[tuple[Any, ...], Key] = {}
    for key, item in numbers(released).items():
        known.setdefault(_told({"series": key[1]} | item.row()), key)
    return tuple(_key(known, row) for row in _rows(rows))


def _rows(rows: Any) -> list[Any]:
    if isinstance(rows, ReleasedEstimate | Mapping) or (hasattr(rows, "to_dict") and not hasattr(rows, "columns")):
        rows = [rows]
    elif hasattr(rows, "columns"):
        if set(map(str, rows.columns)) != set(_EVERY):
            raise refused("columns")
        rows = rows.to_dict("records")
    found = list(rows) if isinstance(rows, Iterable) and not isinstance(rows, str) else []
    if not found:
        raise refused("none")
    return found


def _key(known: Mapping[tuple[Any, ...], Key], row: Any) -> Key:
    if isinstance(row, ReleasedEstimate):
        return _of_estimate(known, row)
    if hasattr(row, "to_dict"):
        row = row.to_dict()
    if not isinstance(row, Mapping):
        raise refused("not_released")
    if set(row) != set(_EVERY):
        raise refused("columns")
    key = known.get(_told(row))
    if key is None:
        raise refused("not_released")
    return key


def _of_estimate(known: Mapping[tuple[Any, ...], Key], item: ReleasedEstimate) -> Key:
    """Return the key of an estimate, which does not say of which series it is a point."""
    told = _told({"series": ""} | item.row())
    found = next((key for other, key in known.items() if other[1:] == told[1:]), None)
    if found is None:
        raise refused("not_released")
    return found


def _told(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(_plain(row[name]) for name in _EVERY)


def _plain(value: Any) -> Any:
    """Return a value as it is compared, since frames write blanks and numbers in their own ways."""
    if value is None or type(value).__name__ == "NAType" or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()[:10]
    return float(value) if isinstance(value, SupportsFloat) else str(value)


def refused(why: str) -> UsageError:
    """Return the error of what is no row of released numbers."""
    return UsageError(Problem(code="E455", params={"why": Message(f"own_study.why.{why}")}))


def in_groups(released: Released, rows: Any) -> Iterator[tuple[str, tuple[Key, ...]]]:
    """Yield (heading, keys) of a mapping from headings to rows; of rows alone, "" and all keys."""
    if isinstance(rows, Mapping) and not set(rows) & set(_EVERY):
        if not rows:
            raise refused("none")
        for heading, some in rows.items():
            yield " ".join(str(heading).split()), keys_of(released, some)
    else:
        yield "", keys_of(released, rows)
