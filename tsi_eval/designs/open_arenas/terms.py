"""Which months of which terms contacts were counted in.

A rate per term is only a rate per term where the whole term was counted. Contacts are taken to be
counted from the first month that has a row until the last, whatever school it is of, and July only
where it has rows, since schools are closed.

A term counts as whole when September to December, or February to May, were counted. August, January
and June are partly holiday: one who begins in the second week of term has the whole of it.

Example. Contacts were counted from August 2023 to March 2024. Autumn is whole, and of spring there
are three months. Divided by two terms they would be too few, and spring would seem to have fewer
than autumn. So all of them are divided by the eight months.
"""

from __future__ import annotations

from collections.abc import Iterable

from tsi_eval.periods import month_index, month_of_index, term_of, term_order

# Months that a term has whichever day it begins and ends.
CORE = {"HT": frozenset({9, 10, 11, 12}), "VT": frozenset({2, 3, 4, 5})}
# The months in which it begins and ends.
EDGES = {"HT": frozenset({8}), "VT": frozenset({1, 6})}
JULY = 7


def counted_months(with_rows: Iterable[str]) -> tuple[str, ...]:
    """Return every month in which contacts were counted, in order.

    Args:
        with_rows: The months that have a row, "2023-08"; one at least.

    Example:
        >>> counted_months({"2024-05", "2024-08"})
        ('2024-05', '2024-06', '2024-08')
    """
    there = frozenset(with_rows)
    first, last = month_index(min(there)), month_index(max(there))
    every = map(month_of_index, range(first, last + 1))
    return tuple(month for month in every if month in there or int(month[5:]) != JULY)


def uncounted_in_whole(months: Iterable[str]) -> tuple[str, ...]:
    """Return the school months that were not counted of terms that count as whole, in order.

    Example:
        >>> uncounted_in_whole(("2023-09", "2023-10", "2023-11", "2023-12"))
        ('2023-08',)
    """
    counted = frozenset(months)
    terms = sorted({term_of(month) for month in counted}, key=term_order)
    whole = (term for term in terms if term not in parts_of_terms(counted))
    every = (f"{term[2:]}-{number:02}" for term in whole for number in sorted(CORE[term[:2]] | EDGES[term[:2]]))
    return tuple(month for month in every if month not in counted)


def parts_of_terms(months: Iterable[str]) -> tuple[str, ...]:
    """Return the terms of which only a part is among these months, in order.

    Example:
        >>> parts_of_terms(("2023-09", "2023-10", "2023-11", "2023-12", "2024-01"))
        ('VT2024',)
    """
    of_term: dict[str, set[int]] = {}
    for month in sorted(months):
        of_term.setdefault(term_of(month), set()).add(int(month[5:]))
    return tuple(term for term, numbers in of_term.items() if not CORE[term[:2]] <= numbers)
