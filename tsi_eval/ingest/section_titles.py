"""What a section title stands over, and what may be one though it looks like something else.

A title that is missed gives its rows to the section above it, and nothing else looks wrong. These
are the rules, in files whose source declares section titles:

1. A text that the pilot declares is a title, whether or not it looks like a sum or a note.
2. A word of sums that stands alone is a title of sums. The rows below it are sums as well, until
   the next title. If it names another title, nobody knows whose rows they are.
3. A header that stands again ends the section, unless it stands right below a title. Rows below it
   have no title.
4. A note with rows right below it may be a title, unless it is long or says where the file is from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tsi_eval.ingest.lone_text import NOTE, TITLE, as_title, placed_texts, title_words
from tsi_eval.ingest.sheet import Sheet
from tsi_eval.study.tables.sums import is_sum

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]
    Reasons = NDArray[np.object_]

MAYBE_TITLE, UNTITLED = "maybe title", "untitled"
HEADER, SUM, MAYBE_SUM = "headers", "totals", "perhaps"
# What stands between a title and its rows, or between two sections, and says nothing of either.
_PASSED = ("blank", HEADER, NOTE)
# A title has fewer words.
LONG_NOTE = 8
_OF_THE_FILE = re.compile(
    r"\s*(?:(?:källa|källor|source|sources)\s*:|(?:uttag|uttaget|utskrivet|utskriven|utskrift|printed)\b"
    r"|(?:sida|sid|page)\.?\s+\d)",
    re.IGNORECASE,
)


def declared_titles(sheet: Sheet, units: Iterable[str]) -> Mask:
    """Return the rows with one text that the pilot declares to be a section title.

    Args:
        sheet: The rows.
        units: What the pilot's units are called.
    """
    declared = sheet.nowhere()
    words = title_words(sheet.source, units)
    if words:
        lone = sheet.filled.sum(axis=1) == 1
        for column in sheet.columns[: sheet.first + 1]:
            declared |= lone & column.matches(lambda field: as_title(field, words).casefold() in words)
    return declared


def told_by_titles(sheet: Sheet, why: Reasons, kept: str, units: Iterable[str]) -> Reasons:
    """Return what each row is, once the titles have said what the rows below them are.

    Args:
        sheet: The rows.
        why: What each row is by itself, shape (rows,).
        kept: What a row of the table is.
        units: What the pilot's units are called.
    """
    if not sheet.source.sections:
        return why
    words = title_words(sheet.source, units)
    texts = _texts(sheet)
    of_sums = _titles_of_sums(sheet, why, texts, words)
    told = why.copy()
    told[of_sums] = SUM
    marks = np.where(of_sums, SUM, np.where((told == TITLE) | _ends(told, of_sums), told, ""))
    title = _last(marks != "")
    over = np.where(title >= 0, marks[title], "") if len(marks) else marks
    sums = np.isin(told, (kept, MAYBE_SUM)) & (over == SUM)
    untitled = (told == kept) & (over == HEADER)
    notes = (told == NOTE) & _stand_over_rows(told, of_sums)
    told[sums] = SUM
    told[untitled] = UNTITLED
    named = words | {as_title(text, words).casefold() for text in texts[told == TITLE]}
    for row in np.unique(title[sums]).tolist():
        told[row] = MAYBE_SUM if _names(texts[row], named) else SUM
    for row in np.flatnonzero(notes).tolist():
        told[row] = MAYBE_TITLE if _may_be_title(texts[row], named) else NOTE
    return told


def titles_over(sheet: Sheet, why: Reasons, units: Iterable[str]) -> Reasons:
    """Return the section title that each row stands under; "" above the first.

    Args:
        sheet: The rows.
        why: What each row is, shape (rows,).
        units: What the pilot's units are called.
    """
    words = title_words(sheet.source, units)
    is_title = pd.Series(why == TITLE)
    texts = pd.Series([as_title(text, words) for text in _texts(sheet).tolist()], is_title.index, dtype="str")
    return texts.where(is_title).ffill().fillna("").to_numpy(dtype=object)


def _texts(sheet: Sheet) -> Reasons:
    """Return the text of each row that has only one; "" for other rows."""
    texts = np.full(len(sheet.numbers), "", dtype=object)
    for row, _, text in placed_texts(sheet, sheet.filled.sum(axis=1) == 1):
        texts[row] = text
    return texts


def _titles_of_sums(sheet: Sheet, why: Reasons, texts: Reasons, words: frozenset[str]) -> Mask:
    """Return the rows that hold a word of sums and nothing else."""
    of_sums: Mask = (why == SUM) & (texts != "")
    for row in np.flatnonzero(why == TITLE).tolist():
        declared = as_title(texts[row], words).casefold() in words
        of_sums[row] = not declared and is_sum(texts[row], sheet.source.format.totals)
    return of_sums


def _ends(why: Reasons, of_sums: Mask) -> Mask:
    """Return the headers that stand again and don't stand right below a title."""
    above = _last(~np.isin(why, _PASSED))
    below_title = (above >= 0) & (of_sums | (why == TITLE))[above]
    ends: Mask = (why == HEADER) & (above >= 0) & ~below_title
    return ends


def _stand_over_rows(why: Reasons, of_sums: Mask) -> Mask:
    """Return after which rows the next that is no note, header or sum is a row of the table."""
    counts = ~np.isin(why, (*_PASSED, SUM)) | of_sums
    below = len(why) - 1 - _last(counts[::-1])[::-1]
    beyond = below >= len(why)
    is_row = ~(of_sums | (why == TITLE))
    over: Mask = ~beyond & is_row[np.where(beyond, 0, below)]
    return over


def _last(which: Mask) -> NDArray[np.intp]:
    """Return the last such row up to each row; -1 above the first."""
    places: NDArray[np.intp] = np.where(which, np.arange(len(which)), -1)
    return np.maximum.accumulate(places) if len(places) else places


def _may_be_title(text: str, words: frozenset[str]) -> bool:
    return _names(text, words) or not (_OF_THE_FILE.match(text) or len(text.split()) >= LONG_NOTE)


def _names(text: str, words: frozenset[str]) -> bool:
    """Tell whether a text has a title in it: as a word, or at its end where it is a single sign."""
    end = {word: r"(?!\w)" if len(word) > 1 else r"\W*\Z" for word in words}
    return any(re.search(rf"(?<!\w){re.escape(word)}{end[word]}", text.casefold()) for word in words)
