"""Whether a person was at a stage, by what is filled in under it: a known word, or a date.

A word that nobody knows is refused. It used to count as presence, and "avböjde" (declined) or
"planerad 2025-01-10" made more families complete than had done so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tsi_eval.ingest.account import WordRead
from tsi_eval.ingest.source_file import SourceFile
from tsi_eval.language import Message
from tsi_eval.pilot.stage_words import YES, StageWords, plain
from tsi_eval.written_periods import parse_period

if TYPE_CHECKING:
    import pandas as pd

DATED = frozenset({"day", "week", "month"})
# An earlier date under a stage is a slip, such as the 1900-01-01 of an empty cell in Excel.
MOST_YEARS = 10
DATE, UNTIMELY = "date", "untimely"
# Figures and signs, perhaps with the name of a month: "03/04/2024", "20 augusti", "45000".
_WRITTEN_AS_A_DATE = r"(?i)(?:den )?\d[\d\s./:,\-–]*(?:[a-zåäö]{3,9}[\d\s./:,\-–]*)?"


def presence(file: SourceFile, theirs: str, words: pd.Series[str]) -> pd.Series[str]:
    """Return "yes", "no" or "ongoing" for each field of a column; missing where it is blank.

    A date that has passed when the report is made says yes. Words that nobody knows are a problem
    (E360), and so are dates after the report's own or long before it (E361). How often each known
    word stood there is added to the file's account.

    Args:
        file: The file.
        theirs: The column's name in it.
        words: The column's fields, translated where the source translates them.
    """
    meanings = (file.source.words or StageWords()).meanings()
    distinct = words.dropna().unique()
    read = {word: _read(word, meanings, file.pilot.report_date) for word in distinct}
    found = words.map(read).astype("str")
    unknown = words.notna() & found.isna()
    file.refuse("E360", theirs, unknown, advice=Message(f"error.advice.{_advice(words[unknown])}"))
    file.refuse("E361", theirs, found == UNTIMELY)
    file.words.extend(_account(theirs, words, read))
    return found.replace(DATE, YES).mask(found == UNTIMELY)


def _advice(unknown: pd.Series[str]) -> str:
    """Return which advice fits what nobody knows: words, or dates that can't be read as dates."""
    dates = unknown.str.fullmatch(_WRITTEN_AS_A_DATE)
    if dates.any():
        return "stage_dates" if dates.all() else "stage_dates_and_words"
    return "stage_words"


def _read(word: str, meanings: Mapping[str, str], report_date: date) -> str | None:
    """Return what a word means, `DATE` for a date that has passed, or None for an unknown word."""
    meaning = meanings.get(plain(word))
    if meaning is not None:
        return meaning
    period = parse_period(word)
    if period is None or period.kind not in DATED:
        return None
    last = period.end - timedelta(days=1)
    is_timely = last <= report_date and period.start.year >= report_date.year - MOST_YEARS
    return DATE if is_timely else UNTIMELY


def _account(theirs: str, words: pd.Series[str], read: Mapping[str, str | None]) -> Iterator[WordRead]:
    """Yield how often each known word stood in the column; all dates, and all blanks, are one.

    A word that nobody knows may be anything that somebody wrote about a family. It is not named.
    """
    counts: dict[tuple[str, str], int] = {}
    for word, rows in words.value_counts(sort=False).items():
        meaning = read[str(word)]
        if meaning is not None and meaning != UNTIMELY:
            entry = ("", YES) if meaning == DATE else (plain(str(word)), meaning)
            counts[entry] = counts.get(entry, 0) + int(rows)
    for (word, meaning), rows in sorted(counts.items()):
        yield WordRead(column=theirs, word=word, read_as=meaning, rows=rows)
    if words.isna().any():
        yield WordRead(column=theirs, word="", read_as="", rows=int(words.isna().sum()))
