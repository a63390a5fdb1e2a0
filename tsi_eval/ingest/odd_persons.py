"""Rows of a file of persons whose person is written as no other person is.

Under a list of cases stands often something else: a count without a word, or the names of the
columns of a second table. Each would be one more person.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from tsi_eval.ingest.sheet import Sheet
from tsi_eval.study.tables.who import identity_numbers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Fewer persons have no common way to be written.
FEWEST = 5
# Where so many are written in one way, the others are odd.
MOST = 0.8
_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_]")


def odd_persons(sheet: Sheet, among: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the rows whose person has no digit, or no letter, where nearly all others have one.

    Example: "F01", "F02", … "F60", and then "Kontaktperson", or "60".

    An identity number is never odd: the door in refuses it, and says what it is.

    Args:
        sheet: The rows.
        among: The rows that are rows of the table.
    """
    odd = sheet.nowhere()
    place = sheet.place(sheet.source.person)
    if place is None:
        return odd
    persons = among & sheet.filled[:, place]
    for sign in (_DIGIT, _LETTER):
        without = persons & ~sheet.columns[place].matches(partial(_has, sign))
        if persons.sum() - without.sum() >= max(FEWEST, MOST * persons.sum()):
            odd |= without
    if not odd.any():
        return odd
    column = sheet.columns[place]
    return odd & ~column.chosen(identity_numbers(pd.Series(column.fields, dtype="str")))


def _has(sign: re.Pattern[str], text: str) -> bool:
    return sign.search(text) is not None
