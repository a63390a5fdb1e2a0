"""Rules that options keep together: what must differ, what comes once, what comes later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tsi_eval.errors import Problem
from tsi_eval.language import LANGUAGES, Message, Text
from tsi_eval.options import Options
from tsi_eval.periods import Period
from tsi_eval.written_periods import parse_period


def once_each(options: Options, *keys: str) -> Iterator[Problem]:
    """Yield a problem (E293) for each value that stands more than once in one of these lists."""
    for key in keys:
        for value, times in Counter(getattr(options, key)).items():
            if times > 1:
                yield options.refusal("E293", key, value=str(value))


def apart(options: Options, key: str, other: str) -> Iterator[Problem]:
    """Yield a problem (E292) for each value that both options hold.

    Either option may be one value or a list.
    """
    others = _values(getattr(options, other))
    for value in _values(getattr(options, key)):
        if value in others:
            yield options.refusal("E292", key, other=other, value=str(value))


def months(options: Options, *keys: str) -> Iterator[Problem]:
    """Yield a problem (E233) for each value that is neither "" nor a month such as "2023-08".

    Months are compared as they are written, so that "aug 2023" is refused too.
    """
    for key in keys:
        for value in _values(getattr(options, key)):
            if not _is_month(value):
                yield options.refusal("E233", key, name=value)


def later(options: Options, key: str, other: str) -> Iterator[Problem]:
    """Yield a problem (E294) for each month of `key` that is not later than that of `other`.

    The month "" is no limit.

    Months sort as they are written. What is no month is refused by `months`, and has no order.
    """
    limit = getattr(options, other)
    if not _is_month(limit):
        return
    for value in _values(getattr(options, key)):
        if _is_month(value) and value <= limit:
            yield options.refusal("E294", key, other=other, value=value, limit=limit)


def filled(options: Options, key: str) -> Iterator[Problem]:
    """Yield a problem (E291) for words that are blank in either language."""
    words: Text = getattr(options, key)
    for language in LANGUAGES:
        if not words.in_language(language).strip():
            yield options.refusal("E291", f"{key}.{language}", expected=Message("expected.filled"), got="''")


def period_of(text: str) -> Period | None:
    """Return the period that a text names, or None, also when its year is outside the calendar."""
    try:
        return parse_period(text)
    except ValueError:
        return None


def _is_month(text: str) -> bool:
    period = period_of(text)
    return period is not None and (period.kind, period.name) == ("month", text)


def _values(value: object) -> tuple[Any, ...]:
    """Return the values that an option holds: one, several, or none when it is empty."""
    if isinstance(value, tuple):
        return value
    return () if value == "" else (value,)
