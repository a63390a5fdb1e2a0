"""Rows of a file of persons whose person is written as no other person is.

Under a list of cases stands often something else: a count without a word, or the names of the
columns of a second table. Each would be one more person.

Some lists do have persons of two kinds, such as "12" from an older system and "F-12". A number
without letters is therefore odd only where a count would stand, in the last rows. A pilot that
declares the words of its sums has said that all other rows are persons. An identity number is never
odd: it is refused as what it is.

What each rule costs right files is in decision 85.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tsi_eval.ingest.sheet import Sheet
from tsi_eval.study.tables.sums import TOTALS
from tsi_eval.study.tables.who import identity_numbers

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Fewer persons have no common way to be written.
FEWEST = 5
# Where so many are written in one way, the others are odd.
MOST = 0.8
# So many persons must have letters, and so many rows may end the list with a number instead.
FEWEST_LETTERED = 8
MOST_ENDING = 2
_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_]")


def odd_persons(sheet: Sheet, among: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the rows whose person has no digit where nearly all others have one.

    Among persons with letters, it is also the last rows that have none.

    Example: "F01", "F02", … "F60", and then "Kontaktperson", or "60".

    An identity number is never odd: the door in refuses it, and says what it is.

    Args:
        sheet: The rows.
        among: The rows that are rows of the table.
    """
    odd = sheet.nowhere()
    place = sheet.place(sheet.source.person)
    if place is None or sheet.source.format.totals != TOTALS:
        return odd
    column = sheet.columns[place]
    persons = among & sheet.filled[:, place]
    wordy = persons & ~column.matches(partial(_has, _DIGIT))
    if _are_few(wordy, persons, FEWEST):
        odd |= wordy
    bare = persons & ~column.matches(partial(_has, _LETTER))
    if _are_few(bare, persons, FEWEST_LETTERED) and bare.sum() <= MOST_ENDING and _end(bare, persons):
        odd |= bare
    if not odd.any():
        return odd
    return odd & ~column.chosen(identity_numbers(pd.Series(column.fields, dtype="str")))


def _are_few(some: NDArray[np.bool_], persons: NDArray[np.bool_], fewest: int) -> bool:
    """Tell whether enough persons, and nearly all, are written in the other way."""
    return bool(persons.sum() - some.sum() >= max(fewest, MOST * persons.sum()))


def _end(some: NDArray[np.bool_], persons: NDArray[np.bool_]) -> bool:
    """Tell whether some persons stand after all others."""
    others = np.flatnonzero(persons & ~some)
    return not some[: others.max(initial=0)].any()


def _has(sign: re.Pattern[str], text: str) -> bool:
    return sign.search(text) is not None
