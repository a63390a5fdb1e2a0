"""Which quarters, terms and school years are not counted in all of their months.

A series that begins in April has a spring of three months beside springs of six. A month that the
series never has, such as a July that is left out, is lacking nowhere.

Example. Of a series from April 2023 to December 2024 without July the spring of 2023 is counted in
April to June, and the school year 2022/23 too; autumn 2023 and all after it are whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator

from tsi_eval.designs.tallies import in_words
from tsi_eval.language import LANGUAGES, Message, Text
from tsi_eval.language.numbers import stretch
from tsi_eval.periods import month_index, month_of_index

CAVEATS = {"quarter": "caveat.part_quarter", "term": "caveat.part_term", "school_year": "caveat.part_school_year"}


def not_whole(months: Iterable[str], grains: Iterable[tuple[str, Callable[[str], str]]]) -> Iterator[Message]:
    """Yield a caveat a grain that says which periods lack a month; the shown grain's is said.

    Args:
        months: Every month that has rows. A hidden count has one, so that it is not told which are
            hidden.
        grains: Grain → the period of a month.
    """
    counted = frozenset(months)
    for grain, name in grains:
        if parts := part_periods(counted, name):
            yield Message(CAVEATS[grain], {"periods": _named(parts)})


def _named(parts: dict[str, tuple[str, ...]]) -> Text:
    sv, en = (
        "; ".join(
            f"{stretch(period, language)} ({in_words(some).in_language(language)})" for period, some in parts.items()
        )
        for language in LANGUAGES
    )
    return Text(sv=sv, en=en)


def part_periods(months: Collection[str], name: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    """Return the periods that lack a month, each with the months that it is counted in.

    Args:
        months: Every month that is counted, "2023-04".
        name: The period of a month.

    Example:
        >>> from tsi_eval.periods import term_of
        >>> part_periods({"2023-05", "2023-06", "2023-08", "2024-05", "2024-06"}, term_of)
        {}
        >>> part_periods({"2023-06", "2023-08", "2024-05", "2024-06"}, term_of)
        {'VT2023': ('2023-06',)}
    """
    kept = {month[5:] for month in months}
    counted: dict[str, list[str]] = defaultdict(list)
    for month in sorted(months):
        counted[name(month)].append(month)
    return {
        period: tuple(some)
        for period, some in counted.items()
        if {month[5:] for month in months_around(some[0], name)} & kept != {month[5:] for month in some}
    }


def months_around(month: str, name: Callable[[str], str]) -> list[str]:
    """Return every month of the calendar that is of the same period, in order."""
    middle = month_index(month)
    near = map(month_of_index, range(middle - 11, middle + 12))
    return [one for one in near if name(one) == name(month)]
