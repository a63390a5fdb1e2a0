"""Words that say that a row sums other rows: what it sums would be counted twice.

Files and a researcher's frames are held to the same words. A word is looked up among the different
labels of a column and not in every row, so that a long table costs no more than a short one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd

# Words that begin the label of a sum, a mean or a part, whatever follows: "Summa höst".
TOTALS = (
    "totalt", "totala", "total", "totalsumma", "totals", "summa", "summor", "sum", "slutsumma", "delsumma", "delsummor",
    "mellansumma", "deltotal", "subtotal", "sammanlagt", "sammantaget", "summerat", "samtliga", "medelvärde",
    "medelvärden", "medeltal", "genomsnitt", "genomsnittligt", "median", "varav", "därav", "of which", "grand total",
    "tot", "s:a", "Σ",
)  # fmt: skip
# What begins the row that stands under a list of persons, beside the words above.
UNDER_PERSONS = (
    "antal", "andel", "procent", "medel", "snitt", "standardavvikelse", "stdav", "average", "mean", "count", "number of",
    "share", "standard deviation",
)  # fmt: skip
# "Alla platser" is all places once more, and "Alla hjärtans dag" is none of these.
_PLACES = (
    "platser|mötesplatser|arenor|skolor|förskolor|skolenheter|enheter|områden|stadsdelar|kommuner|kommunen|staden|länet|"
    "månader|terminer|läsår|år|årskurser|åk|places|schools|units|areas|months|terms|grades"
)
_WHOLE = re.compile(rf"\s*(?:alla|all|hela|snitt)(?:\s+(?:{_PLACES}))?[\s\d:.,()*]*", re.IGNORECASE)
_PERHAPS = re.compile(r"\s*(?:alla|all|hela|båda|bägge|both|medel|snitt|average|mean)\b", re.IGNORECASE)
_PERHAPS_UNDER_PERSONS = re.compile(r"\s*(?:alla|all|hela|max|min|n)\b(?!\w)", re.IGNORECASE)


def are_sums(labels: pd.Series[str], words: tuple[str, ...] = TOTALS) -> pd.Series[bool]:
    """Return which labels are certainly those of a sum.

    Args:
        labels: Labels, as text.
        words: What begins the label of a sum. Only the package's own words bring with them what is
            a sum when it stands alone, such as "Alla" and "Hela kommunen".

    Example:
        >>> are_sums(pd.Series(["Delsumma lokaler", "Alla skolor", "Alla hjärtans dag"])).tolist()
        [True, True, False]
    """
    return _each(labels, lambda label: is_sum(label, words))


def is_sum(label: str, words: tuple[str, ...] = TOTALS) -> bool:
    """Tell whether a label, or the name of a column, is certainly that of a sum."""
    return bool(_beginning(words).match(label)) or (words == TOTALS and bool(_WHOLE.fullmatch(label)))


def are_perhaps_sums(labels: pd.Series[str], words: tuple[str, ...] = TOTALS) -> pd.Series[bool]:
    """Return which labels may be those of a sum, or of something that is called so.

    Where a pilot declared its own words, they decide alone.

    Example:
        >>> are_perhaps_sums(pd.Series(["Alla hjärtans dag", "Medel", "Alla skolor"])).tolist()
        [True, True, False]
    """
    if words != TOTALS:
        return _each(labels, lambda _: False)
    return _each(labels, lambda label: bool(_PERHAPS.match(label))) & ~are_sums(labels)


def are_under_persons(ids: pd.Series[str], words: tuple[str, ...] = TOTALS) -> pd.Series[bool]:
    """Return which fields of a column of persons say what all persons are together.

    Example:
        >>> are_under_persons(pd.Series(["Antal familjer: 76", "Medel", "Summa", "F07"])).tolist()
        [True, True, True, False]
    """
    begins = _beginning((*words, *UNDER_PERSONS) if words == TOTALS else words)
    return _each(ids, lambda text: bool(begins.match(text)))


def are_perhaps_under_persons(ids: pd.Series[str], words: tuple[str, ...] = TOTALS) -> pd.Series[bool]:
    """Return which fields of a column of persons may say so: Max is also a name."""
    return _each(ids, lambda text: words == TOTALS and bool(_PERHAPS_UNDER_PERSONS.match(text)))


@cache
def _beginning(words: tuple[str, ...]) -> re.Pattern[str]:
    # Without words nothing begins like a sum.
    return re.compile(rf"\s*(?:{'|'.join(map(re.escape, words))})\b" if words else r"(?!)", re.IGNORECASE)


def _each(labels: pd.Series[str], is_one: Callable[[str], bool]) -> pd.Series[bool]:
    """Answer for each different label once."""
    which, words = pd.factorize(labels.to_numpy(dtype=object))
    # A label that is missing has no place among the words, and is no sum.
    answers = np.array([*map(is_one, words), False])
    return pd.Series(answers[which], labels.index)
