"""Which months stand beside each other, of the first year from a start and of the year before it.

What was counted is held against the same months a year earlier, so that a season meets its like. A
month that is lacking in one of the two years, since it is left out or hidden, is lacking in both.

Example. A pilot starts in August 2023, July is left out, and counts have come until March 2024. The
first year is August to March, and the year before is August 2022 to March 2023. With two years of
counts the first year is August to June, and is named apart from all that was counted since.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from tsi_eval.periods import month_index


def years_of(months: AbstractSet[str], start: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the months of the first year from a start that have a like, and their likes before it.

    Args:
        months: Every month that has counts, "2023-08".
        start: The first month of the intervention.

    Returns:
        Two sets of equally many months; both are empty where no month has a like.

    Example:
        >>> years_of({"2022-09", "2023-08", "2023-09"}, "2023-08")
        (frozenset({'2023-09'}), frozenset({'2022-09'}))
    """
    first = month_index(start)
    likes = {month: _year_before(month) for month in months if first <= month_index(month) < first + 12}
    paired = {month: like for month, like in likes.items() if like in months}
    return frozenset(paired), frozenset(paired.values())


def _year_before(month: str) -> str:
    return f"{int(month[:4]) - 1}{month[4:]}"
