"""Rows of a file of persons whose person is written as no other person is.

Under a list of cases stands often something else: a count without a word, or the names of the
columns of a second table. Each would be one more person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tsi_eval.ingest.sheet import Sheet

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Fewer persons have no common way to be written.
FEWEST = 5


def odd_persons(sheet: Sheet, among: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the rows whose person alone has no digit, or alone has no letter.

    Example: "F01", "F02", … "F60", and then "Kontaktperson", or "60".

    Args:
        sheet: The rows.
        among: The rows that are rows of the table.
    """
    nobody = np.zeros(len(sheet.numbers), dtype=bool)
    place = sheet.place(sheet.source.person)
    if place is None:
        return nobody
    persons = among & sheet.filled[:, place]
    ids = sheet.text.loc[persons, place]
    odd = _alone_without(ids, r"\d") | _alone_without(ids, r"[^\W\d_]")
    nobody[persons] = odd.to_numpy()
    return nobody


def _alone_without(ids: pd.Series[str], sign: str) -> pd.Series[bool]:
    """Return the only field without a sign that all others have; none where several lack it."""
    without = ~ids.str.contains(sign, regex=True)
    only = bool(without.sum() == 1) and len(ids) > FEWEST
    return without & only
